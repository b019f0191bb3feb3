//! Feelings that a diagram of the same document tells about the steps of its
//! tables. Knows names of stages and steps, not how either was read.

use std::collections::BTreeMap;

use super::fenced;
use crate::{
    file::{
        import::sketch::{Entry, Sketch},
        mermaid,
        table::{Node, labels::folded},
    },
    model::{LaneKind, Valence},
};

/// Gives the steps of a sketch the scores that diagrams tell of tasks of the
/// same name in sections of the same name, where they have none.
pub(super) fn of_diagrams(nodes: &[Node], sketch: &mut Sketch) {
    let felt = |sketch: &Sketch| {
        let mut lanes = sketch.lanes.iter();
        lanes.position(|(_, kind)| *kind == LaneKind::Emotion)
    };
    let entries = |sketch: &Sketch| -> bool {
        let mut entries = sketch.stages.iter().flat_map(|stage| &stage.entries);
        entries.any(|entry| entry.score.is_some())
    };
    if entries(sketch) {
        return;
    }
    for place in 0..nodes.len() {
        let Some((line, text)) = fenced(nodes, place) else {
            continue;
        };
        let told = scores(text);
        if told.is_empty() {
            continue;
        }
        let lane = felt(sketch).unwrap_or_else(|| sketch.lane_of("Emotion", LaneKind::Emotion));
        let mut count = 0_usize;
        for stage in 0..sketch.stages.len() {
            count = count.saturating_add(give(sketch, (stage, lane), &told));
        }
        if count > 0 {
            let remark = format!(
                "{count} feelings were taken from the diagram, where its tasks are steps here"
            );
            sketch.remark(line, remark);
        }
    }
}

/// The scores of a diagram, 1 to 5, by the names of section and task.
fn scores(text: &str) -> BTreeMap<(String, String), f64> {
    let Ok(imported) = mermaid::import(text) else {
        return BTreeMap::new();
    };
    let mut scores = BTreeMap::new();
    for stage in &imported.map.stages {
        for point in &stage.points {
            let card = stage.cards.iter().find(|it| Some(it.id) == point.card);
            if let (Some(card), Some(feeling)) = (card, point.feeling) {
                let names = (folded(&stage.name), folded(&card.text));
                scores.insert(names, Valence::value(feeling) + 3.0);
            }
        }
    }
    scores
}

/// Gives the steps of a stage their scores; how many there were.
fn give(
    sketch: &mut Sketch,
    (stage, lane): (usize, usize),
    told: &BTreeMap<(String, String), f64>,
) -> usize {
    let Some(part) = sketch.stages.get_mut(stage) else {
        return 0;
    };
    let name = folded(&part.name);
    let steps: Vec<(usize, usize, f64)> = part
        .entries
        .iter()
        .filter_map(|entry| {
            let score = told.get(&(name.clone(), folded(&entry.text)))?;
            Some((entry.line, entry.step?, *score))
        })
        .collect();
    let count = steps.len();
    for (line, step, score) in steps {
        let held = part
            .entries
            .iter_mut()
            .find(|entry| entry.lane == lane && entry.step == Some(step));
        if let Some(entry) = held {
            entry.score = Some(score);
        } else {
            part.entries.push(Entry {
                line,
                lane,
                step: Some(step),
                score: Some(score),
                ..Entry::default()
            });
        }
    }
    count
}
