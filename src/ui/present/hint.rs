//! The keys of a show: a faint line when the first one begins, that goes by
//! itself or with the first thing that is done, and the whole list when it is
//! asked for.

use egui::{
    Align2, Area, Context, Event, FontId, Frame, Grid, Id, Margin, Order, Rect, RichText, Ui, Vec2,
};

use super::keys;
use crate::{paint, scene::Theme};

/// How long the line stays, in seconds.
const STAYS: f64 = 5.0;
/// How long it takes to go.
const FADES: f64 = 0.6;
/// What it says; the shorter one where there is little room.
const WORDS: [&str; 2] = [
    "→ next     ← back     ↓ one by one     O overview     B black     Double-click types     F1 all keys     Esc ends",
    "→ next     ← back     F1 all keys     Esc ends",
];

/// The line and the list, between frames. The line is shown once a run.
#[derive(Debug, Default)]
pub(super) enum Hint {
    /// No show has begun yet.
    #[default]
    Waits,
    /// The line is shown since a moment.
    Line(f64),
    /// Nothing is shown any more, unless it is asked for.
    Gone,
    /// The list is shown.
    List,
}

impl Hint {
    /// Ends it with the first key or click. True when that has ended the list,
    /// which an Escape is for then.
    pub(super) fn end_by(&mut self, events: &[Event]) -> bool {
        #[expect(clippy::wildcard_enum_match_arm, reason = "egui's events, not ours")]
        let is_deed = |event: &Event| match event {
            Event::Key { pressed, .. } | Event::PointerButton { pressed, .. } => *pressed,
            _ => false,
        };
        let was_list = matches!(self, Self::List);
        let ends = !matches!(self, Self::Waits) && events.iter().any(is_deed);
        if ends {
            *self = Self::Gone;
        }
        ends && was_list
    }

    /// Shows the list.
    pub(super) fn list(&mut self) {
        *self = Self::List;
    }

    pub(super) fn paint(&mut self, ui: &Ui, rect: Rect, theme: &Theme) {
        match self {
            Self::Waits => {
                let now = ui.input(|input| input.time);
                *self = Self::Line(now);
                line(ui, rect, theme, STAYS);
            }
            Self::Line(began) => {
                let left = *began + STAYS - ui.input(|input| input.time);
                if left <= 0.0 {
                    *self = Self::Gone;
                } else {
                    line(ui, rect, theme, left);
                }
            }
            Self::Gone => {}
            Self::List => list_ui(ui.ctx(), rect, theme),
        }
    }
}

/// The size of its words, which are read from afar.
fn size(rect: Rect) -> f32 {
    (rect.height() / 50.0).max(13.0)
}

fn line(ui: &Ui, rect: Rect, theme: &Theme, left: f64) {
    let wait = (left - FADES).max(0.03);
    ui.ctx()
        .request_repaint_after(std::time::Duration::from_secs_f64(wait));
    #[expect(clippy::cast_possible_truncation, reason = "a share, 0 to 1")]
    let share = (left / FADES).min(1.0) as f32;
    let size = size(rect);
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

fn list_ui(ctx: &Context, rect: Rect, theme: &Theme) {
    let size = size(rect);
    let (ink, paper) = (paint::color(theme.ink), paint::color(theme.paper));
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a few points, and it saturates"
    )]
    let margin = Margin::symmetric((1.8 * size) as i8, (1.4 * size) as i8);
    let frame = Frame::new()
        .fill(ink.gamma_multiply(0.94))
        .corner_radius(0.7 * size)
        .inner_margin(margin);
    Area::new(Id::unique("keys of the show"))
        .order(Order::Foreground)
        .pivot(Align2::CENTER_CENTER)
        .fixed_pos(rect.center())
        .show(ctx, |ui| {
            frame.show(ui, |ui| {
                let words = |text: &str| RichText::new(text).size(size).color(paper);
                Grid::new("keys")
                    .num_columns(2)
                    .spacing([2.2 * size, 0.5 * size])
                    .show(ui, |ui| {
                        for (key, does) in keys::LIST {
                            ui.label(words(key).strong());
                            ui.label(words(does));
                            ui.end_row();
                        }
                    });
            });
        });
}
