//! What is odd about the scores and dates of a table of feedback, with the rows
//! in which it is, gathered so that one remark tells of many. Knows cells and
//! lines, no map.

use std::collections::{BTreeMap, BTreeSet};

use super::score;
use crate::file::import::{
    meaning::{Answer, Meaning, plain_name},
    sheet::Table,
    sketch::{Sketch, one_line},
};

/// Lines and what stands in them.
type Lines = Vec<(usize, String)>;

/// What is odd so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Trouble {
    dates: Lines,
    unread: Lines,
    scores: Vec<(usize, f64)>,
    /// Scores that are written in another way, and what they were read as.
    written: BTreeMap<String, (usize, f64)>,
    /// Dates with a time of day behind them.
    pub(super) times: usize,
}

impl Trouble {
    /// The number of a score; remembers one that is none.
    pub(super) fn score(&mut self, line: usize, cell: &str) -> Option<f64> {
        let Some((value, is_plain)) = score(cell) else {
            self.unread.push((line, one_line(cell)));
            return None;
        };
        if is_plain {
            self.scores.push((line, value));
        } else {
            self.written.entry(one_line(cell)).or_insert((line, value));
        }
        Some(value)
    }

    /// Remembers a date that is none; always false.
    pub(super) fn date(&mut self, line: usize, cell: &str) -> bool {
        self.dates.push((line, one_line(cell)));
        false
    }

    /// Says all of it.
    pub(super) fn remarks(&self, table: &Table<'_>, sketch: &mut Sketch) {
        for (what, lines) in [("dates", &self.dates), ("scores", &self.unread)] {
            if let Some((line, text)) = lines.first() {
                let remark = format!(
                    "{} {what} could not be read, such as “{text}”; they are kept with the \
                     topic: {}",
                    lines.len(),
                    listed(lines.iter().map(|(line, _)| *line))
                );
                sketch.remark(*line, remark);
            }
        }
        if let Some(line) = self.written.values().map(|(line, _)| *line).min() {
            let texts = self.written.iter().take(12);
            let texts: Vec<String> = texts
                .map(|(text, (_, value))| format!("“{text}” as {value}"))
                .collect();
            let more = if self.written.len() > texts.len() {
                ", …"
            } else {
                ""
            };
            let remark = format!(
                "scores that are no plain numbers were read, words on a scale from -2 to 2: {}{more}",
                texts.join(", ")
            );
            sketch.remark(line, remark);
        }
        if self.times > 0 {
            let remark = format!("times of day were left out: {}", self.times);
            sketch.remark(table.line(), remark);
        }
        self.beyond(table, sketch);
    }

    /// Says which scores are beyond the scale that nearly all keep to.
    fn beyond(&self, table: &Table<'_>, sketch: &mut Sketch) {
        let column = table.column_of(Meaning::Answer(Answer::Score));
        let name = plain_name(column.map_or("", |column| table.name(column)));
        let inside = |low: f64, high: f64| {
            let fits = |(_, score): &&(usize, f64)| (low..=high).contains(score);
            self.scores.iter().filter(fits).count().saturating_mul(10)
                >= self.scores.len().saturating_mul(9)
        };
        let scales = [
            (0.0, 5.0),
            (0.0, 7.0),
            (0.0, 10.0),
            (-2.0, 2.0),
            (-5.0, 5.0),
            (0.0, 100.0),
            (-100.0, 100.0),
        ];
        let usual = scales.into_iter().find(|(low, high)| inside(*low, *high));
        let scale = if name.contains("nps") {
            Some((0.0, 10.0))
        } else {
            usual
        };
        let Some((low, high)) = scale else { return };
        let out = self
            .scores
            .iter()
            .filter(|(_, score)| !(low..=high).contains(score));
        let out: Vec<&(usize, f64)> = out.collect();
        if let Some((line, score)) = out.first() {
            let remark = format!(
                "{} scores are beyond the scale from {low} to {high} of the others, such as \
                 {score}; they were kept: {}",
                out.len(),
                listed(out.iter().map(|(line, _)| *line))
            );
            sketch.remark(*line, remark);
        }
    }
}

/// Lines as a list, of which the first twenty are told.
fn listed(lines: impl Iterator<Item = usize>) -> String {
    let lines: BTreeSet<usize> = lines.collect();
    let told: Vec<String> = lines.iter().take(20).map(usize::to_string).collect();
    let word = if lines.len() == 1 { "line" } else { "lines" };
    let more = lines.len().saturating_sub(told.len());
    let more = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    format!("{word} {}{more}", told.join(", "))
}
