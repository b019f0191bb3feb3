//! The fields of an emotion curve.

use egui::Ui;

use super::{Shown, title_ui, words};
use crate::{
    model::{Curve, CurveField, CurveState, Edit, Element, LineStyle},
    ui::{
        ask::Asks,
        widgets::{self, Field, Set},
    },
};

/// The fields of a curve.
pub(super) fn curve_ui(ui: &mut Ui, shown: Shown<'_>, curve: &Curve, asks: &mut Asks) {
    let id = curve.id;
    let set = |field| Edit::SetCurve(id, field);
    title_ui(ui, "Curve", Element::Curve(id), "delete curve", asks);
    widgets::note_ui(ui, curve.kind.label());
    let typed = Field::line("Name", &curve.name).ui(ui, id);
    asks.typed(typed, "rename curve", |text| set(CurveField::Name(text)));
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
    let styles = words(LineStyle::ALL, LineStyle::label);
    if let Some(Set(Some(style))) = widgets::chips_ui(ui, "Line", Some(curve.style), &styles) {
        asks.run(set(CurveField::Style(style)), "set line of curve");
    }
    ui.add_space(8.0);
    if let Some(straight) = widgets::tick_ui(ui, "Straight lines", curve.straight) {
        asks.run(set(CurveField::Straight(straight)), "set line of curve");
    }
    if let Some(hidden) = widgets::tick_ui(ui, "Hidden", curve.hidden) {
        let label = if hidden { "hide curve" } else { "show curve" };
        asks.run(set(CurveField::Hidden(hidden)), label);
    }
    if let Some(Set(swatch)) = widgets::swatches_ui(ui, "Color", curve.swatch, shown.palette) {
        asks.run(set(CurveField::Swatch(swatch)), "set color");
    }
}
