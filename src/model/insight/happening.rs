//! What happens and where: stages that do not say what the customer does or
//! where the company is met, feelings that stand nowhere, channels that appear
//! once, key moments that no stage holds.

use std::collections::BTreeMap;

use super::{
    Insight,
    reading::{Moment, Reading},
    say::{NEAR, card_in, listed, moment_name, sentence, stage_name},
};
use crate::model::{
    id::Element,
    naming::feeling_label,
    stage::{Card, Stage},
    words::{Channel, KeyMoment, LaneKind, MapKind, Rule},
};

/// A feeling as far from neutral as this asks for a place where it arises.
const STRONG: f64 = 1.0;
/// So many cards with a channel make a picture of which are used.
const CHANNELED: usize = 4;
/// More channels than this that appear once are told in one sentence.
const SINGLES: usize = 3;

/// Stages that do not say what the customer does (NN/g, Journey mapping 101:
/// actions, thoughts and emotions of each phase).
pub(super) fn stage_without_action(reading: &Reading) -> Vec<Insight> {
    let missed = (
        Rule::StageWithoutAction,
        LaneKind::Actions,
        "No lane says what the customer does.",
    );
    each_stage_without(reading, missed, |stage| {
        let is_empty = reading.cards_on(stage, LaneKind::Actions).next().is_none();
        is_empty.then(|| {
            let name = sentence(&stage_name(reading.map, stage));
            format!("{name} does not say what the customer does.")
        })
    })
}

/// Stages without a touchpoint: nothing on a lane of touchpoints or onstage,
/// and nothing that goes through a channel.
pub(super) fn stage_without_touchpoint(reading: &Reading) -> Vec<Insight> {
    let missed = (
        Rule::StageWithoutTouchpoint,
        LaneKind::Touchpoints,
        "No lane shows where customer and company meet.",
    );
    each_stage_without(reading, missed, |stage| {
        let is_empty = reading.touchpoints(stage).next().is_none();
        is_empty.then(|| {
            let name = stage_name(reading.map, stage);
            format!("Customer and company do not meet in {name}: it has no touchpoint.")
        })
    })
}

/// One insight a stage, or one on the map when it has no lane for it and no
/// stage has what is missed.
fn each_stage_without<'a>(
    reading: &Reading<'a>,
    (rule, lane, missing): (Rule, LaneKind, &str),
    says: impl Fn(&'a Stage) -> Option<String>,
) -> Vec<Insight> {
    if !reading.is_begun() {
        return Vec::new();
    }
    let stages = reading.map.stages.iter();
    let found: Vec<Insight> = stages
        .filter_map(|stage| {
            let about = vec![Element::Stage(stage.id)];
            Some(Insight::new(rule, about, says(stage)?, 45))
        })
        .collect();
    if found.len() == reading.map.stages.len() && !reading.has_lane(lane) {
        return vec![Insight::on_map(rule, missing, 55)];
    }
    found
}

/// Strong feelings that belong to no card and have no touchpoint near; of each
/// stage the strongest, the first of those that are as strong.
pub(super) fn feeling_without_touchpoint(reading: &Reading) -> Vec<Insight> {
    let mut strongest: BTreeMap<usize, Moment> = BTreeMap::new();
    let strength = |moment: &Moment| moment.feeling().unwrap_or(0.0).abs();
    for moment in &reading.moments {
        let stands = strength(moment) < STRONG || has_place(reading, moment);
        let is_known = strongest.get(&moment.place);
        if !stands && is_known.is_none_or(|held| strength(moment) > strength(held)) {
            strongest.insert(moment.place, *moment);
        }
    }
    strongest
        .into_values()
        .map(|moment| {
            let sentence = format!(
                "The feeling at {} ({}) stands at no touchpoint.",
                moment_name(reading, &moment),
                feeling_label(moment.point.feeling),
            );
            let about = vec![Element::Point(moment.point.id)];
            Insight::new(Rule::FeelingWithoutTouchpoint, about, sentence, 35)
        })
        .collect()
}

fn has_place(reading: &Reading, moment: &Moment) -> bool {
    let own = moment.point.card.and_then(|id| reading.card(id));
    let at = moment.point.at.value();
    own.is_some()
        || reading
            .touchpoints(moment.stage)
            .any(|card| (card.at.value() - at).abs() <= NEAR)
}

/// Channels that a single card uses, on a map where at least four cards name
/// theirs and at least two channels are named; more than three in one sentence.
pub(super) fn channel_used_once(reading: &Reading) -> Vec<Insight> {
    let mut uses: BTreeMap<Channel, (usize, &Stage, &Card)> = BTreeMap::new();
    let mut channeled = 0_usize;
    for stage in &reading.map.stages {
        for card in &stage.cards {
            let Some(channel) = card.channel else {
                continue;
            };
            channeled = channeled.saturating_add(1);
            let used = uses.entry(channel).or_insert((0, stage, card));
            used.0 = used.0.saturating_add(1);
        }
    }
    if channeled < CHANNELED || uses.len() < 2 {
        return Vec::new();
    }
    let once = uses.iter().filter(|(_, used)| used.0 == 1);
    let once: Vec<_> = once.filter(|(_, used)| reading.shows(used.2)).collect();
    let name = |channel: &Channel| format!("“{}”", reading.map.channel_label(*channel));
    if once.len() > SINGLES {
        let names = listed(once.iter().map(|(channel, _)| name(channel)));
        let sentence = format!("{} channels are used only once: {names}.", once.len());
        let about = once.iter().map(|(_, used)| Element::Card(used.2.id));
        let insight = Insight::new(Rule::ChannelUsedOnce, about.collect(), sentence, 15);
        return vec![insight.known_by(Element::Header)];
    }
    once.into_iter()
        .map(|(channel, (_, stage, card))| {
            let at = card_in(reading.map, stage, card);
            let sentence = format!("The channel {} is used only once, at {at}.", name(channel));
            let about = vec![Element::Card(card.id)];
            Insight::new(Rule::ChannelUsedOnce, about, sentence, 15)
        })
        .collect()
}

/// Which of the three moments that every product has (first impression, first
/// value, extended value) no stage holds. A day in the life goes beyond one
/// product and has none.
pub(super) fn key_moments_missing(reading: &Reading) -> Vec<Insight> {
    let map = reading.map;
    let has = |moment: KeyMoment| {
        let mut stages = map.stages.iter();
        stages.any(|stage| stage.key_moment == Some(moment))
    };
    let usual = [
        KeyMoment::FirstImpression,
        KeyMoment::FirstValue,
        KeyMoment::ExtendedValue,
    ];
    let missing = usual.into_iter().filter(|moment| !has(*moment));
    let names: Vec<String> = missing
        .map(|moment| moment.label().to_lowercase())
        .collect();
    if names.is_empty() || !reading.is_begun() || map.kind == MapKind::DayInTheLife {
        return Vec::new();
    }
    let are = if names.len() == 1 {
        "The key moment is not marked on any stage"
    } else {
        "These key moments are not marked on any stage"
    };
    let sentence = format!("{are}: {}.", listed(names));
    vec![Insight::on_map(Rule::KeyMomentMissing, sentence, 30)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::insight::trial::Trial;

    #[test]
    fn a_stage_that_does_not_say_what_is_done_is_named() {
        let mut trial = Trial::new(&["Search", "Buy"]);
        trial.card(0, LaneKind::Actions, "Looks around");
        assert_eq!(
            trial.says(Rule::StageWithoutAction),
            ["“Buy” does not say what the customer does."]
        );
        let found = trial.found(Rule::StageWithoutAction).remove(0);
        assert_eq!(found.about, [Element::Stage(trial.map.stages[1].id)]);
        trial.card(1, LaneKind::Actions, "Signs");
        assert_eq!(trial.found(Rule::StageWithoutAction), []);
    }

    #[test]
    fn without_a_lane_for_actions_it_is_said_once() {
        let mut trial = Trial::new(&["Search", "Buy"]);
        trial.card(0, LaneKind::Touchpoints, "Website");
        trial
            .map
            .lanes
            .retain(|lane| lane.kind != LaneKind::Actions);
        assert_eq!(
            trial.says(Rule::StageWithoutAction),
            ["No lane says what the customer does."]
        );
    }

    #[test]
    fn an_action_on_a_hidden_lane_is_one() {
        let mut trial = Trial::new(&["Search"]);
        trial.card(0, LaneKind::Actions, "Looks around");
        trial.lane_mut(LaneKind::Actions).hidden = true;
        assert_eq!(trial.found(Rule::StageWithoutAction), []);
    }

    #[test]
    fn a_stage_without_touchpoint_is_named_unless_something_is_met_there() {
        let mut trial = Trial::new(&["Search", "Buy", "Use"]);
        trial.card(0, LaneKind::Touchpoints, "Website");
        trial.card_with(1, LaneKind::Actions, "Calls", |card| {
            card.channel = Some(Channel::Phone);
        });
        assert_eq!(
            trial.says(Rule::StageWithoutTouchpoint),
            ["Customer and company do not meet in “Use”: it has no touchpoint."]
        );
        trial.card(2, LaneKind::Frontstage, "Technician");
        assert_eq!(trial.found(Rule::StageWithoutTouchpoint), []);
    }

    #[test]
    fn a_strong_feeling_far_from_any_touchpoint_is_named_once_a_stage() {
        let mut trial = Trial::new(&["Buy"]);
        trial.card(0, LaneKind::Touchpoints, "Desk");
        trial.feel(0, 0.5, Some(2.0), "At the desk");
        trial.feel(0, 0.9, Some(-1.0), "Afterwards");
        trial.feel(0, 1.0, Some(-1.5), "At night");
        trial.feel(0, 0.0, Some(0.5), "Before");
        assert_eq!(
            trial.says(Rule::FeelingWithoutTouchpoint),
            ["The feeling at “At night” in “Buy” (−1.5) stands at no touchpoint."]
        );
    }

    #[test]
    fn a_feeling_that_belongs_to_a_card_has_its_place() {
        let mut trial = Trial::new(&["Buy"]);
        let card = trial.card(0, LaneKind::Actions, "Signs");
        let point = trial.feel(0, 1.0, Some(-2.0), "Doubt");
        assert_eq!(trial.found(Rule::FeelingWithoutTouchpoint).len(), 1);
        trial.point_mut(point).card = Some(card);
        assert_eq!(trial.found(Rule::FeelingWithoutTouchpoint), []);
    }

    fn channels(used: &[Channel]) -> Trial {
        let mut trial = Trial::new(&["Buy"]);
        for channel in used {
            trial.card_with(0, LaneKind::Touchpoints, "Question", |card| {
                card.channel = Some(*channel);
            });
        }
        trial
    }

    #[test]
    fn a_channel_that_one_card_uses_is_named() {
        use Channel::{Chat, Web};
        assert_eq!(
            channels(&[Web, Web, Web, Chat]).says(Rule::ChannelUsedOnce),
            ["The channel “Chat” is used only once, at “Question” in “Buy”."]
        );
        let many = channels(&[Web, Web, Chat, Channel::App, Channel::Mail, Channel::Event]);
        let found = many.found(Rule::ChannelUsedOnce);
        assert_eq!(
            found[0].sentence,
            "4 channels are used only once: “App”, “Chat” and 2 more."
        );
        assert_eq!((found.len(), found[0].about.len()), (1, 4));
        for used in [&[Web, Web, Chat, Chat][..], &[Web, Chat], &[Web]] {
            assert_eq!(channels(used).found(Rule::ChannelUsedOnce), [], "{used:?}");
        }
    }

    #[test]
    fn key_moments_that_no_stage_holds_are_listed() {
        let mut trial = Trial::new(&["Try", "Use"]);
        trial.card(0, LaneKind::Actions, "Tries");
        trial.stage_mut(0).key_moment = Some(KeyMoment::FirstImpression);
        assert_eq!(
            trial.says(Rule::KeyMomentMissing),
            ["These key moments are not marked on any stage: first value and extended value."]
        );
        trial.stage_mut(1).key_moment = Some(KeyMoment::FirstValue);
        assert_eq!(
            trial.says(Rule::KeyMomentMissing),
            ["The key moment is not marked on any stage: extended value."]
        );
        trial.map.kind = MapKind::DayInTheLife;
        assert_eq!(trial.found(Rule::KeyMomentMissing), []);
    }
}
