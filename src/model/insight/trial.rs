//! A small map that is filled by a test: every kind of lane, one curve.

use std::sync::Arc;

use super::{Insight, insights};
use crate::model::{
    At, Card, CardId, Curve, CurveId, CurveState, EmotionPoint, Feedback, FeedbackId,
    FeedbackSource, Lane, LaneId, LaneKind, Map, Persona, PersonaId, PointId, Rule, Side, Stage,
    StageId, Valence,
};

/// The day on which tests look at their maps.
pub(super) const TODAY: &str = "2026-06-15";

/// A map, and what makes its ids.
pub(super) struct Trial {
    pub(super) map: Map,
    pub(super) curve: CurveId,
    next: u32,
}

impl Trial {
    /// A map with stages of these names.
    pub(super) fn new(stages: &[&str]) -> Self {
        let mut trial = Self {
            map: Map {
                title: "Trial".into(),
                scenario: "Buys a car".into(),
                ..Map::default()
            },
            curve: CurveId(0),
            next: 1,
        };
        let persona = PersonaId(trial.id());
        trial.map.personas.push(Persona::new(persona, "Ann"));
        for kind in LaneKind::ALL {
            let lane = Lane::new(LaneId(trial.id()), *kind, kind.label());
            trial.map.lanes.push(lane);
        }
        trial.curve = trial.add_curve("Emotion", Side::Customer, CurveState::Current);
        for name in stages {
            let stage = Stage::new(StageId(trial.id()), *name);
            trial.map.stages.push(Arc::new(stage));
        }
        trial
    }

    fn id(&mut self) -> u32 {
        self.next += 1;
        self.next
    }

    pub(super) fn add_curve(&mut self, name: &str, side: Side, state: CurveState) -> CurveId {
        let id = CurveId(self.id());
        let mut curve = Curve::new(id, name);
        (curve.side, curve.state) = (side, state);
        self.map.curves.push(curve);
        id
    }

    pub(super) fn curve_mut(&mut self, id: CurveId) -> &mut Curve {
        let mut curves = self.map.curves.iter_mut();
        let found = curves.find(|curve| curve.id == id);
        found.unwrap_or_else(|| unreachable!("no such curve"))
    }

    pub(super) fn lane_mut(&mut self, kind: LaneKind) -> &mut Lane {
        let mut lanes = self.map.lanes.iter_mut();
        let found = lanes.find(|lane| lane.kind == kind);
        found.unwrap_or_else(|| unreachable!("no such lane"))
    }

    pub(super) fn stage_mut(&mut self, place: usize) -> &mut Stage {
        Arc::make_mut(&mut self.map.stages[place])
    }

    /// Adds a card on the lane of a kind.
    pub(super) fn card(&mut self, stage: usize, kind: LaneKind, text: &str) -> CardId {
        self.card_with(stage, kind, text, |_| {})
    }

    /// Adds a card that is more than its text.
    pub(super) fn card_with(
        &mut self,
        stage: usize,
        kind: LaneKind,
        text: &str,
        change: impl FnOnce(&mut Card),
    ) -> CardId {
        let (id, lane) = (CardId(self.id()), self.lane_mut(kind).id);
        let mut card = Card::new(id, lane, At::clamped(0.5), text);
        change(&mut card);
        self.stage_mut(stage).cards.push(Arc::new(card));
        id
    }

    /// Adds a point of the customer's curve.
    pub(super) fn feel(
        &mut self,
        stage: usize,
        at: f64,
        feeling: Option<f64>,
        word: &str,
    ) -> PointId {
        self.feel_on(self.curve, (stage, at), feeling, word)
    }

    /// Adds a point of any curve.
    pub(super) fn feel_on(
        &mut self,
        curve: CurveId,
        (stage, at): (usize, f64),
        feeling: Option<f64>,
        word: &str,
    ) -> PointId {
        let id = PointId(self.id());
        let feeling = feeling.map(Valence::clamped);
        let mut point = EmotionPoint::new(id, curve, At::clamped(at), feeling);
        point.word = word.into();
        self.stage_mut(stage).points.push(point);
        id
    }

    pub(super) fn point_mut(&mut self, id: PointId) -> &mut EmotionPoint {
        let mut stages = self.map.stages.iter_mut().map(Arc::make_mut);
        let found = stages.find_map(|stage| stage.points.iter_mut().find(|point| point.id == id));
        found.unwrap_or_else(|| unreachable!("no such point"))
    }

    /// Fills the log with words from these sources, each on a card or none.
    pub(super) fn hear(&mut self, from: &[(FeedbackSource, Option<CardId>)]) {
        for (source, card) in from {
            let mut said = Feedback::new(FeedbackId(self.id()), "Fine");
            (said.source, said.card) = (Some(*source), *card);
            Arc::make_mut(&mut self.map.feedback).push(Arc::new(said));
        }
    }

    /// What a rule finds.
    pub(super) fn found(&self, rule: Rule) -> Vec<Insight> {
        let mut found = insights(&self.map, TODAY);
        found.retain(|insight| insight.rule == rule);
        found
    }

    /// The sentences of a rule.
    pub(super) fn says(&self, rule: Rule) -> Vec<String> {
        let found = self.found(rule).into_iter();
        found.map(|insight| insight.sentence).collect()
    }
}
