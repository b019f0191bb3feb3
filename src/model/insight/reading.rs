//! A map prepared for the rules: lanes and cards by id, the curve that stands
//! for the customer, and its moments in the order of time. Made once for all
//! rules, in time proportional to the map (times the logarithm of its cards).
//!
//! What is hidden answers but is not complained about: an opportunity on a
//! hidden lane is one, but that it lacks an owner is not said while nobody can
//! see it.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    id::{CardId, CurveId, LaneId},
    map::{Curve, Lane, Map},
    number::Valence,
    stage::{Card, EmotionPoint, Stage},
    words::{CurveKind, CurveState, LaneKind, MapKind, Side},
};

/// An emotion point and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment<'a> {
    /// The place of its stage, from zero.
    pub(super) place: usize,
    /// Its stage.
    pub(super) stage: &'a Stage,
    /// The point.
    pub(super) point: &'a EmotionPoint,
}

impl Moment<'_> {
    /// How it feels, −2 to +2; `None` when that is not known.
    pub(super) fn feeling(&self) -> Option<f64> {
        self.point.feeling.map(Valence::value)
    }

    /// When it is: the place of its stage and how far across that it sits.
    #[expect(clippy::cast_precision_loss, reason = "a map has few stages")]
    pub(super) fn time(&self) -> f64 {
        self.place as f64 + self.point.at.value()
    }
}

/// What the rules read.
pub(super) struct Reading<'a> {
    /// The map.
    pub(super) map: &'a Map,
    /// The moments of the curve that stands for the customer, first to last,
    /// known or not.
    pub(super) moments: Vec<Moment<'a>>,
    lanes: BTreeMap<LaneId, &'a Lane>,
    cards: BTreeMap<CardId, (&'a Stage, &'a Card)>,
    spoken_of: BTreeSet<CardId>,
}

impl<'a> Reading<'a> {
    pub(super) fn of(map: &'a Map) -> Self {
        let main = main_curve(map);
        let cards = map.stages.iter().flat_map(|stage| {
            let cards = stage.cards.iter();
            cards.map(move |card| (card.id, (&**stage, &**card)))
        });
        Self {
            map,
            moments: main.map_or_else(Vec::new, |curve| moments_of(map, curve.id)),
            lanes: map.lanes.iter().map(|lane| (lane.id, lane)).collect(),
            cards: cards.collect(),
            spoken_of: map.feedback.iter().filter_map(|said| said.card).collect(),
        }
    }

    /// The card with this id and its stage.
    pub(super) fn card(&self, id: CardId) -> Option<(&'a Stage, &'a Card)> {
        self.cards.get(&id).copied()
    }

    /// What the lane of a card is about.
    pub(super) fn kind(&self, card: &Card) -> Option<LaneKind> {
        self.lanes.get(&card.lane).map(|lane| lane.kind)
    }

    /// Whether a card can be seen: its lane is not hidden.
    pub(super) fn shows(&self, card: &Card) -> bool {
        self.lanes.get(&card.lane).is_some_and(|lane| !lane.hidden)
    }

    /// Whether the log has feedback on a card.
    pub(super) fn is_spoken_of(&self, id: CardId) -> bool {
        self.spoken_of.contains(&id)
    }

    /// The cards of a stage on lanes of a kind, hidden or not.
    pub(super) fn cards_on(
        &self,
        stage: &'a Stage,
        kind: LaneKind,
    ) -> impl Iterator<Item = &'a Card> {
        let cards = stage.cards.iter().map(|card| &**card);
        cards.filter(move |card| self.kind(card) == Some(kind))
    }

    /// The touchpoints of a stage: what is on a lane of touchpoints or one that
    /// is onstage, or goes through a channel.
    pub(super) fn touchpoints(&self, stage: &'a Stage) -> impl Iterator<Item = &'a Card> {
        let cards = stage.cards.iter().map(|card| &**card);
        cards.filter(|card| {
            card.channel.is_some() || self.kind(card).is_some_and(is_where_customers_are_met)
        })
    }

    /// The touchpoint of a moment's stage that is nearest to it and shown, and
    /// how far away it is, in widths of the stage.
    pub(super) fn nearest_touchpoint(&self, moment: &Moment<'a>) -> Option<(&'a Card, f64)> {
        let touchpoints = self.touchpoints(moment.stage);
        let shown = touchpoints.filter(|card| self.shows(card));
        shown
            .map(|card| (card, (card.at.value() - moment.point.at.value()).abs()))
            .min_by(|a, b| a.1.total_cmp(&b.1))
    }

    /// Whether the map has a lane of a kind that is shown.
    pub(super) fn has_lane(&self, kind: LaneKind) -> bool {
        let mut lanes = self.map.lanes.iter();
        lanes.any(|lane| lane.kind == kind && !lane.hidden)
    }

    /// Whether there is anything to judge: a map without a card is only begun.
    pub(super) fn is_begun(&self) -> bool {
        !self.cards.is_empty()
    }
}

const fn is_where_customers_are_met(kind: LaneKind) -> bool {
    matches!(
        kind,
        LaneKind::Touchpoints | LaneKind::Frontstage | LaneKind::PhysicalEvidence
    )
}

/// The moments of a curve, first to last.
pub(super) fn moments_of(map: &Map, curve: CurveId) -> Vec<Moment<'_>> {
    let mut moments = Vec::new();
    for (place, stage) in map.stages.iter().enumerate() {
        let mut points: Vec<&EmotionPoint> = stage
            .points
            .iter()
            .filter(|point| point.curve == curve)
            .collect();
        points.sort_by(|a, b| {
            let by_time = a.at.value().total_cmp(&b.at.value());
            by_time.then(a.id.cmp(&b.id))
        });
        moments.extend(points.into_iter().map(|point| Moment {
            place,
            stage,
            point,
        }));
    }
    moments
}

/// The curve that stands for the customer: the first that is shown of how the
/// first persona feels today; else of anybody; on a map of the future, of the
/// future.
fn main_curve(map: &Map) -> Option<&Curve> {
    let first = map.personas.first().map(|persona| persona.id);
    let is_firsts = |curve: &&Curve| curve.persona.is_none() || curve.persona == first;
    let own = curves(map, Side::Customer, CurveState::Current).find(is_firsts);
    own.or_else(|| curves(map, Side::Customer, CurveState::Current).next())
        .or_else(|| {
            let future = curves(map, Side::Customer, CurveState::Future).next();
            future.filter(|_| map.kind == MapKind::FutureState)
        })
}

/// The emotion curves of a side and state that are shown.
pub(super) fn curves(map: &Map, side: Side, state: CurveState) -> impl Iterator<Item = &Curve> {
    map.curves.iter().filter(move |curve| {
        curve.side == side
            && curve.state == state
            && curve.kind == CurveKind::Emotion
            && map.shows_curve(curve.id)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::insight::trial::Trial;

    #[test]
    fn the_first_visible_customer_curve_of_today_stands_for_the_customer() {
        let mut trial = Trial::new(&["A"]);
        let customers = trial.curve;
        let company = trial.add_curve("Ours", Side::Company, CurveState::Current);
        let future = trial.add_curve("Goal", Side::Customer, CurveState::Future);
        let other = trial.add_curve("Other", Side::Customer, CurveState::Current);
        let main = |trial: &Trial| main_curve(&trial.map).map(|curve| curve.id);
        assert_eq!(main(&trial), Some(customers));
        trial.curve_mut(customers).hidden = true;
        assert_eq!(main(&trial), Some(other));
        trial.curve_mut(other).kind = CurveKind::Tension;
        assert_eq!(main(&trial), None, "neither {company} nor {future}");
        trial.map.kind = MapKind::FutureState;
        assert_eq!(main(&trial), Some(future));
    }

    #[test]
    fn moments_come_in_the_order_of_time() {
        let mut trial = Trial::new(&["A", "B"]);
        for (stage, at) in [(1, 0.2), (0, 0.9), (0, 0.1)] {
            trial.feel(stage, at, Some(1.0), "");
        }
        let reading = Reading::of(&trial.map);
        let times: Vec<f64> = reading.moments.iter().map(Moment::time).collect();
        assert_eq!(times, [0.1, 0.9, 1.2]);
    }
}
