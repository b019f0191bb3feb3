//! The keys of a show, once, when it begins: a faint line that goes by itself.

use egui::{Align2, FontId, Rect, Ui, Vec2};

use crate::{paint, scene::Theme};

/// How long it stays, in seconds.
const STAYS: f64 = 5.0;
/// How long it takes to go.
const FADES: f64 = 0.6;
/// What it says; the shorter one where there is little room.
const WORDS: [&str; 2] = [
    "→ next     ← back     ↓ one by one     O overview     B black     Double-click edits     Esc ends",
    "→ next     ← back     O overview     Esc ends",
];

/// The line, between frames.
#[derive(Debug, Default)]
pub(super) struct Hint {
    began: Option<f64>,
}

impl Hint {
    pub(super) fn paint(&mut self, ui: &Ui, rect: Rect, theme: &Theme) {
        let now = ui.input(|input| input.time);
        let left = *self.began.get_or_insert(now) + STAYS - now;
        if left <= 0.0 {
            return;
        }
        let wait = (left - FADES).max(0.03);
        ui.ctx()
            .request_repaint_after(std::time::Duration::from_secs_f64(wait));
        #[expect(clippy::cast_possible_truncation, reason = "a share, 0 to 1")]
        let share = (left / FADES).min(1.0) as f32;
        let size = (rect.height() / 50.0).max(13.0);
        let (ink, paper) = (paint::color(theme.ink), paint::color(theme.paper));
        let text = |words: &str| {
            let font = FontId::proportional(size);
            ui.painter()
                .layout_no_wrap(words.to_owned(), font, paper.gamma_multiply(share))
        };
        let mut words = text(WORDS[0]);
        if words.size().x > 0.94 * rect.width() {
            words = text(WORDS[1]);
        }
        let pad = Vec2::new(1.1 * size, 0.55 * size);
        let below = rect.center_bottom() - Vec2::new(0.0, 0.9 * size);
        let place = Align2::CENTER_BOTTOM.anchor_size(below, words.size() + 2.0 * pad);
        ui.painter()
            .rect_filled(place, 0.7 * size, ink.gamma_multiply(0.88 * share));
        ui.painter().galley(place.min + pad, words, paper);
    }
}
