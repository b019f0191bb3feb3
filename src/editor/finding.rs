//! Finding things in the open map: the session's part of search and filter,
//! and going to what was found.

use std::sync::Arc;

use super::{
    marks::Marks,
    search::{self, Hidden},
    selection::Selection,
    session::Editor,
};
use crate::model::{CurveField, Edit, Element, LaneField, PointId, Valence};

impl Editor {
    /// Looks for a text, and goes to the first place that has it, from what is
    /// selected on.
    pub fn look_for(&mut self, text: &str) {
        let map = Arc::clone(self.map());
        let from = self.selection.primary();
        self.search.look_for(text, &map, from);
        if let Some(found) = self.search.current() {
            self.go_to(found.element);
        }
    }

    /// Goes to the next place that has the text, or the one before.
    pub fn find_step(&mut self, forward: bool) {
        self.update_search();
        if let Some(found) = self.search.step(forward) {
            self.go_to(found.element);
        }
    }

    /// Brings what was found up to date with the map; not while a hand is
    /// changing it.
    pub fn update_search(&mut self) {
        if !self.document.in_gesture() {
            let map = Arc::clone(self.map());
            self.search.update(&map);
        }
    }

    /// Looks for nothing any more.
    pub fn end_search(&mut self) {
        let map = Arc::clone(self.map());
        self.search.look_for("", &map, None);
    }

    /// What search and filter show over the map.
    #[must_use]
    pub fn marks(&self) -> Marks {
        Marks {
            filter: self.filter.clone(),
            found: Arc::clone(self.search.found()),
        }
    }

    /// Selects an element and brings it into view.
    pub fn go_to(&mut self, element: Element) {
        self.settle();
        self.let_go();
        self.select(Selection::one(element));
        if let Some(rect) = self.layout().rect_of(element) {
            self.view.reveal(rect);
        }
    }

    /// Selects several elements instead, and brings the first into view.
    pub fn go_to_all(&mut self, elements: &[Element]) {
        if let Some(first) = elements.first() {
            self.go_to(*first);
            let rest = elements.iter().skip(1).copied();
            self.select(self.selection.clone().with_all(rest));
        }
    }

    /// Why the selected element cannot be seen on the map, if it cannot.
    #[must_use]
    pub fn hidden_selection(&self) -> Option<Hidden> {
        search::hidden(self.map(), self.selection.primary()?)
    }

    /// Shows the lane or the curve that hides an element, and goes back to it.
    pub fn unhide(&mut self, hidden: &Hidden) {
        let element = self.selection.primary();
        let (edit, label) = match hidden.by {
            Element::Lane(id) => (Edit::SetLane(id, LaneField::Hidden(false)), "show lane"),
            Element::Curve(id) => (Edit::SetCurve(id, CurveField::Hidden(false)), "show curve"),
            Element::Header
            | Element::Persona(_)
            | Element::Stage(_)
            | Element::Card(_)
            | Element::Point(_)
            | Element::Divider(_) => return,
        };
        if self.run(&[edit], label).is_ok()
            && let Some(element) = element
        {
            self.go_to(element);
        }
    }

    /// Gives an emotion point another feeling, as one step.
    pub fn set_feeling(&mut self, point: PointId, feeling: Valence) {
        let Some((stage, held)) = self.map().point(point) else {
            return;
        };
        let edit = Edit::PlacePoint {
            point,
            stage: stage.id,
            at: held.at,
            feeling: Some(feeling),
        };
        if held.feeling != Some(feeling) {
            // A refusal is kept as trouble.
            let _ = self.run(&[edit], "set feeling");
        }
    }
}
