//! The language as Mermaid 11.17 reads it. Each expectation was run through
//! Mermaid itself.

use throughline::file::mermaid::{MermaidFault, read_strictly};

use super::{sketch, strict};

#[test]
fn statements_may_stand_in_any_order_and_a_later_title_counts() {
    let text = "journey title One\nA: 5: Me\nSECTION S\n TITLE  Two \nB: 3:Cat,Me\nsection S\nsection   T  ";
    assert_eq!(
        strict(text),
        [
            "title \" Two \"",
            "  \"A\" 5 [\"Me\"]",
            "section \"S\"",
            "  \"B\" 3 [\"Cat\", \"Me\"]",
            "section \"S\"",
            "section \"  T  \"",
        ]
    );
    assert_eq!(strict("journey"), ["title \"\""]);
}

#[test]
fn scores_and_people_are_split_as_mermaid_splits_them() {
    for (line, read) in [
        ("Task: 5", "\"Task\" 5 []"),
        ("Task : 5:", "\"Task \" 5 [\"\"]"),
        ("Task: : Me", "\"Task\" 0 [\"Me\"]"),
        (
            "Task: 2: Me,,Zed,",
            "\"Task\" 2 [\"Me\", \"\", \"Zed\", \"\"]",
        ),
        ("Task: five: Me", "\"Task\" ? [\"Me\"]"),
        ("Task: 5: Me: note", "\"Task\" 5 [\"Me\"]"),
        ("Task: 0x10", "\"Task\" 16 []"),
        ("Task: Infinity", "\"Task\" inf []"),
        ("Task: -2.5 #late: You", "\"Task\" -2.5 []"),
        ("09:00 standup: 4: Me", "\"09\" ? [\"4\"]"),
        ("A: 5: Me %% x", "\"A\" 5 [\"Me %% x\"]"),
        (
            "“Quoted, name”: 1: \"a, b\"",
            "\"“Quoted, name”\" 1 [\"\\\"a\", \"b\\\"\"]",
        ),
        ("任务，一: 4: 我，他", "\"任务，一\" 4 [\"我，他\"]"),
        ("Titles are read: 3", "\"Titles are read\" 3 []"),
        ("Sections checked: 3", "\"Sections checked\" 3 []"),
        ("a#59;b#58;c: 4: d#44;e", "\"a;b:c\" 4 [\"d,e\"]"),
        ("One<br>Two<BR />Three: 3", "\"One\\nTwo\\nThree\" 3 []"),
    ] {
        let text = format!("journey\n  {line}");
        assert_eq!(
            strict(&text),
            ["title \"\"", &format!("  {read}")],
            "{line}"
        );
    }
}

#[test]
fn comments_directives_and_keywords_vanish_where_mermaid_drops_them() {
    let text = "%% a\n\n%%{init: {\n 'theme': 'dark'}}%%\njourney\r%% b\r\n  # c\nX%% d: 5\n%e: 5\n\
        title Sprint #4\naccTitle : a; #b\naccDescr {\n  one\n   two }\nA%%{wrap}%%: 5";
    assert_eq!(
        strict(text),
        [
            "title \"Sprint \"",
            "accTitle \"a; #b\"",
            "accDescr \"one\\ntwo\"",
            "  \"A\" 5 []",
        ]
    );
    // A keyword alone takes the next line, and a title its task.
    let text = "journey\ntitle\nA: 5: Me\nsection\nB\ntitle page opens: 5: Me";
    assert_eq!(
        strict(text),
        ["title \"page opens: 5: Me\"", "section \"B\""]
    );
}

#[test]
fn front_matter_gives_a_title_unless_the_body_has_one() {
    for (yaml, title) in [
        ("title: Plain # not this", "Plain"),
        ("config:\n  title: no\ntitle: 'It''s'", "It's"),
        ("title: \"A \\\"B\\\" \\u00e9\"", "A \"B\" é"),
        ("title: |\n  One\n  Two", "One\nTwo"),
        ("title: >-\n  One\n  Two", "One Two"),
        ("title:\n  deeper", "deeper"),
        ("title: 12", "12"),
        ("title: ~", ""),
        ("displayMode: compact", ""),
    ] {
        let text = format!("---\n{yaml}\n---\n\njourney\nA: 1");
        assert_eq!(strict(&text)[0], format!("title {title:?}"), "{yaml}");
    }
    let both = "  ---\n  title: Front\n  ---\n journey\n title Body";
    assert_eq!(strict(both), ["title \"Body\""]);
}

#[test]
fn what_mermaid_refuses_is_refused_with_line_and_reason() {
    type Fault = fn(String) -> MermaidFault;
    for (line, fault, shown) in [
        ("Just a line", MermaidFault::NoColon as Fault, "Just a line"),
        ("Task:", MermaidFault::NoScore, "Task:"),
        ("A; B: 5: Me", MermaidFault::Semicolon, "A; B: 5: Me"),
        ("A: 5: Me;", MermaidFault::NoName, ";"),
        (
            "Fix bug #12: 5: Me",
            MermaidFault::NumberSign,
            "Fix bug #12: 5: Me",
        ),
        (
            "section Phase 1: Discover",
            MermaidFault::NoName,
            ": Discover",
        ),
        ("title ", MermaidFault::NoColon, "title"),
    ] {
        let error = read_strictly(&format!("%% c\njourney\n\nOk: 3\n{line}\n")).unwrap_err();
        if line == "A: 5: Me;" {
            assert_eq!(error.fault, MermaidFault::Semicolon(";".into()));
        } else {
            assert_eq!(error.fault, fault(shown.into()), "{line}");
        }
        assert_eq!(error.line, 5, "{line}");
    }
    for text in [
        "journeyX\nA: 5",
        "journey\njourney starts: 5: Me",
        "journey\nA: 5\naccDescr {",
    ] {
        assert!(read_strictly(text).is_err(), "{text}");
    }
    for text in [
        "JOURNEY\nA: 5",
        "graph TD\nA-->B",
        "",
        "\u{feff}\n",
        "---\ntitle: x\njourney",
    ] {
        assert!(read_strictly(text).is_err(), "{text}");
    }
}

#[test]
fn legends_are_sorted_by_utf16_as_javascript_sorts() {
    let journey = read_strictly("journey\nA: 1: b, a, B, 😀, \u{ff5e}, b").unwrap();
    assert_eq!(journey.actors(), ["B", "a", "b", "😀", "\u{ff5e}"]);
    assert_eq!(sketch(&journey).len(), 2);
}
