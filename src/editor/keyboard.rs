//! The keyboard on the map: walking by meaning (cards in the order of time,
//! lanes, stages), and moving what is selected. Pure: reads the map alone, so
//! that it does the same at every zoom.

use super::{document::Label, input::Direction, selection::Selection};
use crate::model::{
    At, Card, CardId, Edit, Element, EmotionPoint, LaneId, LaneKind, Map, PointId, StageId, Valence,
};

/// The places across a stage that arrow keys stop at.
const STOPS: [f64; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];
/// How much an arrow key changes a feeling.
const FEELING_STEP: f64 = 0.25;

/// A moment as a stage's number and the place across it.
type Moment = (usize, f64);

/// A visible lane and what is on it, in the order of time.
struct Row {
    lane: LaneId,
    elements: Vec<(Moment, Element)>,
}

/// The element that an arrow key goes to from the selection's primary.
pub(super) fn walk(map: &Map, selection: &Selection, direction: Direction) -> Option<Element> {
    let rows = rows(map);
    match selection.primary() {
        Some(element @ (Element::Card(_) | Element::Point(_))) => {
            walk_content(map, &rows, element, direction)
        }
        Some(Element::Stage(id)) => {
            let (index, _) = map.stage(id)?;
            match direction {
                Direction::Left => stage_at(map, index.checked_sub(1)?),
                Direction::Right => stage_at(map, index + 1),
                Direction::Up => Some(Element::Header),
                Direction::Down => rows.iter().find_map(|row| row.nearest((index, 0.0))),
            }
        }
        Some(Element::Lane(id)) => {
            let index = rows.iter().position(|row| row.lane == id)?;
            let lane = |index: usize| rows.get(index).map(|row| Element::Lane(row.lane));
            match direction {
                Direction::Left => None,
                Direction::Right => rows.get(index)?.elements.first().map(|(_, first)| *first),
                Direction::Up => lane(index.checked_sub(1)?),
                Direction::Down => lane(index + 1),
            }
        }
        Some(Element::Header | Element::Persona(_)) => match direction {
            Direction::Left | Direction::Up => None,
            Direction::Right | Direction::Down => stage_at(map, 0),
        },
        Some(Element::Divider(divider)) => {
            let (_, lane) = map.divider(divider)?;
            Some(Element::Lane(lane.id))
        }
        Some(Element::Curve(id)) => {
            let points = map.stages.iter().flat_map(|stage| &stage.points);
            let mut own = points.filter(|point| point.curve == id);
            own.next().map(|point| Element::Point(point.id))
        }
        None => from_cell(map, &rows, selection).or_else(|| stage_at(map, 0)),
    }
}

fn walk_content(
    map: &Map,
    rows: &[Row],
    element: Element,
    direction: Direction,
) -> Option<Element> {
    let (row, place) = rows.iter().enumerate().find_map(|(index, row)| {
        let place = row.elements.iter().position(|(_, held)| *held == element)?;
        Some((index, place))
    })?;
    let held = rows.get(row)?;
    let (moment, _) = *held.elements.get(place)?;
    let beside = |place: usize| held.elements.get(place).map(|(_, element)| *element);
    let nearest = |row: &Row| row.nearest(moment);
    match direction {
        Direction::Left => place
            .checked_sub(1)
            .and_then(beside)
            .or(Some(Element::Lane(held.lane))),
        Direction::Right => beside(place + 1),
        Direction::Up => rows
            .get(..row)
            .and_then(|above| above.iter().rev().find_map(nearest))
            .or_else(|| stage_at(map, moment.0)),
        Direction::Down => rows.get(row + 1..)?.iter().find_map(nearest),
    }
}

/// With nothing selected: what is nearest to the cell that was pointed at, or
/// the first card.
fn from_cell(map: &Map, rows: &[Row], selection: &Selection) -> Option<Element> {
    let cell = selection.empty_cell();
    let here = cell.and_then(|cell| {
        let (index, _) = map.stage(cell.stage)?;
        let row = rows.iter().find(|row| row.lane == cell.lane)?;
        row.nearest((index, 0.0))
    });
    here.or_else(|| {
        let first = rows.iter().find_map(|row| row.elements.first());
        first.map(|(_, element)| *element)
    })
}

impl Row {
    /// The element nearest in time.
    fn nearest(&self, moment: Moment) -> Option<Element> {
        let away = |(stage, at): Moment| {
            let stages = stage.abs_diff(moment.0);
            #[expect(clippy::cast_precision_loss, reason = "a number of stages")]
            let stages = stages as f64;
            // A stage away is farther than anything within the stage.
            stages * 2.0 + (at - moment.1).abs()
        };
        let nearest = self
            .elements
            .iter()
            .min_by(|(a, _), (b, _)| away(*a).total_cmp(&away(*b)));
        nearest.map(|(_, element)| *element)
    }
}

/// The visible lanes with their cards; the first emotion lane has the points.
fn rows(map: &Map) -> Vec<Row> {
    let mut points_shown = false;
    let visible = map.lanes.iter().filter(|lane| !lane.hidden);
    visible
        .map(|lane| {
            let mut elements = Vec::new();
            let has_points = lane.kind == LaneKind::Emotion && !points_shown;
            points_shown |= has_points;
            for (index, stage) in map.stages.iter().enumerate() {
                let cards = stage.cards.iter().filter(|card| card.lane == lane.id);
                elements
                    .extend(cards.map(|card| ((index, card.at.value()), Element::Card(card.id))));
                if has_points {
                    let shown = stage.points.iter().filter(|point| is_shown(map, point));
                    elements.extend(
                        shown.map(|point| ((index, point.at.value()), Element::Point(point.id))),
                    );
                }
            }
            elements.sort_by(|((a, a_at), a_id), ((b, b_at), b_id)| {
                a.cmp(b).then(a_at.total_cmp(b_at)).then(a_id.cmp(b_id))
            });
            Row {
                lane: lane.id,
                elements,
            }
        })
        .collect()
}

fn is_shown(map: &Map, point: &EmotionPoint) -> bool {
    map.curve(point.curve).is_some_and(|curve| !curve.hidden)
}

fn stage_at(map: &Map, index: usize) -> Option<Element> {
    map.stages.get(index).map(|stage| Element::Stage(stage.id))
}

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
        Element::Lane(id) => nudge_lane(map, id, direction),
        Element::Card(_) | Element::Point(_) => {
            let cards = selection
                .cards()
                .flat_map(|id| nudge_card(map, selection, id, direction));
            let points = selection
                .points()
                .filter_map(|id| nudge_point(map, id, direction));
            cards.chain(points).collect()
        }
        Element::Header | Element::Persona(_) | Element::Curve(_) | Element::Divider(_) => {
            Vec::new()
        }
    };
    (!edits.is_empty()).then(|| (edits, label(selection)))
}

fn label(selection: &Selection) -> Label {
    let (cards, points) = (selection.cards().count(), selection.points().count());
    match (selection.primary(), cards, points) {
        (Some(Element::Stage(_)), _, _) => "move stage".into(),
        (Some(Element::Lane(_)), _, _) => "move lane".into(),
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

/// A lane changes places with the next visible one.
fn nudge_lane(map: &Map, id: LaneId, direction: Direction) -> Vec<Edit> {
    let Some((index, _)) = map.lane(id) else {
        return Vec::new();
    };
    let shown = |index: &usize| map.lanes.get(*index).is_some_and(|lane| !lane.hidden);
    let to = match direction {
        Direction::Up => (0..index).rev().find(shown),
        Direction::Down => (index + 1..map.lanes.len()).find(shown),
        Direction::Left | Direction::Right => None,
    };
    to.map(|index| Edit::MoveLane(id, index))
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
