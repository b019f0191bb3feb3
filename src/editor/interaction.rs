//! The pointer as one explicit state machine: an event and what is seen go in,
//! the next state and a list of actions come out. It writes no document and
//! knows no toolkit. During a gesture it reads the map and layout as they were
//! when the gesture began, so that the target does not slide under the
//! pointer, and what a move does depends on its origin and the pointer's place
//! alone.

use emath::Pos2;

use super::{document::Label, input::Input, selection::Selection, tool::Tool};
use crate::{
    layout::{Hit, Layout},
    model::{Edit, Element, Map},
};

/// What the pointer is doing.
#[derive(Clone, Debug, PartialEq)]
pub enum Interaction {
    /// Nothing is held.
    Idle {
        /// What is under the pointer; `None` when it is not on the canvas.
        hover: Option<Hit>,
    },
    /// The button is down, and it is not yet a drag.
    Pressed {
        /// Where it went down.
        origin: Pos2,
        /// What is there.
        hit: Hit,
    },
    /// A tool of the rail is in hand: its new element follows the pointer.
    Placing {
        /// Which tool.
        tool: Tool,
        /// Where the pointer is; `None` when it is not on the canvas.
        pos: Option<Pos2>,
    },
}

impl Default for Interaction {
    fn default() -> Self {
        Self::Idle { hover: None }
    }
}

/// What the machine wants done. The editor does it at once, in order.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Select these instead.
    Select(Selection),
    /// Show the base with these edits.
    Preview(Vec<Edit>),
    /// Make the preview a step.
    Commit(Label),
    /// Go back to the base.
    Cancel,
    /// Edit an element's text in place.
    EditText(Element),
    /// Make something new (the last element the edits create) and type its
    /// text, all as one step.
    Write(Vec<Edit>, Label),
    /// Make edits as one step and select what they created.
    Run(Vec<Edit>, Label),
}

/// What the machine may see: the base of the running gesture.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// The map as it was when the gesture began.
    pub map: &'a Map,
    /// That map's layout.
    pub layout: &'a Layout,
    /// What is selected.
    pub selection: &'a Selection,
    /// Whether dragged things snap (alt suspends it).
    pub snapping: bool,
}

/// The pointer's shape: what a press will do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cursor {
    /// Nothing in particular.
    Default,
    /// Select.
    Pointer,
    /// Take up and move.
    Grab,
    /// Being moved.
    Grabbing,
    /// Edit text.
    Text,
    /// Make wider or narrower.
    ResizeHorizontal,
    /// Put something here, or select by a frame.
    Crosshair,
    /// Nothing can go here.
    NotAllowed,
}

impl Interaction {
    /// What the pointer does next, and what is to be done.
    #[must_use]
    pub fn next(self, input: &Input, seen: Seen<'_>) -> (Self, Vec<Action>) {
        let hover = Some(seen.layout.hit(input.pos, 3.0 * input.pixel));
        (Self::Idle { hover }, Vec::new())
    }

    /// The pointer's shape.
    #[must_use]
    pub fn cursor(&self) -> Cursor {
        Cursor::Default
    }

    /// The tool in hand.
    #[must_use]
    pub fn tool(&self) -> Tool {
        match self {
            Self::Placing { tool, .. } => *tool,
            Self::Idle { .. } | Self::Pressed { .. } => Tool::Select,
        }
    }

    /// Whether the button is down: a press or a drag.
    #[must_use]
    pub fn is_held(&self) -> bool {
        match self {
            Self::Idle { .. } | Self::Placing { .. } => false,
            Self::Pressed { .. } => true,
        }
    }
}
