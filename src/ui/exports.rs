//! Exports, as far as the window takes part: asking how and where to, once
//! more to the same place, and saying how it ended.

use std::{path::Path, sync::Arc};

use egui::Context;

use super::{
    app::App,
    asking::file_name,
    copying::Copying,
    dialog::{ExportForm, ExportOrder, Message, Modal, Purpose},
    facts::number,
    job::{Done, Job, JobError, Order},
    modal::OpenModal,
    plan::{self, Plan},
    settings::ExportMemory,
    toast::{Offer, Toast},
};
use crate::export::{Content, ExportError, Format, Paper, Preset, Scope, Setup};

/// What the window knows of exports of the open map.
pub(super) struct Exports {
    /// What was last exported of other maps, by their files.
    pub memory: ExportMemory,
    /// What was last exported.
    pub last: Option<Plan>,
    /// What was last chosen in the dialog, exported or not.
    pub chosen: Option<Plan>,
    /// A picture for the clipboard.
    pub copying: Option<Copying>,
}

impl Exports {
    /// Nothing was exported yet, as far as it is known here.
    pub(super) fn new(memory: ExportMemory) -> Self {
        Self {
            memory,
            last: None,
            chosen: None,
            copying: None,
        }
    }

    /// The file that *Export again* writes, by its name.
    pub(super) fn again(&self) -> Option<String> {
        let path = self.last.as_ref()?.path.as_deref();
        path.map(file_name)
    }
}

impl App {
    /// Whether the preview of an export, of a file to be opened or of a version is
    /// being made.
    #[must_use]
    pub fn is_previewing(&self) -> bool {
        let modal = self.modal.as_ref().map(|open| &open.modal);
        match modal {
            Some(Modal::Export(form)) => form.is_busy(),
            Some(Modal::Import(form)) => form.is_busy(),
            Some(Modal::Rules(form)) => form.is_busy(),
            Some(Modal::Recover(form)) => form.is_busy(),
            Some(Modal::Versions(form)) => form.is_busy(),
            Some(Modal::Compare(form)) => form.is_busy(),
            Some(_) | None => false,
        }
    }

    /// Whether a picture for the clipboard is being drawn.
    #[must_use]
    pub fn is_copying(&self) -> bool {
        self.exports.copying.is_some()
    }

    /// Whether something is being exported.
    #[must_use]
    pub fn is_exporting(&self) -> bool {
        self.job.is_some()
    }

    /// Opens the dialog with what was last chosen for this map.
    pub(super) fn open_export(&mut self) {
        let last = self.exports.chosen.as_ref().or(self.exports.last.as_ref());
        let plan = last.cloned().unwrap_or_default();
        self.open_plan(plan);
    }

    /// Opens the same dialog for a document on paper, with these contents.
    pub(super) fn open_document(&mut self, content: Content) {
        let plan = Plan {
            format: Format::Pdf,
            setup: Setup {
                content,
                paper: Preset::of("a4").map_or(Paper::Slide(1920, 1080), |it| it.paper),
                ..Setup::default()
            },
            path: None,
        };
        self.open_plan(plan);
    }

    fn open_plan(&mut self, plan: Plan) {
        let mut plan = plan.suited(self.editor.document.base());
        plan.setup.today.clone_from(&self.today);
        self.open_modal(Modal::Export(Box::new(ExportForm::new(plan))));
    }

    /// Exports once more what was last exported, to where that went; asks how
    /// where there is nothing to repeat.
    pub(super) fn export_again(&mut self, ctx: &Context) {
        let Some(last) = self.exports.last.clone() else {
            return self.open_export();
        };
        let had_all = last.setup.scope == Scope::default();
        let mut plan = last.suited(self.editor.document.base());
        plan.setup.today.clone_from(&self.today);
        // A choice of which nothing is left is not replaced by everything.
        let is_same = had_all || plan.setup.scope != Scope::default();
        match plan.path.clone().filter(|_| is_same) {
            Some(path) => self.begin_export(ctx, &path, plan),
            None => self.open_export(),
        }
    }

    /// Asks where to, and exports.
    pub(super) fn export_chosen(&mut self, ctx: &Context, order: Box<ExportOrder>) {
        self.exports.chosen = Some(order.plan.clone());
        self.ask(ctx, Purpose::Export(order));
    }

    /// Keeps what is chosen in a dialog that closes.
    pub(super) fn keep_choices(&mut self, form: &ExportForm) {
        self.exports.chosen = Some(form.plan.clone());
    }

    /// Forgets the exports of a map that is left.
    pub(super) fn forget_exports(&mut self) {
        self.exports.last = None;
        self.exports.chosen = None;
    }

    /// Remembers the exports of the map that was opened from its file.
    pub(super) fn recall_exports(&mut self) {
        let path = self.file.path.as_deref().map(super::files::absolute);
        let last = path.and_then(|path| self.exports.memory.recall(&path));
        self.exports.last = last;
        self.exports.chosen = None;
    }

    /// Keeps what was exported with the file of the map, once it has one.
    pub(super) fn keep_exports(&self) {
        if let (Some(path), Some(last)) = (&self.file.path, &self.exports.last) {
            self.exports
                .memory
                .keep(&super::files::absolute(path), last);
        }
    }

    pub(super) fn begin_export(&mut self, ctx: &Context, path: &Path, plan: Plan) {
        if self.job.is_some() {
            return;
        }
        self.typed = None;
        let wake = ctx.clone();
        let order = Order {
            map: Arc::clone(self.editor.document.base()),
            plan,
            path: path.to_owned(),
            own: self.file.path.clone(),
        };
        let disk = Arc::clone(&self.disk);
        self.job = Some(Job::begin(order, disk, move || wake.request_repaint()));
        self.open_modal(Modal::Exporting(0.0));
    }

    /// Looks whether an export has ended, and says how.
    pub(super) fn watch_job(&mut self, ctx: &Context) {
        let Some(result) = self.job.as_ref().and_then(Job::ended) else {
            return;
        };
        let Some(job) = self.job.take() else { return };
        let is_shown = |open: &OpenModal| matches!(open.modal, Modal::Exporting(_));
        if self.modal.as_ref().is_some_and(is_shown) {
            self.modal = None;
        }
        if let Some(next) = self.after_job.take() {
            self.leave_for(ctx, next);
        }
        match result {
            Ok(done) => self.exported(&job, done),
            Err(JobError::Export(ExportError::Cancelled)) => {
                let text = "The export was cancelled; nothing was written".to_owned();
                self.toast = Some(Toast::new(text, None));
            }
            Err(error) => {
                let title = format!("{} was not exported", file_name(&job.path));
                self.tell(&title, &error.to_string());
                if let Some(form) = self.typed.take() {
                    self.ask_again(form);
                }
            }
        }
    }

    /// Says what was written, and remembers how.
    fn exported(&mut self, job: &Job, done: Done) {
        let plan = Plan {
            path: Some(job.path.clone()),
            ..job.plan.clone()
        };
        // The open map may be another one by now.
        if Arc::ptr_eq(&job.map, self.editor.document.base()) {
            self.exports.chosen = Some(plan.clone());
            self.exports.last = Some(plan);
            self.keep_exports();
        }
        let first = done.paths.first().unwrap_or(&job.path);
        let offer = Offer::CopyPath(first.display().to_string());
        let text = in_words(&done, job.plan.format);
        if done.losses.is_empty() {
            self.toast = Some(Toast::new(text, Some(offer)));
            return;
        }
        let message = Message {
            title: format!("{} was exported", file_name(first)),
            text: cannot_hold(job.plan.format),
            details: done.losses,
            failed: false,
        };
        if job.plan.format.is_drawn() {
            let name = format!("{text}; {}", number(message.details.len(), "remark"));
            self.toast = Some(Toast::new(name, Some(Offer::Show("Show remarks", message))));
        } else {
            self.open_modal(Modal::Message(message));
        }
    }
}

/// What was written: the files, their size, and that of the smallest text.
fn in_words(done: &Done, format: Format) -> String {
    let mut text = format!("Exported {}", plan::files_in_words(&done.paths));
    if let Some(drawn) = done.drawn {
        if format == Format::Png {
            text = format!("{text}, {} × {}", drawn.page.width, drawn.page.height);
        } else if drawn.pages > 1 && !format.is_single() {
            text = format!("{text}, {}", number(drawn.pages, "page"));
        }
        if drawn.smallest.is_finite() {
            text = format!("{text}, smallest text {:.1} pt", drawn.smallest);
        }
    }
    if let Some(left) = &done.left {
        text = format!("{text}; {left}");
    }
    text
}

/// What a format cannot hold is said after these words.
fn cannot_hold(format: Format) -> String {
    if format == Format::Mermaid {
        "Mermaid has no words for some of the map:".into()
    } else {
        format!("{} cannot hold some of the map:", plan::label(format))
    }
}
