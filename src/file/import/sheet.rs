//! A table as a map: which way it lies, what its columns and rows are about,
//! and what becomes of its cells. Knows rows of texts, not their file.

use std::collections::BTreeMap;

use super::{
    Column, Layout, Options, feedback, flow,
    guess::{columns, guess, is_list, is_one_column, lead, uneven},
    meaning::{Detail, Meaning},
    sketch::{Entry, Sketch},
};
use crate::{
    file::table::{Record, feeling::number, items::items},
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
}

/// A table with its rows, to be looked at.
pub(super) type Shown = (Sheet, Vec<Record>);

/// Puts a table into a sketch.
pub(super) fn read(records: &[Record], options: &Options, sketch: &mut Sketch) -> Sheet {
    let rows: Vec<&Record> = records.iter().filter(|record| !record.is_blank()).collect();
    let rows = lead(&rows, sketch);
    let layout = options.layout.unwrap_or_else(|| guess(rows));
    let header = options
        .header
        .unwrap_or_else(|| layout.has_header() && !is_one_column(rows));
    let columns = columns(rows, layout, header, options);
    if options.layout.is_none() && is_list(rows) {
        list(rows, sketch);
        return Sheet {
            layout,
            header: false,
            columns,
        };
    }
    uneven(rows, sketch);
    let body = rows.get(usize::from(header)..).unwrap_or_default();
    let table = Table {
        head: rows.first().copied().filter(|_| header),
        body,
        columns: &columns,
    };
    match layout {
        Layout::StagesAcross => across(&table, sketch),
        Layout::StagesDown => down(&table, sketch),
        Layout::Cards => cards(&table, sketch),
        Layout::Flow => flow::read(&table, sketch),
        Layout::Feedback => feedback::read(&table, sketch),
    }
    Sheet {
        layout,
        header,
        columns,
    }
}

/// The rows of a table, and what its columns are about.
pub(super) struct Table<'a> {
    pub(super) head: Option<&'a Record>,
    pub(super) body: &'a [&'a Record],
    pub(super) columns: &'a [Column],
}

impl Table<'_> {
    fn name(&self, column: usize) -> &str {
        self.columns
            .get(column)
            .map_or("", |column| column.name.as_str())
    }

    pub(super) fn meaning(&self, column: usize) -> Option<Meaning> {
        self.columns.get(column).and_then(|column| column.meaning)
    }

    pub(super) fn column_of(&self, meaning: Meaning) -> Option<usize> {
        self.columns
            .iter()
            .position(|column| column.meaning == Some(meaning))
    }
}

/// Lines, one after the other: what is done, step by step.
fn list(rows: &[&Record], sketch: &mut Sketch) {
    let stage = sketch.new_stage("");
    let lane = sketch.lane_of("Doing", LaneKind::Actions);
    if let Some(part) = sketch.stages.get_mut(stage) {
        part.steps = rows.len();
    }
    for (index, row) in rows.iter().enumerate() {
        let (line, text, step) = (row.line, row.cell(0).to_owned(), Some(index));
        let entry = Entry {
            line,
            lane,
            text,
            step,
            ..Entry::default()
        };
        sketch.put(stage, entry);
    }
    let line = rows.first().map_or(1, |row| row.line);
    sketch.remark(
        line,
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
                    part.steps = steps + 1;
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
    let mut above: Option<(String, Option<Meaning>)> = None;
    for (index, row) in table.body.iter().enumerate() {
        let (mut name, mut meaning) = (table.name(index).to_owned(), table.meaning(index));
        if let (true, Some((held, means))) = (name.is_empty() && meaning.is_none(), above.clone()) {
            (name, meaning) = (held, means);
        }
        above = Some((name.clone(), meaning));
        for (place, (stage, step)) in places.iter().enumerate() {
            let cell = row.cell(place + 1);
            put(sketch, (*stage, *step), (&name, meaning), (row.line, cell));
        }
    }
}

/// A row a stage or a step of one, a column a lane.
fn down(table: &Table<'_>, sketch: &mut Sketch) {
    let names = table.column_of(Meaning::Stage).unwrap_or(0);
    let mut last: Option<usize> = None;
    for row in table.body {
        let name = row.cell(names).trim();
        let stage = match last {
            Some(last) if name.is_empty() => last,
            _ => sketch.stage(name),
        };
        last = Some(stage);
        let Some(part) = sketch.stages.get_mut(stage) else {
            continue;
        };
        let step = part.steps;
        part.steps += 1;
        put_row(table, row, (stage, step), sketch);
    }
}

/// What stands in a row, for a step of a stage.
pub(super) fn put_row(
    table: &Table<'_>,
    row: &Record,
    (stage, step): (usize, usize),
    sketch: &mut Sketch,
) {
    let score = table.column_of(Meaning::Score);
    let number = score.and_then(|column| number(row.cell(column)));
    let felt = table.column_of(Meaning::Lane(LaneKind::Emotion));
    for column in 0..row.cells.len() {
        let cell = row.cell(column);
        match table.meaning(column) {
            Some(Meaning::Stage) => {}
            Some(Meaning::Score) if felt.is_some() => {}
            _ if number.is_some() && felt == Some(column) => {
                let lane = sketch.lane_of(table.name(column), LaneKind::Emotion);
                let text = cell.to_owned();
                sketch.put(
                    stage,
                    Entry {
                        line: row.line,
                        lane,
                        text,
                        step: Some(step),
                        score: number,
                        ..Entry::default()
                    },
                );
            }
            meaning => put(
                sketch,
                (stage, Some(step)),
                (table.name(column), meaning),
                (row.line, cell),
            ),
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

/// A row a card.
fn cards(table: &Table<'_>, sketch: &mut Sketch) {
    let names = table.column_of(Meaning::Stage);
    let lanes = table.column_of(Meaning::LaneName);
    let texts = table.column_of(Meaning::Text);
    let (mut last, mut above) = (None, String::new());
    for row in table.body {
        let name = names.map_or("", |column| row.cell(column).trim());
        let stage = match last {
            Some(last) if name.is_empty() => last,
            _ => sketch.stage(name),
        };
        last = Some(stage);
        let label = lanes.map_or("", |column| row.cell(column).trim());
        if !label.is_empty() {
            label.clone_into(&mut above);
        }
        let lane = sketch.lane(if above.is_empty() { "Cards" } else { &above });
        let mut entry = Entry {
            line: row.line,
            lane,
            ..Entry::default()
        };
        texts
            .map_or("", |column| row.cell(column))
            .clone_into(&mut entry.text);
        for column in 0..row.cells.len() {
            let cell = row.cell(column).trim();
            let meaning = table.meaning(column);
            if cell.is_empty()
                || [names, lanes, texts].contains(&Some(column))
                || meaning == Some(Meaning::Nothing)
            {
                continue;
            }
            match meaning {
                Some(Meaning::Detail(detail)) => entry.details.push((detail, cell.to_owned())),
                Some(Meaning::Score) if number(cell).is_some() => entry.score = number(cell),
                Some(Meaning::Duration | Meaning::About) => put(
                    sketch,
                    (stage, None),
                    (table.name(column), meaning),
                    (row.line, cell),
                ),
                _ if is_number_of_row(table.name(column)) => {}
                _ => entry
                    .details
                    .push((Detail::Note, format!("{}: {cell}", table.name(column)))),
            }
        }
        let is_felt = sketch
            .lanes
            .get(lane)
            .is_some_and(|(_, kind)| *kind == LaneKind::Emotion);
        if let Some(score) = entry.score.filter(|_| !is_felt) {
            entry.score = None;
            entry
                .details
                .push((Detail::Note, format!("Score: {score}")));
        }
        if entry.text.trim().is_empty() && entry.score.is_none() {
            sketch.remark(row.line, "this row has no text for a card; it was left out");
        }
        sketch.put(stage, entry);
    }
}

/// Whether a column only numbers the rows.
fn is_number_of_row(name: &str) -> bool {
    ["id", "#", "no", "nr", "number", "index", "order", "sort"]
        .contains(&name.trim().to_lowercase().as_str())
}

/// The meanings that were chosen, by column.
pub(super) type Meanings = BTreeMap<usize, Meaning>;
