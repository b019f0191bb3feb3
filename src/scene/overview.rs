//! The map made small, for finding the way on a large one: chevrons, lanes and
//! cards as blocks of color, curves as lines, no words. What would fall on the
//! same few pixels is listed once, so that a map of any size stays small.

use std::collections::BTreeSet;

use emath::{Pos2, Rect, Vec2, pos2, vec2};

use super::{
    item::{Color, Item, Scene, Stroke},
    theme::Theme,
};
use crate::{
    layout::{Layout, tokens},
    model::{LaneKind, Map, Swatch},
};

/// The side of a square of pixels in which one card is enough.
const GRAIN: f32 = 2.0;
/// The least side of a block, in pixels.
const LEAST: f32 = 1.25;

/// The whole map in blocks, for a picture with `scale` pixels a unit.
#[must_use]
pub fn overview(map: &Map, layout: &Layout, theme: &Theme, scale: f32) -> Scene {
    let mut items = Vec::new();
    if !scale.is_finite() || scale <= 0.0 {
        return scene(layout, theme, items);
    }
    if let Some(title) = layout.header.title {
        let title = title.translate(layout.header_corner().to_vec2());
        let bar = Rect::from_min_size(title.min, title.size() * vec2(0.6, 0.6));
        items.push(block(bar, theme.muted.mix(theme.paper, 0.5), scale));
    }
    for row in &layout.lanes {
        let fill = if row.offstage {
            theme.offstage
        } else {
            continue;
        };
        items.push(block(layout.lane_rect(row), fill, scale));
    }
    for column in &layout.stages {
        let gap = vec2(0.5 / scale, 0.0);
        let rect = layout.chevron_rect(column).shrink2(gap);
        items.push(block(
            rect,
            theme.strong(map.stage_swatch(column.index)),
            scale,
        ));
    }
    rules(layout, theme, scale, &mut items);
    cards(map, layout, theme, scale, &mut items);
    curves(layout, theme, scale, &mut items);
    scene(layout, theme, items)
}

fn scene(layout: &Layout, theme: &Theme, items: Vec<Item>) -> Scene {
    Scene {
        size: layout.size,
        background: theme.paper,
        items,
        groups: Vec::new(),
    }
}

/// The lines above lanes, as far as they are apart.
fn rules(layout: &Layout, theme: &Theme, scale: f32, items: &mut Vec<Item>) {
    let (left, right) = (tokens::MARGIN, layout.size.x - tokens::MARGIN);
    let mut last = f32::NEG_INFINITY;
    for row in &layout.lanes {
        if (row.y - last) * scale < 4.0 {
            continue;
        }
        last = row.y;
        items.push(Item::Polyline {
            points: vec![pos2(left, row.y), pos2(right, row.y)],
            stroke: Stroke {
                width: 0.75 / scale,
                color: theme.line,
            },
            dash: None,
        });
    }
}

fn cards(map: &Map, layout: &Layout, theme: &Theme, scale: f32, items: &mut Vec<Item>) {
    let whole = Rect::from_min_size(Pos2::ZERO, layout.size);
    let mut taken = BTreeSet::new();
    for (row, column, card, rect) in layout.boxes_in(whole) {
        let place = rect.center() * (scale / GRAIN);
        #[expect(clippy::cast_possible_truncation, reason = "pixels of a small picture")]
        let place = (place.x as i32, place.y as i32);
        if taken.insert(place) {
            let lane = map.lanes.get(row.index).and_then(|lane| lane.swatch);
            let own = card.card.swatch.or(lane);
            let stage = map.stage_swatch(column.index);
            items.push(block(rect, color(row.kind, (own, stage), theme), scale));
        }
    }
}

/// The color of a card's block: stronger than the card, which is read.
fn color(kind: LaneKind, (own, stage): (Option<Swatch>, Swatch), theme: &Theme) -> Color {
    let strong = match (own, kind) {
        (Some(own), _) => theme.strong(own),
        (None, LaneKind::PainPoints) => theme.negative,
        (None, LaneKind::Opportunities) => theme.positive,
        (None, LaneKind::Touchpoints | LaneKind::Metrics) => theme.strong(stage),
        (
            None,
            LaneKind::Actions
            | LaneKind::Emotion
            | LaneKind::Thoughts
            | LaneKind::Quotes
            | LaneKind::Pictures
            | LaneKind::Frontstage
            | LaneKind::Backstage
            | LaneKind::SupportProcesses
            | LaneKind::PhysicalEvidence
            | LaneKind::Owners
            | LaneKind::Custom,
        ) => theme.neutral,
    };
    theme.paper.mix(strong, 0.6)
}

/// The curves, with points no nearer than can be told apart.
fn curves(layout: &Layout, theme: &Theme, scale: f32, items: &mut Vec<Item>) {
    let runs = layout.emotion_rows().flat_map(|(_, emotion, origin)| {
        let runs = emotion.curves.iter().flat_map(|curve| &curve.runs);
        runs.map(move |run| (run, origin.to_vec2()))
    });
    for (run, origin) in runs {
        let mut points: Vec<Pos2> = Vec::new();
        for point in run.iter().map(|point| *point + origin) {
            let is_apart = |last: &Pos2| last.distance(point) * scale >= GRAIN;
            if points.last().is_none_or(is_apart) {
                points.push(point);
            }
        }
        if points.len() > 1 {
            let stroke = Stroke {
                width: 1.25 / scale,
                color: theme.curve,
            };
            items.push(Item::Polyline {
                points,
                stroke,
                dash: None,
            });
        }
    }
}

/// A block that can be seen.
fn block(rect: Rect, fill: Color, scale: f32) -> Item {
    let least = Vec2::splat(LEAST / scale);
    Item::Rect {
        rect: Rect::from_min_size(rect.min, rect.size().max(least)),
        radius: 0.0,
        fill: Some(fill),
        stroke: None,
    }
}
