//! Ids that are taken twice: the later element gets one of its own, and what
//! refers to it follows where it alone can be meant. Knows ids and who has
//! them, nothing of what is wrong with a map otherwise.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{Repair, own_channel};
use crate::model::{
    check::quoted,
    id::{CardId, StageId},
    map::Map,
    stage::{Card, EmotionPoint},
    view::View,
    words::Channel,
};

/// What an id names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Persona,
    Channel,
    Lane,
    Curve,
    Stage,
    Card,
    Point,
    Metric,
    Feedback,
}

impl Kind {
    const fn noun(self) -> &'static str {
        match self {
            Self::Persona => "persona",
            Self::Channel => "channel",
            Self::Lane => "lane",
            Self::Curve => "curve",
            Self::Stage => "stage",
            Self::Card => "card",
            Self::Point => "an emotion point of stage",
            Self::Metric => "metric",
            Self::Feedback => "feedback",
        }
    }
}

/// The ids in use, and who had each first.
pub(super) struct Ids {
    /// Of elements, and those that something refers to in vain.
    used: BTreeSet<u32>,
    first: BTreeMap<u32, (Kind, String)>,
    next: u32,
}

impl Ids {
    pub(super) fn of(map: &Map) -> Self {
        let mut used = BTreeSet::new();
        each_id(&mut map.clone(), &mut |id, _, _| {
            used.insert(*id);
        });
        // Above all, unless little is left there: then what is free below.
        let above = used.last().map_or(1, |last| last.saturating_add(1));
        used.extend(references(map));
        Self {
            used,
            first: BTreeMap::new(),
            next: if above > u32::MAX / 2 { 1 } else { above },
        }
    }

    /// An id that nothing has and nothing refers to.
    pub(super) fn fresh(&mut self) -> u32 {
        while !self.used.insert(self.next) {
            self.next = self.next.checked_add(1).unwrap_or(1);
        }
        self.next
    }

    /// Gives every element whose id is taken one of its own.
    pub(super) fn part(&mut self, map: &mut Map, repairs: &mut Vec<Repair>) {
        let mut moved = Moved::default();
        each_id(map, &mut |id, kind, name| {
            repairs.extend(self.claim(id, kind, name, &mut moved));
        });
        moved.follow(map);
    }

    fn claim(&mut self, id: &mut u32, kind: Kind, name: &str, moved: &mut Moved) -> Option<Repair> {
        let Some((other, others)) = self.first.get(id).cloned() else {
            self.first.insert(*id, (kind, name.into()));
            return None;
        };
        let old = std::mem::replace(id, self.fresh());
        // Only the first of its sort can be meant by what refers to it.
        let references = if other != kind && moved.add(kind, old, *id) {
            "what refers to it came along"
        } else {
            "what refers to that id means the first"
        };
        Some(Repair(format!(
            "{} {} has the same id {old} as {} {}; it got an id of its own, and {references}",
            kind.noun(),
            quoted(name),
            other.noun(),
            quoted(&others)
        )))
    }
}

/// Visits the id of every element with what it is and its name.
fn each_id(map: &mut Map, visit: &mut impl FnMut(&mut u32, Kind, &str)) {
    for persona in &mut map.personas {
        visit(&mut persona.id.0, Kind::Persona, &persona.name);
    }
    for channel in &mut map.channels {
        visit(&mut channel.id.0, Kind::Channel, &channel.name);
    }
    for lane in &mut map.lanes {
        visit(&mut lane.id.0, Kind::Lane, &lane.name);
    }
    for curve in &mut map.curves {
        visit(&mut curve.id.0, Kind::Curve, &curve.name);
    }
    for stage in &mut map.stages {
        let stage = Arc::make_mut(stage);
        visit(&mut stage.id.0, Kind::Stage, &stage.name);
        for card in &mut stage.cards {
            let card = Arc::make_mut(card);
            visit(&mut card.id.0, Kind::Card, &card.text);
        }
        for point in &mut stage.points {
            visit(&mut point.id.0, Kind::Point, &stage.name);
        }
    }
    for metric in &mut map.metrics {
        visit(&mut metric.id.0, Kind::Metric, &metric.name);
    }
    for feedback in Arc::make_mut(&mut map.feedback) {
        let feedback = Arc::make_mut(feedback);
        visit(&mut feedback.id.0, Kind::Feedback, &feedback.verbatim);
    }
}

/// Every id that something refers to.
fn references(map: &Map) -> BTreeSet<u32> {
    let mut found = BTreeSet::new();
    each_reference(&mut map.clone(), &mut |id, _| {
        found.insert(*id);
    });
    found
}

/// Visits every reference with what it refers to.
fn each_reference(map: &mut Map, visit: &mut impl FnMut(&mut u32, Kind)) {
    for curve in &mut map.curves {
        if let Some(persona) = &mut curve.persona {
            visit(&mut persona.0, Kind::Persona);
        }
        if let Some(lane) = &mut curve.lane {
            visit(&mut lane.0, Kind::Lane);
        }
    }
    for stage in &mut map.stages {
        let stage = Arc::make_mut(stage);
        for card in &mut stage.cards {
            each_of_card(Arc::make_mut(card), visit);
        }
        for point in &mut stage.points {
            each_of_point(point, visit);
        }
    }
    for feedback in Arc::make_mut(&mut map.feedback) {
        let feedback = Arc::make_mut(feedback);
        each_of_subject(&mut feedback.stage, &mut feedback.card, visit);
    }
    for metric in &mut map.metrics {
        each_of_subject(&mut metric.stage, &mut metric.card, visit);
    }
    for rule in &mut map.rules {
        each_of_subject(&mut rule.stage, &mut rule.card, visit);
    }
    for view in &mut map.views {
        each_of_view(view, visit);
    }
}

fn each_of_subject(
    stage: &mut Option<StageId>,
    card: &mut Option<CardId>,
    visit: &mut impl FnMut(&mut u32, Kind),
) {
    if let Some(stage) = stage {
        visit(&mut stage.0, Kind::Stage);
    }
    if let Some(card) = card {
        visit(&mut card.0, Kind::Card);
    }
}

fn each_of_card(card: &mut Card, visit: &mut impl FnMut(&mut u32, Kind)) {
    visit(&mut card.lane.0, Kind::Lane);
    if let Some(metric) = &mut card.metric {
        visit(&mut metric.0, Kind::Metric);
    }
    if let Some(mut own) = own_channel(card) {
        visit(&mut own.0, Kind::Channel);
        card.channel = Some(Channel::Own(own));
    }
}

fn each_of_point(point: &mut EmotionPoint, visit: &mut impl FnMut(&mut u32, Kind)) {
    visit(&mut point.curve.0, Kind::Curve);
    if let Some(card) = &mut point.card {
        visit(&mut card.0, Kind::Card);
    }
}

fn each_of_view(view: &mut View, visit: &mut impl FnMut(&mut u32, Kind)) {
    in_set(&mut view.without_stages, |id| visit(&mut id.0, Kind::Stage));
    in_set(&mut view.without_lanes, |id| visit(&mut id.0, Kind::Lane));
    in_set(&mut view.without_curves, |id| visit(&mut id.0, Kind::Curve));
    in_set(&mut view.without_personas, |id| {
        visit(&mut id.0, Kind::Persona);
    });
}

fn in_set<T: Copy + Ord>(set: &mut BTreeSet<T>, mut visit: impl FnMut(&mut T)) {
    *set = set
        .iter()
        .map(|id| {
            let mut id = *id;
            visit(&mut id);
            id
        })
        .collect();
}

/// Ids that became others, for the first of each sort that left one.
#[derive(Default)]
struct Moved(BTreeMap<(Kind, u32), u32>);

impl Moved {
    /// Whether it is the first of its sort that leaves this id.
    fn add(&mut self, kind: Kind, from: u32, to: u32) -> bool {
        let is_first = !self.0.contains_key(&(kind, from));
        self.0.entry((kind, from)).or_insert(to);
        is_first
    }

    /// Lets what refers to them follow.
    fn follow(&self, map: &mut Map) {
        if self.0.is_empty() {
            return;
        }
        each_reference(map, &mut |id, kind| {
            if let Some(to) = self.0.get(&(kind, *id)) {
                *id = *to;
            }
        });
    }
}
