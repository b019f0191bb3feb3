//! The top of a page: what the map is, for whom, and where to find what.

use super::{Shown, lists, picture, style::swatch_class, title, write::Page};
use crate::model::{Map, Persona, Swatch};

/// Title, facts, personas and contents.
pub(super) fn header(page: &mut Page, shown: &Shown<'_>) {
    let map = shown.map;
    page.open("header", "sheet");
    let badge = format!("badge {}", swatch_class(Swatch::Indigo));
    page.element("p", &badge, map.kind.label());
    page.element("h1", "", title(map));
    page.element("p", "about", &map.purpose);
    page.facts("facts", &facts(map));
    if !map.personas.is_empty() {
        page.open("div", "personas");
        for persona in &map.personas {
            about(page, map, persona);
        }
        page.close("div");
    }
    page.close("header");
    contents(page, shown);
}

fn facts(map: &Map) -> [(&'static str, String); 11] {
    let scale = map.scale.as_ref();
    let journey = map.journey.map_or("", |journey| journey.label());
    [
        ("Journey", journey.to_owned()),
        ("Why this journey", map.reason.clone()),
        ("Scenario", map.scenario.clone()),
        ("Goal", map.goal.clone()),
        ("Scope", map.scope.clone()),
        ("Expectations", map.expectations.clone()),
        ("Owner", map.owner.clone()),
        ("Participants", map.participants.join(", ")),
        ("Emotion scale", {
            scale.map_or_else(String::new, |(best, worst)| format!("{worst} to {best}"))
        }),
        ("Reviewed", {
            let next = map.review.next.trim();
            let next = if next.is_empty() {
                String::new()
            } else {
                format!("next review {next}")
            };
            let parts = [map.review.reviewed.clone(), next];
            let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            parts.join(", ")
        }),
        ("Review also after", map.review.triggers.join("\n")),
    ]
}

fn about(page: &mut Page, map: &Map, persona: &Persona) {
    let place = map.personas.iter().position(|held| held.id == persona.id);
    let swatch = persona
        .swatch
        .unwrap_or(Swatch::of_index(place.unwrap_or(0)));
    let class = format!("portrait {}", swatch_class(swatch));
    page.open("section", "persona");
    let portrait = persona.portrait.as_deref();
    let portrait = portrait.and_then(|name| picture::held(page, map, name));
    if let Some(portrait) = portrait {
        let says = format!("Portrait of {}", persona.name);
        picture::portrait(page, portrait, &class, &says);
    } else {
        page.open_with("div", &class, &[("aria-hidden", "true")]);
        page.text(&initials(&persona.name));
        page.close("div");
    }
    page.open("div", "");
    let name = persona.name.trim();
    page.element("h2", "", if name.is_empty() { "Persona" } else { name });
    page.element("p", "role", &persona.role);
    if !persona.quote.trim().is_empty() {
        page.element("p", "said", &format!("“{}”", persona.quote.trim()));
    }
    page.facts(
        "facts",
        &[
            ("User story", persona.story.clone()),
            ("Goals", persona.goals.clone()),
            ("Motivations", persona.motivations.clone()),
            ("Likes", persona.likes.clone()),
            ("Frustrations", persona.frustrations.clone()),
            ("Known from", persona.sources.clone()),
        ],
    );
    page.close("div");
    page.close("section");
}

/// The first letters of the first two words that begin with one, without "the".
fn initials(name: &str) -> String {
    let words = name.split_whitespace();
    let words = words.filter(|word| !["the", "a", "an"].contains(&word.to_lowercase().as_str()));
    let letters = words.filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    letters.take(2).flat_map(char::to_uppercase).collect()
}

/// Where to find what.
fn contents(page: &mut Page, shown: &Shown<'_>) {
    page.open_with("nav", "sheet", &[("aria-label", "Contents")]);
    page.open("ul", "");
    let mut entry = |anchor: &str, name: &str| {
        page.open("li", "");
        page.open_with("a", "", &[("href", &format!("#{anchor}")), ("dir", "auto")]);
        page.text(name);
        page.close("a");
        page.close("li");
    };
    entry("picture", "Picture");
    for (index, stage) in &shown.stages {
        let name = stage.name.trim();
        let number = format!("Stage {}", index.saturating_add(1));
        entry(
            &format!("stage-{}", index.saturating_add(1)),
            if name.is_empty() { &number } else { name },
        );
    }
    for (anchor, name) in lists::contents(shown) {
        entry(anchor, name);
    }
    page.close("ul");
    page.close("nav");
}
