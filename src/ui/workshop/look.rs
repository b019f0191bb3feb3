//! How the bars of a workshop look: in the colors of the window beside the
//! canvas, in those of the map and as large as a room needs it in a show.

use std::sync::Arc;

use egui::{
    Color32, FontId, Galley, Rect, Response, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
    accesskit::Role,
};

use crate::{
    layout::Face,
    paint,
    scene::Theme,
    ui::style::{Chrome, TEXT},
};

/// Colors and the size of text, in points.
#[derive(Clone, Copy, Debug)]
pub(in crate::ui) struct Look {
    pub size: f32,
    pub ink: Color32,
    pub muted: Color32,
    pub ground: Color32,
    pub line: Color32,
    /// Of what is chosen, and of dots.
    pub accent: Color32,
    pub on_accent: Color32,
    /// Of what is nearly over.
    pub warning: Color32,
}

impl Look {
    /// Beside the canvas.
    pub(in crate::ui) fn window(ui: &Ui) -> Self {
        let chrome = Chrome::of(ui);
        Self {
            size: TEXT,
            ink: chrome.ink,
            muted: chrome.muted,
            ground: chrome.panel,
            line: chrome.strong_line,
            accent: chrome.accent,
            on_accent: chrome.on_accent,
            warning: chrome.danger,
        }
    }

    /// In a show on a screen: its text is at least a fiftieth as high.
    pub(in crate::ui) fn show(theme: &Theme, screen: Rect) -> Self {
        Self {
            size: (screen.height() / 50.0).max(13.0),
            ink: paint::color(theme.ink),
            muted: paint::color(theme.muted),
            ground: paint::color(theme.paper),
            line: paint::color(theme.muted.mix(theme.paper, 0.45)),
            accent: paint::color(theme.accent),
            on_accent: paint::color(theme.paper),
            warning: paint::color(theme.negative),
        }
    }

    /// The font of its text, so many times as large.
    pub(in crate::ui) fn font(self, face: Face, times: f32) -> FontId {
        FontId::new(self.size * times, paint::family(face))
    }

    /// Text that is not broken.
    pub(in crate::ui) fn text(
        self,
        ui: &Ui,
        words: &str,
        (face, color): (Face, Color32),
    ) -> Arc<Galley> {
        let font = self.font(face, 1.0);
        ui.painter().layout_no_wrap(words.to_owned(), font, color)
    }

    /// Text that is cut with an ellipsis where the room ends.
    pub(in crate::ui) fn elided(
        self,
        ui: &Ui,
        words: &str,
        (face, color): (Face, Color32),
        room: f32,
    ) -> Arc<Galley> {
        crate::ui::widgets::elided(ui, words, self.font(face, 1.0), color, room)
    }

    /// Fields and menus in these colors.
    pub(in crate::ui) fn wear(self, ui: &mut Ui) {
        let visuals = ui.visuals_mut();
        visuals.text_edit_bg_color = Some(self.ground);
        visuals.extreme_bg_color = self.ground;
        visuals.weak_text_color = Some(self.muted);
        visuals.text_cursor.stroke = Stroke::new((self.size / 9.0).max(1.5), self.accent);
        visuals.selection.bg_fill = self.accent.gamma_multiply(0.3);
        visuals.selection.stroke = Stroke::new((self.size / 9.0).max(1.5), self.accent);
        let widgets = &mut visuals.widgets;
        for state in [
            &mut widgets.inactive,
            &mut widgets.hovered,
            &mut widgets.active,
            &mut widgets.open,
        ] {
            state.bg_stroke = Stroke::new(1.0, self.line);
            state.fg_stroke.color = self.ink;
            state.weak_bg_fill = self.ground;
            state.bg_fill = self.ground;
        }
    }

    /// A pill that is chosen or not. Its name for screen readers is the text.
    pub(in crate::ui) fn pill_ui(self, ui: &mut Ui, text: &str, chosen: bool) -> Response {
        let face = if chosen {
            Face::SemiBold
        } else {
            Face::Regular
        };
        let color = if chosen { self.on_accent } else { self.ink };
        // As wide as when it is chosen, so that its neighbors stay.
        let wide = self.text(ui, text, (Face::SemiBold, color)).size();
        let galley = self.text(ui, text, (face, color));
        let size = Vec2::new(wide.x + 1.3 * self.size, 2.0 * self.size);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, text));
        self.paint_pill(ui, rect, &response, chosen);
        let at = rect.center() - galley.size() / 2.0;
        ui.painter().galley(at, galley, color);
        response
    }

    fn paint_pill(self, ui: &Ui, rect: Rect, response: &Response, chosen: bool) {
        let radius = rect.height() / 2.0;
        let painter = ui.painter();
        if chosen {
            painter.rect_filled(rect, radius, self.accent);
        } else {
            let fill = if response.hovered() {
                self.accent.gamma_multiply(0.12)
            } else {
                Color32::TRANSPARENT
            };
            let edge = Stroke::new(1.0, self.line);
            painter.rect(rect, radius, fill, edge, StrokeKind::Inside);
        }
        if response.has_focus() {
            let ring = Stroke::new(2.0, self.accent);
            painter.rect_stroke(rect.expand(2.0), radius + 2.0, ring, StrokeKind::Outside);
        }
    }
}
