//! Counts of the feedback log: how many entries each choice would leave, and
//! types against stages as a table. Each sort of choice is counted among what
//! the other sorts let through, so that a choice never hides its neighbors.

use super::{
    line::{Line, Places, Tables, Term},
    sieve::facet,
};
use crate::model::{FeedbackKind, FeedbackSource, StageId, Survey};

/// How often each choice occurs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogCounts {
    /// By type: the list first, then own ones by name, then none.
    pub kinds: Vec<(Term<FeedbackKind>, usize)>,
    /// By source, in the same way.
    pub sources: Vec<(Term<FeedbackSource>, usize)>,
    /// By the scale of the score.
    pub scales: Vec<(Term<Survey>, usize)>,
    /// By topic, the most frequent first; the empty one is none.
    pub topics: Vec<(String, usize)>,
    /// By stage with its cards; `None`, the last, belongs to none.
    pub stages: Vec<(Option<StageId>, usize)>,
    /// Types by stages.
    pub heat: Heat,
}

/// Types by stages: a row for each type that occurs, a column for each stage
/// and one, the last, for what belongs to none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heat {
    /// The rows, with what they count.
    pub kinds: Vec<(Term<FeedbackKind>, Vec<usize>)>,
    /// The columns.
    pub stages: Vec<Option<StageId>>,
    /// The largest number in it.
    pub most: usize,
}

impl Heat {
    /// How warm a cell is, 0 to 1: by the root of its number, so that small
    /// ones differ from none.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a shade needs no more")]
    pub fn warmth(&self, count: usize) -> f32 {
        if self.most == 0 {
            return 0.0;
        }
        (count as f32 / self.most as f32).sqrt()
    }
}

/// Counts, while lines are judged.
pub(super) struct Counting {
    kinds: Vec<usize>,
    sources: Vec<usize>,
    scales: Vec<usize>,
    topics: Vec<usize>,
    stages: Vec<usize>,
    cells: Vec<usize>,
}

impl Counting {
    pub(super) fn new(tables: &Tables, places: &Places) -> Self {
        let columns = places.stages().count() + 1;
        Self {
            kinds: vec![0; tables.kinds.len()],
            sources: vec![0; tables.sources.len()],
            scales: vec![0; tables.scales.len()],
            topics: vec![0; tables.topics.len()],
            stages: vec![0; columns],
            cells: vec![0; columns * tables.kinds.len()],
        }
    }

    /// Counts a line that fails at these sorts of choices.
    pub(super) fn add(&mut self, line: &Line, fails: u16) {
        fn one(counts: &mut [usize], number: usize) {
            if let Some(count) = counts.get_mut(number) {
                *count += 1;
            }
        }
        let only = |bits: u16| fails & !bits == 0;
        let (kind, stage) = (line.kind as usize, line.place.stage as usize);
        if only(facet::KIND) {
            one(&mut self.kinds, kind);
        }
        if only(facet::SOURCE) {
            one(&mut self.sources, line.source as usize);
        }
        if only(facet::SCALE) {
            one(&mut self.scales, line.scale as usize);
        }
        if only(facet::TOPIC) {
            for topic in &line.topics {
                one(&mut self.topics, *topic as usize);
            }
        }
        if only(facet::STAGE) {
            one(&mut self.stages, stage);
        }
        if only(facet::KIND | facet::STAGE) {
            one(&mut self.cells, kind * self.stages.len() + stage);
        }
    }

    /// What was counted.
    pub(super) fn end(self, tables: &Tables, places: &Places) -> LogCounts {
        let count = |counts: &[usize], number: usize| counts.get(number).copied().unwrap_or(0);
        // The stage without a number comes last.
        let stages = places.stages().map(Some).chain([None]);
        let numbers: Vec<usize> = (1..self.stages.len()).chain([0]).collect();
        let stages: Vec<Option<StageId>> = stages.collect();
        let columns = self.stages.len();
        let rows = tables.kinds.iter().filter_map(|(kind, number)| {
            let row = numbers
                .iter()
                .map(|stage| count(&self.cells, number * columns + stage))
                .collect::<Vec<_>>();
            let is_used = row.iter().any(|count| *count > 0);
            is_used.then(|| (kind.clone(), row))
        });
        let heat = Heat {
            kinds: rows.collect(),
            stages: stages.clone(),
            most: self.cells.iter().copied().max().unwrap_or(0),
        };
        let mut topics = used(tables.topics.iter(), &self.topics);
        topics.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        LogCounts {
            kinds: used(tables.kinds.iter(), &self.kinds),
            sources: used(tables.sources.iter(), &self.sources),
            scales: used(tables.scales.iter(), &self.scales),
            topics,
            stages: stages
                .into_iter()
                .zip(numbers.iter().map(|number| count(&self.stages, *number)))
                .collect(),
            heat,
        }
    }
}

/// The words that occur, with how often.
fn used<'a, T: Clone + 'a>(
    words: impl Iterator<Item = (&'a T, usize)>,
    counts: &[usize],
) -> Vec<(T, usize)> {
    let counted = words.map(|(word, number)| (word, counts.get(number).copied().unwrap_or(0)));
    counted
        .filter(|(_, count)| *count > 0)
        .map(|(word, count)| (word.clone(), count))
        .collect()
}
