//! Where typing goes on after a text: a new card after or below, the next
//! cell, the next stage or lane. Pure: reads the map and its layout.

use super::{
    packing::{Typed, pack},
    placing::{card_lanes, free_place},
    selection::Cell,
    text::Then,
};
use crate::{
    layout::{Layout, Setting, tokens},
    model::{At, CardId, Element, LaneId, Map},
};

/// Where typing goes on.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Next {
    /// At an element that exists.
    Element(Element),
    /// At a new card, at a place of a cell, after these cards of it have made
    /// room.
    Card(Cell, At, Vec<(CardId, At)>),
    /// At a new stage, at this place among the stages.
    Stage(usize),
    /// At a new lane, at this place among the lanes.
    Lane(usize),
}

/// Where typing goes from an element; `None` when it ends there.
pub(super) fn goes_to(
    map: &Map,
    (layout, typed): (&Layout, &Typed),
    element: Element,
    then: Then,
) -> Option<Next> {
    let forward = match then {
        Then::Done => return None,
        Then::Another => return another(map, (layout, typed), element),
        Then::NextCell => true,
        Then::PreviousCell => false,
    };
    if layout.setting == Setting::Stage {
        return on_page(map, element, forward);
    }
    match element {
        Element::Header if forward => stage_label(map, 0),
        Element::Stage(id) => {
            let (index, _) = map.stage(id)?;
            match (forward, index) {
                (true, index) => stage_label(map, index + 1).or(Some(Next::Stage(index + 1))),
                (false, 0) => Some(Next::Element(Element::Header)),
                (false, index) => stage_label(map, index - 1),
            }
        }
        Element::Lane(id) => lane_label(map, id, forward),
        Element::Card(_) => {
            let cell = cell_beside(map, cell_of(map, element)?, forward)?;
            first_of(map, cell)
        }
        Element::Header
        | Element::Persona(_)
        | Element::Point(_)
        | Element::Curve(_)
        | Element::Divider(_) => None,
    }
}

/// The same on a page of one stage that is shown to a room: down its lanes, so
/// that the room is not taken to another stage. It ends with the last lane.
fn on_page(map: &Map, element: Element, forward: bool) -> Option<Next> {
    let lanes: Vec<_> = card_lanes(map).map(|lane| lane.id).collect();
    match element {
        Element::Card(_) => {
            let Cell { stage, lane } = cell_of(map, element)?;
            let place = lanes.iter().position(|held| *held == lane)?;
            let next = if forward {
                place + 1
            } else {
                place.checked_sub(1)?
            };
            let lane = *lanes.get(next)?;
            first_of(map, Cell { stage, lane })
        }
        Element::Stage(stage) if forward => {
            let lane = *lanes.first()?;
            first_of(map, Cell { stage, lane })
        }
        Element::Lane(id) => {
            let next = lane_label(map, id, forward);
            next.filter(|next| matches!(next, Next::Element(_)))
        }
        Element::Stage(_)
        | Element::Header
        | Element::Persona(_)
        | Element::Point(_)
        | Element::Curve(_)
        | Element::Divider(_) => None,
    }
}

/// The first card of a cell, or a new one where it is empty.
fn first_of(map: &Map, cell: Cell) -> Option<Next> {
    let (_, stage) = map.stage(cell.stage)?;
    let here = stage.cards.iter().filter(|card| card.lane == cell.lane);
    let first = here.min_by(|a, b| a.at.value().total_cmp(&b.at.value()));
    Some(match first {
        Some(card) => Next::Element(Element::Card(card.id)),
        None => Next::Card(cell, free_place(map, cell, None), Vec::new()),
    })
}

/// A new one of the element's kind, right after it.
fn another(map: &Map, seen: (&Layout, &Typed), element: Element) -> Option<Next> {
    match element {
        Element::Card(id) => {
            let cell = cell_of(map, element)?;
            let (moves, at) = place_after(map, seen, cell, id)?;
            Some(Next::Card(cell, at, moves))
        }
        Element::Stage(id) => Some(Next::Stage(map.stage(id)?.0 + 1)),
        Element::Lane(id) => Some(Next::Lane(map.lane(id)?.0 + 1)),
        Element::Header
        | Element::Persona(_)
        | Element::Point(_)
        | Element::Curve(_)
        | Element::Divider(_) => None,
    }
}

/// Where the card after a card goes: beside it while its row has room. When it
/// is full, cards that were typed move together, else the new one is at the same
/// place as the one before, where layout sets it below.
pub(super) fn place_after(
    map: &Map,
    (layout, typed): (&Layout, &Typed),
    cell: Cell,
    id: CardId,
) -> Option<(Vec<(CardId, At)>, At)> {
    let (_, card) = map.card(id)?;
    let found = || {
        let column = layout
            .stages
            .iter()
            .find(|column| column.id == cell.stage)?;
        let row = layout.lanes.iter().position(|row| row.id == cell.lane)?;
        let boxes = &column.cells.get(row)?.cards;
        let own = boxes.iter().find(|held| held.card.id == id)?.rect;
        Some((column, boxes, own))
    };
    let Some((column, boxes, own)) = found() else {
        return Some((Vec::new(), card.at));
    };
    let beside = || boxes.iter().filter(|held| held.rect.top() == own.top());
    let width = layout.card_width(cell.stage);
    let left = own.left() + own.width().max(width) + tokens::CARD_GAP;
    let free = column.width - 2.0 * tokens::STAGE_PAD - width;
    let at = f64::from(left - tokens::STAGE_PAD) / f64::from(free.max(0.1));
    let ends = left + width + tokens::CARD_APART;
    let is_taken = beside()
        .any(|held| held.rect.right() + tokens::CARD_APART > left && held.rect.left() < ends);
    let is_last = boxes.last().is_some_and(|held| held.card.id == id);
    if at > 1.001 && is_last {
        let room = column.width - 2.0 * tokens::STAGE_PAD;
        if let Some(packed) = pack(boxes, typed, (room, width)) {
            return Some(packed);
        }
    }
    let is_full = at > 1.001 || is_taken;
    let at = if is_full { card.at } else { At::rounded(at) };
    Some((Vec::new(), at))
}

fn stage_label(map: &Map, index: usize) -> Option<Next> {
    let stage = map.stages.get(index)?;
    Some(Next::Element(Element::Stage(stage.id)))
}

/// The label of the next lane that is shown; below the last, a new one.
fn lane_label(map: &Map, id: LaneId, forward: bool) -> Option<Next> {
    let (index, _) = map.lane(id)?;
    let shown = |index: &usize| map.lanes.get(*index).is_some_and(|lane| !lane.hidden);
    let to = if forward {
        (index + 1..map.lanes.len()).find(shown)
    } else {
        (0..index).rev().find(shown)
    };
    match to.and_then(|index| map.lanes.get(index)) {
        Some(lane) => Some(Next::Element(Element::Lane(lane.id))),
        None => forward.then_some(Next::Lane(index + 1)),
    }
}

/// The cell of the next stage on the same lane, or the first of the next lane.
fn cell_beside(map: &Map, cell: Cell, forward: bool) -> Option<Cell> {
    let (index, _) = map.stage(cell.stage)?;
    let lanes: Vec<_> = card_lanes(map).map(|lane| lane.id).collect();
    let lane = lanes.iter().position(|lane| *lane == cell.lane)?;
    let last = map.stages.len().checked_sub(1)?;
    let (stage, lane) = match (forward, index) {
        (true, index) if index < last => (index + 1, lane),
        (true, _) => (0, lane + 1),
        (false, 0) => (last, lane.checked_sub(1)?),
        (false, index) => (index - 1, lane),
    };
    Some(Cell {
        stage: map.stages.get(stage)?.id,
        lane: *lanes.get(lane)?,
    })
}

/// The cell a card sits in.
pub(super) fn cell_of(map: &Map, element: Element) -> Option<Cell> {
    match element {
        Element::Card(id) => {
            let (stage, card) = map.card(id)?;
            Some(Cell {
                stage: stage.id,
                lane: card.lane,
            })
        }
        Element::Header
        | Element::Persona(_)
        | Element::Stage(_)
        | Element::Lane(_)
        | Element::Point(_)
        | Element::Curve(_)
        | Element::Divider(_) => None,
    }
}
