//! New ids for what is new. Ids are minted from the map, so two people who add
//! something to the same map get the same id for it: one of the two is given a
//! fresh one, with everything that refers to it. Knows nothing of conflicts.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::model::{
    Card, CardId, Channel, ChannelId, Curve, CurveId, EmotionPoint, Feedback, FeedbackId, LaneId,
    Map, MetricId, PersonaId, PointId, Stage, StageId, View,
    compare::{Index, Key},
};

/// Which ids change, and the names of which pictures.
#[derive(Default)]
pub(super) struct Renamed {
    numbers: BTreeMap<Key, u32>,
    pictures: BTreeMap<String, String>,
}

/// What has to change on my side and on theirs, so that one id or name means
/// one thing on all three maps. Without a known past (`is_known` is false) one
/// id of the same sort is the same thing.
pub(super) fn collisions(
    base: &Index<'_>,
    mine: &Index<'_>,
    theirs: &Index<'_>,
    is_known: bool,
) -> (Renamed, Renamed) {
    let owners = |index: &'_ Index<'_>| -> BTreeMap<u32, Key> {
        let keys = index.items.keys();
        keys.filter_map(|key| Some((key.number()?, key.clone())))
            .collect()
    };
    let (in_mine, in_theirs) = (owners(mine), owners(theirs));
    let is_new = |key: &&Key| !base.has(key);
    let mut of_theirs: BTreeSet<Key> = theirs.items.keys().filter(is_new).cloned().collect();
    of_theirs.retain(|key| {
        let owner = key.number().and_then(|number| in_mine.get(&number));
        owner.is_some_and(|owner| owner != key || is_known && !is_same_addition(mine, theirs, key))
    });
    // What refers to something that differs, differs.
    if is_known {
        let alike = |renamed: &BTreeSet<Key>| carried(mine, theirs, base, renamed);
        let mut more = alike(&of_theirs);
        while !more.is_empty() {
            of_theirs.extend(more);
            more = alike(&of_theirs);
        }
    }
    let mut of_mine: BTreeSet<Key> = mine.items.keys().filter(is_new).cloned().collect();
    of_mine.retain(|key| {
        let owner = key.number().and_then(|number| in_theirs.get(&number));
        owner.is_some_and(|owner| owner != key && !of_theirs.contains(owner))
    });
    let keys = [base, mine, theirs].into_iter();
    let used = keys.flat_map(|index| index.items.keys().filter_map(Key::number));
    let mut free = free_numbers(used.collect());
    let mut fresh = |keys: BTreeSet<Key>| keys.into_iter().zip(free.by_ref()).collect();
    let theirs_renamed = Renamed {
        numbers: fresh(of_theirs),
        pictures: if is_known {
            pictures(base, mine, theirs)
        } else {
            BTreeMap::new()
        },
    };
    let mine_renamed = Renamed {
        numbers: fresh(of_mine),
        pictures: BTreeMap::new(),
    };
    (mine_renamed, theirs_renamed)
}

/// Numbers that no id has: those above all others, then those between.
fn free_numbers(used: BTreeSet<u32>) -> impl Iterator<Item = u32> {
    let largest = used.last().copied().unwrap_or(0);
    let above = largest.checked_add(1).map(|first| first..=u32::MAX);
    let between = (1..largest).filter(move |number| !used.contains(number));
    above.into_iter().flatten().chain(between)
}

/// Whether both sides added the very same thing.
fn is_same_addition(mine: &Index<'_>, theirs: &Index<'_>, key: &Key) -> bool {
    let pair = mine.item(key).zip(theirs.item(key));
    pair.is_some_and(|(mine, theirs)| mine.same(&theirs))
}

/// What both added alike that refers to something that is renamed.
fn carried(
    mine: &Index<'_>,
    theirs: &Index<'_>,
    base: &Index<'_>,
    renamed: &BTreeSet<Key>,
) -> Vec<Key> {
    if renamed.is_empty() {
        return Vec::new();
    }
    let alike = theirs.items.iter().filter(|(key, _)| {
        key.number().is_some() && mine.has(key) && !base.has(key) && !renamed.contains(*key)
    });
    let carried = alike.filter(|(_, item)| {
        let targets = item.targets();
        targets.iter().any(|target| renamed.contains(target))
    });
    carried.map(|(key, _)| key.clone()).collect()
}

/// New names for pictures of theirs that share one with another of mine.
fn pictures(base: &Index<'_>, mine: &Index<'_>, theirs: &Index<'_>) -> BTreeMap<String, String> {
    let mut renamed: BTreeMap<String, String> = BTreeMap::new();
    for (name, picture) in &theirs.map.pictures {
        let other = mine.map.pictures.get(name);
        let differs = other.is_some_and(|other| other != picture);
        if !differs || base.map.pictures.contains_key(name) {
            continue;
        }
        let is_free = |name: &String| {
            let mut maps = [base, mine, theirs].into_iter();
            maps.all(|index| !index.map.pictures.contains_key(name))
                && renamed.values().all(|taken| taken != name)
        };
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let dot = if ending.is_empty() { "" } else { "." };
        let names = (2..=u32::MAX).map(|number| format!("{stem}-{number}{dot}{ending}"));
        if let Some(free) = names.into_iter().find(is_free) {
            renamed.insert(name.clone(), free);
        }
    }
    renamed
}

impl Renamed {
    /// The map with the new ids and names, and every reference to them.
    pub(super) fn applied(&self, map: &Map) -> Map {
        let mut map = map.clone();
        if self.numbers.is_empty() && self.pictures.is_empty() {
            return map;
        }
        for persona in &mut map.personas {
            self.persona(&mut persona.id);
            self.picture(&mut persona.portrait);
        }
        for own in &mut map.channels {
            self.set(&Key::Channel(own.id), &mut own.id.0);
        }
        for lane in &mut map.lanes {
            self.lane(&mut lane.id);
        }
        for curve in &mut map.curves {
            self.curve(curve);
        }
        for stage in &mut map.stages {
            self.stage(stage);
        }
        self.log(&mut map);
        for metric in &mut map.metrics {
            self.metric(&mut metric.id);
            self.subject(&mut metric.stage, &mut metric.card);
        }
        for rule in &mut map.rules {
            self.subject(&mut rule.stage, &mut rule.card);
        }
        for dismissal in &mut map.dismissed {
            let old = dismissal.about;
            let mut renamed = self.numbers.iter();
            let renamed = renamed.find(|(key, _)| old.is_some() && key.number() == old);
            dismissal.about = renamed.map(|(_, new)| *new).or(old);
        }
        for view in &mut map.views {
            self.view(view);
        }
        let pictures = std::mem::take(&mut map.pictures);
        map.pictures = pictures
            .into_iter()
            .map(|(name, picture)| (self.pictures.get(&name).cloned().unwrap_or(name), picture))
            .collect();
        map.restore_mint();
        map
    }

    /// Copies of the feedback only what changes.
    fn log(&self, map: &mut Map) {
        let changed = map.feedback.iter().map(|told| {
            let mut changed = Feedback::clone(told);
            self.set(&Key::Feedback(FeedbackId(told.id.0)), &mut changed.id.0);
            self.subject(&mut changed.stage, &mut changed.card);
            if changed == **told {
                Arc::clone(told)
            } else {
                Arc::new(changed)
            }
        });
        map.feedback = Arc::new(changed.collect());
    }

    fn subject(&self, stage: &mut Option<StageId>, card: &mut Option<CardId>) {
        if let Some(id) = stage {
            self.set(&Key::Stage(*id), &mut id.0);
        }
        if let Some(id) = card {
            self.card_id(id);
        }
    }

    fn set(&self, key: &Key, id: &mut u32) {
        if let Some(number) = self.numbers.get(key) {
            *id = *number;
        }
    }

    fn persona(&self, id: &mut PersonaId) {
        self.set(&Key::Persona(*id), &mut id.0);
    }

    fn lane(&self, id: &mut LaneId) {
        self.set(&Key::Lane(*id), &mut id.0);
    }

    fn card_id(&self, id: &mut CardId) {
        self.set(&Key::Card(*id), &mut id.0);
    }

    fn metric(&self, id: &mut MetricId) {
        self.set(&Key::Metric(*id), &mut id.0);
    }

    fn picture(&self, name: &mut Option<String>) {
        let renamed = name.as_ref().and_then(|name| self.pictures.get(name));
        if let Some(renamed) = renamed {
            *name = Some(renamed.clone());
        }
    }

    fn curve(&self, curve: &mut Curve) {
        self.set(&Key::Curve(curve.id), &mut curve.id.0);
        if let Some(id) = &mut curve.persona {
            self.persona(id);
        }
        if let Some(id) = &mut curve.lane {
            self.lane(id);
        }
    }

    /// Copies a stage, a card or a point only where it changes.
    fn stage(&self, stage: &mut Arc<Stage>) {
        let mut id = stage.id;
        self.set(&Key::Stage(id), &mut id.0);
        let cards: Vec<Arc<Card>> = stage.cards.iter().map(|card| self.card(card)).collect();
        let points: Vec<EmotionPoint> = stage.points.iter().map(|it| self.point(it)).collect();
        let is_same = std::iter::zip(&cards, &stage.cards).all(|(a, b)| Arc::ptr_eq(a, b));
        if id != stage.id || !is_same || points != stage.points {
            let changed = Arc::make_mut(stage);
            changed.id = StageId(id.0);
            changed.cards = cards;
            changed.points = points;
        }
    }

    fn card(&self, card: &Arc<Card>) -> Arc<Card> {
        let mut changed = Card::clone(card);
        self.card_id(&mut changed.id);
        self.lane(&mut changed.lane);
        if let Some(Channel::Own(id)) = &mut changed.channel {
            self.set(&Key::Channel(ChannelId(id.0)), &mut id.0);
        }
        if let Some(id) = &mut changed.metric {
            self.metric(id);
        }
        self.picture(&mut changed.picture);
        if changed == **card {
            Arc::clone(card)
        } else {
            Arc::new(changed)
        }
    }

    fn point(&self, point: &EmotionPoint) -> EmotionPoint {
        let mut point = point.clone();
        self.set(&Key::Point(PointId(point.id.0)), &mut point.id.0);
        self.set(&Key::Curve(CurveId(point.curve.0)), &mut point.curve.0);
        if let Some(id) = &mut point.card {
            self.card_id(id);
        }
        point
    }

    fn view(&self, view: &mut View) {
        let number = |key: Key, id: u32| self.numbers.get(&key).copied().unwrap_or(id);
        let stages = view.without_stages.iter();
        view.without_stages = stages
            .map(|id| StageId(number(Key::Stage(*id), id.0)))
            .collect();
        let lanes = view.without_lanes.iter();
        view.without_lanes = lanes
            .map(|id| LaneId(number(Key::Lane(*id), id.0)))
            .collect();
        let curves = view.without_curves.iter();
        view.without_curves = curves
            .map(|id| CurveId(number(Key::Curve(*id), id.0)))
            .collect();
        let personas = view.without_personas.iter();
        view.without_personas = personas
            .map(|id| PersonaId(number(Key::Persona(*id), id.0)))
            .collect();
    }
}
