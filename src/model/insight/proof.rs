//! How well things are known: moments of truth that rest on nothing, and a log
//! that only holds what was asked for, or only what was not.

use std::collections::BTreeSet;

use super::{
    Insight,
    reading::Reading,
    say::{card_in, counted, listed, moment_name, sentence},
};
use crate::model::{
    id::{CardId, Element},
    words::{Evidence, FeedbackSource, Rule},
};

/// With fewer pieces of feedback there is no side to be on.
const ENOUGH: usize = 3;

/// Moments of truth (Carlzon, 1986) that are assumed, or do not say how they
/// are known, and that no feedback speaks of. What is proposed belongs to the
/// future and cannot be known.
pub(super) fn unproven_moments(reading: &Reading) -> Vec<Insight> {
    let cards = reading.map.stages.iter().flat_map(|stage| {
        let cards = stage.cards.iter();
        let unproven = cards.filter(|card| card.moment_of_truth && reading.shows(card));
        unproven.filter_map(move |card| {
            let how = unproven_how(card.evidence, Some(card.id), reading)?;
            let name = card_in(reading.map, stage, card);
            Some((Element::Card(card.id), name, how))
        })
    });
    let moments = reading.moments.iter();
    let points = moments.filter(|moment| moment.point.moment_of_truth);
    let points = points.filter_map(|moment| {
        let card = moment.point.card.and_then(|id| reading.card(id));
        let own = moment.point.evidence;
        let evidence = own.or(card.and_then(|(_, card)| card.evidence));
        let how = unproven_how(evidence, moment.point.card, reading)?;
        let name = moment_name(reading, moment);
        Some((Element::Point(moment.point.id), name, how))
    });
    let all = cards.chain(points);
    all.map(|(element, name, how)| {
        let sentence = sentence(&format!("{name} is a moment of truth, but {how}."));
        Insight::new(Rule::UnprovenMoment, vec![element], sentence, 88)
    })
    .collect()
}

/// In what way a moment is not proven; `None` when it is.
pub(super) fn unproven_how(
    evidence: Option<Evidence>,
    card: Option<CardId>,
    reading: &Reading,
) -> Option<&'static str> {
    if card.is_some_and(|id| reading.is_spoken_of(id)) {
        return None;
    }
    match evidence {
        Some(Evidence::Observed | Evidence::Reported | Evidence::Proposed) => None,
        Some(Evidence::Assumed) => Some("it is only assumed"),
        None => Some("nothing says how it is known"),
    }
}

/// A log of three entries or more whose sources are all solicited (surveys,
/// interviews, NPS, social media), or all not (purchases, behavior on the site,
/// front-line staff). Sources of the map's own are on neither side.
pub(super) fn one_sided_sources(reading: &Reading) -> Vec<Insight> {
    let mut asked = BTreeSet::new();
    let mut unasked = BTreeSet::new();
    let mut count = 0_usize;
    for feedback in reading.map.feedback.iter() {
        match feedback
            .source
            .map(|source| (source, source.is_solicited()))
        {
            Some((source, Some(true))) => asked.insert(source),
            Some((source, Some(false))) => unasked.insert(source),
            Some((_, None)) | None => continue,
        };
        count = count.saturating_add(1);
    }
    let pieces = counted(count, "piece");
    let names = |sources: &BTreeSet<FeedbackSource>| {
        let names = sources.iter().map(|source| in_sentence(*source));
        listed(names)
    };
    let sentence = match (asked.is_empty(), unasked.is_empty()) {
        (false, true) => format!(
            "All {pieces} of feedback were asked for ({}); nothing tells what customers do \
             unasked: purchase history, web analytics, front-line staff.",
            names(&asked),
        ),
        (true, false) => format!(
            "All {pieces} of feedback came unasked ({}); no survey or interview tells what \
             customers answer.",
            names(&unasked),
        ),
        (true, true) | (false, false) => return Vec::new(),
    };
    if count < ENOUGH {
        return Vec::new();
    }
    vec![Insight::on_map(Rule::OneSidedSources, sentence, 48)]
}

fn in_sentence(source: FeedbackSource) -> String {
    match source {
        FeedbackSource::Nps => source.label().into(),
        FeedbackSource::Survey
        | FeedbackSource::Interview
        | FeedbackSource::SocialMedia
        | FeedbackSource::PurchaseHistory
        | FeedbackSource::WebAnalytics
        | FeedbackSource::FrontLineStaff
        | FeedbackSource::Own => source.label().to_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{LaneKind, insight::trial::Trial};

    fn moment(evidence: Option<Evidence>) -> (Trial, CardId) {
        let mut trial = Trial::new(&["Buy"]);
        let card = trial.card_with(0, LaneKind::Touchpoints, "Desk", |card| {
            card.moment_of_truth = true;
            card.evidence = evidence;
        });
        (trial, card)
    }

    #[test]
    fn a_moment_of_truth_says_how_it_is_known() {
        assert_eq!(
            moment(None).0.says(Rule::UnprovenMoment),
            ["“Desk” in “Buy” is a moment of truth, but nothing says how it is known."]
        );
        assert_eq!(
            moment(Some(Evidence::Assumed)).0.says(Rule::UnprovenMoment),
            ["“Desk” in “Buy” is a moment of truth, but it is only assumed."]
        );
        for evidence in [Evidence::Observed, Evidence::Reported, Evidence::Proposed] {
            assert_eq!(moment(Some(evidence)).0.found(Rule::UnprovenMoment), []);
        }
    }

    #[test]
    fn feedback_on_the_card_proves_it() {
        let (mut trial, card) = moment(Some(Evidence::Assumed));
        trial.hear(&[(FeedbackSource::Survey, Some(card))]);
        assert_eq!(trial.found(Rule::UnprovenMoment), []);
    }

    #[test]
    fn a_moment_on_the_curve_may_rest_on_its_card() {
        let mut trial = Trial::new(&["Buy"]);
        let card = trial.card_with(0, LaneKind::Touchpoints, "Desk", |card| {
            card.evidence = Some(Evidence::Observed);
        });
        let point = trial.feel(0, 0.5, Some(1.0), "Relief");
        trial.point_mut(point).moment_of_truth = true;
        assert_eq!(
            trial.says(Rule::UnprovenMoment),
            ["“Relief” in “Buy” is a moment of truth, but nothing says how it is known."]
        );
        trial.point_mut(point).card = Some(card);
        assert_eq!(trial.found(Rule::UnprovenMoment), []);
    }

    fn sources(sources: &[FeedbackSource]) -> Vec<String> {
        let mut trial = Trial::new(&["Buy"]);
        let said: Vec<_> = sources.iter().map(|source| (*source, None)).collect();
        trial.hear(&said);
        trial.says(Rule::OneSidedSources)
    }

    #[test]
    fn a_log_that_was_all_asked_for_is_one_sided() {
        use FeedbackSource::{FrontLineStaff, Interview, Nps, Own, Survey, WebAnalytics};
        assert_eq!(
            sources(&[Nps, Survey, Survey, Own]),
            [
                "All 3 pieces of feedback were asked for (survey and NPS); nothing tells what \
              customers do unasked: purchase history, web analytics, front-line staff."
            ]
        );
        assert_eq!(
            sources(&[WebAnalytics, FrontLineStaff, FrontLineStaff]),
            [
                "All 3 pieces of feedback came unasked (web analytics and front-line staff); no \
              survey or interview tells what customers answer."
            ]
        );
        for both in [
            &[Interview, Survey, WebAnalytics][..],
            &[Survey, Survey],
            &[Own; 5],
            &[],
        ] {
            assert_eq!(sources(both), [] as [&str; 0], "{both:?}");
        }
    }
}
