//! Versions of a map over time: what its file held at each save, packed, in a
//! folder of the platform's for such things, never in or beside the file. The
//! newest are all there, older ones thinned out to one an hour, a day, a month.
//! Order is that of a counter in their names, since clocks jump. Knows bytes and
//! names, not what a map is.

mod entry;
mod packed;
mod thin;

use std::{
    io,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

pub use self::{entry::Version, thin::thin};
use super::{
    disk::{Disk, seconds},
    error::FileError,
    limits::{FILE_BYTES, VERSIONS, VERSIONS_ALL_BYTES, VERSIONS_AT_ONCE, VERSIONS_BYTES},
    place,
};

/// After so many versions that were kept, the size of all is looked at again.
const BETWEEN_LOOKS: usize = 16;
/// Which file of a folder says of which map it holds the versions.
const ABOUT: &str = "about.ron";

/// The store of versions.
///
/// Any number of programs may add to it at once: a name tells counter, time and
/// a checksum of what is in it, so that two that meet in one name hold the same.
pub struct Versions {
    disk: Arc<dyn Disk>,
    folder: Option<PathBuf>,
    /// One writes at a time in this program.
    turn: Mutex<()>,
    kept: AtomicUsize,
}

impl Versions {
    /// The versions in the platform's folder for what a program remembers.
    /// Without one nothing is kept.
    #[must_use]
    pub fn new(disk: Arc<dyn Disk>, state: Option<PathBuf>) -> Self {
        Self {
            disk,
            folder: state.map(|state| state.join("versions")),
            turn: Mutex::new(()),
            kept: AtomicUsize::new(0),
        }
    }

    /// Whether there is a place for versions.
    #[must_use]
    pub fn is_on(&self) -> bool {
        self.folder.is_some()
    }

    /// The disk that the versions, and the maps they are of, are on.
    #[must_use]
    pub fn disk(&self) -> &dyn Disk {
        self.disk.as_ref()
    }

    /// Keeps what a file holds; nothing if it is what the newest version holds.
    ///
    /// # Errors
    /// It could not be kept. Every version that was there still is.
    pub fn keep(&self, path: &Path, bytes: &[u8]) -> Result<(), FileError> {
        self.keep_at(path, bytes, now()).map(|_| ())
    }

    /// The same at a time of one's own, in seconds since 1970. Returns where it
    /// is kept; `None` where there is no place for versions.
    ///
    /// # Errors
    /// It could not be kept. Every version that was there still is.
    pub fn keep_at(
        &self,
        path: &Path,
        bytes: &[u8],
        now: i64,
    ) -> Result<Option<PathBuf>, FileError> {
        let Some(folder) = self.folder_of(path)? else {
            return Ok(None);
        };
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        if bytes.len() as u64 > FILE_BYTES {
            return Err(refused(&folder, io::ErrorKind::FileTooLarge.into()));
        }
        let (versions, about) = self.look(&folder)?;
        if let Some(newest) = versions.first()
            && newest.check() == packed::checksum(bytes)
            && self.read(newest).is_ok_and(|kept| kept == bytes)
        {
            return Ok(Some(newest.place().to_owned()));
        }
        let number = versions
            .first()
            .map_or(1, |newest| newest.number.saturating_add(1));
        let name = entry::name(number, now, packed::checksum(bytes));
        let place = folder.join(name);
        self.write(&place, &packed::pack(bytes))?;
        if !about {
            // Only for people who look into the folder.
            let _ = self.write(&folder.join(ABOUT), &place::about(path));
        }
        self.let_go(&folder, now);
        Ok(Some(place))
    }

    /// The versions of a file, the newest first.
    ///
    /// # Errors
    /// The folder of versions cannot be read.
    pub fn list(&self, path: &Path) -> Result<Vec<Version>, FileError> {
        match self.folder_of(path)? {
            Some(folder) => self.look(&folder).map(|(versions, _)| versions),
            None => Ok(Vec::new()),
        }
    }

    /// What the file held then.
    ///
    /// # Errors
    /// This version is gone or damaged; others may well be whole.
    pub fn read(&self, version: &Version) -> Result<Vec<u8>, FileError> {
        let place = version.place();
        let bytes = self
            .disk
            .read(place, packed::MOST_BYTES.saturating_add(1))
            .map_err(|source| FileError::Disk {
                path: place.into(),
                doing: "read this version",
                source,
            })?;
        packed::unpack(&bytes).ok_or_else(|| FileError::Unreadable {
            name: place.into(),
            place: None,
            reason: "this version is damaged; choose one before or after it".into(),
        })
    }

    /// The folder of a file's versions.
    fn folder_of(&self, path: &Path) -> Result<Option<PathBuf>, FileError> {
        let Some(folder) = &self.folder else {
            return Ok(None);
        };
        let path = place::real(self.disk.as_ref(), path)?;
        Ok(Some(folder.join(place::key(&path))))
    }

    /// The versions in a folder, the newest first, and whether it says of which
    /// file they are.
    fn look(&self, folder: &Path) -> Result<(Vec<Version>, bool), FileError> {
        let names = match self.disk.list(folder) {
            Ok(names) => names,
            Err(_) if self.is_missing(folder) => return Ok((Vec::new(), false)),
            Err(source) => {
                return Err(FileError::Disk {
                    path: folder.into(),
                    doing: "look for versions in it",
                    source,
                });
            }
        };
        let about = names.iter().any(|name| name.ends_with(ABOUT));
        let mut versions: Vec<Version> = names.into_iter().filter_map(Version::at).collect();
        versions.sort_by(|one, other| other.cmp(one));
        Ok((versions, about))
    }

    /// Writes a file of the store, complete or not at all.
    fn write(&self, place: &Path, bytes: &[u8]) -> Result<(), FileError> {
        let folder = place.parent().unwrap_or(place);
        let disk = self.disk.as_ref();
        let written = || {
            disk.create_folder(folder, true)?;
            let mut draft = disk.create(folder, None)?;
            draft.write(bytes)?;
            draft.sync()?;
            draft.rename(place)?;
            disk.sync_folder(folder)
        };
        written().map_err(|source| refused(folder, source))
    }

    /// Removes what is too much. Whatever fails here only leaves more.
    fn let_go(&self, folder: &Path, now: i64) {
        let Ok((versions, _)) = self.look(folder) else {
            return;
        };
        let times: Vec<i64> = versions.iter().map(|version| version.time).collect();
        let thinned = thin(&times, now);
        // Oldest first, and a few at a time: a clock that jumped ahead for one
        // save must not cost all of them.
        let thinned = thinned.into_iter().rev().take(VERSIONS_AT_ONCE);
        let mut left = versions;
        for index in thinned {
            if left
                .get(index)
                .is_some_and(|version| self.remove(version.place()))
            {
                left.remove(index);
            }
        }
        let sizes: Vec<(i64, u64)> = left
            .iter()
            .map(|version| (version.time, self.size(version)))
            .collect();
        for index in thin::beyond(&sizes, VERSIONS, VERSIONS_BYTES) {
            if let Some(version) = left.get(index) {
                self.remove(version.place());
            }
        }
        for left in self.disk.leftovers(folder).unwrap_or_default() {
            self.remove(&left);
        }
        let kept = self.kept.fetch_add(1, Ordering::Relaxed);
        if kept.is_multiple_of(BETWEEN_LOOKS) {
            self.bound(folder);
        }
    }

    /// Keeps all versions of all maps within their bound: the maps whose newest
    /// version is oldest lose theirs first, `own` never.
    fn bound(&self, own: &Path) {
        let Some(folders) = self.folder.as_ref().map(|folder| self.disk.list(folder)) else {
            return;
        };
        let mut maps: Vec<(i64, Vec<(Version, u64)>)> = Vec::new();
        let mut all: u64 = 0;
        for folder in folders.unwrap_or_default() {
            let Ok((versions, _)) = self.look(&folder) else {
                continue;
            };
            let newest = versions.first().map_or(0, |version| version.time);
            let sized = versions.into_iter().map(|version| {
                let size = self.size(&version);
                (version, size)
            });
            let sized: Vec<_> = sized.collect();
            let sum = sized
                .iter()
                .fold(0, |sum: u64, (_, size)| sum.saturating_add(*size));
            all = all.saturating_add(sum);
            if folder != own {
                maps.push((newest, sized));
            }
        }
        maps.sort_by_key(|(newest, _)| *newest);
        let oldest_first = maps.iter().flat_map(|(_, versions)| versions.iter().rev());
        for (version, size) in oldest_first {
            if all <= VERSIONS_ALL_BYTES {
                return;
            }
            if self.remove(version.place()) {
                all = all.saturating_sub(*size);
            }
        }
    }

    fn is_missing(&self, folder: &Path) -> bool {
        let status = self.disk.status(folder);
        status.is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
    }

    fn size(&self, version: &Version) -> u64 {
        let status = self.disk.status(version.place());
        status.map_or(0, |status| status.len)
    }

    fn remove(&self, place: &Path) -> bool {
        let removed = self.disk.remove(place);
        if let Err(error) = &removed {
            log::warn!("an old version stays, {}: {error}", place.display());
        }
        removed.is_ok()
    }
}

/// Seconds since 1970.
#[must_use]
pub fn now() -> i64 {
    i64::try_from(seconds()).unwrap_or(i64::MAX)
}

fn refused(folder: &Path, source: io::Error) -> FileError {
    FileError::Disk {
        path: folder.into(),
        doing: "keep a version there",
        source,
    }
}
