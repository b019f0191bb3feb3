//! The text of a map: `name.journey.ron`, its versions, reading and writing.
//!
//! The text is `(version: 1, map: (…))`, pretty, four blanks a level, `\n` at
//! line ends on every platform, one element a block, fields at their default
//! left out. The same map gives the same text, and reading and writing a text
//! that was written here gives the same bytes.
//!
//! **Versions.** The structs of the model are version 1. When version 2 comes,
//! the types that change are copied as they were to `src/file/v1.rs`, with
//! their serde attributes and a `From<v1::Map> for Map`; `VERSION` becomes 2,
//! `parse` picks by the version it has read first, and
//! `tests/fixtures/v2.journey.ron` joins the one of version 1, which keeps
//! opening for ever. A file of a newer version is refused by its number: what
//! it holds that we do not know would be lost in the next save.
//!
//! **Texts** are kept exactly, control characters too: they are written as
//! escapes, so that nothing hides in a file. How they are shown is the
//! business of whoever draws. A line end inside a text that was written by
//! hand counts as `\n`, whatever the line ends of the file are.

use std::{borrow::Cow, path::Path, thread};

use ron::{Options, error::SpannedError, ser::PrettyConfig};
use serde::{Deserialize, Serialize};

use super::{
    conflict, count,
    error::{FileError, LISTED, Place},
    explain,
    foreign::{self, Fault},
    limits, locate, readable,
};
use crate::model::Map;

/// The version that is written, and the newest that is read.
pub const VERSION: u32 = 1;

/// A file as it is written.
#[derive(Serialize)]
struct Written<'a> {
    version: u32,
    map: &'a Map,
}

/// A file of version 1 as it is read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "JourneyFile")]
struct Read {
    version: u32,
    map: Map,
}

/// The version of a file whatever else it holds.
#[derive(Deserialize)]
struct Stated {
    version: u64,
}

/// The text of a map.
///
/// # Errors
/// The map cannot be written; no map of the editor is such.
pub fn write(map: &Map) -> Result<String, FileError> {
    let config = PrettyConfig::new().new_line("\n").indentor("    ");
    let written = Written {
        version: VERSION,
        map,
    };
    let text =
        ron::ser::to_string_pretty(&written, config).map_err(|error| FileError::Unsaveable {
            path: "the map".into(),
            reason: error.to_string(),
        })?;
    let mut text = readable::unescaped(&text);
    text.push('\n');
    Ok(text)
}

/// The map in the bytes of a file as they are, without repairs; the name is for
/// messages.
///
/// # Errors
/// The bytes are not a sound map of a version that is known. A map that is
/// returned keeps every rule of ids, references and numbers.
pub fn read(bytes: &[u8], name: &Path) -> Result<Map, FileError> {
    let text = text(bytes, name)?;
    let map = parsed(&text, name).map_err(|unread| unread.error)?;
    let problems = map.faults();
    if problems.is_empty() {
        return Ok(map);
    }
    let located = problems.into_iter().enumerate().map(|(index, problem)| {
        let line = (index < LISTED).then(|| locate::line_in(&problem.0, &text));
        (line.flatten(), problem)
    });
    Err(FileError::Unsound {
        name: name.into(),
        problems: located.collect(),
    })
}

/// Why a text could not be read.
#[derive(Debug)]
pub(super) struct Unread {
    /// What to say.
    pub(super) error: FileError,
    /// What the parser said, if it was it.
    pub(super) cause: Option<SpannedError>,
}

/// That a file cannot be read.
pub(super) fn unreadable(name: &Path, place: Option<Place>, reason: String) -> FileError {
    FileError::Unreadable {
        name: name.into(),
        place,
        reason,
    }
}

/// The text in the bytes of a file, with `\n` at line ends.
pub(super) fn text<'t>(bytes: &'t [u8], name: &Path) -> Result<Cow<'t, str>, FileError> {
    if bytes.len() as u64 > limits::FILE_BYTES {
        let reason = format!(
            "the file is larger than {} MiB, the limit; is it the file you meant?",
            limits::FILE_BYTES >> 20
        );
        return Err(unreadable(name, None, reason));
    }
    let text = foreign::text(bytes).map_err(|(place, reason)| unreadable(name, place, reason))?;
    Ok(unix_lines(text))
}

/// The map in a text of a known version, within the limits; rules of maps may
/// be broken.
pub(super) fn parsed(text: &str, name: &Path) -> Result<Map, Box<Unread>> {
    let plain = |error| Box::new(Unread { error, cause: None });
    let whole = |reason| plain(unreadable(name, None, reason));
    let stated = version_at_start(text);
    if let Some(version) = stated {
        expect_known(version, name).map_err(plain)?;
    }
    if let Some(reason) = count::too_many(text) {
        return Err(whole(reason));
    }
    let Some(result) = apart(|| parse(text, stated.is_none())) else {
        let reason = "there is not enough memory to read it; close other programs and try again";
        return Err(whole(reason.into()));
    };
    match result {
        Ok(file) => {
            expect_known(&file.version.to_string(), name).map_err(plain)?;
            let mut map = file.map;
            map.restore_mint();
            limits::exceeded(&map).map_or(Ok(map), |reason| Err(whole(reason)))
        }
        Err((cause, found)) => {
            // A version that is not the first field, as after a sorting tool.
            if let (None, Some(version)) = (stated, found) {
                expect_known(&version.to_string(), name).map_err(plain)?;
            }
            let (place, reason) = conflict(text)
                .or_else(|| foreign::kind_of(text))
                .or_else(|| not_a_map(text))
                .unwrap_or_else(|| explain::explain(&cause, text));
            Err(Box::new(Unread {
                error: unreadable(name, place, reason),
                cause: Some(cause),
            }))
        }
    }
}

/// The file in a text; else what is wrong, and its version when that is asked
/// for and can be read.
fn parse(text: &str, for_version: bool) -> Result<Read, (SpannedError, Option<u64>)> {
    let options = Options::default().with_recursion_limit(limits::NESTING);
    options.from_str::<Read>(text).map_err(|error| {
        let found = for_version
            .then(|| options.from_str::<Stated>(text).ok())
            .flatten();
        (error, found.map(|stated| stated.version))
    })
}

/// Runs a parser on a stack of its own, so that no nesting overflows it, and
/// no fault of it ends the program.
fn apart<T: Send>(parse: impl FnOnce() -> T + Send) -> Option<T> {
    thread::scope(|scope| {
        let builder = thread::Builder::new().stack_size(limits::STACK_BYTES);
        let running = builder.spawn_scoped(scope, parse).ok()?;
        running.join().ok()
    })
}

/// What to say of a conflict that a tool has left.
fn conflict(text: &str) -> Option<Fault> {
    let line = conflict::line(text)?;
    let place = Place { line, column: 1 };
    let is_map = |side: &String| apart(|| parse(side, false)).is_some_and(|result| result.is_ok());
    let both = text.len() <= limits::REPAIR_BYTES
        && conflict::sides(text).is_some_and(|sides| sides.iter().all(is_map));
    let next = if both {
        "save each side as a file of its own and join them with “Merge with another version…” \
         or `throughline merge`, or keep one side and remove the marks"
    } else {
        "keep one side, remove the marks, and open the file again"
    };
    let reason = format!(
        "two versions were merged here and a conflict was left (<<<<<<<, =======, >>>>>>>); {next}"
    );
    Some((Some(place), reason))
}

/// What to say of a text that does not even begin like a map.
fn not_a_map(text: &str) -> Option<Fault> {
    let begins = skip_blanks(text);
    let reason = "this is not a journey map; one begins with (version: 1, map: (";
    (!begins.is_empty() && !begins.starts_with(['(', '#', '/'])).then(|| (None, reason.into()))
}

/// Refuses a version that is not known, by its number.
fn expect_known(version: &str, name: &Path) -> Result<(), FileError> {
    match version.parse() {
        Ok(1..=VERSION) => Ok(()),
        Ok(0) => Err(FileError::Unreadable {
            name: name.into(),
            place: None,
            reason: "file version 0 does not exist; the first is 1".into(),
        }),
        _ => Err(FileError::Newer {
            name: name.into(),
            found: version.into(),
            known: VERSION,
        }),
    }
}

/// The digits of `version: 1` if it is the first field. A glance: what comes
/// after may be of a version whose rules are not known.
fn version_at_start(text: &str) -> Option<&str> {
    let mut rest = skip_blanks(text);
    while rest.starts_with("#!") {
        rest = skip_blanks(rest.split_once(']')?.1);
    }
    rest = skip_blanks(rest.strip_prefix('(')?);
    rest = skip_blanks(rest.strip_prefix("version")?);
    rest = skip_blanks(rest.strip_prefix(':')?);
    let end = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    let (digits, after) = rest.split_at(end);
    let whole = skip_blanks(after).starts_with([',', ')']);
    (whole && !digits.is_empty()).then_some(digits)
}

/// The text after blanks and comments.
fn skip_blanks(mut text: &str) -> &str {
    loop {
        text = text.trim_start();
        if let Some(comment) = text.strip_prefix("//") {
            text = comment.split_once('\n').map_or("", |(_, rest)| rest);
        } else if let Some(comment) = text.strip_prefix("/*") {
            text = comment.split_once("*/").map_or("", |(_, rest)| rest);
        } else {
            return text;
        }
    }
}

/// The text with `\n` at line ends.
pub(super) fn unix_lines(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}
