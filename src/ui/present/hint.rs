//! The keys of a show: a faint line when the first one begins, that goes by
//! itself or with the first thing that is done, and the whole list when it is
//! asked for.

use egui::{
    Align2, Area, Context, Event, FontId, Frame, Grid, Id, Margin, Order, Pos2, Rect, Response,
    RichText, Sense, Ui, Vec2, WidgetInfo, accesskit::Role,
};

use super::keys;
use crate::{paint, scene::Theme};

/// How long the line stays, in seconds.
const STAYS: f64 = 5.0;
/// How long it takes to go.
const FADES: f64 = 0.6;
/// What it says; the shorter one where there is little room.
const WORDS: [&str; 2] = [
    "→ next     ← back     ↓ one by one     O overview     B black     V vote     T timer     F1 all keys     Esc ends",
    "→ next     ← back     V vote     T timer     F1 all keys     Esc ends",
];

/// What its button says.
const BUTTON: &str = "N  Take a note";

/// The line and the list, between frames. The line is shown once a run.
#[derive(Debug, Default)]
pub(super) enum Hint {
    /// No show has begun yet.
    #[default]
    Waits,
    /// The line is shown since a moment, with its button here.
    Line(f64, Option<Rect>),
    /// Nothing is shown any more, unless it is asked for.
    Gone,
    /// The list is shown.
    List,
}

impl Hint {
    /// Ends it with the first key or click. True when that has ended the list,
    /// which an Escape is for then.
    pub(super) fn end_by(&mut self, events: &[Event]) -> bool {
        let button = match self {
            Self::Line(_, button) => *button,
            Self::Waits | Self::Gone | Self::List => None,
        };
        let on_button = |pos: Pos2| button.is_some_and(|button| button.contains(pos));
        #[expect(clippy::wildcard_enum_match_arm, reason = "egui's events, not ours")]
        let is_deed = |event: &Event| match event {
            Event::Key { pressed, .. } => *pressed,
            // The button takes the whole of its click.
            Event::PointerButton { pressed, pos, .. } => *pressed && !on_button(*pos),
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

    /// Draws it over the page; while that is to be quiet, only the list. True when its button, to take a note, was
    /// pressed.
    pub(super) fn paint(&mut self, ui: &Ui, rect: Rect, (theme, quiet): (&Theme, bool)) -> bool {
        let now = ui.input(|input| input.time);
        if quiet && !matches!(self, Self::List) {
            return false;
        }
        if matches!(self, Self::Waits) {
            *self = Self::Line(now, None);
        }
        match self {
            Self::Line(began, button) => {
                let left = *began + STAYS - now;
                if left <= 0.0 {
                    *self = Self::Gone;
                    return false;
                }
                let pressed = line_ui(ui, rect, theme, left);
                *button = Some(pressed.rect);
                let is_over = pressed.hovered();
                if pressed.clicked() {
                    *self = Self::Gone;
                    return true;
                }
                if is_over {
                    // It does not go while the pointer is on it.
                    *began = began.max(now - STAYS + FADES);
                }
            }
            Self::Waits | Self::Gone => {}
            Self::List => list_ui(ui.ctx(), rect, theme),
        }
        false
    }
}

/// The size of its words, which are read from afar.
fn size(rect: Rect) -> f32 {
    (rect.height() / 50.0).max(13.0)
}

/// The line, and its button at the right end.
fn line_ui(ui: &Ui, rect: Rect, theme: &Theme, left: f64) -> Response {
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
    let button = text(BUTTON);
    let pad = Vec2::new(1.1 * size, 0.55 * size);
    let apart = 2.2 * size;
    if words.size().x + apart + button.size().x > 0.94 * rect.width() {
        words = text(WORDS[1]);
    }
    let below = rect.center_bottom() - Vec2::new(0.0, 0.9 * size);
    let whole = words.size() + Vec2::new(apart + button.size().x, 0.0);
    let place = Align2::CENTER_BOTTOM.anchor_size(below, whole + 2.0 * pad);
    ui.painter()
        .rect_filled(place, 0.7 * size, ink.gamma_multiply(0.88 * share));
    ui.painter().galley(place.min + pad, words, paper);
    let at = place.right_top() + Vec2::new(-pad.x - button.size().x, pad.y);
    let around = Rect::from_min_size(at, button.size()).expand2(Vec2::new(0.6, 0.3) * size);
    let response = ui.interact(around, Id::unique("note of the show"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Take a note"));
    let fill = if response.hovered() { 0.3 } else { 0.16 };
    ui.painter()
        .rect_filled(around, 0.5 * size, paper.gamma_multiply(fill * share));
    ui.painter().galley(at, button, paper);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
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
                // Rows are as high as their words.
                ui.spacing_mut().interact_size.y = 0.0;
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
