//! A map as a Mermaid `journey`: what Mermaid's own parser reads as the same
//! journey, and in plain words what it cannot hold. The cards of the first
//! lane of actions are the tasks; everything else is a loss.

mod encode;
mod losses;
mod scores;

use std::fmt::Write as _;

use crate::{
    file::mermaid::{accessible_texts, actors_of_note},
    model::{Card, Lane, LaneKind, Map, Stage},
};
use encode::{Place, encode};
use scores::Scores;

/// A map written as a diagram.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The diagram, ending with a line end.
    pub text: String,
    /// What the diagram does not hold, one sentence each.
    pub losses: Vec<String>,
}

/// Writes a map as a `journey`.
///
/// - A stage is a section; a first stage without a name, if it has tasks,
///   needs none.
/// - A task's score comes from the point that belongs to its card, or else is
///   read off the emotion curve at the card's place, to one decimal. A feeling
///   that is not known is written as `?`, which Mermaid reads as no number.
///   Scores that were imported on another scale are written as they were.
/// - The people of a task are the `Actors:` of its card's note. When no card
///   has any, the first persona takes part in every task.
#[must_use]
pub fn mermaid(map: &Map) -> Written {
    let lane = task_lane(map);
    let scores = Scores::of(map);
    let mut text = String::from("journey\n");
    write_head(map, &mut text);
    let everyone = lone_persona(map, lane);
    for (index, stage) in map.stages.iter().enumerate() {
        let cards = tasks_of(stage, lane);
        if index > 0 || !stage.name.is_empty() || cards.is_empty() {
            let name = encode(&stage.name, Place::Section);
            let _ = writeln!(text, "    section {name}");
        }
        for card in cards {
            let name = encode(&card.text, Place::Task);
            let score = scores.written(index, card);
            let _ = write!(text, "      {name}: {score}");
            let people = actors_of_note(&card.note).map(|(people, _)| people);
            if let Some(people) = people.or_else(|| everyone.clone()) {
                let people = people.iter().map(|name| encode(name, Place::Actor));
                let people = people.collect::<Vec<_>>().join(", ");
                let _ = write!(text, ": {people}");
            }
            text.push('\n');
        }
    }
    let losses = losses::losses(map, lane, &scores, &text);
    Written { text, losses }
}

/// The titles and descriptions, each on its line.
fn write_head(map: &Map, text: &mut String) {
    if !map.title.is_empty() {
        let title = encode(&map.title, Place::Title);
        let _ = writeln!(text, "    title {title}");
    }
    let (title, description) = accessible_texts(&map.purpose);
    let title = encode(title.trim(), Place::Line);
    if !title.is_empty() {
        let _ = writeln!(text, "    accTitle: {title}");
    }
    let lines: Vec<String> = description
        .lines()
        .map(|line| encode(line.trim(), Place::Line))
        .filter(|line| !line.is_empty())
        .collect();
    match lines.as_slice() {
        [] => {}
        [line] => {
            let _ = writeln!(text, "    accDescr: {line}");
        }
        lines => {
            let lines = lines.join("\n      ");
            let _ = writeln!(text, "    accDescr {{\n      {lines}\n    }}");
        }
    }
}

/// The lane whose cards are the tasks: the first of actions, or else the first
/// of touchpoints, or else the first that holds cards.
fn task_lane(map: &Map) -> Option<&Lane> {
    let of_kind = |kind| map.lanes.iter().find(|lane| lane.kind == kind);
    let holds_cards = |lane: &&Lane| {
        let mut cards = map.stages.iter().flat_map(|stage| &stage.cards);
        cards.any(|card| card.lane == lane.id)
    };
    of_kind(LaneKind::Actions)
        .or_else(|| of_kind(LaneKind::Touchpoints))
        .or_else(|| map.lanes.iter().find(holds_cards))
}

/// The cards of a stage on a lane, in the order of time.
fn tasks_of<'a>(stage: &'a Stage, lane: Option<&Lane>) -> Vec<&'a Card> {
    let cards = stage.cards.iter().map(AsRef::as_ref);
    let on_lane = cards.filter(|card: &&Card| lane.is_some_and(|lane| card.lane == lane.id));
    let mut cards: Vec<&Card> = on_lane.collect();
    cards.sort_by(|a, b| a.at.value().total_cmp(&b.at.value()));
    cards
}

/// The first persona, when no task says who takes part.
fn lone_persona(map: &Map, lane: Option<&Lane>) -> Option<Vec<String>> {
    let named = |card: &Card| actors_of_note(&card.note).is_some();
    let mut cards = map.stages.iter().flat_map(|stage| tasks_of(stage, lane));
    if cards.any(named) {
        return None;
    }
    let name = map.personas.first()?.name.clone();
    (!name.is_empty()).then(|| vec![name])
}
