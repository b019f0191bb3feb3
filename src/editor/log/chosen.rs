//! What is selected in the feedback log: any number of entries, the one the
//! keyboard is at, and the one from which shift reaches.

use std::collections::BTreeSet;

use super::LogRow;
use crate::{editor::Modifiers, model::FeedbackId};

/// The selected entries. Those that are filtered away are not selected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    ids: BTreeSet<FeedbackId>,
    at: Option<FeedbackId>,
    anchor: Option<FeedbackId>,
    /// Counts the changes, so that what was worked out of it can be kept.
    changes: u64,
}

impl Chosen {
    /// Whether an entry is selected.
    #[must_use]
    pub fn has(&self, id: FeedbackId) -> bool {
        self.ids.contains(&id)
    }

    /// How many are selected.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether none is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The selected entries, oldest first.
    #[must_use]
    pub fn ids(&self) -> Vec<FeedbackId> {
        self.ids.iter().copied().collect()
    }

    /// Changes with every change of the selection.
    #[must_use]
    pub fn changes(&self) -> u64 {
        self.changes
    }

    /// Where the keyboard is.
    #[must_use]
    pub fn at(&self) -> Option<FeedbackId> {
        self.at
    }

    /// Selects one entry alone.
    pub fn one(&mut self, id: FeedbackId) {
        self.changes += 1;
        self.ids = BTreeSet::from([id]);
        self.at = Some(id);
        self.anchor = Some(id);
    }

    /// Selects these entries alone.
    pub fn these(&mut self, ids: impl IntoIterator<Item = FeedbackId>) {
        self.changes += 1;
        self.ids = ids.into_iter().collect();
        self.at = self.ids.first().copied();
        self.anchor = self.at;
    }

    /// Selects nothing.
    pub fn none(&mut self) {
        *self = Self {
            changes: self.changes + 1,
            ..Self::default()
        };
    }

    /// Selects every entry that is shown.
    pub fn all(&mut self, rows: &[LogRow]) {
        self.changes += 1;
        self.ids = rows.iter().map(|row| row.id).collect();
        if !self.at.is_some_and(|at| self.ids.contains(&at)) {
            self.at = rows.first().map(|row| row.id);
        }
        self.anchor = rows.first().map(|row| row.id);
    }

    /// A press on a row: alone, with shift as far as there, with the command
    /// key that one more or less.
    pub fn press(&mut self, rows: &[LogRow], place: usize, held: Modifiers) {
        let Some(row) = rows.get(place) else { return };
        if held.shift {
            self.reach(rows, place, held.command);
        } else if held.command {
            self.changes += 1;
            if !self.ids.remove(&row.id) {
                self.ids.insert(row.id);
            }
            self.at = Some(row.id);
            self.anchor = Some(row.id);
        } else {
            self.one(row.id);
        }
    }

    /// The keyboard goes to a row, with shift as far as there.
    pub fn go(&mut self, rows: &[LogRow], place: usize, shift: bool) {
        if shift {
            self.reach(rows, place, false);
        } else if let Some(row) = rows.get(place) {
            self.one(row.id);
        }
    }

    /// Where the keyboard is among the rows.
    #[must_use]
    pub fn place(&self, rows: &[LogRow]) -> Option<usize> {
        let at = self.at?;
        rows.iter().position(|row| row.id == at)
    }

    fn reach(&mut self, rows: &[LogRow], place: usize, adds: bool) {
        self.changes += 1;
        let anchor = self.anchor.or(self.at);
        let from = rows.iter().position(|row| Some(row.id) == anchor);
        let from = from.unwrap_or(place);
        let range = from.min(place)..=from.max(place);
        if !adds {
            self.ids.clear();
        }
        let reached = rows.get(range).unwrap_or_default();
        self.ids.extend(reached.iter().map(|row| row.id));
        self.at = rows.get(place).map(|row| row.id);
        self.anchor = rows.get(from).map(|row| row.id);
    }

    /// Keeps what is still shown. Where the keyboard was on a row that is gone,
    /// it is on the one that took its place.
    pub(super) fn keep(&mut self, before: &[LogRow], rows: &[LogRow]) {
        if self.ids.is_empty() && self.at.is_none() {
            return;
        }
        let shown = rows.iter().map(|row| row.id);
        let kept: BTreeSet<FeedbackId> = shown.filter(|id| self.ids.contains(id)).collect();
        let is_there = |id: Option<FeedbackId>| rows.iter().any(|row| Some(row.id) == id);
        if !is_there(self.at) {
            let place = self.place(before).unwrap_or(0);
            let place = place.min(rows.len().saturating_sub(1));
            self.at = rows.get(place).map(|row| row.id);
        }
        if !is_there(self.anchor) {
            self.anchor = self.at;
        }
        if self.ids != kept {
            self.changes += 1;
            self.ids = kept;
        }
    }
}
