//! One row of a table of feedback as what it says, cell by cell. Knows what its
//! columns are about and how their cells are written, no map.

use super::{
    DateOrder, Heard,
    date::date,
    score::{answers, score},
    trouble::Trouble,
};
use crate::{
    file::{
        import::{
            meaning::{Answer, Meaning, heading, plain_name},
            sheet::Table,
            sketch::{Sketch, clean, one_line},
        },
        table::{Record, feeling::number},
    },
    model::{Feedback, FeedbackId, FeedbackKind, FeedbackSource, Survey},
};

/// Reads the rows of a table, one after the other, and remembers what is odd.
pub(super) struct Reader<'a> {
    table: &'a Table<'a>,
    order: DateOrder,
    survey: Option<Survey>,
    /// The day it is, as `YYYY-MM-DD`; may be empty.
    today: &'a str,
    /// Several columns hold what was said, each under its name.
    is_named: bool,
    trouble: Trouble,
}

impl<'a> Reader<'a> {
    /// A reader of a table whose dates are in this order, none of them expected
    /// after `today`, and whose scores answer this survey.
    pub(super) fn new(
        table: &'a Table<'a>,
        (order, today): (DateOrder, &'a str),
        survey: Option<Survey>,
    ) -> Self {
        let said = table.columns_of(Meaning::Answer(Answer::Verbatim));
        Self {
            table,
            order,
            survey,
            today,
            is_named: said.count() > 1,
            trouble: Trouble::default(),
        }
    }

    /// What a row says; `None` when it says nothing.
    pub(super) fn row(&mut self, row: &Record) -> Option<Heard> {
        let mut heard = Heard {
            line: row.line,
            feedback: Feedback::new(FeedbackId(0), ""),
            stage: String::new(),
        };
        let mut is_empty = true;
        for place in 0..self.table.columns.len() {
            let cell = row.cell(place).trim();
            if let (Some(Meaning::Answer(answer)), false) =
                (self.table.meaning(place), cell.is_empty())
            {
                // A number of the row alone says nothing.
                is_empty &= answer == Answer::Reference;
                let name = self.table.name(place);
                self.take(&mut heard, (answer, name), cell);
            }
        }
        (!is_empty).then_some(heard)
    }

    /// Says what was odd in the rows that were read.
    pub(super) fn remarks(&self, sketch: &mut Sketch) {
        let scores = self.table.column_of(Meaning::Answer(Answer::Score));
        let name = scores.map_or("", |column| self.table.name(column));
        let told = (self.table.line(), name);
        self.trouble.remarks(told, self.survey, sketch);
    }

    /// Takes a cell that holds something.
    fn take(&mut self, heard: &mut Heard, (answer, name): (Answer, &str), cell: &str) {
        let line = heard.line;
        if is_formula(cell) {
            self.trouble.formula(line, cell);
        }
        let feedback = &mut heard.feedback;
        let is_kept = match answer {
            Answer::Verbatim => {
                said(&mut feedback.verbatim, name, cell, self.is_named);
                true
            }
            Answer::Topic => {
                add(&mut feedback.topic, "; ", &one_line(cell));
                true
            }
            Answer::Score => self.score(feedback, line, cell),
            Answer::Date => self.date(feedback, line, cell),
            Answer::Source => {
                let source = source(cell);
                feedback.source = source.or(Some(FeedbackSource::Own));
                if source.is_none() {
                    feedback.source_name = one_line(cell);
                }
                source.is_none_or(|source| source.label().eq_ignore_ascii_case(cell))
            }
            Answer::Kind => {
                let kind = kind(cell);
                feedback.kind = kind.or(Some(FeedbackKind::Own));
                if kind.is_none() {
                    feedback.kind_name = one_line(cell);
                }
                kind.is_none_or(|kind| kind.label().eq_ignore_ascii_case(cell))
            }
            Answer::Reference => {
                feedback.reference = one_line(cell);
                true
            }
            Answer::Stage => {
                heard.stage = one_line(cell);
                true
            }
            Answer::More => false,
        };
        if !is_kept {
            note(&mut feedback.note, name, cell);
        }
    }

    /// Takes a score; whether it is one.
    fn score(&mut self, feedback: &mut Feedback, line: usize, cell: &str) -> bool {
        let Some(read) = score(cell) else {
            self.trouble.unread(line, cell);
            return false;
        };
        if self.survey.is_some_and(|survey| !answers(read, survey)) {
            self.trouble.beyond(line, cell);
            return false;
        }
        self.trouble.score(line, cell, read);
        if self.survey.is_some() && read.value.fract() != 0.0 {
            self.trouble.broken(line, cell);
        }
        (feedback.score, feedback.survey) = (Some(read.value), self.survey);
        true
    }

    /// Takes a date; whether it is one.
    fn date(&mut self, feedback: &mut Feedback, line: usize, cell: &str) -> bool {
        let Some(day) = date(cell, self.order) else {
            self.trouble.date(line, cell);
            return false;
        };
        self.trouble.day(&day);
        // Written this way, days compare as texts do.
        if !self.today.is_empty() && day.text.as_str() > self.today {
            self.trouble.later(line, &day.text);
        }
        feedback.date = day.text;
        true
    }
}

/// Adds a cell that has no place of its own to a note, under its column's name.
pub(in crate::file::import) fn note(note: &mut String, name: &str, cell: &str) {
    let named = format!("{}: {}", heading(name), one_line(cell));
    add(note, "\n", named.trim_start_matches([':', ' ']));
}

/// Adds to a text, with a sign between.
fn add(held: &mut String, between: &str, text: &str) {
    if !held.is_empty() {
        held.push_str(between);
    }
    held.push_str(text);
}

/// Adds to what was said: the answers to several questions each in a line.
fn said(verbatim: &mut String, name: &str, cell: &str, is_named: bool) {
    if !verbatim.is_empty() {
        verbatim.push('\n');
    }
    if is_named && !name.is_empty() {
        verbatim.push_str(&one_line(name));
        verbatim.push_str(": ");
    }
    verbatim.push_str(&clean(cell));
}

/// Whether a spreadsheet would take a text for a formula; numbers with a sign
/// are none.
fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) && number(cell).is_none()
}

/// The type that a word speaks of.
fn kind(cell: &str) -> Option<FeedbackKind> {
    let word = plain_name(cell);
    let named = |kind: &&FeedbackKind| {
        **kind != FeedbackKind::Own
            && (plain_name(kind.label()) == word || kind.label().eq_ignore_ascii_case(cell))
    };
    let has = |part: &str| word.contains(part);
    FeedbackKind::ALL.iter().find(named).copied().or_else(|| {
        Some(match () {
            () if has("feature") || has("wish") => FeedbackKind::FeatureRequest,
            () if has("usability") || word == "ux" || word == "ui" => FeedbackKind::Usability,
            () if has("bug") || has("crash") || has("outage") => FeedbackKind::Reliability,
            () if has("pric") || has("billing") => FeedbackKind::Pricing,
            () => return None,
        })
    })
}

/// The source that a word speaks of.
fn source(cell: &str) -> Option<FeedbackSource> {
    let word = plain_name(cell);
    let named = |source: &&FeedbackSource| {
        **source != FeedbackSource::Own && source.label().to_lowercase() == word
    };
    FeedbackSource::ALL.iter().find(named).copied().or_else(|| {
        let has = |parts: &[&str]| parts.iter().any(|part| word.contains(part));
        Some(match () {
            () if has(&["nps"]) => FeedbackSource::Nps,
            () if has(&["survey"]) => FeedbackSource::Survey,
            () if has(&["interview"]) => FeedbackSource::Interview,
            () if has(&["twitter", "facebook", "social", "review"]) => FeedbackSource::SocialMedia,
            () if has(&["support", "staff", "ticket"]) => FeedbackSource::FrontLineStaff,
            () => return None,
        })
    })
}
