//! The controls of panels and dialogs. They know the look of the window and
//! nothing of maps; each says what the user did and changes nothing itself.

mod button;
mod choose;
mod field;

use std::{fmt::Debug, hash::Hash};

use egui::{Color32, Id, Rect, Response, RichText, Sense, Ui, Vec2, WidgetInfo, accesskit::Role};

pub(super) use self::{
    button::{
        button_ui, danger_ui, icon_button_ui, icon_button_with_keys_ui, paint_button, paint_icon,
        primary_ui,
    },
    choose::{
        Set, chip_ui, chips_ui, choice_ui, menu_field_ui, menu_spacing, option_ui, steps_ui,
        swatches_ui, tick_ui,
    },
    field::{Field, field_id},
};
use super::{
    icon,
    style::{self, Chrome, SMALL},
};

/// The room between two fields.
const FIELD_GAP: f32 = 10.0;

/// A label above a control.
pub(super) fn label_ui(ui: &mut Ui, text: &str) -> Response {
    ui.add_space(FIELD_GAP);
    let chrome = Chrome::of(ui);
    let response = ui.label(
        RichText::new(text)
            .font(style::strong(SMALL))
            .color(chrome.muted),
    );
    ui.add_space(-1.0);
    response
}

/// A heading inside a panel.
pub(super) fn heading_ui(ui: &mut Ui, text: &str) {
    let ink = Chrome::of(ui).ink;
    ui.label(RichText::new(text).font(style::strong(14.0)).color(ink));
}

/// A note in small, muted text.
pub(super) fn note_ui(ui: &mut Ui, text: &str) {
    let muted = Chrome::of(ui).muted;
    ui.label(RichText::new(text).size(SMALL).color(muted));
}

/// A line across the panel.
pub(super) fn rule_ui(ui: &mut Ui) {
    ui.add_space(10.0);
    let line = Chrome::of(ui).line;
    let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), 1.0), Sense::hover());
    ui.painter().rect_filled(rect, 0.0, line);
    ui.add_space(4.0);
}

/// Opens what is under such a heading, and scrolls there.
pub(super) fn open_more(ctx: &egui::Context, key: impl Hash + Debug, title: &str) {
    let id = Id::unique(("more", key, title));
    ctx.data_mut(|data| {
        data.insert_temp(id, true);
        data.insert_temp(id.with("scroll"), true);
    });
    ctx.request_repaint();
}

/// What is left out at first, under a heading that opens it.
pub(super) fn more_ui(
    ui: &mut Ui,
    key: impl Hash + Debug,
    title: &str,
    content: impl FnOnce(&mut Ui),
) {
    let id = Id::unique(("more", key, title));
    let open = ui.data(|data| data.get_temp::<bool>(id).unwrap_or(false));
    ui.add_space(FIELD_GAP);
    let chrome = Chrome::of(ui);
    let size = Vec2::new(ui.available_width(), 26.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, open, title));
    if response.clicked() {
        ui.data_mut(|data| data.insert_temp(id, !open));
    }
    if ui
        .data_mut(|data| data.remove_temp::<bool>(id.with("scroll")))
        .is_some()
    {
        response.scroll_to_me(Some(egui::Align::TOP));
    }
    let color = if response.hovered() || response.has_focus() {
        chrome.ink
    } else {
        chrome.muted
    };
    let caret = if open {
        icon::CARET_DOWN
    } else {
        icon::CARET_RIGHT
    };
    let place = Rect::from_min_size(rect.min, Vec2::new(14.0, rect.height()));
    paint_icon(ui, place, caret, 12.0, color);
    ui.painter().text(
        rect.left_center() + Vec2::new(20.0, 0.0),
        egui::Align2::LEFT_CENTER,
        title,
        style::strong(SMALL),
        color,
    );
    if open {
        content(ui);
    }
}

/// One line of text, cut with an ellipsis where the room ends.
pub(super) fn elided(
    ui: &Ui,
    text: &str,
    font: egui::FontId,
    color: Color32,
    room: f32,
) -> std::sync::Arc<egui::Galley> {
    let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, color);
    job.wrap = egui::text::TextWrapping::truncate_at_width(room.max(0.0));
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}
