//! What is known from outside: what customers said, what was measured, and
//! when the map was last held against it.

use serde::{Deserialize, Serialize};

use super::{
    id::{CardId, FeedbackId, MetricId, StageId},
    map::is_default,
    words::{FeedbackKind, FeedbackSource, MetricKind},
};

/// What a customer said or did, word for word.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feedback {
    /// Its id.
    pub id: FeedbackId,
    /// The words.
    pub verbatim: String,
    /// What it is about.
    #[serde(default, skip_serializing_if = "is_default")]
    pub topic: String,
    /// Its sort.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: Option<FeedbackKind>,
    /// Where it came from.
    #[serde(default, skip_serializing_if = "is_default")]
    pub source: Option<FeedbackSource>,
    /// The score given with it, on the scale of its source.
    #[serde(default, skip_serializing_if = "is_default")]
    pub score: Option<f64>,
    /// The day, as `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub date: String,
    /// The stage it speaks of.
    #[serde(default, skip_serializing_if = "is_default")]
    pub stage: Option<StageId>,
    /// The card it speaks of.
    #[serde(default, skip_serializing_if = "is_default")]
    pub card: Option<CardId>,
}

/// A measured value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Metric {
    /// Its id.
    pub id: MetricId,
    /// Its name, shown before the value.
    pub name: String,
    /// What it measures.
    pub kind: MetricKind,
    /// The value as it is written, with its unit: "5.2 / 7".
    #[serde(default, skip_serializing_if = "is_default")]
    pub value: String,
    /// The value before the last change.
    #[serde(default, skip_serializing_if = "is_default")]
    pub before: String,
    /// The value to reach.
    #[serde(default, skip_serializing_if = "is_default")]
    pub target: String,
    /// The day of the value, as `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub date: String,
}

/// When the map was checked against reality, and when it will be.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Review {
    /// The last day, as `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "is_default")]
    pub reviewed: String,
    /// The next day, as `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "is_default")]
    pub next: String,
    /// What else asks for a review: a release, a new channel.
    #[serde(skip_serializing_if = "is_default")]
    pub triggers: Vec<String>,
}
