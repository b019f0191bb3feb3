//! Versions of a map on the command line, and in a real repository of git.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use super::{Run, folder, names, quietly, run};

/// A map of two stages, written by hand: the base of all merges here.
const BASE: &str = r#"(
    version: 1,
    map: (
        title: "Car",
        lanes: [
            (
                id: 1,
                name: "Touchpoints",
                kind: Touchpoints,
            ),
        ],
        stages: [
            (
                id: 2,
                name: "Decision",
                cards: [
                    (
                        id: 3,
                        lane: 1,
                        at: 0.0,
                        text: "Showroom",
                    ),
                    (
                        id: 4,
                        lane: 1,
                        at: 1.0,
                        text: "Finance desk",
                    ),
                ],
            ),
        ],
    ),
)
"#;

/// One more card after the finance desk, under the id that everybody mints.
fn with_card(text: &str, name: &str) -> String {
    let card = format!(
        "                    (\n                        id: 5,\n                        lane: 1,\n                        \
         at: 0.5,\n                        text: \"{name}\",\n                    ),\n                ],"
    );
    text.replacen("                ],", &card, 1)
}

fn write(at: &Path, name: &str, text: &str) {
    fs::write(at.join(name), text).unwrap();
}

fn read(at: &Path, name: &str) -> String {
    fs::read_to_string(at.join(name)).unwrap()
}

fn merge(at: &Path, more: &[&str]) -> Run {
    let files = ["merge", "base", "ours", "theirs", "-o", "out"];
    run(at, &[&files, more].concat())
}

#[test]
fn changes_of_both_sides_are_merged_whatever_the_files_are_called() {
    let folder = folder();
    let at = folder.path();
    write(at, "base", BASE);
    write(
        at,
        "ours",
        &with_card(BASE, "Chat").replace("Showroom", "Dealer"),
    );
    write(
        at,
        "theirs",
        &with_card(BASE, "Phone").replace("\"Car\"", "\"Car, 2026\""),
    );
    let merged = merge(at, &[]);
    assert_eq!(
        (merged.code, merged.out.as_str(), merged.err.as_str()),
        (0, "", "")
    );
    let text = read(at, "out");
    for held in ["Chat", "Phone", "Dealer", "Car, 2026", "id: 5,", "id: 6,"] {
        assert!(text.contains(held), "{held}: {text}");
    }
    // The output may be ours, and nothing else is left behind.
    quietly(at, &["merge", "base", "ours", "theirs", "-o", "ours"]);
    assert_eq!(read(at, "ours"), text);
    assert_eq!(names(at), ["base", "ours", "out", "theirs"]);
}

#[test]
fn conflicts_are_listed_and_ours_is_written() {
    let folder = folder();
    let at = folder.path();
    write(at, "base", BASE);
    write(
        at,
        "ours",
        &BASE
            .replace("Showroom", "Dealer")
            .replace("Decision", "Buying"),
    );
    write(
        at,
        "theirs",
        &BASE
            .replace("Showroom", "Car house")
            .replace("\"Car\"", "\"Van\""),
    );
    let merged = merge(at, &["--name", "maps/car.journey.ron"]);
    assert_eq!((merged.code, merged.out.as_str()), (1, ""));
    let mut lines = merged.err.lines();
    assert_eq!(
        lines.next(),
        Some(
            "maps/car.journey.ron: touchpoint “Dealer” in Buying: text: base “Showroom”, ours “Dealer”, theirs “Car house”"
        )
    );
    assert!(
        lines
            .next()
            .is_some_and(|line| line.contains("1 conflict remains")),
        "{}",
        merged.err
    );
    let text = read(at, "out");
    assert!(
        text.contains("Dealer") && text.contains("Van") && text.contains("Buying"),
        "{text}"
    );
    for (side, expected) in [("ours", "Dealer"), ("theirs", "Car house")] {
        let settled = merge(at, &["--prefer", side]);
        assert_eq!((settled.code, settled.err.as_str()), (0, ""));
        assert!(read(at, "out").contains(expected));
    }
}

#[test]
fn a_file_that_is_no_map_fails_the_merge_and_leaves_the_output() {
    let folder = folder();
    let at = folder.path();
    write(at, "base", BASE);
    write(at, "ours", BASE);
    write(at, "theirs", "{\"not\": \"a map\"}");
    write(at, "out", "as it was");
    let merged = merge(at, &[]);
    assert_eq!(merged.code, 1);
    assert!(
        merged.err.contains("theirs") && merged.err.contains("JSON"),
        "{}",
        merged.err
    );
    assert_eq!(read(at, "out"), "as it was");
    // An empty base is what git gives when both sides added the file.
    write(at, "base", "");
    write(at, "theirs", &BASE.replace("Showroom", "Dealer"));
    let merged = merge(at, &[]);
    assert_eq!(merged.code, 0, "{}", merged.err);
    let text = read(at, "out");
    assert!(
        text.contains("Showroom") && text.contains("Dealer"),
        "{text}"
    );
}

#[test]
fn differences_are_said_in_words() {
    let folder = folder();
    let at = folder.path();
    write(at, "a.journey.ron", BASE);
    write(
        at,
        "b.journey.ron",
        &with_card(BASE, "Chat").replace("Showroom", "Dealer"),
    );
    write(at, "empty", "");
    let diff = run(at, &["diff", "a.journey.ron", "b.journey.ron"]);
    assert_eq!((diff.code, diff.err.as_str()), (0, ""));
    assert_eq!(
        diff.out,
        "touchpoint “Showroom” in Decision: text was “Showroom”, is “Dealer”\n\
         touchpoint “Chat” in Decision added\n"
    );
    let differs = |a: &str, b: &str| run(at, &["diff", a, b, "--exit-code"]).code;
    assert_eq!(differs("a.journey.ron", "b.journey.ron"), 1);
    assert_eq!(differs("a.journey.ron", "a.journey.ron"), 0);
    quietly(at, &["diff", "a.journey.ron", "a.journey.ron"]);
    let all = run(at, &["diff", "empty", "a.journey.ron"]).out;
    assert!(
        all.contains("stage “Decision” added, with 2 cards"),
        "{all}"
    );
    let missing = run(at, &["diff", "a.journey.ron", "none.journey.ron"]);
    assert_eq!((missing.code, missing.out.as_str()), (1, ""));
    assert!(missing.err.contains("none.journey.ron"), "{}", missing.err);
}

/// Runs git in a repository, without the settings of whoever runs the test.
fn git(at: &Path, arguments: &[&str]) -> Output {
    let mut git = Command::new("git");
    git.args(["-c", "user.name=A", "-c", "user.email=a@example.org"])
        .args(["-c", "core.autocrlf=false", "-c", "commit.gpgsign=false"])
        .args(arguments)
        .current_dir(at)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", at.join("no-such-file"))
        .env("GIT_PAGER", "cat");
    git.output()
        .expect("git is needed for this test; install it")
}

fn commit(at: &Path, message: &str) {
    for arguments in [&["add", "."][..], &["commit", "-q", "-m", message]] {
        let done = git(at, arguments);
        assert!(done.status.success(), "{arguments:?}: {done:?}");
    }
}

/// A repository with a map, set up as the help says.
fn repository(at: &Path) {
    assert!(git(at, &["init", "-q", "-b", "main"]).status.success());
    let program = env!("CARGO_BIN_EXE_throughline").replace('\\', "/");
    let driver = format!("'{program}' merge %O %A %B -o %A --name %P");
    let view = format!("'{program}' diff");
    for (name, value) in [
        ("merge.throughline.driver", driver),
        ("diff.throughline.command", view),
    ] {
        assert!(git(at, &["config", name, &value]).status.success());
    }
    write(
        at,
        ".gitattributes",
        "*.journey.ron diff=throughline merge=throughline\n",
    );
    write(at, "car.journey.ron", BASE);
    commit(at, "The map");
}

/// Merges two branches that wrote a file: what the other wrote, and ours.
fn merged_branches(at: &Path, name: &str, (theirs, ours): (&str, &str)) -> Output {
    assert!(git(at, &["checkout", "-q", "-b", "other"]).status.success());
    write(at, name, theirs);
    commit(at, "Theirs");
    assert!(git(at, &["checkout", "-q", "main"]).status.success());
    write(at, name, ours);
    commit(at, "Ours");
    git(at, &["merge", "-q", "--no-edit", "other"])
}

#[test]
fn git_merges_branches_of_a_map_with_the_program_as_its_driver() {
    let folder = folder();
    let at = folder.path();
    repository(at);
    // The same lines of the text and the same id: git alone cannot merge this.
    let merged = merged_branches(
        at,
        "car.journey.ron",
        (&with_card(BASE, "Phone"), &with_card(BASE, "Chat")),
    );
    assert!(merged.status.success(), "{merged:?}");
    let text = read(at, "car.journey.ron");
    assert!(text.contains("Chat") && text.contains("Phone"), "{text}");
    let status = git(at, &["status", "--porcelain"]);
    assert_eq!(String::from_utf8(status.stdout).unwrap(), "");
    let check = run(at, &["check", "car.journey.ron"]);
    assert_eq!((check.code, check.out.as_str()), (0, ""));
    // And what changed is shown in words.
    let shown = git(at, &["diff", "HEAD^1", "HEAD"]);
    assert!(shown.status.success(), "{shown:?}");
    assert_eq!(
        String::from_utf8(shown.stdout).unwrap(),
        "car.journey.ron:\ntouchpoint “Phone” in Decision added\n"
    );
}

#[test]
fn git_stops_at_conflicts_with_a_map_that_opens() {
    let folder = folder();
    let at = folder.path();
    repository(at);
    assert!(git(at, &["checkout", "-q", "-b", "other"]).status.success());
    write(
        at,
        "car.journey.ron",
        &BASE.replace("Showroom", "Car house"),
    );
    commit(at, "Theirs");
    assert!(git(at, &["checkout", "-q", "main"]).status.success());
    write(at, "car.journey.ron", &BASE.replace("Showroom", "Dealer"));
    commit(at, "Ours");
    let merged = git(at, &["merge", "--no-edit", "other"]);
    assert!(!merged.status.success(), "{merged:?}");
    let said =
        String::from_utf8(merged.stderr).unwrap() + &String::from_utf8(merged.stdout).unwrap();
    assert!(said.contains("car.journey.ron: touchpoint “Dealer” in Decision: text: base “Showroom”, ours “Dealer”, theirs “Car house”"), "{said}");
    let status = git(at, &["status", "--porcelain"]);
    assert_eq!(
        String::from_utf8(status.stdout).unwrap(),
        "UU car.journey.ron\n"
    );
    let check = run(at, &["check", "car.journey.ron"]);
    assert_eq!((check.code, check.out.as_str()), (0, ""));
    assert!(read(at, "car.journey.ron").contains("Dealer"));
}

#[test]
fn git_merges_a_map_that_both_branches_added() {
    let folder = folder();
    let at = folder.path();
    repository(at);
    let merged = merged_branches(
        at,
        "new.journey.ron",
        (&with_card(BASE, "Phone"), &with_card(BASE, "Chat")),
    );
    assert!(merged.status.success(), "{merged:?}");
    let text = read(at, "new.journey.ron");
    assert!(text.contains("Chat") && text.contains("Phone"), "{text}");
    assert_eq!(text.matches("Finance desk").count(), 1, "{text}");
}
