//! An emotion lane as items: the scale, the area between curve and zero, the
//! curves, their points, faces and labels, and the legend.

use emath::{Pos2, pos2, vec2};

use super::{
    content::{glyph, line, text},
    icon,
    item::{Color, Group, Item, Stroke, group},
    theme::Theme,
};
use crate::{
    layout::{CurveLine, Emotion, LegendEntry, Mark, PointMark, tokens},
    model::{Curve, CurveKind, Element, LineStyle, Map, Valence},
};

/// How wide a curve is drawn.
const WIDTH: f32 = 2.0;

/// Lists the items of an emotion lane whose curves begin at `origin`; the
/// stages are `width` units wide.
pub(super) fn emotion(
    map: &Map,
    emotion: &Emotion,
    (origin, width): (Pos2, f32),
    theme: &Theme,
    (items, groups): (&mut Vec<Item>, &mut Vec<Group>),
) {
    scale(emotion, (origin, width), theme, items);
    lines(map, emotion, origin, theme, (items, groups));
}

/// The same without the scale.
pub(super) fn lines(
    map: &Map,
    emotion: &Emotion,
    origin: Pos2,
    theme: &Theme,
    (items, groups): (&mut Vec<Item>, &mut Vec<Group>),
) {
    let curves: Vec<(&CurveLine, &Curve)> = emotion
        .curves
        .iter()
        .filter_map(|line| Some((line, map.curves.get(line.index)?)))
        .collect();
    // One curve alone is shaded: more would hide one another.
    let leading = curves.iter().filter(|(line, _)| line.leads);
    for (line, _) in leading {
        for (run, assumed) in stretches(line, map.marks_evidence) {
            let strength = if assumed { 0.4 } else { 1.0 };
            areas(&run, (origin, emotion.valence, strength), theme, items);
        }
    }
    // The first curve is drawn last, on top.
    for (laid, curve) in curves.iter().rev() {
        let color = curve_color(map, laid.index, theme);
        let start = items.len();
        for (run, assumed) in stretches(laid, map.marks_evidence) {
            let points = run.iter().map(|point| *point + origin.to_vec2()).collect();
            items.push(if assumed {
                guess(points, color, theme)
            } else {
                stroke(points, curve.style, color)
            });
        }
        group(groups, Element::Curve(laid.id), start, items);
    }
    for (laid, _) in curves.iter().rev() {
        let color = curve_color(map, laid.index, theme);
        for mark in &laid.points {
            let start = items.len();
            let hollow = map.marks_evidence.then_some(mark.assumed);
            point(mark, (laid, hollow), (origin, color), theme, items);
            group(groups, Element::Point(mark.id), start, items);
        }
    }
    labels(map, emotion, origin, theme, items);
    for entry in &emotion.legend {
        legend(map, entry, origin, theme, items);
    }
}

fn labels(map: &Map, emotion: &Emotion, origin: Pos2, theme: &Theme, items: &mut Vec<Item>) {
    for label in &emotion.labels {
        if let Some([from, to]) = label.leader {
            let (from, to) = (from + origin.to_vec2(), to + origin.to_vec2());
            items.push(line(from, to, 1.0, theme.neutral, Some((2.0, 2.0))));
        }
        if label.over_curve {
            items.push(Item::Rect {
                rect: label
                    .rect
                    .translate(origin.to_vec2())
                    .expand2(vec2(2.5, 0.0)),
                radius: 3.0,
                fill: Some(theme.paper.with_opacity(0.88)),
                stroke: None,
            });
        }
        let color = match label.beside {
            _ if label.unknown => theme.muted,
            // Whose words they are is told by the color of the curve.
            Some(index) => curve_color(map, index, theme),
            None => theme.ink,
        };
        items.extend(
            label
                .lines
                .iter()
                .map(|line| text(line, origin.to_vec2(), color)),
        );
    }
}

/// A line in the style of a curve.
fn stroke(points: Vec<Pos2>, style: LineStyle, color: Color) -> Item {
    let dash = match style {
        LineStyle::Solid => None,
        LineStyle::Dashed => Some((7.0, 5.0)),
        LineStyle::Dotted => Some((2.0, 4.0)),
        LineStyle::LongDashed => Some((18.0, 5.0)),
    };
    Item::Polyline {
        points,
        stroke: Stroke {
            width: WIDTH,
            color,
        },
        dash,
    }
}

/// A curve in the legend: a sample of its line with its mark, and its name.
fn legend(map: &Map, entry: &LegendEntry, origin: Pos2, theme: &Theme, items: &mut Vec<Item>) {
    let Some(curve) = map.curves.get(entry.index) else {
        return;
    };
    let color = curve_color(map, entry.index, theme);
    let [from, to] = entry.sample.map(|end| end + origin.to_vec2());
    let middle = from.lerp(to, 0.5);
    if entry.assumed {
        items.push(guess(vec![from, to], theme.muted, theme));
        dot(middle, (entry.kind, Some(true)), theme.muted, theme, items);
    } else {
        items.push(stroke(vec![from, to], curve.style, color));
        let known = map.marks_evidence.then_some(false);
        dot(middle, (entry.kind, known), color, theme, items);
    }
    let lines = entry.lines.iter();
    items.extend(lines.map(|line| text(line, origin.to_vec2(), theme.ink)));
}

/// The color of a curve: its own, the theme's for the first, a swatch for
/// further ones.
fn curve_color(map: &Map, index: usize, theme: &Theme) -> Color {
    map.curve_swatch(index)
        .map_or(theme.curve, |swatch| theme.text(swatch))
}

/// Five rules and the names of their values beside them.
fn scale(emotion: &Emotion, (origin, width): (Pos2, f32), theme: &Theme, items: &mut Vec<Item>) {
    for value in [-2.0, -1.0, 0.0, 1.0, 2.0] {
        let y = origin.y - value * emotion.valence;
        let (from, to) = (pos2(origin.x, y), pos2(origin.x + width, y));
        items.push(if value == 0.0 {
            line(from, to, 1.0, theme.line.mix(theme.neutral, 0.35), None)
        } else {
            line(from, to, 1.0, theme.line, Some((2.0, 3.0)))
        });
    }
    for placed in &emotion.scale {
        items.push(text(placed, origin.to_vec2(), theme.muted));
    }
}

/// The shaded areas of a run, cut where it crosses zero.
fn areas(
    run: &[Pos2],
    (origin, valence, strength): (Pos2, f32, f32),
    theme: &Theme,
    items: &mut Vec<Item>,
) {
    let mut piece: Vec<Pos2> = Vec::new();
    let mut finish = |piece: &mut Vec<Pos2>| {
        let farthest = piece.iter().fold(0.0_f32, |far, point| {
            if point.y.abs() > far.abs() {
                point.y
            } else {
                far
            }
        });
        if piece.len() > 1 && farthest.abs() > 0.5 {
            let color = if farthest < 0.0 {
                theme.positive
            } else {
                theme.negative
            };
            items.push(Item::Area {
                points: piece
                    .iter()
                    .map(|point| *point + origin.to_vec2())
                    .collect(),
                base: origin.y,
                reach: 2.0 * valence,
                strong: color.with_opacity(0.34 * strength),
                weak: color.with_opacity(0.03),
            });
        }
        piece.clear();
    };
    for pair in run.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        if piece.is_empty() {
            piece.push(from);
        }
        if from.y * to.y < 0.0 {
            let share = from.y / (from.y - to.y);
            let zero = pos2(from.x + share * (to.x - from.x), 0.0);
            piece.push(zero);
            finish(&mut piece);
            piece.push(zero);
        } else if to.y == 0.0 {
            piece.push(to);
            finish(&mut piece);
            continue;
        }
        piece.push(to);
    }
    finish(&mut piece);
}

/// A point; on a map that marks its evidence it is hollow or full.
fn point(
    mark: &PointMark,
    (curve, hollow): (&CurveLine, Option<bool>),
    (origin, color): (Pos2, Color),
    theme: &Theme,
    items: &mut Vec<Item>,
) {
    let center = mark.pos + origin.to_vec2();
    match (mark.mark, mark.feeling) {
        (Mark::Face, Some(feeling)) => {
            let look = (tokens::FACE, None, hollow == Some(true));
            face(center, feeling, look, theme, items);
        }
        (Mark::SmallFace, Some(feeling)) => {
            let look = (tokens::SMALL_FACE, Some(color), hollow == Some(true));
            face(center, feeling, look, theme, items);
        }
        (Mark::Turn, Some(_)) => {
            items.push(diamond(center, tokens::SMALL_FACE + 1.5, theme.paper));
            items.push(diamond(center, tokens::SMALL_FACE, color));
            if hollow == Some(true) {
                items.push(diamond(center, tokens::SMALL_FACE - 2.2, theme.paper));
            }
        }
        (Mark::Plain, Some(_)) => dot(center, (curve.kind, hollow), color, theme, items),
        (Mark::Unknown, _) | (_, None) => {
            // Whose gap it is, is told by the color of the curve.
            let color = if curve.leads { theme.neutral } else { color };
            unknown(center, color, theme, items);
        }
    }
}

/// A point like others: a ring, on a dramatic arc a diamond; full where it is
/// said to be known.
fn dot(
    center: Pos2,
    (kind, hollow): (CurveKind, Option<bool>),
    color: Color,
    theme: &Theme,
    items: &mut Vec<Item>,
) {
    let inside = if hollow == Some(false) {
        color
    } else {
        theme.paper
    };
    match kind {
        CurveKind::Emotion => items.push(Item::Circle {
            center,
            radius: tokens::DOT,
            fill: Some(inside),
            stroke: Some(Stroke { width: 1.7, color }),
        }),
        CurveKind::Tension => {
            items.push(diamond(center, tokens::DOT + 1.0, color));
            items.push(diamond(center, tokens::DOT - 1.4, inside));
        }
    }
}

/// The runs of a curve, parted where what is known ends and what is assumed
/// begins, when that is to be seen; with each, whether it is assumed.
fn stretches(line: &CurveLine, parted: bool) -> Vec<(Vec<Pos2>, bool)> {
    if !parted {
        return line.runs.iter().map(|run| (run.clone(), false)).collect();
    }
    let is_assumed = |x: f32| {
        let mut stretches = line.assumed.iter();
        stretches.any(|(from, to)| (*from..=*to).contains(&x))
    };
    let mut parts: Vec<(Vec<Pos2>, bool)> = Vec::new();
    for run in &line.runs {
        for (place, pair) in run.windows(2).enumerate() {
            let assumed = is_assumed(f32::midpoint(pair[0].x, pair[1].x));
            match parts.last_mut() {
                Some((points, held)) if place > 0 && *held == assumed => points.push(pair[1]),
                _ => parts.push((pair.to_vec(), assumed)),
            }
        }
    }
    parts
}

/// The line of a curve where it is assumed.
fn guess(points: Vec<Pos2>, color: Color, theme: &Theme) -> Item {
    Item::Polyline {
        points,
        stroke: Stroke {
            width: WIDTH - 0.4,
            color: color.mix(theme.paper, 0.2),
        },
        dash: Some((4.0, 4.0)),
    }
}

fn diamond(center: Pos2, reach: f32, fill: Color) -> Item {
    let corners = [(0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0)];
    let points = corners.map(|(x, y)| center + vec2(x, y) * reach);
    Item::Polygon {
        points: points.to_vec(),
        fill,
    }
}

/// A face: glad above zero, sad below, even near it. On a curve beside the
/// first it is smaller, in a ring of the curve's color.
fn face(
    center: Pos2,
    feeling: Valence,
    (radius, ring, hollow): (f32, Option<Color>, bool),
    theme: &Theme,
    items: &mut Vec<Item>,
) {
    let value = feeling.value();
    let (fill, depth) = if value >= 0.25 {
        (theme.positive, 2.6)
    } else if value <= -0.25 {
        (theme.negative, -2.6)
    } else {
        (theme.neutral, 0.0)
    };
    // A hollow face is its outline on paper.
    let edge = if hollow { fill } else { theme.paper };
    items.push(Item::Circle {
        center,
        radius: if hollow { radius } else { radius + 0.6 },
        fill: Some(if hollow { theme.paper } else { fill }),
        stroke: Some(Stroke {
            width: if ring.is_some() || hollow { 1.7 } else { 2.0 },
            color: ring.unwrap_or(edge),
        }),
    });
    let part = radius / tokens::FACE;
    let color = if hollow { fill } else { theme.face };
    for side in [-1.0, 1.0] {
        items.push(Item::Circle {
            center: center + vec2(3.0 * side, -2.3) * part,
            radius: 1.15 * part,
            fill: Some(color),
            stroke: None,
        });
    }
    // The mouth: an arc whose middle is below its ends for a smile.
    let points = (-4_i8..=4).map(|step| {
        let t = f32::from(step) / 4.0;
        center + vec2(3.9 * t, 3.0 - depth * 0.4 + depth * (1.0 - t * t)) * part
    });
    let width = 1.3 * part.max(0.8);
    items.push(Item::Polyline {
        points: points.collect(),
        stroke: Stroke { width, color },
        dash: None,
    });
}

/// A dashed ring with a question mark: the feeling is not known.
fn unknown(center: Pos2, color: Color, theme: &Theme, items: &mut Vec<Item>) {
    let radius = tokens::DOT + 2.0;
    items.push(Item::Circle {
        center,
        radius,
        fill: Some(theme.paper),
        stroke: None,
    });
    let ring = (0_u8..=24).map(|step| {
        let angle = f32::from(step) / 24.0 * std::f32::consts::TAU;
        center + vec2(angle.cos(), angle.sin()) * radius
    });
    let stroke = Stroke { width: 1.2, color };
    items.push(Item::Polyline {
        points: ring.collect(),
        stroke,
        dash: Some((3.0, 2.4)),
    });
    let size = 1.45 * radius;
    let corner = center - vec2(size, size) / 2.0;
    items.push(glyph(icon::QUESTION, corner, size, theme.muted));
}
