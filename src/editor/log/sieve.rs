//! What of the feedback log is looked at: by words, types, sources, stages,
//! scores, days and links. Of one sort any choice will do; of several sorts,
//! each has to fit.

use std::collections::BTreeSet;

use super::line::{Line, Places, Tables, Term};
use crate::{
    editor::fold,
    model::{FeedbackKind, FeedbackSource, StageId, Subject, Survey},
};

/// What is looked for. The empty one lets everything through.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sieve {
    /// Words that all have to be in it, in any order, as they were typed.
    pub words: String,
    /// Types, any of them.
    pub kinds: BTreeSet<Term<FeedbackKind>>,
    /// Sources, any of them.
    pub sources: BTreeSet<Term<FeedbackSource>>,
    /// Stages with their cards, any of them; `None` is what has none.
    pub stages: BTreeSet<Option<StageId>>,
    /// Scales of scores, any of them.
    pub scales: BTreeSet<Term<Survey>>,
    /// The least and the most of its score.
    pub scores: (Option<f64>, Option<f64>),
    /// The first and the last day, as `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; empty
    /// is no limit.
    pub days: (String, String),
    /// Topics, any of them; the empty one is what has none.
    pub topics: BTreeSet<String>,
    /// Whether it has a topic.
    pub has_topic: Option<bool>,
    /// Whether it belongs to a stage or a card.
    pub linked: Option<bool>,
    /// What it speaks of. A stage stands for its cards too.
    pub about: Option<Subject>,
}

/// The sorts of choices, as bits of what an entry fails at.
pub(super) mod facet {
    pub(crate) const WORDS: u16 = 1;
    pub(crate) const KIND: u16 = 1 << 1;
    pub(crate) const SOURCE: u16 = 1 << 2;
    pub(crate) const STAGE: u16 = 1 << 3;
    pub(crate) const SCALE: u16 = 1 << 4;
    pub(crate) const SCORE: u16 = 1 << 5;
    pub(crate) const DAY: u16 = 1 << 6;
    pub(crate) const TOPIC: u16 = 1 << 7;
    pub(crate) const LINK: u16 = 1 << 8;
    pub(crate) const ABOUT: u16 = 1 << 9;
    /// Those whose choices are shown with their numbers.
    pub(crate) const COUNTED: u16 = KIND | SOURCE | STAGE | SCALE | TOPIC;
}

impl Sieve {
    /// Whether it holds anything back.
    #[must_use]
    pub fn is_on(&self) -> bool {
        let plain = Self {
            words: self.words.clone(),
            ..Self::default()
        };
        *self != plain || !self.words.trim().is_empty()
    }

    /// How many sorts of choices are made, words left out.
    #[must_use]
    pub fn choices(&self) -> usize {
        [
            !self.kinds.is_empty(),
            !self.sources.is_empty(),
            !self.stages.is_empty(),
            !self.scales.is_empty() || self.scores != (None, None),
            !self.days.0.is_empty() || !self.days.1.is_empty(),
            !self.topics.is_empty() || self.has_topic.is_some(),
            self.linked.is_some(),
            self.about.is_some(),
        ]
        .into_iter()
        .filter(|made| *made)
        .count()
    }

    /// Chooses the entries of one cell of the heat table alone, or all again
    /// if they are chosen already.
    pub fn toggle_cell(&mut self, kind: Term<FeedbackKind>, stage: Option<StageId>) {
        if self.is_cell(&kind, stage) {
            self.kinds.clear();
            self.stages.clear();
        } else {
            self.kinds = BTreeSet::from([kind]);
            self.stages = BTreeSet::from([stage]);
        }
    }

    /// Whether exactly one cell of the heat table is chosen, and it is this.
    #[must_use]
    pub fn is_cell(&self, kind: &Term<FeedbackKind>, stage: Option<StageId>) -> bool {
        self.kinds.len() == 1
            && self.stages.len() == 1
            && self.kinds.contains(kind)
            && self.stages.contains(&stage)
    }
}

/// A choice that is made in a set, or is no longer.
pub fn toggle<T: Ord>(set: &mut BTreeSet<T>, choice: T) {
    if !set.remove(&choice) {
        set.insert(choice);
    }
}

/// The sieve, made ready to judge many lines.
pub(super) struct Judge<'a> {
    sieve: &'a Sieve,
    words: Vec<String>,
    kinds: Vec<bool>,
    sources: Vec<bool>,
    scales: Vec<bool>,
    topics: Vec<bool>,
    stages: Vec<bool>,
    /// The number of the stage that is looked at.
    about: Option<u32>,
}

impl<'a> Judge<'a> {
    pub(super) fn new(sieve: &'a Sieve, tables: &Tables, places: &Places) -> Self {
        let folded = fold(&sieve.words);
        let is_any = |set: &BTreeSet<_>| set.is_empty();
        let stages = [None].into_iter().chain(places.stages().map(Some));
        let stages = stages
            .map(|stage| is_any(&sieve.stages) || sieve.stages.contains(&stage))
            .collect();
        Self {
            words: folded.split_whitespace().map(str::to_owned).collect(),
            kinds: tables
                .kinds
                .wanted(|kind| sieve.kinds.is_empty() || sieve.kinds.contains(kind)),
            sources: tables
                .sources
                .wanted(|source| sieve.sources.is_empty() || sieve.sources.contains(source)),
            scales: tables
                .scales
                .wanted(|scale| sieve.scales.is_empty() || sieve.scales.contains(scale)),
            topics: tables
                .topics
                .wanted(|topic| sieve.topics.is_empty() || sieve.topics.contains(topic)),
            stages,
            about: match sieve.about {
                Some(Subject::Stage(id)) => places.number(id),
                Some(Subject::Map | Subject::Card(_)) | None => None,
            },
            sieve,
        }
    }

    /// The sorts of choices that a line does not fit, as bits.
    pub(super) fn fails(&self, line: &Line) -> u16 {
        let is_in = |wanted: &[bool], number: u32| wanted.get(number as usize) == Some(&true);
        let mut fails = 0;
        let mut need = |fits: bool, bit: u16| {
            if !fits {
                fails |= bit;
            }
        };
        need(is_in(&self.kinds, line.kind), facet::KIND);
        need(is_in(&self.sources, line.source), facet::SOURCE);
        need(is_in(&self.scales, line.scale), facet::SCALE);
        need(is_in(&self.stages, line.place.stage), facet::STAGE);
        let has_topic = !line.topic().is_empty();
        let fits_topic = self.sieve.has_topic.is_none_or(|has| has == has_topic);
        let mut topics = line.topics.iter();
        let has_one = topics.any(|topic| is_in(&self.topics, *topic));
        need(fits_topic && has_one, facet::TOPIC);
        need(self.fits_score(line.entry.score), facet::SCORE);
        need(self.fits_day(&line.entry.date), facet::DAY);
        let is_linked = line.place.stage != 0;
        let linked = self.sieve.linked;
        need(linked.is_none_or(|wanted| wanted == is_linked), facet::LINK);
        need(self.fits_about(line), facet::ABOUT);
        // The texts are read last, and only where that decides anything.
        if fails & !facet::COUNTED == 0 && !line.has_all(&self.words) {
            fails |= facet::WORDS;
        }
        fails
    }

    fn fits_score(&self, score: Option<f64>) -> bool {
        let (least, most) = self.sieve.scores;
        match score {
            Some(score) => {
                least.is_none_or(|least| score >= least) && most.is_none_or(|most| score <= most)
            }
            None => least.is_none() && most.is_none(),
        }
    }

    fn fits_day(&self, day: &str) -> bool {
        let (first, last) = &self.sieve.days;
        if first.is_empty() && last.is_empty() {
            return true;
        }
        let is_before_end = last.is_empty() || day <= last.as_str() || day.starts_with(&**last);
        !day.is_empty() && day >= first.as_str() && is_before_end
    }

    fn fits_about(&self, line: &Line) -> bool {
        match self.sieve.about {
            None => true,
            Some(Subject::Map) => line.place.stage == 0,
            Some(Subject::Stage(_)) => Some(line.place.stage) == self.about,
            Some(about @ Subject::Card(_)) => line.entry.subject() == about,
        }
    }
}
