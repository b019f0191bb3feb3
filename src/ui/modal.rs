//! The dialog that is open over the window: opening it, drawing it, and what its
//! answer leads to.

use egui::Context;

use super::{
    app::App,
    canvas,
    dialog::{self, Around, Decision, Modal},
    samples,
};

/// A dialog, and whether it was opened since the last frame and takes the
/// keyboard.
pub(super) struct OpenModal {
    pub modal: Modal,
    pub is_new: bool,
}

impl App {
    /// Opens a dialog; it takes the place of one that is open.
    pub(super) fn open_modal(&mut self, modal: Modal) {
        self.modal = Some(OpenModal {
            modal,
            is_new: true,
        });
    }

    pub(super) fn modal_ui(&mut self, ctx: &Context) {
        let Some(OpenModal { mut modal, is_new }) = self.modal.take() else {
            return;
        };
        if let (Modal::Exporting(share), Some(job)) = (&mut modal, &self.job) {
            *share = job.share();
        }
        if let Modal::Import(form) = &mut modal {
            form.update(ctx, |letters| {
                self.editor.cover(letters);
                self.editor.fonts().revision() == self.fonts
            });
        }
        if let Modal::Versions(form) = &mut modal {
            form.update(ctx, |letters| {
                self.editor.cover(letters);
                self.editor.fonts().revision() == self.fonts
            });
        }
        let name = self.name();
        let pictures = if matches!(modal, Modal::Templates) {
            self.gallery.pictures(ctx)
        } else {
            &[]
        };
        let around = Around {
            name: &name,
            editor: &self.editor,
            samples: &samples::NAMES,
            pictures,
        };
        let decision = dialog::modal_ui(ctx, &mut modal, &around, is_new);
        if is_new {
            // It is centered once its size is known.
            ctx.request_repaint();
        }
        let stays = OpenModal {
            modal,
            is_new: false,
        };
        match decision {
            None => self.modal = Some(stays),
            Some(Decision::Copy(text)) => {
                ctx.copy_text(text);
                self.modal = Some(stays);
            }
            Some(Decision::SetAside(offer)) => {
                self.modal = Some(stays);
                self.decline(&offer);
                ctx.request_repaint();
            }
            Some(Decision::Set(settings)) => {
                self.modal = Some(stays);
                self.change_settings(&settings);
                ctx.request_repaint();
            }
            Some(decision) => {
                if let Modal::Export(form) = &stays.modal {
                    self.keep_choices(form);
                }
                ctx.memory_mut(|memory| memory.request_focus(canvas::id()));
                ctx.request_repaint();
                self.decide(ctx, decision);
            }
        }
    }
}
