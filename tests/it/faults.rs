//! The table of faults in `tests/faults.md` names tests: each of them must be one.

use std::{collections::BTreeSet, fs, path::Path};

/// The names of all functions in a folder of sources.
fn functions(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            functions(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let names = text.split("#[test]").skip(1).filter_map(|test| {
                let (_, after) = test.split_once("fn ")?;
                Some(after.split_once('(')?.0.to_owned())
            });
            found.extend(names);
        }
    }
}

#[test]
fn every_fault_has_tests_that_exist_or_says_why_there_is_none() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut tests = BTreeSet::new();
    functions(&root.join("tests/it"), &mut tests);
    functions(&root.join("src"), &mut tests);
    let table = fs::read_to_string(root.join("tests/faults.md")).unwrap();
    let mut named = 0;
    let faults = (1..=60).map(|number| format!("F{number}"));
    for number in faults.chain((1..=13).map(|number| format!("T{number}"))) {
        let begins = format!("| {number} |");
        let row = table.lines().find(|line| line.starts_with(&begins));
        let row = row.unwrap_or_else(|| unreachable!("{number} is missing"));
        let cell = row.rsplit('|').nth(1).unwrap();
        assert!(cell.len() > 10, "{number} says nothing");
        let names: Vec<&str> = cell.split('`').skip(1).step_by(2).collect();
        for name in names.iter().filter(|name| !name.starts_with(".ci/")) {
            assert!(tests.contains(*name), "{number}: {name} is no test");
            named += 1;
        }
        let says_why = cell.contains("not tried") || cell.contains(".ci/window");
        assert!(!names.is_empty() || says_why, "{number}: {cell}");
    }
    assert!(named > 90, "{named}");
}
