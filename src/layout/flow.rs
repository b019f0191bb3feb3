//! Cards of a cell on a page that is filled: in rows in the order of time, each
//! as near to its moment as the others leave room. On the sheet cards that
//! would meet go to further rows; on a page that would waste its height.

use emath::{Rect, pos2, vec2};

use super::{cell::CardBox, tokens};

/// Puts the boxes, sorted by time, in as few rows as they need, and gives the
/// height of all rows. `room` is the width between the paddings of the stage.
pub(super) fn place_in_order(cards: &mut [CardBox], room: f32) -> f32 {
    let gap = tokens::PAGE_CARD_GAP;
    let mut top = 0.0;
    let mut rest = cards;
    while !rest.is_empty() {
        let mut width = -gap;
        let fits = |card: &CardBox| {
            width += gap + card.size.x;
            width <= room + 0.1
        };
        let count = rest.iter().map(fits).take_while(|fits| *fits).count();
        let (row, others) = rest.split_at_mut(count.max(1));
        place_row(row, room, top);
        let height = row.iter().map(|card| card.size.y).fold(0.0, f32::max);
        top += height + tokens::PAGE_ROW_GAP;
        rest = others;
    }
    (top - tokens::PAGE_ROW_GAP).max(0.0)
}

/// Places cards that fit side by side: first none before the one before it,
/// then none beyond the stage.
fn place_row(row: &mut [CardBox], room: f32, top: f32) {
    let gap = tokens::PAGE_CARD_GAP;
    let left = tokens::STAGE_PAD;
    let mut end = left - gap;
    for card in row.iter_mut() {
        #[expect(clippy::cast_possible_truncation, reason = "a share from 0 to 1")]
        let at = card.card.at.value() as f32;
        let wished = left + at * (room - card.size.x).max(0.0);
        let x = wished.max(end + gap);
        card.rect = Rect::from_min_size(pos2(x, top), card.size);
        end = card.rect.right();
    }
    let mut limit = left + room;
    for card in row.iter_mut().rev() {
        let over = (card.rect.right() - limit).max(0.0);
        let over = over.min((card.rect.left() - left).max(0.0));
        card.rect = card.rect.translate(vec2(-over, 0.0));
        limit = card.rect.left() - gap;
    }
}
