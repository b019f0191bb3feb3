//! What is typed into an entry of the log, and how it reads: scores on their
//! scales, and days. Wrong values are told, in the user's words.

use crate::model::{Feedback, Survey};

/// The score in a typed text: a comma is a point, and an empty text no score.
///
/// # Errors
/// The text is no number, in the user's words.
pub fn read_score(text: &str) -> Result<Option<f64>, String> {
    let text = text.trim().replace(',', ".").replace('\u{2212}', "-");
    if text.is_empty() {
        return Ok(None);
    }
    let number = text.parse::<f64>().ok().filter(|score| score.is_finite());
    number
        .map(Some)
        .ok_or_else(|| format!("“{text}” is not a number; type one such as 7 or 4.5"))
}

/// What is to be said of a score on the scale of its survey, if anything.
#[must_use]
pub fn score_remark(survey: Option<Survey>, score: Option<f64>) -> Option<String> {
    let (survey, score) = (survey?, score?);
    let (least, most) = survey.range();
    let name = survey.label();
    if !(least..=most).contains(&score) {
        return Some(format!(
            "{name} answers go from {least} to {most}; this one is not counted"
        ));
    }
    let is_whole = score.fract() == 0.0;
    (!is_whole).then(|| format!("{name} answers are whole numbers; this one is not counted"))
}

/// A score as the log shows it: "9", "4.5".
#[must_use]
pub fn score_label(entry: &Feedback) -> String {
    let Some(score) = entry.score else {
        return String::new();
    };
    // Two decimals are enough for a scale; more are kept, not shown.
    let rounded = (score * 100.0).round() / 100.0;
    // With the minus sign that numbers on a map have.
    rounded.to_string().replace('-', "−")
}

/// Whether a text is a day of the calendar, as `YYYY-MM-DD`.
#[must_use]
pub fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return false;
    };
    let number = |text: &str, digits: usize| {
        let plain = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| text.parse::<u32>().ok()).flatten()
    };
    let (Some(year), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2))
    else {
        return false;
    };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        _ => 0,
    };
    (1..=days).contains(&day)
}

/// What is to be said of a typed day, if anything.
#[must_use]
pub fn day_remark(text: &str) -> Option<String> {
    let is_fine = text.is_empty() || is_day(text);
    (!is_fine).then(|| "Write a day of the calendar as year-month-day: 2026-03-09".to_owned())
}
