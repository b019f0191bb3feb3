//! A Markdown document as a map: its tables, or its headings and lists. Knows
//! the outline of a text, not its file.

mod feelings;
mod parts;
mod under;

use std::collections::BTreeSet;

pub(super) use self::parts::{Part, fenced, is_one_diagram, labels, parts};

use self::under::{Under, head, item, labelled, paragraph, unnumbered};
use super::{
    Options,
    meaning::{Fact, Meaning, is_stage_name, kind_like, plain_name},
    sheet::{self, Sheet},
    sketch::{Sketch, one_line},
};
use crate::file::table::{Node, Record, Sort, labels::folded};

/// Puts a part of a document that is no diagram into a sketch; its table, if
/// that is one.
///
/// # Errors
/// A table lacks what it cannot do without; the line and the cause.
pub(super) fn read(
    nodes: &[Node],
    part: &Part,
    options: &Options,
    sketch: &mut Sketch,
) -> Result<Option<Sheet>, (usize, String)> {
    let tables = nodes.iter().enumerate();
    let tables = tables.filter_map(|(place, node)| match &node.sort {
        Sort::Table(rows) => Some((place, rows)),
        Sort::Heading(..) | Sort::Item(..) | Sort::Paragraph(_) | Sort::Fence(..) => None,
    });
    let chosen: Vec<(usize, &Vec<Record>)> = match part {
        Part::Table(own, _) => tables.filter(|(place, _)| place == own).collect(),
        Part::Tables => tables.filter(|(_, rows)| is_journey(rows)).collect(),
        Part::Lists | Part::Whole | Part::Diagram(_) => Vec::new(),
    };
    let same_head = |(_, rows): &(usize, &Vec<Record>)| {
        let first = chosen.first().and_then(|(_, rows)| rows.first());
        rows.first().map(|head| &head.cells) == first.map(|head| &head.cells)
    };
    let found = match chosen.as_slice() {
        [] => {
            lists(nodes, sketch);
            return Ok(None);
        }
        [(place, rows)] => {
            around(nodes, *place, sketch);
            Some(sheet::read((*rows).clone(), options, sketch)?)
        }
        several if several.iter().all(same_head) => {
            Some(a_stage_each(nodes, several, options, sketch)?)
        }
        several => {
            for (index, (place, rows)) in several.iter().enumerate() {
                if index == 0 {
                    around(nodes, *place, sketch);
                }
                // What is chosen for columns cannot hold for different tables.
                sheet::read((*rows).clone(), &Options::default(), sketch)?;
            }
            None
        }
    };
    left_out(nodes, &chosen, sketch);
    if chosen.len() > 1 {
        feelings::of_diagrams(nodes, sketch);
    }
    let stages: BTreeSet<String> = sketch.stages.iter().map(|it| folded(&it.name)).collect();
    sketch
        .headings
        .retain(|(_, name)| !stages.contains(&folded(name)));
    Ok(found)
}

/// Whether a table only states facts about the map, one a row.
fn is_facts(rows: &[Record]) -> bool {
    let facts = rows.iter().filter(|row| Fact::of(row.cell(0)).is_some());
    rows.first().is_some_and(|head| head.cells.len() == 2) && facts.count() > 1
}

/// Whether a table speaks of stages or lanes.
fn is_journey(rows: &[Record]) -> bool {
    let Some(head) = rows.first().filter(|_| rows.len() > 1) else {
        return false;
    };
    let known = |name: &&str| {
        kind_like(name).is_some()
            || Meaning::of(name) == Some(Meaning::Stage)
            || is_stage_name(name)
    };
    let names = head.cells.iter().map(String::as_str).filter(known).count();
    let labels = rows
        .iter()
        .skip(1)
        .map(|row| row.cell(0))
        .filter(known)
        .count();
    !is_facts(rows) && (names >= 2 || labels >= 2)
}

/// Tables of the same columns: each is a stage, named by its heading, and its
/// rows are the steps.
fn a_stage_each(
    nodes: &[Node],
    journeys: &[(usize, &Vec<Record>)],
    options: &Options,
    sketch: &mut Sketch,
) -> Result<Sheet, (usize, String)> {
    let mut all: Vec<Record> = Vec::new();
    let (mut name, mut from) = (String::new(), 0);
    for (place, rows) in journeys {
        let between = nodes.get(from..*place).unwrap_or_default();
        if let Some(heading) = heading_above(between, between.len()) {
            heading.clone_into(&mut name);
        }
        from = *place;
        let mut rows = rows.iter();
        let Some(head) = rows.next() else { continue };
        if all.is_empty() {
            let step = |cell: &String| {
                if Meaning::of(cell) == Some(Meaning::Stage) {
                    "Step".to_owned()
                } else {
                    cell.clone()
                }
            };
            let cells = std::iter::once("Stage".to_owned()).chain(head.cells.iter().map(step));
            all.push(Record {
                line: head.line,
                cells: cells.collect(),
            });
        }
        for row in rows {
            let cells = std::iter::once(name.clone()).chain(row.cells.iter().cloned());
            all.push(Record {
                line: row.line,
                cells: cells.collect(),
            });
        }
    }
    if let Some((place, _)) = journeys.first() {
        around(nodes, *place, sketch);
    }
    sheet::read(all, options, sketch)
}

/// The heading that stands above a place.
fn heading_above(nodes: &[Node], place: usize) -> Option<&str> {
    let before = nodes.iter().take(place).rev();
    let mut headings = before.filter_map(|node| match &node.sort {
        Sort::Heading(_, text) => Some(unnumbered(text)),
        Sort::Table(_) | Sort::Item(..) | Sort::Paragraph(_) | Sort::Fence(..) => None,
    });
    headings.next()
}

/// What stands above the first table: the title, and facts under headings.
fn around(nodes: &[Node], place: usize, sketch: &mut Sketch) {
    let mut fact = None;
    for node in nodes.iter().take(place) {
        match &node.sort {
            Sort::Heading(1, text) if sketch.map.title.is_empty() => sketch.fact(Fact::Title, text),
            Sort::Heading(_, text) => {
                fact = Fact::of(unnumbered(text));
                if fact.is_none() {
                    sketch
                        .headings
                        .push((node.line, one_line(unnumbered(text))));
                }
            }
            Sort::Paragraph(text) | Sort::Item(_, text) => match (labelled(text), fact) {
                (Some((name, text)), _) if Fact::of(name).is_some() => {
                    sketch.fact(Fact::of(name).unwrap_or(Fact::Purpose), text);
                }
                (_, fact) => sketch.fact(fact.unwrap_or(Fact::Purpose), text),
            },
            Sort::Table(rows) => {
                for row in rows.iter().filter(|_| is_facts(rows)) {
                    match Fact::of(row.cell(0)) {
                        Some(fact) => sketch.fact(fact, row.cell(1)),
                        None => sketch.remark(row.line, row_left_out(row)),
                    }
                }
            }
            Sort::Fence(..) => {}
        }
    }
}

/// Characters of a text that is left out that a remark tells.
const TOLD_CHARS: usize = 300;

/// Says which parts of a document with tables were left out.
fn left_out(nodes: &[Node], journeys: &[(usize, &Vec<Record>)], sketch: &mut Sketch) {
    let first = journeys.first().map_or(0, |(place, _)| *place);
    let used: BTreeSet<usize> = journeys.iter().map(|(place, _)| *place).collect();
    for (place, node) in nodes.iter().enumerate() {
        let is_used = used.contains(&place);
        let remark = match &node.sort {
            Sort::Fence(..) if fenced(nodes, place).is_some() => continue,
            Sort::Fence(info, _) => format!("the block “{}” was left out", one_line(info)),
            Sort::Table(rows) if !is_used && is_facts(rows) && place > first => {
                for row in rows {
                    if let Some(fact) = Fact::of(row.cell(0)) {
                        sketch.fact(fact, row.cell(1));
                    } else {
                        sketch.remark(row.line, row_left_out(row));
                    }
                }
                continue;
            }
            Sort::Paragraph(text) | Sort::Item(_, text) if place > first => {
                let text = one_line(text);
                let shown: String = text.chars().take(TOLD_CHARS).collect();
                let more = if shown.len() < text.len() { "…" } else { "" };
                format!("this text stands outside the tables and was left out: “{shown}{more}”")
            }
            Sort::Heading(_, text) if place > first => {
                sketch
                    .headings
                    .push((node.line, one_line(unnumbered(text))));
                continue;
            }
            Sort::Heading(..) | Sort::Table(_) | Sort::Paragraph(_) | Sort::Item(..) => continue,
        };
        sketch.remark(node.line, remark);
    }
}

/// What to say of a row that has no place in the map.
fn row_left_out(row: &Record) -> String {
    let cells = row.cells.iter().map(|cell| one_line(cell));
    let cells: Vec<String> = cells.filter(|cell| !cell.is_empty()).collect();
    let text = cells.join(" | ");
    format!("this row says nothing of stages or lanes; it was left out: “{text}”")
}

/// Headings are stages, or lanes below them; items of lists are cards.
fn lists(nodes: &[Node], sketch: &mut Sketch) {
    let stage_level = stage_level(nodes);
    let outermost = outermost(nodes);
    let mut under = Under {
        stage: None,
        lane: None,
        fact: None,
        lists_stages: false,
        item_lane: None,
    };
    for (place, node) in nodes.iter().enumerate() {
        if sketch.fault().is_some() {
            return;
        }
        match &node.sort {
            Sort::Heading(level, text) => head(
                nodes,
                place,
                (*level, stage_level),
                text,
                (&mut under, sketch),
            ),
            Sort::Item(indent, text) => item(
                (
                    *indent,
                    outermost.get(place).copied().unwrap_or(0),
                    leads(nodes, place, *indent),
                ),
                text,
                node.line,
                (&mut under, sketch),
            ),
            Sort::Paragraph(text) => paragraph(text, node.line, &mut under, sketch),
            // Tables are parts of their own.
            Sort::Table(rows) if rows.len() > 1 && !is_facts(rows) => {}
            Sort::Table(rows) => {
                for row in rows {
                    match Fact::of(row.cell(0)) {
                        Some(fact) => sketch.fact(fact, row.cell(1)),
                        None => sketch.remark(row.line, row_left_out(row)),
                    }
                }
            }
            Sort::Fence(..) if fenced(nodes, place).is_some() => {}
            Sort::Fence(info, _) => sketch.remark(
                node.line,
                format!("the block “{}” was left out", one_line(info)),
            ),
        }
    }
}

/// Whether items that stand further in follow an item.
fn leads(nodes: &[Node], place: usize, indent: usize) -> bool {
    nodes
        .get(place.saturating_add(1))
        .is_some_and(|node| matches!(node.sort, Sort::Item(next, _) if next > indent))
}

/// How far in the least indented item of the list around each piece stands.
fn outermost(nodes: &[Node]) -> Vec<usize> {
    let mut found = Vec::new();
    let is_list = |node: &Node| matches!(node.sort, Sort::Item(..) | Sort::Paragraph(_));
    for run in nodes.chunk_by(|a, b| is_list(a) && is_list(b)) {
        let indents = run.iter().filter_map(|node| match node.sort {
            Sort::Item(indent, _) => Some(indent),
            Sort::Heading(..) | Sort::Table(_) | Sort::Paragraph(_) | Sort::Fence(..) => None,
        });
        found.resize(
            found.len().saturating_add(run.len()),
            indents.min().unwrap_or(0),
        );
    }
    found
}

/// The level of the headings that are stages: the outermost below the title of
/// which two or more are neither facts nor lanes and have a list below; none
/// when a list itself names the stages.
fn stage_level(nodes: &[Node]) -> Option<usize> {
    let headings = nodes
        .iter()
        .enumerate()
        .filter_map(|(place, node)| match &node.sort {
            Sort::Heading(level, text) => Some((place, *level, text.as_str())),
            Sort::Table(_) | Sort::Item(..) | Sort::Paragraph(_) | Sort::Fence(..) => None,
        });
    let headings: Vec<(usize, usize, &str)> = headings.collect();
    (1..=6).find(|level| {
        let fits = headings.iter().filter(|(place, own, text)| {
            let name = unnumbered(text);
            own == level
                && !is_container(name)
                && (is_stage_name(name) || kind_like(name).is_none() && Fact::of(name).is_none())
                && has_content(nodes, *place, *level)
        });
        fits.count() >= 2
    })
}

/// Whether a list or a lower heading follows a heading, before the next of its
/// level.
fn has_content(nodes: &[Node], place: usize, level: usize) -> bool {
    let below = nodes.iter().skip(place.saturating_add(1));
    let mut below =
        below.take_while(|node| !matches!(node.sort, Sort::Heading(other, _) if other <= level));
    below.any(|node| match &node.sort {
        Sort::Item(..) | Sort::Heading(..) => true,
        Sort::Paragraph(text) => labelled(text).is_some(),
        Sort::Table(_) | Sort::Fence(..) => false,
    })
}

/// Whether a heading stands above the stages rather than being one.
fn is_container(name: &str) -> bool {
    let word = plain_name(name);
    Meaning::of(name) == Some(Meaning::Stage)
        || Meaning::of(name) == Some(Meaning::Step)
        || [
            "flow",
            "user flow",
            "journey",
            "customer journey",
            "user journey",
            "the journey",
            "journey map",
            "customer journey map",
            "process",
            "timeline",
        ]
        .contains(&word.as_str())
}
