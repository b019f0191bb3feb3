//! Under which names the files of an export are written: as was asked, with
//! numbers where there are several pages, never over one of the maps that are
//! read, and never twice in one run.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use throughline::{
    export::{left_over, numbered},
    file::{OsDisk, is_same_file},
};

use super::order::{Order, Target, stem};
use crate::cli::Failure;

/// The names of one run.
pub(super) struct Places<'a> {
    order: &'a Order,
    /// What was written, and the map it was made from.
    taken: BTreeMap<PathBuf, PathBuf>,
}

impl<'a> Places<'a> {
    /// With no name taken.
    pub(super) const fn new(order: &'a Order) -> Self {
        Self {
            order,
            taken: BTreeMap::new(),
        }
    }

    /// The names of so many files of one map, in order; `None` is standard
    /// output.
    ///
    /// # Errors
    /// One of them is a map that is read, or was just written.
    pub(super) fn of(
        &mut self,
        input: &Path,
        count: usize,
    ) -> Result<Option<Vec<PathBuf>>, Failure> {
        let Some(whole) = self.whole(input) else {
            return Ok(None);
        };
        let paths = numbered(&whole, count);
        for path in &paths {
            self.check(path)?;
        }
        let taken = paths.iter().map(|path| (path.clone(), input.to_path_buf()));
        self.taken.extend(taken);
        Ok(Some(paths))
    }

    /// The files of an earlier export of a map that are still beside so many
    /// of this one, and were not written in this run.
    pub(super) fn left_over(&self, input: &Path, count: usize) -> Vec<PathBuf> {
        let whole = self.whole(input).filter(|_| self.order.format.is_single());
        let left = whole.map(|whole| left_over(&whole, count, &|path| path.is_file()));
        let mut left = left.unwrap_or_default();
        left.retain(|path| !self.taken.contains_key(path));
        left
    }

    /// The name that a map is exported under, without numbers; `None` is
    /// standard output.
    fn whole(&self, input: &Path) -> Option<PathBuf> {
        match &self.order.target {
            Target::Standard => None,
            Target::File(path) => Some(path.clone()),
            Target::Folder(folder) => {
                let extension = self.order.format.extension();
                Some(folder.join(format!("{}.{extension}", stem(input))))
            }
        }
    }

    fn check(&self, path: &Path) -> Result<(), Failure> {
        for input in &self.order.inputs {
            if is_same_file(&OsDisk, input, path)? {
                return Err(Failure::Other(format!(
                    "{} is the map itself; export under another name",
                    path.display()
                )));
            }
        }
        match self.taken.get(path) {
            None => Ok(()),
            Some(other) => Err(Failure::Other(format!(
                "{} was just written from {}; maps in one folder need names of their own",
                path.display(),
                other.display()
            ))),
        }
    }
}
