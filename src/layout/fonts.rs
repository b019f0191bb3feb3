//! The fonts of a map: Inter and the icon font, bundled, and the system's
//! fonts for scripts that Inter lacks. Measuring, painting and every export
//! use these same bytes, so a line is as wide in a file as on the screen.
//! Knows fonts by their bytes only, not how they are drawn.

use std::{
    collections::BTreeSet,
    sync::{LazyLock, Mutex, PoisonError},
};

use skrifa::{FontRef, MetadataProvider};

/// A face that a line of text can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// Inter regular.
    Regular,
    /// Inter semibold.
    SemiBold,
    /// Inter bold.
    Bold,
    /// Inter italic.
    Italic,
    /// Phosphor icons.
    Icon,
}

impl Face {
    /// Every face.
    pub const ALL: [Self; 5] = [
        Self::Regular,
        Self::SemiBold,
        Self::Bold,
        Self::Italic,
        Self::Icon,
    ];

    /// The name under which the painter knows it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Regular => "Inter",
            Self::SemiBold => "Inter SemiBold",
            Self::Bold => "Inter Bold",
            Self::Italic => "Inter Italic",
            Self::Icon => "Phosphor",
        }
    }

    /// The bundled font file.
    #[must_use]
    pub const fn bytes(self) -> &'static [u8] {
        match self {
            Self::Regular => include_bytes!("../../assets/fonts/Inter_400Regular.ttf"),
            Self::SemiBold => include_bytes!("../../assets/fonts/Inter_600SemiBold.ttf"),
            Self::Bold => include_bytes!("../../assets/fonts/Inter_700Bold.ttf"),
            Self::Italic => include_bytes!("../../assets/fonts/Inter_400Regular_Italic.ttf"),
            Self::Icon => include_bytes!("../../assets/fonts/Phosphor.ttf"),
        }
    }

    /// Whether it stands for strong text, and so wants a bold fallback.
    const fn is_strong(self) -> bool {
        matches!(self, Self::SemiBold | Self::Bold)
    }
}

/// A font file of the system that stands in for a script Inter lacks.
#[derive(Clone, Debug)]
pub struct Fallback {
    /// The family and weight, for messages and as the painter's name.
    pub name: String,
    /// The file. Kept for the life of the program, like the bundled fonts.
    pub bytes: &'static [u8],
    /// Which font of a collection.
    pub index: u32,
    /// Whether it is the one for strong text.
    pub strong: bool,
    /// The place of its script in [`SCRIPTS`]; it fixes the order of fallbacks
    /// whatever the order in which they were needed.
    rank: usize,
}

/// A script: the characters it covers and the families to look for, best first.
struct Script {
    ranges: &'static [(u32, u32)],
    families: &'static [&'static str],
}

/// Scripts in the order in which fallbacks are asked for a glyph.
const SCRIPTS: &[Script] = &[
    Script {
        ranges: &[(0x0590, 0x05FF), (0xFB1D, 0xFB4F)],
        families: &["Noto Sans Hebrew", "Arial", "DejaVu Sans"],
    },
    Script {
        ranges: &[
            (0x0600, 0x06FF),
            (0x0750, 0x077F),
            (0x08A0, 0x08FF),
            (0xFB50, 0xFDFF),
            (0xFE70, 0xFEFC),
        ],
        families: &["Noto Sans Arabic", "Segoe UI", "Geeza Pro", "DejaVu Sans"],
    },
    Script {
        ranges: &[(0x0900, 0x097F), (0xA8E0, 0xA8FF)],
        families: &["Noto Sans Devanagari", "Nirmala UI", "Kohinoor Devanagari"],
    },
    Script {
        ranges: &[(0x0E00, 0x0E7F)],
        families: &["Noto Sans Thai", "Leelawadee UI", "Thonburi"],
    },
    Script {
        ranges: &[(0x3040, 0x30FF), (0x31F0, 0x31FF)],
        families: &[
            "Noto Sans CJK JP",
            "Noto Sans JP",
            "Yu Gothic",
            "Hiragino Sans",
        ],
    },
    Script {
        ranges: &[(0x1100, 0x11FF), (0x3130, 0x318F), (0xAC00, 0xD7AF)],
        families: &[
            "Noto Sans CJK KR",
            "Noto Sans KR",
            "Malgun Gothic",
            "Apple SD Gothic Neo",
        ],
    },
    Script {
        ranges: &[
            (0x2E80, 0x303F),
            (0x3400, 0x9FFF),
            (0xF900, 0xFAFF),
            (0xFF00, 0xFFEF),
            (0x20000, 0x323AF),
        ],
        families: &[
            "Noto Sans CJK SC",
            "Noto Sans SC",
            "Microsoft YaHei",
            "PingFang SC",
        ],
    },
    Script {
        ranges: &[(0x2600, 0x27BF), (0x1F000, 0x1FAFF)],
        families: &["Noto Color Emoji", "Segoe UI Emoji", "Apple Color Emoji"],
    },
    // Everything else: whatever font has it.
    Script {
        ranges: &[(0, 0x0010_FFFF)],
        families: &["Noto Sans", "DejaVu Sans", "Segoe UI"],
    },
];

/// The fonts in use: the bundled ones and the fallbacks found so far.
#[derive(Debug, Default)]
pub struct FontBook {
    fallbacks: Vec<Fallback>,
    /// Characters that were looked up, so that each is looked up once.
    covered: BTreeSet<char>,
    missing: BTreeSet<char>,
}

impl FontBook {
    /// The bundled fonts alone; the system's are found when a text needs them.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The fallbacks for a face, in the order in which they are asked.
    pub fn fallbacks(&self, face: Face) -> impl Iterator<Item = &Fallback> {
        self.fallbacks
            .iter()
            .filter(move |fallback| face != Face::Icon && fallback.strong == face.is_strong())
    }

    /// A number that changes when a fallback was found, and painters must take
    /// the fonts anew.
    #[must_use]
    pub fn revision(&self) -> usize {
        self.fallbacks.len()
    }

    /// Characters that no font has, bundled or installed.
    #[must_use]
    pub fn missing(&self) -> &BTreeSet<char> {
        &self.missing
    }

    /// The families that stand in for scripts Inter lacks.
    #[must_use]
    pub fn fallback_names(&self) -> BTreeSet<&str> {
        self.fallbacks
            .iter()
            .map(|fallback| fallback.name.as_str())
            .collect()
    }

    /// Makes sure that every character of the text has a font, if any font of
    /// the system has it. Costs nothing for text that Inter covers.
    pub fn cover(&mut self, text: &str) {
        for c in text.chars() {
            if (c as u32) < 0x0250 || c.is_control() || self.covered.contains(&c) {
                continue;
            }
            self.covered.insert(c);
            let is_selector = matches!(c as u32, 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x2069 | 0xFE00..=0xFE0F | 0xFEFF);
            if is_selector || has_glyph(Face::Regular.bytes(), 0, c) {
                continue;
            }
            let found = self
                .fallbacks
                .iter()
                .any(|held| has_glyph(held.bytes, held.index, c));
            if !found && !self.find(c) {
                self.missing.insert(c);
            }
        }
    }

    /// Adds the system's font for a character: regular and strong.
    fn find(&mut self, c: char) -> bool {
        let system = &*SYSTEM;
        let in_script = |script: &Script| {
            script
                .ranges
                .iter()
                .any(|(low, high)| (*low..=*high).contains(&(c as u32)))
        };
        for (rank, script) in SCRIPTS
            .iter()
            .enumerate()
            .filter(|(_, script)| in_script(script))
        {
            for family in script.families {
                if let Some(id) = query(system, family, fontdb::Weight::NORMAL)
                    && database_has(system, id, c)
                {
                    let strong = query(system, family, fontdb::Weight::BOLD)
                        .filter(|strong| database_has(system, *strong, c))
                        .unwrap_or(id);
                    return self.add(system, id, strong, rank);
                }
            }
        }
        let mut any: Vec<_> = system
            .faces()
            .filter(|face| face.style == fontdb::Style::Normal)
            .collect();
        any.sort_by_key(|face| (face.weight.0.abs_diff(400), face.post_script_name.clone()));
        any.into_iter()
            .find(|face| database_has(system, face.id, c))
            .is_some_and(|face| self.add(system, face.id, face.id, SCRIPTS.len()))
    }

    /// Takes a font in, regular and strong. The bytes stay for the life of the
    /// program, since measuring and painting both hold them.
    fn add(
        &mut self,
        system: &fontdb::Database,
        regular: fontdb::ID,
        strong: fontdb::ID,
        rank: usize,
    ) -> bool {
        let load = |id| {
            let (bytes, index) = loaded(system, id)?;
            let name = system.face(id)?.post_script_name.clone();
            Some((bytes, index, name))
        };
        let Some(first) = load(regular) else {
            return false;
        };
        let second = load(strong);
        for ((bytes, index, name), strong) in [(Some(first), false), (second, true)]
            .into_iter()
            .filter_map(|(font, strong)| Some((font?, strong)))
        {
            self.fallbacks.push(Fallback {
                name,
                bytes,
                index,
                strong,
                rank,
            });
        }
        self.fallbacks
            .sort_by(|a, b| (a.rank, &a.name).cmp(&(b.rank, &b.name)));
        true
    }
}

/// The system's fonts, listed once, when a text first needs one of them.
static SYSTEM: LazyLock<fontdb::Database> = LazyLock::new(|| {
    let mut database = fontdb::Database::new();
    database.load_system_fonts();
    database
});

/// A font's bytes and its place in them. Read once and kept for the life of
/// the program, as the bundled fonts are, so that all can share them.
fn loaded(system: &fontdb::Database, id: fontdb::ID) -> Option<(&'static [u8], u32)> {
    type Loaded = Vec<(fontdb::ID, &'static [u8], u32)>;
    static LOADED: Mutex<Loaded> = Mutex::new(Vec::new());
    let mut held = LOADED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, bytes, index)) = held.iter().find(|(held, ..)| *held == id) {
        return Some((bytes, *index));
    }
    let (bytes, index) = system.with_face_data(id, |bytes, index| (bytes.to_vec(), index))?;
    let bytes: &'static [u8] = Vec::leak(bytes);
    held.push((id, bytes, index));
    Some((bytes, index))
}

fn query(system: &fontdb::Database, family: &str, weight: fontdb::Weight) -> Option<fontdb::ID> {
    let families = &[fontdb::Family::Name(family)];
    system.query(&fontdb::Query {
        families,
        weight,
        ..fontdb::Query::default()
    })
}

fn database_has(system: &fontdb::Database, id: fontdb::ID, c: char) -> bool {
    system
        .with_face_data(id, |bytes, index| has_glyph(bytes, index, c))
        .unwrap_or(false)
}

fn has_glyph(bytes: &[u8], index: u32, c: char) -> bool {
    FontRef::from_index(bytes, index).is_ok_and(|font| font.charmap().map(c).is_some())
}
