//! Keeping spreadsheets from running text as a formula. A text that begins
//! like one is written with an apostrophe before it, which spreadsheets take
//! for “this is text”; reading takes that apostrophe away again and no other.
//! Knows single cells.

/// The text as a cell holds it: with an apostrophe before it when a
/// spreadsheet could take it for a formula, or when reading would take away
/// an apostrophe that belongs to the text.
#[must_use]
pub fn guarded(text: &str) -> String {
    if is_dangerous(text) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// The text of a cell that [`guarded`] has written; any other is as it was.
#[must_use]
pub fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if is_dangerous(text) => text,
        _ => cell,
    }
}

/// Whether a text begins like a formula, whatever blanks, apostrophes and
/// characters without a shape stand before it; or begins with a tab or a line
/// end, which some programs drop, and the formula behind them runs.
fn is_dangerous(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c == '\'' || is_shapeless(c));
    let before = text
        .get(..text.len().saturating_sub(rest.len()))
        .unwrap_or_default();
    rest.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '−'])
        || before.contains(['\t', '\r', '\n'])
}

fn is_shapeless(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_run_is_guarded_and_comes_back() {
        for text in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\rx",
            "\nx",
            "＝1",
            "＋1",
            "－1",
            "＠a",
            "  =1",
            "'=1",
            "''=1",
            "' =1",
            "'\u{200b}'=1",
            "\u{feff}=1",
            "−1",
            "\u{0}=cmd",
        ] {
            let cell = guarded(text);
            assert_eq!(cell, format!("'{text}"));
            assert_eq!(unguarded(&cell), text);
        }
    }

    #[test]
    fn what_is_harmless_stays_as_it_is() {
        for text in ["", "'", "'hello'", "''", "don't", "a=b", "1", "’tis", "' x"] {
            assert_eq!(guarded(text), text);
            assert_eq!(unguarded(text), text);
        }
    }
}
