//! Under which names the files of an export are written: as was asked, with
//! numbers where there are several pages, never over one of the maps that are
//! read, and never twice in one run.

use std::{
    collections::BTreeMap,
    ffi::OsString,
    path::{Path, PathBuf},
};

use throughline::file::{OsDisk, is_same_file};

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
        let whole = match &self.order.target {
            Target::Standard => return Ok(None),
            Target::File(path) => path.clone(),
            Target::Folder(folder) => {
                let extension = self.order.format.extension();
                folder.join(format!("{}.{extension}", stem(input)))
            }
        };
        let paths = numbered(&whole, count);
        for path in &paths {
            self.check(path)?;
        }
        let taken = paths.iter().map(|path| (path.clone(), input.to_path_buf()));
        self.taken.extend(taken);
        Ok(Some(paths))
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

/// `map.png` for one page; `map-1.png`, `map-2.png` for several, with zeros
/// before so that they sort.
fn numbered(path: &Path, count: usize) -> Vec<PathBuf> {
    if count == 1 {
        return vec![path.to_path_buf()];
    }
    let digits = count.to_string().len();
    let name = |number: usize| {
        let mut name = OsString::from(path.file_stem().unwrap_or_default());
        name.push(format!("-{number:0digits$}"));
        if let Some(extension) = path.extension() {
            name.push(".");
            name.push(extension);
        }
        path.with_file_name(name)
    };
    (1..=count).map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_numbered_so_that_their_names_sort() {
        let names = |path: &str, count| {
            let paths = numbered(Path::new(path), count).into_iter();
            paths
                .map(|path| path.display().to_string())
                .collect::<Vec<_>>()
        };
        assert_eq!(names("a/map.png", 1), ["a/map.png"]);
        assert_eq!(names("a/map.PNG", 2), ["a/map-1.PNG", "a/map-2.PNG"]);
        assert_eq!(names("map", 2), ["map-1", "map-2"]);
        let ten = names("v1.2.svg", 10);
        assert_eq!(ten.first().map(String::as_str), Some("v1.2-01.svg"));
        assert_eq!(ten.last().map(String::as_str), Some("v1.2-10.svg"));
    }
}
