//! The painted page. Its shapes are kept until page, theme or screen change.
//! A page comes in with a short move; what is not talked about is dimmed.

use std::sync::Arc;

use egui::{Color32, Id, Rect, Shape, Ui, Vec2, emath::TSTransform};

use crate::{
    editor::Editor,
    layout::{Layout, Page},
    model::{Element, Map},
    paint::{self, Brushes, Detail},
    scene::{self, Scene, Theme},
    ui::pictures::Pictures,
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
    /// What was last lit: its shapes, and fainter ones around it.
    lit: Option<(Element, [Vec<Shape>; 2])>,
}

/// Everything that the shapes depend on.
struct Seen {
    map: Arc<Map>,
    layout: Arc<Layout>,
    theme: Theme,
    to_screen: TSTransform,
    detail: Detail,
    /// How many pictures have been decoded so far.
    pictures: u64,
}

impl Seen {
    fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.map, &other.map)
            && Arc::ptr_eq(&self.layout, &other.layout)
            && self.theme == other.theme
            && self.to_screen == other.to_screen
            && self.detail == other.detail
            && self.pictures == other.pictures
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
        (theme, pictures): (&Theme, &mut Pictures),
    ) {
        let seen = Seen {
            map: Arc::clone(editor.map()),
            layout: Arc::clone(&page.layout),
            theme: theme.clone(),
            to_screen: editor.view.screen_from_map(),
            detail: Detail::screen(rect, ui.pixels_per_point()),
            pictures: pictures.revision(),
        };
        let atlas = ui.fonts_mut(|fonts| fonts.font_atlas_fill_ratio());
        let is_fresh = self.seen.as_ref().is_some_and(|old| old.is(&seen)) && atlas >= self.atlas;
        if !is_fresh {
            let scene = scene::page(&seen.map, page, theme);
            self.draw(ui, &scene, &seen, pictures);
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
        let lit = editor.lit();
        let known = self.lit.as_ref().map(|(element, _)| *element);
        if let Some(element) = lit
            && (!is_fresh || known != lit)
        {
            let scenes = Scene::lit(&seen.map, page, element, theme);
            let shapes = scenes.map(|scene| drawn(ui, &scene, &seen, pictures));
            self.lit = Some((element, shapes));
        }
        self.dim(ui, rect, theme, lit.is_some());
        self.seen = Some(seen);
    }

    fn draw(&mut self, ui: &Ui, scene: &Scene, seen: &Seen, pictures: &mut Pictures) {
        self.shapes = drawn(ui, scene, seen, pictures);
        // What this page does not need may go.
        pictures.let_go(pictures.clock());
        self.atlas = ui.fonts_mut(|fonts| fonts.font_atlas_fill_ratio());
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

    /// Dims the page, and draws what is lit once more.
    fn dim(&self, ui: &Ui, rect: Rect, theme: &Theme, is_dim: bool) {
        let time = if is_moving(ui) { DIMS } else { 0.0 };
        let id = Id::unique("presentation dims");
        let share = ui.ctx().animate_bool_with_time(id, is_dim, time);
        if share <= 0.0 {
            return;
        }
        let mut painter = ui.painter_at(rect);
        let paper: Color32 = paint::color(theme.paper);
        painter.rect_filled(rect, 0.0, paper.gamma_multiply(DIMMED * share));
        if let Some((_, [own, around])) = &self.lit {
            painter.set_opacity(share);
            painter.extend(around.iter().cloned());
            painter.set_opacity(1.0);
            painter.extend(own.iter().cloned());
        }
    }
}

fn drawn(ui: &Ui, scene: &Scene, seen: &Seen, pictures: &mut Pictures) -> Vec<Shape> {
    let mut shapes = Vec::new();
    let textures = &mut pictures.asking(ui.ctx());
    ui.fonts_mut(|fonts| {
        let mut brushes = Brushes { fonts, textures };
        paint::shapes_with(
            scene,
            seen.to_screen,
            &mut brushes,
            &seen.detail,
            &mut shapes,
        );
    });
    shapes
}

/// Whether things may move on the screen.
fn is_moving(ui: &Ui) -> bool {
    ui.style().animation_time > 0.0
}
