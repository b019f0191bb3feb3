//! Which rule puts feedback where: the words of a rule are looked for in what
//! was said and in its topic, whatever their case and accents. Knows texts and
//! rules, not what becomes of them.

use std::sync::Arc;

use unicode_normalization::UnicodeNormalization as _;

use super::{
    edit::{Edit, FeedbackField},
    feedback::{Feedback, StageRule, Subject},
    fold::fold,
    id::FeedbackId,
    map::Map,
};

/// Rules as they are compared with feedback, in their order.
#[derive(Clone, Debug)]
pub struct Rules {
    rules: Vec<(Vec<Phrase>, Subject)>,
}

/// A word or several in a row, as they are looked for.
#[derive(Clone, Debug)]
struct Phrase {
    text: String,
    /// Words may go on behind it: it was written with a `*` at its end.
    is_start: bool,
}

impl Rules {
    /// The rules, ready to be compared.
    #[must_use]
    pub fn new(rules: &[StageRule]) -> Self {
        let rules = rules
            .iter()
            .map(|rule| (phrases(&rule.words), rule.subject()));
        Self {
            rules: rules.collect(),
        }
    }

    /// The first rule that feedback meets, by its place in the list, and where
    /// it puts it. A rule without words, or that leads nowhere, is never met.
    #[must_use]
    pub fn met(&self, feedback: &Feedback) -> Option<(usize, Subject)> {
        if self.rules.is_empty() {
            return None;
        }
        let texts = [&feedback.verbatim, &feedback.topic].map(|text| comparable(text));
        let holds = |phrase: &Phrase| texts.iter().any(|text| phrase.is_in(text));
        let mut rules = self.rules.iter().enumerate();
        rules.find_map(|(place, (phrases, subject))| {
            let is_met = *subject != Subject::Map && phrases.iter().any(holds);
            is_met.then_some((place, *subject))
        })
    }
}

/// What rules make of the feedback in a log that speaks of nothing yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Placement {
    /// How much of it there is.
    pub unplaced: usize,
    /// How much of it each rule puts somewhere, in the order of the rules.
    pub hits: Vec<usize>,
    /// The edits that do so.
    pub edits: Vec<Edit>,
}

impl Placement {
    /// Of these rules for this log. Takes time in proportion to the log.
    #[must_use]
    pub fn of(log: &[Arc<Feedback>], rules: &[StageRule]) -> Self {
        let ready = Rules::new(rules);
        let mut found: Vec<(Subject, Vec<FeedbackId>)> = Vec::new();
        let mut placement = Self {
            hits: vec![0; rules.len()],
            ..Self::default()
        };
        for feedback in log.iter().filter(|it| it.subject() == Subject::Map) {
            placement.unplaced = placement.unplaced.saturating_add(1);
            let Some((rule, subject)) = ready.met(feedback) else {
                continue;
            };
            if let Some(hits) = placement.hits.get_mut(rule) {
                *hits = hits.saturating_add(1);
            }
            match found.iter_mut().find(|(held, _)| *held == subject) {
                Some((_, ids)) => ids.push(feedback.id),
                None => found.push((subject, vec![feedback.id])),
            }
        }
        let edit = |(subject, ids)| Edit::SetFeedback(ids, FeedbackField::About(subject));
        placement.edits = found.into_iter().map(edit).collect();
        placement
    }

    /// How much feedback all rules together put somewhere.
    #[must_use]
    pub fn count(&self) -> usize {
        self.hits.iter().copied().fold(0, usize::saturating_add)
    }
}

impl Map {
    /// The edits that put feedback which speaks of nothing yet where the map's
    /// rules say, and how much of it there is.
    #[must_use]
    pub fn rules_applied(&self) -> (Vec<Edit>, usize) {
        let placement = Placement::of(&self.feedback, &self.rules);
        let count = placement.count();
        (placement.edits, count)
    }
}

/// The words and phrases of a rule, which commas of any script part.
fn phrases(words: &str) -> Vec<Phrase> {
    let parts = words.split([',', ';', '\n', '，', '、', '；', '،']);
    let phrase = |part: &str| {
        let part = part.trim();
        let bare = part.trim_end_matches('*');
        let text = comparable(bare);
        Phrase {
            text,
            is_start: bare.len() < part.len(),
        }
    };
    parts.map(phrase).filter(|it| !it.text.is_empty()).collect()
}

/// A text as it is compared: without case and accents, one blank between words.
fn comparable(text: &str) -> String {
    let folded = fold(text);
    // Letters of Korean that `fold` has taken apart are whole again, so that
    // none is found inside another.
    let folded = if folded.is_ascii() {
        folded
    } else {
        folded.nfc().collect()
    };
    let mut plain = String::with_capacity(folded.len());
    for word in folded.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.push_str(word);
    }
    plain
}

impl Phrase {
    /// Whether it stands in a text, as words of its own. Scripts that write no
    /// blanks between words, or add endings to them, have no such bounds.
    fn is_in(&self, text: &str) -> bool {
        let ends = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_unspaced(c));
        let (first, last) = (self.text.chars().next(), self.text.chars().next_back());
        text.match_indices(self.text.as_str()).any(|(at, found)| {
            let before = text.get(..at).and_then(|it| it.chars().next_back());
            let behind = text.get(at.saturating_add(found.len())..);
            let behind = behind.and_then(|it| it.chars().next());
            (!ends(before) || !ends(first)) && (self.is_start || !ends(behind) || !ends(last))
        })
    }
}

/// Letters of scripts without blanks between words (Han, kana, Thai, Lao,
/// Khmer, Burmese), and of Korean, which adds endings to words.
const fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1100}'..='\u{11ff}'
        | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::StageId;

    fn rule(words: &str, stage: u32) -> StageRule {
        StageRule {
            words: words.into(),
            stage: Some(StageId(stage)),
            card: None,
        }
    }

    fn met(words: &str, text: &str) -> bool {
        let rules = Rules::new(&[rule(words, 1)]);
        rules.met(&Feedback::new(FeedbackId(1), text)).is_some()
    }

    #[test]
    fn words_are_found_whole_and_whatever_their_case_and_accents() {
        assert!(met("delivery", "The DELIVERY was late."));
        assert!(!met("live", "The delivery was late."), "a part is no word");
        assert!(met("entrega tardia", "Entrega  tardía otra vez"));
        assert!(met("größe", "falsche GROSSE"));
        assert!(met("check-out, pay", "I could not PAY!"));
        assert!(met("deliver*", "delivered too late"));
        assert!(!met("deliver", "delivered too late"));
        assert!(met("c++", "written in C++, sadly"));
        assert!(!met("", "anything") && !met(" , ,", "anything"));
    }

    #[test]
    fn scripts_without_blanks_have_no_bounds_of_words() {
        assert!(met("배송", "배송이 너무 늦어요"));
        assert!(!met("가", "각각"), "a syllable is not inside another");
        assert!(met("配送", "请问配送时间太长"));
        assert!(met("はいそう、配達", "配達が遅い"));
        assert!(met("ขนส่ง", "การขนส่งช้า"));
        assert!(met("доставка", "Доставка была долгой"));
    }

    #[test]
    fn a_placement_counts_what_each_rule_takes_and_leaves_what_has_a_place() {
        let told = |id, text: &str, stage: Option<u32>| {
            let mut told = Feedback::new(FeedbackId(id), text);
            told.stage = stage.map(StageId);
            Arc::new(told)
        };
        let log = [
            told(10, "The delivery was late", None),
            told(11, "Late, and no price", None),
            told(12, "A fair price", None),
            told(13, "Late again", Some(3)),
            told(14, "Nice", None),
        ];
        let rules = [rule("late", 1), rule("price", 2), rule("", 1)];
        let placement = Placement::of(&log, &rules);
        assert_eq!((placement.unplaced, placement.count()), (4, 3));
        assert_eq!(placement.hits, [2, 1, 0]);
        let about = |ids: &[u32], stage| {
            let ids = ids.iter().map(|id| FeedbackId(*id)).collect();
            Edit::SetFeedback(ids, FeedbackField::About(Subject::Stage(StageId(stage))))
        };
        assert_eq!(placement.edits, [about(&[10, 11], 1), about(&[12], 2)]);
    }

    #[test]
    fn the_first_rule_that_is_met_decides() {
        let rules = Rules::new(&[rule("pay", 1), StageRule::default(), rule("pay, cart", 3)]);
        let feedback = |verbatim: &str, topic: &str| Feedback {
            topic: topic.into(),
            ..Feedback::new(FeedbackId(1), verbatim)
        };
        let stage = |place, stage| Some((place, Subject::Stage(StageId(stage))));
        assert_eq!(rules.met(&feedback("how to pay", "Cart")), stage(0, 1));
        assert_eq!(rules.met(&feedback("slow", "Cart")), stage(2, 3));
        assert_eq!(rules.met(&feedback("slow", "")), None);
    }
}
