//! The calendar, and days and seconds that are counted instead of written.
//! Knows numbers, not how they stand in a cell.

use super::date::{Day, Writing};

/// The years in which feedback can be dated.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2200;
/// 1 January 1970 as spreadsheets count days.
const EPOCH_DAY: u32 = 25_569;

/// The whole and the broken part of a cell that is a number and nothing else.
pub(super) fn bare(cell: &str) -> Option<(&str, &str)> {
    let (whole, rest) = cell.split_once(['.', ',']).unwrap_or((cell, ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    (!whole.is_empty() && is_digits(whole) && is_digits(rest)).then_some((whole, rest))
}

/// A date that is a bare number: eight digits, days or seconds counted.
pub(super) fn counted(whole: &str, rest: &str) -> Option<Day> {
    let value: u64 = whole.parse().ok()?;
    let has_time = rest.bytes().any(|byte| byte != b'0');
    let seconds = |seconds: u64| {
        let days = u32::try_from(seconds / 86_400).ok()?;
        Some(Day {
            text: day_of(days)?,
            has_time: !seconds.is_multiple_of(86_400),
            writing: Writing::Seconds,
        })
    };
    match whole.len() {
        5 => u32::try_from(value).ok().and_then(|days| {
            Some(Day {
                text: day_of(days.checked_sub(EPOCH_DAY)?)?,
                has_time,
                writing: Writing::Days,
            })
        }),
        8 if rest.is_empty() => {
            let part = |from: usize, to: usize| whole.get(from..to)?.parse().ok();
            let text = part(0, 4).zip(part(4, 6)).zip(part(6, 8));
            text.and_then(|((year, month), day)| written(year, month, day))
                .map(|text| Day {
                    text,
                    has_time: false,
                    writing: Writing::Full,
                })
        }
        9 | 10 => seconds(value),
        12 | 13 => seconds(value / 1_000),
        _ => None,
    }
}

/// The day so many days after 1 January 1970.
fn day_of(days: u32) -> Option<String> {
    let (mut left, mut year) = (days, 1_970);
    while left >= days_of_year(year) {
        left = left.saturating_sub(days_of_year(year));
        year = u32::saturating_add(year, 1);
    }
    let mut month = 1;
    while left >= days_of_month(year, month) {
        left = left.saturating_sub(days_of_month(year, month));
        month = u32::saturating_add(month, 1);
    }
    written(year, month, left.saturating_add(1))
}

/// A day that is in the calendar, as `YYYY-MM-DD`.
pub(super) fn written(year: u32, month: u32, day: u32) -> Option<String> {
    let is_day = (1..=12).contains(&month) && (1..=days_of_month(year, month)).contains(&day);
    (is_day && YEARS.contains(&year)).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

const fn days_of_year(year: u32) -> u32 {
    if is_leap(year) { 366 } else { 365 }
}

const fn is_leap(year: u32) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

const fn days_of_month(year: u32, month: u32) -> u32 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
