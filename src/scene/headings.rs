//! The headings of a map: the chevrons of its stages and the labels of its
//! lanes. They are part of the content, and are asked for alone where they have
//! to stay in sight.

use emath::{Rect, Vec2, pos2, vec2};

use super::{
    content::{glyph, text},
    icon,
    item::Item,
    theme::Theme,
};
use crate::{
    layout::{LaneRow, Layout, StageColumn, tokens},
    model::Map,
};

/// The chevrons of the stages that meet a part of the map from left to right.
/// The name of one that begins before the part is inside it, as far as it fits.
#[must_use]
pub fn stage_names(map: &Map, layout: &Layout, theme: &Theme, part: Rect) -> Vec<Item> {
    let mut items = Vec::new();
    for column in layout.columns_in(part) {
        let from = items.len();
        chevron(map, layout, column, theme, &mut items);
        let lines = column.lines.iter();
        let end = lines.fold(0.0_f32, |end, line| end.max(line.pos.x + line.width));
        let room = (column.width - tokens::CHEVRON - end).max(0.0);
        let by = vec2((part.left() - column.x).clamp(0.0, room), 0.0);
        shift_words(&mut items, from, by);
    }
    items
}

/// The labels of the lanes that meet a part of the map from top to bottom. That
/// of a lane which begins above the part is inside it, as far as it fits.
#[must_use]
pub fn lane_names(layout: &Layout, theme: &Theme, part: Rect) -> Vec<Item> {
    let mut items = Vec::new();
    for row in layout.rows_in(part).1 {
        if row.offstage {
            // As far as it is seen under the tool rail.
            let rect = layout
                .lane_rect(row)
                .expand2(vec2(2.0 * layout.gutter, 0.0));
            items.push(Item::Rect {
                rect,
                radius: 0.0,
                fill: Some(theme.offstage),
                stroke: None,
            });
        }
        let from = items.len();
        lane_label(layout, row, theme, &mut items);
        #[expect(clippy::cast_precision_loss, reason = "a few lines")]
        let lines = row.lines.len() as f32;
        let label = lines * tokens::LANE_NAME.leading + 2.0 * layout.pad;
        let room = (row.height - label).max(0.0);
        let by = vec2(0.0, (part.top() - row.y).clamp(0.0, room));
        shift_words(&mut items, from, by);
    }
    items
}

fn shift_words(items: &mut [Item], from: usize, by: Vec2) {
    for item in items.iter_mut().skip(from) {
        if let Item::Text(line) = item {
            line.pos += by;
        }
    }
}

pub(super) fn chevron(
    map: &Map,
    layout: &Layout,
    column: &StageColumn,
    theme: &Theme,
    items: &mut Vec<Item>,
) {
    let rect = layout.chevron_rect(column);
    let fill = theme.strong(map.stage_swatch(column.index));
    let tip = tokens::CHEVRON.min(rect.width() / 4.0);
    let (half, gap) = (tip / 2.0, 1.4);
    let (top, bottom, middle) = (rect.top(), rect.bottom(), rect.center().y);
    let is_last = layout
        .stages
        .last()
        .is_some_and(|last| last.id == column.id);
    let is_first = layout
        .stages
        .first()
        .is_some_and(|first| first.id == column.id);
    // Tips and notches interlock half before and half behind the border of
    // two stages; the ends of the row are flush with it.
    let right = if is_last {
        rect.right() - half
    } else {
        rect.right() - gap
    };
    let mut points = Vec::with_capacity(6);
    let left = if is_first {
        rect.left()
    } else {
        points.push(pos2(rect.left() + half + gap, middle));
        rect.left() - half + gap
    };
    points.extend([
        pos2(left, top),
        pos2(right - half, top),
        pos2(right + half, middle),
        pos2(right - half, bottom),
        pos2(left, bottom),
    ]);
    items.push(Item::Polygon { points, fill });
    let corner = layout.name_corner(column).to_vec2();
    if let Some(flag) = column.flag {
        items.push(glyph(
            icon::KEY_MOMENT,
            flag + corner,
            tokens::FLAG,
            theme.on_strong,
        ));
    }
    for placed in &column.lines {
        items.push(text(placed, corner, theme.on_strong));
    }
}

pub(super) fn lane_label(layout: &Layout, row: &LaneRow, theme: &Theme, items: &mut Vec<Item>) {
    let corner = layout.lane_rect(row).min;
    let at = corner + vec2(2.0, layout.pad + 1.5);
    items.push(glyph(
        icon::lane(row.kind),
        at,
        tokens::LANE_ICON,
        theme.muted,
    ));
    for placed in &row.lines {
        items.push(text(placed, corner.to_vec2(), theme.ink));
    }
}
