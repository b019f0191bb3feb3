//! Tables of what customers said: answers, reviews, scores. They are no
//! journey, and become the feedback of a map without stages, which says so.
//! Knows rows, not their file.

use super::{
    meaning::plain_name,
    sheet::Table,
    sketch::{Sketch, clean, one_line},
};
use crate::{
    file::table::{Record, feeling::number},
    model::{Feedback, FeedbackId, FeedbackKind, FeedbackSource},
};

/// What a column of feedback holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Verbatim,
    Score,
    Date,
    Source,
    Topic,
    Kind,
}

impl Part {
    fn of(name: &str) -> Option<Self> {
        let word = plain_name(name);
        let is = |words: &[&str]| {
            words
                .iter()
                .any(|part| word == *part || word.ends_with(&format!(" {part}")))
        };
        if word.ends_with(" id") || word == "id" {
            None
        } else if is(&[
            "feedback",
            "feedback text",
            "comment",
            "comments",
            "review",
            "reviews",
            "review text",
            "content",
            "verbatim",
            "response",
            "customer feedback",
            "message",
            "opinion",
            "quote",
            "answer",
            "text",
        ]) {
            Some(Self::Verbatim)
        } else if is(&[
            "score",
            "rating",
            "nps",
            "csat",
            "ces",
            "stars",
            "liked",
            "sentiment",
            "satisfaction",
            "polarity",
        ]) {
            Some(Self::Score)
        } else if word.contains("date")
            || word.contains("created")
            || word.contains("received")
            || is(&["time", "timestamp", "day"])
        {
            Some(Self::Date)
        } else if is(&["source", "channel", "origin"]) {
            Some(Self::Source)
        } else if is(&[
            "topic",
            "category",
            "domain",
            "theme",
            "subject",
            "area",
            "product",
            "touchpoint",
        ]) {
            Some(Self::Topic)
        } else if is(&["type", "kind", "feedback type"]) {
            Some(Self::Kind)
        } else {
            None
        }
    }
}

/// Whether a table holds what customers said, one a row.
pub(super) fn is_feedback(rows: &[&Record]) -> bool {
    let Some(head) = rows.first() else {
        return false;
    };
    let parts: Vec<Part> = head
        .cells
        .iter()
        .filter_map(|cell| Part::of(cell))
        .collect();
    let has = |part: Part| parts.contains(&part);
    let names_score = head.cells.iter().any(|cell| {
        let word = plain_name(cell);
        word.contains("nps") || word.contains("csat") || word.contains("feedback")
    });
    (has(Part::Verbatim) && (has(Part::Score) || has(Part::Date) && names_score))
        || (has(Part::Score) && names_score && head.cells.len() <= 6)
}

pub(super) fn read(table: &Table<'_>, sketch: &mut Sketch) {
    let parts: Vec<Option<Part>> = table
        .columns
        .iter()
        .map(|column| Part::of(&column.name))
        .collect();
    let days_first = days_first(table, &parts);
    for row in table.body {
        let mut feedback = Feedback {
            id: FeedbackId(0),
            verbatim: String::new(),
            topic: String::new(),
            kind: None,
            source: None,
            score: None,
            date: String::new(),
            stage: None,
            card: None,
        };
        for (place, part) in parts.iter().enumerate() {
            let cell = row.cell(place).trim();
            if let (Some(part), false) = (part, cell.is_empty()) {
                take(&mut feedback, *part, cell, days_first);
            }
        }
        sketch.map.feedback.push(feedback);
    }
    let line = table.head.map_or(1, |head| head.line);
    let count = table.body.len();
    sketch.remark(line, format!("this is a table of feedback, not a journey: its {count} rows were taken as the feedback of a map without stages"));
    let lost = table
        .columns
        .iter()
        .zip(&parts)
        .filter(|(_, part)| part.is_none());
    let lost: Vec<String> = lost
        .map(|(column, _)| format!("“{}”", column.name))
        .collect();
    if !lost.is_empty() {
        sketch.remark(
            line,
            format!(
                "these columns have no place in feedback and were left out: {}",
                lost.join(", ")
            ),
        );
    }
}

fn take(feedback: &mut Feedback, part: Part, cell: &str, days_first: bool) {
    let mut topic = |text: &str| {
        let parted = if feedback.topic.is_empty() { "" } else { ", " };
        feedback.topic = format!("{}{parted}{}", feedback.topic, one_line(text));
    };
    match part {
        Part::Verbatim => feedback.verbatim = clean(cell),
        Part::Topic => topic(cell),
        Part::Score => match number(cell) {
            Some(number) => feedback.score = Some(number),
            None => topic(cell),
        },
        Part::Date => match date(cell, days_first) {
            Some(date) => feedback.date = date,
            None => topic(cell),
        },
        Part::Source => {
            let known = source(cell);
            if known.is_none() {
                topic(cell);
            }
            feedback.source = known.or(Some(FeedbackSource::Own));
        }
        Part::Kind => {
            let kind = FeedbackKind::ALL
                .iter()
                .find(|kind| kind.label().eq_ignore_ascii_case(cell));
            match kind {
                Some(kind) => feedback.kind = Some(*kind),
                None => topic(cell),
            }
        }
    }
}

fn source(cell: &str) -> Option<FeedbackSource> {
    let word = plain_name(cell);
    let named = FeedbackSource::ALL
        .iter()
        .find(|source| source.label().to_lowercase() == word);
    named.copied().or_else(|| {
        let has = |part: &str| word.contains(part);
        Some(match () {
            () if has("nps") => FeedbackSource::Nps,
            () if has("survey") => FeedbackSource::Survey,
            () if has("interview") => FeedbackSource::Interview,
            () if has("twitter") || has("facebook") || has("social") || has("review") => {
                FeedbackSource::SocialMedia
            }
            () if has("support") || has("staff") || has("ticket") => FeedbackSource::FrontLineStaff,
            () => return None,
        })
    })
}

/// Whether dates such as 3/4/2025 begin with the day, as some row shows.
fn days_first(table: &Table<'_>, parts: &[Option<Part>]) -> bool {
    let places = parts
        .iter()
        .enumerate()
        .filter(|(_, part)| **part == Some(Part::Date));
    let places: Vec<usize> = places.map(|(place, _)| place).collect();
    let cells = table
        .body
        .iter()
        .flat_map(|row| places.iter().map(|place| row.cell(*place)));
    let second = |cell: &str| {
        cell.split(['/', '.', '-'])
            .nth(1)?
            .trim()
            .parse::<u32>()
            .ok()
    };
    let mut cells = cells.filter(|cell| {
        !cell
            .trim()
            .get(..4)
            .is_some_and(|year| year.bytes().all(|b| b.is_ascii_digit()))
    });
    !cells.any(|cell| second(cell).is_some_and(|number| number > 12))
}

/// A date as `YYYY-MM-DD`.
fn date(cell: &str, days_first: bool) -> Option<String> {
    let day = cell.split(['T', ' ']).next().unwrap_or_default();
    let parts: Vec<&str> = day.split(['/', '.', '-']).collect();
    let [one, two, three] = parts.as_slice() else {
        return None;
    };
    let number = |part: &str| part.parse::<u32>().ok();
    let (one_number, two_number, three_number) = (number(one)?, number(two)?, number(three)?);
    let (year, month, day) = if one.len() == 4 {
        (one_number, two_number, three_number)
    } else if days_first {
        (three_number, two_number, one_number)
    } else {
        (three_number, one_number, two_number)
    };
    let year = if year < 100 { year + 2_000 } else { year };
    ((1..=12).contains(&month) && (1..=31).contains(&day) && year <= 9_999)
        .then(|| format!("{year:04}-{month:02}-{day:02}"))
}
