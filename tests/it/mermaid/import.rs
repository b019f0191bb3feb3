//! What the import accepts beyond Mermaid, what it says about it, and the map
//! that comes of it.

use std::fmt::Write as _;

use throughline::{
    file::limits::{MERMAID_BYTES, MERMAID_LINES},
    file::mermaid::{MermaidFault, import, read_leniently, read_strictly},
    model::{LaneKind, Map},
};

use super::{lenient, sample_texts, sketch};

#[test]
fn lines_that_mermaid_misreads_are_repaired_with_a_warning() {
    for (line, read, warning) in [
        (
            "Pay -> 3: User, System",
            "\"Pay\" 3 [\"User\", \"System\"]",
            "Pay -> 3",
        ),
        ("Pay → 4", "\"Pay\" 4 []", "refuses"),
        (
            "09:00 standup: 4: Me",
            "\"09:00 standup\" 4 [\"Me\"]",
            "the task “09”",
        ),
        ("Meet 10:30: 4", "\"Meet 10:30\" 4 []", "“Meet 10”"),
        (
            "Open https://x: 5: Me",
            "\"Open https://x\" 5 [\"Me\"]",
            "“Open https”",
        ),
        (
            "Ratio 3: 2: 4: Me",
            "\"Ratio 3: 2\" 4 [\"Me\"]",
            "“Ratio 3”",
        ),
        ("Rate: 3,5: Me", "\"Rate\" 3.5 [\"Me\"]", "decimal point"),
        (
            "任务：5：我，他",
            "\"任务\" 5 [\"我\", \"他\"]",
            "full-width",
        ),
        ("Fix #12: 5: Me", "\"Fix #12\" 5 [\"Me\"]", "#35;"),
        ("A; B: 5: Me", "\"A; B\" 5 [\"Me\"]", "#59;"),
        ("A: 5: Me;", "\"A\" 5 [\"Me\"]", "semicolon at the end"),
        ("A &amp; B: 5", "\"A & B\" 5 []", "“&amp;” was read as “&”"),
        (
            "title page opens: 5: Me",
            "\"title page opens\" 5 [\"Me\"]",
            "as a task",
        ),
        (
            "section leader calls: 5: Me",
            "\"section leader calls\" 5 [\"Me\"]",
            "as a task",
        ),
        (
            "journey starts: 5: Me",
            "\"journey starts\" 5 [\"Me\"]",
            "“journey”",
        ),
        ("Task:", "\"Task\" ? []", "not known"),
        (
            "Task: five: Me",
            "\"Task\" ? [\"Me\"]",
            "“five” is not a number",
        ),
        (
            "A: 5: Child#1, Child#2",
            "\"A\" 5 [\"Child\"]",
            "“#1, Child#2” is a comment",
        ),
        (
            "A: 5: Me: a note",
            "\"A\" 5 [\"Me\"]",
            "“a note” behind the actors",
        ),
        ("A: : Me", "\"A\" 0 [\"Me\"]", "blank score is 0"),
        ("A#bogus; b: 5", "\"A#bogus; b\" 5 []", "“#bogus;”"),
    ] {
        let (read_as, warnings) = lenient(&format!("journey\ntitle T\nsection S\n  {line}\n"));
        assert_eq!(read_as[2..], [format!("  {read}")], "{line}");
        let said = warnings
            .iter()
            .any(|w| w.starts_with("line 4: ") && w.contains(warning));
        assert!(said, "{line}: {warnings:?}");
    }
}

#[test]
fn titles_and_sections_that_mermaid_refuses_or_shortens_are_told() {
    for (line, read, warning) in [
        (
            "section Phase 1: Discover",
            "section \"Phase 1: Discover\"",
            "#58;",
        ),
        ("section Week: 2", "section \"Week: 2\"", "#58;"),
        ("section", "section \"\"", "no name"),
        (
            "section Sprint #4",
            "section \"Sprint \"",
            "“#4” is a comment",
        ),
        ("section #4", "section \"#4\"", "number sign"),
        ("section A; B", "section \"A; B\"", "#59;"),
    ] {
        let (read_as, warnings) = lenient(&format!("journey\ntitle T\n{line}\nA: 1"));
        assert_eq!(read_as[1], read, "{line}");
        let said = warnings
            .iter()
            .any(|w| w.starts_with("line 3: ") && w.contains(warning));
        assert!(said, "{line}: {warnings:?}");
    }
    let (read, warnings) = lenient("JOURNEY\ntitle Top: 5: Me\ntitle\nA: 1\n X%% b\naccTitle:\n");
    assert_eq!(read, ["title \"A: 1\""]);
    assert_eq!(warnings.len(), 4, "{warnings:?}");
}

#[test]
fn the_first_journey_of_a_markdown_file_is_read_at_its_own_lines() {
    let text = "# Head\n\n````\n```mermaid\njourney\nNo: 1\n```\n````\n\n```mermaid\npie\n```\n\
        1. ```mermaid\n   ```mermaid\n   journey\n     A -> 5: Me\n   ```\n\n~~~ {mermaid}\njourney\nB: 2\n~~~\n";
    let (read, warnings) = lenient(text);
    assert_eq!(read, ["title \"\"", "  \"A\" 5 [\"Me\"]"]);
    assert!(
        warnings
            .iter()
            .any(|w| w.starts_with("line 16: read as the task “A”"))
    );
    assert!(
        warnings
            .iter()
            .any(|w| w.starts_with("line 19: another journey"))
    );
    assert!(
        warnings
            .iter()
            .any(|w| w.starts_with("line 1: text outside"))
    );
    assert_eq!(warnings.len(), 3, "{warnings:?}");
    let error = read_leniently("text\n```mermaid\npie\n```\n").unwrap_err();
    assert_eq!(error.fault, MermaidFault::NotAJourney("pie".into()));
    assert_eq!(error.line, 3);
}

#[test]
fn a_sample_without_repairs_is_read_as_mermaid_reads_it() {
    for (name, text) in sample_texts() {
        let (journey, warnings) = read_leniently(&text).unwrap();
        match read_strictly(&text) {
            Ok(strict) if !name.starts_with("15") => assert_eq!(journey, strict, "{name}"),
            Ok(_) => assert_eq!(warnings.len(), 12, "{name}: one for each arrow"),
            Err(_) => assert!(name.starts_with("04"), "{name}"),
        }
    }
}

#[test]
fn arrows_of_the_last_sample_become_scores_and_actors() {
    let texts = sample_texts();
    let Some((_, text)) = texts.last() else {
        return;
    };
    let (journey, _) = read_leniently(text).unwrap();
    let scores: Vec<f64> = journey.tasks.iter().filter_map(|task| task.score).collect();
    assert_eq!(
        scores,
        [3.0, 2.0, 5.0, 1.0, 3.0, 4.0, 2.0, 1.0, 4.0, 5.0, 3.0, 2.0]
    );
    assert_eq!(journey.actors(), ["System", "User"]);
    assert_eq!(journey.tasks[0].name, "Discover the tool");
}

/// A map in short: stages with their span, cards with place, feeling and note.
fn short(map: &Map) -> Vec<String> {
    let mut lines = Vec::new();
    for stage in &map.stages {
        lines.push(format!("{} {}", stage.name, stage.span.value()));
        for (card, point) in stage.cards.iter().zip(&stage.points) {
            assert_eq!((point.card, point.at), (Some(card.id), card.at));
            let mut line = format!("  {} at {}", card.text, card.at.value());
            match point.feeling {
                Some(feeling) => write!(line, " {:+}", feeling.value()).unwrap(),
                None => line += " not known",
            }
            if let Some(score) = point.score {
                write!(line, " ({score})").unwrap();
            }
            lines.push(format!("{line} [{}]", card.note));
        }
    }
    lines
}

#[test]
fn sections_become_stages_tasks_cards_and_actors_personas() {
    let text = "journey\ntitle T\naccTitle: Short\naccDescr: Long\nEarly: 3\nsection A\n\
        One: 1: Me\nTwo: x\nThree: 4.5: Cat, Me\nFour: 5:\nsection A\nFive: 2: Smith#44; J, Me: more";
    let imported = import(text).unwrap();
    let map = &imported.map;
    assert_eq!(map.check(), []);
    assert_eq!(map.title, "T");
    assert_eq!(map.purpose, "Accessible title: Short\nLong");
    let kinds: Vec<LaneKind> = map.lanes.iter().map(|lane| lane.kind).collect();
    assert_eq!(kinds, [LaneKind::Actions, LaneKind::Emotion]);
    let personas: Vec<&str> = map.personas.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(personas, ["Cat", "Me", "Smith, J"]);
    assert_eq!(
        short(map),
        [
            " 1",
            "  Early at 0.5 +0 []",
            "A 1.3333",
            "  One at 0 -2 [Actors: Me]",
            "  Two at 0.3333 not known []",
            "  Three at 0.6667 +1.5 [Actors: Cat, Me]",
            "  Four at 1 +2 [Actors:]",
            "A 1",
            "  Five at 0.5 -1 [Actors: Smith\\, J, Me\nmore]",
        ]
    );
    let about = |line, words: &str| {
        let mut warnings = imported.warnings.iter();
        assert!(
            warnings.any(|w| w.line == line && w.text.contains(words)),
            "{words}"
        );
    };
    about(4, "accTitle and accDescr became the purpose");
    about(5, "without a name");
    about(10, "actor without a name");
}

#[test]
fn scores_outside_the_scale_keep_their_order_and_their_numbers() {
    let imported =
        import("journey\ntitle T\nsection S\nA: 0\nB: 5\nC: 10\nD: Infinity\nE: ?").unwrap();
    assert_eq!(
        short(&imported.map)[1..],
        [
            "  A at 0 -2 (0) []",
            "  B at 0.25 +0 (5) []",
            "  C at 0.5 +2 (10) []",
            "  D at 0.75 +2 []",
            "  E at 1 not known []",
        ]
    );
    let lines: Vec<usize> = imported.warnings.iter().map(|w| w.line).collect();
    assert_eq!(lines, [4, 6, 7, 8]);
    assert!(imported.warnings[0].text.contains("from 0 to 10"));
    let extreme = import("journey\nA: -1e308\nB: 1e308\nC: 3").unwrap().map;
    assert_eq!(extreme.check(), []);
    assert!(extreme.stages[0].points.iter().all(|p| p.feeling.is_some()));
}

#[test]
fn bad_texts_are_refused_with_line_cause_and_next_step() {
    for (text, said) in [
        (
            "",
            "line 1: there is no diagram here; a journey begins with the line “journey”",
        ),
        (
            "{\"a\": 1}",
            "line 1: this is not a journey diagram: it begins with “{\"a\": 1}”",
        ),
        (
            "journey\n<<<<<<< HEAD\nA: 1",
            "line 2: this is the mark of a merge conflict",
        ),
        (
            "journey\nA: 1\n\nsome words",
            "line 4: “some words” has no score; write",
        ),
        (
            "---\ntitle: x\njourney",
            "line 1: the front matter that begins here is never closed",
        ),
        (
            "journey\naccDescr {\nA: 1",
            "line 2: the description that “accDescr {” opens",
        ),
        (
            "%% x\njourney\njourney",
            "line 3: “journey” stands here once more",
        ),
    ] {
        let error = import(text).unwrap_err().to_string();
        assert!(error.starts_with(said), "{text:?}: {error}");
    }
    let long = format!("journey\n{}", "x".repeat(MERMAID_BYTES));
    assert_eq!(import(&long).unwrap_err().fault, MermaidFault::TooLong);
    let many = format!("journey\n{}", "section S\n".repeat(501));
    let error = import(&many).unwrap_err().to_string();
    assert!(
        error.contains("501 stages, and 500 is the limit"),
        "{error}"
    );
    let tall = format!("journey{}", "\n".repeat(MERMAID_LINES));
    assert_eq!(import(&tall).unwrap_err().fault, MermaidFault::TooManyLines);
}

#[test]
fn any_text_is_read_or_refused_without_a_panic() {
    const PARTS: &[&str] = &[
        "journey",
        "title",
        "section ",
        "accTitle:",
        "accDescr {",
        "}",
        "\n",
        "\r\n",
        " ",
        "\u{a0}",
        ": 5: Me",
        ": ",
        ":",
        ",",
        ";",
        "#",
        "#59;",
        "%%",
        "%%{init",
        "}%%",
        "---\n",
        "```mermaid\n",
        "```\n",
        "->",
        "3,5",
        "：",
        "<br>",
        "<a =\"",
        "&amp;",
        "é",
        "😀",
        "ﬂ°°",
        "¶ß",
        "A",
        "10:30",
    ];
    let mut read = 0;
    let mut law = |random: &mut arbitrary::Unstructured<'_>| {
        let mut text = String::from(if random.ratio(3, 4)? { "journey\n" } else { "" });
        for _ in 0..random.int_in_range(0..=12)? {
            text.push_str(random.choose(PARTS)?);
        }
        if let (Ok(strict), Ok((lenient, warnings))) = (read_strictly(&text), read_leniently(&text))
            && warnings.is_empty()
        {
            assert_eq!(sketch(&strict), sketch(&lenient), "{text:?}");
            read += 1;
        }
        if let Ok(imported) = import(&text) {
            assert_eq!(imported.map.check(), [], "{text:?}");
        }
        Ok(())
    };
    for seed in 0..3000 {
        arbtest::arbtest(&mut law).seed(seed << 32 | 256);
    }
    assert!(read > 100, "only {read} texts were read without a warning");
}

#[test]
fn a_long_text_is_read_in_linear_time() {
    for unit in [
        "A: 5: Me\n",
        "<a",
        "accDescr{}",
        "#a",
        "%%{a",
        "title\n\n",
        "a -> ",
        "：",
        "x:",
    ] {
        let text = format!(
            "journey\n{}",
            unit.repeat((MERMAID_BYTES - 10) / unit.len())
                .replace("\n\n", "\n")
        );
        let text: String = text
            .lines()
            .take(MERMAID_LINES - 1)
            .collect::<Vec<_>>()
            .join("\n");
        let _ = (read_strictly(&text), import(&text));
    }
    let text = format!("journey\n{}", "A: 5: Me\n".repeat(MERMAID_LINES - 3));
    assert_eq!(import(&text).unwrap().map.card_count(), MERMAID_LINES - 3);
}
