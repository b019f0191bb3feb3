//! Dates as tables of feedback hold them: numbers in three orders, names of
//! months, the signs of East Asia, counted days and seconds, a time of day and
//! a zone beside them. Knows single cells and which order a column is in.

use serde::{Deserialize, Serialize};

use super::{
    calendar::{bare, counted, written},
    digits::plain_digits,
    month::{is_other, month},
};
use crate::model::fold;

/// In which order the numbers of dates stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DateOrder {
    /// The day before the month, as in 27/5/2025.
    DayFirst,
    /// The month before the day, as in 5/27/2025.
    MonthFirst,
    /// The year, in two digits, before both, as in 25-05-27.
    YearFirst,
}

impl DateOrder {
    /// Every order, the most usual first.
    pub const ALL: [Self; 3] = [Self::DayFirst, Self::MonthFirst, Self::YearFirst];

    /// The name for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::DayFirst => "Day first (27/5/2025)",
            Self::MonthFirst => "Month first (5/27/2025)",
            Self::YearFirst => "Year first (25/5/27)",
        }
    }
}

/// What a column tells of the order of its dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// One of them can be read in this order alone.
    Order(DateOrder),
    /// Some could be read either way, and none tells which.
    Open,
    /// None could be read another way.
    Sure,
}

/// What a date was read from, as far as it has to be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Writing {
    /// The day, month and year are written in full.
    Full,
    /// The year is written in two digits.
    ShortYear,
    /// Days are counted from the end of 1899, as spreadsheets do.
    Days,
    /// Seconds, or thousandths, are counted from 1970.
    Seconds,
}

/// A date that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Day {
    /// It, as `YYYY-MM-DD`.
    pub(super) text: String,
    /// A time of day that is not midnight stands beside it.
    pub(super) has_time: bool,
    pub(super) writing: Writing,
}

/// The order of the dates of a column, as some of them show it.
pub(super) fn order<'a>(cells: impl Iterator<Item = &'a str>) -> Told {
    let mut told = Told::Sure;
    for cell in cells {
        let Some([first, second, third]) = Parts::of(cell).and_then(|parts| parts.triple()) else {
            continue;
        };
        if first.len == 4 || first.value == second.value && third.len == 4 {
            continue;
        }
        match (first.value, second.value) {
            (32.., _) => return Told::Order(DateOrder::YearFirst),
            (_, 13..) => return Told::Order(DateOrder::MonthFirst),
            (13.., _) if third.len == 4 || third.value > 31 => {
                return Told::Order(DateOrder::DayFirst);
            }
            _ => told = Told::Open,
        }
    }
    told
}

/// The date of a cell; `None` where it has none, or one that is in no calendar.
pub(super) fn date(cell: &str, order: DateOrder) -> Option<Day> {
    let plain = plain_digits(cell.trim());
    if let Some((whole, rest)) = bare(&plain) {
        return counted(whole, rest);
    }
    if let Some((day, time)) = plain.split_once('T')
        && day.len() == 8
        && let Some((whole, "")) = bare(day)
    {
        let has_time = time.contains(|c: char| c.is_ascii_digit() && c != '0');
        return counted(whole, "").map(|day| Day { has_time, ..day });
    }
    let parts = Parts::of(&plain)?;
    let (year, month, day) = parts.named().or_else(|| parts.numbered(order))?;
    let (value, writing) = match year.len {
        4 => (year.value, Writing::Full),
        1 | 2 if parts.era > 0 => (parts.era.saturating_add(year.value), Writing::Full),
        // As POSIX reads them: 69 is 1969, 68 is 2068.
        2 if year.value >= 69 => (year.value.saturating_add(1_900), Writing::ShortYear),
        2 => (year.value.saturating_add(2_000), Writing::ShortYear),
        _ => return None,
    };
    let text = written(value, month, day)?;
    Some(Day {
        text,
        has_time: parts.has_time,
        writing,
    })
}

/// A number in a date, and how many digits it is written in.
#[derive(Clone, Copy, Debug, Default)]
struct Number {
    value: u32,
    len: usize,
    /// The characters right before and behind it.
    around: (char, char),
}

/// A number or a word.
enum Token<'a> {
    Number(Number),
    Word(&'a str),
}

/// What a date is made of, without the time of day.
#[derive(Debug, Default)]
struct Parts {
    numbers: Vec<Number>,
    /// The month by its name, and how many numbers stand before it.
    month: Option<(u32, usize)>,
    /// Numbers that 年, 月, 日 or 년, 월, 일 stand behind.
    marked: [Option<Number>; 3],
    /// What a year of an era of Japan is counted from; else zero.
    era: u32,
    has_time: bool,
}

impl Parts {
    /// `None` for what holds words that no date has.
    fn of(cell: &str) -> Option<Self> {
        if cell.len() > 100 || !cell.contains(|c: char| c.is_numeric()) {
            return None;
        }
        let folded = plain_digits(cell).to_lowercase();
        let mut parts = Self::default();
        let (mut is_behind_time, mut had_time) = (false, false);
        for token in tokens(&folded) {
            match token {
                Token::Number(number) => {
                    let is_time = number.around.0 == ':' || number.around.1 == ':';
                    let is_fraction =
                        is_behind_time && matches!(number.around.0, '.' | ',' | '+' | '-');
                    if is_time || is_fraction {
                        parts.has_time |= number.value > 0 && is_time;
                        (is_behind_time, had_time) = (true, true);
                    } else {
                        is_behind_time = false;
                        parts.numbers.push(number);
                    }
                }
                Token::Word(word) => {
                    // Names of zones stand behind the time, and say nothing here.
                    if !parts.word(word) && !had_time {
                        return None;
                    }
                }
            }
        }
        Some(parts)
    }

    /// Takes a word; whether it is one of a date.
    fn word(&mut self, word: &str) -> bool {
        let sign = |signs: [&str; 3]| signs.iter().position(|sign| *sign == word);
        let place = sign(["年", "月", "日"]).or_else(|| sign(["년", "월", "일"]));
        let place = place.or_else(|| (word == "号" || word == "號").then_some(2));
        if let (Some(place), Some(last)) = (place, self.numbers.last())
            && let Some(held @ None) = self.marked.get_mut(place)
        {
            *held = Some(*last);
            return true;
        }
        match word {
            "令和" => self.era = 2_018,
            "平成" => self.era = 1_988,
            "昭和" => self.era = 1_925,
            _ => {
                let plain = fold(word);
                if let Some(month) = month(&plain) {
                    // Of “mar 4 avr”, the first is a day of the week.
                    self.month = Some((month, self.numbers.len()));
                } else {
                    return is_other(&plain) || is_other(word);
                }
            }
        }
        true
    }

    /// The first three numbers, where they are all there is, but for a time.
    fn triple(&self) -> Option<[Number; 3]> {
        let is_alone =
            self.numbers.get(3).is_none_or(|next| next.around.0 == ' ') || self.numbers.len() >= 5;
        let is_plain = self.month.is_none() && self.marked.iter().all(Option::is_none);
        let triple = self.numbers.first_chunk::<3>().copied();
        triple.filter(|_| is_plain && is_alone)
    }

    /// Year, month and day of a date with a name or a sign for one of them.
    fn named(&self) -> Option<(Number, u32, u32)> {
        if let [Some(year), Some(month), Some(day)] = self.marked {
            return Some((year, month.value, day.value));
        }
        let (month, before) = self.month?;
        let [first, second] = self.numbers.first_chunk::<2>().copied()?;
        let is_year_first = first.len == 4 || (first.value > 31 && second.len < 4);
        match before {
            0 | 1 if is_year_first => Some((first, month, second.value)),
            0..=2 => Some((second, month, first.value)),
            _ => None,
        }
    }

    /// Year, month and day of a date of three numbers.
    fn numbered(&self, order: DateOrder) -> Option<(Number, u32, u32)> {
        let [one, two, three] = self.triple()?;
        Some(match order {
            _ if one.len == 4 => (one, two.value, three.value),
            DateOrder::YearFirst if three.len < 4 => (one, two.value, three.value),
            DateOrder::MonthFirst => (three, one.value, two.value),
            DateOrder::DayFirst | DateOrder::YearFirst => (three, two.value, one.value),
        })
    }
}

/// The numbers and words of a text; a number ends where letters begin.
fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let mut rest = text;
    let mut before = ' ';
    std::iter::from_fn(move || {
        loop {
            let first = rest.chars().next()?;
            let is_number = first.is_ascii_digit();
            let is_in = |c: char| c.is_alphanumeric() && c.is_ascii_digit() == is_number;
            if !is_in(first) {
                rest = rest.get(first.len_utf8()..)?;
                before = first;
                continue;
            }
            let end = rest.find(|c| !is_in(c)).unwrap_or(rest.len());
            let (token, behind) = rest.split_at_checked(end)?;
            let around = (before, behind.chars().next().unwrap_or(' '));
            before = token.chars().next_back().unwrap_or(' ');
            rest = behind;
            return Some(if is_number {
                Token::Number(Number {
                    value: token.parse().unwrap_or(u32::MAX),
                    len: token.len(),
                    around,
                })
            } else {
                Token::Word(token)
            });
        }
    })
}

#[cfg(test)]
mod tests;
