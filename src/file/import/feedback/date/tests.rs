//! Dates in every way people and programs write them, and what is none.

use super::*;

fn day(cell: &str) -> Option<String> {
    date(cell, DateOrder::DayFirst).map(|day| day.text)
}

#[test]
fn every_way_to_write_a_day_is_read() {
    for cell in [
        "2025-03-04",
        "2025/3/4",
        "2025.03.04",
        "20250304",
        "2025-03-04T10:30:00Z",
        "2025-03-04T23:30:00.123+02:00",
        "2025-03-04 10:30:00-0500",
        "20250304T103000Z",
        "4/3/2025",
        "04-03-2025",
        "04.03.2025",
        "4.3.25",
        "04.03.2025, 10:30 Uhr",
        "04/03/2025 10.30",
        "4 March 2025",
        "4th of March, 2025",
        "Mar 4, 2025",
        "Mar 4 '25",
        "Tue, 04 Mar 2025 10:30:00 GMT",
        "Tue Mar 4 10:30:00 2025",
        "Tue Mar 04 10:30:00 +0000 2025",
        "Tue Mar 04 2025 10:30:00 GMT+0100 (Central European Standard Time)",
        "04-Mar-25",
        "4Mar2025",
        "2025-Mar-04",
        "Dienstag, 4. März 2025",
        "4. Mrz. 2025",
        "mardi 4 mars 2025",
        "mar. 4 mars 2025",
        "4 de marzo de 2025",
        "2025年3月4日",
        "2025年3月4日(火)",
        "令和7年3月4日",
        "2025년 3월 4일",
        "2025년 3월 4일 오후 3:20",
        "2025. 3. 4.",
        "２０２５／０３／０４",
        "45720",
        "45720.4375",
        "1741084200",
        "1741084200000",
    ] {
        assert_eq!(day(cell).as_deref(), Some("2025-03-04"), "{cell}");
    }
}

#[test]
fn no_day_is_made_up() {
    for cell in [
        "",
        "soon",
        "31/2/2025",
        "2025",
        "2025-03",
        "1/2",
        "99/99/2025",
        "29.02.2025",
        "2025-02-30",
        "0000-00-00",
        "0001-01-01",
        "1.2.3.4",
        "4 March",
        "Mar 4 10:30",
        "3/4/2025 beta",
        "4 jui 2025",
        "2025-W10-2",
        "3025-01-01",
        "20251304",
        "12",
        "123456",
        "99999999999999999999",
        "10:30",
        "-45720",
        "2025년 13월 4일",
    ] {
        assert_eq!(day(cell), None, "{cell}");
    }
}

#[test]
fn dates_are_read_in_the_order_that_one_of_them_shows() {
    for (cells, told, text) in [
        (
            &["3/4/2025", "25/4/2025"][..],
            DateOrder::DayFirst,
            "2025-04-03",
        ),
        (
            &["3/4/2025", "4/25/2025"],
            DateOrder::MonthFirst,
            "2025-03-04",
        ),
        (
            &["03-04-05", "99-04-05"],
            DateOrder::YearFirst,
            "2003-04-05",
        ),
    ] {
        assert_eq!(order(cells.iter().copied()), Told::Order(told));
        let first = cells.first().and_then(|cell| date(cell, told));
        assert_eq!(
            first.map(|day| day.text).as_deref(),
            Some(text),
            "{cells:?}"
        );
    }
    assert_eq!(order(["3/4/2025", "soon"].into_iter()), Told::Open);
    assert_eq!(
        order(["4/4/2025", "2025-03-04", "3 May 2025"].into_iter()),
        Told::Sure
    );
}

#[test]
fn what_has_to_be_said_of_a_date_is_told() {
    let told = |cell: &str| date(cell, DateOrder::DayFirst).map(|day| (day.has_time, day.writing));
    assert_eq!(told("2025-03-04T10:30:00Z"), Some((true, Writing::Full)));
    assert_eq!(told("2025-03-04 00:00"), Some((false, Writing::Full)));
    assert_eq!(told("4.3.68"), Some((false, Writing::ShortYear)));
    assert_eq!(told("45720.5"), Some((true, Writing::Days)));
    assert_eq!(told("1741046400"), Some((false, Writing::Seconds)));
    assert_eq!(day("4.3.68").as_deref(), Some("2068-03-04"));
    assert_eq!(day("4.3.69").as_deref(), Some("1969-03-04"));
    assert_eq!(day("29.2.2024").as_deref(), Some("2024-02-29"));
    assert_eq!(day("60000").as_deref(), Some("2064-04-08"));
}
