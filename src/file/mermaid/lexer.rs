//! Mermaid's lexer for `journey`: at each place the first rule that fits wins,
//! not the longest. Knows nothing of repairs and of maps.

use super::number::{is_space, trim};

/// What stands at a place of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// The word `journey`.
    Journey,
    /// The text after `title` and one white-space character.
    Title(&'a str),
    /// The text after `accTitle:`.
    AccTitle(&'a str),
    /// The text after `accDescr:` or inside `accDescr { }`.
    AccDescr(&'a str),
    /// The text after `section` and one white-space character.
    Section(&'a str),
    /// A task's name, and what follows its colon.
    Task(&'a str, &'a str),
    /// Something that no rule takes at this place.
    Invalid(Fault),
}

/// Why no rule takes what stands here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// A semicolon.
    Semicolon,
    /// A colon without a name before it.
    NoName,
    /// A name that a `#` cuts off before its colon.
    Hash,
    /// A name without a colon after it.
    NoColon,
    /// A colon with nothing after it.
    NoScore,
    /// `accDescr {` without a closing brace.
    OpenBlock,
    /// `accTitle:` or `accDescr:` with nothing after it.
    NoText,
}

/// A reader of tokens.
#[derive(Debug)]
pub(super) struct Lexer<'a> {
    text: &'a str,
    pos: usize,
    /// Where the line ends that was looked at last; kept, so that many
    /// statements on one line do not each search for it.
    line_end: usize,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            pos: 0,
            line_end: 0,
        }
    }

    /// How far the text has been read.
    pub(super) fn pos(&self) -> usize {
        self.pos
    }

    /// Skips white space and line ends; the rest of the line that then stands
    /// here, `None` at the end.
    pub(super) fn line(&mut self) -> Option<&'a str> {
        let rest = self.rest().trim_start_matches(is_space);
        self.pos = self.text.len().saturating_sub(rest.len());
        if self.pos >= self.line_end {
            self.line_end = self.pos.saturating_add(until(rest, "\n").len());
        }
        let line = self.text.get(self.pos..self.line_end);
        line.filter(|line| !line.is_empty())
    }

    /// Goes on behind so many bytes.
    pub(super) fn skip(&mut self, length: usize) {
        self.pos = self.pos.saturating_add(length).min(self.text.len());
    }

    /// The token here, `None` at the end of the text.
    pub(super) fn token(&mut self) -> Option<Token<'a>> {
        loop {
            let line = self.line()?;
            if is_comment(line) {
                self.skip(line.len());
                continue;
            }
            let rest = self.rest();
            if is_journey(rest) {
                self.skip("journey".len());
                return Some(Token::Journey);
            }
            if let Some(text) = self.keyword("title", "#\n;") {
                return Some(Token::Title(text));
            }
            if let Some(value) = label(rest, "accTitle", ':') {
                return Some(self.rest_of_line(value, Token::AccTitle));
            }
            if let Some(value) = label(rest, "accDescr", ':') {
                return Some(self.rest_of_line(value, Token::AccDescr));
            }
            if let Some(value) = label(rest, "accDescr", '{') {
                match self.block(value) {
                    Some("") => continue,
                    Some(text) => return Some(Token::AccDescr(text)),
                    None => return Some(Token::Invalid(Fault::OpenBlock)),
                }
            }
            if let Some(text) = self.keyword("section", "#:\n;") {
                return Some(Token::Section(text));
            }
            return Some(self.task(rest));
        }
    }

    /// The text after a keyword and one white-space character, up to one of
    /// the characters that end it; at least one character.
    fn keyword(&mut self, keyword: &str, ends: &str) -> Option<&'a str> {
        let after = after_keyword(self.rest(), keyword)?.strip_prefix(is_space)?;
        let text = until(after, ends);
        if text.is_empty() {
            return None;
        }
        self.pos = self
            .text
            .len()
            .saturating_sub(after.len())
            .saturating_add(text.len());
        Some(text)
    }

    fn task(&mut self, rest: &'a str) -> Token<'a> {
        let name = until(rest, "#:\n;");
        let after = rest.get(name.len()..).unwrap_or_default();
        let data = after.strip_prefix(':').map(|data| until(data, "#\n;"));
        if after.starts_with(';') {
            Token::Invalid(Fault::Semicolon)
        } else if name.is_empty() {
            Token::Invalid(Fault::NoName)
        } else if after.starts_with('#') {
            Token::Invalid(Fault::Hash)
        } else if let Some(data) = data {
            if data.is_empty() || is_comment(after) {
                return Token::Invalid(Fault::NoScore);
            }
            self.skip(name.len().saturating_add(1).saturating_add(data.len()));
            Token::Task(name, data)
        } else {
            Token::Invalid(Fault::NoColon)
        }
    }

    /// The text of `accDescr { … }`, `None` when it is never closed. An empty
    /// one says nothing.
    fn block(&mut self, value: &'a str) -> Option<&'a str> {
        let (text, after) = value.split_once('}')?;
        self.pos = self.text.len().saturating_sub(after.len());
        Some(trim(text))
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.pos..).unwrap_or_default()
    }

    fn rest_of_line(&mut self, value: &'a str, token: fn(&'a str) -> Token<'a>) -> Token<'a> {
        if value.is_empty() {
            return Token::Invalid(Fault::NoText);
        }
        let line = until(value, "\n");
        self.pos = self
            .text
            .len()
            .saturating_sub(value.len())
            .saturating_add(line.len());
        token(trim(line))
    }
}

/// Whether the lexer takes what starts here, up to the line's end, for a
/// comment: `#…`, `%…`, and any one character followed by `%%`.
pub(super) fn is_comment(line: &str) -> bool {
    let mut characters = line.chars();
    let first = characters.next();
    let second = characters.as_str();
    match first {
        Some('#') => true,
        Some('%') => !second.starts_with('{'),
        Some('}') | None => false,
        // The rule is for one UTF-16 unit.
        Some(first) => first.len_utf16() == 1 && second.starts_with("%%"),
    }
}

/// Whether the word `journey`, in any case, starts here.
pub(super) fn is_journey(rest: &str) -> bool {
    let after = after_keyword(rest, "journey");
    after.is_some_and(|after| !after.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_'))
}

/// Whether a task's name starts, in any case, with a word that the grammar
/// could take for one of its own.
#[must_use]
pub fn starts_with_keyword(name: &str) -> bool {
    ["journey", "title", "section", "accTitle", "accDescr"]
        .iter()
        .any(|keyword| after_keyword(name, keyword).is_some())
}

/// What follows the keyword, which may be in any case.
pub(super) fn after_keyword<'a>(rest: &'a str, keyword: &str) -> Option<&'a str> {
    let head = rest.get(..keyword.len())?;
    head.eq_ignore_ascii_case(keyword)
        .then(|| rest.get(keyword.len()..).unwrap_or_default())
}

/// What follows `keyword :` or `keyword {`.
pub(super) fn label<'a>(rest: &'a str, keyword: &str, mark: char) -> Option<&'a str> {
    let after = after_keyword(rest, keyword)?.trim_start_matches(is_space);
    Some(after.strip_prefix(mark)?.trim_start_matches(is_space))
}

/// The text up to the first of some characters.
pub(super) fn until<'a>(text: &'a str, ends: &str) -> &'a str {
    text.get(..text.find(|c| ends.contains(c)).unwrap_or(text.len()))
        .unwrap_or_default()
}
