//! Diagrams inside Markdown: finds the fenced blocks marked `mermaid`. Follows
//! `CommonMark` in what opens and closes a fence, so that a fence shown inside a
//! longer fence is not taken for one.

use std::ops::Range;

use super::source::Source;

/// A fenced block marked `mermaid`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// The text between the fences.
    pub(super) content: Range<usize>,
    /// The text with its fences.
    pub(super) whole: Range<usize>,
    /// The original line of the opening fence.
    pub(super) line: usize,
    /// Whether the closing fence is there.
    pub(super) closed: bool,
}

/// The marked blocks of a text, in order; none for a text that is not Markdown.
pub(super) fn blocks(source: &Source) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let mut open: Option<(&str, Option<Block>)> = None;
    let end = source.text.len();
    for (start, line) in source.lines() {
        let text = line.trim();
        let next = start.saturating_add(line.len()).saturating_add(1).min(end);
        let marks = fence_marks(text);
        match open.take() {
            None if marks.len() >= 3 => {
                let info = text.get(marks.len()..).unwrap_or_default().trim_start();
                let block = is_mermaid(info).then(|| Block {
                    content: next..end,
                    whole: start..end,
                    line: source.line_at(start),
                    closed: false,
                });
                // Backticks after backticks are code within a line.
                let inline = marks.starts_with('`') && info.contains('`');
                open = (!inline).then_some((marks, block));
            }
            None => {}
            Some((opening, block)) => {
                let closes = marks == text && marks.starts_with(opening);
                if !closes {
                    open = Some((opening, block));
                } else if let Some(mut block) = block {
                    block.content.end = start.max(block.content.start);
                    block.whole.end = next;
                    block.closed = true;
                    found.push(block);
                }
            }
        }
    }
    found.extend(open.and_then(|(_, block)| block));
    found
}

/// The run of equal fence characters that the line starts with.
fn fence_marks(text: &str) -> &str {
    let rest = match text.chars().next() {
        Some(mark @ ('`' | '~' | ':')) => text.trim_start_matches(mark),
        _ => text,
    };
    text.get(..text.len().saturating_sub(rest.len()))
        .unwrap_or_default()
}

/// Whether a fence's info string names Mermaid: `mermaid`, `{mermaid}`, …
fn is_mermaid(info: &str) -> bool {
    let info = info.trim_start_matches(['{', '.']);
    let word = info.split(|c: char| !c.is_ascii_alphanumeric()).next();
    word.is_some_and(|word| word.eq_ignore_ascii_case("mermaid"))
}
