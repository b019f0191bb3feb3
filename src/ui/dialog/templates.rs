//! What a new map begins with: a card for each template with its picture, name
//! and purpose, and the other ways to begin.

use egui::{
    Color32, CornerRadius, Rect, Response, Sense, Stroke, StrokeKind, TextureHandle, Ui, Vec2,
    WidgetInfo, accesskit::Role, epaint::RectShape,
};

use super::{Decision, Next, buttons_ui, scroll_ui, title_ui};
use crate::{
    editor::Command,
    model::Template,
    ui::{
        style::{self, Chrome, SMALL, TEXT},
        widgets::{self, button_ui},
    },
};

/// Between two cards.
const GAP: f32 = 12.0;
/// A card is at least so wide.
const LEAST: f32 = 158.0;
/// The height of a card's text.
const WORDS: f32 = 62.0;
/// Width of a picture to its height.
const ASPECT: f32 = 16.0 / 9.0;

pub(super) fn templates_ui(
    ui: &mut Ui,
    pictures: &[TextureHandle],
    is_new: bool,
) -> Option<Decision> {
    title_ui(ui, "New map");
    ui.add_space(6.0);
    let mut decision = None;
    scroll_ui(ui, 130.0, |ui| {
        let width = ui.available_width();
        let columns = ((width + GAP) / (LEAST + GAP)).floor().clamp(1.0, 4.0);
        let card = (width - GAP * (columns - 1.0)) / columns;
        let size = Vec2::new(card, card / ASPECT + WORDS);
        ui.spacing_mut().item_spacing = Vec2::splat(GAP);
        ui.set_max_width(width + 1.0);
        ui.horizontal_wrapped(|ui| {
            for (index, template) in Template::ALL.into_iter().enumerate() {
                let picture = pictures.get(index);
                let response = card_ui(ui, template, picture, size);
                if is_new && index == 0 {
                    response.request_focus();
                }
                if response.gained_focus() && !is_new {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    decision = Some(Decision::Leave(Next::New(template)));
                }
            }
        });
    });
    others_ui(ui).or(decision)
}

/// The other ways to begin, and not to.
fn others_ui(ui: &mut Ui) -> Option<Decision> {
    buttons_ui(ui, |ui| {
        let cancel = button_ui(ui, "Cancel").clicked();
        let mut chosen = None;
        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
            for (name, command) in [
                ("Open…", Command::Open),
                ("Open recent…", Command::OpenRecent),
                ("Open a sample…", Command::OpenSample),
            ] {
                if button_ui(ui, name).clicked() {
                    chosen = Some(Decision::Run(command));
                }
            }
        });
        chosen.or(cancel.then_some(Decision::Close))
    })
}

fn card_ui(
    ui: &mut Ui,
    template: Template,
    picture: Option<&TextureHandle>,
    size: Vec2,
) -> Response {
    let chrome = Chrome::of(ui);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let name = template.label();
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::Button, true, name);
        info.hint_text = Some(template.about().to_owned());
        info
    });
    let hovered = response.hovered();
    let fill = if hovered { chrome.hover } else { chrome.panel };
    let edge = match (response.has_focus(), hovered) {
        (true, _) => Stroke::new(2.0, chrome.accent_ink),
        (false, true) => Stroke::new(1.0, chrome.strong_line),
        (false, false) => Stroke::new(1.0, chrome.line),
    };
    let painter = ui.painter();
    painter.rect_filled(rect, 9, fill);
    let top = Rect::from_min_size(rect.min, Vec2::new(size.x, size.x / ASPECT));
    if let Some(picture) = picture {
        let corners = CornerRadius {
            nw: 9,
            ne: 9,
            ..CornerRadius::ZERO
        };
        let whole = Rect::from_min_max(egui::Pos2::ZERO, egui::Pos2::new(1.0, 1.0));
        let shape =
            RectShape::filled(top, corners, Color32::WHITE).with_texture(picture.id(), whole);
        painter.add(shape);
    }
    painter.hline(top.x_range(), top.bottom(), Stroke::new(1.0, chrome.line));
    painter.rect(rect, 9, Color32::TRANSPARENT, edge, StrokeKind::Inside);
    let room = size.x - 24.0;
    let at = top.left_bottom() + Vec2::new(12.0, 8.0);
    let title = widgets::elided(ui, name, style::strong(TEXT), chrome.ink, room);
    ui.painter().galley(at, title, chrome.ink);
    let small = egui::FontId::proportional(SMALL);
    let about = template.about().to_owned();
    let about = ui.painter().layout(about, small, chrome.muted, room);
    ui.painter()
        .galley(at + Vec2::new(0.0, 17.0), about, chrome.muted);
    response
}
