//! From the bytes of a file to its text, in whatever encoding it is. Knows
//! letters, not what they say.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use serde::{Deserialize, Serialize};

/// How the characters of a file are written as bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Encoding {
    /// Unicode, as nearly everything is today.
    Utf8,
    /// Unicode in two bytes, the small one first, as Windows writes it.
    Utf16Le,
    /// Unicode in two bytes, the large one first.
    Utf16Be,
    /// Western European, as older spreadsheets write it.
    Windows1252,
    /// Korean (CP949).
    Korean,
    /// Japanese (Shift JIS).
    Japanese,
    /// Simplified Chinese (GB 18030).
    Chinese,
}

impl Encoding {
    /// Every encoding, in the order in which lists show them.
    pub const ALL: [Self; 7] = [
        Self::Utf8,
        Self::Utf16Le,
        Self::Utf16Be,
        Self::Windows1252,
        Self::Korean,
        Self::Japanese,
        Self::Chinese,
    ];

    /// The name for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16 LE",
            Self::Utf16Be => "UTF-16 BE",
            Self::Windows1252 => "Western (Windows-1252)",
            Self::Korean => "Korean (CP949)",
            Self::Japanese => "Japanese (Shift JIS)",
            Self::Chinese => "Chinese (GB 18030)",
        }
    }

    const fn own(self) -> &'static encoding_rs::Encoding {
        match self {
            Self::Utf8 => encoding_rs::UTF_8,
            Self::Utf16Le => encoding_rs::UTF_16LE,
            Self::Utf16Be => encoding_rs::UTF_16BE,
            Self::Windows1252 => encoding_rs::WINDOWS_1252,
            Self::Korean => encoding_rs::EUC_KR,
            Self::Japanese => encoding_rs::SHIFT_JIS,
            Self::Chinese => encoding_rs::GB18030,
        }
    }

    /// The encoding that bytes are most likely in: told by a byte order mark,
    /// by zeros beside plain letters, by being sound UTF-8, else by how often
    /// their letters follow each other in the languages of each.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        if bytes.starts_with(b"\xef\xbb\xbf") {
            return Self::Utf8;
        }
        if bytes.starts_with(b"\xff\xfe") {
            return Self::Utf16Le;
        }
        if bytes.starts_with(b"\xfe\xff") {
            return Self::Utf16Be;
        }
        if let Some(wide) = wide(bytes) {
            return wide;
        }
        if str::from_utf8(bytes).is_ok() {
            return Self::Utf8;
        }
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        let guess = detector.guess(None, Utf8Detection::Deny);
        match guess.name() {
            "EUC-KR" => Self::Korean,
            "Shift_JIS" => Self::Japanese,
            "GBK" | "gb18030" => Self::Chinese,
            _ => Self::Windows1252,
        }
    }

    /// The text of bytes, without a byte order mark, and the line of the first
    /// character that is none in this encoding; such become `�`.
    #[must_use]
    pub fn text(self, bytes: &[u8]) -> (String, Option<usize>) {
        let (text, had_errors) = self.own().decode_with_bom_removal(bytes);
        let bad = had_errors.then(|| {
            let before = text.split('\u{fffd}').next().unwrap_or_default();
            before.matches('\n').count().saturating_add(1)
        });
        (text.into_owned(), bad)
    }
}

/// The order of the bytes of a text in two bytes a character: its zeros, which
/// no other text has, stand behind the plain letters and signs of a table, or
/// before them. `None` without zeros, and where they stand anywhere.
fn wide(bytes: &[u8]) -> Option<Encoding> {
    let start = bytes.get(..bytes.len().min(16_384)).unwrap_or_default();
    let (pairs, _) = start.as_chunks::<2>();
    let plain = |byte: u8| byte.is_ascii_graphic() || byte.is_ascii_whitespace();
    let behind = pairs.iter().filter(|[a, b]| *b == 0 && plain(*a)).count();
    let before = pairs.iter().filter(|[a, b]| *a == 0 && plain(*b)).count();
    // Some letters of Chinese have a zero where the other order has it.
    let is_most = |count: usize, other: usize| {
        count > 1 && count > other.saturating_mul(3) && count.saturating_mul(50) > pairs.len()
    };
    if is_most(behind, before) {
        Some(Encoding::Utf16Le)
    } else {
        is_most(before, behind).then_some(Encoding::Utf16Be)
    }
}
