//! Long texts in few words: in quotes, on one line, and with the place in view
//! where two of them begin to differ.

/// The most characters shown of a text.
const SHOWN: usize = 60;
/// So many characters are shown before the first that differs.
const BEFORE: usize = 16;

/// The beginning of a text in quotes; "empty" for none.
pub(in crate::model) fn excerpt(text: &str) -> String {
    shown_from(text, 0)
}

/// Texts in quotes, each from a little before where they begin to differ.
pub(in crate::model) fn excerpts(texts: &[&str]) -> Vec<String> {
    let is_long = texts.iter().any(|text| text.chars().nth(SHOWN).is_some());
    let start = if is_long { differ_at(texts) } else { 0 };
    let start = start.saturating_sub(BEFORE);
    texts.iter().map(|text| shown_from(text, start)).collect()
}

/// The number of characters that all texts begin with.
fn differ_at(texts: &[&str]) -> usize {
    let Some((first, others)) = texts.split_first() else {
        return 0;
    };
    let same = |other: &&str| {
        let pairs = std::iter::zip(first.chars(), other.chars());
        pairs.take_while(|(a, b)| a == b).count()
    };
    // What is equal does not tell where the others differ.
    let differing = others.iter().filter(|other| *other != first);
    differing.map(same).min().unwrap_or(0)
}

fn shown_from(text: &str, start: usize) -> String {
    if text.is_empty() {
        return "empty".into();
    }
    let mut rest = text.chars().skip(start);
    let clean = |c: char| if c.is_control() { ' ' } else { c };
    let shown: String = rest.by_ref().take(SHOWN).map(clean).collect();
    let before = if start > 0 { "…" } else { "" };
    let after = if rest.next().is_some() { "…" } else { "" };
    format!("“{before}{shown}{after}”")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_shown_where_they_differ() {
        let (a, b) = ("word ".repeat(40) + "end", "word ".repeat(40) + "stop here");
        let [a, b] = [a, b].map(|text| text.clone());
        let shown = excerpts(&[&a, &b]);
        assert_eq!(
            shown,
            ["“… word word word end”", "“… word word word stop here”"]
        );
        assert_eq!(excerpts(&["", "a\nb"]), ["empty", "“a b”"]);
        let long = "x".repeat(61);
        assert_eq!(excerpt(&long), format!("“{}…”", "x".repeat(60)));
    }
}
