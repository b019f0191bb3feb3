//! What customers said on its way into the log of the open map: a file that was
//! chosen or dropped, or a table from the clipboard. All of it is shown first;
//! what comes of it is one step.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use egui::{Context, Event, ViewportCommand};

use super::{
    app::App,
    dialog::{Brought, ImportForm, Modal, Next, Ruled, RulesForm},
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

/// So many frames the clipboard is waited for.
const PATIENCE: u8 = 3;

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
        let form =
            ImportForm::new((path, bytes), self.columns.all(), self.day_it_is()).into_log(map);
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

    /// Asks for the table of the clipboard, which comes with a later frame.
    pub(super) fn ask_for_pasted(&mut self, ctx: &Context) {
        // No field takes it for its own.
        ctx.memory_mut(|memory| {
            if let Some(focused) = memory.focused() {
                memory.surrender_focus(focused);
            }
        });
        self.awaits_paste = Some(PATIENCE);
        ctx.send_viewport_cmd(ViewportCommand::RequestPaste);
        ctx.request_repaint();
    }

    /// Shows the table that was asked for, once it is there, or says that the
    /// clipboard holds none; whether it took the events of this frame.
    pub(super) fn takes_asked_paste(&mut self, ctx: &Context) -> bool {
        let Some(left) = self.awaits_paste else {
            return false;
        };
        let text = ctx.input(|input| {
            let mut events = input.events.iter();
            events.find_map(|event| {
                let Event::Paste(text) = event else {
                    return None;
                };
                Some(text.clone())
            })
        });
        let problem = match text {
            None if left > 0 => {
                self.awaits_paste = Some(left - 1);
                ctx.request_repaint();
                return false;
            }
            None => "There is no text on the clipboard; copy a table first",
            Some(text) if text.len() > limits::PASTED_BYTES => {
                "The clipboard holds more than can be pasted; save it as a CSV file and import it"
            }
            Some(text) if text.trim().lines().nth(1).is_none() => {
                "The clipboard holds no table: it has one line only"
            }
            Some(text) => {
                self.awaits_paste = None;
                self.ask_to_bring(PASTED.into(), text.into_bytes());
                return true;
            }
        };
        self.awaits_paste = None;
        self.toast = Some(Toast::new(problem.to_owned(), None));
        true
    }

    /// Shows the rules of the map, to be written.
    pub(super) fn edit_rules(&mut self) {
        self.editor.settle();
        let form = RulesForm::new(self.editor.map());
        self.open_modal(Modal::Rules(Box::new(form)));
    }

    /// Keeps rules as they were written, and places feedback by them, as one
    /// step.
    pub(super) fn ruled(&mut self, ruled: Ruled) {
        let mut edits = Vec::new();
        if ruled.rules != self.editor.map().rules {
            edits.push(Edit::SetMap(MapField::Rules(ruled.rules)));
        }
        let label = if ruled.edits.is_empty() {
            "Edit rules"
        } else {
            "Apply rules"
        };
        edits.extend(ruled.edits);
        if self.editor.run(&edits, label).is_ok() && ruled.count > 0 {
            self.toast = Some(placed_toast(ruled.count));
        }
    }

    /// Puts feedback that speaks of nothing yet where the rules of the map say,
    /// as one step, and says how much that was; a map without rules asks for
    /// them first.
    pub(super) fn apply_rules(&mut self) {
        if self.editor.map().rules.is_empty() {
            return self.edit_rules();
        }
        self.editor.settle();
        let (edits, count) = self.editor.map().rules_applied();
        if edits.is_empty() {
            let text = "No rule says where any of the entries without a place belong";
            self.toast = Some(Toast::new(text.to_owned(), None));
        } else if self.editor.run(&edits, "Apply rules").is_ok() {
            self.toast = Some(placed_toast(count));
        }
    }
}

/// Says how much the rules have placed.
fn placed_toast(count: usize) -> Toast {
    let text = format!("The rules placed {}", number(count, "entry"));
    Toast::new(text, Some(Offer::Undo))
}
