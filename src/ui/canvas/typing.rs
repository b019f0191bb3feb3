//! Typing on the map: a text field over the element, in the size that its text
//! has there. The editor holds the text and its gesture; the field only types.

use egui::{
    Id, Pos2, Rect, Response, TextEdit, Ui, Vec2,
    text::{CCursor, CCursorRange},
};

use super::{
    field::Look,
    leaving::{Ahead, Leave},
    names,
    suggest::Suggest,
};
use crate::{
    editor::{CaretStart, Editor, Then},
    model::Element,
    scene::Theme,
    ui::widgets::field_id,
};

/// The room between a field and the edge of the canvas.
pub(super) const ROOM: f32 = 10.0;

/// The field, between frames.
#[derive(Debug, Default)]
pub(super) struct Typing {
    /// Whose text the field was opened for, and where it is.
    open: Option<(Element, Rect)>,
    /// A text can only be typed in the inspector.
    wish: bool,
    /// Touchpoints that could be meant.
    suggest: Suggest,
    /// Where the map was meant by a double click on the field.
    meant: Option<Pos2>,
    /// What was typed for the text that opens next.
    ahead: Ahead,
}

impl Typing {
    /// Where the field is: presses there are its own.
    pub(super) fn place(&self) -> Option<Rect> {
        self.open.map(|(_, rect)| rect)
    }

    /// Offers every touchpoint there is.
    pub(super) fn suggest(&mut self) {
        self.suggest.open();
    }

    /// Where the map was meant by a double click on the field.
    pub(super) fn take_meant(&mut self) -> Option<Pos2> {
        self.meant.take()
    }

    /// Whether the inspector has to be there.
    pub(super) fn take_wish(&mut self) -> bool {
        std::mem::take(&mut self.wish)
    }

    /// Draws the field while a text is being typed.
    pub(super) fn typing_ui(&mut self, ui: &mut Ui, editor: &mut Editor, theme: &Theme) {
        let field = self.place();
        let is_new = editor.text_edit().is_some_and(|text| self.opens(ui, text));
        self.ahead.give(ui);
        if let Some(taken) = self.suggest.suggest_ui(ui, editor, field) {
            editor.take_suggestion(taken.suggestion, taken.goes_on);
            return focus(ui, editor);
        }
        let Some(text) = editor.text_edit().cloned() else {
            self.open = None;
            self.ahead.forget();
            return;
        };
        let element = text.element;
        let Some((rect, face, size)) = editor.layout().text_rect_of(element) else {
            editor.finish_text(Then::Done);
            name_in_inspector(ui, element, &text.text);
            self.wish = true;
            return;
        };
        let left = self.ahead.leave(ui);
        let mut look = Look::of(editor, &text, rect, (face, size));
        if editor.view.is_fitted() {
            // The map stands still: the field moves inside the canvas.
            let was = self.open.filter(|(open, _)| *open == element);
            look.keep_inside(editor.view.viewport(), was.map(|(_, place)| place.size()));
        }
        let mut typed = text.text.clone();
        let shown = look.field_ui(ui, element, &mut typed, theme);
        if !matches!(element, Element::Card(_)) {
            typed = typed.replace('\n', " ");
        }
        let grows = self
            .open
            .is_none_or(|(_, place)| place.size() != shown.place.size());
        self.open = Some((element, shown.place));
        let field = shown.field;
        if is_new && !field.has_focus() {
            // The click that opened it was beside it, as egui sees it.
            field.request_focus();
            put_caret(ui, field.id, &typed, text.starts);
        }
        if field.changed() {
            editor.type_text(typed);
        }
        if let Some(left) = left {
            leave(editor, left);
            return focus(ui, editor);
        }
        if let Some(pos) = beside_new(editor, &text, &field) {
            // Where the map is small, the field of a card lies over the places
            // beside it: they are meant while a row is filled.
            editor.finish_text(Then::Done);
            self.meant = Some(pos);
            return focus(ui, editor);
        }
        if field.lost_focus() && !is_new {
            return editor.finish_text(Then::Done);
        }
        if !editor.view.is_fitted() && (is_new || grows || field.changed()) {
            keep_in_view(ui, editor, shown.place, shown.caret);
        }
    }
}

impl Typing {
    /// Gives the keyboard to the field of a text that was opened since the last
    /// frame, before it is drawn: it takes this frame's letters already.
    fn opens(&self, ui: &Ui, text: &crate::editor::TextEdit) -> bool {
        let is_new = self.open.is_none_or(|(open, _)| open != text.element);
        if is_new {
            let field = field_of(text.element);
            ui.memory_mut(|memory| memory.request_focus(field));
            put_caret(ui, field, &text.text, text.starts);
            ui.ctx().request_repaint();
        }
        is_new
    }
}

/// The field in which the text of an element is typed.
pub(super) fn field_of(element: Element) -> Id {
    names::id_of(element).with("text")
}

/// Ends typing as a key says.
fn leave(editor: &mut Editor, key: Leave) {
    let then = match key {
        Leave::Escape => return editor.cancel_text(),
        // Before a room, a text that is done does not open the next.
        Leave::Enter if editor.is_presenting() => Then::Done,
        Leave::Enter => editor
            .text_edit()
            .map_or(Then::Done, crate::editor::TextEdit::on_enter),
        Leave::Tab => Then::NextCell,
        Leave::BackTab => Then::PreviousCell,
    };
    editor.finish_text(then);
}

/// After a text, the keyboard is for the one that follows, or for the map.
fn focus(ui: &Ui, editor: &Editor) {
    let next = editor.text_edit().map(|text| {
        let field = field_of(text.element);
        put_caret(ui, field, &text.text, text.starts);
        field
    });
    ui.memory_mut(|memory| memory.request_focus(next.unwrap_or_else(super::id)));
    ui.ctx().request_repaint();
}

/// Where a double click meets the field of a new card, but not the card.
fn beside_new(
    editor: &mut Editor,
    text: &crate::editor::TextEdit,
    field: &Response,
) -> Option<Pos2> {
    let is_new_card = text.is_new() && matches!(text.element, Element::Card(_));
    if !is_new_card || !field.double_clicked() {
        return None;
    }
    let pos = field.interact_pointer_pos()?;
    let own = editor.layout().rect_of(text.element)?;
    let own = (editor.view.screen_from_map() * own).expand(3.0);
    (!own.contains(pos)).then_some(pos)
}

/// Moves the view as little as needed to show the field, or where that is too
/// large, its caret.
fn keep_in_view(ui: &Ui, editor: &mut Editor, place: Rect, caret: Option<Rect>) {
    let mut inside = editor.view.viewport().shrink(ROOM);
    // Names that are pinned at the edge are not covered.
    inside.min += editor.pinned().covers() * editor.view.zoom();
    let target = if place.width() <= inside.width() && place.height() <= inside.height() {
        place
    } else {
        caret.unwrap_or(place)
    };
    let nudge = |low: f32, high: f32, from: f32, to: f32| {
        if low < from {
            from - low
        } else {
            (to - high).min(0.0)
        }
    };
    let by = Vec2::new(
        nudge(target.left(), target.right(), inside.left(), inside.right()),
        nudge(target.top(), target.bottom(), inside.top(), inside.bottom()),
    );
    if by != Vec2::ZERO {
        editor.view.pan_by(by);
        ui.ctx().request_repaint();
    }
}

/// What has no text on the map is named in the inspector, which shows it.
fn name_in_inspector(ui: &Ui, element: Element, text: &str) {
    let field = match element {
        Element::Persona(id) => field_id(id, "Name"),
        Element::Curve(id) => field_id(id, "Name"),
        Element::Stage(id) => field_id(id, "Name"),
        Element::Lane(id) => field_id(id, "Name"),
        Element::Card(id) => field_id(id, "Text"),
        Element::Point(id) => field_id(id, "Word"),
        Element::Header => field_id("map", "Title"),
        Element::Divider(_) => return,
    };
    ui.memory_mut(|memory| memory.request_focus(field));
    put_caret(ui, field, text, CaretStart::All);
    ui.ctx().request_repaint();
}

/// Puts the caret of a field that takes the keyboard.
pub(super) fn put_caret(ui: &Ui, field: Id, text: &str, starts: CaretStart) {
    let mut state = TextEdit::load_state(ui.ctx(), field).unwrap_or_default();
    let end = CCursor::new(text.chars().count());
    let range = match starts {
        CaretStart::All => CCursorRange::two(CCursor::new(0), end),
        CaretStart::End => CCursorRange::one(end),
    };
    state.cursor.set_char_range(Some(range));
    TextEdit::store_state(ui.ctx(), field, state);
}
