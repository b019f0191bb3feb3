//! A stage and what it owns: cards, and points of emotion curves. A card knows
//! its lane and how far across the stage it sits, nothing of pixels.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{
    id::{CardId, CurveId, LaneId, MetricId, PointId, StageId},
    map::is_default,
    number::{At, Level, Span, Valence},
    words::{Channel, Evidence, KeyMoment, Status, Swatch},
};

/// A column of the map: a phase of the journey. It owns its cards and points,
/// so moving it takes its content along.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// Its id.
    pub id: StageId,
    /// Its name, in the chevron.
    pub name: String,
    /// What it is about.
    #[serde(default, skip_serializing_if = "is_default")]
    pub about: String,
    /// How long it takes, in words: "4 days". Empty is *not known*, not zero.
    #[serde(default, skip_serializing_if = "is_default")]
    pub duration: String,
    /// Its width relative to the usual one.
    #[serde(default, skip_serializing_if = "is_default")]
    pub span: Span,
    /// Its color, when it is not the one of its place.
    #[serde(default, skip_serializing_if = "is_default")]
    pub swatch: Option<Swatch>,
    /// The key moment it holds.
    #[serde(default, skip_serializing_if = "is_default")]
    pub key_moment: Option<KeyMoment>,
    /// What that moment is called here; empty is the name of its sort.
    #[serde(default, skip_serializing_if = "is_default")]
    pub key_moment_name: String,
    /// Who answers for it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub owner: String,
    /// Its cards, in the order in which they were made.
    #[serde(default, skip_serializing_if = "is_default")]
    pub cards: Vec<Arc<Card>>,
    /// Its emotion points.
    #[serde(default, skip_serializing_if = "is_default")]
    pub points: Vec<EmotionPoint>,
}

impl Stage {
    /// An empty stage of the usual width, with a name.
    #[must_use]
    pub fn new(id: StageId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            about: String::new(),
            duration: String::new(),
            span: Span::default(),
            swatch: None,
            key_moment: None,
            key_moment_name: String::new(),
            owner: String::new(),
            cards: Vec::new(),
            points: Vec::new(),
        }
    }

    /// What its key moment is called, if it has one.
    #[must_use]
    pub fn key_moment_label(&self) -> Option<&str> {
        let moment = self.key_moment?;
        let own = self.key_moment_name.trim();
        Some(if own.is_empty() { moment.label() } else { own })
    }
}

/// One thing that happens: what is done, thought, said, met, suffered or
/// measured, depending on its lane. On a touchpoint lane it is a touchpoint.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// Its id.
    pub id: CardId,
    /// The lane it sits on.
    pub lane: LaneId,
    /// How far across its stage it sits.
    #[serde(default)]
    pub at: At,
    /// What it says.
    #[serde(default)]
    pub text: String,
    /// More about it, not shown in the picture.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: String,
    /// Through what it happens.
    #[serde(default, skip_serializing_if = "is_default")]
    pub channel: Option<Channel>,
    /// How well it is known.
    #[serde(default, skip_serializing_if = "is_default")]
    pub evidence: Option<Evidence>,
    /// Where that is known from: "6 interviews".
    #[serde(default, skip_serializing_if = "is_default")]
    pub source: String,
    /// Who answers for it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub owner: String,
    /// How long the customer waits here, in words. Empty is *not known*.
    #[serde(default, skip_serializing_if = "is_default")]
    pub wait: String,
    /// How much it hurts, for a pain point.
    #[serde(default, skip_serializing_if = "is_default")]
    pub severity: Option<Level>,
    /// How much it would help, for an opportunity.
    #[serde(default, skip_serializing_if = "is_default")]
    pub impact: Option<Level>,
    /// How much it would take, for an opportunity.
    #[serde(default, skip_serializing_if = "is_default")]
    pub effort: Option<Level>,
    /// How far work on it has come.
    #[serde(default, skip_serializing_if = "is_default")]
    pub status: Option<Status>,
    /// Whether it decides how the whole journey is remembered.
    #[serde(default, skip_serializing_if = "is_default")]
    pub moment_of_truth: bool,
    /// How many votes it got in workshops.
    #[serde(default, skip_serializing_if = "is_default")]
    pub votes: u32,
    /// The metric it shows, on a metrics lane.
    #[serde(default, skip_serializing_if = "is_default")]
    pub metric: Option<MetricId>,
    /// The name of a picture of the map.
    #[serde(default, skip_serializing_if = "is_default")]
    pub picture: Option<String>,
    /// Its color, when it is not its lane's or stage's.
    #[serde(default, skip_serializing_if = "is_default")]
    pub swatch: Option<Swatch>,
}

impl Card {
    /// A card with a text and nothing else.
    #[must_use]
    pub fn new(id: CardId, lane: LaneId, at: At, text: impl Into<String>) -> Self {
        Self {
            id,
            lane,
            at,
            text: text.into(),
            note: String::new(),
            channel: None,
            evidence: None,
            source: String::new(),
            owner: String::new(),
            wait: String::new(),
            severity: None,
            impact: None,
            effort: None,
            status: None,
            moment_of_truth: false,
            votes: 0,
            metric: None,
            picture: None,
            swatch: None,
        }
    }
}

/// One value of an emotion curve, at a moment of a stage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmotionPoint {
    /// Its id.
    pub id: PointId,
    /// The curve it belongs to.
    pub curve: CurveId,
    /// How far across its stage it sits.
    #[serde(default)]
    pub at: At,
    /// How it feels; `None` is *not known*, a gap in the curve and a place to
    /// ask.
    pub feeling: Option<Valence>,
    /// The moment or the feeling in a word or few, shown at the curve.
    #[serde(default, skip_serializing_if = "is_default")]
    pub word: String,
    /// More about it, not shown in the picture.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: String,
    /// How well it is known.
    #[serde(default, skip_serializing_if = "is_default")]
    pub evidence: Option<Evidence>,
    /// Where that is known from.
    #[serde(default, skip_serializing_if = "is_default")]
    pub source: String,
    /// The card it belongs to.
    #[serde(default, skip_serializing_if = "is_default")]
    pub card: Option<CardId>,
    /// Whether it decides how the whole journey is remembered.
    #[serde(default, skip_serializing_if = "is_default")]
    pub moment_of_truth: bool,
    /// The number it had where it was imported from, when the numbers there
    /// went beyond the scale of 1 to 5. Placing the point anew clears it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub score: Option<f64>,
}

impl EmotionPoint {
    /// A point with a feeling and nothing else.
    #[must_use]
    pub fn new(id: PointId, curve: CurveId, at: At, feeling: Option<Valence>) -> Self {
        Self {
            id,
            curve,
            at,
            feeling,
            word: String::new(),
            note: String::new(),
            evidence: None,
            source: String::new(),
            card: None,
            moment_of_truth: false,
            score: None,
        }
    }
}
