//! Mermaid journeys, in and out: real diagrams against Mermaid's own reading,
//! each rule of the language, each repair, and texts that nobody meant.

use std::{fs, path::PathBuf};

use serde_json::Value;
use throughline::file::mermaid::{Journey, read_leniently, read_strictly};

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
        let (_, warnings) = read_leniently(&text).unwrap();
        println!("{name}: {warnings:#?}");
    }
}
