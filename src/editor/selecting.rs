//! What "all of it" means: everything that is shown, all of a lane, all of a
//! stage; and which lane and which stages a selection speaks of. Pure functions
//! of the map.

use std::collections::{BTreeMap, BTreeSet};

use super::{onward::cell_of, selection::Selection};
use crate::model::{At, CurveId, Element, LaneId, Map, StageId};

/// Every card and emotion point that is shown, with its stage, its lane and its
/// place. Points are on the lane that their curve is drawn on.
pub(super) fn shown(map: &Map) -> impl Iterator<Item = (StageId, LaneId, Element, At)> {
    let lanes = || map.lanes.iter().filter(|lane| !lane.hidden);
    let visible: BTreeSet<LaneId> = lanes().map(|lane| lane.id).collect();
    let curves: BTreeMap<CurveId, LaneId> = lanes_of_curves(map).collect();
    let mut found = Vec::new();
    for stage in &map.stages {
        let cards = stage
            .cards
            .iter()
            .filter(|card| visible.contains(&card.lane));
        found.extend(cards.map(|card| (stage.id, card.lane, Element::Card(card.id), card.at)));
        let points = stage.points.iter();
        found.extend(points.filter_map(|point| {
            let lane = curves.get(&point.curve)?;
            Some((stage.id, *lane, Element::Point(point.id), point.at))
        }));
    }
    found.into_iter()
}

/// All of the lane that the selection speaks of.
pub(super) fn all_in_lane(map: &Map, selection: &Selection) -> Selection {
    let wanted = lane_of(map, selection);
    let all = shown(map).filter(|(_, lane, ..)| Some(*lane) == wanted);
    all.map(|(_, _, element, _)| element).collect()
}

/// All of the stage that the selection speaks of.
pub(super) fn all_in_stage(map: &Map, selection: &Selection) -> Selection {
    let wanted = stage_of(map, selection);
    let all = shown(map).filter(|(stage, ..)| Some(*stage) == wanted);
    all.map(|(_, _, element, _)| element).collect()
}

/// The lane of the primary element, or of the cell that was pointed at.
pub(super) fn lane_of(map: &Map, selection: &Selection) -> Option<LaneId> {
    let cell = || selection.empty_cell().map(|cell| cell.lane);
    match selection.primary() {
        None => cell(),
        Some(Element::Lane(id)) => Some(id),
        Some(Element::Card(id)) => cell_of(map, Element::Card(id)).map(|cell| cell.lane),
        Some(Element::Point(id)) => lane_of_curve(map, map.point(id)?.1.curve),
        Some(Element::Curve(id)) => lane_of_curve(map, id),
        Some(Element::Header | Element::Persona(_) | Element::Stage(_) | Element::Divider(_)) => {
            None
        }
    }
}

/// The stage of the primary element, or of the cell that was pointed at.
pub(super) fn stage_of(map: &Map, selection: &Selection) -> Option<StageId> {
    match selection.primary() {
        None => selection.empty_cell().map(|cell| cell.stage),
        Some(element) => stage_of_element(map, element),
    }
}

/// Every stage that something selected is, or is on, in the order of time.
pub(super) fn stages_of(map: &Map, selection: &Selection) -> Vec<StageId> {
    let cell = selection.empty_cell().map(|cell| cell.stage);
    let holds = |stage: &crate::model::Stage| {
        selection.contains(Element::Stage(stage.id))
            || Some(stage.id) == cell && selection.is_empty()
            || stage
                .cards
                .iter()
                .any(|card| selection.contains(Element::Card(card.id)))
            || stage
                .points
                .iter()
                .any(|point| selection.contains(Element::Point(point.id)))
    };
    let stages = map.stages.iter().filter(|stage| holds(stage));
    stages.map(|stage| stage.id).collect()
}

/// The stage that an element is, or is on.
pub(super) fn stage_of_element(map: &Map, element: Element) -> Option<StageId> {
    match element {
        Element::Stage(id) => Some(id),
        Element::Card(id) => map.card(id).map(|(stage, _)| stage.id),
        Element::Point(id) => map.point(id).map(|(stage, _)| stage.id),
        Element::Header
        | Element::Persona(_)
        | Element::Lane(_)
        | Element::Curve(_)
        | Element::Divider(_) => None,
    }
}

/// The lane that an element is, or that a card is on. What is on a lane by
/// its curve is not counted.
pub(super) fn lane_of_element(map: &Map, element: Element) -> Option<LaneId> {
    match element {
        Element::Lane(id) => Some(id),
        Element::Card(id) => map.card(id).map(|(_, card)| card.lane),
        Element::Header
        | Element::Persona(_)
        | Element::Stage(_)
        | Element::Point(_)
        | Element::Curve(_)
        | Element::Divider(_) => None,
    }
}

/// The curves that are shown, in their order, and the lanes they are drawn on.
pub(super) fn lanes_of_curves(map: &Map) -> impl Iterator<Item = (CurveId, LaneId)> {
    let shown = map.curves.iter().filter(|curve| !curve.hidden);
    shown.filter_map(|curve| Some((curve.id, map.lane_of_curve(curve)?)))
}

fn lane_of_curve(map: &Map, id: CurveId) -> Option<LaneId> {
    map.curve(id).and_then(|curve| map.lane_of_curve(curve))
}
