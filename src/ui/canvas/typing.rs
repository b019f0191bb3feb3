//! Typing on the map: a text field over the element, in the size that its text
//! has there. The editor holds the text and its gesture; the field only types.

use egui::{
    Align, Event, EventFilter, FontId, Frame, Key, Margin, Modifiers, Pos2, Rect, Stroke, TextEdit,
    Ui,
    text::{CCursor, CCursorRange},
};

use super::names;
use crate::{
    editor::{CaretStart, Editor, Then},
    layout::Face,
    model::Element,
    paint,
    scene::Theme,
    ui::widgets::field_id,
};

/// Text is never typed smaller than this on the screen, in points.
const SMALLEST: f32 = 11.0;

/// The field, between frames.
#[derive(Debug, Default)]
pub(super) struct Typing {
    /// Whose text the field was opened for, and where it is.
    open: Option<(Element, Rect)>,
}

impl Typing {
    /// Where the field is: presses there are its own.
    pub(super) fn place(&self) -> Option<Rect> {
        self.open.map(|(_, rect)| rect)
    }

    /// Draws the field while a text is being typed.
    pub(super) fn typing_ui(&mut self, ui: &mut Ui, editor: &mut Editor, theme: &Theme) {
        let Some(text) = editor.text_edit().cloned() else {
            self.open = None;
            return;
        };
        let element = text.element;
        let Some((rect, face, size)) = editor.layout().text_rect_of(element) else {
            editor.finish_text(Then::Done);
            name_in_inspector(ui, element);
            return;
        };
        if let Some(then) = leave_by_key(ui) {
            match then {
                Leave::Enter => editor.finish_text(text.on_enter()),
                Leave::Tab => editor.finish_text(Then::NextCell),
                Leave::BackTab => editor.finish_text(Then::PreviousCell),
                Leave::Escape => editor.cancel_text(),
            }
            ui.memory_mut(|memory| memory.request_focus(super::id()));
            ui.ctx().request_repaint();
            return;
        }
        // Where the map is small, the field is larger than the element: its text
        // has to be read, and to break where it will.
        let zoom = editor.view.zoom().max(SMALLEST / size);
        let corner = editor.view.screen_from_map() * rect.min;
        let rect = Rect::from_min_size(corner, rect.size() * zoom);
        let mut typed = text.text.clone();
        let look = Look::of(element, face, size * zoom, zoom);
        let (response, place) = look.field_ui(ui, element, rect, &mut typed, theme);
        let is_new = self.open.is_none_or(|(open, _)| open != element);
        self.open = Some((element, place));
        if is_new {
            response.request_focus();
            set_caret(ui, &response, &typed, text.starts);
            ui.ctx().request_repaint();
        } else if response.changed() {
            editor.type_text(typed);
        } else if response.lost_focus() {
            editor.finish_text(Then::Done);
        }
    }
}

/// What has no text on the map is named in the inspector, which shows it.
fn name_in_inspector(ui: &Ui, element: Element) {
    let field = match element {
        Element::Persona(id) => field_id(id, "Name"),
        Element::Curve(id) => field_id(id, "Name"),
        Element::Stage(id) => field_id(id, "Name"),
        Element::Lane(id) => field_id(id, "Name"),
        Element::Card(id) => field_id(id, "Text"),
        Element::Point(id) => field_id(id, "Word"),
        Element::Header => field_id("map", "Title"),
    };
    ui.memory_mut(|memory| memory.request_focus(field));
    ui.ctx().request_repaint();
}

/// How the text of an element is set while it is typed.
struct Look {
    font: FontId,
    margin: Margin,
    align: Align,
    one_line: bool,
}

impl Look {
    fn of(element: Element, face: Face, size: f32, zoom: f32) -> Self {
        let (margin, align, one_line) = match element {
            Element::Card(_) => ((9.0, 7.0), Align::Min, false),
            Element::Point(_) => ((4.0, 2.0), Align::Center, true),
            Element::Header | Element::Persona(_) | Element::Stage(_) | Element::Curve(_) => {
                ((4.0, 2.0), Align::Min, true)
            }
            Element::Lane(_) => ((4.0, 4.0), Align::Min, true),
        };
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a few points, and the cast saturates"
        )]
        let margin = Margin::symmetric((margin.0 * zoom) as i8, (margin.1 * zoom) as i8);
        Self {
            font: FontId::new(size, paint::family(face)),
            margin,
            align,
            one_line,
        }
    }

    /// The field, and the room it takes.
    fn field_ui(
        self,
        ui: &mut Ui,
        element: Element,
        rect: Rect,
        text: &mut String,
        theme: &Theme,
    ) -> (egui::Response, Rect) {
        let edit = if self.one_line {
            TextEdit::singleline(text).clip_text(false)
        } else {
            TextEdit::multiline(text)
        };
        let frame = Frame::new()
            .fill(paint::color(theme.paper))
            .stroke(Stroke::new(2.0, paint::color(theme.accent)))
            .corner_radius(6)
            .inner_margin(self.margin);
        let edit = edit
            .id(names::id_of(element).with("text"))
            .font(self.font)
            .text_color(paint::color(theme.ink))
            .align(egui::Align2([self.align, Align::Min]))
            .frame(frame)
            .desired_rows(1)
            .desired_width(rect.width())
            .min_size(rect.size())
            .event_filter(EventFilter {
                tab: true,
                horizontal_arrows: true,
                vertical_arrows: true,
                escape: true,
            })
            .return_key(egui::KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter));
        // The field may grow beyond the element's box while it is typed.
        let room = Rect::from_min_size(rect.min, rect.size().max(egui::Vec2::new(24.0, 16.0)));
        let mut child = ui.new_child(
            egui::UiBuilder::new()
                .id_salt(("typing", element))
                .max_rect(Rect::from_min_max(
                    room.min,
                    Pos2::new(room.right(), room.bottom() + 4_000.0),
                ))
                .layout(egui::Layout::top_down(Align::Min)),
        );
        let response = child.add(edit).accessible_name("Text on the map");
        let place = response.rect.expand(2.0);
        (response, place)
    }
}

fn set_caret(ui: &Ui, response: &egui::Response, text: &str, starts: CaretStart) {
    let mut state = TextEdit::load_state(ui.ctx(), response.id).unwrap_or_default();
    let end = CCursor::new(text.chars().count());
    let range = match starts {
        CaretStart::All => CCursorRange::two(CCursor::new(0), end),
        CaretStart::End => CCursorRange::one(end),
    };
    state.cursor.set_char_range(Some(range));
    TextEdit::store_state(ui.ctx(), response.id, state);
}

/// A key that ends typing.
enum Leave {
    Enter,
    Tab,
    BackTab,
    Escape,
}

/// Takes such a key out of this frame's events, before the field sees it.
/// While an input method composes a word, the system keeps its keys.
#[expect(clippy::wildcard_enum_match_arm, reason = "egui's keys, not ours")]
fn leave_by_key(ui: &Ui) -> Option<Leave> {
    let mut leave = None;
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Key {
                key,
                pressed: true,
                modifiers,
                ..
            } = event
            else {
                return true;
            };
            let found = match key {
                Key::Enter if !modifiers.shift => Leave::Enter,
                Key::Tab if modifiers.shift => Leave::BackTab,
                Key::Tab => Leave::Tab,
                Key::Escape => Leave::Escape,
                _ => return true,
            };
            leave.get_or_insert(found);
            false
        });
    });
    leave
}
