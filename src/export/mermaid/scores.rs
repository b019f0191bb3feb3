//! The score of each task: from the emotion point that belongs to its card, or
//! read off the curve.

use std::collections::BTreeMap;

use crate::model::{Card, CardId, Curve, CurveKind, EmotionPoint, Map, Valence};

/// What is known of a task's score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Score {
    /// A point belongs to the card.
    Placed(f64),
    /// The curve passes over the card's place.
    ReadOff(f64),
    /// Not known.
    Unknown,
}

/// Where the scores of a map come from.
#[derive(Debug)]
pub(super) struct Scores<'a> {
    /// The curve that is written.
    pub(super) curve: Option<&'a Curve>,
    /// Its points that belong to cards.
    linked: BTreeMap<CardId, &'a EmotionPoint>,
    /// All its points: place on the time line, stage, feeling. Sorted.
    points: Vec<(f64, usize, Option<Valence>)>,
    /// Where each stage starts on the time line, and how wide it is.
    stages: Vec<(f64, f64)>,
    /// The score of a feeling: `offset + factor · feeling`.
    scale: (f64, f64),
}

impl<'a> Scores<'a> {
    pub(super) fn of(map: &'a Map) -> Self {
        let emotion = |curve: &&Curve| curve.kind == CurveKind::Emotion;
        let visible = map.curves.iter().filter(emotion).find(|c| !c.hidden);
        let curve = visible.or_else(|| map.curves.iter().find(emotion));
        let mut scores = Self {
            curve,
            linked: BTreeMap::new(),
            points: Vec::new(),
            stages: Vec::new(),
            scale: (3.0, 1.0),
        };
        let mut start = 0.0;
        for (index, stage) in map.stages.iter().enumerate() {
            let width = stage.span.value();
            for point in &stage.points {
                if curve.is_none_or(|curve| point.curve != curve.id) {
                    continue;
                }
                let place = start + point.at.value() * width;
                scores.points.push((place, index, point.feeling));
                if let Some(card) = point.card {
                    scores.linked.entry(card).or_insert(point);
                }
            }
            scores.stages.push((start, width));
            start += width;
        }
        scores.points.sort_by(|a, b| a.0.total_cmp(&b.0));
        scores.scale = scale(map.stages.iter().flat_map(|stage| &stage.points));
        scores
    }

    /// The score as it is written; `?` is no number, which is what not known
    /// means to Mermaid.
    pub(super) fn written(&self, stage: usize, card: &Card) -> String {
        match self.score(stage, card) {
            Score::Placed(score) | Score::ReadOff(score) => score.to_string(),
            Score::Unknown => "?".into(),
        }
    }

    /// The score of a card in a stage.
    pub(super) fn score(&self, stage: usize, card: &Card) -> Score {
        if let Some(point) = self.linked.get(&card.id) {
            let placed = |feeling| round(self.of_feeling(feeling), 1e4);
            let score = point.score.or_else(|| point.feeling.map(placed));
            return score.map_or(Score::Unknown, Score::Placed);
        }
        let read = self.read_off(stage, card.at.value());
        read.map_or(Score::Unknown, |score| Score::ReadOff(round(score, 10.0)))
    }

    /// The value of the curve at a place: straight between the points on both
    /// sides, level before the first and behind the last point as far as their
    /// stages reach, and unknown beside a gap.
    fn read_off(&self, stage: usize, at: f64) -> Option<f64> {
        let (start, width) = self.stages.get(stage)?;
        let place = start + at * width;
        let next = self.points.partition_point(|(point, ..)| *point < place);
        let right = self.points.get(next);
        let left = next.checked_sub(1).and_then(|index| self.points.get(index));
        match (left, right) {
            (Some((from, _, low)), Some((to, _, high))) => {
                let (low, high) = (self.of_feeling((*low)?), self.of_feeling((*high)?));
                Some(low + (high - low) * (place - from) / (to - from))
            }
            (Some((_, own, feeling)), None) | (None, Some((_, own, feeling))) => {
                (*own == stage).then_some(self.of_feeling((*feeling)?))
            }
            (None, None) => None,
        }
    }

    fn of_feeling(&self, feeling: Valence) -> f64 {
        let (offset, factor) = self.scale;
        offset + factor * feeling.value()
    }
}

/// The scale on which scores were imported, so that a feeling that was changed
/// since stays in order with the others: a line through the extreme scores.
fn scale<'a>(points: impl Iterator<Item = &'a EmotionPoint>) -> (f64, f64) {
    let scored = points.filter_map(|point| Some((point.score?, point.feeling?.value())));
    let mut ends: Option<[(f64, f64); 2]> = None;
    for scored in scored {
        let [low, high] = ends.unwrap_or([scored; 2]);
        ends = Some([
            if scored.0 < low.0 { scored } else { low },
            if scored.0 > high.0 { scored } else { high },
        ]);
    }
    let Some([mut low, mut high]) = ends else {
        return (3.0, 1.0);
    };
    if high.1 <= low.1 {
        // One score tells one end; the other is that of the usual scale.
        if low.1 > 0.0 {
            low = (1.0, -2.0);
        } else {
            high = (5.0, 2.0);
        }
    }
    let factor = (high.0 - low.0) / (high.1 - low.1);
    let offset = low.0 - factor * low.1;
    if factor.is_finite() && factor > 0.0 && offset.is_finite() {
        (offset, factor)
    } else {
        (3.0, 1.0)
    }
}

/// The value in whole parts of one over `parts`, as far as it has such.
fn round(value: f64, parts: f64) -> f64 {
    let rounded = (value * parts).round() / parts;
    if rounded.is_finite() {
        rounded + 0.0
    } else {
        value
    }
}
