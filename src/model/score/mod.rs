//! What the answers to a survey come to: Net Promoter Score, customer
//! satisfaction and customer effort, each with its sample size, its counts and
//! a 95 % confidence interval. Pure arithmetic over whole answers; knows no
//! map but in [`Tally`], and no way to draw a figure.
//!
//! | survey | answers | figure | interval |
//! |---|---|---|---|
//! | NPS | 0 to 10 | share of promoters (9, 10) − share of detractors (0 to 6), × 100 | adjusted Wald |
//! | CSAT | 1 to 5 | share of the satisfied (4, 5); and the mean | Wilson; Student's t |
//! | CES | 1 to 7 | mean, 7 is easiest; and the share of 5 to 7 | Student's t; Wilson |
//!
//! The formulas and where they come from are in `interval`. Answers outside
//! the range of their survey, and such that are not whole, are counted as left
//! out and said; nothing is rounded into a range.

mod interval;
mod student;
mod tally;
mod typed;

use std::ops::RangeInclusive;

pub use self::{interval::Interval, tally::Tally, typed::Scale};
pub(crate) use self::{tally::same_figures, typed::number};
use super::words::Survey;

/// The answers to one question, counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    survey: Survey,
    /// How often each answer was given, from 0 on.
    counts: [u32; 11],
    left_out: u32,
}

/// What of the answers a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reading {
    /// Share of the best answers minus share of the worst, × 100.
    Net,
    /// Share of the good answers, in percent.
    Share,
    /// Arithmetic mean of the answers.
    Mean,
}

/// A figure that answers come to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// The question.
    pub survey: Survey,
    /// What of the answers it is.
    pub reading: Reading,
    /// The value: −100 to 100 of a net score, 0 to 100 of a share, within the
    /// range of the answers of a mean.
    pub value: f64,
    /// Where the value of all customers lies, with 95 % confidence; `None`
    /// where the answers cannot tell.
    pub interval: Option<Interval>,
    /// How many answers it is made of; at least one.
    pub n: u32,
    /// How many answers were left out, because they are not on the scale.
    pub left_out: u32,
}

impl Survey {
    /// The answers that the question allows, whole numbers.
    #[must_use]
    pub const fn answers(self) -> RangeInclusive<u8> {
        match self {
            Self::Nps => 0..=10,
            Self::Csat => 1..=5,
            Self::Ces => 1..=7,
        }
    }

    /// The figure that the survey is known for.
    #[must_use]
    pub const fn reading(self) -> Reading {
        match self {
            Self::Nps => Reading::Net,
            Self::Csat => Reading::Share,
            Self::Ces => Reading::Mean,
        }
    }

    /// The figure that is told beside it, if there is one.
    #[must_use]
    pub const fn other_reading(self) -> Option<Reading> {
        match self {
            Self::Nps => None,
            Self::Csat => Some(Reading::Mean),
            Self::Ces => Some(Reading::Share),
        }
    }

    /// The answers in groups, best first: what those who gave them are called,
    /// and which answers they are.
    #[must_use]
    pub const fn groups(self) -> [(&'static str, RangeInclusive<u8>); 3] {
        match self {
            Self::Nps => [
                ("promoters", 9..=10),
                ("passives", 7..=8),
                ("detractors", 0..=6),
            ],
            Self::Csat => [
                ("satisfied", 4..=5),
                ("neither", 3..=3),
                ("dissatisfied", 1..=2),
            ],
            Self::Ces => [
                ("found it easy", 5..=7),
                ("neither", 4..=4),
                ("hard", 1..=3),
            ],
        }
    }
}

impl Answers {
    /// No answers yet.
    #[must_use]
    pub const fn none(survey: Survey) -> Self {
        Self {
            survey,
            counts: [0; 11],
            left_out: 0,
        }
    }

    /// Some scores as answers to a question.
    #[must_use]
    pub fn of(survey: Survey, scores: impl IntoIterator<Item = f64>) -> Self {
        let mut answers = Self::none(survey);
        for score in scores {
            answers.add(score);
        }
        answers
    }

    /// Counts a score, or counts it as left out when it is no whole number of
    /// the question's range.
    pub fn add(&mut self, score: f64) {
        let mut allowed = self.survey.answers();
        let answer = allowed.find(|answer| f64::from(*answer) == score);
        let count = answer.and_then(|answer| self.counts.get_mut(usize::from(answer)));
        let count = count.unwrap_or(&mut self.left_out);
        *count = count.saturating_add(1);
    }

    /// Adds answers to the same question.
    pub fn join(&mut self, other: &Self) {
        for (count, more) in self.counts.iter_mut().zip(other.counts) {
            *count = count.saturating_add(more);
        }
        self.left_out = self.left_out.saturating_add(other.left_out);
    }

    /// How many answers count.
    #[must_use]
    pub fn n(&self) -> u32 {
        self.within(&(0..=10))
    }

    /// How many were left out.
    #[must_use]
    pub const fn left_out(&self) -> u32 {
        self.left_out
    }

    /// How many answers are within a range.
    #[must_use]
    pub fn within(&self, range: &RangeInclusive<u8>) -> u32 {
        let counts = (0..=10_u8).zip(self.counts);
        let counts = counts.filter(|(answer, _)| range.contains(answer));
        counts.fold(0, |sum, (_, count)| sum.saturating_add(count))
    }

    /// The figure that the survey is known for; `None` without an answer.
    #[must_use]
    pub fn figure(&self) -> Option<Figure> {
        self.read(self.survey.reading())
    }

    /// A figure of these answers; `None` without an answer.
    #[must_use]
    pub fn read(&self, reading: Reading) -> Option<Figure> {
        let n = self.n();
        if n == 0 {
            return None;
        }
        let [(_, good), _, (_, bad)] = self.survey.groups();
        let (good, bad) = (self.within(&good), self.within(&bad));
        let (value, interval) = match reading {
            Reading::Net => interval::net(good, bad, n),
            Reading::Share => interval::share(good, n),
            Reading::Mean => {
                let counts: Vec<(f64, u32)> = (0..=10_u8)
                    .zip(self.counts)
                    .map(|(answer, count)| (f64::from(answer), count))
                    .collect();
                let range = self.survey.answers();
                let range = (f64::from(*range.start()), f64::from(*range.end()));
                interval::mean(&counts, range)
            }
        };
        Some(Figure {
            survey: self.survey,
            reading,
            value,
            interval,
            n,
            left_out: self.left_out,
        })
    }

    /// Which do not count, in words; `None` when all do.
    #[must_use]
    pub fn left_out_in_words(&self) -> Option<String> {
        left_out_in_words(self.survey, self.left_out)
    }

    /// The answers in words: "120 promoters, 44 passives, 48 detractors".
    #[must_use]
    pub fn in_words(&self) -> String {
        let groups = self.survey.groups().map(|(who, range)| {
            let count = self.within(&range);
            format!("{count} {who}")
        });
        groups.join(", ")
    }
}

impl Figure {
    /// The value as it is written: "+34", "61 %", "5.2 / 7".
    #[must_use]
    pub fn written(&self) -> String {
        match self.reading {
            Reading::Net => signed(self.value),
            Reading::Share => format!("{} %", plain(self.value, 0)),
            Reading::Mean => {
                format!("{} / {}", plain(self.value, 1), self.survey.answers().end())
            }
        }
    }

    /// The interval as it is written beside the value: "±6" where both sides
    /// are equally long as they are rounded, else "+22 to +41".
    #[must_use]
    pub fn spread(&self) -> Option<String> {
        let interval = self.interval?;
        let digits = match self.reading {
            Reading::Net | Reading::Share => 0,
            Reading::Mean => 1,
        };
        let unit = 10_f64.powi(digits);
        let rounded = |value: f64| (value * unit).round() / unit;
        let (low, value, high) = (
            rounded(interval.low),
            rounded(self.value),
            rounded(interval.high),
        );
        let digits = usize::from(digits > 0);
        let (below, above) = (value - low, high - value);
        if (below - above).abs() < 0.5 / unit {
            return Some(format!("±{}", plain(above, digits)));
        }
        Some(match self.reading {
            Reading::Net => format!("{} to {}", signed(low), signed(high)),
            Reading::Share => format!("{} to {} %", plain(low, 0), plain(high, 0)),
            Reading::Mean => format!("{} to {}", plain(low, 1), plain(high, 1)),
        })
    }

    /// Interval and sample size: "±6, n = 212".
    #[must_use]
    pub fn certainty(&self) -> String {
        let n = format!("n = {}", grouped(self.n));
        match self.spread() {
            Some(spread) => format!("{spread}, {n}"),
            None => n,
        }
    }

    /// Everything on one line: "+34 ±6, n = 212".
    #[must_use]
    pub fn in_words(&self) -> String {
        match self.spread() {
            Some(spread) if spread.starts_with('±') => {
                format!("{} {}", self.written(), self.certainty())
            }
            Some(_) | None => format!("{} ({})", self.written(), self.certainty()),
        }
    }

    /// Which answers do not count, in words; `None` when all do.
    #[must_use]
    pub fn left_out_in_words(&self) -> Option<String> {
        left_out_in_words(self.survey, self.left_out)
    }

    /// How it is computed and by which interval, with the source.
    #[must_use]
    pub const fn formula(&self) -> &'static str {
        match (self.survey, self.reading) {
            (Survey::Nps, Reading::Net) => {
                "Share of promoters (9 and 10) minus share of detractors (0 to 6), times 100. \
                 95 % interval: adjusted Wald, which adds 3/4 of an answer to promoters and to \
                 detractors and 3 to n (Rocks 2016)."
            }
            (Survey::Csat, Reading::Share) => {
                "Share of the answers 4 and 5 among 1 to 5. 95 % interval: Wilson's score \
                 interval (Wilson 1927)."
            }
            (Survey::Ces, Reading::Share) => {
                "Share of the answers 5 to 7 among 1 to 7. 95 % interval: Wilson's score \
                 interval (Wilson 1927)."
            }
            (Survey::Nps, Reading::Share) => {
                "Share of the answers 9 and 10 among 0 to 10. 95 % interval: Wilson's score \
                 interval (Wilson 1927)."
            }
            (Survey::Csat | Survey::Ces, Reading::Net) => {
                "Share of the good answers minus share of the bad ones, times 100. 95 % \
                 interval: adjusted Wald (Rocks 2016)."
            }
            (Survey::Nps | Survey::Csat | Survey::Ces, Reading::Mean) => {
                "Mean of the answers. 95 % interval: Student's t with n − 1 degrees of freedom."
            }
        }
    }
}

fn left_out_in_words(survey: Survey, left_out: u32) -> Option<String> {
    let range = survey.answers();
    let (low, high) = (range.start(), range.end());
    let outside = format!("not a whole number from {low} to {high}");
    match left_out {
        0 => None,
        1 => Some(format!("1 answer is left out: it is {outside}")),
        many => Some(format!(
            "{} answers are left out: each is {outside}",
            grouped(many)
        )),
    }
}

/// A number with a sign before it: "+34", "0", "−12".
fn signed(value: f64) -> String {
    let value = value.round();
    if value == 0.0 {
        "0".into()
    } else if value < 0.0 {
        format!("−{}", value.abs())
    } else {
        format!("+{value}")
    }
}

/// A number with so many decimals, with the minus sign that numbers on a map
/// have.
fn plain(value: f64, decimals: usize) -> String {
    let shown = format!("{value:.decimals$}");
    match shown.strip_prefix('-') {
        Some(rest) if rest.bytes().all(|byte| matches!(byte, b'0' | b'.')) => rest.into(),
        Some(rest) => format!("−{rest}"),
        None => shown,
    }
}

/// A count with commas between thousands: "12,480".
fn grouped(count: u32) -> String {
    let digits = count.to_string();
    let mut shown = String::with_capacity(digits.len().saturating_add(3));
    for (index, digit) in digits.chars().enumerate() {
        let left = digits.len().saturating_sub(index);
        if index > 0 && left.is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}
