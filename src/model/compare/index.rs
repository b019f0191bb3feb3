//! A map by the names of its parts: each part at hand, with what it refers to
//! and where it is. Knows nothing of a second map.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    fields::{Difference, Fields},
    key::{Key, card_called, plain, point_called},
    value::Value,
};
use crate::model::{
    Card, Curve, EmotionPoint, Feedback, Lane, Map, Metric, OwnChannel, Persona, Picture, Stage,
    View,
};

/// A part of a map.
#[derive(Clone, Copy)]
pub(in crate::model) enum Item<'a> {
    /// A persona.
    Persona(&'a Persona),
    /// A channel of the map's own.
    Channel(&'a OwnChannel),
    /// A lane, without its line.
    Lane(&'a Lane),
    /// A curve, without its points.
    Curve(&'a Curve),
    /// A stage, without what it holds.
    Stage(&'a Arc<Stage>),
    /// A card and the stage that owns it.
    Card(&'a Arc<Stage>, &'a Arc<Card>),
    /// An emotion point and the stage that owns it.
    Point(&'a Arc<Stage>, &'a EmotionPoint),
    /// What a customer said.
    Feedback(&'a Feedback),
    /// A metric.
    Metric(&'a Metric),
    /// A saved view.
    View(&'a View),
    /// A picture.
    Picture(&'a Arc<Picture>),
}

impl Item<'_> {
    /// Whether both are the same part, equal and in the same place.
    pub(in crate::model) fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Persona(a), Self::Persona(b)) => a.same(b),
            (Self::Channel(a), Self::Channel(b)) => a.same(b),
            (Self::Lane(a), Self::Lane(b)) => a.same(b),
            (Self::Curve(a), Self::Curve(b)) => a.same(b),
            (Self::Stage(a), Self::Stage(b)) => Arc::ptr_eq(a, b) || a.same(b),
            (Self::Card(in_a, a), Self::Card(in_b, b)) => {
                in_a.id == in_b.id && (Arc::ptr_eq(a, b) || a == b)
            }
            (Self::Point(in_a, a), Self::Point(in_b, b)) => in_a.id == in_b.id && a == b,
            (Self::Feedback(a), Self::Feedback(b)) => a.same(b),
            (Self::Metric(a), Self::Metric(b)) => a.same(b),
            (Self::View(a), Self::View(b)) => a.same(b),
            (Self::Picture(a), Self::Picture(b)) => Arc::ptr_eq(a, b) || a == b,
            _ => false,
        }
    }

    /// The fields in which two differ, without their places.
    pub(in crate::model) fn differences(
        &self,
        other: &Self,
        maps: (&Map, &Map),
    ) -> Vec<Difference> {
        match (self, other) {
            (Self::Persona(a), Self::Persona(b)) => a.differences(b, maps),
            (Self::Channel(a), Self::Channel(b)) => a.differences(b, maps),
            (Self::Lane(a), Self::Lane(b)) => a.differences(b, maps),
            (Self::Curve(a), Self::Curve(b)) => a.differences(b, maps),
            (Self::Stage(a), Self::Stage(b)) => a.differences(b, maps),
            (Self::Card(_, a), Self::Card(_, b)) => a.differences(b, maps),
            (Self::Point(_, a), Self::Point(_, b)) => a.differences(b, maps),
            (Self::Feedback(a), Self::Feedback(b)) => a.differences(b, maps),
            (Self::Metric(a), Self::Metric(b)) => a.differences(b, maps),
            (Self::View(a), Self::View(b)) => a.differences(b, maps),
            (Self::Picture(a), Self::Picture(b)) => {
                let [was, is] = [a, b].map(|picture| picture_words(picture));
                let differs = (!self.same(other)).then_some(Difference {
                    label: "picture",
                    was,
                    is,
                    is_text: true,
                });
                differs.into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// What it cannot be without: a card its stage and lane, a point its stage
    /// and curve.
    pub(in crate::model) fn holders(&self) -> Vec<Key> {
        match self {
            Self::Card(stage, card) => vec![Key::Stage(stage.id), Key::Lane(card.lane)],
            Self::Point(stage, point) => vec![Key::Stage(stage.id), Key::Curve(point.curve)],
            Self::Persona(_)
            | Self::Channel(_)
            | Self::Lane(_)
            | Self::Curve(_)
            | Self::Stage(_)
            | Self::Feedback(_)
            | Self::Metric(_)
            | Self::View(_)
            | Self::Picture(_) => Vec::new(),
        }
    }

    /// Everything it uses, what holds it included. A view uses nothing: it
    /// only leaves out.
    pub(in crate::model) fn targets(&self) -> Vec<Key> {
        let mut targets = self.holders();
        match self {
            Self::Curve(curve) => {
                targets.extend(curve.persona.target());
                targets.extend(curve.lane.target());
            }
            Self::Card(_, card) => {
                targets.extend(card.channel.target());
                targets.extend(card.metric.target());
            }
            Self::Point(_, point) => targets.extend(point.card.target()),
            Self::Feedback(told) => {
                targets.extend(told.stage.target());
                targets.extend(told.card.target());
            }
            Self::Metric(metric) => {
                targets.extend(metric.stage.target());
                targets.extend(metric.card.target());
            }
            Self::Persona(_)
            | Self::Channel(_)
            | Self::Lane(_)
            | Self::Stage(_)
            | Self::View(_)
            | Self::Picture(_) => {}
        }
        targets
    }
}

/// The part, when it is of a sort.
macro_rules! sorts {
    ($($name:ident: $variant:ident is $type:ty),+ $(,)?) => {
        impl<'a> Item<'a> {$(
            pub(in crate::model) fn $name(self) -> Option<&'a $type> {
                if let Self::$variant(part) = self { Some(part) } else { None }
            }
        )+}
    };
}

sorts!(
    persona: Persona is Persona,
    channel: Channel is OwnChannel,
    lane: Lane is Lane,
    curve: Curve is Curve,
    stage: Stage is Arc<Stage>,
    feedback: Feedback is Feedback,
    metric: Metric is Metric,
    view: View is View,
);

/// A picture by its size.
pub(in crate::model) fn picture_words(picture: &Picture) -> String {
    let (width, height) = picture.size();
    let kilobytes = picture.weight().div_ceil(1000);
    format!("{width} × {height}, {kilobytes} kB")
}

/// A map and its parts by name.
pub(in crate::model) struct Index<'a> {
    /// The map.
    pub(in crate::model) map: &'a Map,
    /// Its parts.
    pub(in crate::model) items: BTreeMap<Key, Item<'a>>,
}

impl<'a> Index<'a> {
    /// Everything of a map.
    pub(in crate::model) fn of(map: &'a Map) -> Self {
        Self::without_content(map, |_| false)
    }

    /// The same, but for the cards and points of stages that are passed by.
    pub(in crate::model) fn without_content(
        map: &'a Map,
        passed: impl Fn(&Arc<Stage>) -> bool,
    ) -> Self {
        let mut items = BTreeMap::new();
        for (key, item) in listed(map) {
            items.insert(key, item);
        }
        for stage in map.stages.iter().filter(|stage| !passed(stage)) {
            let cards = stage.cards.iter();
            items.extend(cards.map(|card| (Key::Card(card.id), Item::Card(stage, card))));
            let points = stage.points.iter();
            items.extend(points.map(|point| (Key::Point(point.id), Item::Point(stage, point))));
        }
        Self { map, items }
    }

    /// Whether it has such a part.
    pub(in crate::model) fn has(&self, key: &Key) -> bool {
        self.items.contains_key(key)
    }

    /// The part, if it has it.
    pub(in crate::model) fn item(&self, key: &Key) -> Option<Item<'a>> {
        self.items.get(key).copied()
    }

    /// What a part is called here.
    pub(in crate::model) fn called(&self, key: &Key) -> String {
        match self.item(key) {
            Some(Item::Card(stage, card)) => card_called(self.map, stage, card),
            Some(Item::Point(stage, point)) => point_called(self.map, stage, point),
            _ => key.called(self.map),
        }
    }

    /// A part by its name alone.
    pub(in crate::model) fn name(&self, key: &Key) -> String {
        match self.item(key) {
            Some(Item::Persona(persona)) => plain(&persona.name),
            Some(Item::Channel(own)) => plain(&own.name),
            Some(Item::Lane(lane)) => plain(&lane.name),
            Some(Item::Curve(curve)) => plain(&curve.name),
            Some(Item::Stage(stage)) => plain(&stage.name),
            Some(Item::Card(_, card)) => plain(&card.text),
            Some(Item::View(view)) => plain(&view.name),
            _ => self.called(key),
        }
    }

    /// The parts of a sort, in order.
    pub(in crate::model) fn keys(&self, sort: Sort) -> Vec<Key> {
        let map = self.map;
        match sort {
            Sort::Personas => map.personas.iter().map(|it| Key::Persona(it.id)).collect(),
            Sort::Channels => map.channels.iter().map(|it| Key::Channel(it.id)).collect(),
            Sort::Lanes => map.lanes.iter().map(|it| Key::Lane(it.id)).collect(),
            Sort::Curves => map.curves.iter().map(|it| Key::Curve(it.id)).collect(),
            Sort::Stages => map.stages.iter().map(|it| Key::Stage(it.id)).collect(),
            Sort::Feedback => map.feedback.iter().map(|it| Key::Feedback(it.id)).collect(),
            Sort::Metrics => map.metrics.iter().map(|it| Key::Metric(it.id)).collect(),
            Sort::Views => views(map).map(|(key, _)| key).collect(),
            Sort::Pictures => map.pictures.keys().cloned().map(Key::Picture).collect(),
        }
    }
}

/// The lists of a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::model) enum Sort {
    /// Its personas.
    Personas,
    /// Its own channels.
    Channels,
    /// Its lanes.
    Lanes,
    /// Its curves.
    Curves,
    /// Its stages.
    Stages,
    /// Its feedback.
    Feedback,
    /// Its metrics.
    Metrics,
    /// Its saved views.
    Views,
    /// Its pictures, which have no order.
    Pictures,
}

impl Sort {
    /// What the order of these is called; `None` where it means nothing.
    pub(in crate::model) const fn order_label(self) -> Option<&'static str> {
        Some(match self {
            Self::Personas => "order of the personas",
            Self::Channels => "order of the channels",
            Self::Lanes => "order of the lanes",
            Self::Curves => "order of the curves",
            Self::Stages => "order of the stages",
            Self::Views => "order of the saved views",
            Self::Feedback | Self::Metrics | Self::Pictures => return None,
        })
    }
}

fn listed(map: &Map) -> impl Iterator<Item = (Key, Item<'_>)> {
    let personas = map
        .personas
        .iter()
        .map(|it| (Key::Persona(it.id), Item::Persona(it)));
    let channels = map
        .channels
        .iter()
        .map(|it| (Key::Channel(it.id), Item::Channel(it)));
    let lanes = map
        .lanes
        .iter()
        .map(|it| (Key::Lane(it.id), Item::Lane(it)));
    let curves = map
        .curves
        .iter()
        .map(|it| (Key::Curve(it.id), Item::Curve(it)));
    let stages = map
        .stages
        .iter()
        .map(|it| (Key::Stage(it.id), Item::Stage(it)));
    let feedback = map
        .feedback
        .iter()
        .map(|it| (Key::Feedback(it.id), Item::Feedback(it)));
    let metrics = map
        .metrics
        .iter()
        .map(|it| (Key::Metric(it.id), Item::Metric(it)));
    let views = views(map).map(|(key, view)| (key, Item::View(view)));
    let pictures = map.pictures.iter();
    let pictures = pictures.map(|(name, it)| (Key::Picture(name.clone()), Item::Picture(it)));
    let frame = personas
        .chain(channels)
        .chain(lanes)
        .chain(curves)
        .chain(stages);
    frame
        .chain(feedback)
        .chain(metrics)
        .chain(views)
        .chain(pictures)
}

/// The saved views; those that share a name are counted.
fn views(map: &Map) -> impl Iterator<Item = (Key, &View)> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    map.views.iter().map(move |view| {
        let count = seen.entry(view.name.as_str()).or_default();
        let key = Key::View(view.name.clone(), *count);
        *count = count.saturating_add(1);
        (key, view)
    })
}
