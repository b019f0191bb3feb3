//! Two versions of a map put together, with the map both come from: what one
//! side changed is taken, what both changed differently is a conflict to be
//! decided. Pure; knows nothing of files, windows or whose map is whose.
//!
//! Parts are told by their ids and merged field by field. `renumber` gives what
//! both sides added under one id two ids; `keeping` says what is part of the
//! merged map; `meeting` decides single fields and collects the conflicts;
//! `order` and `lines` merge lists and texts; `assemble` builds the map and
//! leaves no reference into nothing.

mod assemble;
mod dividers;
mod held;
mod keeping;
mod lines;
mod meeting;
mod order;
mod renumber;

use std::collections::BTreeMap;

use super::{
    compare::{Change, Index, Key, compare},
    id::Element,
    map::Map,
};
use assemble::assembled;
use meeting::Meeting;
use renumber::collisions;

pub(in crate::model) use lines::{joined_lines, joined_texts, joined_values};

/// Which side a conflict is decided for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// The map at hand.
    #[default]
    Mine,
    /// The other version.
    Theirs,
}

/// What was decided, by part and field.
type Choices = BTreeMap<(Key, &'static str), Choice>;

/// Something that both sides changed, and not alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// What it is about: “touchpoint “Finance desk” in Decision”.
    pub what: String,
    /// Which of its fields: “text”.
    pub field: &'static str,
    /// The value before both changes, in words.
    pub base: String,
    /// My value, in words.
    pub mine: String,
    /// Their value, in words.
    pub theirs: String,
    /// What can be selected of it.
    pub element: Option<Element>,
    /// How it is decided; for mine unless told otherwise.
    pub choice: Choice,
    key: Key,
}

/// A merge: the map it makes, and what is to be decided.
#[derive(Clone, Debug)]
pub struct Merged {
    base: Option<Map>,
    mine: Map,
    theirs: Map,
    choices: Choices,
    map: Map,
    conflicts: Vec<Conflict>,
}

/// Puts two versions of a map together that both come from `base`.
///
/// A change of one side is taken, and so is one that both made alike; texts of
/// several lines are merged by line, lists by their neighbors. What both added
/// is kept, each with an id of its own. What one removed and the other left
/// alone is gone. All else is a [`Conflict`], decided for mine until
/// [`Merged::decide`]d. The merged map is sound ([`Map::faults`] is empty) when
/// the three are.
#[must_use]
pub fn merge(base: &Map, mine: &Map, theirs: &Map) -> Merged {
    Merged::new(Some(base), mine, theirs)
}

/// Puts two versions together whose common past is not known: what one of them
/// has is kept, and every field in which they differ is to be decided. One id
/// of one sort is taken for the same thing.
#[must_use]
pub fn merge_unrelated(mine: &Map, theirs: &Map) -> Merged {
    Merged::new(None, mine, theirs)
}

impl Merged {
    fn new(base: Option<&Map>, mine: &Map, theirs: &Map) -> Self {
        let nothing = Map::default();
        let past = base.unwrap_or(&nothing);
        let (of_mine, of_theirs) = collisions(
            &Index::of(past),
            &Index::of(mine),
            &Index::of(theirs),
            base.is_some(),
        );
        let is_one_sided = base.is_some_and(|base| base == mine || base == theirs);
        let as_is = is_one_sided || mine == theirs;
        let pick = |renamed: renumber::Renamed, map: &Map| {
            if as_is {
                map.clone()
            } else {
                renamed.applied(map)
            }
        };
        let mut merged = Self {
            base: base.cloned(),
            mine: pick(of_mine, mine),
            theirs: pick(of_theirs, theirs),
            choices: Choices::new(),
            map: Map::default(),
            conflicts: Vec::new(),
        };
        merged.run();
        merged
    }

    /// The merged map, for the choices as they are.
    #[must_use]
    pub fn map(&self) -> &Map {
        &self.map
    }

    /// What is to be decided, in the order of the map.
    #[must_use]
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }

    /// Decides a conflict, by its place in the list. One that is not there is
    /// not decided.
    pub fn decide(&mut self, conflict: usize, choice: Choice) {
        if let Some(conflict) = self.conflicts.get(conflict) {
            let decided = (conflict.key.clone(), conflict.field);
            self.choices.insert(decided, choice);
            self.run();
        }
    }

    /// Decides every conflict for one side.
    pub fn prefer(&mut self, choice: Choice) {
        // Deciding one may bring another to light, such as the order of what
        // is now kept.
        for _ in 0..self.conflicts.len().saturating_add(4) {
            let open = self.conflicts.iter().filter(|it| it.choice != choice);
            let open: Vec<_> = open.map(|it| (it.key.clone(), it.field)).collect();
            if open.is_empty() {
                return;
            }
            self.choices
                .extend(open.into_iter().map(|key| (key, choice)));
            self.run();
        }
    }

    /// Whether a common past is known.
    #[must_use]
    pub fn has_base(&self) -> bool {
        self.base.is_some()
    }

    /// What one side changed since the common past; nothing without one.
    #[must_use]
    pub fn changes(&self, side: Choice) -> Vec<Change> {
        let map = match side {
            Choice::Mine => &self.mine,
            Choice::Theirs => &self.theirs,
        };
        let base = self.base.as_ref();
        base.map(|base| compare(base, map)).unwrap_or_default()
    }

    fn run(&mut self) {
        let base = self.base.as_ref();
        let one_sided = if self.mine == self.theirs || base == Some(&self.theirs) {
            Some(&self.mine)
        } else if base == Some(&self.mine) {
            Some(&self.theirs)
        } else {
            None
        };
        let (mut map, conflicts) = match one_sided {
            Some(map) => (map.clone(), Vec::new()),
            None => self.met(),
        };
        map.restore_mint();
        let mints = [map.mint.0, self.mine.mint.0, self.theirs.mint.0];
        map.mint.0 = mints.into_iter().max().unwrap_or_default();
        (self.map, self.conflicts) = (map, conflicts);
    }

    fn met(&self) -> (Map, Vec<Conflict>) {
        let nothing = Map::default();
        let base = Index::of(self.base.as_ref().unwrap_or(&nothing));
        let (mine, theirs) = (Index::of(&self.mine), Index::of(&self.theirs));
        let mut meeting = Meeting {
            base: &base,
            mine: &mine,
            theirs: &theirs,
            is_known: self.base.is_some(),
            choices: &self.choices,
            conflicts: Vec::new(),
            at: Key::Header,
        };
        let map = assembled(&mut meeting);
        (map, meeting.conflicts)
    }
}
