//! A text taken apart, once: the pieces between which its lines may break, and
//! how wide each is. What it takes to break a text at one width and then at
//! another is a sum of these. Knows no lines.

use std::borrow::Cow;

use super::{fonts::Face, measure::Measure};

/// A text as it can be drawn, in pieces.
#[derive(Debug)]
pub(super) struct Pieces {
    /// The text, where it differs from the one that was given.
    clean: Option<Box<str>>,
    all: Vec<Piece>,
    /// Whether words may have to change places.
    pub(super) may_turn: bool,
}

/// A word with what clings to it, and the blanks after it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// Where it begins, in bytes.
    pub(super) start: usize,
    /// Where its blanks begin.
    pub(super) shown_end: usize,
    /// Where it ends.
    pub(super) end: usize,
    /// Its width without the blanks, at size 1.
    pub(super) shown: f32,
    /// The width of the blanks, likewise.
    pub(super) blanks: f32,
    /// Whether a new line has to begin after it.
    pub(super) ends_paragraph: bool,
}

impl Pieces {
    /// Takes a text apart.
    pub(super) fn new(text: &str, face: Face, measure: &mut Measure) -> Self {
        let clean = drawable(text);
        let mut pieces = Vec::new();
        let mut first = 0;
        for paragraph in clean.split('\n') {
            let mut start = 0;
            for end in breaks(paragraph) {
                let piece = &paragraph[start..end];
                let word = piece.trim_end();
                pieces.push(Piece {
                    start: first + start,
                    shown_end: first + start + word.len(),
                    end: first + end,
                    shown: measure.width(face, word),
                    blanks: measure.width(face, &piece[word.len()..]),
                    ends_paragraph: end == paragraph.len(),
                });
                start = end;
            }
            if paragraph.is_empty() {
                pieces.push(Piece {
                    start: first,
                    shown_end: first,
                    end: first,
                    shown: 0.0,
                    blanks: 0.0,
                    ends_paragraph: true,
                });
            }
            first += paragraph.len() + 1;
        }
        Self {
            may_turn: may_turn(&clean),
            clean: match clean {
                Cow::Borrowed(_) => None,
                Cow::Owned(clean) => Some(clean.into()),
            },
            all: pieces,
        }
    }

    /// The text that its places are in: the one that was taken apart, or what
    /// can be drawn of it.
    pub(super) fn text<'a>(&'a self, given: &'a str) -> &'a str {
        self.clean.as_deref().unwrap_or(given)
    }

    /// The pieces from the first to the last.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Piece> {
        self.all.iter()
    }

    /// The width of the widest piece, at size 1.
    pub(super) fn widest(&self) -> f32 {
        let widths = self.all.iter().map(|piece| piece.shown);
        widths.fold(0.0, f32::max)
    }
}

/// Whether a text has letters of a script that reads from right to left.
pub(super) fn may_turn(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(|c| matches!(c as u32, 0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFC | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF))
}

/// Ends of the pieces between which a line may break, the end of text last.
pub(super) fn breaks(text: &str) -> impl Iterator<Item = usize> + '_ {
    // Most words are ASCII between blanks: no need to ask the Unicode tables.
    let is_plain = text.bytes().all(|byte| {
        byte == b' ' || byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b',' | b'\'')
    });
    let plain = is_plain.then(|| {
        let bytes = text.as_bytes();
        (1..bytes.len())
            .filter(|at| bytes.get(at - 1) == Some(&b' ') && bytes.get(*at) != Some(&b' '))
            .chain((!text.is_empty()).then_some(text.len()))
    });
    let tables = (!is_plain).then(|| unicode_linebreak::linebreaks(text).map(|(at, _)| at));
    plain
        .into_iter()
        .flatten()
        .chain(tables.into_iter().flatten())
}

/// What stands for a character that cannot be seen and should be.
const HIDDEN: char = '□';

/// The text as it can be drawn: line ends unified, tabs as blanks; control
/// characters and overrides of the direction, which would turn around what
/// follows, as boxes, so that nothing hides in a text; marks that only part or
/// embed left out. All of them stay in the map.
pub(crate) fn drawable(text: &str) -> Cow<'_, str> {
    let is_end = |c: char| matches!(c, '\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let is_shown = |c: char| matches!(c, '\u{202D}' | '\u{202E}') || (c.is_control() && c != '\n');
    let is_left_out =
        |c: char| matches!(c, '\u{202A}'..='\u{202C}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}');
    if !text.contains(|c| is_end(c) || is_shown(c) || is_left_out(c)) {
        return text.into();
    }
    let mut drawn = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\t' => drawn.push(' '),
            _ if is_end(c) => drawn.push('\n'),
            _ if is_shown(c) => drawn.push(HIDDEN),
            _ if is_left_out(c) => {}
            _ => drawn.push(c),
        }
    }
    drawn.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hides_in_a_text_is_shown_and_turns_nothing_around() {
        for (text, drawn) in [
            ("plain\ntext", "plain\ntext"),
            ("a\tb\r\nc\rd\u{2028}e\u{85}f", "a b\nc\nd\ne\nf"),
            ("a\u{0}b\u{1b}[0mc\u{7f}", "a□b□[0mc□"),
            ("safe\u{202e}gpj.exe\u{202c}", "safe□gpj.exe"),
            ("\u{2067}שלום\u{2069}\u{feff}", "שלום"),
            ("e\u{301}\u{200d}\u{200f}", "e\u{301}\u{200d}\u{200f}"),
        ] {
            assert_eq!(drawable(text), drawn, "{text:?}");
        }
    }
}
