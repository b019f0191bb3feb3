//! What changed from one map to another, in the user's words, one sentence for
//! each change. Parts are told by their ids over the whole map, so that a card
//! that went to another stage was moved, not removed and added. What two maps
//! share is not read. Knows nothing of merging, files or windows.

mod excerpt;
mod fields;
mod index;
mod key;
mod moved;
mod value;
mod words;

use std::{collections::BTreeSet, sync::Arc};

use super::{
    id::{Element, StageId},
    map::Map,
    stage::Stage,
    words::Divider,
};
use moved::moved;

pub(in crate::model) use fields::{Difference, Fields, Meet};
pub(in crate::model) use index::{Index, Item, Sort};
pub(in crate::model) use key::{Key, card_called, plain};
pub(in crate::model) use value::Value;
pub(in crate::model) use words::{content_words, counted, percent, place_words};

/// What sort of change it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// Something is new.
    Added,
    /// Something is gone.
    Removed,
    /// Something is elsewhere.
    Moved,
    /// A field has another value.
    Changed,
}

/// One change from a map to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its sort.
    pub kind: ChangeKind,
    /// What can be selected of it on the new map; `None` where nothing can.
    pub element: Option<Element>,
    /// What changed, as a sentence without a stop: “touchpoint “Finance desk”
    /// in Decision: owner was empty, is “Sales””.
    pub words: String,
}

/// Every change from `before` to `after`: the header, personas and channels,
/// lanes and the lines between them, curves, stages in order with their cards
/// and emotion points, feedback, metrics, saved views, pictures. Empty exactly
/// when the maps are equal.
#[must_use]
pub fn compare(before: &Map, after: &Map) -> Vec<Change> {
    let shared = shared_stages(before, after);
    let is_shared = |stage: &Arc<Stage>| shared.contains(&stage.id);
    let mut comparison = Comparison {
        before: Index::without_content(before, is_shared),
        after: Index::without_content(after, is_shared),
        shared: &shared,
        changes: Vec::new(),
    };
    comparison.header();
    comparison.list(Sort::Personas);
    comparison.list(Sort::Channels);
    comparison.list(Sort::Lanes);
    comparison.dividers();
    comparison.list(Sort::Curves);
    comparison.stages();
    comparison.list(Sort::Feedback);
    comparison.list(Sort::Metrics);
    comparison.list(Sort::Views);
    comparison.list(Sort::Pictures);
    comparison.changes
}

/// The stages that both maps share as they are.
fn shared_stages(before: &Map, after: &Map) -> BTreeSet<StageId> {
    let held: BTreeSet<*const Stage> = before.stages.iter().map(Arc::as_ptr).collect();
    let shared = after.stages.iter();
    let shared = shared.filter(|stage| held.contains(&Arc::as_ptr(stage)));
    shared.map(|stage| stage.id).collect()
}

struct Comparison<'a> {
    before: Index<'a>,
    after: Index<'a>,
    shared: &'a BTreeSet<StageId>,
    changes: Vec<Change>,
}

impl Comparison<'_> {
    fn say(&mut self, kind: ChangeKind, key: &Key, words: String) {
        let element = key.element();
        let element = element.filter(|element| self.is_there(*element));
        self.changes.push(Change {
            kind,
            element,
            words,
        });
    }

    fn is_there(&self, element: Element) -> bool {
        match element {
            Element::Card(id) => self.after.has(&Key::Card(id)),
            Element::Point(id) => self.after.has(&Key::Point(id)),
            Element::Header
            | Element::Persona(_)
            | Element::Stage(_)
            | Element::Lane(_)
            | Element::Curve(_)
            | Element::Divider(_) => self.after.map.contains(element),
        }
    }

    fn header(&mut self) {
        let maps = (self.before.map, self.after.map);
        let mut found = maps.0.differences(maps.1, maps);
        found.extend(maps.0.review.differences(&maps.1.review, maps));
        self.fields(&Key::Header, found);
    }

    fn fields(&mut self, key: &Key, differences: Vec<Difference>) {
        if differences.is_empty() {
            return;
        }
        let called = self.before.called(key);
        for difference in differences {
            let words = format!("{called}: {}", difference.words());
            self.say(ChangeKind::Changed, key, words);
        }
    }

    /// What was changed, added, removed and moved of a list.
    fn list(&mut self, sort: Sort) {
        let (before, after) = (self.before.keys(sort), self.after.keys(sort));
        for key in &after {
            self.part(key);
        }
        for key in &before {
            if !self.after.has(key) {
                self.removed(key);
            }
        }
        self.moves(&before, &after);
    }

    /// A part of the new map: what changed in it, or that it is new.
    fn part(&mut self, key: &Key) {
        let Some(is) = self.after.item(key) else {
            return;
        };
        if let Some(was) = self.before.item(key) {
            self.placed(key, &was, &is);
            let maps = (self.before.map, self.after.map);
            self.fields(key, was.differences(&is, maps));
        } else {
            let with = content_words(&self.after, key);
            let words = format!("{} added{with}", self.after.called(key));
            self.say(ChangeKind::Added, key, words);
        }
    }

    fn removed(&mut self, key: &Key) {
        let with = content_words(&self.before, key);
        let words = format!("{} removed{with}", self.before.called(key));
        self.say(ChangeKind::Removed, key, words);
    }

    /// Where a card or a point is now.
    fn placed(&mut self, key: &Key, was: &Item<'_>, is: &Item<'_>) {
        let maps = (self.before.map, self.after.map);
        if let Some(words) = place_words(was, is, maps) {
            let words = format!("{}: {words}", self.before.called(key));
            self.say(ChangeKind::Moved, key, words);
        }
    }

    fn moves(&mut self, before: &[Key], after: &[Key]) {
        for (key, from, to) in moved(before, after) {
            let (from, to) = (words::ordinal(from), words::ordinal(to));
            let words = format!("{} moved from {from} to {to}", self.before.called(&key));
            self.say(ChangeKind::Moved, &key, words);
        }
    }

    /// Lines between lanes.
    fn dividers(&mut self) {
        for divider in Divider::ALL {
            let place = |index: &Index<'_>| {
                let lanes = index.map.lanes.iter();
                let below = lanes.filter(|lane| lane.divider == Some(*divider));
                below.map(|lane| lane.id).collect::<Vec<_>>()
            };
            let (was, is) = (place(&self.before), place(&self.after));
            if was == is {
                continue;
            }
            let named = |index: &Index<'_>, lanes: Vec<_>| {
                let lanes = lanes.into_iter();
                let names = lanes.map(|id| Key::Lane(id).called(index.map));
                names.collect::<Vec<_>>().join(" and ")
            };
            let (from, to) = (named(&self.before, was), named(&self.after, is));
            let key = Key::Divider(*divider);
            let called = self.before.called(&key);
            let (kind, words) = match (from.as_str(), to.as_str()) {
                ("", to) => (ChangeKind::Added, format!("{called} added above {to}")),
                (from, "") => (
                    ChangeKind::Removed,
                    format!("{called} removed; it was above {from}"),
                ),
                (from, to) => (
                    ChangeKind::Moved,
                    format!("{called} moved from above {from} to above {to}"),
                ),
            };
            self.say(kind, &key, words);
        }
    }

    /// Stages in order, each with its cards and points.
    fn stages(&mut self) {
        let (before, after) = (self.before.map, self.after.map);
        for stage in &after.stages {
            let key = Key::Stage(stage.id);
            self.part(&key);
            if !self.shared.contains(&stage.id) {
                let was = before.stage(stage.id).map(|(_, was)| was);
                self.content(was, Some(stage));
            }
        }
        for stage in &before.stages {
            let key = Key::Stage(stage.id);
            if !self.after.has(&key) {
                self.removed(&key);
                self.content(Some(stage), None);
            }
        }
        self.moves(
            &self.before.keys(Sort::Stages),
            &self.after.keys(Sort::Stages),
        );
    }

    /// The cards and points of a stage. Those that came or went with what
    /// holds them are not told of again.
    fn content(&mut self, was: Option<&Arc<Stage>>, is: Option<&Arc<Stage>>) {
        let (cards_was, points_was) = was.map(held).unwrap_or_default();
        let (cards_is, points_is) = is.map(held).unwrap_or_default();
        for key in cards_is.iter().chain(&points_is) {
            let comes_along = !self.before.has(key) && came_along(&self.after, &self.before, key);
            if !comes_along {
                self.part(key);
            }
        }
        for key in cards_was.iter().chain(&points_was) {
            if !self.after.has(key) && !came_along(&self.before, &self.after, key) {
                self.removed(key);
            }
        }
        self.moves(&cards_was, &cards_is);
        self.moves(&points_was, &points_is);
    }
}

/// Whether something that `there` lacks is held by something else it lacks.
fn came_along(here: &Index<'_>, there: &Index<'_>, key: &Key) -> bool {
    let holders = here.item(key).map(|item| item.holders());
    holders.is_some_and(|holders| holders.iter().any(|holder| !there.has(holder)))
}

/// The cards and the points of a stage.
fn held(stage: &Arc<Stage>) -> (Vec<Key>, Vec<Key>) {
    let cards = stage.cards.iter().map(|card| Key::Card(card.id));
    let points = stage.points.iter().map(|point| Key::Point(point.id));
    (cards.collect(), points.collect())
}
