//! Writing into a file that cannot be replaced by another: one with several
//! names, in a folder that takes no files, or on a disk that does not rename
//! over what is there. Not safe by itself; so what it holds is kept as a version
//! first, and put back if the writing fails. Knows the order of steps.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::{Place, Stamp, failed};
use crate::file::{Disk, FileError, limits::FILE_BYTES, versions::now};

/// Puts other content into a file that held `held` when it was looked at.
///
/// # Errors
/// The file is as it was, unless the error says otherwise.
pub(super) fn write(
    place: Place<'_>,
    target: &Path,
    held: Option<&[u8]>,
    bytes: &[u8],
) -> Result<(), FileError> {
    let held = held.ok_or_else(|| no_copy(target, "it cannot be read"))?;
    let copy = copy(place, target, held)?;
    let disk = place.disk;
    // As late as can be: keeping the copy may have taken long.
    let found = disk
        .read(target, FILE_BYTES.saturating_add(1))
        .map_err(|source| failed(target, "compare it", source))?;
    if found != held {
        return Err(FileError::Changed {
            path: target.into(),
        });
    }
    let Err(source) = put(disk, target, bytes) else {
        return Ok(());
    };
    if holds(disk, target, bytes) {
        return Err(FileError::Unconfirmed {
            path: target.into(),
            stamp: Stamp::of(bytes),
            source,
        });
    }
    if holds(disk, target, held) || put(disk, target, held).is_ok() {
        return Err(failed(target, "write into it", source));
    }
    Err(FileError::Torn {
        path: target.into(),
        copy,
        source,
    })
}

/// Where a copy of what the file holds is, once it is there and whole.
fn copy(place: Place<'_>, target: &Path, held: &[u8]) -> Result<PathBuf, FileError> {
    let versions = place
        .versions
        .filter(|versions| versions.is_on())
        .ok_or_else(|| no_copy(target, "there is no folder for versions of maps"))?;
    let kept = versions
        .keep_at(target, held, now())
        .map_err(|error| no_copy(target, &error.to_string()))?;
    let list = versions
        .list(target)
        .map_err(|error| no_copy(target, &error.to_string()))?;
    let is_kept = list
        .iter()
        .find(|version| Some(version.place()) == kept.as_deref())
        .is_some_and(|version| versions.read(version).is_ok_and(|copy| copy == held));
    kept.filter(|_| is_kept)
        .ok_or_else(|| no_copy(target, "the copy could not be read back"))
}

/// Writes and reads back.
fn put(disk: &dyn Disk, target: &Path, bytes: &[u8]) -> io::Result<()> {
    disk.overwrite(target, bytes)?;
    if holds(disk, target, bytes) {
        Ok(())
    } else {
        Err(io::Error::other("it does not read back as it was written"))
    }
}

fn holds(disk: &dyn Disk, target: &Path, bytes: &[u8]) -> bool {
    let found = disk.read(target, FILE_BYTES.saturating_add(1));
    found.is_ok_and(|found| found == bytes)
}

fn no_copy(target: &Path, reason: &str) -> FileError {
    FileError::NoCopy {
        path: target.into(),
        reason: reason.into(),
    }
}
