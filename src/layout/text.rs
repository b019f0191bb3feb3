//! Breaks text into lines, once, in map units. Every painter draws the same
//! lines, so a break never differs between zoom levels or between the screen
//! and a file. Nothing is ever cut: a word too long for a line is broken
//! between graphemes.

use std::sync::Arc;

use unicode_bidi::{BidiInfo, Level};
use unicode_linebreak::BreakOpportunity;
use unicode_segmentation::UnicodeSegmentation as _;

use super::{fonts::Face, measure::Measure};

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
        let mut lines = Vec::new();
        let clean = clean(text);
        for paragraph in clean.split('\n') {
            self.wrap_paragraph(paragraph, style, limit, &mut lines);
        }
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
        let clean = clean(text);
        let mut widest = 0.0_f32;
        for paragraph in clean.split('\n') {
            let mut start = 0;
            for (end, _) in breaks(paragraph) {
                let width = self.width(style.face, paragraph[start..end].trim_end());
                widest = widest.max(width);
                start = end;
            }
        }
        widest * style.size
    }

    fn wrap_paragraph(
        &mut self,
        paragraph: &str,
        style: &TextStyle,
        limit: f32,
        lines: &mut Vec<Line>,
    ) {
        // Widths are compared per unit of size.
        let limit = limit.max(0.0) / style.size;
        let mut line_start = 0;
        let mut line_width = 0.0;
        let mut start = 0;
        for (end, _) in breaks(paragraph) {
            let piece = &paragraph[start..end];
            let shown = self.width(style.face, piece.trim_end());
            let blanks = &piece[piece.trim_end().len()..];
            if line_width + shown > limit && start > line_start {
                lines.push(self.line(&paragraph[line_start..start], style));
                (line_start, line_width) = (start, 0.0);
            }
            if shown > limit {
                for split in self.split_long(piece.trim_end(), style.face, limit) {
                    lines.push(self.line(&paragraph[line_start..start + split], style));
                    line_start = start + split;
                }
                line_width = self.width(style.face, paragraph[line_start..end].trim_end());
            } else {
                line_width += shown;
            }
            line_width += self.width(style.face, blanks);
            start = end;
        }
        lines.push(self.line(&paragraph[line_start..], style));
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

    fn line(&mut self, text: &str, style: &TextStyle) -> Line {
        let text = text.trim_end();
        let (text, rtl): (Arc<str>, bool) = visual_order(text);
        let width = self.width_of_words(style.face, &text) * style.size;
        Line { text, width, rtl }
    }

    /// Word by word, so that each is found in the table.
    fn width_of_words(&mut self, face: Face, text: &str) -> f32 {
        let mut width = 0.0;
        let mut start = 0;
        for (end, _) in breaks(text) {
            let piece = &text[start..end];
            let word = piece.trim_end();
            width += self.width(face, word) + self.width(face, &piece[word.len()..]);
            start = end;
        }
        width
    }
}

/// Ends of the pieces between which a line may break, the end of text last.
fn breaks(text: &str) -> impl Iterator<Item = (usize, BreakOpportunity)> + '_ {
    // Most words are ASCII between blanks: no need to ask the Unicode tables.
    let is_plain = text.bytes().all(|byte| {
        byte == b' ' || byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b',' | b'\'')
    });
    let plain = is_plain.then(|| {
        let bytes = text.as_bytes();
        (1..bytes.len())
            .filter(|at| bytes.get(at - 1) == Some(&b' ') && bytes.get(*at) != Some(&b' '))
            .chain((!text.is_empty()).then_some(text.len()))
            .map(|at| (at, BreakOpportunity::Allowed))
    });
    let tables = (!is_plain).then(|| unicode_linebreak::linebreaks(text));
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

/// A line in the order in which it is drawn. Words of scripts that read from
/// right to left change places; the shaper turns the letters within a word.
pub(crate) fn visual_order(line: &str) -> (Arc<str>, bool) {
    let may_turn = line.chars().any(|c| matches!(c as u32, 0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFC | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF));
    if !may_turn {
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
                drawn.push_str(word);
            }
        } else {
            drawn.push_str(part);
        }
    }
    (drawn.into(), paragraph.level.is_rtl())
}
