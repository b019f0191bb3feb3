//! The parts of a document that can be read alone, and what they are called.
//! Knows the outline of a text, not what becomes of it.

use super::{heading_above, is_facts, is_journey, lists};
use crate::file::{
    import::sketch::{Sketch, one_line},
    mermaid,
    table::{Node, Sort},
};

/// A part of a document that can be read alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::file::import) enum Part {
    /// The text is a diagram as a whole.
    Whole,
    /// The diagram in the fence at this place.
    Diagram(usize),
    /// The table at this place, and whether it speaks of stages or lanes.
    Table(usize, bool),
    /// All tables that do.
    Tables,
    /// Headings, lists and paragraphs.
    Lists,
}

impl Part {
    /// How much what it says counts beside the others: lists are often no more
    /// than prose, and other tables no journey.
    pub(in crate::file::import) const fn weight(&self) -> usize {
        match self {
            Self::Whole | Self::Diagram(_) | Self::Tables | Self::Table(_, true) => 20,
            Self::Lists => 10,
            Self::Table(_, false) => 1,
        }
    }
}

/// Tables above which they are only offered all together.
const SINGLE_TABLES: usize = 50;

/// The parts of a document, in the order in which they stand there.
pub(in crate::file::import) fn parts(nodes: &[Node]) -> Vec<Part> {
    let mut parts = Vec::new();
    for (place, node) in nodes.iter().enumerate() {
        match &node.sort {
            Sort::Fence(..) if fenced(nodes, place).is_some() => parts.push(Part::Diagram(place)),
            Sort::Table(rows) if rows.len() > 1 && !is_facts(rows) => {
                parts.push(Part::Table(place, is_journey(rows)));
            }
            Sort::Fence(..)
            | Sort::Table(_)
            | Sort::Heading(..)
            | Sort::Item(..)
            | Sort::Paragraph(_) => {}
        }
    }
    let journeys = parts
        .iter()
        .filter(|part| matches!(part, Part::Table(_, true)));
    let journeys = journeys.count();
    let is_one = journeys == 1;
    if parts.len() > SINGLE_TABLES {
        parts.retain(|part| {
            !matches!(part, Part::Table(_, false)) && (is_one || !matches!(part, Part::Table(..)))
        });
    }
    if journeys > 1 {
        parts.push(Part::Tables);
    }
    let mut sketch = Sketch::default();
    lists(nodes, &mut sketch);
    if !sketch.stages.is_empty() {
        parts.push(Part::Lists);
    }
    parts
}

/// What the parts are called in a list.
pub(in crate::file::import) fn labels(nodes: &[Node], parts: &[Part]) -> Vec<String> {
    let name = |place: usize| match heading_above(nodes, place) {
        Some(heading) => format!("under “{}”", one_line(heading)),
        None => format!("in line {}", nodes.get(place).map_or(1, |node| node.line)),
    };
    let is_one = is_one_diagram(parts);
    let label = |part: &Part| match part {
        Part::Whole => "Diagram".into(),
        Part::Diagram(_) if is_one => "Diagram".into(),
        Part::Diagram(place) => format!("Diagram {}", name(*place)),
        Part::Table(place, _) => {
            let rows = match nodes.get(*place).map(|node| &node.sort) {
                Some(Sort::Table(rows)) => rows.len().saturating_sub(1),
                _ => 0,
            };
            let word = if rows == 1 { "row" } else { "rows" };
            format!("Table {} ({rows} {word})", name(*place))
        }
        Part::Tables => "All tables".into(),
        Part::Lists => "Lists".into(),
    };
    parts.iter().map(label).collect()
}

/// Whether one journey is drawn in a document.
pub(in crate::file::import) fn is_one_diagram(parts: &[Part]) -> bool {
    let diagrams = parts.iter().filter(|part| matches!(part, Part::Diagram(_)));
    diagrams.count() == 1
}

/// The journey in the fence at a place, and the line of the fence.
pub(in crate::file::import) fn fenced(nodes: &[Node], place: usize) -> Option<(usize, &str)> {
    let node = nodes.get(place)?;
    let Sort::Fence(info, text) = &node.sort else {
        return None;
    };
    let is_diagram = info
        .trim_start_matches(['{', '.'])
        .to_ascii_lowercase()
        .starts_with("mermaid");
    (is_diagram && mermaid::has_journey(text)).then_some((node.line, text.as_str()))
}
