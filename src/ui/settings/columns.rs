//! What the columns of tables of feedback were last taken for, by their names:
//! a file of its own beside the settings. What cannot be read is forgotten,
//! without a word: it can be chosen again.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use super::keeper;
use crate::{
    editor::fold,
    file::{
        Disk,
        import::{Answer, DateOrder, Encoding, Meaning, Options, Scale, Understood},
        table::Delimiter,
    },
};

/// The name of the file.
const NAME: &str = "columns.ron";
/// So many tables are remembered.
const MOST: usize = 50;
/// Names longer than this together are not.
const MOST_LETTERS: usize = 2_000;

/// The names of a table's columns, as they are compared: without case, accents
/// and blanks at their ends, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::ui) struct Signature(String);

impl Signature {
    /// That of a table; empty for one without names.
    pub(in crate::ui) fn of(understood: &Understood) -> Self {
        if !understood.header {
            return Self::default();
        }
        let names = understood.columns.iter();
        let names: Vec<String> = names.map(|column| fold(column.name.trim())).collect();
        Self(names.join("\n"))
    }

    fn is_kept(&self) -> bool {
        !self.0.trim().is_empty() && self.0.len() <= MOST_LETTERS
    }
}

/// What was chosen for a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(in crate::ui) struct Choice {
    /// What each column is, in their order; none for one that was left out.
    columns: Vec<Option<Answer>>,
    scale: Option<Scale>,
    dates: Option<DateOrder>,
    encoding: Option<Encoding>,
    delimiter: Option<Delimiter>,
}

/// What is remembered of tables.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(in crate::ui) struct Columns {
    tables: Vec<(Signature, Choice)>,
}

impl Columns {
    /// What was chosen for a table as it was understood in the end.
    pub(in crate::ui) fn told(understood: &Understood, options: &Options) -> Choice {
        let columns = understood
            .columns
            .iter()
            .map(|column| match column.meaning {
                Some(Meaning::Answer(answer)) => Some(answer),
                Some(_) | None => None,
            });
        Choice {
            columns: columns.collect(),
            scale: understood.scale,
            dates: understood.dates,
            encoding: options.encoding,
            delimiter: options.delimiter,
        }
    }

    /// These options with what was last chosen for a table of these names;
    /// `None` for one that is not known, or not read differently.
    pub(in crate::ui) fn recall(
        &self,
        signature: &Signature,
        options: &Options,
    ) -> Option<Options> {
        let mut tables = self.tables.iter();
        let (_, choice) = tables.find(|(held, _)| held == signature)?;
        let meanings = choice.columns.iter().enumerate().map(|(place, answer)| {
            let meaning = answer.map_or(Meaning::Nothing, Meaning::Answer);
            (place, meaning)
        });
        Some(Options {
            meanings: meanings.collect(),
            scale: choice.scale,
            dates: choice.dates,
            encoding: options.encoding.or(choice.encoding),
            delimiter: options.delimiter.or(choice.delimiter),
            ..options.clone()
        })
    }
}

/// Remembers tables in a folder, or nowhere.
pub(in crate::ui) struct ColumnMemory {
    folder: Option<PathBuf>,
    disk: Arc<dyn Disk>,
}

impl ColumnMemory {
    /// A memory in a folder, which need not be there yet; without one, nothing
    /// is remembered.
    pub(in crate::ui) fn new(disk: Arc<dyn Disk>, folder: Option<PathBuf>) -> Self {
        Self { folder, disk }
    }

    /// Everything that is remembered.
    pub(in crate::ui) fn all(&self) -> Columns {
        let folder = self.folder.as_ref();
        folder.map(|folder| self.read(folder)).unwrap_or_default()
    }

    /// Remembers what was chosen for a table.
    pub(in crate::ui) fn keep(&self, signature: &Signature, choice: &Choice) {
        let Some(folder) = self.folder.as_ref().filter(|_| signature.is_kept()) else {
            return;
        };
        let mut kept = self.read(folder);
        kept.tables.retain(|(held, _)| held != signature);
        kept.tables.insert(0, (signature.clone(), choice.clone()));
        kept.tables.truncate(MOST);
        let path = folder.join(NAME);
        if let Err(cause) = keeper::write(self.disk.as_ref(), folder, &path, &kept) {
            log::warn!("the columns are not remembered: {cause}");
        }
    }

    /// What is kept; nothing where it cannot be read.
    fn read(&self, folder: &Path) -> Columns {
        keeper::read(self.disk.as_ref(), &folder.join(NAME)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::OsDisk;

    #[test]
    fn the_tables_brought_in_last_are_remembered_and_no_more() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let place = folder.path().join("config");
        let memory = ColumnMemory::new(Arc::new(OsDisk), Some(place.clone()));
        let signature = |number: usize| Signature(format!("text\nscore {number}"));
        let choice = Choice {
            columns: vec![Some(Answer::Verbatim), Some(Answer::Score), None],
            dates: Some(DateOrder::MonthFirst),
            ..Choice::default()
        };
        for number in 0..=MOST {
            memory.keep(&signature(number), &choice);
        }
        memory.keep(&Signature::default(), &choice);
        let kept = memory.all();
        assert_eq!(kept.tables.len(), MOST);
        let recall = |number: usize| kept.recall(&signature(number), &Options::default());
        assert_eq!(recall(0), None, "the oldest is forgotten");
        let options = recall(MOST).unwrap_or_default();
        assert_eq!(options.dates, Some(DateOrder::MonthFirst));
        let meanings: Vec<Meaning> = options.meanings.values().copied().collect();
        let said = Meaning::Answer(Answer::Verbatim);
        let score = Meaning::Answer(Answer::Score);
        assert_eq!(meanings, [said, score, Meaning::Nothing]);
        std::fs::write(place.join(NAME), "(tables: [(")?;
        assert!(memory.all().tables.is_empty(), "damaged, and no failure");
        Ok(())
    }
}
