//! Going on after a fault of the program: what was being done is given up, the
//! map is as it was before, and the person is told. One that comes back at once
//! ends the program after all; the next start then offers the work.

use std::{
    any::Any,
    mem,
    panic::resume_unwind,
    time::{Duration, Instant},
};

use super::{
    app::App,
    canvas::Canvas,
    dialog::{Message, Modal},
    finding::Finding,
    present::Presenting,
};
use crate::{
    editor::{Document, Editor},
    model::Map,
};

/// Faults that come faster than this are one that does not go away.
const APART: Duration = Duration::from_secs(2);
/// So many of those are survived.
const MOST: u32 = 3;

/// The faults that were met.
#[derive(Debug, Default)]
pub(super) struct Faults {
    /// How many.
    count: u32,
    /// How many in a row, and when the last of them was.
    row: u32,
    last: Option<Instant>,
}

impl App {
    /// How many faults of its own the program has met and survived.
    #[must_use]
    pub fn faults_met(&self) -> u32 {
        self.faults.count
    }

    /// Goes on after a fault with the map as it was before what was being done.
    pub(super) fn survive(&mut self, cause: Box<dyn Any + Send>) {
        let is_new = self.faults.last.is_none_or(|last| last.elapsed() > APART);
        self.faults.row = if is_new {
            1
        } else {
            self.faults.row.saturating_add(1)
        };
        self.faults.last = Some(Instant::now());
        self.faults.count = self.faults.count.saturating_add(1);
        if self.faults.row > MOST {
            resume_unwind(cause);
        }
        // Everything that may be half done is made anew; the history stays.
        let empty = Document::new(Map::default());
        let mut document = mem::replace(&mut self.editor.document, empty);
        // What was being typed or dragged is taken back, and redo has it.
        let steps = document.undo_steps();
        document.commit("what was being done");
        if document.undo_steps() > steps {
            document.undo();
        }
        while !document.map().faults().is_empty() && document.undo() {}
        let clip = mem::take(&mut self.editor.clip);
        let view = mem::take(&mut self.editor.view);
        self.editor = Editor::new(Map::default());
        self.editor.document = document;
        self.editor.clip = clip;
        self.editor.view = view;
        self.editor.snapping = self.settings.snapping;
        self.cover_names();
        self.canvas = Canvas::default();
        self.presenting = Presenting::default();
        self.finding = Finding::default();
        self.taking.clear();
        self.facts.forget();
        self.look_again();
        self.fonts = 0;
        self.open_modal(Modal::Message(Message {
            title: "Something went wrong in Throughline".into(),
            text: "What you were just doing was taken back; Redo brings it again. Nothing else \
                   is lost. Save the map, and try again in another way."
                .into(),
            details: self.keeping.notes().into_iter().collect(),
            failed: true,
        }));
    }
}
