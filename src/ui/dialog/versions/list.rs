//! The list of versions: when each was saved, and what changed with it.

use egui::{Key, Modifiers, ScrollArea, Sense, Ui, Vec2, WidgetInfo, accesskit::Role};

use super::{changes::Changes, form::VersionsForm};
use crate::ui::{
    dialog::changes::sentence_case,
    style::{self, Chrome, SMALL},
    widgets,
};

/// The height of a row.
const ROW: f32 = 46.0;

/// Draws the list; the arrow keys walk it from anywhere in the dialog.
pub(super) fn list_ui(ui: &mut Ui, form: &mut VersionsForm) {
    let steps = ui.input_mut(|input| {
        let none = Modifiers::NONE;
        let down = input.count_and_consume_key(none, Key::ArrowDown);
        (down, input.count_and_consume_key(none, Key::ArrowUp))
    });
    let last = form.listed().len().saturating_sub(1);
    form.at = form
        .at
        .saturating_add(steps.0)
        .saturating_sub(steps.1)
        .min(last);
    let mut chosen = form.at;
    ScrollArea::vertical()
        .id_salt("versions")
        .auto_shrink(false)
        .show(ui, |ui| {
            ui.set_width(ui.available_width() - 10.0);
            ui.spacing_mut().item_spacing.y = 2.0;
            let count = form.listed().len();
            for (place, version) in form.listed().iter().enumerate() {
                let when = sentence_case(&form.when(version));
                let told = Told {
                    when: &when,
                    changes: form.changes(place),
                    place: format!("{} of {count}", place.saturating_add(1)),
                };
                let row = row_ui(ui, &told, place == form.at);
                if place == form.at && steps != (0, 0) {
                    row.scroll_to_me(None);
                }
                if row.clicked() {
                    chosen = place;
                }
            }
        });
    if chosen != form.at {
        form.at = chosen;
        ui.ctx().request_repaint();
    }
}

/// What is told of a version.
struct Told<'a> {
    when: &'a str,
    changes: Option<&'a Changes>,
    /// Two may have been saved in the same minute.
    place: String,
}

/// One version: when it was saved above what changed.
fn row_ui(ui: &mut Ui, told: &Told<'_>, chosen: bool) -> egui::Response {
    let chrome = Chrome::of(ui);
    let size = Vec2::new(ui.available_width(), ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let (when, changes) = (told.when, told.changes);
    let summary = changes.map_or_else(|| "Being compared…".into(), Changes::summary);
    let spoken = format!("{when}, {summary}, {}", told.place);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, &spoken));
    let fill = match (chosen, response.hovered()) {
        (true, _) => chrome.tint,
        (false, true) => chrome.hover,
        (false, false) => chrome.panel,
    };
    ui.painter().rect_filled(rect, style::RADIUS, fill);
    if response.has_focus() {
        let stroke = egui::Stroke::new(1.5, chrome.accent_ink);
        let inside = egui::StrokeKind::Inside;
        ui.painter()
            .rect_stroke(rect, style::RADIUS, stroke, inside);
    }
    let below = match changes {
        Some(Changes::Unreadable(_)) => chrome.danger,
        Some(Changes::First(_) | Changes::Some(..) | Changes::Alone) | None => chrome.muted,
    };
    let room = rect.width() - 24.0;
    let mut at = rect.left_top() + Vec2::new(12.0, 6.0);
    for (text, font, ink) in [
        (when, style::strong(style::TEXT), chrome.ink),
        (&summary, egui::FontId::proportional(SMALL), below),
    ] {
        let galley = widgets::elided(ui, text, font, ink, room);
        ui.painter().galley(at, galley, ink);
        at.y += 18.0;
    }
    response
}
