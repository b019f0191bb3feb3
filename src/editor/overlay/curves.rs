//! What lies over curves: the mark of a selected one, its name in the legend,
//! and the value of a point that is dragged or about to be made.

use emath::{Pos2, vec2};

use super::Overlay;
use crate::{
    editor::selection::Selection,
    layout::CurveLine,
    model::{CurveId, CurveKind, Element},
    scene::Item,
};

impl Overlay<'_> {
    /// A curve runs among others: a band along it and its name are marked, not
    /// the box around it.
    pub(super) fn mark_curve(&mut self, id: CurveId) {
        for (_, emotion, origin) in self.layout.emotion_rows() {
            for curve in emotion.curves.iter().filter(|curve| curve.id == id) {
                for run in &curve.runs {
                    let points = run.iter().map(|point| *point + origin.to_vec2());
                    self.items.push(Item::Polyline {
                        points: points.collect(),
                        stroke: self.stroke(8.0, 0.28),
                        dash: None,
                    });
                }
                for mark in &curve.points {
                    let radius = mark.radius() + 1.5 * self.pixel;
                    self.items.push(Item::Circle {
                        center: mark.pos + origin.to_vec2(),
                        radius,
                        fill: None,
                        stroke: Some(self.stroke(1.5, 0.6)),
                    });
                }
            }
        }
        self.legend(id, 0.08, 1.0);
    }

    /// The name of a curve in the legend, framed.
    pub(super) fn legend(&mut self, id: CurveId, tint: f32, edge: f32) {
        if let Some(rect) = self.layout.legend_rect(id) {
            let around = vec2(5.0, 2.0);
            self.items.push(Item::Rect {
                rect: rect.expand2(around),
                radius: 5.0,
                fill: Some(self.accent(tint)),
                stroke: Some(self.stroke(1.5, edge)),
            });
        }
    }

    /// What the curve measures that a new point at a y goes to.
    pub(super) fn kind_at(&self, y: f32, selection: &Selection) -> CurveKind {
        let curves = self
            .layout
            .emotion_at(y)
            .map(|(_, emotion, _)| &emotion.curves);
        let is_selected = |curve: &&CurveLine| {
            let mut marks = curve.points.iter();
            selection.contains(Element::Curve(curve.id))
                || marks.any(|mark| selection.contains(Element::Point(mark.id)))
        };
        let curve = curves.and_then(|curves| curves.iter().find(is_selected).or(curves.first()));
        curve.map(|curve| curve.kind).unwrap_or_default()
    }

    /// The value of an emotion point, beside it.
    pub(super) fn value(&mut self, text: &str, pos: Pos2) {
        self.label(text, pos + vec2(14.0 * self.pixel, 0.0));
    }
}
