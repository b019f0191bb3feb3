//! What became of a journey between two states of it: which pains are gone,
//! which are new, where it feels better or worse, and where a pain that was
//! fixed may have made another. Two versions of one map are told by ids, two
//! maps that were drawn apart by names. Knows two maps, nothing of files.

mod curve;
mod pairing;

use std::sync::Arc;

use super::{
    compare::{card_called, plain},
    id::Element,
    map::Map,
    stage::{Card, Stage},
    words::{CurveState, LaneKind, Status},
};
use pairing::{Pairing, is_named_alike};

pub use curve::with_curve_of;
pub use pairing::stages_alike;

/// From which difference on a stage feels better or worse, on the scale of −2
/// to +2: half of a step between two of its names.
const FELT: f64 = 0.5;

/// What sort of outcome it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OutcomeKind {
    /// A pain is gone, and another is new in the same stage, or a stage behind
    /// it feels worse.
    Shifted,
    /// A pain is new.
    NewPain,
    /// A pain hurts more.
    WorsePain,
    /// A stage feels worse.
    FeelsWorse,
    /// A pain is gone or done.
    FixedPain,
    /// A pain hurts less.
    EasedPain,
    /// A stage feels better.
    FeelsBetter,
}

impl OutcomeKind {
    /// Whether the journey is better for it; `None` when that is to be looked at.
    #[must_use]
    pub const fn is_good(self) -> Option<bool> {
        match self {
            Self::Shifted => None,
            Self::NewPain | Self::WorsePain | Self::FeelsWorse => Some(false),
            Self::FixedPain | Self::EasedPain | Self::FeelsBetter => Some(true),
        }
    }
}

/// Something that became better or worse from one map to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Its sort.
    pub kind: OutcomeKind,
    /// What can be selected of it on the new map.
    pub element: Option<Element>,
    /// A sentence without a stop.
    pub words: String,
}

/// What became of the journey from `was` to `is`, what asks for a look first.
#[must_use]
pub fn progress(was: &Map, is: &Map) -> Vec<Outcome> {
    let pairing = Pairing::of(was, is);
    let mut outcomes = Vec::new();
    // The pains that were fixed so far, in the order of time.
    let mut fixed: Vec<String> = Vec::new();
    for (before, after) in &pairing.stages {
        let pains = pains(&pairing, before.map(|it| &**it), after.map(|it| &**it));
        let felt = felt(&pairing, before.map(|it| &**it), after.map(|it| &**it));
        fixed.extend(pains.fixed.iter().cloned());
        outcomes.extend(shifted(
            &pains,
            felt.as_ref(),
            &fixed,
            after.map(|it| &**it),
        ));
        outcomes.extend(pains.outcomes);
        outcomes.extend(felt);
    }
    outcomes.sort_by_key(|outcome| outcome.kind);
    outcomes
}

/// The map as it is and as it should be, where it has curves of both: each
/// without the curves of the other. For holding the two against each other.
#[must_use]
pub fn present_and_future(map: &Map) -> Option<(Map, Map)> {
    let has = |state| map.lead_curve(state).is_some();
    if !has(CurveState::Current) || !has(CurveState::Future) {
        return None;
    }
    let with = |state: CurveState| {
        let mut map = map.clone();
        for curve in &mut map.curves {
            curve.hidden |= curve.state != state;
        }
        map
    };
    Some((with(CurveState::Current), with(CurveState::Future)))
}

/// What became of the pains of a stage.
#[derive(Default)]
struct Pains {
    fixed: Vec<String>,
    new: Vec<String>,
    outcomes: Vec<Outcome>,
}

fn pains(pairing: &Pairing<'_>, before: Option<&Stage>, after: Option<&Stage>) -> Pains {
    let mut pains = Pains::default();
    let mut open: Vec<&Arc<Card>> = before.map_or_else(Vec::new, |it| in_stage(pairing.was, it));
    for (stage, card) in after.iter().flat_map(|stage| {
        let cards = in_stage(pairing.is, stage).into_iter();
        cards.map(move |card| (*stage, card))
    }) {
        let same = |held: &&Arc<Card>| {
            pairing.by_id && held.id == card.id || is_named_alike(&held.text, &card.text)
        };
        let place = open.iter().position(same);
        let known = place.map(|place| open.remove(place));
        let called = card_called(pairing.is, stage, card);
        let outcome = |kind, words| Outcome {
            kind,
            element: Some(Element::Card(card.id)),
            words,
        };
        match known {
            // One that came from another stage is not new.
            None if pairing.by_id && pairing.was.card(card.id).is_some() => {}
            None if is_over(card) => {}
            None => {
                pains.new.push(plain(&card.text));
                pains
                    .outcomes
                    .push(outcome(OutcomeKind::NewPain, format!("{called} is new")));
            }
            Some(known) if is_over(card) && !is_over(known) => {
                pains.fixed.push(plain(&card.text));
                let words = format!("{called} is done");
                pains.outcomes.push(outcome(OutcomeKind::FixedPain, words));
            }
            Some(known) => {
                let levels = [known, card].map(|card| card.severity.map(super::Level::value));
                if let [Some(was), Some(is)] = levels
                    && was != is
                {
                    let (kind, how) = if is < was {
                        (OutcomeKind::EasedPain, "less")
                    } else {
                        (OutcomeKind::WorsePain, "more")
                    };
                    let words = format!("{called} hurts {how}: {was} of 5 → {is} of 5");
                    pains.outcomes.push(outcome(kind, words));
                }
            }
        }
    }
    for card in open {
        let moved = pairing.by_id && pairing.is.card(card.id).is_some();
        if let Some(stage) = before.filter(|_| !moved && !is_over(card)) {
            pains.fixed.push(plain(&card.text));
            pains.outcomes.push(Outcome {
                kind: OutcomeKind::FixedPain,
                element: after.map(|stage| Element::Stage(stage.id)),
                words: format!("{} is gone", card_called(pairing.was, stage, card)),
            });
        }
    }
    pains
}

fn is_over(card: &Card) -> bool {
    matches!(card.status, Some(Status::Done | Status::Dropped))
}

/// The pain points of a stage.
fn in_stage<'a>(map: &Map, stage: &'a Stage) -> Vec<&'a Arc<Card>> {
    let is_pain = |card: &&Arc<Card>| {
        let lane = map.lane(card.lane);
        lane.is_some_and(|(_, lane)| lane.kind == LaneKind::PainPoints)
    };
    stage.cards.iter().filter(is_pain).collect()
}

/// Whether a stage feels better or worse: by the mean of its known feelings on
/// the leading curve.
fn felt(pairing: &Pairing<'_>, before: Option<&Stage>, after: Option<&Stage>) -> Option<Outcome> {
    let after = after?;
    let (was, is) = (mean(pairing.was, before?)?, mean(pairing.is, after)?);
    if (is - was).abs() < FELT {
        return None;
    }
    let (kind, how) = if is > was {
        (OutcomeKind::FeelsBetter, "better")
    } else {
        (OutcomeKind::FeelsWorse, "worse")
    };
    let signed = |value: f64| match format!("{value:+.1}").replace('-', "−") {
        zero if zero.ends_with("0.0") => "0.0".to_owned(),
        signed => signed,
    };
    Some(Outcome {
        kind,
        element: Some(Element::Stage(after.id)),
        words: format!(
            "{} feels {how}: {} → {}",
            plain(&after.name),
            signed(was),
            signed(is)
        ),
    })
}

fn mean(map: &Map, stage: &Stage) -> Option<f64> {
    let current = map.lead_curve(CurveState::Current);
    let curve = current.or_else(|| map.lead_curve(CurveState::Future))?;
    let points = stage.points.iter().filter(|point| point.curve == curve.id);
    let known: Vec<f64> = points
        .filter_map(|point| Some(point.feeling?.value()))
        .collect();
    #[expect(clippy::cast_precision_loss, reason = "a stage has few points")]
    let count = known.len() as f64;
    (!known.is_empty()).then(|| known.iter().sum::<f64>() / count)
}

/// Fixing one pain makes others: a new one beside one that was fixed, or a
/// stage that feels worse after it.
fn shifted(
    pains: &Pains,
    felt: Option<&Outcome>,
    fixed: &[String],
    after: Option<&Stage>,
) -> Option<Outcome> {
    let after = after?;
    let name = plain(&after.name);
    let words = if let (Some(fixed), Some(new)) = (pains.fixed.first(), pains.new.first()) {
        Some(format!(
            "“{fixed}” is fixed in {name}, and “{new}” is new there: did one make the other?"
        ))
    } else {
        let worse = felt.filter(|felt| felt.kind == OutcomeKind::FeelsWorse);
        worse.and(fixed.last()).map(|fixed| {
            format!("“{fixed}” is fixed, and {name} feels worse since: did one make the other?")
        })
    };
    words.map(|words| Outcome {
        kind: OutcomeKind::Shifted,
        element: Some(Element::Stage(after.id)),
        words,
    })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by a panic")]

    use super::*;
    use crate::model::{
        At, CardField, CardId, Curve, CurveId, Edit, EmotionPoint, Lane, LaneId, Level, New,
        PointId, StageId, Valence,
    };

    /// Stages Buy and Use; Buy hurts and feels bad, Use is fine.
    fn before() -> Map {
        let mut map = Map::default();
        let pains = LaneId(1);
        map.lanes = vec![
            Lane::new(pains, LaneKind::PainPoints, "Pains"),
            Lane::new(LaneId(2), LaneKind::Emotion, "Emotion"),
        ];
        map.curves = vec![Curve::new(CurveId(3), "Emotion")];
        let point = |id, value| {
            let feeling = Some(Valence::clamped(value));
            EmotionPoint::new(PointId(id), CurveId(3), At::default(), feeling)
        };
        let mut buy = Stage::new(StageId(4), "Buy");
        buy.points = vec![point(5, -1.0), point(6, -2.0)];
        let mut card = Card::new(CardId(7), pains, At::default(), "Five days of waiting");
        card.severity = Level::try_from(5).ok();
        buy.cards = vec![Arc::new(card)];
        let mut stage = Stage::new(StageId(8), "Use");
        stage.points = vec![point(9, 1.0)];
        map.stages = vec![Arc::new(buy), Arc::new(stage)];
        map.restore_mint();
        map
    }

    fn words(was: &Map, is: &Map) -> Vec<(OutcomeKind, String)> {
        let outcomes = progress(was, is).into_iter();
        outcomes.map(|it| (it.kind, it.words)).collect()
    }

    #[test]
    fn nothing_came_of_a_map_that_did_not_change() {
        assert_eq!(progress(&before(), &before()), []);
    }

    #[test]
    fn a_pain_that_hurts_less_is_eased_and_one_that_hurts_more_is_worse() {
        let mut after = before();
        let severity = CardField::Severity(Level::try_from(2).ok());
        after.apply(&Edit::SetCard(CardId(7), severity)).unwrap();
        let eased = "pain point “Five days of waiting” in Buy hurts less: 5 of 5 → 2 of 5";
        assert_eq!(
            words(&before(), &after),
            [(OutcomeKind::EasedPain, eased.into())]
        );
        let [(kind, worse)] = &*words(&after, &before()) else {
            unreachable!("one outcome")
        };
        assert_eq!(*kind, OutcomeKind::WorsePain);
        assert!(worse.ends_with("hurts more: 2 of 5 → 5 of 5"), "{worse}");
    }

    #[test]
    fn a_fixed_pain_and_a_new_one_beside_it_are_held_against_each_other() {
        let mut after = before();
        let done = CardField::Status(Some(Status::Done));
        after.apply(&Edit::SetCard(CardId(7), done)).unwrap();
        let card = Card::new(CardId(0), LaneId(1), At::default(), "Forms ask twice");
        let new = New::Card(StageId(4), Box::new(card));
        after.apply(&Edit::Add(new)).unwrap();
        let told = words(&before(), &after);
        let kinds: Vec<OutcomeKind> = told.iter().map(|(kind, _)| *kind).collect();
        let expected = [
            OutcomeKind::Shifted,
            OutcomeKind::NewPain,
            OutcomeKind::FixedPain,
        ];
        assert_eq!(kinds, expected);
        let shift = "“Five days of waiting” is fixed in Buy, and “Forms ask twice” is new there: \
                     did one make the other?";
        assert_eq!(told[0].1, shift);
    }

    #[test]
    fn a_stage_behind_a_fixed_pain_that_feels_worse_is_told_with_it() {
        let mut after = before();
        after
            .apply(&Edit::Remove(Element::Card(CardId(7))))
            .unwrap();
        let place = Edit::PlacePoint {
            point: PointId(9),
            stage: StageId(8),
            at: At::default(),
            feeling: Some(Valence::clamped(-0.5)),
        };
        after.apply(&place).unwrap();
        let told = words(&before(), &after);
        let shift = "“Five days of waiting” is fixed, and Use feels worse since: did one make \
                     the other?";
        assert_eq!(told[0], (OutcomeKind::Shifted, shift.into()));
        let worse = (
            OutcomeKind::FeelsWorse,
            "Use feels worse: +1.0 → −0.5".to_owned(),
        );
        assert!(told.contains(&worse), "{told:?}");
        let gone = "pain point “Five days of waiting” in Buy is gone".to_owned();
        assert!(told.contains(&(OutcomeKind::FixedPain, gone)), "{told:?}");
    }

    #[test]
    fn maps_drawn_apart_are_paired_by_the_names_of_their_stages() {
        let mut other = before();
        for (place, stage) in other.stages.iter_mut().enumerate() {
            let stage = Arc::make_mut(stage);
            stage.id = StageId(if place == 0 { 8 } else { 4 });
        }
        assert_eq!(progress(&before(), &other), []);
        let alike = stages_alike(&before(), &other);
        assert_eq!(alike.get(&StageId(4)), Some(&StageId(8)));
    }

    #[test]
    fn a_map_with_both_states_parts_into_present_and_future() {
        let mut map = before();
        assert!(present_and_future(&map).is_none());
        let future = Curve {
            state: CurveState::Future,
            ..Curve::new(CurveId(0), "To be")
        };
        map.apply(&Edit::Add(New::Curve(Box::new(future)))).unwrap();
        let (now, then) = present_and_future(&map).unwrap();
        assert_eq!(now.lead_curve(CurveState::Future), None);
        assert_eq!(then.lead_curve(CurveState::Current), None);
        assert!(then.lead_curve(CurveState::Future).is_some());
    }
}
