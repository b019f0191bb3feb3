//! Typing on the canvas: which element's text is open, and what it says so
//! far. Typing is a gesture: every keystroke previews, and one undo takes the
//! whole of it back.

use super::document::Label;
use crate::{
    file::table::labels::kind_of,
    model::{
        CardField, Channel, CurveField, Edit, Element, LaneField, Map, MapField, New, PersonaField,
        PointField, StageField,
    },
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
    /// Whether typing went on to it, so that its place is nobody's choice.
    pub(super) follows: bool,
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
    /// To a new one of the same kind: a card after or below this one, the
    /// stage after this one, the lane below it.
    Another,
    /// To the cell of the next stage on the same lane: its first card, or a
    /// new one; from a label to the next label, or a new one.
    NextCell,
    /// The same, one back.
    PreviousCell,
}

impl TextEdit {
    /// Whether the element is made by this very gesture.
    #[must_use]
    pub fn is_new(&self) -> bool {
        !self.opening.is_empty()
    }

    /// Whether it is something new that was left without a text: such a card,
    /// stage or lane is dropped again.
    #[must_use]
    pub fn is_unused(&self) -> bool {
        self.is_new() && self.goes_on() && self.text.trim().is_empty()
    }

    /// Whether more of its kind can be typed after it.
    fn goes_on(&self) -> bool {
        matches!(
            self.element,
            Element::Card(_) | Element::Stage(_) | Element::Lane(_)
        )
    }

    /// What Enter does: a card, stage or lane is followed by the next, so that
    /// a room can be typed down as fast as it speaks. Any other text is done,
    /// and so is one that was left empty.
    #[must_use]
    pub fn on_enter(&self) -> Then {
        if self.goes_on() && !self.text.trim().is_empty() {
            Then::Another
        } else {
            Then::Done
        }
    }

    /// Every edit of the gesture so far. A lane that was begun without a name
    /// takes the kind that its name speaks of.
    pub(super) fn edits(&self) -> Vec<Edit> {
        let mut edits = self.opening.clone();
        edits.extend(set_text(self.element, self.text.clone()));
        if let (Element::Card(id), Some(_)) = (self.element, self.channel) {
            edits.push(Edit::SetCard(id, CardField::Channel(self.channel)));
        }
        if let (Element::Lane(id), [Edit::Add(New::Lane(_, lane))]) =
            (self.element, self.opening.as_slice())
            && lane.name.is_empty()
            && let Some(kind) = kind_of(&self.text)
        {
            edits.push(Edit::SetLane(id, LaneField::Kind(kind)));
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
