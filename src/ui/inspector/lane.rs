//! The fields of a lane.

use egui::Ui;

use super::{Shown, curves, title_ui, words, words_or_none};
use crate::{
    editor::{self, Direction},
    model::{Divider, Edit, Element, Lane, LaneField, LaneId, LaneKind},
    ui::{
        ask::Asks,
        widgets::{self, Field, Set},
    },
};

/// The fields of a lane, and buttons to move it.
pub(super) fn lane_ui(ui: &mut Ui, shown: Shown<'_>, lane: &Lane, asks: &mut Asks) {
    let id = lane.id;
    title_ui(ui, "Lane", Element::Lane(id), "delete lane", asks);
    let typed = Field::line("Name", &lane.name).ui(ui, id);
    asks.typed(typed, "rename lane", |text| {
        Edit::SetLane(id, LaneField::Name(text))
    });
    let kinds = words(LaneKind::ALL, LaneKind::label);
    if let Some(kind) = widgets::choice_ui(ui, "Kind", lane.kind, &kinds) {
        asks.run(Edit::SetLane(id, LaneField::Kind(kind)), "set kind of lane");
    }
    ui.add_space(8.0);
    if let Some(hidden) = widgets::tick_ui(ui, "Hidden", lane.hidden) {
        let label = if hidden { "hide lane" } else { "show lane" };
        asks.run(Edit::SetLane(id, LaneField::Hidden(hidden)), label);
    }
    let dividers = words_or_none("None", Divider::ALL, Divider::label);
    let chosen = widgets::choice_ui(ui, "Line above it", lane.divider, &dividers);
    let edit = chosen.and_then(|chosen| match (chosen, lane.divider) {
        (Some(divider), _) => Some(Edit::MoveDivider(divider, Some(id))),
        (None, held) => held.map(|held| Edit::MoveDivider(held, None)),
    });
    if let Some(edit) = edit {
        asks.run(edit, "set line above lane");
    }
    if let Some(Set(swatch)) = widgets::swatches_ui(ui, "Color", lane.swatch, shown.palette) {
        asks.run(Edit::SetLane(id, LaneField::Swatch(swatch)), "set color");
    }
    if lane.kind == LaneKind::Emotion {
        curves::curves_ui(ui, shown, Some(id), asks);
        curves::scale_ui(ui, shown.map, asks);
    }
    order_ui(ui, shown, id, asks);
}

/// Buttons that move the lane over the next lane or line, or copy it.
fn order_ui(ui: &mut Ui, shown: Shown<'_>, id: LaneId, asks: &mut Asks) {
    widgets::label_ui(ui, "Order");
    ui.horizontal_wrapped(|ui| {
        for (name, direction) in [("Move up", Direction::Up), ("Move down", Direction::Down)] {
            let edits = editor::nudge_lane(shown.map, id, direction);
            let button = ui.add_enabled_ui(!edits.is_empty(), |ui| widgets::button_ui(ui, name));
            if button.inner.clicked() {
                asks.run_all(edits, "move lane");
            }
        }
    });
    if widgets::button_ui(ui, "Duplicate").clicked() {
        let copy = LaneId(shown.map.mint.0.max(1));
        let edits = editor::copy_of_lane(shown.map, id);
        asks.run_all(edits, "duplicate lane");
        asks.select(Element::Lane(copy));
    }
}
