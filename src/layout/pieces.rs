//! A text taken apart, once: the pieces between which its lines may break, and
//! how wide each is. What it takes to break a text at one width and then at
//! another is a sum of these. Knows no lines.

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
        let clean = clean(text);
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
                std::borrow::Cow::Borrowed(_) => None,
                std::borrow::Cow::Owned(clean) => Some(clean.into()),
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

/// The text as it can be drawn: line ends unified, tabs as blanks, control
/// characters and bidirectional overrides left out (they stay in the map).
fn clean(text: &str) -> std::borrow::Cow<'_, str> {
    let odd = |c: char| {
        c != '\n'
            && (c.is_control()
                || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}'))
    };
    if !text.contains(odd) {
        return text.into();
    }
    let unified = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    unified.replace('\t', " ").replace(odd, "").into()
}
