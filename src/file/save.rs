//! Reading from and saving to the disk without ever losing a map. A save goes:
//! write in memory, read that back and compare, follow links, look at the
//! target, write a new file beside it, sync, rename, sync the folder, look
//! again. The file under its name is at any moment the old one or the new one,
//! complete. Knows the order of steps, not the format.
//!
//! No backup copy (`name~`) is kept: a map is a text that people keep in
//! version control, where such files are litter; the rename leaves no moment
//! in which the old file is gone and the new one incomplete; and what was read
//! back was equal to what is on the screen. Extended attributes and access
//! control lists of a replaced file are not carried over, its mode is.

mod export;

use std::{
    collections::hash_map::DefaultHasher,
    hash::Hasher,
    io,
    path::{Path, PathBuf},
};

use super::{
    disk::{Disk, Draft, Kind, Status},
    error::{FileError, LISTED},
    format, limits, picture,
};
use crate::model::{Map, Problem};

pub use export::{is_same_file, write_atomically, write_together};

/// A map from the disk.
#[derive(Debug)]
pub struct Opened {
    /// The map.
    pub map: Map,
    /// Flaws that do not keep it from being opened.
    pub flaws: Vec<Problem>,
    /// What was read, to tell later whether another program changed it.
    pub stamp: Stamp,
    /// Whether the file is write-protected.
    pub read_only: bool,
}

/// A fingerprint of what a file held when it was read or written. The content
/// decides, never the time. Good for one run of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    len: u64,
    hash: u64,
}

impl Stamp {
    /// The fingerprint of some content.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let mut hasher = DefaultHasher::new();
        hasher.write(bytes);
        Self {
            len: bytes.len() as u64,
            hash: hasher.finish(),
        }
    }
}

/// What the person has said yes to. The default is to nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Consent {
    /// Replace a file that is there, or that another program has changed.
    pub replace: bool,
    /// Replace a file that is write-protected.
    pub read_only: bool,
    /// Leave the old content under the file's other names.
    pub links: bool,
}

impl Consent {
    /// To replacing what is there: for a name the person has just chosen.
    pub const REPLACE: Self = Self {
        replace: true,
        read_only: false,
        links: false,
    };
}

/// Reads a map from the disk, with the pictures that it names and that lie
/// beside it.
///
/// # Errors
/// It is not there, not a file, too large, or not a map.
pub fn load(disk: &dyn Disk, path: &Path) -> Result<Opened, FileError> {
    let (bytes, status) = load_bytes(disk, path, limits::FILE_BYTES)?;
    let mut map = format::read(&bytes, path)?;
    let mut flaws = picture::embed_beside(disk, path, &mut map);
    flaws.extend(map.flaws());
    flaws.extend(picture::flaws(&map));
    Ok(Opened {
        flaws,
        map,
        stamp: Stamp::of(&bytes),
        read_only: status.permissions.readonly(),
    })
}

/// Reads any file of at most `limit` bytes: a text to import, a picture.
///
/// # Errors
/// It is not there, not a file, or too large.
pub fn load_bytes(
    disk: &dyn Disk,
    path: &Path,
    limit: u64,
) -> Result<(Vec<u8>, Status), FileError> {
    let target = resolve(disk, path)?;
    let Some(status) = status(disk, &target)? else {
        return Err(FileError::Missing { path: path.into() });
    };
    if status.kind != Kind::File {
        return Err(not_a_file(path, &status));
    }
    let too_large = || FileError::Unreadable {
        name: path.into(),
        place: None,
        reason: format!(
            "the file is larger than {}, the limit; is it the file you meant?",
            size(limit)
        ),
    };
    if status.len > limit {
        return Err(too_large());
    }
    let bytes = disk
        .read(&target, limit.saturating_add(1))
        .map_err(|source| failed(path, "read it", source))?;
    if bytes.len() as u64 > limit {
        return Err(too_large());
    }
    Ok((bytes, status))
}

/// Saves a map. `known` is what the file held when it was opened or last
/// saved; without it, the name is new to the map and must be free.
///
/// # Errors
/// The old file is as it was, unless the error says otherwise. Some errors are
/// questions ([`FileError::is_question`]) that a [`Consent`] answers.
pub fn save(
    disk: &dyn Disk,
    path: &Path,
    map: &Map,
    known: Option<Stamp>,
    consent: Consent,
) -> Result<Stamp, FileError> {
    let text = faithful(map, path)?;
    let target = resolve(disk, path)?;
    let before = examine(disk, &target, consent)?;
    let stamp = Stamp::of(text.as_bytes());
    if before.is_some() && !consent.replace {
        let found = disk
            .read(&target, limits::FILE_BYTES + 1)
            .map_err(|source| failed(path, "compare it", source))?;
        let found = Stamp::of(&found);
        if found != stamp && known.is_none() {
            return Err(FileError::Exists { path: path.into() });
        }
        if found != stamp && known != Some(found) {
            return Err(FileError::Changed { path: path.into() });
        }
    }
    replace(disk, &target, before.as_ref(), text.as_bytes(), consent)?;
    Ok(stamp)
}

/// Whether the file still holds what it held at its stamp; a file that is gone
/// does not.
///
/// # Errors
/// The disk cannot tell.
pub fn is_unchanged(disk: &dyn Disk, path: &Path, stamp: Stamp) -> Result<bool, FileError> {
    match load_bytes(disk, path, limits::FILE_BYTES) {
        Ok((bytes, _)) => Ok(Stamp::of(&bytes) == stamp),
        Err(FileError::Missing { .. } | FileError::Unreadable { .. }) => Ok(false),
        Err(error) => Err(error),
    }
}

/// The text of a map that has been read back and found equal.
fn faithful(map: &Map, path: &Path) -> Result<String, FileError> {
    let unsaveable = |reason: String| FileError::Unsaveable {
        path: path.into(),
        reason,
    };
    let text = format::write(map)?;
    let back =
        format::read(text.as_bytes(), path).map_err(|error| unsaveable(sentences(&error)))?;
    if back != *map {
        return Err(unsaveable(
            "a part of it cannot be written; undo the last steps and report this as a fault".into(),
        ));
    }
    Ok(text)
}

/// The causes of an error in one text.
fn sentences(error: &FileError) -> String {
    let reasons = error.reasons().into_iter().take(LISTED);
    let reasons: Vec<String> = reasons.map(|(_, reason)| reason).collect();
    reasons.join("; ")
}

/// Follows symbolic links to the file they lead to, which need not exist.
fn resolve(disk: &dyn Disk, path: &Path) -> Result<PathBuf, FileError> {
    let mut target = path.to_path_buf();
    for _ in 0..=limits::LINKS {
        if !status(disk, &target)?.is_some_and(|status| status.kind == Kind::Link) {
            return Ok(target);
        }
        let link = disk
            .read_link(&target)
            .map_err(|source| failed(&target, "follow the link", source))?;
        // Joining an absolute path replaces the folder, as it should.
        target = folder_of(&target).join(link);
    }
    Err(FileError::LinkLoop { path: path.into() })
}

/// Looks at the file that is to be replaced, and refuses what must not be or
/// needs a consent. `None`: there is none yet.
fn examine(disk: &dyn Disk, target: &Path, consent: Consent) -> Result<Option<Status>, FileError> {
    let Some(status) = status(disk, target)? else {
        return Ok(None);
    };
    let path = || target.to_path_buf();
    if status.kind != Kind::File {
        return Err(not_a_file(target, &status));
    }
    if status.links > 1 && !consent.links {
        let links = status.links;
        return Err(FileError::HardLinks {
            path: path(),
            links,
        });
    }
    if !consent.read_only {
        if status.permissions.readonly() {
            return Err(FileError::ReadOnly { path: path() });
        }
        // Others may write to it, but not we.
        disk.try_write(target).map_err(|source| {
            if source.kind() == io::ErrorKind::PermissionDenied {
                FileError::ReadOnly { path: path() }
            } else {
                failed(target, "write to it", source)
            }
        })?;
    }
    Ok(Some(status))
}

/// Puts new content under a name in one step.
fn replace(
    disk: &dyn Disk,
    target: &Path,
    before: Option<&Status>,
    bytes: &[u8],
    consent: Consent,
) -> Result<(), FileError> {
    let draft = drafted(disk, target, before, bytes)?;
    settle(disk, target, before, draft, consent)?;
    confirm(disk, target, bytes)
}

/// New content beside a name, complete on the disk.
fn drafted(
    disk: &dyn Disk,
    target: &Path,
    before: Option<&Status>,
    bytes: &[u8],
) -> Result<Box<dyn Draft>, FileError> {
    let folder = folder_of(target);
    let fault = |doing| move |source| failed(target, doing, source);
    let mut draft = disk.create(folder, before).map_err(|source| {
        if matches!(
            source.kind(),
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
        ) {
            let path = target.into();
            FileError::FolderReadOnly { path, source }
        } else {
            failed(target, "write beside it", source)
        }
    })?;
    draft.write(bytes).map_err(fault("write it"))?;
    draft.sync().map_err(fault("write it to the disk"))?;
    Ok(draft)
}

/// Gives a draft its name, if what has the name is still what it was.
fn settle(
    disk: &dyn Disk,
    target: &Path,
    before: Option<&Status>,
    draft: Box<dyn Draft>,
    consent: Consent,
) -> Result<(), FileError> {
    // Once more, as late as can be: writing may have taken long.
    let now = status(disk, target)?;
    let still = match (before, &now) {
        (Some(before), Some(now)) => before.is_still(now),
        // Gone meanwhile: then nothing is lost by writing it.
        (_, None) => true,
        (None, Some(_)) => false,
    };
    if !still && !consent.replace {
        return Err(FileError::Changed {
            path: target.into(),
        });
    }
    if let Some(status) = now.filter(|status| status.kind != Kind::File) {
        return Err(not_a_file(target, &status));
    }
    draft
        .rename(target)
        .map_err(|source| failed(target, "replace it", source))
}

/// Makes a rename last, and looks whether it did what it should.
fn confirm(disk: &dyn Disk, target: &Path, bytes: &[u8]) -> Result<(), FileError> {
    disk.sync_folder(folder_of(target))
        .and_then(|()| disk.status(target))
        .and_then(|status| {
            if status.kind == Kind::File && status.len == bytes.len() as u64 {
                Ok(())
            } else {
                Err(io::Error::other("it was changed at the same moment"))
            }
        })
        .map_err(|source| FileError::Unconfirmed {
            path: target.into(),
            stamp: Stamp::of(bytes),
            source,
        })
}

/// What a name stands for; `None` for nothing.
fn status(disk: &dyn Disk, path: &Path) -> Result<Option<Status>, FileError> {
    match disk.status(path) {
        Ok(status) => Ok(Some(status)),
        Err(source) if source.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(failed(path, "look at it", source)),
    }
}

/// The folder that a file is in.
fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder.as_os_str().is_empty() => Path::new("."),
        Some(folder) => folder,
        None => path,
    }
}

fn not_a_file(path: &Path, status: &Status) -> FileError {
    FileError::NotAFile {
        path: path.into(),
        kind: status.kind,
    }
}

fn failed(path: &Path, doing: &'static str, source: io::Error) -> FileError {
    FileError::Disk {
        path: path.into(),
        doing,
        source,
    }
}

/// A number of bytes for people.
fn size(bytes: u64) -> String {
    const MIB: u64 = 1024 * 1024;
    if bytes >= MIB && bytes.is_multiple_of(MIB) {
        format!("{} MiB", bytes / MIB)
    } else {
        format!("{bytes} bytes")
    }
}
