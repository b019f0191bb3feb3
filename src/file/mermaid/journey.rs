//! A journey as the language knows it: plain and complete, with the line of
//! each statement. What Mermaid reads and what we repair both come out as one.

use std::collections::BTreeSet;

/// What a `journey` diagram says. Names are as the grammar cut them out:
/// neither trimmed nor with their entities and line breaks read; `plain` reads
/// those.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Journey {
    /// The `title` line that counts, and its line.
    pub title: Option<(usize, String)>,
    /// The title of the front matter, used when there is no other, and its
    /// line.
    pub front_title: Option<(usize, String)>,
    /// The title for screen readers, empty for none.
    pub acc_title: String,
    /// The description for screen readers, empty for none.
    pub acc_descr: String,
    /// The line of the last of these two.
    pub acc_line: Option<usize>,
    /// One for each `section` line, in order.
    pub sections: Vec<Section>,
    /// The tasks, in order.
    pub tasks: Vec<Task>,
}

/// A `section` line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its line in the file.
    pub line: usize,
    /// Its name.
    pub name: String,
}

/// A task line.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    /// Its line in the file.
    pub line: usize,
    /// The place of its section among the sections; `None` before the first.
    pub section: Option<usize>,
    /// Its name.
    pub name: String,
    /// Its score; `None` is JavaScript's `NaN`. May be infinite.
    pub score: Option<f64>,
    /// Who takes part, as listed: repeats and empty names stay.
    pub people: Vec<String>,
    /// What stands behind the people and means nothing to Mermaid.
    pub rest: Vec<String>,
}

impl Journey {
    /// The title that is shown: the `title` line, or else the front matter's.
    #[must_use]
    pub fn shown_title(&self) -> &str {
        let title = self.title.as_ref().filter(|(_, title)| !title.is_empty());
        let title = title.or(self.front_title.as_ref());
        title.map_or("", |(_, title)| title)
    }

    /// The name of a task's section, empty before the first.
    #[must_use]
    pub fn section_of(&self, task: &Task) -> &str {
        let section = task.section.and_then(|index| self.sections.get(index));
        section.map_or("", |section| &section.name)
    }

    /// Everyone who takes part, once each, in the order of Mermaid's legend.
    #[must_use]
    pub fn actors(&self) -> Vec<&str> {
        let people = self.tasks.iter().flat_map(|task| &task.people);
        let names: BTreeSet<&str> = people.map(String::as_str).collect();
        let mut names: Vec<&str> = names.into_iter().collect();
        // JavaScript sorts by UTF-16 units.
        names.sort_by(|a, b| a.encode_utf16().cmp(b.encode_utf16()));
        names
    }
}
