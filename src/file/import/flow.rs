//! Flow charts that drawing programs export as a table of shapes and lines, a
//! row each. The shapes in the order of their lines are stages, and what the
//! lines say is done there; where shapes stand in others, those are the stages.
//! Knows rows, not their file.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    aside::Aside,
    meaning::{Detail, Fact, Meaning, Shape, plain_name},
    sheet::Table,
    sketch::{Entry, Sketch, one_line},
};
use crate::{file::table::Record, model::LaneKind};

/// Whether the names of columns are those of a table of shapes and lines.
pub(super) fn is_flow(names: &[&str]) -> bool {
    let has = |word: &str| names.iter().any(|name| plain_name(name) == word);
    has("line source") && has("line destination")
        || (has("source") && has("target") && has("id"))
        || has("shape library")
}

/// Kinds of shapes that say no more than how they are drawn, and those of rows
/// that are no shapes.
const USUAL: [&str; 18] = [
    "text",
    "line",
    "process",
    "decision",
    "terminator",
    "rectangle",
    "rounded rectangle",
    "ellipse",
    "circle",
    "diamond",
    "block",
    "connector",
    "arrow",
    "sticky note",
    "group",
    "swimlane",
    "document",
    "page",
];

/// A shape or a line.
struct Drawn<'a> {
    row: &'a Record,
    id: String,
    text: String,
    within: String,
    from: String,
    to: String,
    note: String,
}

/// Puts shapes and lines into a sketch.
///
/// # Errors
/// No column holds what is written on the shapes.
pub(super) fn read(table: &Table<'_>, sketch: &mut Sketch) -> Result<(), (usize, String)> {
    let place = |shape: Shape| table.column_of(Meaning::Shape(shape));
    if place(Shape::Text).is_none() {
        let reason = "no column is taken for the text on the shapes; choose one";
        return Err((table.line(), reason.into()));
    }
    if place(Shape::Id).is_none() {
        let remark =
            "no column is taken for the ids of shapes, so that lines lead nowhere; choose one";
        sketch.remark(table.line(), remark);
    }
    let first = |row: &Record, shape: Shape| {
        let mut cells = table
            .columns_of(Meaning::Shape(shape))
            .map(|place| row.cell(place).trim());
        cells
            .find(|cell| !cell.is_empty())
            .unwrap_or_default()
            .to_owned()
    };
    let mut shapes = Vec::new();
    for row in table.body {
        let lines = table
            .columns_of(Meaning::Shape(Shape::Text))
            .map(|place| row.cell(place).trim());
        let lines: Vec<&str> = lines.filter(|text| !text.is_empty()).collect();
        let kind = first(row, Shape::Kind);
        let is_usual = USUAL.contains(&plain_name(&kind).as_str());
        if is_usual {
            sketch.asides.count(Aside::Drawing, row.line, 1);
        }
        let mut note = note(table, row);
        if !is_usual && !kind.is_empty() {
            let parted = if note.is_empty() { "" } else { "\n" };
            note = format!("{kind}{parted}{note}");
        }
        let shape = Drawn {
            row,
            id: first(row, Shape::Id),
            text: lines.join("\n"),
            within: first(row, Shape::Within),
            from: first(row, Shape::From),
            to: first(row, Shape::To),
            note,
        };
        match plain_name(&kind).as_str() {
            "document" => {
                sketch.fact(Fact::Title, &shape.text);
                sketch.fact(Fact::Purpose, &shape.note);
            }
            "page" if shape.from.is_empty() => {
                let name = one_line(&shape.text);
                let told = [
                    format!("the page “{name}” was left out; its shapes were read"),
                    shape.note,
                ];
                sketch.remark(row.line, one_line(&told.join(" ")));
            }
            _ => shapes.push(shape),
        }
    }
    fill(&shapes, sketch);
    sketch.remark(
        table.line(),
        "this is a table of shapes and lines; shapes were taken as stages in the order of their \
         lines, and what lines say as what is done",
    );
    Ok(())
}

/// What stands in columns that say nothing of the flow.
fn note(table: &Table<'_>, row: &Record) -> String {
    let places = table.columns_of(Meaning::Shape(Shape::Note));
    let filled = places.filter(|place| !row.cell(*place).trim().is_empty());
    // Names in a row without blanks would be one long word.
    let spaced = |cell: &str| {
        if cell.contains(char::is_whitespace) {
            cell.to_owned()
        } else {
            cell.replace(',', ", ")
        }
    };
    let texts =
        filled.map(|place| format!("{}: {}", table.name(place), spaced(row.cell(place).trim())));
    texts.collect::<Vec<_>>().join("\n")
}

fn fill(shapes: &[Drawn<'_>], sketch: &mut Sketch) {
    let nodes: Vec<&Drawn<'_>> = shapes
        .iter()
        .filter(|it| it.from.is_empty() && it.to.is_empty() && !it.text.is_empty())
        .collect();
    let lines: Vec<&Drawn<'_>> = shapes
        .iter()
        .filter(|it| !it.from.is_empty() || !it.to.is_empty())
        .collect();
    for shape in shapes {
        let is_line = !shape.from.is_empty() || !shape.to.is_empty();
        if !is_line && shape.text.is_empty() && !shape.note.is_empty() {
            let note = one_line(&shape.note);
            let remark = format!("a shape without a text was left out: {note}");
            sketch.remark(shape.row.line, remark);
        }
    }
    let order = order(&nodes, &lines);
    let holders: BTreeSet<&str> = nodes.iter().map(|it| it.within.as_str()).collect();
    let holders: BTreeSet<&str> = nodes
        .iter()
        .map(|it| it.id.as_str())
        .filter(|id| holders.contains(id))
        .collect();
    let lane = sketch.lane_of("Doing", LaneKind::Actions);
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for node in order
        .iter()
        .filter(|it| holders.is_empty() || holders.contains(it.id.as_str()))
    {
        let stage = sketch.new_stage(&node.text);
        if let Some(part) = sketch.stages.get_mut(stage) {
            part.about.clone_from(&node.note);
        }
        places.insert(&node.id, stage);
    }
    for node in order
        .iter()
        .filter(|it| !places.contains_key(it.id.as_str()))
    {
        let Some(stage) = places.get(node.within.as_str()).copied() else {
            sketch.remark(
                node.row.line,
                format!(
                    "“{}” stands in no stage; it was left out",
                    one_line(&[node.text.as_str(), &node.note].join(" "))
                ),
            );
            continue;
        };
        put(sketch, (stage, lane), node, node.note.clone());
    }
    let names: BTreeMap<&str, &str> = nodes
        .iter()
        .map(|it| (it.id.as_str(), it.text.as_str()))
        .collect();
    for line in lines {
        let leads = match (names.get(line.to.as_str()), line.to.as_str()) {
            (Some(name), _) => format!("Leads to: {}", one_line(name)),
            (None, "") => String::new(),
            (None, id) => format!("Leads to: {id}"),
        };
        if let Some(stage) = places.get(line.from.as_str()).copied() {
            let note = [leads.clone(), line.note.clone()]
                .into_iter()
                .filter(|text| !text.is_empty());
            put(
                sketch,
                (stage, lane),
                line,
                note.collect::<Vec<_>>().join("\n"),
            );
        } else {
            let said = one_line(&[line.from.as_str(), &line.text, &leads, &line.note].join(" "));
            let remark = format!("the line “{said}” begins at no stage; it was left out");
            sketch.remark(line.row.line, remark);
        }
    }
}

fn put(sketch: &mut Sketch, (stage, lane): (usize, usize), shape: &Drawn<'_>, note: String) {
    let details = if note.is_empty() {
        Vec::new()
    } else {
        vec![(Detail::Note, note)]
    };
    let text = shape.text.clone();
    sketch.put(
        stage,
        Entry {
            line: shape.row.line,
            lane,
            text,
            details,
            ..Entry::default()
        },
    );
}

/// The shapes in the order in which lines lead to them; of several that are
/// next, the first of the file. What lies in a circle comes last.
fn order<'a, 'b>(nodes: &[&'b Drawn<'a>], lines: &[&Drawn<'_>]) -> Vec<&'b Drawn<'a>> {
    let index: BTreeMap<&str, usize> = nodes
        .iter()
        .enumerate()
        .map(|(place, node)| (node.id.as_str(), place))
        .collect();
    let mut next: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut waits: Vec<usize> = vec![0; nodes.len()];
    for line in lines {
        if let (Some(from), Some(to)) = (index.get(line.from.as_str()), index.get(line.to.as_str()))
            && from != to
        {
            next.entry(*from).or_default().push(*to);
            if let Some(waits) = waits.get_mut(*to) {
                *waits = waits.saturating_add(1);
            }
        }
    }
    let mut open: BTreeSet<usize> = (0..nodes.len())
        .filter(|place| waits.get(*place) == Some(&0))
        .collect();
    let mut order = Vec::new();
    while let Some(place) = open.pop_first() {
        order.push(place);
        for to in next.get(&place).into_iter().flatten() {
            if let Some(waits) = waits.get_mut(*to) {
                *waits = waits.saturating_sub(1);
                if *waits == 0 {
                    open.insert(*to);
                }
            }
        }
    }
    let done: BTreeSet<usize> = order.iter().copied().collect();
    order.extend((0..nodes.len()).filter(|place| !done.contains(place)));
    order
        .into_iter()
        .filter_map(|place| nodes.get(place).copied())
        .collect()
}
