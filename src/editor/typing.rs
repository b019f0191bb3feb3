//! Typing in place and moving by keys, as gestures of the editor: each ends in
//! one step, however many keys it took.

use super::{
    Direction, arrange,
    document::Label,
    keyboard,
    onward::{Next, cell_of, goes_to},
    placing::{self, Maker},
    selection::{Cell, Selection},
    session::{Editor, Gesture},
    text::{CaretStart, TextEdit, Then, text_label, text_of},
    tool::Tool,
    walking::{self, Far, Stop},
};
use crate::{
    file::plain::kept,
    model::{At, CardId, Edit, Element, Lane, LaneId, LaneKind, Map, New, Stage, StageId},
};

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
                follows: false,
                opening: Vec::new(),
                label: text_label(element).into(),
            });
        }
    }

    /// The text typed so far has changed. What cannot be seen is left out of
    /// it, and what is beyond the limit of one text.
    pub fn type_text(&mut self, text: String) {
        let Gesture::Text(edit) = &mut self.gesture else {
            return;
        };
        edit.text = kept(text);
        if let Err(error) = self.document.preview(&edit.edits()) {
            self.cancel();
            self.trouble = Some(error.to_string());
        }
    }

    /// Ends typing and keeps the text, and goes on; what is new and was left
    /// without a text is dropped.
    pub fn finish_text(&mut self, then: Then) {
        let Gesture::Text(text) = &self.gesture else {
            return;
        };
        let (element, unused) = (text.element, text.is_unused());
        if !unused {
            self.note_typed(&text.clone());
        }
        let layout = self.layout();
        let next = goes_to(self.document.map(), (&layout, &self.typed), element, then);
        self.settle();
        match next {
            // Two empty ones in a row end the typing.
            Some(Next::Stage(_) | Next::Lane(_)) | None if unused => {}
            Some(Next::Card(..)) if unused && then == Then::Another => {}
            Some(Next::Card(cell, at, moves)) => self.write_moving(cell, at, &moves),
            Some(Next::Stage(index)) => {
                let stage = Stage::new(StageId(0), "");
                self.write_on(New::Stage(index, Box::new(stage)), "add stage");
            }
            Some(Next::Lane(index)) => {
                let lane = Lane::new(LaneId(0), LaneKind::Custom, "");
                self.write_on(New::Lane(index, lane), "add lane");
            }
            Some(Next::Element(element)) => {
                // A label that stands there for want of a better one is typed over.
                let starts = match element {
                    Element::Stage(_) | Element::Lane(_) => CaretStart::All,
                    Element::Header
                    | Element::Persona(_)
                    | Element::Card(_)
                    | Element::Point(_)
                    | Element::Curve(_)
                    | Element::Divider(_) => CaretStart::End,
                };
                self.open_text(element, starts);
                self.show_text(element);
            }
            None => {}
        }
    }

    /// Ends typing and goes back to the text as it was; a new element is gone
    /// again, but for an emotion point, which says something without a word.
    pub fn cancel_text(&mut self) {
        let Gesture::Text(text) = &self.gesture else {
            return;
        };
        if text.is_new() && matches!(text.element, Element::Point(_)) {
            self.type_text(String::new());
            self.settle();
        } else {
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
                    follows: false,
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
        self.write_moving(cell, at, &[]);
    }

    /// The same, after other cards of the cell have made room.
    fn write_moving(&mut self, cell: Cell, at: At, moves: &[(CardId, At)]) {
        let map = self.document.map();
        let Cell { stage, lane } = cell;
        let mut maker = Maker::new(map);
        maker
            .edits
            .extend(moves.iter().map(|(card, at)| Edit::PlaceCard {
                card: *card,
                stage,
                lane,
                at: *at,
            }));
        maker.card(stage, lane, at);
        let (edits, label) = (maker.edits, placing::label_of(map, lane, Tool::Card));
        self.write(edits, label.into());
        if let Gesture::Text(text) = &mut self.gesture {
            text.follows = true;
        }
        self.show_typed();
    }

    /// Something new that has no name yet, which is typed next.
    fn write_on(&mut self, new: New, label: &'static str) {
        self.write(vec![Edit::Add(new)], label.into());
        self.show_typed();
    }

    pub(super) fn show_typed(&mut self) {
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
        if text.is_unused() {
            let cell = cell_of(self.document.map(), text.element);
            self.document.cancel();
            self.selection.retain_in(self.document.map());
            if let (true, Some(cell)) = (self.selection.is_empty(), cell) {
                self.select(Selection::cell(cell));
            }
        } else {
            self.note_typed(&text);
            self.document.commit(text.label);
        }
    }

    /// Remembers where typing has put cards.
    fn note_typed(&mut self, text: &TextEdit) {
        if !text.follows {
            return;
        }
        for edit in &text.opening {
            if let Edit::PlaceCard { card, at, .. } = edit {
                self.typed.insert(*card, *at);
            }
        }
        if let Element::Card(id) = text.element
            && let Some((_, card)) = self.document.map().card(id)
        {
            self.typed.insert(id, card.at);
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
