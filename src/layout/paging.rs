//! Shares lanes among pages. A lane that fits on a page is never parted; one
//! that is higher than a page is parted between its rows of cards, and a card
//! that is higher than a page between its lines.

use std::sync::Arc;

use emath::{Rect, vec2};

use super::{CardBox, LaneRow, Layout, PlacedLine, cell::Cell, page::Strip, row::strips, tokens};

/// Layouts with the lanes of `long`, each from `top` to `bottom`.
pub(super) fn pages(long: &Layout, top: f32, bottom: f32) -> Vec<Layout> {
    let room = (bottom - top).max(1.0);
    let mut pages: Vec<Vec<Strip>> = Vec::new();
    let mut held: Vec<Strip> = Vec::new();
    for (index, row) in long.lanes.iter().enumerate() {
        let cells: Vec<Arc<Cell>> = long
            .stages
            .iter()
            .filter_map(|column| column.cells.get(index).map(Arc::clone))
            .collect();
        for strip in parts(row, cells, long.pad, room) {
            while height(&held) + height_of(&strip.0) > room + 0.01 && !held.is_empty() {
                let next = held.split_off(break_of(&held, room));
                pages.push(std::mem::replace(&mut held, next));
            }
            held.push(strip);
        }
    }
    pages.push(held);
    pages
        .into_iter()
        .map(|strips| page(long, strips, top))
        .collect()
}

fn height(strips: &[Strip]) -> f32 {
    strips.iter().map(|(row, _)| height_of(row)).sum()
}

/// Where a full page is parted: before a line between lanes when that leaves
/// at least half of it, since what the line parts belongs together; else at its
/// end.
fn break_of(strips: &[Strip], room: f32) -> usize {
    let is_line = |(row, _): &Strip| !row.dividers.is_empty();
    let at = strips.iter().rposition(is_line).unwrap_or(0);
    let kept = strips.get(..at).unwrap_or_default();
    if height(kept) >= room / 2.0 {
        at
    } else {
        strips.len()
    }
}

/// The height of a row with the line above it.
fn height_of(row: &LaneRow) -> f32 {
    row.height + strips(row.dividers.len())
}

/// One page: its lanes below one another from `top`.
fn page(long: &Layout, strips: Vec<Strip>, top: f32) -> Layout {
    let mut page = long.clone();
    page.lanes.clear();
    page.closing.clear();
    for column in &mut page.stages {
        column.cells.clear();
    }
    let mut y = top;
    for (mut row, cells) in strips {
        y += height_of(&row) - row.height;
        row.y = y;
        y += row.height;
        for (column, cell) in page.stages.iter_mut().zip(cells) {
            column.cells.push(cell);
        }
        page.lanes.push(row);
    }
    let lanes = &page.lanes;
    page.emotions.retain(|emotion| {
        let mut rows = lanes.iter();
        rows.any(|row| row.id == emotion.lane && row.curves > 0.0)
    });
    page
}

/// A lane as it goes on pages: as a whole where it fits.
fn parts(row: &LaneRow, cells: Vec<Arc<Cell>>, pad: f32, room: f32) -> Vec<Strip> {
    let [cell] = cells.as_slice() else {
        return vec![(row.clone(), cells)];
    };
    if height_of(row) <= room {
        return vec![(row.clone(), cells)];
    }
    let mut found: Vec<Strip> = Vec::new();
    let mut add = |cell: Cell, curves: f32| {
        let dividers = if found.is_empty() {
            row.dividers.clone()
        } else {
            Vec::new()
        };
        let label = row.lines.iter().map(|line| line.style.leading).sum::<f32>();
        let content = if cell.cards.is_empty() {
            0.0
        } else {
            cell.height + 2.0 * pad
        };
        let row = LaneRow {
            dividers,
            curves,
            height: (curves + content).max(label + 2.0 * pad),
            ..row.clone()
        };
        found.push((row, vec![Arc::new(cell)]));
    };
    if row.curves > 0.0 {
        add(cell.with(Vec::new()), row.curves);
    }
    let room = room - 2.0 * pad - strips(row.dividers.len());
    let mut held: Vec<CardBox> = Vec::new();
    for cards in rows_of(cell)
        .into_iter()
        .flat_map(|cards| split(cards, room))
    {
        let mut grown = held.clone();
        append(&mut grown, cards.clone());
        if bottom_of(&grown) > room && !held.is_empty() {
            add(cell.with(std::mem::take(&mut held)), 0.0);
            append(&mut held, cards);
        } else {
            held = grown;
        }
    }
    if !held.is_empty() {
        add(cell.with(held), 0.0);
    }
    found
}

/// The cards of a cell row by row, the first at 0.
fn rows_of(cell: &Cell) -> Vec<Vec<CardBox>> {
    let mut tops: Vec<f32> = cell.cards.iter().map(|card| card.rect.top()).collect();
    tops.sort_by(f32::total_cmp);
    tops.dedup();
    let row = |top: f32| {
        let cards = cell.cards.iter().filter(move |card| card.rect.top() == top);
        cards.cloned().map(move |card| lifted(card, -top)).collect()
    };
    tops.into_iter().map(row).collect()
}

fn lifted(card: CardBox, by: f32) -> CardBox {
    let rect = card.rect.translate(vec2(0.0, by));
    CardBox { rect, ..card }
}

fn bottom_of(cards: &[CardBox]) -> f32 {
    cards
        .iter()
        .map(|card| card.rect.bottom())
        .fold(0.0, f32::max)
}

/// Adds a row of cards below what is there.
fn append(held: &mut Vec<CardBox>, cards: Vec<CardBox>) {
    let top = if held.is_empty() {
        0.0
    } else {
        bottom_of(held) + tokens::ROW_GAP
    };
    held.extend(cards.into_iter().map(|card| lifted(card, top)));
}

/// A row of cards, parted between lines until each part fits in the room.
fn split(cards: Vec<CardBox>, room: f32) -> Vec<Vec<CardBox>> {
    let edge = tokens::CARD_PAD.1;
    let lines = room - 2.0 * edge;
    let count = |card: &CardBox| {
        let text = card.rect.height() - 2.0 * edge;
        if card.rect.height() <= room || lines <= 0.0 {
            return 1;
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a count of pages, and it saturates"
        )]
        let count = (text / (lines - tallest(card)).max(1.0)).ceil() as usize;
        count.clamp(1, 10_000)
    };
    let parts = cards.iter().map(count).max().unwrap_or(1);
    if parts == 1 {
        return vec![cards];
    }
    let window = lines - cards.iter().map(tallest).fold(0.0, f32::max);
    (0..parts)
        .map(|part| {
            let shown = cards.iter().filter_map(|card| part_of(card, part, window));
            shown.collect::<Vec<_>>()
        })
        .filter(|cards| !cards.is_empty())
        .collect()
}

fn tallest(card: &CardBox) -> f32 {
    let leading = card.lines.iter().map(|line| line.style.leading);
    // Words of marks that go on are no larger than those of a card.
    leading.fold(tokens::CARD.leading, f32::max)
}

/// What of a card begins within one window of its height: lines and marks; its
/// picture is on the first part.
fn part_of(card: &CardBox, part: usize, window: f32) -> Option<CardBox> {
    let edge = tokens::CARD_PAD.1;
    #[expect(clippy::cast_precision_loss, reason = "a count of pages is small")]
    let (from, to) = (part as f32 * window, (part + 1) as f32 * window);
    let mut card = card.clone();
    for mark in &mut card.marks {
        // Long words of a mark go on like those of the card.
        let more = mark.lines.split_off(mark.lines.len().min(1));
        if let Some(line) = mark.lines.first() {
            let bottom = top_of(line) + line.style.leading;
            mark.rect.max.y = mark.rect.max.y.min(bottom.max(mark.rect.top()));
        }
        card.lines.extend(more);
    }
    let inside = |top: f32| (from..to).contains(&(top - edge).max(0.0));
    card.lines.retain(|line| inside(top_of(line)));
    card.marks.retain(|mark| inside(mark.rect.top()));
    let tops = card.lines.iter().map(top_of);
    let tops = tops.chain(card.marks.iter().map(|mark| mark.rect.top()));
    let first = tops.fold(f32::INFINITY, f32::min);
    if part > 0 {
        card.picture = None;
        if !first.is_finite() {
            return None;
        }
    }
    let shift = if part == 0 { 0.0 } else { first - edge };
    let mut bottom = card.picture.as_ref().map_or(0.0, |held| held.rect.bottom());
    for line in &mut card.lines {
        line.pos.y -= shift;
        bottom = bottom.max(top_of(line) + line.style.leading);
    }
    for mark in &mut card.marks {
        mark.rect = mark.rect.translate(vec2(0.0, -shift));
        for line in &mut mark.lines {
            line.pos.y -= shift;
        }
        bottom = bottom.max(mark.rect.bottom());
    }
    card.size.y = bottom + edge;
    card.rect = Rect::from_min_size(card.rect.min, card.size);
    Some(card)
}

fn top_of(line: &PlacedLine) -> f32 {
    line.pos.y - line.style.ascent()
}
