//! What lies over things on their way: where a card, stage or lane lands, the
//! guide to what it stands in line with, the ghost of what is about to be made,
//! and the marquee.

use emath::{Rect, pos2};

use super::{Overlay, look_radius};
use crate::{
    editor::{describe::value_label, drag::Drag, selection::Selection, snap::SAME, tool::Tool},
    layout::tokens::Look,
    model::{CardId, Element, LaneId, StageId},
    scene::Item,
};

/// What is dragged and the hand are apart from so many points of the screen.
const APART: f32 = 6.0;

impl Overlay<'_> {
    /// The cards are drawn where they land, and carry rings already. An
    /// outline at the pointer says where the hand is, when that is elsewhere.
    pub(super) fn drag(&mut self, drag: &Drag) {
        if let (Some(rect), Some(landing)) = (drag.floating(), self.layout.rect_of(drag.lead()))
            && rect.min.distance(landing.min) > APART * self.pixel
        {
            self.items.push(Item::Rect {
                rect,
                radius: self.radius(drag.lead(), landing),
                fill: None,
                stroke: Some(self.stroke(1.0, 0.4)),
            });
        }
        // What goes along unasked is seen to.
        for id in drag.followers().filter(|_| drag.copies().next().is_none()) {
            if let Some((mark, center)) = self.layout.point_mark(id) {
                self.point_ring(center, mark.radius() + 2.5 * self.pixel);
            }
        }
        if let Some(guide) = drag.guide() {
            self.column(drag.lead(), guide.card);
        }
        if let Element::Point(id) = drag.lead()
            && let Some((curve, mark, pos)) = self.layout.marks().find(|(_, mark, _)| mark.id == id)
        {
            self.value(&value_label(curve.kind, mark.feeling), pos);
        }
    }

    /// What is about to be made, where it will be.
    pub(super) fn placing(&mut self, ghost: Rect, tool: Tool, selection: &Selection) {
        self.ghost(ghost);
        if tool == Tool::EmotionPoint {
            let y = ghost.center().y;
            let feeling = self.layout.feeling(y);
            let kind = self.kind_at(y, selection);
            self.value(&value_label(kind, Some(feeling)), ghost.center());
        }
    }

    /// The line from what is dragged to the card it stands in one column with,
    /// if it does where it lands.
    fn column(&mut self, lead: Element, card: CardId) {
        let rects = (
            self.layout.rect_of(lead),
            self.layout.rect_of(Element::Card(card)),
        );
        let (Some(lead_rect), Some(rect)) = rects else {
            return;
        };
        let left = (lead_rect.left(), rect.left());
        let center = (lead_rect.center().x, rect.center().x);
        let is_card = matches!(lead, Element::Card(_));
        let aligned = |pair: &(f32, f32)| (pair.0 - pair.1).abs() <= SAME;
        let left = Some(left).filter(|_| is_card).filter(aligned);
        if let Some((_, x)) = left.or(Some(center).filter(aligned)) {
            let both = lead_rect.union(rect);
            self.guide(x, both.top(), both.bottom());
        }
    }

    pub(super) fn guide(&mut self, x: f32, top: f32, bottom: f32) {
        let stroke = self.stroke(1.0, 0.9);
        self.line(pos2(x, top), pos2(x, bottom), stroke);
    }

    pub(super) fn marquee(&mut self, rect: Rect) {
        self.items.push(Item::Rect {
            rect,
            radius: 2.0 * self.pixel,
            fill: Some(self.accent(0.08)),
            stroke: Some(self.stroke(1.0, 0.8)),
        });
    }

    fn ghost(&mut self, rect: Rect) {
        let look = self.layout.look_at(rect.center().y).unwrap_or(Look::Card);
        self.items.push(Item::Rect {
            rect,
            radius: look_radius(look, rect).min(rect.height() / 2.0),
            fill: Some(self.accent(0.14)),
            stroke: Some(self.stroke(1.5, 0.9)),
        });
    }

    /// The column where the stage lands, and its header under the pointer.
    pub(super) fn moving_stage(&mut self, stage: StageId, by: f32) {
        let Some(column) = self.layout.stages.iter().find(|column| column.id == stage) else {
            return;
        };
        let header = self.layout.chevron_rect(column);
        let bottom = self.layout.lanes_bottom();
        let whole = Rect::from_min_max(header.min, pos2(header.right(), bottom));
        self.tint(whole);
        let stroke = self.stroke(2.0, 1.0);
        self.line(whole.left_top(), whole.left_bottom(), stroke);
        self.line(whole.right_top(), whole.right_bottom(), stroke);
        if by != 0.0 {
            self.ghost(header);
        }
    }

    /// The row where the lane lands.
    pub(super) fn moving_lane(&mut self, lane: LaneId, by: f32) {
        let Some(row) = self.layout.lanes.iter().find(|row| row.id == lane) else {
            return;
        };
        let whole = self.layout.lane_rect(row);
        self.tint(whole);
        let stroke = self.stroke(2.0, 1.0);
        self.line(whole.left_top(), whole.right_top(), stroke);
        self.line(whole.left_bottom(), whole.right_bottom(), stroke);
        if by != 0.0 {
            self.ghost(self.layout.lane_label_rect(row));
        }
    }

    pub(super) fn tint(&mut self, rect: Rect) {
        self.items.push(Item::Rect {
            rect,
            radius: 0.0,
            fill: Some(self.accent(0.07)),
            stroke: None,
        });
    }
}
