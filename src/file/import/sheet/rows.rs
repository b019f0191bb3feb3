//! Tables with a stage, a step or a card in each row. Knows rows and what their
//! columns are about, not how that was found.

use std::collections::{BTreeMap, BTreeSet};

use super::{Table, put};
use crate::{
    file::{
        import::{
            meaning::{Detail, Meaning},
            sketch::{Entry, Sketch},
        },
        table::{Record, feeling::number, labels::folded},
    },
    model::LaneKind,
};

/// A row a stage or a step of one, a column a lane.
pub(super) fn down(table: &Table<'_>, sketch: &mut Sketch) {
    let names = table.column_of(Meaning::Stage);
    if names.is_none() {
        sketch.remark(
            table.line(),
            "no column is taken for the stage, so that each row is a stage of its own; choose one",
        );
    }
    let name = names.map_or("", |names| table.name(names));
    if !name.is_empty() && !matches!(Meaning::of(name), Some(Meaning::Stage | Meaning::Step)) {
        let remark = format!("“{name}” was taken for the stages; another column can be chosen");
        sketch.remark(table.line(), remark);
    }
    table.lanes(sketch);
    let mut last: Option<usize> = None;
    for row in ordered(table, (names, None), sketch) {
        if sketch.fault().is_some() {
            break;
        }
        let name = names.map_or("", |names| row.cell(names).trim());
        let stage = match last {
            Some(last) if name.is_empty() && names.is_some() => last,
            _ => sketch.stage(name),
        };
        last = Some(stage);
        let Some(part) = sketch.stages.get_mut(stage) else {
            continue;
        };
        let step = part.steps;
        part.steps = part.steps.saturating_add(1);
        put_row(table, row, (stage, step), sketch);
    }
}

/// What stands in a row, for a step of a stage.
fn put_row(table: &Table<'_>, row: &Record, (stage, step): (usize, usize), sketch: &mut Sketch) {
    let felt = table.column_of(Meaning::Lane(LaneKind::Emotion));
    let beside = table.column_of(Meaning::Score);
    // A number stands beside the word of a feeling, not for one more.
    let score = beside.and_then(|column| number(row.cell(column)));
    let score = score.filter(|_| felt.is_some());
    for column in 0..table.columns.len() {
        let cell = row.cell(column);
        match table.meaning(column) {
            Some(Meaning::Stage | Meaning::Order) => {}
            Some(Meaning::Score) if score.is_some() => {}
            _ if score.is_some() && felt == Some(column) => {
                let entry = Entry {
                    line: row.line,
                    lane: sketch.lane_of(table.name(column), LaneKind::Emotion),
                    text: cell.to_owned(),
                    step: Some(step),
                    score,
                    ..Entry::default()
                };
                sketch.put(stage, entry);
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

/// A row a card.
///
/// # Errors
/// No column holds the texts of cards.
pub(super) fn cards(table: &Table<'_>, sketch: &mut Sketch) -> Result<(), (usize, String)> {
    let names = table.column_of(Meaning::Stage);
    let lanes = table.column_of(Meaning::LaneName);
    let texts = table.column_of(Meaning::Text);
    if texts.is_none() && table.column_of(Meaning::Score).is_none() {
        let reason = "no column is taken for the text of the cards; choose one";
        return Err((table.line(), reason.into()));
    }
    for (column, what) in [(names, "stage"), (lanes, "lane")] {
        if column.is_none() {
            let remark = format!("no column names the {what}; all cards are in one {what}");
            sketch.remark(table.line(), remark);
        }
    }
    let (mut last, mut above) = (None, "");
    for row in ordered(table, (names, lanes), sketch) {
        if sketch.fault().is_some() {
            break;
        }
        let name = names.map_or("", |column| row.cell(column).trim());
        let stage = match last {
            Some(last) if name.is_empty() => last,
            _ => sketch.stage(name),
        };
        last = Some(stage);
        let label = lanes.map_or("", |column| row.cell(column).trim());
        if !label.is_empty() {
            above = label;
        }
        let lane = sketch.lane(if above.is_empty() { "Cards" } else { above });
        card(table, row, (stage, lane), sketch);
    }
    Ok(())
}

/// The card of a row, with its details; what its row has for other lanes and
/// for the stage goes there.
fn card(table: &Table<'_>, row: &Record, (stage, lane): (usize, usize), sketch: &mut Sketch) {
    let mut entry = Entry {
        line: row.line,
        lane,
        ..Entry::default()
    };
    let kind = sketch.lanes.get(lane).map(|(_, kind)| *kind);
    for column in 0..table.columns.len() {
        let (cell, name) = (row.cell(column).trim(), table.name(column));
        if cell.is_empty() {
            continue;
        }
        match table.meaning(column) {
            Some(Meaning::Stage | Meaning::LaneName | Meaning::Order | Meaning::Nothing) => {}
            Some(Meaning::Text) => cell.clone_into(&mut entry.text),
            Some(Meaning::Score) if kind == Some(LaneKind::Emotion) && number(cell).is_some() => {
                entry.score = number(cell);
            }
            Some(meaning @ (Meaning::Duration | Meaning::About | Meaning::Lane(_))) => put(
                sketch,
                (stage, None),
                (name, Some(meaning)),
                (row.line, cell),
            ),
            Some(Meaning::Detail(detail)) if is_plain(detail, name) => {
                entry.details.push((detail, cell.to_owned()));
            }
            Some(
                Meaning::Score
                | Meaning::Step
                | Meaning::Detail(_)
                | Meaning::Answer(_)
                | Meaning::Shape(_),
            )
            | None => entry
                .details
                .push((Detail::Note, format!("{name}: {cell}"))),
        }
    }
    if entry.text.trim().is_empty() && entry.score.is_none() {
        let notes = entry.details.iter().map(|(_, text)| text.as_str());
        let notes: Vec<&str> = notes.collect();
        if !notes.is_empty() {
            entry.text = notes.join("\n");
            entry.details.clear();
            sketch.remark(
                row.line,
                "this row has no text for a card; what else it says stands there",
            );
        }
    }
    sketch.put(stage, entry);
}

/// Whether a detail needs no name before it: all but a note from a column that
/// is called something else.
fn is_plain(detail: Detail, name: &str) -> bool {
    detail != Detail::Note
        || name.is_empty()
        || Meaning::of(name) == Some(Meaning::Detail(Detail::Note))
}

/// The rows in the order of their numbers, if a column is taken for those: of
/// the whole table when no two are equal, else within each stage.
fn ordered<'a>(
    table: &Table<'a>,
    (names, lanes): (Option<usize>, Option<usize>),
    sketch: &mut Sketch,
) -> Vec<&'a Record> {
    let rows = || table.body.iter();
    let Some(column) = table.column_of(Meaning::Order) else {
        return rows().collect();
    };
    for row in rows() {
        let cell = row.cell(column).trim();
        if !cell.is_empty() && number(cell).is_none() {
            let remark = format!("“{cell}” is no number to order by; its row comes last");
            sketch.remark(row.line, remark);
        }
    }
    let key = |row: &Record| number(row.cell(column)).unwrap_or(f64::INFINITY);
    let keys: BTreeSet<u64> = rows().map(|row| key(row).to_bits()).collect();
    let is_one = keys.len() == table.body.len();
    let mut groups: BTreeMap<String, usize> = BTreeMap::new();
    let mut keyed: Vec<((usize, f64), &Record)> = Vec::new();
    for row in rows() {
        let name = names.map_or(String::new(), |names| folded(row.cell(names)));
        let next = groups.len();
        let group = *groups.entry(name).or_insert(next);
        keyed.push(((if is_one { 0 } else { group }, key(row)), row));
    }
    keyed.sort_by_key(|((group, _), _)| *group);
    let rises = |pair: &[((usize, f64), &Record)]| match pair {
        [((one, first), _), ((other, second), _)] => one != other || first <= second,
        _ => true,
    };
    let is_blank = |column: usize| rows().any(|row| row.cell(column).trim().is_empty());
    let remark = if keyed.windows(2).all(rises) {
        return rows().collect();
    } else if [names, lanes].into_iter().flatten().any(is_blank) {
        keyed = rows().map(|row| ((0, 0.0), row)).collect();
        "rows without a name go on with the one above, so that all stay as they are; \
         their numbers say another order"
    } else {
        keyed.sort_by(|(a, _), (b, _)| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        "the rows were put in the order of their numbers"
    };
    sketch.remark(table.line(), format!("{remark} (“{}”)", table.name(column)));
    keyed.into_iter().map(|(_, row)| row).collect()
}
