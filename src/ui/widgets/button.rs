//! Buttons: the one that a dialog is about, plain ones, and icons.

use egui::{
    Button, Color32, Rect, Response, RichText, Sense, Stroke, StrokeKind, TextWrapMode, Ui, Vec2,
    WidgetInfo, accesskit::Role,
};

use crate::ui::{
    icon,
    style::{self, CONTROL, Chrome, TEXT},
};

/// The button that does what a dialog or the bar is about.
pub(in crate::ui) fn primary_ui(ui: &mut Ui, text: &str) -> Response {
    let chrome = Chrome::of(ui);
    filled_ui(
        ui,
        text,
        chrome.accent,
        chrome.accent_hover,
        chrome.on_accent,
    )
}

/// The same for what cannot be taken back.
pub(in crate::ui) fn danger_ui(ui: &mut Ui, text: &str) -> Response {
    let danger = Chrome::of(ui).danger;
    button_ui(ui, RichText::new(text).color(danger))
}

fn filled_ui(ui: &mut Ui, text: &str, fill: Color32, hover: Color32, ink: Color32) -> Response {
    ui.scope(|ui| {
        let widgets = &mut ui.visuals_mut().widgets;
        for (state, fill) in [
            (&mut widgets.inactive, fill),
            (&mut widgets.hovered, hover),
            (&mut widgets.active, hover),
        ] {
            state.weak_bg_fill = fill;
            state.bg_stroke = Stroke::new(1.0, fill);
            state.fg_stroke.color = ink;
        }
        let text = RichText::new(text).font(style::strong(TEXT));
        ui.spacing_mut().button_padding.x = 16.0;
        let button = Button::new(text).min_size(Vec2::new(0.0, CONTROL));
        let response = ui.add(button.wrap_mode(TextWrapMode::Extend));
        focus_ring(ui, &response);
        response
    })
    .inner
}

/// A plain button.
pub(in crate::ui) fn button_ui(ui: &mut Ui, text: impl Into<RichText>) -> Response {
    ui.scope(|ui| {
        ui.spacing_mut().button_padding.x = 14.0;
        let button = Button::new(text.into()).min_size(Vec2::new(0.0, CONTROL));
        // In a full row it goes to the next one rather than break its name.
        let response = ui.add(button.wrap_mode(TextWrapMode::Extend));
        focus_ring(ui, &response);
        response
    })
    .inner
}

/// Shows that a button has the keyboard; egui's own sign is too faint on a
/// filled one.
fn focus_ring(ui: &Ui, response: &Response) {
    if response.has_focus() {
        let stroke = Stroke::new(2.0, Chrome::of(ui).accent_ink);
        let rect = response.rect.expand(2.0);
        ui.painter()
            .rect_stroke(rect, style::RADIUS + 2, stroke, StrokeKind::Outside);
    }
}

/// A square button without a frame that shows an icon and is told by its name.
pub(in crate::ui) fn icon_button_ui(
    ui: &mut Ui,
    icon: char,
    name: &str,
    enabled: bool,
) -> Response {
    icon_button_with_keys_ui(ui, icon, (name, ""), enabled)
}

/// The same with the keys that do it too.
pub(in crate::ui) fn icon_button_with_keys_ui(
    ui: &mut Ui,
    icon: char,
    (name, keys): (&str, &str),
    enabled: bool,
) -> Response {
    let chrome = Chrome::of(ui);
    let sense = if enabled {
        Sense::click()
    } else {
        Sense::hover()
    };
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(26.0), sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
    let color = if !enabled {
        chrome.muted.gamma_multiply(0.5)
    } else if response.hovered() {
        chrome.ink
    } else {
        chrome.muted
    };
    paint_button(ui, rect, &response, false);
    paint_icon(ui, rect, icon, 16.0, color);
    if keys.is_empty() {
        response.on_hover_text(name)
    } else {
        response.on_hover_text(format!("{name}  {keys}"))
    }
}

/// Behind an icon: the tint of what is under the pointer or chosen.
pub(in crate::ui) fn paint_button(ui: &Ui, rect: Rect, response: &Response, chosen: bool) {
    let chrome = Chrome::of(ui);
    let fill = if chosen {
        chrome.tint
    } else if response.is_pointer_button_down_on() {
        chrome.press
    } else if response.hovered() {
        chrome.hover
    } else {
        Color32::TRANSPARENT
    };
    ui.painter().rect_filled(rect, style::RADIUS, fill);
    if response.has_focus() {
        ui.painter().rect_stroke(
            rect,
            style::RADIUS,
            Stroke::new(1.5, chrome.accent_ink),
            StrokeKind::Inside,
        );
    }
}

/// An icon in the middle of a place.
pub(in crate::ui) fn paint_icon(ui: &Ui, rect: Rect, icon: char, size: f32, color: Color32) {
    ui.painter().text(
        rect.center(),
        egui::Align2::CENTER_CENTER,
        icon,
        icon::font(size),
        color,
    );
}
