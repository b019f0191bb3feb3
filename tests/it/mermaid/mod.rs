//! Mermaid journeys, in and out: real diagrams against Mermaid's own reading,
//! each rule of the language, each repair, and texts that nobody meant.
#![expect(
    clippy::cast_possible_truncation,
    clippy::print_stderr,
    reason = "a test fails by panicking, and says what it could not test"
)]

mod export;
mod import;
mod language;

use std::{fs, path::PathBuf};

use serde_json::Value;
use throughline::file::mermaid::{Journey, plain, read_leniently, read_strictly};

/// The real diagrams, when they are there.
fn samples() -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/samples/mermaid");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("NOT TESTED: {} is not there", folder.display());
    None
}

/// A journey in the form of `EXPECTED.json`.
fn as_json(journey: &Journey) -> Value {
    let tasks: Vec<Value> = journey
        .tasks
        .iter()
        .map(|task| {
            let score = match task.score {
                Some(score) if score.fract() == 0.0 => Value::from(score as i64),
                Some(score) => Value::from(score),
                None => Value::from("NaN"),
            };
            serde_json::json!({
                "task": task.name,
                "section": journey.section_of(task),
                "score": score,
                "people": task.people,
            })
        })
        .collect();
    let sections: Vec<&str> = journey.sections.iter().map(|s| s.name.as_str()).collect();
    let front = journey.front_title.as_ref().map(|(_, title)| title);
    serde_json::json!({
        "type": "journey",
        "title": journey.title.as_ref().map_or("", |(_, title)| title),
        "accTitle": journey.acc_title,
        "accDescr": journey.acc_descr,
        "sections": sections,
        "tasks": tasks,
        "actors": journey.actors(),
        "frontmatterTitle": front,
        "effectiveTitle": journey.shown_title(),
    })
}

#[test]
fn every_sample_reads_as_mermaid_itself_reads_it() {
    let Some(folder) = samples() else { return };
    let expected = fs::read_to_string(folder.join("EXPECTED.json")).unwrap();
    let expected: serde_json::Map<String, Value> = serde_json::from_str(&expected).unwrap();
    assert_eq!(expected.len(), 15);
    for (name, expected) in expected {
        let text = fs::read_to_string(folder.join(&name)).unwrap();
        let read = read_strictly(&text);
        if expected.get("error").is_some() {
            assert!(read.is_err(), "{name}: Mermaid refuses it");
        } else {
            assert_eq!(as_json(&read.unwrap()), expected, "{name}");
        }
    }
}

/// The texts of the samples by name; fewer than fifteen is a fault.
fn sample_texts() -> Vec<(String, String)> {
    let Some(folder) = samples() else {
        return Vec::new();
    };
    let mut texts: Vec<(String, String)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "mmd"))
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read_to_string(path).unwrap())
        })
        .collect();
    texts.sort();
    assert_eq!(texts.len(), 15);
    texts
}

/// A journey as people read it, in one line a statement, to compare in tests.
fn sketch(journey: &Journey) -> Vec<String> {
    let mut lines = vec![format!("title {:?}", plain(journey.shown_title()))];
    for (what, text) in [
        ("accTitle", &journey.acc_title),
        ("accDescr", &journey.acc_descr),
    ] {
        if !text.is_empty() {
            lines.push(format!("{what} {:?}", plain(text)));
        }
    }
    let tasks = |section: Option<usize>| {
        let tasks = journey
            .tasks
            .iter()
            .filter(move |task| task.section == section);
        tasks.map(|task| {
            let score = task.score.map_or("?".into(), |score| score.to_string());
            let people: Vec<String> = task.people.iter().map(|name| plain(name)).collect();
            format!("  {:?} {score} {people:?}", plain(&task.name))
        })
    };
    lines.extend(tasks(None));
    for (index, section) in journey.sections.iter().enumerate() {
        lines.push(format!("section {:?}", plain(&section.name)));
        lines.extend(tasks(Some(index)));
    }
    lines
}

/// What a text without repairs says.
fn strict(text: &str) -> Vec<String> {
    sketch(&read_strictly(text).unwrap())
}

/// What a text with repairs says, and the warnings about it.
fn lenient(text: &str) -> (Vec<String>, Vec<String>) {
    let (journey, warnings) = read_leniently(text).unwrap();
    (
        sketch(&journey),
        warnings.iter().map(ToString::to_string).collect(),
    )
}
