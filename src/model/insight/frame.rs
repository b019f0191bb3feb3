//! What frames a map: whose journey it is, in which situation, and whether it
//! has been held against reality lately.

use super::{Insight, reading::Reading, say::listed};
use crate::model::{check::quoted, feedback::Review, words::Rule};

/// A map is reviewed every 6 to 12 months; after so many it is late.
const MONTHS: u32 = 12;

/// A map takes the view of one persona (NN/g, Journey mapping 101: actor).
pub(super) fn persona_missing(reading: &Reading) -> Vec<Insight> {
    let mut personas = reading.map.personas.iter();
    if personas.any(|persona| !persona.name.trim().is_empty()) {
        return Vec::new();
    }
    let sentence = "The map does not say whose journey it is: it has no persona.";
    vec![Insight::on_map(Rule::PersonaMissing, sentence, 62)]
}

/// A map tells one situation (NN/g, Journey mapping 101: scenario and
/// expectations).
pub(super) fn scenario_missing(reading: &Reading) -> Vec<Insight> {
    if !reading.map.scenario.trim().is_empty() {
        return Vec::new();
    }
    let sentence =
        "The map does not say in which situation the journey begins: it has no scenario.";
    vec![Insight::on_map(Rule::ScenarioMissing, sentence, 56)]
}

/// What asks for a review: what the reminder says too, or the last one was more
/// than twelve months ago, or there was none and none is planned.
pub(super) fn review_due(reading: &Reading, today: &str) -> Vec<Insight> {
    let review = &reading.map.review;
    let (last, next) = (Date::read(&review.reviewed), Date::read(&review.next));
    let (sentence, weight) = if let Some(sentence) = review.due(today) {
        (sentence, if review.happened().is_empty() { 74 } else { 82 })
    } else if let Some(last) = last.filter(|day| day.after_months(MONTHS).has_come(today)) {
        let when = last.words();
        (
            format!("The last review was on {when}, more than {MONTHS} months ago."),
            66,
        )
    } else if last.is_none() && next.is_none() && reading.is_begun() {
        let sentence = "The map has not been reviewed yet, and no review is planned.";
        (sentence.to_owned(), 20)
    } else {
        return Vec::new();
    };
    vec![Insight::on_map(Rule::ReviewDue, sentence, weight)]
}

impl Review {
    /// Why the map should be reviewed on a day, given as `YYYY-MM-DD`, as a
    /// sentence: something has happened that calls for it, or its day has come.
    /// `None` while neither is so; a map that was never reviewed and names no
    /// day waits for none.
    #[must_use]
    pub fn due(&self, today: &str) -> Option<String> {
        let happened = self.happened();
        if !happened.is_empty() {
            let what = listed(happened);
            return Some(format!(
                "The map is to be reviewed, since this has happened: {what}."
            ));
        }
        let next = Date::read(&self.next).filter(|day| day.has_come(today))?;
        Some(format!("The review planned for {} is due.", next.words()))
    }

    /// What has happened since the last review, each in quotes.
    fn happened(&self) -> Vec<String> {
        let texts = self.happened.iter().map(|text| text.trim());
        texts.filter(|text| !text.is_empty()).map(quoted).collect()
    }
}

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Date {
    year: u32,
    month: u32,
    day: u32,
}

impl Date {
    /// From `YYYY-MM-DD`; `None` for anything else.
    fn read(text: &str) -> Option<Self> {
        let mut parts = text.trim().splitn(3, '-').map(|part| part.parse().ok());
        let mut next = || parts.next().flatten();
        let (year, month, day) = (next()?, next()?, next()?);
        let is_one = (1..=12).contains(&month) && (1..=31).contains(&day) && year < 10_000;
        is_one.then_some(Self { year, month, day })
    }

    /// Whether it is a day, given as `YYYY-MM-DD`, or before it.
    fn has_come(self, today: &str) -> bool {
        Self::read(today).is_some_and(|today| self <= today)
    }

    /// The same day of the month, so many months later; the day may be one
    /// that the month does not have, which orders just as well.
    fn after_months(self, months: u32) -> Self {
        let month = self.month.saturating_add(months).saturating_sub(1);
        Self {
            year: self.year.saturating_add(month.checked_div(12).unwrap_or(0)),
            month: month.checked_rem(12).unwrap_or(0).saturating_add(1),
            day: self.day,
        }
    }

    /// As a sentence has it: "10 September 2026".
    fn words(self) -> String {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let place = usize::try_from(self.month.saturating_sub(1)).unwrap_or_default();
        let month = MONTHS.get(place).copied().unwrap_or_default();
        format!("{} {month} {}", self.day, self.year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        LaneKind, PersonaId,
        insight::{insights, trial::Trial},
    };

    #[test]
    fn a_persona_without_a_name_is_none() {
        let mut trial = Trial::new(&["A"]);
        assert_eq!(trial.found(Rule::PersonaMissing), []);
        trial.map.personas[0].name = "  ".into();
        let sentence = "The map does not say whose journey it is: it has no persona.";
        assert_eq!(trial.says(Rule::PersonaMissing), [sentence]);
        trial.map.personas.clear();
        assert_eq!(trial.says(Rule::PersonaMissing), [sentence]);
        trial
            .map
            .personas
            .push(crate::model::Persona::new(PersonaId(900), "Ann"));
        assert_eq!(trial.found(Rule::PersonaMissing), []);
    }

    #[test]
    fn a_map_without_scenario_is_told_so() {
        let mut trial = Trial::new(&["A"]);
        assert_eq!(trial.found(Rule::ScenarioMissing), []);
        trial.map.scenario = " ".into();
        assert_eq!(
            trial.says(Rule::ScenarioMissing),
            ["The map does not say in which situation the journey begins: it has no scenario."]
        );
    }

    /// What is said of a review on 15 June 2026.
    fn said(reviewed: &str, next: &str, happened: &[&str]) -> Vec<String> {
        let mut trial = Trial::new(&["A"]);
        trial.card(0, LaneKind::Actions, "Looks");
        trial.map.review = Review {
            reviewed: reviewed.into(),
            next: next.into(),
            happened: happened.iter().map(|text| (*text).into()).collect(),
            ..Review::default()
        };
        trial.says(Rule::ReviewDue)
    }

    #[test]
    fn a_review_is_due_on_its_day() {
        assert_eq!(said("2026-01-10", "2026-06-16", &[]), [] as [&str; 0]);
        assert_eq!(
            said("2026-01-10", "2026-06-15", &[]),
            ["The review planned for 15 June 2026 is due."]
        );
    }

    #[test]
    fn a_review_of_more_than_a_year_ago_is_old() {
        assert_eq!(said("2025-06-16", "", &[]), [] as [&str; 0]);
        assert_eq!(
            said("2025-06-14", "", &[]),
            ["The last review was on 14 June 2025, more than 12 months ago."]
        );
    }

    #[test]
    fn the_reminder_says_what_the_insight_says_and_nothing_of_old_or_missing_reviews() {
        let due = |reviewed: &str, next: &str, happened: &[&str]| {
            let review = Review {
                reviewed: reviewed.into(),
                next: next.into(),
                happened: happened.iter().map(|text| (*text).into()).collect(),
                ..Review::default()
            };
            review.due(crate::model::insight::trial::TODAY)
        };
        for (next, happened) in [("2026-06-15", &[][..]), ("", &[" ", "New shop "])] {
            assert_eq!(
                due("", next, happened),
                said("", next, happened).into_iter().next()
            );
            assert!(due("", next, happened).is_some());
        }
        assert_eq!(due("2020-01-01", "2026-06-16", &[" "]), None);
        assert_eq!(due("", "", &[]), None);
    }

    #[test]
    fn what_has_happened_asks_for_a_review_before_its_day() {
        assert_eq!(
            said("2026-06-01", "2026-12-01", &["New model", "New shop"]),
            ["The map is to be reviewed, since this has happened: “New model” and “New shop”."]
        );
    }

    #[test]
    fn a_map_that_was_never_reviewed_is_told_so_quietly() {
        assert_eq!(
            said("", "", &[]),
            ["The map has not been reviewed yet, and no review is planned."]
        );
        assert_eq!(said("", "2026-12-01", &[]), [] as [&str; 0]);
        let empty = Trial::new(&["A"]);
        assert_eq!(
            empty.found(Rule::ReviewDue),
            [],
            "there is nothing to review"
        );
    }

    #[test]
    fn without_a_date_of_today_nothing_is_late() {
        let mut trial = Trial::new(&["A"]);
        trial.map.review.next = "2020-01-01".into();
        for today in ["", "today", "2026-13-01", "2026"] {
            let found = insights(&trial.map, today);
            assert!(
                found.iter().all(|one| one.rule != Rule::ReviewDue),
                "{today}"
            );
        }
    }
}
