//! The order in which a line is read, from the order in which it is drawn.
//! Lines of right-to-left scripts hold their words from left to right; files
//! with selectable text must give them back as they were written. Knows text
//! only.

use std::{borrow::Cow, ops::Range};

use unicode_segmentation::UnicodeSegmentation as _;

use crate::layout::{mirrored, visual_order};

/// A word of a line.
struct Word {
    range: Range<usize>,
    side: Side,
    /// How many more brackets it opens than it closes.
    depth: i32,
}

/// The way a word reads.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
    /// As its surroundings: blanks, punctuation.
    Either,
}

/// A part of a drawn line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// Its bytes in the line.
    pub(super) range: Range<usize>,
    /// Whether brackets and the like are drawn as their mirror images.
    pub(super) is_mirrored: bool,
}

/// The parts of a drawn line in the order in which they are read. One part
/// when that is the order in which they are drawn.
pub(super) fn reading_order(drawn: &str) -> Vec<Part> {
    let whole = Part {
        range: 0..drawn.len(),
        is_mirrored: false,
    };
    if !drawn.chars().any(is_rtl) {
        return vec![whole];
    }
    // Either the line as a whole reads from the left, with islands that read
    // from the right, or the other way around; and a bracket at the edge of an
    // island belongs to it or not. What is drawn like the line is.
    // A number is part of an island between letters, and else stands alone.
    let ways = [
        (Side::Left, true),
        (Side::Left, false),
        (Side::Right, true),
        (Side::Right, false),
    ];
    let mut last = vec![whole];
    for has_numbers in [true, false] {
        let words = words(drawn, has_numbers);
        for (islands, with_brackets) in ways {
            last = parted(&words, islands, with_brackets);
            if visual_order(&joined(drawn, &last)).0.as_ref() == drawn {
                return last;
            }
        }
    }
    last
}

/// The words of a drawn line, with numbers as words that read from the left or
/// as what reads as its surroundings do.
fn words(drawn: &str, has_numbers: bool) -> Vec<Word> {
    let words = drawn.split_word_bound_indices();
    let words = words.map(|(start, word)| {
        let is_number = !word.chars().any(char::is_alphabetic);
        Word {
            range: start..start.saturating_add(word.len()),
            side: if is_number && !has_numbers {
                Side::Either
            } else {
                side(word)
            },
            depth: depth(word),
        }
    });
    words.collect()
}

/// A drawn line as it is read.
pub(super) fn as_read(drawn: &str) -> Cow<'_, str> {
    match reading_order(drawn).as_slice() {
        [only] if !only.is_mirrored => drawn.into(),
        order => joined(drawn, order).into(),
    }
}

fn joined(drawn: &str, order: &[Part]) -> String {
    let mut text = String::with_capacity(drawn.len());
    for part in order {
        push_read(
            &mut text,
            drawn.get(part.range.clone()).unwrap_or_default(),
            part.is_mirrored,
        );
    }
    text
}

fn push_read(text: &mut String, part: &str, is_mirrored: bool) {
    if is_mirrored {
        text.extend(part.chars().map(mirrored));
    } else {
        text.push_str(part);
    }
}

/// A drawn line byte for byte, with the characters that are meant in place of
/// their mirror images.
pub(super) fn as_meant<'t>(drawn: &'t str, order: &[Part]) -> Cow<'t, str> {
    if order.iter().all(|part| !part.is_mirrored) {
        return drawn.into();
    }
    let mut parts: Vec<&Part> = order.iter().collect();
    parts.sort_by_key(|part| part.range.start);
    let mut text = String::with_capacity(drawn.len());
    for part in parts {
        push_read(
            &mut text,
            drawn.get(part.range.clone()).unwrap_or_default(),
            part.is_mirrored,
        );
    }
    text.into()
}

/// The words in an order in which every stretch from a word of the islands'
/// side to the last one before a word of the other side is turned around,
/// with the brackets beside it that belong to brackets in it.
fn parted(words: &[Word], islands: Side, with_brackets: bool) -> Vec<Part> {
    let mut order: Vec<usize> = (0..words.len()).collect();
    if islands == Side::Left {
        order.reverse();
    }
    let mut is_island = vec![false; words.len()];
    let mut at = 0;
    while at < order.len() {
        let Some(mut island) = island(words, &order, at, islands) else {
            at = at.saturating_add(1);
            continue;
        };
        if with_brackets {
            widen(words, &order, &mut island);
        }
        at = island.end;
        if let Some(island) = order.get_mut(island) {
            island.reverse();
            for word in island {
                if let Some(is_island) = is_island.get_mut(*word) {
                    *is_island = true;
                }
            }
        }
    }
    let part = |word: usize| {
        Some(Part {
            range: words.get(word)?.range.clone(),
            is_mirrored: *is_island.get(word)? == (islands == Side::Right),
        })
    };
    order.into_iter().filter_map(part).collect()
}

/// The island that begins at a place of an order.
fn island(words: &[Word], order: &[usize], at: usize, side: Side) -> Option<Range<usize>> {
    let rest = order.get(at..)?;
    let of = |word: &usize| words.get(*word).map_or(Side::Either, |word| word.side);
    rest.first().filter(|first| of(first) == side)?;
    let other = |word: &usize| of(word) != side && of(word) != Side::Either;
    let end = rest.iter().position(other).unwrap_or(rest.len());
    let last = rest.get(..end)?.iter().rposition(|word| of(word) == side);
    Some(at..at.saturating_add(last?).saturating_add(1))
}

/// Takes a bracket beside an island into it, which opens or closes one in it.
fn widen(words: &[Word], order: &[usize], island: &mut Range<usize>) {
    let depth = |place: usize| {
        let word = order.get(place).and_then(|word| words.get(*word));
        word.map_or(0, |word| word.depth)
    };
    loop {
        let open: i32 = island.clone().map(depth).sum();
        let is_other = |place: usize| depth(place).saturating_mul(open) < 0;
        if is_other(island.end) {
            island.end = island.end.saturating_add(1);
        } else if island.start > 0 && is_other(island.start.saturating_sub(1)) {
            island.start = island.start.saturating_sub(1);
        } else {
            return;
        }
    }
}

/// How many more brackets a word opens than it closes.
fn depth(word: &str) -> i32 {
    let of = |c: char| match mirrored(c) {
        image if image > c => 1,
        image if image < c => -1,
        _ => 0,
    };
    word.chars().map(of).sum()
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
            "פגישה עם Anna (Smith) מחר",
            "«شراء» [سيارة] (3 عروض)",
            "Call the אתר (חדש) today",
            "Ask (קורא) again (soon)",
            "5 < 7 שלום :)",
        ] {
            let (drawn, _) = visual_order(line);
            assert_eq!(as_read(&drawn), line, "drawn as {drawn:?}");
            let meant = as_meant(&drawn, &reading_order(&drawn));
            let sorted = |text: &str| {
                let mut letters: Vec<char> = text.chars().collect();
                letters.sort_unstable();
                letters
            };
            assert_eq!(sorted(&meant), sorted(line), "drawn as {drawn:?}");
        }
    }

    #[test]
    fn brackets_are_drawn_as_their_mirror_images_where_text_reads_from_the_right() {
        for (line, drawn) in [
            ("טופס (חדש)", "(חדש) טופס"),
            ("Form (new)", "Form (new)"),
            ("Form (חדש)", "Form (חדש)"),
            ("שלב 1) קנייה", "קנייה (1 שלב"),
            ("«عربي»", "«عربي»"),
        ] {
            assert_eq!(visual_order(line).0.as_ref(), drawn);
        }
    }
}
