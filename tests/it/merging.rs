//! What changed between two maps, and two versions put together.

mod comparing;
mod laws;
mod meeting;

use throughline::model::{At, Card, CardField, CardId, Edit, Element, LaneId, Map, New, StageId};

use crate::editor::harness::small_map;

/// The map that both sides come from.
fn base() -> Map {
    small_map()
}

/// A map with edits.
fn with(map: &Map, edits: &[Edit]) -> Map {
    let mut map = map.clone();
    map.apply_all(edits).expect("the edits fit the map");
    map
}

fn stage(map: &Map, name: &str) -> StageId {
    let found = map.stages.iter().find(|stage| stage.name == name);
    found.expect("the stage is there").id
}

fn lane(map: &Map, name: &str) -> LaneId {
    let found = map.lanes.iter().find(|lane| lane.name == name);
    found.expect("the lane is there").id
}

fn card(map: &Map, text: &str) -> CardId {
    let mut cards = map.stages.iter().flat_map(|stage| &stage.cards);
    let found = cards.find(|card| card.text == text);
    found.expect("the card is there").id
}

fn new_card(map: &Map, on: &str, text: &str) -> Edit {
    let card = Card::new(CardId(0), lane(map, on), At::MIN, text);
    Edit::Add(New::Card(stage(map, "Decision"), Box::new(card)))
}

fn set_text(map: &Map, from: &str, to: &str) -> Edit {
    Edit::SetCard(card(map, from), CardField::Text(to.into()))
}

fn set_note(map: &Map, of: &str, note: &str) -> Edit {
    Edit::SetCard(card(map, of), CardField::Note(note.into()))
}

fn remove_card(map: &Map, text: &str) -> Edit {
    Edit::Remove(Element::Card(card(map, text)))
}

/// The texts of all cards, stage by stage.
fn texts(map: &Map) -> Vec<&str> {
    let cards = map.stages.iter().flat_map(|stage| &stage.cards);
    cards.map(|card| card.text.as_str()).collect()
}
