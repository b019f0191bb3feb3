//! Flow charts that drawing programs export as a table of shapes and lines, a
//! row each. The shapes in the order of their lines are stages, and what the
//! lines say is done there; where shapes stand in others, those are the stages.
//! Knows rows, not their file.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    meaning::{Detail, Fact, plain_name},
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

/// A shape or a line.
struct Shape<'a> {
    row: &'a Record,
    id: String,
    text: String,
    within: String,
    from: String,
    to: String,
}

pub(super) fn read(table: &Table<'_>, sketch: &mut Sketch) {
    let column = |words: &[&str]| {
        let mut names = table.columns.iter();
        names.position(|column| words.contains(&plain_name(&column.name).as_str()))
    };
    let texts: Vec<usize> = (0..table.columns.len())
        .filter(|place| {
            let name = table
                .columns
                .get(*place)
                .map_or("", |column| column.name.as_str());
            plain_name(name).starts_with("text area")
                || matches!(plain_name(name).as_str(), "text" | "label" | "title")
        })
        .collect();
    let places = (
        column(&["id", "shape id"]),
        column(&["contained by", "group", "parent"]),
        column(&["line source", "source", "from"]),
        column(&["line destination", "target", "destination", "to"]),
        column(&["name", "type", "shape type"]),
    );
    let told = |row: &Record, place: Option<usize>| {
        place.map_or("", |place| row.cell(place)).trim().to_owned()
    };
    let known: BTreeSet<usize> = [places.0, places.1, places.2, places.3, places.4]
        .into_iter()
        .flatten()
        .chain(texts.iter().copied())
        .collect();
    let mut shapes = Vec::new();
    for row in table.body {
        let lines: Vec<&str> = texts
            .iter()
            .map(|place| row.cell(*place).trim())
            .filter(|text| !text.is_empty())
            .collect();
        let shape = Shape {
            row,
            id: told(row, places.0),
            text: lines.join("\n"),
            within: told(row, places.1),
            from: told(row, places.2),
            to: told(row, places.3),
        };
        match plain_name(&told(row, places.4)).as_str() {
            "document" => sketch.fact(Fact::Title, &shape.text),
            "page" if shape.from.is_empty() => {}
            _ => shapes.push(shape),
        }
    }
    fill(&shapes, &|row: &Record| rest(table, row, &known), sketch);
}

/// What stands in columns that say nothing of the flow.
fn rest(table: &Table<'_>, row: &Record, known: &BTreeSet<usize>) -> String {
    const USUAL: [&str; 6] = [
        "shape library",
        "page id",
        "source arrow",
        "destination arrow",
        "status",
        "group",
    ];
    let texts = table
        .columns
        .iter()
        .enumerate()
        .filter_map(|(place, column)| {
            let cell = row.cell(place).trim();
            let is_usual =
                known.contains(&place) || USUAL.contains(&plain_name(&column.name).as_str());
            (!cell.is_empty() && !is_usual).then(|| format!("{}: {cell}", column.name))
        });
    texts.collect::<Vec<_>>().join("\n")
}

fn fill(shapes: &[Shape<'_>], rest: &dyn Fn(&Record) -> String, sketch: &mut Sketch) {
    let nodes: Vec<&Shape<'_>> = shapes
        .iter()
        .filter(|it| it.from.is_empty() && it.to.is_empty() && !it.text.is_empty())
        .collect();
    let lines: Vec<&Shape<'_>> = shapes
        .iter()
        .filter(|it| !it.from.is_empty() || !it.to.is_empty())
        .collect();
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
            part.about = rest(node.row);
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
                    one_line(&node.text)
                ),
            );
            continue;
        };
        put(sketch, (stage, lane), node, rest(node.row));
    }
    let names: BTreeMap<&str, &str> = nodes
        .iter()
        .map(|it| (it.id.as_str(), it.text.as_str()))
        .collect();
    for line in lines {
        let leads = names.get(line.to.as_str()).map_or(String::new(), |name| {
            format!("Leads to: {}", one_line(name))
        });
        if let Some(stage) = places.get(line.from.as_str()).copied() {
            let note = [leads, rest(line.row)]
                .into_iter()
                .filter(|text| !text.is_empty());
            put(
                sketch,
                (stage, lane),
                line,
                note.collect::<Vec<_>>().join("\n"),
            );
        } else if !line.text.is_empty() {
            sketch.remark(
                line.row.line,
                format!(
                    "the line “{}” begins at no stage; it was left out",
                    one_line(&line.text)
                ),
            );
        }
    }
    sketch.remark(1, "this is a table of shapes and lines; shapes were taken as stages in the order of their lines, and what lines say as what is done");
}

fn put(sketch: &mut Sketch, (stage, lane): (usize, usize), shape: &Shape<'_>, note: String) {
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
fn order<'a, 'b>(nodes: &[&'b Shape<'a>], lines: &[&Shape<'_>]) -> Vec<&'b Shape<'a>> {
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
                *waits += 1;
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
                *waits -= 1;
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
