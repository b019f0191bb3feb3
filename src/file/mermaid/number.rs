//! Numbers as Mermaid reads them, which is as JavaScript's `Number` does.

/// White space as JavaScript's `\s` and `trim` know it.
#[must_use]
pub fn is_space(c: char) -> bool {
    c == '\u{feff}' || (c.is_whitespace() && c != '\u{85}')
}

/// The text without white space at its ends.
pub(super) fn trim(text: &str) -> &str {
    text.trim_matches(is_space)
}

/// The value of JavaScript's `Number(text)`, `None` for NaN. Blank is 0, and
/// `Infinity` is a number.
pub(super) fn number(text: &str) -> Option<f64> {
    let text = trim(text);
    if text.is_empty() {
        return Some(0.0);
    }
    for (prefix, base) in [("0x", 16), ("0o", 8), ("0b", 2)] {
        if text
            .get(..2)
            .is_some_and(|head| head.eq_ignore_ascii_case(prefix))
        {
            return whole(text.get(2..).unwrap_or_default(), base);
        }
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if unsigned == "Infinity" {
        let negative = text.starts_with('-');
        return Some(if negative {
            f64::NEG_INFINITY
        } else {
            f64::INFINITY
        });
    }
    // Rust also reads `inf` and `nan`, which are no numbers to JavaScript.
    let plain = |c: char| c.is_ascii_digit() || matches!(c, '.' | 'e' | 'E' | '+' | '-');
    if unsigned.chars().all(plain) {
        text.parse().ok()
    } else {
        None
    }
}

/// A number that a person wrote: not blank, finite, perhaps with a decimal
/// comma. The second value says that the comma was read as a point.
pub(super) fn written_number(text: &str) -> Option<(f64, bool)> {
    let text = trim(text);
    if text.is_empty() {
        return None;
    }
    if let Some(value) = number(text) {
        return value.is_finite().then_some((value, false));
    }
    let (whole, decimals) = text.split_once(',')?;
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if digits(whole.strip_prefix(['+', '-']).unwrap_or(whole)) && digits(decimals) {
        Some((number(&format!("{whole}.{decimals}"))?, true))
    } else {
        None
    }
}

fn whole(digits: &str, base: u32) -> Option<f64> {
    if digits.is_empty() {
        return None;
    }
    digits.chars().try_fold(0.0, |value, digit| {
        Some(value * f64::from(base) + f64::from(digit.to_digit(base)?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_what_javascript_makes_of_them() {
        for (text, value) in [
            ("5", 5.0),
            (" +4\u{a0}", 4.0),
            ("05", 5.0),
            (".5", 0.5),
            ("5.", 5.0),
            ("-2.5", -2.5),
            ("1e3", 1000.0),
            ("0x10", 16.0),
            ("0B11", 3.0),
            ("0o17", 15.0),
            ("", 0.0),
            (" \t", 0.0),
            ("Infinity", f64::INFINITY),
            ("-Infinity", f64::NEG_INFINITY),
            ("1e999", f64::INFINITY),
        ] {
            assert_eq!(number(text), Some(value), "{text:?}");
        }
        for text in [
            "five",
            "5/5",
            "80%",
            "3,5",
            "1_000",
            "５",
            "٣",
            "★★★",
            "inf",
            "nan",
            "infinity",
            "0x",
            "-0x1",
            "1e",
            "e5",
            ".",
            "+",
            "--1",
            "5 5",
            "0b2",
            "1.2.3",
        ] {
            assert_eq!(number(text), None, "{text:?}");
        }
        assert_eq!(written_number(" 3,5 "), Some((3.5, true)));
        assert_eq!(written_number("3,5,1"), None);
        assert_eq!(written_number(" "), None);
    }
}
