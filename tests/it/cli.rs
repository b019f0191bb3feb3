//! The command line, run as a script would run it: the real program, without a
//! display.
#![expect(
    clippy::print_stderr,
    reason = "a test fails by panicking, and says what it could not test"
)]

mod broken;
mod export;
mod feedback;
mod insights;
mod report;
mod versions;

use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use tempfile::TempDir;
use throughline::file::mermaid::read_strictly;

/// How a run ended.
#[derive(Debug)]
struct Run {
    code: i32,
    out: String,
    err: String,
}

/// Runs the program in a folder, with no display to open a window on.
fn run<S: AsRef<OsStr>>(folder: &Path, arguments: &[S]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_throughline"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    Run {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// Remarks without those on fonts, which depend on the machine.
fn without_fonts(remarks: &str) -> String {
    let lines = remarks.lines();
    let other =
        lines.filter(|line| !line.contains(" Inter lacks ") && !line.contains(" font has "));
    other.flat_map(|line| [line, "\n"]).collect()
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> = names.map(|n| n.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Runs what must succeed without a word.
fn quietly(folder: &Path, arguments: &[&str]) {
    let run = run(folder, arguments);
    assert_eq!(
        (run.code, run.out.as_str(), run.err.as_str()),
        (0, "", ""),
        "{arguments:?}"
    );
}

/// The real diagrams, when they are there; else one of our own.
fn diagrams(folder: &Path) -> Vec<PathBuf> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples/mermaid");
    if !samples.is_dir() {
        eprintln!("NOT TESTED: {} is not there", samples.display());
        let own = folder.join("own.mmd");
        fs::write(&own, "journey\ntitle T\nsection S\nA: 5: Me\nB -> 2: Me\n").unwrap();
        return vec![own];
    }
    let entries = fs::read_dir(samples).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "mmd"));
    paths.sort();
    assert_eq!(paths.len(), 15);
    paths
}

#[test]
fn every_diagram_is_converted_there_and_back_checked_and_drawn() {
    let folder = folder();
    let at = folder.path();
    for path in diagrams(at) {
        let input = path.to_str().unwrap();
        let stem = path.file_stem().unwrap().to_str().unwrap();
        let to_map = run(at, &["convert", input, "-o", "map.journey.ron"]);
        assert_eq!((to_map.code, to_map.out.as_str()), (0, ""), "{stem}");
        let check = run(at, &["check", input]);
        assert_eq!((check.code, check.err.as_str()), (0, ""), "{stem}");
        let said = without_fonts(&check.out);
        assert_eq!(said, without_fonts(&to_map.err), "{stem}: the same remarks");
        for line in said.lines() {
            let rest = line
                .strip_prefix(input)
                .and_then(|rest| rest.strip_prefix(':'))
                .unwrap();
            let (number, text) = rest.split_once(": ").unwrap();
            assert!(
                number.parse::<usize>().unwrap() > 0 && !text.is_empty(),
                "{line}"
            );
        }
        let check = run(at, &["check", "map.journey.ron"]);
        assert_eq!(
            (check.code, without_fonts(&check.out).as_str()),
            (0, ""),
            "{stem}"
        );
        for back in ["back.mmd", "back.md"] {
            assert_eq!(
                run(at, &["convert", "map.journey.ron", "-o", back]).code,
                0,
                "{stem}"
            );
            assert_eq!(
                run(at, &["convert", back, "-o", "again.ron"]).code,
                0,
                "{stem}"
            );
            let (map, again) = (at.join("map.journey.ron"), at.join("again.ron"));
            assert_eq!(
                fs::read_to_string(map).unwrap(),
                fs::read_to_string(again).unwrap(),
                "{stem}"
            );
        }
        assert!(read_strictly(&fs::read_to_string(at.join("back.mmd")).unwrap()).is_ok());
    }
    let input = diagrams(at).swap_remove(0);
    let input = input.to_str().unwrap();
    let drawn = run(at, &["export", input, "-o", "a.png", "--size", "320x180"]);
    assert_eq!(drawn.code, 0, "{drawn:?}");
    let png = image::open(at.join("a.png")).unwrap();
    assert_eq!((png.width(), png.height()), (320, 180));
    assert_eq!(
        run(at, &["export", input, "-o", "b.PNG", "--size", "320x180"]).code,
        0
    );
    let (a, b) = (
        fs::read(at.join("a.png")).unwrap(),
        fs::read(at.join("b.PNG")).unwrap(),
    );
    assert_eq!(a, b, "the same map gives the same bytes");
    assert_eq!(
        run(
            at,
            &[
                "export",
                input,
                "-o",
                "d.png",
                "--size",
                "320x180",
                "--theme=dark"
            ]
        )
        .code,
        0
    );
    assert_ne!(a, fs::read(at.join("d.png")).unwrap());
    assert_eq!(
        run(at, &["export", input, "-oe.png", "--scale", "0.25"]).code,
        0
    );
    let whole = image::open(at.join("e.png")).unwrap();
    assert_ne!(whole.width(), 320);
}

#[test]
fn a_new_map_starts_from_a_template_and_replaces_what_is_there() {
    let folder = folder();
    let at = folder.path();
    quietly(at, &["new", "-o", "a.journey.ron"]);
    quietly(at, &["new", "--template", "five-stages", "--output=b.ron"]);
    let five = fs::read_to_string(at.join("a.journey.ron")).unwrap();
    assert_eq!(five, fs::read_to_string(at.join("b.ron")).unwrap());
    assert!(five.contains("Consideration"));
    quietly(at, &["new", "-o", "a.journey.ron", "--template", "blank"]);
    assert!(
        !fs::read_to_string(at.join("a.journey.ron"))
            .unwrap()
            .contains("Consideration")
    );
    quietly(at, &["new", "--template", "stress:100", "-o", "s.ron"]);
    quietly(at, &["check", "s.ron", "a.journey.ron"]);
    assert_eq!(
        names(at),
        ["a.journey.ron", "b.ron", "s.ron"],
        "nothing else is left"
    );
}

#[test]
fn a_diagram_without_a_title_takes_the_name_of_its_file() {
    let folder = folder();
    let at = folder.path();
    fs::write(at.join("first visit.mmd"), "journey\nsection S\nA: 5: Me\n").unwrap();
    assert_eq!(
        run(at, &["convert", "first visit.mmd", "-o", "m.journey.ron"]).code,
        0
    );
    assert!(
        fs::read_to_string(at.join("m.journey.ron"))
            .unwrap()
            .contains("title: \"first visit\"")
    );
    let same = run(at, &["convert", "first visit.mmd", "-o", "m.md"]);
    assert_eq!(same.err, "first visit.mmd:1: the journey has no title\n");
    let text = fs::read_to_string(at.join("m.md")).unwrap();
    assert!(text.starts_with("# Journey map\n"), "{text}");
    quietly(at, &["convert", "m.md", "-o", "back.ron"]);
    let back = fs::read_to_string(at.join("back.ron")).unwrap();
    let there = fs::read_to_string(at.join("m.journey.ron")).unwrap();
    assert_eq!(back.replace("\"m\"", "\"first visit\""), there);
}

#[test]
fn what_is_lost_in_mermaid_is_said_on_standard_error() {
    let folder = folder();
    let at = folder.path();
    quietly(at, &["new", "--template", "stress:40", "-o", "s.ron"]);
    let run = run(at, &["convert", "s.ron", "-o", "s.mmd"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    assert!(
        run.err.lines().all(|line| line.starts_with("s.mmd: ")),
        "{}",
        run.err
    );
    assert!(
        run.err.contains("cards of other lanes are left out"),
        "{}",
        run.err
    );
}

#[test]
fn a_bad_input_fails_with_a_message_and_leaves_the_output_as_it_was() {
    let folder = folder();
    let at = folder.path();
    let files: [(&str, &[u8], &str); 8] = [
        ("empty.ron", b"", "empty"),
        ("json.ron", b"{\"a\": 1}", "JSON"),
        ("json.json", b"{\"a\": 1}", "JSON"),
        ("binary.mmd", b"journey\n\0\xff", "binary"),
        ("latin.mmd", b"journey\nA\xe9: 5", "UTF-8"),
        (
            "words.mmd",
            b"journey\nA: 5\nwords\n",
            "line 3: “words” has no score",
        ),
        (
            "pie.md",
            b"# Title\n\n```mermaid\npie\n```\n",
            "line 4: this is not a journey",
        ),
        ("newer.ron", b"(version: 999, map: ())", "999"),
    ];
    fs::write(at.join("out.ron"), "before").unwrap();
    fs::write(at.join("out.png"), "before").unwrap();
    for (name, bytes, said) in files {
        fs::write(at.join(name), bytes).unwrap();
        for command in [["convert", "out.ron"], ["export", "out.png"]] {
            let run = run(at, &[command[0], name, "-o", command[1]]);
            assert_eq!((run.code, run.out.as_str()), (1, ""), "{name}: {run:?}");
            assert!(run.err.starts_with("throughline: "), "{}", run.err);
            assert!(
                run.err.contains(name) && run.err.contains(said),
                "{}",
                run.err
            );
            assert_eq!(
                fs::read_to_string(at.join(command[1])).unwrap(),
                "before",
                "{name}"
            );
        }
        let check = run(at, &["check", name]);
        assert_eq!(check.code, 1, "{name}");
        assert!(check.out.starts_with(&format!("{name}:")), "{}", check.out);
        assert_eq!(check.err, "throughline: the file could not be read\n");
        fs::remove_file(at.join(name)).unwrap();
    }
    let run = run(at, &["check", "absent.ron", "out.ron"]);
    assert_eq!(run.code, 1);
    assert!(
        run.err.starts_with("absent.ron does not exist"),
        "{}",
        run.err
    );
    assert!(
        run.err
            .ends_with("throughline: 2 of 2 files could not be read\n"),
        "{}",
        run.err
    );
    assert!(run.out.starts_with("out.ron:1: "), "{}", run.out);
    assert_eq!(names(at), ["out.png", "out.ron"]);
}

#[test]
fn an_output_that_cannot_be_written_fails_and_leaves_nothing() {
    let folder = folder();
    let at = folder.path();
    quietly(at, &["new", "-o", "a.ron"]);
    fs::create_dir(at.join("dir.ron")).unwrap();
    for arguments in [
        vec!["new", "-o", "absent/a.ron"],
        vec!["convert", "a.ron", "-o", "absent/a.mmd"],
        vec!["export", "a.ron", "-o", "absent/a.png"],
        vec!["new", "-o", "dir.ron"],
        vec!["export", "a.ron", "-o", "b.png", "--size", "100000x100000"],
        vec![
            "export",
            "a.ron",
            "-o",
            "b.png",
            "--size",
            "99999999999999x1",
        ],
        vec!["export", "a.ron", "-o", "b.png", "--scale", "5000"],
    ] {
        let run = run(at, &arguments);
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{arguments:?}");
        assert!(run.err.starts_with("throughline: "), "{}", run.err);
    }
    let large = run(
        at,
        &["export", "a.ron", "-o", "b.png", "--size", "100000x1"],
    );
    assert!(large.err.contains("32767"), "{}", large.err);
    assert_eq!(names(at), ["a.ron", "dir.ron"]);
}

#[cfg(unix)]
#[test]
fn a_picture_never_replaces_the_map_it_is_drawn_from() {
    let folder = folder();
    let at = folder.path();
    quietly(at, &["new", "-o", "a.ron"]);
    std::os::unix::fs::symlink("a.ron", at.join("link.png")).unwrap();
    let run = run(at, &["export", "a.ron", "-o", "link.png"]);
    assert_eq!(run.code, 1, "{run:?}");
    quietly(at, &["check", "a.ron"]);
}

#[test]
fn wrong_usage_is_exit_code_two_with_a_hint_and_touches_nothing() {
    let folder = folder();
    let at = folder.path();
    for (arguments, said) in [
        (vec!["new"], "-o FILE"),
        (vec!["new", "-o"], "-o"),
        (vec!["new", "x", "-o", "a.ron"], "./new"),
        (vec!["new", "-o", "a.txt"], ".journey.ron"),
        (vec!["new", "-o", "a.ron", "-o", "b.ron"], "twice"),
        (
            vec!["new", "-o", "a.ron", "--template", "blnk"],
            "did you mean “blank”",
        ),
        (
            vec!["new", "-o", "a.ron", "--template", "stress:many"],
            "number",
        ),
        (
            vec!["new", "-o", "a.ron", "--template", "stress:99999999"],
            "200000",
        ),
        (vec!["convert", "-o", "a.ron"], "which file"),
        (vec!["convert", "a.mmd"], "-o FILE"),
        (
            vec!["convert", "a.mmd", "b.mmd", "-o", "c.ron"],
            "“b.mmd” is one file too many",
        ),
        (vec!["convert", "a.mmd", "-o", "a.png"], ".mmd"),
        (
            vec!["convert", "a.mmd", "-o", "a.ron", "--size", "1x1"],
            "no option --size",
        ),
        (vec!["export", "a.ron", "-o", "a.jpg"], ".png"),
        (
            vec!["export", "a.ron", "-o", "a.png", "--size", "big"],
            "1920x1080",
        ),
        (
            vec!["export", "a.ron", "-o", "a.png", "--size", "0x5"],
            "1920x1080",
        ),
        (
            vec!["export", "a.ron", "-o", "a.png", "--scale", "-1"],
            "scale",
        ),
        (
            vec!["export", "a.ron", "-o", "a.png", "--scale", "nan"],
            "scale",
        ),
        (
            vec![
                "export", "a.ron", "-o", "a.png", "--scale", "1", "--size", "1x1",
            ],
            "exclude",
        ),
        (
            vec!["export", "a.ron", "-o", "a.png", "--theme", "pink"],
            "high-contrast",
        ),
        (
            vec!["export", "a.ron", "-o", "a.png", "--scael", "2"],
            "did you mean --scale",
        ),
        (vec!["check"], "at least one"),
        (vec!["diff", "a.ron"], "two files, A B, not 1"),
        (vec!["diff", "a", "b", "c"], "not 3"),
        (vec!["merge", "a", "b", "c"], "-o FILE"),
        (
            vec!["merge", "a", "b", "-o", "c"],
            "BASE OURS THEIRS, not 2",
        ),
        (
            vec!["merge", "a", "b", "c", "-o", "d", "--prefer", "mine"],
            "ours or theirs",
        ),
        (vec!["--frob"], "--frob"),
        (vec!["-x"], "-x"),
        (vec!["exprot", "a.ron"], "did you mean “export”"),
    ] {
        let run = run(at, &arguments);
        assert_eq!(
            (run.code, run.out.as_str()),
            (2, ""),
            "{arguments:?}: {run:?}"
        );
        assert!(run.err.contains(said), "{arguments:?}: {}", run.err);
        assert!(run.err.contains("--help"), "{arguments:?}: {}", run.err);
    }
    assert_eq!(names(at), Vec::<String>::new());
}

#[test]
fn help_and_version_are_on_standard_output() {
    let folder = folder();
    for arguments in [
        vec!["--help"],
        vec!["-h"],
        vec!["new", "--help"],
        vec!["convert", "-h"],
        vec!["export", "a.ron", "--help"],
        vec!["check", "--help"],
        vec!["insights", "--help"],
        vec!["report", "--help"],
        vec!["feedback", "--help"],
        vec!["diff", "--help"],
        vec!["merge", "--help"],
    ] {
        let run = run(folder.path(), &arguments);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{arguments:?}");
        let command = arguments.first().filter(|word| !word.starts_with('-'));
        let usage = format!("throughline {}", command.unwrap_or(&"[FILE]"));
        assert!(run.out.contains(&usage), "{arguments:?}");
        assert!(
            run.out.lines().all(|line| line.chars().count() <= 79),
            "{arguments:?}"
        );
    }
    let version = run(folder.path(), &["--version"]);
    assert_eq!(
        version.out,
        concat!("throughline ", env!("CARGO_PKG_VERSION"), "\n")
    );
}

#[test]
fn opening_the_editor_without_a_display_is_one_plain_sentence() {
    let folder = folder();
    for arguments in [
        vec![],
        vec!["--", "new"],
        vec!["./new"],
        vec!["a.journey.ron"],
    ] {
        let run = run(folder.path(), &arguments);
        assert_eq!(
            (run.code, run.out.as_str()),
            (1, ""),
            "{arguments:?}: {run:?}"
        );
        assert!(run.err.starts_with("throughline: "), "{}", run.err);
        assert_eq!(run.err.lines().count(), 1, "{}", run.err);
    }
}

#[test]
fn a_picture_has_the_theme_of_its_map_unless_another_is_named() {
    let folder = folder();
    let map = throughline::model::Map {
        theme: throughline::model::ThemeName::Dark,
        ..throughline::model::Template::Blank.map()
    };
    let text = throughline::file::write(&map).unwrap();
    fs::write(folder.path().join("dark.journey.ron"), text).unwrap();
    let corner = |name: &str, more: &[&str]| {
        let mut words = vec!["export", "dark.journey.ron", "-o", name, "--size=320x180"];
        words.extend(more);
        let run = run(folder.path(), &words);
        assert_eq!(run.code, 0, "{}", run.err);
        let picture = image::open(folder.path().join(name)).unwrap().into_rgb8();
        picture.get_pixel(2, 2).0
    };
    assert!(corner("own.png", &[])[0] < 60);
    assert!(corner("light.png", &["--theme", "light"])[0] > 200);
}

#[test]
fn a_picture_shows_the_details_that_are_asked_for() {
    let folder = folder();
    let sample = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/assets/samples/car-purchase.journey.ron"
    );
    let height = |name: &str, more: &[&str]| {
        let mut words = vec!["export", sample, "-o", name, "--scale", "1"];
        words.extend(more);
        let run = run(folder.path(), &words);
        assert_eq!(run.code, 0, "{}", run.err);
        image::image_dimensions(folder.path().join(name)).unwrap().1
    };
    let own = height("own.png", &[]);
    assert_eq!(own, height("key.png", &["--details", "key"]));
    assert!(own > height("text.png", &["--details", "text"]));
    assert!(own < height("all.png", &["--details=all"]));
    let run = run(
        folder.path(),
        &["export", sample, "-o", "x.png", "--details", "most"],
    );
    assert_eq!(run.code, 2);
    let said = "cards cannot show “most”; --details takes text, key, all";
    assert!(run.err.contains(said), "{}", run.err);
}

#[test]
fn f57_files_are_the_same_bytes_whatever_the_locale_and_time_zone() {
    let folder = folder();
    let map = throughline::file::write(&crate::maps::full_map()).unwrap();
    fs::write(folder.path().join("in.journey.ron"), map).unwrap();
    let written = |locale: &str, zone: &str| {
        let mut files = Vec::new();
        for out in [
            "out.journey.ron",
            "out.csv",
            "out.svg",
            "out.png",
            "out.pdf",
        ] {
            let command = if Path::new(out).extension().is_some_and(|it| it == "ron") {
                "convert"
            } else {
                "export"
            };
            let output = Command::new(env!("CARGO_BIN_EXE_throughline"))
                .args([command, "in.journey.ron", "-o", out])
                .current_dir(folder.path())
                .env("LC_ALL", locale)
                .env("LANG", locale)
                .env("TZ", zone)
                .output()
                .unwrap();
            assert!(output.status.success(), "{output:?}");
            files.push(fs::read(folder.path().join(out)).unwrap());
        }
        files
    };
    let plain = written("C", "UTC");
    for (locale, zone) in [
        ("tr_TR.UTF-8", "Asia/Kathmandu"),
        ("de_DE.UTF-8", "America/St_Johns"),
    ] {
        assert!(written(locale, zone) == plain, "{locale}");
    }
}

#[test]
fn f60_without_any_font_of_the_system_an_export_names_what_it_lacks() {
    let folder = folder();
    let text = "journey\n  title 客户 day\n  section One\n    Tea: 5: Me\n";
    fs::write(folder.path().join("in.mmd"), text).unwrap();
    let program = env!("CARGO_BIN_EXE_throughline");
    let export = format!("HOME=/nowhere exec '{program}' export in.mmd -o out.png");
    let hidden = format!(
        "mount -t tmpfs none /usr/share/fonts && mount -t tmpfs none /usr/local/share && {export}"
    );
    let may_mount = Command::new("unshare")
        .args(["-rm", "mount", "-t", "tmpfs", "none", "/usr/share/fonts"])
        .output()
        .is_ok_and(|output| output.status.success());
    if !may_mount {
        eprintln!("F60: this machine does not permit to hide its fonts; only the export is tried");
    }
    let arguments = if may_mount {
        vec!["unshare", "-rm", "sh", "-c", &hidden]
    } else {
        vec!["sh", "-c", &export]
    };
    let output = Command::new(arguments[0])
        .args(&arguments[1..])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{said}");
    assert!(folder.path().join("out.png").exists());
    if may_mount {
        assert!(said.contains("no installed font has 客"), "{said}");
    }
}
