//! A page of the preview as the painter of the window draws it: the very scene
//! that is exported, with its smallest words drawn and not hinted at. Its shapes
//! are kept until page, place or screen change.

use std::sync::Arc;

use egui::{
    Color32, CursorIcon, Rect, Sense, Shape, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
    accesskit::Role, emath::TSTransform,
};

use crate::{
    export::Document,
    paint::{self, Brushes, Detail},
    ui::{pictures::Pictures, style::Chrome},
};

/// Around the page, in points.
const EDGE: f32 = 16.0;
/// Points of type in an inch, and points of a screen.
const INCH: f32 = 72.0;
const SCREEN_DPI: f32 = 96.0;
/// Looked at closely, a page is at least so many times as large.
const CLOSER: f32 = 1.8;
/// The side of a field of the board behind what is transparent, in points.
const FIELD: f32 = 8.0;

/// A page as it was last drawn.
#[derive(Default)]
pub(super) struct SheetPicture {
    seen: Option<Seen>,
    shapes: Vec<Shape>,
    /// How full the atlas of glyphs was; less means that it was emptied.
    atlas: f32,
    pictures: Pictures,
    /// The page is looked at closely.
    is_close: bool,
}

/// Everything that the shapes depend on.
struct Seen {
    document: Arc<Document>,
    page: usize,
    to_screen: TSTransform,
    detail: Detail,
    /// How many pictures have been decoded so far.
    pictures: u64,
}

impl Seen {
    fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.document, &other.document)
            && self.page == other.page
            && self.to_screen == other.to_screen
            && self.detail == other.detail
            && self.pictures == other.pictures
    }
}

impl SheetPicture {
    /// Whether pictures of the map are being decoded.
    pub(super) fn is_busy(&self) -> bool {
        self.pictures.is_busy()
    }

    /// Draws a page as large as it fits into a place, in its middle; a click
    /// shows it at the size that it has, and what is under the pointer of it.
    pub(super) fn sheet_ui(
        &mut self,
        ui: &mut Ui,
        desk: Rect,
        document: &Arc<Document>,
        page: usize,
    ) {
        self.pictures.update(ui.ctx());
        let Some(sheet) = document.sheets.get(page) else {
            return;
        };
        let rect = self.place(ui, desk, document.points);
        let spoken = match document.sheets.len() {
            1 => format!("Preview: {}", sheet.name),
            count => format!("Preview of page {} of {count}: {}", page + 1, sheet.name),
        };
        let seen_part = rect.intersect(desk);
        let response = ui.allocate_rect(seen_part, Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::Image, true, self.is_close, &spoken));
        if response.clicked() {
            self.is_close = !self.is_close;
            ui.ctx().request_repaint();
        }
        let response = response.on_hover_cursor(if self.is_close {
            CursorIcon::ZoomOut
        } else {
            CursorIcon::ZoomIn
        });
        let scene = &sheet.scene;
        let scale = (rect.size() / scene.size.max(Vec2::splat(1.0))).min_elem();
        let middle = rect.center() - 0.5 * scale * scene.size;
        // As on a screen, but that text is read: the page is looked at closely.
        let close = Detail::picture(seen_part);
        let seen = Seen {
            document: Arc::clone(document),
            page,
            to_screen: TSTransform::new(middle.to_vec2(), scale),
            detail: Detail {
                least_text: close.least_text,
                least_card: close.least_card,
                ..Detail::screen(seen_part, ui.pixels_per_point())
            },
            pictures: self.pictures.revision(),
        };
        behind(
            ui,
            (rect, seen_part),
            document,
            paint::color(scene.background),
        );
        self.draw(ui, seen);
        let painter = ui.painter_at(seen_part);
        painter.extend(self.shapes.iter().cloned());
        if response.has_focus() {
            let stroke = Stroke::new(2.0, Chrome::of(ui).accent_ink);
            ui.painter()
                .rect_stroke(seen_part, 0.0, stroke, StrokeKind::Outside);
        }
    }

    /// Where the page is, on whole pixels: all of it inside the desk, or as
    /// large as it is in print and shifted by where the pointer is.
    fn place(&self, ui: &Ui, desk: Rect, points: Vec2) -> Rect {
        let pixel = 1.0 / ui.pixels_per_point();
        let whole = points.max(Vec2::splat(1.0));
        let room = desk.shrink(EDGE).size();
        let fitted = whole * (room / whole).min_elem();
        let size = if self.is_close {
            (whole * SCREEN_DPI / INCH).max(fitted * CLOSER)
        } else {
            fitted
        };
        let size = (size / pixel).round() * pixel;
        let pointer = ui.ctx().pointer_hover_pos().unwrap_or(desk.center());
        let share = ((pointer - desk.min) / desk.size()).clamp(Vec2::ZERO, Vec2::splat(1.0));
        let free = desk.shrink(EDGE).size() - size;
        let shift = |free: f32, share: f32| free * if free < 0.0 { share } else { 0.5 };
        let shift = egui::vec2(shift(free.x, share.x), shift(free.y, share.y));
        let corner = desk.min + Vec2::splat(EDGE) + shift;
        let corner = ((corner.to_vec2() / pixel).round() * pixel).to_pos2();
        Rect::from_min_size(corner, size)
    }

    fn draw(&mut self, ui: &Ui, seen: Seen) {
        let atlas = ui.fonts_mut(|fonts| fonts.font_atlas_fill_ratio());
        let is_fresh = self.seen.as_ref().is_some_and(|old| old.is(&seen)) && atlas >= self.atlas;
        let sheet = seen.document.sheets.get(seen.page);
        if let Some(sheet) = sheet.filter(|_| !is_fresh) {
            self.shapes.clear();
            let textures = &mut self.pictures.asking(ui.ctx());
            let shapes = &mut self.shapes;
            self.atlas = ui.fonts_mut(|fonts| {
                let mut brushes = Brushes { fonts, textures };
                let (scene, detail) = (&sheet.scene, &seen.detail);
                paint::shapes_with(scene, seen.to_screen, &mut brushes, detail, shapes);
                fonts.font_atlas_fill_ratio()
            });
            self.pictures.let_go(self.pictures.clock());
        }
        self.seen = Some(seen);
    }
}

/// The paper with its shadow, or a board where there is none.
fn behind(ui: &Ui, (rect, seen): (Rect, Rect), document: &Document, paper: Color32) {
    let painter = ui.painter();
    if rect == seen {
        painter.add(Chrome::of(ui).float().as_shape(rect, 0));
    }
    if !document.page.transparent {
        painter.rect_filled(seen, 0.0, paper);
        return;
    }
    painter.rect_filled(seen, 0.0, Color32::WHITE);
    let gray = Color32::from_gray(226);
    let mut board = egui::Mesh::default();
    let (mut y, mut odd) = (seen.top(), false);
    while y < seen.bottom() {
        let mut x = seen.left() + if odd { FIELD } else { 0.0 };
        while x < seen.right() {
            let field = Rect::from_min_size(egui::pos2(x, y), Vec2::splat(FIELD));
            board.add_colored_rect(field.intersect(seen), gray);
            x += 2.0 * FIELD;
        }
        odd = !odd;
        y += FIELD;
    }
    painter.add(board);
}
