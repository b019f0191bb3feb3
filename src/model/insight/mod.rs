//! What a map says about itself: a sentence for every place worth a look, from
//! the peak of the curve to a review that is due. One small function a rule,
//! each with the source it rests on; beside them the questions that a map
//! should be asked next. Pure: knows a map and today's date, no clock and no
//! window.

mod ask;
mod curve;
mod frame;
mod happening;
mod proof;
mod reading;
mod say;
mod sides;
#[cfg(test)]
mod trial;
mod wait;
mod why;
mod work;

pub use ask::{Method, Question, Reason, questions};
pub use wait::wait_hours;
pub use why::Chapter;

use reading::Reading;

use super::{id::Element, map::Map, words::Rule};

/// One thing that is worth a look.
#[derive(Clone, Debug, PartialEq)]
pub struct Insight {
    /// The rule that found it.
    pub rule: Rule,
    /// What it speaks of, what matters most first. Never empty.
    pub about: Vec<Element>,
    /// What it says: a whole sentence that names things in quotes.
    pub sentence: String,
    /// How much it matters, from 0 (good to know) to 100 (look at this first).
    pub weight: u8,
    /// The id by which it is known when it is dismissed: of the point, card or
    /// stage it is about; `None` when it is about the map as a whole. A rule
    /// gives each of its insights another.
    pub key: Option<u32>,
}

impl Insight {
    /// An insight that goes by the first of what it speaks of.
    fn new(rule: Rule, about: Vec<Element>, sentence: String, weight: u8) -> Self {
        let key = about.first().and_then(|element| element.number());
        Self {
            rule,
            about,
            sentence,
            weight,
            key,
        }
    }

    /// An insight on the map as a whole.
    fn on_map(rule: Rule, sentence: impl Into<String>, weight: u8) -> Self {
        Self::new(rule, vec![Element::Header], sentence.into(), weight)
    }

    /// The same, going by another element.
    fn known_by(self, element: Element) -> Self {
        let key = element.number();
        Self { key, ..self }
    }
}

/// What was found on a map, without what was dismissed and with it apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    /// What is worth a look, what matters most first.
    pub active: Vec<Insight>,
    /// What is set aside, with the reason that was given.
    pub dismissed: Vec<(Insight, String)>,
}

/// Everything that is worth a look on a map, what matters most first and else
/// in the order of the rules and of the journey; `today` is `YYYY-MM-DD`, and
/// any other text leaves out what depends on it. Takes time in proportion to
/// the map.
#[must_use]
pub fn insights(map: &Map, today: &str) -> Vec<Insight> {
    let reading = Reading::of(map);
    let rules = Rule::ALL.iter();
    let mut all: Vec<Insight> = rules
        .flat_map(|rule| found(*rule, &reading, today))
        .collect();
    all.sort_by_key(|insight| std::cmp::Reverse(insight.weight));
    all
}

/// The same, with what the map's own list sets aside apart.
#[must_use]
pub fn findings(map: &Map, today: &str) -> Findings {
    let mut findings = Findings::default();
    for insight in insights(map, today) {
        let mut dismissals = map.dismissed.iter();
        let dismissal = dismissals
            .find(|dismissal| dismissal.rule == insight.rule && dismissal.about == insight.key);
        match dismissal {
            Some(dismissal) => {
                let reason = dismissal.reason.clone();
                findings.dismissed.push((insight, reason));
            }
            None => findings.active.push(insight),
        }
    }
    findings
}

fn found(rule: Rule, reading: &Reading, today: &str) -> Vec<Insight> {
    match rule {
        Rule::Peak => curve::peak(reading),
        Rule::Low => curve::low(reading),
        Rule::End => curve::end(reading),
        Rule::SteepestFall => curve::steepest_fall(reading),
        Rule::UnprovenMoment => proof::unproven_moments(reading),
        Rule::PainWithoutOpportunity => work::pain_without_opportunity(reading),
        Rule::OpportunityWithoutOwner => work::opportunity_without_owner(reading),
        Rule::OpportunityWithoutMetric => work::opportunity_without_metric(reading),
        Rule::StageWithoutAction => happening::stage_without_action(reading),
        Rule::StageWithoutTouchpoint => happening::stage_without_touchpoint(reading),
        Rule::FeelingWithoutTouchpoint => happening::feeling_without_touchpoint(reading),
        Rule::ChannelUsedOnce => happening::channel_used_once(reading),
        Rule::LongWait => wait::long_waits(reading),
        Rule::KeyMomentMissing => happening::key_moments_missing(reading),
        Rule::PersonaMissing => frame::persona_missing(reading),
        Rule::ScenarioMissing => frame::scenario_missing(reading),
        Rule::OneSidedSources => proof::one_sided_sources(reading),
        Rule::ReviewDue => frame::review_due(reading, today),
        Rule::Disagreement => sides::disagreements(reading),
    }
}

#[cfg(test)]
mod tests {
    use super::{trial::TODAY, *};
    use crate::model::{Dismissal, LaneKind, stress_map};
    use std::collections::BTreeSet;

    #[test]
    fn what_was_dismissed_is_apart_with_its_reason_until_it_is_another_thing() {
        let mut trial = trial::Trial::new(&["A", "B"]);
        trial.feel(0, 0.5, Some(2.0), "Hope");
        trial.feel(1, 0.5, Some(-1.0), "Regret");
        let low = trial.found(Rule::Low).remove(0);
        trial.map.dismissed.push(Dismissal {
            rule: Rule::Low,
            about: low.key,
            reason: "We know".into(),
        });
        let findings = findings(&trial.map, TODAY);
        assert_eq!(findings.dismissed, [(low, "We know".to_owned())]);
        assert!(findings.active.iter().all(|found| found.rule != Rule::Low));
        assert!(findings.active.iter().any(|found| found.rule == Rule::Peak));
        trial.feel(1, 0.8, Some(-2.0), "Worse");
        let findings = super::findings(&trial.map, TODAY);
        assert_eq!(findings.dismissed, [], "another low is another insight");
    }

    #[test]
    fn what_matters_most_comes_first() {
        let map = stress_map(500);
        let weights: Vec<u8> = insights(&map, TODAY).iter().map(|one| one.weight).collect();
        assert!(weights.len() > 5);
        assert!(weights.is_sorted_by(|a, b| a >= b));
    }

    #[test]
    fn every_insight_speaks_of_what_is_there_in_a_sentence_and_has_its_own_key() {
        for map in [stress_map(0), stress_map(300), stress_map(2_000)] {
            let mut keys = BTreeSet::new();
            for insight in insights(&map, TODAY) {
                assert!(!insight.about.is_empty(), "{insight:?}");
                assert!(insight.about.iter().all(|element| map.contains(*element)));
                assert!(insight.sentence.ends_with('.'), "{}", insight.sentence);
                let first = insight.sentence.chars().next();
                assert!(
                    first.is_some_and(|c| !c.is_lowercase()),
                    "{}",
                    insight.sentence
                );
                assert!(keys.insert((insight.rule, insight.key)), "{insight:?}");
            }
        }
    }

    #[test]
    fn an_empty_map_is_asked_for_persona_and_scenario_alone() {
        let rules: Vec<Rule> = insights(&Map::default(), TODAY)
            .iter()
            .map(|insight| insight.rule)
            .collect();
        assert_eq!(rules, [Rule::PersonaMissing, Rule::ScenarioMissing]);
    }

    #[test]
    fn hidden_lanes_are_not_complained_about() {
        let mut trial = trial::Trial::new(&["A"]);
        trial.card(0, LaneKind::PainPoints, "Slow");
        assert_eq!(trial.found(Rule::PainWithoutOpportunity).len(), 1);
        trial.lane_mut(LaneKind::PainPoints).hidden = true;
        assert_eq!(trial.found(Rule::PainWithoutOpportunity), []);
    }
}
