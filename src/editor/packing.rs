//! Cards that are typed one after the other. Once their row is full they stand
//! in columns, top to bottom and then left to right: a later card is never
//! before an earlier one in time, and a cell of many stays low. Pure.

use std::collections::BTreeMap;

use crate::{
    layout::{CardBox, tokens},
    model::{At, CardId},
};

/// Where typing put cards. One that was moved by hand since then is where its
/// hand wants it.
pub(super) type Typed = BTreeMap<CardId, At>;

/// Places for all cards of a cell and a new one after them, in so few rows as
/// they fit. `None` when other cards than the first, which may be anywhere,
/// were put where they are by hand. `room` and `width` are the width of the
/// stage between its pads, and of the new card.
pub(super) fn pack(
    cards: &[CardBox],
    typed: &Typed,
    (room, width): (f32, f32),
) -> Option<(Vec<(CardId, At)>, At)> {
    let (first, others) = cards.split_first()?;
    let is_typed = |card: &CardBox| typed.get(&card.card.id) == Some(&card.card.at);
    if !others.iter().all(is_typed) {
        return None;
    }
    let mut widths: Vec<f32> = cards.iter().map(|card| card.rect.width()).collect();
    widths.push(width);
    let start = first.card.at.value();
    let places = (2..=widths.len()).find_map(|rows| in_rows(&widths, start, room, rows))?;
    let (last, places) = places.split_last()?;
    let moves = cards.iter().zip(places);
    let moves = moves.filter(|(card, at)| card.card.at != **at);
    Some((moves.map(|(card, at)| (card.card.id, *at)).collect(), *last))
}

/// How far across the stage each of the cards is when they stand in columns of
/// so many; `None` when the columns do not fit. Those of a column share their
/// place, so that layout sets them below one another.
fn in_rows(widths: &[f32], start: f64, room: f32, rows: usize) -> Option<Vec<At>> {
    let room = f64::from(room);
    let free = |width: f32| (room - f64::from(width)).max(0.1);
    let mut places = Vec::with_capacity(widths.len());
    let mut at = start;
    let mut before: &[f32] = &[];
    for column in widths.chunks(rows) {
        let mut next = at;
        for (left, width) in before.iter().zip(column) {
            let end = at * free(*left) + f64::from(*left + tokens::CARD_GAP);
            next = next.max(end / free(*width));
        }
        // What is rounded to 1 is flush right.
        if next > 1.001 {
            return None;
        }
        at = next.min(1.0);
        places.extend(column.iter().map(|_| At::rounded(at)));
        before = column;
    }
    Some(places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_filled_one_after_the_other_and_never_before_the_start() {
        let values = |places: Option<Vec<At>>| {
            let places = places.unwrap_or_default().into_iter();
            places.map(At::value).collect::<Vec<_>>()
        };
        let three = [88.0_f32; 4];
        assert_eq!(
            values(in_rows(&three, 0.0, 282.0, 2)),
            [0.0, 0.0, 0.4948, 0.4948]
        );
        assert_eq!(values(in_rows(&[88.0; 7], 0.0, 282.0, 2)), [0.0; 0]);
        assert_eq!(
            values(in_rows(&three, 0.4, 282.0, 2)),
            [0.4, 0.4, 0.8948, 0.8948]
        );
        assert_eq!(values(in_rows(&[270.0; 3], 0.2, 282.0, 3)), [0.2; 3]);
        // The widest of a column decides where the next begins.
        let places = values(in_rows(&[40.0, 120.0, 60.0, 60.0], 0.0, 282.0, 2));
        assert_eq!(places, [0.0, 0.0, 0.5766, 0.5766]);
    }
}
