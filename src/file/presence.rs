//! Who has a map open: a window takes a lock for the file it shows, in the
//! platform's folder for the state of programs and not beside the file. The
//! system lets go of a lock with its process, so a dead one never holds a file;
//! what is written beside the lock only tells people who it is.

use std::{
    path::{Path, PathBuf},
    process,
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use super::{
    disk::{Disk, Lock},
    limits, place,
    save::{load_bytes, write_atomically},
};

/// The folder of the locks.
const FOLDER: &str = "open";

/// The lock of a file that is open in this window.
pub struct Presence {
    path: PathBuf,
    disk: Arc<dyn Disk>,
    owner: PathBuf,
    _lock: Lock,
}

impl Drop for Presence {
    fn drop(&mut self) {
        // While the lock is still held: the next owner writes its own.
        let _ = self.disk.remove(&self.owner);
    }
}

impl Presence {
    /// The file, as it was opened.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// Who has a file open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Owner {
    /// The number of the process.
    pub process: u32,
    /// The name of the computer.
    pub computer: String,
    /// The file, for people.
    pub file: String,
}

/// What became of the wish to have a file.
pub enum Presented {
    /// It is ours, until this is dropped.
    Ours(Presence),
    /// Another window has it.
    Others(Owner),
    /// Nobody can tell: there is no folder for it, or no locks.
    Unknown,
}

/// Says that this window has a file open, in a folder for the state of programs.
#[must_use]
pub fn present(disk: &Arc<dyn Disk>, state: &Path, path: &Path) -> Presented {
    let (shared, disk) = (disk, disk.as_ref());
    let folder = state.join(FOLDER);
    let Ok(real) = place::real(disk, path) else {
        return Presented::Unknown;
    };
    if disk.create_folder(&folder, true).is_err() {
        return Presented::Unknown;
    }
    let name = place::key(&real);
    let owner_file = folder.join(format!("{name}.owner"));
    match disk.lock(&folder.join(format!("{name}.lock"))) {
        Ok(Some(lock)) => {
            let owner = Owner {
                process: process::id(),
                computer: gethostname::gethostname().to_string_lossy().into_owned(),
                file: real.display().to_string(),
            };
            if let Ok(text) = ron::to_string(&owner)
                && let Err(error) = write_atomically(disk, &owner_file, text.as_bytes())
            {
                log::warn!("others cannot see who has {}: {error}", real.display());
            }
            Presented::Ours(Presence {
                path: path.into(),
                disk: Arc::clone(shared),
                owner: owner_file,
                _lock: lock,
            })
        }
        Ok(None) => Presented::Others(owner_of(disk, &owner_file)),
        Err(error) => {
            log::warn!("whether {} is open cannot be told: {error}", real.display());
            Presented::Unknown
        }
    }
}

/// What the owner has told of itself.
fn owner_of(disk: &dyn Disk, path: &Path) -> Owner {
    let read = load_bytes(disk, path, limits::OWNER_BYTES).ok();
    read.and_then(|(bytes, _)| ron::de::from_bytes(&bytes).ok())
        .unwrap_or_default()
}
