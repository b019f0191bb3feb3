//! The order of lanes and of the lines between them: what a place among both
//! means in edits. Above a line and below it are two places, though no lane is
//! between them. Pure functions of the map.

use super::{input::Direction, placing::Maker, selecting::lane_of_element, selection::Selection};
use crate::model::{Card, Divider, Edit, LaneId, LaneKind, Map};

/// One of the things that lie below one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    Lane(LaneId),
    Line(Divider),
}

/// Every lane and line, from top to bottom, the lane `without` left out. Its
/// line stays.
fn all_items(map: &Map, without: LaneId) -> Vec<Item> {
    let lanes = map.lanes.iter();
    lanes
        .flat_map(|lane| {
            let own = (lane.id != without).then_some(Item::Lane(lane.id));
            lane.divider.map(Item::Line).into_iter().chain(own)
        })
        .collect()
}

/// The same without hidden lanes.
pub(super) fn items(map: &Map, without: LaneId) -> Vec<Item> {
    let mut items = all_items(map, without);
    items.retain(|item| match item {
        Item::Lane(id) => is_shown(map, *id),
        Item::Line(_) => true,
    });
    items
}

/// How many of those items are above a lane.
pub(super) fn place_of(map: &Map, lane: LaneId) -> Option<usize> {
    let (index, _) = map.lane(lane)?;
    let above = map.lanes.iter().take(index + 1);
    let count = |lane_above: &crate::model::Lane| {
        let is_other = lane_above.id != lane && !lane_above.hidden;
        usize::from(lane_above.divider.is_some()) + usize::from(is_other)
    };
    Some(above.map(count).sum())
}

/// The edits that put a lane behind so many items; none when it is there, or
/// when a line would be left without a lane below it.
pub(super) fn put_lane(map: &Map, lane: LaneId, place: usize) -> Vec<Edit> {
    if place_of(map, lane) == Some(place) {
        return Vec::new();
    }
    let shown = items(map, lane);
    let mut all = all_items(map, lane);
    let position = |item: &Item| all.iter().position(|held| held == item);
    let at = match place.checked_sub(1).and_then(|last| shown.get(last)) {
        // Hidden lanes stay behind the visible one they come before.
        Some(previous) => position(previous).map(|index| index + 1),
        None => shown.first().and_then(position),
    };
    let Some(at) = at else { return Vec::new() };
    all.insert(at, Item::Lane(lane));
    let index = all.iter().take(at);
    let index = index.filter(|item| matches!(item, Item::Lane(_))).count();
    let mut edits = vec![Edit::MoveLane(lane, index)];
    let Some(wanted) = lines(&all) else {
        // The lanes change sides, as the model does it.
        return edits;
    };
    let mut moved = map.clone();
    if moved.apply_all(&edits).is_err() {
        return Vec::new();
    }
    for (line, below) in wanted {
        let is_there = moved
            .divider(line)
            .is_some_and(|(_, lane)| lane.id == below);
        if !is_there {
            edits.push(Edit::MoveDivider(line, Some(below)));
        }
    }
    edits
}

/// Each line and the lane below it; `None` when one has none of its own.
fn lines(items: &[Item]) -> Option<Vec<(Divider, LaneId)>> {
    let mut lines = Vec::new();
    for (index, item) in items.iter().enumerate() {
        if let Item::Line(line) = item {
            let Some(Item::Lane(below)) = items.get(index + 1) else {
                return None;
            };
            lines.push((*line, *below));
        }
    }
    Some(lines)
}

/// The edits by which an arrow key moves a lane: over the next lane or line.
/// None when nothing is that way.
#[must_use]
pub fn nudge_lane(map: &Map, id: LaneId, direction: Direction) -> Vec<Edit> {
    let Some(place) = place_of(map, id) else {
        return Vec::new();
    };
    let last = items(map, id).len();
    let changes = |edits: &Vec<Edit>| {
        let mut moved = map.clone();
        moved.apply_all(edits).is_ok() && moved.lanes != map.lanes
    };
    let edits = |place: usize| Some(put_lane(map, id, place)).filter(changes);
    match direction {
        Direction::Up => (0..place).rev().find_map(edits),
        Direction::Down => (place + 1..=last).find_map(edits),
        Direction::Left | Direction::Right => None,
    }
    .unwrap_or_default()
}

/// The edits that add a copy of a lane with its cards below it.
#[must_use]
pub fn copy_of_lane(map: &Map, id: LaneId) -> Vec<Edit> {
    let Some((index, lane)) = map.lane(id) else {
        return Vec::new();
    };
    let mut maker = Maker::new(map);
    let copy = maker.copy_lane(index + 1, lane.clone());
    for stage in &map.stages {
        for card in stage.cards.iter().filter(|card| card.lane == id) {
            let card = Card {
                lane: copy,
                ..(**card).clone()
            };
            maker.copy(stage.id, card);
        }
    }
    maker.edits
}

/// The edits by which an arrow key moves a line: over the next visible lane.
pub(super) fn nudge_divider(map: &Map, divider: Divider, direction: Direction) -> Vec<Edit> {
    let Some((place, _)) = map.divider(divider) else {
        return Vec::new();
    };
    let shown = |index: &usize| map.lanes.get(*index).is_some_and(|lane| !lane.hidden);
    let below = (place..map.lanes.len()).find(shown);
    let to = match direction {
        Direction::Up => (0..below.unwrap_or(place)).rev().find(shown),
        Direction::Down => below.and_then(|below| (below + 1..map.lanes.len()).find(shown)),
        Direction::Left | Direction::Right => None,
    };
    let to = to.and_then(|index| map.lanes.get(index));
    to.map(|lane| Edit::MoveDivider(divider, Some(lane.id)))
        .into_iter()
        .collect()
}

/// The lane that a line which is not on the map goes above: the selected one,
/// else the first that lies behind such a line, else the last. One that has a
/// line already gives way to the nearest without.
pub(super) fn home_of(map: &Map, divider: Divider, selection: &Selection) -> Option<LaneId> {
    let primary = selection.primary();
    let chosen = primary.and_then(|element| lane_of_element(map, element));
    let chosen = chosen.and_then(|id| map.lane(id)).map(|(index, _)| index);
    let lanes = || map.lanes.iter().enumerate();
    let mut shown = lanes().filter(|(_, lane)| !lane.hidden);
    let behind = shown.find(|(_, lane)| is_behind(lane.kind, divider));
    let wanted = chosen.or(behind.map(|(index, _)| index)).or(lanes()
        .rfind(|(_, lane)| !lane.hidden)
        .map(|(index, _)| index))?;
    let free = lanes().filter(|(_, lane)| lane.divider.is_none());
    free.min_by_key(|(index, _)| (index.abs_diff(wanted), *index < wanted))
        .map(|(_, lane)| lane.id)
}

/// Whether a lane of this kind lies behind a line, as service blueprints have
/// it.
const fn is_behind(kind: LaneKind, divider: Divider) -> bool {
    match kind {
        LaneKind::SupportProcesses => true,
        LaneKind::Backstage => !matches!(divider, Divider::InternalInteraction),
        LaneKind::Frontstage => matches!(divider, Divider::Interaction),
        LaneKind::Actions
        | LaneKind::Touchpoints
        | LaneKind::Emotion
        | LaneKind::Thoughts
        | LaneKind::Quotes
        | LaneKind::PainPoints
        | LaneKind::Opportunities
        | LaneKind::Metrics
        | LaneKind::Pictures
        | LaneKind::PhysicalEvidence
        | LaneKind::Owners
        | LaneKind::Custom => false,
    }
}

fn is_shown(map: &Map, lane: LaneId) -> bool {
    map.lane(lane).is_some_and(|(_, lane)| !lane.hidden)
}
