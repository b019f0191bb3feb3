//! A copy that goes into a map: each lane, curve, channel and metric of it to
//! the one that the map has, or to a new one. Pure plans of edits.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    clip::{Clip, Pasted, What},
    placing::Maker,
    selection::Cell,
};
use crate::model::{
    At, Card, CardId, Channel, CurveId, Edit, Element, EmotionPoint, Lane, LaneField, LaneId,
    LaneKind, Map, MetricId, Stage, StageId,
};

/// Where a copy goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// To this cell and on: the first stage of the copy on its stage, and the
    /// cards of one lane on its lane.
    Cell(Cell),
    /// Beside itself: every card on its own lane, from this stage on.
    Own(StageId),
}

/// How far a second copy of a point is set off, so that both can be seen.
const BESIDE: f64 = 0.08;

impl Clip {
    /// Cards and emotion points as parts of a map. Beyond the last stage, new
    /// ones are made.
    pub(super) fn paste_content(&self, map: &Map, target: Target) -> Pasted {
        let mut into = Arrival::new(self, map);
        let (first, lane) = match target {
            Target::Cell(cell) => (cell.stage, self.one_lane().map(|_| cell.lane)),
            Target::Own(stage) => (stage, None),
        };
        let from = map.stage(first).map_or(0, |(index, _)| index);
        into.lanes_but(lane.is_some());
        let mut created = Vec::new();
        for (offset, part) in self.part.stages.iter().enumerate() {
            let stage = match map.stages.get(from + offset) {
                Some(stage) => stage.id,
                None => into.maker.stage(from + offset, &part.name),
            };
            let mut cards = BTreeMap::new();
            for card in &part.cards {
                let lane = lane.unwrap_or_else(|| into.lane(card.lane));
                let copy = into.card(card, lane);
                let id = into.maker.copy(stage, copy);
                cards.insert(card.id, id);
                created.push(Element::Card(id));
            }
            for point in &part.points {
                let copy = into.point(point, stage, &cards);
                created.push(Element::Point(into.maker.copy_point(stage, copy)));
            }
        }
        Pasted {
            edits: into.maker.edits,
            created,
        }
    }

    /// Stages with all they hold, from a place on.
    pub(super) fn paste_stages(&self, map: &Map, index: usize) -> Pasted {
        let mut into = Arrival::new(self, map);
        into.lanes_but(false);
        let mut created = Vec::new();
        for (offset, part) in self.part.stages.iter().enumerate() {
            let mut stage = Stage::clone(part);
            for card in &mut stage.cards {
                let lane = into.lane(card.lane);
                let copy = into.card(card, lane);
                *card = Arc::new(Card {
                    id: card.id,
                    ..copy
                });
            }
            for point in &mut stage.points {
                point.curve = into.curve(point.curve);
            }
            let id = into.maker.copy_stage(index + offset, stage);
            created.push(Element::Stage(id));
        }
        Pasted {
            edits: into.maker.edits,
            created,
        }
    }

    /// Lanes with their cards, from a place on. Each card goes to the stage of
    /// the same name, else of the same place; beyond the last, to a new one.
    pub(super) fn paste_lanes(&self, map: &Map, index: usize) -> Pasted {
        let mut into = Arrival::new(self, map);
        let mut created = Vec::new();
        for (offset, lane) in self.part.lanes.iter().enumerate() {
            let id = into.maker.copy_lane(index + offset, lane.clone());
            into.lanes.insert(lane.id, id);
            created.push(Element::Lane(id));
        }
        let names: Vec<&str> = map.stages.iter().map(|stage| stage.name.as_str()).collect();
        let mut free: Vec<bool> = names.iter().map(|_| true).collect();
        let mut count = map.stages.len();
        for (place, part) in self.part.stages.iter().enumerate() {
            if part.cards.is_empty() {
                continue;
            }
            let is_same = |index: &usize| {
                names.get(*index) == Some(&part.name.as_str()) && free.get(*index) == Some(&true)
            };
            let same = (0..names.len()).find(is_same);
            let found = same.or_else(|| (place < names.len()).then_some(place));
            let stage = if let Some(stage) = found.and_then(|index| map.stages.get(index)) {
                stage.id
            } else {
                count += 1;
                into.maker.stage(count - 1, &part.name)
            };
            if let Some(taken) = found.and_then(|index| free.get_mut(index)) {
                *taken = false;
            }
            for card in &part.cards {
                let lane = into.lane(card.lane);
                let copy = into.card(card, lane);
                into.maker.copy(stage, copy);
            }
        }
        Pasted {
            edits: into.maker.edits,
            created,
        }
    }

    /// The lane of all cards, when they share one and there are no points.
    fn one_lane(&self) -> Option<LaneId> {
        let cards = || self.part.stages.iter().flat_map(|stage| &stage.cards);
        let first = cards().next()?.lane;
        cards().all(|card| card.lane == first).then_some(first)
    }

    /// What the copy is called in the name of a step.
    pub(super) fn noun(&self) -> &'static str {
        let stages = || self.part.stages.iter();
        let cards = stages().any(|stage| !stage.cards.is_empty());
        let points = stages().any(|stage| !stage.points.is_empty());
        match (self.what, cards, points) {
            (What::Stages, _, _) => "stage",
            (What::Lanes, _, _) => "lane",
            (What::Content, true, true) => "element",
            (What::Content, false, true) => "emotion point",
            (What::Content, _, _) => "card",
        }
    }
}

/// A copy on its way into a map.
struct Arrival<'a> {
    part: &'a Map,
    map: &'a Map,
    maker: Maker<'a>,
    lanes: BTreeMap<LaneId, LaneId>,
    curves: BTreeMap<CurveId, CurveId>,
    channels: BTreeMap<Channel, Channel>,
    metrics: BTreeMap<MetricId, MetricId>,
}

impl<'a> Arrival<'a> {
    fn new(clip: &'a Clip, map: &'a Map) -> Self {
        Self {
            part: &clip.part,
            map,
            maker: Maker::new(map),
            lanes: BTreeMap::new(),
            curves: BTreeMap::new(),
            channels: BTreeMap::new(),
            metrics: BTreeMap::new(),
        }
    }

    /// Finds or makes every lane of the copy, in its order; without those of
    /// cards when all cards go to a lane that was pointed at.
    fn lanes_but(&mut self, cards: bool) {
        for lane in &self.part.lanes {
            if lane.kind == LaneKind::Emotion || !cards {
                self.lane(lane.id);
            }
        }
    }

    /// The lane of the map for one of the copy: the very same, else of its kind
    /// and name, else of its kind, else a new one.
    fn lane(&mut self, id: LaneId) -> LaneId {
        if let Some(known) = self.lanes.get(&id) {
            return *known;
        }
        let found = match self.part.lane(id) {
            Some((_, lane)) => self.lane_for(lane),
            None => id,
        };
        self.lanes.insert(id, found);
        found
    }

    fn lane_for(&mut self, lane: &Lane) -> LaneId {
        let of_kind = || self.map.lanes.iter().filter(|held| held.kind == lane.kind);
        let same = |held: &&Lane| held.id == lane.id && held.name == lane.name;
        let found = of_kind()
            .find(same)
            .or_else(|| of_kind().find(|held| held.name == lane.name))
            .or_else(|| of_kind().find(|_| lane.kind != LaneKind::Custom));
        let Some(found) = found else {
            let end = self.map.lanes.len() + self.lanes.len();
            return self.maker.copy_lane(end, lane.clone());
        };
        if found.hidden {
            let shown = Edit::SetLane(found.id, LaneField::Hidden(false));
            self.maker.edits.push(shown);
        }
        found.id
    }

    /// The curve of the map for one of the copy.
    fn curve(&mut self, id: CurveId) -> CurveId {
        if let Some(known) = self.curves.get(&id) {
            return *known;
        }
        let of_part = self.part.curve(id);
        let of_map = of_part.and_then(|curve| {
            let same = self.map.curve(id).filter(|held| held.name == curve.name);
            same.or_else(|| self.map.curves.iter().find(|held| held.name == curve.name))
        });
        let found = match (of_map, of_part) {
            (Some(curve), _) => curve.id,
            (None, Some(curve)) if !self.map.curves.is_empty() => self.maker.copy_curve(curve),
            (None, _) => {
                let lane = self.maker.lane(LaneKind::Emotion);
                self.maker.curve_on(lane, None)
            }
        };
        self.curves.insert(id, found);
        found
    }

    /// A card with the references that the map has for those of the copy.
    fn card(&mut self, card: &Card, lane: LaneId) -> Card {
        Card {
            lane,
            channel: card.channel.and_then(|channel| self.channel(channel)),
            metric: card.metric.and_then(|metric| self.metric(metric)),
            picture: card.picture.as_ref().map(|name| self.picture(name)),
            ..card.clone()
        }
    }

    fn channel(&mut self, channel: Channel) -> Option<Channel> {
        let Channel::Own(id) = channel else {
            return Some(channel);
        };
        if let Some(known) = self.channels.get(&channel) {
            return Some(*known);
        }
        let name = &self.part.channels.iter().find(|own| own.id == id)?.name;
        let held = self.map.channels.iter().find(|own| own.name == *name);
        let found = Channel::Own(held.map_or_else(|| self.maker.channel(name), |own| own.id));
        self.channels.insert(channel, found);
        Some(found)
    }

    fn metric(&mut self, id: MetricId) -> Option<MetricId> {
        if let Some(known) = self.metrics.get(&id) {
            return Some(*known);
        }
        let metric = self.part.metric(id)?;
        let held = self.map.metrics.iter().find(|held| {
            (held.kind, &held.name, &held.value) == (metric.kind, &metric.name, &metric.value)
        });
        let found = match held {
            Some(held) => held.id,
            None => self.maker.metric(metric.clone()),
        };
        self.metrics.insert(id, found);
        Some(found)
    }

    /// The name of a card's picture on the map, which gets the picture if it
    /// does not have it.
    fn picture(&mut self, name: &str) -> String {
        let Some(picture) = self.part.pictures.get(name) else {
            return name.to_owned();
        };
        if self.map.pictures.get(name) == Some(picture) {
            return name.to_owned();
        }
        let name = self.map.picture_name(name, picture);
        let add = Edit::AddPicture(name.clone(), Arc::clone(picture));
        let is_there = self.map.pictures.get(&name) == Some(picture);
        if !is_there && !self.maker.edits.contains(&add) {
            self.maker.edits.push(add);
        }
        name
    }

    /// A point, a little beside one that lies at its very place.
    fn point(
        &mut self,
        point: &EmotionPoint,
        stage: StageId,
        cards: &BTreeMap<CardId, CardId>,
    ) -> EmotionPoint {
        let curve = self.curve(point.curve);
        let is_taken = self.map.stage(stage).is_some_and(|(_, stage)| {
            let mut points = stage.points.iter();
            points.any(|held| (held.curve, held.at) == (curve, point.at))
        });
        let at = point.at.value();
        let by = if at + BESIDE > 1.0 { -BESIDE } else { BESIDE };
        EmotionPoint {
            curve,
            at: At::rounded(if is_taken { at + by } else { at }),
            card: point.card.and_then(|card| cards.get(&card).copied()),
            ..point.clone()
        }
    }
}
