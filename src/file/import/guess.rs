//! Which way a table lies, judged by the names in it, and what stands above
//! it. Knows rows, not what becomes of them.

use super::{
    Layout, feedback, flow,
    meaning::{Fact, Meaning, is_stage_name, kind_like},
    sketch::Sketch,
};
use crate::{file::table::Record, model::LaneKind};

pub(super) fn is_one_column(rows: &[Record]) -> bool {
    rows.iter()
        .all(|row| row.cells.iter().skip(1).all(|cell| cell.trim().is_empty()))
}

/// Whether a table is only lines that name no stages.
pub(super) fn is_list(rows: &[Record]) -> bool {
    let stages = rows.iter().filter(|row| is_stage_name(row.cell(0)));
    rows.len() > 1 && is_one_column(rows) && stages.count().saturating_mul(2) < rows.len()
}

/// How many cells hold something.
fn filled(row: &Record) -> usize {
    row.cells
        .iter()
        .filter(|cell| !cell.trim().is_empty())
        .count()
}

/// Takes what stands above the table: a title, and facts such as a persona.
/// How many rows that are.
pub(super) fn lead(rows: &[Record], sketch: &mut Sketch) -> usize {
    let widest = rows.iter().map(filled).max().unwrap_or(0);
    let mut from = 0;
    while let Some(row) = rows.get(from).filter(|_| widest >= 3) {
        let first = row.cell(0).trim();
        match (filled(row), Fact::of(first.trim_end_matches(':'))) {
            (1, _) if !first.is_empty() && kind_like(first).is_none() => {
                let (fact, text) = match first
                    .split_once(':')
                    .and_then(|(name, text)| Some((Fact::of(name)?, text)))
                {
                    Some((fact, text)) => (fact, text.trim()),
                    None if sketch.map.title.is_empty() => (Fact::Title, first),
                    None => (Fact::Purpose, first),
                };
                sketch.fact(fact, text);
            }
            (2, Some(fact)) => sketch.fact(
                fact,
                row.cells
                    .iter()
                    .skip(1)
                    .find(|cell| !cell.trim().is_empty())
                    .map_or("", String::as_str),
            ),
            _ => break,
        }
        from = from.saturating_add(1);
    }
    from
}

/// Says which rows are longer than the first; nothing of them is lost.
pub(super) fn uneven(rows: &[Record], sketch: &mut Sketch) {
    let width = rows.first().map_or(0, |row| row.cells.len());
    let long: Vec<&Record> = rows
        .iter()
        .filter(|row| {
            row.cells.len() > width
                && row
                    .cells
                    .iter()
                    .skip(width)
                    .any(|cell| !cell.trim().is_empty())
        })
        .collect();
    if let Some(first) = long.first() {
        let remark = format!(
            "{} rows have more cells than the first row has names; their cells beyond it stand in columns without a name",
            long.len()
        );
        sketch.remark(first.line, remark);
    }
    let short = rows.iter().filter(|row| row.cells.len() < width);
    if let Some(first) = short.clone().next() {
        sketch.remark(
            first.line,
            format!(
                "{} rows have fewer cells than the first; what is missing was taken as empty",
                short.count()
            ),
        );
    }
}

/// How a table most likely lies.
pub(super) fn guess(rows: &[Record]) -> Layout {
    let Some(head) = rows.first() else {
        return Layout::StagesDown;
    };
    let names: Vec<&str> = head.cells.iter().map(|cell| cell.trim()).collect();
    let means = |meaning: Meaning| names.iter().any(|name| Meaning::of(name) == Some(meaning));
    if flow::is_flow(&names) {
        return Layout::Flow;
    }
    if means(Meaning::LaneName)
        && means(Meaning::Stage)
        && (means(Meaning::Text) || means(Meaning::About))
    {
        return Layout::Cards;
    }
    let labels: Vec<&str> = rows.iter().skip(1).map(|row| row.cell(0).trim()).collect();
    let kinds = |names: &[&str]| {
        let mut kinds: Vec<LaneKind> = names.iter().filter_map(|name| kind_like(name)).collect();
        kinds.dedup();
        kinds.len()
    };
    let stages = |names: &[&str]| names.iter().filter(|name| is_stage_name(name)).count();
    let beside = names.get(1..).unwrap_or_default();
    let (in_row, in_column) = (kinds(beside), kinds(&labels));
    let is_named = means(Meaning::Stage) || means(Meaning::Step);
    if feedback::is_feedback(rows) {
        return Layout::Feedback;
    }
    let first_names_stages = Meaning::of(names.first().unwrap_or(&"")) == Some(Meaning::Stage);
    let score = |kinds: usize, names: usize| kinds.saturating_mul(2).saturating_add(names);
    let down = score(in_row, stages(&labels)).saturating_add(usize::from(is_named && in_row > 0));
    let across = score(in_column, stages(beside));
    match down.cmp(&across) {
        std::cmp::Ordering::Greater => Layout::StagesDown,
        std::cmp::Ordering::Equal if first_names_stages || is_one_column(rows) => {
            Layout::StagesDown
        }
        std::cmp::Ordering::Less | std::cmp::Ordering::Equal => Layout::StagesAcross,
    }
}
