//! Saving on a thread of its own, so that a slow disk never stops the window:
//! one save after the other, each of the map as it was when it was asked for.
//! What is changed meanwhile stays changed, and the window closes only when the
//! last save has ended. How a map is written is [`crate::file`]'s.

use std::{
    collections::VecDeque,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::{Arc, mpsc},
    thread,
    time::{Duration, Instant},
};

use egui::Context;

use super::{
    app::{App, OpenFile},
    asking::file_name,
    dialog::{Confirm, Decision, Modal, Next, Purpose},
};
use crate::{
    file::{self, Consent, FileError, Saved, Stamp, Versions},
    model::Map,
};

/// A save that ends within this time needs no further frame: most do, and then
/// the window never says anything else than "saved".
const AT_ONCE: Duration = Duration::from_millis(25);
/// After this time the window can be left although the save goes on.
const HANGS: Duration = Duration::from_secs(5);
/// How long one waits that does not hurry.
const PATIENT: Duration = Duration::from_mins(1);

/// A map that is to be saved.
#[derive(Clone, Debug)]
pub(super) struct SaveOrder {
    /// Where to.
    pub path: PathBuf,
    /// The map as it was when that was asked for.
    pub map: Arc<Map>,
    /// What the person has said yes to.
    pub consent: Consent,
    /// What happens when it is saved.
    pub next: Option<Next>,
    /// Nobody asked for it: it asks nothing either.
    pub quiet: bool,
    /// Of which document; it may have been left when the save ends.
    pub document: u64,
}

/// The saves of the window.
#[derive(Default)]
pub(super) struct Saves {
    running: Option<Running>,
    waiting: VecDeque<SaveOrder>,
    /// What waits until all is saved.
    pub then: Option<Next>,
    is_patient: bool,
}

struct Running {
    order: SaveOrder,
    began: Instant,
    result: mpsc::Receiver<Result<Saved, FileError>>,
}

impl Saves {
    /// Whether anything is being saved, or waits for that.
    pub(super) fn is_busy(&self) -> bool {
        self.running.is_some() || !self.waiting.is_empty()
    }

    /// Whether a save takes so long that nobody need wait for it to leave.
    pub(super) fn hangs(&self) -> bool {
        let running = self.running.as_ref();
        running.is_some_and(|running| running.began.elapsed() > HANGS)
    }

    fn ended(&mut self, patience: Duration) -> Option<(SaveOrder, Result<Saved, FileError>)> {
        let running = self.running.as_ref()?;
        let result = match running.result.recv_timeout(patience) {
            Ok(result) => result,
            Err(mpsc::RecvTimeoutError::Timeout) => return None,
            Err(mpsc::RecvTimeoutError::Disconnected) => Err(FileError::Unsaveable {
                path: running.order.path.clone(),
                reason: "the program failed in writing it; the file is as it was. \
                         Undo the last step and try again"
                    .into(),
            }),
        };
        Some((self.running.take()?.order, result))
    }
}

impl App {
    /// Whether the map is being saved.
    #[must_use]
    pub fn is_saving(&self) -> bool {
        self.saves.is_busy()
    }

    /// Saves the map where it is, or asks where to.
    pub(super) fn save(&mut self, ctx: &Context, next: Option<Next>) {
        // The damaged original goes only where it can be kept.
        let is_kept = !self.file.repaired || self.past.versions.is_on();
        let may = is_kept && !self.is_guest();
        match self.file.path.clone().filter(|_| may) {
            Some(path) => self.save_to(ctx, &path, Consent::default(), next),
            None => self.save_as(ctx, next),
        }
    }

    /// Asks where to save the map.
    pub(super) fn save_as(&mut self, ctx: &Context, next: Option<Next>) {
        self.ask(ctx, Purpose::Save(next));
    }

    pub(super) fn save_to(
        &mut self,
        ctx: &Context,
        path: &Path,
        consent: Consent,
        next: Option<Next>,
    ) {
        if !self.may_save_to(path) {
            return;
        }
        let map = Arc::clone(self.editor.document.base());
        let order = SaveOrder {
            path: path.to_owned(),
            map,
            consent,
            next,
            quiet: false,
            document: self.document,
        };
        self.order_save(ctx, order);
    }

    /// A save has ended.
    pub(super) fn saved(
        &mut self,
        ctx: &Context,
        order: SaveOrder,
        result: Result<Saved, FileError>,
    ) {
        let is_open = order.document == self.document;
        match result {
            Ok(saved) if is_open => {
                self.say_not_kept(saved.not_kept.as_ref());
                self.file = OpenFile {
                    path: Some(order.path.clone()),
                    stamp: Some(saved.stamp),
                    ..OpenFile::default()
                };
                self.file_written();
                self.editor.document.mark_saved(order.map);
                self.facts.forget();
                self.look_again();
                self.autosave.forget();
                if order.quiet {
                    return;
                }
                self.remember(&order.path);
                self.keep_exports();
                if let Some(next) = order.next {
                    self.leave_for(ctx, next);
                }
            }
            Ok(_) => {}
            Err(error) if !is_open => {
                // Its questions would be about another map.
                let title = format!("{} was not saved", file_name(&order.path));
                self.tell(&title, &error.to_string());
            }
            Err(error) if order.quiet => self.not_saved_quietly(&order.path, &error),
            Err(error) => self.save_failed(&order.path, order.consent, order.next, &error),
        }
    }

    fn save_failed(
        &mut self,
        path: &Path,
        consent: Consent,
        next: Option<Next>,
        error: &FileError,
    ) {
        let consent = match error {
            FileError::Changed { .. } | FileError::Exists { .. } => Consent {
                replace: true,
                ..consent
            },
            FileError::ReadOnly { .. } => Consent {
                read_only: true,
                ..consent
            },
            FileError::HardLinks { .. } | FileError::OnlyInPlace { .. } => Consent {
                in_place: true,
                ..consent
            },
            FileError::Unconfirmed { stamp, .. } => {
                if self.file.path.as_deref() == Some(path) {
                    self.file.stamp = Some(*stamp);
                    self.editor.document.mark_unsaved();
                    self.facts.forget();
                    self.look_again();
                }
                return self.tell("The save is not certain", &error.to_string());
            }
            FileError::Unreadable { .. }
            | FileError::Newer { .. }
            | FileError::Unsound { .. }
            | FileError::Missing { .. }
            | FileError::NotAFile { .. }
            | FileError::LinkLoop { .. }
            | FileError::Disk { .. }
            | FileError::Unsaveable { .. }
            | FileError::FolderReadOnly { .. }
            | FileError::NotReplaced { .. }
            | FileError::NoCopy { .. }
            | FileError::Torn { .. } => {
                let title = format!("{} was not saved", file_name(path));
                return self.tell(&title, &error.to_string());
            }
        };
        let is_own = self.file.path.as_deref() == Some(path);
        self.open_modal(Modal::Confirm(Confirm {
            merge: matches!(error, FileError::Changed { .. }) && is_own,
            in_place: matches!(
                error,
                FileError::HardLinks { .. } | FileError::OnlyInPlace { .. }
            ),
            text: error.to_string(),
            replace: Box::new(Decision::Replace(path.to_owned(), consent, next.clone())),
            other: Box::new(Decision::SaveAs(next)),
        }));
    }

    /// Saves a map, after what is being saved already.
    pub(super) fn order_save(&mut self, ctx: &Context, order: SaveOrder) {
        if let Some(last) = self.saves.waiting.back_mut()
            && last.path == order.path
            && last.document == order.document
            && last.next.is_none()
        {
            // Nobody needs the state before it.
            *last = order;
        } else {
            self.saves.waiting.push_back(order);
        }
        self.begin_save(ctx);
        let patience = if self.saves.is_patient {
            PATIENT
        } else {
            AT_ONCE
        };
        self.watch_saves(ctx, patience);
    }

    /// Whether a save that takes long goes on in the background, as it does for
    /// people. Tests wait instead, unless slow saves are what they are about.
    pub fn hurries(&mut self, hurries: bool) {
        self.saves.is_patient = !hurries;
    }

    fn begin_save(&mut self, ctx: &Context) {
        if self.saves.running.is_some() {
            return;
        }
        let Some(order) = self.saves.waiting.pop_front() else {
            return;
        };
        // What the last save wrote is what the next one may replace.
        let known = self.file.stamp.filter(|_| {
            self.file.path.as_ref() == Some(&order.path) && self.document == order.document
        });
        let (sender, result) = mpsc::channel();
        let (versions, wake) = (Arc::clone(&self.past.versions), ctx.clone());
        let its = order.clone();
        thread::spawn(move || {
            let result = catch_unwind(AssertUnwindSafe(|| save(&versions, &its, known)));
            // Without an answer the window says that this failed.
            if let Ok(result) = result {
                let _ = sender.send(result);
            }
            drop(sender);
            wake.request_repaint();
        });
        let began = Instant::now();
        self.saves.running = Some(Running {
            order,
            began,
            result,
        });
    }

    /// Takes the result of a save that has ended, and begins the next.
    pub(super) fn watch_saves(&mut self, ctx: &Context, patience: Duration) {
        while let Some((order, result)) = self.saves.ended(patience) {
            let failed = result.is_err();
            self.saved(ctx, order, result);
            if failed {
                // Whoever left is asked again; what waits is of no use.
                self.saves.then = None;
            }
            self.begin_save(ctx);
        }
        if !self.saves.is_busy()
            && let Some(next) = self.saves.then.take()
        {
            self.leave_for(ctx, next);
        }
    }
}

fn save(versions: &Versions, order: &SaveOrder, known: Option<Stamp>) -> Result<Saved, FileError> {
    file::save_keeping(versions, &order.path, &order.map, known, order.consent)
}
