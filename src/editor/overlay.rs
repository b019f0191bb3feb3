//! What lies over the map and is never exported: hover, selection, marquee,
//! guides, landing places and handles, in map units. `pixel`, the size of a
//! point of the screen in units, keeps strokes and labels as large at every
//! zoom.

mod curves;
mod ghost;
mod moving;

use std::sync::Arc;

use emath::{Pos2, Rect, pos2, vec2};

pub use ghost::laid_over;

use super::{
    interaction::Interaction,
    selection::{Cell, Selection},
};
use crate::{
    layout::{Face, Hit, Layout, StageColumn, tokens, tokens::Look},
    model::{CardId, Element, StageId},
    scene::{Color, Item, Stroke, TextLine, Theme},
};

/// The overlay of the part of the map that is in view, from back to front.
/// `layout` is that of the map as it is shown, a preview included.
#[must_use]
pub fn overlay(
    layout: &Layout,
    (selection, interaction): (&Selection, &Interaction),
    theme: &Theme,
    view: Rect,
    pixel: f32,
) -> Vec<Item> {
    let mut over = Overlay {
        layout,
        theme,
        pixel,
        items: Vec::new(),
    };
    if let Interaction::Idle { hover: Some(hit) } = interaction {
        over.hover(*hit, selection);
    }
    let copies = match interaction {
        Interaction::Moving(drag) => drag.copies().collect(),
        Interaction::Idle { .. }
        | Interaction::Pressed { .. }
        | Interaction::MovingStage { .. }
        | Interaction::MovingLane { .. }
        | Interaction::MovingDivider { .. }
        | Interaction::Resizing { .. }
        | Interaction::Selecting { .. }
        | Interaction::Placing { .. } => Selection::default(),
    };
    // While a drag copies, its copies are what the hand holds.
    over.rings(
        if copies.is_empty() {
            selection
        } else {
            &copies
        },
        view,
    );
    if let Some(cell) = selection.empty_cell().filter(|_| selection.is_empty()) {
        over.cell(cell);
    }
    match interaction {
        Interaction::Idle { .. } | Interaction::Pressed { .. } => {}
        Interaction::Moving(drag) => over.drag(drag),
        Interaction::MovingStage {
            stage,
            copy,
            origin,
            pos,
        } => {
            over.moving_stage(copy.unwrap_or(*stage), pos.x - origin.x);
        }
        Interaction::MovingLane { lane, origin, pos } => {
            over.moving_lane(*lane, pos.y - origin.y);
        }
        Interaction::MovingDivider { divider, .. } => {
            if let Some(rect) = layout.rect_of(Element::Divider(*divider)) {
                over.mark_line(rect);
            }
        }
        Interaction::Resizing { resize, .. } => {
            over.edge(resize.stage);
            if let Some(x) = resize.guide {
                over.guide(x, layout.stage_top, layout.lanes_bottom());
            }
        }
        Interaction::Selecting { origin, corner, .. } => {
            over.marquee(Rect::from_two_pos(*origin, *corner));
        }
        Interaction::Placing { ghost, tool, .. } => {
            if let Some(ghost) = ghost {
                over.placing(*ghost, *tool, selection);
            }
        }
    }
    over.items
}

/// The overlay while it is put together.
struct Overlay<'a> {
    layout: &'a Layout,
    theme: &'a Theme,
    pixel: f32,
    items: Vec<Item>,
}

impl Overlay<'_> {
    fn accent(&self, opacity: f32) -> Color {
        self.theme.accent.with_opacity(opacity)
    }

    fn stroke(&self, width: f32, opacity: f32) -> Stroke {
        Stroke {
            width: width * self.pixel,
            color: self.accent(opacity),
        }
    }

    fn line(&mut self, from: Pos2, to: Pos2, stroke: Stroke) {
        self.items.push(Item::Polyline {
            points: vec![from, to],
            stroke,
            dash: None,
        });
    }

    /// What a press would take is tinted.
    fn hover(&mut self, hit: Hit, selection: &Selection) {
        let element = match hit {
            Hit::Card(id) => Element::Card(id),
            Hit::Point(id) => Element::Point(id),
            Hit::Stage(id) => Element::Stage(id),
            Hit::Lane(id) => Element::Lane(id),
            Hit::Divider(divider) => Element::Divider(divider),
            Hit::Persona(id) => Element::Persona(id),
            Hit::StageEdge(id) => return self.edge(id),
            Hit::Legend(id) => return self.legend(id, 0.06, 0.45),
            Hit::Curve { .. } | Hit::Header | Hit::Cell { .. } | Hit::Paper | Hit::Desk => return,
        };
        if selection.contains(element) {
            return;
        }
        if let Some(rect) = self.layout.rect_of(element) {
            self.items.push(Item::Rect {
                rect,
                radius: self.radius(element, rect),
                fill: Some(self.accent(0.06)),
                stroke: Some(self.stroke(1.0, 0.45)),
            });
        }
    }

    /// A ring around each selected element in view.
    fn rings(&mut self, selection: &Selection, view: Rect) {
        let layout = self.layout;
        for (row, _, card, rect) in layout.boxes_in(view) {
            if selection.contains(Element::Card(card.card.id)) {
                self.ring(rect, look_radius(Look::of(row.kind), rect));
            }
        }
        let has_points = selection.points().next().is_some();
        for (_, mark, center) in layout.marks().filter(|_| has_points) {
            let radius = mark.radius() + 2.5 * self.pixel;
            let is_shown = view.expand(radius).contains(center);
            if is_shown && selection.contains(Element::Point(mark.id)) {
                self.point_ring(center, radius);
            }
        }
        for element in selection.iter() {
            // Cards and points had theirs above, without looking each up.
            if matches!(element, Element::Card(_) | Element::Point(_)) {
                continue;
            }
            if let Some(rect) = layout.rect_of(element) {
                match element {
                    Element::Lane(_) => self.mark_row(rect),
                    Element::Divider(_) => self.mark_line(rect),
                    Element::Curve(id) => self.mark_curve(id),
                    Element::Stage(id) => self.mark_chevron(id, rect),
                    Element::Header
                    | Element::Persona(_)
                    | Element::Card(_)
                    | Element::Point(_) => self.ring(rect, tokens::CARD_RADIUS),
                }
            }
        }
    }

    /// The cell that the next card goes to.
    fn cell(&mut self, cell: Cell) {
        let Some(rect) = self.layout.cell_rect(cell.stage, cell.lane) else {
            return;
        };
        self.items.push(Item::Rect {
            rect: rect.shrink(3.0),
            radius: tokens::CARD_RADIUS,
            fill: Some(self.accent(0.05)),
            stroke: Some(self.stroke(1.0, 0.6)),
        });
    }

    /// A row's label has neighbours on all sides: a tint and a bar at its left
    /// mark it more calmly than a ring.
    fn mark_row(&mut self, label: Rect) {
        // Beside the icon, in the margin.
        let corner = label.min - vec2(7.0 * self.pixel, 0.0);
        self.tint(Rect::from_min_max(corner, label.max));
        let bar = vec2(3.0 * self.pixel, label.height());
        self.items.push(Item::Rect {
            rect: Rect::from_min_size(corner, bar),
            radius: 0.0,
            fill: Some(self.accent(1.0)),
            stroke: None,
        });
    }

    /// A line between lanes is drawn over, and its strip is tinted.
    fn mark_line(&mut self, strip: Rect) {
        self.tint(strip);
        let stroke = self.stroke(2.0, 1.0);
        self.line(strip.left_top(), strip.right_top(), stroke);
    }

    /// A stage has the shape of an arrow, and may have the accent's own color:
    /// a line of the paper parts it from its ring.
    fn mark_chevron(&mut self, id: StageId, rect: Rect) {
        let is = |end: Option<&StageColumn>| end.is_some_and(|column| column.id == id);
        let is_first = is(self.layout.stages.first());
        let is_last = is(self.layout.stages.last());
        let tip = tokens::CHEVRON.min(rect.width() / 4.0) / 2.0;
        for (out, width, color) in [(0.5, 2.0, self.theme.paper), (2.5, 2.0, self.theme.accent)] {
            let rect = rect.expand(out * self.pixel);
            let middle = rect.center().y;
            // The ends of the row are flush with it.
            let left = rect.left() - if is_first { 0.0 } else { tip };
            let right = rect.right() - if is_last { tip } else { 0.0 };
            let mut points = vec![
                pos2(left, rect.top()),
                pos2(right - tip, rect.top()),
                pos2(right + tip, middle),
                pos2(right - tip, rect.bottom()),
                pos2(left, rect.bottom()),
            ];
            if !is_first {
                points.push(pos2(rect.left() + tip, middle));
            }
            points.push(pos2(left, rect.top()));
            self.items.push(Item::Polyline {
                points,
                stroke: Stroke {
                    width: width * self.pixel,
                    color,
                },
                dash: None,
            });
        }
    }

    fn point_ring(&mut self, center: Pos2, radius: f32) {
        self.items.push(Item::Circle {
            center,
            radius,
            fill: None,
            stroke: Some(self.stroke(2.0, 1.0)),
        });
    }

    fn ring(&mut self, rect: Rect, radius: f32) {
        let out = 2.0 * self.pixel;
        self.items.push(Item::Rect {
            rect: rect.expand(out),
            radius: radius + out,
            fill: None,
            stroke: Some(self.stroke(2.0, 1.0)),
        });
    }

    fn radius(&self, element: Element, rect: Rect) -> f32 {
        match element {
            Element::Card(id) => self.card_radius(id, rect),
            Element::Point(_) => rect.height() / 2.0,
            Element::Header
            | Element::Persona(_)
            | Element::Stage(_)
            | Element::Lane(_)
            | Element::Curve(_)
            | Element::Divider(_) => tokens::CARD_RADIUS,
        }
    }

    fn card_radius(&self, id: CardId, rect: Rect) -> f32 {
        let lane = self.layout.card_box(id).map(|(card, _)| card.card.lane);
        let row = self.layout.lanes.iter().find(|row| Some(row.id) == lane);
        row.map_or(tokens::CARD_RADIUS, |row| {
            look_radius(Look::of(row.kind), rect)
        })
    }

    /// A short text on the accent, its left end in the middle of its height.
    fn label(&mut self, text: &str, at: Pos2) {
        let size = 12.0 * self.pixel;
        // Close enough for the few digits and words that stand here.
        #[expect(clippy::cast_precision_loss, reason = "a few characters")]
        let width = text.chars().count() as f32 * 0.62 * size;
        let pad = vec2(6.0, 4.0) * self.pixel;
        let rect = Rect::from_min_size(
            at - vec2(0.0, size / 2.0 + pad.y),
            vec2(width, size) + 2.0 * pad,
        );
        self.items.push(Item::Rect {
            rect,
            radius: 4.0 * self.pixel,
            fill: Some(self.accent(1.0)),
            stroke: None,
        });
        self.items.push(Item::Text(TextLine {
            pos: pos2(rect.left() + pad.x, at.y + size * 0.36),
            text: Arc::from(text),
            face: Face::SemiBold,
            size,
            color: self.theme.paper,
            width,
        }));
    }

    /// A stage's right edge with its handle.
    fn edge(&mut self, stage: StageId) {
        let Some(column) = self.layout.stages.iter().find(|column| column.id == stage) else {
            return;
        };
        let header = self.layout.chevron_rect(column);
        let x = header.right();
        let stroke = self.stroke(1.0, 0.6);
        self.line(
            pos2(x, header.top()),
            pos2(x, self.layout.lanes_bottom()),
            stroke,
        );
        let grip = vec2(6.0 * self.pixel, header.height() * 0.6);
        self.items.push(Item::Rect {
            rect: Rect::from_center_size(pos2(x, header.center().y), grip),
            radius: 3.0 * self.pixel,
            fill: Some(self.theme.paper),
            stroke: Some(self.stroke(1.5, 1.0)),
        });
    }
}

/// How round the corners of a card are.
pub(super) fn look_radius(look: Look, rect: Rect) -> f32 {
    match look {
        Look::Pill => rect.height() / 2.0,
        Look::Card | Look::Quote | Look::Metric => tokens::CARD_RADIUS,
    }
}
