//! The field over an element while its text is typed: in the size and the place
//! that the text has on the map, larger where that could not be read.

use std::sync::Arc;

use egui::{
    Align, Color32, EventFilter, FontId, Frame, Key, Margin, Modifiers, Pos2, Rect, Response,
    Shadow, Shape, Stroke, StrokeKind, TextBuffer, TextEdit, Ui, Vec2, text::LayoutJob,
};

use super::{
    setting::{Setting, is_pill, is_tight},
    typing::{ROOM, field_of},
};
use crate::{
    editor::Editor,
    file::limits::TEXT_CHARS,
    layout::Face,
    model::{Element, Swatch},
    paint,
    scene::Theme,
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

/// The field as it was drawn.
pub(super) struct Drawn {
    pub(super) field: Response,
    /// The room it takes, padding included.
    pub(super) place: Rect,
    pub(super) caret: Option<Rect>,
}

/// How the text of an element is set while it is typed, in points.
pub(super) struct Look {
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
    pub(super) fn of(
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
    pub(super) fn keep_inside(&mut self, canvas: Rect, size: Option<Vec2>) {
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

    pub(super) fn field_ui(
        &self,
        ui: &mut Ui,
        element: Element,
        text: &mut String,
        theme: &Theme,
    ) -> Drawn {
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
