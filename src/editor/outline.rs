//! The whole map as a tree of rows, in the order in which it is read: header,
//! personas, curves, lanes, then stage by stage what happens in it. Pure; what
//! is folded away is the caller's to keep. Stages that have not changed keep
//! their rows.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    catalog::one_line,
    describe::{feeling_label, kind_of},
    selection::Cell,
};
use crate::model::{Card, Element, EmotionPoint, Lane, LaneId, LaneKind, Map, Stage, StageId};

/// What a row of the outline stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Entry {
    /// A heading over several elements of one sort.
    Group(Group),
    /// An element.
    Element(Element),
    /// What a stage has on a lane.
    Cell(StageId, LaneId),
}

/// The headings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Personas.
    Personas,
    /// Emotion curves.
    Curves,
    /// Lanes and the lines between them.
    Lanes,
    /// Stages with their content.
    Stages,
}

impl Group {
    /// The name for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Personas => "Personas",
            Self::Curves => "Curves",
            Self::Lanes => "Lanes",
            Self::Stages => "Stages",
        }
    }
}

impl Entry {
    /// The cell, for a row that stands for one.
    #[must_use]
    pub fn cell(self) -> Option<Cell> {
        match self {
            Self::Cell(stage, lane) => Some(Cell { stage, lane }),
            Self::Group(_) | Self::Element(_) => None,
        }
    }
}

/// A row of the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it stands for.
    pub entry: Entry,
    /// How far it is indented, from 0.
    pub depth: u8,
    /// Its text, in one line.
    pub text: String,
    /// What it is, where its text does not say so: "Touchpoint", "+1.5".
    pub aside: String,
    /// Whether rows belong under it.
    pub is_parent: bool,
    /// Whether the map does not show it.
    pub is_hidden: bool,
}

/// The outline of a map.
#[derive(Debug, Default)]
pub struct Outline {
    map: Option<Arc<Map>>,
    stages: Vec<(Arc<Stage>, Arc<[Row]>)>,
    rows: Arc<[Row]>,
    closed: BTreeSet<Entry>,
    seen: BTreeSet<Entry>,
}

/// What a stage holds.
pub(super) enum Content<'a> {
    /// A card.
    Card(&'a Card),
    /// An emotion point.
    Point(&'a EmotionPoint),
}

impl Outline {
    /// The rows of a map that are not folded away; made anew only for what has
    /// changed.
    pub fn rows(&mut self, map: &Arc<Map>) -> &Arc<[Row]> {
        let is_same = self.map.as_ref().is_some_and(|seen| Arc::ptr_eq(seen, map));
        if !is_same || self.closed != self.seen {
            let lanes_changed = self.map.as_ref().is_none_or(|old| old.lanes != map.lanes);
            let curves_changed = self.map.as_ref().is_none_or(|old| old.curves != map.curves);
            if lanes_changed || curves_changed {
                self.stages.clear();
            }
            self.update(map);
            self.map = Some(Arc::clone(map));
            self.seen = self.closed.clone();
        }
        &self.rows
    }

    /// Whether what belongs under a row is folded away.
    #[must_use]
    pub fn is_closed(&self, entry: Entry) -> bool {
        self.closed.contains(&entry)
    }

    /// Folds away what belongs under a row, or unfolds it.
    pub fn set_closed(&mut self, entry: Entry, closed: bool) {
        if closed {
            self.closed.insert(entry);
        } else {
            self.closed.remove(&entry);
        }
    }

    /// Unfolds whatever hides an element.
    pub fn open_to(&mut self, map: &Map, element: Element) {
        let over: Vec<Entry> = match element {
            Element::Header => Vec::new(),
            Element::Persona(_) => vec![Entry::Group(Group::Personas)],
            Element::Curve(_) => vec![Entry::Group(Group::Curves)],
            Element::Lane(_) | Element::Divider(_) => vec![Entry::Group(Group::Lanes)],
            Element::Stage(_) => vec![Entry::Group(Group::Stages)],
            Element::Card(id) => {
                let found = map.card(id).map(|(stage, card)| (stage.id, card.lane));
                over_content(found)
            }
            Element::Point(id) => {
                let stage = map.point(id).map(|(stage, _)| stage.id);
                over_content(stage.zip(emotion_lane(map)))
            }
        };
        for entry in over {
            self.closed.remove(&entry);
        }
    }

    fn update(&mut self, map: &Arc<Map>) {
        let mut kept = std::mem::take(&mut self.stages);
        self.stages = map
            .stages
            .iter()
            .map(|stage| {
                let old = kept.iter().position(|(seen, _)| Arc::ptr_eq(seen, stage));
                match old {
                    Some(old) => kept.swap_remove(old),
                    None => (Arc::clone(stage), of_stage(map, stage).into()),
                }
            })
            .collect();
        let before = before_stages(map);
        let content = self.stages.iter().flat_map(|(_, rows)| rows.iter());
        let closed = &self.closed;
        // Rows below a closed one, until one that is not below it.
        let mut under: Option<u8> = None;
        let open = before.iter().chain(content).filter(|row| {
            if under.is_some_and(|depth| row.depth > depth) {
                return false;
            }
            under = (row.is_parent && closed.contains(&row.entry)).then_some(row.depth);
            true
        });
        self.rows = open.cloned().collect();
    }
}

fn over_content(found: Option<(StageId, LaneId)>) -> Vec<Entry> {
    let mut over = vec![Entry::Group(Group::Stages)];
    if let Some((stage, lane)) = found {
        over.push(Entry::Element(Element::Stage(stage)));
        over.push(Entry::Cell(stage, lane));
    }
    over
}

/// The lane that shows the emotion points: the first visible one of its kind,
/// or the first.
fn emotion_lane(map: &Map) -> Option<LaneId> {
    let of_kind = || {
        map.lanes
            .iter()
            .filter(|lane| lane.kind == LaneKind::Emotion)
    };
    let shown = of_kind().find(|lane| !lane.hidden);
    shown.or_else(|| of_kind().next()).map(|lane| lane.id)
}

/// The cards and points of a stage, lane by lane from above, each in the order
/// of time.
pub(super) fn in_time<'a>(map: &Map, stage: &'a Stage) -> Vec<Content<'a>> {
    let place = |lane: LaneId| map.lanes.iter().position(|held| held.id == lane);
    let emotion = emotion_lane(map).and_then(place);
    let cards = stage.cards.iter().map(|card| {
        let key = (place(card.lane), card.at.value(), card.id.0);
        (key, Content::Card(card))
    });
    let points = stage.points.iter().map(|point| {
        let key = (emotion, point.at.value(), point.id.0);
        (key, Content::Point(point))
    });
    let mut all: Vec<_> = cards.chain(points).collect();
    all.sort_by(|((a, a_at, a_id), _), ((b, b_at, b_id), _)| {
        a.cmp(b).then(a_at.total_cmp(b_at)).then(a_id.cmp(b_id))
    });
    all.into_iter().map(|(_, content)| content).collect()
}

fn row(entry: Entry, depth: u8, text: &str, aside: &str) -> Row {
    Row {
        entry,
        depth,
        text: one_line(text, "Without a text"),
        aside: aside.to_owned(),
        is_parent: false,
        is_hidden: false,
    }
}

fn group(of: Group, count: usize) -> Row {
    Row {
        is_parent: count > 0,
        ..row(Entry::Group(of), 0, of.label(), &count.to_string())
    }
}

fn before_stages(map: &Map) -> Vec<Row> {
    let mut rows = vec![row(Entry::Element(Element::Header), 0, &map.title, "Map")];
    if !map.personas.is_empty() {
        rows.push(group(Group::Personas, map.personas.len()));
        rows.extend(map.personas.iter().map(|persona| {
            let entry = Entry::Element(Element::Persona(persona.id));
            row(entry, 1, &persona.name, "")
        }));
    }
    if !map.curves.is_empty() {
        rows.push(group(Group::Curves, map.curves.len()));
        rows.extend(map.curves.iter().map(|curve| Row {
            is_hidden: curve.hidden,
            ..row(Entry::Element(Element::Curve(curve.id)), 1, &curve.name, "")
        }));
    }
    rows.push(group(Group::Lanes, map.lanes.len()));
    for lane in &map.lanes {
        if let Some(divider) = lane.divider {
            let entry = Entry::Element(Element::Divider(divider));
            rows.push(Row {
                is_hidden: lane.hidden,
                ..row(entry, 1, divider.label(), "")
            });
        }
        rows.push(Row {
            is_hidden: lane.hidden,
            ..row(Entry::Element(Element::Lane(lane.id)), 1, &lane.name, "")
        });
    }
    rows.push(group(Group::Stages, map.stages.len()));
    rows
}

/// A stage, and under it lane by lane what happens there. Lanes without
/// anything have a row too: something can be put there.
fn of_stage(map: &Map, stage: &Stage) -> Vec<Row> {
    let entry = Entry::Element(Element::Stage(stage.id));
    let mut rows = vec![Row {
        is_parent: !map.lanes.is_empty(),
        ..row(entry, 1, &stage.name, &stage.duration)
    }];
    let emotion = emotion_lane(map);
    let mut content = in_time(map, stage).into_iter().peekable();
    let is_on = |content: &Content<'_>, lane: &Lane| match content {
        Content::Card(card) => card.lane == lane.id,
        Content::Point(_) => emotion == Some(lane.id),
    };
    for lane in &map.lanes {
        let head = rows.len();
        rows.push(Row {
            is_hidden: lane.hidden,
            ..row(Entry::Cell(stage.id, lane.id), 2, &lane.name, "")
        });
        while let Some(content) = content.next_if(|content| is_on(content, lane)) {
            rows.push(of_content(map, lane, &content));
        }
        let count = rows.len() - head - 1;
        if let Some(row) = rows.get_mut(head)
            && count > 0
        {
            row.is_parent = true;
            row.aside = count.to_string();
        }
    }
    rows
}

fn of_content(map: &Map, lane: &Lane, content: &Content<'_>) -> Row {
    match content {
        Content::Card(card) => Row {
            is_hidden: lane.hidden,
            ..row(Entry::Element(Element::Card(card.id)), 3, &card.text, "")
        },
        Content::Point(point) => {
            let curve = map.curve(point.curve);
            let entry = Entry::Element(Element::Point(point.id));
            let name = match curve {
                Some(curve) if map.curves.len() > 1 => curve.name.as_str(),
                Some(_) | None => kind_of(LaneKind::Emotion),
            };
            let word = one_line(&point.word, name);
            Row {
                is_hidden: lane.hidden || curve.is_some_and(|curve| curve.hidden),
                ..row(entry, 3, &word, &feeling_label(point.feeling))
            }
        }
    }
}
