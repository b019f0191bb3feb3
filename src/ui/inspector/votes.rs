//! The votes of a card: how many, with one less and one more beside it.

use egui::{RichText, Ui, Vec2};

use crate::{
    model::{Card, CardField, Edit},
    ui::{
        ask::Asks,
        icon,
        style::{Chrome, TEXT},
        widgets,
    },
};

/// The room of the number.
const NUMBER: f32 = 44.0;

/// The votes of a card.
pub(super) fn votes_ui(ui: &mut Ui, card: &Card, asks: &mut Asks) {
    widgets::label_ui(ui, "Votes");
    let ink = Chrome::of(ui).ink;
    let mut set = |votes: Option<u32>, label| {
        if let Some(votes) = votes {
            asks.run(Edit::SetCard(card.id, CardField::Votes(votes)), label);
        }
    };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let fewer = card.votes.checked_sub(1);
        if widgets::icon_button_ui(ui, icon::MINUS, "One vote less", fewer.is_some()).clicked() {
            set(fewer, "take a vote away");
        }
        let text = RichText::new(card.votes.to_string()).size(TEXT).color(ink);
        let number = egui::Label::new(text).halign(egui::Align::Center);
        ui.add_sized(Vec2::new(NUMBER, 26.0), number);
        if widgets::icon_button_ui(ui, icon::PLUS, "One vote more", true).clicked() {
            set(card.votes.checked_add(1), "vote");
        }
    });
}
