//! Tables of what customers said: answers, reviews, scores. They are no
//! journey, and become the feedback of a map, which says so; where they name
//! stages, it has those. Knows rows and what their columns are about.

mod date;
mod trouble;

use std::sync::Arc;

use self::{
    date::{Order, date, order},
    trouble::Trouble,
};
use super::{
    Column,
    aside::Aside,
    columns::Cells,
    feel::feeling_of_words,
    meaning::{Answer, Meaning, heading, is_id, plain_name},
    sheet::Table,
    sketch::{Sketch, clean, one_line},
};
use crate::{
    file::table::{Record, feeling::number, labels::folded},
    model::{Feedback, FeedbackId, FeedbackKind, FeedbackSource, StageId, Valence},
};

/// Whether a table holds what customers said, one a row.
pub(super) fn is_feedback(rows: &[Record]) -> bool {
    let Some(head) = rows.first() else {
        return false;
    };
    let names = || head.cells.iter().map(String::as_str);
    let has = |answer: Answer| names().any(|name| Answer::of(name) == Some(answer));
    let names_score = names().any(|name| {
        let word = plain_name(name);
        word.contains("nps") || word.contains("csat") || word.contains("feedback")
    });
    let is_said = has(Answer::Verbatim) && (has(Answer::Score) || has(Answer::Date) && names_score)
        || has(Answer::Score) && names_score && head.cells.len() <= 6;
    // A journey names each of its stages once, or little more often.
    let stage = names().position(|name| Meaning::of(name) == Some(Meaning::Stage));
    is_said
        && stage.is_none_or(|stage| {
            let body = rows.get(1..).unwrap_or_default();
            let named = body.iter().map(|row| folded(row.cell(stage)));
            let stages: std::collections::BTreeSet<String> = named.collect();
            stages.len().saturating_mul(2) <= body.len() && has(Answer::Date)
        })
}

/// What columns hold whose names do not say it: ids are left out, and the
/// longest texts are what was said.
pub(super) fn settle(columns: &mut [Column], cells: &Cells<'_>) {
    for (place, column) in columns.iter_mut().enumerate() {
        let is_number = matches!(cells.aside(place), Some(Aside::Id | Aside::Order));
        if column.meaning.is_none() && (is_own_id(&column.name) || is_number) {
            column.meaning = Some(Meaning::Nothing);
        }
    }
    let has = |columns: &[Column], answer| {
        columns
            .iter()
            .any(|column| column.meaning == Some(Meaning::Answer(answer)))
    };
    if has(columns, Answer::Verbatim) || has(columns, Answer::Score) {
        return;
    }
    let length = |place: &usize| cells.body(*place).map(str::len).sum::<usize>();
    let open = (0..columns.len()).filter(|place| {
        columns
            .get(*place)
            .is_some_and(|column| column.meaning.is_none())
    });
    if let Some(column) = open.max_by_key(length).and_then(|it| columns.get_mut(it)) {
        column.meaning = Some(Meaning::Answer(Answer::Verbatim));
    }
}

/// Whether a name is that of ids of the rows, not of customers or products.
fn is_own_id(name: &str) -> bool {
    const OWN: [&str; 12] = [
        "feedback", "response", "review", "survey", "comment", "answer", "record", "row", "entry",
        "case", "ticket", "item",
    ];
    let word = plain_name(name);
    is_id(name) && (!word.contains(' ') || OWN.iter().any(|own| word.starts_with(own)))
}

/// Puts what was said into a sketch.
///
/// # Errors
/// No column holds it, nor a score or a topic.
pub(super) fn read(table: &Table<'_>, sketch: &mut Sketch) -> Result<(), (usize, String)> {
    let has = |answer: Answer| table.column_of(Meaning::Answer(answer)).is_some();
    if !has(Answer::Verbatim) && !has(Answer::Score) && !has(Answer::Topic) {
        let reason = "no column is taken for what was said, nor for a score; choose one";
        return Err((table.line(), reason.into()));
    }
    let said = table.column_of(Meaning::Answer(Answer::Verbatim));
    let said = said.map_or("", |column| table.name(column));
    if !said.is_empty() && Answer::of(said) != Some(Answer::Verbatim) {
        let remark = format!("“{said}” was taken for what was said; another column can be chosen");
        sketch.remark(table.line(), remark);
    }
    let dates = table.column_of(Meaning::Answer(Answer::Date));
    let dates = || {
        let rows = table.body.iter();
        rows.map(move |row| dates.map_or("", |column| row.cell(column)))
    };
    let mut reader = Reader {
        table,
        order: order(dates()),
        trouble: Trouble::default(),
    };
    let (mut count, mut empty) = (0_usize, Vec::new());
    for row in table.body {
        match reader.row(row, sketch) {
            Some(feedback) => {
                Arc::make_mut(&mut sketch.map.feedback).push(Arc::new(feedback));
                count = count.saturating_add(1);
            }
            None => empty.push(row.line),
        }
    }
    let stages = if has(Answer::Stage) {
        "with their stages"
    } else {
        "without stages"
    };
    sketch.remark(
        table.line(),
        format!(
            "this is a table of feedback, not a journey: its {count} rows were taken as the \
             feedback of a map {stages}"
        ),
    );
    if let Some(line) = empty.first() {
        let remark = format!("{} rows say nothing and were left out", empty.len());
        sketch.remark(*line, remark);
    }
    if reader.order == Order::Open && dates().any(|cell| !cell.trim().is_empty()) {
        sketch.remark(
            table.line(),
            "nothing tells whether the dates begin with the day or the month; they were read \
             with the day first",
        );
    }
    reader.trouble.remarks(table, sketch);
    Ok(())
}

struct Reader<'a> {
    table: &'a Table<'a>,
    order: Order,
    trouble: Trouble,
}

impl Reader<'_> {
    /// What a row says; `None` when it says nothing.
    fn row(&mut self, row: &Record, sketch: &mut Sketch) -> Option<Feedback> {
        let mut feedback = Feedback::new(FeedbackId(0), "");
        let blank = feedback.clone();
        // What has no place of its own stands behind the topic.
        let mut more = Vec::new();
        for place in 0..self.table.columns.len() {
            let cell = row.cell(place).trim();
            if let (Some(Meaning::Answer(answer)), false) =
                (self.table.meaning(place), cell.is_empty())
            {
                let name = self.table.name(place);
                if answer == Answer::Stage {
                    let stage = sketch.stage(cell);
                    feedback.stage = u32::try_from(stage).ok().map(StageId);
                } else {
                    self.take((&mut feedback, &mut more), (answer, name), (row.line, cell));
                }
            }
        }
        for text in more {
            add(&mut feedback.topic, &text);
        }
        (feedback != blank).then_some(feedback)
    }

    fn take(
        &mut self,
        (feedback, more): (&mut Feedback, &mut Vec<String>),
        (answer, name): (Answer, &str),
        (line, cell): (usize, &str),
    ) {
        let is_kept = match answer {
            Answer::Verbatim => {
                let several = self.table.columns_of(Meaning::Answer(answer)).count() > 1;
                said(&mut feedback.verbatim, name, cell, several);
                true
            }
            Answer::Topic => {
                add(&mut feedback.topic, &one_line(cell));
                true
            }
            Answer::Score => match self.trouble.score(line, cell) {
                Some(score) => {
                    feedback.score = Some(score);
                    true
                }
                None => false,
            },
            Answer::Date => match date(cell, self.order) {
                Some((date, has_time)) => {
                    feedback.date = date;
                    self.trouble.times = self.trouble.times.saturating_add(usize::from(has_time));
                    true
                }
                None => self.trouble.date(line, cell),
            },
            Answer::Source => {
                let known = source(cell);
                feedback.source = known.or(Some(FeedbackSource::Own));
                known.is_some_and(|source| source.label().eq_ignore_ascii_case(cell))
            }
            Answer::Kind => {
                feedback.kind = kind(cell);
                let told = feedback.kind.map(FeedbackKind::label);
                told.is_some_and(|label| label.eq_ignore_ascii_case(cell))
            }
            Answer::Stage | Answer::More => false,
        };
        if !is_kept {
            let named = format!("{}: {}", heading(name), one_line(cell));
            more.push(named.trim_start_matches([':', ' ']).to_owned());
        }
    }
}

/// Adds to a list of topics.
fn add(topic: &mut String, text: &str) {
    let parted = if topic.is_empty() { "" } else { "; " };
    topic.push_str(parted);
    topic.push_str(text);
}

/// Adds to what was said: the answers to several questions each in a line.
fn said(verbatim: &mut String, name: &str, cell: &str, several: bool) {
    if !verbatim.is_empty() {
        verbatim.push('\n');
    }
    if several && !name.is_empty() {
        verbatim.push_str(&one_line(name));
        verbatim.push_str(": ");
    }
    verbatim.push_str(&clean(cell));
}

/// A score as it is written: a number, also `4/5`, `80%` and `5 stars`, or a
/// word for a feeling from −2 to 2. Whether it is written in plain digits.
fn score(cell: &str) -> Option<(f64, bool)> {
    if let Some(number) = number(cell) {
        return Some((number, true));
    }
    let end = cell.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | '-'));
    let (digits, rest) = cell.split_at(end.unwrap_or(cell.len()));
    let unit = rest.trim().to_lowercase();
    let is_scale = unit
        .strip_prefix('/')
        .is_some_and(|top| number(top).is_some());
    if is_scale || ["%", "star", "stars", "points", "★"].contains(&unit.as_str()) {
        return Some((number(digits)?, false));
    }
    let is_word =
        !cell.contains(|c: char| c.is_ascii_digit()) && cell.split_whitespace().count() < 4;
    let feeling = feeling_of_words(cell).filter(|_| is_word);
    feeling.map(|feeling| (Valence::value(feeling), false))
}

fn kind(cell: &str) -> Option<FeedbackKind> {
    let word = plain_name(cell);
    let labels = FeedbackKind::ALL.iter().copied();
    let has = |part: &str| word.contains(part);
    labels
        .clone()
        .find(|kind| plain_name(kind.label()) == word)
        .or_else(|| {
            Some(match () {
                () if has("feature") || has("wish") => FeedbackKind::FeatureRequest,
                () if has("usability") || word == "ux" || word == "ui" => FeedbackKind::Usability,
                () if has("bug") || has("crash") || has("outage") => FeedbackKind::Reliability,
                () if has("pric") || has("billing") => FeedbackKind::Pricing,
                () => return None,
            })
        })
}

fn source(cell: &str) -> Option<FeedbackSource> {
    let word = plain_name(cell);
    let named = FeedbackSource::ALL
        .iter()
        .find(|source| source.label().to_lowercase() == word);
    named.copied().or_else(|| {
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
