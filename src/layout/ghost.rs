//! A curve of another map on this one: where it runs, for holding two against
//! each other. It is part of no layout, so that it never moves what is laid out.

use emath::{Pos2, pos2};

use super::{Layout, emotion::flatten};
use crate::model::{At, CurveState, Map, StageId, Valence, stages_alike};

/// The curve of another map by the stages of this one.
#[derive(Clone, Debug, PartialEq)]
pub struct Ghost {
    /// Its points in the order of time; a gap lies between two runs.
    runs: Vec<Vec<(StageId, At, Valence)>>,
}

impl Ghost {
    /// The leading curve of a map that was, over a map that is; `None` when it
    /// has none there.
    #[must_use]
    pub fn of(was: &Map, is: &Map) -> Option<Self> {
        let current = was.lead_curve(CurveState::Current);
        let curve = current.or_else(|| was.lead_curve(CurveState::Future))?;
        let alike = stages_alike(was, is);
        let mut runs = vec![Vec::new()];
        for stage in &was.stages {
            let mut points: Vec<_> = stage
                .points
                .iter()
                .filter(|point| point.curve == curve.id)
                .collect();
            points.sort_by(|a, b| {
                let order = a.at.value().total_cmp(&b.at.value());
                order.then(a.id.cmp(&b.id))
            });
            let became = alike.get(&stage.id);
            for point in points {
                match (became, point.feeling, runs.last_mut()) {
                    (Some(stage), Some(feeling), Some(run)) => {
                        run.push((*stage, point.at, feeling));
                    }
                    _ => runs.push(Vec::new()),
                }
            }
        }
        runs.retain(|run| !run.is_empty());
        (!runs.is_empty()).then_some(Self { runs })
    }
}

/// A ghost where it is drawn, in map units.
#[derive(Clone, Debug, PartialEq)]
pub struct GhostLine {
    /// Its unbroken stretches.
    pub runs: Vec<Vec<Pos2>>,
    /// Its points.
    pub points: Vec<Pos2>,
}

impl Layout {
    /// Where a ghost runs: on the first emotion lane. Stages that are gone
    /// since leave a gap.
    #[must_use]
    pub fn ghost(&self, ghost: &Ghost) -> Option<GhostLine> {
        let (_, emotion, origin) = self.emotion_rows().next()?;
        let place = |(stage, at, feeling): &(StageId, At, Valence)| {
            let column = self.stages.iter().find(|column| column.id == *stage)?;
            #[expect(clippy::cast_possible_truncation, reason = "a feeling from −2 to +2")]
            let feeling = feeling.value() as f32;
            let x = column.x_of_point(at.value());
            Some(pos2(x, origin.y - feeling * emotion.valence))
        };
        let mut line = GhostLine {
            runs: Vec::new(),
            points: Vec::new(),
        };
        for run in &ghost.runs {
            let places: Vec<Option<Pos2>> = run.iter().map(place).collect();
            for stretch in places.split(Option::is_none) {
                let points: Vec<Pos2> = stretch.iter().flatten().copied().collect();
                // Stages may stand in another order here.
                let is_in_order = points.windows(2).all(|pair| pair[0].x <= pair[1].x);
                if points.len() > 1 && is_in_order {
                    line.runs.push(flatten(&points));
                }
                line.points.extend(points);
            }
        }
        (!line.points.is_empty()).then_some(line)
    }
}
