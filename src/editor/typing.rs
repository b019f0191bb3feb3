//! Typing in place and moving by keys, as gestures of the editor: each ends in
//! one step, however many keys it took.

use super::{
    Direction, arrange,
    document::Label,
    keyboard,
    placing::{self, Maker, card_lanes, free_place},
    selection::{Cell, Selection},
    session::{Editor, Gesture},
    text::{CaretStart, TextEdit, Then, text_label, text_of},
    tool::Tool,
    walking::{self, Far, Stop},
};
use crate::model::{At, Edit, Element, Map};

impl Editor {
    /// The text that is being typed on the canvas. Draw a field over
    /// `layout().text_rect_of(element)`.
    #[must_use]
    pub fn text_edit(&self) -> Option<&TextEdit> {
        match &self.gesture {
            Gesture::Text(text) => Some(text),
            Gesture::None | Gesture::Keys(..) | Gesture::Field(..) => None,
        }
    }

    /// Begins to type an element's text on the canvas, and selects it.
    pub fn edit_text(&mut self, element: Element) {
        self.open_text(element, CaretStart::All);
    }

    fn open_text(&mut self, element: Element, starts: CaretStart) {
        self.settle();
        self.let_go();
        if let Some(text) = text_of(self.document.map(), element) {
            self.selection = Selection::one(element);
            self.gesture = Gesture::Text(TextEdit {
                element,
                text,
                starts,
                channel: None,
                opening: Vec::new(),
                label: text_label(element).into(),
            });
        }
    }

    /// The text typed so far has changed.
    pub fn type_text(&mut self, text: String) {
        let Gesture::Text(edit) = &mut self.gesture else {
            return;
        };
        edit.text = text;
        if let Err(error) = self.document.preview(&edit.edits()) {
            self.cancel();
            self.trouble = Some(error.to_string());
        }
    }

    /// Ends typing and keeps the text; a new card without a text is dropped.
    pub fn finish_text(&mut self, then: Then) {
        let Gesture::Text(text) = &self.gesture else {
            return;
        };
        let (element, empty) = (text.element, text.is_new() && text.text.trim().is_empty());
        let next = goes_to(self.document.map(), element, then);
        self.settle();
        match next {
            // Two empty cards in a row end the typing.
            Some(Next::Card(..)) if empty && then == Then::NextCard => {}
            Some(Next::Card(cell, at)) => self.write_card(cell, at),
            Some(Next::Element(element)) => {
                self.open_text(element, CaretStart::End);
                self.show_text(element);
            }
            None => {}
        }
    }

    /// Ends typing and goes back to the text as it was; a new element is gone
    /// again.
    pub fn cancel_text(&mut self) {
        if matches!(self.gesture, Gesture::Text(_)) {
            self.cancel();
        }
    }

    /// Makes a new element and types its text, all as one step.
    pub(super) fn write(&mut self, opening: Vec<Edit>, label: Label) {
        self.settle();
        self.let_go();
        match self.document.preview(&opening) {
            Ok(Some(element)) => {
                self.selection = Selection::one(element);
                let text = text_of(self.document.map(), element).unwrap_or_default();
                self.gesture = Gesture::Text(TextEdit {
                    element,
                    text,
                    starts: CaretStart::All,
                    channel: None,
                    opening,
                    label,
                });
            }
            Ok(None) => self.document.commit(label),
            Err(error) => self.trouble = Some(error.to_string()),
        }
    }

    /// A new card at a place of a cell, whose text is typed next.
    pub(super) fn write_card(&mut self, cell: Cell, at: At) {
        let map = self.document.map();
        let mut maker = Maker::new(map);
        maker.card(cell.stage, cell.lane, at);
        let (edits, label) = (maker.edits, placing::label_of(map, cell.lane, Tool::Card));
        self.write(edits, label.into());
        if let Some(element) = self.text_edit().map(|text| text.element) {
            self.show_text(element);
        }
    }

    /// Brings what is typed next into view: between two texts no hand holds
    /// the map, so that a fitted view may fit again.
    fn show_text(&mut self, element: Element) {
        if self.view.is_fitted() {
            let size = self.layout().size;
            self.view.fit(size);
        } else {
            self.reveal(element);
        }
    }

    /// Ends typing and makes it a step.
    pub(super) fn keep_text(&mut self, text: TextEdit) {
        let is_card = matches!(text.element, Element::Card(_));
        if text.is_new() && is_card && text.text.trim().is_empty() {
            let cell = cell_of(self.document.map(), text.element);
            self.document.cancel();
            self.selection.retain_in(self.document.map());
            if let (true, Some(cell)) = (self.selection.is_empty(), cell) {
                self.select(Selection::cell(cell));
            }
        } else {
            self.document.commit(text.label);
        }
    }

    /// An arrow key: selects the next element in that direction, by meaning,
    /// or the next cell without cards, and brings it into view.
    pub fn walk(&mut self, direction: Direction) {
        self.settle();
        self.let_go();
        let kept = self
            .trail
            .filter(|(stop, _)| Some(*stop) == Stop::of(&self.selection));
        let kept = kept.map(|(_, moment)| moment);
        let to = walking::walk(self.document.map(), &self.selection, direction, kept);
        if let Some((stop, moment)) = to {
            self.stop_at(stop);
            self.trail = moment.map(|moment| (stop, moment));
        }
    }

    /// Shift and an arrow key: takes the next element up too; back again, the
    /// last one is left out.
    pub fn walk_extending(&mut self, direction: Direction) {
        let Some(primary) = self.selection.primary() else {
            return self.walk(direction);
        };
        self.settle();
        self.let_go();
        let next = walking::extend(self.document.map(), &self.selection, direction);
        if let Some(element) = next {
            let held = self.selection.clone();
            let held = if held.contains(element) {
                held.without(primary)
            } else {
                held
            };
            self.selection = held.with(element);
            self.reveal(element);
        }
    }

    /// Home, End and the like: selects what is at a far end.
    pub fn walk_far(&mut self, end: Far) {
        self.settle();
        self.let_go();
        if let Some(stop) = walking::far(self.document.map(), &self.selection, end) {
            self.stop_at(stop);
        }
    }

    fn stop_at(&mut self, stop: Stop) {
        self.selection = stop.selection();
        match stop {
            Stop::Element(element) => self.reveal(element),
            Stop::Cell(cell) => {
                if let Some(rect) = self.layout().cell_rect(cell.stage, cell.lane) {
                    self.view.reveal(rect);
                }
            }
        }
    }

    /// An arrow key with alt: moves what is selected. A key held down is one
    /// step, from the first press to [`Editor::release_keys`].
    pub fn nudge(&mut self, direction: Direction) {
        let found = |map: &Map, selection: &Selection| keyboard::nudge(map, selection, direction);
        self.by_keys(found);
    }

    /// Makes the selected stages a step wider or narrower. A key held down is
    /// one step, as in [`Editor::nudge`].
    pub fn resize_stages(&mut self, wider: bool) {
        self.by_keys(|map, selection| arrange::resize(map, selection, wider));
    }

    /// One more press of a key that may be held.
    fn by_keys(&mut self, edits: impl Fn(&Map, &Selection) -> Option<(Vec<Edit>, Label)>) {
        if !matches!(self.gesture, Gesture::Keys(..)) {
            self.settle();
        }
        self.let_go();
        let Some((edits, label)) = edits(self.document.map(), &self.selection) else {
            return;
        };
        if matches!(&self.gesture, Gesture::Keys(_, other) if *other != label) {
            // Another sort of move is another step.
            self.settle();
        }
        let mut so_far = match std::mem::replace(&mut self.gesture, Gesture::None) {
            Gesture::Keys(so_far, _) => so_far,
            Gesture::None | Gesture::Text(_) | Gesture::Field(..) => Vec::new(),
        };
        so_far.extend(edits);
        match self.document.preview(&so_far) {
            Ok(_) => self.gesture = Gesture::Keys(so_far, label),
            Err(error) => {
                self.cancel();
                self.trouble = Some(error.to_string());
            }
        }
        if let Some(element) = self.selection.primary() {
            self.reveal(element);
        }
    }

    /// The arrow key was released.
    pub fn release_keys(&mut self) {
        if matches!(self.gesture, Gesture::Keys(..)) {
            self.settle();
        }
    }

    fn reveal(&mut self, element: Element) {
        if let Some(rect) = self.layout().rect_of(element) {
            self.view.reveal(rect);
        }
    }
}

/// Where typing goes on.
enum Next {
    /// At an element that exists.
    Element(Element),
    /// At a new card, at a place of a cell.
    Card(Cell, At),
}

fn goes_to(map: &Map, element: Element, then: Then) -> Option<Next> {
    let forward = match then {
        Then::Done => return None,
        Then::NextCard => {
            let (_, card) = match element {
                Element::Card(id) => map.card(id)?,
                Element::Header
                | Element::Persona(_)
                | Element::Stage(_)
                | Element::Lane(_)
                | Element::Point(_)
                | Element::Curve(_)
                | Element::Divider(_) => return None,
            };
            // At the same place, layout sets it in the row below.
            return Some(Next::Card(cell_of(map, element)?, card.at));
        }
        Then::NextCell => true,
        Then::PreviousCell => false,
    };
    let beside = |index: usize| {
        if forward {
            Some(index + 1)
        } else {
            index.checked_sub(1)
        }
    };
    match element {
        Element::Stage(id) => {
            let stage = map.stages.get(beside(map.stage(id)?.0)?)?;
            Some(Next::Element(Element::Stage(stage.id)))
        }
        Element::Lane(id) => {
            let lane = map.lanes.get(beside(map.lane(id)?.0)?)?;
            Some(Next::Element(Element::Lane(lane.id)))
        }
        Element::Card(_) => {
            let cell = cell_beside(map, cell_of(map, element)?, forward)?;
            let (_, stage) = map.stage(cell.stage)?;
            let here = stage.cards.iter().filter(|card| card.lane == cell.lane);
            let first = here.min_by(|a, b| a.at.value().total_cmp(&b.at.value()));
            Some(match first {
                Some(card) => Next::Element(Element::Card(card.id)),
                None => Next::Card(cell, free_place(map, cell, None)),
            })
        }
        Element::Header
        | Element::Persona(_)
        | Element::Point(_)
        | Element::Curve(_)
        | Element::Divider(_) => None,
    }
}

/// The cell of the next stage on the same lane, or the first of the next lane.
fn cell_beside(map: &Map, cell: Cell, forward: bool) -> Option<Cell> {
    let (index, _) = map.stage(cell.stage)?;
    let lanes: Vec<_> = card_lanes(map).map(|lane| lane.id).collect();
    let lane = lanes.iter().position(|lane| *lane == cell.lane)?;
    let last = map.stages.len().checked_sub(1)?;
    let (stage, lane) = match (forward, index) {
        (true, index) if index < last => (index + 1, lane),
        (true, _) => (0, lane + 1),
        (false, 0) => (last, lane.checked_sub(1)?),
        (false, index) => (index - 1, lane),
    };
    Some(Cell {
        stage: map.stages.get(stage)?.id,
        lane: *lanes.get(lane)?,
    })
}

/// The cell a card sits in.
pub(super) fn cell_of(map: &Map, element: Element) -> Option<Cell> {
    match element {
        Element::Card(id) => {
            let (stage, card) = map.card(id)?;
            Some(Cell {
                stage: stage.id,
                lane: card.lane,
            })
        }
        Element::Header
        | Element::Persona(_)
        | Element::Stage(_)
        | Element::Lane(_)
        | Element::Point(_)
        | Element::Curve(_)
        | Element::Divider(_) => None,
    }
}
