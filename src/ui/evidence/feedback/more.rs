//! The menu of the log: how tables come into it, and the rules by which its
//! entries find their place on the map.

use egui::{Align, Button, Layout, Popup, RichText, Ui};

use super::FeedbackLog;
use crate::{
    editor::{Command, Editor},
    model::{Placement, StageRule},
    ui::{
        ask::{Ask, Asks},
        icon,
        style::{Chrome, SMALL, TEXT},
        widgets,
    },
};

/// The width of the menu.
const WIDTH: f32 = 270.0;

impl FeedbackLog {
    /// The button and, while it is open, the menu.
    pub(super) fn more_ui(&mut self, ui: &mut Ui, editor: &Editor, asks: &mut Asks) {
        let button = widgets::icon_button_ui(ui, icon::DOTS_THREE, "More for the log", true);
        Popup::menu(&button).width(WIDTH).show(|ui| {
            widgets::menu_spacing(ui);
            ui.set_width(WIDTH - 14.0);
            let map = editor.map();
            self.placing.update(ui.ctx(), &map.feedback, &map.rules);
            let count = self.placing.known().map(Placement::count);
            ui.with_layout(Layout::top_down_justified(Align::Min), |ui| {
                entry_ui(ui, ("Import a table…", ""), Command::ImportFeedback, asks);
                entry_ui(ui, ("Paste a table…", ""), Command::PasteFeedback, asks);
                ui.separator();
                let rules = map.rules.len().to_string();
                let rules = if map.rules.is_empty() { "none" } else { &rules };
                entry_ui(ui, ("Rules for placing…", rules), Command::EditRules, asks);
                let count = count.map_or_else(|| "…".to_owned(), |count| count.to_string());
                let can = has_words(&map.rules);
                ui.add_enabled_ui(can, |ui| {
                    let shown = if can { count.as_str() } else { "" };
                    let name = "Place feedback by its rules";
                    entry_ui(ui, (name, shown), Command::ApplyRules, asks);
                });
            });
        });
    }
}

fn has_words(rules: &[StageRule]) -> bool {
    rules.iter().any(|rule| !rule.words.trim().is_empty())
}

/// An entry, with what stands at its end.
fn entry_ui(ui: &mut Ui, (text, end): (&str, &str), command: Command, asks: &mut Asks) {
    let muted = Chrome::of(ui).muted;
    let words = RichText::new(text).size(TEXT);
    let button = Button::new(words).right_text(RichText::new(end).size(SMALL).color(muted));
    let name = if end.is_empty() {
        text.to_owned()
    } else {
        format!("{text}, {end}")
    };
    if ui.add(button).accessible_name(name).clicked() {
        asks.0.push(Ask::Window(command));
        ui.close();
    }
}
