//! The state of the merge dialog: the merge as it is decided, and as it was
//! before each choice.

use crate::model::{Change, Choice, Merged};

/// So many choices can be taken back.
const STEPS: usize = 100;

/// What the dialog calls the versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ui) struct Names {
    /// What is merged with what, above everything else.
    pub title: String,
    /// What both are held against, as a sentence.
    pub base: String,
    /// The other version: the name of its file.
    pub theirs: String,
}

/// The merge dialog.
pub(in crate::ui) struct MergeForm {
    merged: Merged,
    /// What was chosen before, the last one last.
    before: Vec<Merged>,
    names: Names,
    /// What changed on either side; it does not hang on what is chosen.
    mine: Vec<Change>,
    theirs: Vec<Change>,
}

impl MergeForm {
    /// The form for a merge, with nothing chosen yet.
    pub(in crate::ui) fn new(merged: Merged, names: Names) -> Self {
        Self {
            mine: merged.changes(Choice::Mine),
            theirs: merged.changes(Choice::Theirs),
            merged,
            before: Vec::new(),
            names,
        }
    }

    /// The merge as it is decided.
    pub(super) fn merged(&self) -> &Merged {
        &self.merged
    }

    /// What the versions are called.
    pub(super) fn names(&self) -> &Names {
        &self.names
    }

    /// What one side changed.
    pub(super) fn changes(&self, side: Choice) -> &[Change] {
        match side {
            Choice::Mine => &self.mine,
            Choice::Theirs => &self.theirs,
        }
    }

    /// Decides a conflict by its place.
    pub(super) fn decide(&mut self, place: usize, choice: Choice) {
        let decided = self.merged.conflicts().get(place);
        if decided.is_some_and(|conflict| conflict.choice != choice) {
            self.keep();
            self.merged.decide(place, choice);
        }
    }

    /// Decides all of them.
    pub(super) fn prefer(&mut self, choice: Choice) {
        self.keep();
        self.merged.prefer(choice);
    }

    /// Takes the last choice back.
    pub(super) fn undo(&mut self) {
        if let Some(before) = self.before.pop() {
            self.merged = before;
        }
    }

    /// Every text that is shown, for which fonts are needed.
    pub(in crate::ui) fn letters(&self) -> String {
        let changes = self.mine.iter().chain(&self.theirs);
        let mut letters: String = changes.map(|change| change.words.as_str()).collect();
        for conflict in self.merged.conflicts() {
            for text in [
                &conflict.what,
                &conflict.base,
                &conflict.mine,
                &conflict.theirs,
            ] {
                letters.push_str(text);
            }
        }
        letters
    }

    fn keep(&mut self) {
        self.before.push(self.merged.clone());
        if self.before.len() > STEPS {
            self.before.remove(0);
        }
    }
}
