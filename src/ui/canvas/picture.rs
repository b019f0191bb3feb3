//! The painted map. The shapes of the content are kept until the map, its
//! layout, the theme or the view changes; the overlay is made anew each frame,
//! because it is small.

use std::sync::Arc;

use egui::{Rect, Shadow, Shape, Ui, emath::TSTransform};

use crate::{
    editor::{Editor, Marks},
    layout::Layout,
    model::Map,
    paint::{self, Brushes, Detail, TextSizes},
    scene::{self, Part, Scene, Theme},
    ui::pictures::Pictures,
};

/// The content as it was last drawn.
#[derive(Default)]
pub(super) struct Picture {
    seen: Option<Seen>,
    /// What search and filter show, made for this.
    marks: Marks,
    shapes: Vec<Shape>,
    /// How full the atlas of glyphs was; less means that it was emptied, and
    /// the shapes point at glyphs that are gone.
    atlas: f32,
}

/// Everything that the content's shapes depend on.
struct Seen {
    map: Arc<Map>,
    layout: Arc<Layout>,
    theme: Theme,
    to_screen: TSTransform,
    rect: Rect,
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
            && self.rect == other.rect
            && self.detail == other.detail
            && self.pictures == other.pictures
    }
}

impl Picture {
    /// Paints desk, sheet, content and overlay.
    pub(super) fn paint(
        &mut self,
        ui: &Ui,
        rect: Rect,
        editor: &mut Editor,
        (theme, pictures): (&Theme, &mut Pictures),
    ) {
        let mut detail = Detail::screen(rect, ui.pixels_per_point());
        if editor.view.is_zooming() {
            detail.texts = TextSizes::Quantized;
        }
        let seen = Seen {
            map: Arc::clone(editor.map()),
            layout: editor.layout(),
            theme: theme.clone(),
            to_screen: editor.view.screen_from_map(),
            rect,
            detail,
            pictures: pictures.revision(),
        };
        let painter = ui.painter_at(rect);
        painter.rect_filled(rect, 0.0, paint::color(theme.desk));
        self.paint_sheet(&painter, &seen);
        let atlas = ui.fonts_mut(|fonts| fonts.font_atlas_fill_ratio());
        let is_fresh = self.seen.as_ref().is_some_and(|old| old.is(&seen)) && atlas >= self.atlas;
        let marks = editor.marks();
        if !is_fresh || marks != self.marks {
            self.marks = marks;
            self.draw(ui, editor, &seen, pictures);
        }
        painter.extend(self.shapes.iter().cloned());
        let overlay = Scene {
            size: seen.layout.size,
            background: theme.paper,
            items: editor.overlay(theme),
            groups: Vec::new(),
        };
        let mut shapes = Vec::new();
        let exact = Detail {
            texts: TextSizes::Exact,
            ..detail
        };
        ui.fonts_mut(|fonts| paint::shapes(&overlay, seen.to_screen, fonts, &exact, &mut shapes));
        painter.extend(shapes);
        self.seen = Some(seen);
    }

    fn draw(&mut self, ui: &Ui, editor: &Editor, seen: &Seen, pictures: &mut Pictures) {
        let part = Part {
            view: super::visible(editor, seen.rect),
            scale: seen.to_screen.scaling * seen.detail.pixels_per_point,
        };
        let content = scene::content(&seen.map, &seen.layout, &seen.theme, part);
        self.shapes.clear();
        let textures = &mut pictures.asking(ui.ctx());
        self.atlas = ui.fonts_mut(|fonts| {
            let mut brushes = Brushes { fonts, textures };
            paint::shapes_with(
                &content,
                seen.to_screen,
                &mut brushes,
                &seen.detail,
                &mut self.shapes,
            );
            fonts.font_atlas_fill_ratio()
        });
        // What these shapes do not need may go.
        pictures.let_go(pictures.clock());
        self.draw_marks(ui, editor, seen);
    }

    /// What search and filter lay over the map; no part of any export.
    fn draw_marks(&mut self, ui: &Ui, editor: &Editor, seen: &Seen) {
        let view = (super::visible(editor, seen.rect), editor.view.pixel());
        let over = Scene {
            size: seen.layout.size,
            background: seen.theme.paper,
            items: self.marks.items(&seen.map, &seen.layout, &seen.theme, view),
            groups: Vec::new(),
        };
        ui.fonts_mut(|fonts| {
            paint::shapes(&over, seen.to_screen, fonts, &seen.detail, &mut self.shapes);
        });
    }

    /// The paper the map lies on, with its shadow.
    #[expect(clippy::unused_self, reason = "reads as part of the picture")]
    fn paint_sheet(&self, painter: &egui::Painter, seen: &Seen) {
        let sheet = Rect::from_min_size(egui::Pos2::ZERO, seen.layout.size);
        let sheet = seen.to_screen * sheet;
        for (offset, blur, opacity) in [(6, 24, 0.08), (1, 3, 0.08)] {
            let shadow = Shadow {
                offset: [0, offset],
                blur,
                spread: 0,
                color: egui::Color32::from_black_alpha(255).gamma_multiply(opacity),
            };
            painter.add(shadow.as_shape(sheet, 0));
        }
        painter.rect_filled(sheet, 0.0, paint::color(seen.theme.paper));
    }
}
