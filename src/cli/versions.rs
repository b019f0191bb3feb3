//! `merge BASE OURS THEIRS -o OUT` and `diff A B`: versions of a map, as git
//! hands them over. Files are read by what is in them: git's temporary names
//! tell nothing.

use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
};

use super::{
    Failure,
    arguments::{Words, output_path},
    note, say,
    source::read,
};
use throughline::{
    file::{self, Consent, Disk, OsDisk, limits},
    model::{Choice, Conflict, Map, compare, merge},
};

/// What is to be merged.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Merging {
    /// The version both come from.
    pub(super) base: PathBuf,
    /// One version.
    pub(super) ours: PathBuf,
    /// The other.
    pub(super) theirs: PathBuf,
    /// Where to.
    pub(super) output: PathBuf,
    /// What messages call it.
    pub(super) name: Option<PathBuf>,
    /// Which side settles the conflicts.
    pub(super) prefer: Option<Choice>,
}

/// What is to be compared.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Comparing {
    /// The version before.
    pub(super) before: PathBuf,
    /// The version after.
    pub(super) after: PathBuf,
    /// A line above the changes, as git's name of the file.
    pub(super) title: Option<PathBuf>,
    /// Whether differences are told by the exit code, too.
    pub(super) exit_code: bool,
}

/// What the words behind `merge` ask for.
///
/// # Errors
/// They ask for nothing that can be done.
pub(super) fn merging(words: Words) -> Result<Merging, String> {
    let prefer = match words.text("prefer").as_deref() {
        None => None,
        Some("ours") => Some(Choice::Mine),
        Some("theirs") => Some(Choice::Theirs),
        Some(other) => {
            return Err(format!("--prefer is ours or theirs, not “{other}”"));
        }
    };
    let (output, name) = (
        output_path(&words)?,
        words.option("name").map(PathBuf::from),
    );
    let files: Result<[PathBuf; 3], _> = words.values.try_into();
    let [base, ours, theirs] = files.map_err(|files: Vec<PathBuf>| {
        format!(
            "merge takes three files, BASE OURS THEIRS, not {}",
            files.len()
        )
    })?;
    Ok(Merging {
        base,
        ours,
        theirs,
        output,
        name,
        prefer,
    })
}

/// Two files; or the seven words with which git runs an external diff: path,
/// old file, its hash and mode, new file, its hash and mode.
///
/// # Errors
/// They are fewer or more.
pub(super) fn comparing(words: Words) -> Result<Comparing, String> {
    let exit_code = words.has("exit-code");
    let count = words.values.len();
    let mut values = words.values.into_iter();
    let title = if count == 7 { values.next() } else { None };
    let skipped = if count == 7 { 2 } else { 0 };
    match (values.next(), values.nth(skipped)) {
        (Some(before), Some(after)) if matches!(count, 2 | 7) => Ok(Comparing {
            before,
            after,
            title,
            exit_code,
        }),
        _ => Err(format!("diff takes two files, A B, not {count}")),
    }
}

/// Merges three files and writes the map, with ours for every conflict.
///
/// # Errors
/// A file could not be read or written, or conflicts remain.
pub(super) fn merge_files(order: &Merging) -> Result<(), Failure> {
    let base = map_of(&OsDisk, &order.base)?;
    let (ours, theirs) = (
        map_of(&OsDisk, &order.ours)?,
        map_of(&OsDisk, &order.theirs)?,
    );
    let mut merged = merge(&base, &ours, &theirs);
    if let Some(choice) = order.prefer {
        merged.prefer(choice);
    }
    file::save(&OsDisk, &order.output, merged.map(), None, Consent::REPLACE)?;
    let name = order.name.as_ref().unwrap_or(&order.output);
    let open = merged.conflicts();
    if order.prefer.is_some() || open.is_empty() {
        return Ok(());
    }
    for conflict in open {
        note(&conflict_line(name, conflict));
    }
    let (name, count) = (name.display(), open.len());
    let (conflicts, remain) = if count == 1 {
        ("conflict", "remains")
    } else {
        ("conflicts", "remain")
    };
    Err(Failure::Other(format!(
        "{name}: {count} {conflicts} {remain}; the file has ours there: change it where theirs is \
         right, or merge again with --prefer theirs"
    )))
}

fn conflict_line(name: &Path, conflict: &Conflict) -> String {
    let Conflict {
        what,
        field,
        base,
        mine,
        theirs,
        ..
    } = conflict;
    let name = name.display();
    format!("{name}: {what}: {field}: base {base}, ours {mine}, theirs {theirs}")
}

/// Says what changed, one change a line, and whether anything did.
///
/// # Errors
/// A file could not be read.
pub(super) fn compare_files(order: &Comparing) -> Result<bool, Failure> {
    let read = |path: &Path| {
        if is_nothing(&OsDisk, path) {
            return Ok(Map::default());
        }
        read(&OsDisk, path, None).map(|source| source.map)
    };
    let (before, after) = (read(&order.before)?, read(&order.after)?);
    let changes = compare(&before, &after);
    let mut text = String::new();
    if let Some(title) = order.title.as_ref().filter(|_| !changes.is_empty()) {
        let _ = writeln!(text, "{}:", title.display());
    }
    for change in &changes {
        text.push_str(&change.words);
        text.push('\n');
    }
    say(&text)?;
    Ok(!changes.is_empty())
}

/// The map in a file, whatever its name; an empty file is an empty map.
fn map_of(disk: &dyn Disk, path: &Path) -> Result<Map, Failure> {
    if is_nothing(disk, path) {
        return Ok(Map::default());
    }
    let (bytes, _) = file::load_bytes(disk, path, limits::FILE_BYTES)?;
    Ok(file::read(&bytes, path)?)
}

/// Whether this is what git gives for a file that one side does not have.
fn is_nothing(disk: &dyn Disk, path: &Path) -> bool {
    let is_empty = || {
        let loaded = file::load_bytes(disk, path, limits::FILE_BYTES);
        loaded.is_ok_and(|(bytes, _)| bytes.is_empty())
    };
    path == Path::new("/dev/null") || is_empty()
}
