//! Shares lanes among pages, on as few as can be and all of them similarly
//! full. A lane that fits on a page is never parted; one
//! that is higher than a page is parted between its rows of cards, and a card
//! that is higher than a page between its lines.

use std::sync::Arc;

use emath::{Rect, vec2};

use super::{
    CardBox, LaneRow, Layout, PlacedLine,
    cell::Cell,
    page::{Strip, top_of_lanes},
    row, tokens,
};
use crate::model::LaneKind;

/// More lanes or pages than this are shared from the first on.
const MOST: (usize, usize) = (64, 12);
/// What it costs to part pain points from opportunities, in squares of pages.
const APART: f32 = 0.2;
/// What it saves to part lanes at a line between them, likewise.
const AT_LINE: f32 = 0.06;

/// The lanes of a page that is as long as they need, parted where they are
/// higher than `room`.
pub(super) fn strips(long: &Layout, room: f32) -> Vec<Strip> {
    let rows = long.lanes.iter().enumerate();
    rows.flat_map(|(index, row)| {
        let columns = long.stages.iter();
        let cells = columns.filter_map(|column| column.cells.get(index).map(Arc::clone));
        parts(row, cells.collect(), long.pad, room)
    })
    .collect()
}

/// The height of lanes below one another.
pub(super) fn height(strips: &[Strip]) -> f32 {
    strips.iter().map(|(row, _)| height_of(row)).sum()
}

/// The fewest pages that lanes take.
pub(super) fn count(strips: &[Strip], room: f32) -> usize {
    let heights: Vec<f32> = strips.iter().map(|(row, _)| height_of(row)).collect();
    count_of(&heights, room)
}

/// The same for lanes of these heights, with the lines above them.
pub(super) fn count_of(heights: &[f32], room: f32) -> usize {
    first_fit(heights, room).len() + 1
}

/// Where pages begin after the first when each takes what it can.
fn first_fit(heights: &[f32], room: f32) -> Vec<usize> {
    let mut breaks = Vec::new();
    let mut held = 0.0;
    for (index, height) in heights.iter().enumerate() {
        if held > 0.0 && held + height > room + 0.01 {
            breaks.push(index);
            held = 0.0;
        }
        held += height;
    }
    breaks
}

/// Where pages begin after the first, so that `count` of them are similarly
/// full: the sum of the squares of their heights is least. What belongs
/// together stays on a page, and lines between lanes are good places to part
/// them.
pub(super) fn breaks(strips: &[Strip], room: f32, count: usize) -> Vec<usize> {
    let heights: Vec<f32> = strips.iter().map(|(row, _)| height_of(row)).collect();
    let rows = heights.len();
    if count < 2 {
        return Vec::new();
    }
    if rows > MOST.0 || count > MOST.1 {
        return first_fit(&heights, room);
    }
    let best = cheapest(strips, &heights, (room, count));
    let mut breaks = Vec::new();
    let mut end = rows;
    for page in best.iter().skip(1).rev() {
        let Some((_, from)) = page.get(end).copied().flatten() else {
            return first_fit(&heights, room);
        };
        breaks.push(from);
        end = from;
    }
    breaks.reverse();
    breaks
}

/// The least cost of the pages so far, and where the last of them begins.
type Cheapest = Option<(f32, usize)>;

/// For every number of pages, and every number of lanes on them, the cheapest
/// way to share the lanes.
fn cheapest(strips: &[Strip], heights: &[f32], (room, count): (f32, usize)) -> Vec<Vec<Cheapest>> {
    let rows = heights.len();
    let square = |from: usize, to: usize| {
        let held = heights.get(from..to).unwrap_or_default();
        let height: f32 = held.iter().sum();
        let fits = held.len() == 1 || height <= room + 0.01;
        fits.then(|| (height / room).powi(2))
    };
    let first = (0..=rows).map(|end| square(0, end).map(|cost| (cost, 0)));
    let mut best: Vec<Vec<Cheapest>> = vec![first.collect()];
    for page in 1..count {
        let before = best.last().map(Vec::as_slice).unwrap_or_default();
        let to = |end: usize| {
            let ways = (page..end).filter_map(|from| {
                let (so_far, _) = before.get(from).copied().flatten()?;
                let cost = so_far + square(from, end)? + cost_of(strips, from);
                Some((cost, from))
            });
            ways.min_by(|a, b| a.0.total_cmp(&b.0))
        };
        let next = (0..=rows).map(to).collect();
        best.push(next);
    }
    best
}

/// What it costs to begin a page with a lane.
fn cost_of(strips: &[Strip], at: usize) -> f32 {
    let (before, after) = strips.split_at(at.min(strips.len()));
    let has = |part: &[Strip], kind| part.iter().any(|(row, _)| row.kind == kind);
    let (pains, chances) = (LaneKind::PainPoints, LaneKind::Opportunities);
    let parts = |a, b| has(before, a) && has(after, b) && !has(after, a) && !has(before, b);
    let mut cost = 0.0;
    if parts(pains, chances) || parts(chances, pains) {
        cost += APART;
    }
    if after
        .first()
        .is_some_and(|(row, _)| !row.dividers.is_empty())
    {
        cost -= AT_LINE;
    }
    cost
}

/// Layouts with lanes like those of `long`, and pages that begin at `breaks`.
pub(super) fn pages(long: &Layout, strips: &[Strip], breaks: &[usize]) -> Vec<Layout> {
    let ends = breaks.iter().copied().chain([strips.len()]);
    let mut from = 0;
    ends.map(|end| {
        let held = strips.get(from..end).unwrap_or_default();
        from = end;
        page(long, held)
    })
    .collect()
}

/// The height of a row with the line above it.
fn height_of(row: &LaneRow) -> f32 {
    row.height + row::strips(row.dividers.len())
}

/// One page: its lanes below one another.
fn page(long: &Layout, strips: &[Strip]) -> Layout {
    let mut page = long.clone();
    page.lanes.clear();
    page.closing.clear();
    for column in &mut page.stages {
        column.cells.clear();
    }
    let mut y = top_of_lanes(long);
    for (row, cells) in strips {
        let mut row = row.clone();
        y += height_of(&row) - row.height;
        row.y = y;
        y += row.height;
        for (column, cell) in page.stages.iter_mut().zip(cells) {
            column.cells.push(Arc::clone(cell));
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
    let room = room - 2.0 * pad - row::strips(row.dividers.len());
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
    card.gauge = card.gauge.filter(|gauge| inside(gauge.rect.top()));
    let tops = card.lines.iter().map(top_of);
    let tops = tops.chain(card.marks.iter().map(|mark| mark.rect.top()));
    let tops = tops.chain(card.gauge.map(|gauge| gauge.rect.top()));
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
    if let Some(gauge) = &mut card.gauge {
        gauge.rect = gauge.rect.translate(vec2(0.0, -shift));
        bottom = bottom.max(gauge.rect.bottom());
    }
    card.size.y = bottom + edge;
    card.rect = Rect::from_min_size(card.rect.min, card.size);
    Some(card)
}

fn top_of(line: &PlacedLine) -> f32 {
    line.pos.y - line.style.ascent()
}
