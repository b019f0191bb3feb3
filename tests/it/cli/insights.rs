//! What `throughline insights` tells of a map.

use std::{fs, path::Path};

use serde_json::Value;

use super::{Run, folder, run};

/// A stage with a pain, a moment of truth on trust, and a curve that stops.
const MAP: &str = r#"(
    version: 1,
    map: (
        title: "Car",
        scenario: "Buys a car",
        personas: [
            (
                id: 9,
                name: "Ann",
            ),
        ],
        lanes: [
            (
                id: 1,
                name: "Touchpoints",
                kind: Touchpoints,
            ),
            (
                id: 2,
                name: "Pain points",
                kind: PainPoints,
            ),
            (
                id: 10,
                name: "Emotion",
                kind: Emotion,
            ),
        ],
        curves: [
            (
                id: 5,
                name: "Emotion",
            ),
        ],
        stages: [
            (
                id: 3,
                name: "Decision",
                cards: [
                    (
                        id: 4,
                        lane: 1,
                        at: 0.0,
                        text: "Finance desk",
                        evidence: Some(Assumed),
                        moment_of_truth: true,
                    ),
                    (
                        id: 6,
                        lane: 2,
                        at: 0.5,
                        text: "Two forms",
                    ),
                ],
                points: [
                    (
                        id: 7,
                        curve: 5,
                        at: 0.1,
                        feeling: Some(1.0),
                        word: "Hope",
                    ),
                    (
                        id: 8,
                        curve: 5,
                        at: 0.9,
                        feeling: Some(-2.0),
                        word: "Doubt",
                    ),
                ],
            ),
        ],
        review: (
            next: "2026-09-10",
        ),
    ),
)
"#;

fn told(at: &Path, more: &[&str]) -> Run {
    fs::write(at.join("car.journey.ron"), MAP).unwrap();
    let words = ["insights", "car.journey.ron", "--today", "2026-06-15"];
    run(at, &[&words, more].concat())
}

#[test]
fn insights_are_sentences_under_headings_with_the_questions_last() {
    let folder = folder();
    let run = told(folder.path(), &[]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let headings: Vec<&str> = run
        .out
        .lines()
        .filter(|line| !line.starts_with(' '))
        .collect();
    assert_eq!(
        headings,
        [
            "How it feels",
            "",
            "How well it is known",
            "",
            "Pains and opportunities",
            "",
            "Gaps in the journey",
            "",
            "Ask here",
        ]
    );
    for line in [
        "  The worst moment is “Doubt” in “Decision” (−2).",
        "  “Finance desk” in “Decision” is a moment of truth, but it is only assumed.",
        "  The pain point “Two forms” in “Decision” has no opportunity beside it.",
        "  “Finance desk” in “Decision”: CSAT survey, 1 to 5 (Moment of truth without evidence)",
    ] {
        assert!(
            run.out.lines().any(|said| said == line),
            "{line}\n{}",
            run.out
        );
    }
}

#[test]
fn a_review_is_due_by_the_day_that_is_given() {
    let folder = folder();
    let at = folder.path();
    assert!(!told(at, &[]).out.contains("review"));
    let later = run(
        at,
        &["insights", "car.journey.ron", "--today", "2026-09-10"],
    );
    let due = "  The review planned for 10 September 2026 is due.\n";
    assert!(later.out.contains(due), "{}", later.out);
    let wrong = run(at, &["insights", "car.journey.ron", "--today", "10.9.2026"]);
    assert_eq!((wrong.code, wrong.out.as_str()), (2, ""));
    assert!(wrong.err.contains("YYYY-MM-DD"), "{}", wrong.err);
}

#[test]
fn as_json_every_insight_names_its_rule_and_its_elements() {
    let folder = folder();
    let run = told(folder.path(), &["--json"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let answer: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(answer["map"], "Car");
    assert_eq!(answer["today"], "2026-06-15");
    let insights = answer["insights"].as_array().unwrap();
    let low = insights.iter().find(|one| one["rule"] == "Low").unwrap();
    assert_eq!(
        low["sentence"],
        "The worst moment is “Doubt” in “Decision” (−2)."
    );
    assert_eq!(low["chapter"], "How it feels");
    let point = &low["elements"][0];
    assert_eq!(
        (&point["kind"], &point["id"], &point["name"]),
        (
            &Value::from("emotion point"),
            &Value::from(8),
            &Value::from("Doubt")
        )
    );
    let missing = insights
        .iter()
        .find(|one| one["rule"] == "KeyMomentMissing");
    assert_eq!(missing.unwrap()["elements"][0]["id"], Value::Null);
    let question = &answer["questions"][0];
    assert_eq!(question["method"], "CSAT survey, 1 to 5");
    assert_eq!(question["elements"][0]["name"], "Finance desk");
    assert_eq!(answer["dismissed"], Value::Array(Vec::new()));
}

#[test]
fn what_was_dismissed_comes_with_its_reason() {
    let folder = folder();
    let at = folder.path();
    let dismissed = "        dismissed: [\n            (\n                rule: Low,\n                \
                     about: Some(8),\n                reason: \"A new desk opens in May\",\n            \
                     ),\n        ],\n    ),\n)";
    let map = MAP.replace("\n    ),\n)", &format!("\n{dismissed}"));
    fs::write(at.join("car.ron"), map).unwrap();
    let text = run(at, &["insights", "car.ron", "--today", "2026-06-15"]);
    assert_eq!((text.code, text.err.as_str()), (0, ""));
    let expected = "\nDismissed\n  The worst moment is “Doubt” in “Decision” (−2).\n    Reason: A \
                    new desk opens in May\n";
    assert!(text.out.contains(expected), "{}", text.out);
    let json = run(at, &["insights", "car.ron", "--json"]);
    let answer: Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(answer["dismissed"][0]["reason"], "A new desk opens in May");
    let insights = answer["insights"].as_array().unwrap();
    assert!(insights.iter().all(|one| one["rule"] != "Low"));
}

#[test]
fn a_file_that_cannot_be_read_is_told_as_check_tells_it() {
    let folder = folder();
    let at = folder.path();
    fs::write(at.join("bad.ron"), "(version: 1, map: (tilte: \"x\"))").unwrap();
    let (told, checked) = (
        run(at, &["insights", "bad.ron"]),
        run(at, &["check", "bad.ron"]),
    );
    assert_eq!(
        (told.code, &told.out, &told.err),
        (1, &checked.out, &checked.err)
    );
    assert!(told.out.starts_with("bad.ron:1: "), "{}", told.out);
    let json = run(at, &["insights", "bad.ron", "--json"]);
    assert_eq!(
        (json.code, json.out.as_str()),
        (1, ""),
        "no lines among JSON"
    );
    assert!(json.err.contains("bad.ron"), "{}", json.err);
    let none = run(at, &["insights", "none.ron"]);
    assert_eq!((none.code, none.out.as_str()), (1, ""));
    assert!(none.err.contains("none.ron"), "{}", none.err);
}

#[test]
fn one_file_is_asked_for() {
    let folder = folder();
    for words in [&["insights"][..], &["insights", "a.ron", "b.ron"]] {
        let run = run(folder.path(), words);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{words:?}");
        assert!(
            run.err.contains("throughline insights --help"),
            "{}",
            run.err
        );
    }
}

#[test]
fn ten_thousand_cards_are_told_of() {
    let folder = folder();
    let at = folder.path();
    assert_eq!(
        run(at, &["new", "--template", "stress:10000", "-o", "a.ron"]).code,
        0
    );
    let run = run(at, &["insights", "a.ron", "--json"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let answer: Value = serde_json::from_str(&run.out).unwrap();
    assert!(answer["insights"].as_array().unwrap().len() > 10);
}
