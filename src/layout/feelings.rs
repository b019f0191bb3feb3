//! The content of the emotion lane: its curves, their labels and its scale,
//! used again while points, curves and columns are as they were.

use std::sync::Arc;

use emath::pos2;

use super::{
    Layout,
    cell::{PlacedLine, place_lines},
    emotion::{self, CurveLine},
    label::{self, CurveLabel, Reach},
    measure::Measure,
    tokens,
};
use crate::model::{Map, Valence};

/// The emotion lane's content.
#[derive(Clone, Debug, PartialEq)]
pub struct Emotion {
    /// The curves, relative to the stages' left end and the zero line.
    pub curves: Vec<CurveLine>,
    /// Their labels, likewise.
    pub labels: Vec<CurveLabel>,
    /// How far the lane reaches from its zero line.
    pub reach: Reach,
    /// The values of the scale, right-aligned in the gutter, from the same
    /// origin.
    pub scale: Vec<PlacedLine>,
    /// Where stages begin and how wide they are, to know when to lay out anew.
    pub(super) columns: Vec<(f32, f32)>,
}

/// The curves and their labels, or the old ones when points, curves and
/// columns are as they were.
pub(super) fn lay_emotion(
    map: &Map,
    layout: &Layout,
    old: Option<(&Map, &Layout)>,
    measure: &mut Measure,
) -> Arc<Emotion> {
    let columns: Vec<(f32, f32)> = layout
        .stages
        .iter()
        .map(|column| (column.x, column.width))
        .collect();
    if let Some((last, before)) = old
        && let Some(emotion) = &before.emotion
        && emotion.columns == columns
        && last.curves == map.curves
        && last.scale == map.scale
        && last
            .stages
            .iter()
            .zip(&map.stages)
            .all(|(a, b)| Arc::ptr_eq(a, b) || a.points == b.points)
    {
        return Arc::clone(emotion);
    }
    let origin = layout.stages_left();
    let curves = emotion::curves(map, |stage, at| {
        layout
            .stages
            .get(stage)
            .map_or(0.0, |column| column.x_of_point(at) - origin)
    });
    let (labels, reach) = label::place(&curves, layout.stages_width(), measure);
    let scale = scale(map, measure);
    Arc::new(Emotion {
        curves,
        labels,
        reach,
        scale,
        columns,
    })
}

/// The values of the emotion scale, right-aligned before the stages; the
/// map's own words stand for the ends.
pub(super) fn scale(map: &Map, measure: &mut Measure) -> Vec<PlacedLine> {
    let (best, worst) = match &map.scale {
        Some((best, worst)) => (best.as_str(), worst.as_str()),
        None => ("+2", "−2"),
    };
    let values = [
        (2.0, best),
        (1.0, "+1"),
        (0.0, "0"),
        (-1.0, "−1"),
        (-2.0, worst),
    ];
    let style = tokens::SMALL;
    let room = tokens::GUTTER - 24.0;
    let mut lines = Vec::new();
    for (value, text) in values {
        let block = measure.wrap(text, &style, room);
        let middle = emotion::y_of(Valence::clamped(value));
        let corner = pos2(0.0, middle - block.height / 2.0);
        for mut line in place_lines(block, style, corner, 0.0) {
            line.pos.x = -12.0 - line.width;
            lines.push(line);
        }
    }
    lines
}
