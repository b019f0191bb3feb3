//! Saving by itself: when a map that has a file has been changed for some
//! seconds and the hand rests. It never asks; what a save would have to ask is
//! said once and left to a save by hand.

use egui::Context;

use crate::file::{self, Consent};
use crate::ui::{app::App, asking::file_name, toast::Toast};

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
        let wanted = self.settings.autosave && self.file.path.is_some();
        if !wanted || !self.facts.modified {
            self.autosave.since = None;
            return;
        }
        let now = ctx.input(|input| input.time);
        let since = *self.autosave.since.get_or_insert(now);
        let left = since + f64::from(self.settings.autosave_seconds) - now;
        if left > 0.0 {
            ctx.request_repaint_after_secs(seconds(left));
        } else if self.editor.is_at_rest() && self.modal.is_none() {
            self.autosave.since = None;
            self.save_quietly();
        }
    }

    fn save_quietly(&mut self) {
        let (Some(path), Some(known)) = (self.file.path.clone(), self.file.stamp) else {
            return;
        };
        let map = std::sync::Arc::clone(self.editor.document.base());
        let disk = self.disk.as_ref();
        match file::save(disk, &path, &map, Some(known), Consent::default()) {
            Ok(stamp) => {
                self.file.stamp = Some(stamp);
                self.editor.document.mark_saved(map);
                self.facts.forget();
                self.autosave.failed = false;
            }
            Err(error) if !self.autosave.failed => {
                self.autosave.failed = true;
                let name = file_name(&path);
                let text = format!("{name} was not saved by itself: {error}");
                self.toast = Some(Toast::new(text, None));
            }
            Err(_) => {}
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "at most an hour")]
fn seconds(left: f64) -> f32 {
    left as f32
}
