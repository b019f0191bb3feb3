//! The real program on hostile files with little memory: it may refuse them,
//! and is never ended by a signal, whatever the file. The limit is on its whole
//! address space, which is more than the memory it has in use.

use std::{
    fs,
    os::unix::process::ExitStatusExt as _,
    path::Path,
    process::{Command, Output, Stdio},
};

use throughline::{
    file::{self, limits},
    model::stress_map,
};

/// Address space, in KiB: 1.5 GiB.
const SPACE: u32 = 1_572_864;

/// Runs the program in a folder with so much memory, in KiB, and no more.
fn run(folder: &Path, space: u32, arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_throughline");
    let mut shell = Command::new("sh");
    let script = format!("ulimit -v {space} && exec \"$0\" \"$@\"");
    shell.args(["-c", &script, program]).args(arguments);
    shell.current_dir(folder).stdin(Stdio::null());
    shell.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    shell.output().unwrap()
}

/// Checks a file, and gives what is said of it.
fn check(folder: &Path, name: &str, bytes: &[u8]) -> String {
    fs::write(folder.join(name), bytes).unwrap();
    let output = run(folder, SPACE, &["check", name]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.signal(), None, "{name}: {said}");
    let code = output.status.code().unwrap();
    assert!(code == 0 || code == 1, "{name}: {code}: {said}");
    assert!(!said.contains("panicked"), "{name}: {said}");
    fs::remove_file(folder.join(name)).unwrap();
    said
}

/// A text that is filled to a size with one thing again and again.
fn filled(begin: &str, again: &str, bytes: usize) -> Vec<u8> {
    let times = (bytes - begin.len()) / again.len();
    (begin.to_owned() + &again.repeat(times)).into_bytes()
}

#[test]
fn the_largest_maps_of_too_many_elements_are_refused_within_the_memory() {
    let folder = tempfile::tempdir().unwrap();
    let largest = usize::try_from(limits::FILE_BYTES).unwrap();
    for (begin, again, words) in [
        ("(version: 1, map: (personas: [", "(id:1),", "200 personas"),
        (
            "(version: 1, map: (participants: [",
            "\"\",",
            "1000 participants",
        ),
        (
            "(version: 1, map: (views: [",
            "(name:\"\"),",
            "200 saved views",
        ),
        (
            "(version: 1, map: (stages: [(id: 1, name: \"\", cards: [",
            "(id:1,lane:1,at:0,text:\"\"),",
            "200000 cards",
        ),
        (
            "(version: 1, map: (stages: [(id: 1, name: \"\", points: [",
            "(id:1,curve:1,feeling:None),",
            "50000 emotion points",
        ),
        (
            "(version: 1, map: (feedback: [",
            "(id:1,verbatim:\"\"),",
            "100000 pieces of feedback",
        ),
        (
            "(version: 1, map: (pictures: {\"a\": (width: 1, height: 1, data: [",
            "\"\",",
            "1000000 lines of pictures",
        ),
    ] {
        let said = check(folder.path(), "a.ron", &filled(begin, again, largest));
        assert!(said.contains(words), "{words:?} is not in {said:.300}");
    }
}

#[test]
fn tables_of_a_million_rows_are_refused_within_the_memory_and_the_map_stays() {
    const MILLION: usize = 1_000_000;
    let folder = tempfile::tempdir().unwrap();
    let map = file::write(&stress_map(10)).unwrap();
    fs::write(folder.path().join("a.journey.ron"), &map).unwrap();
    for (name, begin, row, end, words) in [
        (
            "t.csv",
            "comment,score\n",
            "x,1\n",
            "",
            "100000 rows, the limit",
        ),
        (
            "t.tsv",
            "comment\tscore\n",
            "x\t1\n",
            "",
            "100000 rows, the limit",
        ),
        ("t.md", "|comment|score|\n|-|-|\n", "|x|1|\n", "", "limit"),
        (
            "t.json",
            "[[\"comment\",\"score\"]",
            ",[\"x\",1]",
            "]",
            "2000000 values, the limit",
        ),
        (
            "large.csv",
            "comment,score\n",
            "x and more words,1\n",
            "",
            "16 MiB",
        ),
    ] {
        let table = begin.to_owned() + &row.repeat(MILLION) + end;
        fs::write(folder.path().join(name), table).unwrap();
        let import = ["feedback", "import", name, "--into", "a.journey.ron"];
        let output = run(folder.path(), SPACE, &import);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{name}: {said:.300}");
        assert!(said.contains(words), "{name}: {said:.300}");
        assert!(said.lines().count() < 5, "{name}: {said:.300}");
        let now = fs::read_to_string(folder.path().join("a.journey.ron")).unwrap();
        assert!(now == map, "{name}");
    }
}

#[test]
fn large_texts_of_one_thing_are_refused_within_the_memory() {
    let folder = tempfile::tempdir().unwrap();
    let large = 8 * 1024 * 1024;
    for (begin, again, words) in [
        (
            "(version: 1, map: (views: [(name: \"a\", without_lanes: [",
            "4294967295,",
            "a.ron",
        ),
        ("(version: 1, map: (title: \"", "x", "cut off"),
        ("(version: 1, map: (title: \"", "\\u{1}", "cut off"),
        ("", "(", "a.ron"),
        ("", "/*", "a.ron"),
        ("", "\r", "only blank lines"),
        ("", "<<<<<<< a\n=======\n>>>>>>> b\n", "a conflict was left"),
    ] {
        let said = check(folder.path(), "a.ron", &filled(begin, again, large));
        assert!(said.contains(words), "{words:?} is not in {said:.300}");
    }
    let wide: Vec<u8> = filled("(version: 1, map: (title: \"", "x", large / 2)
        .into_iter()
        .flat_map(|byte| [byte, 0])
        .collect();
    check(folder.path(), "wide.ron", &wide);
}

#[test]
fn hostile_tables_and_texts_are_refused_within_the_memory() {
    let folder = tempfile::tempdir().unwrap();
    let repeated = |text: &str, bytes: usize| text.repeat(bytes / text.len()).into_bytes();
    for (name, text, bytes) in [
        ("a.csv", "\"", limits::TABLE_BYTES),
        ("a.csv", ",", limits::TABLE_BYTES),
        ("a.csv", "a,b\n", limits::TABLE_BYTES),
        ("a.csv", "a\n", 2 * limits::TABLE_ROWS),
        ("a.json", "[", limits::TABLE_BYTES),
        ("a.json", "{\"a\":", limits::TABLE_BYTES),
        ("a.md", "| a | b |\n", limits::TABLE_BYTES / 16),
        ("a.md", "- a\n  - b\n", limits::TABLE_BYTES / 64),
        ("a.md", "*", limits::TABLE_BYTES / 64),
        ("a.mmd", "journey\nsection a\n", limits::MERMAID_BYTES),
        ("a.mmd", "journey\na: 5: b\n", limits::MERMAID_BYTES),
        ("a.mmd", "%%{", limits::MERMAID_BYTES),
        ("a.mmd", "<", limits::MERMAID_BYTES),
        ("a.mmd", "#a;", limits::MERMAID_BYTES),
    ] {
        check(folder.path(), name, &repeated(text, bytes));
    }
    let mut values = String::from("[");
    values.push_str(&"{\"a\":[]},".repeat(limits::TABLE_CELLS / 3 - 2));
    values.push_str("0]");
    check(folder.path(), "values.json", values.as_bytes());
}

#[test]
fn a_picture_of_the_largest_size_in_a_few_bytes_is_drawn_or_refused() {
    let folder = tempfile::tempdir().unwrap();
    // 64 megapixels of one color pack into few bytes.
    let (width, height) = (8_192, 8_192);
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header().unwrap();
    let pixels = vec![7; usize::try_from(width * height).unwrap()];
    writer.write_image_data(&pixels).unwrap();
    drop(writer);
    fs::write(folder.path().join("bomb.png"), &bytes).unwrap();
    let mut map = stress_map(10);
    map.personas[0].portrait = Some("bomb.png".into());
    let text = file::write(&map).unwrap();
    fs::write(folder.path().join("a.ron"), text).unwrap();
    let output = run(folder.path(), SPACE, &["export", "a.ron", "-o", "a.png"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.signal(), None, "{said}");
    assert!(output.status.code().is_some_and(|code| code < 2), "{said}");
}

#[test]
fn an_export_for_which_there_is_no_memory_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let text = file::write(&stress_map(10)).unwrap();
    fs::write(folder.path().join("a.ron"), text).unwrap();
    let output = run(
        folder.path(),
        SPACE / 2,
        &["export", "a.ron", "-o", "a.png", "--size", "16384x16384"],
    );
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.signal(), None, "{said}");
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("memory"), "{said}");
    assert!(!folder.path().join("a.png").exists());
}
