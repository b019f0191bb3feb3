//! What the feedback log says of a stage or a card: how much, with a link that
//! shows it.

use egui::Ui;

use super::Shown;
use crate::{
    model::Subject,
    ui::{
        ask::{Ask, Asks},
        widgets,
    },
};

/// Draws the link, where the log has anything to say.
pub(super) fn feedback_ui(ui: &mut Ui, shown: Shown<'_>, about: Subject, asks: &mut Asks) {
    let words = match shown.links.within(shown.map, about) {
        0 => return,
        1 => "1 quote in the log".to_owned(),
        count => format!("{count} quotes in the log"),
    };
    widgets::label_ui(ui, "Feedback");
    let link = ui.link(words);
    if link.on_hover_text("Show it in the feedback log").clicked() {
        asks.0.push(Ask::ShowFeedback(about));
    }
}
