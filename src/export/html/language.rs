//! The language of a page, as far as its script alone is proof of it. Most
//! scripts are those of many languages: then nothing is claimed, and a browser
//! asks its user before it translates or reads aloud in a wrong voice.

use crate::model::Map;

/// So many of a hundred letters are of a script, where it is that of the map.
const MOST: usize = 80;

/// Letters of the scripts that belong to one language.
#[derive(Default)]
struct Letters {
    all: usize,
    kana: usize,
    han: usize,
    hangul: usize,
    thai: usize,
    hebrew: usize,
    greek: usize,
}

/// The language of what a map says, as `lang` takes it.
pub(super) fn language(map: &Map) -> Option<&'static str> {
    let mut letters = Letters::default();
    letters.count(&map.title);
    for stage in &map.stages {
        letters.count(&stage.name);
        for card in &stage.cards {
            letters.count(&card.text);
        }
    }
    letters.language()
}

impl Letters {
    fn count(&mut self, text: &str) {
        for c in text.chars().filter(|c| c.is_alphabetic()) {
            self.all = self.all.saturating_add(1);
            let script = match u32::from(c) {
                0x3041..=0x30FF => &mut self.kana,
                0x3400..=0x9FFF | 0xF900..=0xFAFF => &mut self.han,
                0x1100..=0x11FF | 0xAC00..=0xD7A3 => &mut self.hangul,
                0x0E01..=0x0E4E => &mut self.thai,
                0x05D0..=0x05EA => &mut self.hebrew,
                0x0370..=0x03FF | 0x1F00..=0x1FFF => &mut self.greek,
                _ => continue,
            };
            *script = script.saturating_add(1);
        }
    }

    fn language(&self) -> Option<&'static str> {
        let is_most =
            |count: usize| count > 0 && count.saturating_mul(100) >= self.all.saturating_mul(MOST);
        // Kana is written among signs of Chinese, and only in Japanese.
        let japanese = if self.kana.saturating_mul(10) >= self.han {
            self.kana.saturating_add(self.han)
        } else {
            0
        };
        let known = [
            (japanese, "ja"),
            (self.hangul, "ko"),
            (self.thai, "th"),
            (self.hebrew, "he"),
            (self.greek, "el"),
        ];
        let found = known.into_iter().find(|(count, _)| is_most(*count));
        found
            .filter(|(_, name)| *name != "ja" || self.kana > 0)
            .map(|(_, name)| name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_named_only_where_the_script_proves_it() {
        for (title, language) in [
            ("比較するオファーを読む", Some("ja")),
            ("표지판을 읽는다", Some("ko")),
            ("ตัวแทนจำหน่าย", Some("th")),
            ("קורא את השלט", Some("he")),
            ("Διαβάζει την πινακίδα", Some("el")),
            ("Replacing an ageing car", None),
            ("阅读标志", None),
            ("يقرأ اللافتة", None),
            ("प्रस्ताव की तुलना", None),
            ("Указатель", None),
            ("Half 읽는다 of it", None),
            ("", None),
        ] {
            let map = Map {
                title: title.into(),
                ..Map::default()
            };
            assert_eq!(super::language(&map), language, "{title}");
        }
    }
}
