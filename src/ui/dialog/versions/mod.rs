//! The versions of the open map over time: a list of when they were saved and
//! what changed each time, with the map as it was then. A version is put back
//! as one undo step, opened as a copy, or saved to a file of its own; the file
//! of the open map is left as it is.

mod changes;
mod form;
mod list;
mod reading;

use std::sync::Arc;

use egui::{Key, Modifiers, Rect, RichText, ScrollArea, Sense, Ui, UiBuilder, Vec2};

use self::changes::Changes;
pub(in crate::ui) use self::form::VersionsForm;
use super::{
    Decision, Next, Purpose, buttons_ui,
    changes::{changes_ui as list_changes_ui, sentence_case},
    drawing::Drawn,
    middle_ui, title_ui,
};
use crate::{
    model::Map,
    ui::{
        style::{self, Chrome, SMALL},
        widgets::{self, button_ui, primary_ui},
    },
};

/// A map as it was.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui) struct Past {
    /// When that was, in words.
    pub when: String,
    /// The map.
    pub map: Arc<Map>,
}

/// The width of the list, and the gap beside it.
const LIST: f32 = 300.0;
const GAP: f32 = 20.0;
/// The height of the dialog inside its margin, where the window is as high.
const HEIGHT: f32 = 640.0;
/// The heights of the row of buttons and of the changes below the map.
const BUTTONS: f32 = 46.0;
const CHANGES: f32 = 124.0;
/// Between the map and the changes.
const BETWEEN: f32 = 12.0;

pub(super) fn versions_ui(ui: &mut Ui, form: &mut VersionsForm, is_new: bool) -> Option<Decision> {
    let height = ui.ctx().content_rect().height() - 2.0 * super::MARGIN - 24.0;
    let size = Vec2::new(ui.available_width(), height.min(HEIGHT));
    let (whole, _) = ui.allocate_exact_size(size, Sense::hover());
    let at = |ui: &mut Ui, rect: Rect| ui.new_child(UiBuilder::new().max_rect(rect));
    let mut head = at(ui, whole);
    title_ui(&mut head, &format!("Versions of {}", form.name));
    let words = "Kept each time you save. The map's file is left as it is until you save again.";
    widgets::note_ui(&mut head, words);
    let top = head.min_rect().bottom() + 12.0;
    let body = Rect::from_min_max(
        egui::pos2(whole.left(), top),
        egui::pos2(whole.right(), whole.bottom() - BUTTONS),
    );
    let mut right = body;
    if !form.listed().is_empty() {
        let left = body.with_max_x(body.left() + LIST);
        list::list_ui(&mut at(ui, left), form);
        right.min.x = left.right() + GAP;
    }
    right_ui(&mut at(ui, right), form);
    let below = whole.with_min_y(body.bottom());
    ending_ui(&mut at(ui, below), form, is_new)
}

/// The map as it was, and below it what had changed.
fn right_ui(ui: &mut Ui, form: &mut VersionsForm) {
    let whole = ui.max_rect();
    let desk = whole.with_max_y(whole.bottom() - CHANGES - BETWEEN);
    let is_listed = form.chosen().is_some();
    let desk = if is_listed { desk } else { whole };
    let chrome = Chrome::of(ui);
    ui.painter()
        .rect_filled(desk, style::RADIUS + 2, chrome.hover);
    match form.trouble() {
        Some((words, true)) => middle_ui(ui, desk, &sentence_case(&words), chrome.danger),
        Some((words, false)) => middle_ui(ui, desk, &words, chrome.muted),
        None => match form.drawn() {
            Drawn::NotYet => middle_ui(ui, desk, "The map is being drawn…", chrome.muted),
            Drawn::Nothing => middle_ui(ui, desk, "There are no stages in it.", chrome.muted),
            Drawn::Picture(document) => form.picture.sheet_ui(ui, desk, &document, 0),
        },
    }
    if is_listed {
        let below = whole.with_min_y(desk.bottom() + BETWEEN);
        let mut ui = ui.new_child(UiBuilder::new().max_rect(below));
        changes_ui(&mut ui, form);
    }
}

/// What had changed since the version before.
fn changes_ui(ui: &mut Ui, form: &VersionsForm) {
    let title = RichText::new("Changed since the version before").font(style::strong(SMALL));
    ui.label(title.color(Chrome::of(ui).muted));
    let told = match form.changes(form.at) {
        None => "Still being compared…".to_owned(),
        Some(Changes::Unreadable(_)) => "It cannot be compared.".to_owned(),
        Some(Changes::Alone) => "The version before cannot be read.".to_owned(),
        Some(Changes::First(size)) => format!("It is the first one, with {size}."),
        Some(Changes::Some(changes, _)) if changes.is_empty() => {
            "Nothing of the map, only how its file is written.".to_owned()
        }
        Some(Changes::Some(changes, _)) => {
            ScrollArea::vertical()
                .id_salt(("changes", form.at))
                .auto_shrink(false)
                .show(ui, |ui| {
                    ui.set_width(ui.available_width() - 12.0);
                    list_changes_ui(ui, changes, None);
                });
            return;
        }
    };
    widgets::note_ui(ui, &told);
}

/// The buttons.
fn ending_ui(ui: &mut Ui, form: &VersionsForm, is_new: bool) -> Option<Decision> {
    let past = form.past();
    let may = past.is_some();
    let goes = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    buttons_ui(ui, |ui| {
        let enabled = |ui: &mut Ui, button: fn(&mut Ui, &str) -> egui::Response, name| {
            ui.add_enabled_ui(may, |ui| button(ui, name)).inner
        };
        let restore = enabled(ui, primary_ui, "Restore this version");
        let close = button_ui(ui, "Close");
        if is_new {
            close.request_focus();
        }
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        let (compare, copy, save) = ui
            .with_layout(layout, |ui| {
                let plain: fn(&mut Ui, &str) -> egui::Response = |ui, name| button_ui(ui, name);
                let compare = enabled(ui, plain, "Compare with it…");
                let copy = enabled(ui, plain, "Open as a copy");
                (compare, copy, enabled(ui, plain, "Save this version as…"))
            })
            .inner;
        if close.clicked() {
            return Some(Decision::Close);
        }
        let past = past.map(Box::new)?;
        if restore.clicked() || goes {
            Some(Decision::Restore(past))
        } else if compare.clicked() {
            Some(Decision::Compare(past))
        } else if copy.clicked() {
            Some(Decision::Leave(Next::Copy(past)))
        } else if save.clicked() {
            Some(Decision::Ask(Purpose::SaveVersion(past)))
        } else {
            None
        }
    })
}
