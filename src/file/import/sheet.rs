//! A table as a map: which way it lies, what its columns and rows are about,
//! and what becomes of its cells. Knows rows of texts, not their file.

mod rows;

use std::collections::BTreeMap;

use super::{
    Column, Layout, Options,
    columns::columns,
    feedback, flow,
    guess::{guess, is_list, is_one_column, lead, uneven},
    meaning::Meaning,
    sketch::{Entry, Sketch},
};
use crate::{
    file::table::{Record, items::items},
    model::LaneKind,
};

/// A table as it is understood.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    pub(super) layout: Layout,
    /// Whether the first row names the columns.
    pub(super) header: bool,
    /// What each column is taken for; the rows' labels for stages across.
    pub(super) columns: Vec<Column>,
    /// The rows, without blank ones and what stands above the table.
    pub(super) rows: Vec<Record>,
}

/// The meanings that were chosen, by column.
pub(super) type Meanings = BTreeMap<usize, Meaning>;

/// Puts a table into a sketch.
///
/// # Errors
/// What it cannot do without has no column; the line and the cause.
pub(super) fn read(
    records: Vec<Record>,
    options: &Options,
    sketch: &mut Sketch,
) -> Result<Sheet, (usize, String)> {
    let mut rows: Vec<Record> = records;
    rows.retain(|record| !record.is_blank());
    let above = lead(&rows, sketch);
    rows.drain(..above);
    let layout = options.layout.unwrap_or_else(|| guess(&rows));
    let header = options.header.unwrap_or_else(|| !is_one_column(&rows));
    let columns = columns(&rows, (layout, header), options, sketch);
    let table = Table {
        head: rows.first().filter(|_| header),
        body: rows.get(usize::from(header)..).unwrap_or_default(),
        columns: &columns,
    };
    if options.layout.is_none() && is_list(&rows) && table.meaning(0) != Some(Meaning::Stage) {
        list(&table, sketch);
    } else {
        uneven(&rows, sketch);
        match layout {
            Layout::StagesAcross => across(&table, sketch),
            Layout::StagesDown => rows::down(&table, sketch),
            Layout::Cards => rows::cards(&table, sketch)?,
            Layout::Flow => flow::read(&table, sketch)?,
            Layout::Feedback => feedback::read(&table, options, sketch)?,
        }
    }
    Ok(Sheet {
        layout,
        header,
        columns,
        rows,
    })
}

/// The rows of a table, and what its columns are about.
pub(super) struct Table<'a> {
    pub(super) head: Option<&'a Record>,
    pub(super) body: &'a [Record],
    pub(super) columns: &'a [Column],
}

impl Table<'_> {
    /// The line it begins in.
    pub(super) fn line(&self) -> usize {
        let first = self.head.or(self.body.first());
        first.map_or(1, |record| record.line)
    }

    pub(super) fn name(&self, column: usize) -> &str {
        self.columns
            .get(column)
            .map_or("", |column| column.name.as_str())
    }

    pub(super) fn meaning(&self, column: usize) -> Option<Meaning> {
        self.columns.get(column).and_then(|column| column.meaning)
    }

    /// Makes its lanes in its order, also those in which nothing stands.
    fn lanes(&self, sketch: &mut Sketch) {
        for column in self.columns {
            if let (Some(Meaning::Lane(kind)), false) = (column.meaning, column.name.is_empty()) {
                sketch.lane_of(&column.name, kind);
            }
        }
    }

    pub(super) fn column_of(&self, meaning: Meaning) -> Option<usize> {
        self.columns_of(meaning).next()
    }

    pub(super) fn columns_of(&self, meaning: Meaning) -> impl Iterator<Item = usize> {
        let columns = self.columns.iter().enumerate();
        let of = columns.filter(move |(_, column)| column.meaning == Some(meaning));
        of.map(|(place, _)| place)
    }
}

/// Lines, one after the other: what is done, step by step.
fn list(table: &Table<'_>, sketch: &mut Sketch) {
    let meaning = table.meaning(0);
    let stage = sketch.new_stage("");
    if let Some(part) = sketch.stages.get_mut(stage) {
        part.steps = table.body.len();
    }
    for (index, row) in table.body.iter().enumerate() {
        if sketch.fault().is_some() {
            break;
        }
        let (line, step) = (row.line, Some(index));
        if meaning == Some(Meaning::Step) {
            let (text, lane) = (
                row.cell(0).to_owned(),
                sketch.lane_of("Doing", LaneKind::Actions),
            );
            let entry = Entry {
                line,
                lane,
                text,
                step,
                ..Entry::default()
            };
            sketch.put(stage, entry);
        } else {
            let name = table.name(0).to_owned();
            put(sketch, (stage, step), (&name, meaning), (line, row.cell(0)));
        }
    }
    sketch.remark(
        table.line(),
        "these are lines and no table; they were taken as the steps of one stage",
    );
}

/// A column a stage, a row a lane.
fn across(table: &Table<'_>, sketch: &mut Sketch) {
    let width = table
        .body
        .iter()
        .map(|row| row.cells.len())
        .max()
        .unwrap_or(0);
    let width = table.head.map_or(width, |head| width.max(head.cells.len()));
    let mut places: Vec<(usize, Option<usize>)> = Vec::new();
    for column in 1..width {
        let name = table.head.map_or("", |head| head.cell(column).trim());
        let is_same = |stage: usize| {
            let held = sketch.stages.get(stage);
            name.is_empty() || held.is_some_and(|held| held.name == name)
        };
        match places.last().copied() {
            // Merged cells: a name stands for the columns behind it, too.
            Some((stage, _)) if is_same(stage) && table.head.is_some() => {
                let steps = sketch
                    .stages
                    .get(stage)
                    .map_or(0, |stage| stage.steps)
                    .max(1);
                if let Some(part) = sketch.stages.get_mut(stage) {
                    part.steps = steps.saturating_add(1);
                }
                places.push((stage, Some(steps)));
            }
            _ => places.push((sketch.new_stage(name), None)),
        }
    }
    let stepped: Vec<bool> = places
        .iter()
        .map(|(stage, _)| sketch.stages.get(*stage).is_some_and(|part| part.steps > 1))
        .collect();
    for (place, is_stepped) in places.iter_mut().zip(&stepped) {
        if *is_stepped && place.1.is_none() {
            place.1 = Some(0);
        }
    }
    table.lanes(sketch);
    let corner = table.head.map_or("", |head| head.cell(0).trim());
    if !corner.is_empty() && Meaning::of(corner).is_none() {
        let remark = format!("the corner of the table was left out: “{corner}”");
        sketch.remark(table.line(), remark);
    }
    let mut above: (&str, Option<Meaning>) = ("", None);
    for (index, row) in table.body.iter().enumerate() {
        if sketch.fault().is_some() {
            break;
        }
        let (mut name, meaning) = (table.name(index), table.meaning(index));
        // A row without a label goes on with the one above.
        if name.is_empty() && meaning == above.1 {
            name = above.0;
        }
        above = (name, meaning);
        for (place, (stage, step)) in places.iter().enumerate() {
            let cell = row.cell(place.saturating_add(1));
            put(sketch, (*stage, *step), (name, meaning), (row.line, cell));
        }
    }
}

/// Puts what a cell says into a stage.
pub(super) fn put(
    sketch: &mut Sketch,
    (stage, step): (usize, Option<usize>),
    (name, meaning): (&str, Option<Meaning>),
    (line, cell): (usize, &str),
) {
    if cell.trim().is_empty() || meaning == Some(Meaning::Nothing) {
        return;
    }
    let append = |held: &mut String| {
        let parted = if held.is_empty() { "" } else { "\n" };
        held.push_str(parted);
        held.push_str(cell.trim());
    };
    let (kind, usual) = match meaning {
        Some(Meaning::About) => {
            return sketch
                .stages
                .get_mut(stage)
                .map(|part| append(&mut part.about))
                .unwrap_or_default();
        }
        Some(Meaning::Duration) => {
            return sketch
                .stages
                .get_mut(stage)
                .map(|part| append(&mut part.duration))
                .unwrap_or_default();
        }
        Some(Meaning::Lane(kind)) => (kind, kind.label()),
        Some(Meaning::Step) => (LaneKind::Actions, "Steps"),
        Some(Meaning::Score) => (LaneKind::Emotion, "Emotion"),
        Some(
            Meaning::Stage
            | Meaning::LaneName
            | Meaning::Text
            | Meaning::Detail(_)
            | Meaning::Order
            | Meaning::Answer(_)
            | Meaning::Shape(_)
            | Meaning::Nothing,
        )
        | None => (LaneKind::Custom, "More"),
    };
    let lane = sketch.lane_of(if name.is_empty() { usual } else { name }, kind);
    for text in parts(cell, kind) {
        sketch.put(
            stage,
            Entry {
                line,
                lane,
                text,
                step,
                ..Entry::default()
            },
        );
    }
}

/// What a cell lists: its lines; else what semicolons part; for short names of
/// touchpoints and owners, what commas part.
pub(super) fn parts(cell: &str, kind: LaneKind) -> Vec<String> {
    let lines = items(cell);
    if lines.len() != 1 {
        return lines;
    }
    let split = |sign: char| -> Vec<String> {
        let parts = cell
            .split(sign)
            .map(str::trim)
            .filter(|part| !part.is_empty());
        parts.map(str::to_owned).collect()
    };
    let by_semicolon = split(';');
    if by_semicolon.len() > 1 {
        return by_semicolon;
    }
    let names = matches!(kind, LaneKind::Touchpoints | LaneKind::Owners);
    let by_comma = split(',');
    let is_short =
        |part: &String| part.split_whitespace().count() <= 4 && !part.starts_with("and ");
    if names && by_comma.len() > 1 && by_comma.iter().all(is_short) {
        return by_comma;
    }
    lines
}
