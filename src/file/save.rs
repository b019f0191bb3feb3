//! Reading from and saving to the disk without ever losing a map. A save goes:
//! write in memory, read that back and compare, follow links, look at the
//! target, write a new file beside it, sync, rename, sync the folder, look
//! again. The file under its name is at any moment the old one or the new one,
//! complete. Knows the order of steps, not the format.
//!
//! No backup copy (`name~`) is kept beside the file, which is a text that people
//! keep in version control, where such files are litter: what the file held
//! before is kept as a version, in the platform's folder ([`Versions`]), where
//! there is a place for them. Where a file cannot be replaced, because it has
//! several names, its folder takes no new files, or its disk does not rename over
//! what is there, it is written in place: asked first, and only after what it
//! holds has been kept.
//!
//! Of a file that is replaced, its mode is kept exactly, its owner and group
//! where the system lets us; extended attributes, access control lists and
//! security labels are not carried over. One that is written in place keeps all.

mod export;
mod in_place;
mod replace;

use std::{
    collections::hash_map::DefaultHasher,
    hash::Hasher,
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use super::{
    disk::{Disk, Kind, Status},
    error::{FileError, LISTED},
    format, limits,
    mend::{Mended, Mending, mend},
    picture,
    versions::Versions,
};
use crate::model::{Map, Problem};

pub use self::export::{is_same_file, write_atomically, write_together};
use self::replace::{examine, is_protected, put, tidy};

/// A map from the disk.
#[derive(Debug)]
pub struct Opened {
    /// The map.
    pub map: Map,
    /// Flaws that do not keep it from being opened.
    pub flaws: Vec<Problem>,
    /// What was repaired to open it. The file itself is as it was.
    pub repairs: Vec<Mending>,
    /// What the file held, when it was repaired: to be kept before it is saved.
    pub original: Option<Arc<[u8]>>,
    /// What was read, to tell later whether another program changed it.
    pub stamp: Stamp,
    /// Whether the file may not be written to: it is write-protected, belongs
    /// to others, or its disk is read-only.
    pub read_only: bool,
}

/// A fingerprint of what a file held when it was read or written. The content
/// decides, never the time. Another build of the program may get another one of
/// the same content, and then asks once too often.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Write into the file itself where it cannot be replaced, after keeping
    /// what it holds as a version. All its names then have the new content.
    pub in_place: bool,
}

/// A save that went well.
#[derive(Debug)]
pub struct Saved {
    /// What the file holds now.
    pub stamp: Stamp,
    /// Why there is no version of what it held before, or of what it holds.
    pub not_kept: Option<FileError>,
}

/// The disk, and where versions of what is saved on it are kept.
#[derive(Clone, Copy)]
struct Place<'a> {
    disk: &'a dyn Disk,
    versions: Option<&'a Versions>,
}

impl Consent {
    /// To replacing what is there: for a name the person has just chosen.
    pub const REPLACE: Self = Self {
        replace: true,
        read_only: false,
        in_place: false,
    };
}

/// Reads a map from the disk, with the pictures that it names and that lie
/// beside it. One that is broken is repaired where that loses nothing without a
/// word.
///
/// # Errors
/// It is not there, not a file, too large, or not a map.
pub fn load(disk: &dyn Disk, path: &Path) -> Result<Opened, FileError> {
    let (bytes, status) = load_bytes(disk, path, limits::FILE_BYTES)?;
    let Mended {
        mut map, repairs, ..
    } = mend(&bytes, path)?;
    let target = resolve(disk, path).unwrap_or_else(|_| path.into());
    tidy(disk, folder_of(&target));
    let mut flaws = picture::embed_beside(disk, path, &mut map);
    flaws.extend(map.flaws());
    flaws.extend(picture::flaws(&map));
    let stamp = Stamp::of(&bytes);
    Ok(Opened {
        flaws,
        map,
        original: (!repairs.is_empty()).then(|| bytes.into()),
        repairs,
        stamp,
        read_only: status.permissions.readonly() || is_protected(disk, &target),
    })
}

/// Reads a map that is to be compared or merged with another. One that would
/// have to be repaired is refused: what it has lost would count as removed.
///
/// # Errors
/// As those of [`load`], or it is broken.
pub fn load_sound(disk: &dyn Disk, path: &Path) -> Result<Opened, FileError> {
    let opened = load(disk, path)?;
    let Some(repair) = opened.repairs.first() else {
        return Ok(opened);
    };
    Err(format::unreadable(
        path,
        None,
        format!(
            "it is broken ({repair}); open it by itself, look at its repairs, and save it first"
        ),
    ))
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

/// Saves a map and keeps no version of it. `known` is what the file held when
/// it was opened or last saved; without it, the name is new to the map and must
/// be free.
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
    let place = Place {
        disk,
        versions: None,
    };
    save_in(place, path, map, known, consent).map(|saved| saved.stamp)
}

/// Saves a map as [`save`] does, and keeps what the file held before and what
/// it holds then as versions. One that cannot be kept does not prevent the save.
///
/// # Errors
/// Those of [`save`].
pub fn save_keeping(
    versions: &Versions,
    path: &Path,
    map: &Map,
    known: Option<Stamp>,
    consent: Consent,
) -> Result<Saved, FileError> {
    let place = Place {
        disk: versions.disk(),
        versions: Some(versions),
    };
    save_in(place, path, map, known, consent)
}

fn save_in(
    place: Place<'_>,
    path: &Path,
    map: &Map,
    known: Option<Stamp>,
    consent: Consent,
) -> Result<Saved, FileError> {
    let disk = place.disk;
    let text = faithful(map, path)?;
    let bytes = text.as_bytes();
    let target = resolve(disk, path)?;
    let before = examine(disk, &target, consent)?;
    let stamp = Stamp::of(bytes);
    let asks = before.is_some() && !consent.replace;
    let mut not_kept = None;
    let mut held = None;
    if asks || before.is_some() && place.versions.is_some() {
        match disk.read(&target, limits::FILE_BYTES.saturating_add(1)) {
            Ok(found) => held = Some(found),
            Err(source) if asks => return Err(failed(path, "compare it", source)),
            Err(source) => not_kept = Some(failed(path, "keep a version of it", source)),
        }
    }
    if let Some(held) = held.as_ref().filter(|_| asks) {
        let found = Stamp::of(held);
        if found != stamp && known.is_none() {
            return Err(FileError::Exists { path: path.into() });
        }
        if found != stamp && known != Some(found) {
            return Err(FileError::Changed { path: path.into() });
        }
    }
    let keep = |bytes: &[u8]| place.versions?.keep(&target, bytes).err();
    not_kept = not_kept.or_else(|| held.as_deref().and_then(keep));
    put(
        place,
        (&target, before.as_ref()),
        held.as_deref(),
        bytes,
        consent,
    )?;
    not_kept = not_kept.or_else(|| keep(bytes));
    tidy(disk, folder_of(&target));
    Ok(Saved { stamp, not_kept })
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
