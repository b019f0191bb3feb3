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
    placing,
    reorder::{self, Resize},
    selection::{Cell, Selection},
    snap::REACH,
    tool::Tool,
};
use crate::{
    layout::{Hit, Layout},
    model::{Edit, Element, LaneId, LaneKind, Map, Span, StageField, StageId},
};

/// A press becomes a drag after this many points of the screen.
const THRESHOLD: f32 = 4.0;
/// Small things are hit this many points of the screen beside them.
const SLOP: f32 = 4.0;

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
            Self::Pressed { hit, .. } => match over(*hit) {
                Cursor::Grab => Cursor::Grabbing,
                other => other,
            },
            Self::Moving(_) | Self::MovingStage { .. } | Self::MovingLane { .. } => {
                Cursor::Grabbing
            }
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
            | Self::Resizing { .. }
            | Self::Selecting { .. } => Tool::Select,
        }
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
            | Self::Resizing { .. }
            | Self::Selecting { .. } => true,
        }
    }

    fn moved(self, input: &Input, seen: Seen<'_>) -> (Self, Vec<Action>) {
        match self {
            Self::Idle { .. } => (idle(input, seen), Vec::new()),
            Self::Pressed { origin, hit, .. } => {
                if origin.distance(input.pos) < THRESHOLD * input.pixel {
                    return (self, Vec::new());
                }
                match begin_drag(origin, hit, input, seen) {
                    Some(drag) => drag.moved(input, seen),
                    None => (idle(input, seen), Vec::new()),
                }
            }
            Self::Moving(drag) => {
                let input = from(drag.origin, input);
                let (drag, edits) = drag.moved(&input, seen);
                (Self::Moving(Box::new(drag)), vec![Action::Preview(edits)])
            }
            Self::MovingStage { stage, origin, .. } => {
                let pos = from(origin, input).pos;
                let edits = reorder::move_stage(stage, pos.x, seen.layout);
                let next = Self::MovingStage { stage, origin, pos };
                (next, vec![Action::Preview(edits)])
            }
            Self::MovingLane { lane, origin, .. } => {
                let pos = from(origin, input).pos;
                let edits = reorder::move_lane(lane, pos.y, seen.map, seen.layout);
                let next = Self::MovingLane { lane, origin, pos };
                (next, vec![Action::Preview(edits)])
            }
            Self::Resizing { origin, resize } => {
                let snaps = seen.snapping && !input.modifiers.alt;
                let reach = if snaps { REACH * input.pixel } else { 0.0 };
                let by = from(origin, input).pos.x - origin.x;
                let (resize, edits) = resize.moved(by, reach, seen.map, seen.layout);
                let next = Self::Resizing { origin, resize };
                (next, vec![Action::Preview(edits)])
            }
            Self::Selecting {
                origin,
                before,
                restore,
                ..
            } => {
                let corner = input.pos;
                let inside = seen.layout.elements_in(Rect::from_two_pos(origin, corner));
                let select = Action::Select(before.clone().with_all(inside));
                let next = Self::Selecting {
                    origin,
                    corner,
                    before,
                    restore,
                };
                (next, vec![select])
            }
            Self::Placing { tool, .. } => {
                let snaps = seen.snapping && !input.modifiers.alt;
                let plan = placing::plan(tool, input.pos, snaps, input.pixel, seen);
                let next = Self::Placing {
                    tool,
                    ghost: plan.map(|plan| plan.ghost),
                    inside: true,
                };
                (next, Vec::new())
            }
        }
    }

    fn pressed(self, input: &Input, seen: Seen<'_>) -> (Self, Vec<Action>) {
        if let Self::Placing { tool, .. } = self {
            return place(tool, input, seen);
        }
        // A second press without a release: the release was lost.
        let mut actions = match self {
            Self::Idle { .. } | Self::Pressed { .. } | Self::Placing { .. } => Vec::new(),
            Self::Moving(_)
            | Self::MovingStage { .. }
            | Self::MovingLane { .. }
            | Self::Resizing { .. }
            | Self::Selecting { .. } => self.cancelled().1,
        };
        let origin = input.pos;
        let hit = hit(input, seen);
        let click = match element_of(hit) {
            Some(element) if seen.selection.contains(element) => {
                let selection = seen.selection.clone();
                Some(if input.modifiers.shift {
                    selection.without(element)
                } else {
                    Selection::one(element)
                })
            }
            Some(element) => {
                let selection = if input.modifiers.shift {
                    seen.selection.clone().with(element)
                } else {
                    Selection::one(element)
                };
                actions.push(Action::Select(selection));
                None
            }
            None if input.modifiers.shift => None,
            None => Some(match hit {
                Hit::Cell { stage, lane } => Selection::cell(Cell { stage, lane }),
                _ => Selection::default(),
            }),
        };
        (Self::Pressed { origin, hit, click }, actions)
    }

    fn released(self, input: &Input, seen: Seen<'_>) -> (Self, Vec<Action>) {
        let label = match &self {
            Self::Idle { .. } | Self::Placing { .. } => return (self, Vec::new()),
            Self::Pressed { click, .. } => {
                let select = click.clone().map(Action::Select);
                return (idle(input, seen), select.into_iter().collect());
            }
            Self::Selecting { .. } => {
                let (_, actions) = self.moved(input, seen);
                return (idle(input, seen), actions);
            }
            Self::Moving(drag) => drag.label(),
            Self::MovingStage { .. } => "move stage".into(),
            Self::MovingLane { .. } => "move lane".into(),
            Self::Resizing { .. } => "resize stage".into(),
        };
        let (_, mut actions) = self.moved(input, seen);
        actions.push(Action::Commit(label));
        (Self::default(), actions)
    }

    fn double_clicked(self, input: &Input, seen: Seen<'_>) -> (Self, Vec<Action>) {
        match self {
            Self::Idle { .. } | Self::Pressed { .. } => {}
            Self::Moving(_)
            | Self::MovingStage { .. }
            | Self::MovingLane { .. }
            | Self::Resizing { .. }
            | Self::Selecting { .. }
            | Self::Placing { .. } => return (self, Vec::new()),
        }
        let snaps = seen.snapping && !input.modifiers.alt;
        let add_point = || {
            let plan = placing::point_at(input.pos, snaps, seen);
            plan.map(|plan| Action::Run(plan.edits, plan.label.into()))
        };
        let action = match hit(input, seen) {
            Hit::Card(id) => Some(Action::EditText(Element::Card(id))),
            Hit::Point(id) => Some(Action::EditText(Element::Point(id))),
            Hit::Stage(id) => Some(Action::EditText(Element::Stage(id))),
            Hit::Lane(id) => Some(Action::EditText(Element::Lane(id))),
            Hit::Header => Some(Action::EditText(Element::Header)),
            Hit::Curve { curve, .. } => {
                let selection = Selection::one(Element::Curve(curve));
                let seen = Seen {
                    selection: &selection,
                    ..seen
                };
                let plan = placing::point_at(input.pos, snaps, seen);
                plan.map(|plan| Action::Run(plan.edits, plan.label.into()))
            }
            Hit::StageEdge(id) => {
                let usual = Edit::SetStage(id, StageField::Span(Span::default()));
                Some(Action::Run(vec![usual], "resize stage".into()))
            }
            Hit::Cell { lane, .. } if is_emotion(lane, seen) => add_point(),
            Hit::Cell { stage, lane } => placing::card_in(Cell { stage, lane }, input.pos.x, seen)
                .map(|edits| {
                    let label = placing::label_of(seen.map, lane, Tool::Card);
                    Action::Write(edits, label.into())
                }),
            Hit::Paper | Hit::Desk => None,
        };
        (idle(input, seen), action.into_iter().collect())
    }

    fn cancelled(self) -> (Self, Vec<Action>) {
        let actions = match self {
            Self::Idle { .. } => return (self, Vec::new()),
            Self::Pressed { .. } | Self::Placing { .. } => Vec::new(),
            Self::Moving(_)
            | Self::MovingStage { .. }
            | Self::MovingLane { .. }
            | Self::Resizing { .. } => vec![Action::Cancel],
            Self::Selecting { restore, .. } => vec![Action::Select(restore)],
        };
        (Self::default(), actions)
    }

    fn left(self) -> (Self, Vec<Action>) {
        let next = match self {
            Self::Idle { .. } => Self::default(),
            Self::Placing { tool, .. } => Self::with_tool(tool),
            held => held,
        };
        (next, Vec::new())
    }
}

/// What lies under the pointer.
fn hit(input: &Input, seen: Seen<'_>) -> Hit {
    seen.layout.hit(input.pos, SLOP * input.pixel)
}

/// The input as a drag from `origin` reads it: near its origin a drag is back
/// at it, so that going there and back changes nothing.
fn from(origin: Pos2, input: &Input) -> Input {
    if origin.distance(input.pos) < THRESHOLD * input.pixel {
        Input {
            pos: origin,
            ..*input
        }
    } else {
        *input
    }
}

fn idle(input: &Input, seen: Seen<'_>) -> Interaction {
    let hover = Some(hit(input, seen));
    Interaction::Idle { hover }
}

/// The state that a drag from a press begins with.
fn begin_drag(origin: Pos2, hit: Hit, input: &Input, seen: Seen<'_>) -> Option<Interaction> {
    let pos = origin;
    let grab = |lead| {
        let drag = Drag::begin(lead, origin, seen)?;
        Some(Interaction::Moving(Box::new(drag)))
    };
    match hit {
        Hit::Card(id) => grab(Element::Card(id)),
        Hit::Point(id) => grab(Element::Point(id)),
        Hit::Stage(stage) => Some(Interaction::MovingStage { stage, origin, pos }),
        Hit::Lane(lane) => Some(Interaction::MovingLane { lane, origin, pos }),
        Hit::StageEdge(stage) => {
            let resize = Resize::begin(stage, seen.map, seen.layout)?;
            Some(Interaction::Resizing { origin, resize })
        }
        Hit::Curve { .. } | Hit::Header | Hit::Cell { .. } | Hit::Paper | Hit::Desk => {
            let before = if input.modifiers.shift {
                seen.selection.clone()
            } else {
                Selection::default()
            };
            Some(Interaction::Selecting {
                origin,
                corner: origin,
                before,
                restore: seen.selection.clone(),
            })
        }
    }
}

/// A click with a tool. The tool stays in hand while shift is held.
fn place(tool: Tool, input: &Input, seen: Seen<'_>) -> (Interaction, Vec<Action>) {
    let snaps = seen.snapping && !input.modifiers.alt;
    let Some(plan) = placing::plan(tool, input.pos, snaps, input.pixel, seen) else {
        let next = Interaction::Placing {
            tool,
            ghost: None,
            inside: true,
        };
        return (next, Vec::new());
    };
    let action = if plan.types {
        Action::Write(plan.edits, plan.label.into())
    } else {
        Action::Run(plan.edits, plan.label.into())
    };
    let next = Interaction::with_tool(if input.modifiers.shift {
        tool
    } else {
        Tool::Select
    });
    (next, vec![action])
}

/// The element that a press selects.
fn element_of(hit: Hit) -> Option<Element> {
    match hit {
        Hit::Card(id) => Some(Element::Card(id)),
        Hit::Point(id) => Some(Element::Point(id)),
        Hit::Curve { curve, .. } => Some(Element::Curve(curve)),
        Hit::Stage(id) | Hit::StageEdge(id) => Some(Element::Stage(id)),
        Hit::Lane(id) => Some(Element::Lane(id)),
        Hit::Header => Some(Element::Header),
        Hit::Cell { .. } | Hit::Paper | Hit::Desk => None,
    }
}

/// What a press on something will do.
fn over(hit: Hit) -> Cursor {
    match hit {
        Hit::Card(_) | Hit::Point(_) | Hit::Stage(_) | Hit::Lane(_) => Cursor::Grab,
        Hit::StageEdge(_) => Cursor::ResizeHorizontal,
        Hit::Curve { .. } | Hit::Header => Cursor::Pointer,
        Hit::Cell { .. } | Hit::Paper | Hit::Desk => Cursor::Default,
    }
}

fn is_emotion(lane: LaneId, seen: Seen<'_>) -> bool {
    let lane = seen.map.lane(lane);
    lane.is_some_and(|(_, lane)| lane.kind == LaneKind::Emotion)
}
