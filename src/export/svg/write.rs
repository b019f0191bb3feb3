//! The letters of an SVG: numbers as short as they are exact, colors, and text
//! that is valid in XML whatever it holds.

use emath::Pos2;

use crate::scene::Color;

/// Appends a number rounded to a hundredth of a unit, without idle zeros.
pub(super) fn number(out: &mut String, value: f32) {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "saturates; a drawing is far smaller"
    )]
    let hundredths = (f64::from(value) * 100.0).round() as i64;
    if hundredths < 0 {
        out.push('-');
    }
    let hundredths = hundredths.unsigned_abs();
    whole(out, hundredths / 100);
    let rest = hundredths % 100;
    if rest > 0 {
        out.push('.');
        out.push(digit(rest / 10));
        if !rest.is_multiple_of(10) {
            out.push(digit(rest % 10));
        }
    }
}

/// Appends a whole number.
pub(super) fn whole(out: &mut String, mut value: u64) {
    let mut digits = [0_u8; 20];
    let mut start = digits.len();
    while let Some(place) = start.checked_sub(1) {
        start = place;
        if let Some(slot) = digits.get_mut(place) {
            *slot = b'0'.saturating_add(u8::try_from(value % 10).unwrap_or(0));
        }
        value /= 10;
        if value == 0 {
            break;
        }
    }
    let digits = digits.get(start..).unwrap_or_default();
    out.extend(digits.iter().map(|digit| char::from(*digit)));
}

fn digit(value: u64) -> char {
    char::from(b'0'.saturating_add(u8::try_from(value % 10).unwrap_or(0)))
}

/// Appends a scale, which is small: as many digits as a number of single
/// precision has.
pub(super) fn scale(out: &mut String, value: f32) {
    let digits = format!("{value:.8}");
    let digits = digits.trim_end_matches('0').trim_end_matches('.');
    out.push_str(match digits {
        "0" | "-0" => "0",
        _ => digits.strip_prefix('0').unwrap_or(digits),
    });
}

/// Appends ` name="value"` with a number.
pub(super) fn attribute(out: &mut String, name: &str, value: f32) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    number(out, value);
    out.push('"');
}

/// Appends a paint as attributes: ` fill="#1e2330" fill-opacity=".5"`.
pub(super) fn paint(out: &mut String, name: &str, color: Color) {
    let Color([.., alpha]) = color;
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    rgb(out, color);
    out.push('"');
    if alpha < 255 {
        out.push(' ');
        out.push_str(name);
        out.push_str("-opacity=\"");
        scale_of_alpha(out, alpha);
        out.push('"');
    }
}

/// Appends an opacity, 0 to 1.
pub(super) fn scale_of_alpha(out: &mut String, alpha: u8) {
    let digits = format!("{:.4}", f32::from(alpha) / 255.0);
    out.push_str(digits.trim_end_matches('0').trim_end_matches('.'));
}

/// Appends a color as `#rrggbb`.
pub(super) fn rgb(out: &mut String, Color([red, green, blue, _]): Color) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    out.push('#');
    for channel in [red, green, blue] {
        for half in [channel >> 4, channel & 15] {
            let digit = DIGITS.get(usize::from(half)).copied();
            out.push(char::from(digit.unwrap_or(b'0')));
        }
    }
}

/// Appends points as `x,y x,y`.
pub(super) fn points(out: &mut String, points: &[Pos2]) {
    for (index, point) in points.iter().enumerate() {
        if index > 0 {
            out.push(' ');
        }
        number(out, point.x);
        out.push(',');
        number(out, point.y);
    }
}

/// Appends text: what has a meaning in XML is escaped, and what XML cannot
/// hold is left out.
pub(super) fn text(out: &mut String, words: &str) {
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'.. => out.push(c),
            '\0'..' ' | '\u{FFFE}'..='\u{FFFF}' => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_short_as_they_are_exact() {
        for (value, expected) in [
            (0.0, "0"),
            (12.0, "12"),
            (-0.001, "0"),
            (1.5, "1.5"),
            (-7.256, "-7.26"),
            (1919.99, "1919.99"),
            (0.05, "0.05"),
        ] {
            let mut out = String::new();
            number(&mut out, value);
            assert_eq!(out, expected);
        }
    }

    #[test]
    fn a_scale_is_a_number_also_where_it_is_nothing() {
        for (value, expected) in [
            (0.0, "0"),
            (-0.0, "0"),
            (-1e-12, "0"),
            (0.25, ".25"),
            (1.0, "1"),
            (100.0, "100"),
            (-0.5, "-0.5"),
        ] {
            let mut out = String::new();
            scale(&mut out, value);
            assert_eq!(out, expected);
        }
    }

    #[test]
    fn what_xml_cannot_hold_is_left_out() {
        let mut out = String::new();
        text(&mut out, "a\u{1}b\u{FFFF} <c & \"d\">\u{1F600}");
        assert_eq!(out, "ab &lt;c &amp; &quot;d&quot;&gt;\u{1F600}");
    }
}
