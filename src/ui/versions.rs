//! Other versions of the open map: comparing with one, and merging one in, as
//! far as the window takes part. What comes of a merge is one undo step.

use std::{path::Path, sync::Arc};

use super::{
    app::App,
    asking::file_name,
    dialog::{MergeForm, Modal, Names},
    notice::Theirs,
    toast::Toast,
};
use crate::model::{Map, merge, merge_unrelated};

impl App {
    /// Shows what changed from a file to the open map.
    pub(super) fn compare_with(&mut self, path: &Path) {
        let Some(other) = self.other_version(path) else {
            return;
        };
        self.open_comparison(file_name(path), Arc::new(other));
    }

    /// Shows what comes of the open map and a file. Both are held against what
    /// the open map's own file had when it was last opened or saved.
    pub(super) fn merge_with(&mut self, path: &Path) {
        let Some(theirs) = self.other_version(path) else {
            return;
        };
        let mine = self.editor.map();
        let saved = self.editor.document.saved();
        let (merged, base) = match self.file.path.as_ref().zip(saved) {
            Some((own, base)) => {
                let name = file_name(own);
                let words =
                    format!("Both are held against {name} as it was last opened or saved here.");
                (merge(base, mine, &theirs), words)
            }
            None => (
                merge_unrelated(mine, &theirs),
                "This map was never saved, so the version both come from is not known: what only \
                 one of them has is kept."
                    .to_owned(),
            ),
        };
        let names = Names {
            title: format!("Merge with {}", file_name(path)),
            base,
            theirs: file_name(path),
        };
        self.open_merge(MergeForm::new(merged, names));
    }

    /// Shows what comes of the open map and what another program wrote to its
    /// file. Taking it settles the matter: the next save writes both.
    pub(super) fn merge_in(&mut self, path: &Path, theirs: &Theirs) {
        self.editor.settle();
        let mine = self.editor.map();
        let (merged, base) = match self.editor.document.saved() {
            Some(base) => (
                merge(base, mine, &theirs.map),
                "Both are held against the file as it was last opened or saved here.".to_owned(),
            ),
            None => (
                merge_unrelated(mine, &theirs.map),
                "What both come from is not known: what only one of them has is kept.".to_owned(),
            ),
        };
        let names = Names {
            title: format!("Merge with the changes to {}", file_name(path)),
            base,
            theirs: file_name(path),
        };
        self.open_merge(MergeForm::new(merged, names));
        self.watching.merging = Some(theirs.clone());
    }

    /// The same for a file that is found changed when it is to be saved.
    pub(super) fn merge_own(&mut self) {
        let Some(path) = self.file.path.clone() else {
            return;
        };
        match crate::file::load_sound(self.disk.as_ref(), &path) {
            Ok(opened) => {
                let theirs = Theirs {
                    stamp: opened.stamp,
                    map: Arc::new(opened.map),
                };
                self.merge_in(&path, &theirs);
            }
            Err(error) => {
                let title = format!("{} was not read", file_name(&path));
                self.tell(&title, &error.to_string());
            }
        }
    }

    /// Opens the dialog of a merge.
    pub(super) fn open_merge(&mut self, form: MergeForm) {
        self.watching.merging = None;
        self.editor.cover(&form.letters());
        self.open_modal(Modal::Merge(Box::new(form)));
    }

    /// Puts a merged map in the place of the open one, as one undo step.
    pub(super) fn take_merged(&mut self, map: Map) {
        let changed = self.editor.replace("merge with the other version", map);
        if let Some(theirs) = self.watching.merging.take() {
            self.watching.notice = None;
            self.accept(theirs.map, theirs.stamp);
        }
        let text = if changed {
            "The other version was merged in"
        } else {
            "The other version has nothing that is not here already"
        };
        self.toast = Some(Toast::new(text.to_owned(), None));
    }

    /// Another version of the map; says why when it cannot be read. One that
    /// would have to be repaired is not taken: what it has lost would count as
    /// removed.
    fn other_version(&mut self, path: &Path) -> Option<Map> {
        self.editor.settle();
        let error = match crate::file::load_sound(self.disk.as_ref(), path) {
            Ok(opened) => return Some(opened.map),
            Err(error) => error.to_string(),
        };
        self.tell(&format!("{} was not read", file_name(path)), &error);
        None
    }
}
