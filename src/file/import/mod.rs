//! Maps from the files of others: CSV and other text with signs between the
//! cells, Markdown, JSON; and our own tables, which come back exactly.
//!
//! [`understand`] takes the bytes of a file and says everything it took them
//! for: the encoding, the sign between the cells, which way a table lies, what
//! each column is about, and the map that comes of it. [`Options`] overrule any
//! of that, so that a preview can let people choose. What could not be taken as
//! it stands there is a remark with its line; nothing is dropped without one.
//!
//! `understood` is what is said of a file; `decode` finds its encoding, `reader`
//! which way it is read; `guess` says which way a table lies, `columns` what its
//! columns are about, and `sheet` takes it, `document` Markdown, `json` JSON,
//! `flow` tables of shapes, `feedback` tables of answers, which `log` brings into
//! the log of a map; `meaning` knows the
//! words for what a column is about, `feel` numbers and words of feelings,
//! `aside` what only orders or paints; `sketch` collects what is found and makes
//! the map. Pure: only [`load`] knows of files.

mod aside;
mod columns;
mod decode;
mod document;
mod feedback;
mod feel;
mod flow;
mod guess;
mod json;
mod log;
mod meaning;
mod reader;
mod sheet;
mod sketch;
mod understood;

use std::path::Path;

use super::{Disk, FileError, Place, foreign, limits, load_bytes};
use reader::Reader;

pub use super::table::Record as Row;
pub use decode::Encoding;
pub use feedback::{DateOrder, Heard, Scale};
pub use log::{Log, Repeated, Repeats, Taken, UnknownStage, take};
pub use meaning::{Answer, Detail, Meaning, Shape};
pub use understood::{Column, Kind, Layout, Options, Understood};

/// Says what a file is and makes a map of it. The name tells what it should be
/// by its extension; what is in it decides.
///
/// # Errors
/// It is empty, larger than the limits allow, no text, or no journey: the line,
/// if the fault is at one, and the cause with the next step.
pub fn understand(
    bytes: &[u8],
    name: &Path,
    options: &Options,
) -> Result<Understood, (Option<usize>, String)> {
    if bytes.len() > limits::TABLE_BYTES {
        let limit = limits::TABLE_BYTES >> 20;
        return Err((
            None,
            format!("the file is larger than {limit} MiB, the limit for tables; split it"),
        ));
    }
    let encoding = options.encoding.unwrap_or_else(|| Encoding::of(bytes));
    let is_wide = matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be);
    if let Some(reason) = foreign::not_text(bytes).filter(|_| !is_wide) {
        return Err((None, reason));
    }
    let (text, bad) = encoding.text(bytes);
    if text.trim().is_empty() {
        return Err((
            None,
            "there is nothing in the file but blanks; choose another".into(),
        ));
    }
    let told = Kind::of(name).unwrap_or(Kind::Separated);
    let reader = Reader {
        text: &text,
        encoding,
        options,
    };
    let mut understood = reader
        .understood(told)
        .map_err(|(line, reason)| (Some(line), reason))?;
    if encoding != Encoding::Utf8 && options.encoding.is_none() && !is_wide {
        let remark = format!(
            "the text was read as {}; another encoding can be chosen",
            encoding.label()
        );
        understood.remarks.insert(0, (1, remark));
    }
    if let Some(line) = bad {
        let remark = format!(
            "bytes that are no {} text stand here and further on as �",
            encoding.label()
        );
        understood.remarks.push((line, remark));
    }
    understood.remarks.sort_by_key(|(line, _)| *line);
    if let Some(reason) = limits::exceeded(&understood.map) {
        return Err((None, reason));
    }
    Ok(understood)
}

/// Whether a file is surely a table of what customers said, by its name and
/// its first rows: what it should be asked about when it comes to a window.
#[must_use]
pub fn is_feedback(bytes: &[u8], name: &Path) -> bool {
    const GLANCE: usize = 64 * 1024;
    if Kind::of(name) != Some(Kind::Separated) || bytes.len() > limits::TABLE_BYTES {
        return false;
    }
    let start = bytes.get(..bytes.len().min(GLANCE)).unwrap_or_default();
    // A row that is cut in two tells as much as a whole one.
    let options = Options {
        encoding: Some(Encoding::of(bytes)),
        ..Options::default()
    };
    let read = understand(start, name, &options);
    read.is_ok_and(|read| read.layout == Some(Layout::Feedback))
}

/// Reads a file and makes a map of it.
///
/// # Errors
/// It is not there, not a file, too large, or as [`understand`] says.
pub fn load(disk: &dyn Disk, path: &Path, options: &Options) -> Result<Understood, FileError> {
    let (bytes, _) = load_bytes(disk, path, limits::TABLE_BYTES as u64)?;
    understand(&bytes, path, options).map_err(|(line, reason)| FileError::Unreadable {
        name: path.into(),
        place: line.map(|line| Place { line, column: 0 }),
        reason,
    })
}
