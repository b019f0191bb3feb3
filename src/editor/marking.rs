//! What commands set on several elements at once: evidence, moments of truth,
//! and lanes and lines that are shown or added.

use std::sync::Arc;

use super::{lanes, selection::Selection, session::Editor};
use crate::model::{
    Card, CardField, Divider, Edit, Element, EmotionPoint, Evidence, LaneField, Map, PointField,
};

impl Editor {
    pub(super) fn show_lanes(&mut self) {
        let hidden = self.map().lanes.iter().filter(|lane| lane.hidden);
        let edits: Vec<Edit> = hidden
            .map(|lane| Edit::SetLane(lane.id, LaneField::Hidden(false)))
            .collect();
        // A refusal is kept as trouble.
        let _ = self.run(&edits, "show all lanes");
    }

    pub(super) fn add_divider(&mut self, divider: Divider) {
        let home = lanes::home_of(self.map(), divider, &self.selection);
        let edit = home.map(|lane| Edit::MoveDivider(divider, Some(lane)));
        if let Some(edit) = edit
            && self.run(&[edit], "add line").is_ok()
        {
            self.select(Selection::one(Element::Divider(divider)));
        }
    }

    /// Sets the evidence of what is selected; takes it back where all have it.
    pub(super) fn set_evidence(&mut self, evidence: Evidence) {
        let map = Arc::clone(self.map());
        let has_it = |moment: Moment<'_>| moment.evidence() == Some(evidence);
        let all_have = moments(&map, &self.selection).all(has_it);
        let evidence = (!all_have).then_some(evidence);
        let edits: Vec<Edit> = moments(&map, &self.selection)
            .map(|moment| match moment {
                Moment::Card(card) => Edit::SetCard(card.id, CardField::Evidence(evidence)),
                Moment::Point(point) => Edit::SetPoint(point.id, PointField::Evidence(evidence)),
            })
            .collect();
        // A refusal is kept as trouble.
        let _ = self.run(&edits, "set evidence");
    }

    /// Makes what is selected moments of truth, or plain ones where all are.
    pub(super) fn toggle_moment(&mut self) {
        let map = Arc::clone(self.map());
        let on = !moments(&map, &self.selection).all(|moment| moment.is_of_truth());
        let edits: Vec<Edit> = moments(&map, &self.selection)
            .map(|moment| match moment {
                Moment::Card(card) => Edit::SetCard(card.id, CardField::MomentOfTruth(on)),
                Moment::Point(point) => Edit::SetPoint(point.id, PointField::MomentOfTruth(on)),
            })
            .collect();
        // A refusal is kept as trouble.
        let _ = self.run(&edits, "set moment of truth");
    }
}

/// A selected card or emotion point.
enum Moment<'a> {
    Card(&'a Card),
    Point(&'a EmotionPoint),
}

impl Moment<'_> {
    fn evidence(&self) -> Option<Evidence> {
        match self {
            Self::Card(card) => card.evidence,
            Self::Point(point) => point.evidence,
        }
    }

    fn is_of_truth(&self) -> bool {
        match self {
            Self::Card(card) => card.moment_of_truth,
            Self::Point(point) => point.moment_of_truth,
        }
    }
}

/// The selected cards and emotion points, in the order of the map.
fn moments<'a>(map: &'a Map, selection: &'a Selection) -> impl Iterator<Item = Moment<'a>> {
    map.stages.iter().flat_map(|stage| {
        let cards = stage.cards.iter().map(|card| &**card);
        let cards = cards.filter(|card| selection.contains(Element::Card(card.id)));
        let points = stage.points.iter();
        let points = points.filter(|point| selection.contains(Element::Point(point.id)));
        cards.map(Moment::Card).chain(points.map(Moment::Point))
    })
}
