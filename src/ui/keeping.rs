//! Unsaved work, kept: the window tells the recorder of every change of the
//! map, and offers at the start what an earlier one left. Knows when there is
//! something to keep; how it is kept is [`recovery`]'s.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, mpsc},
    thread,
    time::Duration,
};

use egui::Context;

use super::{
    app::{App, OpenFile},
    dialog::{Modal, RecoverForm},
    files::absolute,
};
use crate::{
    file::{
        self,
        recovery::{self, End, Entry, Flusher, Offer, Recorder},
    },
    model::Map,
};

/// The name of the folder with what can be recovered.
const FOLDER: &str = "recovery";
/// Why there is no recovery.
const NO_FOLDER: &str = "This system gives programs no folder for their state (HOME or \
                         XDG_STATE_HOME), so nothing is kept. Save your work often.";
/// How long taking over what was recovered may wait for the disk.
const PATIENCE: Duration = Duration::from_secs(2);

/// What the window keeps of unsaved work, and where.
#[derive(Default)]
pub(super) struct Keeping {
    state: Option<PathBuf>,
    folder: Option<PathBuf>,
    recorder: Option<Recorder>,
    /// What was looked at last: the map, and the file it belongs to.
    seen: Option<(Arc<Map>, OpenFile)>,
    /// Something of the open map was given to the recorder.
    has_journal: bool,
    /// Whether work is to be kept at all: that of a window is.
    is_wanted: bool,
    /// What earlier windows left, while it is being looked for, and whether the
    /// person asked for it.
    found: Option<(mpsc::Receiver<Vec<Offer>>, bool)>,
}

impl Keeping {
    /// Where notes of faults are, as a sentence.
    pub(super) fn notes(&self) -> Option<String> {
        let folder = self.state.as_deref()?;
        Some(format!(
            "A note of what happened, without anything of your map, is in {}.",
            folder.display()
        ))
    }
}

impl App {
    /// Keeps unsaved work in the folder in which programs keep their state, and
    /// looks there for what an earlier window left. Without one, the window
    /// says that nothing can be recovered.
    pub fn recover_in(&mut self, state: Option<&Path>, ctx: &Context) {
        self.keeping.state = state.map(Path::to_owned);
        let folder = state.map(|state| state.join(FOLDER));
        if let Some(folder) = folder.clone() {
            let (disk, wake) = (Arc::clone(&self.disk), ctx.clone());
            let recorder = Recorder::start(disk, folder, move || wake.request_repaint());
            self.keeping.recorder = Some(recorder);
        }
        self.keeping.folder = folder;
        self.keeping.is_wanted = true;
        self.look_for_work(ctx, false);
    }

    /// The folder in which the window keeps its state, if there is one.
    pub(super) fn state_folder(&self) -> Option<PathBuf> {
        self.keeping.state.clone()
    }

    /// What brings unsaved work to the disk when the process must end.
    #[must_use]
    pub fn flusher(&self) -> Option<Flusher> {
        self.keeping.recorder.as_ref().map(Recorder::flusher)
    }

    /// Why unsaved work is not kept; `None` when it is.
    pub(super) fn recovery_trouble(&self) -> Option<String> {
        match &self.keeping.recorder {
            Some(recorder) => recorder.trouble(),
            None => self.keeping.is_wanted.then(|| NO_FOLDER.to_owned()),
        }
    }

    /// Looks for unsaved work of windows that are gone, on a thread of its own.
    pub(super) fn look_for_work(&mut self, ctx: &Context, asked: bool) {
        let Some(folder) = self.keeping.folder.clone() else {
            return;
        };
        let (sender, found) = mpsc::channel();
        let (disk, wake) = (Arc::clone(&self.disk), ctx.clone());
        thread::spawn(move || {
            if !asked {
                recovery::tidy(disk.as_ref(), &folder);
            }
            let _ = sender.send(recovery::offers(disk.as_ref(), &folder));
            wake.request_repaint();
        });
        self.keeping.found = Some((found, asked));
    }

    /// Shows what can be recovered, or why nothing can.
    pub(super) fn ask_for_work(&mut self, ctx: &Context) {
        if self.keeping.folder.is_none() {
            return self.tell("Nothing can be recovered", NO_FOLDER);
        }
        self.look_for_work(ctx, true);
    }

    /// Whether unsaved work of earlier windows is being looked for.
    #[must_use]
    pub fn is_looking_for_work(&self) -> bool {
        self.keeping.found.is_some()
    }

    /// Takes what was found, and tells the recorder what is new. Called once a
    /// frame.
    pub(super) fn keep_work(&mut self, ctx: &Context) {
        self.offer_work(ctx);
        if self.leaving {
            return;
        }
        let Some(recorder) = &self.keeping.recorder else {
            return;
        };
        let map = self.editor.map();
        let is_seen = self.keeping.seen.as_ref();
        let is_seen =
            is_seen.is_some_and(|(seen, file)| Arc::ptr_eq(seen, map) && file.is(&self.file));
        if is_seen {
            return;
        }
        // What a gesture does is not compared while it runs: that costs more than
        // writing it.
        let document = &self.editor.document;
        if document.in_gesture() || document.is_modified() {
            recorder.keep(self.entry());
            self.keeping.has_journal = true;
        } else if self.keeping.has_journal {
            recorder.end(End::Saved);
            self.keeping.has_journal = false;
        }
        self.keeping.seen = Some((Arc::clone(map), self.file.clone()));
    }

    /// The open map as it is now, and where it belongs.
    fn entry(&self) -> Entry {
        Entry {
            map: Arc::clone(self.editor.map()),
            path: self.file.path.as_deref().map(absolute),
            stamp: self.file.stamp,
        }
    }

    /// What counts as saved has changed.
    pub(super) fn look_again(&mut self) {
        self.keeping.seen = None;
    }

    /// The open map is left. What of it was not saved can still be had.
    pub(super) fn leave_work(&mut self) {
        if let Some(recorder) = &self.keeping.recorder
            && self.keeping.has_journal
        {
            recorder.end(End::Left);
        }
        self.keeping.has_journal = false;
        self.keeping.seen = None;
    }

    /// Opens the list of what was found, once nothing else is asked.
    fn offer_work(&mut self, ctx: &Context) {
        if self.modal.is_some() || self.editor.is_presenting() {
            return;
        }
        let Some((found, asked)) = &self.keeping.found else {
            return;
        };
        let (Ok(offers), asked) = (found.try_recv(), *asked) else {
            return;
        };
        self.keeping.found = None;
        if asked || offers.iter().any(|offer| !offer.set_aside) {
            for offer in &offers {
                self.editor.cover(offer.title());
            }
            let form = RecoverForm::new(offers, asked, ctx);
            self.open_modal(Modal::Recover(Box::new(form)));
        }
    }

    /// Takes an offer off the list; it can still be had for a month.
    pub(super) fn decline(&mut self, offer: &Offer) {
        if let Some(folder) = &self.keeping.folder {
            recovery::put_aside(self.disk.as_ref(), folder, offer);
        }
    }

    /// Opens what was not saved, as changed since its file was last saved.
    pub(super) fn recover(&mut self, offer: &Offer) {
        let Ok(map) = &offer.map else {
            return;
        };
        self.replace(Map::clone(map));
        self.file = OpenFile {
            path: offer.path(),
            stamp: offer.about.stamp,
            ..OpenFile::default()
        };
        self.editor.document.mark_unsaved();
        // What its file holds is still what the work began from.
        if let Some(path) = offer.path()
            && let Ok(opened) = file::load_sound(self.disk.as_ref(), &path)
            && Some(opened.stamp) == offer.about.stamp
        {
            self.editor.document.mark_saved(Arc::new(opened.map));
        }
        self.facts.forget();
        self.recall_exports();
        // Kept by this window first, and only then by the old journal no more.
        if let Some(recorder) = &self.keeping.recorder {
            recorder.keep(self.entry());
            self.keeping.has_journal = true;
            if recorder.flush(PATIENCE) {
                self.decline(offer);
            }
        }
    }
}
