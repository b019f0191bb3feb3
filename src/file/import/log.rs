//! From the rows of a table to the log of a map that is there: the stages they
//! name are looked up, the rules of the map place what names none, and what is
//! there already is told. Nothing is added here; knows rows and a map.

mod repeats;

use std::collections::BTreeMap;

pub use repeats::{Repeated, Repeats};

use super::{
    Understood,
    feedback::{Heard, listed, note},
};
use crate::{
    file::{limits, table::labels::folded},
    model::{Feedback, Map, Rules, StageId, StageRule},
};

/// How rows get into the log of a map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Log {
    /// Which stage is meant by a name that the map does not have, by that name
    /// as it is compared ([`UnknownStage::word`]).
    pub stages: BTreeMap<String, StageId>,
    /// The rules for rows that name no stage; those of the map to begin with.
    pub rules: Vec<StageRule>,
    /// What is done with rows that are there already.
    pub repeats: Repeats,
}

impl Log {
    /// The log of a map, with its rules.
    #[must_use]
    pub fn of(map: &Map) -> Self {
        Self {
            rules: map.rules.clone(),
            ..Self::default()
        }
    }
}

/// A name of a stage that the map does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownStage {
    /// It, as it first stands there.
    pub name: String,
    /// It, as it is compared: the key of [`Log::stages`].
    pub word: String,
    /// The lines of the file that have it, counted from 1.
    pub lines: Vec<usize>,
}

/// What comes of a table for the log of a map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Taken {
    /// What would be added, without ids, in the order of the table.
    pub feedback: Vec<Feedback>,
    /// Lines of the file, counted from 1, and what is to know there, in order;
    /// those of [`Understood::remarks`] are among them.
    pub remarks: Vec<(usize, String)>,
    /// How many rows repeat others, by what they have in common.
    pub repeated: Repeated,
    /// The stages that the map does not have, in the order of the table.
    pub unknown: Vec<UnknownStage>,
    /// How many rows each of the rules places.
    pub hits: Vec<usize>,
    /// How many of the rows that would be added speak of no stage.
    pub unassigned: usize,
    /// Why nothing can be added; the limit that it would exceed.
    pub fault: Option<String>,
}

/// What comes of a table that was understood with [`Options::log`] for the log
/// of a map.
///
/// [`Options::log`]: super::Options::log
#[must_use]
pub fn take(understood: &Understood, log: &Log, map: &Map) -> Taken {
    let mut taken = Taken {
        remarks: understood.remarks.clone(),
        hits: vec![0; log.rules.len()],
        ..Taken::default()
    };
    let kept = repeats::sift(&understood.heard, log.repeats, map, &mut taken);
    let rules = Rules::new(&log.rules);
    let mut stages = Stages::of(map, log);
    for row in kept {
        let mut feedback = row.feedback.clone();
        feedback.stage = stages.find(row);
        if feedback.stage.is_none() {
            if !row.stage.is_empty() {
                note(&mut feedback.note, "Stage", &row.stage);
            }
            match rules.met(&feedback) {
                Some((place, subject)) => {
                    (feedback.stage, feedback.card) = subject.parts();
                    if let Some(hits) = taken.hits.get_mut(place) {
                        *hits = hits.saturating_add(1);
                    }
                }
                None => taken.unassigned = taken.unassigned.saturating_add(1),
            }
        }
        taken.feedback.push(feedback);
    }
    taken.unknown = stages.unknown;
    for stage in &taken.unknown {
        let lines = stage.lines.iter().copied();
        let Some(first) = stage.lines.first() else {
            continue;
        };
        let remark = match log.stages.get(&stage.word).and_then(|id| name_of(map, *id)) {
            Some(name) => format!("“{}” was taken for the stage “{name}”", stage.name),
            None => format!(
                "the map has no stage “{}”; what speaks of it is kept without one: {}",
                stage.name,
                listed(lines)
            ),
        };
        taken.remarks.push((*first, remark));
    }
    taken.remarks.sort_by_key(|(line, _)| *line);
    taken.fault = fault(map, taken.feedback.len());
    taken
}

/// The limit that so much more feedback would exceed.
fn fault(map: &Map, more: usize) -> Option<String> {
    let (held, limit) = (map.feedback.len(), limits::FEEDBACK);
    let all = held.saturating_add(more);
    (all > limit).then(|| {
        format!(
            "the log of this map has {held} answers; with {more} more it would have {all}, and \
             {limit} is the limit. Leave rows out of the table, or remove some from the log"
        )
    })
}

fn name_of(map: &Map, id: StageId) -> Option<&str> {
    map.stage(id).map(|(_, stage)| stage.name.as_str())
}

/// The stages of a map by their names, and those it does not have.
struct Stages<'a> {
    known: BTreeMap<String, StageId>,
    chosen: &'a BTreeMap<String, StageId>,
    unknown: Vec<UnknownStage>,
    /// Where each of them is in that list.
    places: BTreeMap<String, usize>,
}

impl<'a> Stages<'a> {
    fn of(map: &Map, log: &'a Log) -> Self {
        let mut known = BTreeMap::new();
        for stage in &map.stages {
            known.entry(folded(&stage.name)).or_insert(stage.id);
        }
        Self {
            known,
            chosen: &log.stages,
            unknown: Vec::new(),
            places: BTreeMap::new(),
        }
    }

    /// The stage that a row names; remembers a name that is not known.
    fn find(&mut self, row: &Heard) -> Option<StageId> {
        if row.stage.is_empty() {
            return None;
        }
        let word = folded(&row.stage);
        if let Some(id) = self.known.get(&word) {
            return Some(*id);
        }
        let chosen = self.chosen.get(&word).copied();
        let next = self.unknown.len();
        let place = *self.places.entry(word.clone()).or_insert(next);
        match self.unknown.get_mut(place) {
            Some(held) => held.lines.push(row.line),
            None => self.unknown.push(UnknownStage {
                name: row.stage.clone(),
                word,
                lines: vec![row.line],
            }),
        }
        chosen
    }
}
