//! The pointer as one explicit state machine: an event and what is seen go in,
//! the next state and a list of actions come out. It writes no document and
//! knows no toolkit. During a gesture it reads the map and layout as they were
//! when the gesture began, so that the target does not slide under the
//! pointer, and what a move does depends on its origin and the pointer's place
//! alone.

use emath::{Pos2, Rect};

use super::{
    document::Label,
    drag::Drag,
    input::{Input, Pointer},
    reorder::Resize,
    selection::Selection,
    tool::Tool,
};
use crate::{
    layout::{Hit, Layout},
    model::{Divider, Edit, Element, LaneId, Map, StageId},
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
        /// What is selected if the button goes up here.
        click: Option<Selection>,
    },
    /// Cards and emotion points are on their way.
    Moving(Box<Drag>),
    /// A stage's header is on its way to another place.
    MovingStage {
        /// Which stage.
        stage: StageId,
        /// Its copy, while the drag makes one.
        copy: Option<StageId>,
        /// Where the pointer went down.
        origin: Pos2,
        /// Where it is.
        pos: Pos2,
    },
    /// A lane's label is on its way to another place.
    MovingLane {
        /// Which lane.
        lane: LaneId,
        /// Where the pointer went down.
        origin: Pos2,
        /// Where it is.
        pos: Pos2,
    },
    /// A line between lanes is on its way to another place.
    MovingDivider {
        /// Which line.
        divider: Divider,
        /// Where the pointer went down.
        origin: Pos2,
        /// Where it is.
        pos: Pos2,
    },
    /// A stage's right edge is on its way.
    Resizing {
        /// Where the pointer went down.
        origin: Pos2,
        /// The edge.
        resize: Resize,
    },
    /// A frame is drawn around what is to be selected.
    Selecting {
        /// One corner.
        origin: Pos2,
        /// The opposite corner.
        corner: Pos2,
        /// What was selected before and stays so.
        before: Selection,
        /// What comes back when it is cancelled.
        restore: Selection,
    },
    /// A tool of the rail is in hand: its new element follows the pointer.
    Placing {
        /// Which tool.
        tool: Tool,
        /// Where the new element would be; `None` where it cannot be.
        ghost: Option<Rect>,
        /// Whether the pointer is on the canvas.
        inside: bool,
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
    /// The part of the map that is in view.
    pub view: Rect,
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
    /// Being copied to another place.
    Copy,
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
    /// A tool taken in hand; the selecting one puts every other away.
    #[must_use]
    pub fn with_tool(tool: Tool) -> Self {
        match tool {
            Tool::Select => Self::default(),
            Tool::Touchpoint
            | Tool::Card
            | Tool::EmotionPoint
            | Tool::PainPoint
            | Tool::Opportunity
            | Tool::Thought
            | Tool::Metric => Self::Placing {
                tool,
                ghost: None,
                inside: false,
            },
        }
    }

    /// What the pointer does next, and what is to be done.
    #[must_use]
    pub fn next(self, input: &Input, seen: Seen<'_>) -> (Self, Vec<Action>) {
        match input.event {
            Pointer::Move => self.moved(input, seen),
            Pointer::Down => self.pressed(input, seen),
            Pointer::Up => self.released(input, seen),
            Pointer::DoubleClick => self.double_clicked(input, seen),
            Pointer::Cancel => self.cancelled(),
            Pointer::Leave => self.left(),
        }
    }

    /// The pointer's shape.
    #[must_use]
    pub fn cursor(&self) -> Cursor {
        match self {
            Self::Idle { hover } => hover.map_or(Cursor::Default, over),
            Self::Pressed { hit, .. } if over(*hit) == Cursor::Grab => Cursor::Grabbing,
            Self::Pressed { hit, .. } => over(*hit),
            Self::Moving(drag) if drag.copies().next().is_some() => Cursor::Copy,
            Self::MovingStage { copy: Some(_), .. } => Cursor::Copy,
            Self::Moving(_)
            | Self::MovingStage { .. }
            | Self::MovingLane { .. }
            | Self::MovingDivider { .. } => Cursor::Grabbing,
            Self::Resizing { .. } => Cursor::ResizeHorizontal,
            Self::Selecting { .. } => Cursor::Crosshair,
            Self::Placing { ghost, inside, .. } => match (ghost, inside) {
                (None, true) => Cursor::NotAllowed,
                _ => Cursor::Crosshair,
            },
        }
    }

    /// The tool in hand.
    #[must_use]
    pub fn tool(&self) -> Tool {
        match self {
            Self::Placing { tool, .. } => *tool,
            Self::Idle { .. }
            | Self::Pressed { .. }
            | Self::Moving(_)
            | Self::MovingStage { .. }
            | Self::MovingLane { .. }
            | Self::MovingDivider { .. }
            | Self::Resizing { .. }
            | Self::Selecting { .. } => Tool::Select,
        }
    }

    /// Whether something is on its way: more than a press.
    #[must_use]
    pub fn is_drag(&self) -> bool {
        self.is_held() && !matches!(self, Self::Pressed { .. })
    }

    /// Whether the button is down: a press or a drag.
    #[must_use]
    pub fn is_held(&self) -> bool {
        match self {
            Self::Idle { .. } | Self::Placing { .. } => false,
            Self::Pressed { .. }
            | Self::Moving(_)
            | Self::MovingStage { .. }
            | Self::MovingLane { .. }
            | Self::MovingDivider { .. }
            | Self::Resizing { .. }
            | Self::Selecting { .. } => true,
        }
    }
}

/// What a press on something will do.
fn over(hit: Hit) -> Cursor {
    match hit {
        Hit::Card(_) | Hit::Point(_) | Hit::Stage(_) | Hit::Lane(_) | Hit::Divider(_) => {
            Cursor::Grab
        }
        Hit::StageEdge(_) => Cursor::ResizeHorizontal,
        Hit::Curve { .. } | Hit::Legend(_) | Hit::Persona(_) | Hit::Header => Cursor::Pointer,
        Hit::Cell { .. } | Hit::Paper | Hit::Desk => Cursor::Default,
    }
}
