//! `insights IN [--json]`: what a map says about itself, and what to ask next,
//! as lines to read or as JSON.

use std::{
    fmt::{Display, Write as _},
    path::PathBuf,
};

use jiff::{Timestamp, tz::TimeZone};
use serde_json::{Value, json};

use super::{
    Failure, check, say, shown,
    source::{Source, read},
};
use throughline::{
    file::{self, OsDisk},
    model::{Chapter, Element, Findings, Insight, Map, Question, findings, questions},
};

/// Which map is looked at, and how the answer is written.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Looking {
    /// Its file.
    pub(super) file: PathBuf,
    /// Which part of the file, counted from zero.
    pub(super) part: Option<usize>,
    /// The day it is, as `YYYY-MM-DD`; the clock's when none is given.
    pub(super) today: Option<String>,
    /// Whether it is written for scripts.
    pub(super) json: bool,
}

/// Tells the insights and questions of a map.
///
/// # Errors
/// The file could not be read; what is wrong in it is listed as `check` does.
pub(super) fn tell(order: &Looking) -> Result<(), Failure> {
    let source = match read(&OsDisk, &order.file, order.part) {
        Ok(source) => source,
        // What reads JSON is not to find lines instead.
        Err(failure) if order.json => return Err(failure),
        Err(failure) => {
            check::report(&order.file, &failure)?;
            return Err(Failure::Other("the file could not be read".into()));
        }
    };
    source.note_remarks(&order.file);
    let Source { map, .. } = source;
    let today = order.today.clone();
    let today = today.unwrap_or_else(day_of_clock);
    let (findings, questions) = (findings(&map, &today), questions(&map));
    if order.json {
        let answer = answer(&map, &today, &findings, &questions);
        let text = serde_json::to_string_pretty(&answer);
        let text = text.map_err(|error| Failure::Other(error.to_string()))?;
        return say(&(text + "\n"));
    }
    say(&shown(&Text::of(&findings, &questions)))
}

/// The day it is where the computer is; empty when its clock is beyond time.
pub(super) fn day_of_clock() -> String {
    let seconds = i64::try_from(file::seconds()).unwrap_or(i64::MAX);
    let moment = Timestamp::from_second(seconds).ok();
    moment.map_or_else(String::new, |moment| {
        let local = moment.to_zoned_datetime(TimeZone::system());
        local.strftime("%Y-%m-%d").to_string()
    })
}

/// The answer to read.
#[derive(Default)]
struct Text(String);

impl Text {
    fn of(findings: &Findings, questions: &[Question]) -> String {
        let mut text = Self::default();
        for chapter in Chapter::ALL {
            let active = findings.active.iter();
            let of = active.filter(|insight| insight.rule.chapter() == chapter);
            text.section(chapter.label(), of.map(|insight| insight.sentence.clone()));
        }
        let dismissed = findings.dismissed.iter();
        let dismissed = dismissed.map(|(insight, reason)| match reason.trim() {
            "" => insight.sentence.clone(),
            reason => format!("{}\n    Reason: {reason}", insight.sentence),
        });
        text.section("Dismissed", dismissed);
        let questions = questions.iter().map(|question| {
            let Question {
                reason,
                method,
                place,
                text,
                ..
            } = question;
            format!(
                "{place}: {} ({})\n    {text}",
                method.label(),
                reason.label()
            )
        });
        text.section("Ask here", questions);
        text.0
    }

    /// A heading with its lines, unless there are none.
    fn section(&mut self, heading: &str, lines: impl Iterator<Item = impl Display>) {
        let mut lines = lines.peekable();
        if lines.peek().is_none() {
            return;
        }
        let gap = if self.0.is_empty() { "" } else { "\n" };
        // Writing to a text never fails.
        let _ = writeln!(self.0, "{gap}{heading}");
        for line in lines {
            let _ = writeln!(self.0, "  {line}");
        }
    }
}

/// The answer for scripts.
fn answer(map: &Map, today: &str, findings: &Findings, questions: &[Question]) -> Value {
    let active = findings.active.iter().map(|found| insight(map, found));
    let dismissed = findings.dismissed.iter().map(|(found, reason)| {
        let mut value = insight(map, found);
        if let Value::Object(fields) = &mut value {
            fields.insert("reason".into(), json!(reason));
        }
        value
    });
    let questions = questions.iter().map(|question| {
        json!({
            "reason": question.reason.label(),
            "method": question.method.label(),
            "place": question.place,
            "text": question.text,
            "elements": elements(map, &question.about),
        })
    });
    json!({
        "map": map.title,
        "today": today,
        "insights": active.collect::<Vec<_>>(),
        "dismissed": dismissed.collect::<Vec<_>>(),
        "questions": questions.collect::<Vec<_>>(),
    })
}

fn insight(map: &Map, found: &Insight) -> Value {
    json!({
        "rule": found.rule,
        "chapter": found.rule.chapter().label(),
        "sentence": found.sentence,
        "why": found.rule.why(),
        "weight": found.weight,
        "elements": elements(map, &found.about),
    })
}

fn elements(map: &Map, about: &[Element]) -> Vec<Value> {
    let elements = about.iter().map(|element| {
        json!({
            "kind": element.noun(),
            "id": element.number(),
            "name": map.name_of(*element),
        })
    });
    elements.collect()
}
