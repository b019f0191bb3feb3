//! Text as it is compared when something is looked for: without case and
//! without the marks above and below letters, so that "Zürich" is found by
//! "zurich" and "ＣＡＦÉ" by "cafe". Knows nothing of what is looked for.

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// The text without case and accents. Marks that make another letter of their
/// base (the vowels of Indic scripts, the voicing of kana) are kept.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_accent(*c)) {
        match c {
            'ß' | 'ẞ' => folded.push_str("ss"),
            'æ' | 'Æ' => folded.push_str("ae"),
            'œ' | 'Œ' => folded.push_str("oe"),
            'ø' | 'Ø' => folded.push('o'),
            'ł' | 'Ł' => folded.push('l'),
            'đ' | 'Đ' => folded.push('d'),
            'ı' => folded.push('i'),
            'ς' => folded.push('σ'),
            '’' | '‘' => folded.push('\''),
            _ => folded.extend(c.to_lowercase().filter(|c| !is_accent(*c))),
        }
    }
    folded
}

/// The marks of Latin, Greek and Cyrillic, and the optional points of Hebrew
/// and Arabic.
fn is_accent(c: char) -> bool {
    let optional =
        matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}');
    optional && is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_widths_do_not_count() {
        for (a, b) in [
            ("Zürich", "ZURICH"),
            ("Ärger über Größe", "arger uber grosse"),
            ("Łódź", "lodz"),
            ("ＣＡＦÉ", "cafe"),
            ("İstanbul", "istanbul"),
            ("Ελλάς", "ελλασ"),
            ("Ёлка", "елка"),
            ("Don’t", "don't"),
            ("ﬁnance", "finance"),
        ] {
            assert_eq!(fold(a), fold(b));
        }
        assert_ne!(fold("か"), fold("が"), "another letter, not an accent");
        assert_ne!(fold("कि"), fold("क"), "a vowel, not an accent");
    }
}
