//! Settings on the disk: a readable file in the platform's folder, written in
//! the same safe way as a map. A file that cannot be read never keeps the
//! program from starting: it is put aside, once, and said.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use ron::ser::PrettyConfig;
use serde::{Serialize, de::DeserializeOwned};

use super::Settings;
use crate::file::{self, Disk, FileError};

/// The name of the file.
const NAME: &str = "settings.ron";
/// What a damaged one is kept as.
const ASIDE: &str = "settings.damaged.ron";
/// A file of settings is never larger.
const MOST_BYTES: u64 = 256 * 1024;

/// Keeps settings in a folder, or nowhere.
pub(in crate::ui) struct Keeper {
    folder: Option<PathBuf>,
    disk: Arc<dyn Disk>,
    /// It was said that settings cannot be kept.
    complained: bool,
}

impl Keeper {
    /// A keeper that keeps in a folder, which need not be there yet; without
    /// one, settings last as long as the program runs.
    pub(in crate::ui) fn new(disk: Arc<dyn Disk>, folder: Option<PathBuf>) -> Self {
        Self {
            folder,
            disk,
            complained: false,
        }
    }

    /// The settings that are kept, or the usual ones.
    pub(super) fn peek(&self) -> Settings {
        let kept = self.folder.as_ref().map(|folder| folder.join(NAME));
        let kept = kept.and_then(|path| read(self.disk.as_ref(), &path).ok());
        kept.map(Settings::sound).unwrap_or_default()
    }

    /// The settings that are kept, and what there is to say about them.
    pub(in crate::ui) fn load(&self) -> (Settings, Option<String>) {
        let Some(folder) = &self.folder else {
            return (Settings::default(), None);
        };
        match read(self.disk.as_ref(), &folder.join(NAME)).map(Settings::sound) {
            Ok(settings) => (settings, None),
            Err(Trouble::Unreadable(cause)) => {
                let text =
                    format!("The settings could not be read ({cause}); they are at their defaults");
                (Settings::default(), Some(text))
            }
            Err(Trouble::Damaged(bytes, place)) => {
                let kept = file::write_atomically(self.disk.as_ref(), &folder.join(ASIDE), &bytes);
                let kept = match kept {
                    Ok(()) => format!("the damaged file is kept as {ASIDE}"),
                    Err(_) => "the damaged file is still there".to_owned(),
                };
                let text =
                    format!("The settings are damaged ({place}) and at their defaults; {kept}");
                (Settings::default(), Some(text))
            }
        }
    }

    /// Changes what is kept and returns all of it. What another window has
    /// written meanwhile stays, but for what `change` changes. Says once when
    /// it could not be kept.
    pub(in crate::ui) fn update(
        &mut self,
        held: &Settings,
        change: impl Fn(&mut Settings),
    ) -> (Settings, Option<String>) {
        let Some(folder) = self.folder.clone() else {
            let mut settings = held.clone();
            change(&mut settings);
            return (settings, None);
        };
        let path = folder.join(NAME);
        let kept = read(self.disk.as_ref(), &path).map(Settings::sound);
        let mut settings = kept.unwrap_or_else(|_| held.clone());
        let before = settings.clone();
        change(&mut settings);
        if settings == before && settings == *held {
            return (settings, None);
        }
        let written = write(self.disk.as_ref(), &folder, &path, &settings);
        let said = |cause: String| format!("Settings are not kept: {cause}");
        let trouble = written.err().map(said).filter(|_| !self.complained);
        self.complained |= trouble.is_some();
        (settings, trouble)
    }
}

/// Writes a file of a folder, which need not be there yet; says why it could
/// not.
pub(super) fn write(
    disk: &dyn Disk,
    folder: &Path,
    path: &Path,
    content: &impl Serialize,
) -> Result<(), String> {
    let config = PrettyConfig::new().new_line("\n").indentor("    ");
    let mut text =
        ron::ser::to_string_pretty(content, config).map_err(|error| error.to_string())?;
    text.push('\n');
    if disk.status(folder).is_err() {
        // Should this fail, so will writing, with the reason.
        let _ = disk.create_folder(folder, false);
    }
    file::write_atomically(disk, path, text.as_bytes()).map_err(|error| error.to_string())
}

/// Why a file cannot be read.
pub(super) enum Trouble {
    /// The disk refuses.
    Unreadable(String),
    /// These bytes are not what they should be, from this place on.
    Damaged(Vec<u8>, String),
}

/// What is kept in a file; the usual where there is none.
pub(super) fn read<T: DeserializeOwned + Default>(
    disk: &dyn Disk,
    path: &Path,
) -> Result<T, Trouble> {
    let bytes = match file::load_bytes(disk, path, MOST_BYTES) {
        Ok((bytes, _)) => bytes,
        Err(FileError::Missing { .. }) => return Ok(T::default()),
        Err(error) => return Err(Trouble::Unreadable(error.to_string())),
    };
    match ron::de::from_bytes(&bytes) {
        Ok(content) => Ok(content),
        Err(error) => {
            let start = error.span.start;
            Err(Trouble::Damaged(bytes, format!("line {}", start.line)))
        }
    }
}
