//! The fields of a curve.

use egui::Ui;

use super::{Shown, title_ui, words};
use crate::{
    editor::Command,
    model::{Curve, CurveField, CurveKind, CurveState, Edit, Element, LaneKind, LineStyle, Side},
    ui::{
        ask::{Ask, Asks},
        widgets::{self, Field, Set},
    },
};

/// The fields of a curve.
pub(super) fn curve_ui(ui: &mut Ui, shown: Shown<'_>, curve: &Curve, asks: &mut Asks) {
    let id = curve.id;
    let set = |field| Edit::SetCurve(id, field);
    title_ui(ui, "Curve", Element::Curve(id), "delete curve", asks);
    let typed = Field::line("Name", &curve.name).ui(ui, id);
    asks.typed(typed, "rename curve", |text| set(CurveField::Name(text)));
    let kinds = words(CurveKind::ALL, CurveKind::label);
    if let Some(Set(Some(kind))) = widgets::chips_ui(ui, "Kind", Some(curve.kind), &kinds) {
        asks.run(set(CurveField::Kind(kind)), "set kind of curve");
    }
    widgets::note_ui(
        ui,
        match curve.kind {
            CurveKind::Emotion => "How the moment feels, −2 to +2.",
            CurveKind::Tension => "How much is at stake, 1 to 5, at the right.",
        },
    );
    whose_ui(ui, shown, curve, asks);
    line_ui(ui, shown, curve, asks);
    ui.add_space(8.0);
    if let Some(hidden) = widgets::tick_ui(ui, "Hidden", curve.hidden) {
        let label = if hidden { "hide curve" } else { "show curve" };
        asks.run(set(CurveField::Hidden(hidden)), label);
    }
    order_ui(ui, shown, curve, asks);
}

/// Persona, state and lane.
fn whose_ui(ui: &mut Ui, shown: Shown<'_>, curve: &Curve, asks: &mut Asks) {
    let set = |field| Edit::SetCurve(curve.id, field);
    let personas: Vec<_> = std::iter::once((None, "Everyone".to_owned()))
        .chain(
            shown
                .map
                .personas
                .iter()
                .map(|persona| (Some(persona.id), persona.name.clone())),
        )
        .collect();
    if let Some(persona) = widgets::choice_ui(ui, "Whose feeling", curve.persona, &personas) {
        asks.run(set(CurveField::Persona(persona)), "set persona");
    }
    let states = words(CurveState::ALL, CurveState::label);
    if let Some(Set(Some(state))) = widgets::chips_ui(ui, "State", Some(curve.state), &states) {
        asks.run(set(CurveField::State(state)), "set state of curve");
    }
    let sides = words(Side::ALL, Side::label);
    if let Some(Set(Some(side))) = widgets::chips_ui(ui, "Seen by", Some(curve.side), &sides) {
        asks.run(set(CurveField::Side(side)), "set view of curve");
    }
    let lanes = shown.map.lanes.iter();
    let emotions = lanes.filter(|lane| lane.kind == LaneKind::Emotion);
    let lanes: Vec<_> = std::iter::once((None, "First emotion lane".to_owned()))
        .chain(emotions.map(|lane| (Some(lane.id), lane.name.clone())))
        .collect();
    // One lane is no choice.
    if (lanes.len() > 2 || curve.lane.is_some())
        && let Some(lane) = widgets::choice_ui(ui, "Lane", curve.lane, &lanes)
    {
        asks.run(set(CurveField::Lane(lane)), "set lane of curve");
    }
}

/// How the curve is drawn.
fn line_ui(ui: &mut Ui, shown: Shown<'_>, curve: &Curve, asks: &mut Asks) {
    let set = |field| Edit::SetCurve(curve.id, field);
    let styles = words(LineStyle::ALL, LineStyle::label);
    if let Some(Set(Some(style))) = widgets::chips_ui(ui, "Line", Some(curve.style), &styles) {
        asks.run(set(CurveField::Style(style)), "set line of curve");
    }
    ui.add_space(8.0);
    if let Some(straight) = widgets::tick_ui(ui, "Straight lines", curve.straight) {
        asks.run(set(CurveField::Straight(straight)), "set line of curve");
    }
    if let Some(Set(swatch)) = widgets::swatches_ui(ui, "Color", curve.swatch, shown.palette) {
        asks.run(set(CurveField::Swatch(swatch)), "set color");
    }
}

/// Its place in the legend, and a copy of it.
fn order_ui(ui: &mut Ui, shown: Shown<'_>, curve: &Curve, asks: &mut Asks) {
    let curves = &shown.map.curves;
    let index = curves.iter().position(|held| held.id == curve.id);
    let index = index.unwrap_or_default();
    if curves.len() > 1 {
        widgets::label_ui(ui, "Order");
        ui.horizontal(|ui| {
            let up = ui.add_enabled_ui(index > 0, |ui| widgets::button_ui(ui, "Move up"));
            if up.inner.clicked() {
                let edit = Edit::MoveCurve(curve.id, index.saturating_sub(1));
                asks.run(edit, "move curve");
            }
            let is_last = index + 1 >= curves.len();
            let down = ui.add_enabled_ui(!is_last, |ui| widgets::button_ui(ui, "Move down"));
            if down.inner.clicked() {
                asks.run(Edit::MoveCurve(curve.id, index + 1), "move curve");
            }
        });
    }
    ui.add_space(10.0);
    let duplicate = widgets::button_ui(ui, "Duplicate with its points");
    let hint = "The copy of a current state begins its future state";
    if duplicate.on_hover_text(hint).clicked() {
        asks.0.push(Ask::Command(Command::Duplicate));
    }
}
