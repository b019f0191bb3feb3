//! The fields of a persona.

use egui::Ui;

use super::{Shown, title_ui};
use crate::{
    model::{Edit, Element, Persona, PersonaField},
    ui::{
        ask::Asks,
        widgets::{self, Field, Set},
    },
};

/// The fields of a persona.
pub(super) fn persona_ui(ui: &mut Ui, shown: Shown<'_>, persona: &Persona, asks: &mut Asks) {
    let id = persona.id;
    let set = |field| Edit::SetPersona(id, field);
    title_ui(ui, "Persona", Element::Persona(id), "delete persona", asks);
    let typed = Field::line("Name", &persona.name).ui(ui, id);
    asks.typed(typed, "rename persona", |text| {
        set(PersonaField::Name(text))
    });
    let typed = Field::line("Role", &persona.role)
        .hint("Who they are, in a few words")
        .ui(ui, id);
    asks.typed(typed, "edit persona", |text| set(PersonaField::Role(text)));
    let typed = Field::lines("Quote", &persona.quote, 2)
        .hint("What they would say")
        .ui(ui, id);
    asks.typed(typed, "edit persona", |text| set(PersonaField::Quote(text)));
    let typed = Field::lines("Goals", &persona.goals, 2).ui(ui, id);
    asks.typed(typed, "edit persona", |text| set(PersonaField::Goals(text)));
    let typed = Field::lines("Motivations", &persona.motivations, 2).ui(ui, id);
    asks.typed(typed, "edit persona", |text| {
        set(PersonaField::Motivations(text))
    });
    let typed = Field::lines("Frustrations", &persona.frustrations, 2).ui(ui, id);
    asks.typed(typed, "edit persona", |text| {
        set(PersonaField::Frustrations(text))
    });
    let portrait = persona.portrait.as_deref().unwrap_or_default();
    let typed = Field::line("Portrait file", portrait)
        .hint("Beside the map's file; else initials")
        .ui(ui, id);
    asks.typed(typed, "set portrait", |text| {
        set(PersonaField::Portrait((!text.is_empty()).then_some(text)))
    });
    if let Some(Set(swatch)) = widgets::swatches_ui(ui, "Color", persona.swatch, shown.palette) {
        asks.run(set(PersonaField::Swatch(swatch)), "set color");
    }
}
