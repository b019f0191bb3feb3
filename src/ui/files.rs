//! Opening files and leaving maps, as far as the window takes part: guarding
//! changes, and saying what went wrong, once. Saving is in `saving`.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use egui::{Context, ViewportCommand};

use super::{
    app::{App, OpenFile},
    asking::{file_name, stem, with_ending},
    dialog::{Decision, Message, Modal, Next, PathForm, Purpose},
    facts::number,
    modal::OpenModal,
    samples,
    settings::Settings,
};
use crate::{
    editor::Editor,
    file::{self, Opened, import::Kind},
    model::{Map, Problem, Template},
};

/// How many things a message lists before it counts the rest.
const NOTES: usize = 200;

impl App {
    /// The name of the document: of its file, or of the map.
    pub(super) fn name(&self) -> String {
        if let Some(path) = &self.file.path {
            return stem(path);
        }
        let title = self.editor.map().title.trim();
        if title.is_empty() {
            "Untitled journey".into()
        } else {
            title.into()
        }
    }

    /// "saved", "edited", or that there is no file yet.
    pub(super) fn state_word(&self) -> &'static str {
        if self.saves.is_busy() {
            "saving…"
        } else if self.file.path.is_none() && self.file.suggested.is_some() {
            "imported, not saved"
        } else if self.facts.modified {
            "edited"
        } else if self.file.path.is_some() {
            "saved"
        } else {
            "not in a file yet"
        }
    }

    /// Opens a file as soon as the window is there. That of another program is
    /// shown as it is understood first, where there is anything to choose.
    pub fn open(&mut self, path: &Path) {
        if Kind::of(path).is_some() {
            return self.open_foreign(path);
        }
        match self.read(path) {
            Ok(opened) => {
                let message = opened_message(path, &opened);
                self.replace(opened.map);
                self.file = OpenFile {
                    path: Some(path.to_owned()),
                    stamp: Some(opened.stamp),
                    repaired: !opened.repairs.is_empty(),
                    suggested: None,
                };
                self.recall_exports();
                if !opened.repairs.is_empty() {
                    // What is shown is not what is in the file.
                    self.editor.document.mark_unsaved();
                    self.facts.forget();
                }
                if let Some(message) = message {
                    self.open_modal(Modal::Message(message));
                } else {
                    self.remind_of_review();
                }
                self.remember(path);
            }
            Err(error) => self.not_opened(path, &error),
        }
    }

    /// Says why a file was not opened; one that is gone is no recent one.
    pub(super) fn not_opened(&mut self, path: &Path, error: &str) {
        self.tell(&format!("{} was not opened", file_name(path)), error);
        if self.disk.status(path).is_err() {
            let gone = absolute(path);
            self.set(|settings| settings.forget(&gone));
        }
    }

    /// Puts a file first among the recent ones.
    pub(super) fn remember(&mut self, path: &Path) {
        let path = absolute(path);
        self.set(|settings| settings.remember(&path));
        self.cover_names();
    }

    /// Finds fonts for the names of files, which are shown in menus and bars.
    pub(super) fn cover_names(&mut self) {
        for path in &self.settings.recent {
            self.editor.cover(&path.to_string_lossy());
        }
    }

    /// Takes settings that were chosen.
    pub(super) fn change_settings(&mut self, chosen: &Settings) {
        if chosen.snapping != self.settings.snapping {
            self.editor.snapping = chosen.snapping;
        }
        // What was opened meanwhile, here or elsewhere, stays.
        self.set(|settings| {
            *settings = Settings {
                recent: std::mem::take(&mut settings.recent),
                window: settings.window,
                ..chosen.clone()
            };
        });
    }

    /// Reads a map, repaired where it has to be.
    fn read(&self, path: &Path) -> Result<Opened, String> {
        file::load(self.disk.as_ref(), path).map_err(|error| error.to_string())
    }

    /// Shows another map, without a file.
    pub(super) fn replace(&mut self, map: Map) {
        let snapping = self.editor.snapping;
        let clip = std::mem::take(&mut self.editor.clip);
        self.leave_work();
        // What is asked is about the map that was open.
        self.modal = None;
        self.document = self.document.wrapping_add(1);
        self.editor = Editor::new(map);
        self.cover_names();
        self.forget_findings();
        self.editor.snapping = snapping;
        self.editor.clip = clip;
        self.file = OpenFile::default();
        self.forget_exports();
        self.autosave.forget();
        self.taking.clear();
        self.canvas.pictures.forget();
        self.canvas.begin();
    }

    /// Leaves the open map for something else; asks first if it has changes.
    pub(super) fn leave_for(&mut self, ctx: &Context, next: Next) {
        self.editor.settle();
        let given_up = self.given_up.take();
        let is_given_up = given_up.is_some_and(|map| Arc::ptr_eq(&map, self.editor.map()));
        if self.saves.is_busy() && !self.saves.hangs() {
            self.saves.then = Some(next);
        } else if self.editor.document.is_modified() && !is_given_up {
            self.open_modal(Modal::Guard(next));
        } else {
            self.go_on(ctx, next);
        }
    }

    fn go_on(&mut self, ctx: &Context, next: Next) {
        match next {
            Next::Close => {
                self.leave_work();
                self.leaving = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
            Next::Ask => self.ask(ctx, Purpose::Open),
            Next::Import => self.ask(ctx, Purpose::Import),
            Next::AskPath => self.ask_for_path(Purpose::Open, None),
            Next::Open(path) => self.open(&path),
            Next::New(template) => self.begin(template),
            Next::Sample(index) => self.replace(samples::map(index)),
            Next::Recover(offer) => self.recover(&offer),
            Next::Copy(past) => self.open_copy(&past),
            Next::Imported(imported) => self.imported(*imported),
        }
    }

    fn begin(&mut self, template: Template) {
        self.replace(template.map());
    }

    /// Does what was decided in a dialog, which is closed.
    pub(super) fn decide(&mut self, ctx: &Context, decision: Decision) {
        match decision {
            Decision::Close | Decision::Copy(_) => {}
            Decision::Save(next) => self.save(ctx, Some(next)),
            Decision::Discard(next) => {
                self.given_up = Some(Arc::clone(self.editor.map()));
                self.go_on(ctx, next);
            }
            Decision::Replace(path, consent, next) => self.save_to(ctx, &path, consent, next),
            Decision::SaveAs(next) => self.save_as(ctx, next),
            Decision::Overwrite(path, Purpose::Export(order)) => {
                self.begin_export(ctx, &path, order.plan);
            }
            Decision::Overwrite(path, purpose) => self.go_to(ctx, &path, purpose, true),
            Decision::Ask(purpose) => self.ask(ctx, purpose),
            Decision::Leave(next) => self.leave_for(ctx, next),
            Decision::Typed(form) => {
                let path = with_ending(&form.path(), &form.purpose);
                self.go_to(ctx, &path, form.purpose.clone(), false);
                if self.job.is_some() || !self.taking.is_empty() {
                    self.typed = Some(form);
                } else {
                    self.ask_again(form);
                }
            }
            Decision::Export(order) => self.export_chosen(ctx, order),
            Decision::Import(imported) => self.imported(*imported),
            Decision::Bring(brought) => self.brought(ctx, *brought),
            Decision::Rule(ruled) => self.ruled(*ruled),
            Decision::MergeOwn => self.merge_own(),
            Decision::Merged(map) => self.take_merged(*map),
            Decision::Select(element) => self.editor.go_to(element),
            Decision::Lay(name, map) => self.lay_over(name, map),
            Decision::Compare(past) => {
                let name = format!("the version of {}", past.when);
                self.open_comparison(name, Arc::clone(&past.map));
            }
            Decision::SetAside(offer) => self.decline(&offer),
            Decision::Restore(past) => self.restore(&past),
            Decision::StopExport => {
                if let Some(job) = &self.job {
                    job.stop();
                    self.open_modal(Modal::Exporting(job.share()));
                }
            }
            Decision::Run(command) => self.command(ctx, command),
            Decision::Found(found) => self.go_to_found(ctx, found),
            Decision::Set(settings) => self.change_settings(&settings),
            Decision::ForgetRecent => self.set(|settings| settings.recent.clear()),
            Decision::View(act) => self.act_on_view(act),
            Decision::Fill(filling) => self.fill(&filling),
        }
    }

    /// Opens the form of a path again when what it asked for failed: the path
    /// may want only another letter.
    pub(super) fn ask_again(&mut self, form: PathForm) {
        let failed = match self.modal.take() {
            Some(OpenModal {
                modal: Modal::Message(message),
                ..
            }) if message.failed => message,
            other => {
                self.modal = other;
                return;
            }
        };
        let mut error = failed.text;
        for line in failed.details {
            error = error + "\n" + &line;
        }
        self.open_modal(Modal::Path(PathForm {
            error: Some(error),
            ..form
        }));
    }

    /// Says once that something was not possible.
    pub(super) fn tell(&mut self, title: &str, text: &str) {
        let mut lines = text.lines();
        let first = lines.next().unwrap_or_default().to_owned();
        self.open_modal(Modal::Message(Message {
            title: title.into(),
            text: first,
            details: lines.map(str::to_owned).collect(),
            failed: true,
        }));
    }
}

/// What there is to know about a file that was opened: its repairs, then its
/// flaws; `None` for nothing.
fn opened_message(path: &Path, opened: &Opened) -> Option<Message> {
    let repairs = opened
        .repairs
        .iter()
        .map(|repair| capital(repair.to_string()));
    let flaws = opened.flaws.iter().map(Problem::to_string);
    let read_only = opened
        .read_only
        .then(|| "The file is read-only; saving will ask for another name.".to_owned());
    let mut details: Vec<String> = repairs.chain(flaws).chain(read_only).collect();
    let (count, name) = (details.len(), file_name(path));
    let more = count.saturating_sub(NOTES);
    if more > 0 {
        details.truncate(NOTES);
        details.push(format!("… and {}.", number(more, "more thing")));
    }
    let (title, text) = match (count, opened.repairs.len()) {
        (0, _) => return None,
        (_, 0) => (
            format!("{name} was opened"),
            number(count, "thing") + " to know about it:",
        ),
        (_, repairs) => (
            format!("{name} was repaired"),
            format!(
                "{} to open it. The file itself is as it was until you save:",
                number(repairs, "repair")
            ),
        ),
    };
    Some(Message {
        title,
        text,
        details,
        failed: false,
    })
}

/// A sentence with a capital at its beginning.
fn capital(mut sentence: String) -> String {
    if let Some(first) = sentence.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    sentence
}

/// The whole path, so that it means the same from any folder.
pub(super) fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}
