//! What is fuzzed: five functions that take any bytes and must not panic, each
//! with what must hold of whatever comes of them. Shared by the seeded trials
//! of `cargo test` and by cargo-fuzz.

use std::path::Path;

use throughline::{
    file::{self, import, recovery},
    model::{Choice, Map, merge},
};

/// A target by its name.
pub(crate) type Target = (&'static str, fn(&[u8]));

/// Every target.
pub(crate) const TARGETS: [Target; 5] = [
    ("ron", ron),
    ("mermaid", mermaid),
    ("tables", tables),
    ("journal", journal),
    ("merge", merged),
];

/// A map's file: what is read is sound, and is written and read as the same.
pub(crate) fn ron(data: &[u8]) {
    if let Ok(map) = file::read(data, Path::new("fuzz.journey.ron")) {
        sound(&map);
    }
}

/// A Mermaid text.
pub(crate) fn mermaid(data: &[u8]) {
    understood(data, "fuzz.mmd");
}

/// The same bytes as tables, lists and JSON.
pub(crate) fn tables(data: &[u8]) {
    for name in ["fuzz.csv", "fuzz.md", "fuzz.json"] {
        understood(data, name);
    }
}

/// A journal: what is read is text that can be looked at as a map.
pub(crate) fn journal(data: &[u8]) {
    if let (Some(text), _) = recovery::replayed(data) {
        ron(&text);
    }
}

/// Three versions of a map, parted by a line of dashes: what comes of them is
/// sound, whatever is chosen.
pub(crate) fn merged(data: &[u8]) {
    let parts: Vec<&[u8]> = parted(data);
    let read = |part: &&[u8]| file::read(part, Path::new("fuzz.journey.ron")).ok();
    let maps: Vec<Map> = parts.iter().filter_map(read).collect();
    let [base, mine, theirs] = &maps[..] else {
        return;
    };
    let mut merged = merge(base, mine, theirs);
    sound(merged.map());
    for choice in [Choice::Mine, Choice::Theirs] {
        merged.prefer(choice);
        sound(merged.map());
    }
    assert_eq!(merge(base, base, theirs).map(), theirs);
    assert_eq!(merge(base, mine, base).map(), mine);
}

fn parted(data: &[u8]) -> Vec<&[u8]> {
    const LINE: &[u8] = b"\n---\n";
    let mut parts = Vec::new();
    let mut rest = data;
    while let Some(at) = rest.windows(LINE.len()).position(|found| found == LINE) {
        parts.push(&rest[..at]);
        rest = &rest[at + LINE.len()..];
    }
    parts.push(rest);
    parts
}

fn understood(data: &[u8], name: &str) {
    let options = import::Options::default();
    if let Ok(understood) = import::understand(data, Path::new(name), &options) {
        sound(&understood.map);
    }
}

fn sound(map: &Map) {
    assert_eq!(map.faults(), []);
    let text = file::write(map).unwrap();
    let again = file::read(text.as_bytes(), Path::new("fuzz.journey.ron")).unwrap();
    assert!(again == *map, "it is read as another map");
}
