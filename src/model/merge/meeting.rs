//! Where both sides meet: decides what becomes of one field, and collects the
//! conflicts with the words for them. Knows nothing of what is built of it.

use super::{Choice, Choices, Conflict};
use crate::model::compare::{Index, Key, Meet, Value};

/// The three maps, and what is to be decided between them.
pub(super) struct Meeting<'a> {
    /// The common past, empty when none is known.
    pub(super) base: &'a Index<'a>,
    /// One side.
    pub(super) mine: &'a Index<'a>,
    /// The other.
    pub(super) theirs: &'a Index<'a>,
    /// Whether the common past is known.
    pub(super) is_known: bool,
    /// What was decided before.
    pub(super) choices: &'a Choices,
    /// What was found to be decided.
    pub(super) conflicts: Vec<Conflict>,
    /// The part whose fields meet.
    pub(super) at: Key,
}

impl Meeting<'_> {
    /// Notes a conflict and says how it is decided. The words are those of the
    /// base, of mine and of theirs.
    pub(super) fn conflict(&mut self, field: &'static str, words: [String; 3]) -> Choice {
        let decided = self.choices.get(&(self.at.clone(), field));
        let choice = decided.copied().unwrap_or_default();
        let named_by = [self.mine, self.theirs, self.base];
        let index = named_by.into_iter().find(|index| index.has(&self.at));
        let [base, mine, theirs] = words;
        self.conflicts.push(Conflict {
            what: index.unwrap_or(self.mine).called(&self.at),
            field,
            base,
            mine,
            theirs,
            element: self.at.element(),
            choice,
            key: self.at.clone(),
        });
        choice
    }
}

impl Meet for Meeting<'_> {
    fn field<T: Value>(
        &mut self,
        label: &'static str,
        base: Option<&T>,
        mine: &T,
        theirs: &T,
    ) -> T {
        if mine == theirs {
            return mine.clone();
        }
        if let Some(base) = base {
            // A reference that went with what it named was not changed: what
            // becomes of the target decides.
            let is_as_before = |side: &Index<'_>, value: &T| {
                let target = base.target().filter(|_| value.is_none());
                value == base || target.is_some_and(|target| !side.has(&target))
            };
            match (
                is_as_before(self.mine, mine),
                is_as_before(self.theirs, theirs),
            ) {
                (true, true) => return base.clone(),
                (true, false) => return theirs.clone(),
                (false, true) => return mine.clone(),
                (false, false) => {}
            }
            if let Some(joined) = T::joined(base, mine, theirs) {
                return joined;
            }
        }
        let before = base.map_or(mine, |base| base);
        let mut words = T::words_beside(&[
            (before, self.base.map),
            (mine, self.mine.map),
            (theirs, self.theirs.map),
        ])
        .into_iter();
        let mut next = || words.next().unwrap_or_default();
        let mut words = [next(), next(), next()];
        if base.is_none()
            && let [before, ..] = &mut words
        {
            *before = "not there".into();
        }
        match self.conflict(label, words) {
            Choice::Mine => mine.clone(),
            Choice::Theirs => theirs.clone(),
        }
    }
}
