//! The layers of the house: each folder of `src` may use those below it, never
//! above, and the toolkits stay where they belong. Read from the source, so
//! that an arrow that runs the wrong way fails here and not in a review.
#![expect(
    clippy::unwrap_used,
    reason = "what a test looks up is there, or the test fails"
)]

use std::{
    fs,
    path::{Path, PathBuf},
};

/// From the ground up.
const LAYERS: [&str; 8] = [
    "model", "file", "layout", "scene", "paint", "export", "editor", "ui",
];

/// A toolkit and the layers that may name it.
const TOOLKITS: [(&str, &[&str]); 4] = [
    ("egui", &["ui"]),
    ("eframe", &["ui"]),
    ("rfd", &["ui"]),
    ("epaint", &["paint", "export", "ui"]),
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The code of a file without comments and without the words in its strings.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let lines = text.lines().map(|line| {
        let line = line.split("//").next().unwrap_or_default();
        // Every other piece between quotation marks is inside a string.
        line.split('"').step_by(2).collect::<Vec<_>>().join(" ")
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The words that stand right after `crate::`, those in braces included.
fn layers_used(code: &str) -> Vec<String> {
    let mut used = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut word = String::new();
            for c in group.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => used.push(std::mem::take(&mut word)),
                    _ if depth == 0 => word.push(c),
                    _ => {}
                }
            }
            used.push(word);
        } else {
            used.push(rest.to_owned());
        }
    }
    let first = |path: &String| {
        let path = path.trim_start();
        let end = path.find(|c: char| !c.is_alphanumeric() && c != '_');
        path[..end.unwrap_or(path.len())].to_owned()
    };
    used.iter().map(first).collect()
}

/// Whether the code names a crate as the start of a path.
fn names_crate(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = &code[at + name.len()..];
        let is_start = before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != ':');
        let is_use = code[..at].trim_end().ends_with("use");
        is_start && (after.starts_with("::") || (is_use && after.starts_with(';')))
    })
}

fn layer_files() -> Vec<(usize, PathBuf)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    for (rank, layer) in LAYERS.iter().enumerate() {
        files.extend(
            sources(&root.join(layer))
                .into_iter()
                .map(|path| (rank, path)),
        );
    }
    files
}

#[test]
fn no_layer_uses_one_above_it() {
    let mut arrows = 0;
    for (rank, path) in layer_files() {
        for used in layers_used(&code(&path)) {
            let Some(below) = LAYERS.iter().position(|layer| *layer == used) else {
                continue;
            };
            arrows += 1;
            let (file, layer) = (path.display(), LAYERS[rank]);
            assert!(
                below <= rank,
                "{file}: {layer} uses {used}, which is above it"
            );
        }
    }
    assert!(arrows > 20, "only {arrows} arrows were read");
}

#[test]
fn toolkits_stay_in_their_layers() {
    let mut read = 0;
    for (rank, path) in layer_files() {
        let code = code(&path);
        read += 1;
        for (toolkit, homes) in TOOLKITS {
            let (file, layer) = (path.display(), LAYERS[rank]);
            let allowed = homes.contains(&layer) || !names_crate(&code, toolkit);
            assert!(allowed, "{file}: {toolkit} has no place in {layer}");
        }
    }
    assert!(read > 20, "only {read} files were read");
}

#[test]
fn every_folder_of_the_source_is_a_layer() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in fs::read_dir(root).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let is_known = LAYERS.contains(&name.as_str()) || name == "cli";
        assert!(!path.is_dir() || is_known, "{name} is no layer");
    }
}

#[test]
fn the_reader_sees_arrows_in_every_form() {
    let text =
        "use crate::{model::{Map, Edit}, ui, layout::Layout};\nlet x = crate::paint::shapes();";
    assert_eq!(layers_used(text), ["model", "ui", "layout", "paint"]);
    assert!(names_crate("use egui::Ui;", "egui"));
    assert!(names_crate("use egui;", "egui"));
    assert!(names_crate("fn f(ui: &mut egui::Ui)", "egui"));
    assert!(!names_crate("use epaint::Shape; my_egui::x()", "egui"));
}
