//! Scrolling at the edge of the canvas while something is dragged: the view
//! moves on under a pointer that rests there, the faster the nearer it is to
//! the edge, and takes what is dragged along. Time comes from outside.

use emath::{Pos2, Rangef, Rect, Vec2, vec2};

use super::{
    input::{Input, Modifiers, Pointer},
    session::Editor,
};

/// How wide the edge is, in points.
const EDGE: f32 = 44.0;
/// How fast the view moves where the edge begins, and at its outer side, in
/// points a second.
const SPEED: (f32, f32) = (90.0, 1_100.0);
/// How much of the desk beside the map may come into view, in points.
const DESK: f32 = 60.0;

impl Editor {
    /// Moves the view on if something is dragged and the pointer is at the
    /// edge of the canvas, by what `seconds` make up; the drag goes on from
    /// there. `pos` is the pointer on the screen. True while there is more to
    /// come: call it again in the next frame, however still the pointer is.
    pub fn scroll_at_edge(&mut self, pos: Pos2, modifiers: Modifiers, seconds: f32) -> bool {
        if !self.interaction.is_drag() || !pos.is_finite() {
            return false;
        }
        let viewport = self.view.viewport();
        let size = self.layout().size;
        let shown = self.view.screen_from_map() * Rect::from_min_size(Pos2::ZERO, size);
        let pressed = self.pressed.unwrap_or(viewport.center());
        let along = |pos, pressed, view, shown| {
            let speed = speed(pos, pressed, view);
            within(speed * seconds.clamp(0.0, 0.1), view, shown)
        };
        let by = vec2(
            along(pos.x, pressed.x, viewport.x_range(), shown.x_range()),
            along(pos.y, pressed.y, viewport.y_range(), shown.y_range()),
        );
        if by == Vec2::ZERO {
            return false;
        }
        self.view.pan_by(by);
        self.pointer(&Input {
            event: Pointer::Move,
            pos: self.view.map_from_screen() * pos,
            modifiers,
            pixel: self.view.pixel(),
        });
        true
    }
}

/// How fast the map moves along one axis. A drag that began within the edge
/// scrolls only further out than there, so that to begin one moves nothing.
fn speed(pos: f32, pressed: f32, view: Rangef) -> f32 {
    let edge = EDGE.min(view.span() / 4.0);
    let towards = |distance: f32, began: f32| {
        let edge = edge.min(began);
        let share = ((edge - distance) / EDGE).clamp(0.0, 1.0);
        if share > 0.0 {
            SPEED.0 + (SPEED.1 - SPEED.0) * share * share
        } else {
            0.0
        }
    };
    towards(pos - view.min, pressed - view.min) - towards(view.max - pos, view.max - pressed)
}

/// As far as there is map to see on that side; what fits stays where it is.
fn within(by: f32, view: Rangef, shown: Rangef) -> f32 {
    if view.min <= shown.min && shown.max <= view.max {
        return 0.0;
    }
    let before = (view.min + DESK - shown.min).max(0.0);
    let after = (shown.max + DESK - view.max).max(0.0);
    by.clamp(-after, before)
}
