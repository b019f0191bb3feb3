//! The real disk behind a gate: before each call the gate is asked, and may
//! refuse, wait or panic. A write that is refused has written half. The one
//! double for every test of what happens when a call fails.

use std::{
    io::{self, ErrorKind},
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use throughline::file::{Disk, Draft, Lock, Log, OsDisk, Status};

/// Asked before each call, by its name and its file or folder.
type Ask = dyn Fn(&'static str, &Path) -> io::Result<()> + Send + Sync;

/// The real disk behind a gate. Notes each call.
#[derive(Clone)]
pub(crate) struct Gate {
    ask: Arc<Ask>,
    calls: Arc<Mutex<Vec<&'static str>>>,
}

impl Gate {
    pub(crate) fn new(
        ask: impl Fn(&'static str, &Path) -> io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        Self {
            ask: Arc::new(ask),
            calls: Arc::default(),
        }
    }

    /// The n-th call fails, counted from one.
    pub(crate) fn at(nth: usize, kind: ErrorKind) -> Self {
        Self::failing(nth, move || io::Error::new(kind, "injected"))
    }

    /// The same with an error that has no name but the system's number.
    pub(crate) fn at_with_code(nth: usize, code: i32) -> Self {
        Self::failing(nth, move || io::Error::from_raw_os_error(code))
    }

    fn failing(nth: usize, error: impl Fn() -> io::Error + Send + Sync + 'static) -> Self {
        let count = AtomicUsize::new(0);
        Self::new(move |_, _| {
            if count.fetch_add(1, Ordering::SeqCst) + 1 == nth {
                return Err(error());
            }
            Ok(())
        })
    }

    /// Every call of a name fails.
    pub(crate) fn in_call(name: &'static str, kind: ErrorKind) -> Self {
        Self::new(move |call, _| {
            if call == name {
                return Err(io::Error::new(kind, "injected"));
            }
            Ok(())
        })
    }

    /// A folder that resists in a call; any other does not.
    pub(crate) fn refusing_in(folder: &Path, name: &'static str, kind: ErrorKind) -> Self {
        let folder = folder.to_owned();
        Self::new(move |call, path| {
            if call == name && (path == folder || path.parent() == Some(&folder)) {
                return Err(io::Error::new(kind, "injected"));
            }
            Ok(())
        })
    }

    /// Nothing fails; something looks at the disk before each call.
    pub(crate) fn watching(watch: impl FnMut(&'static str) + Send + 'static) -> Self {
        let watch = Mutex::new(watch);
        Self::new(move |call, _| {
            (watch.lock().unwrap())(call);
            Ok(())
        })
    }

    /// The calls so far, by name.
    pub(crate) fn calls(&self) -> Vec<&'static str> {
        self.calls.lock().unwrap().clone()
    }

    fn call(&self, name: &'static str, path: &Path) -> io::Result<()> {
        self.calls.lock().unwrap().push(name);
        (self.ask)(name, path)
    }
}

impl Disk for Gate {
    fn status(&self, path: &Path) -> io::Result<Status> {
        self.call("status", path)?;
        OsDisk.status(path)
    }

    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        self.call("read_link", path)?;
        OsDisk.read_link(path)
    }

    fn read(&self, path: &Path, at_most: u64) -> io::Result<Vec<u8>> {
        self.call("read", path)?;
        OsDisk.read(path, at_most)
    }

    fn try_write(&self, path: &Path) -> io::Result<()> {
        self.call("try_write", path)?;
        OsDisk.try_write(path)
    }

    fn create(&self, folder: &Path, like: Option<&Status>) -> io::Result<Box<dyn Draft>> {
        self.call("create", folder)?;
        let draft = OsDisk.create(folder, like)?;
        Ok(Box::new(GatedDraft(draft, self.clone(), folder.to_owned())))
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.call("sync_folder", folder)?;
        OsDisk.sync_folder(folder)
    }

    fn create_folder(&self, folder: &Path, private: bool) -> io::Result<()> {
        self.call("create_folder", folder)?;
        OsDisk.create_folder(folder, private)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.call("list", folder)?;
        OsDisk.list(folder)
    }

    fn leftovers(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.call("leftovers", folder)?;
        OsDisk.leftovers(folder)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.call("remove", path)?;
        OsDisk.remove(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call("rename_file", to)?;
        OsDisk.rename(from, to)
    }

    fn overwrite(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if let Err(error) = self.call("overwrite", path) {
            OsDisk.overwrite(path, &bytes[..bytes.len() / 2])?;
            return Err(error);
        }
        OsDisk.overwrite(path, bytes)
    }

    fn append(&self, path: &Path) -> io::Result<Box<dyn Log>> {
        self.call("append", path)?;
        let log = OsDisk.append(path)?;
        Ok(Box::new(GatedLog(log, self.clone(), path.to_owned())))
    }

    fn lock(&self, path: &Path) -> io::Result<Option<Lock>> {
        self.call("lock", path)?;
        OsDisk.lock(path)
    }
}

struct GatedDraft(Box<dyn Draft>, Gate, PathBuf);

impl Draft for GatedDraft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        if let Err(error) = self.1.call("write", &self.2) {
            self.0.write(&bytes[..bytes.len() / 2])?;
            return Err(error);
        }
        self.0.write(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.1.call("sync", &self.2)?;
        self.0.sync()
    }

    fn rename(self: Box<Self>, target: &Path) -> io::Result<()> {
        self.1.call("rename", target)?;
        self.0.rename(target)
    }
}

struct GatedLog(Box<dyn Log>, Gate, PathBuf);

impl Log for GatedLog {
    fn write(&self, bytes: &[u8]) -> io::Result<()> {
        if let Err(error) = self.1.call("log_write", &self.2) {
            self.0.write(&bytes[..bytes.len() / 2])?;
            return Err(error);
        }
        self.0.write(bytes)
    }

    fn sync(&self) -> io::Result<()> {
        self.1.call("log_sync", &self.2)?;
        self.0.sync()
    }
}
