//! Cards and emotion points of the merged map: where each is put, and in which
//! order a stage has them. Where something is, is one field: stage, lane (or
//! curve) and how far across. Knows nothing of other parts.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    Choice,
    meeting::Meeting,
    order::{Lists, Order, ordered},
};
use crate::model::{
    At, Card, CurveId, EmotionPoint, LaneId, Map, Stage, StageId,
    compare::{Fields, Index, Item, Key, Meet, Value, percent, plain},
};

/// Where something is.
#[derive(Clone, Debug, PartialEq)]
struct Place {
    stage: StageId,
    on: Key,
    at: At,
}

impl Value for Place {
    fn words(&self, map: &Map) -> String {
        let stage = map.stage(self.stage).map(|(_, stage)| plain(&stage.name));
        let stage = stage.unwrap_or_default();
        format!("{}, {}, {}", stage, self.on.called(map), percent(self.at))
    }
}

impl Place {
    fn is_kept(&self, kept: &BTreeSet<Key>) -> bool {
        kept.contains(&Key::Stage(self.stage)) && kept.contains(&self.on)
    }
}

/// What a stage holds.
trait Held: Fields {
    fn on(&self) -> Key;
    fn at(&self) -> At;
    fn put(&mut self, on: &Key, at: At);
}

impl Held for Card {
    fn on(&self) -> Key {
        Key::Lane(self.lane)
    }

    fn at(&self) -> At {
        self.at
    }

    fn put(&mut self, on: &Key, at: At) {
        if let Key::Lane(lane) = on {
            self.lane = LaneId(lane.0);
        }
        self.at = at;
    }
}

impl Held for EmotionPoint {
    fn on(&self) -> Key {
        Key::Curve(self.curve)
    }

    fn at(&self) -> At {
        self.at
    }

    fn put(&mut self, on: &Key, at: At) {
        if let Key::Curve(curve) = on {
            self.curve = CurveId(curve.0);
        }
        self.at = at;
    }
}

/// Something held and the stage that holds it.
type In<'a, T> = (StageId, &'a T);

/// What every stage holds in the end: the cards and points by their stage.
#[derive(Default)]
pub(super) struct Content {
    cards: BTreeMap<StageId, BTreeMap<Key, Arc<Card>>>,
    points: BTreeMap<StageId, BTreeMap<Key, EmotionPoint>>,
}

impl Content {
    /// Merges the cards and points that are kept.
    pub(super) fn merged(meeting: &mut Meeting<'_>, kept: &BTreeSet<Key>) -> Self {
        let mut content = Self::default();
        for key in kept {
            match key {
                Key::Card(_) => {
                    if let Some((stage, card)) = merged_card(meeting, key, kept) {
                        let cards = content.cards.entry(stage).or_default();
                        cards.insert(key.clone(), card);
                    }
                }
                Key::Point(_) => {
                    let sides = [meeting.base, meeting.mine, meeting.theirs];
                    let sides = sides.map(|index| point_of(index, key));
                    if let Some((stage, point)) = merged_held(meeting, key, kept, sides) {
                        let points = content.points.entry(stage).or_default();
                        points.insert(key.clone(), point);
                    }
                }
                Key::Header
                | Key::Persona(_)
                | Key::Channel(_)
                | Key::Divider(_)
                | Key::Lane(_)
                | Key::Curve(_)
                | Key::Stage(_)
                | Key::Feedback(_)
                | Key::Metric(_)
                | Key::View(..)
                | Key::Picture(_) => {}
            }
        }
        content
    }

    /// Fills a stage with what it holds, in the order of both sides.
    pub(super) fn fill(&mut self, meeting: &mut Meeting<'_>, stage: &mut Stage) {
        let mut cards = self.cards.remove(&stage.id).unwrap_or_default();
        let order = order_in(meeting, stage.id, &cards, |stage| {
            stage.cards.iter().map(|card| Key::Card(card.id)).collect()
        });
        let order = match order {
            Order::One(order) => order,
            Order::Two(mine, theirs) => {
                meeting.at = Key::Stage(stage.id);
                let names = |order: &[Key], index: &Index<'_>| names(order, index);
                let words = [
                    "another".to_owned(),
                    names(&mine, meeting.mine),
                    names(&theirs, meeting.theirs),
                ];
                let choice = meeting.conflict("order of its cards", words);
                Order::Two(mine, theirs).chosen(choice)
            }
        };
        stage.cards = order.iter().filter_map(|key| cards.remove(key)).collect();
        // The order of points means nothing: they are joined by where they are.
        let mut points = self.points.remove(&stage.id).unwrap_or_default();
        let order = order_in(meeting, stage.id, &points, |stage| {
            stage
                .points
                .iter()
                .map(|point| Key::Point(point.id))
                .collect()
        });
        let order = order.chosen(Choice::Mine);
        stage.points = order.iter().filter_map(|key| points.remove(key)).collect();
    }
}

/// The order of a stage's cards or points.
fn order_in<T>(
    meeting: &Meeting<'_>,
    stage: StageId,
    held: &BTreeMap<Key, T>,
    keys: impl Fn(&Stage) -> Vec<Key>,
) -> Order<Key> {
    let of = |index: &Index<'_>| {
        let found = index.item(&Key::Stage(stage)).and_then(Item::stage);
        found.map(|stage| keys(stage)).unwrap_or_default()
    };
    let lists = Lists {
        base: &of(meeting.base),
        mine: &of(meeting.mine),
        theirs: &of(meeting.theirs),
    };
    ordered(&held.keys().cloned().collect(), &lists)
}

/// The names of parts in an order, as many as tell it.
pub(super) fn names(order: &[Key], index: &Index<'_>) -> String {
    const SHOWN: usize = 12;
    let shown = order.iter().take(SHOWN);
    let mut names: Vec<String> = shown.map(|key| index.name(key)).collect();
    if order.len() > SHOWN {
        names.push("…".into());
    }
    names.join(", ")
}

fn card_of<'a>(index: &Index<'a>, key: &Key) -> Option<In<'a, Arc<Card>>> {
    let Some(Item::Card(stage, card)) = index.item(key) else {
        return None;
    };
    Some((stage.id, card))
}

fn point_of<'a>(index: &Index<'a>, key: &Key) -> Option<In<'a, EmotionPoint>> {
    let Some(Item::Point(stage, point)) = index.item(key) else {
        return None;
    };
    Some((stage.id, point))
}

/// A card, shared with the side that has it as it will be.
fn merged_card(
    meeting: &mut Meeting<'_>,
    key: &Key,
    kept: &BTreeSet<Key>,
) -> Option<(StageId, Arc<Card>)> {
    let sides = [meeting.base, meeting.mine, meeting.theirs];
    let sides = sides.map(|index| card_of(index, key));
    let [_, mine, theirs] = sides;
    let plain = sides.map(|side| side.map(|(stage, card)| (stage, &**card)));
    let (stage, card) = merged_held(meeting, key, kept, plain)?;
    let shared = [mine, theirs].into_iter().flatten();
    let mut shared = shared.filter(|(_, held)| ***held == card);
    let card = match shared.next() {
        Some((_, held)) => Arc::clone(held),
        None => Arc::new(card),
    };
    Some((stage, card))
}

/// One thing of both sides, put where it can be. `None` when nothing is left
/// that could hold it.
fn merged_held<T: Held>(
    meeting: &mut Meeting<'_>,
    key: &Key,
    kept: &BTreeSet<Key>,
    sides: [Option<In<'_, T>>; 3],
) -> Option<(StageId, T)> {
    let [base, mine, theirs] = sides;
    let place = |(stage, held): In<'_, T>| Place {
        stage,
        on: held.on(),
        at: held.at(),
    };
    let (mut made, chosen) = match (mine, theirs) {
        (Some(mine), Some(theirs)) => {
            meeting.at = key.clone();
            let before = base.map(place);
            let chosen = meeting.field("place", before.as_ref(), &place(mine), &place(theirs));
            let before = base.map(|(_, held)| held);
            (T::merged(before, mine.1, theirs.1, meeting), chosen)
        }
        (Some(one), None) | (None, Some(one)) => (one.1.clone(), place(one)),
        (None, None) => return None,
    };
    let others = [mine, theirs, base].into_iter().flatten().map(place);
    let mut places = std::iter::once(chosen).chain(others);
    let place = places.find(|place| place.is_kept(kept))?;
    made.put(&place.on, place.at);
    Some((place.stage, made))
}
