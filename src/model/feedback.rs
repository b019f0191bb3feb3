//! What is known from outside: what customers said, what was measured, and
//! when the map was last held against it.

use serde::{Deserialize, Serialize};

use super::{
    id::{CardId, FeedbackId, MetricId, StageId},
    map::is_default,
    words::{FeedbackKind, FeedbackSource, MetricKind, Rule, Survey},
};

/// What a customer said or did, word for word.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feedback {
    /// Its id.
    pub id: FeedbackId,
    /// The words.
    pub verbatim: String,
    /// What it is about; several topics are parted by `; `.
    #[serde(default, skip_serializing_if = "is_default")]
    pub topic: String,
    /// Its type.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: Option<FeedbackKind>,
    /// What a type of the map's own is called.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind_name: String,
    /// Where it came from.
    #[serde(default, skip_serializing_if = "is_default")]
    pub source: Option<FeedbackSource>,
    /// What a source of the map's own is called.
    #[serde(default, skip_serializing_if = "is_default")]
    pub source_name: String,
    /// The question that the score answers; none for a scale of its own.
    #[serde(default, skip_serializing_if = "is_default")]
    pub survey: Option<Survey>,
    /// The score given with it, on the scale of its survey.
    #[serde(default, skip_serializing_if = "is_default")]
    pub score: Option<f64>,
    /// The day, as `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub date: String,
    /// What its source calls it, as it stands there: "F0012".
    #[serde(default, skip_serializing_if = "is_default")]
    pub reference: String,
    /// What else its source says of it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: String,
    /// The stage it speaks of.
    #[serde(default, skip_serializing_if = "is_default")]
    pub stage: Option<StageId>,
    /// The card it speaks of.
    #[serde(default, skip_serializing_if = "is_default")]
    pub card: Option<CardId>,
}

impl Feedback {
    /// A verbatim and nothing else.
    #[must_use]
    pub fn new(id: FeedbackId, verbatim: impl Into<String>) -> Self {
        Self {
            id,
            verbatim: verbatim.into(),
            topic: String::new(),
            kind: None,
            kind_name: String::new(),
            source: None,
            source_name: String::new(),
            survey: None,
            score: None,
            date: String::new(),
            reference: String::new(),
            note: String::new(),
            stage: None,
            card: None,
        }
    }

    /// What its type is called; `None` for one without a type.
    #[must_use]
    pub fn kind_label(&self) -> Option<&str> {
        let kind = self.kind?;
        let own = self.kind_name.trim();
        let is_own = kind == FeedbackKind::Own && !own.is_empty();
        Some(if is_own { own } else { kind.label() })
    }

    /// What its source is called; `None` for one without a source.
    #[must_use]
    pub fn source_label(&self) -> Option<&str> {
        let source = self.source?;
        let own = self.source_name.trim();
        let is_own = source == FeedbackSource::Own && !own.is_empty();
        Some(if is_own { own } else { source.label() })
    }

    /// What it speaks of.
    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject::of(self.stage, self.card)
    }
}

/// What of a map is spoken of or measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The journey as a whole.
    #[default]
    Map,
    /// A stage.
    Stage(StageId),
    /// A card, such as a touchpoint.
    Card(CardId),
}

impl Subject {
    /// Of a stage and a card, the card is the closer one.
    #[must_use]
    pub fn of(stage: Option<StageId>, card: Option<CardId>) -> Self {
        match (stage, card) {
            (_, Some(card)) => Self::Card(card),
            (Some(stage), None) => Self::Stage(stage),
            (None, None) => Self::Map,
        }
    }

    /// The same as stage and card.
    #[must_use]
    pub const fn parts(self) -> (Option<StageId>, Option<CardId>) {
        match self {
            Self::Map => (None, None),
            Self::Stage(stage) => (Some(stage), None),
            Self::Card(card) => (None, Some(card)),
        }
    }
}

/// Says where feedback belongs by the words in it. The first rule that it
/// meets decides.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StageRule {
    /// Words or phrases, parted by commas; one of them is enough.
    pub words: String,
    /// The stage it then belongs to.
    #[serde(default, skip_serializing_if = "is_default")]
    pub stage: Option<StageId>,
    /// The card it then belongs to.
    #[serde(default, skip_serializing_if = "is_default")]
    pub card: Option<CardId>,
}

impl StageRule {
    /// Where it puts feedback.
    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject::of(self.stage, self.card)
    }
}

/// An insight that is not to be shown, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dismissal {
    /// The rule that found it.
    pub rule: Rule,
    /// The id of the element it speaks of; none for the map.
    #[serde(default, skip_serializing_if = "is_default")]
    pub about: Option<u32>,
    /// Why it is not to be shown.
    #[serde(default, skip_serializing_if = "is_default")]
    pub reason: String,
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
    /// How it is measured, and of whom.
    #[serde(default, skip_serializing_if = "is_default")]
    pub definition: String,
    /// The stage it is measured at.
    #[serde(default, skip_serializing_if = "is_default")]
    pub stage: Option<StageId>,
    /// The card, such as a touchpoint, it is measured at.
    #[serde(default, skip_serializing_if = "is_default")]
    pub card: Option<CardId>,
    /// Whether its value is computed from the scores of the feedback, instead
    /// of the one that is written.
    #[serde(default, skip_serializing_if = "is_default")]
    pub computed: bool,
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

impl Metric {
    /// A metric with a name and nothing else.
    #[must_use]
    pub fn new(id: MetricId, kind: MetricKind, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            kind,
            definition: String::new(),
            stage: None,
            card: None,
            computed: false,
            value: String::new(),
            before: String::new(),
            target: String::new(),
            date: String::new(),
        }
    }

    /// What it is measured at.
    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject::of(self.stage, self.card)
    }
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
    /// What of that has happened since the last review.
    #[serde(skip_serializing_if = "is_default")]
    pub happened: Vec<String>,
}
