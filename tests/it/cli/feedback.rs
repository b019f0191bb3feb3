//! Bringing a table of feedback into the log of a map on the command line.

use std::{fs, path::Path, process::Command};

use throughline::{
    file,
    model::{Map, Stage, StageId, StageRule, Survey},
};

use super::{Run, folder, names};

/// Runs the program with a place of its own for versions.
fn run(at: &Path, arguments: &[&str]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_throughline"))
        .args(arguments)
        .current_dir(at)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env("XDG_STATE_HOME", at.join("state"))
        .output()
        .unwrap();
    Run {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A folder with a map of two stages and a rule.
fn with_map() -> tempfile::TempDir {
    let folder = folder();
    let mut map = Map {
        title: "Shop".into(),
        ..Map::default()
    };
    for (id, name) in [(1, "Order"), (2, "Delivery")] {
        map.stages.push(Stage::new(StageId(id), name).into());
    }
    map.rules = vec![StageRule {
        words: "parcel".into(),
        stage: Some(StageId(2)),
        card: None,
    }];
    map.restore_mint();
    fs::write(
        folder.path().join("shop.journey.ron"),
        file::write(&map).unwrap(),
    )
    .unwrap();
    folder
}

fn read(at: &Path) -> Map {
    let bytes = fs::read(at.join("shop.journey.ron")).unwrap();
    file::read(&bytes, Path::new("shop.journey.ron")).unwrap()
}

const TABLE: &str = "feedback_id,comment,nps,date\n\
                     1,The parcel was late,3,2025-03-04\n\
                     2,All fine,10,2025-03-05\n\
                     3,Hm,11,2025-02-30\n";

const IMPORT: [&str; 5] = [
    "feedback",
    "import",
    "table.csv",
    "--into",
    "shop.journey.ron",
];

#[test]
fn a_table_goes_into_the_log_and_the_version_before_is_kept() {
    let folder = with_map();
    let at = folder.path();
    fs::write(at.join("table.csv"), TABLE).unwrap();
    let run_once = run(at, &IMPORT);
    assert_eq!(run_once.code, 0, "{run_once:?}");
    assert!(run_once.out.contains("nps: Score\n"), "{run_once:?}");
    let last = "added 3 answers, 1 of them with what they speak of\n";
    assert!(run_once.out.ends_with(last), "{run_once:?}");
    for line in [
        "table.csv:4: “11” is no answer of NPS, 0 to 10; it is kept in the note",
        "table.csv:4: “2025-02-30” is no date that can be read; it is kept in the note",
    ] {
        assert!(run_once.err.contains(line), "{line} in\n{}", run_once.err);
    }
    let map = read(at);
    let first = &map.feedback[0];
    assert_eq!((first.score, first.survey), (Some(3.0), Some(Survey::Nps)));
    assert_eq!(first.stage, Some(StageId(2)), "the rule of the map");
    assert!(at.join("state").is_dir(), "{:?}", names(at));
    // Once more: nothing is new.
    let again = run(at, &IMPORT);
    assert_eq!(again.code, 0);
    let last = "added 0 answers; left out 3 that are there already\n";
    assert!(again.out.ends_with(last), "{again:?}");
    assert_eq!(read(at).feedback.len(), 3);
}

#[test]
fn a_dry_run_says_the_same_and_writes_nothing() {
    let folder = with_map();
    let at = folder.path();
    fs::write(at.join("table.csv"), TABLE).unwrap();
    let before = fs::read(at.join("shop.journey.ron")).unwrap();
    let dry = run(at, &[&IMPORT[..], &["--dry-run"]].concat());
    assert_eq!(dry.code, 0, "{dry:?}");
    assert!(dry.out.contains("would add 3 answers"), "{dry:?}");
    assert_eq!(fs::read(at.join("shop.journey.ron")).unwrap(), before);
    assert!(!at.join("state").exists());
}

#[test]
fn columns_survey_dates_encoding_and_signs_can_be_told() {
    let folder = with_map();
    let at = folder.path();
    let text = "wo;wann;wie;größe\nBestellung langsam;3/4/2025;5;L\n";
    let bytes: Vec<u8> = text
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    fs::write(at.join("table.csv"), bytes).unwrap();
    let more = [
        "--map-column",
        "wo=verbatim",
        "--map-column",
        "wann=date",
        "--map-column",
        "wie=score",
        "--map-column",
        "größe=topic",
        "--survey",
        "csat",
        "--dates",
        "month-first",
        "--encoding",
        "windows-1252",
        "--delimiter",
        "semicolon",
    ];
    let done = run(at, &[&IMPORT[..], &more[..]].concat());
    assert_eq!(done.code, 0, "{done:?}");
    let map = read(at);
    let first = &map.feedback[0];
    assert_eq!(
        (&*first.verbatim, &*first.topic),
        ("Bestellung langsam", "L")
    );
    assert_eq!(
        (&*first.date, first.survey),
        ("2025-03-04", Some(Survey::Csat))
    );
}

#[test]
fn wrong_uses_are_told_and_change_nothing() {
    let folder = with_map();
    let at = folder.path();
    fs::write(at.join("table.csv"), TABLE).unwrap();
    let before = fs::read(at.join("shop.journey.ron")).unwrap();
    for (arguments, code, words) in [
        (&["feedback"][..], 2, "into which map?"),
        (
            &["feedback", "export", "x", "--into", "y"],
            2,
            "feedback import TABLE",
        ),
        (&["feedback", "import", "--into", "y"], 2, "which table?"),
        (
            &["feedback", "import", "a", "b", "--into", "y"],
            2,
            "one file too many",
        ),
        (
            &["feedback", "import", "a", "--into", "y", "--survey", "npx"],
            2,
            "did you mean “nps”",
        ),
        (
            &[
                "feedback",
                "import",
                "a",
                "--into",
                "y",
                "--map-column",
                "x",
            ],
            2,
            "Name=topic",
        ),
        (
            &[
                "feedback",
                "import",
                "none.csv",
                "--into",
                "shop.journey.ron",
            ],
            1,
            "none.csv",
        ),
        (
            &["feedback", "import", "table.csv", "--into", "none.ron"],
            1,
            "none.ron",
        ),
        (
            &["feedback", "import", "table.csv", "--into", "table.csv"],
            1,
            "table.csv",
        ),
        (
            &[&IMPORT[..], &["--map-column", "comments=topic"]].concat(),
            1,
            "did you mean “comment”",
        ),
    ] {
        let wrong = run(at, arguments);
        assert_eq!(wrong.code, code, "{arguments:?}: {wrong:?}");
        assert!(wrong.err.contains(words), "{arguments:?}: {}", wrong.err);
    }
    assert_eq!(fs::read(at.join("shop.journey.ron")).unwrap(), before);
}

#[test]
fn help_tells_every_option() {
    let folder = folder();
    let help = run(folder.path(), &["feedback", "--help"]);
    assert_eq!(help.code, 0);
    for option in [
        "--into",
        "--survey",
        "--map-column",
        "--encoding",
        "--delimiter",
        "--dry-run",
    ] {
        assert!(help.out.contains(option), "{option}");
    }
    assert!(
        help.out.lines().all(|line| line.chars().count() <= 80),
        "{}",
        help.out
    );
}
