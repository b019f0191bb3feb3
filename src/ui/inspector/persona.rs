//! The fields of a persona.

use egui::Ui;

use super::{Shown, picture::picture_ui, title_ui};
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
    let current = ("Portrait", persona.portrait.as_deref());
    let clear = set(PersonaField::Portrait(None));
    picture_ui(ui, shown, current, clear, asks);
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
    let typed = Field::lines("Frustrations and dislikes", &persona.frustrations, 2).ui(ui, id);
    asks.typed(typed, "edit persona", |text| {
        set(PersonaField::Frustrations(text))
    });
    let typed = Field::lines("Likes", &persona.likes, 2).ui(ui, id);
    asks.typed(typed, "edit persona", |text| set(PersonaField::Likes(text)));
    let typed = Field::lines("User story", &persona.story, 2)
        .hint("As a …, I want to …, so that …")
        .ui(ui, id);
    asks.typed(typed, "edit persona", |text| set(PersonaField::Story(text)));
    let typed = Field::lines("Known from", &persona.sources, 2)
        .hint("8 interviews, survey of March")
        .ui(ui, id);
    asks.typed(typed, "edit persona", |text| {
        set(PersonaField::Sources(text))
    });
    if let Some(Set(swatch)) = widgets::swatches_ui(ui, "Color", persona.swatch, shown.palette) {
        asks.run(set(PersonaField::Swatch(swatch)), "set color");
    }
    order_ui(ui, shown, persona, asks);
}

/// Which persona leads the header, and the order of the others.
fn order_ui(ui: &mut Ui, shown: Shown<'_>, persona: &Persona, asks: &mut Asks) {
    let personas = &shown.map.personas;
    let index = personas.iter().position(|held| held.id == persona.id);
    let Some(index) = index.filter(|_| personas.len() > 1) else {
        return;
    };
    widgets::label_ui(ui, "Order");
    let note = if index == 0 {
        "Leads the header of the map".to_owned()
    } else {
        format!(
            "{} of {}; the first leads the header",
            index + 1,
            personas.len()
        )
    };
    widgets::note_ui(ui, &note);
    ui.horizontal_wrapped(|ui| {
        let last = index + 1 >= personas.len();
        for (name, to, is_on) in [
            ("Put first", 0, index > 0),
            ("Move up", index.saturating_sub(1), index > 0),
            ("Move down", index + 1, !last),
        ] {
            let button = ui.add_enabled_ui(is_on, |ui| widgets::button_ui(ui, name));
            if button.inner.clicked() {
                asks.run(Edit::MovePersona(persona.id, to), "move persona");
            }
        }
    });
}
