//! Curves on pages: flatter than on the sheet, cut to what lies on a page, in a
//! lane no higher than its content. Knows one lane at a time, and no page.

use std::ops::RangeInclusive;

use emath::vec2;

use super::{
    emotion::CurveLine,
    feelings::{Emotion, assembled},
    label::{self, CurveLabel, Reach},
    measure::Measure,
    scale::Set,
    tokens,
};
use crate::model::{Lane, Map};

/// Between the content of an emotion lane and the lanes beside it.
const AROUND: f32 = 4.0;

/// The curves of a lane.
pub(super) type Curves<'a> = (&'a Lane, Vec<CurveLine>);

/// An emotion lane no higher than its content, its curves as flat as
/// `set.valence` makes them.
pub(super) fn flat_emotion(
    map: &Map,
    (lane, curves): &Curves<'_>,
    set: Set,
    measure: &mut Measure,
) -> Emotion {
    let mut curves = curves.clone();
    for curve in &mut curves {
        curve.flatten(set.valence / tokens::VALENCE);
    }
    let (mut labels, _) = label::place(&curves, set.width, measure);
    let content = reach_of(&curves, &mut labels, 2.0 * set.valence);
    assembled((map, lane), curves, (labels, content), set, measure)
}

/// How far points and labels reach. Labels that stand in rows below the scale
/// move up to where the others end.
fn reach_of(curves: &[CurveLine], labels: &mut [CurveLabel], end: f32) -> Reach {
    let mut reach = Reach {
        above: end + AROUND,
        below: end + AROUND,
    };
    for mark in curves.iter().flat_map(|curve| &curve.points) {
        let around = mark.radius() + AROUND;
        reach.above = reach.above.max(around - mark.pos.y);
        reach.below = reach.below.max(around + mark.pos.y);
    }
    let rows = Reach::usual(curves).below;
    for label in labels.iter().filter(|label| label.rect.top() < rows) {
        reach.above = reach.above.max(AROUND - label.rect.top());
        reach.below = reach.below.max(AROUND + label.rect.bottom());
    }
    let up = vec2(0.0, (reach.below - rows).min(0.0));
    for label in labels.iter_mut().filter(|label| label.rect.top() >= rows) {
        label.rect = label.rect.translate(up);
        for line in &mut label.lines {
            line.pos += up;
        }
        if let Some([_, end]) = &mut label.leader {
            *end += up;
        }
        reach.below = reach.below.max(AROUND + label.rect.bottom());
    }
    reach
}

impl Emotion {
    /// Reaches no farther than `most` in all.
    pub(super) fn limit(&mut self, most: f32) {
        let above = self.reach.above;
        if above + self.reach.below > most {
            // Far too many words: those that matter most stay.
            self.labels
                .retain(|label| label.rect.bottom() <= most - above);
            self.reach.below = most - above;
        }
    }

    /// Reaches at least as far as another does, so that its zero line and those
    /// on other pages are at the same height.
    pub(super) fn grow(&mut self, to: Reach) {
        let up = (to.above - self.reach.above).max(0.0);
        self.reach.above += up;
        self.reach.below = self.reach.below.max(to.below);
        for entry in &mut self.legend {
            entry.translate(vec2(0.0, -up));
        }
    }
}

impl CurveLine {
    /// Brings every feeling nearer to the zero line. Points without one stay.
    fn flatten(&mut self, flat: f32) {
        for mark in &mut self.points {
            if mark.feeling.is_some() {
                mark.pos.y *= flat;
            }
        }
        for point in self.runs.iter_mut().flatten() {
            point.y *= flat;
        }
    }

    /// Moves the whole curve to the right.
    pub(super) fn shift(&mut self, by: f32) {
        for mark in &mut self.points {
            mark.pos.x += by;
        }
        for point in self.runs.iter_mut().flatten() {
            point.x += by;
        }
        for stretch in &mut self.assumed {
            *stretch = (stretch.0 + by, stretch.1 + by);
        }
    }

    /// Leaves what lies within a stretch from left to right; where the curve
    /// comes in and where it leaves, it has the value it has there on the map.
    pub fn cut(&mut self, stretch: RangeInclusive<f32>) {
        let (left, right) = (*stretch.start(), *stretch.end());
        self.points.retain(|mark| stretch.contains(&mark.pos.x));
        for run in &mut self.runs {
            let mut kept = Vec::with_capacity(run.len());
            for pair in run.windows(2) {
                let (from, to) = (pair[0], pair[1]);
                if to.x < left || from.x > right {
                    continue;
                }
                let at = |x: f32| from.lerp(to, (x - from.x) / (to.x - from.x).max(1e-6));
                if kept.is_empty() {
                    kept.push(if from.x < left { at(left) } else { from });
                }
                kept.push(if to.x > right { at(right) } else { to });
            }
            *run = kept;
        }
        self.runs.retain(|run| run.len() > 1);
    }
}
