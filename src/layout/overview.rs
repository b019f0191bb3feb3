//! The map as a whole on one page: every card is there as a small shape, and
//! only what can be read from afar is written: stages, lanes, the words at the
//! curve. One row of cards a lane, however many there are.

use emath::{Rect, Vec2, pos2, vec2};

use super::{
    CardBox, Measure, StageColumn,
    cell::{offset_of, place_lines},
    heading::at_most,
    text::TextStyle,
    tokens::{self, Look},
};
use crate::model::{Map, Stage};

/// A stage's name where it does not fit in its usual size.
const SMALL_NAME: TextStyle = TextStyle::new(super::Face::SemiBold, 12.0, 15.0);
/// The most lines of a stage's name.
const NAME_LINES: usize = 2;
/// Between two shapes.
const GAP: f32 = 3.0;

/// How large the shape of a card is.
pub(super) const fn size(look: Look) -> Vec2 {
    match look {
        Look::Card => vec2(22.0, 14.0),
        Look::Pill => vec2(18.0, 18.0),
        Look::Quote => vec2(20.0, 12.0),
        Look::Metric => vec2(14.0, 12.0),
    }
}

/// Puts the shapes of a cell in one row, in the order of time and as near to
/// their places as the others leave room; many of them are thin. Gives the
/// height.
#[expect(clippy::cast_precision_loss, reason = "a count of cards is small")]
pub(super) fn place_in_one_row(cards: &mut [CardBox], stage_width: f32) -> f32 {
    let room = (stage_width - 2.0 * tokens::STAGE_PAD).max(1.0);
    let share = room / cards.len().max(1) as f32;
    let gap = GAP.min(share / 2.0);
    let thin = (share - gap).max(0.1);
    let mut end = tokens::STAGE_PAD - gap;
    let mut rights = Vec::with_capacity(cards.len());
    for card in cards.iter_mut() {
        let width = card.size.x.min(thin);
        let left = offset_of(card.card.at.value(), stage_width, width).max(end + gap);
        end = left + width;
        rights.push(end);
        card.rect = Rect::from_min_size(pos2(left, 0.0), vec2(width, card.size.y));
    }
    let mut limit = stage_width - tokens::STAGE_PAD;
    for card in cards.iter_mut().rev() {
        let over = (card.rect.right() - limit).max(0.0);
        card.rect = card.rect.translate(vec2(-over, 0.0));
        limit = card.rect.left() - gap;
    }
    let height = cards.iter().map(|card| card.size.y).fold(0.0, f32::max);
    for card in cards {
        card.rect = card.rect.translate(vec2(0.0, (height - card.size.y) / 2.0));
    }
    height
}

/// The width that a stage's name needs at least, chevron included.
pub(super) fn least_width(stage: &Stage, measure: &mut Measure) -> f32 {
    let word = measure.widest_piece(&stage.name, &SMALL_NAME);
    (word + 2.0 * NAME_PAD + tokens::CHEVRON + 1.0).clamp(56.0, 190.0)
}

/// Between a chevron's edge and the name.
const NAME_PAD: f32 = 12.0;

/// Sets the name of a stage in its chevron: as large as elsewhere when it fits
/// without breaking a word, smaller when not, and its duration when there is
/// room.
pub(super) fn name(column: &mut StageColumn, stage: &Stage, measure: &mut Measure) {
    let room = (column.width - 2.0 * NAME_PAD - tokens::CHEVRON).max(8.0);
    let large = tokens::STAGE_NAME;
    let fits = measure.widest_piece(&stage.name, &large) <= room;
    let whole = measure.wrap(&stage.name, &large, room);
    let (style, block) = if fits && whole.lines.len() == 1 {
        (large, whole)
    } else {
        (SMALL_NAME, measure.wrap(&stage.name, &SMALL_NAME, room))
    };
    let block = at_most(block, NAME_LINES);
    let left = NAME_PAD + tokens::CHEVRON / 2.0;
    let height = block.height;
    column.flag = None;
    column.name_lines = block.lines.len();
    column.lines = place_lines(block, style, pos2(left, 0.0), room);
    column.text_height = height;
    if column.name_lines == 1 && !stage.duration.is_empty() {
        let style = tokens::STAGE_DURATION;
        let block = measure.wrap(&stage.duration, &style, room);
        if block.lines.len() == 1 {
            column.text_height += block.height;
            let below = place_lines(block, style, pos2(left, height), room);
            column.lines.extend(below);
        }
    }
}

/// Shortens the name and the duration of a stage whose pages need the room.
pub(super) fn shorten(
    column: &mut StageColumn,
    stage: &Stage,
    (left, room): (f32, f32),
    measure: &mut Measure,
) {
    let name = measure.wrap(&stage.name, &tokens::STAGE_NAME, room);
    let name = at_most(name, super::page::NAME_LINES);
    let small = measure.wrap(&stage.duration, &tokens::STAGE_DURATION, room);
    let small = at_most(small, 1);
    column.flag = None;
    column.name_lines = name.lines.len();
    column.text_height = name.height;
    let below = pos2(left, name.height);
    column.lines = place_lines(name, tokens::STAGE_NAME, pos2(left, 0.0), room);
    if !stage.duration.is_empty() {
        column.text_height += small.height;
        let lines = place_lines(small, tokens::STAGE_DURATION, below, room);
        column.lines.extend(lines);
    }
}

/// How stages are shared among overviews, so that every name can be read: runs
/// of neighbors that need no more than the width.
pub(super) fn shared(map: &Map, width: f32, measure: &mut Measure) -> Vec<std::ops::Range<usize>> {
    let needs: Vec<f32> = map
        .stages
        .iter()
        .map(|stage| least_width(stage, measure).min(width))
        .collect();
    let count = needs.len();
    for pages in 1..=count {
        let each = count.div_ceil(pages);
        let runs: Vec<_> = (0..count)
            .step_by(each)
            .map(|from| from..(from + each).min(count))
            .collect();
        let fits = |run: &std::ops::Range<usize>| {
            let needs = needs.get(run.clone()).unwrap_or_default();
            needs.iter().sum::<f32>() <= width
        };
        if runs.iter().all(fits) {
            return runs;
        }
    }
    std::iter::once(0..count).collect()
}
