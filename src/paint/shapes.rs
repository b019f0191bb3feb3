//! A scene as epaint shapes: one `match` over its items, in the order in which
//! they are drawn. What is too small to be read is simplified, what is out of
//! view is left out before any of its text is shaped. Knows neither the map
//! nor where the shapes go.

use std::sync::Arc;

use emath::{Pos2, Rect, TSTransform, Vec2, pos2};
use epaint::{
    CircleShape, Color32, CornerRadius, CornerRadiusF32, FontFamily, Mesh, PathShape, PathStroke,
    RectShape, RoundedRect, Shape, StrokeKind, tessellator::path, text::FontsView,
};

use super::{
    fonts::family,
    lines,
    texture::{self, Brushes, NoTextures, Textures},
};
use crate::{
    layout::Face,
    model::Picture,
    scene::{Color, Item, Scene, Stroke},
};

/// The sizes at which text is shaped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextSizes {
    /// As large as it is drawn: crisp. At rest, and in every picture.
    #[default]
    Exact,
    /// At the nearest quarter octave of the scale, and stretched by the rest:
    /// while zooming, when every frame has another scale and glyphs of each
    /// would fill the atlas.
    Quantized,
}

/// What is drawn, and how finely.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Detail {
    /// What can be seen, in the space that the scene is transformed to.
    pub view: Rect,
    /// Pixels to a unit of that space, as the fonts have it.
    pub pixels_per_point: f32,
    /// The sizes at which text is shaped.
    pub texts: TextSizes,
    /// Text of fewer pixels (its em) is a bar.
    pub least_text: f32,
    /// A rectangle of fewer pixels in height has square corners, once the
    /// scale is well below 1.
    pub least_card: f32,
}

impl Detail {
    /// For the window, where a frame must be quick and the hand can zoom in.
    #[must_use]
    pub fn screen(view: Rect, pixels_per_point: f32) -> Self {
        Self {
            view,
            pixels_per_point,
            texts: TextSizes::Exact,
            least_text: 5.0,
            least_card: 7.0,
        }
    }

    /// For a picture, which is looked at closely. One unit is one pixel.
    #[must_use]
    pub fn picture(view: Rect) -> Self {
        Self {
            view,
            pixels_per_point: 1.0,
            texts: TextSizes::Exact,
            least_text: 3.0,
            least_card: 4.0,
        }
    }
}

/// Appends the shapes of a scene without pictures: what stands in for them is
/// drawn. See [`shapes_with`].
pub fn shapes(
    scene: &Scene,
    target_from_scene: TSTransform,
    fonts: &mut FontsView<'_>,
    detail: &Detail,
    out: &mut Vec<Shape>,
) {
    let textures = &mut NoTextures;
    let mut brushes = Brushes { fonts, textures };
    shapes_with(scene, target_from_scene, &mut brushes, detail, out);
}

/// Appends the shapes of a scene. `target_from_scene` leads to the space of
/// `detail.view`: points in a window, pixels in a picture.
pub fn shapes_with(
    scene: &Scene,
    target_from_scene: TSTransform,
    brushes: &mut Brushes<'_, '_>,
    detail: &Detail,
    out: &mut Vec<Shape>,
) {
    let mut painter = Painter {
        transform: target_from_scene,
        fonts: brushes.fonts,
        textures: brushes.textures,
        detail,
        families: Face::ALL.map(family),
        quads: Mesh::default(),
        out,
    };
    for item in &scene.items {
        painter.item(item);
    }
    painter.flush();
}

/// A color as epaint has it.
#[must_use]
pub fn color(color: Color) -> Color32 {
    let Color([red, green, blue, alpha]) = color;
    Color32::from_rgba_unmultiplied(red, green, blue, alpha)
}

/// Where shapes are collected.
pub(super) struct Painter<'a, 'f> {
    pub(super) transform: TSTransform,
    pub(super) fonts: &'a mut FontsView<'f>,
    textures: &'a mut dyn Textures,
    pub(super) detail: &'a Detail,
    pub(super) families: [FontFamily; Face::ALL.len()],
    /// Plain rectangles that follow one another, as one mesh.
    quads: Mesh,
    out: &'a mut Vec<Shape>,
}

impl Painter<'_, '_> {
    fn item(&mut self, item: &Item) {
        match item {
            Item::Rect {
                rect,
                radius,
                fill,
                stroke,
            } => self.rect(*rect, *radius, *fill, *stroke),
            Item::Polygon { points, fill } => self.polygon(points, *fill),
            Item::Polyline {
                points,
                stroke,
                dash,
            } => self.polyline(points, *stroke, *dash),
            Item::Circle {
                center,
                radius,
                fill,
                stroke,
            } => self.circle(*center, *radius, *fill, *stroke),
            Item::Area {
                points,
                base,
                reach,
                strong,
                weak,
            } => self.area(points, (*base, *reach), *strong, *weak),
            Item::Text(line) => self.text(line),
            Item::Picture {
                rect,
                radius,
                picture,
                instead,
            } => self.picture(*rect, *radius, picture, instead),
        }
    }

    fn picture(&mut self, rect: Rect, radius: f32, picture: &Arc<Picture>, instead: &[Item]) {
        let target = self.transform * rect;
        if !self.sees(target) {
            return;
        }
        let ppp = self.detail.pixels_per_point;
        let scale = texture::scale(picture, target, ppp);
        match self.textures.texture(picture, scale) {
            Some(found) => {
                let radius = radius * self.transform.scaling;
                let mesh = texture::mesh(found, target, radius, 1.0 / ppp);
                self.push(Shape::mesh(mesh));
            }
            None => {
                for item in instead {
                    self.item(item);
                }
            }
        }
    }

    fn rect(&mut self, rect: Rect, radius: f32, fill: Option<Color>, stroke: Option<Stroke>) {
        let rect = self.transform * rect;
        if !self.sees(rect) {
            return;
        }
        let fill = fill.map_or(Color32::TRANSPARENT, color);
        let stroke = self.stroke(stroke);
        let ppp = self.detail.pixels_per_point;
        let small = rect.height() * ppp < self.detail.least_card;
        if small && self.transform.scaling * ppp <= 0.6 && rect.width() * ppp >= 2.0 {
            self.plain_rect(rect, fill, stroke);
            return;
        }
        let radius = radius * self.transform.scaling;
        if radius <= f32::from(u8::MAX) {
            let corners = CornerRadius::same(byte(radius, rect));
            self.push(RectShape::new(rect, corners, fill, stroke, StrokeKind::Inside).into());
            return;
        }
        let mut points = Vec::new();
        let rounded = RoundedRect::new(rect, CornerRadiusF32::same(radius));
        path::rounded_rectangle(&mut points, rounded);
        self.push(Shape::Path(PathShape {
            points,
            closed: true,
            fill,
            stroke: PathStroke::from(stroke).with_kind(StrokeKind::Inside),
        }));
    }

    /// A small rectangle without feathered edges: 4 vertices instead of 250.
    fn plain_rect(&mut self, rect: Rect, fill: Color32, stroke: epaint::Stroke) {
        let pixel = 1.0 / self.detail.pixels_per_point;
        let snap = |value: f32| (value / pixel).round() * pixel;
        let min = pos2(snap(rect.min.x), snap(rect.min.y));
        let max = pos2(snap(rect.max.x), snap(rect.max.y)).max(min + Vec2::splat(pixel));
        let rect = Rect::from_min_max(min, max);
        let coverage = (stroke.width / pixel).min(1.0);
        if stroke.is_empty() {
            self.quad(rect, fill);
        } else if rect.height() < 3.0 * pixel {
            self.quad(rect, fill);
            self.quad(rect, stroke.color.gamma_multiply(coverage));
        } else if fill.a() == 255 {
            // The edge as a larger rectangle behind: two quads instead of five.
            self.quad(rect, fill.lerp_to_gamma(stroke.color, coverage));
            self.quad(rect.shrink(pixel), fill);
        } else {
            self.quad(rect, fill);
            let edge = epaint::Stroke::new(stroke.width.max(pixel), stroke.color);
            self.push(RectShape::stroke(rect, 0, edge, StrokeKind::Inside).into());
        }
    }

    fn polygon(&mut self, points: &[Pos2], fill: Color) {
        let mut points: Vec<Pos2> = points.iter().map(|point| self.transform * *point).collect();
        if points.len() < 3 || !self.sees(Rect::from_points(&points)) {
            return;
        }
        // epaint fills a fan around the first corner, and turns the whole list
        // around when it runs the other way, which would make the last corner
        // the first. Turned around here, the first stays the first.
        let turns = points.iter().zip(points.iter().cycle().skip(1));
        let area: f32 = turns.map(|(a, b)| a.x * b.y - b.x * a.y).sum();
        if area < 0.0
            && let Some((_, rest)) = points.split_first_mut()
        {
            rest.reverse();
        }
        let shape = PathShape::convex_polygon(points, color(fill), PathStroke::NONE);
        self.push(Shape::Path(shape));
    }

    fn polyline(&mut self, points: &[Pos2], stroke: Stroke, dash: Option<(f32, f32)>) {
        let mut stroke = self.stroke(Some(stroke));
        let bounds = self.transform * Rect::from_points(points);
        if stroke.is_empty() || !self.sees(bounds.expand(stroke.width)) {
            return;
        }
        let pixel = 1.0 / self.detail.pixels_per_point;
        let points = lines::thin_out(points.iter().map(|point| self.transform * *point), pixel);
        let scale = self.transform.scaling;
        let dash = dash.map(|(dash, gap)| (dash * scale, gap * scale));
        if let Some((dash, gap)) = dash.filter(|(dash, gap)| dash + gap > 2.0 * pixel) {
            let view = self.detail.view.expand(stroke.width + dash);
            let are_dots = dash <= 1.1 * stroke.width;
            for piece in lines::dashes(&points, (dash, gap), view) {
                if are_dots {
                    self.dot(&piece, stroke);
                } else {
                    self.line(piece, stroke);
                }
            }
            return;
        }
        if let Some((dash, gap)) = dash.filter(|(dash, gap)| dash + gap > 0.0) {
            // Too fine to be seen as dashes: as pale as they would look.
            stroke.color = stroke.color.gamma_multiply(dash / (dash + gap));
        }
        self.line(points, stroke);
    }

    /// A dash that is no longer than the line is wide.
    fn dot(&mut self, piece: &[Pos2], stroke: epaint::Stroke) {
        if let [first, .., last] = piece {
            let radius = 0.5 * stroke.width.max(1.0 / self.detail.pixels_per_point);
            let center = first.lerp(*last, 0.5);
            self.push(Shape::circle_filled(center, radius, stroke.color));
        }
    }

    fn line(&mut self, points: Vec<Pos2>, stroke: epaint::Stroke) {
        if let [from, to] = *points {
            // Level and upright lines land on whole pixels.
            self.push(Shape::line_segment([from, to], stroke));
        } else if points.len() > 2 {
            self.push(Shape::line(points, stroke));
        }
    }

    fn circle(&mut self, center: Pos2, radius: f32, fill: Option<Color>, stroke: Option<Stroke>) {
        let center = self.transform * center;
        let radius = radius * self.transform.scaling;
        let fill = fill.map_or(Color32::TRANSPARENT, color);
        let stroke = self.stroke(stroke);
        if !self.sees(Rect::from_center_size(
            center,
            Vec2::splat(2.0 * radius + stroke.width),
        )) {
            return;
        }
        // epaint runs a circle's stroke around the outside.
        let radius = (radius - 0.5 * stroke.width).max(0.0);
        self.push(Shape::Circle(CircleShape {
            center,
            radius,
            fill,
            stroke,
        }));
    }

    fn area(&mut self, points: &[Pos2], (base, reach): (f32, f32), strong: Color, weak: Color) {
        let bounds = Rect::from_points(points).union(Rect::from_points(
            &points
                .first()
                .map_or([Pos2::ZERO; 1], |point| [pos2(point.x, base)]),
        ));
        if points.len() < 2 || !self.sees(self.transform * bounds) {
            return;
        }
        let mut mesh = Mesh::default();
        for (index, point) in (0_u32..).zip(points) {
            let share = ((point.y - base).abs() / reach.max(f32::EPSILON)).min(1.0);
            let on_line = color(weak.mix(strong, share));
            mesh.colored_vertex(self.transform * *point, on_line);
            mesh.colored_vertex(self.transform * pos2(point.x, base), color(weak));
            if index > 0 {
                let first = 2 * index - 2;
                mesh.add_triangle(first, first + 1, first + 2);
                mesh.add_triangle(first + 2, first + 1, first + 3);
            }
        }
        self.push(Shape::mesh(mesh));
    }

    pub(super) fn quad(&mut self, rect: Rect, color: Color32) {
        if color != Color32::TRANSPARENT {
            self.quads.add_colored_rect(rect, color);
        }
    }

    pub(super) fn push(&mut self, shape: Shape) {
        self.flush();
        self.out.push(shape);
    }

    /// The plain rectangles so far become one shape, behind what follows.
    fn flush(&mut self) {
        if !self.quads.is_empty() {
            let quads = std::mem::take(&mut self.quads);
            self.out.push(Shape::Mesh(Arc::new(quads)));
        }
    }

    pub(super) fn sees(&self, bounds: Rect) -> bool {
        // Not `intersects` the other way around: NaN must not be seen.
        bounds.is_finite() && self.detail.view.intersects(bounds)
    }

    fn stroke(&self, stroke: Option<Stroke>) -> epaint::Stroke {
        stroke.map_or(epaint::Stroke::NONE, |stroke| {
            epaint::Stroke::new(stroke.width * self.transform.scaling, color(stroke.color))
        })
    }
}

/// A radius in whole units. The ends of a pill stay round: up, not down.
fn byte(radius: f32, rect: Rect) -> u8 {
    let is_pill = 2.0 * radius + 0.5 >= rect.size().min_elem();
    let whole = if is_pill {
        radius.ceil()
    } else {
        radius.round()
    };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to a byte"
    )]
    let whole = whole.clamp(0.0, 255.0) as u8;
    whole
}
