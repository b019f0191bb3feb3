//! Saving by itself: when a map that has a file has been changed for some
//! seconds and the hand rests. It never asks; what a save would have to ask is
//! said once and left to a save by hand.

use std::{path::Path, sync::Arc};

use egui::Context;

use crate::{
    file::{Consent, FileError},
    ui::{app::App, asking::file_name, saving::SaveOrder, toast::Toast},
};

/// What saving by itself has come to.
#[derive(Debug, Default)]
pub(in crate::ui) struct Autosave {
    /// Since when the map differs from its file, in seconds of the window.
    since: Option<f64>,
    /// The last try failed, and that was said.
    failed: bool,
}

impl Autosave {
    /// Another file is open, or it was saved by hand.
    pub(in crate::ui) fn forget(&mut self) {
        *self = Self::default();
    }
}

impl App {
    /// Saves the map, if it is time to. Called once a frame.
    pub(in crate::ui) fn autosave(&mut self, ctx: &Context) {
        // What another program or window did is decided first.
        let is_open = self.notice().is_some() || self.file.repaired;
        let wanted = self.settings.autosave && self.file.path.is_some() && !is_open;
        if !wanted || !self.facts.modified {
            self.autosave.since = None;
            return;
        }
        let now = ctx.input(|input| input.time);
        let since = *self.autosave.since.get_or_insert(now);
        let left = since + f64::from(self.settings.autosave_seconds) - now;
        if left > 0.0 {
            ctx.request_repaint_after_secs(seconds(left));
        } else if self.editor.is_at_rest() && self.modal.is_none() && !self.saves.is_busy() {
            self.autosave.since = None;
            self.save_quietly(ctx);
        }
    }

    fn save_quietly(&mut self, ctx: &Context) {
        let (Some(path), Some(_)) = (self.file.path.clone(), self.file.stamp) else {
            return;
        };
        let order = SaveOrder {
            path,
            map: Arc::clone(self.editor.document.base()),
            consent: Consent::default(),
            next: None,
            quiet: true,
            document: self.document,
        };
        self.order_save(ctx, order);
    }

    /// Says once that the map could not be saved by itself.
    pub(in crate::ui) fn not_saved_quietly(&mut self, path: &Path, error: &FileError) {
        if !self.autosave.failed {
            self.autosave.failed = true;
            let text = format!("{} was not saved by itself: {error}", file_name(path));
            self.toast = Some(Toast::new(text, None));
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "at most an hour")]
fn seconds(left: f64) -> f32 {
    left as f32
}
