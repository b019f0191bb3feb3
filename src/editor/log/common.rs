//! What several entries of the log have in common, so that one field changes
//! them all. Pure; the caller keeps it until log or selection change.

use super::line::Term;
use crate::model::{Feedback, FeedbackKind, FeedbackSource, Subject, Survey};

/// The fields that the selected entries share; `None` where they differ.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Common {
    /// How many entries these are.
    pub count: usize,
    /// The words.
    pub verbatim: Option<String>,
    /// What they are about.
    pub topic: Option<String>,
    /// The type.
    pub kind: Option<Term<FeedbackKind>>,
    /// The source.
    pub source: Option<Term<FeedbackSource>>,
    /// The survey that the score answers, if any.
    pub survey: Option<Option<Survey>>,
    /// The score, if any.
    pub score: Option<Option<f64>>,
    /// The day.
    pub date: Option<String>,
    /// What their source calls them.
    pub reference: Option<String>,
    /// What else there is to say.
    pub note: Option<String>,
    /// What they speak of.
    pub about: Option<Subject>,
}

impl Common {
    /// What these entries share.
    #[must_use]
    pub fn of<'a>(entries: impl IntoIterator<Item = &'a Feedback>) -> Self {
        let mut entries = entries.into_iter();
        let Some(first) = entries.next() else {
            return Self::default();
        };
        let mut common = Self {
            count: 1,
            verbatim: Some(first.verbatim.clone()),
            topic: Some(first.topic.clone()),
            kind: Some(Term::kind_of(first)),
            source: Some(Term::source_of(first)),
            survey: Some(first.survey),
            score: Some(first.score),
            date: Some(first.date.clone()),
            reference: Some(first.reference.clone()),
            note: Some(first.note.clone()),
            about: Some(first.subject()),
        };
        for entry in entries {
            common.count += 1;
            common.narrow(first, entry);
        }
        common
    }

    /// Forgets what another entry does not share with the first one.
    fn narrow(&mut self, first: &Feedback, entry: &Feedback) {
        fn keep<T>(held: &mut Option<T>, is_same: bool) {
            if !is_same {
                *held = None;
            }
        }
        keep(&mut self.verbatim, entry.verbatim == first.verbatim);
        keep(&mut self.topic, entry.topic == first.topic);
        let is_same = (entry.kind, &entry.kind_name) == (first.kind, &first.kind_name);
        keep(&mut self.kind, is_same);
        let is_same = (entry.source, &entry.source_name) == (first.source, &first.source_name);
        keep(&mut self.source, is_same);
        keep(&mut self.survey, entry.survey == first.survey);
        keep(&mut self.score, entry.score == first.score);
        keep(&mut self.date, entry.date == first.date);
        keep(&mut self.reference, entry.reference == first.reference);
        keep(&mut self.note, entry.note == first.note);
        keep(&mut self.about, entry.subject() == first.subject());
    }
}
