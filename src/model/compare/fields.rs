//! The fields of everything a map holds, each with its word: the one list that
//! comparing and merging go through. A field that is added to the model and
//! not to this list does not compile.

use super::value::{Felt, Value};
use crate::model::{
    Card, CardId, Curve, EmotionPoint, Evidence, Feedback, Lane, Map, Metric, OwnChannel, Persona,
    Review, Stage, View,
};

/// A field that differs, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::model) struct Difference {
    /// The field.
    pub(in crate::model) label: &'static str,
    /// Its value before.
    pub(in crate::model) was: String,
    /// Its value after.
    pub(in crate::model) is: String,
    /// Whether these are texts.
    pub(in crate::model) is_text: bool,
}

impl Difference {
    /// “text was “A”, is “B””, or “severity 2 of 5 → 4 of 5”.
    pub(in crate::model) fn words(&self) -> String {
        let Self { label, was, is, .. } = self;
        if self.is_text {
            format!("{label} was {was}, is {is}")
        } else {
            format!("{label} {was} → {is}")
        }
    }
}

/// Who decides what becomes of a field that two sides hold.
pub(in crate::model) trait Meet {
    /// The value of the field in the merged map.
    fn field<T: Value>(&mut self, label: &'static str, base: Option<&T>, mine: &T, theirs: &T)
    -> T;
}

/// Something with fields.
pub(in crate::model) trait Fields: Clone {
    /// Whether all of the fields are equal; what it holds and where it is
    /// does not count.
    fn same(&self, other: &Self) -> bool;

    /// The fields that differ, the maps being where each is.
    fn differences(&self, other: &Self, maps: (&Map, &Map)) -> Vec<Difference>;

    /// Field by field of both sides; what is no field is mine.
    fn merged(base: Option<&Self>, mine: &Self, theirs: &Self, meet: &mut impl Meet) -> Self;
}

/// The difference of one field, if it is one.
pub(in crate::model) fn difference<T: Value>(
    label: &'static str,
    was: &T,
    is: &T,
    maps: (&Map, &Map),
) -> Option<Difference> {
    if was == is {
        return None;
    }
    let mut words = T::words_beside(&[(was, maps.0), (is, maps.1)]).into_iter();
    Some(Difference {
        label,
        was: words.next().unwrap_or_default(),
        is: words.next().unwrap_or_default(),
        is_text: T::IS_TEXT,
    })
}

macro_rules! fields {
    ($name:ident { $($field:ident: $label:literal),+ $(,)? } apart from { $($rest:ident),* $(,)? }) => {
        impl Fields for $name {
            fn same(&self, other: &Self) -> bool {
                // Every field is named here, so that none can be forgotten.
                let Self { $($field: _,)+ $($rest: _),* } = self;
                true $(&& self.$field == other.$field)+
            }

            fn differences(&self, other: &Self, maps: (&Map, &Map)) -> Vec<Difference> {
                let found = [$(difference($label, &self.$field, &other.$field, maps)),+];
                found.into_iter().flatten().collect()
            }

            fn merged(
                base: Option<&Self>,
                mine: &Self,
                theirs: &Self,
                meet: &mut impl Meet,
            ) -> Self {
                let mut made = mine.clone();
                $(made.$field = meet.field(
                    $label,
                    base.map(|base| &base.$field),
                    &mine.$field,
                    &theirs.$field,
                );)+
                made
            }
        }
    };
}

fields!(Map {
    title: "title",
    kind: "kind",
    journey: "journey",
    reason: "reason for this journey",
    purpose: "purpose",
    scenario: "scenario",
    goal: "goal",
    scope: "scope",
    expectations: "expectations",
    owner: "owner",
    participants: "participants",
    scale: "names of the scale",
    theme: "theme",
    details: "details of cards",
    marks_evidence: "evidence drawn",
    rules: "rules for feedback",
    dismissed: "dismissed insights",
} apart from {
    personas, channels, lanes, curves, stages, feedback, metrics, review, views, pictures, mint,
});

fields!(Review {
    reviewed: "last review",
    next: "next review",
    triggers: "reasons for a review",
    happened: "reasons that came about",
} apart from {});

fields!(Persona {
    name: "name",
    role: "role",
    quote: "quote",
    goals: "goals",
    motivations: "motivations",
    frustrations: "frustrations",
    likes: "likes",
    story: "story",
    sources: "sources",
    portrait: "portrait",
    swatch: "color",
} apart from { id });

fields!(OwnChannel { name: "name" } apart from { id });

fields!(Lane {
    name: "name",
    kind: "kind",
    hidden: "hidden",
    swatch: "color",
} apart from { id, divider });

fields!(Curve {
    name: "name",
    kind: "kind",
    persona: "persona",
    state: "state",
    side: "view",
    style: "line",
    straight: "straight lines",
    hidden: "hidden",
    swatch: "color",
    lane: "lane",
} apart from { id });

fields!(Stage {
    name: "name",
    about: "about",
    duration: "duration",
    span: "width",
    swatch: "color",
    key_moment: "key moment",
    key_moment_name: "name of the key moment",
    owner: "owner",
} apart from { id, cards, points });

fields!(Card {
    text: "text",
    note: "note",
    channel: "channel",
    evidence: "evidence",
    source: "source",
    owner: "owner",
    wait: "wait",
    severity: "severity",
    impact: "impact",
    effort: "effort",
    status: "status",
    moment_of_truth: "moment of truth",
    votes: "votes",
    metric: "metric",
    picture: "picture",
    swatch: "color",
} apart from { id, lane, at });

fields!(Feedback {
    verbatim: "words",
    topic: "topic",
    kind: "type",
    kind_name: "name of the type",
    source: "source",
    source_name: "name of the source",
    survey: "survey",
    score: "score",
    date: "date",
    reference: "reference",
    note: "note",
    stage: "stage",
    card: "card",
} apart from { id });

fields!(Metric {
    name: "name",
    kind: "kind",
    definition: "definition",
    stage: "stage",
    card: "card",
    computed: "computed",
    value: "value",
    before: "value before",
    target: "target",
    date: "date",
} apart from { id });

fields!(View {
    without_stages: "stages left out",
    without_lanes: "lanes left out",
    without_curves: "curves left out",
    without_personas: "personas left out",
} apart from { name });

impl Fields for EmotionPoint {
    fn same(&self, other: &Self) -> bool {
        let place = |point: &Self| Self {
            id: self.id,
            curve: self.curve,
            at: self.at,
            ..point.clone()
        };
        *self == place(other)
    }

    fn differences(&self, other: &Self, maps: (&Map, &Map)) -> Vec<Difference> {
        let felt = difference("feeling", &felt(self), &felt(other), maps);
        let words = self.words().differences(&other.words(), maps);
        felt.into_iter().chain(words).collect()
    }

    fn merged(base: Option<&Self>, mine: &Self, theirs: &Self, meet: &mut impl Meet) -> Self {
        let before = base.map(felt);
        let Felt(feeling, score) =
            meet.field("feeling", before.as_ref(), &felt(mine), &felt(theirs));
        let words = base.map(Self::words);
        let words = PointWords::merged(words.as_ref(), &mine.words(), &theirs.words(), meet);
        let PointWords {
            word,
            note,
            evidence,
            source,
            card,
            moment_of_truth,
        } = words;
        Self {
            id: mine.id,
            curve: mine.curve,
            at: mine.at,
            feeling,
            word,
            note,
            evidence,
            source,
            card,
            moment_of_truth,
            score,
        }
    }
}

/// What is known of an emotion point beside its feeling.
#[derive(Clone)]
struct PointWords {
    word: String,
    note: String,
    evidence: Option<Evidence>,
    source: String,
    card: Option<CardId>,
    moment_of_truth: bool,
}

fields!(PointWords {
    word: "word",
    note: "note",
    evidence: "evidence",
    source: "source",
    card: "card",
    moment_of_truth: "moment of truth",
} apart from {});

impl EmotionPoint {
    fn words(&self) -> PointWords {
        PointWords {
            word: self.word.clone(),
            note: self.note.clone(),
            evidence: self.evidence,
            source: self.source.clone(),
            card: self.card,
            moment_of_truth: self.moment_of_truth,
        }
    }
}

fn felt(point: &EmotionPoint) -> Felt {
    Felt(point.feeling, point.score)
}
