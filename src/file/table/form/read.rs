//! From the tables of a map to the map. Whatever cannot be taken as it is
//! written is a remark with its line.

mod fact;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    GRID,
    columns::{ID, Listed, Measured, Placed},
    filled,
    names::{Kind, Names},
};
use crate::{
    file::{
        limits,
        table::{Record, labels::kind_of},
    },
    model::{
        Card, Curve, CurveId, EmotionPoint, Feedback, Lane, LaneId, LaneKind, Map, OwnChannel,
        Persona, Stage, StageId,
    },
};

/// A map that was read from its tables.
#[derive(Clone, Debug, PartialEq)]
pub struct Reread {
    /// The map; it keeps the rules.
    pub map: Map,
    /// A line, and what was not taken as it is written there.
    pub remarks: Vec<(usize, String)>,
}

/// A table of the file: the names of its columns, and its rows.
#[derive(Clone, Debug)]
pub(super) struct Part<'a> {
    pub(super) head: &'a Record,
    pub(super) rows: Vec<&'a Record>,
}

/// Makes a map of its tables, which [`is_form`](super::is_form) knows.
///
/// # Errors
/// A newer version has written them, or the map would be beyond the limits of
/// maps; the line and the cause.
pub fn read(records: &[Record]) -> Result<Reread, (usize, String)> {
    let (facts, parts) = parts(records);
    let mut reading = Reading::new(parts.values().flatten());
    let mut map = Map::default();
    for fact in facts {
        reading.fact(&mut map, fact)?;
    }
    reading.things(&mut map, &parts);
    if let Some(grids) = parts.get(GRID) {
        for part in grids {
            filled::fill(&mut map, part, &mut reading);
        }
    }
    map.restore_mint();
    if let Some(reason) = limits::exceeded(&map) {
        return Err((1, reason));
    }
    reading.remarks.sort_by_key(|(line, _)| *line);
    Ok(Reread {
        map,
        remarks: reading.remarks,
    })
}

/// The facts, and the tables by the first of their columns.
fn parts(records: &[Record]) -> (Vec<&Record>, BTreeMap<&'static str, Vec<Part<'_>>>) {
    let mut facts = Vec::new();
    let mut parts: BTreeMap<&'static str, Vec<Part<'_>>> = BTreeMap::new();
    let mut current = None;
    let mut after_blank = true;
    for record in records {
        if record.is_blank() {
            after_blank = true;
            continue;
        }
        let head = head_of(record, after_blank, current.is_some());
        after_blank = false;
        if let Some(head) = head {
            current = Some(head);
            let part = Part {
                head: record,
                rows: Vec::new(),
            };
            parts.entry(head).or_default().push(part);
        } else if let Some(part) = current.and_then(|head| parts.get_mut(head)?.last_mut()) {
            part.rows.push(record);
        } else {
            facts.push(record);
        }
    }
    (facts, parts)
}

/// Which table begins with this row, if one does.
fn head_of(record: &Record, after_blank: bool, after_facts: bool) -> Option<&'static str> {
    let first = record.cell(0).trim();
    if first == GRID && after_blank {
        return Some(GRID);
    }
    let heads = [
        head::<Stage>(record),
        head::<Lane>(record),
        head::<Placed<Card>>(record),
        head::<Curve>(record),
        head::<Placed<EmotionPoint>>(record),
        head::<Persona>(record),
        head::<OwnChannel>(record),
        head::<Measured>(record),
        head::<Feedback>(record),
    ];
    let found = heads.into_iter().flatten().next()?;
    let names_ids = record.cells.iter().any(|cell| cell.trim() == ID);
    ((names_ids || after_blank) && after_facts).then_some(found)
}

fn head<T: Listed>(record: &Record) -> Option<&'static str> {
    let known = |cell: &str| cell == ID || T::COLUMNS.iter().any(|column| column.name == cell);
    let cells = || {
        record
            .cells
            .iter()
            .map(|cell| cell.trim())
            .filter(|cell| !cell.is_empty())
    };
    let fits = record.cell(0).trim() == T::HEAD && cells().count() > 1 && cells().all(known);
    fits.then_some(T::HEAD)
}

/// What has been read so far.
pub(super) struct Reading {
    names: Names,
    used: BTreeSet<u32>,
    next: u32,
    pub(super) remarks: Vec<(usize, String)>,
}

impl Reading {
    fn new<'a>(parts: impl Iterator<Item = &'a Part<'a>>) -> Self {
        let mut largest = 0;
        for part in parts {
            let mut columns = part.head.cells.iter();
            let Some(column) = columns.position(|cell| cell.trim() == ID) else {
                continue;
            };
            let ids = part
                .rows
                .iter()
                .filter_map(|row| row.cell(column).trim().parse().ok());
            largest = ids
                .filter(|id| *id <= limits::ID)
                .chain([largest])
                .max()
                .unwrap_or(0);
        }
        Self {
            names: Names::default(),
            used: BTreeSet::new(),
            next: largest,
            remarks: Vec::new(),
        }
    }

    /// An id that nothing has.
    pub(super) fn mint(&mut self) -> u32 {
        self.next = self.next.saturating_add(1);
        self.next
    }

    pub(super) fn remark(&mut self, line: usize, remark: impl Into<String>) {
        self.remarks.push((line, remark.into()));
    }

    /// The id that a row states, or a new one.
    fn claim(&mut self, line: usize, cell: &str) -> u32 {
        let cell = cell.trim();
        match cell.parse() {
            Ok(id) if id <= limits::ID && self.used.insert(id) => return id,
            Ok(id) if id <= limits::ID => {
                self.remark(
                    line,
                    format!("the id {id} is there twice; this row got a new one"),
                );
            }
            Ok(_) | Err(_) if !cell.is_empty() => {
                self.remark(line, format!("“{cell}” is no id; this row got a new one"));
            }
            Ok(_) | Err(_) => {}
        }
        self.mint()
    }

    /// Every table but that of stages by lanes.
    fn things(&mut self, map: &mut Map, parts: &BTreeMap<&'static str, Vec<Part<'_>>>) {
        map.channels = self.list(parts);
        self.name(
            Kind::Channel,
            map.channels.iter().map(|it| (it.id.0, &*it.name)),
        );
        map.personas = self.list(parts);
        self.name(
            Kind::Persona,
            map.personas.iter().map(|it| (it.id.0, &*it.name)),
        );
        map.lanes = self.list(parts);
        self.name(Kind::Lane, map.lanes.iter().map(|it| (it.id.0, &*it.name)));
        let mut stages: Vec<Stage> = self.list(parts);
        self.name(Kind::Stage, stages.iter().map(|it| (it.id.0, &*it.name)));
        let metrics: Vec<Measured> = self.list(parts);
        map.metrics = metrics.into_iter().map(|held| held.it).collect();
        self.name(
            Kind::Metric,
            map.metrics.iter().map(|it| (it.id.0, &*it.name)),
        );
        for (head, column) in [(Placed::<Card>::HEAD, "Lane"), (Curve::HEAD, "Lane")] {
            for name in self.unknown(parts, (head, column), Kind::Lane) {
                let id = LaneId(self.mint());
                let kind = kind_of(&name).unwrap_or(LaneKind::Custom);
                self.names.add(Kind::Lane, id.0, &name);
                map.lanes.push(Lane::new(id, kind, name));
            }
        }
        map.curves = self.list(parts);
        self.name(
            Kind::Curve,
            map.curves.iter().map(|it| (it.id.0, &*it.name)),
        );
        for name in self.unknown(parts, (Placed::<EmotionPoint>::HEAD, "Curve"), Kind::Curve) {
            let id = CurveId(self.mint());
            self.names.add(Kind::Curve, id.0, &name);
            map.curves.push(Curve::new(id, name));
        }
        for head in [Placed::<Card>::HEAD, Placed::<EmotionPoint>::HEAD] {
            for name in self.unknown(parts, (head, "Stage"), Kind::Stage) {
                let id = StageId(self.mint());
                self.names.add(Kind::Stage, id.0, &name);
                stages.push(Stage::new(id, name));
            }
        }
        self.place(map, stages, parts);
        let log: Vec<Feedback> = self.list(parts);
        map.feedback = Arc::new(log.into_iter().map(Arc::new).collect());
        self.subjects(map);
    }

    /// Takes out what is measured at, or leads to, what is not there.
    fn subjects(&mut self, map: &mut Map) {
        for repair in map.repair() {
            self.remark(1, repair.0);
        }
    }

    /// Cards and points, each on its stage.
    fn place(
        &mut self,
        map: &mut Map,
        mut stages: Vec<Stage>,
        parts: &BTreeMap<&'static str, Vec<Part<'_>>>,
    ) {
        let cards: Vec<Placed<Card>> = self.list(parts);
        self.name(
            Kind::Card,
            cards.iter().map(|card| (card.it.id.0, &*card.it.text)),
        );
        let points: Vec<Placed<EmotionPoint>> = self.list(parts);
        if stages.is_empty() && (!cards.is_empty() || !points.is_empty()) {
            stages.push(Stage::new(StageId(self.mint()), "Stage 1"));
        }
        let places: BTreeMap<StageId, usize> = stages
            .iter()
            .enumerate()
            .map(|(index, stage)| (stage.id, index))
            .collect();
        let place = |id: StageId| places.get(&id).copied().unwrap_or(0);
        let lanes: BTreeSet<LaneId> = map.lanes.iter().map(|lane| lane.id).collect();
        let curves: BTreeSet<CurveId> = map.curves.iter().map(|curve| curve.id).collect();
        for mut card in cards {
            if !lanes.contains(&card.it.lane) {
                card.it.lane = self.first_lane(map);
            }
            if let Some(stage) = stages.get_mut(place(card.stage)) {
                stage.cards.push(Arc::new(card.it));
            }
        }
        for mut point in points {
            if !curves.contains(&point.it.curve) {
                point.it.curve = self.first_curve(map);
            }
            if let Some(stage) = stages.get_mut(place(point.stage)) {
                stage.points.push(point.it);
            }
        }
        map.stages = stages.into_iter().map(Arc::new).collect();
    }

    /// The lane of cards whose row names none.
    fn first_lane(&mut self, map: &mut Map) -> LaneId {
        let found = map.lanes.iter().find(|lane| lane.kind != LaneKind::Emotion);
        if let Some(lane) = found {
            return lane.id;
        }
        let id = LaneId(self.mint());
        map.lanes.push(Lane::new(id, LaneKind::Custom, "Cards"));
        id
    }

    fn first_curve(&mut self, map: &mut Map) -> CurveId {
        if let Some(curve) = map.curves.first() {
            return curve.id;
        }
        let id = CurveId(self.mint());
        map.curves.push(Curve::new(id, "Emotion"));
        id
    }

    fn name<'a>(&mut self, kind: Kind, things: impl Iterator<Item = (u32, &'a str)>) {
        for (id, name) in things {
            self.names.add(kind, id, name);
        }
    }

    /// Names in a column that nothing has, each once.
    fn unknown(
        &self,
        parts: &BTreeMap<&'static str, Vec<Part<'_>>>,
        (head, column): (&'static str, &str),
        kind: Kind,
    ) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for part in parts.get(head).into_iter().flatten() {
            let mut heads = part.head.cells.iter();
            let Some(place) = heads.position(|cell| cell.trim() == column) else {
                continue;
            };
            for row in &part.rows {
                let name = row.cell(place).trim();
                let is_new = !name.is_empty()
                    && !name.starts_with('#')
                    && !self.names.knows(kind, name)
                    && !found.iter().any(|found| found == name);
                if is_new {
                    found.push(name.to_owned());
                }
            }
        }
        found
    }

    /// The things of a table, one a row.
    fn list<T: Listed>(&mut self, parts: &BTreeMap<&'static str, Vec<Part<'_>>>) -> Vec<T> {
        let mut things = Vec::new();
        for part in parts.get(T::HEAD).into_iter().flatten() {
            let column = |name: &str| T::COLUMNS.iter().find(|column| column.name == name);
            let columns: Vec<_> = part
                .head
                .cells
                .iter()
                .map(|cell| column(cell.trim()))
                .collect();
            let ids = part.head.cells.iter().position(|cell| cell.trim() == ID);
            for row in &part.rows {
                let id = self.claim(row.line, ids.map_or("", |column| row.cell(column)));
                let mut thing = T::blank(id);
                for (place, cell) in row
                    .cells
                    .iter()
                    .enumerate()
                    .filter(|(_, cell)| !cell.is_empty())
                {
                    match columns.get(place).copied().flatten() {
                        Some(column) => {
                            let taken = (column.take)(&mut thing, cell, &self.names);
                            if let Err(reason) = taken {
                                self.remark(
                                    row.line,
                                    format!("{}: {reason}; left out", column.name),
                                );
                            }
                        }
                        None if Some(place) == ids || cell.trim().is_empty() => {}
                        None => {
                            let shown: String = cell.chars().take(48).collect();
                            self.remark(
                                row.line,
                                format!("“{shown}” has no column with a name; left out"),
                            );
                        }
                    }
                }
                things.push(thing);
            }
        }
        things
    }
}
