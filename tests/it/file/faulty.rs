//! The real disk with faults, for every test of what the file layer does when
//! a call fails.

use std::{
    io::{self, ErrorKind},
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

use throughline::file::{Disk, Draft, Lock, Log, OsDisk, Status};

/// The real disk with a fault: the n-th call fails, a write after half of its
/// bytes. Notes each call, and can look at the disk before each.
#[derive(Clone)]
pub(super) struct Faulty(Arc<Mutex<Fault>>);

struct Fault {
    calls: Vec<&'static str>,
    /// Which call fails, counted from one; 0 for none.
    nth: usize,
    /// Or all of that name.
    name: &'static str,
    /// And only for what is in this folder.
    folder: Option<PathBuf>,
    kind: ErrorKind,
    /// Or the system's own number for it.
    code: Option<i32>,
    watch: Box<dyn FnMut(&'static str) + Send>,
}

impl Faulty {
    pub(super) fn at(nth: usize, kind: ErrorKind) -> Self {
        Self::with(nth, "", kind, |_| {})
    }

    /// An error that has no name but the system's number.
    pub(super) fn at_with_code(nth: usize, code: i32) -> Self {
        let disk = Self::at(nth, ErrorKind::Other);
        disk.0.lock().unwrap().code = Some(code);
        disk
    }

    pub(super) fn in_call(name: &'static str, kind: ErrorKind) -> Self {
        Self::with(0, name, kind, |_| {})
    }

    /// A folder that resists; any other does not.
    pub(super) fn refusing_in(folder: &Path, name: &'static str, kind: ErrorKind) -> Self {
        let disk = Self::in_call(name, kind);
        disk.0.lock().unwrap().folder = Some(folder.into());
        disk
    }

    pub(super) fn watching(watch: impl FnMut(&'static str) + Send + 'static) -> Self {
        Self::with(0, "", ErrorKind::Other, watch)
    }

    fn with(
        nth: usize,
        name: &'static str,
        kind: ErrorKind,
        watch: impl FnMut(&'static str) + Send + 'static,
    ) -> Self {
        Self(Arc::new(Mutex::new(Fault {
            calls: Vec::new(),
            nth,
            name,
            folder: None,
            kind,
            code: None,
            watch: Box::new(watch),
        })))
    }

    fn call(&self, name: &'static str) -> io::Result<()> {
        self.call_in(name, None)
    }

    fn call_in(&self, name: &'static str, folder: Option<&Path>) -> io::Result<()> {
        let mut fault = self.0.lock().unwrap();
        (fault.watch)(name);
        fault.calls.push(name);
        let is_there = fault.folder.is_none() || fault.folder.as_deref() == folder;
        if fault.calls.len() == fault.nth || fault.name == name && is_there {
            return Err(match fault.code {
                Some(code) => io::Error::from_raw_os_error(code),
                None => io::Error::new(fault.kind, "injected"),
            });
        }
        Ok(())
    }

    pub(super) fn calls(&self) -> Vec<&'static str> {
        self.0.lock().unwrap().calls.clone()
    }
}

impl Disk for Faulty {
    fn status(&self, path: &Path) -> io::Result<Status> {
        self.call("status")?;
        OsDisk.status(path)
    }

    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        self.call("read_link")?;
        OsDisk.read_link(path)
    }

    fn read(&self, path: &Path, at_most: u64) -> io::Result<Vec<u8>> {
        self.call("read")?;
        OsDisk.read(path, at_most)
    }

    fn try_write(&self, path: &Path) -> io::Result<()> {
        self.call("try_write")?;
        OsDisk.try_write(path)
    }

    fn create(&self, folder: &Path, like: Option<&Status>) -> io::Result<Box<dyn Draft>> {
        self.call_in("create", Some(folder))?;
        Ok(Box::new(FaultyDraft(
            OsDisk.create(folder, like)?,
            self.clone(),
        )))
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.call("sync_folder")?;
        OsDisk.sync_folder(folder)
    }

    fn create_folder(&self, folder: &Path, private: bool) -> io::Result<()> {
        self.call("create_folder")?;
        OsDisk.create_folder(folder, private)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.call("list")?;
        OsDisk.list(folder)
    }

    fn leftovers(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.call("leftovers")?;
        OsDisk.leftovers(folder)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.call("remove")?;
        OsDisk.remove(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call("rename_file")?;
        OsDisk.rename(from, to)
    }

    fn overwrite(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if let Err(error) = self.call("overwrite") {
            OsDisk.overwrite(path, &bytes[..bytes.len() / 2])?;
            return Err(error);
        }
        OsDisk.overwrite(path, bytes)
    }

    fn append(&self, path: &Path) -> io::Result<Box<dyn Log>> {
        self.call("append")?;
        Ok(Box::new(FaultyLog(OsDisk.append(path)?, self.clone())))
    }

    fn lock(&self, path: &Path) -> io::Result<Option<Lock>> {
        self.call("lock")?;
        OsDisk.lock(path)
    }
}

struct FaultyLog(Box<dyn Log>, Faulty);

impl Log for FaultyLog {
    fn write(&self, bytes: &[u8]) -> io::Result<()> {
        if let Err(error) = self.1.call("log_write") {
            self.0.write(&bytes[..bytes.len() / 2])?;
            return Err(error);
        }
        self.0.write(bytes)
    }

    fn sync(&self) -> io::Result<()> {
        self.1.call("log_sync")?;
        self.0.sync()
    }
}

struct FaultyDraft(Box<dyn Draft>, Faulty);

impl Draft for FaultyDraft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        if let Err(error) = self.1.call("write") {
            self.0.write(&bytes[..bytes.len() / 2])?;
            return Err(error);
        }
        self.0.write(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.1.call("sync")?;
        self.0.sync()
    }

    fn rename(self: Box<Self>, target: &Path) -> io::Result<()> {
        self.1.call_in("rename", target.parent())?;
        self.0.rename(target)
    }
}
