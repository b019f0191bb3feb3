//! Triangles to pixels on the CPU: what a graphics card would do with the
//! meshes epaint makes, close enough that a picture and a window differ by
//! 2 of 255 at most. Pixels are premultiplied and blended in gamma space.
//! Knows meshes and textures; no scene.

use emath::{Pos2, Rect};
use epaint::{Color32, ColorImage, Mesh, Vertex, WHITE_UV};

use super::{
    blend::{bilinear, over, tint},
    triangle::{Bounds, Shade, Triangle, first_center, fixed, mixed},
};

/// A picture, or a band of its rows.
#[derive(Clone, Debug)]
pub struct Canvas {
    width: usize,
    /// The row of the picture that is the first of the band.
    top: usize,
    pixels: Vec<Color32>,
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
            let color = tint(flat(texture, first.uv), first.color);
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
        let colors = [a.color, b.color, c.color];
        if a.uv != b.uv || a.uv != c.uv {
            let [from, to_b, to_c] = [a, b, c].map(|corner| texels(texture, corner.uv));
            triangle.spans(bounds, |y, left, right| {
                for (x, target) in (left..).zip(self.span(y, left, right)) {
                    let shares = triangle.shares(x, y);
                    let at = from + (to_b - from) * shares.0 + (to_c - from) * shares.1;
                    *target = over(tint(sample(texture, at), mixed(colors, shares)), *target);
                }
            });
            return;
        }
        let texel = flat(texture, a.uv);
        let colors = colors.map(|color| tint(texel, color));
        if colors[0] == colors[1] && colors[0] == colors[2] {
            triangle.spans(bounds, |y, left, right| {
                fill(self.span(y, left, right), colors[0]);
            });
        } else {
            let shade = Shade::new(&triangle, colors);
            triangle.spans(bounds, |y, left, right| {
                shade.fill(left, y, self.span(y, left, right));
            });
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

/// The one color of what is not textured: epaint's white corner, mostly.
fn flat(texture: &ColorImage, uv: Pos2) -> Color32 {
    if uv == WHITE_UV {
        texture.pixels.first().copied().unwrap_or(Color32::WHITE)
    } else {
        sample(texture, texels(texture, uv))
    }
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
