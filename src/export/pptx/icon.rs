//! Icons as outlines: the icon font is on nobody's machine, so its signs are
//! drawn as shapes. Knows the font's bytes, no slide.

use emath::{Pos2, Rect, pos2};
use skrifa::{
    FontRef, MetadataProvider as _,
    instance::{LocationRef, Size},
    outline::{DrawSettings, OutlinePen},
};

use super::shape::Step;
use crate::{layout::Face, scene::TextLine};

/// The outline of an icon at its place, and the box around it; `None` for a
/// sign that the font does not have or that is blank.
pub(super) fn outline(line: &TextLine) -> Option<(Vec<Step>, Rect)> {
    let font = FontRef::new(Face::Icon.bytes()).ok()?;
    let glyph = font.charmap().map(line.text.chars().next()?)?;
    let glyph = font.outline_glyphs().get(glyph)?;
    let mut pen = Pen {
        origin: line.pos,
        steps: Vec::new(),
        bounds: Rect::NOTHING,
    };
    let settings = DrawSettings::unhinted(Size::new(line.size), LocationRef::default());
    glyph.draw(settings, &mut pen).ok()?;
    pen.bounds.is_positive().then_some((pen.steps, pen.bounds))
}

/// Takes an outline down; its y points up.
struct Pen {
    origin: Pos2,
    steps: Vec<Step>,
    bounds: Rect,
}

impl Pen {
    fn at(&mut self, x: f32, y: f32) -> Pos2 {
        let point = pos2(self.origin.x + x, self.origin.y - y);
        self.bounds.extend_with(point);
        point
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        let to = self.at(x, y);
        self.steps.push(Step::Move(to));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let to = self.at(x, y);
        self.steps.push(Step::Line(to));
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        let (control, to) = (self.at(cx0, cy0), self.at(x, y));
        self.steps.push(Step::Quad(control, to));
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        let controls = (self.at(cx0, cy0), self.at(cx1, cy1));
        let to = self.at(x, y);
        self.steps.push(Step::Cubic(controls.0, controls.1, to));
    }

    fn close(&mut self) {
        self.steps.push(Step::Close);
    }
}
