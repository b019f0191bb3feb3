//! What the columns of a table of feedback are about, by their names. Knows
//! words, not what stands below them.

use super::plain_name;

/// A part of what a customer said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer {
    /// The words themselves; of several columns, each under its name.
    Verbatim,
    /// What they are about.
    Topic,
    /// Their sort: usability, a feature request, …
    Kind,
    /// Where they come from: a survey, an interview, …
    Source,
    /// A number, or a word for a feeling.
    Score,
    /// The day.
    Date,
    /// The stage they speak of.
    Stage,
    /// Anything else; it is kept with the topic, under the column's name.
    More,
}

impl Answer {
    /// Every part, in the order in which lists show them.
    pub const ALL: [Self; 8] = [
        Self::Verbatim,
        Self::Topic,
        Self::Kind,
        Self::Source,
        Self::Score,
        Self::Date,
        Self::Stage,
        Self::More,
    ];

    /// The name for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Verbatim => "What was said",
            Self::Topic => "Topic",
            Self::Kind => "Type of feedback",
            Self::Source => "Source of feedback",
            Self::Score => "Score",
            Self::Date => "Date",
            Self::Stage => "Stage it speaks of",
            Self::More => "Kept with the topic",
        }
    }

    /// Whether one column alone can have this meaning.
    pub(super) const fn is_single(self) -> bool {
        match self {
            Self::Kind | Self::Source | Self::Score | Self::Date | Self::Stage => true,
            Self::Verbatim | Self::Topic | Self::More => false,
        }
    }

    /// What a name says; `None` for one that says nothing known.
    pub(in crate::file::import) fn of(name: &str) -> Option<Self> {
        let word = plain_name(name);
        let is = |words: &[&str]| {
            words.iter().any(|part| {
                word.strip_suffix(part)
                    .is_some_and(|before| before.is_empty() || before.ends_with(' '))
            })
        };
        if is_id(name) {
            return None;
        }
        if word.contains("date") || word.contains("created") || word.contains("received") {
            return Some(Self::Date);
        }
        let list = WORDS.iter().find(|(_, words)| is(words));
        list.map(|(answer, _)| *answer)
    }
}

/// Whether a name is that of numbers or letters that only tell rows apart.
pub(in crate::file::import) fn is_id(name: &str) -> bool {
    let word = plain_name(name);
    word == "id" || word.ends_with(" id") || word == "uuid" || word == "guid"
}

/// The words that names end in.
const WORDS: [(Answer, &[&str]); 7] = [
    (
        Answer::Verbatim,
        &[
            "feedback",
            "feedback text",
            "comment",
            "comments",
            "review",
            "reviews",
            "review text",
            "content",
            "verbatim",
            "response",
            "message",
            "opinion",
            "quote",
            "answer",
            "text",
        ],
    ),
    (
        Answer::Score,
        &[
            "score",
            "rating",
            "nps",
            "csat",
            "ces",
            "stars",
            "liked",
            "sentiment",
            "satisfaction",
            "polarity",
        ],
    ),
    (Answer::Date, &["time", "timestamp", "day"]),
    (Answer::Source, &["source", "channel", "origin"]),
    (
        Answer::Stage,
        &["stage", "phase", "journey step", "stage name", "phase name"],
    ),
    (
        Answer::Topic,
        &[
            "topic",
            "category",
            "domain",
            "theme",
            "subject",
            "area",
            "product",
            "touchpoint",
        ],
    ),
    (Answer::Kind, &["type", "kind"]),
];
