//! Rows that are there already: earlier in the table, or in the log of the map.
//! Knows what was heard, and compares it.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    super::feedback::{Heard, listed, note},
    Taken,
};
use crate::model::{Feedback, Map};

/// What is done with rows that are there already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Repeats {
    /// Rows with the id and the words of another are left out.
    #[default]
    SameId,
    /// So are rows without an id that are equal to another in all they say.
    Equal,
    /// All are taken.
    Taken,
}

impl Repeats {
    /// Every way, the usual first.
    pub const ALL: [Self; 3] = [Self::SameId, Self::Equal, Self::Taken];

    /// The name for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::SameId => "Left out when their id is the same",
            Self::Equal => "Left out, also without an id",
            Self::Taken => "Taken again",
        }
    }
}

/// How many rows repeat others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Repeated {
    /// Rows with the id and the words, score and date of another.
    pub same_id: usize,
    /// Rows with the id of another that say something else; never left out.
    pub other_words: usize,
    /// Rows without an id that are equal to another.
    pub equal: usize,
    /// How many of all these are in the log already.
    pub in_log: usize,
    /// How many are left out.
    pub left_out: usize,
}

/// What a source says of an answer, which nobody changes afterwards.
type Said<'a> = (&'a str, Option<u64>, &'a str);

fn said(feedback: &Feedback) -> Said<'_> {
    let score = feedback.score.map(f64::to_bits);
    (&feedback.verbatim, score, &feedback.date)
}

/// The same with all else that tells answers without an id apart: topic and
/// note.
type All<'a> = (Said<'a>, &'a str, &'a str);

fn all(feedback: &Feedback) -> All<'_> {
    (said(feedback), &feedback.topic, &feedback.note)
}

/// Lines, by what they have in common with others.
#[derive(Default)]
struct Lines {
    same_id: Vec<usize>,
    other_words: Vec<usize>,
    equal: Vec<usize>,
}

/// The rows that are to be taken, with a count and remarks of the others.
pub(super) fn sift<'a>(
    rows: &'a [Heard],
    repeats: Repeats,
    map: &Map,
    taken: &mut Taken,
) -> Vec<&'a Heard> {
    let mut by_id: BTreeMap<&str, Vec<Said<'_>>> = BTreeMap::new();
    let mut in_log: BTreeSet<All<'_>> = BTreeSet::new();
    for feedback in map.feedback.iter() {
        if feedback.reference.is_empty() {
            in_log.insert(all(feedback));
        } else {
            let held = by_id.entry(&feedback.reference).or_default();
            held.push(said(feedback));
        }
    }
    let logged: BTreeSet<&str> = by_id.keys().copied().collect();
    let mut seen: BTreeSet<(All<'_>, &str)> = BTreeSet::new();
    let (mut kept, mut lines) = (Vec::with_capacity(rows.len()), Lines::default());
    for row in rows {
        let feedback = &row.feedback;
        let id = feedback.reference.as_str();
        let (repeated, is_in_log) = if id.is_empty() {
            let is_logged = in_log.contains(&all(feedback)) || is_noted(row, &in_log);
            let is_seen = !seen.insert((all(feedback), &row.stage));
            let repeated = is_logged || is_seen;
            if repeated {
                lines.equal.push(row.line);
            }
            (repeated && repeats == Repeats::Equal, is_logged)
        } else {
            let held = by_id.entry(id).or_default();
            let said = said(feedback);
            let (is_other, is_same) = (!held.is_empty(), held.contains(&said));
            if is_same {
                lines.same_id.push(row.line);
            } else {
                held.push(said);
                if is_other {
                    lines.other_words.push(row.line);
                }
            }
            let is_out = is_same && repeats != Repeats::Taken;
            (is_out, is_other && logged.contains(id))
        };
        let counts = &mut taken.repeated;
        counts.in_log = counts.in_log.saturating_add(usize::from(is_in_log));
        counts.left_out = counts.left_out.saturating_add(usize::from(repeated));
        if !repeated {
            kept.push(row);
        }
    }
    tell(&lines, repeats, taken);
    kept
}

/// Whether the log has an answer whose note tells of the row's stage, which the
/// map did not have.
fn is_noted(row: &Heard, in_log: &BTreeSet<All<'_>>) -> bool {
    if row.stage.is_empty() || in_log.is_empty() {
        return false;
    }
    let mut noted = row.feedback.note.clone();
    note(&mut noted, "Stage", &row.stage);
    in_log.contains(&(said(&row.feedback), &row.feedback.topic, &noted))
}

/// Counts rows that repeat others, and says which.
fn tell(lines: &Lines, repeats: Repeats, taken: &mut Taken) {
    let fate = |is_out: bool| {
        if is_out {
            "left out"
        } else {
            "taken all the same"
        }
    };
    let mut tell = |lines: &[usize], words: &str, fate: &str| {
        if let Some(first) = lines.first() {
            let (count, listed) = (lines.len(), listed(lines.iter().copied()));
            let rows = if count == 1 { "row" } else { "rows" };
            let remark = format!("{count} {rows} {words}; {fate}: {listed}");
            taken.remarks.push((*first, remark));
        }
    };
    let is_out = repeats != Repeats::Taken;
    let words = "with the id and the words of another, here or in the log";
    tell(&lines.same_id, words, fate(is_out));
    let words = "with the id of another, but other words, score or date";
    tell(&lines.other_words, words, fate(false));
    let is_out = repeats == Repeats::Equal;
    let words = "equal to another, here or in the log, without an id to tell them apart";
    tell(&lines.equal, words, fate(is_out));
    taken.repeated.same_id = lines.same_id.len();
    taken.repeated.other_words = lines.other_words.len();
    taken.repeated.equal = lines.equal.len();
}
