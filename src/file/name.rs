//! Names for files that are made from titles: safe on every system, whatever
//! the title is, and never a path. Knows the rules of names, not the disk.

use unicode_normalization::char::is_combining_mark;

/// The longest name, in characters.
const CHARS: usize = 80;
/// The longest name, in bytes: with an ending and a number it stays below the
/// 255 that file systems allow.
const BYTES: usize = 200;

/// Names that Windows keeps for devices, whatever they end with.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin", "conout"];
/// Devices that are numbered there.
const PORTS: [&str; 2] = ["com", "lpt"];

/// A name for a file with what a map is called, without an ending: letters of
/// any script, digits, blanks and `- _ .`, at most 80 characters, and no more
/// than these at its ends.
#[must_use]
pub fn safe_name(title: &str) -> String {
    let mut name = String::new();
    let mut count = 0_usize;
    for c in title.chars() {
        let kept = match c {
            '/' | '\\' | ':' | '|' => '-',
            '-' | '_' | '.' => c,
            _ if c.is_alphanumeric() || is_combining_mark(c) => c,
            _ => ' ',
        };
        let again = matches!(kept, ' ' | '-' | '.') && name.ends_with(kept);
        if again || (name.is_empty() && (is_edge(kept) || is_combining_mark(kept))) {
            continue;
        }
        count = count.saturating_add(1);
        if count > CHARS || name.len().saturating_add(kept.len_utf8()) > BYTES {
            break;
        }
        name.push(kept);
    }
    let name = name.trim_end_matches(is_edge);
    if name.is_empty() {
        "journey".into()
    } else if is_device(name) {
        format!("journey {name}")
    } else {
        name.into()
    }
}

/// What no name begins or ends with: it would be hidden, taken for an option,
/// or dropped.
const fn is_edge(c: char) -> bool {
    matches!(c, ' ' | '-' | '.')
}

/// Whether Windows takes a name for a device: what it ends with does not count.
fn is_device(name: &str) -> bool {
    let base = name.split('.').next().unwrap_or_default();
    let base = base.trim().to_lowercase();
    let is_port = |port: &&str| {
        let number = base.strip_prefix(*port).map(|rest| rest.chars());
        number.is_some_and(|mut number| {
            number.next().is_some_and(char::is_numeric) && number.next().is_none()
        })
    };
    DEVICES.contains(&base.as_str()) || PORTS.iter().any(is_port)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_become_names_that_every_system_takes() {
        for (title, name) in [
            ("Buying a car", "Buying a car"),
            ("Kauf & Übergabe (2. Teil)", "Kauf Übergabe 2. Teil"),
            ("../../etc/passwd", "etc-passwd"),
            ("..", "journey"),
            (".", "journey"),
            ("", "journey"),
            (" \t\n", "journey"),
            ("???", "journey"),
            (".hidden", "hidden"),
            ("--help", "help"),
            ("-rf /", "rf"),
            ("a.", "a"),
            ("a . ", "a"),
            ("C:\\maps\\a", "C-maps-a"),
            ("a\u{0}b\u{1b}[0mc\u{202e}d", "a b 0mc d"),
            ("a*b?c\"d<e>f|g", "a b c d e f-g"),
            ("客户旅程", "客户旅程"),
            ("ग्राहक यात्रा", "ग्राहक यात्रा"),
            ("\u{301}e\u{301}", "e\u{301}"),
            ("CON", "journey CON"),
            ("nul.journey", "journey nul.journey"),
            ("Com1", "journey Com1"),
            ("lpt9.a.b", "journey lpt9.a.b"),
            ("com²", "journey com²"),
            ("COM10", "COM10"),
            ("Conversion", "Conversion"),
            ("aux .x", "journey aux .x"),
            ("👍🏽 Onboarding 👍🏽", "Onboarding"),
        ] {
            assert_eq!(safe_name(title), name, "{title:?}");
        }
    }

    #[test]
    fn long_titles_are_cut_between_characters() {
        assert_eq!(safe_name(&"ä".repeat(300)).chars().count(), CHARS);
        let wide = safe_name(&"𠀀".repeat(300));
        assert_eq!((wide.len(), wide.chars().count()), (200, 50));
        let blank = safe_name(&format!("{}{}", "x".repeat(79), " y"));
        assert_eq!(blank, "x".repeat(79));
    }

    #[test]
    fn any_text_gives_a_name_of_its_own_folder() {
        let signs = "a. -_/\\:*?\"<>|\u{0}\n\u{202e}\u{feff}é客👍~$%C";
        let signs: Vec<char> = signs.chars().collect();
        let mut state = 7_u64;
        for _ in 0..20_000 {
            let mut title = String::new();
            for _ in 0..6 {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                let at = usize::try_from(state >> 40).unwrap_or(0) % signs.len();
                title.extend(signs.get(at));
            }
            let name = safe_name(&title);
            let allowed = |c: char| c.is_alphanumeric() || " -_.".contains(c);
            assert!(name.chars().all(allowed), "{title:?}: {name:?}");
            assert!(!name.is_empty() && !name.starts_with(is_edge) && !name.ends_with(is_edge));
            assert_eq!(safe_name(&name), name, "{title:?}");
        }
    }
}
