//! Dates as tables of feedback hold them: numbers in three orders, names of
//! months, a time of day behind. Knows single cells and which order a column is in.

/// In which order the numbers of dates stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// The day before the month.
    DayFirst,
    /// The month before the day.
    MonthFirst,
    /// Some could be read either way, and none tells which.
    Open,
    /// None could be read another way.
    Sure,
}

/// The order of the dates of a column, as some of them show it.
pub(super) fn order<'a>(cells: impl Iterator<Item = &'a str>) -> Order {
    let mut order = Order::Sure;
    for cell in cells {
        let parts = parts(cell);
        let (Some(first), Some(second)) = (number(&parts, 0), number(&parts, 1)) else {
            continue;
        };
        if parts.first().is_some_and(|part| part.len() == 4) || first == second {
            continue;
        }
        match (first, second) {
            (_, 13..) => return Order::MonthFirst,
            (13.., _) => return Order::DayFirst,
            _ => order = Order::Open,
        }
    }
    order
}

/// A date as `YYYY-MM-DD`, and whether a time of day stands behind it.
pub(super) fn date(cell: &str, order: Order) -> Option<(String, bool)> {
    let parts = parts(cell);
    let names = parts.iter().take(3).position(|part| month(part).is_some());
    let (year, month, day) = if let Some(place) = names {
        let month = month(parts.get(place)?)?;
        let others = (0..3).filter(|other| *other != place);
        let others: Vec<&str> = others.filter_map(|it| parts.get(it).copied()).collect();
        match others.as_slice() {
            [year, day] if year.len() == 4 => (year.parse().ok()?, month, day.parse().ok()?),
            [day, year] => (year.parse().ok()?, month, day.parse().ok()?),
            _ => return None,
        }
    } else {
        let (one, two, three) = (number(&parts, 0)?, number(&parts, 1)?, number(&parts, 2)?);
        match order {
            _ if parts.first()?.len() == 4 => (one, two, three),
            Order::MonthFirst => (three, one, two),
            Order::DayFirst | Order::Open | Order::Sure => (three, two, one),
        }
    };
    let year = if year < 100 {
        year.saturating_add(2_000)
    } else {
        year
    };
    let is_date = (1..=12).contains(&month) && (1..=days(year, month)).contains(&day);
    let time = parts.get(3..).unwrap_or_default();
    let has_time = time
        .iter()
        .any(|part| part.bytes().any(|byte| (b'1'..=b'9').contains(&byte)));
    (is_date && year <= 9_999).then(|| (format!("{year:04}-{month:02}-{day:02}"), has_time))
}

/// The numbers and words of a date.
fn parts(cell: &str) -> Vec<&str> {
    let day = cell.trim();
    let parts = day.split(|c: char| !c.is_alphanumeric());
    // The sign between day and time of ISO dates is a letter.
    let parts = parts.flat_map(|part| match part.split_once('T') {
        Some((day, time)) if day.len() == 2 && time.len() == 2 => vec![day, time],
        _ => vec![part],
    });
    parts.filter(|part| !part.is_empty()).collect()
}

fn number(parts: &[&str], place: usize) -> Option<u32> {
    parts.get(place)?.parse().ok()
}

fn month(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let word = word.to_lowercase();
    let place = MONTHS.iter().position(|month| word.starts_with(month))?;
    u32::try_from(place.saturating_add(1)).ok()
}

const fn days(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by a panic")]

    use super::*;

    #[test]
    fn dates_are_read_in_the_order_that_one_of_them_shows() {
        for (cells, told) in [
            (&["3/4/2025", "25/4/2025"][..], "2025-04-03"),
            (&["3/4/2025", "4/25/2025"], "2025-03-04"),
            (&["2025-03-04"], "2025-03-04"),
            (&["Mar 4, 2025"], "2025-03-04"),
            (&["4 March 25"], "2025-03-04"),
            (&["04.03.25"], "2025-03-04"),
        ] {
            let order = order(cells.iter().copied());
            assert_eq!(date(cells[0], order).unwrap().0, told, "{cells:?}");
        }
        assert_eq!(order(["3/4/2025"].into_iter()), Order::Open);
        assert_eq!(order(["4/4/2025", "2025-03-04"].into_iter()), Order::Sure);
    }

    #[test]
    fn times_are_told_and_no_day_is_made_up() {
        let times = [("2025-03-04T10:30:00Z", true), ("2025-03-04 00:00", false)];
        for (cell, has_time) in times {
            assert_eq!(
                date(cell, Order::Sure),
                Some(("2025-03-04".into(), has_time))
            );
        }
        for cell in [
            "soon",
            "31/2/2025",
            "2025",
            "1/2",
            "99/99/2025",
            "29.02.2025",
        ] {
            assert_eq!(date(cell, Order::Sure), None, "{cell}");
        }
    }
}
