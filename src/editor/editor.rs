//! The session: one open document and how it is looked at and touched. It is
//! a composition of parts with public fields; what can be written as a
//! function of the parts is one. [`Editor::perform`] is the one place where
//! the actions of the pointer have effects.

use std::sync::Arc;

use emath::Rect;

use super::{
    clip::Clip,
    command::Command,
    document::{Document, Label},
    input::{Direction, Input, Pointer},
    interaction::{Action, Interaction, Seen},
    keyboard,
    overlay::overlay,
    selection::Selection,
    text::{TextEdit, Then},
    tool::Tool,
    view::View,
};
use crate::{
    layout::{Layout, Layouter},
    model::{Edit, EditError, Element, Map},
    scene::{Item, Theme},
};

/// One open document.
pub struct Editor {
    /// The map and its history.
    pub document: Document,
    /// What is selected.
    pub selection: Selection,
    /// Pan and zoom.
    pub view: View,
    /// What the pointer is doing.
    pub interaction: Interaction,
    /// What was cut or copied.
    pub clip: Clip,
    /// Whether dragged things snap.
    pub snapping: bool,
    derived: Derived,
}

/// What a command of the editor left for its caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ran {
    /// Nothing: it is done.
    Done,
    /// This text belongs on the system's clipboard.
    Copied(String),
    /// It needs the window or the clipboard; the interface runs it.
    ForWindow,
}

/// What follows from the map, kept until the map changes.
struct Derived {
    layouter: Layouter,
    base: Option<(Arc<Map>, Arc<Layout>)>,
}

impl Editor {
    /// Opens a map.
    #[must_use]
    pub fn new(map: Map) -> Self {
        Self {
            document: Document::new(map),
            selection: Selection::default(),
            view: View::default(),
            interaction: Interaction::default(),
            clip: Clip::default(),
            snapping: true,
            derived: Derived {
                layouter: Layouter::new(),
                base: None,
            },
        }
    }

    /// The map as it is shown: a running gesture included.
    #[must_use]
    pub fn map(&self) -> &Arc<Map> {
        self.document.map()
    }

    /// The layout of the map as it is shown.
    pub fn layout(&mut self) -> Arc<Layout> {
        self.derived.layouter.layout(self.document.map())
    }

    /// The fonts that the layout measured with.
    #[must_use]
    pub fn fonts(&self) -> &crate::layout::FontBook {
        self.derived.layouter.fonts()
    }

    /// Says where on the screen the canvas is; call it every frame.
    pub fn set_viewport(&mut self, viewport: Rect) {
        let size = self.layout().size;
        self.view.set_viewport(viewport, size);
    }

    /// Hands an event of the pointer to the state machine and does what it
    /// wants.
    pub fn pointer(&mut self, input: &Input) {
        let _ = input;
    }

    /// Does what the state machine, or a panel, wants.
    pub fn perform(&mut self, action: Action) {
        let _ = action;
    }

    /// Makes edits as one step; selects what they created.
    ///
    /// # Errors
    /// An id in the edits is not part of the map; nothing was changed.
    pub fn run(
        &mut self,
        edits: &[Edit],
        label: impl Into<Label>,
    ) -> Result<Option<Element>, EditError> {
        self.document.edit(label, edits)
    }

    /// Shows edits of a field that is being changed in a panel; they become
    /// one step by [`Editor::settle`], or with the next thing that happens.
    /// The edits always start from the map as it was before the field changed.
    pub fn preview_field(&mut self, edits: &[Edit], label: impl Into<Label>) {
        let _ = (edits, label.into());
    }

    /// Makes what is being typed, nudged or changed in a field a step. The
    /// pointer's gestures are left alone.
    pub fn settle(&mut self) {}

    /// Cancels whatever is under way: a drag, typing, a field, a tool in hand.
    pub fn cancel(&mut self) {}

    /// The text that is being typed on the canvas. Draw a field over
    /// `layout().text_rect_of(element)`.
    #[must_use]
    pub fn text_edit(&self) -> Option<&TextEdit> {
        None
    }

    /// Begins to type an element's text on the canvas.
    pub fn edit_text(&mut self, element: Element) {
        let _ = element;
    }

    /// The text typed so far has changed.
    pub fn type_text(&mut self, text: String) {
        let _ = text;
    }

    /// Ends typing and keeps the text; a new card without a text is dropped.
    pub fn finish_text(&mut self, then: Then) {
        let _ = then;
    }

    /// Ends typing and goes back to the text as it was.
    pub fn cancel_text(&mut self) {}

    /// Takes a tool of the rail in hand.
    pub fn pick_tool(&mut self, tool: Tool) {
        let _ = tool;
    }

    /// An arrow key: selects the next element in that direction, by meaning.
    pub fn walk(&mut self, direction: Direction) {
        let _ = direction;
    }

    /// An arrow key with alt: moves what is selected. A key held down is one
    /// step, from the first press to [`Editor::release_keys`].
    pub fn nudge(&mut self, direction: Direction) {
        let _ = direction;
    }

    /// The arrow key was released.
    pub fn release_keys(&mut self) {}

    /// Pastes: cards copied here, else lines of text as cards, else a table
    /// over stages and lanes.
    pub fn paste(&mut self, text: &str) {
        let _ = text;
    }

    /// Runs a command, if it is the editor's to run. A disabled one does
    /// nothing.
    pub fn command(&mut self, command: Command) -> Ran {
        let _ = command;
        Ran::ForWindow
    }

    /// Why the last edit could not be made, once.
    pub fn take_trouble(&mut self) -> Option<EditError> {
        None
    }

    /// What lies over the map: hover, selection, guides.
    pub fn overlay(&mut self, theme: &Theme) -> Vec<Item> {
        let layout = self.layout();
        overlay(
            &layout,
            &self.selection,
            &self.interaction,
            theme,
            self.view.pixel(),
        )
    }
}
