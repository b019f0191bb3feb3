//! Moving what is selected by keys: cards and points to the next stop across
//! their stage, stages and lanes to the next place. Pure: reads the map alone,
//! so that it does the same at every zoom.

use super::{document::Label, input::Direction, lanes, selection::Selection};
use crate::model::{
    At, Card, CardId, Edit, Element, LaneId, LaneKind, Map, PersonaId, PointId, StageId, Valence,
};

/// The places across a stage that arrow keys stop at.
const STOPS: [f64; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];
/// How much an arrow key changes a feeling.
const FEELING_STEP: f64 = 0.25;

/// Whether alt and an arrow key move what is selected. Of several elements it
/// is taken that one of them can go that way.
pub(super) fn can_nudge(map: &Map, selection: &Selection, direction: Direction) -> bool {
    match selection.primary() {
        Some(Element::Card(_) | Element::Point(_)) if selection.len() > 1 => true,
        Some(_) => nudge(map, selection, direction).is_some(),
        None => false,
    }
}

/// The edits by which alt and an arrow key move what is selected, and what
/// they are called. `None` when nothing can go that way.
pub(super) fn nudge(
    map: &Map,
    selection: &Selection,
    direction: Direction,
) -> Option<(Vec<Edit>, Label)> {
    let edits = match selection.primary()? {
        Element::Stage(id) => nudge_stage(map, id, direction),
        Element::Lane(id) => lanes::nudge_lane(map, id, direction),
        Element::Divider(divider) => lanes::nudge_divider(map, divider, direction),
        Element::Card(_) | Element::Point(_) => {
            let cards = selection
                .cards()
                .flat_map(|id| nudge_card(map, selection, id, direction));
            let points = selection
                .points()
                .filter_map(|id| nudge_point(map, id, direction));
            cards.chain(points).collect()
        }
        Element::Persona(id) => nudge_persona(map, id, direction),
        Element::Header | Element::Curve(_) => Vec::new(),
    };
    (!edits.is_empty()).then(|| (edits, label(selection)))
}

fn label(selection: &Selection) -> Label {
    let (cards, points) = (selection.cards().count(), selection.points().count());
    match (selection.primary(), cards, points) {
        (Some(Element::Stage(_)), _, _) => "move stage".into(),
        (Some(Element::Lane(_)), _, _) => "move lane".into(),
        (Some(Element::Divider(_)), _, _) => "move line".into(),
        (Some(Element::Persona(_)), _, _) => "move persona".into(),
        (_, 1, 0) => "move card".into(),
        (_, cards, 0) => format!("move {cards} cards").into(),
        (_, 0, 1) => "move emotion point".into(),
        (_, 0, points) => format!("move {points} emotion points").into(),
        (_, cards, points) => format!("move {} elements", cards + points).into(),
    }
}

fn nudge_stage(map: &Map, id: StageId, direction: Direction) -> Vec<Edit> {
    let index = map.stage(id).map(|(index, _)| index);
    let to = match direction {
        Direction::Left => index.and_then(|index| index.checked_sub(1)),
        Direction::Right => index
            .map(|index| index + 1)
            .filter(|index| *index < map.stages.len()),
        Direction::Up | Direction::Down => None,
    };
    to.map(|index| Edit::MoveStage(id, index))
        .into_iter()
        .collect()
}

/// A persona goes forward or back; the first leads the header.
fn nudge_persona(map: &Map, id: PersonaId, direction: Direction) -> Vec<Edit> {
    let index = map.personas.iter().position(|persona| persona.id == id);
    let to = match direction {
        Direction::Left | Direction::Up => index.and_then(|index| index.checked_sub(1)),
        Direction::Right | Direction::Down => index
            .map(|index| index + 1)
            .filter(|index| *index < map.personas.len()),
    };
    to.map(|index| Edit::MovePersona(id, index))
        .into_iter()
        .collect()
}

/// A card goes to the next stop or lane; points that belong to it go along.
fn nudge_card(map: &Map, selection: &Selection, id: CardId, direction: Direction) -> Vec<Edit> {
    let Some((stage, card)) = map.card(id) else {
        return Vec::new();
    };
    let (stage, lane, at) = match direction {
        Direction::Left | Direction::Right => {
            let Some((to, at)) = stop(map, stage.id, card.at, direction) else {
                return Vec::new();
            };
            (to, card.lane, at)
        }
        Direction::Up | Direction::Down => {
            let Some(lane) = lane_beside(map, card, direction) else {
                return Vec::new();
            };
            (stage.id, lane, card.at)
        }
    };
    let mut edits = vec![Edit::PlaceCard {
        card: id,
        stage,
        lane,
        at,
    }];
    if lane == card.lane {
        let points = map.stages.iter().flat_map(|stage| &stage.points);
        let own = points.filter(|point| {
            point.card == Some(id) && !selection.contains(Element::Point(point.id))
        });
        edits.extend(own.map(|point| Edit::PlacePoint {
            point: point.id,
            stage,
            at,
            feeling: point.feeling,
        }));
    }
    edits
}

fn nudge_point(map: &Map, id: PointId, direction: Direction) -> Option<Edit> {
    let (stage, point) = map.point(id)?;
    let (stage, at) = match direction {
        Direction::Left | Direction::Right => stop(map, stage.id, point.at, direction)?,
        Direction::Up | Direction::Down => (stage.id, point.at),
    };
    let by = match direction {
        Direction::Up => FEELING_STEP,
        Direction::Down => -FEELING_STEP,
        Direction::Left | Direction::Right => 0.0,
    };
    let feeling = if by == 0.0 {
        point.feeling
    } else {
        let from = point.feeling.map_or(0.0, Valence::value);
        Some(Valence::clamped(from + by))
    };
    Some(Edit::PlacePoint {
        point: id,
        stage,
        at,
        feeling,
    })
}

/// The next stop across the stages.
fn stop(map: &Map, stage: StageId, at: At, direction: Direction) -> Option<(StageId, At)> {
    let (index, _) = map.stage(stage)?;
    let here = at.value();
    let (next, beyond, first) = if direction == Direction::Left {
        let next = STOPS.into_iter().rev().find(|stop| *stop < here - 1e-6);
        (next, index.checked_sub(1), 1.0)
    } else {
        let next = STOPS.into_iter().find(|stop| *stop > here + 1e-6);
        (next, Some(index + 1), 0.0)
    };
    match next {
        Some(next) => Some((stage, At::clamped(next))),
        None => Some((map.stages.get(beyond?)?.id, At::clamped(first))),
    }
}

/// The next visible lane for cards.
fn lane_beside(map: &Map, card: &Card, direction: Direction) -> Option<LaneId> {
    let (index, _) = map.lane(card.lane)?;
    let fits = |index: &usize| {
        map.lanes
            .get(*index)
            .is_some_and(|lane| !lane.hidden && lane.kind != LaneKind::Emotion)
    };
    let to = if direction == Direction::Up {
        (0..index).rev().find(fits)
    } else {
        (index + 1..map.lanes.len()).find(fits)
    };
    to.and_then(|index| map.lanes.get(index))
        .map(|lane| lane.id)
}
