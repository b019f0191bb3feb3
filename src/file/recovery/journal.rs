//! The journal of one open map on the disk: files `<id>.<generation>.journal`
//! in the recovery folder, held by the lock `<id>.lock` as long as their
//! process lives. A generation only grows; when it has grown long a new one is
//! begun with the whole map, and the old one goes only once that has survived
//! what a power loss would take. Knows what to write, not when.

use std::{
    path::{Path, PathBuf},
    process,
    sync::Arc,
};

use super::{
    folder,
    record::{self, About},
    syncer::{Syncer, Task},
};
use crate::{
    file::{Disk, FileError, Lock, Log, Stamp, format, limits, seconds},
    model::Map,
};

/// So much may be added to a generation beside twice its first text, in bytes.
const GROWTH: u64 = 4 * 1024 * 1024;
/// So many names are tried; other windows, and dead ones, may have some.
const MOST: u32 = 10_000;

/// A map as it is now, and where it belongs.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The map, a running gesture included.
    pub map: Arc<Map>,
    /// Its file, once it has one.
    pub path: Option<PathBuf>,
    /// What the file held when it was opened or saved last.
    pub stamp: Option<Stamp>,
}

impl Entry {
    fn is_of(&self, other: &Self) -> bool {
        self.path == other.path && self.stamp == other.stamp
    }
}

/// Writes the journal of one map after the other.
pub(super) struct Journal {
    disk: Arc<dyn Disk>,
    folder: PathBuf,
    syncer: Syncer,
    /// The number of the next journal: none is used twice, or the end of one
    /// would meet the beginning of another.
    next: u32,
    held: Option<Held>,
}

/// What was begun for the map that is open.
struct Held {
    id: String,
    _lock: Lock,
    generation: u32,
    /// What was written last, and to where; `None` after a failure: a file that
    /// failed once is not trusted again.
    open: Option<Open>,
}

struct Open {
    log: Arc<dyn Log>,
    entry: Entry,
    text: Vec<u8>,
    /// How long the file may become, and is.
    most: u64,
    length: u64,
}

impl Journal {
    pub(super) fn new(disk: Arc<dyn Disk>, folder: PathBuf) -> Self {
        Self {
            syncer: Syncer::start(Arc::clone(&disk)),
            disk,
            folder,
            next: 0,
            held: None,
        }
    }

    /// Brings the journal up to date. It survives the process when this
    /// returns, and a power loss soon after.
    ///
    /// # Errors
    /// It could not be written; the generation before it can still be read.
    pub(super) fn keep(&mut self, entry: Entry) -> Result<(), FileError> {
        let mut held = match self.held.take() {
            Some(held) => held,
            None => self.begin()?,
        };
        if self.syncer.take_failure().is_some() {
            // Never again to a file that was not confirmed.
            held.open = None;
        }
        let result = self.write(&mut held, entry);
        if result.is_err() {
            held.open = None;
        }
        self.held = Some(held);
        result
    }

    /// Ends the journal: what it holds is in the map's file now.
    pub(super) fn remove(&mut self) {
        if let Some(held) = self.held.take() {
            for path in self.files(&held.id) {
                // One that stays is offered once too often, which does no harm.
                let _ = self.disk.remove(&path);
            }
        }
    }

    /// Ends the journal and keeps it in the list of what can be recovered: the
    /// person did not want to save it.
    pub(super) fn set_aside(&mut self) {
        if let Some(held) = self.held.take() {
            folder::set_aside(self.disk.as_ref(), &self.files(&held.id));
        }
    }

    /// A name that no journal has, dead or alive.
    fn begin(&mut self) -> Result<Held, FileError> {
        let folder = self.folder.clone();
        let failed = |source| FileError::Disk {
            path: folder.clone(),
            doing: "keep a copy of unsaved work there",
            source,
        };
        self.disk
            .create_folder(&self.folder, true)
            .map_err(failed)?;
        for _ in 0..MOST {
            let id = format!("{}-{}", process::id(), self.next);
            self.next = self.next.wrapping_add(1);
            if !self.files(&id).is_empty() {
                continue;
            }
            let path = self.folder.join(format!("{id}.lock"));
            if let Some(lock) = self.disk.lock(&path).map_err(failed)? {
                return Ok(Held {
                    id,
                    _lock: lock,
                    generation: 0,
                    open: None,
                });
            }
        }
        Err(failed(std::io::Error::other("too many journals are there")))
    }

    fn write(&self, held: &mut Held, entry: Entry) -> Result<(), FileError> {
        let text = format::write(&entry.map)?.into_bytes();
        if text.len() as u64 > limits::FILE_BYTES || limits::exceeded(&entry.map).is_some() {
            // It could be written, and never be read again.
            return Err(FileError::Unsaveable {
                path: entry.path.unwrap_or_else(|| "the map".into()),
                reason: "the map is larger than a file may be; split it, or undo the last step"
                    .into(),
            });
        }
        if let Some(open) = &mut held.open
            && open.entry.is_of(&entry)
            && open.length < open.most
        {
            let record = record::difference(&open.text, &text, seconds());
            let path = self.path(held.generation, &held.id);
            let failed = |source| failed(&path, source);
            let record = record.unwrap_or_default();
            open.log.write(&record).map_err(failed)?;
            self.syncer.begin(Task {
                log: Arc::clone(&open.log),
                new: None,
            });
            open.length = open.length.saturating_add(record.len() as u64);
            open.text = text;
            open.entry = entry;
            return Ok(());
        }
        self.next_generation(held, entry, text)
    }

    /// Begins a new file with the whole text, and removes those before it.
    fn next_generation(
        &self,
        held: &mut Held,
        entry: Entry,
        text: Vec<u8>,
    ) -> Result<(), FileError> {
        let before = self.files(&held.id);
        held.generation = held.generation.saturating_add(1);
        let path = self.path(held.generation, &held.id);
        let failed = |source| failed(&path, source);
        let about = About {
            title: entry.map.title.clone(),
            path: entry
                .path
                .as_ref()
                .map(|path| path.as_os_str().as_encoded_bytes().to_vec()),
            stamp: entry.stamp,
            begun: seconds(),
        };
        let mut bytes = record::BEGIN.to_vec();
        bytes.extend(record::about(&about).unwrap_or_default());
        bytes.extend(record::whole(&text, seconds()).unwrap_or_default());
        let log: Arc<dyn Log> = self.disk.append(&path).map_err(failed)?.into();
        if let Err(error) = log.write(&bytes) {
            // A generation that never was must not hide the one before it.
            let _ = self.disk.remove(&path);
            return Err(failed(error));
        }
        self.syncer.begin(Task {
            log: Arc::clone(&log),
            new: Some((self.folder.clone(), before)),
        });
        let length = bytes.len() as u64;
        held.open = Some(Open {
            log,
            entry,
            text,
            most: length.saturating_mul(2).saturating_add(GROWTH),
            length,
        });
        Ok(())
    }

    fn path(&self, generation: u32, id: &str) -> PathBuf {
        self.folder.join(format!("{id}.{generation:06}.journal"))
    }

    /// The files of a journal, kept ones too, the oldest first.
    fn files(&self, id: &str) -> Vec<PathBuf> {
        folder::files(self.disk.as_ref(), &self.folder, id)
    }
}

fn failed(path: &Path, source: std::io::Error) -> FileError {
    FileError::Disk {
        path: path.into(),
        doing: "keep a copy of unsaved work",
        source,
    }
}
