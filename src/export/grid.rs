//! The pixels of the page. What is level or upright begins on a whole pixel,
//! and so do baselines, just as in the picture of pixels: at the size it was
//! made for, a drawing is as sharp as that.

use emath::{Pos2, Rect, Vec2, pos2};

/// Where pixels are among the units of a scene.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grid {
    /// Pixels from the page's corner to the scene's.
    corner: Vec2,
    /// Pixels to a unit.
    scale: f32,
    /// Of the page.
    pixels: Vec2,
}

impl Grid {
    /// The grid of a page of `pixels` that shows a scene of `size` units in
    /// its middle, as large as it fits.
    pub(super) fn new(size: Vec2, pixels: Vec2) -> Self {
        let scale = (pixels / size.max(Vec2::splat(1.0))).min_elem();
        let corner = (0.5 * (pixels - scale * size)).round();
        Self {
            corner,
            scale,
            pixels,
        }
    }

    /// The part of the scene's plane that the page shows, in units.
    pub(super) fn seen(&self) -> Rect {
        Rect::from_min_size(
            (-self.corner / self.scale).to_pos2(),
            self.pixels / self.scale,
        )
    }

    /// The corner of a pixel that is nearest.
    pub(super) fn corner(&self, at: Pos2) -> Pos2 {
        self.units((self.pixel(at)).round())
    }

    /// A rectangle whose edges are between pixels; one of few pixels stays.
    pub(super) fn rect(&self, rect: Rect) -> Rect {
        if rect.size().min_elem() * self.scale <= 2.0 {
            return rect;
        }
        Rect::from_min_max(self.corner(rect.min), self.corner(rect.max))
    }

    /// A line of a width: one that is level or upright covers whole pixels.
    pub(super) fn line(&self, points: &[Pos2], width: f32) -> Option<[Pos2; 2]> {
        let [from, to] = *points else { return None };
        let wide = (width * self.scale).round();
        let is_odd = wide < 1.5 || wide % 2.0 == 1.0;
        let middle = |at: f32| if is_odd { at.floor() + 0.5 } else { at.round() };
        let (start, end) = (self.pixel(from), self.pixel(to));
        if from.x == to.x {
            let x = middle(start.x);
            let ends = [pos2(x, start.y.round()), pos2(x, end.y.round())];
            Some(ends.map(|end| self.units(end)))
        } else if from.y == to.y {
            let y = middle(start.y);
            let ends = [pos2(start.x.round(), y), pos2(end.x.round(), y)];
            Some(ends.map(|end| self.units(end)))
        } else {
            None
        }
    }

    fn pixel(&self, at: Pos2) -> Pos2 {
        self.scale * at + self.corner
    }

    fn units(&self, pixel: Pos2) -> Pos2 {
        ((pixel - self.corner).to_vec2() / self.scale).to_pos2()
    }
}
