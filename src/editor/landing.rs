//! Where something new comes to lie, before it is there: what its outline
//! shows while a tool is in hand. Pure functions of the layout.

use emath::{Pos2, Rangef, Rect, Vec2, vec2};

use super::interaction::Seen;
use crate::{
    layout::{Cell, Layout, StageColumn, tokens, tokens::Look},
    model::{At, LaneKind},
};

/// Whether a place is in a stage's column, from its chevron to the bottom of
/// the sheet.
pub(super) fn is_on_stages(pos: Pos2, layout: &Layout) -> bool {
    let is_inside = |column: &StageColumn| (column.x..column.x + column.width).contains(&pos.x);
    (layout.stage_top..=layout.size.y).contains(&pos.y) && layout.stages.iter().any(is_inside)
}

/// How far down its cell a new card comes to lie: in the first row where the
/// cards that come before it leave it room, else below all.
pub(super) fn free_row(cell: &Cell, at: At, across: Rangef) -> f32 {
    let apart = across.expand(tokens::CARD_APART);
    let cards = || cell.cards.iter();
    let earlier = cards().filter(|card| card.card.at.value() <= at.value());
    let meets = |rect: &Rect| rect.left() < apart.max && apart.min < rect.right();
    let taken = earlier.map(|card| card.rect).filter(meets);
    let taken: Vec<f32> = taken.map(|rect| rect.top()).collect();
    let is_free = |row: &f32| taken.iter().all(|taken| (taken - row).abs() > 0.1);
    let rows = cards().map(|card| card.rect.top());
    rows.filter(is_free)
        .min_by(f32::total_cmp)
        .unwrap_or(if taken.is_empty() {
            0.0
        } else {
            cell.height + tokens::ROW_GAP
        })
}

/// The top of a lane of a kind that is shown or added for something new: a
/// hidden one comes back above the visible lane that follows it.
pub(super) fn top_of_new(kind: LaneKind, seen: Seen<'_>) -> f32 {
    let lanes = &seen.map.lanes;
    let hidden = lanes.iter().position(|lane| lane.kind == kind);
    let below = hidden.and_then(|hidden| lanes.iter().skip(hidden).find(|lane| !lane.hidden));
    let row = below.and_then(|below| seen.layout.lanes.iter().find(|row| row.id == below.id));
    row.map_or(seen.layout.lanes_bottom(), |row| row.y)
}

/// How large a card without a text is, where cards are usually `width` wide.
pub(super) fn size_of_new(lane: Option<LaneKind>, width: f32) -> Vec2 {
    let (before, between, after) = tokens::PILL_PAD;
    match lane.map(Look::of) {
        Some(Look::Pill) => vec2(before + tokens::PILL_ICON + between + after, tokens::PILL),
        Some(Look::Quote | Look::Metric) => vec2(24.0, tokens::QUOTE.leading + 4.0),
        Some(Look::Card) | None => vec2(width, tokens::CARD.leading + 2.0 * tokens::CARD_PAD.1),
    }
}
