//! What changed from one version to the next, as far as a list tells it. Knows
//! maps only.

use crate::{
    model::{Change, Map, compare},
    ui::{dialog::changes::sentence_case, facts::number},
};

/// So many changes of a version are told; the rest is counted.
const TOLD: usize = 1_000;

/// What changed between two versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Changes {
    /// There is none before it; how much of a map it has.
    First(String),
    /// These things, and how many there are in all.
    Some(Vec<Change>, usize),
    /// The version before cannot be read.
    Alone,
    /// It cannot be read, and why.
    Unreadable(String),
}

impl Changes {
    /// What changed from one map to the next.
    pub(super) fn between(before: &Map, after: &Map) -> Self {
        let mut changes = compare(before, after);
        let count = changes.len();
        changes.truncate(TOLD);
        Self::Some(changes, count)
    }

    /// Of the first map: how much of one it is.
    pub(super) fn first(map: &Map) -> Self {
        let (stages, cards) = (map.stages.len(), map.card_count());
        let (stages, cards) = (number(stages, "stage"), number(cards, "card"));
        Self::First(format!("{stages}, {cards}"))
    }

    /// In one line, for a list.
    pub(super) fn summary(&self) -> String {
        match self {
            Self::First(size) => format!("The first one: {size}"),
            Self::Some(changes, count) => match changes.as_slice() {
                [] => "Nothing of the map changed".into(),
                [change] => sentence_case(&change.words),
                _ => number(*count, "change"),
            },
            Self::Alone => "The one before cannot be read".into(),
            Self::Unreadable(_) => "Cannot be read".into(),
        }
    }
}
