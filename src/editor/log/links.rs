//! How much of the feedback log belongs to each card and stage. Counted once
//! for each state of the log.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::model::{Feedback, Map, Subject};

/// Numbers of entries by what they speak of.
#[derive(Debug, Default)]
pub struct Links {
    seen: Option<Arc<Vec<Arc<Feedback>>>>,
    counts: FxHashMap<Subject, usize>,
}

impl Links {
    /// Counts anew where the log has changed.
    pub fn update(&mut self, map: &Map) {
        let mut seen = self.seen.iter();
        if seen.any(|seen| Arc::ptr_eq(seen, &map.feedback)) {
            return;
        }
        self.counts.clear();
        for entry in map.feedback.iter() {
            *self.counts.entry(entry.subject()).or_default() += 1;
        }
        self.seen = Some(Arc::clone(&map.feedback));
    }

    /// How many entries speak of exactly this: those of a stage's cards are
    /// not the stage's.
    #[must_use]
    pub fn of(&self, subject: Subject) -> usize {
        self.counts.get(&subject).copied().unwrap_or(0)
    }

    /// How many speak of a stage or of one of its cards, or of a card.
    #[must_use]
    pub fn within(&self, map: &Map, subject: Subject) -> usize {
        let Subject::Stage(id) = subject else {
            return self.of(subject);
        };
        let cards = map.stage(id).map(|(_, stage)| stage.cards.as_slice());
        let cards = cards.unwrap_or_default().iter();
        let of_cards: usize = cards.map(|card| self.of(Subject::Card(card.id))).sum();
        of_cards + self.of(subject)
    }
}
