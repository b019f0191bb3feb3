//! A word on what was just done, over the lower edge of the canvas: it goes by
//! itself, and takes nothing away from the hand.

use egui::{Align2, Area, Context, Frame, Id, Margin, Order, Rect, RichText, Vec2};

use super::{
    dialog::Message,
    style::{Chrome, TEXT},
    widgets,
};

/// How long it stays, in seconds.
const STAYS: f64 = 5.0;
/// How long it takes to go.
const FADES: f64 = 0.3;

/// What was done, and what can be done about it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Toast {
    text: String,
    offer: Option<Offer>,
    /// When it is gone; known once it has been seen.
    until: Option<f64>,
}

/// What the button of a toast does.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Offer {
    /// Puts a path on the clipboard.
    CopyPath(String),
    /// Opens a list.
    Show(&'static str, Message),
    /// Takes back what was done.
    Undo,
    /// Shows the fields of the map's review.
    Review,
}

impl Offer {
    const fn name(&self) -> &'static str {
        match self {
            Self::CopyPath(_) => "Copy path",
            Self::Show(name, _) => name,
            Self::Undo => "Undo",
            Self::Review => "Review…",
        }
    }
}

impl Toast {
    /// A toast with these words.
    pub(super) fn new(text: String, offer: Option<Offer>) -> Self {
        Self {
            text,
            offer,
            until: None,
        }
    }
}

/// Draws the toast over the canvas, and lets it go when its time is over.
/// Returns what its button was to do.
pub(super) fn toast_ui(ctx: &Context, toast: &mut Option<Toast>, canvas: Rect) -> Option<Offer> {
    let shown = toast.as_mut()?;
    let now = ctx.input(|input| input.time);
    let left = *shown.until.get_or_insert(now + STAYS) - now;
    if left <= 0.0 {
        *toast = None;
        return None;
    }
    let below = canvas.center_bottom() - Vec2::new(0.0, 18.0);
    let response = Area::new(Id::unique("toast"))
        .order(Order::Foreground)
        .pivot(Align2::CENTER_BOTTOM)
        .fixed_pos(below)
        .show(ctx, |ui| {
            #[expect(clippy::cast_possible_truncation, reason = "a share, 0 to 1")]
            ui.set_opacity((left / FADES).min(1.0) as f32);
            content_ui(ui, shown)
        });
    if response.response.contains_pointer() {
        // What is under the pointer is being read.
        shown.until = Some(now + STAYS);
    }
    let rest = (left - FADES).max(0.0);
    ctx.request_repaint_after(std::time::Duration::from_secs_f64(rest.max(0.03)));
    let offer = shown.offer.clone().filter(|_| response.inner);
    if offer.is_some() {
        *toast = None;
    }
    offer
}

/// The words and the button; whether that was pressed.
fn content_ui(ui: &mut egui::Ui, toast: &Toast) -> bool {
    let chrome = Chrome::of(ui);
    Frame::new()
        .fill(chrome.panel)
        .stroke((1.0, chrome.line))
        .corner_radius(10)
        .shadow(chrome.float())
        .inner_margin(Margin::symmetric(14, 8))
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 14.0;
                let text = RichText::new(&toast.text).size(TEXT).color(chrome.ink);
                ui.add(egui::Label::new(text).extend());
                toast
                    .offer
                    .as_ref()
                    .is_some_and(|offer| widgets::button_ui(ui, offer.name()).clicked())
            })
            .inner
        })
        .inner
}
