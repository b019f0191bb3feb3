//! The answers in a map's log, counted by what they are about and which
//! question they answer: one pass over the log for all of them.

use std::{
    cell::RefCell,
    collections::BTreeMap,
    sync::{Arc, Weak},
};

use super::{Answers, Figure, Scale};
use crate::model::{
    feedback::{Feedback, Metric, Subject},
    map::Map,
    words::{MetricKind, Survey},
};

/// The feedback of a map, as maps share it.
type Log = Vec<Arc<Feedback>>;

/// The answers of a log by what exactly they are about. What a stage comes to
/// with its cards is added up when it is asked for, so that a card that moves
/// to another stage takes its answers along without a new count.
#[derive(Debug, Default)]
pub struct Tally {
    about: BTreeMap<(Subject, Survey), Answers>,
    all: BTreeMap<Survey, Answers>,
}

impl Tally {
    /// Counts a log.
    #[must_use]
    pub fn new(feedback: &[Arc<Feedback>]) -> Self {
        let mut tally = Self::default();
        for held in feedback {
            let (Some(survey), Some(score)) = (held.survey, held.score) else {
                continue;
            };
            let none = || Answers::none(survey);
            let about = tally.about.entry((held.subject(), survey));
            about.or_insert_with(none).add(score);
            tally.all.entry(survey).or_insert_with(none).add(score);
        }
        tally
    }

    /// The count of a map's log; the one that was made before while the log is
    /// the very same, so that it can be asked for in every frame.
    #[must_use]
    pub fn of(map: &Map) -> Arc<Self> {
        /// How many logs are remembered: of what is open, and of what that is
        /// compared with.
        const KEPT: usize = 4;
        thread_local! {
            // A count depends on its log alone, and a log is never changed in
            // place: that makes remembering it here a matter of speed only.
            static KNOWN: RefCell<Vec<(Weak<Log>, Arc<Tally>)>> = const { RefCell::new(Vec::new()) };
        }
        KNOWN.with_borrow_mut(|known| {
            known.retain(|(log, _)| log.strong_count() > 0);
            let address = Arc::as_ptr(&map.feedback);
            if let Some((_, tally)) = known.iter().find(|(log, _)| log.as_ptr() == address) {
                return Arc::clone(tally);
            }
            let tally = Arc::new(Self::new(&map.feedback));
            if known.len() >= KEPT {
                known.remove(0);
            }
            known.push((Arc::downgrade(&map.feedback), Arc::clone(&tally)));
            tally
        })
    }

    /// The answers to a question about something: all of them for the map, for
    /// a stage those about it and about its cards, for a card its own.
    #[must_use]
    pub fn answers(&self, map: &Map, subject: Subject, survey: Survey) -> Answers {
        let none = || Answers::none(survey);
        let about = |subject| self.about.get(&(subject, survey));
        match subject {
            Subject::Map => self.all.get(&survey).cloned().unwrap_or_else(none),
            Subject::Card(_) => about(subject).cloned().unwrap_or_else(none),
            Subject::Stage(id) => {
                let mut answers = about(subject).cloned().unwrap_or_else(none);
                if let Some((_, stage)) = map.stage(id) {
                    let cards = stage.cards.iter();
                    for of_card in cards.filter_map(|card| about(Subject::Card(card.id))) {
                        answers.join(of_card);
                    }
                }
                answers
            }
        }
    }
}

impl MetricKind {
    /// The question that a metric of this kind is made of.
    #[must_use]
    pub const fn survey(self) -> Option<Survey> {
        match self {
            Self::Nps => Some(Survey::Nps),
            Self::Csat => Some(Survey::Csat),
            Self::Ces => Some(Survey::Ces),
            Self::Retention
            | Self::Conversion
            | Self::DropOff
            | Self::Wait
            | Self::Cost
            | Self::Own => None,
        }
    }
}

impl Map {
    /// The answers in the log that a metric could be computed from: those to
    /// its question about what it measures. `None` for a kind that is not a
    /// survey.
    #[must_use]
    pub fn answers(&self, metric: &Metric) -> Option<Answers> {
        let survey = metric.kind.survey()?;
        Some(Tally::of(self).answers(self, metric.subject(), survey))
    }

    /// What a computed metric comes to; `None` for one that is typed, and as
    /// long as there are no answers.
    #[must_use]
    pub fn figure(&self, metric: &Metric) -> Option<Figure> {
        let answers = self.answers(metric).filter(|_| metric.computed)?;
        answers.figure()
    }

    /// The value of a metric as it is shown: what the log comes to, with "no
    /// answers" as long as there are none, or the text that was typed.
    #[must_use]
    pub fn metric_value(&self, metric: &Metric) -> String {
        if !metric.computed || metric.kind.survey().is_none() {
            return metric.value.trim().to_owned();
        }
        let figure = self.figure(metric);
        figure.map_or_else(|| "no answers".to_owned(), |figure| figure.written())
    }

    /// A metric in words, without its name: value, how sure it is and where it
    /// comes from, the value before and the target.
    #[must_use]
    pub fn metric_in_words(&self, metric: &Metric) -> String {
        let value = match self.figure(metric) {
            Some(figure) => format!("{}, computed from feedback", figure.in_words()),
            None => self.metric_value(metric),
        };
        let mut parts = vec![value];
        for (word, other) in [("from", &metric.before), ("target", &metric.target)] {
            if !other.trim().is_empty() {
                parts.push(format!("{word} {}", other.trim()));
            }
        }
        parts.retain(|part| !part.is_empty());
        parts.join(", ")
    }

    /// The scale that a metric's value stands on, where its kind or its text
    /// gives one.
    #[must_use]
    pub fn metric_scale(&self, metric: &Metric) -> Option<Scale> {
        Scale::of(metric.kind, &self.metric_value(metric))
    }
}

/// Whether the metrics of two maps come to the same figures. Told without a
/// look at the log where both share it, and no stage has changed.
#[must_use]
pub(crate) fn same_figures(a: &Map, b: &Map) -> bool {
    let shares_log = Arc::ptr_eq(&a.feedback, &b.feedback);
    let shares_cards = |subject| match subject {
        Subject::Map | Subject::Card(_) => true,
        Subject::Stage(id) => match (a.stage(id), b.stage(id)) {
            (Some((_, one)), Some((_, other))) => Arc::ptr_eq(one, other),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        },
    };
    let mut pairs = a.metrics.iter().zip(&b.metrics);
    a.metrics.len() == b.metrics.len()
        && pairs.all(|(one, other)| {
            let is_typed = !one.computed && !other.computed;
            is_typed
                || one == other && shares_log && shares_cards(one.subject())
                || a.figure(one) == b.figure(other)
        })
}
