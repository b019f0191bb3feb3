//! What a double click on the header means: its title is typed in place, its
//! persona and its facts are fields of the inspector.

use egui::{Id, Pos2, Rect, Vec2};

use crate::{
    layout::{Layout, PlacedLine, Tone, tokens},
    model::{Element, Map},
    ui::widgets::field_id,
};

/// A part of the header that the inspector has fields for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    /// What is selected.
    pub element: Element,
    /// The field that takes the keyboard.
    pub field: Id,
    /// What stands in it.
    pub text: String,
}

/// The part of the header at a place of the map; `None` for its title and for
/// what is not the header's.
pub(super) fn part_at(map: &Map, layout: &Layout, pos: Pos2) -> Option<Part> {
    let corner = layout.header_corner();
    let area = Rect::from_min_size(corner, layout.header.size);
    let pos = pos - corner.to_vec2();
    if !area.contains(pos + corner.to_vec2()) || layout.header.title?.contains(pos) {
        return None;
    }
    let mut personas = layout.header.personas.iter();
    let under = personas.find(|persona| persona.rect.contains(pos));
    let lead = map.personas.first().map(|persona| persona.id);
    let on_quote = layout.header.lines.iter().any(|(line, _)| {
        let height = line.pos.y - line.style.ascent()..line.pos.y + 5.0;
        let is_here = height.contains(&pos.y) && pos.x <= line.pos.x + line.width;
        is_here && line.style == tokens::HEADER_QUOTE
    });
    let persona = under.map(|persona| persona.id).or(lead).map(|id| {
        let persona = map.persona(id);
        let (name, text) = if on_quote {
            ("Quote", persona.map(|persona| &persona.quote))
        } else {
            ("Name", persona.map(|persona| &persona.name))
        };
        Part {
            element: Element::Persona(id),
            field: field_id(id, name),
            text: text.cloned().unwrap_or_default(),
        }
    });
    let on_portrait = layout
        .header
        .portrait
        .is_some_and(|(center, radius)| center.distance(pos) <= radius + 4.0);
    if on_portrait || layout.header.title?.x_range().contains(pos.x) {
        return persona;
    }
    let lines = &layout.header.lines;
    let is_label =
        |line: &&(PlacedLine, Tone)| line.0.style == tokens::FACT_LABEL && near(&line.0, pos);
    // The label above the place, the nearest of them.
    let label = lines
        .iter()
        .filter(is_label)
        .max_by(|one, other| one.0.pos.y.total_cmp(&other.0.pos.y))?;
    let (name, text) = match label.0.text.as_ref() {
        "Scenario" => ("Scenario", &map.scenario),
        "Goal" => ("Goal", &map.goal),
        "Scope" => ("Scope", &map.scope),
        "Expectations" => ("Expectations", &map.expectations),
        _ => return None,
    };
    Some(Part {
        element: Element::Header,
        field: field_id("map", name),
        text: text.clone(),
    })
}

/// Whether a place is in the column under a label, or on it.
fn near(label: &PlacedLine, pos: Pos2) -> bool {
    let from = label.pos - Vec2::new(6.0, label.style.leading);
    let column = tokens::FACT + tokens::FACT_GAP - 6.0;
    pos.y >= from.y && (from.x..from.x + column).contains(&pos.x)
}
