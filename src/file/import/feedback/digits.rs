//! Digits of every script that counts in tens, as the plain ones. Knows single
//! characters.

use std::borrow::Cow;

/// The zeros of scripts whose digits follow each other: full width, Arabic,
/// Persian, Devanagari, Bengali, Thai.
const ZEROS: [char; 6] = ['０', '٠', '۰', '०', '০', '๐'];

/// The text with plain digits and with plain signs around them: full width,
/// Arabic and other digits are what people type on their keyboards.
pub(super) fn plain_digits(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return text.into();
    }
    text.chars().map(plain).collect::<String>().into()
}

fn plain(c: char) -> char {
    let digit = ZEROS.iter().find_map(|zero| {
        let digit = u32::from(c).checked_sub(u32::from(*zero))?;
        char::from_digit(digit, 10)
    });
    digit.unwrap_or(match c {
        '．' | '٫' => '.',
        '，' => ',',
        '／' => '/',
        '：' => ':',
        '－' | '−' => '-',
        '＋' => '+',
        '％' => '%',
        '\u{a0}' | '\u{202f}' | '\u{3000}' => ' ',
        _ => c,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_other_keyboards_are_plain_ones() {
        for (text, plain) in [
            ("７", "7"),
            ("４．５", "4.5"),
            ("٩", "9"),
            ("۱۰", "10"),
            ("४", "4"),
            ("２０２５／０３／０４", "2025/03/04"),
            ("−2", "-2"),
            ("5점", "5점"),
        ] {
            assert_eq!(plain_digits(text), plain);
        }
    }
}
