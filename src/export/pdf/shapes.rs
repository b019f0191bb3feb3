//! Every kind of item as paths, as the painter draws it: strokes of rectangles
//! inside, dots for dashes as short as the line is wide.

use emath::{Pos2, Rect};
use krilla::{
    color::rgb,
    geom::{Path, PathBuilder, Size, Transform},
    num::NormalizedF32,
    paint::{Fill, FillRule, LineCap, LineJoin, LinearGradient, SpreadMethod, Stop, StrokeDash},
};

use super::{super::picture::covering, Canvas};
use crate::scene::{Color, Item, Stroke};

/// How far the handles of a quarter of a circle are from its ends, in radii.
const HANDLE: f32 = 0.552_285;

impl Canvas<'_, '_> {
    /// Draws an item that is no text and no picture.
    pub(super) fn shape(&mut self, item: &Item) {
        match item {
            Item::Rect {
                rect,
                radius,
                fill,
                stroke,
            } => self.rect(self.grid.rect(*rect), *radius, *fill, *stroke),
            Item::Polygon { points, fill } => {
                self.paint(through(points, true), Some(*fill), None);
            }
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
            } => {
                let square = Rect::from_center_size(*center, emath::Vec2::splat(2.0 * radius));
                self.paint(rounded(square, *radius), *fill, *stroke);
            }
            Item::Area {
                points,
                base,
                reach,
                strong,
                weak,
            } => self.area(points, (*base, *reach), [*weak, *strong]),
            Item::Text(_) | Item::Picture { .. } => {}
        }
    }

    pub(super) fn rect(
        &mut self,
        rect: Rect,
        radius: f32,
        fill: Option<Color>,
        stroke: Option<Stroke>,
    ) {
        let half = stroke.map_or(0.0, |stroke| 0.5 * stroke.width);
        let radius = radius.min(0.5 * rect.size().min_elem()) - half;
        self.paint(rounded(rect.shrink(half), radius), fill, stroke);
    }

    fn polyline(&mut self, points: &[Pos2], stroke: Stroke, dash: Option<(f32, f32)>) {
        let mut line = stroked(stroke);
        line.line_join = LineJoin::Round;
        if let Some((dash, gap)) = dash.filter(|(dash, gap)| dash + gap > 0.0) {
            let are_dots = dash <= 1.1 * stroke.width;
            // A dot is a dash of next to no length with round ends, in the
            // middle of where the dash would be.
            let shown = if are_dots { 0.01 } else { dash };
            line.dash = Some(StrokeDash {
                array: vec![shown, dash + gap - shown],
                offset: if are_dots { gap + 0.5 * dash } else { 0.0 },
            });
            if are_dots {
                line.line_cap = LineCap::Round;
            }
        }
        let ends = self.grid.line(points, stroke.width);
        let points = ends.as_ref().map_or(points, <[Pos2; 2]>::as_slice);
        if let Some(path) = through(points, false) {
            self.surface.set_fill(None);
            self.surface.set_stroke(Some(line));
            self.surface.draw_path(&path);
            self.surface.set_stroke(None);
        }
    }

    /// The shade depends on the distance from the level alone, so it is a
    /// gradient from the level to where the strong color is reached.
    fn area(&mut self, points: &[Pos2], (base, reach): (f32, f32), colors: [Color; 2]) {
        let (Some(first), Some(last)) = (points.first(), points.last()) else {
            return;
        };
        let is_above = points.iter().any(|point| point.y < base);
        let mut outline = points.to_vec();
        outline.extend([Pos2::new(last.x, base), Pos2::new(first.x, base)]);
        let Some(path) = through(&outline, true) else {
            return;
        };
        let offsets = [NormalizedF32::ZERO, NormalizedF32::ONE];
        let stops = offsets.into_iter().zip(colors).map(|(offset, shade)| Stop {
            offset,
            color: plain(shade).into(),
            opacity: opacity(shade),
        });
        let shade = LinearGradient {
            x1: 0.0,
            y1: base,
            x2: 0.0,
            y2: if is_above { base - reach } else { base + reach },
            transform: Transform::identity(),
            spread_method: SpreadMethod::Pad,
            stops: stops.collect(),
            anti_alias: false,
        };
        self.surface.set_fill(Some(Fill {
            paint: shade.into(),
            opacity: NormalizedF32::ONE,
            rule: FillRule::NonZero,
        }));
        self.surface.set_stroke(None);
        self.surface.draw_path(&path);
    }

    /// A picture, if it can be decoded; false when it cannot.
    pub(super) fn picture(&mut self, item: &Item) -> bool {
        let Item::Picture {
            rect,
            radius,
            picture,
            ..
        } = item
        else {
            return false;
        };
        let Some((image, size)) = self.pens.picture(picture) else {
            return false;
        };
        let whole = covering(*rect, size);
        let radius = radius.min(0.5 * rect.size().min_elem());
        let (Some(frame), Some(size)) = (
            rounded(*rect, radius),
            Size::from_wh(whole.width(), whole.height()),
        ) else {
            return false;
        };
        self.surface.push_clip_path(&frame, &FillRule::NonZero);
        let corner = Transform::from_translate(whole.min.x, whole.min.y);
        self.surface.push_transform(&corner);
        self.surface.draw_image(image, size);
        self.surface.pop();
        self.surface.pop();
        true
    }

    fn paint(&mut self, path: Option<Path>, fill: Option<Color>, stroke: Option<Stroke>) {
        let Some(path) = path.filter(|_| fill.is_some() || stroke.is_some()) else {
            return;
        };
        self.surface.set_fill(fill.map(filled));
        self.surface.set_stroke(stroke.map(stroked));
        self.surface.draw_path(&path);
        self.surface.set_stroke(None);
    }
}

/// A paint of one color.
pub(super) fn filled(color: Color) -> Fill {
    Fill {
        paint: plain(color).into(),
        opacity: opacity(color),
        rule: FillRule::NonZero,
    }
}

fn stroked(stroke: Stroke) -> krilla::paint::Stroke {
    krilla::paint::Stroke {
        paint: plain(stroke.color).into(),
        width: stroke.width,
        opacity: opacity(stroke.color),
        ..krilla::paint::Stroke::default()
    }
}

fn plain(Color([red, green, blue, _]): Color) -> rgb::Color {
    rgb::Color::new(red, green, blue)
}

fn opacity(Color([.., alpha]): Color) -> NormalizedF32 {
    NormalizedF32::new(f32::from(alpha) / 255.0).unwrap_or(NormalizedF32::ONE)
}

fn through(points: &[Pos2], closed: bool) -> Option<Path> {
    let mut path = PathBuilder::new();
    for (index, point) in points.iter().enumerate() {
        if index == 0 {
            path.move_to(point.x, point.y);
        } else {
            path.line_to(point.x, point.y);
        }
    }
    if closed {
        path.close();
    }
    path.finish()
}

/// A rectangle with round corners.
fn rounded(rect: Rect, radius: f32) -> Option<Path> {
    let Rect { min, max } = rect;
    let mut path = PathBuilder::new();
    if radius <= 0.0 {
        let corners = [min, Pos2::new(max.x, min.y), max, Pos2::new(min.x, max.y)];
        return through(&corners, true);
    }
    let r = radius;
    let h = radius * (1.0 - HANDLE);
    path.move_to(min.x + r, min.y);
    path.line_to(max.x - r, min.y);
    path.cubic_to(max.x - h, min.y, max.x, min.y + h, max.x, min.y + r);
    path.line_to(max.x, max.y - r);
    path.cubic_to(max.x, max.y - h, max.x - h, max.y, max.x - r, max.y);
    path.line_to(min.x + r, max.y);
    path.cubic_to(min.x + h, max.y, min.x, max.y - h, min.x, max.y - r);
    path.line_to(min.x, min.y + r);
    path.cubic_to(min.x, min.y + h, min.x + h, min.y, min.x + r, min.y);
    path.close();
    path.finish()
}
