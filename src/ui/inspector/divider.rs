//! A line between lanes: what it parts, and where it lies.

use egui::Ui;

use super::{Shown, title_ui};
use crate::{
    model::{Divider, Edit, Element, Lane, LaneId},
    ui::{ask::Asks, widgets},
};

/// A line between lanes, and the lane below it.
pub(super) fn divider_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    divider: Divider,
    below: usize,
    asks: &mut Asks,
) {
    let lanes = &shown.map.lanes;
    let element = Element::Divider(divider);
    title_ui(ui, divider.label(), element, "delete line", asks);
    widgets::note_ui(ui, meaning(divider));
    let Some(held) = lanes.get(below) else { return };
    let options: Vec<(LaneId, String)> = lanes
        .iter()
        .map(|lane| {
            let hidden = if lane.hidden { " (hidden)" } else { "" };
            (
                lane.id,
                format!(
                    "{}{hidden}",
                    super::named(&lane.name, "Lane without a name")
                ),
            )
        })
        .collect();
    if let Some(lane) = widgets::choice_ui(ui, "Above the lane", held.id, &options) {
        asks.run(Edit::MoveDivider(divider, Some(lane)), "move line");
    }
    widgets::label_ui(ui, "Order");
    let shown = |lane: &&Lane| !lane.hidden;
    let (before, after) = lanes.split_at(below);
    let up = before.iter().rfind(shown);
    let down = after.iter().filter(shown).nth(1);
    ui.horizontal(|ui| {
        for (name, lane) in [("Move up", up), ("Move down", down)] {
            let button = ui.add_enabled_ui(lane.is_some(), |ui| widgets::button_ui(ui, name));
            if let Some(lane) = lane
                && button.inner.clicked()
            {
                asks.run(Edit::MoveDivider(divider, Some(lane.id)), "move line");
            }
        }
    });
    let names = |lanes: &[Lane]| {
        let names: Vec<&str> = lanes.iter().map(|lane| lane.name.as_str()).collect();
        if names.is_empty() {
            "No lane".to_owned()
        } else {
            names.join(", ")
        }
    };
    widgets::label_ui(ui, "Above the line");
    widgets::note_ui(ui, &names(before));
    widgets::label_ui(ui, "Below the line");
    widgets::note_ui(ui, &names(after));
}

/// What the line parts, for who meets it first.
const fn meaning(divider: Divider) -> &'static str {
    match divider {
        Divider::Interaction => {
            "Above it the customer acts, below it the people and things they meet."
        }
        Divider::Visibility => "What is below it, the customer does not see.",
        Divider::InternalInteraction => {
            "Below it are the systems and partners that support those who serve the customer."
        }
    }
}
