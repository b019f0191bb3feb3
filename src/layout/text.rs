//! Breaks text into lines, once, in map units. Every painter draws the same
//! lines, so a break never differs between zoom levels or between the screen
//! and a file. Nothing is ever cut: a word too long for a line is broken
//! between graphemes.

use std::sync::Arc;

use unicode_bidi::{BidiInfo, Level};
use unicode_segmentation::UnicodeSegmentation as _;

use super::{
    fonts::Face,
    measure::Measure,
    pieces::{Piece, Pieces, breaks, may_turn},
};

/// How a text is set: its face, size and the distance of its lines, in units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextStyle {
    /// The face.
    pub face: Face,
    /// The font's em.
    pub size: f32,
    /// From one baseline to the next.
    pub leading: f32,
}

impl TextStyle {
    /// A style from its parts.
    #[must_use]
    pub const fn new(face: Face, size: f32, leading: f32) -> Self {
        Self {
            face,
            size,
            leading,
        }
    }

    /// The same style, no smaller than `size` units; its leading grows along.
    #[must_use]
    pub fn at_least(self, size: f32) -> Self {
        if self.size >= size {
            self
        } else {
            Self::new(self.face, size, self.leading * size / self.size)
        }
    }

    /// From the top of a line to its baseline: Inter's ascent and descent are
    /// centred in the leading.
    #[must_use]
    pub fn ascent(&self) -> f32 {
        (self.leading - self.size * (0.968_75 + 0.241_2)) / 2.0 + self.size * 0.968_75
    }
}

/// A line as it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The characters, in the order in which they are drawn left to right.
    pub text: Arc<str>,
    /// In units.
    pub width: f32,
    /// Whether it reads from right to left, and so sits at the right.
    pub rtl: bool,
}

/// A text broken into lines.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// The lines; one empty line for an empty text.
    pub lines: Vec<Line>,
    /// The width of the widest line, in units.
    pub width: f32,
    /// The height of all lines, in units.
    pub height: f32,
}

impl Measure {
    /// Breaks a text into lines no wider than `limit` units, except where a
    /// single grapheme is wider.
    pub fn wrap(&mut self, text: &str, style: &TextStyle, limit: f32) -> Block {
        let pieces = self.pieces(style.face, text);
        let lines = self.lines_of(&pieces, pieces.text(text), style, limit);
        let width = lines
            .iter()
            .fold(0.0_f32, |width, line| width.max(line.width));
        #[expect(clippy::cast_precision_loss, reason = "a count of lines is small")]
        let height = lines.len() as f32 * style.leading;
        Block {
            lines,
            width,
            height,
        }
    }

    /// The width of a text on one line, in units.
    pub fn line_width(&mut self, text: &str, style: &TextStyle) -> f32 {
        self.width_of_words(style.face, text) * style.size
    }

    /// The width in units of the widest piece that is not broken willingly: a
    /// long word.
    pub fn widest_piece(&mut self, text: &str, style: &TextStyle) -> f32 {
        self.pieces(style.face, text).widest() * style.size
    }

    fn lines_of(
        &mut self,
        pieces: &Pieces,
        text: &str,
        style: &TextStyle,
        limit: f32,
    ) -> Vec<Line> {
        // Widths are compared per unit of size.
        let limit = limit.max(0.0) / style.size;
        let mut lines = Vec::new();
        let mut held = Held::at(0);
        for piece in pieces.iter() {
            let (start, end) = (piece.start, piece.end);
            if held.width + piece.shown > limit && start > held.start {
                lines.push(self.line(&text[held.start..start], &held, pieces, style));
                held = Held::at(start);
            }
            if piece.shown > limit {
                let word = &text[start..piece.shown_end];
                for split in self.split_long(word, style.face, limit) {
                    held.is_part = true;
                    lines.push(self.line(&text[held.start..start + split], &held, pieces, style));
                    held.start = start + split;
                }
                held.width = self.width(style.face, text[held.start..end].trim_end());
                held.width += piece.blanks;
            } else {
                held.add(piece);
            }
            if piece.ends_paragraph {
                lines.push(self.line(&text[held.start..end], &held, pieces, style));
                held = Held::at(end + 1);
            }
        }
        lines
    }

    /// Where to break a word that is wider than a line: offsets of the ends of
    /// all lines but the last.
    fn split_long(&mut self, word: &str, face: Face, limit: f32) -> Vec<usize> {
        let mut splits = Vec::new();
        let mut start = 0;
        for (at, grapheme) in word.grapheme_indices(true) {
            let end = at + grapheme.len();
            if at > start && self.shape_width(face, &word[start..end]) > limit {
                splits.push(at);
                start = at;
            }
        }
        splits
    }

    /// The width of a part of a word, which is not worth remembering.
    fn shape_width(&mut self, face: Face, part: &str) -> f32 {
        if part.is_ascii() {
            // Without joining or marks the sum is exact up to kerning, which
            // makes it an upper bound that is close enough to break by.
            let mut buffer = [0; 4];
            return part
                .chars()
                .map(|c| self.width(face, c.encode_utf8(&mut buffer)))
                .sum();
        }
        self.width(face, part)
    }

    fn line(&mut self, text: &str, held: &Held, pieces: &Pieces, style: &TextStyle) -> Line {
        let text = text.trim_end();
        if pieces.may_turn || held.is_part {
            let (text, rtl) = visual_order(text);
            let width = self.width_of_words(style.face, &text) * style.size;
            return Line { text, width, rtl };
        }
        Line {
            text: self.kept(text),
            width: held.shown * style.size,
            rtl: false,
        }
    }

    /// Word by word, so that each is found in the table.
    fn width_of_words(&mut self, face: Face, text: &str) -> f32 {
        let mut width = 0.0;
        let mut start = 0;
        for end in breaks(text) {
            let piece = &text[start..end];
            let word = piece.trim_end();
            width += self.width(face, word) + self.width(face, &piece[word.len()..]);
            start = end;
        }
        width
    }
}

/// What is on a line so far, in units of size.
struct Held {
    start: usize,
    /// With the blanks at its end.
    width: f32,
    /// Without them.
    shown: f32,
    /// With them, summed up word by word.
    whole: f32,
    /// Whether a word is broken on it.
    is_part: bool,
}

impl Held {
    const fn at(start: usize) -> Self {
        Self {
            start,
            width: 0.0,
            shown: 0.0,
            whole: 0.0,
            is_part: false,
        }
    }

    fn add(&mut self, piece: &Piece) {
        self.width += piece.shown;
        self.width += piece.blanks;
        if piece.shown_end > piece.start {
            self.shown = self.whole + piece.shown;
        }
        self.whole += piece.shown + piece.blanks;
    }
}

/// A line in the order in which it is drawn. Words of scripts that read from
/// right to left change places, and what has a mirror image, such as a bracket,
/// is drawn as that; the shaper turns the letters within a word.
pub(crate) fn visual_order(line: &str) -> (Arc<str>, bool) {
    if !may_turn(line) {
        return (line.into(), false);
    }
    let info = BidiInfo::new(line, None);
    let Some(paragraph) = info.paragraphs.first() else {
        return (line.into(), false);
    };
    let (levels, runs) = info.visual_runs(paragraph, paragraph.range.clone());
    let mut drawn = String::with_capacity(line.len());
    for run in runs {
        let part = &line[run.clone()];
        if levels.get(run.start).is_some_and(Level::is_rtl) {
            for word in part.split_word_bounds().rev() {
                drawn.extend(word.chars().map(mirrored));
            }
        } else {
            drawn.push_str(part);
        }
    }
    (drawn.into(), paragraph.level.is_rtl())
}

/// The mirror image of a character, as it is drawn from right to left: `)` for
/// `(`, `»` for `«`; most characters are their own. As many bytes as the
/// character, and its own mirror image is the character again.
pub(crate) fn mirrored(c: char) -> char {
    let image = unicode_bidi_mirroring::get_mirrored(c);
    let image = image.filter(|image| image.len_utf8() == c.len_utf8());
    image.unwrap_or(c)
}
