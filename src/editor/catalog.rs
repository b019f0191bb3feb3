//! Every element of a map by its words: a list for the palette, made once for
//! each state of the map. Pure; it neither ranks nor shows.

use std::sync::Arc;

use super::{describe::kind_of, find::Name};
use crate::model::{Card, CurveId, Divider, Element, EmotionPoint, Map, Stage};

/// The most characters of a text that a list shows.
const LONGEST: usize = 160;

/// An element as a list shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// Which one.
    pub element: Element,
    /// Its text in one line, or a word for its absence.
    pub text: String,
    /// What it is and where: "Touchpoint · Decision · Touchpoints".
    pub about: String,
    /// Both, as they are compared.
    pub name: Name,
}

/// Every element of a map, in the order in which it is read.
#[derive(Debug, Default)]
pub struct Catalog {
    map: Option<Arc<Map>>,
    listed: Vec<Listed>,
}

impl Catalog {
    /// The list for a map; made anew only when the map is another one.
    pub fn of(&mut self, map: &Arc<Map>) -> &[Listed] {
        if !self.map.as_ref().is_some_and(|seen| Arc::ptr_eq(seen, map)) {
            self.listed = list(map);
            self.map = Some(Arc::clone(map));
        }
        &self.listed
    }
}

/// The text of an element in one line; says so where there is none.
#[must_use]
pub(super) fn one_line(text: &str, otherwise: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() {
        return otherwise.to_owned();
    }
    match words.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", words.get(..end).unwrap_or_default()),
        None => words,
    }
}

fn list(map: &Map) -> Vec<Listed> {
    let mut listed = vec![entry(Element::Header, &map.title, "Map".into())];
    for persona in &map.personas {
        let about = beside("Persona", &[&persona.role]);
        listed.push(entry(Element::Persona(persona.id), &persona.name, about));
    }
    for curve in &map.curves {
        let about = beside("Curve", &[curve.state.label()]);
        listed.push(entry(Element::Curve(curve.id), &curve.name, about));
    }
    for lane in &map.lanes {
        let hidden = if lane.hidden { "hidden" } else { "" };
        let about = beside("Lane", &[lane.kind.label(), hidden]);
        listed.push(entry(Element::Lane(lane.id), &lane.name, about));
    }
    for divider in Divider::ALL {
        if let Some((_, lane)) = map.divider(*divider) {
            let about = beside("Line between lanes", &[&lane.name]);
            listed.push(entry(Element::Divider(*divider), divider.label(), about));
        }
    }
    for stage in &map.stages {
        let about = beside("Stage", &[&stage.duration]);
        listed.push(entry(Element::Stage(stage.id), &stage.name, about));
        let cards = stage.cards.iter();
        listed.extend(cards.map(|card| of_card(map, stage, card)));
        let points = stage.points.iter();
        listed.extend(points.map(|point| of_point(map, stage, point)));
    }
    listed
}

fn of_card(map: &Map, stage: &Stage, card: &Card) -> Listed {
    let element = Element::Card(card.id);
    let lane = map.lane(card.lane).map(|(_, lane)| lane);
    let kind = lane.map_or("Card", |lane| kind_of(lane.kind));
    let lane = lane.map_or("", |lane| lane.name.as_str());
    entry(element, &card.text, beside(kind, &[&stage.name, lane]))
}

fn of_point(map: &Map, stage: &Stage, point: &EmotionPoint) -> Listed {
    let feeling = super::feeling_label(point.feeling);
    let curve = curve_name(map, point.curve);
    let about = beside("Emotion point", &[&stage.name, curve, &feeling]);
    entry(Element::Point(point.id), &point.word, about)
}

fn curve_name(map: &Map, id: CurveId) -> &str {
    map.curve(id).map_or("", |curve| curve.name.as_str())
}

/// "Touchpoint · Decision · Touchpoints"; what is empty is left out.
fn beside(kind: &str, parts: &[&str]) -> String {
    let mut about = kind.to_owned();
    for part in parts.iter().filter(|part| !part.trim().is_empty()) {
        about.push_str(" · ");
        about.push_str(&one_line(part, ""));
    }
    about
}

fn entry(element: Element, text: &str, about: String) -> Listed {
    let text = one_line(text, "Without a text");
    Listed {
        element,
        name: Name::new(&text, &about),
        text,
        about,
    }
}
