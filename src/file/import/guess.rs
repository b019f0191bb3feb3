//! Which way a table lies, and what its columns and rows are about, judged by
//! their names; and what stands above it. Knows rows, not what becomes of them.

use super::{
    Column, Layout, Options, feedback, flow,
    meaning::{Detail, Fact, Meaning, is_stage_name, kind_like},
    sketch::Sketch,
};
use crate::{
    file::table::{Record, feeling::number},
    model::LaneKind,
};

pub(super) fn is_one_column(rows: &[&Record]) -> bool {
    rows.iter()
        .all(|row| row.cells.iter().skip(1).all(|cell| cell.trim().is_empty()))
}

/// Whether a table is only lines that name no stages.
pub(super) fn is_list(rows: &[&Record]) -> bool {
    let stages = rows.iter().filter(|row| is_stage_name(row.cell(0)));
    rows.len() > 1 && is_one_column(rows) && stages.count() * 2 < rows.len()
}

/// How many cells hold something.
fn filled(row: &Record) -> usize {
    row.cells
        .iter()
        .filter(|cell| !cell.trim().is_empty())
        .count()
}

/// Takes what stands above the table: a title, and facts such as a persona.
pub(super) fn lead<'a, 'b>(rows: &'b [&'a Record], sketch: &mut Sketch) -> &'b [&'a Record] {
    let widest = rows.iter().map(|row| filled(row)).max().unwrap_or(0);
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
        from += 1;
    }
    rows.get(from..).unwrap_or_default()
}

/// Says which rows are longer than the first; nothing of them is lost.
pub(super) fn uneven(rows: &[&Record], sketch: &mut Sketch) {
    let width = rows.first().map_or(0, |row| row.cells.len());
    let long: Vec<&&Record> = rows
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
pub(super) fn guess(rows: &[&Record]) -> Layout {
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
    if feedback::is_feedback(rows) && !means(Meaning::Stage) {
        return Layout::Feedback;
    }
    let first_names_stages = Meaning::of(names.first().unwrap_or(&"")) == Some(Meaning::Stage);
    let score = |kinds: usize, names: usize| kinds * 2 + names;
    let down = score(in_row, stages(&labels)) + usize::from(is_named && in_row > 0);
    let across = score(in_column, stages(beside));
    match down.cmp(&across) {
        std::cmp::Ordering::Greater => Layout::StagesDown,
        std::cmp::Ordering::Equal if first_names_stages || is_one_column(rows) => {
            Layout::StagesDown
        }
        std::cmp::Ordering::Less | std::cmp::Ordering::Equal => Layout::StagesAcross,
    }
}

/// What the columns of a table are about; the rows, for stages across.
pub(super) fn columns(
    rows: &[&Record],
    layout: Layout,
    header: bool,
    options: &Options,
) -> Vec<Column> {
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let names: Vec<String> = if layout == Layout::StagesAcross {
        rows.iter()
            .skip(usize::from(header))
            .map(|row| row.cell(0).trim().to_owned())
            .collect()
    } else {
        let name = |column: usize| {
            rows.first()
                .filter(|_| header)
                .map_or("", |head| head.cell(column).trim())
        };
        (0..width).map(|column| name(column).to_owned()).collect()
    };
    let mut columns: Vec<Column> = names
        .into_iter()
        .map(|name| Column {
            meaning: Meaning::of(&name),
            name,
        })
        .collect();
    settle(&mut columns, layout, rows, header);
    for (column, meaning) in &options.meanings {
        if let Some(column) = columns.get_mut(*column) {
            column.meaning = Some(*meaning);
        }
    }
    columns
}

/// What names mean only beside the others.
fn settle(columns: &mut [Column], layout: Layout, rows: &[&Record], header: bool) {
    let has =
        |columns: &[Column], meaning| columns.iter().any(|column| column.meaning == Some(meaning));
    match layout {
        Layout::StagesDown => {
            if !has(columns, Meaning::Stage) {
                let step = columns
                    .iter()
                    .position(|column| column.meaning == Some(Meaning::Step));
                let named = columns
                    .iter()
                    .position(|column| column.meaning == Some(Meaning::Text));
                let first = step.or(named).unwrap_or(0);
                if let Some(column) = columns.get_mut(first) {
                    column.meaning = Some(Meaning::Stage);
                }
            }
            let is_first_stage = columns
                .iter()
                .position(|column| column.meaning == Some(Meaning::Stage));
            for (place, column) in columns.iter_mut().enumerate() {
                column.meaning = match column.meaning {
                    Some(Meaning::Stage) if Some(place) != is_first_stage => Some(Meaning::Step),
                    Some(Meaning::Detail(Detail::Channel)) => {
                        Some(Meaning::Lane(LaneKind::Touchpoints))
                    }
                    Some(Meaning::Detail(Detail::Owner)) => Some(Meaning::Lane(LaneKind::Owners)),
                    Some(Meaning::Detail(_) | Meaning::Text | Meaning::LaneName) => None,
                    other => other,
                };
            }
            number_columns(columns, rows, header);
        }
        Layout::Cards => {
            if !has(columns, Meaning::Text) {
                for column in columns
                    .iter_mut()
                    .filter(|column| column.meaning == Some(Meaning::About))
                {
                    column.meaning = Some(Meaning::Text);
                }
            }
        }
        Layout::StagesAcross => {
            for column in columns {
                column.meaning = match column.meaning {
                    Some(Meaning::Detail(Detail::Channel)) => {
                        Some(Meaning::Lane(LaneKind::Touchpoints))
                    }
                    Some(Meaning::Detail(Detail::Owner)) => Some(Meaning::Lane(LaneKind::Owners)),
                    Some(Meaning::Step) => Some(Meaning::Lane(LaneKind::Actions)),
                    Some(
                        Meaning::Detail(_) | Meaning::Text | Meaning::LaneName | Meaning::Stage,
                    ) => None,
                    other => other,
                };
            }
        }
        Layout::Flow | Layout::Feedback => {}
    }
}

/// A score is the feeling's number only when its column holds numbers.
fn number_columns(columns: &mut [Column], rows: &[&Record], header: bool) {
    for (place, column) in columns.iter_mut().enumerate() {
        if column.meaning != Some(Meaning::Score) {
            continue;
        }
        let body = rows
            .iter()
            .skip(usize::from(header))
            .map(|row| row.cell(place).trim());
        if body
            .filter(|cell| !cell.is_empty())
            .any(|cell| number(cell).is_none())
        {
            column.meaning = None;
        }
    }
}
