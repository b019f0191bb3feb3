//! What a panel wants: edits, and what to do around them. Panels read the map
//! and fill a list of these; the app hands them to the editor when the panel
//! is drawn, so no panel ever holds the document.

use crate::{
    editor::{Cell, Command},
    model::{Edit, Element, Subject},
};

/// One wish of a panel.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Ask {
    /// Show this edit of a field that is being changed; more may follow, and
    /// all of them are one step of that name.
    Field(Edit, &'static str),
    /// The same for a field that several elements share.
    Fields(Vec<Edit>, &'static str),
    /// The field is done.
    Settle,
    /// The field goes back to what it was.
    Cancel,
    /// Make these edits as one step of that name.
    Run(Vec<Edit>, &'static str),
    /// Select this instead, and bring it into view.
    Select(Element),
    /// Select all of these instead, and bring the first into view.
    SelectAll(Vec<Element>),
    /// Show the feedback about this in the log.
    ShowFeedback(Subject),
    /// Run this command, which may need the window.
    Window(Command),
    /// Put this text on the clipboard.
    CopyText(String),
    /// Ask for a picture for what is selected.
    ChoosePicture,
    /// Select this cell, where the next card goes.
    SelectCell(Cell),
    /// Run this command on what is selected.
    Command(Command),
    /// Remove everything that is selected.
    Delete,
    /// Select nothing, so that the map itself is shown.
    SelectNone,
}

/// The wishes of one frame, in order.
#[derive(Debug, Default)]
pub(super) struct Asks(pub Vec<Ask>);

impl Asks {
    /// Asks for one edit as a step of its own.
    pub(super) fn run(&mut self, edit: Edit, label: &'static str) {
        self.0.push(Ask::Run(vec![edit], label));
    }

    /// Asks for several edits as one step.
    pub(super) fn run_all(&mut self, edits: Vec<Edit>, label: &'static str) {
        if !edits.is_empty() {
            self.0.push(Ask::Run(edits, label));
        }
    }

    /// Passes on what happened to a field.
    pub(super) fn typed(
        &mut self,
        typed: Option<Typed>,
        label: &'static str,
        edit: impl FnOnce(String) -> Edit,
    ) {
        match typed {
            Some(Typed::Text(text)) => self.0.push(Ask::Field(edit(text), label)),
            Some(Typed::Done) => self.0.push(Ask::Settle),
            Some(Typed::Cancelled) => self.0.push(Ask::Cancel),
            None => {}
        }
    }

    /// Passes on what happened to a field that several elements share.
    pub(super) fn typed_all(
        &mut self,
        typed: Option<Typed>,
        label: &'static str,
        edits: impl FnOnce(String) -> Vec<Edit>,
    ) {
        match typed {
            Some(Typed::Text(text)) => self.0.push(Ask::Fields(edits(text), label)),
            Some(Typed::Done) => self.0.push(Ask::Settle),
            Some(Typed::Cancelled) => self.0.push(Ask::Cancel),
            None => {}
        }
    }

    /// Asks to select an element.
    pub(super) fn select(&mut self, element: Element) {
        self.0.push(Ask::Select(element));
    }
}

/// What happened to a text field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// The text is this now.
    Text(String),
    /// The field was left.
    Done,
    /// Escape was pressed in it.
    Cancelled,
}
