//! What customers said on its way into the log of the open map: a file that was
//! chosen or dropped, or a table from the clipboard. All of it is shown first;
//! what comes of it is one step.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use egui::Context;

use super::{
    app::App,
    dialog::{Brought, ImportForm, Modal, Next},
    evidence::Tab,
    facts::number,
    toast::{Offer, Toast},
};
use crate::{
    file::{self, import, limits},
    model::{Edit, MapField},
};

/// What a table of the clipboard is called.
const PASTED: &str = "Pasted table.tsv";

impl App {
    /// Shows what a file would add to the log of the open map.
    pub(super) fn bring_in(&mut self, path: &Path) {
        let limit = limits::TABLE_BYTES as u64;
        match file::load_bytes(self.disk.as_ref(), path, limit) {
            Ok((bytes, _)) => self.ask_to_bring(path.to_owned(), bytes),
            Err(error) => self.not_opened(path, &error.to_string()),
        }
    }

    fn ask_to_bring(&mut self, path: PathBuf, bytes: Vec<u8>) {
        self.editor.settle();
        let map = Arc::clone(self.editor.map());
        let form = ImportForm::new(path, bytes, self.columns.all()).into_log(map);
        self.open_modal(Modal::Import(Box::new(form)));
    }

    /// Takes a file that was dropped: a table of answers is for the log of the
    /// open map, any other file is opened.
    pub(super) fn take_dropped(&mut self, ctx: &Context, path: PathBuf) {
        let limit = limits::TABLE_BYTES as u64;
        let is_table = import::Kind::of(&path) == Some(import::Kind::Separated);
        if is_table
            && let Ok((bytes, _)) = file::load_bytes(self.disk.as_ref(), &path, limit)
            && import::is_feedback(&bytes, &path)
        {
            return self.ask_to_bring(path, bytes);
        }
        self.leave_for(ctx, Next::Open(path));
    }

    /// Shows what a pasted text would add to the log, if it is a table of
    /// answers, or any table beside the map while the log is open; whether it is.
    pub(super) fn brings_pasted(&mut self, text: &str, on_map: bool) -> bool {
        let is_own = self.editor.clip.is(text);
        let has_rows = text.trim().lines().nth(1).is_some();
        if is_own || !has_rows || text.len() > limits::PASTED_BYTES {
            return false;
        }
        let path = Path::new(PASTED);
        let is_for_log = !on_map && self.evidence.tab() == Some(Tab::Feedback);
        let is_taken = is_for_log || import::is_feedback(text.as_bytes(), path);
        if is_taken {
            self.ask_to_bring(path.to_owned(), text.as_bytes().to_vec());
        }
        is_taken
    }

    /// Adds answers to the log as their preview showed them.
    pub(super) fn brought(&mut self, ctx: &Context, brought: Brought) {
        let count = brought.feedback.len();
        let mut edits = Vec::new();
        if brought.rules != self.editor.map().rules {
            edits.push(Edit::SetMap(MapField::Rules(brought.rules)));
        }
        edits.push(Edit::AddFeedback(brought.feedback));
        if self.editor.run(&edits, "Import feedback").is_err() {
            // Why is told at the end of the frame.
            return;
        }
        let (signature, choice) = brought.columns;
        self.columns.keep(&signature, &choice);
        let mut text = format!("Added {} to the log", number(count, "answer"));
        if brought.left_out > 0 {
            let rows = number(brought.left_out, "row");
            text = format!("{text}; {rows} left out");
        }
        self.toast = Some(Toast::new(text, Some(Offer::Undo)));
        if self.evidence.tab() != Some(Tab::Feedback) {
            self.toggle_evidence(ctx, Tab::Feedback);
        }
    }

    /// Puts feedback that speaks of nothing yet where the rules of the map say,
    /// as one step, and says how much that was.
    pub(super) fn apply_rules(&mut self) {
        self.editor.settle();
        let (edits, count) = self.editor.map().rules_applied();
        let text = if edits.is_empty() {
            "No rule says where any of the unplaced answers belong".to_owned()
        } else if self.editor.run(&edits, "Apply rules").is_ok() {
            format!("The rules placed {}", number(count, "answer"))
        } else {
            return;
        };
        let offer = (count > 0).then_some(Offer::Undo);
        self.toast = Some(Toast::new(text, offer));
    }
}
