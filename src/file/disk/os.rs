//! The disk of the operating system: each call is one of its own, so that a
//! test double can stand for any of them. Knows systems, not what is saved.

use std::{
    fs::{self, File, OpenOptions, Permissions},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use tempfile::NamedTempFile;

use super::{Disk, Draft, Status};

/// The real disk.
#[derive(Clone, Copy, Debug, Default)]
pub struct OsDisk;

impl Disk for OsDisk {
    fn status(&self, path: &Path) -> io::Result<Status> {
        fs::symlink_metadata(path).map(|metadata| Status::of(&metadata))
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
        builder.prefix(".throughline-").suffix(".tmp");
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

    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)
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
        let mut tries = if cfg!(windows) { 10 } else { 0 };
        loop {
            match file.persist(target) {
                Ok(_) => return Ok(()),
                Err(failed)
                    if tries > 0 && failed.error.kind() == io::ErrorKind::PermissionDenied =>
                {
                    tries -= 1;
                    file = failed.file;
                    std::thread::sleep(std::time::Duration::from_millis(30));
                }
                Err(failed) => return Err(failed.error),
            }
        }
    }
}
