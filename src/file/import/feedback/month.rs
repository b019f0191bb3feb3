//! The names of months and of what else stands in dates, in the languages of
//! Western Europe, also cut short. Knows single words, without accents and in
//! lower case.

/// The names of each month; any three first letters or more of one name it,
/// too.
const MONTHS: [&str; 12] = [
    "january januar janner janvier enero janeiro gennaio",
    "february februar feber fevrier febrero fevereiro febbraio",
    "march marz maerz mars marzo marco maart mrz",
    "april avril abril aprile",
    "may mai mayo maio maggio mei",
    "june juni juin junio junho giugno",
    "july juli juillet julio julho luglio",
    "august aout agosto augustus",
    "september septembre septiembre setembro settembre setiembre",
    "october oktober octobre octubre outubro ottobre",
    "november novembre noviembre novembro",
    "december dezember decembre diciembre dezembro dicembre",
];

/// Words of a date that say nothing of use: days of the week, and what joins.
const OTHERS: &str = "monday tuesday tues wednesday thursday thurs friday saturday sunday \
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag \
    mo di mi do fr sa so \
    lundi mardi mercredi jeudi vendredi samedi dimanche \
    lunes martes miercoles jueves viernes sabado domingo \
    de del of the le den der am um at on d el e st nd rd th er ere h uhr a \
    am pm z utc gmt t dia y";

/// The number of a month by its name; `None` for any other word, and for one
/// that could be of two months.
pub(super) fn month(word: &str) -> Option<u32> {
    if word.len() < 3 {
        return None;
    }
    let is = |names: &&str| names.split(' ').any(|name| name.starts_with(word));
    let mut found = MONTHS.iter().enumerate().filter(|(_, names)| is(names));
    let (place, _) = found.next()?;
    let is_one = found.next().is_none();
    let place = u32::try_from(place.saturating_add(1)).ok();
    place.filter(|_| is_one)
}

/// Whether a word only joins the parts of a date, or names a day of the week.
pub(super) fn is_other(word: &str) -> bool {
    let mut others = OTHERS.split_ascii_whitespace();
    others.any(|other| {
        other == word || (word.len() >= 2 && other.len() >= 5 && other.starts_with(word))
    }) || ["오전", "오후", "午前", "午後", "上午", "下午"].contains(&word)
        || is_weekday(word)
}

/// A day of the week in Chinese, Japanese or Korean.
fn is_weekday(word: &str) -> bool {
    let start = word.trim_end_matches("曜日").trim_end_matches("요일");
    let start = start
        .strip_prefix("星期")
        .or(start.strip_prefix("周"))
        .unwrap_or(start);
    let mut letters = start.chars();
    let is_one = letters
        .next()
        .is_some_and(|letter| "月火水木金土日一二三四五六天월화수목금토일".contains(letter));
    is_one && letters.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_known_in_full_and_cut_short() {
        for (word, number) in [
            ("mar", 3),
            ("mrz", 3),
            ("marz", 3),
            ("mai", 5),
            ("juil", 7),
            ("aout", 8),
            ("ene", 1),
            ("dic", 12),
            ("dez", 12),
            ("sept", 9),
            ("okt", 10),
            ("abr", 4),
        ] {
            assert_eq!(month(word), Some(number), "{word}");
        }
        for word in ["jui", "ma", "soon", "", "marvelous"] {
            assert_eq!(month(word), None, "{word}");
        }
    }

    #[test]
    fn days_of_the_week_are_no_part_of_a_date() {
        for word in ["tue", "dienstag", "di", "mar", "水曜日", "수", "de", "th"] {
            assert!(is_other(word) || month(word).is_some(), "{word}");
        }
        for word in ["beta", "soon", "version"] {
            assert!(!is_other(word), "{word}");
        }
    }
}
