//! Typing on the canvas: which element's text is open, and what it says so
//! far. Typing is a gesture: every keystroke previews, and one undo takes the
//! whole of it back.

use super::document::Label;
use crate::model::{
    CardField, Channel, CurveField, Edit, Element, LaneField, Map, MapField, PersonaField,
    PointField, StageField,
};

/// A text that is being typed in place.
#[derive(Clone, Debug, PartialEq)]
pub struct TextEdit {
    /// Whose text.
    pub element: Element,
    /// The text so far.
    pub text: String,
    /// What is selected of it at first.
    pub starts: CaretStart,
    /// The channel that came with a text that was suggested.
    pub(super) channel: Option<Channel>,
    /// What made the element, when it is new: part of the same undo step.
    pub(super) opening: Vec<Edit>,
    /// What the step is called.
    pub(super) label: Label,
}

/// Where the caret is when a text is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaretStart {
    /// All is selected: what is typed replaces it.
    All,
    /// At its end: what is typed is added. So it is where Tab leads to, which
    /// must not overwrite what stands there.
    End,
}

/// Where typing goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// Nowhere: the text is done.
    Done,
    /// To a new card below this one, in the same cell.
    NextCard,
    /// To the cell of the next stage on the same lane: its first card, or a
    /// new one.
    NextCell,
    /// The same, one stage back.
    PreviousCell,
}

impl TextEdit {
    /// Whether the element is made by this very gesture.
    #[must_use]
    pub fn is_new(&self) -> bool {
        !self.opening.is_empty()
    }

    /// What Enter does: a card that was just typed is followed by the next,
    /// so that a room can be typed down as fast as it speaks; any other text
    /// is done.
    #[must_use]
    pub fn on_enter(&self) -> Then {
        let is_card = matches!(self.element, Element::Card(_));
        if is_card && self.is_new() && !self.text.trim().is_empty() {
            Then::NextCard
        } else {
            Then::Done
        }
    }

    /// Every edit of the gesture so far.
    pub(super) fn edits(&self) -> Vec<Edit> {
        let mut edits = self.opening.clone();
        edits.extend(set_text(self.element, self.text.clone()));
        if let (Element::Card(id), Some(_)) = (self.element, self.channel) {
            edits.push(Edit::SetCard(id, CardField::Channel(self.channel)));
        }
        edits
    }
}

/// The text that is edited in place: a card's text, a point's word, a name or
/// the title.
#[must_use]
pub(super) fn text_of(map: &Map, element: Element) -> Option<String> {
    Some(match element {
        Element::Header => map.title.clone(),
        Element::Persona(id) => map.persona(id)?.name.clone(),
        Element::Stage(id) => map.stage(id)?.1.name.clone(),
        Element::Lane(id) => map.lane(id)?.1.name.clone(),
        Element::Card(id) => map.card(id)?.1.text.clone(),
        Element::Point(id) => map.point(id)?.1.word.clone(),
        Element::Curve(id) => map.curve(id)?.name.clone(),
        Element::Divider(_) => return None,
    })
}

/// The edit that changes that text.
pub(super) fn set_text(element: Element, text: String) -> Option<Edit> {
    Some(match element {
        Element::Header => Edit::SetMap(MapField::Title(text)),
        Element::Persona(id) => Edit::SetPersona(id, PersonaField::Name(text)),
        Element::Stage(id) => Edit::SetStage(id, StageField::Name(text)),
        Element::Lane(id) => Edit::SetLane(id, LaneField::Name(text)),
        Element::Card(id) => Edit::SetCard(id, CardField::Text(text)),
        Element::Point(id) => Edit::SetPoint(id, PointField::Word(text)),
        Element::Curve(id) => Edit::SetCurve(id, CurveField::Name(text)),
        Element::Divider(_) => return None,
    })
}

/// What changing that text is called.
pub(super) const fn text_label(element: Element) -> &'static str {
    match element {
        Element::Header => "edit title",
        Element::Persona(_) => "rename persona",
        Element::Stage(_) => "rename stage",
        Element::Lane(_) => "rename lane",
        Element::Card(_) => "edit card",
        Element::Point(_) => "edit emotion point",
        Element::Curve(_) => "rename curve",
        Element::Divider(_) => "edit line",
    }
}
