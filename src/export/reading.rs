//! The order in which a line is read, from the order in which it is drawn.
//! Lines of right-to-left scripts hold their words from left to right; files
//! with selectable text must give them back as they were written. Knows text
//! only.

use std::{borrow::Cow, ops::Range};

use unicode_segmentation::UnicodeSegmentation as _;

use crate::layout::visual_order;

/// A word of a line.
struct Word {
    range: Range<usize>,
    side: Side,
}

/// The way a word reads.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
    /// As its surroundings: blanks, punctuation.
    Either,
}

/// The parts of a drawn line, by bytes, in the order in which they are read.
/// One part when that is the order in which they are drawn.
pub(super) fn reading_order(drawn: &str) -> Vec<Range<usize>> {
    if !drawn.chars().any(is_rtl) {
        return std::iter::once(0..drawn.len()).collect();
    }
    let words: Vec<Word> = drawn
        .split_word_bound_indices()
        .map(|(start, word)| Word {
            range: start..start + word.len(),
            side: side(word),
        })
        .collect();
    let all: Vec<usize> = (0..words.len()).collect();
    // Either the line as a whole reads from the left, with islands that read
    // from the right, or the other way around: what is drawn like the line is.
    let from_left = islands_turned(&words, all.clone(), Side::Right);
    let backward = all.into_iter().rev().collect();
    let from_right = islands_turned(&words, backward, Side::Left);
    let ranges = |order: &[usize]| -> Vec<Range<usize>> {
        let found = order.iter().filter_map(|at| words.get(*at));
        found.map(|word| word.range.clone()).collect()
    };
    let right = ranges(&from_right);
    if visual_order(&joined(drawn, &right)).0.as_ref() == drawn {
        right
    } else {
        ranges(&from_left)
    }
}

/// A drawn line as it is read.
pub(super) fn as_read(drawn: &str) -> Cow<'_, str> {
    match reading_order(drawn).as_slice() {
        [_] | [] => drawn.into(),
        order => joined(drawn, order).into(),
    }
}

fn joined(drawn: &str, order: &[Range<usize>]) -> String {
    order.iter().map(|range| &drawn[range.clone()]).collect()
}

/// An order in which every stretch from a word of a side to the last one
/// before a word of the other side is turned around.
fn islands_turned(words: &[Word], mut order: Vec<usize>, side: Side) -> Vec<usize> {
    let of = |at: usize| words.get(at).map_or(Side::Either, |word| word.side);
    let mut at = 0;
    while at < order.len() {
        let rest = order.get(at..).unwrap_or_default();
        if rest.first().is_none_or(|first| of(*first) != side) {
            at += 1;
            continue;
        }
        let other = |word: &usize| of(*word) != side && of(*word) != Side::Either;
        let end = rest.iter().position(other).unwrap_or(rest.len());
        let stretch = rest.get(..end).unwrap_or_default();
        let last = stretch.iter().rposition(|word| of(*word) == side);
        let count = last.map_or(1, |last| last + 1);
        if let Some(island) = order.get_mut(at..at + count) {
            island.reverse();
        }
        at += count;
    }
    order
}

fn side(word: &str) -> Side {
    if word.chars().any(is_rtl) {
        Side::Right
    } else if word.chars().any(char::is_alphanumeric) {
        Side::Left
    } else {
        Side::Either
    }
}

/// Whether a character is of a script that reads from right to left.
fn is_rtl(c: char) -> bool {
    matches!(c as u32, 0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFC | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_turned_to_be_drawn_is_turned_back_to_be_read() {
        for line in [
            "Compare the offers",
            "שלום עולם",
            "ابحث عن عروض التأمين",
            "مقارنة 3 عروض عبر Check24 اليوم",
            "Call the אתר של החברה today",
            "פגישה עם Anna Smith, מחר",
            "טופס (חדש) נשלח",
        ] {
            let (drawn, _) = visual_order(line);
            assert_eq!(as_read(&drawn), line, "drawn as {drawn:?}");
        }
    }
}
