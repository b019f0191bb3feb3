//! Looking for a text in the whole map: in what is shown and in what is only
//! written down (notes, sources, owners). Keeps what was found until the map
//! or the text changes, and folds only the stages that changed. Selects and
//! shows nothing itself.

use std::{collections::BTreeSet, sync::Arc};

use super::outline::{Content, in_time};
use crate::model::{
    Card, Divider, Element, EmotionPoint, Lane, LaneKind, Map, Persona, Stage, fold,
};

/// Where something was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// The element.
    pub element: Element,
    /// The field that has it, in lower case: "text", "notes", "source".
    pub field: &'static str,
}

/// Why an element cannot be seen, and what has to be shown for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hidden {
    /// The lane or the curve that is hidden.
    pub by: Element,
    /// Its name.
    pub name: String,
}

/// What is looked for and what was found.
#[derive(Debug, Default)]
pub struct Search {
    text: String,
    matches: Arc<[Match]>,
    found: Arc<BTreeSet<Element>>,
    /// The match that was gone to last.
    at: Option<usize>,
    map: Option<Arc<Map>>,
    folded: Folded,
}

/// The fields of an element, folded.
type Fields = Vec<(&'static str, String)>;
/// Elements with their fields.
type Elements = Vec<(Element, Fields)>;

/// The map as it is compared.
#[derive(Debug, Default)]
struct Folded {
    header: Elements,
    stages: Vec<(Arc<Stage>, Elements)>,
    /// Channels and lanes stand in the words of cards: with others, all is
    /// folded again.
    around: Option<Arc<Map>>,
}

impl Search {
    /// What is looked for, as it was typed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What was found, in the order in which the map is read.
    #[must_use]
    pub fn matches(&self) -> &[Match] {
        &self.matches
    }

    /// The elements that were found.
    #[must_use]
    pub fn found(&self) -> &Arc<BTreeSet<Element>> {
        &self.found
    }

    /// The number of the match that was gone to last, from 0.
    #[must_use]
    pub fn at(&self) -> Option<usize> {
        self.at
    }

    /// The match that was gone to last.
    #[must_use]
    pub fn current(&self) -> Option<Match> {
        self.matches.get(self.at?).copied()
    }

    /// Looks for another text. What was gone to stays if it still fits, else
    /// the next one after `from` takes its place.
    pub fn look_for(&mut self, text: &str, map: &Arc<Map>, from: Option<Element>) {
        let before = self.current().map(|found| found.element).or(from);
        text.clone_into(&mut self.text);
        self.map = None;
        self.update(map);
        self.at = self.nearest(map, before);
    }

    /// Looks again where the map has changed.
    pub fn update(&mut self, map: &Arc<Map>) {
        if self.map.as_ref().is_some_and(|seen| Arc::ptr_eq(seen, map)) {
            return;
        }
        let before = self.current().map(|found| found.element);
        self.map = Some(Arc::clone(map));
        let wanted = fold(self.text.trim());
        self.matches = if wanted.is_empty() {
            Arc::default()
        } else {
            self.folded.update(map);
            self.folded.matches(&wanted)
        };
        let elements = self.matches.iter().map(|found| found.element);
        self.found = Arc::new(elements.collect());
        self.at = before.and_then(|element| self.place_of(element));
    }

    /// Goes to the next match or the one before, around the ends.
    pub fn step(&mut self, forward: bool) -> Option<Match> {
        let count = self.matches.len();
        let last = count.checked_sub(1)?;
        self.at = Some(match (self.at, forward) {
            (None, true) => 0,
            (None, false) => last,
            (Some(at), true) => (at + 1) % count,
            (Some(at), false) => at.checked_sub(1).unwrap_or(last),
        });
        self.current()
    }

    fn place_of(&self, element: Element) -> Option<usize> {
        let mut matches = self.matches.iter();
        matches.position(|found| found.element == element)
    }

    /// The match at an element, or the first one after it.
    fn nearest(&self, map: &Map, from: Option<Element>) -> Option<usize> {
        if self.matches.is_empty() {
            return None;
        }
        let Some(from) = from else { return Some(0) };
        if let Some(place) = self.place_of(from) {
            return Some(place);
        }
        let here = stage_of(map, from);
        let mut matches = self.matches.iter();
        let after = matches.position(|found| stage_of(map, found.element) >= here);
        after.or(Some(0))
    }
}

impl Folded {
    fn update(&mut self, map: &Arc<Map>) {
        let same = self.around.as_ref().is_some_and(|seen| {
            Arc::ptr_eq(seen, map) || (seen.channels == map.channels && seen.lanes == map.lanes)
        });
        let mut kept = std::mem::take(&mut self.stages);
        if !same {
            kept.clear();
        }
        self.header = header(map);
        self.stages = map
            .stages
            .iter()
            .map(|stage| {
                let old = kept.iter().position(|(seen, _)| Arc::ptr_eq(seen, stage));
                match old {
                    Some(old) => kept.swap_remove(old),
                    None => (Arc::clone(stage), of_stage(map, stage)),
                }
            })
            .collect();
        self.around = Some(Arc::clone(map));
    }

    fn matches(&self, wanted: &str) -> Arc<[Match]> {
        let stages = self.stages.iter().flat_map(|(_, elements)| elements);
        let all = self.header.iter().chain(stages);
        all.filter_map(|(element, fields)| {
            let mut fields = fields.iter();
            let (field, _) = fields.find(|(_, text)| text.contains(wanted))?;
            Some(Match {
                element: *element,
                field,
            })
        })
        .collect()
    }
}

fn fields(all: &[(&'static str, &str)]) -> Fields {
    let written = all.iter().filter(|(_, text)| !text.is_empty());
    written.map(|(name, text)| (*name, fold(text))).collect()
}

fn header(map: &Map) -> Elements {
    let participants = map.participants.join("\n");
    let own = fields(&[
        ("title", &map.title),
        ("scenario", &map.scenario),
        ("goal", &map.goal),
        ("scope", &map.scope),
        ("expectations", &map.expectations),
        ("purpose", &map.purpose),
        ("owner", &map.owner),
        ("participants", &participants),
        ("state", map.kind.label()),
    ]);
    let mut found = vec![(Element::Header, own)];
    found.extend(map.personas.iter().map(of_persona));
    found.extend(map.curves.iter().map(|curve| {
        let own = fields(&[("name", &curve.name)]);
        (Element::Curve(curve.id), own)
    }));
    for lane in &map.lanes {
        found.extend(lane.divider.map(of_divider));
        found.push(of_lane(lane));
    }
    found
}

fn of_persona(persona: &Persona) -> (Element, Fields) {
    let own = fields(&[
        ("name", &persona.name),
        ("role", &persona.role),
        ("quote", &persona.quote),
        ("goals", &persona.goals),
        ("motivations", &persona.motivations),
        ("frustrations", &persona.frustrations),
    ]);
    (Element::Persona(persona.id), own)
}

fn of_divider(divider: Divider) -> (Element, Fields) {
    (
        Element::Divider(divider),
        fields(&[("name", divider.label())]),
    )
}

fn of_lane(lane: &Lane) -> (Element, Fields) {
    (Element::Lane(lane.id), fields(&[("name", &lane.name)]))
}

fn of_stage(map: &Map, stage: &Stage) -> Elements {
    let own = fields(&[
        ("name", &stage.name),
        ("about", &stage.about),
        ("duration", &stage.duration),
        ("owner", &stage.owner),
    ]);
    let mut found = vec![(Element::Stage(stage.id), own)];
    found.extend(
        in_time(map, stage)
            .into_iter()
            .map(|content| match content {
                Content::Card(card) => of_card(map, card),
                Content::Point(point) => of_point(point),
            }),
    );
    found
}

fn of_card(map: &Map, card: &Card) -> (Element, Fields) {
    let channel = card
        .channel
        .map_or("", |channel| map.channel_label(channel));
    let own = fields(&[
        ("text", &card.text),
        ("notes", &card.note),
        ("source", &card.source),
        ("owner", &card.owner),
        ("wait", &card.wait),
        ("channel", channel),
    ]);
    (Element::Card(card.id), own)
}

fn of_point(point: &EmotionPoint) -> (Element, Fields) {
    let own = fields(&[
        ("word", &point.word),
        ("notes", &point.note),
        ("source", &point.source),
    ]);
    (Element::Point(point.id), own)
}

/// The number of the stage that an element is in.
fn stage_of(map: &Map, element: Element) -> Option<usize> {
    let id = match element {
        Element::Stage(id) => id,
        Element::Card(id) => map.card(id)?.0.id,
        Element::Point(id) => map.point(id)?.0.id,
        Element::Header
        | Element::Persona(_)
        | Element::Lane(_)
        | Element::Curve(_)
        | Element::Divider(_) => return None,
    };
    map.stage(id).map(|(index, _)| index)
}

/// Why an element cannot be seen on the map, if it cannot.
#[must_use]
pub fn hidden(map: &Map, element: Element) -> Option<Hidden> {
    let of_lane = |lane: &Lane| {
        lane.hidden.then(|| Hidden {
            by: Element::Lane(lane.id),
            name: lane.name.clone(),
        })
    };
    match element {
        Element::Lane(id) => of_lane(map.lane(id)?.1),
        Element::Card(id) => of_lane(map.lane(map.card(id)?.1.lane)?.1),
        Element::Divider(divider) => of_lane(map.divider(divider)?.1),
        Element::Point(id) => hidden(map, Element::Curve(map.point(id)?.1.curve)),
        Element::Curve(id) => {
            let curve = map.curve(id)?;
            if curve.hidden {
                let name = curve.name.clone();
                return Some(Hidden { by: element, name });
            }
            let mut lanes = map.lanes.iter();
            let emotion = lanes.find(|lane| lane.kind == LaneKind::Emotion);
            emotion.and_then(of_lane)
        }
        Element::Header | Element::Persona(_) | Element::Stage(_) => None,
    }
}
