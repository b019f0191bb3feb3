//! Versions of the open map over time, as far as the window takes part: where
//! they are kept, and what becomes of one that was chosen. What is restored is
//! one undo step; a file is written only when that is asked for.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    app::App,
    asking::{ENDING, file_name},
    dialog::{Modal, Past, VersionsForm},
    toast::Toast,
};
use crate::{
    file::{self, Consent, Disk, FileError, Versions},
    model::Map,
};

/// The versions that this window keeps of maps that are saved.
pub(super) struct PastMaps {
    pub versions: Arc<Versions>,
    /// It was said that the last one could not be kept.
    failed: bool,
}

impl PastMaps {
    /// Kept in a folder, or nowhere.
    pub(super) fn new(disk: &Arc<dyn Disk>, state: Option<PathBuf>) -> Self {
        Self {
            versions: Arc::new(Versions::new(Arc::clone(disk), state)),
            failed: false,
        }
    }
}

impl App {
    /// Keeps versions of maps in the platform's folder for what programs keep
    /// between two runs, which need not be there yet. Without one, none are kept.
    pub fn keep_versions_in(&mut self, state: Option<PathBuf>) {
        self.past = PastMaps::new(&self.disk, state);
    }

    /// Shows the versions of the open map.
    pub(super) fn open_versions(&mut self) {
        self.editor.settle();
        let versions = Arc::clone(&self.past.versions);
        let form = VersionsForm::new(versions, self.name(), self.file.path.clone());
        self.open_modal(Modal::Versions(Box::new(form)));
    }

    /// Puts a version in the place of the open map, as one undo step.
    pub(super) fn restore(&mut self, past: &Past) {
        let when = &past.when;
        let label = format!("restore the version of {when}");
        let text = if self.editor.replace(label, Map::clone(&past.map)) {
            format!("The version of {when} is back. Nothing is written until you save.")
        } else {
            format!("The map is as it was {when}")
        };
        self.toast = Some(Toast::new(text, None));
    }

    /// Opens a version as a map of its own, which is in no file yet.
    pub(super) fn open_copy(&mut self, past: &Past) {
        let name = self.past_name(past);
        self.replace(Map::clone(&past.map));
        self.file.suggested = Some(name);
        self.editor.document.mark_unsaved();
        self.facts.forget();
        let text = format!("A copy of the version of {}, not saved yet", past.when);
        self.toast = Some(Toast::new(text, None));
    }

    /// Saves a version to a file of its own; the open map stays as it is.
    pub(super) fn save_version(&mut self, path: &Path, past: &Past, may_replace: bool) {
        let title = format!("{} was not saved", file_name(path));
        let own = self.file.path.as_deref();
        if own.is_some_and(|own| self.is_one_file(own, path)) {
            let text = "That is the file of the open map. Restore the version instead and save \
                        the map, or choose another name.";
            return self.tell(&title, text);
        }
        let consent = if may_replace {
            Consent::REPLACE
        } else {
            Consent::default()
        };
        match file::save(self.disk.as_ref(), path, &past.map, None, consent) {
            Ok(_) => {
                let text = format!("The version of {} is in {}", past.when, file_name(path));
                self.toast = Some(Toast::new(text, None));
                self.remember(path);
            }
            Err(error) => self.tell(&title, &error.to_string()),
        }
    }

    pub(super) fn is_one_file(&self, one: &Path, other: &Path) -> bool {
        file::is_same_file(self.disk.as_ref(), one, other).unwrap_or(one == other)
    }

    /// The name that is suggested for a version: that of the map and when it was.
    pub(super) fn past_name(&self, past: &Past) -> String {
        let name = format!("{} {}", self.name(), past.when.replace(':', "."));
        file::safe_name(&name) + ENDING
    }

    /// Says once that versions cannot be kept; the map is saved all the same.
    pub(super) fn say_not_kept(&mut self, trouble: Option<&FileError>) {
        let is_first = trouble.is_some() && !self.past.failed;
        self.past.failed = trouble.is_some();
        if let Some(error) = trouble.filter(|_| is_first) {
            let text = format!("Saved, but no version of it was kept: {error}");
            self.toast = Some(Toast::new(text, None));
        }
    }
}
