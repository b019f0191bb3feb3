//! What other programs do with the file of the open map: its folder is watched,
//! and looked into again when the window comes to the front. The content
//! decides, never a time. What is found is told in a [`Notice`]; nothing is
//! taken and nothing is overwritten without an answer.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, mpsc},
    thread,
    time::Duration,
};

use egui::{Context, ViewportCommand};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::{
    app::{App, OpenFile},
    files::absolute,
    notice::{Answer, Notice, Theirs},
    toast::Toast,
};
use crate::{
    file::{
        self, Consent, Disk, FileError, Stamp,
        presence::{Owner, Presence},
    },
    model::Map,
};

/// From an event in the folder to a look at the file: programs save in several
/// steps.
const CALM: Duration = Duration::from_millis(150);
/// From a look that found nothing that can be read to the next: it may be half
/// written.
const AGAIN: Duration = Duration::from_secs(1);

/// What the window knows of the file of its map.
#[derive(Default)]
pub(super) struct Watching {
    /// Whether folders are watched at all; else only the front matters.
    is_on: bool,
    watcher: Option<RecommendedWatcher>,
    events: Option<mpsc::Receiver<()>>,
    /// The file that is watched.
    path: Option<PathBuf>,
    /// When to look at it, in seconds of the window.
    pub due: Option<f64>,
    /// A look at the file, and what was known of it when it began.
    look: Option<(mpsc::Receiver<Seen>, Option<Stamp>)>,
    /// How often in a row it could not be read.
    unread: u32,
    had_focus: bool,
    pub presence: Option<Presence>,
    /// The lock of the file that is being saved to for the first time.
    pub next: Option<Presence>,
    /// Who has the file, when another window does.
    pub guest: Option<Owner>,
    /// What is told of it at the moment.
    pub notice: Option<Notice>,
    /// The last content that was answered for.
    answered: Option<Stamp>,
    /// What is shown in the dialog of a merge.
    pub merging: Option<Theirs>,
}

/// What a look at a file found.
enum Seen {
    /// What the window knows.
    Same,
    /// Something else.
    Other(Theirs),
    /// Nothing of that name.
    Gone,
    /// It is there, and cannot be read as a map.
    Unread(Stamp, String),
}

impl App {
    /// Watches the folders of files that are open, as a window does.
    pub fn watch_files(&mut self) {
        self.watching.is_on = true;
    }

    /// Whether the file of the map is being looked at, or soon will be.
    #[must_use]
    pub fn is_looking_at_file(&self) -> bool {
        self.watching.look.is_some() || self.watching.due.is_some()
    }

    /// Looks at the file of the map as soon as may be.
    pub fn look_at_file(&mut self) {
        self.watching.due = Some(0.0);
    }

    /// Follows the file of the open map. Called once a frame.
    pub(super) fn follow_file(&mut self, ctx: &Context) {
        if self.watching.path != self.file.path {
            self.follow_another(ctx);
        }
        let (now, focus) = ctx.input(|input| (input.time, input.focused));
        if focus && !self.watching.had_focus && self.watching.path.is_some() {
            self.watching.due = Some(now);
        }
        self.watching.had_focus = focus;
        if let Some(events) = &self.watching.events
            && events.try_iter().count() > 0
        {
            self.watching.due = Some(now + CALM.as_secs_f64());
        }
        self.take_look(ctx, now);
        let Some(due) = self.watching.due else {
            return;
        };
        let is_free = self.watching.look.is_none() && !self.saves.is_busy();
        if due <= now && is_free {
            self.watching.due = None;
            self.look(ctx);
        } else {
            let left = Duration::try_from_secs_f64(due - now).unwrap_or_default();
            ctx.request_repaint_after(left.max(Duration::from_millis(10)));
        }
    }

    /// Another file is open, or none.
    fn follow_another(&mut self, ctx: &Context) {
        let is_on = self.watching.is_on;
        let had_focus = self.watching.had_focus;
        let path = self.file.path.clone();
        let next = self.watching.next.take();
        self.watching = Watching {
            is_on,
            had_focus,
            path: path.clone(),
            next,
            ..Watching::default()
        };
        let Some(path) = path else {
            return;
        };
        self.claim(&path);
        if !is_on {
            return;
        }
        match watch(&absolute(&path), ctx) {
            Ok((watcher, events)) => {
                self.watching.watcher = Some(watcher);
                self.watching.events = Some(events);
            }
            // The front of the window and each save still look.
            Err(error) => log::warn!("{} is not watched: {error}", path.display()),
        }
    }

    /// The file was just written from here: what was told of it is settled.
    pub(super) fn file_written(&mut self) {
        self.watching.notice = None;
        self.watching.look = None;
        self.watching.unread = 0;
    }

    fn look(&mut self, ctx: &Context) {
        if self.watching.presence.is_none()
            && let Some(path) = self.watching.path.clone()
        {
            self.claim(&path);
        }
        let (Some(path), known) = (self.watching.path.clone(), self.file.stamp) else {
            return;
        };
        let (sender, look) = mpsc::channel();
        let (disk, wake) = (Arc::clone(&self.disk), ctx.clone());
        thread::spawn(move || {
            let _ = sender.send(seen(disk.as_ref(), &path, known));
            wake.request_repaint();
        });
        self.watching.look = Some((look, known));
    }

    fn take_look(&mut self, ctx: &Context, now: f64) {
        let Some((look, known)) = &self.watching.look else {
            return;
        };
        let known = *known;
        let seen = match look.try_recv() {
            Ok(seen) => seen,
            Err(mpsc::TryRecvError::Empty) => return,
            Err(mpsc::TryRecvError::Disconnected) => Seen::Same,
        };
        self.watching.look = None;
        if self.saves.is_busy() || known != self.file.stamp {
            // It may be our own content that was seen.
            self.watching.due = Some(now);
            return;
        }
        let is_transient = matches!(seen, Seen::Gone | Seen::Unread(..));
        if is_transient && self.watching.unread == 0 {
            self.watching.unread = 1;
            self.watching.due = Some(now + AGAIN.as_secs_f64());
            return;
        }
        self.watching.unread = 0;
        self.tell_of(ctx, seen);
    }

    fn tell_of(&mut self, ctx: &Context, seen: Seen) {
        let is_known =
            |stamp: Stamp| self.file.stamp == Some(stamp) || self.watching.answered == Some(stamp);
        let notice = match seen {
            Seen::Same => {
                if matches!(
                    self.watching.notice,
                    Some(Notice::Changed(_) | Notice::Gone | Notice::Unread(..))
                ) {
                    self.watching.notice = None;
                }
                return;
            }
            Seen::Other(theirs) if is_known(theirs.stamp) => return,
            Seen::Other(theirs) => {
                if *theirs.map == **self.editor.document.base() {
                    // Written another way, and the same map.
                    self.file.stamp = Some(theirs.stamp);
                    self.editor.document.mark_saved(theirs.map);
                    self.facts.forget();
                    self.look_again();
                    self.watching.notice = None;
                    return;
                }
                Notice::Changed(theirs)
            }
            Seen::Unread(stamp, _) if is_known(stamp) => return,
            Seen::Unread(stamp, reason) => Notice::Unread(stamp, reason),
            Seen::Gone => {
                if self.watching.notice == Some(Notice::Gone) {
                    return;
                }
                // Nothing on the disk has it: closing asks.
                self.editor.document.mark_unsaved();
                self.facts.forget();
                self.look_again();
                Notice::Gone
            }
        };
        self.watching.notice = Some(notice);
        ctx.send_viewport_cmd(ViewportCommand::RequestUserAttention(
            egui::UserAttentionType::Informational,
        ));
        ctx.request_repaint();
    }

    /// Does what was answered to a notice.
    pub(super) fn answer_notice(&mut self, ctx: &Context, answer: Answer) {
        let Some(notice) = self.notice() else {
            return;
        };
        self.watching.notice = None;
        match (answer, notice) {
            (Answer::Take, Notice::Changed(theirs)) => self.take_theirs(theirs),
            (Answer::Merge, Notice::Changed(theirs)) => {
                let path = self.watching.path.clone().unwrap_or_default();
                self.merge_in(&path, &theirs);
                self.watching.notice = Some(Notice::Changed(theirs));
            }
            (Answer::Keep, Notice::Changed(theirs)) => self.keep_mine(theirs.stamp),
            (Answer::Keep, Notice::Unread(stamp, _)) => self.keep_mine(stamp),
            (Answer::Keep, Notice::Gone | Notice::Guest(_)) => {}
            (Answer::Save, Notice::Gone) => {
                if let Some(path) = self.file.path.clone() {
                    self.save_to(ctx, &path, Consent::default(), None);
                }
            }
            (Answer::Copy, notice) => {
                self.stays(notice);
                self.save_as(ctx, None);
            }
            (Answer::Again, notice) => {
                self.stays(notice);
                self.look_at_file();
            }
            (Answer::Take | Answer::Merge | Answer::Save, notice) => self.stays(notice),
        }
    }

    /// A notice that is not settled yet; that of a guest stands by itself.
    fn stays(&mut self, notice: Notice) {
        if !matches!(notice, Notice::Guest(_)) {
            self.watching.notice = Some(notice);
        }
    }

    /// What the other program wrote takes the place of what is open. Undo goes
    /// back.
    fn take_theirs(&mut self, theirs: Theirs) {
        self.editor.replace(
            "take the version of the other program",
            Map::clone(&theirs.map),
        );
        self.accept(theirs.map, theirs.stamp);
        self.look_at_file();
        self.toast = Some(Toast::new(
            "The version of the other program was taken; undo goes back".into(),
            None,
        ));
    }

    /// The file holds this map now, as far as the window is concerned.
    pub(super) fn accept(&mut self, map: Arc<Map>, stamp: Stamp) {
        self.file.stamp = Some(stamp);
        self.editor.document.mark_saved(map);
        self.facts.forget();
        self.look_again();
    }

    /// The next save replaces what the other program wrote.
    fn keep_mine(&mut self, stamp: Stamp) {
        self.watching.answered = Some(stamp);
        self.file.stamp = Some(stamp);
        // No state of this map is in the file, that of an undo neither.
        self.editor.document.mark_unsaved();
        self.look_at_file();
        self.facts.forget();
        self.look_again();
    }
}

/// Watches the folder of a file for what happens to its name.
fn watch(path: &Path, ctx: &Context) -> notify::Result<(RecommendedWatcher, mpsc::Receiver<()>)> {
    let (sender, events) = mpsc::channel();
    let (wake, name) = (ctx.clone(), path.file_name().map(ToOwned::to_owned));
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        let matters = event.is_ok_and(|event| {
            let mut names = event.paths.iter().map(|path| path.file_name());
            !matches!(event.kind, EventKind::Access(_))
                && (event.paths.is_empty() || names.any(|found| found == name.as_deref()))
        });
        if matters && sender.send(()).is_ok() {
            wake.request_repaint();
        }
    })?;
    // A file that is replaced by a rename is another one: its folder stays.
    let folder = path.parent().unwrap_or(path);
    watcher.watch(folder, RecursiveMode::NonRecursive)?;
    Ok((watcher, events))
}

fn seen(disk: &dyn Disk, path: &Path, known: Option<Stamp>) -> Seen {
    let bytes = match file::load_bytes(disk, path, file::limits::FILE_BYTES) {
        Ok((bytes, _)) => bytes,
        Err(FileError::Missing { .. }) => return Seen::Gone,
        Err(error) => return Seen::Unread(Stamp::of(&[]), error.to_string()),
    };
    let stamp = Stamp::of(&bytes);
    if known == Some(stamp) {
        return Seen::Same;
    }
    match file::load_sound(disk, path) {
        Ok(opened) => Seen::Other(Theirs {
            stamp: opened.stamp,
            map: Arc::new(opened.map),
        }),
        Err(error) => Seen::Unread(stamp, error.to_string()),
    }
}

impl OpenFile {
    /// Whether it is this content of this file.
    pub(super) fn is(&self, other: &Self) -> bool {
        self.path == other.path && self.stamp == other.stamp
    }
}
