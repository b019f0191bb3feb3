//! The content of the emotion lanes: their curves, labels, legend and scale,
//! used again while points, curves, lanes and columns are as they were.

use std::sync::Arc;

use emath::vec2;

use super::{
    Layout,
    cell::PlacedLine,
    emotion::{self, CurveLine},
    label::{self, CurveLabel, Reach},
    legend::{self, LegendEntry},
    measure::Measure,
    scale, tokens,
};
use crate::model::{Lane, LaneId, Map};

/// An emotion lane's content.
#[derive(Clone, Debug, PartialEq)]
pub struct Emotion {
    /// Which lane.
    pub lane: LaneId,
    /// The curves, relative to the stages' left end and the zero line.
    pub curves: Vec<CurveLine>,
    /// Their labels, likewise.
    pub labels: Vec<CurveLabel>,
    /// Their names, likewise; empty when there is nothing to tell apart.
    pub legend: Vec<LegendEntry>,
    /// How far the lane reaches from its zero line.
    pub reach: Reach,
    /// From one value of the scale to the next, in units.
    pub valence: f32,
    /// The values of the scale, from the same origin.
    pub scale: Vec<PlacedLine>,
    /// Where stages begin and how wide they are, to know when to lay out anew.
    pub(super) columns: Vec<(f32, f32)>,
}

/// The content of every visible emotion lane, or the old ones when nothing of
/// it has changed.
pub(super) fn lay_emotions(
    map: &Map,
    layout: &Layout,
    old: Option<(&Map, &Layout)>,
    measure: &mut Measure,
) -> Vec<Arc<Emotion>> {
    let columns: Vec<(f32, f32)> = layout
        .stages
        .iter()
        .map(|column| (column.x, column.width))
        .collect();
    if let Some((last, before)) = old
        && before
            .emotions
            .iter()
            .all(|emotion| emotion.columns == columns)
        && is_same(last, map)
    {
        return before.emotions.clone();
    }
    let origin = layout.stages_left();
    let width = layout.stages_width();
    let lanes = map.emotion_lanes();
    lanes
        .map(|lane| {
            let curves = emotion::curves(map, lane.id, |stage, at| {
                layout
                    .stages
                    .get(stage)
                    .map_or(0.0, |column| column.x_of_point(at) - origin)
            });
            let set = (width, columns.clone());
            Arc::new(lay_emotion((map, lane), curves, set, measure))
        })
        .collect()
}

/// Whether two maps have the same curves on the same lanes.
fn is_same(last: &Map, map: &Map) -> bool {
    last.curves == map.curves
        && last.marks_evidence == map.marks_evidence
        && last.scale == map.scale
        && last.lanes == map.lanes
        && last
            .stages
            .iter()
            .zip(&map.stages)
            .all(|(a, b)| Arc::ptr_eq(a, b) || a.points == b.points)
}

/// An emotion lane's content: labels, legend and scale for curves that are laid
/// out. `width` is that of all stages together.
pub(super) fn lay_emotion(
    (map, lane): (&Map, &Lane),
    curves: Vec<CurveLine>,
    (width, columns): (f32, Vec<(f32, f32)>),
    measure: &mut Measure,
) -> Emotion {
    let placed = label::place(&curves, width, measure);
    let set = scale::Set {
        width,
        valence: tokens::VALENCE,
        gutter: tokens::GUTTER,
        least: 0.0,
    };
    Emotion {
        columns,
        ..assembled((map, lane), curves, placed, set, measure)
    }
}

/// An emotion lane of curves whose labels are placed: legend and scale join
/// them, and the lane reaches as far as any of these.
pub(super) fn assembled(
    (map, lane): (&Map, &Lane),
    curves: Vec<CurveLine>,
    (labels, content): (Vec<CurveLabel>, Reach),
    set: scale::Set,
    measure: &mut Measure,
) -> Emotion {
    let (mut legend, strip) = legend::entries(map, &curves, set.width, measure);
    let (scale, scaled) = scale::scale((map, lane), &curves, set, measure);
    let reach = Reach {
        above: scaled.above.max(content.above + strip),
        below: scaled.below.max(content.below),
    };
    for entry in &mut legend {
        entry.translate(vec2(0.0, -reach.above));
    }
    Emotion {
        lane: lane.id,
        curves,
        labels,
        legend,
        reach,
        valence: set.valence,
        scale,
        columns: Vec::new(),
    }
}
