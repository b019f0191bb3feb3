//! The files that were opened last, to be found by typing a part of a name or
//! a folder. Those that are gone are shown as such and cannot be chosen.

use std::path::{Path, PathBuf};

use egui::{Key, Margin, Sense, TextEdit, Ui, Vec2, WidgetInfo, accesskit::Role};

use super::{Decision, Next, buttons_ui, scroll_ui, title_ui};
use crate::{
    file::Disk,
    ui::{
        asking::{file_name, stem},
        style::{self, Chrome},
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
    let steps = ui.input_mut(|input| {
        let none = egui::Modifiers::NONE;
        let down = input.count_and_consume_key(none, Key::ArrowDown);
        (down, input.count_and_consume_key(none, Key::ArrowUp))
    });
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
    list.at = (list.at + steps.0)
        .saturating_sub(steps.1)
        .min(finds.len().saturating_sub(1));
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
            if index == list.at && steps != (0, 0) {
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
    let sense = if file.is_there {
        Sense::click()
    } else {
        Sense::hover()
    };
    let size = Vec2::new(ui.available_width(), 44.0);
    let (rect, response) = ui.allocate_exact_size(size, sense);
    let name = stem(&file.path);
    let spoken = if file.is_there {
        name.clone()
    } else {
        format!("{name}, no longer there")
    };
    response.widget_info(|| WidgetInfo::selected(Role::Button, file.is_there, chosen, &spoken));
    let fill = match (chosen, response.hovered() && file.is_there) {
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
    let room = rect.width() - 24.0;
    let ink = if file.is_there {
        chrome.ink
    } else {
        chrome.muted
    };
    let name = widgets::elided(ui, &name, style::strong(style::TEXT), ink, room);
    let at = rect.left_top() + Vec2::new(12.0, 5.0);
    ui.painter().galley(at, name, ink);
    let small = egui::FontId::proportional(style::SMALL);
    let folder = widgets::elided(ui, &place_of(file), small, chrome.muted, room);
    let below = at + Vec2::new(0.0, 18.0);
    ui.painter().galley(below, folder, chrome.muted);
    response
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
