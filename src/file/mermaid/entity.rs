//! Entities (`#59;`, `#quot;`) and line breaks (`<br>`) in names. Mermaid
//! turns entities into placeholders before it reads, so that their characters
//! mean nothing to its grammar, and shows the characters at the end; so do we,
//! with its own placeholders.

use super::{
    number::is_space,
    source::{Change, Source},
};

/// Opens the placeholder of a numbered entity.
const NUMBERED: &str = "ﬂ°°";
/// Opens the placeholder of a named entity.
const NAMED: &str = "ﬂ°";
/// Closes a placeholder.
const CLOSE: &str = "¶ß";

/// The text with a placeholder in place of each `#word;`.
pub(super) fn encode(source: &Source) -> Source {
    let mut changes: Vec<Change> = Vec::new();
    let mut from = 0;
    while let Some((start, rest)) = find(&source.text, from, "#") {
        let name = leading_word(rest);
        from = start.saturating_add(1).saturating_add(name.len());
        if !name.is_empty() && source.text.get(from..).unwrap_or_default().starts_with(';') {
            from = from.saturating_add(1);
            changes.push((start..from, placeholder(name)));
        }
    }
    source.change(changes)
}

/// What stands for an entity while Mermaid's grammar is at work.
pub(super) fn placeholder(name: &str) -> String {
    let open = if name.bytes().all(|byte| byte.is_ascii_digit()) {
        NUMBERED
    } else {
        NAMED
    };
    format!("{open}{name}{CLOSE}")
}

/// A name as people read it: `<br>` is a line break, entities are their
/// characters. Unknown entities stay as they were typed.
#[must_use]
pub fn plain(raw: &str) -> String {
    decode(&break_lines(raw)).0
}

/// The first entity of the text that stands for no character.
pub(super) fn unknown_entity(raw: &str) -> Option<String> {
    decode(raw).1
}

/// The character of a named entity, of those that people type.
pub(super) fn named(name: &str) -> Option<char> {
    let index = NAMES.iter().position(|(known, _)| *known == name)?;
    NAMES.get(index).map(|(_, character)| *character)
}

/// `<br>`, `<br/>` and `<br />` in any case become line breaks.
fn break_lines(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(start) = rest.find('<') {
        text.push_str(rest.get(..start).unwrap_or_default());
        rest = rest.get(start..).unwrap_or_default();
        if let Some(length) = break_length(rest) {
            text.push('\n');
            rest = rest.get(length..).unwrap_or_default();
        } else {
            text.push('<');
            rest = rest.get(1..).unwrap_or_default();
        }
    }
    text + rest
}

/// How long the `<br>` is that the text starts with.
fn break_length(text: &str) -> Option<usize> {
    let head = text.get(..3)?;
    let tail = text.get(3..).unwrap_or_default();
    let end = tail.trim_start_matches(is_space);
    let end = end.strip_prefix('/').unwrap_or(end).strip_prefix('>')?;
    head.eq_ignore_ascii_case("<br")
        .then(|| text.len().saturating_sub(end.len()))
}

/// The text with the characters of its entities, and the first unknown one.
fn decode(raw: &str) -> (String, Option<String>) {
    let mut text = String::with_capacity(raw.len());
    let mut unknown = None;
    let mut rest = raw;
    while let Some(start) = rest.find(NAMED) {
        text.push_str(rest.get(..start).unwrap_or_default());
        rest = rest
            .get(start.saturating_add(NAMED.len())..)
            .unwrap_or_default();
        let number = rest.strip_prefix('°');
        let name = leading_word(number.unwrap_or(rest));
        let after = number
            .unwrap_or(rest)
            .get(name.len()..)
            .unwrap_or_default()
            .strip_prefix(CLOSE);
        let Some(after) = after.filter(|_| !name.is_empty()) else {
            text.push_str(NAMED);
            continue;
        };
        rest = after;
        let character = if number.is_some() {
            numbered(name)
        } else {
            named(name)
        };
        if let Some(character) = character {
            text.push(character);
        } else {
            let typed = format!("#{name};");
            text.push_str(&typed);
            unknown.get_or_insert(typed);
        }
    }
    (text + rest, unknown)
}

/// The character with this number; control characters but blanks are none.
fn numbered(digits: &str) -> Option<char> {
    let character = char::from_u32(digits.parse().ok()?)?;
    (!character.is_control() || is_space(character)).then_some(character)
}

/// The letters, digits and underscores that the text starts with.
fn leading_word(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
    text.get(..end.unwrap_or(text.len())).unwrap_or_default()
}

/// Where `what` occurs at or after an offset, and the text behind it.
fn find<'a>(text: &'a str, from: usize, what: &str) -> Option<(usize, &'a str)> {
    let start = from.saturating_add(text.get(from..)?.find(what)?);
    Some((
        start,
        text.get(start.saturating_add(what.len())..)
            .unwrap_or_default(),
    ))
}

const NAMES: &[(&str, char)] = &[
    ("amp", '&'),
    ("apos", '\''),
    ("ast", '*'),
    ("auml", 'ä'),
    ("Auml", 'Ä'),
    ("bsol", '\\'),
    ("bull", '•'),
    ("ccedil", 'ç'),
    ("cent", '¢'),
    ("check", '✓'),
    ("colon", ':'),
    ("comma", ','),
    ("commat", '@'),
    ("copy", '©'),
    ("cross", '✗'),
    ("darr", '↓'),
    ("deg", '°'),
    ("divide", '÷'),
    ("dollar", '$'),
    ("eacute", 'é'),
    ("egrave", 'è'),
    ("equals", '='),
    ("euro", '€'),
    ("excl", '!'),
    ("ge", '≥'),
    ("gt", '>'),
    ("hearts", '♥'),
    ("hellip", '…'),
    ("infin", '∞'),
    ("laquo", '«'),
    ("larr", '←'),
    ("lbrace", '{'),
    ("lbrack", '['),
    ("ldquo", '“'),
    ("le", '≤'),
    ("lowbar", '_'),
    ("lpar", '('),
    ("lsquo", '‘'),
    ("lt", '<'),
    ("mdash", '—'),
    ("middot", '·'),
    ("nbsp", '\u{a0}'),
    ("ndash", '–'),
    ("ne", '≠'),
    ("ntilde", 'ñ'),
    ("num", '#'),
    ("ouml", 'ö'),
    ("Ouml", 'Ö'),
    ("para", '¶'),
    ("percnt", '%'),
    ("period", '.'),
    ("plus", '+'),
    ("plusmn", '±'),
    ("pound", '£'),
    ("quest", '?'),
    ("quot", '"'),
    ("raquo", '»'),
    ("rarr", '→'),
    ("rbrace", '}'),
    ("rbrack", ']'),
    ("rdquo", '”'),
    ("reg", '®'),
    ("rpar", ')'),
    ("rsquo", '’'),
    ("sect", '§'),
    ("semi", ';'),
    ("sol", '/'),
    ("szlig", 'ß'),
    ("times", '×'),
    ("trade", '™'),
    ("uarr", '↑'),
    ("uuml", 'ü'),
    ("Uuml", 'Ü'),
    ("vert", '|'),
    ("yen", '¥'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_and_breaks_become_what_people_read() {
        let encoded = encode(&Source::new(
            "a#59;b #quot;c#quot; #nope; #4; x#y<BR />z</br>",
        ));
        assert!(!encoded.text.contains('#') || encoded.text.contains("#y"));
        let text = plain(&encoded.text);
        assert_eq!(text, "a;b \"c\" #nope; #4; x#y\nz</br>");
        assert_eq!(unknown_entity(&encoded.text), Some("#nope;".into()));
    }
}
