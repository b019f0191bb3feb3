//! What commands add to a map when no pointer says where: beside what is
//! selected, or at the end.

use super::{
    command::Command,
    onward::cell_of,
    placing::card_lanes,
    selecting::{lane_of_element, stage_of_element},
    selection::{Cell, Selection},
    session::Editor,
};
use crate::model::{
    At, Edit, Element, Lane, LaneField, LaneId, LaneKind, Map, New, Stage, StageId,
};

impl Editor {
    /// What Enter does on the map: edits the text of what is selected, or fills
    /// the cell that was walked to, or else the first.
    #[must_use]
    pub fn on_enter(&self) -> Command {
        let cell = self.selection.empty_cell();
        let cell = cell.filter(|_| self.selection.primary().is_none());
        match cell.and_then(|cell| self.map().lane(cell.lane)) {
            None if self.selection.is_empty() => Command::AddCard,
            None => Command::EditText,
            Some((_, lane)) if lane.kind == LaneKind::Emotion => Command::AddPoint,
            Some(_) => Command::AddCard,
        }
    }

    pub(super) fn add_stage(&mut self) {
        let map = self.map();
        let primary = self.selection.primary();
        let after = primary.and_then(|element| stage_of_element(map, element));
        let index = after.and_then(|id| map.stage(id));
        let index = index.map_or(map.stages.len(), |(index, _)| index + 1);
        let stage = Stage::new(StageId(0), "New stage");
        let edits = vec![Edit::Add(New::Stage(index, Box::new(stage)))];
        self.write(edits, "add stage".into());
        self.show_typed();
    }

    pub(super) fn add_lane(&mut self, kind: LaneKind) {
        let map = self.map();
        let primary = self.selection.primary();
        let after = primary.and_then(|element| lane_of_element(map, element));
        let index = after.and_then(|id| map.lane(id));
        let index = index.map_or(map.lanes.len(), |(index, _)| index + 1);
        if kind == LaneKind::Custom {
            // Only its people know what it is about.
            let lane = Lane::new(LaneId(0), kind, "New lane");
            self.write(vec![Edit::Add(New::Lane(index, lane))], "add lane".into());
            return self.show_typed();
        }
        let lane = Lane::new(LaneId(0), kind, kind.label());
        // A refusal is kept as trouble.
        let _ = self.run(&[Edit::Add(New::Lane(index, lane))], "add lane");
    }

    pub(super) fn toggle_lane(&mut self) {
        if let Some(Element::Lane(id)) = self.selection.primary()
            && let Some((_, lane)) = self.map().lane(id)
        {
            let (hidden, label) = if lane.hidden {
                (false, "show lane")
            } else {
                (true, "hide lane")
            };
            let edit = Edit::SetLane(id, LaneField::Hidden(hidden));
            // A refusal is kept as trouble.
            let _ = self.run(&[edit], label);
        }
    }
}

/// The cell that new cards go to: the one that was pointed at, or the primary's
/// own, or the first.
pub(super) fn target(map: &Map, selection: &Selection) -> Option<Cell> {
    let primary = selection.primary();
    let own = primary.and_then(|element| cell_of(map, element));
    let stage = match primary {
        Some(Element::Stage(id)) => Some(id),
        Some(Element::Point(id)) => map.point(id).map(|(stage, _)| stage.id),
        Some(
            Element::Header
            | Element::Persona(_)
            | Element::Lane(_)
            | Element::Card(_)
            | Element::Curve(_)
            | Element::Divider(_),
        )
        | None => None,
    };
    let holds = |id: LaneId| card_lanes(map).any(|lane| lane.id == id);
    let lane = match primary {
        Some(Element::Lane(id)) if holds(id) => Some(id),
        _ => None,
    };
    let first = Cell {
        stage: stage.or(map.stages.first().map(|stage| stage.id))?,
        lane: lane.or(card_lanes(map).next().map(|lane| lane.id))?,
    };
    let pointed = selection.empty_cell().filter(|cell| holds(cell.lane));
    Some(pointed.or(own).unwrap_or(first))
}

/// Where the primary card sits, so that the next goes after it.
pub(super) fn place_of_primary(map: &Map, selection: &Selection) -> Option<At> {
    match selection.primary()? {
        Element::Card(id) => map.card(id).map(|(_, card)| card.at),
        Element::Header
        | Element::Persona(_)
        | Element::Stage(_)
        | Element::Lane(_)
        | Element::Point(_)
        | Element::Curve(_)
        | Element::Divider(_) => None,
    }
}
