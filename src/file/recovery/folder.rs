//! The recovery folder as a whole: what is in it that a person may want back,
//! and what is old enough to go. Reads what journals left; never touches one
//! whose process lives.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, SystemTime},
};

use super::record::{self, About};
use crate::{
    file::{Disk, FileError, Lock, format, limits, load_bytes},
    model::Map,
};

/// The ending of a journal that is offered.
const OPEN: &str = "journal";
/// The ending of one that was declined or recovered, and is kept for a while.
const KEPT: &str = "kept";

/// A map that was not saved, as its journal has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// Whose map it is.
    pub about: About,
    /// When it was written last, in seconds since 1970.
    pub time: u64,
    /// It was declined or recovered before.
    pub set_aside: bool,
    /// The map, or why it cannot be read.
    pub map: Result<Arc<Map>, String>,
    id: String,
    files: Vec<PathBuf>,
}

impl Offer {
    /// The name under which the folder has it.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The file of the map, if it had one.
    #[must_use]
    pub fn path(&self) -> Option<PathBuf> {
        self.about.path.as_deref().map(path_of)
    }

    /// The title of the map, or what it was when its journal was begun.
    #[must_use]
    pub fn title(&self) -> &str {
        match &self.map {
            Ok(map) => &map.title,
            Err(_) => &self.about.title,
        }
    }
}

/// A path from its bytes. What is no text on a system of texts is lossy.
fn path_of(bytes: &[u8]) -> PathBuf {
    #[cfg(unix)]
    {
        use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
        OsStr::from_bytes(bytes).into()
    }
    #[cfg(not(unix))]
    String::from_utf8_lossy(bytes).into_owned().into()
}

/// What can be recovered, the last written first; what was declined comes
/// last. A journal whose process lives is not among them. What cannot be read
/// is there with the reason, and never keeps the others back.
#[must_use]
pub fn offers(disk: &dyn Disk, folder: &Path) -> Vec<Offer> {
    let mut found = Vec::new();
    for id in ids(disk, folder) {
        let Some(_lock) = free(disk, folder, &id) else {
            continue;
        };
        if let Some(offer) = offer(disk, folder, id) {
            found.push(offer);
        }
    }
    found.sort_by_key(|offer| (offer.set_aside, std::cmp::Reverse(offer.time)));
    found
}

/// Takes an offer off the list of what is offered at the start, but keeps it.
/// While this is done by one window, others see it as taken.
pub fn put_aside(disk: &dyn Disk, folder: &Path, offer: &Offer) {
    if let Some(_lock) = free(disk, folder, &offer.id) {
        set_aside(disk, &offer.files);
    }
}

/// Removes what was set aside longer than [`limits::KEPT_DAYS`] ago, and empty
/// journals. What was never offered stays however old it is. A clock that was
/// set back removes nothing.
pub fn tidy(disk: &dyn Disk, folder: &Path) {
    let old = Duration::from_secs(limits::KEPT_DAYS.saturating_mul(24 * 60 * 60));
    let is_old = |path: &PathBuf| {
        let modified = disk.status(path).ok().and_then(|status| status.modified);
        let age = modified.and_then(|modified| SystemTime::now().duration_since(modified).ok());
        age.is_some_and(|age| age > old)
    };
    for id in ids(disk, folder) {
        let Some(_lock) = free(disk, folder, &id) else {
            continue;
        };
        for path in files(disk, folder, &id) {
            let is_empty = disk.status(&path).is_ok_and(|status| status.len == 0);
            let is_kept = parted(&path).is_some_and(|(_, ending)| ending == KEPT);
            if is_empty || (is_kept && is_old(&path)) {
                let _ = disk.remove(&path);
            }
        }
    }
}

/// Sets the newest of a journal's files that has a map aside, as of now, and
/// removes the others. Where none has one, all stay.
pub(super) fn set_aside(disk: &dyn Disk, files: &[PathBuf]) {
    let mut readable = files.iter().rev();
    let Some(newest) = readable.find(|path| read(disk, path).map.is_ok()) else {
        return;
    };
    let kept = newest.with_extension(KEPT);
    if disk.rename(newest, &kept).is_err() {
        // It stays where it is, and is offered again.
        return;
    }
    // Adding nothing to it makes it as young as its being set aside.
    let touched = disk.append(&kept).and_then(|log| log.write(b"\n"));
    if let Err(error) = touched {
        log::warn!(
            "{} is kept from when it was written: {error}",
            kept.display()
        );
    }
    for path in files.iter().filter(|path| *path != newest) {
        let _ = disk.remove(path);
    }
}

/// The files of a journal, the oldest first.
pub(super) fn files(disk: &dyn Disk, folder: &Path, id: &str) -> Vec<PathBuf> {
    let mut files = disk.list(folder).unwrap_or_default();
    files.retain(|path| parted(path).is_some_and(|(found, _)| found == id));
    files
}

/// The journals of a folder by their names.
fn ids(disk: &dyn Disk, folder: &Path) -> Vec<String> {
    let files = disk.list(folder).unwrap_or_default();
    let mut ids: Vec<String> = files
        .iter()
        .filter_map(|path| Some(parted(path)?.0.to_owned()))
        .collect();
    ids.dedup();
    ids
}

/// The name of a journal and the ending, from `<id>.<generation>.<ending>`.
fn parted(path: &Path) -> Option<(&str, &str)> {
    let (stem, ending) = path.file_name()?.to_str()?.rsplit_once('.')?;
    let (id, generation) = stem.rsplit_once('.')?;
    let is_ours = [OPEN, KEPT].contains(&ending) && generation.parse::<u32>().is_ok();
    is_ours.then_some((id, ending))
}

/// The lock of a journal that no living process holds.
fn free(disk: &dyn Disk, folder: &Path, id: &str) -> Option<Lock> {
    match disk.lock(&folder.join(format!("{id}.lock"))) {
        Ok(lock) => lock,
        // A disk without locks: better offered twice than never.
        Err(_) => Some(Box::new(())),
    }
}

/// Reads the newest generation that has a map.
fn offer(disk: &dyn Disk, folder: &Path, id: String) -> Option<Offer> {
    let files = files(disk, folder, &id);
    let set_aside = files
        .iter()
        .all(|path| parted(path).is_some_and(|(_, ending)| ending == KEPT));
    let mut first = None;
    for path in files.iter().rev() {
        let read = read(disk, path);
        let is_good = read.map.is_ok();
        if is_good || first.is_none() {
            first = Some(read);
        }
        if is_good {
            break;
        }
    }
    let Read { about, time, map } = first?;
    Some(Offer {
        about,
        time,
        set_aside,
        map,
        id,
        files,
    })
}

struct Read {
    about: About,
    time: u64,
    map: Result<Arc<Map>, String>,
}

fn read(disk: &dyn Disk, path: &Path) -> Read {
    let unread = |error: &FileError| Read {
        about: About::default(),
        time: 0,
        map: Err(error.to_string()),
    };
    let (bytes, status) = match load_bytes(disk, path, limits::JOURNAL_BYTES) {
        Ok(read) => read,
        Err(error) => return unread(&error),
    };
    let replay = record::replay(&bytes);
    let written = status
        .modified
        .and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok())
        .map_or(0, |since| since.as_secs());
    let map = match replay.text {
        None => Err(format!(
            "{}: nothing in it is whole; it is kept, and offered no more once it is declined",
            path.display()
        )),
        Some(text) => format::read(&text, path)
            .map(Arc::new)
            .map_err(|error| error.to_string()),
    };
    Read {
        about: replay.about.unwrap_or_default(),
        time: if replay.time == 0 {
            written
        } else {
            replay.time
        },
        map,
    }
}
