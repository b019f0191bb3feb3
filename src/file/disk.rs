//! The one door to the disk: everything that is read or written goes through
//! [`Disk`], so that a test can make any call fail. Knows files and folders,
//! not what is in them.

#[cfg(unix)]
mod kernel;
mod leftover;
mod os;

use std::{
    fmt,
    fs::{self, Permissions},
    io,
    path::{Path, PathBuf},
    time::SystemTime,
};

pub use os::OsDisk;

/// What a name on the disk stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file with content.
    File,
    /// A folder.
    Folder,
    /// A symbolic link.
    Link,
    /// A pipe, device, socket or the like: opening it may hang.
    Special,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::File => "a file",
            Self::Folder => "a folder",
            Self::Link => "a link",
            Self::Special => "a device or pipe",
        })
    }
}

/// What the disk knows of a name without opening it.
#[derive(Clone, Debug)]
pub struct Status {
    /// What it is.
    pub kind: Kind,
    /// Its length in bytes.
    pub len: u64,
    /// When it was last written, if the disk keeps that. Compared, never
    /// ordered: clocks jump.
    pub modified: Option<SystemTime>,
    /// Who may do what with it.
    pub permissions: Permissions,
    /// How many names (hard links) it has; 1 where that is not known.
    pub links: u64,
    /// Device and number of the file; `None` where there are none.
    pub identity: Option<(u64, u64)>,
    /// User and group it belongs to; `None` where there are none.
    pub owner: Option<(u32, u32)>,
}

impl Status {
    fn of(metadata: &fs::Metadata) -> Self {
        let kind = match metadata.file_type() {
            kind if kind.is_file() => Kind::File,
            kind if kind.is_dir() => Kind::Folder,
            kind if kind.is_symlink() => Kind::Link,
            _ => Kind::Special,
        };
        #[cfg(unix)]
        let (links, identity, owner) = {
            use std::os::unix::fs::MetadataExt;
            (
                metadata.nlink(),
                Some((metadata.dev(), metadata.ino())),
                Some((metadata.uid(), metadata.gid())),
            )
        };
        #[cfg(not(unix))]
        let (links, identity, owner) = (1, None, None);
        Self {
            kind,
            len: metadata.len(),
            modified: metadata.modified().ok(),
            permissions: metadata.permissions(),
            links,
            identity,
            owner,
        }
    }

    /// Whether both describe the same content at the same place, as far as the
    /// disk tells without reading.
    #[must_use]
    pub fn is_still(&self, other: &Self) -> bool {
        (self.len, self.modified, self.identity) == (other.len, other.modified, other.identity)
    }
}

/// Seconds since 1970, for people; nothing is ordered by them, since clocks
/// jump.
#[must_use]
pub fn seconds() -> u64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs())
}

/// Access to the disk.
pub trait Disk: Send + Sync {
    /// What a name stands for; a symbolic link is not followed.
    ///
    /// # Errors
    /// There is nothing of that name, or the system refuses.
    fn status(&self, path: &Path) -> io::Result<Status>;

    /// Where a symbolic link points.
    ///
    /// # Errors
    /// It is no link, or the system refuses.
    fn read_link(&self, path: &Path) -> io::Result<PathBuf>;

    /// The content of a file, at most so many bytes of it.
    ///
    /// # Errors
    /// The system refuses.
    fn read(&self, path: &Path, at_most: u64) -> io::Result<Vec<u8>>;

    /// Whether the file may be written to. Changes nothing.
    ///
    /// # Errors
    /// It may not.
    fn try_write(&self, path: &Path) -> io::Result<()>;

    /// A new, empty, uniquely named file in a folder, with the permissions and
    /// the owner of another file if one is given.
    ///
    /// # Errors
    /// The folder does not allow it.
    fn create(&self, folder: &Path, like: Option<&Status>) -> io::Result<Box<dyn Draft>>;

    /// Makes the names in a folder survive a power loss.
    ///
    /// # Errors
    /// The disk does not confirm it.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;

    /// Makes a folder, and those it is in. A private one can be entered by its
    /// owner alone, where the system knows owners.
    ///
    /// # Errors
    /// The system refuses.
    fn create_folder(&self, folder: &Path, private: bool) -> io::Result<()>;

    /// What is in a folder, in the order of the names.
    ///
    /// # Errors
    /// It is no folder, or the system refuses.
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;

    /// Removes a file.
    ///
    /// # Errors
    /// There is none, or the system refuses.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Gives a file another name of the same disk, replacing what had it.
    ///
    /// # Errors
    /// Nothing was changed.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Puts other content into a file that cannot be replaced, and makes it
    /// survive a power loss. Not safe: keep a copy first.
    ///
    /// # Errors
    /// The file may hold any part of the old and the new content.
    fn overwrite(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;

    /// A file to add to, made if it is not there, which its owner alone reads.
    ///
    /// # Errors
    /// The system refuses.
    fn append(&self, path: &Path) -> io::Result<Box<dyn Log>>;

    /// Temporary files in a folder that programs left when they were killed.
    /// None, unless the disk knows its own.
    ///
    /// # Errors
    /// It is no folder, or the system refuses.
    fn leftovers(&self, _folder: &Path) -> io::Result<Vec<PathBuf>> {
        Ok(Vec::new())
    }

    /// Takes a lock that others can see, on a file that is made for it. It
    /// ends when it is dropped, and with the process, however that ends.
    /// `None` while another holds it.
    ///
    /// # Errors
    /// The system refuses, or this disk knows no locks.
    fn lock(&self, path: &Path) -> io::Result<Option<Lock>>;
}

/// A lock that is held until it is dropped.
pub type Lock = Box<dyn Send>;

/// A file that only grows. One thread may add to it while another waits for the
/// disk.
pub trait Log: Send + Sync {
    /// Adds all of the bytes. They survive the end of the process.
    ///
    /// # Errors
    /// A part of them may have been added.
    fn write(&self, bytes: &[u8]) -> io::Result<()>;

    /// Makes what was added survive a power loss.
    ///
    /// # Errors
    /// The disk does not confirm it.
    fn sync(&self) -> io::Result<()>;
}

/// A file that is being written and does not have its name yet. Dropping it
/// removes it.
pub trait Draft {
    /// Writes all of the bytes.
    ///
    /// # Errors
    /// Not all could be written.
    fn write(&mut self, bytes: &[u8]) -> io::Result<()>;

    /// Makes the content survive a power loss.
    ///
    /// # Errors
    /// The disk does not confirm it.
    fn sync(&mut self) -> io::Result<()>;

    /// Gives it its name, in one step, replacing what had it.
    ///
    /// # Errors
    /// The name is unchanged, and the draft is removed.
    fn rename(self: Box<Self>, target: &Path) -> io::Result<()>;
}
