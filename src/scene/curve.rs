//! The emotion lane as items: the scale, the area between curve and zero, the
//! curves, their points, faces and labels.

use emath::{Pos2, pos2, vec2};

use super::{
    content::{line, text},
    item::{Color, Item, Stroke},
    theme::Theme,
};
use crate::{
    layout::{CurveLine, Emotion, Layout, Mark, PointMark, tokens},
    model::{Curve, LineStyle, Map, Swatch, Valence},
};

/// Lists the items of the emotion lane.
pub(super) fn emotion(
    map: &Map,
    layout: &Layout,
    emotion: &Emotion,
    theme: &Theme,
    items: &mut Vec<Item>,
) {
    let Some(origin) = layout.emotion_origin() else {
        return;
    };
    scale(layout, emotion, origin, theme, items);
    let mut curves: Vec<(&CurveLine, &Curve)> = emotion
        .curves
        .iter()
        .filter_map(|line| Some((line, map.curves.get(line.index)?)))
        .collect();
    // The first curve is drawn last, on top; it alone is shaded.
    if let Some((first, _)) = curves.first() {
        for run in &first.runs {
            areas(run, origin, theme, items);
        }
    }
    curves.reverse();
    for (laid, curve) in &curves {
        let color = curve_color(curve, laid.index, theme);
        let dash = match curve.style {
            LineStyle::Solid => None,
            LineStyle::Dashed => Some((7.0, 5.0)),
            LineStyle::Dotted => Some((2.0, 4.0)),
        };
        for run in &laid.runs {
            let points = run.iter().map(|point| *point + origin.to_vec2()).collect();
            items.push(Item::Polyline {
                points,
                stroke: Stroke { width: 2.0, color },
                dash,
            });
        }
    }
    for (laid, curve) in &curves {
        let color = curve_color(curve, laid.index, theme);
        for mark in &laid.points {
            point(mark, origin, color, theme, items);
        }
    }
    for label in &emotion.labels {
        if let Some([from, to]) = label.leader {
            let (from, to) = (from + origin.to_vec2(), to + origin.to_vec2());
            items.push(line(from, to, 1.0, theme.neutral, Some((2.0, 2.0))));
        }
        let color = if label.unknown {
            theme.muted
        } else {
            theme.ink
        };
        items.extend(
            label
                .lines
                .iter()
                .map(|line| text(line, origin.to_vec2(), color)),
        );
    }
}

/// The color of a curve: its own, the theme's for the first, a swatch for
/// further ones.
fn curve_color(curve: &Curve, index: usize, theme: &Theme) -> Color {
    match (curve.swatch, index) {
        (Some(swatch), _) => theme.text(swatch),
        (None, 0) => theme.curve,
        (None, index) => theme.text(Swatch::of_index(index + 1)),
    }
}

/// Five rules and the names of their values in the gutter.
fn scale(layout: &Layout, emotion: &Emotion, origin: Pos2, theme: &Theme, items: &mut Vec<Item>) {
    let right = layout.stages_left() + layout.stages_width();
    for value in [-2.0, -1.0, 0.0, 1.0, 2.0] {
        let Some(y) = layout.y_of(Valence::clamped(value)) else {
            continue;
        };
        let (from, to) = (pos2(layout.stages_left(), y), pos2(right, y));
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
fn areas(run: &[Pos2], origin: Pos2, theme: &Theme, items: &mut Vec<Item>) {
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
                reach: 2.0 * tokens::VALENCE,
                strong: color.with_opacity(0.34),
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

fn point(mark: &PointMark, origin: Pos2, color: Color, theme: &Theme, items: &mut Vec<Item>) {
    let center = mark.pos + origin.to_vec2();
    match (mark.mark, mark.feeling) {
        (Mark::Face, Some(feeling)) => face(center, feeling, theme, items),
        (Mark::Unknown, _) | (_, None) => unknown(center, theme, items),
        (Mark::Plain, Some(_)) => items.push(Item::Circle {
            center,
            radius: tokens::DOT,
            fill: Some(theme.paper),
            stroke: Some(Stroke { width: 1.7, color }),
        }),
    }
}

/// A face: glad above zero, sad below, even near it.
fn face(center: Pos2, feeling: Valence, theme: &Theme, items: &mut Vec<Item>) {
    let value = feeling.value();
    let fill = if value >= 0.25 {
        theme.positive
    } else if value <= -0.25 {
        theme.negative
    } else {
        theme.neutral
    };
    let ring = Some(Stroke {
        width: 2.0,
        color: theme.paper,
    });
    items.push(Item::Circle {
        center,
        radius: tokens::FACE + 0.6,
        fill: Some(fill),
        stroke: ring,
    });
    let color = theme.face;
    for side in [-1.0, 1.0] {
        let center = center + vec2(3.0 * side, -2.3);
        items.push(Item::Circle {
            center,
            radius: 1.15,
            fill: Some(color),
            stroke: None,
        });
    }
    // The mouth: an arc whose middle is below its ends for a smile.
    let depth = if value >= 0.25 {
        2.6
    } else if value <= -0.25 {
        -2.6
    } else {
        0.0
    };
    let points = (-4_i8..=4).map(|step| {
        let t = f32::from(step) / 4.0;
        center + vec2(3.9 * t, 3.0 - depth * 0.4 + depth * (1.0 - t * t))
    });
    let stroke = Stroke { width: 1.3, color };
    items.push(Item::Polyline {
        points: points.collect(),
        stroke,
        dash: None,
    });
}

/// A dashed ring: the feeling is not known.
fn unknown(center: Pos2, theme: &Theme, items: &mut Vec<Item>) {
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
    let stroke = Stroke {
        width: 1.4,
        color: theme.neutral,
    };
    items.push(Item::Polyline {
        points: ring.collect(),
        stroke,
        dash: Some((3.0, 2.4)),
    });
}
