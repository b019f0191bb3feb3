//! Scores as tables of feedback hold them, and which survey they answer.
//! Knows single cells and the names of columns.

use serde::{Deserialize, Serialize};

use super::digits::plain_digits;
use crate::{
    file::{
        import::{feel::feeling_of_words, meaning::plain_name},
        table::feeling::number,
    },
    model::{Survey, Valence},
};

/// What a column of scores is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Scale {
    /// Answers to the question of this survey.
    Survey(Survey),
    /// Numbers on a scale of their own.
    Own,
}

impl Scale {
    /// Every scale, in the order in which lists show them.
    pub const ALL: [Self; 4] = [
        Self::Survey(Survey::Nps),
        Self::Survey(Survey::Csat),
        Self::Survey(Survey::Ces),
        Self::Own,
    ];

    /// The name for people, with its range.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Survey(Survey::Nps) => "NPS, 0 to 10",
            Self::Survey(Survey::Csat) => "CSAT, 1 to 5",
            Self::Survey(Survey::Ces) => "CES, 1 to 7",
            Self::Own => "A scale of its own",
        }
    }

    /// The survey, if it is one.
    #[must_use]
    pub const fn survey(self) -> Option<Survey> {
        match self {
            Self::Survey(survey) => Some(survey),
            Self::Own => None,
        }
    }
}

/// The survey that a column's name speaks of, by its letters or its question.
pub(super) fn survey_of(name: &str) -> Option<Survey> {
    let word = plain_name(name);
    let has = |word_of: &str| word.split(' ').any(|part| part == word_of);
    Some(match () {
        () if has("nps") || word.contains("net promoter") || word.contains("how likely") => {
            Survey::Nps
        }
        () if has("csat") || word.contains("how satisfied") => Survey::Csat,
        () if has("ces") || word.contains("effort score") || word.contains("how easy") => {
            Survey::Ces
        }
        () => return None,
    })
}

/// A score as it was read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Score {
    pub(super) value: f64,
    /// The highest there is, where the cell says so: 5 of `4/5`.
    pub(super) top: Option<f64>,
    pub(super) writing: Writing,
}

/// How a score is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Writing {
    /// In digits and nothing else.
    Plain,
    /// In digits with a unit, or in stars.
    Unit,
    /// As a word for a feeling, from −2 to 2.
    Word,
}

/// A score as it is written: a number, also `4/5`, `80%`, `5 stars`, `★★★☆☆`,
/// or a word for a feeling.
pub(super) fn score(cell: &str) -> Option<Score> {
    let plain = plain_digits(cell.trim());
    let of = |value: f64, top: Option<f64>, writing: Writing| Score {
        value,
        top,
        writing,
    };
    if let Some(value) = number(&plain) {
        return Some(of(value, None, Writing::Plain));
    }
    if let Some((value, top)) = stars(&plain) {
        return Some(of(value, top, Writing::Unit));
    }
    let end = plain.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | '-'));
    let (digits, rest) = plain.split_at_checked(end.unwrap_or(plain.len()))?;
    let unit = rest.trim().to_lowercase();
    if !digits.is_empty() && !unit.is_empty() {
        return with_unit(digits, &unit);
    }
    let is_word =
        !plain.contains(|c: char| c.is_ascii_digit()) && plain.split_whitespace().count() < 4;
    let feeling = feeling_of_words(&plain).filter(|_| is_word)?;
    Some(of(Valence::value(feeling), None, Writing::Word))
}

fn with_unit(digits: &str, unit: &str) -> Option<Score> {
    const OF: [&str; 6] = ["/", "out of ", "of ", "von ", "sur ", "de "];
    const UNITS: [&str; 14] = [
        "%", "star", "stars", "points", "point", "★", "⭐", "sterne", "점", "点", "分", "星", "개",
        "pts",
    ];
    let top = OF.iter().find_map(|of| number(unit.strip_prefix(of)?));
    let is_known = top.is_some() || UNITS.contains(&unit);
    let value = number(digits).filter(|_| is_known)?;
    Some(Score {
        value,
        top: top.or((unit == "%").then_some(100.0)),
        writing: Writing::Unit,
    })
}

/// How many stars are full, and of how many where empty ones stand behind.
fn stars(text: &str) -> Option<(f64, Option<f64>)> {
    let (mut full, mut all) = (0_u32, 0_u32);
    for c in text.chars() {
        match c {
            '★' | '⭐' | '🌟' => full = full.saturating_add(1),
            '☆' => {}
            '\u{fe0f}' | ' ' => continue,
            _ => return None,
        }
        all = all.saturating_add(1);
    }
    (all > 0).then(|| (f64::from(full), (all > full).then(|| f64::from(all))))
}

/// Whether a score can be an answer of a survey: in its range, and out of as
/// many as it has.
pub(super) fn answers(score: Score, survey: Survey) -> bool {
    let (low, high) = survey.range();
    score.writing != Writing::Word
        && (low..=high).contains(&score.value)
        && score.top.is_none_or(|top| top == high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_are_read_as_people_write_them() {
        for (cell, value, top) in [
            ("4", 4.0, None),
            ("4,5", 4.5, None),
            ("−2", -2.0, None),
            ("９", 9.0, None),
            ("٧", 7.0, None),
            ("4/5", 4.0, Some(5.0)),
            ("8 out of 10", 8.0, Some(10.0)),
            ("3 von 5", 3.0, Some(5.0)),
            ("80 %", 80.0, Some(100.0)),
            ("5 stars", 5.0, None),
            ("5점", 5.0, None),
            ("★★★☆☆", 3.0, Some(5.0)),
            ("⭐️⭐️⭐️⭐️", 4.0, None),
            ("positive", 1.0, None),
        ] {
            let read = score(cell).map(|score| (score.value, score.top));
            assert_eq!(read, Some((value, top)), "{cell}");
        }
        for cell in [
            "", "lots", "N/A", "4 apples", "=5+3", "9-10", "1e400", "NaN", "inf",
        ] {
            assert_eq!(score(cell), None, "{cell}");
        }
    }

    #[test]
    fn a_survey_takes_what_is_on_its_scale() {
        let fits = |cell: &str, survey| score(cell).is_some_and(|score| answers(score, survey));
        assert!(fits("10", Survey::Nps) && fits("0", Survey::Nps) && fits("8/10", Survey::Nps));
        assert!(!fits("11", Survey::Nps) && !fits("-1", Survey::Nps) && !fits("4/5", Survey::Nps));
        assert!(fits("★★★☆☆", Survey::Csat) && !fits("0", Survey::Csat));
        assert!(fits("7", Survey::Ces) && !fits("8", Survey::Ces));
        assert!(!fits("positive", Survey::Csat), "a word is on no scale");
    }

    #[test]
    fn a_name_tells_the_survey_by_letters_or_question() {
        for (name, survey) in [
            ("NPS_Score", Some(Survey::Nps)),
            ("How likely are you to recommend us?", Some(Survey::Nps)),
            ("csatScore", Some(Survey::Csat)),
            ("CES", Some(Survey::Ces)),
            ("Customer effort score", Some(Survey::Ces)),
            ("rating", None),
            ("Services", None),
        ] {
            assert_eq!(survey_of(name), survey, "{name}");
        }
    }
}
