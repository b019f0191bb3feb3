//! How one state of the pointer becomes the next. Each function is pure: an
//! event and what is seen in, a state and actions out.

use emath::{Pos2, Rect};

use super::{
    document::Label,
    drag::Drag,
    input::Input,
    interaction::{Action, Interaction, Seen},
    placing,
    reorder::{self, Resize},
    selection::{Cell, Selection},
    snap::REACH,
    tool::Tool,
};
use crate::{
    layout::Hit,
    model::{Curve, CurveId, Edit, Element, LaneId, LaneKind, Span, StageField},
};

/// A press becomes a drag after this many points of the screen.
const THRESHOLD: f32 = 4.0;
/// Small things are hit this many points of the screen beside them.
const SLOP: f32 = 4.0;

impl Interaction {
    pub(super) fn moved(self, input: &Input, seen: Seen<'_>) -> (Self, Vec<Action>) {
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
                let copies = input.modifiers.command && pos != origin;
                let (edits, copy) = if copies {
                    reorder::copy_stage(stage, pos.x, seen.map, seen.layout)
                } else {
                    (reorder::move_stage(stage, pos.x, seen.layout), None)
                };
                let next = Self::MovingStage {
                    stage,
                    copy,
                    origin,
                    pos,
                };
                (next, vec![Action::Preview(edits)])
            }
            Self::MovingLane { lane, origin, .. } => {
                let pos = from(origin, input).pos;
                let edits = reorder::move_lane(lane, pos.y, seen.map, seen.layout);
                let next = Self::MovingLane { lane, origin, pos };
                (next, vec![Action::Preview(edits)])
            }
            Self::MovingDivider {
                divider, origin, ..
            } => {
                let pos = from(origin, input).pos;
                let edits = reorder::move_divider(divider, pos.y, seen.layout);
                let next = Self::MovingDivider {
                    divider,
                    origin,
                    pos,
                };
                (next, vec![Action::Preview(edits)])
            }
            Self::Resizing { origin, resize } => {
                let snaps = seen.snapping && !input.modifiers.alt;
                let reach = if snaps { REACH * input.pixel } else { 0.0 };
                let by = from(origin, input).pos.x - origin.x;
                let (resize, edits) = resize.moved(by, reach, seen.map);
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

    pub(super) fn pressed(self, input: &Input, seen: Seen<'_>) -> (Self, Vec<Action>) {
        if let Self::Placing { tool, .. } = self {
            return place(tool, input, seen);
        }
        // A second press without a release: the release was lost.
        let mut actions = match self {
            Self::Idle { .. } | Self::Pressed { .. } | Self::Placing { .. } => Vec::new(),
            Self::Moving(_)
            | Self::MovingStage { .. }
            | Self::MovingLane { .. }
            | Self::MovingDivider { .. }
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
            None => Some(if let Hit::Cell { stage, lane } = hit {
                match further_curve(lane, seen) {
                    Some(curve) => Selection::one(Element::Curve(curve)),
                    None => Selection::cell(Cell { stage, lane }),
                }
            } else {
                Selection::default()
            }),
        };
        (Self::Pressed { origin, hit, click }, actions)
    }

    pub(super) fn released(self, input: &Input, seen: Seen<'_>) -> (Self, Vec<Action>) {
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
            Self::Moving(_) | Self::MovingStage { .. } => return self.dropped(input, seen),
            Self::MovingLane { .. } => "move lane".into(),
            Self::MovingDivider { .. } => "move line".into(),
            Self::Resizing { .. } => "resize stage".into(),
        };
        let (_, mut actions) = self.moved(input, seen);
        actions.push(Action::Commit(label));
        (Self::default(), actions)
    }

    /// What can be copied by a drag is let go; its copies are selected.
    fn dropped(self, input: &Input, seen: Seen<'_>) -> (Self, Vec<Action>) {
        let (last, mut actions) = self.moved(input, seen);
        let (label, copies): (Label, Selection) = if let Self::Moving(drag) = &last {
            (drag.label(), drag.copies().collect())
        } else if let Self::MovingStage { copy: Some(id), .. } = last {
            let copy = Selection::one(Element::Stage(id));
            ("duplicate stage".into(), copy)
        } else {
            ("move stage".into(), Selection::default())
        };
        actions.push(Action::Commit(label));
        actions.extend((!copies.is_empty()).then_some(Action::Select(copies)));
        (Self::default(), actions)
    }

    pub(super) fn double_clicked(self, input: &Input, seen: Seen<'_>) -> (Self, Vec<Action>) {
        match self {
            Self::Idle { .. } | Self::Pressed { .. } => {}
            Self::Moving(_)
            | Self::MovingStage { .. }
            | Self::MovingLane { .. }
            | Self::MovingDivider { .. }
            | Self::Resizing { .. }
            | Self::Selecting { .. }
            | Self::Placing { .. } => return (self, Vec::new()),
        }
        let snaps = seen.snapping && !input.modifiers.alt;
        let add_point = || {
            let plan = placing::point_at(input.pos, snaps, seen);
            plan.map(|plan| Action::Write(plan.edits, plan.label.into()))
        };
        let action = match hit(input, seen) {
            Hit::Card(id) => Some(Action::EditText(Element::Card(id))),
            Hit::Point(id) => Some(Action::EditText(Element::Point(id))),
            Hit::Stage(id) => Some(Action::EditText(Element::Stage(id))),
            Hit::Lane(id) => Some(Action::EditText(Element::Lane(id))),
            Hit::Persona(id) => Some(Action::EditText(Element::Persona(id))),
            Hit::Header => Some(Action::EditText(Element::Header)),
            Hit::Legend(id) => Some(Action::EditText(Element::Curve(id))),
            Hit::Curve { curve, .. } => {
                let selection = Selection::one(Element::Curve(curve));
                let seen = Seen {
                    selection: &selection,
                    ..seen
                };
                let plan = placing::point_at(input.pos, snaps, seen);
                plan.map(|plan| Action::Write(plan.edits, plan.label.into()))
            }
            Hit::StageEdge(id) => {
                let usual = Edit::SetStage(id, StageField::Span(Span::default()));
                Some(Action::Run(vec![usual], "resize stage".into()))
            }
            Hit::Cell { lane, .. } if is_emotion(lane, seen) => add_point(),
            Hit::Cell { stage, lane } => {
                let reach = if snaps { REACH * input.pixel } else { 0.0 };
                let cell = Cell { stage, lane };
                placing::card_in(cell, input.pos.x, reach, seen).map(|edits| {
                    let label = placing::label_of(seen.map, lane, Tool::Card);
                    Action::Write(edits, label.into())
                })
            }
            Hit::Divider(_) | Hit::Paper | Hit::Desk => None,
        };
        (idle(input, seen), action.into_iter().collect())
    }

    pub(super) fn cancelled(self) -> (Self, Vec<Action>) {
        let actions = match self {
            Self::Idle { .. } => return (self, Vec::new()),
            Self::Pressed { .. } | Self::Placing { .. } => Vec::new(),
            Self::Moving(_)
            | Self::MovingStage { .. }
            | Self::MovingLane { .. }
            | Self::MovingDivider { .. }
            | Self::Resizing { .. } => vec![Action::Cancel],
            Self::Selecting { restore, .. } => vec![Action::Select(restore)],
        };
        (Self::default(), actions)
    }

    pub(super) fn left(self) -> (Self, Vec<Action>) {
        let next = if self.is_held() {
            self
        } else {
            Self::with_tool(self.tool())
        };
        (next, Vec::new())
    }
}

/// What lies under the pointer. Of emotion points on top of one another it is
/// that of the curve that is selected, so that a copy is drawn away from what it
/// was copied from.
fn hit(input: &Input, seen: Seen<'_>) -> Hit {
    let slop = SLOP * input.pixel;
    let hit = seen.layout.hit(input.pos, slop);
    let curve = matches!(hit, Hit::Point(_))
        .then(|| placing::selected_curve(seen.map, seen.selection))
        .flatten();
    let own = curve.and_then(|curve| seen.layout.hit_point_of(curve, input.pos, slop));
    own.map_or(hit, Hit::Point)
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
        Hit::Stage(stage) => Some(Interaction::MovingStage {
            stage,
            copy: None,
            origin,
            pos,
        }),
        Hit::Lane(lane) => Some(Interaction::MovingLane { lane, origin, pos }),
        Hit::Divider(divider) => Some(Interaction::MovingDivider {
            divider,
            origin,
            pos,
        }),
        Hit::StageEdge(stage) => {
            let resize = Resize::begin(stage, seen.map, seen.layout)?;
            Some(Interaction::Resizing { origin, resize })
        }
        Hit::Curve { .. }
        | Hit::Persona(_)
        | Hit::Legend(_)
        | Hit::Header
        | Hit::Cell { .. }
        | Hit::Paper
        | Hit::Desk => {
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
pub(super) fn element_of(hit: Hit) -> Option<Element> {
    match hit {
        Hit::Card(id) => Some(Element::Card(id)),
        Hit::Point(id) => Some(Element::Point(id)),
        Hit::Curve { curve, .. } | Hit::Legend(curve) => Some(Element::Curve(curve)),
        Hit::Stage(id) | Hit::StageEdge(id) => Some(Element::Stage(id)),
        Hit::Lane(id) => Some(Element::Lane(id)),
        Hit::Divider(divider) => Some(Element::Divider(divider)),
        Hit::Persona(id) => Some(Element::Persona(id)),
        Hit::Header => Some(Element::Header),
        Hit::Cell { .. } | Hit::Paper | Hit::Desk => None,
    }
}

/// The selected curve, where it is not the one that a lane's empty places are
/// for by themselves: clicks between its points go on with it.
fn further_curve(lane: LaneId, seen: Seen<'_>) -> Option<CurveId> {
    if !is_emotion(lane, seen) {
        return None;
    }
    let selected = placing::selected_curve(seen.map, seen.selection)?;
    let here = |curve: &&Curve| seen.map.lane_of_curve(curve) == Some(lane);
    let mut curves = seen.map.curves.iter().filter(here);
    let first = curves.find(|curve| !curve.hidden)?.id;
    (selected != first).then_some(selected)
}

fn is_emotion(lane: LaneId, seen: Seen<'_>) -> bool {
    let lane = seen.map.lane(lane);
    lane.is_some_and(|(_, lane)| lane.kind == LaneKind::Emotion)
}
