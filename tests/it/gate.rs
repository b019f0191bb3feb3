//! The real disk behind a gate: before each call the gate is asked, and may
//! refuse, wait or panic. For what windows and threads do with such a disk.

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use throughline::file::{Disk, Draft, Lock, Log, OsDisk, Status};

/// Asked before each call, by its name and its file or folder.
type Ask = dyn Fn(&'static str, &Path) -> io::Result<()> + Send + Sync;

/// The real disk behind a gate.
#[derive(Clone)]
pub(crate) struct Gate(Arc<Ask>);

impl Gate {
    pub(crate) fn new(
        ask: impl Fn(&'static str, &Path) -> io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        Self(Arc::new(ask))
    }
}

impl Disk for Gate {
    fn status(&self, path: &Path) -> io::Result<Status> {
        (self.0)("status", path)?;
        OsDisk.status(path)
    }

    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        (self.0)("read_link", path)?;
        OsDisk.read_link(path)
    }

    fn read(&self, path: &Path, at_most: u64) -> io::Result<Vec<u8>> {
        (self.0)("read", path)?;
        OsDisk.read(path, at_most)
    }

    fn try_write(&self, path: &Path) -> io::Result<()> {
        (self.0)("try_write", path)?;
        OsDisk.try_write(path)
    }

    fn create(&self, folder: &Path, like: Option<&Status>) -> io::Result<Box<dyn Draft>> {
        (self.0)("create", folder)?;
        let draft = OsDisk.create(folder, like)?;
        Ok(Box::new(GatedDraft(draft, self.clone(), folder.to_owned())))
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        (self.0)("sync_folder", folder)?;
        OsDisk.sync_folder(folder)
    }

    fn create_folder(&self, folder: &Path, private: bool) -> io::Result<()> {
        (self.0)("create_folder", folder)?;
        OsDisk.create_folder(folder, private)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        (self.0)("list", folder)?;
        OsDisk.list(folder)
    }

    fn leftovers(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        (self.0)("leftovers", folder)?;
        OsDisk.leftovers(folder)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        (self.0)("remove", path)?;
        OsDisk.remove(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        (self.0)("rename", to)?;
        OsDisk.rename(from, to)
    }

    fn overwrite(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        (self.0)("overwrite", path)?;
        OsDisk.overwrite(path, bytes)
    }

    fn append(&self, path: &Path) -> io::Result<Box<dyn Log>> {
        (self.0)("append", path)?;
        let log = OsDisk.append(path)?;
        Ok(Box::new(GatedLog(log, self.clone(), path.to_owned())))
    }

    fn lock(&self, path: &Path) -> io::Result<Option<Lock>> {
        (self.0)("lock", path)?;
        OsDisk.lock(path)
    }
}

struct GatedDraft(Box<dyn Draft>, Gate, PathBuf);

impl Draft for GatedDraft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        (self.1.0)("draft write", &self.2)?;
        self.0.write(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        (self.1.0)("draft sync", &self.2)?;
        self.0.sync()
    }

    fn rename(self: Box<Self>, target: &Path) -> io::Result<()> {
        (self.1.0)("draft rename", target)?;
        self.0.rename(target)
    }
}

struct GatedLog(Box<dyn Log>, Gate, PathBuf);

impl Log for GatedLog {
    fn write(&self, bytes: &[u8]) -> io::Result<()> {
        (self.1.0)("log write", &self.2)?;
        self.0.write(bytes)
    }

    fn sync(&self) -> io::Result<()> {
        (self.1.0)("log sync", &self.2)?;
        self.0.sync()
    }
}
