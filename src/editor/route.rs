//! Where the columns and rows of a pasted table go: to stages and lanes of the
//! same name, of the same meaning, or in order; else to new ones. Pure.

use super::{
    filling::{Column, Options, Row, card_lane_ids, name_in},
    selection::Cell,
    table::{Items, Table},
};
use crate::file::table::labels::{folded, kind_of};
use crate::model::{Lane, LaneId, LaneKind, Map};

/// Where a column or a row goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goes<Id> {
    /// To what the map has.
    To(Id),
    /// To what the map has, which takes the name.
    Renamed(Id),
    /// To something new.
    New,
    /// To the new one of the row above.
    Above,
    /// It is left out.
    Nowhere,
}

impl<Id: Copy> Goes<Id> {
    /// What the map has.
    pub(super) fn id(self) -> Option<Id> {
        match self {
            Self::To(id) | Self::Renamed(id) => Some(id),
            Self::New | Self::Above | Self::Nowhere => None,
        }
    }

    fn new(adds: bool) -> Self {
        if adds { Self::New } else { Self::Nowhere }
    }
}

/// The columns that hold something, and their stages.
pub(super) fn columns(
    table: &Table,
    options: &Options,
    map: &Map,
    from: Option<Cell>,
) -> Vec<Column> {
    let first = from.and_then(|cell| map.stage(cell.stage));
    let first = first.map_or(0, |(index, _)| index);
    let content = || table.rows.iter().skip(usize::from(options.header));
    let names = table.rows.first().filter(|_| options.header);
    let mut taken = Vec::new();
    let mut made = 0;
    let mut columns = Vec::new();
    for (place, source) in (usize::from(options.labels)..table.width()).enumerate() {
        let name = name_in(names.and_then(|names| names.get(source)));
        let is_empty = content().all(|row| row.get(source).is_none_or(Vec::is_empty));
        if is_empty && name.is_empty() {
            continue;
        }
        let in_order = map.stages.get(first + place);
        let found = if options.header && !options.rename {
            let word = folded(name);
            let mut stages = map.stages.iter();
            stages.find(|stage| {
                !word.is_empty() && !taken.contains(&stage.id) && folded(&stage.name) == word
            })
        } else {
            in_order
        };
        let (name, goes) = if let Some(stage) = found {
            taken.push(stage.id);
            if options.rename && !name.is_empty() && stage.name != name {
                (name.to_owned(), Goes::Renamed(stage.id))
            } else {
                (stage.name.clone(), Goes::To(stage.id))
            }
        } else {
            made += 1;
            let number = map.stages.len() + made;
            let name = named(name, || format!("Stage {number}"));
            (name, Goes::new(options.adds))
        };
        columns.push(Column { source, name, goes });
    }
    columns
}

/// The rows that hold something, and their lanes.
pub(super) fn rows(table: &Table, options: &Options, map: &Map, from: Option<Cell>) -> Vec<Row> {
    let content = |row: &Vec<Items>| {
        let cells = row.iter().skip(usize::from(options.labels));
        cells.into_iter().any(|cell| !cell.is_empty())
    };
    let sources = table.rows.iter().enumerate();
    let sources = sources.skip(usize::from(options.header));
    let mut rows: Vec<Row> = Vec::new();
    if options.labels {
        for (source, cells) in sources {
            let label = name_in(cells.first());
            if label.is_empty() && !content(cells) {
                continue;
            }
            let row = labelled(source, label, options, map, &rows);
            rows.push(row);
        }
        return rows;
    }
    let lanes = card_lane_ids(map);
    let first = from.and_then(|cell| lanes.iter().position(|lane| *lane == cell.lane));
    let mut made = 0;
    for (place, (source, cells)) in sources.enumerate() {
        let lane = lanes.get(first.unwrap_or(0) + place);
        let lane = lane.and_then(|id| map.lane(*id)).map(|(_, lane)| lane);
        let row = match lane {
            Some(lane) => to(source, lane),
            None if !content(cells) => continue,
            None => {
                made += 1;
                let name = format!("Lane {}", map.lanes.len() + made);
                new_row(source, name, LaneKind::Custom, options)
            }
        };
        if content(cells) {
            rows.push(row);
        }
    }
    rows
}

/// The lane of a label: of that name, else of the kind it speaks of; without
/// a label, the lane of the row above, as merged cells are copied.
fn labelled(source: usize, label: &str, options: &Options, map: &Map, above: &[Row]) -> Row {
    let word = folded(label);
    if let (true, Some(last)) = (word.is_empty(), above.last()) {
        let goes = match last.goes {
            Goes::New | Goes::Above => Goes::Above,
            Goes::To(_) | Goes::Renamed(_) | Goes::Nowhere => last.goes,
        };
        let last = last.clone();
        return Row {
            source,
            goes,
            ..last
        };
    }
    let is_free = |id: LaneId| above.iter().all(|row| row.goes.id() != Some(id));
    let of_name = |lane: &&Lane| folded(&lane.name) == word && !word.is_empty();
    let kind = kind_of(label);
    let named_free = map.lanes.iter().filter(of_name).find(|l| is_free(l.id));
    let of_kind = || {
        let mut lanes = map.lanes.iter();
        lanes.find(|lane| {
            Some(lane.kind) == kind && lane.kind != LaneKind::Custom && is_free(lane.id)
        })
    };
    let found = named_free
        .or_else(|| map.lanes.iter().find(of_name))
        .or_else(of_kind);
    if let Some(lane) = found {
        return to(source, lane);
    }
    let name = named(label, || format!("Lane {}", map.lanes.len() + 1));
    new_row(source, name, kind.unwrap_or(LaneKind::Custom), options)
}

fn to(source: usize, lane: &Lane) -> Row {
    Row {
        source,
        name: lane.name.clone(),
        kind: lane.kind,
        goes: Goes::To(lane.id),
    }
}

fn new_row(source: usize, name: String, kind: LaneKind, options: &Options) -> Row {
    let kind = options.kinds.get(&source).copied().unwrap_or(kind);
    let goes = Goes::new(options.adds);
    Row {
        source,
        name,
        kind,
        goes,
    }
}

/// The name in one line, or another where there is none.
fn named(name: &str, otherwise: impl FnOnce() -> String) -> String {
    let name = name.replace('\n', " ");
    if name.trim().is_empty() {
        otherwise()
    } else {
        name
    }
}
