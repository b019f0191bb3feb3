//! A large circle around the pointer, so that a room can follow it. It goes
//! when the pointer rests, and the pointer with it.

use egui::{Color32, CursorIcon, Pos2, Rect, Stroke, Ui};

use crate::{paint, scene::Theme};

/// How long after the last move it stays, in seconds.
const STAYS: f64 = 2.5;
/// How long it takes to go.
const FADES: f64 = 0.15;
/// Its radius, in heights of the screen.
const RADIUS: f32 = 0.042;

/// The circle, between frames.
#[derive(Debug, Default)]
pub(super) struct Halo {
    is_off: bool,
    last: Option<Pos2>,
    moved: Option<f64>,
}

impl Halo {
    /// Shows it, or does without.
    pub(super) fn toggle(&mut self) {
        self.is_off = !self.is_off;
    }

    /// Draws it where the pointer is. While a text is typed it would hide the
    /// words.
    pub(super) fn paint(&mut self, ui: &Ui, rect: Rect, theme: &Theme, typing: bool) {
        let (now, pos) = ui.input(|input| (input.time, input.pointer.latest_pos()));
        if pos.is_some() && self.last.is_some() && pos != self.last {
            self.moved = Some(now);
        }
        self.last = pos;
        let left = self.moved.map_or(0.0, |moved| moved + STAYS - now);
        let is_away = pos.is_some_and(|pos| !rect.contains(pos));
        let Some(pos) = pos.filter(|_| left > 0.0 && !is_away) else {
            // Beside the page it is left alone.
            if !typing && !is_away {
                ui.ctx().set_cursor_icon(CursorIcon::None);
            }
            return;
        };
        let wait = (left - FADES).max(0.016);
        ui.ctx()
            .request_repaint_after(std::time::Duration::from_secs_f64(wait));
        if typing {
            return;
        }
        ui.ctx().set_cursor_icon(CursorIcon::Default);
        if self.is_off {
            return;
        }
        #[expect(clippy::cast_possible_truncation, reason = "a share, 0 to 1")]
        let share = (left / FADES).min(1.0) as f32;
        let accent: Color32 = paint::color(theme.accent);
        let radius = RADIUS * rect.height();
        let painter = ui.painter();
        painter.circle_filled(pos, radius, accent.gamma_multiply(0.13 * share));
        let ring = Stroke::new(radius * 0.09, accent.gamma_multiply(0.75 * share));
        painter.circle_stroke(pos, radius, ring);
    }
}
