//! What the columns of a table of feedback are about, by their names. Knows
//! words, not what stands below them.

use serde::{Deserialize, Serialize};

use super::plain_name;

/// A part of what a customer said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
    /// What tells the row from others in its source: an id, kept as it stands.
    Reference,
    /// Anything else; it is kept in the note, under the column's name.
    More,
}

impl Answer {
    /// Every part, in the order in which lists show them.
    pub const ALL: [Self; 9] = [
        Self::Verbatim,
        Self::Topic,
        Self::Kind,
        Self::Source,
        Self::Score,
        Self::Date,
        Self::Stage,
        Self::Reference,
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
            Self::Reference => "Id of the row",
            Self::More => "Kept in the note",
        }
    }

    /// Whether one column alone can have this meaning.
    pub(super) const fn is_single(self) -> bool {
        match self {
            Self::Kind
            | Self::Source
            | Self::Score
            | Self::Date
            | Self::Stage
            | Self::Reference => true,
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
        let asks = ["how likely", "how satisfied", "how easy"];
        if asks.iter().any(|start| word.contains(start)) {
            return Some(Self::Score);
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
            "kommentar",
            "antwort",
            "rückmeldung",
            "commentaire",
            "avis",
            "comentario",
            "opinión",
            "의견",
            "내용",
            "후기",
            "评论",
            "反馈",
            "意见",
            "コメント",
            "感想",
            "ご意見",
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
            "bewertung",
            "zufriedenheit",
            "puntuación",
            "평점",
            "점수",
            "评分",
            "評価",
            "点数",
        ],
    ),
    (
        Answer::Date,
        &[
            "time",
            "timestamp",
            "day",
            "datum",
            "fecha",
            "날짜",
            "작성일",
            "日期",
            "日付",
        ],
    ),
    (
        Answer::Source,
        &[
            "source", "channel", "origin", "quelle", "fuente", "출처", "来源",
        ],
    ),
    (
        Answer::Stage,
        &[
            "stage",
            "phase",
            "journey step",
            "stage name",
            "phase name",
            "etapa",
            "étape",
            "단계",
            "阶段",
            "ステージ",
        ],
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
            "thema",
            "tema",
            "sujet",
            "주제",
            "主题",
        ],
    ),
    (Answer::Kind, &["type", "kind"]),
];
