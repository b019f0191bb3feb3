//! Golden files: what a result looked like when someone looked at it last.
//! `UPDATE_GOLDEN=1 cargo test` writes them anew; look at them before they are
//! committed.

use std::{fs, path::PathBuf};

/// Where golden files are.
pub(crate) fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name)
}

/// Whether golden files are to be written anew.
pub(crate) fn is_update() -> bool {
    std::env::var_os("UPDATE_GOLDEN").is_some()
}

/// Compares a text with its golden file and names the first line that differs.
pub(crate) fn assert_text(name: &str, found: &str) {
    let path = path(name);
    if is_update() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder for golden files");
        fs::write(&path, found).expect("the golden file can be written");
        return;
    }
    let held = fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{name}: {error}; run with UPDATE_GOLDEN=1 to write it"));
    for (number, (held, found)) in held.lines().zip(found.lines()).enumerate() {
        assert_eq!(held, found, "line {} of {name}", number + 1);
    }
    assert_eq!(
        held.lines().count(),
        found.lines().count(),
        "the number of lines of {name}"
    );
}
