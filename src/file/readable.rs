//! Texts in a file that people can read. The RON writer escapes `'`, and every
//! accent or vowel sign that is a character of its own, which makes a Hindi or
//! Thai map unreadable; and what it escapes changes with the tables of the
//! standard library. This pass undoes that by a fixed rule. It knows only the
//! text that the writer makes: strings in double quotes, no comments.

/// The text with escapes undone in strings, except where the character could
/// not be seen, would turn the line around, or end the string.
pub(super) fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut inside = false;
    while let Some(index) = rest.find(['"', '\\']) {
        let (before, at) = rest.split_at(index);
        out.push_str(before);
        if let Some(after) = at.strip_prefix('"') {
            out.push('"');
            inside = !inside;
            rest = after;
            continue;
        }
        let (escape, after) = at.split_at(escape_len(at));
        let starts = before.is_empty() && out.ends_with('"') && inside;
        match decoded(escape) {
            Some(c) if !stays_escaped(c, starts) => out.push(c),
            _ => out.push_str(escape),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The length of the escape that a text begins with: `\n`, `\u{301}`.
fn escape_len(text: &str) -> usize {
    if text.starts_with("\\u") {
        text.find('}')
            .map_or(text.len(), |end| end.saturating_add(1))
    } else {
        text.len().min(2)
    }
}

/// The character of `\'` or `\u{…}`; `None` for every other escape.
fn decoded(escape: &str) -> Option<char> {
    if escape == "\\'" {
        return Some('\'');
    }
    let digits = escape.strip_prefix("\\u{")?.strip_suffix('}')?;
    char::from_u32(u32::from_str_radix(digits, 16).ok()?)
}

/// Control characters, invisible blanks, marks of writing direction and line
/// separators; at the start of a text also marks that would merge with the
/// quote before them.
fn stays_escaped(c: char, at_start: bool) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
        )
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        || (at_start
            && matches!(c, '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_cannot_be_seen_stays_escaped() {
        assert_eq!(
            unescaped(r#"("what\'s \"up\"\n")"#),
            r#"("what's \"up\"\n")"#
        );
        assert_eq!(
            unescaped(r#""e\u{301} \\u{301} \u{202e}""#),
            "\"e\u{301} \\\\u{301} \\u{202e}\""
        );
        assert_eq!(unescaped(r#""\u{301}e""#), r#""\u{301}e""#);
        assert_eq!(
            unescaped(r#""x" "\\" "\u{0}\u{300}""#),
            "\"x\" \"\\\\\" \"\\u{0}\u{300}\""
        );
    }
}
