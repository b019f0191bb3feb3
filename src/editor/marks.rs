//! What a search and a filter show on the map: a veil over what does not fit,
//! a soft mark on what was found. Laid over the picture on the screen alone,
//! never exported, and made only for what is in view.

use std::{collections::BTreeSet, sync::Arc};

use emath::{Rect, Vec2};

use super::{filter::Filter, overlay::look_radius};
use crate::{
    layout::{Emotion, Layout, tokens, tokens::Look},
    model::{Element, Map},
    scene::{Color, Item, Stroke, Theme},
};

/// How much of what does not fit is taken away, 0 to 1.
const VEIL: f32 = 0.78;
/// The color of what was found: not the accent, which is for what is selected.
const FOUND: Color = Color::hex(0x00E2_9A00);
/// How wide a veil over a curve is, in units.
const CURVE: f32 = 5.0;

/// What to look at the map by.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    /// What is dimmed.
    pub filter: Filter,
    /// What was found.
    pub found: Arc<BTreeSet<Element>>,
}

impl Marks {
    /// The veil and the marks over the part of a map that is in view. `pixel`
    /// is the size of a point of the screen in units.
    #[must_use]
    pub fn items(
        &self,
        map: &Map,
        layout: &Layout,
        theme: &Theme,
        (view, pixel): (Rect, f32),
    ) -> Vec<Item> {
        let mut items = Vec::new();
        if self.filter.is_on() {
            self.veil(map, layout, theme, view, &mut items);
        }
        if !self.found.is_empty() {
            self.mark(layout, (view, pixel), &mut items);
        }
        items
    }

    fn veil(&self, map: &Map, layout: &Layout, theme: &Theme, view: Rect, items: &mut Vec<Item>) {
        let veil = theme.paper.with_opacity(VEIL);
        for (_, column, boxed, rect) in layout.boxes_in(view) {
            let stage = map.stage(column.id).map(|(_, stage)| stage);
            if stage.is_some_and(|stage| !self.filter.shows_card(map, stage, &boxed.card)) {
                items.push(Item::Rect {
                    // The edge and the shade of a card lie on its box.
                    rect: rect.expand(1.5),
                    radius: 0.0,
                    fill: Some(veil),
                    stroke: None,
                });
            }
        }
        for (_, emotion, origin) in layout.emotion_rows() {
            self.veil_curves(map, (emotion, origin.to_vec2()), (view, veil), items);
        }
    }

    /// Veils what is not wanted of an emotion lane, whose content begins at
    /// `origin`.
    fn veil_curves(
        &self,
        map: &Map,
        (emotion, origin): (&Emotion, Vec2),
        (view, veil): (Rect, Color),
        items: &mut Vec<Item>,
    ) {
        for drawn in &emotion.curves {
            let mut any = false;
            for mark in &drawn.points {
                let shown = self.filter.shows(map, Element::Point(mark.id));
                any |= shown;
                let center = mark.pos + origin;
                if !shown && view.expand(mark.radius()).contains(center) {
                    items.push(Item::Circle {
                        center,
                        radius: mark.radius() + 2.0,
                        fill: Some(veil),
                        stroke: None,
                    });
                }
            }
            if !any && !drawn.points.is_empty() {
                items.extend(drawn.runs.iter().map(|run| Item::Polyline {
                    points: run.iter().map(|pos| *pos + origin).collect(),
                    stroke: Stroke {
                        width: CURVE,
                        color: veil,
                    },
                    dash: None,
                }));
            }
        }
        for label in &emotion.labels {
            let rect = label.rect.translate(origin);
            if rect.intersects(view) && !self.filter.shows(map, Element::Point(label.point)) {
                items.push(Item::Rect {
                    rect: rect.expand(2.0),
                    radius: 0.0,
                    fill: Some(veil),
                    stroke: None,
                });
            }
        }
    }

    fn mark(&self, layout: &Layout, (view, pixel): (Rect, f32), items: &mut Vec<Item>) {
        let mut mark = |rect: Rect, radius: f32, filled: bool| {
            let out = pixel.max(1.0);
            items.push(Item::Rect {
                rect: rect.expand(out),
                radius: radius + out,
                fill: filled.then(|| FOUND.with_opacity(0.2)),
                stroke: Some(Stroke {
                    width: 1.5 * pixel,
                    color: FOUND,
                }),
            });
        };
        for (row, _, boxed, rect) in layout.boxes_in(view) {
            if self.found.contains(&Element::Card(boxed.card.id)) {
                mark(rect, look_radius(Look::of(row.kind), rect), true);
            }
        }
        for (id, center) in layout.visible_points(view) {
            if self.found.contains(&Element::Point(id)) {
                let radius = layout
                    .point_mark(id)
                    .map_or(tokens::FACE, |(mark, _)| mark.radius());
                let size = Vec2::splat(2.0 * radius + 4.0);
                mark(Rect::from_center_size(center, size), radius + 2.0, true);
            }
        }
        for element in self.found.iter() {
            // A curve's box covers the whole lane, which says nothing.
            if !matches!(
                element,
                Element::Card(_) | Element::Point(_) | Element::Curve(_)
            ) && let Some(rect) = layout.rect_of(*element)
                && rect.intersects(view)
            {
                let is_small = !matches!(element, Element::Header | Element::Persona(_));
                mark(rect, tokens::CARD_RADIUS, is_small);
            }
        }
    }
}
