//! Triangles to pixels on the CPU: what a graphics card would do with the
//! meshes epaint makes, close enough that a picture and a window differ by
//! 2 of 255 at most. Pixels are premultiplied and blended in gamma space.
//! Positions are rounded to 1/256 of a pixel and edges are decided in whole
//! numbers, so that a pixel on the edge of two triangles is filled once. Knows
//! meshes and textures; no scene.

use emath::{Pos2, Rect};
use epaint::{Color32, ColorImage, Mesh, Vertex};

use super::blend::{bilinear, over, tint};

/// A picture, or a band of its rows.
#[derive(Clone, Debug)]
pub struct Canvas {
    width: usize,
    /// The row of the picture that is the first of the band.
    top: usize,
    pixels: Vec<Color32>,
}

/// Pixels that may change: columns and rows of the whole picture, ends excluded.
#[derive(Clone, Copy)]
struct Bounds {
    left: i64,
    right: i64,
    top: i64,
    bottom: i64,
}

impl Canvas {
    /// A band of `height` rows that starts at row `top` of the picture, filled
    /// with one color.
    #[must_use]
    pub fn new(width: usize, top: usize, height: usize, color: Color32) -> Self {
        let pixels = vec![color; width * height];
        Self { width, top, pixels }
    }

    /// Makes it another band of the same picture, in the same memory.
    pub fn reset(&mut self, top: usize, height: usize, color: Color32) {
        self.top = top;
        self.pixels.clear();
        self.pixels.resize(self.width * height, color);
    }

    /// The rows, from the top.
    pub fn rows(&self) -> impl Iterator<Item = &[Color32]> {
        self.pixels.chunks_exact(self.width.max(1))
    }

    /// Fills the triangles of a mesh, whose positions are pixels of the whole
    /// picture, inside `clip`. `texture` is the one that the mesh names.
    pub fn draw(&mut self, mesh: &Mesh, texture: &ColorImage, clip: Rect) {
        let Some(bounds) = self.bounds(clip) else {
            return;
        };
        let mut rest = mesh.indices.as_slice();
        while let Some((triangle, after)) = rest.split_first_chunk::<3>() {
            if let Some((quad, after)) = rest.split_first_chunk::<6>()
                && let Some(corners) = upright(mesh, quad)
            {
                self.quad(corners, texture, bounds);
                rest = after;
                continue;
            }
            if let Some(corners) = vertices(mesh, triangle) {
                self.triangle(corners, texture, bounds);
            }
            rest = after;
        }
    }

    fn bounds(&self, clip: Rect) -> Option<Bounds> {
        let height = self.pixels.len() / self.width.max(1);
        let (width, top, height) = (whole(self.width), whole(self.top), whole(height));
        let bounds = Bounds {
            left: rounded(clip.min.x).max(0),
            right: rounded(clip.max.x).min(width),
            top: rounded(clip.min.y).max(top),
            bottom: rounded(clip.max.y).min(top + height),
        };
        (bounds.left < bounds.right && bounds.top < bounds.bottom).then_some(bounds)
    }

    /// The pixels `left..right` of a row; empty when there are none.
    fn span(&mut self, y: i64, left: i64, right: i64) -> &mut [Color32] {
        let row = usize::try_from(y).map_or(0, |y| y - self.top) * self.width;
        let [left, right] = [left, right].map(|x| usize::try_from(x).unwrap_or(0));
        self.pixels
            .get_mut(row + left..row + right)
            .unwrap_or_default()
    }

    /// An upright rectangle: nearly all glyphs and flat surfaces.
    fn quad(&mut self, [first, last]: [&Vertex; 2], texture: &ColorImage, bounds: Bounds) {
        let left = first_center(fixed(first.pos.x)).max(bounds.left);
        let right = first_center(fixed(last.pos.x)).min(bounds.right);
        let top = first_center(fixed(first.pos.y)).max(bounds.top);
        let bottom = first_center(fixed(last.pos.y)).min(bounds.bottom);
        if left >= right || top >= bottom {
            return;
        }
        if first.uv == last.uv {
            let color = tint(sample(texture, texels(texture, first.uv)), first.color);
            for y in top..bottom {
                fill(self.span(y, left, right), color);
            }
            return;
        }
        let from = texels(texture, first.uv);
        let to = texels(texture, last.uv);
        let step = (to - from) / (last.pos - first.pos);
        // The texel at the center of a pixel.
        let at = |x: i64, y: i64| from + (center(x, y) - first.pos) * step;
        let is_whole = |value: f32| (value - value.round()).abs() < 0.01;
        let start = at(left, top);
        let steps_one = (step.x - 1.0).abs() < 1e-3 && (step.y - 1.0).abs() < 1e-3;
        if steps_one && is_whole(start.x - 0.5) && is_whole(start.y - 0.5) {
            let (column, row) = (start.x.floor(), start.y.floor());
            self.blit(
                [left, right, top, bottom],
                texture,
                pixel(column, row),
                first.color,
            );
            return;
        }
        for y in top..bottom {
            for (x, target) in (left..).zip(self.span(y, left, right)) {
                *target = over(tint(sample(texture, at(x, y)), first.color), *target);
            }
        }
    }

    /// Copies texels one to one.
    fn blit(
        &mut self,
        [left, right, top, bottom]: [i64; 4],
        texture: &ColorImage,
        (column, row): (usize, usize),
        color: Color32,
    ) {
        let [width, _] = texture.size;
        for (y, row) in (top..bottom).zip(row..) {
            let start = row * width + column;
            let source = texture.pixels.get(start..).unwrap_or_default();
            for (target, texel) in self.span(y, left, right).iter_mut().zip(source) {
                if *texel == Color32::WHITE && color.a() == 255 {
                    *target = color;
                } else if texel.a() != 0 {
                    *target = over(tint(*texel, color), *target);
                }
            }
        }
    }

    fn triangle(&mut self, corners: [&Vertex; 3], texture: &ColorImage, bounds: Bounds) {
        if corners
            .iter()
            .all(|corner| corner.color == Color32::TRANSPARENT)
        {
            return;
        }
        let Some(triangle) = Triangle::new(corners.map(|corner| corner.pos)) else {
            return;
        };
        let [a, b, c] = if triangle.turned {
            [corners[0], corners[2], corners[1]]
        } else {
            corners
        };
        let is_flat = a.uv == b.uv && a.uv == c.uv;
        let texel = sample(texture, texels(texture, a.uv));
        if is_flat && a.color == b.color && a.color == c.color {
            let color = tint(texel, a.color);
            triangle.spans(bounds, |y, left, right| {
                fill(self.span(y, left, right), color);
            });
        } else if is_flat {
            let shade = Shade::new(&triangle, [a, b, c].map(|corner| tint(texel, corner.color)));
            triangle.spans(bounds, |y, left, right| {
                shade.fill(left, y, self.span(y, left, right));
            });
        } else {
            let [from, along, down] = [a, b, c].map(|corner| texels(texture, corner.uv));
            triangle.spans(bounds, |y, left, right| {
                for (x, target) in (left..).zip(self.span(y, left, right)) {
                    let (to_b, to_c) = triangle.shares(x, y);
                    let at = from + (along - from) * to_b + (down - from) * to_c;
                    let color = blended([a.color, b.color, c.color], to_b, to_c);
                    *target = over(tint(sample(texture, at), color), *target);
                }
            });
        }
    }
}

/// A triangle in 1/256 of a pixel, its corners clockwise on the screen.
struct Triangle {
    corners: [(i64, i64); 3],
    /// Twice its area.
    area: i64,
    /// Whether the second and third corner changed places.
    turned: bool,
}

/// One edge as `along * x + at >= 0` for the pixels inside, at a row.
struct Edge {
    along: i64,
    at: i64,
    down: i64,
    inverse: f64,
}

impl Triangle {
    fn new(corners: [Pos2; 3]) -> Option<Self> {
        if corners.iter().any(|corner| corner.any_nan()) {
            return None;
        }
        let [a, mut b, mut c] = corners.map(|corner| (fixed(corner.x), fixed(corner.y)));
        let mut area = (b.0 - a.0) * (c.1 - a.1) - (c.0 - a.0) * (b.1 - a.1);
        let turned = area < 0;
        if turned {
            std::mem::swap(&mut b, &mut c);
            area = -area;
        }
        (area > 0).then_some(Self {
            corners: [a, b, c],
            area,
            turned,
        })
    }

    /// Calls `draw` with each row and the columns that are inside.
    fn spans(&self, bounds: Bounds, mut draw: impl FnMut(i64, i64, i64)) {
        let [a, b, c] = self.corners;
        let low = a.1.min(b.1).min(c.1);
        let high = a.1.max(b.1).max(c.1);
        let top = first_center(low).max(bounds.top);
        let bottom = last_center(high).min(bounds.bottom - 1);
        let mut edges = [
            Edge::new(a, b, top),
            Edge::new(b, c, top),
            Edge::new(c, a, top),
        ];
        for y in top..=bottom {
            let (mut left, mut right) = (bounds.left, bounds.right);
            for edge in &mut edges {
                edge.narrow(&mut left, &mut right);
                edge.at += edge.down;
            }
            if left < right {
                draw(y, left, right);
            }
        }
    }

    /// How much of the second and of the third corner there is in a pixel.
    fn shares(&self, x: i64, y: i64) -> (f32, f32) {
        let [first, second, third] = self.corners;
        let (x, y) = (256 * x + 128, 256 * y + 128);
        let weight = |from: (i64, i64), to: (i64, i64)| {
            let part = (to.0 - from.0) * (y - from.1) - (to.1 - from.1) * (x - from.0);
            share(part, self.area)
        };
        (weight(third, first), weight(first, second))
    }
}

impl Edge {
    /// The edge from `a` to `b`, at the centers of row `y`. A pixel that lies
    /// on it belongs to the triangle when it is a top or a left edge.
    fn new(a: (i64, i64), b: (i64, i64), y: i64) -> Self {
        let (dx, dy) = (b.0 - a.0, b.1 - a.1);
        let owns = dy < 0 || (dy == 0 && dx > 0);
        let along = -256 * dy;
        let at = dx * (256 * y + 128 - a.1) - dy * (128 - a.0) - i64::from(!owns);
        #[expect(clippy::cast_precision_loss, reason = "corrected in whole numbers")]
        let inverse = 1.0 / along as f64;
        Self {
            along,
            at,
            down: 256 * dx,
            inverse,
        }
    }

    /// Moves the ends of a span to the pixels inside this edge.
    fn narrow(&self, left: &mut i64, right: &mut i64) {
        if self.along == 0 {
            if self.at < 0 {
                *right = *left;
            }
            return;
        }
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            reason = "corrected in whole numbers"
        )]
        let mut x = (-self.at as f64 * self.inverse) as i64;
        let inside = |x: i64| self.along * x + self.at >= 0;
        if self.along > 0 {
            while inside(x - 1) {
                x -= 1;
            }
            while !inside(x) {
                x += 1;
            }
            *left = x.max(*left);
        } else {
            while inside(x + 1) {
                x += 1;
            }
            while !inside(x) {
                x -= 1;
            }
            *right = (x + 1).min(*right);
        }
    }
}

/// A color that changes evenly across a triangle.
struct Shade<'a> {
    triangle: &'a Triangle,
    colors: [Color32; 3],
    /// What a step to the right adds to each channel, in 1/65536.
    step: [i32; 4],
}

impl<'a> Shade<'a> {
    fn new(triangle: &'a Triangle, colors: [Color32; 3]) -> Self {
        let [a, b, c] = triangle.corners;
        let to_b = 256.0 * share(c.1 - a.1, triangle.area);
        let to_c = 256.0 * share(a.1 - b.1, triangle.area);
        let [from, along, down] = colors.map(channels);
        let step = std::array::from_fn(|at| {
            units((along[at] - from[at]) * to_b + (down[at] - from[at]) * to_c)
        });
        Self {
            triangle,
            colors,
            step,
        }
    }

    fn fill(&self, x: i64, y: i64, span: &mut [Color32]) {
        let (to_b, to_c) = self.triangle.shares(x, y);
        let [from, along, down] = self.colors.map(channels);
        let mut now: [i32; 4] = std::array::from_fn(|at| {
            units(from[at] + (along[at] - from[at]) * to_b + (down[at] - from[at]) * to_c)
        });
        for target in span {
            let [red, green, blue, alpha] = now.map(|value| {
                #[expect(clippy::cast_sign_loss, reason = "clamped to a byte")]
                let byte = ((value + 0x8000) >> 16).clamp(0, 255) as u8;
                byte
            });
            let source = Color32::from_rgba_premultiplied(red, green, blue, alpha);
            *target = over(source, *target);
            for (value, step) in now.iter_mut().zip(self.step) {
                *value = value.saturating_add(step);
            }
        }
    }
}

fn fill(span: &mut [Color32], color: Color32) {
    if color.a() == 255 {
        span.fill(color);
    } else if color != Color32::TRANSPARENT {
        for target in span {
            *target = over(color, *target);
        }
    }
}

/// The first and last corner of two triangles that make an upright rectangle
/// of one color, as epaint lists them.
fn upright<'a>(mesh: &'a Mesh, quad: &[u32; 6]) -> Option<[&'a Vertex; 2]> {
    let [a, b, c, again, before, d] = *quad;
    if again != c || before != b || d != a.wrapping_add(3) {
        return None;
    }
    let [a, b, c] = vertices(mesh, &[a, b, c])?;
    let [_, _, d] = vertices(mesh, &[quad[0], quad[0], d])?;
    let is_upright =
        |a: Pos2, b: Pos2, c: Pos2, d: Pos2| a.y == b.y && c.y == d.y && a.x == c.x && b.x == d.x;
    let is_one_color = a.color == b.color && a.color == c.color && a.color == d.color;
    (is_one_color
        && is_upright(a.pos, b.pos, c.pos, d.pos)
        && is_upright(a.uv, b.uv, c.uv, d.uv)
        && a.pos.x < d.pos.x
        && a.pos.y < d.pos.y)
        .then_some([a, d])
}

fn vertices<'a>(mesh: &'a Mesh, corners: &[u32; 3]) -> Option<[&'a Vertex; 3]> {
    let vertex = |index: u32| mesh.vertices.get(usize::try_from(index).ok()?);
    let [a, b, c] = corners.map(vertex);
    Some([a?, b?, c?])
}

/// A place in a texture, in texels.
fn texels(texture: &ColorImage, uv: Pos2) -> Pos2 {
    #[expect(clippy::cast_precision_loss, reason = "textures are small")]
    let [width, height] = texture.size.map(|side| side as f32);
    Pos2::new(uv.x * width, uv.y * height)
}

/// The color at a place in a texture, between the texels around it.
fn sample(texture: &ColorImage, at: Pos2) -> Color32 {
    let [width, height] = texture.size;
    // Beyond the edge the last texel goes on.
    let limit = |value: f32, side: usize| {
        #[expect(clippy::cast_precision_loss, reason = "textures are small")]
        let last = side.saturating_sub(1) as f32;
        (value - 0.5).clamp(0.0, last)
    };
    let (x, y) = (limit(at.x, width), limit(at.y, height));
    let (column, row) = pixel(x, y);
    let (right, down) = (
        (column + 1).min(width.saturating_sub(1)),
        (row + 1).min(height.saturating_sub(1)),
    );
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 256"
    )]
    let share = |value: f32| ((value - value.floor()) * 256.0) as u32;
    let texel = |x: usize, y: usize| {
        let texel = texture.pixels.get(y * width + x);
        texel.copied().unwrap_or(Color32::TRANSPARENT)
    };
    if share(x) == 0 && share(y) == 0 {
        return texel(column, row);
    }
    let around = [
        texel(column, row),
        texel(right, row),
        texel(column, down),
        texel(right, down),
    ];
    bilinear(around, share(x), share(y))
}

/// A mixture of three colors.
fn blended(colors: [Color32; 3], to_b: f32, to_c: f32) -> Color32 {
    let [from, along, down] = colors.map(channels);
    let [red, green, blue, alpha] = std::array::from_fn(|at| {
        let value = from[at] + (along[at] - from[at]) * to_b + (down[at] - from[at]) * to_c;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped to a byte"
        )]
        let byte = (value + 0.5).clamp(0.0, 255.0) as u8;
        byte
    });
    Color32::from_rgba_premultiplied(red, green, blue, alpha)
}

fn channels(color: Color32) -> [f32; 4] {
    color.to_array().map(f32::from)
}

fn share(part: i64, all: i64) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a share needs no more")]
    let share = part as f32 / all as f32;
    share
}

/// In 1/65536.
fn units(value: f32) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "saturates")]
    let units = (value * 65536.0) as i32;
    units
}

/// In 1/256 of a pixel, within what the edges can be computed with.
fn fixed(value: f32) -> i64 {
    const LIMIT: f32 = 4_000_000.0;
    #[expect(clippy::cast_possible_truncation, reason = "clamped")]
    let fixed = (value.clamp(-LIMIT, LIMIT) * 256.0).round() as i64;
    fixed
}

/// The first pixel whose center is at or after a place in 1/256 of a pixel.
fn first_center(value: i64) -> i64 {
    (value + 127) >> 8
}

/// The last pixel whose center is at or before a place in 1/256 of a pixel.
fn last_center(value: i64) -> i64 {
    (value - 128) >> 8
}

fn center(x: i64, y: i64) -> Pos2 {
    #[expect(clippy::cast_precision_loss, reason = "pixels of a picture")]
    let center = Pos2::new(x as f32 + 0.5, y as f32 + 0.5);
    center
}

fn pixel(x: f32, y: f32) -> (usize, usize) {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "saturates"
    )]
    let pixel = (x as usize, y as usize);
    pixel
}

fn rounded(value: f32) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "saturates")]
    let rounded = value.round() as i64;
    rounded
}

fn whole(value: usize) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}
