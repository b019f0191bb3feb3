//! Which pixels a triangle fills, and how colors change across it. Corners are
//! rounded to 1/256 of a pixel and edges decided in whole numbers: a pixel
//! whose center is on an edge belongs to the triangle below or right of it,
//! so that of two neighbors one fills it. Knows no pixels' colors.

use emath::Pos2;
use epaint::Color32;

use super::blend::over;

/// Pixels that may change: columns and rows of the whole picture, ends excluded.
#[derive(Clone, Copy)]
pub(super) struct Bounds {
    pub(super) left: i64,
    pub(super) right: i64,
    pub(super) top: i64,
    pub(super) bottom: i64,
}

/// A triangle of some area, its corners clockwise on the screen.
pub(super) struct Triangle {
    corners: [(i64, i64); 3],
    /// One over twice its area.
    inverse: f32,
    /// Whether the second and third corner changed places.
    pub(super) turned: bool,
}

/// One edge as `along * x + at >= 0` for the pixels inside, at a row.
#[derive(Clone, Copy)]
struct Edge {
    along: i64,
    at: i64,
    down: i64,
}

impl Triangle {
    /// Nothing when it has no area or a corner is no number.
    pub(super) fn new(corners: [Pos2; 3]) -> Option<Self> {
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
        #[expect(clippy::cast_precision_loss, reason = "for colors, which need no more")]
        let inverse = 1.0 / area as f32;
        (area > 0).then_some(Self {
            corners: [a, b, c],
            inverse,
            turned,
        })
    }

    /// Calls `draw` with each row and the columns that are inside.
    pub(super) fn spans(&self, bounds: Bounds, mut draw: impl FnMut(i64, i64, i64)) {
        let [a, b, c] = self.corners;
        let left = first_center(a.0.min(b.0).min(c.0)).max(bounds.left);
        let right = (last_center(a.0.max(b.0).max(c.0)) + 1).min(bounds.right);
        let top = first_center(a.1.min(b.1).min(c.1)).max(bounds.top);
        let bottom = (last_center(a.1.max(b.1).max(c.1)) + 1).min(bounds.bottom);
        if left >= right || top >= bottom {
            return;
        }
        let mut edges = [
            Edge::new(a, b, top),
            Edge::new(b, c, top),
            Edge::new(c, a, top),
        ];
        if right - left <= 3 {
            // Most triangles are slivers of soft edges: no quotients for them.
            for y in top..bottom {
                let inside = |x: &i64| edges.iter().all(|edge| edge.holds(*x));
                if let Some(first) = (left..right).find(inside) {
                    let after = (first + 1..right).find(|x| !inside(x));
                    draw(y, first, after.unwrap_or(right));
                }
                edges = edges.map(Edge::next_row);
            }
            return;
        }
        #[expect(clippy::cast_precision_loss, reason = "corrected in whole numbers")]
        let inverses = edges.map(|edge| 1.0 / edge.along as f64);
        for y in top..bottom {
            let (mut first, mut after) = (left, right);
            for (edge, inverse) in edges.iter().zip(inverses) {
                edge.narrow(inverse, &mut first, &mut after);
            }
            if first < after {
                draw(y, first, after);
            }
            edges = edges.map(Edge::next_row);
        }
    }

    /// How much of the second and of the third corner there is in a pixel.
    pub(super) fn shares(&self, x: i64, y: i64) -> (f32, f32) {
        let [first, second, third] = self.corners;
        let (x, y) = (256 * x + 128, 256 * y + 128);
        let weight = |from: (i64, i64), to: (i64, i64)| {
            let part = (to.0 - from.0) * (y - from.1) - (to.1 - from.1) * (x - from.0);
            float(part) * self.inverse
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
        Self {
            along: -256 * dy,
            at: dx * (256 * y + 128 - a.1) - dy * (128 - a.0) - i64::from(!owns),
            down: 256 * dx,
        }
    }

    fn next_row(self) -> Self {
        Self {
            at: self.at + self.down,
            ..self
        }
    }

    fn holds(&self, x: i64) -> bool {
        self.along * x + self.at >= 0
    }

    /// Moves the ends of a span to the pixels inside this edge.
    fn narrow(&self, inverse: f64, left: &mut i64, right: &mut i64) {
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
        let mut x = (-self.at as f64 * inverse) as i64;
        if self.along > 0 {
            while self.holds(x - 1) {
                x -= 1;
            }
            while !self.holds(x) {
                x += 1;
            }
            *left = x.max(*left);
        } else {
            while self.holds(x + 1) {
                x += 1;
            }
            while !self.holds(x) {
                x -= 1;
            }
            *right = (x + 1).min(*right);
        }
    }
}

/// A color that changes evenly across a triangle.
pub(super) struct Shade {
    /// At the first corner.
    color: [f32; 4],
    corner: Pos2,
    /// What a pixel to the right and a pixel down add to each channel.
    right: [f32; 4],
    down: [f32; 4],
}

impl Shade {
    /// The colors are those of the triangle's corners, in its order.
    pub(super) fn new(triangle: &Triangle, colors: [Color32; 3]) -> Self {
        let [a, b, c] = triangle.corners;
        let [color, to_b, to_c] = colors.map(channels);
        let [to_b, to_c] = [to_b, to_c].map(|to| std::array::from_fn(|at| to[at] - color[at]));
        let per_pixel = 256.0 * triangle.inverse;
        let slope = |of_b: i64, of_c: i64| {
            let (of_b, of_c) = (per_pixel * float(of_b), per_pixel * float(of_c));
            let [b, c]: [[f32; 4]; 2] = [to_b, to_c];
            std::array::from_fn(|at| b[at] * of_b + c[at] * of_c)
        };
        Self {
            color,
            corner: Pos2::new(float(a.0) / 256.0, float(a.1) / 256.0),
            right: slope(c.1 - a.1, a.1 - b.1),
            down: slope(a.0 - c.0, b.0 - a.0),
        }
    }

    /// Lays the color over a span that begins at a pixel.
    pub(super) fn fill(&self, x: i64, y: i64, span: &mut [Color32]) {
        let (x, y) = (
            float(x) + 0.5 - self.corner.x,
            float(y) + 0.5 - self.corner.y,
        );
        let mut now: [f32; 4] =
            std::array::from_fn(|at| self.color[at] + x * self.right[at] + y * self.down[at]);
        for target in span {
            *target = over(rounded(now), *target);
            now = std::array::from_fn(|at| now[at] + self.right[at]);
        }
    }
}

/// A mixture of three colors, by the shares of the second and third.
pub(super) fn mixed(colors: [Color32; 3], (to_b, to_c): (f32, f32)) -> Color32 {
    let [a, b, c] = colors.map(channels);
    rounded(std::array::from_fn(|at| {
        a[at] + (b[at] - a[at]) * to_b + (c[at] - a[at]) * to_c
    }))
}

fn channels(color: Color32) -> [f32; 4] {
    color.to_array().map(f32::from)
}

fn rounded(channels: [f32; 4]) -> Color32 {
    let [red, green, blue, alpha] = channels.map(|channel| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "saturates"
        )]
        let byte = (channel + 0.5) as u8;
        byte
    });
    Color32::from_rgba_premultiplied(red, green, blue, alpha)
}

/// In 1/256 of a pixel, within what the edges can be computed with.
pub(super) fn fixed(value: f32) -> i64 {
    const LIMIT: f32 = 4_000_000.0;
    // Half a step added and cut off: several times as fast as rounding.
    #[expect(clippy::cast_possible_truncation, reason = "clamped")]
    let fixed = (f64::from(value.clamp(-LIMIT, LIMIT)) * 256.0 + 0.5 + 2_f64.powi(31)) as i64;
    fixed - (1 << 31)
}

/// The first pixel whose center is at or after a place in 1/256 of a pixel.
pub(super) fn first_center(value: i64) -> i64 {
    (value + 127) >> 8
}

/// The last pixel whose center is at or before a place in 1/256 of a pixel.
fn last_center(value: i64) -> i64 {
    (value - 128) >> 8
}

/// Pixels of a picture are below 2^24, and products only need to be close.
fn float(value: i64) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "see above")]
    let float = value as f32;
    float
}
