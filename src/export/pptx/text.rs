//! From the lines of a drawing back to texts: lines that belong together are
//! one paragraph with its words joined, and what stands below or beside it in
//! another style is the next paragraph or run. So a text on a slide wraps by
//! itself and is edited as one. Knows lines and their places, no shapes.

use std::ops::Range;

use emath::{Rect, pos2};

use super::{
    shape::{Paragraph, Run, Side},
    words::Texts,
};
use crate::{
    layout::{Face, TextStyle},
    scene::{Item, TextLine},
};

/// Lines of one style below one another.
#[derive(Clone, Debug)]
pub(super) struct Block<'a> {
    /// Never empty.
    lines: Vec<&'a TextLine>,
    first: &'a TextLine,
    last: &'a TextLine,
    /// Which of the items they are.
    items: Range<usize>,
}

/// Blocks that are one text.
#[derive(Clone, Debug)]
pub(super) struct Passage<'a> {
    blocks: Vec<(Relation, Block<'a>)>,
}

/// How a block goes on from the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Relation {
    /// On the same line.
    Beside,
    /// As a paragraph of its own.
    Below,
}

/// The words among items, in their order. With `join`, blocks that follow one
/// another are one passage where they stand like one; `is_alone` tells of one
/// by its drawn words that it is a passage by itself.
pub(super) fn passages<'a>(
    items: &'a [Item],
    join: bool,
    is_alone: impl Fn(&str) -> bool,
) -> Vec<Passage<'a>> {
    let mut passages: Vec<Passage<'a>> = Vec::new();
    for block in blocks(items) {
        let before = passages.last_mut().filter(|_| join);
        let relation = before
            .as_ref()
            .filter(|before| !is_alone(&block.drawn()) && !is_alone(&before.drawn()))
            .and_then(|before| before.relation(&block));
        match (before, relation) {
            (Some(before), Some(relation)) => before.blocks.push((relation, block)),
            _ => passages.push(Passage {
                blocks: vec![(Relation::Below, block)],
            }),
        }
    }
    passages
}

/// Lines of one style below one another, as far as they lie one after another.
fn blocks(items: &[Item]) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let Item::Text(line) = item else { continue };
        if line.face == Face::Icon || line.text.trim().is_empty() {
            continue;
        }
        match blocks.last_mut() {
            Some(block) if block.items.end == index && block.goes_on(line) => {
                block.lines.push(line);
                block.last = line;
                block.items.end = index.saturating_add(1);
            }
            _ => blocks.push(Block {
                lines: vec![line],
                first: line,
                last: line,
                items: index..index.saturating_add(1),
            }),
        }
    }
    blocks
}

/// How far places may be apart to count as the same, in units.
const SAME: f32 = 0.6;

impl Block<'_> {
    /// Whether a line is the next one.
    fn goes_on(&self, line: &TextLine) -> bool {
        let last = self.last;
        let step = line.pos.y - last.pos.y;
        let is_alike = (line.face, line.size, line.color) == (last.face, last.size, last.color);
        // The values of a scale are as close as lines, and are none.
        let is_below = step > 0.5 * line.size
            && step < 1.75 * line.size
            && !(is_number(&line.text) && is_number(&last.text));
        let is_even = self.lines.len() < 2 || (step - self.leading()).abs() < SAME;
        let sides = |line: &TextLine| {
            let (left, right) = (line.pos.x, line.pos.x + line.width);
            [left, right, f32::midpoint(left, right)]
        };
        let aligned = |(a, b): (f32, f32)| (a - b).abs() < SAME;
        is_alike && is_below && is_even && (sides(last).into_iter().zip(sides(line))).any(aligned)
    }

    fn leading(&self) -> f32 {
        if self.lines.len() < 2 {
            // As single lines are set: strong ones are headings.
            let (face, size) = (self.first.face, self.first.size);
            return if face == Face::Bold {
                1.2 * size
            } else {
                1.32 * size
            };
        }
        #[expect(clippy::cast_precision_loss, reason = "a count of lines is small")]
        let steps = self.lines.len().saturating_sub(1) as f32;
        (self.last.pos.y - self.first.pos.y) / steps
    }

    /// The room that its lines take.
    fn rect(&self) -> Rect {
        let (first, leading) = (self.first, self.leading());
        let ascent = TextStyle::new(first.face, first.size, leading).ascent();
        let left = self.lines.iter().map(|line| line.pos.x);
        let right = self.lines.iter().map(|line| line.pos.x + line.width);
        let top = first.pos.y - ascent;
        Rect::from_min_max(
            pos2(left.fold(f32::INFINITY, f32::min), top),
            pos2(
                right.fold(f32::NEG_INFINITY, f32::max),
                self.last.pos.y - ascent + leading,
            ),
        )
    }

    /// The words as they are drawn.
    fn drawn(&self) -> String {
        let mut text = String::new();
        for line in &self.lines {
            let is_cut = text.ends_with(is_ideograph) || text.is_empty();
            text.push_str(if is_cut { "" } else { " " });
            text.push_str(&line.text);
        }
        text
    }

    /// Where its lines stand.
    fn side(&self) -> Side {
        let spread = |place: fn(&TextLine) -> f32| {
            let places = self.lines.iter().map(|line| place(line));
            let (low, high) = places.fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), at| {
                (low.min(at), high.max(at))
            });
            high - low < SAME
        };
        if spread(|line| line.pos.x) {
            Side::Left
        } else if spread(|line| line.pos.x + 0.5 * line.width) {
            Side::Middle
        } else {
            Side::Right
        }
    }

    /// The width from which on words would go up a line; without end for one
    /// line.
    fn widest(&self) -> f32 {
        let next = self.lines.array_windows().map(|[line, next]| {
            let mut words = next.text.split_whitespace();
            let word = if reads_from_right(&next.text) {
                words.next_back()
            } else {
                words.next()
            };
            let word = word.unwrap_or_default();
            let share = |text: &str| f32::from(u16::try_from(text.chars().count()).unwrap_or(1));
            let word = next.width * share(word) / share(&next.text).max(1.0);
            line.width + word + 0.25 * line.size
        });
        next.fold(f32::INFINITY, f32::min)
    }
}

impl Passage<'_> {
    /// Its items.
    pub(super) fn items(&self) -> impl Iterator<Item = usize> {
        self.blocks
            .iter()
            .flat_map(|(_, block)| block.items.clone())
    }

    /// The first of its items.
    pub(super) fn start(&self) -> usize {
        self.blocks
            .first()
            .map_or(0, |(_, block)| block.items.start)
    }

    /// The room that it takes.
    pub(super) fn rect(&self) -> Rect {
        let rects = self.blocks.iter().map(|(_, block)| block.rect());
        rects.fold(Rect::NOTHING, Rect::union)
    }

    /// Whether all of it is on one line.
    pub(super) fn is_one_line(&self) -> bool {
        let is_first = |(index, (relation, block)): (usize, &(Relation, Block<'_>))| {
            block.lines.len() == 1 && (index == 0 || *relation == Relation::Beside)
        };
        self.blocks.iter().enumerate().all(is_first)
    }

    /// A width at which it breaks as it is drawn, in a font that is somewhat
    /// wider or narrower too.
    pub(super) fn safe_width(&self) -> f32 {
        let (width, limit) = (self.rect().width(), self.widest());
        let drawn = self.drawn();
        let slack = (0.5 * (limit - width)).clamp(0.015 * width + 0.4, 0.16 * width + 2.0);
        if super::words::is_divider(&drawn) {
            // Drawn without being measured.
            let count = u16::try_from(drawn.chars().count()).unwrap_or(1);
            return (width + slack).max(0.65 * f32::from(count) * self.size());
        }
        width + slack
    }

    /// The width from which on words would go up a line.
    pub(super) fn widest(&self) -> f32 {
        let widths = self.blocks.iter().map(|(_, block)| block.widest());
        widths.fold(f32::INFINITY, f32::min)
    }

    /// How far text is moved up: of a line that is higher than its letters,
    /// presentation programs put most above them, and a drawing one half.
    pub(super) fn rise(&self) -> f32 {
        let leading = self
            .blocks
            .first()
            .map_or(0.0, |(_, block)| block.leading());
        0.4 * (leading - 1.21 * self.size()).max(0.0)
    }

    fn size(&self) -> f32 {
        self.blocks
            .first()
            .map_or(1.0, |(_, block)| block.first.size)
    }

    /// Where its lines stand.
    pub(super) fn side(&self) -> Side {
        self.blocks
            .first()
            .map_or(Side::Left, |(_, block)| block.side())
    }

    /// The words as they are drawn.
    pub(super) fn drawn(&self) -> String {
        let words: Vec<String> = self.blocks.iter().map(|(_, block)| block.drawn()).collect();
        words.join(" ")
    }

    /// How a block goes on from this passage, if it does.
    fn relation(&self, next: &Block<'_>) -> Option<Relation> {
        let (_, last) = self.blocks.last()?;
        if last.items.end != next.items.start {
            return None;
        }
        let (line, begin) = (last.last, next.first);
        let gap = begin.pos.x - (line.pos.x + line.width);
        let is_level = (line.pos.y - begin.pos.y).abs() < SAME;
        let is_near = gap > -SAME && gap < 1.2 * line.size;
        if is_level && is_near && last.lines.len() == 1 && next.lines.len() == 1 {
            return Some(Relation::Beside);
        }
        let rect = self.rect();
        let below = next.rect().top() - rect.bottom();
        let is_under = (rect.left() - next.rect().left()).abs() < SAME
            && below > -0.5 * begin.size
            && below < 0.9 * begin.size;
        is_under.then_some(Relation::Below)
    }

    /// Its paragraphs, with the words as they were typed where `texts` has
    /// them.
    pub(super) fn paragraphs(&self, side: Side, texts: &Texts) -> Vec<Paragraph> {
        let mut paragraphs: Vec<Paragraph> = Vec::new();
        let mut bottom: Option<f32> = None;
        for (relation, block) in &self.blocks {
            let drawn = block.drawn();
            let text = texts.of(&drawn).map_or(drawn.clone(), clean);
            let run = |text: &str| Run {
                text: text.trim_end().into(),
                face: block.first.face,
                size: block.first.size,
                color: block.first.color,
            };
            if let (Relation::Beside, Some(last)) = (relation, paragraphs.last_mut()) {
                last.runs.push(run(&format!(" {text}")));
                last.leading = last.leading.max(block.leading());
                continue;
            }
            let rect = block.rect();
            for (index, part) in text.split('\n').enumerate() {
                let before = match (index, bottom) {
                    (0, Some(bottom)) => (rect.top() - bottom).max(0.0),
                    _ => 0.0,
                };
                let is_rtl = reads_from_right(part);
                paragraphs.push(Paragraph {
                    runs: vec![run(part)],
                    leading: block.leading(),
                    before,
                    side: if is_rtl && side == Side::Left {
                        Side::Right
                    } else {
                        side
                    },
                    is_rtl,
                });
            }
            bottom = Some(rect.bottom());
        }
        paragraphs
    }
}

/// Ends of lines as one sign.
fn clean(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace(['\r', '\u{2028}', '\u{2029}'], "\n")
        .replace('\t', " ")
}

/// Whether a text reads from right to left: as its first letter does.
fn reads_from_right(text: &str) -> bool {
    use unicode_bidi::{BidiClass, bidi_class};
    let strong = text
        .chars()
        .map(bidi_class)
        .find(|class| matches!(class, BidiClass::L | BidiClass::R | BidiClass::AL));
    matches!(strong, Some(BidiClass::R | BidiClass::AL))
}

/// Whether a sign is one of a script that breaks lines without blanks.
fn is_ideograph(c: char) -> bool {
    matches!(c as u32, 0x0E00..=0x0E7F | 0x2E80..=0x9FFF | 0xF900..=0xFAFF | 0xFF00..=0xFFEF | 0x20000..=0x323AF)
}

/// Whether a text is a number with its sign and nothing else.
pub(super) fn is_number(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit())
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | '−' | '.'))
}
