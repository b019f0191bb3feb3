//! From the bytes of a file to its text, in whatever encoding it is. Knows
//! letters, not what they say.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

/// How the characters of a file are written as bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
    /// by zeros at every other byte, by being sound UTF-8, else by how often
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
        let start = bytes.get(..bytes.len().min(4_096)).unwrap_or_default();
        let zeros = |odd: usize| {
            start
                .iter()
                .skip(odd)
                .step_by(2)
                .filter(|byte| **byte == 0)
                .count()
        };
        let (even, odd) = (zeros(0), zeros(1));
        if even.saturating_add(odd).saturating_mul(5) > start.len() && even != odd {
            return if odd > even {
                Self::Utf16Le
            } else {
                Self::Utf16Be
            };
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
