//! The feedback log as it is looked at: searched, filtered, sorted, counted
//! and selected. Pure; keeps what it has worked out until the log, the map's
//! stages or what is looked for changes, so that a log of 100,000 entries
//! answers every key at once. Changes nothing of the map.

mod chosen;
mod common;
mod entry;
mod heat;
mod line;
mod links;
mod order;
mod sieve;
#[cfg(test)]
mod tests;
mod topics;

use std::sync::Arc;

use rustc_hash::FxHashMap;

pub use self::{
    chosen::Chosen,
    common::Common,
    entry::{day_remark, is_day, read_score, score_label, score_remark},
    heat::{Heat, LogCounts},
    line::Term,
    links::Links,
    order::{LogColumn, LogOrder},
    sieve::{Sieve, toggle},
    topics::Topics,
};
use self::{
    heat::Counting,
    line::{Line, Places, Tables},
    sieve::Judge,
};
use crate::model::{Feedback, FeedbackId, FeedbackKind, FeedbackSource, Map, Stage};

/// The entries of a log, as a map shares them.
type Entries = Arc<Vec<Arc<Feedback>>>;

/// A row of the log: an entry that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogRow {
    /// The number of the entry in the log.
    pub index: usize,
    /// Its id.
    pub id: FeedbackId,
}

/// A view on a feedback log.
#[derive(Debug, Default)]
pub struct Log {
    /// What is looked for.
    pub sieve: Sieve,
    /// By what it is sorted; by nothing, it is in the order of the log.
    pub order: Option<LogOrder>,
    /// What is selected.
    pub chosen: Chosen,
    entries: Option<Entries>,
    lines: Vec<Line>,
    tables: Tables,
    places: Places,
    /// All lines by their numbers, sorted, and by what.
    sorted: Vec<u32>,
    sorted_by: Option<LogOrder>,
    /// What was let through last.
    sieved: Option<Sieve>,
    rows: Vec<LogRow>,
    counts: LogCounts,
}

impl Log {
    /// Brings the view up to date with a map. Costs nothing where neither log
    /// nor stages nor what is looked for have changed.
    pub fn update(&mut self, map: &Map) {
        self.update_with(&map.feedback, &map.stages);
    }

    fn update_with(&mut self, entries: &Entries, stages: &[Arc<Stage>]) {
        let is_same = self
            .entries
            .as_ref()
            .is_some_and(|seen| Arc::ptr_eq(seen, entries));
        let moved = self.places.update(stages);
        if !is_same {
            self.take(entries);
        }
        if moved || !is_same {
            for line in &mut self.lines {
                line.place = self.places.of(&line.entry);
            }
        }
        let changed = moved || !is_same;
        if changed || self.sorted_by != self.order {
            self.sort();
        } else if self.sieved.as_ref() == Some(&self.sieve) {
            return;
        }
        self.sift(changed);
    }

    /// The entries that are shown, in order.
    #[must_use]
    pub fn rows(&self) -> &[LogRow] {
        &self.rows
    }

    /// How many entries the log has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether the log has no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The entry of a row, while a gesture may have changed it.
    #[must_use]
    pub fn entry<'a>(&self, map: &'a Map, place: usize) -> Option<&'a Arc<Feedback>> {
        let row = self.rows.get(place)?;
        let entry = map.feedback.get(row.index)?;
        (entry.id == row.id).then_some(entry)
    }

    /// The selected entries, as a map has them.
    pub fn chosen_entries<'a>(&'a self, map: &'a Map) -> impl Iterator<Item = &'a Feedback> {
        let rows = self.rows.iter().filter(|row| self.chosen.has(row.id));
        rows.filter_map(|row| {
            let entry = map.feedback.get(row.index)?;
            (entry.id == row.id).then_some(entry.as_ref())
        })
    }

    /// The letters beyond ASCII that entries came with since this was asked
    /// last: the window needs fonts for them.
    pub fn take_letters(&mut self) -> String {
        std::mem::take(&mut self.tables.letters.fresh)
    }

    /// The types that the log uses, in the order of lists.
    pub fn kinds(&self) -> impl Iterator<Item = &Term<FeedbackKind>> {
        self.tables.kinds.iter().map(|(kind, _)| kind)
    }

    /// The sources that the log uses, in the order of lists.
    pub fn sources(&self) -> impl Iterator<Item = &Term<FeedbackSource>> {
        self.tables.sources.iter().map(|(source, _)| source)
    }

    /// What was counted of the entries.
    #[must_use]
    pub fn counts(&self) -> &LogCounts {
        &self.counts
    }

    /// Sorts by a column, upward first, then downward, then not at all.
    pub fn sort_by(&mut self, column: LogColumn) {
        self.order = match self.order {
            Some(order) if order.column == column => {
                (!order.down).then_some(LogOrder { column, down: true })
            }
            Some(_) | None => Some(LogOrder {
                column,
                down: false,
            }),
        };
    }

    /// Takes the entries, and makes lines for those that it has not seen.
    fn take(&mut self, entries: &Entries) {
        let kept = std::mem::take(&mut self.lines);
        let tables = &mut self.tables;
        let in_place = kept.len() == entries.len();
        self.lines = if in_place {
            let pairs = kept.into_iter().zip(entries.iter());
            let line = |(kept, entry): (Line, &Arc<Feedback>)| {
                if Arc::ptr_eq(&kept.entry, entry) {
                    kept
                } else {
                    Line::new(entry, tables)
                }
            };
            pairs.map(line).collect()
        } else {
            let mut kept: FxHashMap<FeedbackId, Line> =
                kept.into_iter().map(|line| (line.entry.id, line)).collect();
            let line = |entry: &Arc<Feedback>| {
                let held = kept.remove(&entry.id);
                let held = held.filter(|line| Arc::ptr_eq(&line.entry, entry));
                held.unwrap_or_else(|| Line::new(entry, tables))
            };
            entries.iter().map(line).collect()
        };
        self.entries = Some(Arc::clone(entries));
    }

    fn sort(&mut self) {
        let count = u32::try_from(self.lines.len()).unwrap_or(u32::MAX);
        self.sorted = (0..count).collect();
        order::sort(&mut self.sorted, &self.lines, &self.tables, self.order);
        self.sorted_by = self.order;
    }

    /// Lets through what fits. What is selected stays where it was shown and
    /// only the map has changed: an entry does not vanish under the hand that
    /// fills it in.
    fn sift(&mut self, changed: bool) {
        let before = std::mem::take(&mut self.rows);
        let stays = changed && self.sieved.as_ref() == Some(&self.sieve);
        let stays = |id| stays && self.chosen.has(id);
        let judge = Judge::new(&self.sieve, &self.tables, &self.places);
        let mut counting = Counting::new(&self.tables, &self.places);
        let mut rows = Vec::with_capacity(before.len());
        for number in &self.sorted {
            let index = *number as usize;
            let Some(line) = self.lines.get(index) else {
                continue;
            };
            let fails = judge.fails(line);
            counting.add(line, fails);
            let id = line.entry.id;
            if fails == 0 || stays(id) {
                rows.push(LogRow { index, id });
            }
        }
        self.counts = counting.end(&self.tables, &self.places);
        self.chosen.keep(&before, &rows);
        self.rows = rows;
        self.sieved = Some(self.sieve.clone());
    }
}
