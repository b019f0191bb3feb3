//! The names of the files of an export: one, or numbered ones where a format
//! holds a single page; and which files of an earlier export are still beside
//! them. Knows names, and asks whether there is a file; touches none.

use std::path::{Path, PathBuf};

/// So many digits of a number of pages are looked for, and so many files.
const DIGITS: usize = 3;
const MOST: usize = 999;

/// `map.png` for one page; `map-1.png`, `map-2.png` for several, with zeros
/// before so that they sort.
#[must_use]
pub fn numbered(path: &Path, count: usize) -> Vec<PathBuf> {
    if count < 2 {
        return vec![path.to_path_buf()];
    }
    let digits = count.to_string().len();
    (1..=count).map(|page| name(path, page, digits)).collect()
}

/// The numbered files of an earlier, longer export that are still beside the
/// `count` files of this one: those that follow its last number without a gap,
/// and those whose numbers have another length. None of them is this export's.
#[must_use]
pub fn left_over(path: &Path, count: usize, is_there: &dyn Fn(&Path) -> bool) -> Vec<PathBuf> {
    let own = if count < 2 { 0 } else { count };
    let mut found = Vec::new();
    for digits in 1..=DIGITS {
        let is_own = own > 0 && own.to_string().len() == digits;
        let first = if is_own { own.saturating_add(1) } else { 1 };
        let pages = (first..=MOST).take_while(|page| page.to_string().len() <= digits);
        let paths = pages.map(|page| name(path, page, digits));
        found.extend(paths.take_while(|path| is_there(path)));
    }
    found
}

/// What to say of files that are left over; `None` when there are none:
/// "map-4.png to map-6.png of an earlier export are still there".
#[must_use]
pub fn still_there(left: &[PathBuf]) -> Option<String> {
    let name = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    };
    match left {
        [] => None,
        [only] => Some(format!(
            "{} of an earlier export is still there",
            name(only)
        )),
        [first, .., last] => Some(format!(
            "{} to {} of an earlier export are still there",
            name(first),
            name(last)
        )),
    }
}

fn name(path: &Path, page: usize, digits: usize) -> PathBuf {
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(format!("-{page:0digits$}"));
    if let Some(extension) = path.extension() {
        name.push(".");
        name.push(extension);
    }
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(paths: &[PathBuf]) -> Vec<String> {
        let paths = paths.iter();
        paths.map(|path| path.display().to_string()).collect()
    }

    #[test]
    fn pages_are_numbered_so_that_their_names_sort() {
        let names = |path: &str, count| shown(&numbered(Path::new(path), count));
        assert_eq!(names("a/map.png", 1), ["a/map.png"]);
        assert_eq!(names("a/map.PNG", 2), ["a/map-1.PNG", "a/map-2.PNG"]);
        assert_eq!(names("map", 2), ["map-1", "map-2"]);
        let ten = names("v1.2.svg", 10);
        assert_eq!(ten.first().map(String::as_str), Some("v1.2-01.svg"));
        assert_eq!(ten.last().map(String::as_str), Some("v1.2-10.svg"));
    }

    #[test]
    fn files_of_an_earlier_export_are_told_from_those_of_this_one() {
        let left = |count, there: &[&str]| {
            let is_there = |path: &Path| there.iter().any(|name| Path::new(name) == path);
            left_over(Path::new("map.png"), count, &is_there)
        };
        let six = [
            "map-1.png",
            "map-2.png",
            "map-3.png",
            "map-4.png",
            "map-6.png",
        ];
        assert_eq!(shown(&left(3, &six)), ["map-4.png"]);
        assert_eq!(left(4, &six), Vec::<PathBuf>::new());
        assert_eq!(left(1, &six).len(), 4);
        let twelve = ["map-01.png", "map-02.png"];
        let found = left(2, &twelve);
        assert_eq!(
            still_there(&found).unwrap_or_default(),
            "map-01.png to map-02.png of an earlier export are still there"
        );
        assert_eq!(still_there(&left(12, &twelve)), None);
    }
}
