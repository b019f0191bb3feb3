//! Text for Mermaid: what its grammar, its preprocessing or a browser would
//! take for something else is written as an entity (`#59;`).

use std::fmt::Write as _;

use crate::file::mermaid::{is_space, starts_with_keyword};

/// Where a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// After `title`.
    Title,
    /// After `section`.
    Section,
    /// Before a task's colon.
    Task,
    /// In the list of a task's people.
    Actor,
    /// A line of `accTitle` or `accDescr`.
    Line,
}

/// Words that make Mermaid take any text for a C4 diagram.
const C4: [&str; 4] = ["C4Container", "C4Component", "C4Dynamic", "C4Deployment"];

/// The text as Mermaid has to read it to show it as it is.
pub(super) fn encode(text: &str, place: Place) -> String {
    if text.is_empty() && matches!(place, Place::Section | Place::Task) {
        // An invisible character; a name needs at least one.
        return "#8203;".into();
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut encoded = String::with_capacity(text.len());
    let mut before = None;
    for (at, character) in text.char_indices() {
        let rest = text.get(at..).unwrap_or_default();
        if character == '\n' {
            encoded.push_str("<br>");
        } else if is_special(character, before, rest, &text, place) {
            let _ = write!(encoded, "#{};", u32::from(character));
        } else {
            encoded.push(character);
        }
        before = Some(character);
    }
    encoded
}

/// Whether a character means something to Mermaid where it stands.
fn is_special(character: char, before: Option<char>, rest: &str, text: &str, place: Place) -> bool {
    let after = rest.chars().nth(1);
    let starts = before.is_none();
    let at_edge = starts || after.is_none();
    let is_cleaned = matches!(place, Place::Title | Place::Line);
    match character {
        '#' | ';' | '\u{2028}' | '\u{2029}' => true,
        // Mermaid eats semicolons behind what looks like a style.
        ':' => !is_cleaned || text.contains("style") || text.contains("classDef"),
        ',' => place == Place::Actor,
        // Comments and directives.
        '%' => starts || before == Some('%') || matches!(after, Some('%' | '{')),
        // Tags, whose quotation marks are changed, and line breaks. Titles
        // and descriptions are cleaned as HTML.
        '<' => is_cleaned || after.is_some_and(char::is_alphanumeric),
        '&' | '>' | '\u{a0}' if is_cleaned => true,
        '}' => place == Place::Line,
        // Mermaid's own placeholders for entities.
        'ﬂ' => after == Some('°'),
        '¶' => after == Some('ß'),
        'C' => C4.iter().any(|word| rest.starts_with(word)),
        other if is_space(other) => match place {
            Place::Task => starts,
            Place::Actor => at_edge,
            Place::Title | Place::Section => starts && text.trim_matches(is_space).is_empty(),
            Place::Line => false,
        },
        _ => starts && place == Place::Task && starts_with_keyword(text),
    }
}
