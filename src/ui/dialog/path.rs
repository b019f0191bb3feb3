//! A path to type: where the system shows no file dialog, and for those who
//! would rather type.

use std::path::PathBuf;

use egui::{
    Key, Margin, TextEdit, Ui,
    text::{CCursor, CCursorRange},
};

use super::{Decision, Next, Past, buttons_ui, export::Order, text_ui, title_ui};
use crate::{
    editor::PictureTarget,
    ui::{
        style::Chrome,
        widgets::{button_ui, label_ui, primary_ui},
    },
};

/// What a file is asked for.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui) enum Purpose {
    /// To open it.
    Open,
    /// To open it, a file of another program.
    Import,
    /// To add the answers in it to the log of the open map.
    ImportFeedback,
    /// To compare the open map with it.
    Compare,
    /// To merge it with the open map.
    Merge,
    /// To save the map, and then perhaps something else.
    Save(Option<Next>),
    /// To save a version of the map to it.
    SaveVersion(Box<Past>),
    /// To show the picture in it.
    TakePicture(PictureTarget),
    /// To export to it.
    Export(Box<Order>),
}

/// A path that is being typed.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui) struct PathForm {
    /// What for.
    pub purpose: Purpose,
    /// The path so far.
    pub text: String,
    /// Why it is asked for this way.
    pub reason: Option<&'static str>,
    /// What went wrong with the path as it was.
    pub error: Option<String>,
}

impl PathForm {
    /// The path, with a leading `~` as the home folder.
    pub(in crate::ui) fn path(&self) -> PathBuf {
        let text = self.text.trim();
        // A whole path typed behind a folder counts alone, as in a shell's file
        // prompts.
        let from = text.rfind("//").map_or(0, |slashes| slashes + 1);
        let from = text.rfind("/~/").map_or(from, |home| from.max(home + 1));
        let text = text.get(from..).unwrap_or(text);
        if let Some(rest) = text.strip_prefix("~/")
            && let Some(folders) = directories::UserDirs::new()
        {
            return folders.home_dir().join(rest);
        }
        PathBuf::from(text)
    }
}

pub(super) fn path_ui(ui: &mut Ui, form: &mut PathForm, is_new: bool) -> Option<Decision> {
    let (title, verb) = match form.purpose {
        Purpose::Open => ("Open a file", "Open"),
        Purpose::Import => ("Import a file", "Open"),
        Purpose::ImportFeedback => ("Import feedback", "Open"),
        Purpose::Compare => ("Compare with a file", "Compare"),
        Purpose::Merge => ("Merge with a file", "Merge"),
        Purpose::TakePicture(_) => ("Choose a picture", "Choose"),
        Purpose::Save(_) => ("Save the map", "Save"),
        Purpose::SaveVersion(_) => ("Save the version", "Save"),
        Purpose::Export(_) => ("Export to a file", "Export"),
    };
    title_ui(ui, title);
    if let Some(reason) = form.reason {
        text_ui(ui, reason);
    }
    let label = label_ui(ui, "Path");
    let field = ui
        .add(
            TextEdit::singleline(&mut form.text)
                .id(egui::Id::unique("path field"))
                .margin(Margin::symmetric(10, 7))
                .cursor_at_end(true)
                .desired_width(f32::INFINITY),
        )
        .labelled_by(label.id);
    if is_new {
        field.request_focus();
        select_name(ui, field.id, &form.text);
    }
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let is_empty = form.text.trim().is_empty();
    let folder = std::env::current_dir().unwrap_or_default();
    let muted = Chrome::of(ui).muted;
    if let Some(error) = &form.error {
        let danger = Chrome::of(ui).danger;
        ui.label(egui::RichText::new(error).size(12.0).color(danger));
    }
    let verb_of_place = match form.purpose {
        Purpose::Open
        | Purpose::Import
        | Purpose::ImportFeedback
        | Purpose::Compare
        | Purpose::Merge
        | Purpose::TakePicture(_) => "is looked for",
        Purpose::Save(_) | Purpose::SaveVersion(_) | Purpose::Export(_) => "is saved",
    };
    let note = format!(
        "Without a folder it {verb_of_place} in {}",
        folder.display()
    );
    ui.label(egui::RichText::new(note).size(12.0).color(muted));
    buttons_ui(ui, |ui| {
        let go = ui
            .add_enabled_ui(!is_empty, |ui| primary_ui(ui, verb))
            .inner;
        let cancel = button_ui(ui, "Cancel");
        if (go.clicked() || entered) && !is_empty {
            Some(Decision::Typed(form.clone()))
        } else {
            cancel.clicked().then_some(Decision::Close)
        }
    })
}

/// Selects the name in a path, without folder and ending, to be typed over.
fn select_name(ui: &Ui, field: egui::Id, path: &str) {
    let from = path.rfind(['/', '\\']).map_or(0, |slash| slash + 1);
    let name = path.get(from..).unwrap_or_default();
    let stem = name.find('.').filter(|dot| *dot > 0).unwrap_or(name.len());
    let chars = |bytes: usize| path.get(..bytes).unwrap_or_default().chars().count();
    let range = CCursorRange::two(CCursor::new(chars(from)), CCursor::new(chars(from + stem)));
    // What was selected in the path before means nothing here.
    let mut state = egui::text_edit::TextEditState::default();
    state.cursor.set_char_range(Some(range));
    state.store(ui.ctx(), field);
}
