//! Exports, as far as the window takes part: beginning one, and saying how it
//! ended.

use std::{path::Path, sync::Arc};

use egui::Context;

use super::{
    app::App,
    asking::file_name,
    dialog::{ExportForm, Message, Modal},
    job::{self, Job, JobError, Order},
    modal::OpenModal,
    toast::{Offer, Toast},
};
use crate::{
    export::{self, ExportError},
    file,
};

impl App {
    pub(super) fn begin_export(&mut self, ctx: &Context, path: &Path, form: ExportForm) {
        self.typed = None;
        let wake = ctx.clone();
        let order = Order {
            map: Arc::clone(self.editor.document.base()),
            form,
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
        let path = self.job.take().map(|job| job.path).unwrap_or_default();
        let is_shown = |open: &OpenModal| matches!(open.modal, Modal::Exporting(_));
        if self.modal.as_ref().is_some_and(is_shown) {
            self.modal = None;
        }
        if let Some(next) = self.after_job.take() {
            self.leave_for(ctx, next);
        }
        match result {
            Ok(()) => {
                self.say_exported(&path, Some(self.export));
            }
            Err(JobError::Export(ExportError::Cancelled)) => {
                let text = "The export was cancelled; nothing was written".to_owned();
                self.toast = Some(Toast::new(text, None));
            }
            Err(error) => {
                let title = format!("{} was not exported", file_name(&path));
                self.tell(&title, &error.to_string());
                if let Some(form) = self.typed.take() {
                    self.ask_again(form);
                }
            }
        }
    }

    /// Says where an export is, and how large a picture has become.
    fn say_exported(&mut self, path: &Path, form: Option<ExportForm>) {
        let size = self.editor.layout().size;
        let pixels = form.map(|form| {
            let page = job::page_of(&form, size);
            format!(", {} × {}", page.width, page.height)
        });
        let text = format!("Exported {}{}", file_name(path), pixels.unwrap_or_default());
        let offer = Offer::CopyPath(path.display().to_string());
        self.toast = Some(Toast::new(text, Some(offer)));
    }

    pub(super) fn write_mermaid(&mut self, path: &Path) {
        let written = export::mermaid(self.editor.document.base());
        let result = file::write_atomically(self.disk.as_ref(), path, written.text.as_bytes());
        match result {
            Err(error) => {
                let title = format!("{} was not exported", file_name(path));
                self.tell(&title, &error.to_string());
            }
            Ok(()) if written.losses.is_empty() => {
                self.say_exported(path, None);
            }
            Ok(()) => self.open_modal(Modal::Message(Message {
                title: format!("{} was exported", file_name(path)),
                text: "Mermaid has no words for some of the map:".into(),
                details: written.losses,
                failed: false,
            })),
        }
    }
}
