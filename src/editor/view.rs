//! Where the map is looked at from: pan and zoom. Moves by pan and zoom change
//! nothing of the map and are never undone. Screen positions are in points of
//! the window.

use emath::{Pos2, Rect, TSTransform, Vec2};

/// The smallest zoom.
const MIN_ZOOM: f32 = 0.05;
/// The largest zoom.
const MAX_ZOOM: f32 = 8.0;
/// The smallest zoom of a map that is shown for the first time.
const FIRST_ZOOM: f32 = 0.5;
/// The room left around what is fitted, in points.
const MARGIN: f32 = 24.0;

/// Pan and zoom of the canvas.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// Points a unit.
    zoom: f32,
    /// Where the map's origin is on the screen.
    origin: Vec2,
    /// Where on the screen the canvas is.
    viewport: Rect,
    /// Whether the view follows the map's size: from "fit" until the next pan
    /// or zoom.
    fitted: bool,
    /// Whether the canvas has changed since a fitted view was fitted.
    stale: bool,
    /// Whether a zoom is under way, so that text may be drawn at near sizes.
    zooming: bool,
    /// How much of the canvas pinned headings cover, at the left and at the
    /// top, in points.
    covered: Vec2,
}

impl Default for View {
    fn default() -> Self {
        Self {
            zoom: 1.0,
            origin: Vec2::ZERO,
            viewport: Rect::from_min_size(Pos2::ZERO, Vec2::new(1280.0, 800.0)),
            fitted: true,
            stale: false,
            zooming: false,
            covered: Vec2::ZERO,
        }
    }
}

impl View {
    /// Points a unit, 0.05 to 8.
    #[must_use]
    pub fn zoom(&self) -> f32 {
        self.zoom
    }

    /// Units a point: the size in the map of one point of the screen.
    #[must_use]
    pub fn pixel(&self) -> f32 {
        1.0 / self.zoom
    }

    /// Where on the screen the canvas is.
    #[must_use]
    pub fn viewport(&self) -> Rect {
        self.viewport
    }

    /// Whether the view follows the map's size.
    #[must_use]
    pub fn is_fitted(&self) -> bool {
        self.fitted
    }

    /// Whether a zoom is under way; text may then be drawn at quantised sizes.
    #[must_use]
    pub fn is_zooming(&self) -> bool {
        self.zooming
    }

    /// The zoom has come to rest: text is drawn at its exact size again.
    pub fn rest(&mut self) {
        self.zooming = false;
    }

    /// From map units to the screen.
    #[must_use]
    pub fn screen_from_map(&self) -> TSTransform {
        TSTransform::new(self.origin, self.zoom)
    }

    /// From the screen to map units.
    #[must_use]
    pub fn map_from_screen(&self) -> TSTransform {
        self.screen_from_map().inverse()
    }

    /// The part of the map that is in view.
    #[must_use]
    pub fn visible(&self) -> Rect {
        self.map_from_screen() * self.viewport
    }

    /// Says where on the screen the canvas is; a fitted view fits again, once
    /// no hand `holds` the map: it must not slide under the pointer.
    pub fn set_viewport(&mut self, viewport: Rect, map_size: Vec2, holds: bool) {
        if viewport.is_finite() && viewport.is_positive() && viewport != self.viewport {
            self.viewport = viewport;
            self.stale = true;
        }
        if self.stale && !holds {
            self.stale = false;
            if self.fitted {
                self.fit(map_size);
            }
        }
    }

    /// Shows a page that begins at the corner of the screen, at a scale.
    pub fn lay_on(&mut self, screen: Rect, scale: f32) {
        self.viewport = screen;
        self.zoom = limited(scale);
        self.origin = screen.min.to_vec2();
        self.fitted = false;
        self.stale = false;
        self.zooming = false;
    }

    /// Moves the map by screen points.
    pub fn pan_by(&mut self, delta: Vec2) {
        if delta.is_finite() && delta != Vec2::ZERO {
            self.origin += delta;
            self.fitted = false;
        }
    }

    /// Zooms by a factor; the map's point under `screen` stays where it is.
    pub fn zoom_at(&mut self, screen: Pos2, factor: f32) {
        if factor.is_finite() && factor > 0.0 {
            self.set_zoom_at(screen, self.zoom * factor);
            self.zooming = true;
        }
    }

    /// Sets the zoom; the map's point under `screen` stays where it is.
    pub fn set_zoom_at(&mut self, screen: Pos2, zoom: f32) {
        let held = self.map_from_screen() * screen;
        self.zoom = limited(zoom);
        self.origin = screen.to_vec2() - held.to_vec2() * self.zoom;
        self.fitted = false;
    }

    /// Zooms to the next of the steps, each 2^(1/4) of the one before, about
    /// the middle of the canvas.
    pub fn zoom_step(&mut self, steps: i8) {
        let quarter = self.zoom.log2() * 4.0;
        // A zoom between two steps goes to the nearer one in its direction.
        let from = if steps > 0 {
            (quarter + 0.01).floor()
        } else {
            (quarter - 0.01).ceil()
        };
        let zoom = ((from + f32::from(steps)) / 4.0).exp2();
        self.set_zoom_at(self.viewport.center(), zoom);
    }

    /// Shows the whole map, with a margin, and follows its size from now on. It
    /// hangs from the top, so that it does not move while lanes are added.
    pub fn fit(&mut self, map_size: Vec2) {
        self.fit_rect(Rect::from_min_size(Pos2::ZERO, map_size), 2.0);
        self.origin.y = self.viewport.top() + MARGIN;
        self.fitted = true;
    }

    /// Shows a map for the first time: all of it, unless it would be smaller
    /// than half its size; then its width, from the top left.
    pub fn begin(&mut self, map_size: Vec2) {
        self.fit(map_size);
        if self.zoom >= FIRST_ZOOM {
            return;
        }
        let room = self.viewport.width() - 2.0 * MARGIN;
        self.zoom = (room / map_size.x.max(1.0)).clamp(FIRST_ZOOM, 1.0);
        self.origin = self.viewport.min.to_vec2() + Vec2::splat(MARGIN);
        self.fitted = false;
    }

    /// Shows a part of the map in the middle of the canvas, with a margin, no
    /// larger than `largest`.
    pub fn fit_rect(&mut self, rect: Rect, largest: f32) {
        if !rect.is_finite() {
            return;
        }
        let room = (self.viewport.size() - Vec2::splat(2.0 * MARGIN)).max(Vec2::splat(1.0));
        let size = rect.size().max(Vec2::splat(1.0));
        self.zoom = limited((room / size).min_elem().min(largest));
        self.origin = self.viewport.center().to_vec2() - rect.center().to_vec2() * self.zoom;
        self.fitted = false;
    }

    /// Says how much of the canvas pinned headings cover, at the left and at
    /// the top, in units.
    pub fn cover(&mut self, units: Vec2) {
        self.covered = units * self.zoom;
    }

    /// Pans as little as needed to bring a part of the map into view.
    pub fn reveal(&mut self, rect: Rect) {
        let mut inside = self.viewport.shrink(MARGIN);
        inside.min += self.covered;
        let shown = self.screen_from_map() * rect;
        let nudge = |low: f32, high: f32, from: f32, to: f32| {
            if high - low >= to - from || low < from {
                from - low
            } else {
                (to - high).min(0.0)
            }
        };
        self.pan_by(Vec2::new(
            nudge(shown.left(), shown.right(), inside.left(), inside.right()),
            nudge(shown.top(), shown.bottom(), inside.top(), inside.bottom()),
        ));
    }
}

fn limited(zoom: f32) -> f32 {
    if zoom.is_finite() {
        zoom.clamp(MIN_ZOOM, MAX_ZOOM)
    } else {
        1.0
    }
}
