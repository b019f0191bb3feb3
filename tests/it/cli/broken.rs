//! Files that are broken, as a script meets them: repaired with a warning where
//! nothing is lost, refused where something is.

use std::fs;

use throughline::{file, model::Map};

use super::{folder, names, run, without_fonts};
use crate::maps::full_map;

fn text() -> String {
    file::write(&full_map()).unwrap()
}

fn repaired() -> String {
    text()
        .replacen("lane: 10,", "lane: 99,", 1)
        .replacen("span: 1.5", "span: 20", 1)
}

#[test]
fn check_lists_every_repair_with_its_line_and_fails() {
    let folder = folder();
    let at = folder.path();
    fs::write(at.join("a.ron"), repaired()).unwrap();
    fs::write(at.join("b.ron"), text()).unwrap();
    let check = run(at, &["check", "a.ron"]);
    assert_eq!(check.code, 1);
    assert_eq!(
        check.err,
        "throughline: the file could not be read without repairs\n"
    );
    let line = |needle: &str| repaired().lines().position(|line| line.contains(needle));
    let (lane, span) = (
        line("lane: 99,").unwrap() + 1,
        line("span: 20").unwrap() + 1,
    );
    let said = without_fonts(&check.out);
    assert!(said.contains(&format!("a.ron:{lane}: card ")), "{said}");
    assert!(
        said.contains(&format!(
            "a.ron:{span}: the width of a stage was 20; the nearest"
        )),
        "{said}"
    );
    let both = run(at, &["check", "a.ron", "b.ron"]);
    assert_eq!(
        (both.code, both.err.as_str()),
        (
            1,
            "throughline: 1 of 2 files could not be read without repairs\n"
        )
    );
    fs::write(at.join("c.ron"), "words").unwrap();
    let all = run(at, &["check", "a.ron", "b.ron", "c.ron"]);
    assert!(
        all.err
            .ends_with("1 of 3 files could not be read, 1 not without repairs\n"),
        "{}",
        all.err
    );
    assert_eq!(run(at, &["check", "b.ron"]).code, 0);
}

#[test]
fn a_repaired_map_is_converted_and_exported_with_warnings() {
    let folder = folder();
    let at = folder.path();
    fs::write(at.join("a.ron"), repaired()).unwrap();
    for output in ["b.journey.ron", "b.csv", "b.svg"] {
        let command = if output == "b.svg" {
            "export"
        } else {
            "convert"
        };
        let run = run(at, &[command, "a.ron", "-o", output]);
        assert_eq!(run.code, 0, "{run:?}");
        assert!(run.err.contains("the new lane “Recovered”"), "{}", run.err);
        assert!(
            run.err.contains("the width of a stage was 20"),
            "{}",
            run.err
        );
    }
    let map: Map = file::read(
        &fs::read(at.join("b.journey.ron")).unwrap(),
        at.join("b.journey.ron").as_path(),
    )
    .unwrap();
    assert_eq!(map.card_count(), full_map().card_count());
    assert_eq!(fs::read_to_string(at.join("a.ron")).unwrap(), repaired());
}

#[test]
fn a_file_that_is_cut_off_is_refused_with_a_word_on_who_can_keep_its_beginning() {
    let folder = folder();
    let at = folder.path();
    let text = text();
    fs::write(at.join("cut.ron"), &text[..text.len() / 2]).unwrap();
    let line = text[..text.len() / 2].trim_end().lines().count();
    for arguments in [
        ["convert", "cut.ron", "-o", "b.ron"],
        ["export", "cut.ron", "-o", "b.png"],
    ] {
        let run = run(at, &arguments);
        assert_eq!(run.code, 1);
        assert!(
            run.err
                .starts_with(&format!("throughline: cut.ron, line {line}, column ")),
            "{}",
            run.err
        );
        assert!(run.err.contains("it was cut off"), "{}", run.err);
        assert!(run.err.contains("open it in the window"), "{}", run.err);
    }
    let check = run(at, &["check", "cut.ron"]);
    assert_eq!(check.code, 1);
    assert!(check.out.starts_with(&format!("cut.ron:{line}: ")));
    assert_eq!(names(at), ["cut.ron"]);
}
