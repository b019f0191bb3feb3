//! The values of fields in words, what they refer to, and how two changes of
//! one value become one where they can. Knows nothing of whose field it is.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    excerpt::{excerpt, excerpts},
    index::picture_words,
    key::{Key, plain},
};
use crate::model::{CardId, feeling_label, number::Valence};
use crate::model::{
    Channel, CurveId, CurveKind, CurveState, Details, Dismissal, Evidence, FeedbackKind,
    FeedbackSource, JourneyKind, KeyMoment, LaneId, LaneKind, Level, LineStyle, Map, MapKind,
    MetricId, MetricKind, PersonaId, Picture, Side, Span, StageId, StageRule, Status, Subject,
    Survey, Swatch, ThemeName,
    merge::{joined_lines, joined_texts, joined_values},
};

/// A value of a field.
pub(in crate::model) trait Value: Clone + PartialEq {
    /// Whether a sentence puts it in quotes and says what it was and is.
    const IS_TEXT: bool = false;

    /// The value as people read it.
    fn words(&self, map: &Map) -> String;

    /// Several values of one field, so that it is seen where they differ.
    fn words_beside(all: &[(&Self, &Map)]) -> Vec<String> {
        all.iter().map(|(value, map)| value.words(map)).collect()
    }

    /// What it refers to.
    fn target(&self) -> Option<Key> {
        None
    }

    /// Whether it is no value, as a reference is once its target is gone.
    fn is_none(&self) -> bool {
        false
    }

    /// One value of two that were changed, where both changes fit into it.
    fn joined(_base: &Self, _mine: &Self, _theirs: &Self) -> Option<Self> {
        None
    }
}

impl Value for String {
    const IS_TEXT: bool = true;

    fn words(&self, _: &Map) -> String {
        excerpt(self)
    }

    fn words_beside(all: &[(&Self, &Map)]) -> Vec<String> {
        let texts: Vec<&str> = all.iter().map(|(text, _)| text.as_str()).collect();
        excerpts(&texts)
    }

    fn joined(base: &Self, mine: &Self, theirs: &Self) -> Option<Self> {
        joined_lines(base, mine, theirs)
    }
}

impl Value for Vec<String> {
    const IS_TEXT: bool = true;

    fn words(&self, _: &Map) -> String {
        listed(self.iter().map(|text| excerpt(text)))
    }

    fn joined(base: &Self, mine: &Self, theirs: &Self) -> Option<Self> {
        joined_texts(base, mine, theirs)
    }
}

impl Value for Vec<StageRule> {
    fn words(&self, map: &Map) -> String {
        listed(self.iter().map(|rule| {
            let to = match rule.subject() {
                Subject::Map => "the map".into(),
                Subject::Stage(id) => Key::Stage(id).named(map),
                Subject::Card(id) => Key::Card(id).named(map),
            };
            format!("{} to {to}", excerpt(&rule.words))
        }))
    }

    fn joined(base: &Self, mine: &Self, theirs: &Self) -> Option<Self> {
        joined_values(base, mine, theirs)
    }
}

impl Value for Vec<Dismissal> {
    fn words(&self, _: &Map) -> String {
        listed(self.iter().map(|dismissal| match &*dismissal.reason {
            "" => dismissal.rule.label().to_owned(),
            reason => format!("{}: {}", dismissal.rule.label(), excerpt(reason)),
        }))
    }

    fn joined(base: &Self, mine: &Self, theirs: &Self) -> Option<Self> {
        joined_values(base, mine, theirs)
    }
}

impl Value for (String, String) {
    const IS_TEXT: bool = true;

    fn words(&self, _: &Map) -> String {
        format!("{} to {}", excerpt(&self.0), excerpt(&self.1))
    }
}

impl<T: Value> Value for Option<T> {
    const IS_TEXT: bool = T::IS_TEXT;

    fn words(&self, map: &Map) -> String {
        let none = || "none".to_owned();
        self.as_ref().map_or_else(none, |value| value.words(map))
    }

    fn target(&self) -> Option<Key> {
        self.as_ref()?.target()
    }

    fn is_none(&self) -> bool {
        self.is_none()
    }
}

impl Value for bool {
    fn words(&self, _: &Map) -> String {
        if *self { "yes" } else { "no" }.into()
    }
}

/// Counts: what both sides added is added up.
impl Value for u32 {
    fn words(&self, _: &Map) -> String {
        self.to_string()
    }

    fn joined(base: &Self, mine: &Self, theirs: &Self) -> Option<Self> {
        let more = mine.checked_sub(*base)?;
        theirs
            .checked_sub(*base)?
            .checked_add(more)?
            .checked_add(*base)
    }
}

impl Value for f64 {
    fn words(&self, _: &Map) -> String {
        self.to_string()
    }
}

impl Value for Level {
    fn words(&self, _: &Map) -> String {
        format!("{} of 5", self.value())
    }
}

impl Value for Span {
    fn words(&self, _: &Map) -> String {
        format!("{} of the usual", self.value())
    }
}

impl Value for Arc<Picture> {
    const IS_TEXT: bool = true;

    fn words(&self, _: &Map) -> String {
        picture_words(self)
    }
}

impl Value for Channel {
    fn words(&self, map: &Map) -> String {
        plain(map.channel_label(*self))
    }

    fn target(&self) -> Option<Key> {
        match (self.common_label(), self) {
            (None, Self::Own(id)) => Some(Key::Channel(*id)),
            _ => None,
        }
    }
}

/// How a moment feels, with the number it was imported with: placing a point
/// anew clears that, so the two are one value.
#[derive(Clone, Copy, PartialEq)]
pub(in crate::model) struct Felt(
    pub(in crate::model) Option<Valence>,
    pub(in crate::model) Option<f64>,
);

impl Value for Felt {
    fn words(&self, _: &Map) -> String {
        match self.1 {
            Some(score) => format!("{} (score {score})", feeling_label(self.0)),
            None => feeling_label(self.0),
        }
    }
}

/// Words of closed lists are their own labels.
macro_rules! labels {
    ($($name:ident),+) => {$(
        impl Value for $name {
            fn words(&self, _: &Map) -> String {
                self.label().to_owned()
            }
        }
    )+};
}

labels!(
    CurveKind,
    CurveState,
    Details,
    Evidence,
    FeedbackKind,
    FeedbackSource,
    JourneyKind,
    KeyMoment,
    LaneKind,
    LineStyle,
    MapKind,
    MetricKind,
    Side,
    Status,
    Survey,
    Swatch,
    ThemeName
);

/// Ids are what they name.
macro_rules! references {
    ($($id:ident is $key:ident),+) => {$(
        impl Value for $id {
            fn words(&self, map: &Map) -> String {
                Key::$key(*self).named(map)
            }

            fn target(&self) -> Option<Key> {
                Some(Key::$key(*self))
            }
        }

        impl Value for BTreeSet<$id> {
            fn words(&self, map: &Map) -> String {
                listed(self.iter().map(|id| Key::$key(*id).named(map)))
            }

            fn joined(base: &Self, mine: &Self, theirs: &Self) -> Option<Self> {
                let either = mine.union(theirs).copied();
                let kept = |id: &$id| !base.contains(id) || mine.contains(id) && theirs.contains(id);
                Some(either.filter(kept).collect())
            }
        }
    )+};
}

references!(
    CardId is Card, CurveId is Curve, LaneId is Lane, MetricId is Metric,
    PersonaId is Persona, StageId is Stage
);

/// Words one after the other, or "none".
fn listed(words: impl Iterator<Item = String>) -> String {
    let words: Vec<String> = words.collect();
    if words.is_empty() {
        "none".into()
    } else {
        words.join(", ")
    }
}
