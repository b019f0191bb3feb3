//! A Markdown document as a map: its tables, or its headings and lists. Knows
//! the outline of a text, not its file.

mod under;

use self::under::{Under, head, item, labelled, paragraph, unnumbered};
use super::{
    Options,
    meaning::{Fact, Meaning, is_stage_name, kind_like, plain_name},
    sheet::{self, Shown},
    sketch::{Sketch, one_line},
};
use crate::file::table::{Node, Record, Sort};

/// Puts a document into a sketch; the table that says most of it, if one does.
///
/// # Errors
/// There is neither a table nor a list in it.
pub(super) fn read(
    nodes: &[Node],
    options: &Options,
    sketch: &mut Sketch,
) -> Result<Option<Shown>, (usize, String)> {
    let tables: Vec<(usize, &Vec<Record>)> = nodes
        .iter()
        .enumerate()
        .filter_map(|(place, node)| match &node.sort {
            Sort::Table(rows) => Some((place, rows)),
            Sort::Heading(..) | Sort::Item(..) | Sort::Paragraph(_) | Sort::Fence(..) => None,
        })
        .collect();
    let journeys: Vec<(usize, &Vec<Record>)> = tables
        .iter()
        .copied()
        .filter(|(_, rows)| is_journey(rows))
        .collect();
    let found = match journeys.as_slice() {
        [] => {
            lists(nodes, sketch);
            None
        }
        [(_, first), .., (_, last)]
            if first.first().map(|head| &head.cells) == last.first().map(|head| &head.cells) =>
        {
            Some(a_stage_each(nodes, &journeys, options, sketch))
        }
        several => {
            let mut found = None;
            for (place, rows) in several {
                let sheet = sheet::read(rows, options, sketch);
                if found.is_none() {
                    around(nodes, *place, sketch);
                    found = Some((sheet, (*rows).clone()));
                }
            }
            found
        }
    };
    if !journeys.is_empty() {
        left_out(nodes, &journeys, sketch);
    }
    if sketch.stages.is_empty() && sketch.map.feedback.is_empty() {
        let reason = "no journey was found here: there is no table of stages by lanes, and no list \
                      under headings";
        return Err((1, reason.into()));
    }
    Ok(found)
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
    let pairs_of_facts = head.cells.len() == 2
        && rows
            .iter()
            .filter(|row| Fact::of(row.cell(0)).is_some())
            .count()
            > 1;
    !pairs_of_facts && (names >= 2 || labels >= 2)
}

/// Tables of the same columns: each is a stage, named by its heading, and its
/// rows are the steps.
fn a_stage_each(
    nodes: &[Node],
    journeys: &[(usize, &Vec<Record>)],
    options: &Options,
    sketch: &mut Sketch,
) -> Shown {
    let mut all: Vec<Record> = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    for (place, rows) in journeys {
        let before = nodes.iter().take(*place).rev();
        let heading = before.filter_map(|node| match &node.sort {
            Sort::Heading(_, text) => Some(unnumbered(text)),
            Sort::Table(_) | Sort::Item(..) | Sort::Paragraph(_) | Sort::Fence(..) => None,
        });
        let name = heading.map(str::to_owned).next().unwrap_or_default();
        seen.push(name.clone());
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
    let sheet = sheet::read(&all, options, sketch);
    (sheet, all)
}

/// What stands above the first table: the title, and facts under headings.
fn around(nodes: &[Node], place: usize, sketch: &mut Sketch) {
    let mut fact = None;
    for node in nodes.iter().take(place) {
        match &node.sort {
            Sort::Heading(1, text) if sketch.map.title.is_empty() => sketch.fact(Fact::Title, text),
            Sort::Heading(_, text) => fact = Fact::of(unnumbered(text)),
            Sort::Paragraph(text) | Sort::Item(_, text) => match (labelled(text), fact) {
                (Some((name, text)), _) if Fact::of(name).is_some() => {
                    sketch.fact(Fact::of(name).unwrap_or(Fact::Purpose), text);
                }
                (_, fact) => sketch.fact(fact.unwrap_or(Fact::Purpose), text),
            },
            Sort::Table(rows) => {
                for row in rows {
                    if let Some(fact) = Fact::of(row.cell(0)) {
                        sketch.fact(fact, row.cell(1));
                    }
                }
            }
            Sort::Fence(..) => {}
        }
    }
}

/// Says which parts of a document with tables were left out.
fn left_out(nodes: &[Node], journeys: &[(usize, &Vec<Record>)], sketch: &mut Sketch) {
    let first = journeys.first().map_or(0, |(place, _)| *place);
    for (place, node) in nodes.iter().enumerate() {
        let is_used = journeys.iter().any(|(used, _)| *used == place);
        let remark = match &node.sort {
            Sort::Fence(info, _) => format!("the block “{}” was left out", one_line(info)),
            Sort::Table(_) if !is_used && place > first => {
                "this table says nothing of stages or lanes; it was left out".into()
            }
            Sort::Paragraph(text) | Sort::Item(_, text) if place > first => {
                format!(
                    "this text stands outside the tables and was left out: “{}”",
                    one_line(text).chars().take(60).collect::<String>()
                )
            }
            Sort::Heading(..) | Sort::Table(_) | Sort::Paragraph(_) | Sort::Item(..) => continue,
        };
        sketch.remark(node.line, remark);
    }
}

/// Headings are stages, or lanes below them; items of lists are cards.
fn lists(nodes: &[Node], sketch: &mut Sketch) {
    let stage_level = stage_level(nodes);
    let mut under = Under {
        stage: None,
        lane: None,
        fact: None,
        lists_stages: false,
        item_lane: None,
    };
    for (place, node) in nodes.iter().enumerate() {
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
                    outermost(nodes, place),
                    leads(nodes, place, *indent),
                ),
                text,
                node.line,
                (&mut under, sketch),
            ),
            Sort::Paragraph(text) => paragraph(text, node.line, &mut under, sketch),
            Sort::Table(rows) => {
                for row in rows {
                    match Fact::of(row.cell(0)) {
                        Some(fact) => sketch.fact(fact, row.cell(1)),
                        None => sketch.remark(
                            row.line,
                            "this row says nothing of stages or lanes; it was left out",
                        ),
                    }
                }
            }
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
        .get(place + 1)
        .is_some_and(|node| matches!(node.sort, Sort::Item(next, _) if next > indent))
}

/// How far in the least indented item of a list stands.
fn outermost(nodes: &[Node], place: usize) -> usize {
    let is_item = |node: &&Node| matches!(node.sort, Sort::Item(..) | Sort::Paragraph(_));
    let start = nodes.iter().take(place).rev().take_while(is_item).count();
    let list = nodes.iter().skip(place - start).take_while(is_item);
    let indents = list.filter_map(|node| {
        if let Sort::Item(indent, _) = node.sort {
            Some(indent)
        } else {
            None
        }
    });
    indents.min().unwrap_or(0)
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
    let below = nodes.iter().skip(place + 1);
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
