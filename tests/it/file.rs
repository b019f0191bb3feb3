//! Tests of file: the text of a map, what is said of bad ones. Saving is
//! in `saving`, repairs in `mending`, damage by chance in `damage`.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod damage;
#[cfg(unix)]
mod limits;
#[cfg(target_os = "linux")]
mod memory;
mod mending;
#[cfg(unix)]
mod saving;
#[cfg(unix)]
mod versions;

use std::{env, fs, path::Path};

use throughline::{
    file::{self, FileError},
    model::{CardField, Edit, Map, stress_map},
};

use super::maps::{self, full_map};

const NAME: &str = "shop.journey.ron";

fn read(text: impl AsRef<[u8]>) -> Result<Map, FileError> {
    file::read(text.as_ref(), Path::new(NAME))
}

/// What is said of a text that is no map.
fn refusal(text: impl AsRef<[u8]>) -> String {
    read(text).unwrap_err().to_string()
}

/// The line and the words with which a change of the full map is refused.
fn refused_change(from: &str, to: &str) -> (Option<usize>, String) {
    let text = file::write(&full_map()).unwrap();
    let changed = text.replacen(from, to, 1);
    assert_ne!(changed, text, "{from:?} is not in the text");
    let error = read(changed).unwrap_err();
    (error.line(), error.to_string())
}

/// The line of a text that a needle is on.
fn line_of(text: &str, needle: &str) -> Option<usize> {
    text.lines()
        .position(|line| line.contains(needle))
        .map(|index| index + 1)
}

#[test]
fn the_first_version_opens_and_is_written_again_byte_for_byte() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/v1.journey.ron");
    if env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, file::write(&full_map()).unwrap()).unwrap();
    }
    let bytes = fs::read(&path).unwrap();
    let map = file::read(&bytes, &path).unwrap();
    assert_eq!(map, full_map());
    assert_eq!(file::write(&map).unwrap().as_bytes(), bytes);
}

#[test]
fn any_map_reads_back_equal_and_is_written_the_same_again() {
    maps::law(40, 8192, |u| {
        let map = maps::any_map(u)?;
        assert_eq!(map.check(), []);
        let text = file::write(&map).unwrap();
        let back = read(&text).unwrap();
        assert_eq!(back, map);
        assert_eq!(back.mint.0, map.mint.0);
        assert_eq!(file::write(&back).unwrap(), text);
        assert_eq!(read(text.replace('\n', "\r\n")).unwrap(), map);
        Ok(())
    });
}

#[test]
fn a_large_map_reads_back_equal() {
    let map = stress_map(5_000);
    let text = file::write(&map).unwrap();
    assert!(read(&text).unwrap() == map);
}

#[test]
fn the_text_is_pretty_with_four_blanks_and_ends_with_a_line_end() {
    let text = file::write(&Map {
        title: "It's café".into(),
        ..Map::default()
    })
    .unwrap();
    assert_eq!(
        text,
        "(\n    version: 1,\n    map: (\n        title: \"It's café\",\n    ),\n)\n"
    );
    let large = file::write(&full_map()).unwrap();
    assert!(!large.contains(['\r', '\t']) && !large.contains("#!"));
}

#[test]
fn renaming_one_card_changes_one_line() {
    let mut map = stress_map(200);
    let before = file::write(&map).unwrap();
    let id = map.stages[3].cards[5].id;
    map.apply(&Edit::SetCard(
        id,
        CardField::Text("Calls\nthe shop".into()),
    ))
    .unwrap();
    let after = file::write(&map).unwrap();
    let changed = before
        .lines()
        .zip(after.lines())
        .filter(|(one, other)| one != other);
    assert_eq!(changed.count(), 1);
    assert_eq!(before.lines().count(), after.lines().count());
}

#[test]
fn control_characters_and_marks_survive_and_hidden_ones_are_seen_in_the_file() {
    let title = "a\u{0}\u{1b}[0m\u{202e}b\u{feff}\r\n\te\u{301} ที่ don't \u{301}";
    let map = Map {
        title: title.into(),
        ..Map::default()
    };
    let text = file::write(&map).unwrap();
    assert_eq!(read(&text).unwrap().title, title);
    assert!(text.contains("\\u{202e}") && text.contains("\\u{1b}") && text.contains("\\u{feff}"));
    assert!(text.contains("e\u{301} ที่ don't"), "{text}");
}

#[test]
fn byte_order_mark_foreign_line_ends_comments_and_extensions_are_read() {
    let text = file::write(&full_map()).unwrap();
    let same = |text: String| assert_eq!(read(text).unwrap(), full_map());
    same(format!("\u{feff}{text}"));
    same(text.replace('\n', "\r\n"));
    same(format!("// ours\n/* and /* theirs */ */\n{text}"));
    same(format!("#![enable(implicit_some)]\n{text}"));
    let sorted = read("(map: (title: \"x\"), version: 1)").unwrap();
    assert_eq!(sorted.title, "x");
    let by_hand = read("(version: 1, map: (title: \"one\r\ntwo\"))").unwrap();
    assert_eq!(by_hand.title, "one\ntwo");
}

#[test]
fn a_newer_version_is_refused_by_its_number_whatever_it_holds() {
    for (text, version) in [
        ("(version: 7, map: (title: \"x\"))", "7"),
        (
            "#![enable(later)]\n// c\n(\n version : 2 , future: {{}",
            "2",
        ),
        ("(map: (title: \"x\"), version: 9)", "9"),
        (
            "(version: 99999999999999999999999, map: ())",
            "99999999999999999999999",
        ),
    ] {
        assert_eq!(
            refusal(text),
            format!(
                "shop.journey.ron was written by a newer Throughline, file version {version}; \
                 this one reads up to 1. Update Throughline to open it"
            )
        );
    }
    assert!(refusal("(version: 0, map: ())").contains("version 0 does not exist"));
    assert!(refusal("(map: (title: \"x\"))").contains("write version: 1 before map:"));
    assert!(refusal("(version: 1)").contains("a version but no map"));
    assert!(refusal("(title: \"x\")").contains("no field “title”; allowed are version, map"));
    assert!(refusal("(version: \"1\", map: ())").contains("a whole number belongs here"));
}

#[test]
fn what_is_no_map_is_named() {
    let utf16: Vec<u8> = "(version: 1)"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let table: [(&[u8], &str); 20] = [
        (b"", "the file is empty"),
        (b" \n\n", "only blank lines"),
        (b"\0\0\0\0", "nothing but zeros"),
        (
            b"(vers\0ion",
            "line 1, column 6: this is binary data or a damaged file",
        ),
        (b"\xff\xfe(\0", "UTF-16"),
        (&utf16, "UTF-16"),
        (
            b"(version: 1, map: (\n title: \"caf\xe9\"",
            "line 2, column 13: this is not UTF-8 text",
        ),
        (b"{\"version\": 1}", "this is JSON, not a journey map"),
        (b"[1, 2]", "this is JSON"),
        (b"journey\n  title Shop", "this is a Mermaid text"),
        (
            b"---\ntitle: x\n---\n%% c\njourney\n",
            "this is a Mermaid text",
        ),
        (b"```mermaid\njourney\n", "this is a Mermaid text"),
        (b"<!DOCTYPE html><html>", "a web page (HTML)"),
        (b"<?xml version=\"1.0\"?>", "this is XML"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"PK\x03\x04\x14", "a ZIP archive"),
        (b"%PDF-1.7", "a PDF document"),
        (b"Dear team, the map is", "this is not a journey map"),
        (
            b"(version: 1, map: ())\n(",
            "line 2, column 1: something follows the end of the map",
        ),
        (b"// only a comment", "restore it from a backup"),
    ];
    for (bytes, words) in table {
        let said = refusal(bytes);
        assert!(
            said.starts_with(NAME) && said.contains(words),
            "{words:?} is not in {said:?}"
        );
    }
}

#[test]
fn a_conflict_left_by_git_is_named_with_its_first_line() {
    let text = file::write(&full_map()).unwrap();
    let mark =
        "<<<<<<< HEAD\n        goal: \"a\",\n=======\n        goal: \"b\",\n>>>>>>> theirs\n";
    let conflict = text.replacen("        goal: \"Nothing is lost\",\n", mark, 1);
    let error = read(&conflict).unwrap_err();
    assert_eq!(error.line(), line_of(&conflict, "<<<<<<<"));
    assert!(error.to_string().contains("a conflict was left"), "{error}");
}

/// What is wrong in a file: the text, what stands there instead, what is said.
const WRONG: [(&str, &str, &str); 24] = [
    (
        "title:",
        "titel:",
        "the map has no field “titel”; did you mean “title”?",
    ),
    (
        "goal:",
        "aims:",
        "the map has no field “aims”; allowed are title, kind,",
    ),
    (
        "Some(Assumed)",
        "Some(asumed)",
        "“asumed” is not a level of evidence; did you mean “Assumed”?",
    ),
    (
        "Some(Assumed)",
        "Some(Maybe)",
        "allowed are Observed, Reported, Assumed, Proposed",
    ),
    ("Some(Assumed)", "Assumed", "write Some(value) or None"),
    (
        "at: 0.25",
        "at: 1.5",
        "a position across a stage must be a number from 0 to 1, not 1.5",
    ),
    (
        "at: 0.25",
        "at: NaN",
        "must be a number from 0 to 1, not NaN",
    ),
    (
        "at: 0.25",
        "at: -inf",
        "must be a number from 0 to 1, not -inf",
    ),
    ("at: 0.25", "at: \"left\"", "a number belongs here"),
    (
        "span: 1.5",
        "span: 9",
        "the width of a stage must be a number from 0.25 to 8, not 9",
    ),
    (
        "feeling: Some(-1.75)",
        "feeling: Some(-2.5)",
        "a feeling must be a number from -2 to 2",
    ),
    (
        "severity: Some(5)",
        "severity: Some(6)",
        "a level must be a number from 1 to 5, not 6",
    ),
    (
        "severity: Some(5)",
        "severity: Some(600)",
        "the number is out of range",
    ),
    ("id: 50,", "id: -3,", "the number is out of range"),
    (
        "id: 50,",
        "id: 50.5,",
        "a whole number belongs here, without a fraction",
    ),
    (
        "moment_of_truth: true",
        "moment_of_truth: yes",
        "true or false belongs here",
    ),
    (
        "owner: \"Post room\"",
        "owner: Post room",
        "text in double quotes \"\" belongs here",
    ),
    (
        "owner: \"Post room\",",
        "owner: \"a\", owner: \"b\",",
        "a card has the field “owner” twice",
    ),
    (
        "owner: \"Post room\",",
        "owner \"Post room\",",
        "write field: value",
    ),
    (
        "participants: [",
        "participants: (",
        "a list in square brackets [ ] belongs here",
    ),
    (
        "scale: Some((\"Delighted\", \"Furious\"))",
        "scale: Some(3)",
        "an opening bracket ( belongs here",
    ),
    (
        "scale: Some((\"Delighted\", \"Furious\"))",
        "scale: Some((\"a\"))",
        "a pair of texts",
    ),
    ("C:\\\\maps", "C:\\maps", "write \\\\ for a plain backslash"),
    ("map: (", "map: Foo(", "the name “Foo” does not belong here"),
];

#[test]
fn a_wrong_field_or_value_is_told_with_its_line_and_what_to_write() {
    let text = file::write(&full_map()).unwrap();
    for (from, to, words) in WRONG {
        let (line, said) = refused_change(from, to);
        assert_eq!(line, line_of(&text, from), "{said}");
        assert!(said.contains(words), "{words:?} is not in {said:?}");
        assert!(said.contains(", column "), "{said}");
    }
}

#[test]
fn a_missing_comma_quote_or_field_is_told_near_its_line() {
    let text = file::write(&full_map()).unwrap();
    for (from, to, words, below) in [
        (
            "owner: \"Post room\",",
            "owner: \"Post room\"",
            "a comma belongs here",
            1,
        ),
        (
            "owner: \"Post room\",",
            "owner: \"Post room,",
            "a double quote \" is missing",
            1,
        ),
        (
            "lane: 10,",
            "",
            "a card that ends here has no field “lane” and needs one",
            18,
        ),
    ] {
        let (line, said) = refused_change(from, to);
        assert_eq!(
            line,
            line_of(&text, from).map(|line| line + below),
            "{said}"
        );
        assert!(said.contains(words), "{said}");
    }
}

#[test]
fn broken_rules_keep_a_file_from_opening_and_are_all_listed() {
    let text = file::write(&full_map()).unwrap();
    for (from, to, words) in [
        (
            "lane: 10,",
            "lane: 99,",
            "is on lane 99, which does not exist",
        ),
        (
            "curve: 30,",
            "curve: 77,",
            "is on curve 77, which does not exist",
        ),
        (
            "metric: Some(70)",
            "metric: Some(700)",
            "shows a metric that does not exist",
        ),
        (
            "id: 100,",
            "id: 10,",
            "card “” has the same id 10 as lane “Actions”",
        ),
        (
            "score: Some(9.5)",
            "score: Some(inf)",
            "a score that is not a finite number",
        ),
        (
            "score: Some(-0.5)",
            "score: Some(NaN)",
            "a score that is not a finite number",
        ),
        (
            "persona: Some(1)",
            "persona: Some(9)",
            "names a persona that does not exist",
        ),
    ] {
        let (line, said) = refused_change(from, to);
        assert!(said.contains(words), "{said}");
        assert!(line.is_some(), "{said}");
    }
    let (line, said) = refused_change("lane: 10,", "lane: 99,");
    assert_eq!(line, line_of(&text, "lane: 10,"), "{said}");
    let (line, said) = refused_change("id: 100,", "id: 10,");
    assert_eq!(line, line_of(&text, " id: 100,"), "{said}");
    let several = text.replace("curve: 3", "curve: 7");
    let error = read(several).unwrap_err();
    assert_eq!(error.reasons().len(), 2);
    assert!(
        error.to_string().contains(": 2 problems; correct them"),
        "{error}"
    );
}

#[test]
fn a_date_that_is_none_does_not_keep_a_file_from_opening() {
    let mut map = full_map();
    map.review.next = "soon".into();
    let back = read(file::write(&map).unwrap()).unwrap();
    assert_eq!(back.flaws().len(), 1);
    assert_eq!(back.check(), back.flaws());
}

#[test]
fn nesting_without_end_is_refused_and_not_survived_by_luck() {
    let deep = "(".repeat(100_000);
    for text in [
        deep.clone(),
        format!("(version: 1, map: {deep}"),
        format!("(version: 1, map: (title: {}", "[".repeat(100_000)),
        format!("(map: (x: {}", "[".repeat(100_000)),
        format!("(later: {deep}, version: 1)"),
        format!("(version: 1, map: (title: \"x\")) {}", "/*".repeat(100_000)),
    ] {
        assert!(matches!(read(text), Err(FileError::Unreadable { .. })));
    }
}
