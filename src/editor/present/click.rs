//! What a click on a page means, and what is written on it: the text of what
//! is there, or a new card.

use emath::Pos2;

use crate::{
    editor::{
        adding::{place_of_primary, target},
        placing::{card_lanes, free_place},
        present::Turn,
        selection::{Cell, Selection},
        session::Editor,
    },
    layout::{Hit, Layout, Setting, tokens},
    model::{At, Element, StageId},
};

impl Editor {
    /// A click on the page: on something, it dims the rest; on a stage of the
    /// overview, it goes there; where nothing is, it goes on, or back at the
    /// left.
    pub fn click_page(&mut self, pos: Pos2) {
        self.settle();
        if self.lift_blank() {
            return;
        }
        let layout = self.layout();
        let hit = layout.hit(pos, 4.0 * self.view.pixel());
        if layout.setting == Setting::Overview
            && let Some(stage) = stage_at(&layout, hit, pos)
        {
            let place = self.map().stage(stage).map_or(0, |(place, _)| place);
            return self.turn(Turn::Stage(place));
        }
        if self.is_voting() {
            // Whoever misses a card means none of the pages beside it.
            self.vote_at(pos, true);
            return;
        }
        if let Some(element) = element_at(hit) {
            let is_held = self.selection.contains(element);
            let next = (!is_held).then(|| Selection::one(element));
            return self.select(next.unwrap_or_default());
        }
        if !self.selection.is_empty() {
            return self.select(Selection::default());
        }
        if matches!(hit, Hit::Stage(_) | Hit::StageEdge(_)) {
            return;
        }
        let is_left = pos.x < layout.size.x / 4.0;
        self.turn(if is_left { Turn::Previous } else { Turn::Next });
    }

    /// What a double click at a place of the page edits.
    #[must_use]
    pub fn editable_at(&mut self, pos: Pos2) -> Option<Element> {
        let layout = self.layout();
        if self.blank().is_some() || layout.setting == Setting::Overview {
            return None;
        }
        let hit = layout.hit(pos, 4.0 * self.view.pixel());
        if let Hit::Stage(id) | Hit::StageEdge(id) = hit {
            return Some(Element::Stage(id));
        }
        element_at(hit)
    }

    /// A double click at a place of the page: types the text of what is there,
    /// or a new card in an empty cell. False where there is nothing to write.
    pub fn write_at(&mut self, pos: Pos2) -> bool {
        if let Some(element) = self.editable_at(pos) {
            self.edit_text(element);
            return true;
        }
        let layout = self.layout();
        let Hit::Cell { stage, lane } = layout.hit(pos, 4.0 * self.view.pixel()) else {
            return false;
        };
        let is_for_cards = card_lanes(self.map()).any(|held| held.id == lane);
        if layout.setting != Setting::Stage || self.blank().is_some() || !is_for_cards {
            return false;
        }
        let cell = Cell { stage, lane };
        let at = column_of(&layout, cell, pos.x);
        self.write_card(cell, at);
        true
    }

    /// A new card on the stage that is shown, to be typed: beside the one that
    /// is lit, else on the first lane of the page. On the overview, none.
    pub fn add_on_page(&mut self) {
        self.settle();
        let Some((Some(stage), _)) = self.shown_page() else {
            return;
        };
        if self.blank().is_some() {
            return;
        }
        let layout = self.layout();
        let map = self.map();
        let here = |cell: &Cell| cell.stage == stage;
        let known = !self.selection.is_empty() || self.selection.empty_cell().is_some();
        let beside = target(map, &self.selection).filter(|cell| known && here(cell));
        let mut rows = layout.lanes.iter();
        let first = rows.find(|row| card_lanes(map).any(|lane| lane.id == row.id));
        let first = first.map(|row| Cell {
            stage,
            lane: row.id,
        });
        if let Some(cell) = beside.or(first) {
            let after = place_of_primary(map, &self.selection).filter(|_| beside.is_some());
            let at = free_place(map, cell, after);
            self.write_card(cell, at);
        }
    }
}

/// The column of a page, of the three that cards stand in, that is nearest to an
/// x.
fn column_of(layout: &Layout, cell: Cell, x: f32) -> At {
    let mut columns = layout.stages.iter();
    let column = columns.find(|column| column.id == cell.stage);
    let share = column.map_or(0.0, |column| (x - column.x) / column.width.max(1.0));
    let last = tokens::COLUMNS - 1.0;
    let place = (share * tokens::COLUMNS).floor().clamp(0.0, last);
    At::clamped(f64::from(place / last))
}

fn element_at(hit: Hit) -> Option<Element> {
    match hit {
        Hit::Card(id) => Some(Element::Card(id)),
        Hit::Point(id) => Some(Element::Point(id)),
        Hit::Lane(id) => Some(Element::Lane(id)),
        Hit::Curve { .. }
        | Hit::StageEdge(_)
        | Hit::Stage(_)
        | Hit::Header
        | Hit::Divider(_)
        | Hit::Legend(_)
        | Hit::Persona(_)
        | Hit::Cell { .. }
        | Hit::Paper
        | Hit::Desk => None,
    }
}

/// The stage of the overview that a click means.
fn stage_at(layout: &Layout, hit: Hit, pos: Pos2) -> Option<StageId> {
    match hit {
        Hit::Stage(_) | Hit::StageEdge(_) | Hit::Card(_) | Hit::Cell { .. } | Hit::Curve { .. } => {
            layout.column_at(pos.x).map(|column| column.id)
        }
        Hit::Point(_)
        | Hit::Lane(_)
        | Hit::Header
        | Hit::Divider(_)
        | Hit::Legend(_)
        | Hit::Persona(_)
        | Hit::Paper
        | Hit::Desk => None,
    }
}
