//! The log before anything is in it: what it is for, and how to begin.

use egui::{Align, Layout, RichText, Ui};

use crate::{
    editor::Command,
    ui::{
        ask::{Ask, Asks},
        icon,
        style::{Chrome, TEXT},
        widgets,
    },
};

/// The most width of the words.
const WIDTH: f32 = 340.0;

/// Says what the log is for. Returns whether an entry is to be added by hand.
pub(super) fn empty_ui(ui: &mut Ui, asks: &mut Asks) -> bool {
    let chrome = Chrome::of(ui);
    let mut adds = false;
    ui.add_space((ui.available_height() * 0.16).min(120.0));
    ui.with_layout(Layout::top_down(Align::Center), |ui| {
        ui.set_max_width(WIDTH.min(ui.available_width()));
        ui.label(icon::text(icon::CHAT_TEXT, 34.0).color(chrome.accent_ink));
        ui.add_space(6.0);
        widgets::heading_ui(ui, "What customers said");
        ui.add_space(4.0);
        let words = "Keep quotes, survey answers and remarks of staff here, word for word. Give \
                     each a topic and a type, and drag it onto the stage or card it speaks of: \
                     the map then shows what it rests on.";
        ui.label(RichText::new(words).size(TEXT).color(chrome.muted));
        ui.add_space(14.0);
        if widgets::primary_ui(ui, "Import a table…").clicked() {
            asks.0.push(Ask::Window(Command::ImportFeedback));
        }
        ui.add_space(2.0);
        if widgets::button_ui(ui, "Paste a table…").clicked() {
            asks.0.push(Ask::Window(Command::PasteFeedback));
        }
        ui.add_space(2.0);
        adds = widgets::button_ui(ui, "Add feedback").clicked();
    });
    adds
}
