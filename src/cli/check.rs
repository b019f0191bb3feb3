//! `check IN... [--part N]`: everything there is to say about files, one line each.

use std::path::{Path, PathBuf};

use super::{
    Failure,
    commands::font_remarks,
    note, say,
    source::{Source, read, remark_line},
};
use throughline::{
    file::{FileError, OsDisk},
    layout::Layouter,
};

/// Lists problems and warnings on standard output as `FILE:LINE: text`; fails
/// when a file could not be read, or not without repairs.
pub(super) fn check(files: &[PathBuf], part: Option<usize>) -> Result<(), Failure> {
    let (mut failed, mut broken) = (0, 0);
    for path in files {
        match read(&OsDisk, path, part) {
            Ok(source) => {
                broken += usize::from(source.repairs > 0);
                say(&lines(path, &remarks(source)))?;
            }
            Err(failure) => {
                failed += 1;
                report(path, &failure)?;
            }
        }
    }
    verdict(failed, broken, files.len()).map_or(Ok(()), |said| Err(Failure::Other(said)))
}

/// What keeps files from being sound; `None` when all are.
fn verdict(failed: usize, broken: usize, all: usize) -> Option<String> {
    Some(match (failed, broken, all) {
        (0, 0, _) => return None,
        (_, 0, 1) => "the file could not be read".into(),
        (_, _, 1) => "the file could not be read without repairs".into(),
        (_, 0, _) => format!("{failed} of {all} files could not be read"),
        (0, _, _) => format!("{broken} of {all} files could not be read without repairs"),
        (_, _, _) => {
            format!("{failed} of {all} files could not be read, {broken} not without repairs")
        }
    })
}

/// What there is to say about a map, with what concerns the whole file at its
/// first line.
fn remarks(source: Source) -> Vec<(usize, String)> {
    let Source {
        map, mut remarks, ..
    } = source;
    let mut layouter = Layouter::new();
    layouter.layout(&map);
    let fonts = font_remarks(layouter.fonts());
    remarks.extend(fonts.into_iter().map(|remark| (1, remark)));
    remarks.sort_by_key(|(line, _)| *line);
    remarks
}

fn lines(path: &Path, remarks: &[(usize, String)]) -> String {
    let lines = remarks.iter();
    let lines = lines.map(|(line, remark)| remark_line(path, *line, remark) + "\n");
    lines.collect()
}

/// What is wrong inside a file is a problem to list; that it could not be
/// read at all is a message.
pub(super) fn report(path: &Path, failure: &Failure) -> Result<(), Failure> {
    let Failure::File(error) = failure else {
        note(&failure.to_string());
        return Ok(());
    };
    if !is_about_content(error) {
        note(&error.to_string());
        return Ok(());
    }
    let reasons = error.reasons().into_iter();
    let problems: Vec<_> = reasons
        .map(|(line, reason)| (line.unwrap_or(1), reason))
        .collect();
    say(&lines(path, &problems))
}

fn is_about_content(error: &FileError) -> bool {
    matches!(
        error,
        FileError::Unreadable { .. } | FileError::Newer { .. } | FileError::Unsound { .. }
    )
}
