//! How well a name fits what is typed to find it: every word has to be in it,
//! in any order; whole names, beginnings and initials rank highest. Pure; the
//! palette loops over names with it.

use super::command::Command;
use crate::model::{Element, fold};

/// How well a name fits; more is better.
pub type Score = u32;

/// A name is this.
const WHOLE: Score = 120;
/// A name begins so.
const BEGINNING: Score = 60;
/// One of its words is this.
const WORD: Score = 45;
/// That word is its first.
const FIRST: Score = 4;
/// One of its words begins so.
const START: Score = 36;
/// The beginnings of several of its words, one after the other: "adst" for
/// "Add stage".
const INITIALS: Score = 24;
/// It has this somewhere.
const INSIDE: Score = 8;
/// What stands beside the name has this: its stage, its lane, its menu.
const BESIDE: Score = 3;
/// Longer words are no initials.
const LONGEST: usize = 24;
/// Words in the order of the name count a little more.
const IN_ORDER: Score = 2;

/// What was found by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Found {
    /// A command, to be run.
    Command(Command),
    /// An element of the map, to go to.
    Element(Element),
}

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    words: Vec<String>,
    whole: String,
}

/// A name as it is compared: folded once, looked at with every key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    text: String,
    beside: String,
}

impl Name {
    /// A name, and what stands beside it in a list.
    #[must_use]
    pub fn new(text: &str, beside: &str) -> Self {
        Self {
            text: fold(text),
            beside: fold(beside),
        }
    }
}

impl Query {
    /// What is looked for, as it was typed.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let folded = fold(text);
        let words: Vec<String> = folded.split_whitespace().map(str::to_owned).collect();
        Self {
            whole: words.join(" "),
            words,
        }
    }

    /// Whether nothing was typed: then everything fits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// How well a name fits; `None` when a word of the query is not in it.
    #[must_use]
    pub fn score(&self, name: &Name) -> Option<Score> {
        if self.is_empty() {
            return Some(0);
        }
        if name.text == self.whole {
            return Some(WHOLE + BEGINNING);
        }
        let mut sum = 0;
        let mut last = None;
        for word in &self.words {
            let beside = || name.beside.contains(word.as_str()).then_some((BESIDE, 0));
            let (score, at) = score_of(word, &name.text).or_else(beside)?;
            sum += score;
            if last.is_some_and(|last| at > last) {
                sum += IN_ORDER;
            }
            last = Some(at);
        }
        if name.text.starts_with(&self.whole) {
            sum += BEGINNING;
        }
        // A word more or less must not outweigh a better fit.
        let words = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        Some(sum / words.max(1))
    }
}

/// How well one word fits a name, and where in it.
fn score_of(word: &str, name: &str) -> Option<(Score, usize)> {
    let mut found: Option<(Score, usize)> = None;
    for (at, _) in name.match_indices(word) {
        let starts = at == 0 || !ends_in_letter(name.get(..at)?);
        let ends = name
            .get(at + word.len()..)
            .is_none_or(|rest| !rest.starts_with(char::is_alphanumeric));
        let first = if at == 0 { FIRST } else { 0 };
        let score = match (starts, ends) {
            (true, true) => WORD + first,
            (true, false) => START + first,
            (false, _) => INSIDE,
        };
        if found.is_none_or(|(best, _)| score > best) {
            found = Some((score, at));
        }
    }
    match found {
        Some((score, _)) if score > INITIALS => found,
        _ if initials(word, name) => Some((INITIALS, 0)),
        _ => found,
    }
}

/// Whether a word is made of the beginnings of words of a name, in their order.
fn initials(word: &str, name: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    if letters.len() < 2 || letters.len() > LONGEST {
        return false;
    }
    // How far the words so far can lead, as the number of letters used up.
    let mut reached = vec![false; letters.len() + 1];
    reached[0] = true;
    for part in name.split(|c: char| !c.is_alphanumeric()) {
        let before = reached.clone();
        for from in (0..letters.len()).filter(|from| before[*from]) {
            for (offset, (a, b)) in part.chars().zip(&letters[from..]).enumerate() {
                if a != *b {
                    break;
                }
                reached[from + offset + 1] = true;
            }
        }
    }
    reached[letters.len()]
}

fn ends_in_letter(text: &str) -> bool {
    text.chars().next_back().is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by a panic")]

    use super::*;

    fn score(typed: &str, name: &str) -> Option<Score> {
        Query::new(typed).score(&Name::new(name, "Map menu"))
    }

    #[test]
    fn words_are_found_in_any_order_and_every_one_of_them() {
        assert!(score("stage add", "Add stage").is_some());
        assert!(score("add st", "Add stage").is_some());
        assert!(score("add x", "Add stage").is_none());
        assert!(score("  ", "Add stage").is_some());
        assert!(score("menu add", "Add stage").is_some(), "beside the name");
        assert!(score("über", "Schreibt uber alles").is_some());
    }

    #[test]
    fn whole_names_and_beginnings_and_initials_rank_above_the_inside() {
        let order = [
            score("stage", "Stage"),
            score("stage", "Stage owner"),
            score("stage", "Add stage"),
            score("stage", "All stages"),
            score("sta", "Save to a"),
            score("stage", "Upstaged"),
            score("menu", "Add stage"),
        ];
        for pair in order.windows(2) {
            assert!(pair[0].unwrap() > pair[1].unwrap(), "{order:?}");
        }
    }

    #[test]
    fn initials_are_beginnings_of_words_in_their_order() {
        for typed in ["als", "adst", "as", "addst", "alxt"] {
            let fits = score(typed, "Add lane: stage to").is_some();
            assert_eq!(fits, typed != "alxt", "{typed}");
        }
        assert!(score("sta", "Add stage").unwrap() > score("tag", "Add stage").unwrap());
        assert!(score("dst", "Add stage").is_none());
        assert!(score("as", "Align stages").unwrap() > score("as", "Canvas").unwrap());
    }

    #[test]
    fn long_names_and_queries_take_no_time_worth_telling() {
        let name = Name::new(&"a ".repeat(400), "");
        assert!(Query::new(&"a".repeat(20)).score(&name).is_some());
        assert!(
            Query::new(&format!("{}b", "a".repeat(20)))
                .score(&name)
                .is_none()
        );
    }
}
