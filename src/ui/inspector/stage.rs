//! The fields of a stage.

use egui::Ui;

use super::{Shown, Slide, feedback::feedback_ui, title_ui, words_or_none};
use crate::{
    model::{Edit, Element, KeyMoment, Span, Stage, StageField, Subject},
    ui::{
        ask::Asks,
        widgets::{self, Field, Set},
    },
};

/// The fields of a stage, and buttons to move it.
pub(super) fn stage_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    index: usize,
    stage: &Stage,
    asks: &mut Asks,
) {
    let id = stage.id;
    title_ui(ui, "Stage", Element::Stage(id), "delete stage", asks);
    let typed = Field::line("Name", &stage.name).ui(ui, id);
    asks.typed(typed, "rename stage", |text| {
        Edit::SetStage(id, StageField::Name(text))
    });
    let typed = Field::line("Duration", &stage.duration)
        .hint("Not known")
        .ui(ui, id);
    asks.typed(typed, "edit duration", |text| {
        Edit::SetStage(id, StageField::Duration(text))
    });
    feedback_ui(ui, shown, Subject::Stage(id), asks);
    let typed = Field::lines("What it is about", &stage.about, 3).ui(ui, id);
    asks.typed(typed, "edit stage", |text| {
        Edit::SetStage(id, StageField::About(text))
    });
    let typed = Field::line("Owner", &stage.owner)
        .hint("Who answers for it")
        .ui(ui, id);
    asks.typed(typed, "edit owner", |text| {
        Edit::SetStage(id, StageField::Owner(text))
    });
    Slide {
        label: "Width",
        value: stage.span.value() * 100.0,
        range: Span::MIN.value() * 100.0..=Span::MAX.value() * 100.0,
        step: 5.0,
        shown: format!("{:.0} %", stage.span.value() * 100.0),
        logarithmic: true,
    }
    .ui(ui, id, asks, "resize stage", |value| {
        Edit::SetStage(id, StageField::Span(Span::rounded(value / 100.0)))
    });
    if let Some(Set(swatch)) = widgets::swatches_ui(ui, "Color", stage.swatch, shown.palette) {
        asks.run(Edit::SetStage(id, StageField::Swatch(swatch)), "set color");
    }
    let options = words_or_none("None", KeyMoment::ALL, KeyMoment::label);
    if let Some(moment) = widgets::choice_ui(ui, "Key moment", stage.key_moment, &options) {
        let edit = Edit::SetStage(id, StageField::KeyMoment(moment));
        asks.run(edit, "set key moment");
    }
    if let Some(moment) = stage.key_moment {
        let typed = Field::line("What the key moment is called", &stage.key_moment_name)
            .hint(moment.label())
            .ui(ui, id);
        asks.typed(typed, "name key moment", |text| {
            Edit::SetStage(id, StageField::KeyMomentName(text))
        });
    }
    widgets::label_ui(ui, "Order");
    ui.horizontal(|ui| {
        let earlier = ui.add_enabled_ui(index > 0, |ui| widgets::button_ui(ui, "Move earlier"));
        if earlier.inner.clicked() {
            asks.run(Edit::MoveStage(id, index.saturating_sub(1)), "move stage");
        }
        let last = index + 1 >= shown.map.stages.len();
        let later = ui.add_enabled_ui(!last, |ui| widgets::button_ui(ui, "Move later"));
        if later.inner.clicked() {
            asks.run(Edit::MoveStage(id, index + 1), "move stage");
        }
    });
}
