//! The minimap: the whole map small, over the lower right corner of the canvas,
//! with a frame around what is in view. Its shapes are kept until the map comes
//! to rest in another state, so that a drag pays nothing for them.

use std::sync::Arc;

use egui::{
    Area, Frame, Id, Order, Pos2, Rect, Sense, Shape, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
    accesskit::Role, emath::TSTransform,
};

use crate::{
    editor::Editor,
    model::Map,
    paint::{self, Detail},
    scene::{self, Theme},
    ui::style::Chrome,
};

/// The room for the map in it, in points.
const ROOM: Vec2 = Vec2::new(200.0, 132.0);
/// Around the map in it.
const PADDING: f32 = 6.0;
/// From the canvas' corner.
const MARGIN: f32 = 14.0;
/// It shows by itself when the map is so many times as large as the view, and
/// until it is this many times as large.
const SHOWS: (f32, f32) = (2.5, 2.0);
/// The least canvas that has room for it.
const CANVAS: Vec2 = Vec2::new(520.0, 360.0);

/// The minimap.
#[derive(Default)]
pub(super) struct Minimap {
    /// Whether it was switched on or off; by itself until then.
    wanted: Option<bool>,
    /// Whether the map is large.
    is_large: bool,
    drawn: Option<Drawn>,
    /// From the pointer to the middle of the view, while the frame is dragged.
    grab: Option<Vec2>,
}

/// The map as it was last drawn small.
struct Drawn {
    map: Arc<Map>,
    theme: Theme,
    size: Vec2,
    corner: Pos2,
    pixels_per_point: f32,
    shapes: Vec<Shape>,
}

impl Minimap {
    /// Whether it is there, when the canvas has room for it.
    pub(super) fn is_shown(&self) -> bool {
        self.wanted.unwrap_or(self.is_large)
    }

    /// Switches it on or off, from now on whatever the size of the map.
    pub(super) fn toggle(&mut self) {
        self.wanted = Some(!self.is_shown());
    }

    /// Draws it over the canvas; a press or drag in it moves the view.
    pub(super) fn minimap_ui(&mut self, ui: &Ui, canvas: Rect, editor: &mut Editor, theme: &Theme) {
        let size = self.map_size(editor);
        let viewport = editor.view.viewport();
        let shown = size * editor.view.zoom();
        let times = shown.x * shown.y / (viewport.width() * viewport.height()).max(1.0);
        let limit = if self.is_large { SHOWS.1 } else { SHOWS.0 };
        self.is_large = times > limit;
        let scale = (ROOM / size.max(Vec2::splat(1.0))).min_elem();
        let inner = size * scale;
        let outer = inner + Vec2::splat(2.0 * PADDING);
        let rect = Rect::from_min_size(canvas.max - Vec2::splat(MARGIN) - outer, outer);
        let has_room = canvas.width() >= CANVAS.x && canvas.height() >= CANVAS.y;
        let pointer = ui.input(|input| input.pointer.latest_pos());
        // What is dragged under it must find its place.
        let is_in_the_way = editor.interaction.is_drag()
            && pointer.is_some_and(|pos| rect.expand(60.0).contains(pos));
        if !self.is_shown() || !has_room || is_in_the_way {
            self.grab = None;
            return;
        }
        let to_screen = TSTransform::new(rect.min.to_vec2() + Vec2::splat(PADDING), scale);
        self.draw(ui, editor, theme, (to_screen, size));
        Area::new(Id::unique("minimap"))
            .order(Order::Middle)
            .fixed_pos(rect.min)
            .movable(false)
            .constrain(false)
            .show(ui.ctx(), |ui| self.content_ui(ui, rect, editor, to_screen));
    }

    /// How large the map is; while something is under way, as it was before.
    fn map_size(&self, editor: &mut Editor) -> Vec2 {
        match &self.drawn {
            Some(drawn) if editor.document.in_gesture() => drawn.size,
            _ => editor.layout().size,
        }
    }

    fn content_ui(&mut self, ui: &mut Ui, rect: Rect, editor: &mut Editor, to_screen: TSTransform) {
        let chrome = Chrome::of(ui);
        let (rect, response) = ui.allocate_exact_size(rect.size(), Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, "Minimap"));
        let painter = ui.painter();
        let panel = Frame::new()
            .fill(chrome.panel)
            .stroke(Stroke::new(1.0, chrome.strong_line))
            .corner_radius(8)
            .shadow(chrome.float());
        painter.add(panel.paint(rect));
        let inside = rect.shrink(PADDING);
        if let Some(drawn) = &self.drawn {
            painter.rect_filled(inside, 1.0, paint::color(drawn.theme.paper));
            let content = painter.with_clip_rect(inside);
            content.extend(drawn.shapes.iter().cloned());
        }
        if response.is_pointer_button_down_on() || response.drag_started() {
            if let Some(pos) = response.interact_pointer_pos() {
                self.go(to_screen.inverse() * pos, editor);
            }
        } else {
            self.grab = None;
        }
        let view = (to_screen * editor.view.visible()).intersect(inside);
        if view.is_positive() {
            let accent = chrome.accent_ink;
            painter.rect(
                view,
                2.0,
                accent.gamma_multiply(0.08),
                Stroke::new(1.5, accent),
                StrokeKind::Inside,
            );
        }
    }

    /// Takes the frame to a place of the map: pulls it from where it was taken
    /// hold of, or sets its middle there.
    fn go(&mut self, pos: Pos2, editor: &mut Editor) {
        let view = editor.view.visible();
        let grab = *self.grab.get_or_insert_with(|| {
            if view.contains(pos) {
                view.center() - pos
            } else {
                Vec2::ZERO
            }
        });
        let middle = editor.view.screen_from_map() * (pos + grab);
        let by = editor.view.viewport().center() - middle;
        editor.view.pan_by(by);
    }

    /// Makes its shapes anew if the map has come to rest in another state.
    fn draw(
        &mut self,
        ui: &Ui,
        editor: &mut Editor,
        theme: &Theme,
        (to_screen, size): (TSTransform, Vec2),
    ) {
        let rests = !editor.document.in_gesture();
        let corner = to_screen.translation.to_pos2();
        let pixels_per_point = ui.pixels_per_point();
        let is_fresh = self.drawn.as_ref().is_some_and(|drawn| {
            (!rests || Arc::ptr_eq(&drawn.map, editor.map()))
                && drawn.theme == *theme
                && drawn.size == size
                && drawn.corner == corner
                && drawn.pixels_per_point == pixels_per_point
        });
        if is_fresh {
            return;
        }
        let (map, layout) = (Arc::clone(editor.map()), editor.layout());
        let pixels = to_screen.scaling * pixels_per_point;
        let content = scene::overview(&map, &layout, theme, pixels);
        let detail = Detail::screen(Rect::EVERYTHING, pixels_per_point);
        let mut shapes = Vec::new();
        ui.fonts_mut(|fonts| paint::shapes(&content, to_screen, fonts, &detail, &mut shapes));
        self.drawn = Some(Drawn {
            map,
            theme: theme.clone(),
            size,
            corner,
            pixels_per_point,
            shapes,
        });
    }
}
