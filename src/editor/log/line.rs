//! An entry of the feedback log as it is compared: its texts folded, its words
//! as numbers, its place on the map as a rank. Made once for each entry and
//! kept until the entry changes.

use std::{collections::BTreeMap, sync::Arc};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    editor::fold,
    model::{CardId, Feedback, FeedbackKind, FeedbackSource, Stage, StageId, Subject, Survey},
};

/// What an entry says of itself by a list of words: one of the list, one of
/// the map's own by its name, or nothing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Term<T> {
    /// A word of the list.
    Listed(T),
    /// A word of the map's own; may be empty.
    Own(String),
    /// Nothing was said.
    Unsaid,
}

impl Term<FeedbackKind> {
    /// The type of an entry.
    #[must_use]
    pub fn kind_of(entry: &Feedback) -> Self {
        match entry.kind {
            None => Self::Unsaid,
            Some(FeedbackKind::Own) => Self::Own(entry.kind_name.trim().to_owned()),
            Some(kind) => Self::Listed(kind),
        }
    }

    /// The name for people.
    #[must_use]
    pub fn label(&self) -> &str {
        match self {
            Self::Listed(kind) => kind.label(),
            Self::Own(name) if name.is_empty() => FeedbackKind::Own.label(),
            Self::Own(name) => name,
            Self::Unsaid => "No type",
        }
    }
}

impl Term<FeedbackSource> {
    /// The source of an entry.
    #[must_use]
    pub fn source_of(entry: &Feedback) -> Self {
        match entry.source {
            None => Self::Unsaid,
            Some(FeedbackSource::Own) => Self::Own(entry.source_name.trim().to_owned()),
            Some(source) => Self::Listed(source),
        }
    }

    /// The name for people.
    #[must_use]
    pub fn label(&self) -> &str {
        match self {
            Self::Listed(source) => source.label(),
            Self::Own(name) if name.is_empty() => FeedbackSource::Own.label(),
            Self::Own(name) => name,
            Self::Unsaid => "No source",
        }
    }
}

impl Term<Survey> {
    /// On which scale the score of an entry is: a survey's, one of its own, or
    /// none, because there is no score.
    #[must_use]
    pub fn scale_of(entry: &Feedback) -> Self {
        match (entry.score, entry.survey) {
            (None, _) => Self::Unsaid,
            (Some(_), Some(survey)) => Self::Listed(survey),
            (Some(_), None) => Self::Own(String::new()),
        }
    }

    /// The name for people.
    #[must_use]
    pub fn label(&self) -> &str {
        match self {
            Self::Listed(survey) => survey.label(),
            Self::Own(_) => "Own scale",
            Self::Unsaid => "No score",
        }
    }
}

/// Words with their numbers; a number is never given twice.
#[derive(Debug)]
pub(super) struct Table<T> {
    numbers: BTreeMap<T, u32>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self {
            numbers: BTreeMap::new(),
        }
    }
}

impl<T: Ord + Clone> Table<T> {
    /// The number of a word, a new one if it has none.
    fn number(&mut self, word: T) -> u32 {
        let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        *self.numbers.entry(word).or_insert(next)
    }

    /// The words in order, with their numbers.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&T, usize)> {
        self.numbers
            .iter()
            .map(|(word, number)| (word, *number as usize))
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.numbers.len()
    }

    /// For each number, where its word stands in order.
    pub(super) fn ranks(&self) -> Vec<u32> {
        let mut ranks = vec![0; self.len()];
        for (rank, (_, number)) in (0..).zip(self.iter()) {
            if let Some(place) = ranks.get_mut(number) {
                *place = rank;
            }
        }
        ranks
    }

    /// For each number, whether its word is wanted.
    pub(super) fn wanted(&self, mut is_wanted: impl FnMut(&T) -> bool) -> Vec<bool> {
        let mut wanted = vec![false; self.len()];
        for (word, number) in self.iter() {
            if let Some(place) = wanted.get_mut(number) {
                *place = is_wanted(word);
            }
        }
        wanted
    }
}

/// The words that the entries of a log use.
#[derive(Debug, Default)]
pub(super) struct Tables {
    pub kinds: Table<Term<FeedbackKind>>,
    pub sources: Table<Term<FeedbackSource>>,
    pub scales: Table<Term<Survey>>,
    pub topics: Table<String>,
    pub letters: Letters,
}

/// The letters beyond ASCII that the entries are written with.
#[derive(Debug, Default)]
pub(super) struct Letters {
    seen: FxHashSet<char>,
    /// Those that were not told of yet.
    pub fresh: String,
}

impl Letters {
    fn read(&mut self, text: &str) {
        if !text.is_ascii() {
            let fresh = text
                .chars()
                .filter(|c| !c.is_ascii() && self.seen.insert(*c));
            self.fresh.extend(fresh);
        }
    }
}

/// An entry as it is compared.
#[derive(Debug)]
pub(super) struct Line {
    /// The entry.
    pub entry: Arc<Feedback>,
    /// Verbatim, topic and the rest, folded, each in lines of its own.
    text: Box<str>,
    /// Where verbatim and topic end in it.
    ends: (usize, usize),
    /// The number of its type.
    pub kind: u32,
    /// The number of its source.
    pub source: u32,
    /// The number of its scale.
    pub scale: u32,
    /// The numbers of its topics; that of the empty one where it has none.
    pub topics: Box<[u32]>,
    /// Where on the map it belongs.
    pub place: Place,
}

/// The topics of an entry, which are parted by semicolons; an empty one where
/// there is none.
pub(super) fn topics_of(topic: &str) -> impl Iterator<Item = &str> {
    let all = topic.split(';').map(str::trim);
    let named = all.filter(|topic| !topic.is_empty());
    let none = topic.split(';').all(|topic| topic.trim().is_empty());
    named.chain(none.then_some(""))
}

/// Where on the map an entry belongs, in an order that can be compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// The number of the stage from 1; 0 is none.
    pub stage: u32,
    /// The number of the card in its stage from 1; 0 is the stage itself.
    pub card: u32,
}

impl Line {
    pub(super) fn new(entry: &Arc<Feedback>, tables: &mut Tables) -> Self {
        for text in [
            &entry.verbatim,
            &entry.topic,
            &entry.note,
            &entry.reference,
            &entry.kind_name,
            &entry.source_name,
        ] {
            tables.letters.read(text);
        }
        let verbatim = fold(&entry.verbatim);
        let topic = fold(entry.topic.trim());
        let ends = (verbatim.len(), verbatim.len() + 1 + topic.len());
        let mut text = verbatim;
        for part in [&*topic, &*fold(&entry.note), &*fold(&entry.reference)] {
            text.push('\n');
            text.push_str(part);
        }
        Self {
            entry: Arc::clone(entry),
            text: text.into_boxed_str(),
            ends,
            kind: tables.kinds.number(Term::kind_of(entry)),
            source: tables.sources.number(Term::source_of(entry)),
            scale: tables.scales.number(Term::scale_of(entry)),
            topics: topics_of(&entry.topic)
                .map(|topic| tables.topics.number(topic.to_owned()))
                .collect(),
            place: Place::default(),
        }
    }

    /// The words, folded.
    pub(super) fn verbatim(&self) -> &str {
        self.text.get(..self.ends.0).unwrap_or_default()
    }

    /// The topic, folded.
    pub(super) fn topic(&self) -> &str {
        let (verbatim, topic) = self.ends;
        self.text.get(verbatim + 1..topic).unwrap_or_default()
    }

    /// Whether all words are somewhere in its texts.
    pub(super) fn has_all(&self, words: &[String]) -> bool {
        words.iter().all(|word| self.text.contains(word.as_str()))
    }
}

/// The places of a map: stages and cards by their numbers.
#[derive(Debug, Default)]
pub(super) struct Places {
    stages: Vec<Arc<Stage>>,
    numbers: BTreeMap<StageId, u32>,
    cards: FxHashMap<CardId, Place>,
}

impl Places {
    /// Brings them up to date. Says whether anything has changed.
    pub(super) fn update(&mut self, stages: &[Arc<Stage>]) -> bool {
        let same = self.stages.len() == stages.len();
        let mut pairs = self.stages.iter().zip(stages);
        if same && pairs.all(|(old, new)| Arc::ptr_eq(old, new)) {
            return false;
        }
        self.stages = stages.to_vec();
        self.numbers = (1..)
            .zip(stages)
            .map(|(at, stage)| (stage.id, at))
            .collect();
        self.cards.clear();
        for (stage_at, stage) in (1..).zip(stages) {
            let mut cards: Vec<_> = stage.cards.iter().collect();
            cards.sort_by(|a, b| a.at.value().total_cmp(&b.at.value()));
            for (card_at, card) in (1..).zip(cards) {
                let place = Place {
                    stage: stage_at,
                    card: card_at,
                };
                self.cards.insert(card.id, place);
            }
        }
        true
    }

    /// Where an entry belongs. What is not on the map belongs nowhere.
    pub(super) fn of(&self, entry: &Feedback) -> Place {
        match entry.subject() {
            Subject::Map => Place::default(),
            Subject::Stage(id) => Place {
                stage: self.numbers.get(&id).copied().unwrap_or_default(),
                card: 0,
            },
            Subject::Card(id) => self.cards.get(&id).copied().unwrap_or_default(),
        }
    }

    /// The number of a stage.
    pub(super) fn number(&self, id: StageId) -> Option<u32> {
        self.numbers.get(&id).copied()
    }

    /// The stages in order.
    pub(super) fn stages(&self) -> impl Iterator<Item = StageId> {
        self.stages.iter().map(|stage| stage.id)
    }
}
