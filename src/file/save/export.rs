//! Writing what is made from a map: a picture, or several that belong together
//! as the pages of one map. Never the map itself.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use super::{
    Consent, folder_of,
    replace::{confirm, drafted, examine, replace, settle, tidy},
    resolve, status,
};
use crate::file::{Disk, FileError};

/// Writes an export: complete under its name, or not at all. A file that is
/// there is replaced.
///
/// # Errors
/// The old file is as it was, unless the error says otherwise.
pub fn write_atomically(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let target = resolve(disk, path)?;
    let before = examine(disk, &target, Consent::REPLACE)?;
    replace(disk, &target, before.as_ref(), bytes, Consent::REPLACE)?;
    tidy(disk, folder_of(&target));
    Ok(())
}

/// Writes the files of one export. What can fail (a full disk, a folder that is
/// protected, a name that is no file) does so before any of the names has new
/// content; files that are there are replaced.
///
/// # Errors
/// The old files are as they were, unless the error says otherwise; only when
/// the disk refuses to rename what it has already written may files before the
/// one that is named be new.
pub fn write_together(disk: &dyn Disk, files: &[(PathBuf, Vec<u8>)]) -> Result<(), FileError> {
    let mut drafts = Vec::new();
    let mut folders = BTreeSet::new();
    for (path, bytes) in files {
        let target = resolve(disk, path)?;
        let before = examine(disk, &target, Consent::REPLACE)?;
        let draft = drafted(disk, &target, before.as_ref(), bytes)?;
        drafts.push((target, before, draft, bytes));
    }
    for (target, before, draft, bytes) in drafts {
        settle(disk, &target, before.as_ref(), draft, Consent::REPLACE)?;
        confirm(disk, &target, bytes)?;
        folders.insert(folder_of(&target).to_owned());
    }
    for folder in folders {
        tidy(disk, &folder);
    }
    Ok(())
}

/// Whether two names lead to the same file: an export must not replace the
/// document it is made from.
///
/// # Errors
/// Links lead in a circle, or the disk cannot tell.
pub fn is_same_file(disk: &dyn Disk, one: &Path, other: &Path) -> Result<bool, FileError> {
    let (one, other) = (resolve(disk, one)?, resolve(disk, other)?);
    if one == other {
        return Ok(true);
    }
    Ok(match (status(disk, &one)?, status(disk, &other)?) {
        (Some(one), Some(other)) => one.identity.is_some() && one.identity == other.identity,
        _ => false,
    })
}
