//! What Mermaid does to a text before it reads it, in Mermaid's order: front
//! matter, directives, comments and entities leave the text. Every step keeps
//! the original line of what remains.

use std::ops::Range;

use super::{
    entity,
    front_matter::{self, FrontMatter},
    number::is_space,
    source::{Change, Source},
};

/// A text ready for the grammar, and what was taken out of it.
#[derive(Debug)]
pub(super) struct Prepared {
    /// The text, starting at its first visible character.
    pub(super) source: Source,
    /// What the front matter said.
    pub(super) front_matter: FrontMatter,
    /// The lines on which directives started.
    pub(super) directives: Vec<usize>,
    /// The line of a directive that is never closed.
    pub(super) open_directive: Option<usize>,
    /// The lines that were comments.
    pub(super) comments: Vec<usize>,
}

/// Prepares a text. With `leniently`, front matter may follow empty lines and
/// a directive that is never closed ends with its line.
pub(super) fn prepare(source: &Source, leniently: bool) -> Prepared {
    let source = quote_attributes(source);
    let (source, front_matter) = front_matter::take(&source, leniently);
    let (source, directives, open_directive) = remove_directives(&source, leniently);
    let (source, comments) = remove_comments(&source);
    let blank = source
        .text
        .len()
        .saturating_sub(source.text.trim_start_matches(is_space).len());
    let source = source.part(blank..source.text.len());
    Prepared {
        source: entity::encode(&source),
        front_matter,
        directives,
        open_directive,
        comments,
    }
}

/// In what looks like an HTML tag, `="x"` becomes `='x'`.
fn quote_attributes(source: &Source) -> Source {
    let text = &source.text;
    let mut changes: Vec<Change> = Vec::new();
    let mut from = 0;
    while let Some(open) = text
        .get(from..)
        .unwrap_or_default()
        .find('<')
        .map(|at| from.saturating_add(at))
    {
        from = open.saturating_add(1);
        if !text.get(from..).unwrap_or_default().starts_with(is_word) {
            continue;
        }
        let Some(close) = text
            .get(from..)
            .unwrap_or_default()
            .find('>')
            .map(|at| from.saturating_add(at))
        else {
            break;
        };
        while let Some(start) = text
            .get(from..close)
            .unwrap_or_default()
            .find("=\"")
            .map(|at| from.saturating_add(at))
        {
            let Some(length) = text
                .get(start.saturating_add(2)..close)
                .unwrap_or_default()
                .find('"')
            else {
                break;
            };
            let end = start.saturating_add(2).saturating_add(length);
            changes.push((start.saturating_add(1)..start.saturating_add(2), "'".into()));
            changes.push((end..end.saturating_add(1), "'".into()));
            from = end.saturating_add(1);
        }
        from = close.saturating_add(1);
    }
    source.change(changes)
}

/// Removes `%%{ … }%%`, which may span lines and stand anywhere.
fn remove_directives(source: &Source, leniently: bool) -> (Source, Vec<usize>, Option<usize>) {
    let mut changes: Vec<Change> = Vec::new();
    let mut lines = Vec::new();
    let mut unclosed = None;
    let mut from = 0;
    while let Some(start) = source
        .text
        .get(from..)
        .unwrap_or_default()
        .find("%%{")
        .map(|at| from.saturating_add(at))
    {
        from = start.saturating_add(3);
        let Some((range, closed)) = directive(&source.text, start, leniently) else {
            continue;
        };
        from = range.end;
        let line = source.line_at(start);
        lines.push(line);
        if !closed {
            unclosed.get_or_insert(line);
        }
        changes.push((range, String::new()));
    }
    (source.change(changes), lines, unclosed)
}

/// How far the directive reaches that starts here, and whether it is closed.
/// Its first word is its type; a second word is its whole value; anything else
/// reaches to the closing marks.
fn directive(text: &str, start: usize, leniently: bool) -> Option<(Range<usize>, bool)> {
    let after = |from: usize, skip: fn(char) -> bool| {
        let rest = text.get(from..).unwrap_or_default();
        text.len()
            .saturating_sub(rest.trim_start_matches(skip).len())
    };
    let word = after(start.saturating_add(3), is_space);
    let mut at = after(word, is_word);
    if at == word {
        return None;
    }
    let colon = after(at, is_space);
    if text.get(colon..).unwrap_or_default().starts_with(':') {
        at = colon.saturating_add(1);
    }
    at = after(at, is_space);
    let value = after(at, is_word);
    if value > at {
        at = after(value, is_space);
    } else if let Some(length) = text.get(at..).unwrap_or_default().find("}%%") {
        at = at.saturating_add(length);
    } else if leniently {
        let end = text
            .get(start..)
            .unwrap_or_default()
            .find('\n')
            .map_or(text.len(), |at| start.saturating_add(at));
        return Some((start..end, false));
    } else {
        return Some((start..text.len(), false));
    }
    let closed = text.get(at..).unwrap_or_default().starts_with("}%%");
    Some((
        start..if closed { at.saturating_add(3) } else { at },
        closed,
    ))
}

/// Removes lines whose first visible characters are `%%`, with the empty lines
/// before them.
fn remove_comments(source: &Source) -> (Source, Vec<usize>) {
    let mut changes: Vec<Change> = Vec::new();
    let mut lines = Vec::new();
    let mut blank_from = None;
    for (start, line) in source.lines() {
        let text = line.trim_start_matches(is_space);
        if text.is_empty() {
            blank_from.get_or_insert(start);
            continue;
        }
        let from = blank_from.take().unwrap_or(start);
        let comment = text.strip_prefix("%%");
        if comment.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('{')) {
            lines.push(source.line_at(start));
            let end = start
                .saturating_add(line.len())
                .saturating_add(1)
                .min(source.text.len());
            changes.push((from..end, String::new()));
        }
    }
    (source.change(changes), lines)
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}
