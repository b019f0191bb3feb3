//! The system's clipboard, which holds text alone, and the file beside it in
//! which the windows of this program leave each other the rest of a copy. The
//! file counts only while the clipboard holds its very text; without it, or
//! when it is damaged, a copy is its text.

use std::path::PathBuf;

use egui::Context;

use super::{
    app::App,
    dialog::{Modal, PasteForm},
    facts::number,
    toast::Toast,
};
use crate::{
    editor::{Clip, Filling},
    file::{self, FileError, limits},
};

/// The file's name.
const NAME: &str = "copied.ron";

impl App {
    /// Leaves what is copied in this folder, for other windows, and looks there
    /// for what they left.
    pub fn share_clips_in(&mut self, folder: PathBuf) {
        self.clips = Some(folder);
    }

    /// The clip has changed; its text goes to the system's clipboard.
    pub(super) fn copied(&mut self, ctx: &Context, text: String) {
        if let Some(folder) = &self.clips
            && let Some(content) = self.editor.clip.write()
            && let Err(error) = self.leave(&folder.join(NAME), content.as_bytes())
        {
            // Other windows get the text without the rest.
            log::warn!("the copy is plain text for other windows: {error}");
        }
        ctx.copy_text(text);
    }

    fn leave(&self, path: &std::path::Path, content: &[u8]) -> std::io::Result<()> {
        let folder = path.parent().unwrap_or(path);
        // Neither needs to survive a power loss.
        let mut draft = self.disk.create(folder, None)?;
        draft.write(content)?;
        draft.rename(path)
    }

    /// What another window left, if its text is the one on the clipboard.
    fn of_others(&self, text: &str) -> Option<Clip> {
        let path = self.clips.as_ref()?.join(NAME);
        let limit = limits::CLIP_BYTES as u64;
        let bytes = match file::load_bytes(self.disk.as_ref(), &path, limit) {
            Ok((bytes, _)) => bytes,
            Err(FileError::Missing { .. }) => return None,
            Err(error) => {
                log::warn!("what another window copied is plain text: {error}");
                return None;
            }
        };
        Clip::read(&bytes).filter(|clip| clip.is(text))
    }

    /// Pastes a text of the system's clipboard.
    pub(super) fn paste(&mut self, text: &str) {
        if !self.editor.clip.is(text)
            && let Some(clip) = self.of_others(text)
        {
            self.editor.clip = clip;
        }
        if let Some(filling) = self.editor.paste(text) {
            self.open_modal(Modal::Paste(Box::new(PasteForm::new(filling))));
        }
    }

    /// Pastes a table as its preview showed it.
    pub(super) fn fill(&mut self, filling: &Filling) {
        let steps = self.editor.document.undo_steps();
        self.editor.fill(filling);
        if self.editor.document.undo_steps() > steps {
            let counts = filling.counts();
            let mut text = format!("Pasted {}", number(counts.cards + counts.points, "card"));
            if counts.points > 0 {
                let cards = number(counts.cards, "card");
                let points = number(counts.points, "emotion point");
                text = format!("Pasted {cards} and {points}");
            }
            self.toast = Some(Toast::new(text, None));
        }
    }
}
