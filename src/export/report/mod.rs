//! What a map tells, as a report to be read or a hand-out to take along: facts,
//! insights, questions, figures, opportunities, what customers said. [`Report`]
//! holds the words; it is written as Markdown, as a page of HTML, or on pages
//! behind the picture of the map. Knows maps; `sheets` alone knows pages.

mod chapters;
mod evidence;
mod flow;
mod markdown;
mod sheets;
mod table;

pub use markdown::report_markdown;
pub(super) use sheets::sheets;

use crate::model::Map;

/// What is written of a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportKind {
    /// Everything it tells.
    Report,
    /// For those who take part in a workshop, or are asked after it: what the
    /// map is about, and the questions with room for answers.
    HandOut,
}

impl ReportKind {
    /// What it is called.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Report => "Report",
            Self::HandOut => "Hand-out",
        }
    }
}

/// A report in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The map's title.
    pub title: String,
    /// Which report it is.
    pub kind: ReportKind,
    /// What the map says of itself: a name and a text each, none empty.
    pub facts: Vec<(&'static str, String)>,
    /// The chapters, none empty.
    pub chapters: Vec<Chapter>,
}

/// A part of a report under a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    /// The heading.
    pub title: &'static str,
    /// What is in it.
    pub blocks: Vec<Block>,
}

/// A piece of a chapter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading inside the chapter.
    Heading(String),
    /// A sentence or more.
    Text(String),
    /// Sentences, each with a sign before it.
    Items(Vec<String>),
    /// A table: the names of its columns, then its rows, all of one length.
    Table(Vec<&'static str>, Vec<Vec<String>>),
    /// A question: where it is asked, how, its words; with room for answers
    /// where that is to be written on.
    Question {
        /// Where in the journey.
        place: String,
        /// By which survey, and why.
        how: String,
        /// The words.
        words: String,
        /// Whether there is room for answers.
        has_room: bool,
    },
    /// Room for notes: so many lines.
    Room(u8),
}

impl Report {
    /// What a map tells on a day, given as `YYYY-MM-DD`. Chapters that would be
    /// empty are left out.
    #[must_use]
    pub fn of(map: &Map, kind: ReportKind, today: &str) -> Self {
        let mut chapters = match kind {
            ReportKind::Report => chapters::report(map, today),
            ReportKind::HandOut => chapters::hand_out(map),
        };
        chapters.retain(|chapter| !chapter.blocks.is_empty());
        let title = match map.title.trim() {
            "" => "Customer journey map".to_owned(),
            title => title.to_owned(),
        };
        Self {
            title,
            kind,
            facts: chapters::facts(map, today),
            chapters,
        }
    }
}
