//! Repairing a map whose rules are broken, as after a merge by a tool or an
//! edit by hand. Nothing is lost silently: every repair is a sentence that
//! names what was wrong, what stood there, and what was done. Knows the rules
//! that [`Map::faults`] checks, nothing of files.

mod ids;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    sync::Arc,
};

use super::{
    check::quoted,
    id::{CardId, ChannelId, CurveId, LaneId, MetricId, PersonaId, StageId},
    map::{Curve, Lane, Map, OwnChannel},
    stage::{Card, EmotionPoint},
    view::View,
    words::{Channel, LaneKind},
};
use ids::Ids;

/// What was wrong in a map and what was done about it, in the user's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair(pub String);

impl fmt::Display for Repair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What is put in place of something missing is called so.
const RECOVERED: &str = "Recovered";

impl Map {
    /// Repairs every broken rule and says how, in the order of the map. A
    /// sound map stays as it is; afterwards [`Map::faults`] is empty.
    pub fn repair(&mut self) -> Vec<Repair> {
        if self.faults().is_empty() {
            return Vec::new();
        }
        let mut repairs = Vec::new();
        let mut ids = Ids::of(self);
        ids.part(self, &mut repairs);
        let there = There::of(self);
        self.repair_curves(&there, &mut repairs);
        self.repair_stages(&there, &mut ids, &mut repairs);
        self.repair_feedback(&there, &mut repairs);
        self.repair_subjects(&there, &mut repairs);
        for view in &mut self.views {
            repair_view(view, &there, &mut repairs);
        }
        self.restore_mint();
        repairs
    }

    fn repair_curves(&mut self, there: &There, repairs: &mut Vec<Repair>) {
        for curve in &mut self.curves {
            let name = quoted(&curve.name);
            clear(&mut curve.persona, &there.personas, |id| {
                repairs.push(Repair(format!(
                    "curve {name} names persona {id}, who does not exist; it now names none"
                )));
            });
            clear(&mut curve.lane, &there.lanes, |id| {
                repairs.push(Repair(format!(
                    "curve {name} names a lane, {id}, that does not exist; it is drawn on the first emotion lane"
                )));
            });
        }
    }

    /// Repairs cards and points; what is missing of lanes, curves and channels
    /// is made anew.
    fn repair_stages(&mut self, there: &There, ids: &mut Ids, repairs: &mut Vec<Repair>) {
        let mut made = Made::new(ids);
        for stage in &mut self.stages {
            let is_sound = stage.cards.iter().all(|card| there.holds_card(card))
                && stage.points.iter().all(|point| there.holds_point(point));
            if is_sound {
                continue;
            }
            let stage = Arc::make_mut(stage);
            let name = quoted(&stage.name);
            for card in &mut stage.cards {
                if !there.holds_card(card) {
                    made.repair_card(Arc::make_mut(card), &name, there, repairs);
                }
            }
            for point in &mut stage.points {
                made.repair_point(point, &name, there, repairs);
            }
        }
        let Made {
            lane,
            curve,
            channels,
            ..
        } = made;
        self.lanes
            .extend(lane.map(|id| Lane::new(id, LaneKind::Custom, RECOVERED)));
        self.curves
            .extend(curve.map(|id| Curve::new(id, RECOVERED)));
        let names = channels.into_values().enumerate();
        self.channels.extend(names.map(|(place, id)| OwnChannel {
            id,
            name: match place {
                0 => format!("{RECOVERED} channel"),
                _ => format!("{RECOVERED} channel {}", place.saturating_add(1)),
            },
        }));
    }

    fn repair_feedback(&mut self, there: &There, repairs: &mut Vec<Repair>) {
        for feedback in Arc::make_mut(&mut self.feedback) {
            let is_sound = feedback.stage.is_none_or(|id| there.stages.contains(&id))
                && feedback.card.is_none_or(|id| there.cards.contains(&id))
                && feedback.score.is_none_or(f64::is_finite);
            if is_sound {
                continue;
            }
            let feedback = Arc::make_mut(feedback);
            let name = quoted(&feedback.verbatim);
            clear(&mut feedback.stage, &there.stages, |id| {
                repairs.push(Repair(format!(
                    "feedback {name} speaks of stage {id}, which does not exist; it now speaks of none"
                )));
            });
            clear(&mut feedback.card, &there.cards, |id| {
                repairs.push(Repair(format!(
                    "feedback {name} speaks of card {id}, which does not exist; it now speaks of none"
                )));
            });
            if let Some(score) = feedback.score.take_if(|score| !score.is_finite()) {
                repairs.push(Repair(format!(
                    "feedback {name} has the score {score}, which is not a finite number; it was removed"
                )));
            }
        }
    }
}

impl Map {
    /// Metrics and rules that name a place which does not exist.
    fn repair_subjects(&mut self, there: &There, repairs: &mut Vec<Repair>) {
        for metric in &mut self.metrics {
            let name = quoted(&metric.name);
            let mut tell = |noun: &str, id: u32| {
                repairs.push(Repair(format!(
                    "metric {name} is measured at {noun} {id}, which does not exist; it is now of the map"
                )));
            };
            clear(&mut metric.stage, &there.stages, |id| tell("stage", id.0));
            clear(&mut metric.card, &there.cards, |id| tell("card", id.0));
        }
        self.rules.retain_mut(|rule| {
            let is_there = rule.stage.is_none_or(|id| there.stages.contains(&id))
                && rule.card.is_none_or(|id| there.cards.contains(&id));
            if !is_there {
                repairs.push(Repair(format!(
                    "the rule for feedback with {} leads to what does not exist; it was removed",
                    quoted(&rule.words)
                )));
            }
            is_there
        });
    }
}

/// The channel of the map's own that a card uses.
fn own_channel(card: &Card) -> Option<ChannelId> {
    if let Some(Channel::Own(id)) = card.channel {
        return Some(id);
    }
    None
}

/// Removes a reference into nothing, and tells which it was.
fn clear<T: Copy + Ord>(slot: &mut Option<T>, there: &BTreeSet<T>, tell: impl FnOnce(T)) {
    if let Some(id) = slot.take_if(|id| !there.contains(id)) {
        tell(id);
    }
}

fn repair_view(view: &mut View, there: &There, repairs: &mut Vec<Repair>) {
    let name = quoted(&view.name);
    let mut tell = |noun: &str, id: u32| {
        repairs.push(Repair(format!(
            "saved view {name} leaves out {noun} {id}, which does not exist; that was taken out of it"
        )));
    };
    keep(&mut view.without_stages, &there.stages, |id| {
        tell("stage", id.0);
    });
    keep(&mut view.without_lanes, &there.lanes, |id| {
        tell("lane", id.0);
    });
    keep(&mut view.without_curves, &there.curves, |id| {
        tell("curve", id.0);
    });
    keep(&mut view.without_personas, &there.personas, |id| {
        tell("persona", id.0);
    });
}

/// Keeps of a set what is there, and tells what was not.
fn keep<T: Copy + Ord>(set: &mut BTreeSet<T>, there: &BTreeSet<T>, mut tell: impl FnMut(T)) {
    set.retain(|id| {
        let is_there = there.contains(id);
        if !is_there {
            tell(*id);
        }
        is_there
    });
}

/// What is there to be referred to.
struct There {
    personas: BTreeSet<PersonaId>,
    channels: BTreeSet<ChannelId>,
    lanes: BTreeSet<LaneId>,
    curves: BTreeSet<CurveId>,
    stages: BTreeSet<StageId>,
    cards: BTreeSet<CardId>,
    metrics: BTreeSet<MetricId>,
}

impl There {
    fn of(map: &Map) -> Self {
        let cards = map.stages.iter().flat_map(|stage| &stage.cards);
        Self {
            personas: map.personas.iter().map(|persona| persona.id).collect(),
            channels: map.channels.iter().map(|channel| channel.id).collect(),
            lanes: map.lanes.iter().map(|lane| lane.id).collect(),
            curves: map.curves.iter().map(|curve| curve.id).collect(),
            stages: map.stages.iter().map(|stage| stage.id).collect(),
            cards: cards.map(|card| card.id).collect(),
            metrics: map.metrics.iter().map(|metric| metric.id).collect(),
        }
    }

    fn holds_card(&self, card: &Card) -> bool {
        self.lanes.contains(&card.lane)
            && card.metric.is_none_or(|id| self.metrics.contains(&id))
            && own_channel(card).is_none_or(|id| self.channels.contains(&id))
    }

    fn holds_point(&self, point: &EmotionPoint) -> bool {
        self.curves.contains(&point.curve)
            && point.card.is_none_or(|id| self.cards.contains(&id))
            && point.score.is_none_or(f64::is_finite)
    }
}

/// What is made in place of something missing: one lane and one curve for all
/// that lost theirs, a channel for each that is missing.
struct Made<'a> {
    ids: &'a mut Ids,
    lane: Option<LaneId>,
    curve: Option<CurveId>,
    channels: BTreeMap<ChannelId, ChannelId>,
}

impl<'a> Made<'a> {
    const fn new(ids: &'a mut Ids) -> Self {
        Self {
            ids,
            lane: None,
            curve: None,
            channels: BTreeMap::new(),
        }
    }

    fn repair_card(
        &mut self,
        card: &mut Card,
        stage: &str,
        there: &There,
        repairs: &mut Vec<Repair>,
    ) {
        let mut tell = |fault: String| {
            let text = quoted(&card.text);
            repairs.push(Repair(format!("card {text} in stage {stage} {fault}")));
        };
        if !there.lanes.contains(&card.lane) {
            tell(format!(
                "is on lane {}, which does not exist; it was put on the new lane “{RECOVERED}”",
                card.lane
            ));
            card.lane = *self.lane.get_or_insert_with(|| LaneId(self.ids.fresh()));
        }
        clear(&mut card.metric, &there.metrics, |id| {
            tell(format!(
                "shows metric {id}, which does not exist; it now shows none"
            ));
        });
        if let Some(id) = own_channel(card)
            && !there.channels.contains(&id)
        {
            tell(format!(
                "uses channel {id}, which does not exist; a new channel “{RECOVERED} channel” stands in for it"
            ));
            let new = self.channels.entry(id);
            card.channel = Some(Channel::Own(
                *new.or_insert_with(|| ChannelId(self.ids.fresh())),
            ));
        }
    }

    fn repair_point(
        &mut self,
        point: &mut EmotionPoint,
        stage: &str,
        there: &There,
        repairs: &mut Vec<Repair>,
    ) {
        let mut tell = |fault: String| {
            repairs.push(Repair(format!("an emotion point of stage {stage} {fault}")));
        };
        if !there.curves.contains(&point.curve) {
            tell(format!(
                "is on curve {}, which does not exist; it was put on the new curve “{RECOVERED}”",
                point.curve
            ));
            point.curve = *self.curve.get_or_insert_with(|| CurveId(self.ids.fresh()));
        }
        clear(&mut point.card, &there.cards, |id| {
            tell(format!(
                "belongs to card {id}, which does not exist; it now belongs to none"
            ));
        });
        if let Some(score) = point.score.take_if(|score| !score.is_finite()) {
            tell(format!(
                "has the score {score}, which is not a finite number; it was removed"
            ));
        }
    }
}
