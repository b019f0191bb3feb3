//! Topics to choose from while one is typed: those that are in use, the most
//! frequent first, then words and pairs of words that many verbatims share and
//! that are no topic yet. Reads any script; words that say nothing are left
//! out for English, German, French and Spanish, and, in a large log of any
//! language, those that stand in every other verbatim.

use std::{collections::BTreeSet, sync::Arc};

use rustc_hash::{FxHashMap, FxHashSet};
use unicode_segmentation::UnicodeSegmentation as _;

use super::line::topics_of;
use crate::{
    editor::fold,
    model::{Feedback, Map},
};

/// So many verbatims are read for words, evenly spread over the log: enough to
/// tell which are frequent, and few enough to be read at once.
const SAMPLE: usize = 4_000;
/// From this many verbatims on, a word in half of them says nothing.
const MANY: usize = 40;
/// The most characters of a word.
const LONGEST: usize = 30;
/// So many words are kept.
const KEPT: usize = 300;

/// Words that say nothing by themselves, folded.
const STOP: &str = "a about after again all also always am an and any are as at be because been \
    before being but by can cannot can't could couldn't did didn't do does doesn't doing don't \
    down each even ever every few for from get gets getting go goes going good got great had has \
    hasn't have haven't having he her here him his how i i'd i'll i'm i've if in into is isn't it \
    it's its just like made make makes many may me more most much my need needs never no nor not \
    now of off ok on once one only or other our out over own please really same she should so \
    some still such than that that's the their them then there these they they're thing things \
    this those through to too under until up us use used using very want wants was wasn't way we \
    we're well were what when where which while who why will with won't would wouldn't yes yet you \
    your \
    aber als am an auch auf aus bei bin bis da dann das dass dem den der des die dies doch durch \
    ein eine einem einen einer er es fur habe haben hat ich ihr im in ist ja kann kein keine man \
    mehr mein mich mir mit nach nicht noch nur oder schon sehr sein sich sie sind so und uns vom \
    von vor war was weil wenn werden wie wir wird zu zum zur \
    au aux avec ce ces cette dans de des du elle en est et il ils je la le les leur mais mon ne \
    nous on ou par pas plus pour que qui sa sans ses son sont sur tres un une vous \
    al como con cuando del el ella en era es esta este fue ha han hay lo los las mas me mi muy \
    no nos para pero por porque que se ser sin su sus tambien un una y ya";

/// A topic to choose, or a word that could be one.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Known {
    name: String,
    folded: String,
    count: usize,
}

/// What there is to choose from, kept until the log changes.
#[derive(Debug, Default)]
pub struct Topics {
    seen: Option<Arc<Vec<Arc<Feedback>>>>,
    used: Vec<Known>,
    words: Vec<Known>,
}

impl Topics {
    /// Reads the log anew where it has changed.
    pub fn update(&mut self, map: &Map) {
        self.update_with(&map.feedback);
    }

    pub(super) fn update_with(&mut self, entries: &Arc<Vec<Arc<Feedback>>>) {
        let mut seen = self.seen.iter();
        if seen.any(|seen| Arc::ptr_eq(seen, entries)) {
            return;
        }
        self.seen = Some(Arc::clone(entries));
        self.used = topics(entries);
        let known: FxHashSet<&str> = self
            .used
            .iter()
            .flat_map(|known| known.folded.split(' ').chain([known.folded.as_str()]))
            .collect();
        let step = entries.len().div_ceil(SAMPLE).max(1);
        let sample = entries.iter().step_by(step);
        self.words = words(sample.map(|entry| entry.verbatim.as_str()), &known);
    }

    /// At most `most` topics that fit what was typed so far. Of two, one that
    /// the verbatims speak of comes first; topics come before words.
    #[must_use]
    pub fn suggest(&self, typed: &str, verbatims: &[&str], most: usize) -> Vec<String> {
        let typed = fold(typed.trim());
        let spoken = fold(&verbatims.join("\n"));
        let fits = |known: &&Known| {
            known.folded.contains(&typed) && (typed.is_empty() || known.folded != typed)
        };
        let rank = |known: &&Known| {
            let is_spoken = !spoken.is_empty() && spoken.contains(&known.folded);
            let begins = known.folded.starts_with(&typed);
            (!is_spoken, !begins)
        };
        let sorted = |all: &[Known]| {
            let mut fitting: Vec<&Known> = all.iter().filter(fits).collect();
            // Stable: the more frequent stays before the less.
            fitting.sort_by_key(rank);
            fitting
                .into_iter()
                .take(most)
                .map(|known| (rank(&known).0, known.name.clone()))
                .collect::<Vec<_>>()
        };
        let topics = sorted(&self.used);
        let words = sorted(&self.words);
        let (spoken_words, other_words): (Vec<_>, Vec<_>) =
            words.into_iter().partition(|(not_spoken, _)| !not_spoken);
        let (spoken_topics, other_topics): (Vec<_>, Vec<_>) =
            topics.into_iter().partition(|(not_spoken, _)| !not_spoken);
        let all = [spoken_topics, spoken_words, other_topics, other_words];
        let names = all.into_iter().flatten().map(|(_, name)| name);
        names.take(most).collect()
    }
}

/// The topics in use, the most frequent first. Those that differ in case or
/// accents are one, as it is written most often.
fn topics(entries: &[Arc<Feedback>]) -> Vec<Known> {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for entry in entries {
        for topic in topics_of(&entry.topic).filter(|topic| !topic.is_empty()) {
            *counts.entry(topic).or_default() += 1;
        }
    }
    let mut written: Vec<(&str, usize)> = counts.into_iter().collect();
    written.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let mut places: FxHashMap<String, usize> = FxHashMap::default();
    let mut all: Vec<Known> = Vec::new();
    for (name, count) in written {
        let folded = fold(name);
        let place = *places.entry(folded.clone()).or_insert(all.len());
        match all.get_mut(place) {
            Some(known) => known.count += count,
            None => all.push(Known {
                name: name.to_owned(),
                folded,
                count,
            }),
        }
    }
    all.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
    all
}

/// Words and pairs that at least two verbatims have, the most frequent first.
fn words<'a>(verbatims: impl Iterator<Item = &'a str>, known: &FxHashSet<&str>) -> Vec<Known> {
    let stop: BTreeSet<&str> = STOP.split_whitespace().collect();
    let mut counts: FxHashMap<String, (usize, String)> = FxHashMap::default();
    let mut read = 0;
    for verbatim in verbatims {
        read += 1;
        let mut here: FxHashMap<String, String> = FxHashMap::default();
        let mut last: Option<Word> = None;
        for word in words_of(verbatim) {
            let says = !stop.contains(word.folded.as_str());
            if let Some(last) = last.filter(|last| says && last.end + 1 == word.start) {
                let pair = format!("{} {}", last.folded, word.folded);
                here.insert(pair, format!("{} {}", last.written, word.written));
            }
            if says {
                here.insert(word.folded.clone(), word.written.clone());
            }
            last = says.then_some(word);
        }
        #[expect(
            clippy::iter_over_hash_type,
            reason = "sums do not depend on the order"
        )]
        for (folded, written) in here {
            let held = counts.entry(folded).or_insert((0, written));
            held.0 += 1;
        }
    }
    let most = if read >= MANY { read / 2 } else { usize::MAX };
    let mut all: Vec<Known> = counts
        .into_iter()
        .filter(|(folded, (count, _))| {
            (2..=most).contains(count) && !known.contains(folded.as_str())
        })
        .map(|(folded, (count, written))| Known {
            name: sentence_case(&written),
            folded,
            count,
        })
        .collect();
    // Of a pair and its words with the same number, the pair says more.
    let weight = |known: &Known| known.count * if known.folded.contains(' ') { 3 } else { 2 };
    all.sort_by(|a, b| {
        weight(b)
            .cmp(&weight(a))
            .then_with(|| a.folded.cmp(&b.folded))
    });
    all.truncate(KEPT);
    without_parts(all)
}

/// Leaves out words that occur nearly always in one pair.
fn without_parts(all: Vec<Known>) -> Vec<Known> {
    let mut in_pairs: FxHashMap<String, usize> = FxHashMap::default();
    for known in &all {
        if known.folded.contains(' ') {
            for part in known.folded.split(' ') {
                let held = in_pairs.entry(part.to_owned()).or_default();
                *held = (*held).max(known.count);
            }
        }
    }
    let stands_alone = |known: &Known| {
        let paired = in_pairs.get(&known.folded).copied().unwrap_or(0);
        paired * 3 < known.count * 2
    };
    all.into_iter()
        .filter(|known| known.folded.contains(' ') || stands_alone(known))
        .collect()
}

/// A word of a text, with where it stands.
struct Word {
    start: usize,
    end: usize,
    written: String,
    folded: String,
}

/// The words of a text that could be a topic. Scripts without spaces give runs
/// of ideographs or katakana, which are words more often than not.
fn words_of(text: &str) -> impl Iterator<Item = Word> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (start, word) in text.unicode_word_indices() {
        let end = start + word.len();
        match runs.last_mut() {
            Some((from, to)) if *to == start && is_run(text, *from, start, word) => *to = end,
            Some(_) | None => runs.push((start, end)),
        }
    }
    runs.into_iter().filter_map(|(start, end)| {
        let written = text.get(start..end)?.to_lowercase();
        let count = written.chars().count();
        let is_dense = written.chars().all(|c| !c.is_ascii() && !is_spaced(c));
        let least = if is_dense { 2 } else { 3 };
        let has_letter = written.chars().any(char::is_alphabetic);
        let is_word = (least..=LONGEST).contains(&count) && has_letter && !is_kana(&written);
        is_word.then(|| Word {
            start,
            end,
            folded: fold(&written).replace('\u{2019}', "'"),
            written,
        })
    })
}

/// Whether a word goes on what stands right before it: both are ideographs.
fn is_run(text: &str, from: usize, start: usize, word: &str) -> bool {
    let before = text.get(from..start).unwrap_or_default();
    let is_ideographs = |text: &str| text.chars().all(is_ideograph);
    is_ideographs(before) && is_ideographs(word)
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Hiragana alone is grammar.
fn is_kana(text: &str) -> bool {
    text.chars().all(|c| matches!(c, '\u{3040}'..='\u{309f}'))
}

/// Letters of scripts that write spaces and have short words.
fn is_spaced(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{10ff}' | '\u{1e00}'..='\u{1fff}')
}

fn sentence_case(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}
