//! The disk of the operating system: each call is one of its own, so that a
//! test double can stand for any of them. Knows systems, not what is saved.

use std::{
    fs::{self, File, OpenOptions, Permissions, TryLockError},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use tempfile::NamedTempFile;

#[cfg(unix)]
use super::Kind;
use super::{Disk, Draft, Lock, Log, Status, leftover};

/// The real disk.
#[derive(Clone, Copy, Debug, Default)]
pub struct OsDisk;

impl Disk for OsDisk {
    fn status(&self, path: &Path) -> io::Result<Status> {
        let status = Status::of(&fs::symlink_metadata(path)?);
        #[cfg(unix)]
        if status.kind == Kind::File
            && status
                .identity
                .is_some_and(|(device, _)| super::kernel::answers_on(device))
        {
            return Ok(Status {
                kind: Kind::Special,
                ..status
            });
        }
        Ok(status)
    }

    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        fs::read_link(path)
    }

    fn read(&self, path: &Path, at_most: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        File::open(path)?.take(at_most).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn try_write(&self, path: &Path) -> io::Result<()> {
        OpenOptions::new().write(true).open(path).map(drop)
    }

    fn create(&self, folder: &Path, like: Option<&Status>) -> io::Result<Box<dyn Draft>> {
        // A short name of our own: one made from the target's could be too long.
        let mut builder = tempfile::Builder::new();
        let prefix = leftover::prefix();
        builder.prefix(&prefix).suffix(leftover::END);
        #[cfg(unix)]
        if like.is_none() {
            use std::os::unix::fs::PermissionsExt;
            // What every new file gets, less the user's mask.
            builder.permissions(Permissions::from_mode(0o666));
        }
        let file = builder.tempfile_in(folder)?;
        if let Some(like) = like {
            take_over(file.as_file(), like)?;
        }
        Ok(Box::new(OsDraft(file)))
    }

    fn create_folder(&self, folder: &Path, private: bool) -> io::Result<()> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        if private {
            std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        }
        builder.create(folder)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let mut found = Vec::new();
        for entry in fs::read_dir(folder)? {
            found.push(entry?.path());
        }
        found.sort();
        Ok(found)
    }

    fn leftovers(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        leftover::leftovers(folder)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn overwrite(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        // Cut afterwards: a file that was long stays readable as long as can be.
        let mut file = OpenOptions::new().write(true).open(path)?;
        file.write_all(bytes)?;
        file.set_len(bytes.len() as u64)?;
        file.sync_all()
    }

    fn append(&self, path: &Path) -> io::Result<Box<dyn Log>> {
        let mut options = OpenOptions::new();
        options.append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        Ok(Box::new(OsLog(options.open(path)?)))
    }

    fn lock(&self, path: &Path) -> io::Result<Option<Lock>> {
        loop {
            let mut options = OpenOptions::new();
            options.read(true).write(true).create(true).truncate(false);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            let file = options.open(path)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Ok(None),
                Err(TryLockError::Error(error)) => return Err(error),
            }
            // Whoever held it before may have removed the file meanwhile: then
            // others would lock a new one.
            let named = fs::symlink_metadata(path);
            let own = Status::of(&file.metadata()?).identity;
            if named.is_ok_and(|named| Status::of(&named).identity == own) {
                let path = path.to_owned();
                return Ok(Some(Box::new(OsLock { file, path })));
            }
        }
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        if cfg!(windows) {
            // Folders cannot be opened there, and renames are kept in order.
            return Ok(());
        }
        match File::open(folder)?.sync_all() {
            // Some network and user-space file systems cannot, and say so.
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput
                ) =>
            {
                Ok(())
            }
            result => result,
        }
    }
}

/// Gives a new file the owner and the permissions of an old one. The owner is
/// kept where the system lets us (it rarely lets users give files away); the
/// permissions exactly, and last, since changing the owner can reset them.
fn take_over(file: &File, like: &Status) -> io::Result<()> {
    #[cfg(unix)]
    if let Some((user, group)) = like.owner
        && Status::of(&file.metadata()?).owner != like.owner
    {
        use std::os::unix::fs::fchown;
        if fchown(file, Some(user), Some(group)).is_err() {
            fchown(file, None, Some(group)).unwrap_or_default();
        }
    }
    file.set_permissions(like.permissions.clone())
}

/// A temporary file of the operating system.
struct OsDraft(NamedTempFile);

impl Draft for OsDraft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.write_all(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.0.as_file().sync_all()
    }

    fn rename(self: Box<Self>, target: &Path) -> io::Result<()> {
        let mut file = self.0;
        // Virus scanners and indexers on Windows hold a file for a moment.
        let mut tries = if cfg!(windows) { 10_u32 } else { 0 };
        loop {
            match file.persist(target) {
                Ok(_) => return Ok(()),
                Err(failed)
                    if tries > 0 && failed.error.kind() == io::ErrorKind::PermissionDenied =>
                {
                    tries = tries.saturating_sub(1);
                    file = failed.file;
                    std::thread::sleep(std::time::Duration::from_millis(30));
                }
                Err(failed) => return Err(failed.error),
            }
        }
    }
}

/// A file that is open for adding to.
struct OsLog(File);

impl Log for OsLog {
    fn write(&self, bytes: &[u8]) -> io::Result<()> {
        (&self.0).write_all(bytes)
    }

    fn sync(&self) -> io::Result<()> {
        self.0.sync_data()
    }
}

/// A locked file. The system lets go of it with the process.
struct OsLock {
    file: File,
    path: PathBuf,
}

impl Drop for OsLock {
    fn drop(&mut self) {
        // Removed while it is held: who opened it before looks again.
        let _ = fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}
