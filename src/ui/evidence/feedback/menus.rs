//! Pills that open a list of choices: each with a mark when it is chosen and
//! the number of entries it would show.

use egui::{
    Align, AtomExt as _, Button, Color32, FontId, Popup, PopupCloseBehavior, Response, RichText,
    ScrollArea, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
    accesskit::Role,
    text::{LayoutJob, TextFormat},
};

use crate::ui::{
    icon,
    style::{self, Chrome, SMALL, TEXT},
    widgets,
};

/// The width of a list.
const WIDTH: f32 = 250.0;

/// A pill that opens a menu and stays open while choices are made.
pub(super) fn menu_chip_ui(
    ui: &mut Ui,
    (text, name): (&str, &str),
    chosen: bool,
    content: impl FnOnce(&mut Ui),
) -> Response {
    let chrome = Chrome::of(ui);
    let (font, color) = if chosen {
        (style::strong(SMALL), chrome.accent_ink)
    } else {
        (FontId::proportional(SMALL), chrome.muted)
    };
    let mut job = LayoutJob::default();
    let format = |font: FontId| TextFormat {
        font_id: font,
        color,
        valign: Align::Center,
        ..TextFormat::default()
    };
    job.append(text, 0.0, format(font));
    job.append(&icon::CARET_DOWN.to_string(), 5.0, format(icon::font(10.0)));
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let size = Vec2::new(galley.size().x + 18.0, 25.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), chosen, name));
    let fill = match (chosen, response.hovered()) {
        (true, _) => chrome.tint,
        (false, true) => chrome.hover,
        (false, false) => chrome.panel,
    };
    let edge = match (response.has_focus(), chosen) {
        (true, _) => chrome.accent_ink,
        (false, true) => chrome.tint,
        (false, false) => chrome.line,
    };
    let stroke = Stroke::new(1.0, edge);
    ui.painter()
        .rect(rect, 12.5, fill, stroke, StrokeKind::Inside);
    let pos = rect.center() - galley.size() / 2.0;
    ui.painter().galley(pos, galley, color);
    Popup::menu(&response)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .width(WIDTH)
        .show(|ui| {
            widgets::menu_spacing(ui);
            ui.set_width(WIDTH - 14.0);
            let most = (ui.ctx().content_rect().height() - 220.0).clamp(160.0, 420.0);
            ScrollArea::vertical().max_height(most).show(ui, |ui| {
                ui.with_layout(egui::Layout::top_down_justified(Align::Min), content);
            });
        });
    response
}

/// A choice with its number.
pub(super) fn option_ui(ui: &mut Ui, text: &str, count: Option<usize>, chosen: bool) -> Response {
    let chrome = Chrome::of(ui);
    let mark = mark(ui, chosen);
    let shown = RichText::new(text).size(TEXT).atom_shrink(true);
    let number = count.map(|count| count.to_string()).unwrap_or_default();
    let number_text = RichText::new(&number).size(SMALL).color(chrome.muted);
    let button = Button::new((mark, shown))
        .gap(8.0)
        .truncate()
        .right_text(number_text);
    let name = if number.is_empty() {
        text.to_owned()
    } else {
        format!("{text}, {number}")
    };
    let response = ui.add(button);
    response.widget_info(|| WidgetInfo::selected(Role::MenuItemCheckBox, true, chosen, &name));
    response
}

/// A heading within a list.
pub(super) fn heading_ui(ui: &mut Ui, text: &str) {
    let muted = Chrome::of(ui).muted;
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        ui.add_space(8.0);
        ui.label(RichText::new(text).font(style::strong(SMALL)).color(muted));
    });
}

/// The mark in front of a choice.
pub(super) fn mark(ui: &Ui, chosen: bool) -> RichText {
    let color = if chosen {
        Chrome::of(ui).accent_ink
    } else {
        Color32::TRANSPARENT
    };
    icon::text(icon::CHECK, 13.0).color(color)
}
