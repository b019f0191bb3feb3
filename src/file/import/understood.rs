//! What a file is understood to be, and what people may say better: kinds of
//! files, ways a table lies, columns with their meanings. Plain data.

use std::path::Path;

use super::{DateOrder, Encoding, Heard, Log, Meaning, Row, Scale, sheet};
use crate::{
    file::table::Delimiter,
    model::{LaneKind, Map},
};

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A map as the program writes it into tables.
    Tables,
    /// A table as text with signs between the cells.
    Separated,
    /// A Markdown document.
    Markdown,
    /// A Mermaid journey, alone or in Markdown.
    Mermaid,
    /// JSON.
    Json,
}

impl Kind {
    /// The name for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Tables => "Tables of Throughline",
            Self::Separated => "Table",
            Self::Markdown => "Markdown",
            Self::Mermaid => "Mermaid journey",
            Self::Json => "JSON",
        }
    }

    /// The kind that a file's name tells; `None` for a file that is not read
    /// here.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "csv" | "tsv" | "tab" | "txt" => Some(Self::Separated),
            "md" | "markdown" => Some(Self::Markdown),
            "mmd" | "mermaid" => Some(Self::Mermaid),
            "json" => Some(Self::Json),
            _ => None,
        }
    }
}

/// Which way a table lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layout {
    /// A column a stage, a row a lane.
    StagesAcross,
    /// A row a stage or a step of one, a column a lane.
    StagesDown,
    /// A row a card, which names its stage and lane.
    Cards,
    /// A row a shape or a line of a flow chart.
    Flow,
    /// A row what a customer said; no journey.
    Feedback,
}

impl Layout {
    /// Every layout, in the order in which lists show them.
    pub const ALL: [Self; 5] = [
        Self::StagesAcross,
        Self::StagesDown,
        Self::Cards,
        Self::Flow,
        Self::Feedback,
    ];

    /// The name for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::StagesAcross => "Stages across, lanes down",
            Self::StagesDown => "Lanes across, stages down",
            Self::Cards => "One card a row",
            Self::Flow => "Shapes and lines",
            Self::Feedback => "Feedback",
        }
    }
}

/// What is known better than a glance at the file tells; all of it may be left
/// open.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// The encoding.
    pub encoding: Option<Encoding>,
    /// The sign between the cells.
    pub delimiter: Option<Delimiter>,
    /// Which of its [`Understood::parts`] is read, counted from zero.
    pub part: Option<usize>,
    /// Which way the table lies.
    pub layout: Option<Layout>,
    /// Whether the first row names the columns (for stages across, the stages).
    pub header: Option<bool>,
    /// What columns are about, counted from zero; for stages across, the rows
    /// below the header. Of the [`Meaning::choices`] of the layout; any other is
    /// taken for what a column without a known name is.
    pub meanings: sheet::Meanings,
    /// Which survey the scores of feedback answer.
    pub scale: Option<Scale>,
    /// In which order the numbers of dates of feedback stand.
    pub dates: Option<DateOrder>,
    /// The day it is, as `YYYY-MM-DD`: feedback of a later one is remarked on.
    /// Empty when it is not known.
    pub today: String,
    /// For feedback that goes to the log of a map: how it gets there. Rows are
    /// then [`Understood::heard`], and no map is made of them.
    pub log: Option<Log>,
}

/// A column, or for stages across a row, and what it is taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name in the file.
    pub name: String,
    /// What it is taken for. A column that was read has a meaning; `None` says
    /// the same as a lane of a kind of its own.
    pub meaning: Option<Meaning>,
}

impl Column {
    /// What it is taken for, in the words of a list.
    #[must_use]
    pub fn label(&self) -> &'static str {
        self.meaning
            .map_or(LaneKind::Custom.label(), Meaning::label)
    }
}

/// A file as it is understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Understood {
    /// What the file is.
    pub kind: Kind,
    /// Its encoding.
    pub encoding: Encoding,
    /// The sign between its cells; for text with such signs alone.
    pub delimiter: Option<Delimiter>,
    /// What of the file can be read, when there is a choice: “Diagram”, “Table
    /// under “Emotions” (7 rows)”, “All tables”, “Lists”; else empty.
    pub parts: Vec<String>,
    /// Which of them was read, counted from zero.
    pub part: usize,
    /// The table that was read, from its header row on, without blank rows and
    /// without what stands above it; none for lists and nested JSON, and for
    /// several tables with different columns.
    pub rows: Vec<Row>,
    /// Which way that table lies.
    pub layout: Option<Layout>,
    /// Whether its first row names the columns.
    pub header: bool,
    /// For stages across, one for each row below the header; else one for each
    /// column. What they are about. Empty where there is nothing to choose.
    pub columns: Vec<Column>,
    /// What the scores of feedback were taken for; `None` without such.
    pub scale: Option<Scale>,
    /// In which order the dates of feedback were read; `None` where none could be
    /// read in another.
    pub dates: Option<DateOrder>,
    /// What the rows of feedback say that go to a log, as many as say anything;
    /// [`take`](super::take) makes feedback of a map of them.
    pub heard: Vec<Heard>,
    /// The map that comes of it. It keeps the rules; its title may be empty.
    pub map: Map,
    /// Lines, counted from 1, and what was assumed or left out there, in order.
    pub remarks: Vec<(usize, String)>,
}

impl Understood {
    /// Says which part was read and what else there is; `None` where there is
    /// no choice. Parts are counted from 1.
    #[must_use]
    pub fn other_parts(&self) -> Option<String> {
        const TOLD: usize = 8;
        let read = self.parts.get(self.part).filter(|_| self.parts.len() > 1)?;
        let parts = self.parts.iter().enumerate();
        let others = parts.filter(|(place, _)| *place != self.part);
        let told: Vec<String> = others
            .take(TOLD)
            .map(|(place, label)| format!("{}: {label}", place.saturating_add(1)))
            .collect();
        let more = match self
            .parts
            .len()
            .saturating_sub(1)
            .saturating_sub(told.len())
        {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        Some(format!(
            "of the parts of this file, {}: {read} was read; there are also {}{more}",
            self.part.saturating_add(1),
            told.join("; ")
        ))
    }
}
