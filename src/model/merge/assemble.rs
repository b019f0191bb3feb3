//! Builds the merged map of what is kept, and leaves no reference into nothing.
//! Knows nothing of how a field is decided.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    Choice,
    dividers::place_dividers,
    held::{Content, names},
    keeping::kept,
    meeting::Meeting,
    order::{Lists, Order, ordered},
};
use crate::model::{
    Card, Feedback, Map, Picture, Stage, Subject, View,
    compare::{Fields, Index, Item, Key, Meet, Sort, Value},
};

/// The map of both sides, for the choices of the meeting.
pub(super) fn assembled(meeting: &mut Meeting<'_>) -> Map {
    meeting.at = Key::Header;
    let before = meeting.is_known.then_some(meeting.base.map);
    let (mine, theirs) = (meeting.mine.map, meeting.theirs.map);
    let mut map = Map::merged(before, mine, theirs, meeting);
    let reviewed = before.map(|map| &map.review);
    map.review = Fields::merged(reviewed, &mine.review, &theirs.review, meeting);
    let kept = kept(meeting);
    let mut parts = Parts {
        meeting,
        kept: &kept,
    };
    map.personas = parts.list(Sort::Personas, Item::persona);
    map.channels = parts.list(Sort::Channels, Item::channel);
    map.lanes = parts.list(Sort::Lanes, Item::lane);
    place_dividers(parts.meeting, &mut map.lanes);
    map.curves = parts.list(Sort::Curves, Item::curve);
    map.stages = parts.stages();
    map.feedback = parts.log();
    map.metrics = parts.list(Sort::Metrics, Item::metric);
    map.views = parts.list(Sort::Views, Item::view);
    clear_references(&mut map);
    map.pictures = parts.pictures(&map);
    map
}

struct Parts<'m, 'a> {
    meeting: &'m mut Meeting<'a>,
    kept: &'m BTreeSet<Key>,
}

impl<'a> Parts<'_, 'a> {
    /// The parts of a sort that are kept, in the order of both sides.
    fn order(&mut self, sort: Sort) -> Vec<Key> {
        let of = |index: &Index<'_>| index.keys(sort);
        let (base, mine, theirs) = (
            of(self.meeting.base),
            of(self.meeting.mine),
            of(self.meeting.theirs),
        );
        let listed = mine.iter().chain(&theirs);
        let kept = listed.filter(|key| self.kept.contains(*key)).cloned();
        let lists = Lists {
            base: &base,
            mine: &mine,
            theirs: &theirs,
        };
        let order = ordered(&kept.collect(), &lists);
        let Order::Two(mine, theirs) = &order else {
            return order.chosen(Choice::Mine);
        };
        let Some(field) = sort.order_label() else {
            return order.chosen(Choice::Mine);
        };
        let words = [
            names(&base, self.meeting.base),
            names(mine, self.meeting.mine),
            names(theirs, self.meeting.theirs),
        ];
        self.meeting.at = Key::Header;
        let choice = self.meeting.conflict(field, words);
        order.chosen(choice)
    }

    /// The merged parts of a sort.
    fn list<T: Fields + 'a>(
        &mut self,
        sort: Sort,
        pick: impl Fn(Item<'a>) -> Option<&'a T>,
    ) -> Vec<T> {
        let order = self.order(sort);
        let merged = order.iter().filter_map(|key| {
            let of = |item: Option<Item<'a>>| item.and_then(&pick);
            let base = of(self.meeting.base.item(key));
            let mine = of(self.meeting.mine.item(key));
            let theirs = of(self.meeting.theirs.item(key));
            match (mine, theirs) {
                (Some(mine), Some(theirs)) => {
                    self.meeting.at = key.clone();
                    Some(T::merged(base, mine, theirs, self.meeting))
                }
                (one, other) => one.or(other).cloned(),
            }
        });
        merged.collect()
    }

    /// The feedback; shared with a side where that has it so.
    fn log(&mut self) -> Arc<Vec<Arc<Feedback>>> {
        let (mine, theirs) = (self.meeting.mine.map, self.meeting.theirs.map);
        if Arc::ptr_eq(&mine.feedback, &theirs.feedback) {
            return Arc::clone(&mine.feedback);
        }
        let log = self.list(Sort::Feedback, Item::feedback);
        Arc::new(log.into_iter().map(Arc::new).collect())
    }

    /// The stages with their cards and points; shared with a side where that
    /// has them so.
    fn stages(&mut self) -> Vec<Arc<Stage>> {
        let stages: Vec<Stage> = self.list(Sort::Stages, |item| item.stage().map(Arc::as_ref));
        let mut content = Content::merged(self.meeting, self.kept);
        let mut made = Vec::with_capacity(stages.len());
        for mut stage in stages {
            content.fill(self.meeting, &mut stage);
            let sides = [self.meeting.mine, self.meeting.theirs];
            let held = sides
                .into_iter()
                .filter_map(|side| side.item(&Key::Stage(stage.id)));
            let mut held = held.filter_map(Item::stage);
            made.push(match held.find(|held| is_like(held, &stage)) {
                Some(held) => Arc::clone(held),
                None => Arc::new(stage),
            });
        }
        made
    }

    /// The pictures that the map shows, and those that were never shown.
    fn pictures(&mut self, map: &Map) -> BTreeMap<String, Arc<Picture>> {
        let (base, mine, theirs) = (
            &self.meeting.base.map,
            &self.meeting.mine.map,
            &self.meeting.theirs.map,
        );
        let shown: BTreeSet<&str> = map.picture_uses().map(|(name, _)| name).collect();
        let uses = mine.picture_uses().chain(theirs.picture_uses());
        let known: BTreeSet<&str> = uses.map(|(name, _)| name).collect();
        let mut names: Vec<&String> = mine.pictures.keys().chain(theirs.pictures.keys()).collect();
        names.retain(|name| {
            let is_unused = !known.contains(name.as_str());
            let key = Key::Picture((*name).clone());
            shown.contains(name.as_str()) || is_unused && self.kept.contains(&key)
        });
        let mut pictures = BTreeMap::new();
        for name in names {
            let held = [base, mine, theirs].map(|map| map.pictures.get(name));
            let picture = match held {
                [base, Some(mine), Some(theirs)] => {
                    self.meeting.at = Key::Picture(name.clone());
                    self.meeting.field("picture", base, mine, theirs)
                }
                [_, one, other] => match one.or(other) {
                    Some(picture) => Arc::clone(picture),
                    None => continue,
                },
            };
            pictures.insert(name.clone(), picture);
        }
        pictures
    }
}

/// Whether a stage is as the merged one, with the very same cards.
fn is_like(held: &Stage, made: &Stage) -> bool {
    held.same(made)
        && held.points == made.points
        && held.cards.len() == made.cards.len()
        && std::iter::zip(&held.cards, &made.cards).all(|(a, b)| Arc::ptr_eq(a, b))
}

/// Clears every reference to what is not part of the map.
fn clear_references(map: &mut Map) {
    let there: BTreeSet<Key> = Index::of(map).items.into_keys().collect();
    for curve in &mut map.curves {
        clear(&there, &mut curve.persona);
        clear(&there, &mut curve.lane);
    }
    let is_lost = |subject: Subject| match subject {
        Subject::Map => false,
        Subject::Stage(id) => !there.contains(&Key::Stage(id)),
        Subject::Card(id) => !there.contains(&Key::Card(id)),
    };
    map.forget_subjects(is_lost);
    for stage in &mut map.stages {
        let is_lost = |target: Option<Key>| target.is_some_and(|it| !there.contains(&it));
        let loses = |card: &Card| is_lost(card.channel.target()) || is_lost(card.metric.target());
        let points = stage
            .points
            .iter()
            .any(|point| is_lost(point.card.target()));
        if !points && !stage.cards.iter().any(|card| loses(card)) {
            continue;
        }
        let stage = Arc::make_mut(stage);
        for card in stage.cards.iter_mut().filter(|card| loses(card)) {
            let card = Arc::make_mut(card);
            clear(&there, &mut card.channel);
            clear(&there, &mut card.metric);
        }
        for point in &mut stage.points {
            clear(&there, &mut point.card);
        }
    }
    for view in &mut map.views {
        forget_in_view(view, &there);
    }
}

fn forget_in_view(view: &mut View, there: &BTreeSet<Key>) {
    view.without_stages
        .retain(|id| there.contains(&Key::Stage(*id)));
    view.without_lanes
        .retain(|id| there.contains(&Key::Lane(*id)));
    view.without_curves
        .retain(|id| there.contains(&Key::Curve(*id)));
    view.without_personas
        .retain(|id| there.contains(&Key::Persona(*id)));
}

fn clear<T: Value>(there: &BTreeSet<Key>, reference: &mut Option<T>) {
    let target = reference.as_ref().and_then(Value::target);
    if target.is_some_and(|target| !there.contains(&target)) {
        *reference = None;
    }
}
