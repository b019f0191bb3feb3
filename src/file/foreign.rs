//! Telling what a file is that is not a map: empty, a picture, JSON, a Mermaid
//! text. Knows the looks of other formats, not how to
//! read them.

use super::error::Place;

/// Where something is wrong, and the cause with the next step.
pub(super) type Fault = (Option<Place>, String);

/// How files of other programs begin, and what they are.
const MAGIC: [(&[u8], &str); 12] = [
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3", "a database"),
    (b"OTTO", "a font"),
];

/// The text in the bytes of a file, without its byte order mark.
pub(super) fn text(bytes: &[u8]) -> Result<&str, Fault> {
    let whole = |reason: &str| (None, reason.to_owned());
    if bytes.is_empty() {
        return Err(whole(
            "the file is empty; restore it from a backup, or start a new map under its name",
        ));
    }
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err((
            None,
            format!("this is {what}, not a journey map; choose a map that Throughline has saved"),
        ));
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") || is_wide(bytes) {
        return Err(whole(
            "this is UTF-16 text; save it as UTF-8 in a text editor and open it again",
        ));
    }
    if bytes.iter().all(|byte| *byte == 0) {
        return Err(whole(
            "the file holds nothing but zeros, as after a power loss; restore it from a backup",
        ));
    }
    if let Some(index) = bytes.iter().position(|byte| *byte == 0) {
        return Err((
            place_in(bytes, index),
            "this is binary data or a damaged file (a zero byte), not a journey map; \
             choose another file or restore it from a backup"
                .into(),
        ));
    }
    let text = str::from_utf8(bytes).map_err(|error| {
        (
            place_in(bytes, error.valid_up_to()),
            "this is not UTF-8 text; if it opens in a text editor, save it there as UTF-8, \
             else restore it from a backup"
                .to_owned(),
        )
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(whole(
            "the file holds only blank lines; restore it from a backup, or start a new map under its name",
        ));
    }
    Ok(text)
}

/// The text of a file in two bytes a letter (UTF-16); `None` for any other, and
/// for one with letters that are damaged. An odd byte at the end is half a
/// letter.
pub(super) fn wide_text(bytes: &[u8]) -> Option<String> {
    let (is_big, body) = if let Some(body) = bytes.strip_prefix(b"\xff\xfe") {
        (false, body)
    } else if let Some(body) = bytes.strip_prefix(b"\xfe\xff") {
        (true, body)
    } else if is_wide(bytes) {
        (bytes.first() == Some(&0), bytes)
    } else {
        return None;
    };
    let (letters, _) = body.as_chunks::<2>();
    let units = letters.iter().map(|letter| {
        if is_big {
            u16::from_be_bytes(*letter)
        } else {
            u16::from_le_bytes(*letter)
        }
    });
    let text: Result<String, _> = char::decode_utf16(units).collect();
    text.ok()
        .filter(|text| !text.contains('\0') && !text.trim().is_empty())
}

/// What the bytes of a file are that is no text; `None` for what may be some.
pub(super) fn not_text(bytes: &[u8]) -> Option<String> {
    if bytes.is_empty() {
        return Some("the file is empty; choose another".into());
    }
    let is_text = str::from_utf8(bytes).is_ok() && !bytes.contains(&0);
    let mut magic = MAGIC
        .iter()
        .filter(|(magic, _)| !is_text || *magic == b"%PDF");
    if let Some((_, what)) = magic.find(|(magic, _)| bytes.starts_with(magic)) {
        let next = if what.contains("Office") {
            "save the table as CSV there, and open that"
        } else {
            "choose a table, a document or a map"
        };
        return Some(format!("this is {what}, not a text; {next}"));
    }
    let zero = bytes.iter().position(|byte| *byte == 0)?;
    let line = bytes.get(..zero)?.split(|byte| *byte == b'\n').count();
    Some(format!(
        "this is binary data or a damaged file (a zero byte in line {line}), not a text; choose another"
    ))
}

/// What a text is that could not be read as a map, if it is something known.
pub(super) fn kind_of(text: &str) -> Option<Fault> {
    let start = text.trim_start();
    let lower: String = start.chars().take(64).collect::<String>().to_lowercase();
    let what = if lower.starts_with("<!doctype html") || lower.starts_with("<html") {
        "this is a web page (HTML), not a journey map; choose a map that Throughline has saved"
    } else if lower.starts_with("<?xml") || lower.starts_with("<svg") {
        "this is XML, not a journey map; choose a map that Throughline has saved"
    } else if start.starts_with(['{', '[']) {
        "this is JSON, not a journey map; choose a map that Throughline has saved"
    } else if is_mermaid(text) {
        "this is a Mermaid text, not a journey map; name it .mmd, or import it with \
         `throughline convert IN.mmd -o OUT.journey.ron`"
    } else {
        return None;
    };
    Some((None, what.into()))
}

/// Whether the first word outside front matter, fences and comments is one
/// that a Mermaid diagram begins with.
fn is_mermaid(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).peekable();
    if lines.next_if_eq(&"---").is_some() {
        lines.by_ref().find(|line| *line == "---");
    }
    let first =
        lines.find(|line| !(line.is_empty() || line.starts_with("%%") || line.starts_with("```")));
    let word = first.and_then(|line| line.split_whitespace().next());
    matches!(
        word,
        Some(
            "journey"
                | "flowchart"
                | "graph"
                | "sequenceDiagram"
                | "timeline"
                | "gantt"
                | "mindmap"
        )
    )
}

/// Whether every other byte is zero, as in Latin text of two bytes a letter.
fn is_wide(bytes: &[u8]) -> bool {
    let start = bytes.get(..bytes.len().min(64)).unwrap_or_default();
    let zeros = |odd: usize| {
        let every = start.iter().skip(odd).step_by(2);
        every.clone().count() > 1 && every.clone().all(|byte| *byte == 0)
    };
    zeros(0) != zeros(1)
}

/// The place of a byte, counted in characters as far as the bytes are text.
fn place_in(bytes: &[u8], index: usize) -> Option<Place> {
    let before = bytes.get(..index)?;
    let line_start = before
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |at| at.saturating_add(1));
    Some(Place {
        line: before.split(|byte| *byte == b'\n').count(),
        column: String::from_utf8_lossy(before.get(line_start..)?)
            .chars()
            .count()
            .saturating_add(1),
    })
}
