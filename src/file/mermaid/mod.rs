//! Mermaid `journey` diagrams: reads everything that Mermaid reads, and more,
//! with a warning for each assumption and for everything that is left out.
//!
//! `source` keeps the original lines while `fence`, `front_matter`,
//! `preprocess` and `entity` prepare the text; `lexer` is Mermaid's own;
//! `read` makes a [`Journey`] of it, either strictly, as Mermaid does, or with
//! the help of `lenient` and `repair`; `to_map` makes a map of the journey.
//! Only `load` knows of files on a disk.

mod entity;
mod fence;
mod front_matter;
mod journey;
mod lenient;
mod lexer;
mod load;
mod number;
mod preprocess;
mod read;
mod repair;
mod source;
mod to_map;

use std::fmt;

use super::limits::{self, MERMAID_BYTES, MERMAID_LINES};
use crate::model::Map;
use source::Source;

pub use entity::plain;
pub use journey::{Journey, Section, Task};
pub use lexer::starts_with_keyword;
pub use load::load;
pub use number::is_space;
pub use to_map::{accessible_texts, actors_note, actors_of_note};

/// A map made from a diagram.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// The map; its title is empty when the diagram has none.
    pub map: Map,
    /// What was assumed or left out, by line.
    pub warnings: Vec<Warning>,
}

/// Something that was assumed or left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The line of the file, counted from 1.
    pub line: usize,
    /// What to say about it.
    pub text: String,
}

impl Warning {
    fn new(line: usize, text: impl Into<String>) -> Self {
        let text = text.into();
        Self { line, text }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.text)
    }
}

/// Why a diagram could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {fault}")]
pub struct MermaidError {
    /// The line of the file, counted from 1.
    pub line: usize,
    /// What is wrong there.
    pub fault: MermaidFault,
}

impl MermaidError {
    fn new(line: usize, fault: MermaidFault) -> Self {
        Self { line, fault }
    }
}

/// What is wrong with a line, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MermaidFault {
    /// The text is longer than [`MERMAID_BYTES`].
    #[error("the diagram is longer than {MERMAID_BYTES} bytes; split it into several")]
    TooLong,
    /// The text has more lines than [`MERMAID_LINES`].
    #[error("the diagram has more than {MERMAID_LINES} lines; split it into several")]
    TooManyLines,
    /// The map would be beyond the limits of maps.
    #[error("{0}")]
    TooMuch(String),
    /// There is no diagram.
    #[error("there is no diagram here; a journey begins with the line “journey”")]
    Empty,
    /// The text starts with something else.
    #[error("this is not a journey diagram: it begins with “{0}”; a journey begins with “journey”")]
    NotAJourney(String),
    /// The front matter has no end.
    #[error("the front matter that begins here is never closed; end it with a line “---”")]
    OpenFrontMatter,
    /// The word `journey` stands where a task should.
    #[error("“journey” stands here once more, or with letters behind it; keep one diagram a file")]
    SecondJourney,
    /// Marks of an unfinished merge.
    #[error("this is the mark of a merge conflict; finish the merge first")]
    Conflict,
    /// A `;` where Mermaid allows none.
    #[error("Mermaid allows no semicolon in “{0}”; write #59; instead")]
    Semicolon(String),
    /// A `#` in a task's name.
    #[error("the number sign ends “{0}” before its score; write #35; instead")]
    NumberSign(String),
    /// A colon with no name before it.
    #[error("“{0}” has no name before its colon; write “name: score: actor”")]
    NoName(String),
    /// A line that is no statement.
    #[error("“{0}” has no score; write “name: score: actor”, or %% before a comment")]
    NoColon(String),
    /// A task that ends with its colon.
    #[error("“{0}” has nothing after its colon; write “name: score: actor”")]
    NoScore(String),
    /// `accDescr {` without a closing brace.
    #[error("the description that “accDescr {{” opens here is never closed; end it with }}")]
    OpenDescription,
    /// `accTitle:` or `accDescr:` at the end of the text.
    #[error("“{0}” has no text; write one behind it, or remove the line")]
    NoText(String),
}

/// Reads a diagram, from a file of its own or from a Markdown file, and makes
/// a map of it. `docs` of each step say what becomes of what; in short, a
/// section is a stage, a task a card on the lane “Doing” with an emotion point,
/// an actor a persona.
///
/// # Errors
/// The text is too long, is no journey, or has a line that cannot be a
/// statement.
pub fn import(text: &str) -> Result<Imported, MermaidError> {
    let (journey, mut warnings) = read_leniently(text)?;
    let map = to_map::map(&journey, &mut warnings);
    if let Some(excess) = limits::exceeded(&map) {
        return Err(MermaidError::new(1, MermaidFault::TooMuch(excess)));
    }
    warnings.sort_by_key(|warning| warning.line);
    Ok(Imported { map, warnings })
}

/// Reads a diagram with everything that [`import`] accepts, without making a
/// map of it.
///
/// # Errors
/// As [`import`].
pub fn read_leniently(text: &str) -> Result<(Journey, Vec<Warning>), MermaidError> {
    let source = limited(text)?;
    let mut warnings = Vec::new();
    let source = diagram(&source, &mut warnings);
    let journey = read::leniently(&source, &mut warnings)?;
    Ok((journey, warnings))
}

/// Whether a text is a journey diagram, or Markdown with one in a fence.
#[must_use]
pub fn has_journey(text: &str) -> bool {
    let source = Source::new(text);
    let blocks = fence::blocks(&source);
    let mut blocks = blocks
        .iter()
        .map(|block| source.part(block.content.clone()));
    blocks.any(|block| read::is_journey(&block)) || read::is_journey(&source)
}

/// Reads a diagram exactly as Mermaid 11 does, without its page loader: the
/// same sections, tasks, people and scores, and an error where Mermaid has one.
///
/// # Errors
/// Mermaid refuses the text, or it is too long.
pub fn read_strictly(text: &str) -> Result<Journey, MermaidError> {
    read::strictly(&limited(text)?)
}

fn limited(text: &str) -> Result<Source, MermaidError> {
    if text.len() > MERMAID_BYTES {
        return Err(MermaidError::new(1, MermaidFault::TooLong));
    }
    let source = Source::new(text);
    if source.lines().count() > MERMAID_LINES {
        return Err(MermaidError::new(MERMAID_LINES, MermaidFault::TooManyLines));
    }
    Ok(source)
}

/// The first journey among the fenced blocks of a Markdown text, or the whole
/// text when it has none. Says what is left out.
fn diagram(source: &Source, warnings: &mut Vec<Warning>) -> Source {
    let blocks = fence::blocks(source);
    let journeys: Vec<_> = blocks
        .iter()
        .filter(|block| read::is_journey(&source.part(block.content.clone())))
        .collect();
    let Some((chosen, others)) = journeys.split_first() else {
        // Without a journey, the first block says best what is there instead.
        let first = blocks
            .first()
            .map(|block| source.part(block.content.clone()));
        return first.unwrap_or_else(|| source.clone());
    };
    if !chosen.closed {
        let remark = "the fence that opens here is never closed; it was taken to end with the file";
        warnings.push(Warning::new(chosen.line, remark));
    }
    for other in others {
        let remark = format!(
            "another journey begins here; only the first, in line {}, was read",
            chosen.line
        );
        warnings.push(Warning::new(other.line, remark));
    }
    let left_out = source.change(vec![(chosen.whole.clone(), String::new())]);
    if let Some((at, _)) = left_out.lines().find(|(_, line)| !line.trim().is_empty()) {
        let remark = "text outside the diagram was left out";
        warnings.push(Warning::new(left_out.line_at(at), remark));
    }
    source.part(chosen.content.clone())
}
