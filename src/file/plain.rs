//! Text from outside, as a map may hold it: without characters that cannot be
//! seen and do harm. The file keeps such characters where a map has them; a
//! hand that types or pastes never means them.

use std::borrow::Cow;

use crate::file::limits::TEXT_CHARS;

/// The text without control characters and without marks that turn the
/// direction of all that follows; every kind of line end becomes a plain one.
/// Marks that only speak of a neighbor, as Persian, Hebrew and Thai need them,
/// stay.
pub(crate) fn cleaned(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| is_harmful(c) || is_line_end(c)) {
        return text.into();
    }
    let mut clean = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\r' {
            chars.next_if_eq(&'\n');
            clean.push('\n');
        } else if is_line_end(c) {
            clean.push('\n');
        } else if !is_harmful(c) {
            clean.push(c);
        }
    }
    clean.into()
}

/// What one text of a map keeps of a text: cleaned, and not beyond the limit.
pub(crate) fn kept(text: String) -> String {
    let text = match cleaned(&text) {
        Cow::Owned(clean) => clean,
        Cow::Borrowed(_) => text,
    };
    // Bytes are counted first: a text of few bytes has few characters.
    if text.len() <= TEXT_CHARS {
        return text;
    }
    match text.char_indices().nth(TEXT_CHARS) {
        Some((end, _)) => text.get(..end).unwrap_or_default().to_owned(),
        None => text,
    }
}

/// A line end that is not the plain one: of old systems, and those that word
/// processors put between the lines of one paragraph.
const fn is_line_end(c: char) -> bool {
    matches!(c, '\r' | '\u{b}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Control characters, the mark of a file's byte order, and what embeds,
/// overrides or isolates a direction.
fn is_harmful(c: char) -> bool {
    let is_control = c.is_control() && !matches!(c, '\n' | '\t') && !is_line_end(c);
    is_control || matches!(c, '\u{feff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
