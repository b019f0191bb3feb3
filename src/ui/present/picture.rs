//! The painted page. Its shapes are kept until page, theme or screen change.
//! A page comes in with a short move; what is not talked about is dimmed.

use std::sync::Arc;

use egui::{Color32, Id, Rect, Shape, Ui, Vec2, emath::TSTransform};

use crate::{
    editor::Editor,
    layout::{Layout, Page},
    model::Map,
    paint::{self, Detail},
    scene::{self, Scene, Theme},
};

/// How long a page takes to come in, in seconds.
const COMES: f64 = 0.16;
/// How far it comes, in widths of the screen.
const FROM: f32 = 0.02;
/// How long dimming takes, in seconds.
const DIMS: f32 = 0.15;
/// How much of what is dimmed is gone.
const DIMMED: f32 = 0.8;

/// The page as it was last drawn.
#[derive(Default)]
pub(super) struct Picture {
    seen: Option<Seen>,
    shapes: Vec<Shape>,
    /// How full the atlas of glyphs was; less means that it was emptied.
    atlas: f32,
    /// The place of the page among all, and since when and from where it comes.
    at: Option<usize>,
    comes: Option<(f64, f32)>,
    /// What was last left bright.
    bright: Vec<Rect>,
}

/// Everything that the shapes depend on.
struct Seen {
    map: Arc<Map>,
    layout: Arc<Layout>,
    theme: Theme,
    to_screen: TSTransform,
    detail: Detail,
}

impl Seen {
    fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.map, &other.map)
            && Arc::ptr_eq(&self.layout, &other.layout)
            && self.theme == other.theme
            && self.to_screen == other.to_screen
            && self.detail == other.detail
    }
}

impl Picture {
    /// Paints a page, which stands at a place among all.
    pub(super) fn paint(
        &mut self,
        ui: &Ui,
        rect: Rect,
        editor: &mut Editor,
        (page, at): (&Page, usize),
        theme: &Theme,
    ) {
        let seen = Seen {
            map: Arc::clone(editor.map()),
            layout: Arc::clone(&page.layout),
            theme: theme.clone(),
            to_screen: editor.view.screen_from_map(),
            detail: Detail::screen(rect, ui.pixels_per_point()),
        };
        let atlas = ui.fonts_mut(|fonts| fonts.font_atlas_fill_ratio());
        let is_fresh = self.seen.as_ref().is_some_and(|old| old.is(&seen)) && atlas >= self.atlas;
        if !is_fresh {
            let scene = scene::page(&seen.map, page, theme);
            self.draw(ui, &scene, &seen);
        }
        let shift = self.shift(ui, at) * rect.width();
        let painter = ui.painter_at(rect);
        let shown = self.shapes.iter().cloned().map(|mut shape| {
            if shift != 0.0 {
                shape.translate(Vec2::new(shift, 0.0));
            }
            shape
        });
        painter.extend(shown);
        let to_screen = seen.to_screen;
        let bright = editor.spotlight();
        let bright: Vec<Rect> = bright.into_iter().map(|rect| to_screen * rect).collect();
        self.dim(ui, rect, theme, bright);
        self.seen = Some(seen);
    }

    fn draw(&mut self, ui: &Ui, scene: &Scene, seen: &Seen) {
        self.shapes.clear();
        self.atlas = ui.fonts_mut(|fonts| {
            paint::shapes(scene, seen.to_screen, fonts, &seen.detail, &mut self.shapes);
            fonts.font_atlas_fill_ratio()
        });
    }

    /// How far the page still is from its place, in widths of the screen.
    fn shift(&mut self, ui: &Ui, at: usize) -> f32 {
        let now = ui.input(|input| input.time);
        if let Some(last) = self.at
            && last != at
        {
            let side = if at > last { FROM } else { -FROM };
            self.comes = is_moving(ui).then_some((now, side));
        }
        self.at = Some(at);
        let Some((began, side)) = self.comes else {
            return 0.0;
        };
        #[expect(clippy::cast_possible_truncation, reason = "a share, 0 to 1")]
        let share = ((now - began) / COMES).clamp(0.0, 1.0) as f32;
        if share >= 1.0 {
            self.comes = None;
            return 0.0;
        }
        ui.ctx().request_repaint();
        side * (1.0 - share).powi(3)
    }

    /// Dims all but what is bright. The shapes there are drawn once more.
    fn dim(&mut self, ui: &Ui, rect: Rect, theme: &Theme, bright: Vec<Rect>) {
        let is_dim = !bright.is_empty();
        let time = if is_moving(ui) { DIMS } else { 0.0 };
        let id = Id::unique("presentation dims");
        let share = ui.ctx().animate_bool_with_time(id, is_dim, time);
        if is_dim {
            self.bright = bright;
        }
        if share <= 0.0 {
            return;
        }
        let paper: Color32 = paint::color(theme.paper);
        ui.painter_at(rect)
            .rect_filled(rect, 0.0, paper.gamma_multiply(DIMMED * share));
        for place in &self.bright {
            let painter = ui.painter_at(place.intersect(rect));
            let near = |shape: &&Shape| shape.visual_bounding_rect().intersects(*place);
            painter.rect_filled(*place, 0.0, paper);
            painter.extend(self.shapes.iter().filter(near).cloned());
        }
    }
}

/// Whether things may move on the screen.
fn is_moving(ui: &Ui) -> bool {
    ui.style().animation_time > 0.0
}
