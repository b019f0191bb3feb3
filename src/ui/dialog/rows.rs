//! Lists of dialogs: the arrow keys walk them from anywhere in the dialog, and
//! each row is some lines of text, the first of which names it.

use egui::{
    Color32, FontId, Key, Modifiers, Response, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
    accesskit::Role,
};

use crate::ui::{
    style::{self, Chrome, SMALL, TEXT},
    widgets,
};

/// One row.
pub(super) struct Row<'a> {
    /// What a screen reader says of it.
    pub spoken: &'a str,
    /// Whether it can be chosen.
    pub enabled: bool,
    /// Whether it is the one that is looked at.
    pub chosen: bool,
    /// What stands in it; the first line is the name.
    pub lines: &'a [(&'a str, Color32)],
}

/// Walks a list by the arrow keys. True when it did, so that the row has to be
/// brought into view.
pub(super) fn walk(ui: &Ui, at: &mut usize, count: usize) -> bool {
    let (down, up) = ui.input_mut(|input| {
        let none = Modifiers::NONE;
        let down = input.count_and_consume_key(none, Key::ArrowDown);
        (down, input.count_and_consume_key(none, Key::ArrowUp))
    });
    let last = count.saturating_sub(1);
    *at = at.saturating_add(down).saturating_sub(up).min(last);
    (down, up) != (0, 0)
}

/// Draws a row.
pub(super) fn row_ui(ui: &mut Ui, row: &Row<'_>) -> Response {
    const LINE: f32 = 18.0;
    let chrome = Chrome::of(ui);
    let sense = if row.enabled {
        Sense::click()
    } else {
        Sense::hover()
    };
    let lines = u8::try_from(row.lines.len()).unwrap_or(u8::MAX);
    let height = 8.0 + LINE * f32::from(lines);
    let size = Vec2::new(ui.available_width(), height);
    let (rect, response) = ui.allocate_exact_size(size, sense);
    response
        .widget_info(|| WidgetInfo::selected(Role::Button, row.enabled, row.chosen, row.spoken));
    let fill = match (row.chosen, response.hovered() && row.enabled) {
        (true, _) => chrome.tint,
        (false, true) => chrome.hover,
        (false, false) => chrome.panel,
    };
    ui.painter().rect_filled(rect, style::RADIUS, fill);
    if response.has_focus() {
        let stroke = Stroke::new(1.5, chrome.accent_ink);
        ui.painter()
            .rect_stroke(rect, style::RADIUS, stroke, StrokeKind::Inside);
    }
    let room = rect.width() - 24.0;
    let mut at = rect.left_top() + Vec2::new(12.0, 5.0);
    for (index, (text, ink)) in row.lines.iter().enumerate() {
        let font = if index == 0 {
            style::strong(TEXT)
        } else {
            FontId::proportional(SMALL)
        };
        let galley = widgets::elided(ui, text, font, *ink, room);
        ui.painter().galley(at, galley, *ink);
        at.y += LINE;
    }
    response
}
