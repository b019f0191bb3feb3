//! The words of a line of Markdown: marks of emphasis, links, escapes,
//! entities and line breaks taken away, and written so that they come back
//! exactly. Knows one line or cell.

use std::fmt::Write as _;

/// The text as a cell or heading of Markdown holds it; [`plain`] gives back
/// the very same.
#[must_use]
pub fn marked(text: &str) -> String {
    let start = text.len().saturating_sub(text.trim_start().len());
    let end = text.trim_end().len();
    let mut out = String::with_capacity(text.len().saturating_add(8));
    let mut before = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |(_, next)| *next);
        let within_word = c == '_' && before.is_alphanumeric() && next.is_alphanumeric();
        let at_edge = c.is_whitespace() && (at < start || at >= end);
        if c == '\n' {
            out.push_str("<br>");
        } else if at_edge || is_hidden(c) {
            let _ = write!(out, "&#{};", u32::from(c));
        } else if is_mark(c) && !within_word {
            out.extend(['\\', c]);
        } else {
            out.push(c);
        }
        before = c;
    }
    out
}

const fn is_mark(c: char) -> bool {
    matches!(
        c,
        '\\' | '|' | '`' | '*' | '_' | '<' | '>' | '[' | ']' | '~' | '&'
    )
}

/// Characters that do not survive in a line of text, or cannot be seen in it.
fn is_hidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{feff}' | '\u{2028}' | '\u{2029}')
}

/// The text of a cell or line of Markdown. A link keeps its address behind its
/// words, in brackets.
#[must_use]
pub fn plain(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line.trim();
    let mut before = ' ';
    while let Some(c) = rest.chars().next() {
        let (told, length) = step(rest, c, before, out.is_empty());
        out.push_str(&told);
        let (taken, after) = rest.split_at(length.max(c.len_utf8()).min(rest.len()));
        before = taken.chars().next_back().unwrap_or(' ');
        rest = after;
    }
    out
}

/// What the start of a text stands for, and how many bytes of it do.
fn step(rest: &str, c: char, before: char, is_first: bool) -> (String, usize) {
    let after = |length: usize| rest.get(length..).unwrap_or_default();
    let literal = (c.to_string(), c.len_utf8());
    match c {
        '\\' => match after(1).chars().next().filter(char::is_ascii_punctuation) {
            Some(escaped) => (escaped.to_string(), 2),
            None => literal,
        },
        '&' => entity(rest).map_or(literal, |(c, length)| (c.to_string(), length)),
        '<' => tag(rest).map_or(literal, |(text, length)| (text.into(), length)),
        '`' => (String::new(), run(rest, c)),
        '~' if rest.starts_with("~~") => (String::new(), 2),
        '*' | '_' => {
            let length = run(rest, c);
            let next = after(length).chars().next().unwrap_or(' ');
            let apart = before.is_whitespace() && next.is_whitespace() && !is_first;
            let within_word = c == '_' && before.is_alphanumeric() && next.is_alphanumeric();
            if apart || within_word {
                (rest.get(..length).unwrap_or_default().into(), length)
            } else {
                (String::new(), length)
            }
        }
        '[' => link(rest).unwrap_or(literal),
        '!' if rest.starts_with("![") => {
            link(after(1)).map_or(literal, |(text, length)| (text, length.saturating_add(1)))
        }
        _ => literal,
    }
}

fn run(rest: &str, c: char) -> usize {
    rest.len().saturating_sub(rest.trim_start_matches(c).len())
}

/// `&#65;`, `&#x41;` or one of the usual names.
fn entity(rest: &str) -> Option<(char, usize)> {
    let end = rest.bytes().take(12).position(|byte| byte == b';')?;
    let name = rest.get(1..end)?;
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        name => {
            let digits = name.strip_prefix('#')?;
            let number = match digits.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok(),
                None => digits.parse().ok(),
            };
            char::from_u32(number?)?
        }
    };
    Some((c, end.saturating_add(1)))
}

/// A tag of HTML that breaks a line or only changes how text looks.
fn tag(rest: &str) -> Option<(&'static str, usize)> {
    let end = rest.bytes().take(80).position(|byte| byte == b'>')?;
    let inner = rest
        .get(1..end)?
        .trim_start_matches('/')
        .trim_end_matches('/');
    let name = inner.split_whitespace().next()?.to_ascii_lowercase();
    let text = match name.as_str() {
        "br" | "p" | "div" | "ul" | "ol" => "\n",
        "li" if rest.starts_with("</") => "",
        "li" => "\n- ",
        "b" | "i" | "u" | "em" | "strong" | "code" | "small" | "sup" | "sub" | "span" | "mark"
        | "s" | "del" | "ins" => "",
        _ => return None,
    };
    Some((text, end.saturating_add(1)))
}

/// `[words](address)` as `words (address)`.
fn link(rest: &str) -> Option<(String, usize)> {
    let close = rest.find("](")?;
    let words = rest.get(1..close)?;
    let end = rest.get(close..)?.find(')')?.saturating_add(close);
    let address = rest
        .get(close.saturating_add(2)..end)?
        .split_whitespace()
        .next()
        .unwrap_or_default();
    if words.contains(['[', ']', '\\']) {
        return None;
    }
    let words = plain(words);
    let text = if address.is_empty() || address == words || address.starts_with('#') {
        words
    } else {
        format!("{words} ({address})")
    };
    Some((text, end.saturating_add(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marked_text_comes_back_exactly() {
        for text in [
            "",
            " ",
            "a",
            "a | b",
            "\\",
            "\\|",
            "**x**",
            "snake_case_word",
            "_x_",
            "<br>",
            "&amp;",
            "&#65;",
            "line\nline",
            "\n",
            " edge ",
            "tab\there",
            "\u{feff}x",
            "a\r\nb",
            "[x](y)",
            "`code`",
            "~~no~~",
            "* item",
            "C:\\new",
            "a_ b",
            "*",
            "\\*",
            "\u{2028}",
            "\u{a0}x",
        ] {
            let cell = marked(text);
            assert!(!cell.contains('\n'), "{cell}");
            assert_eq!(plain(&format!(" {cell} ")), text, "{cell}");
        }
    }

    #[test]
    fn what_others_write_is_read_as_it_looks() {
        for (line, text) in [
            ("**Bold** and *slanted*", "Bold and slanted"),
            ("3 * 4", "3 * 4"),
            ("`code` and ~~gone~~", "code and gone"),
            ("one<br/>two", "one\ntwo"),
            (
                "[Shop](https://shop.example)",
                "Shop (https://shop.example)",
            ),
            ("a < b & c", "a < b & c"),
            ("file_name.txt", "file_name.txt"),
        ] {
            assert_eq!(plain(line), text);
        }
    }
}
