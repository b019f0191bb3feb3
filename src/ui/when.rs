//! Moments in words, by the clock and the calendar of where the person is:
//! "today 14:05", "yesterday 9:12", "Monday 10:00", "12 March 14:05".

use jiff::{Timestamp, tz::TimeZone};

/// A moment, in seconds since 1970, as it is told at another one.
pub(super) fn words(time: i64, now: i64, zone: &TimeZone) -> String {
    let at = |seconds| {
        let moment = Timestamp::from_second(seconds).ok()?;
        Some(moment.to_zoned_datetime(zone.clone()))
    };
    let (Some(then), Some(now)) = (at(time), at(now)) else {
        return "at an unknown time".into();
    };
    let days = now.date().duration_since(then.date()).as_hours() / 24;
    let told = |form: &str| then.strftime(form).to_string();
    match days {
        0 => told("today %-H:%M"),
        1 => told("yesterday %-H:%M"),
        2..=6 => told("%A %-H:%M"),
        _ if days > 0 && then.year() == now.year() => told("%-d %B %-H:%M"),
        _ => told("%-d %B %Y %-H:%M"),
    }
}

/// The day it is here, as `YYYY-MM-DD`.
pub(super) fn today() -> String {
    let now = i64::try_from(crate::file::seconds()).unwrap_or(i64::MAX);
    day(now, &TimeZone::system())
}

/// The day of a moment, as `YYYY-MM-DD`.
pub(super) fn day(time: i64, zone: &TimeZone) -> String {
    Timestamp::from_second(time).map_or_else(
        |_no_time| String::new(),
        |moment| {
            let local = moment.to_zoned_datetime(zone.clone());
            local.strftime("%Y-%m-%d").to_string()
        },
    )
}

/// The day so many months after another one, both as `YYYY-MM-DD`; the last
/// of a month where that has fewer days. None for what is no day.
pub(super) fn later(day: &str, months: i8) -> Option<String> {
    let day: jiff::civil::Date = day.trim().parse().ok()?;
    let later = day.checked_add(jiff::Span::new().months(months)).ok()?;
    Some(later.strftime("%Y-%m-%d").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Friday, 27 November 2026, 10:20:09 in Greenwich.
    const NOW: i64 = 1_795_774_809;
    const HOUR: i64 = 3_600;
    const DAY: i64 = 24 * HOUR;

    fn told(ago: i64) -> String {
        words(NOW - ago, NOW, &TimeZone::UTC)
    }

    #[test]
    fn a_moment_is_told_as_one_would_say_it() {
        for (ago, expected) in [
            (0, "today 10:20"),
            (10 * HOUR, "today 0:20"),
            (11 * HOUR, "yesterday 23:20"),
            (DAY, "yesterday 10:20"),
            (2 * DAY, "Wednesday 10:20"),
            (6 * DAY, "Saturday 10:20"),
            (7 * DAY, "20 November 10:20"),
            (300 * DAY, "31 January 10:20"),
            (400 * DAY, "23 October 2025 10:20"),
        ] {
            assert_eq!(told(ago), expected);
        }
    }

    #[test]
    fn a_clock_that_was_set_back_tells_the_whole_date() {
        assert_eq!(told(-3 * DAY), "30 November 2026 10:20");
    }

    #[test]
    fn midnight_is_that_of_the_place() {
        let zone = TimeZone::fixed(jiff::tz::offset(14));
        for (ago, expected) in [
            (0, "today 0:20"),
            (HOUR, "yesterday 23:20"),
            (10 * HOUR, "yesterday 14:20"),
        ] {
            assert_eq!(words(NOW - ago, NOW, &zone), expected);
        }
    }

    #[test]
    fn a_day_some_months_on_is_a_day_of_the_calendar() {
        assert_eq!(day(NOW, &TimeZone::UTC), "2026-11-27");
        assert_eq!(later("2026-11-27", 6).as_deref(), Some("2027-05-27"));
        assert_eq!(later("2026-08-31", 6).as_deref(), Some("2027-02-28"));
        assert_eq!(later("soon", 6), None);
    }

    #[test]
    fn no_time_is_too_far_to_be_told() {
        for time in [i64::MIN, i64::MAX] {
            assert_eq!(words(time, NOW, &TimeZone::UTC), "at an unknown time");
        }
        assert_eq!(words(0, NOW, &TimeZone::UTC), "1 January 1970 0:00");
    }
}
