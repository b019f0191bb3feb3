//! Rules for feedback and dismissed insights as one cell each: what they lead
//! to or speak of is a number with `#` before it, the words follow.

use crate::model::{CardId, Dismissal, Rule, StageId, StageRule};

/// The fact of a rule for feedback.
pub(super) const RULE: &str = "Rule for feedback";
/// The fact of a dismissed insight.
pub(super) const DISMISSED: &str = "Dismissed insight";

/// “stage #12: price, cost”.
pub(super) fn rule_told(rule: &StageRule) -> String {
    let to = match (rule.stage, rule.card) {
        (stage, Some(card)) => {
            let stage = stage.map_or_else(String::new, |stage| format!("stage #{} ", stage.0));
            format!("{stage}card #{}", card.0)
        }
        (Some(stage), None) => format!("stage #{}", stage.0),
        (None, None) => "nothing".to_owned(),
    };
    format!("{to}: {}", rule.words)
}

/// The rule of a cell; none for a cell that is not of that form.
pub(super) fn rule(cell: &str) -> Option<StageRule> {
    let (to, words) = cell
        .split_once(": ")
        .or_else(|| Some((cell.strip_suffix(':')?, "")))?;
    let mut rule = StageRule {
        words: words.to_owned(),
        ..StageRule::default()
    };
    let mut parts = to.split_whitespace();
    while let Some(noun) = parts.next() {
        if noun == "nothing" {
            continue;
        }
        let number = parts.next()?.strip_prefix('#')?.parse().ok()?;
        match noun {
            "stage" => rule.stage = Some(StageId(number)),
            "card" => rule.card = Some(CardId(number)),
            _ => return None,
        }
    }
    Some(rule)
}

/// “Peak #12: reason”.
pub(super) fn dismissal_told(dismissal: &Dismissal) -> String {
    let about = dismissal
        .about
        .map_or_else(String::new, |id| format!(" #{id}"));
    format!("{}{about}: {}", dismissal.rule.label(), dismissal.reason)
}

/// The dismissal of a cell; none for a cell that is not of that form.
pub(super) fn dismissal(cell: &str) -> Option<Dismissal> {
    let (what, reason) = cell
        .split_once(": ")
        .or_else(|| Some((cell.strip_suffix(':')?, "")))?;
    let (label, about) = match what.rsplit_once(" #") {
        Some((label, number)) => (label, Some(number.parse().ok()?)),
        None => (what, None),
    };
    let rule = Rule::ALL.iter().find(|rule| rule.label() == label)?;
    Some(Dismissal {
        rule: *rule,
        about,
        reason: reason.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_and_dismissals_come_back_as_they_were_written() {
        for (stage, card) in [
            (Some(3), None),
            (None, Some(4)),
            (Some(3), Some(4)),
            (None, None),
        ] {
            let told = StageRule {
                words: "price: high, cost".into(),
                stage: stage.map(StageId),
                card: card.map(CardId),
            };
            assert_eq!(rule(&rule_told(&told)), Some(told));
        }
        for (held, about, reason) in [
            (Rule::Peak, Some(7), "known: see #3"),
            (Rule::PersonaMissing, None, ""),
        ] {
            let held = Dismissal {
                rule: held,
                about,
                reason: reason.into(),
            };
            assert_eq!(dismissal(&dismissal_told(&held)), Some(held));
        }
        assert_eq!(rule("over there: x"), None);
        assert_eq!(dismissal("No such rule: x"), None);
    }
}
