//! Typing on the map: a text field over the element, in the size that its text
//! has there. The editor holds the text and its gesture; the field only types.

use std::sync::Arc;

use egui::{
    Align, Color32, EventFilter, FontId, Frame, Id, Key, Margin, Modifiers, Pos2, Rect, Response,
    Shadow, Shape, Stroke, StrokeKind, TextBuffer, TextEdit, Ui, Vec2,
    text::{CCursor, CCursorRange, LayoutJob},
};

use super::{
    leaving::{Ahead, Leave},
    names,
    setting::{Setting, is_pill, is_tight},
    suggest::Suggest,
};
use crate::{
    editor::{CaretStart, Editor, Then},
    file::limits::TEXT_CHARS,
    layout::Face,
    model::{Element, Swatch},
    paint,
    scene::Theme,
    ui::widgets::field_id,
};

/// Text is never typed smaller than this on the screen, in points.
const SMALLEST: f32 = 11.0;
/// What a field is wider than the text on the map, so that nothing breaks
/// earlier here than there.
const SLACK: f32 = 2.0;
/// The least width of a field for a card that is as narrow as its text.
const NARROWEST: f32 = 120.0;
/// Between the icon of a channel and the text after it, in units.
const BEFORE: f32 = 4.0;
/// The room between a field and the edge of the canvas.
const ROOM: f32 = 10.0;

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
fn field_of(element: Element) -> Id {
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

/// The field as it was drawn.
struct Drawn {
    field: Response,
    /// The room it takes, padding included.
    place: Rect,
    caret: Option<Rect>,
}

/// How the text of an element is set while it is typed, in points.
struct Look {
    font: FontId,
    leading: f32,
    /// The box of the element.
    area: Rect,
    /// Where its text begins.
    corner: Pos2,
    /// How wide its text may be.
    width: f32,
    /// Whether it is set from its middle, in one line.
    is_label: bool,
    /// Whether it has a frame even where it is as large as on the map.
    is_framed: bool,
    /// Whether it is drawn larger than the map, and lies above it.
    is_raised: bool,
    /// The color that a stage has.
    stage: Option<Swatch>,
}

impl Look {
    fn of(
        editor: &mut Editor,
        text: &crate::editor::TextEdit,
        rect: Rect,
        (face, size): (Face, f32),
    ) -> Self {
        let layout = editor.layout();
        let map = Arc::clone(editor.map());
        let zoom = editor.view.zoom();
        // Where the map is small, box and text grow together: the text has to
        // be read, and to break where it will on the map.
        let scale = zoom.max(SMALLEST / size);
        let set = Setting::of(&layout, text.element, rect, size);
        let is_framed = matches!(text.element, Element::Card(_) | Element::Point(_));
        // What stands before the text, as the icon of a channel, stays in view.
        let before = (set.inset.x - BEFORE).max(0.0);
        let before = if is_pill(&map, text.element) {
            before
        } else {
            0.0
        };
        let corner = editor.view.screen_from_map() * (rect.min + Vec2::new(before, 0.0));
        let size_here = rect.size() - Vec2::new(before, 0.0);
        // A name stays inside what it names: only its letters grow.
        let box_scale = if is_framed { scale } else { zoom };
        let area = Rect::from_min_size(corner, size_here * box_scale);
        let inset = set.inset - Vec2::new(before, 0.0);
        let mut look = Self {
            font: FontId::new(size * scale, paint::family(face)),
            leading: set.leading * scale,
            area,
            corner: area.min + inset * box_scale,
            width: (rect.width() - set.inset.x - set.right) * box_scale + SLACK,
            is_label: matches!(text.element, Element::Point(_)),
            is_framed,
            is_raised: box_scale > zoom,
            stage: match text.element {
                Element::Stage(id) => map.stage(id).map(|(index, _)| map.stage_swatch(index)),
                Element::Card(_)
                | Element::Point(_)
                | Element::Header
                | Element::Persona(_)
                | Element::Lane(_)
                | Element::Curve(_)
                | Element::Divider(_) => None,
            },
        };
        if text.is_new() && is_tight(&map, text.element) && area.width() < NARROWEST {
            look.width += NARROWEST - area.width();
            look.area.max.x = area.left() + NARROWEST;
        }
        look
    }

    /// Moves the field, of which `size` was needed so far, into the canvas.
    fn keep_inside(&mut self, canvas: Rect, size: Option<Vec2>) {
        let inside = canvas.shrink(ROOM);
        let end = self.area.min + size.unwrap_or_default().max(self.area.size());
        let back = (end - inside.max).max(Vec2::ZERO);
        // Never farther than the canvas' own edge.
        let back = back.min((self.area.min - inside.min).max(Vec2::ZERO));
        self.area = self.area.translate(-back);
        self.corner -= back;
    }

    fn colors(&self, theme: &Theme) -> (Color32, Color32) {
        match self.stage {
            Some(swatch) => (
                paint::color(theme.strong(swatch)),
                paint::color(theme.on_strong),
            ),
            None => (paint::color(theme.paper), paint::color(theme.ink)),
        }
    }

    fn field_ui(&self, ui: &mut Ui, element: Element, text: &mut String, theme: &Theme) -> Drawn {
        let (fill, ink) = self.colors(theme);
        let (font, leading, width) = (self.font.clone(), self.leading, self.width);
        let mut layouter = move |ui: &Ui, text: &dyn TextBuffer, _: f32| {
            let mut job = LayoutJob::simple(text.as_str().to_owned(), font.clone(), ink, width);
            for section in &mut job.sections {
                section.format.line_height = Some(leading);
            }
            ui.fonts_mut(|fonts| fonts.layout_job(job))
        };
        // Whole points of the padding are the field's, to be clicked.
        let inset = (self.corner - self.area.min).floor().max(Vec2::ZERO);
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a few points, and it saturates"
        )]
        let margin = Margin::symmetric(inset.x as i8, inset.y as i8);
        let at = if self.is_label {
            self.area.min
        } else {
            self.corner - inset
        };
        let edit = if self.is_label {
            TextEdit::singleline(text)
                .clip_text(false)
                .align(egui::Align2::CENTER_CENTER)
        } else {
            TextEdit::multiline(text).layouter(&mut layouter)
        };
        let edit = edit
            .id(field_of(element))
            .font(self.font.clone())
            .text_color(ink)
            .frame(Frame::NONE.inner_margin(margin))
            .char_limit(TEXT_CHARS)
            .desired_rows(1)
            .desired_width(self.area.width())
            .min_size(self.area.size())
            .event_filter(EventFilter {
                tab: true,
                horizontal_arrows: true,
                vertical_arrows: true,
                escape: true,
            })
            .return_key(egui::KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter));
        // The field may grow beyond the element's box while it is typed.
        let room = Rect::from_min_max(at, Pos2::new(self.area.right(), at.y + 4_000.0));
        let mut child = ui.new_child(
            egui::UiBuilder::new()
                .id_salt(("typing", element))
                .max_rect(room)
                .layout(egui::Layout::top_down(Align::Min)),
        );
        // The field has the colors of the map, whatever those of the window.
        let visuals = child.visuals_mut();
        visuals.selection.stroke.color = ink;
        visuals.text_cursor.stroke.color = ink;
        visuals.selection.bg_fill = if self.stage.is_some() {
            ink.gamma_multiply(0.35)
        } else {
            paint::color(theme.paper.mix(theme.accent, 0.3))
        };
        let behind = child.painter().add(Shape::Noop);
        let output = edit.show(&mut child);
        let field = output.response.response.accessible_name("Text on the map");
        let text_end = output.galley_pos + output.galley.size() + inset;
        let mut place = self.area;
        place.max = place.max.max(text_end);
        child.painter().set(behind, self.behind(place, fill, theme));
        let caret = output.cursor_range.map(|range| {
            let caret = output.galley.pos_from_cursor(range.primary);
            caret.translate(output.galley_pos.to_vec2()).expand(2.0)
        });
        Drawn {
            field,
            place: place.expand(2.0),
            caret,
        }
    }

    /// What lies under the text. Names are typed without a frame of their own:
    /// what they name has one already.
    fn behind(&self, place: Rect, fill: Color32, theme: &Theme) -> Shape {
        let mut shapes = Vec::new();
        if self.is_raised {
            let shadow = Shadow {
                offset: [0, 3],
                blur: 12,
                spread: 1,
                color: Color32::from_black_alpha(70),
            };
            shapes.push(shadow.as_shape(place, 6).into());
        }
        shapes.push(Shape::rect_filled(place, 6, fill));
        if self.is_framed {
            let stroke = Stroke::new(2.0, paint::color(theme.accent));
            let kind = StrokeKind::Outside;
            shapes.push(Shape::rect_stroke(place, 6, stroke, kind));
        }
        Shape::Vec(shapes)
    }
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
