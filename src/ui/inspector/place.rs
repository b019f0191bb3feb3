//! Where a card or a point sits: its stage, and how far across it.

use egui::Ui;

use super::{Shown, Slide};
use crate::{
    model::{At, Edit, Stage, StageId},
    ui::{ask::Asks, widgets},
};

/// Stage and position of an element; `place` makes the edit that moves it.
pub(super) fn place_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    stage: &Stage,
    at: At,
    (label, asks): (&'static str, &mut Asks),
    place: impl Fn(StageId, At) -> Edit,
) {
    let stages: Vec<_> = shown
        .map
        .stages
        .iter()
        .map(|stage| (stage.id, stage.name.clone()))
        .collect();
    if let Some(to) = widgets::choice_ui(ui, "Stage", stage.id, &stages) {
        asks.run(place(to, at), label);
    }
    let id = stage.id;
    Slide {
        label: "Position in the stage",
        value: at.value() * 100.0,
        range: 0.0..=100.0,
        step: 1.0,
        shown: format!("{:.0} %", at.value() * 100.0),
        logarithmic: false,
    }
    .ui(ui, id, asks, label, |value| {
        place(id, At::rounded(value / 100.0))
    });
}
