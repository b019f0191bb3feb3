//! The scale beside the curves: −2 to +2 or the map's own words in the gutter,
//! 1 to 5 for a dramatic arc, which stands at the right where both are drawn.

use emath::pos2;

use super::{
    cell::{PlacedLine, place_lines},
    emotion::CurveLine,
    label::Reach,
    measure::Measure,
    row,
    text::TextStyle,
    tokens,
};
use crate::model::{CurveKind, Lane, Map};

/// Between the scale and the stages, on both sides.
const GAP: f32 = 12.0;
/// Between the numbers at the right and the stages.
const GAP_RIGHT: f32 = 6.0;
/// Half the distance that is kept around the words of an end.
const AROUND: f32 = 7.0;

/// What the scale is laid out for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Set {
    /// The width of all stages together.
    pub(super) width: f32,
    /// From one value to the next.
    pub(super) valence: f32,
    /// The width of the lane labels.
    pub(super) gutter: f32,
    /// The size of the smallest words.
    pub(super) least: f32,
}

impl Set {
    fn style(self) -> TextStyle {
        tokens::SMALL.at_least(self.least)
    }
}

/// The values of the scale, from the stages' left end and the zero line, and
/// how far the lane has to reach so that they find room. Long words grow away
/// from the zero line.
pub(super) fn scale(
    (map, lane): (&Map, &Lane),
    curves: &[CurveLine],
    set: Set,
    measure: &mut Measure,
) -> (Vec<PlacedLine>, Reach) {
    let Set { width, valence, .. } = set;
    let has = |kind| curves.iter().any(|curve| curve.kind == kind);
    let has_arc = has(CurveKind::Tension);
    let mut lines = Vec::new();
    let mut below = 2.0 * valence + AROUND;
    let top = if has_arc && !has(CurveKind::Emotion) {
        numbers(TENSION, &mut lines, -GAP, set, measure);
        (0.0, measure.line_width("5", &set.style()))
    } else {
        let (best, worst) = ends(map);
        let top = word(best, true, &mut lines, set, measure);
        numbers(FEELINGS, &mut lines, -GAP, set, measure);
        below = word(worst, false, &mut lines, set, measure).0;
        if has_arc {
            let right = width + GAP_RIGHT;
            numbers(TENSION, &mut lines, right, set, measure);
        }
        top
    };
    let label = row::label(lane, set.gutter, measure);
    let free = set.gutter - row::LABEL_LEFT - label.width - GAP - 4.0;
    let is_beside = top.1 <= free;
    let label = if is_beside {
        0.0
    } else {
        tokens::LANE_PAD + label.height
    };
    let least = 2.0 * valence + AROUND;
    let reach = Reach {
        above: top.0.max(least) + label + 4.0,
        below: below + 4.0,
    };
    (lines, reach)
}

/// What the ends of the scale of feelings are called, the best first.
fn ends(map: &Map) -> (&str, &str) {
    let or = |word: &'_ str| !word.trim().is_empty();
    match &map.scale {
        Some((best, worst)) => (
            if or(best) { best } else { "+2" },
            if or(worst) { worst } else { "−2" },
        ),
        None => ("+2", "−2"),
    }
}

/// The values between the ends of the scale of feelings.
const FEELINGS: &[(f32, &str)] = &[(1.0, "+1"), (0.0, "0"), (-1.0, "−1")];
/// The values of a dramatic arc, by the feelings at the same height.
const TENSION: &[(f32, &str)] = &[(2.0, "5"), (1.0, "4"), (0.0, "3"), (-1.0, "2"), (-2.0, "1")];

/// Numbers at their height: before `x` when that is at the left, else after it.
fn numbers(
    values: &[(f32, &str)],
    lines: &mut Vec<PlacedLine>,
    x: f32,
    set: Set,
    measure: &mut Measure,
) {
    let style = set.style();
    for (value, text) in values {
        let block = measure.wrap(text, &style, set.gutter);
        let middle = -value * set.valence;
        let left = if x < 0.0 { x - block.width } else { x };
        let corner = pos2(left, middle - block.height / 2.0);
        lines.extend(place_lines(block, style, corner, 0.0));
    }
}

/// The words of an end of the scale: how far they reach from the zero line, and
/// how wide they are.
fn word(
    text: &str,
    is_best: bool,
    lines: &mut Vec<PlacedLine>,
    set: Set,
    measure: &mut Measure,
) -> (f32, f32) {
    let style = set.style();
    let block = measure.wrap(text, &style, set.gutter - 2.0 * GAP);
    let (height, width) = (block.height, block.width);
    let near = 2.0 * set.valence - AROUND;
    let top = if is_best { -near - height } else { near };
    for mut line in place_lines(block, style, pos2(0.0, top), 0.0) {
        line.pos.x = -GAP - line.width;
        lines.push(line);
    }
    (near + height, width)
}
