//! Changes of a map in a list, a sentence each; a click can select what is
//! spoken of.

use egui::{RichText, Sense, Ui, Vec2, WidgetInfo, accesskit::Role};

use crate::{
    model::{Change, ChangeKind, Element},
    ui::{
        icon,
        style::{self, Chrome, TEXT},
        widgets,
    },
};

/// So many are listed.
const LISTED: usize = 1_000;
/// The room of the sign before a sentence.
const SIGN: f32 = 24.0;

/// Draws a list of changes; where there is a goal, a click sets it.
pub(super) fn changes_ui(ui: &mut Ui, changes: &[Change], mut goal: Option<&mut Option<Element>>) {
    ui.spacing_mut().item_spacing.y = 1.0;
    for (place, change) in changes.iter().take(LISTED).enumerate() {
        let leads = goal.is_some() && change.element.is_some();
        let clicked = ui.push_id(place, |ui| change_ui(ui, change, leads)).inner;
        if let Some(goal) = goal.as_deref_mut().filter(|_| clicked) {
            *goal = change.element;
        }
    }
    if changes.len() > LISTED {
        let more = changes.len().saturating_sub(LISTED);
        widgets::note_ui(ui, &format!("and {more} more"));
    }
}

/// One change; whether it was clicked.
fn change_ui(ui: &mut Ui, change: &Change, leads: bool) -> bool {
    let chrome = Chrome::of(ui);
    let sign = match change.kind {
        ChangeKind::Added => (icon::PLUS, chrome.good),
        ChangeKind::Removed => (icon::MINUS, chrome.danger),
        ChangeKind::Moved => (icon::CARET_RIGHT, chrome.accent_ink),
        ChangeKind::Changed => (icon::PENCIL, chrome.muted),
    };
    sentence_ui(ui, sign, &change.words, leads)
}

/// A sentence after a sign; whether it was clicked.
pub(super) fn sentence_ui(
    ui: &mut Ui,
    (sign, color): (char, egui::Color32),
    words: &str,
    leads: bool,
) -> bool {
    let chrome = Chrome::of(ui);
    let words = sentence_case(words);
    let room = (ui.available_width() - SIGN - 12.0).max(40.0);
    let text = RichText::new(&words).size(TEXT).color(chrome.ink);
    let font = egui::FontId::proportional(TEXT);
    let galley = ui
        .painter()
        .layout(text.text().to_owned(), font, chrome.ink, room);
    let size = Vec2::new(ui.available_width(), galley.size().y + 9.0);
    let sense = if leads {
        Sense::click()
    } else {
        Sense::hover()
    };
    let (rect, response) = ui.allocate_exact_size(size, sense);
    let role = if leads { Role::Button } else { Role::Label };
    response.widget_info(|| WidgetInfo::labeled(role, true, &words));
    if leads && (response.hovered() || response.has_focus()) {
        ui.painter().rect_filled(rect, style::RADIUS, chrome.hover);
    }
    if response.has_focus() {
        response.scroll_to_me(None);
        let stroke = egui::Stroke::new(1.5, chrome.accent_ink);
        let inside = egui::StrokeKind::Inside;
        ui.painter()
            .rect_stroke(rect, style::RADIUS, stroke, inside);
    }
    let line = galley.rows.first().map_or(0.0, |row| row.height());
    let at = rect.min + Vec2::new(6.0, 4.5);
    let middle = at + Vec2::new(7.0, line / 2.0);
    ui.painter().text(
        middle,
        egui::Align2::CENTER_CENTER,
        sign,
        icon::font(13.0),
        color,
    );
    let beside = at + Vec2::new(SIGN, 0.0);
    ui.painter().galley(beside, galley, chrome.ink);
    response.clicked()
}

/// The words with a capital first letter.
pub(super) fn sentence_case(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}
