//! Changes of a map in a list, a sentence each; and the dialog that shows what
//! differs from another file, where a click selects what is spoken of.

use egui::{RichText, Sense, Ui, Vec2, WidgetInfo, accesskit::Role};

use super::{Decision, buttons_ui, scroll_ui, text_ui, title_ui};
use crate::{
    model::{Change, ChangeKind, Element},
    ui::{
        facts::number,
        icon,
        style::{self, Chrome, TEXT},
        widgets::{self, button_ui, primary_ui},
    },
};

/// So many are listed.
const LISTED: usize = 1_000;
/// The room of the sign before a sentence.
const SIGN: f32 = 24.0;

/// What differs between a file and the open map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ui) struct CompareForm {
    /// The name of the file.
    pub name: String,
    /// What changed from the file to the open map.
    pub changes: Vec<Change>,
}

pub(super) fn compare_ui(ui: &mut Ui, form: &CompareForm, is_new: bool) -> Option<Decision> {
    title_ui(ui, &format!("Compared with {}", form.name));
    let words = if form.changes.is_empty() {
        "The open map and the file are the same.".to_owned()
    } else {
        let count = number(form.changes.len(), "change");
        format!("{count} from the file to the open map. Click one to go there.")
    };
    text_ui(ui, &words);
    ui.add_space(8.0);
    let mut goal = None;
    if !form.changes.is_empty() {
        scroll_ui(ui, 190.0, |ui| {
            changes_ui(ui, &form.changes, Some(&mut goal));
        });
    }
    let pressed = buttons_ui(ui, |ui| {
        let close = primary_ui(ui, "Close");
        if is_new {
            close.request_focus();
        }
        let copied = !form.changes.is_empty() && button_ui(ui, "Copy the list").clicked();
        if copied {
            let lines = form
                .changes
                .iter()
                .map(|change| change.words.clone() + "\n");
            return Some(Decision::Copy(lines.collect()));
        }
        close.clicked().then_some(Decision::Close)
    });
    pressed.or(goal.map(Decision::Select))
}

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
    let (sign, color) = match change.kind {
        ChangeKind::Added => (icon::PLUS, chrome.good),
        ChangeKind::Removed => (icon::MINUS, chrome.danger),
        ChangeKind::Moved => (icon::CARET_RIGHT, chrome.accent_ink),
        ChangeKind::Changed => (icon::PENCIL, chrome.muted),
    };
    let words = sentence_case(&change.words);
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
