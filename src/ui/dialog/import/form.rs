//! The state of the import dialog: the bytes of a file, what was chosen about
//! reading them, and what was chosen before. A choice can be taken back.

use std::{path::PathBuf, sync::Arc};

use egui::Context;

use super::{Imported, reading::Reading};
use crate::{
    file::import::{Meaning, Options, Understood},
    ui::dialog::sheet::SheetPicture,
};

/// So many choices can be taken back.
const STEPS: usize = 100;

/// The import dialog.
pub(in crate::ui) struct ImportForm {
    /// The file, by its name.
    pub(in crate::ui) path: PathBuf,
    bytes: Arc<[u8]>,
    /// What is chosen; what is not is found out.
    pub(super) options: Options,
    /// What was chosen before, the last one last.
    before: Vec<Options>,
    /// Made with the first frame, which knows the window.
    reading: Option<Reading>,
    pub(super) picture: SheetPicture,
    /// A line of the file to be shown.
    pub(super) goal: Option<usize>,
    /// The line that was last shown.
    pub(super) marked: Option<usize>,
    /// The import was asked for and waits for what is being found out.
    pub(super) is_awaited: bool,
}

impl ImportForm {
    /// The form for a file, with nothing chosen yet.
    pub(in crate::ui) fn new(path: PathBuf, bytes: Vec<u8>) -> Self {
        Self {
            path,
            bytes: bytes.into(),
            options: Options::default(),
            before: Vec::new(),
            reading: None,
            picture: SheetPicture::default(),
            goal: None,
            marked: None,
            is_awaited: false,
        }
    }

    /// Whether the preview is not yet that of what is chosen.
    pub(in crate::ui) fn is_busy(&self) -> bool {
        self.reading.as_ref().is_none_or(Reading::is_busy) || self.picture.is_busy()
    }

    /// Keeps the preview up with what is chosen. What has new letters in it is
    /// shown once `cover` says that there are fonts for them.
    pub(in crate::ui) fn update(&mut self, ctx: &Context, cover: impl FnOnce(&str) -> bool) {
        let file = || (Arc::clone(&self.bytes), self.path.clone());
        let reading = match &mut self.reading {
            Some(reading) => reading,
            none => none.insert(Reading::begin(ctx, file())),
        };
        reading.update(&self.options);
        if reading.letters().is_none_or(cover) {
            reading.show();
        } else {
            ctx.request_repaint();
        }
    }

    /// What is found out, once anything is.
    pub(super) fn reading(&self) -> Option<&Reading> {
        self.reading.as_ref()
    }

    /// What the file is understood as, if it is a map.
    pub(super) fn understood(&self) -> Option<&Arc<Understood>> {
        self.reading.as_ref()?.understood()
    }

    /// Whether what is known is older than what is chosen.
    pub(super) fn is_behind(&self) -> bool {
        self.reading.as_ref().is_none_or(Reading::is_behind)
    }

    /// Chooses something else. What was chosen about columns means nothing for
    /// another part, way or sign.
    pub(super) fn choose(&mut self, mut options: Options) {
        let held = &self.options;
        let is_same_table = held.part == options.part
            && held.layout == options.layout
            && held.delimiter == options.delimiter
            && held.header == options.header;
        if !is_same_table {
            options.meanings.clear();
        }
        if options != self.options {
            self.before
                .push(std::mem::replace(&mut self.options, options));
            if self.before.len() > STEPS {
                self.before.remove(0);
            }
        }
    }

    /// Takes a column for something; what can be one column alone is no other.
    pub(super) fn take(&mut self, place: usize, meaning: Meaning) {
        let mut options = self.options.clone();
        if meaning.is_single() {
            options.meanings.retain(|_, chosen| *chosen != meaning);
        }
        options.meanings.insert(place, meaning);
        self.choose(options);
    }

    /// Takes the last choice back.
    pub(super) fn undo(&mut self) {
        if let Some(before) = self.before.pop() {
            self.options = before;
        }
    }

    /// What comes of it, with what there is to say about it.
    pub(super) fn imported(&self) -> Option<Imported> {
        let understood = self.understood()?;
        let remarks = understood.remarks.iter();
        let remarks = remarks.map(|(line, text)| format!("line {line}: {text}"));
        Some(Imported {
            path: self.path.clone(),
            map: understood.map.clone(),
            remarks: remarks.collect(),
        })
    }
}
