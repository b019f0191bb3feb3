//! Walking the map by arrow keys, by meaning: cards in the order of time, lanes,
//! stages, lines between lanes. A cell without cards is a stop of its own, so
//! that a map is filled without a pointer; a cell with cards is none, so that
//! walking stays quick. Up and down keep the moment they began with, however
//! short the lanes in between. Pure: reads the map alone, so that it does the
//! same at every zoom.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    input::Direction,
    selecting,
    selection::{Cell, Selection},
};
use crate::model::{CurveId, Element, Lane, LaneId, Map, PointId, StageId};

/// A moment as a stage's number and the place across it.
pub(super) type Moment = (usize, f64);

/// Where walking comes to a stop.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Stop {
    /// An element.
    Element(Element),
    /// A cell without cards.
    Cell(Cell),
}

impl Stop {
    /// Where the selection is: its primary, or the cell that was pointed at.
    pub(super) fn of(selection: &Selection) -> Option<Self> {
        let cell = || selection.empty_cell().map(Self::Cell);
        selection.primary().map(Self::Element).or_else(cell)
    }

    /// The element; none for a cell.
    fn element(self) -> Option<Element> {
        match self {
            Self::Element(element) => Some(element),
            Self::Cell(_) => None,
        }
    }

    /// It alone, selected.
    pub(super) fn selection(self) -> Selection {
        match self {
            Self::Element(element) => Selection::one(element),
            Self::Cell(cell) => Selection::cell(cell),
        }
    }
}

/// A far end to walk to at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Far {
    /// The first stage, on the same lane.
    FirstStage,
    /// The last stage, on the same lane.
    LastStage,
    /// The header.
    Start,
    /// The last of the last lane.
    End,
}

/// A visible lane and its stops, in the order of time. On an emotion lane each
/// curve is a row of its own, in the order of the legend; cards lie below.
struct Row {
    lane: LaneId,
    curve: Option<CurveId>,
    stops: Vec<Held>,
}

/// A stop of a row.
#[derive(Clone, Copy)]
struct Held {
    moment: Moment,
    stage: StageId,
    stop: Stop,
}

/// Where an arrow key goes to from what is selected, and the moment that up and
/// down keep. `kept` is the moment they have kept so far.
pub(super) fn walk(
    map: &Map,
    selection: &Selection,
    direction: Direction,
    kept: Option<Moment>,
) -> Option<(Stop, Option<Moment>)> {
    let rows = rows(map, true);
    let from = Stop::of(selection);
    let moment = from.and_then(|from| moment_of(map, &rows, from));
    let is_level = matches!(direction, Direction::Left | Direction::Right);
    let aim = if is_level { moment } else { kept.or(moment) };
    let to = match from {
        Some(Stop::Element(Element::Card(_) | Element::Point(_)) | Stop::Cell(_)) => {
            within(map, &rows, from?, aim, direction)
        }
        Some(Stop::Element(Element::Stage(id))) => {
            let (index, _) = map.stage(id)?;
            match direction {
                Direction::Left => stage_at(map, index.checked_sub(1)?),
                Direction::Right => stage_at(map, index + 1),
                Direction::Up => Some(Stop::Element(Element::Header)),
                Direction::Down => {
                    let aim = aim.unwrap_or((index, 0.0));
                    rows.iter().find_map(|row| row.nearest(aim))
                }
            }
        }
        Some(Stop::Element(element @ (Element::Lane(_) | Element::Divider(_)))) => {
            along_labels(map, &rows, element, direction)
        }
        Some(Stop::Element(Element::Header | Element::Persona(_))) => match direction {
            Direction::Left | Direction::Up => None,
            Direction::Right | Direction::Down => stage_at(map, kept.map_or(0, |kept| kept.0)),
        },
        Some(Stop::Element(Element::Curve(id))) => {
            let row = rows.iter().find(|row| row.curve == Some(id))?;
            let is_point = |held: &&Held| held.stop.element().is_some();
            row.stops.iter().find(is_point).map(|held| held.stop)
        }
        None => first_card(&rows).or_else(|| stage_at(map, 0)),
    };
    let keeps = aim.filter(|_| !is_level);
    to.map(|to| (to, keeps))
}

/// The element that shift and an arrow key take up too: the next of the same
/// sort, past cells without cards.
pub(super) fn extend(map: &Map, selection: &Selection, direction: Direction) -> Option<Element> {
    let primary = selection.primary()?;
    let rows = rows(map, false);
    let stop = match primary {
        Element::Card(_) | Element::Point(_) => {
            let from = Stop::Element(primary);
            within(map, &rows, from, moment_of(map, &rows, from), direction)?
        }
        Element::Stage(_) | Element::Lane(_) => walk(map, selection, direction, None)?.0,
        Element::Header | Element::Persona(_) | Element::Curve(_) | Element::Divider(_) => {
            return None;
        }
    };
    let Stop::Element(element) = stop else {
        return None;
    };
    let is_content = |element| matches!(element, Element::Card(_) | Element::Point(_));
    let is_same_sort = is_content(primary) && is_content(element)
        || std::mem::discriminant(&primary) == std::mem::discriminant(&element);
    is_same_sort.then_some(element)
}

/// Where a far end is, from what is selected.
pub(super) fn far(map: &Map, selection: &Selection, end: Far) -> Option<Stop> {
    let rows = rows(map, true);
    let last = map.stages.len().checked_sub(1);
    let lane = selecting::lane_of(map, selection);
    let own = Stop::of(selection).and_then(|from| find(&rows, from));
    let own = own.and_then(|(row, _)| rows.get(row));
    let row = own.or_else(|| rows.iter().find(|row| Some(row.lane) == lane));
    let stop = |found: Option<&Held>| found.map(|held| held.stop);
    match (end, row) {
        (Far::Start, _) => Some(Stop::Element(Element::Header)),
        (Far::End, _) => rows.iter().rev().find_map(|row| stop(row.stops.last())),
        (Far::FirstStage, Some(row)) => stop(row.stops.first()),
        (Far::LastStage, Some(row)) => stop(row.stops.last()),
        (Far::FirstStage, None) => stage_at(map, 0),
        (Far::LastStage, None) => stage_at(map, last?),
    }
}

/// From a card, a point or a cell.
fn within(
    map: &Map,
    rows: &[Row],
    from: Stop,
    aim: Option<Moment>,
    direction: Direction,
) -> Option<Stop> {
    let (row, place) = find(rows, from)?;
    let held = rows.get(row)?;
    let aim = aim?;
    let beside = |place: usize| held.stops.get(place).map(|held| held.stop);
    let label = Stop::Element(Element::Lane(held.lane));
    match direction {
        Direction::Left => place.checked_sub(1).and_then(beside).or(Some(label)),
        Direction::Right => beside(place + 1),
        Direction::Up => {
            let mut above = rows.get(..row)?.iter().rev();
            let nearest = above.find_map(|row| row.nearest(aim));
            nearest.or_else(|| stage_at(map, aim.0))
        }
        Direction::Down => {
            let mut below = rows.get(row + 1..)?.iter();
            below.find_map(|row| row.nearest(aim))
        }
    }
}

/// Along the labels of lanes, with the lines between them.
fn along_labels(map: &Map, rows: &[Row], from: Element, direction: Direction) -> Option<Stop> {
    // A line above a hidden lane is shown all the same.
    let both = |lane: &Lane| {
        let label = (!lane.hidden).then_some(Element::Lane(lane.id));
        lane.divider.map(Element::Divider).into_iter().chain(label)
    };
    let labels: Vec<Element> = map.lanes.iter().flat_map(both).collect();
    let place = labels.iter().position(|label| *label == from)?;
    let label = |place: usize| labels.get(place).map(|label| Stop::Element(*label));
    match direction {
        Direction::Left => None,
        Direction::Right => {
            let first = |label: &Element| {
                let mut own = rows.iter().filter(|row| Element::Lane(row.lane) == *label);
                own.find_map(|row| row.stops.first().map(|held| held.stop))
            };
            labels.get(place..)?.iter().find_map(first)
        }
        Direction::Up => match place.checked_sub(1) {
            Some(above) => label(above),
            None => Some(Stop::Element(Element::Header)),
        },
        Direction::Down => label(place + 1),
    }
}

/// The row and the place of a stop. A cell that holds cards is none; walking
/// goes on from the first of them.
fn find(rows: &[Row], stop: Stop) -> Option<(usize, usize)> {
    let is_it = |row: &Row, held: &Held| match stop {
        Stop::Cell(cell) => row.lane == cell.lane && held.stage == cell.stage,
        Stop::Element(_) => held.stop == stop,
    };
    rows.iter().enumerate().find_map(|(index, row)| {
        let place = row.stops.iter().position(|held| is_it(row, held))?;
        Some((index, place))
    })
}

fn moment_of(map: &Map, rows: &[Row], stop: Stop) -> Option<Moment> {
    if let Stop::Element(Element::Stage(id)) = stop {
        return map.stage(id).map(|(index, _)| (index, 0.0));
    }
    let (row, place) = find(rows, stop)?;
    Some(rows.get(row)?.stops.get(place)?.moment)
}

/// The first card there is.
fn first_card(rows: &[Row]) -> Option<Stop> {
    let mut stops = rows.iter().flat_map(|row| &row.stops).map(|held| held.stop);
    stops.find(|stop| matches!(stop, Stop::Element(_)))
}

impl Row {
    /// The stop nearest in time.
    fn nearest(&self, moment: Moment) -> Option<Stop> {
        let away = |(stage, at): Moment| {
            let stages = stage.abs_diff(moment.0);
            #[expect(clippy::cast_precision_loss, reason = "a number of stages")]
            let stages = stages as f64;
            // A stage away is farther than anything within the stage.
            stages * 2.0 + (at - moment.1).abs()
        };
        let nearest = self
            .stops
            .iter()
            .min_by(|a, b| away(a.moment).total_cmp(&away(b.moment)));
        nearest.map(|held| held.stop)
    }
}

/// The visible lanes with what is shown on them, and with their empty cells
/// when these are asked for.
fn rows(map: &Map, with_cells: bool) -> Vec<Row> {
    let mut rows = empty_rows(map);
    let places = rows.iter().enumerate();
    let places: BTreeMap<(LaneId, Option<CurveId>), usize> = places
        .map(|(place, row)| ((row.lane, row.curve), place))
        .collect();
    let points = map.stages.iter().flat_map(|stage| &stage.points);
    let curves: BTreeMap<PointId, CurveId> = points.map(|point| (point.id, point.curve)).collect();
    let stages = map.stages.iter().enumerate();
    let numbers: BTreeMap<StageId, usize> =
        stages.map(|(index, stage)| (stage.id, index)).collect();
    let mut filled = BTreeSet::new();
    for (stage, lane, element, at) in selecting::shown(map) {
        let curve = match element {
            Element::Point(id) => curves.get(&id).copied(),
            Element::Header
            | Element::Persona(_)
            | Element::Stage(_)
            | Element::Lane(_)
            | Element::Card(_)
            | Element::Curve(_)
            | Element::Divider(_) => None,
        };
        let place = places.get(&(lane, curve));
        let place = place.and_then(|place| rows.get_mut(*place));
        if let (Some(row), Some(index)) = (place, numbers.get(&stage)) {
            filled.insert((stage, lane));
            row.stops.push(Held {
                moment: (*index, at.value()),
                stage,
                stop: Stop::Element(element),
            });
        }
    }
    let mut last = None;
    for row in &mut rows {
        let lane = row.lane;
        let is_first = last.replace(lane) != Some(lane);
        let cells = map.stages.iter().enumerate();
        let cells = cells.filter(|_| with_cells && is_first);
        let empty = cells.filter(|(_, stage)| !filled.contains(&(stage.id, lane)));
        row.stops.extend(empty.map(|(index, stage)| Held {
            moment: (index, 0.0),
            stage: stage.id,
            stop: Stop::Cell(Cell {
                stage: stage.id,
                lane,
            }),
        }));
        // What was made first is first of those at one place.
        row.stops.sort_by(|a, b| {
            let by_time = a
                .moment
                .0
                .cmp(&b.moment.0)
                .then(a.moment.1.total_cmp(&b.moment.1));
            by_time.then_with(|| a.stop.element().cmp(&b.stop.element()))
        });
    }
    rows
}

/// The visible lanes as rows without stops.
fn empty_rows(map: &Map) -> Vec<Row> {
    let curves: Vec<(CurveId, LaneId)> = selecting::lanes_of_curves(map).collect();
    let row = |lane, curve| Row {
        lane,
        curve,
        stops: Vec::new(),
    };
    let lanes = map.lanes.iter().filter(|lane| !lane.hidden);
    lanes
        .flat_map(|lane| {
            let own = curves.iter().filter(|(_, held)| *held == lane.id);
            let own = own.map(|(curve, _)| row(lane.id, Some(*curve)));
            own.chain([row(lane.id, None)]).collect::<Vec<_>>()
        })
        .collect()
}

fn stage_at(map: &Map, index: usize) -> Option<Stop> {
    let stage = map.stages.get(index)?;
    Some(Stop::Element(Element::Stage(stage.id)))
}
