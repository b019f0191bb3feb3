//! Lines that Mermaid refuses, or reads in a way that nobody can have meant:
//! what they are taken for, and what is said about it. A line of which Mermaid
//! makes a section, a title or a task with a score is left as Mermaid reads it.

use std::borrow::Cow;

use super::{
    entity,
    lexer::until,
    number::{is_space, number, trim, written_number},
};

/// A task line, read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TaskLine {
    pub(super) name: String,
    pub(super) score: Option<f64>,
    pub(super) people: Vec<String>,
    pub(super) rest: Vec<String>,
    /// What was assumed or left out.
    pub(super) remarks: Vec<String>,
}

/// A line without raw semicolons: one at the end goes, HTML entities are read,
/// others become ordinary characters.
pub(super) fn settle_semicolons<'a>(line: &'a str, remarks: &mut Vec<String>) -> Cow<'a, str> {
    if !line.contains(';') {
        return Cow::Borrowed(line);
    }
    let mut settled = String::with_capacity(line.len());
    let mut html = Vec::new();
    let mut ordinary = false;
    let mut rest = line;
    while let Some(at) = rest.find(';') {
        let (before, after) = (
            rest.get(..at).unwrap_or_default(),
            rest.get(at.saturating_add(1)..).unwrap_or_default(),
        );
        rest = after;
        let name = before.rfind('&').map(|start| {
            (
                start,
                before.get(start.saturating_add(1)..).unwrap_or_default(),
            )
        });
        if let Some((start, name)) = name
            && let Some(character) = entity::named(name)
        {
            settled.push_str(before.get(..start).unwrap_or_default());
            // A colon, comma or number sign of this kind is text, not grammar.
            settled.push_str(&entity::placeholder(&u32::from(character).to_string()));
            html.push(format!("“&{name};” was read as “{character}”"));
        } else {
            settled.push_str(before);
            if after.chars().all(is_space) {
                remarks.push("the semicolon at the end was left out".into());
            } else {
                ordinary = true;
                settled.push_str(&entity::placeholder("59"));
            }
        }
    }
    settled.push_str(rest);
    if ordinary {
        remarks.push(
            "Mermaid allows no semicolon here; it was read as an ordinary character (write #59;)"
                .into(),
        );
    }
    html.dedup();
    remarks.append(&mut html);
    Cow::Owned(settled)
}

/// Reads a line as a task; `None` when it has nothing that parts a name from a
/// score.
pub(super) fn task_line(line: &str) -> Option<TaskLine> {
    let strict = mermaids_reading(line);
    if let Some(task) = &strict
        && task.score.is_some()
        && !line.find(':').is_some_and(|colon| is_clock(line, colon))
        && !is_colon_in_name(line)
    {
        return strict;
    }
    if let Some(task) = scored(line) {
        return Some(task);
    }
    let mut task = strict?;
    if task.score.is_none() {
        let data = line.split(':').nth(1).unwrap_or_default();
        let score = entity::plain(trim(until(data, "#")));
        let remark = if score.is_empty() {
            "there is no score after the colon; the feeling is not known".into()
        } else {
            format!("the score “{score}” is not a number; the feeling is not known")
        };
        task.remarks.push(remark);
    }
    Some(task)
}

/// Reads a line as a task when a score that a person would see stands in it,
/// from right to left; says what was assumed when Mermaid reads it otherwise.
pub(super) fn scored(line: &str) -> Option<TaskLine> {
    let data = line.find(':').unwrap_or(line.len());
    let comment = line
        .get(data..)
        .unwrap_or_default()
        .find('#')
        .map_or(line.len(), |at| data.saturating_add(at));
    let (kept, lost) = line.split_at(comment);
    let mut task = match seen_score(kept) {
        Some(mut task) => {
            if !lost.is_empty() {
                task.remarks.push(comment_remark(lost));
            }
            task
        }
        None => seen_score(line)?,
    };
    let mermaids = mermaids_reading(line);
    let same = |other: &TaskLine| other.name == task.name && other.score == task.score;
    if mermaids.as_ref().is_some_and(same) {
        return Some(task);
    }
    let who = match task.people.as_slice() {
        [] => "nobody".into(),
        people => format!("“{}”", entity::plain(&people.join(", "))),
    };
    let name = entity::plain(&task.name);
    let score = task.score.unwrap_or_default();
    let instead = match mermaids {
        Some(other) => format!("reads the task “{}”", trim(&entity::plain(&other.name))),
        None => "refuses this line".into(),
    };
    let remark = format!(
        "read as the task “{}”, score {score}, {who}; Mermaid {instead}",
        trim(&name)
    );
    task.remarks.insert(0, remark);
    Some(task)
}

/// A task by its last fields, by an arrow, or either with full-width colons.
fn seen_score(line: &str) -> Option<TaskLine> {
    if let Some(task) = right_to_left(line).or_else(|| arrow(line)) {
        return Some(task);
    }
    if !line.contains('：') {
        return None;
    }
    let narrow = line.replace('：', ":");
    let mut task = right_to_left(&narrow).or_else(|| arrow(&narrow))?;
    if let [people] = task.people.as_slice() {
        let people = people.split(['，', '、', '،']);
        task.people = people.map(|name| trim(name).into()).collect();
    }
    let remark = "full-width colons were read as colons";
    task.remarks.push(remark.into());
    Some(task)
}

/// What Mermaid makes of the line, with remarks on what it loses. A `#` before
/// the first colon, which Mermaid refuses, is an ordinary character.
fn mermaids_reading(line: &str) -> Option<TaskLine> {
    let (name, data) = line.split_once(':')?;
    if name.is_empty() {
        return None;
    }
    let mut remarks = Vec::new();
    if name.contains('#') {
        let remark = "the number sign in the name was read as an ordinary character (write #35;)";
        remarks.push(remark.into());
    }
    let kept = until(data, "#");
    if kept.len() < data.len() {
        remarks.push(comment_remark(data.get(kept.len()..).unwrap_or_default()));
    }
    let mut task = mermaids_task(name, kept);
    if kept.is_empty() {
        task.score = None;
    } else if !task.people.is_empty() && trim(until(kept, ":")).is_empty() {
        remarks.push("a blank score is 0 to Mermaid".into());
    }
    if task.rest.iter().any(|piece| !piece.is_empty()) {
        remarks.push(format!(
            "“{}” behind the actors means nothing to Mermaid; it was kept in the card's note",
            entity::plain(&task.rest.join(": "))
        ));
    }
    task.remarks = remarks;
    Some(task)
}

/// What Mermaid makes of a task's name and of the text behind its colon.
pub(super) fn mermaids_task(name: &str, data: &str) -> TaskLine {
    let mut pieces = data.split(':');
    let score = number(pieces.next().unwrap_or_default());
    let people = pieces.next().map(split_people).unwrap_or_default();
    TaskLine {
        name: name.into(),
        score,
        people,
        rest: pieces.map(|piece| trim(piece).into()).collect(),
        remarks: Vec::new(),
    }
}

/// What to say about text that a `#` takes away.
pub(super) fn comment_remark(lost: &str) -> String {
    format!(
        "“{}” is a comment to Mermaid and was left out (write #35; for a number sign)",
        trim(&entity::plain(lost))
    )
}

/// A name with colons, and a number in the last field or the one before it.
/// The colon of a time ("10:30") parts nothing.
fn right_to_left(line: &str) -> Option<TaskLine> {
    let colons = line.match_indices(':').map(|(at, _)| at);
    let mut colons = colons.rev().filter(|at| !is_clock(line, *at));
    let last = colons.next()?;
    let with_people = colons.next().and_then(|before| {
        let (score, comma) =
            written_number(line.get(before.saturating_add(1)..last).unwrap_or_default())?;
        let people = split_people(line.get(last.saturating_add(1)..).unwrap_or_default());
        Some((line.get(..before).unwrap_or_default(), score, comma, people))
    });
    let (name, score, comma, people) = with_people.or_else(|| {
        let (score, comma) =
            written_number(line.get(last.saturating_add(1)..).unwrap_or_default())?;
        Some((
            line.get(..last).unwrap_or_default(),
            score,
            comma,
            Vec::new(),
        ))
    })?;
    task(name, score, comma, people)
}

/// `name -> 3: people`, as some write it.
fn arrow(line: &str) -> Option<TaskLine> {
    let (at, length) = ["-->", "->", "=>", "→"]
        .iter()
        .filter_map(|arrow| Some((line.rfind(arrow)?, arrow.len())))
        .max_by_key(|(at, length)| (at.saturating_add(*length), *length))?;
    let data = line.get(at.saturating_add(length)..).unwrap_or_default();
    let (score, people) = match data.split_once(':') {
        Some((score, people)) => (score, split_people(people)),
        None => (data, Vec::new()),
    };
    let (score, comma) = written_number(score)?;
    task(
        line.get(..at)
            .unwrap_or_default()
            .trim_end_matches(is_space),
        score,
        comma,
        people,
    )
}

fn task(name: &str, score: f64, comma: bool, people: Vec<String>) -> Option<TaskLine> {
    let name = name.trim_start_matches(is_space);
    let remarks = if comma {
        vec!["the comma in the score was read as a decimal point".into()]
    } else {
        Vec::new()
    };
    (!name.is_empty()).then(|| TaskLine {
        name: name.into(),
        score: Some(score),
        people,
        rest: Vec::new(),
        remarks,
    })
}

fn split_people(text: &str) -> Vec<String> {
    text.split(',').map(|name| trim(name).into()).collect()
}

/// Whether the colon at this place is that of a time: "Meet 10:30: 4: Me".
fn is_clock(line: &str, colon: usize) -> bool {
    let (hours, rest) = line.split_at(colon);
    let minutes = rest.bytes().skip(1).take_while(u8::is_ascii_digit).count();
    hours.ends_with(|c: char| c.is_ascii_digit()) && minutes == 2
}

/// Whether what would be the actor is a number and more follows, as in
/// "Ratio 3: 2: 4: Me".
fn is_colon_in_name(line: &str) -> bool {
    let fields: Vec<&str> = line.split(':').skip(2).collect();
    fields.len() > 1
        && fields
            .first()
            .is_some_and(|actor| written_number(actor).is_some())
}
