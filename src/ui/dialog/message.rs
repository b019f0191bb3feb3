//! Short questions and messages.

use egui::{RichText, ScrollArea, Ui};

use super::{Decision, Next, buttons_ui, text_ui, title_ui};
use crate::ui::{
    style::Chrome,
    widgets::{self, button_ui, primary_ui},
};

/// Something that was not possible, or has to be known.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui) struct Message {
    /// What happened, in a few words.
    pub title: String,
    /// File, cause and next step.
    pub text: String,
    /// More of it, one thing a line: problems, warnings.
    pub details: Vec<String>,
    /// Whether something was not possible.
    pub failed: bool,
}

/// A question before a file is replaced.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui) struct Confirm {
    /// File and cause, and what there is to choose.
    pub text: String,
    /// Whether what is there can be merged with the open map instead.
    pub merge: bool,
    /// Whether the file itself is written into, because it cannot be replaced.
    pub in_place: bool,
    /// What a yes does.
    pub replace: Box<Decision>,
    /// What asks for another place.
    pub other: Box<Decision>,
}

/// Save, discard or cancel.
pub(super) fn guard_ui(ui: &mut Ui, name: &str, next: &Next, is_new: bool) -> Option<Decision> {
    title_ui(ui, &format!("Save the changes to {name}?"));
    text_ui(ui, "Without saving, the changes are lost.");
    buttons_ui(ui, |ui| {
        let save = primary_ui(ui, "Save");
        if is_new {
            save.request_focus();
        }
        let cancel = button_ui(ui, "Cancel");
        let discard = ui
            .with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                widgets::danger_ui(ui, "Discard")
            })
            .inner;
        if save.clicked() {
            Some(Decision::Save(next.clone()))
        } else if discard.clicked() {
            Some(Decision::Discard(next.clone()))
        } else {
            cancel.clicked().then_some(Decision::Close)
        }
    })
}

/// A message with its details and a button to copy all of it.
pub(super) fn message_ui(ui: &mut Ui, message: &Message, is_new: bool) -> Option<Decision> {
    title_ui(ui, &message.title);
    text_ui(ui, &message.text);
    if !message.details.is_empty() {
        ui.add_space(8.0);
        let muted = Chrome::of(ui).muted;
        ScrollArea::vertical()
            .max_height(220.0)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                for line in &message.details {
                    ui.label(RichText::new(line).size(12.0).color(muted));
                }
            });
    }
    buttons_ui(ui, |ui| {
        let close = primary_ui(ui, "Close");
        if is_new {
            close.request_focus();
        }
        let copy = button_ui(ui, "Copy details");
        if copy.clicked() {
            let mut text = format!("{}\n{}", message.title, message.text);
            for line in &message.details {
                text.push('\n');
                text.push_str(line);
            }
            return Some(Decision::Copy(text));
        }
        close.clicked().then_some(Decision::Close)
    })
}

/// Replace, save under another name, or cancel.
pub(super) fn confirm_ui(ui: &mut Ui, confirm: &Confirm, is_new: bool) -> Option<Decision> {
    let (title, yes) = if confirm.in_place {
        ("Write into the file itself?", "Write into it")
    } else {
        ("Replace the file?", "Replace")
    };
    title_ui(ui, title);
    text_ui(ui, &confirm.text);
    buttons_ui(ui, |ui| {
        let other = primary_ui(ui, "Save as…");
        if is_new {
            other.request_focus();
        }
        let merge = confirm.merge && button_ui(ui, "Merge…").clicked();
        let cancel = button_ui(ui, "Cancel");
        let replace = ui
            .with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                widgets::danger_ui(ui, yes)
            })
            .inner;
        if other.clicked() {
            Some((*confirm.other).clone())
        } else if merge {
            Some(Decision::MergeOwn)
        } else if replace.clicked() {
            Some((*confirm.replace).clone())
        } else {
            cancel.clicked().then_some(Decision::Close)
        }
    })
}

/// Which sample map to open.
pub(super) fn samples_ui(ui: &mut Ui, names: &[&str], is_new: bool) -> Option<Decision> {
    title_ui(ui, "Open a sample");
    let mut decision = None;
    for (index, name) in names.iter().enumerate() {
        if offer_ui(
            ui,
            name,
            "Opens as a copy without a file",
            is_new && index == 0,
        ) {
            decision = Some(Decision::Leave(Next::Sample(index)));
        }
    }
    cancel_ui(ui).or(decision)
}

fn cancel_ui(ui: &mut Ui) -> Option<Decision> {
    buttons_ui(ui, |ui| {
        button_ui(ui, "Cancel").clicked().then_some(Decision::Close)
    })
}

/// A wide button with a name and what it means.
fn offer_ui(ui: &mut Ui, name: &str, text: &str, focus: bool) -> bool {
    let chrome = Chrome::of(ui);
    let size = egui::Vec2::new(ui.available_width(), 52.0);
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, name));
    if focus {
        response.request_focus();
    }
    let fill = if response.hovered() {
        chrome.hover
    } else {
        chrome.panel
    };
    let edge = if response.has_focus() {
        egui::Stroke::new(1.5, chrome.accent_ink)
    } else {
        egui::Stroke::new(1.0, chrome.line)
    };
    ui.painter()
        .rect(rect, 7, fill, edge, egui::StrokeKind::Inside);
    let at = rect.left_top() + egui::Vec2::new(14.0, 10.0);
    let painter = ui.painter();
    let strong = crate::ui::style::strong(13.0);
    painter.text(at, egui::Align2::LEFT_TOP, name, strong, chrome.ink);
    let small = egui::FontId::proportional(12.0);
    let below = at + egui::Vec2::new(0.0, 18.0);
    painter.text(below, egui::Align2::LEFT_TOP, text, small, chrome.muted);
    response.clicked()
}
