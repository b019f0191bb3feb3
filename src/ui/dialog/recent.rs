//! The files that were opened last, to be found by typing a part of a name or
//! a folder. Those that are gone are shown as such and cannot be chosen.

use std::path::{Path, PathBuf};

use egui::{Key, Margin, TextEdit, Ui};

use super::{
    Decision, Next, buttons_ui,
    rows::{self, Row},
    scroll_ui, title_ui,
};
use crate::{
    file::Disk,
    ui::{
        asking::{file_name, stem},
        style::Chrome,
        widgets::{self, button_ui},
    },
};

/// The list, what is looked for in it, and which of the finds is chosen.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui) struct RecentList {
    files: Vec<Recent>,
    text: String,
    at: usize,
}

/// A file that was opened.
#[derive(Clone, Debug, PartialEq)]
struct Recent {
    path: PathBuf,
    is_there: bool,
}

impl RecentList {
    /// The list, and which of its files are still there.
    pub(in crate::ui) fn new(recent: &[PathBuf], disk: &dyn Disk) -> Self {
        let files = recent.iter().map(|path| Recent {
            path: path.clone(),
            is_there: disk.status(path).is_ok(),
        });
        Self {
            files: files.collect(),
            text: String::new(),
            at: 0,
        }
    }

    /// The files whose path has every word that was typed.
    fn finds(&self) -> Vec<Recent> {
        let text = self.text.to_lowercase();
        let words: Vec<_> = text.split_whitespace().collect();
        let has = |file: &&Recent| {
            let path = file.path.to_string_lossy().to_lowercase();
            words.iter().all(|word| path.contains(word))
        };
        self.files.iter().filter(has).cloned().collect()
    }
}

pub(super) fn recent_ui(ui: &mut Ui, list: &mut RecentList, is_new: bool) -> Option<Decision> {
    title_ui(ui, "Open recent");
    // Before the field, which would take the keys.
    let count = list.finds().len();
    let walked = rows::walk(ui, &mut list.at, count);
    let field = ui
        .add(
            TextEdit::singleline(&mut list.text)
                .id(egui::Id::unique("recent field"))
                .hint_text("Find by name or folder")
                .margin(Margin::symmetric(10, 8))
                .desired_width(f32::INFINITY),
        )
        .accessible_name("Find by name or folder");
    if is_new {
        field.request_focus();
    }
    if field.changed() {
        list.at = 0;
    }
    let finds = list.finds();
    list.at = list.at.min(finds.len().saturating_sub(1));
    let mut decision = None;
    let open = |file: &Recent| Decision::Leave(Next::Open(file.path.clone()));
    if field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
        let chosen = finds.get(list.at).filter(|file| file.is_there);
        decision = chosen.map(open);
        field.request_focus();
    }
    ui.add_space(6.0);
    scroll_ui(ui, 190.0, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for (index, file) in finds.iter().enumerate() {
            let row = row_ui(ui, file, index == list.at);
            if index == list.at && walked {
                row.scroll_to_me(None);
            }
            if row.clicked() {
                decision = Some(open(file));
            }
        }
        if list.files.is_empty() {
            widgets::note_ui(
                ui,
                "No map was opened yet. Maps that are opened or saved appear here.",
            );
        } else if finds.is_empty() {
            widgets::note_ui(ui, "No file has these words in its name or folder");
        }
    });
    let clearable = !list.files.is_empty();
    let pressed = buttons_ui(ui, |ui| {
        if button_ui(ui, "Cancel").clicked() {
            return Some(Decision::Close);
        }
        let clear = ui.add_enabled_ui(clearable, |ui| button_ui(ui, "Clear the list"));
        clear.inner.clicked().then_some(Decision::ForgetRecent)
    });
    pressed.or(decision)
}

/// A file: its name above its folder.
fn row_ui(ui: &mut Ui, file: &Recent, chosen: bool) -> egui::Response {
    let chrome = Chrome::of(ui);
    let name = stem(&file.path);
    let (spoken, ink) = if file.is_there {
        (name.clone(), chrome.ink)
    } else {
        (format!("{name}, no longer there"), chrome.muted)
    };
    let row = Row {
        spoken: &spoken,
        enabled: file.is_there,
        chosen,
        lines: &[(&name, ink), (&place_of(file), chrome.muted)],
    };
    rows::row_ui(ui, &row)
}

fn place_of(file: &Recent) -> String {
    let folder = file.path.parent().unwrap_or(Path::new(""));
    if file.is_there {
        folder.display().to_string()
    } else {
        format!(
            "{} is no longer in {}",
            file_name(&file.path),
            folder.display()
        )
    }
}
