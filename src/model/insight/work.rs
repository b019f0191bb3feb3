//! What is done about it: pains that no opportunity answers, and opportunities
//! that nobody owns or that could not be told to have helped (NN/g, Journey
//! mapping 101: opportunities come with ownership and metrics).
//!
//! Nothing in a map ties a pain to its opportunity, so the stage does: a pain
//! is answered when its stage has an opportunity. What is done or dropped asks
//! for nothing any more. One insight a stage, that selects all it speaks of.

use std::collections::BTreeSet;

use super::{
    Insight,
    reading::Reading,
    say::{card_name, listed, stage_name},
};
use crate::model::{
    id::{Element, StageId},
    stage::{Card, Stage},
    words::{LaneKind, Rule, Status},
};

/// A severity from which on a pain is a bad one, of five.
const SEVERE: u8 = 4;

/// Stages whose pains no opportunity answers.
pub(super) fn pain_without_opportunity(reading: &Reading) -> Vec<Insight> {
    each_stage(reading, |stage| {
        let mut opportunities = reading.cards_on(stage, LaneKind::Opportunities);
        if opportunities.any(|card| card.status != Some(Status::Dropped)) {
            return None;
        }
        let pains = open(reading, stage, LaneKind::PainPoints);
        let severity = pains.iter().filter_map(|card| card.severity).max();
        let is_severe = severity.is_some_and(|level| level.value() >= SEVERE);
        let names = listed(pains.iter().map(|card| card_name(card)));
        let stage = stage_name(reading.map, stage);
        let sentence = match pains.len() {
            0 => return None,
            1 => format!("The pain point {names} in {stage} has no opportunity beside it."),
            count => {
                format!("{count} pain points in {stage} have no opportunity beside them: {names}.")
            }
        };
        let weight = if is_severe { 72 } else { 58 };
        Some((Rule::PainWithoutOpportunity, pains, sentence, weight))
    })
}

/// Opportunities that name no owner.
pub(super) fn opportunity_without_owner(reading: &Reading) -> Vec<Insight> {
    each_stage(reading, |stage| {
        let mut cards = open(reading, stage, LaneKind::Opportunities);
        cards.retain(|card| card.owner.trim().is_empty());
        let sentence = lacking(reading, stage, &cards, "owner")?;
        Some((Rule::OpportunityWithoutOwner, cards, sentence, 52))
    })
}

/// Opportunities with nothing that would tell whether they helped: no metric of
/// their own, none about their stage or a card of it, and nothing on a lane of
/// metrics there.
pub(super) fn opportunity_without_metric(reading: &Reading) -> Vec<Insight> {
    let measured = measured_stages(reading);
    each_stage(reading, |stage| {
        let on_lane = reading.cards_on(stage, LaneKind::Metrics).next();
        if on_lane.is_some() || measured.contains(&stage.id) {
            return None;
        }
        let mut cards = open(reading, stage, LaneKind::Opportunities);
        cards.retain(|card| card.metric.is_none());
        let sentence = lacking(reading, stage, &cards, "metric")?;
        Some((Rule::OpportunityWithoutMetric, cards, sentence, 42))
    })
}

/// The stages that a metric of the map is about, itself or through a card.
fn measured_stages(reading: &Reading) -> BTreeSet<StageId> {
    let metrics = reading.map.metrics.iter();
    metrics
        .filter_map(|metric| {
            let card = metric.card.and_then(|id| reading.card(id));
            metric.stage.or(card.map(|(stage, _)| stage.id))
        })
        .collect()
}

/// The cards of a stage on lanes of a kind that are shown and ask for work.
fn open<'a>(reading: &Reading<'a>, stage: &'a Stage, kind: LaneKind) -> Vec<&'a Card> {
    let cards = reading.cards_on(stage, kind);
    cards
        .filter(|card| reading.shows(card) && !is_over(card))
        .collect()
}

const fn is_over(card: &Card) -> bool {
    matches!(card.status, Some(Status::Done | Status::Dropped))
}

fn lacking(reading: &Reading, stage: &Stage, cards: &[&Card], what: &str) -> Option<String> {
    let names = listed(cards.iter().map(|card| card_name(card)));
    let stage = stage_name(reading.map, stage);
    Some(match cards.len() {
        0 => return None,
        1 => format!("The opportunity {names} in {stage} has no {what}."),
        count => format!("{count} opportunities in {stage} have no {what}: {names}."),
    })
}

type Found<'a> = (Rule, Vec<&'a Card>, String, u8);

fn each_stage<'a>(
    reading: &Reading<'a>,
    find: impl Fn(&'a Stage) -> Option<Found<'a>>,
) -> Vec<Insight> {
    let stages = reading.map.stages.iter();
    stages
        .filter_map(|stage| {
            let (rule, cards, sentence, weight) = find(stage)?;
            let about = cards.iter().map(|card| Element::Card(card.id)).collect();
            let insight = Insight::new(rule, about, sentence, weight);
            Some(insight.known_by(Element::Stage(stage.id)))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Level, insight::trial::Trial};

    #[test]
    fn a_pain_is_answered_by_an_opportunity_of_its_stage() {
        let mut trial = Trial::new(&["Buy", "Use"]);
        trial.card(0, LaneKind::PainPoints, "Two forms");
        trial.card(1, LaneKind::Opportunities, "One form");
        assert_eq!(
            trial.says(Rule::PainWithoutOpportunity),
            ["The pain point “Two forms” in “Buy” has no opportunity beside it."]
        );
        trial.card(0, LaneKind::Opportunities, "One form");
        assert_eq!(trial.found(Rule::PainWithoutOpportunity), []);
    }

    #[test]
    fn pains_of_a_stage_are_one_insight_that_selects_them_all() {
        let mut trial = Trial::new(&["Buy"]);
        for text in ["A", "B", "C", "D"] {
            trial.card(0, LaneKind::PainPoints, text);
        }
        let found = trial.found(Rule::PainWithoutOpportunity).remove(0);
        assert_eq!(
            found.sentence,
            "4 pain points in “Buy” have no opportunity beside them: “A”, “B” and 2 more."
        );
        assert_eq!(found.about.len(), 4);
        assert_eq!(found.key, Some(trial.map.stages[0].id.0));
    }

    #[test]
    fn a_severe_pain_weighs_more_and_one_that_is_over_nothing() {
        let mut trial = Trial::new(&["Buy", "Use", "Leave"]);
        let level = |value: u8| Level::try_from(value).ok();
        trial.card_with(0, LaneKind::PainPoints, "Mild", |card| {
            card.severity = level(2);
        });
        trial.card_with(1, LaneKind::PainPoints, "Bad", |card| {
            card.severity = level(5);
        });
        trial.card_with(2, LaneKind::PainPoints, "Gone", |card| {
            card.status = Some(Status::Done);
        });
        let found = trial.found(Rule::PainWithoutOpportunity);
        assert_eq!(found.len(), 2);
        assert!(found[0].sentence.contains("“Bad”"), "the severe one first");
        trial.card_with(1, LaneKind::Opportunities, "No", |card| {
            card.status = Some(Status::Dropped);
        });
        let found = trial.found(Rule::PainWithoutOpportunity);
        assert_eq!(found.len(), 2, "what was dropped answers nothing");
    }

    #[test]
    fn opportunities_without_owner_are_named() {
        let mut trial = Trial::new(&["Buy"]);
        trial.card_with(0, LaneKind::Opportunities, "Owned", |card| {
            card.owner = "Sales".into();
        });
        assert_eq!(trial.found(Rule::OpportunityWithoutOwner), []);
        trial.card(0, LaneKind::Opportunities, "One form");
        assert_eq!(
            trial.says(Rule::OpportunityWithoutOwner),
            ["The opportunity “One form” in “Buy” has no owner."]
        );
        trial.card(0, LaneKind::Opportunities, "Fewer calls");
        assert_eq!(
            trial.says(Rule::OpportunityWithoutOwner),
            ["2 opportunities in “Buy” have no owner: “One form” and “Fewer calls”."]
        );
    }

    #[test]
    fn opportunities_without_metric_are_named_unless_their_stage_is_measured() {
        let mut trial = Trial::new(&["Buy"]);
        trial.card(0, LaneKind::Opportunities, "One form");
        assert_eq!(
            trial.says(Rule::OpportunityWithoutMetric),
            ["The opportunity “One form” in “Buy” has no metric."]
        );
        trial.card(0, LaneKind::Metrics, "CSAT");
        assert_eq!(trial.found(Rule::OpportunityWithoutMetric), []);
    }
}
