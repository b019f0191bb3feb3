//! Every command, to be found by typing a part of its name.

use egui::{Key, Margin, ScrollArea, TextEdit, Ui};

use super::Decision;
use crate::{
    editor::{Command, Editor},
    ui::{style::Chrome, widgets},
};

/// What is looked for, and which of the finds is chosen.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::ui) struct Finder {
    text: String,
    at: usize,
}

impl Finder {
    /// The commands that can run and have every word that was typed.
    fn finds(&self, editor: &Editor) -> Vec<Command> {
        let text = self.text.to_lowercase();
        let words: Vec<_> = text.split_whitespace().collect();
        Command::all()
            .filter(|command| *command != Command::FindCommand && command.is_enabled(editor))
            .filter(|command| {
                let name = command.name().to_lowercase();
                words.iter().all(|word| name.contains(word))
            })
            .collect()
    }
}

pub(super) fn find_ui(
    ui: &mut Ui,
    finder: &mut Finder,
    editor: &Editor,
    is_new: bool,
) -> Option<Decision> {
    let steps = ui.input_mut(|input| {
        let none = egui::Modifiers::NONE;
        let down = input.count_and_consume_key(none, Key::ArrowDown);
        (down, input.count_and_consume_key(none, Key::ArrowUp))
    });
    let field = ui
        .add(
            TextEdit::singleline(&mut finder.text)
                .id(egui::Id::unique("find field"))
                .hint_text("Find a command")
                .margin(Margin::symmetric(10, 8))
                .desired_width(f32::INFINITY),
        )
        .accessible_name("Find a command");
    if is_new {
        field.request_focus();
    }
    if field.changed() {
        finder.at = 0;
    }
    let finds = finder.finds(editor);
    finder.at = (finder.at + steps.0)
        .saturating_sub(steps.1)
        .min(finds.len().saturating_sub(1));
    let mut decision = None;
    if field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
        decision = finds.get(finder.at).copied().map(Decision::Run);
    }
    ui.add_space(6.0);
    widgets::menu_spacing(ui);
    ScrollArea::vertical()
        .max_height(320.0)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            ui.with_layout(egui::Layout::top_down_justified(egui::Align::Min), |ui| {
                for (index, command) in finds.iter().enumerate() {
                    let row = find_row_ui(ui, *command, index == finder.at);
                    if index == finder.at && steps != (0, 0) {
                        row.scroll_to_me(None);
                    }
                    if row.clicked() {
                        decision = Some(Decision::Run(*command));
                    }
                }
            });
        });
    if finds.is_empty() {
        widgets::note_ui(ui, "No command has this name");
    }
    decision
}

fn find_row_ui(ui: &mut Ui, command: Command, chosen: bool) -> egui::Response {
    let chrome = Chrome::of(ui);
    let mut button = egui::Button::new(command.name());
    if chosen {
        button = button.fill(chrome.tint);
    }
    if let Some(shortcut) = command.shortcut() {
        let keys = egui::RichText::new(shortcut.label()).size(12.0);
        button = button.right_text(keys.color(chrome.muted));
    }
    ui.add(button).accessible_name(command.name())
}
