//! What commands do to curves and their points: adding a curve, drawing one
//! from another, and rating what is selected.

use std::sync::Arc;

use super::{
    placing::{Maker, selected_curve},
    selection::Selection,
    session::Editor,
};
use crate::model::{
    At, CardField, CardId, Curve, CurveId, CurveState, Edit, Element, EmotionPoint, Evidence,
    LaneId, LaneKind, Level, Map, New, PointField, PointId, StageId, Valence,
};

impl Editor {
    /// Adds a curve to the emotion lane that is selected, or to the first.
    pub(super) fn add_curve(&mut self) {
        let map = Arc::clone(self.map());
        let mut maker = Maker::new(&map);
        maker.lane(LaneKind::Emotion);
        let first = map.emotion_lanes().next().map(|lane| lane.id);
        let lane = selected_lane(&map, &self.selection).filter(|lane| Some(*lane) != first);
        maker.add_curve(Curve {
            lane,
            ..map.next_curve()
        });
        // A refusal is kept as trouble.
        let _ = self.run(&maker.edits, "add curve");
        if let Some(element @ Element::Curve(_)) = self.selection.primary() {
            self.edit_text(element);
        }
    }

    /// Draws a curve anew with all its points, to be changed from there.
    pub(super) fn duplicate_curve(&mut self, id: CurveId) {
        let map = Arc::clone(self.map());
        let Some(curve) = map.curve(id) else { return };
        let mut maker = Maker::new(&map);
        let copy = map.copy_of_curve(curve);
        let is_wish = copy.state == CurveState::Future && curve.state == CurveState::Current;
        let copy = maker.add_curve(copy);
        for stage in &map.stages {
            for point in stage.points.iter().filter(|point| point.curve == id) {
                let evidence = if is_wish {
                    Some(Evidence::Proposed)
                } else {
                    point.evidence
                };
                let point = EmotionPoint {
                    id: PointId(0),
                    curve: copy,
                    evidence,
                    source: if is_wish {
                        String::new()
                    } else {
                        point.source.clone()
                    },
                    score: None,
                    ..point.clone()
                };
                let new = New::Point(stage.id, Box::new(point));
                maker.edits.push(Edit::Add(new));
            }
        }
        if self.run(&maker.edits, "duplicate curve").is_ok() {
            self.select(Selection::one(Element::Curve(copy)));
        }
    }

    /// A neutral point in the selected stage, or at the selected card, which it
    /// then belongs to.
    pub(super) fn add_point(&mut self) {
        let map = Arc::clone(self.map());
        let (stage, at, card) = moment(&map, &self.selection);
        let Some(stage) = stage.or(map.stages.first().map(|stage| stage.id)) else {
            return;
        };
        let wanted = selected_curve(&map, &self.selection);
        let own = wanted.and_then(|id| map.lane_of_curve(map.curve(id)?));
        let mut maker = Maker::new(&map);
        let lane = match selected_lane(&map, &self.selection).or(own) {
            Some(lane) => lane,
            None => maker.lane(LaneKind::Emotion),
        };
        let curve = maker.curve_on(lane, wanted);
        let point = EmotionPoint {
            card,
            ..EmotionPoint::new(
                PointId(0),
                curve,
                at.unwrap_or_else(|| free_moment(&map, stage, curve)),
                Some(Valence::default()),
            )
        };
        maker
            .edits
            .push(Edit::Add(New::Point(stage, Box::new(point))));
        // A refusal is kept as trouble.
        let _ = self.run(&maker.edits, "add emotion point");
    }

    /// Sets the feeling of selected points (1 is −2, 5 is +2), the severity of
    /// pain points and the impact of opportunities.
    pub(super) fn rate(&mut self, level: u8) {
        let Ok(level) = Level::try_from(level) else {
            return;
        };
        let map = self.map();
        let feeling = Valence::clamped(f64::from(level.value()) - 3.0);
        let points: Vec<Edit> = self
            .selection
            .points()
            .map(|id| Edit::SetPoint(id, PointField::Feeling(Some(feeling))))
            .collect();
        let cards: Vec<Edit> = self
            .selection
            .cards()
            .filter_map(|id| Some(Edit::SetCard(id, rating(map, id, level)?)))
            .collect();
        let label = match cards.first() {
            Some(_) if !points.is_empty() => "rate",
            Some(Edit::SetCard(_, CardField::Severity(_))) => "set severity",
            Some(_) => "set impact",
            None => "set feeling",
        };
        let edits: Vec<Edit> = points.into_iter().chain(cards).collect();
        // A refusal is kept as trouble.
        let _ = self.run(&edits, label);
    }

    /// Makes the selected points gaps in their curves.
    pub(super) fn forget_feeling(&mut self) {
        let points = self.selection.points();
        let edits: Vec<Edit> = points
            .map(|id| Edit::SetPoint(id, PointField::Feeling(None)))
            .collect();
        // A refusal is kept as trouble.
        let _ = self.run(&edits, "set feeling");
    }
}

/// Whether something selected has a level or a feeling to rate.
pub(super) fn can_rate(map: &Map, selection: &Selection) -> bool {
    let level = Level::ALL[0];
    selection.points().next().is_some()
        || selection.cards().any(|id| rating(map, id, level).is_some())
}

/// What a level means on a card: how much it hurts or how much it would help.
fn rating(map: &Map, id: CardId, level: Level) -> Option<CardField> {
    let (_, lane) = map.lane(map.card(id)?.1.lane)?;
    match lane.kind {
        LaneKind::PainPoints => Some(CardField::Severity(Some(level))),
        LaneKind::Opportunities => Some(CardField::Impact(Some(level))),
        LaneKind::Actions
        | LaneKind::Touchpoints
        | LaneKind::Emotion
        | LaneKind::Thoughts
        | LaneKind::Quotes
        | LaneKind::Metrics
        | LaneKind::Pictures
        | LaneKind::Frontstage
        | LaneKind::Backstage
        | LaneKind::SupportProcesses
        | LaneKind::PhysicalEvidence
        | LaneKind::Owners
        | LaneKind::Custom => None,
    }
}

/// The visible emotion lane that is selected or that was pointed at.
fn selected_lane(map: &Map, selection: &Selection) -> Option<LaneId> {
    let wanted = match selection.primary() {
        Some(Element::Lane(id)) => Some(id),
        Some(
            Element::Header
            | Element::Persona(_)
            | Element::Stage(_)
            | Element::Card(_)
            | Element::Point(_)
            | Element::Curve(_)
            | Element::Divider(_),
        ) => None,
        None => selection.empty_cell().map(|cell| cell.lane),
    };
    let mut lanes = map.emotion_lanes().map(|lane| lane.id);
    lanes.find(|lane| Some(*lane) == wanted)
}

/// The stage that is selected; at a card also its place, and the card.
fn moment(map: &Map, selection: &Selection) -> (Option<StageId>, Option<At>, Option<CardId>) {
    match selection.primary() {
        Some(Element::Card(id)) => match map.card(id) {
            Some((stage, card)) => (Some(stage.id), Some(card.at), Some(id)),
            None => (None, None, None),
        },
        Some(Element::Point(id)) => (map.point(id).map(|(stage, _)| stage.id), None, None),
        Some(Element::Stage(id)) => (Some(id), None, None),
        Some(
            Element::Header
            | Element::Persona(_)
            | Element::Lane(_)
            | Element::Curve(_)
            | Element::Divider(_),
        )
        | None => (selection.empty_cell().map(|cell| cell.stage), None, None),
    }
}

/// The middle of a stage, or where its curve has most room there.
fn free_moment(map: &Map, stage: StageId, curve: CurveId) -> At {
    const PLACES: [f64; 7] = [0.5, 0.75, 0.25, 1.0, 0.0, 0.875, 0.125];
    let points = map.stage(stage).map(|(_, stage)| stage.points.as_slice());
    let points = points.unwrap_or_default().iter();
    let taken: Vec<f64> = points
        .filter(|point| point.curve == curve)
        .map(|point| point.at.value())
        .collect();
    let is_free = |place: &f64| taken.iter().all(|taken| (taken - place).abs() > 0.1);
    At::clamped(PLACES.into_iter().find(is_free).unwrap_or(0.5))
}
