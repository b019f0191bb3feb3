//! How feelings are told in tables of others: numbers on many scales, and
//! words. Knows numbers and words, not where they stand.

use crate::model::Valence;

/// The scale of some numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    low: f64,
    high: f64,
}

impl Scale {
    /// The scale that numbers are most likely on: −2 to 2, 1 to 5, 1 to 7,
    /// 0 to 10 or 0 to 100, or an even one around zero that holds them.
    pub(super) fn of(numbers: &[f64]) -> Self {
        let low = numbers.iter().copied().fold(f64::INFINITY, f64::min);
        let high = numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let (low, high) = if low < 0.0 {
            let most = high.max(-low);
            let end = [1.0, 2.0, 3.0, 5.0, 10.0, 100.0]
                .into_iter()
                .find(|end| most <= *end);
            // A scale to ±1 is told by its fractions; −1 and 1 may be of ±2.
            let whole = numbers.iter().all(|number| number.fract() == 0.0);
            let end = end
                .filter(|end| *end > 1.0 || !whole)
                .unwrap_or(most.max(2.0));
            (-end, end)
        } else if high <= 1.0 && numbers.iter().any(|number| number.fract() != 0.0) {
            (0.0, 1.0)
        } else if high <= 2.0 && low < 1.0 {
            (-2.0, 2.0)
        } else if high <= 5.0 && low >= 1.0 {
            (1.0, 5.0)
        } else if high <= 5.0 {
            (0.0, 5.0)
        } else if high <= 7.0 && low >= 1.0 {
            (1.0, 7.0)
        } else if high <= 10.0 {
            (0.0, 10.0)
        } else {
            (0.0, high.max(100.0))
        };
        Self { low, high }
    }

    /// What it is called in a remark.
    pub(super) fn label(self) -> String {
        format!("{} to {}", self.low, self.high)
    }

    /// The feeling of a number.
    pub(super) fn feeling(self, number: f64) -> Valence {
        let share = (number - self.low) / (self.high - self.low);
        Valence::rounded(share.clamp(0.0, 1.0) * 4.0 - 2.0)
    }
}

/// Beginnings of words and how they feel. The first that a text holds counts.
const WORDS: [(f64, &[&str]); 6] = [
    (
        0.0,
        &[
            "neutral",
            "indifferent",
            "okay",
            "mixed",
            "so-so",
            "unsurpris",
            "😐",
            "😶",
        ],
    ),
    (
        -2.0,
        &[
            "very negative",
            "furious",
            "angry",
            "anger",
            "rage",
            "despair",
            "hate",
            "terrible",
            "awful",
            "horrible",
            "panic",
            "devastat",
            "outrag",
            "critical",
            "very dissatisfied",
            "very unhappy",
            "😡",
            "🤬",
            "😭",
            "😤",
        ],
    ),
    (
        -1.0,
        &[
            "negative",
            "ängstlich",
            "verwirrt",
            "unsicher",
            "genervt",
            "enttäuscht",
            "불안",
            "불만",
            "답답",
            "실망",
            "不安",
            "不満",
            "焦虑",
            "失望",
            "困惑",
            "不满",
            "frustrat",
            "annoy",
            "anxi",
            "anxious",
            "worr",
            "confus",
            "stress",
            "disappoint",
            "uncertain",
            "unsure",
            "doubt",
            "hesita",
            "impatien",
            "overwhelm",
            "nervous",
            "fear",
            "afraid",
            "sad",
            "bored",
            "boring",
            "tired",
            "unhappy",
            "upset",
            "dissatisf",
            "insecur",
            "skeptic",
            "sceptic",
            "lost",
            "irritat",
            "concern",
            "regret",
            "pain",
            "bad",
            "poor",
            "low",
            "disengag",
            "distrust",
            "embarrass",
            "guilt",
            "lonely",
            "tense",
            "helpless",
            "😟",
            "😞",
            "😕",
            "☹",
            "🙁",
            "😠",
            "😢",
            "😩",
            "😰",
            "😒",
        ],
    ),
    (
        2.0,
        &[
            "very positive",
            "delight",
            "thrill",
            "ecstatic",
            "love",
            "amaz",
            "overjoy",
            "joy",
            "proud",
            "pride",
            "elat",
            "fantastic",
            "excellent",
            "euphor",
            "very satisfied",
            "very happy",
            "😍",
            "🤩",
            "🥰",
            "😁",
            "🎉",
            "😄",
        ],
    ),
    (
        1.0,
        &[
            "positive",
            "relax",
            "neugierig",
            "zufrieden",
            "glücklich",
            "fröhlich",
            "erleichtert",
            "호기심",
            "만족",
            "행복",
            "기대",
            "嬉し",
            "満足",
            "楽し",
            "好奇",
            "满意",
            "开心",
            "happy",
            "happi",
            "satisf",
            "excite",
            "excitement",
            "confiden",
            "relie",
            "calm",
            "content",
            "hope",
            "optimis",
            "curio",
            "interest",
            "inspir",
            "trust",
            "enthusias",
            "motivat",
            "pleas",
            "comfort",
            "secur",
            "safe",
            "loyal",
            "grateful",
            "eager",
            "engag",
            "anticipat",
            "good",
            "great",
            "high",
            "desire",
            "empower",
            "peace",
            "reassur",
            "enjoy",
            "fun",
            "creativ",
            "control",
            "convinc",
            "surpris",
            "amus",
            "appreciat",
            "impress",
            "🙂",
            "😊",
            "😀",
            "😃",
            "👍",
        ],
    ),
    (
        0.0,
        &[
            "ok",
            "fine",
            "average",
            "medium",
            "normal",
            "deliberat",
            "evaluat",
            "focus",
        ],
    ),
];

/// How a word or a few feel; the middle of several. `None` when none is known.
pub(super) fn feeling_of_words(text: &str) -> Option<Valence> {
    let text = text.to_lowercase();
    let parts = text
        .split([',', ';', '/', '&', '+', '\n'])
        .flat_map(|part| part.split(" and "));
    let known: Vec<f64> = parts.filter_map(|part| of_part(part.trim())).collect();
    #[expect(clippy::cast_precision_loss, reason = "a few words")]
    let middle = known.iter().sum::<f64>() / known.len() as f64;
    (!known.is_empty()).then(|| Valence::rounded(middle))
}

fn of_part(part: &str) -> Option<f64> {
    let is_turned = ["not ", "no ", "never ", "isn't ", "not very "];
    if let Some(rest) = is_turned.iter().find_map(|word| part.strip_prefix(word)) {
        return of_part(rest).map(|feeling| -feeling);
    }
    let begins = |word: &&&str| {
        let mut places = part.match_indices(**word);
        places.any(|(at, _)| {
            let before = part.get(..at).unwrap_or_default();
            !word.is_ascii() || !before.ends_with(char::is_alphanumeric)
        })
    };
    let mut lists = WORDS.iter();
    lists.find_map(|(feeling, words)| words.iter().find(begins).map(|_| *feeling))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_on_the_scale_they_are_on() {
        for (numbers, first) in [
            (&[-2.0, 1.0, 0.0][..], -2.0),
            (&[-1.0, 1.0], -1.0),
            (&[1.0, 5.0, 3.0], -2.0),
            (&[10.0, 0.0, 5.0], 2.0),
            (&[7.0, 2.0], 2.0),
            (&[50.0, 100.0], 0.0),
            (&[-5.0, 3.0], -2.0),
            (&[0.5, -1.0], 1.0),
            (&[2.0, 0.0], 2.0),
        ] {
            assert_eq!(
                Scale::of(numbers).feeling(numbers[0]).value(),
                first,
                "{numbers:?}"
            );
        }
    }

    #[test]
    fn words_and_faces_tell_feelings() {
        for (words, feeling) in [
            ("Frustrated", Some(-1.0)),
            ("not happy", Some(-1.0)),
            ("Enthusiasm, uncertainty", Some(0.0)),
            ("Delighted!", Some(2.0)),
            ("😡", Some(-2.0)),
            ("dissatisfied", Some(-1.0)),
            ("Possible confusion", Some(-1.0)),
            ("Neutral", Some(0.0)),
            ("World immersion", None),
            ("", None),
        ] {
            assert_eq!(
                feeling_of_words(words).map(Valence::value),
                feeling,
                "{words}"
            );
        }
    }
}
