//! Waits: what a time written in words comes to, and which waits of a map are
//! long. Waiting is told as a fact ("five days until they speak to someone").

use super::{
    Insight,
    reading::Reading,
    say::{card_in, card_name, stage_name},
};
use crate::model::{
    check::quoted,
    id::Element,
    stage::{Card, Stage},
    words::{LaneKind, Rule},
};

const HOUR: f64 = 1.0;
const DAY: f64 = 24.0;
const WEEK: f64 = 7.0 * DAY;
/// The mean month and year of the Gregorian calendar.
const YEAR: f64 = 365.2425 * DAY;
const MONTH: f64 = YEAR / 12.0;

/// From here on a wait is long on any map.
const LONG: f64 = WEEK;
/// How many times the next longest a wait is to stand out, and how long it is
/// at least then: nobody minds a minute among seconds.
const STANDS_OUT: f64 = 3.0;
const LEAST: f64 = HOUR;

/// Waits of a week or more; else the one wait, of an hour or more, that is at
/// least three times as long as the next longest of the map.
pub(super) fn long_waits(reading: &Reading) -> Vec<Insight> {
    let mut waits: Vec<(f64, &Stage, &Card)> = Vec::new();
    for stage in &reading.map.stages {
        let cards = stage.cards.iter().filter(|card| reading.shows(card));
        waits.extend(cards.filter_map(|card| Some((wait_hours(&card.wait)?, &**stage, &**card))));
    }
    waits.sort_by(|a, b| b.0.total_cmp(&a.0));
    let long: Vec<_> = waits.iter().filter(|wait| wait.0 >= LONG).collect();
    let lengths = (waits.first(), waits.get(1));
    let stands_out = match lengths {
        (Some(longest), Some(next)) => longest.0 >= LEAST && longest.0 >= next.0 * STANDS_OUT,
        (Some(_) | None, _) => false,
    };
    if !long.is_empty() {
        return long
            .into_iter()
            .map(|wait| long_wait(reading, wait))
            .collect();
    }
    let by_far = waits.first().filter(|_| stands_out);
    by_far
        .map(|(_, stage, card)| {
            let sentence = format!(
                "By far the longest wait of the journey is at {}: {}.",
                card_in(reading.map, stage, card),
                quoted(card.wait.trim()),
            );
            insight(card, sentence, 45)
        })
        .into_iter()
        .collect()
}

fn long_wait(reading: &Reading, (hours, stage, card): &(f64, &Stage, &Card)) -> Insight {
    let sentence = format!(
        "The customer waits long at {} in {}: {}.",
        card_name(card),
        stage_name(reading.map, stage),
        quoted(card.wait.trim()),
    );
    let is_pain = reading.kind(card) == Some(LaneKind::PainPoints);
    let weight = if *hours >= MONTH || is_pain { 68 } else { 60 };
    insight(card, sentence, weight)
}

fn insight(card: &Card, sentence: String, weight: u8) -> Insight {
    Insight::new(
        Rule::LongWait,
        vec![Element::Card(card.id)],
        sentence,
        weight,
    )
}

/// A time written in English words, in hours: "5 days", "2 h 30 min", "about 3
/// weeks", "half a day". Of a range, "6 to 8 weeks" or "2 days – 1 week", the
/// longer end. A day has 24 hours, a month and a year their mean length. `None`
/// for what has no unit or is no time.
#[must_use]
pub fn wait_hours(text: &str) -> Option<f64> {
    let (mut total, mut number) = (None::<f64>, None::<f64>);
    let mut is_range = false;
    for token in tokens(text) {
        if let Some(value) = value_of(&token) {
            let whole = number.filter(|_| value < 1.0 && token != "a");
            number = Some(whole.map_or(value, |whole| whole * value));
        } else if matches!(token.as_str(), "a" | "an" | "one") {
            number = Some(number.unwrap_or(1.0));
        } else if matches!(token.as_str(), "to" | "or" | "-" | "–" | "—") {
            is_range = true;
        } else if let Some(unit) = unit_of(&token) {
            let amount = number.take()? * unit;
            total = Some(match total {
                Some(total) if is_range => total.max(amount),
                Some(total) => total + amount,
                None => amount,
            });
            is_range = false;
        }
    }
    total.filter(|hours| hours.is_finite() && *hours >= 0.0)
}

/// Words and numbers, lower case; "2h" are two of them.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut last = None;
    for letter in text.chars().flat_map(char::to_lowercase) {
        let sort = if letter.is_numeric() || matches!(letter, '.' | ',') {
            Some(0)
        } else if letter.is_alphabetic() {
            Some(1)
        } else if matches!(letter, '-' | '–' | '—') {
            Some(2)
        } else {
            None
        };
        match (sort, tokens.last_mut()) {
            (Some(_), Some(token)) if sort == last => token.push(letter),
            (Some(_), _) => tokens.push(letter.into()),
            (None, _) => {}
        }
        last = sort;
    }
    tokens
}

fn value_of(token: &str) -> Option<f64> {
    const WORDS: [&str; 13] = [
        "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    if token == "half" {
        return Some(0.5);
    }
    if let Some(place) = WORDS.iter().position(|word| *word == token) {
        return u32::try_from(place).ok().map(f64::from);
    }
    let plain = token.trim_matches(['.', ',']).replace(',', ".");
    plain.parse().ok().filter(|value: &f64| value.is_finite())
}

fn unit_of(token: &str) -> Option<f64> {
    Some(match token {
        "s" | "sec" | "secs" | "second" | "seconds" => HOUR / 3600.0,
        "m" | "min" | "mins" | "minute" | "minutes" => HOUR / 60.0,
        "h" | "hr" | "hrs" | "hour" | "hours" => HOUR,
        "d" | "day" | "days" => DAY,
        "w" | "wk" | "wks" | "week" | "weeks" => WEEK,
        "mo" | "mos" | "month" | "months" => MONTH,
        "y" | "yr" | "yrs" | "year" | "years" => YEAR,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::insight::trial::Trial;

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, hours) in [
            ("5 days", 5.0 * DAY),
            ("3 weeks", 3.0 * WEEK),
            ("2 h", 2.0),
            ("2h30min", 2.5),
            ("2 h 30 min", 2.5),
            ("1,5 hours", 1.5),
            ("about 10 minutes.", 1.0 / 6.0),
            ("a week", WEEK),
            ("half an hour", 0.5),
            ("half a day", 12.0),
            ("two Weeks", 2.0 * WEEK),
            ("6 to 8 weeks", 8.0 * WEEK),
            ("6–8 weeks", 8.0 * WEEK),
            ("2 days – 1 week", WEEK),
            ("up to 5 working days", 5.0 * DAY),
            ("one year", YEAR),
            ("0 days", 0.0),
        ] {
            let read = wait_hours(text).unwrap_or(f64::NAN);
            assert!((read - hours).abs() < 1e-9, "{text}: {read}, not {hours}");
        }
        for text in ["", "5", "days", "soon", "a while", "not known"] {
            assert_eq!(wait_hours(text), None, "{text}");
        }
        assert_eq!(wait_hours(&format!("{} days", "9".repeat(400))), None);
    }

    fn waits(waits: &[&str]) -> Trial {
        let mut trial = Trial::new(&["Buy"]);
        for wait in waits {
            trial.card_with(0, LaneKind::Touchpoints, "Desk", |card| {
                card.wait = (*wait).into();
            });
        }
        trial
    }

    #[test]
    fn a_week_is_long_anywhere() {
        let trial = waits(&["5 weeks", "7 days", "6 days"]);
        assert_eq!(
            trial.says(Rule::LongWait),
            [
                "The customer waits long at “Desk” in “Buy”: “5 weeks”.",
                "The customer waits long at “Desk” in “Buy”: “7 days”.",
            ]
        );
    }

    #[test]
    fn below_that_the_one_that_stands_out_is_long() {
        assert_eq!(
            waits(&["10 min", "2 h", "5 min"]).says(Rule::LongWait),
            ["By far the longest wait of the journey is at “Desk” in “Buy”: “2 h”."]
        );
        for few in [
            &["2 h", "1 h"][..],
            &["2 h"],
            &["10 min", "1 min"],
            &["soon"],
        ] {
            assert_eq!(waits(few).found(Rule::LongWait), [], "{few:?}");
        }
    }
}
