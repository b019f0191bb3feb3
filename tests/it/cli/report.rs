//! What `throughline report` writes, and what it says of wrong uses.

use std::fs;

use throughline::{
    file,
    model::{Map, questions},
};

use super::{Run, folder, names, run, without_fonts};
use crate::samples;

/// A folder with a map of the samples.
fn with_map() -> (tempfile::TempDir, Map) {
    let folder = folder();
    let map = samples::bundled("car-purchase");
    let text = file::write(&map).unwrap();
    fs::write(folder.path().join("car.journey.ron"), text).unwrap();
    (folder, map)
}

fn report(folder: &tempfile::TempDir, more: &[&str]) -> Run {
    let day = ["report", "car.journey.ron", "--today", "2026-09-10"];
    run(folder.path(), &[&day[..], more].concat())
}

#[test]
fn a_report_is_written_as_the_end_of_its_name_says() {
    let (folder, map) = with_map();
    for (name, begins) in [
        ("out.md", format!("# {}\n", map.title)),
        ("out.html", "<!DOCTYPE html>".to_owned()),
        ("out.pdf", "%PDF-".to_owned()),
    ] {
        let done = report(&folder, &["-o", name]);
        assert_eq!((done.code, &*done.out), (0, ""), "{name}: {done:?}");
        assert_eq!(without_fonts(&done.err), "", "{name}");
        let bytes = fs::read(folder.path().join(name)).unwrap();
        let start = String::from_utf8_lossy(&bytes[..begins.len()]).into_owned();
        assert_eq!(start.to_lowercase(), begins.to_lowercase(), "{name}");
        let again = report(&folder, &["-o", "again.tmp.md", "--hand-out"]);
        assert_eq!(again.code, 0, "{again:?}");
        report(&folder, &["-o", name]);
        assert!(
            bytes == fs::read(folder.path().join(name)).unwrap(),
            "{name}"
        );
    }
}

#[test]
fn a_hand_out_holds_the_questions_instead_of_what_was_found() {
    let (folder, map) = with_map();
    assert_eq!(report(&folder, &["-o", "a.md"]).code, 0);
    assert_eq!(report(&folder, &["-o", "b.md", "--hand-out"]).code, 0);
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    let (whole, handed) = (read("a.md"), read("b.md"));
    assert!(whole.contains("## Insights") && !handed.contains("## Insights"));
    assert_eq!(handed.matches("Answer:").count(), questions(&map).len());
}

#[test]
fn the_day_decides_whether_a_review_is_due() {
    let (folder, mut map) = with_map();
    map.review.next = "2026-06-01".into();
    let path = folder.path().join("car.journey.ron");
    fs::write(&path, file::write(&map).unwrap()).unwrap();
    let on = |day: &str| {
        let words = ["report", "car.journey.ron", "-o", "o.md", "--today", day];
        assert_eq!(run(folder.path(), &words).code, 0);
        fs::read_to_string(folder.path().join("o.md")).unwrap()
    };
    assert!(on("2026-06-02").contains("- **Review**:"));
    assert!(!on("2026-05-31").contains("- **Review**:"));
}

#[test]
fn wrong_uses_are_told_and_write_nothing() {
    let (folder, _) = with_map();
    fs::write(folder.path().join("bad.journey.ron"), "(version: 1, map: (").unwrap();
    let before = names(folder.path());
    for (words, code, told) in [
        (&["report", "-o", "o.md"][..], 2, "which file?"),
        (&["report", "car.journey.ron"], 2, "-o"),
        (
            &["report", "car.journey.ron", "-o", "o.png"],
            2,
            "end its name in .pdf, .html or .md",
        ),
        (
            &["report", "car.journey.ron", "-o", "report"],
            2,
            "end its name in .pdf, .html or .md",
        ),
        (
            &["report", "car.journey.ron", "b", "-o", "o.md"],
            2,
            "one file too many",
        ),
        (
            &["report", "car.journey.ron", "-o", "o.md", "--today", "soon"],
            2,
            "“soon” is no day",
        ),
        (
            &[
                "report",
                "car.journey.ron",
                "-o",
                "o.pdf",
                "--preset",
                "a0x",
            ],
            2,
            "a0x",
        ),
        (
            &["report", "car.journey.ron", "-o", "o.md", "--hand-outs"],
            2,
            "--hand-out",
        ),
        (
            &["report", "none.journey.ron", "-o", "o.md"],
            1,
            "none.journey.ron",
        ),
        (
            &["report", "bad.journey.ron", "-o", "o.md"],
            1,
            "bad.journey.ron",
        ),
        (&["report", "car.journey.ron", "-o", "none/o.md"], 1, "none"),
    ] {
        let wrong = run(folder.path(), words);
        assert_eq!(wrong.code, code, "{words:?}: {wrong:?}");
        assert!(wrong.err.contains(told), "{words:?}: {}", wrong.err);
        assert_eq!(wrong.out, "", "{words:?}");
    }
    assert_eq!(names(folder.path()), before);
}

#[test]
fn help_tells_every_option_of_a_report() {
    let folder = folder();
    let help = run(folder.path(), &["report", "--help"]);
    assert_eq!((help.code, &*help.err), (0, ""));
    for option in [
        "--output",
        "--hand-out",
        "--preset",
        "--theme",
        "--today",
        "--part",
    ] {
        assert!(help.out.contains(option), "{option}");
    }
    assert!(
        help.out.lines().all(|line| line.chars().count() <= 80),
        "{}",
        help.out
    );
}
