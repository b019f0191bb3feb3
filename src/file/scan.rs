//! A map's text in signs: brackets, commas, texts and words, without comments.
//! It reads any text, also one that is no map or ends too early, at the cost
//! of one walk. Knows where signs begin and end, not what they mean.

use std::ops::Range;

/// A sign of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// An opening bracket: `(`, `[` or `{`.
    Open(u8),
    /// A closing bracket, by the opening one that it closes.
    Close(u8),
    /// A comma.
    Comma,
    /// A colon.
    Colon,
    /// A text in double quotes, with them.
    Text,
    /// A text that is never closed, to the end of the file.
    OpenText,
    /// A comment that is never closed.
    OpenComment,
    /// A name, a number, or anything else up to the next of the others.
    Word,
}

/// The signs of a text and where they are.
pub(super) struct Signs<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Signs<'a> {
    pub(super) const fn of(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Goes so many bytes on, and says from where to where.
    fn take(&mut self, length: usize) -> Range<usize> {
        let from = self.at;
        self.at = from.saturating_add(length).min(self.text.len());
        from..self.at
    }

    /// Goes past blanks and comments; a comment that is never closed is a sign.
    fn skip(&mut self) -> Option<(Range<usize>, Sign)> {
        loop {
            let rest = self.rest();
            let blank = rest.len().saturating_sub(rest.trim_start().len());
            self.take(blank);
            let rest = self.rest();
            if rest.starts_with("//") {
                self.take(rest.find('\n').unwrap_or(rest.len()));
            } else if rest.starts_with("/*") {
                match comment_length(rest) {
                    Some(length) => drop(self.take(length)),
                    None => return Some((self.take(rest.len()), Sign::OpenComment)),
                }
            } else {
                return None;
            }
        }
    }
}

impl Iterator for Signs<'_> {
    type Item = (Range<usize>, Sign);

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(open) = self.skip() {
            return Some(open);
        }
        let rest = self.rest();
        let first = *rest.as_bytes().first()?;
        let (length, sign) = match first {
            b'(' | b'[' | b'{' => (1, Sign::Open(first)),
            b')' => (1, Sign::Close(b'(')),
            b']' => (1, Sign::Close(b'[')),
            b'}' => (1, Sign::Close(b'{')),
            b',' => (1, Sign::Comma),
            b':' => (1, Sign::Colon),
            b'"' => text_sign(rest, text_length(rest)),
            b'r' if raw_marks(rest).is_some() => text_sign(rest, raw_length(rest)),
            _ => (word_length(rest), Sign::Word),
        };
        Some((self.take(length), sign))
    }
}

fn text_sign(rest: &str, length: Option<usize>) -> (usize, Sign) {
    length.map_or((rest.len(), Sign::OpenText), |length| (length, Sign::Text))
}

/// The length of the text that begins here, with its quotes.
fn text_length(text: &str) -> Option<usize> {
    let mut at = 1_usize;
    loop {
        let rest = text.get(at..)?;
        let found = rest.find(['"', '\\'])?;
        at = at.saturating_add(found);
        if text.get(at..)?.starts_with('"') {
            return Some(at.saturating_add(1));
        }
        // A backslash and what it escapes.
        let escaped = text.get(at.saturating_add(1)..)?.chars().next()?;
        at = at.saturating_add(1).saturating_add(escaped.len_utf8());
    }
}

/// How many `#` a raw text begins with, `r##"…"##`; `None` for none.
fn raw_marks(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('r')?;
    let after = rest.trim_start_matches('#');
    after
        .starts_with('"')
        .then(|| rest.len().saturating_sub(after.len()))
}

fn raw_length(text: &str) -> Option<usize> {
    let marks = raw_marks(text)?;
    let begin = marks.saturating_add(2);
    let end = format!("\"{}", "#".repeat(marks));
    let length = text.get(begin..)?.find(&end)?;
    Some(begin.saturating_add(length).saturating_add(end.len()))
}

/// The length of the comment `/* … */` that begins here; they nest.
fn comment_length(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut bytes = text.bytes().enumerate().peekable();
    while let Some((at, byte)) = bytes.next() {
        let next = bytes.peek().map(|(_, next)| *next);
        if (byte, next) == (b'/', Some(b'*')) {
            depth = depth.saturating_add(1);
            bytes.next();
        } else if (byte, next) == (b'*', Some(b'/')) {
            depth = depth.saturating_sub(1);
            bytes.next();
            if depth == 0 {
                return Some(at.saturating_add(2));
            }
        }
    }
    None
}

fn word_length(text: &str) -> usize {
    let ends = |c: char| c.is_whitespace() || "()[]{},:\"/".contains(c);
    let first = text.chars().next().map_or(0, char::len_utf8);
    let rest = text.get(first..).unwrap_or_default();
    first.saturating_add(rest.find(ends).unwrap_or(rest.len()))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by a panic")]

    use super::*;

    fn signs(text: &str) -> Vec<(&str, Sign)> {
        let signs = Signs::of(text).take(64);
        signs.map(|(at, sign)| (&text[at], sign)).collect()
    }

    #[test]
    fn brackets_and_quotes_in_texts_and_comments_are_none() {
        let text = "(a: \"(\\\"\", // [\n /* { /* */ } */ b: r#\"]\"#,)";
        let found = signs(text);
        let texts = found.iter().map(|(text, _)| *text).collect::<Vec<_>>();
        assert_eq!(
            texts,
            [
                "(",
                "a",
                ":",
                "\"(\\\"\"",
                ",",
                "b",
                ":",
                "r#\"]\"#",
                ",",
                ")"
            ]
        );
        assert_eq!(found.last().unwrap().1, Sign::Close(b'('));
    }

    #[test]
    fn what_is_never_closed_reaches_to_the_end() {
        assert_eq!(signs("(\"a").last(), Some(&("\"a", Sign::OpenText)));
        assert_eq!(signs("\"a\\").last(), Some(&("\"a\\", Sign::OpenText)));
        assert_eq!(signs("1 /* 2").last(), Some(&("/* 2", Sign::OpenComment)));
        assert_eq!(signs("a/b"), [("a", Sign::Word), ("/b", Sign::Word)]);
        assert_eq!(signs("é-1.5e3"), [("é-1.5e3", Sign::Word)]);
    }
}
