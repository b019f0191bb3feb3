//! A metric's value on its scale, as a slim bar: filled to the value, with a
//! line for the confidence interval, a ring where the value was before, and an
//! upright stroke at the target. Each differs in shape, not in color alone.

use emath::{Pos2, Rect, Vec2, lerp, pos2, vec2};

use super::{
    content::line,
    item::{Color, Item, Stroke},
    theme::Theme,
};
use crate::layout::{Gauge, tokens};

/// Lists the items of a gauge whose card has its corner at a place.
pub(super) fn gauge(
    gauge: &Gauge,
    corner: Vec2,
    color: Color,
    theme: &Theme,
    items: &mut Vec<Item>,
) {
    let rect = gauge.rect.translate(corner);
    let at = |share: f32| lerp(rect.left()..=rect.right(), share);
    let middle = rect.center().y;
    let half = tokens::GAUGE_BAR / 2.0;
    let mut bar = |from: f32, to: f32, fill: Color| {
        let span = (from.min(to), from.max(to));
        items.push(Item::Rect {
            rect: Rect::from_min_max(pos2(span.0, middle - half), pos2(span.1, middle + half)),
            radius: half.min((span.1 - span.0) / 2.0),
            fill: Some(fill),
            stroke: None,
        });
    };
    bar(
        rect.left(),
        rect.right(),
        theme.neutral.mix(theme.paper, 0.68),
    );
    let (zero, value) = gauge.filled;
    // A value at the very beginning of its fill is still seen.
    let (from, to) = (at(zero), at(value));
    let to = if (to - from).abs() < 2.0 {
        from + 2.0
    } else {
        to
    };
    bar(from, to.min(rect.right()), color);
    if let Some((low, high)) = gauge.interval {
        interval((at(low), at(high)), middle, theme, items);
    }
    if let Some(before) = gauge.before {
        items.push(Item::Circle {
            center: pos2(at(before), middle),
            radius: 3.0,
            fill: Some(theme.paper),
            stroke: Some(Stroke {
                width: 1.2,
                color: theme.muted,
            }),
        });
    }
    if let Some(target) = gauge.target {
        let size = vec2(2.0, rect.height() + 2.0);
        let center = pos2(at(target), middle);
        items.push(Item::Rect {
            rect: Rect::from_center_size(center, size),
            radius: 1.0,
            fill: Some(theme.ink),
            stroke: None,
        });
    }
}

/// A line with an end at both sides, edged with paper so that it is seen on the
/// fill as well.
fn interval((low, high): (f32, f32), middle: f32, theme: &Theme, items: &mut Vec<Item>) {
    let strokes = |low: f32, high: f32| -> [(Pos2, Pos2); 3] {
        let end = 2.5;
        [
            (pos2(low, middle), pos2(high, middle)),
            (pos2(low, middle - end), pos2(low, middle + end)),
            (pos2(high, middle - end), pos2(high, middle + end)),
        ]
    };
    for (width, color) in [(2.6, theme.paper), (1.0, theme.ink)] {
        for (from, to) in strokes(low, high) {
            items.push(line(from, to, width, color, None));
        }
    }
}
