//! What is odd about the cells of a table of feedback, with the rows in which
//! it is. Each row that lost something is named; what many rows share is told
//! once. Knows cells and lines, no map.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    date::{self, Day},
    score::{Score, Writing},
};
use crate::{
    file::import::{
        meaning::plain_name,
        sketch::{Sketch, one_line},
    },
    model::Survey,
};

/// Lines and what stands in them.
type Lines = Vec<(usize, String)>;

/// So many rows with the same fault have a remark each; the rest is told
/// together.
const NAMED: usize = 40;

/// What is odd so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Trouble {
    dates: Lines,
    unread: Lines,
    /// Scores that no answer to the survey can be.
    beyond: Lines,
    /// Answers to the survey that are no whole numbers.
    broken: Lines,
    /// Dates after the day it is.
    later: Lines,
    formulas: Lines,
    scores: Vec<(usize, f64)>,
    /// Scores that are written in another way, and what they were read as.
    written: BTreeMap<String, (usize, f64)>,
    /// Dates with a time of day beside them.
    times: usize,
    short_years: usize,
    days: usize,
    seconds: usize,
}

impl Trouble {
    /// Remembers a score that is none.
    pub(super) fn unread(&mut self, line: usize, cell: &str) {
        self.unread.push((line, one_line(cell)));
    }

    /// Remembers a score that the survey does not have.
    pub(super) fn beyond(&mut self, line: usize, cell: &str) {
        self.beyond.push((line, one_line(cell)));
    }

    /// Remembers an answer to a survey that is no whole number.
    pub(super) fn broken(&mut self, line: usize, cell: &str) {
        self.broken.push((line, one_line(cell)));
    }

    /// Remembers a date after the day it is.
    pub(super) fn later(&mut self, line: usize, day: &str) {
        self.later.push((line, day.to_owned()));
    }

    /// Remembers a score that was read.
    pub(super) fn score(&mut self, line: usize, cell: &str, score: Score) {
        match score.writing {
            Writing::Plain => self.scores.push((line, score.value)),
            Writing::Unit | Writing::Word => {
                let held = self.written.entry(one_line(cell));
                held.or_insert((line, score.value));
            }
        }
    }

    /// Remembers a date that is none.
    pub(super) fn date(&mut self, line: usize, cell: &str) {
        self.dates.push((line, one_line(cell)));
    }

    /// Counts what is odd about a date that was read.
    pub(super) fn day(&mut self, day: &Day) {
        let count = |held: &mut usize, is_so: bool| *held = held.saturating_add(usize::from(is_so));
        count(&mut self.times, day.has_time);
        match day.writing {
            date::Writing::Full => {}
            date::Writing::ShortYear => count(&mut self.short_years, true),
            date::Writing::Days => count(&mut self.days, true),
            date::Writing::Seconds => count(&mut self.seconds, true),
        }
    }

    /// Remembers a text that a spreadsheet would run.
    pub(super) fn formula(&mut self, line: usize, cell: &str) {
        self.formulas.push((line, one_line(cell)));
    }

    /// Says all of it; the table begins in `line`, and its scores stand under
    /// `name` and answer `survey`, if any.
    pub(super) fn remarks(
        &self,
        (line, name): (usize, &str),
        survey: Option<Survey>,
        sketch: &mut Sketch,
    ) {
        let kept = "kept in the note";
        each(&self.dates, sketch, |text| {
            format!("“{text}” is no date that can be read; it is {kept}")
        });
        each(&self.unread, sketch, |text| {
            format!("“{text}” is no score; it is {kept}")
        });
        if let Some(survey) = survey {
            let (low, high) = survey.range();
            let label = survey.label();
            each(&self.beyond, sketch, |text| {
                format!("“{text}” is no answer of {label}, {low} to {high}; it is {kept}")
            });
        } else {
            self.beyond_usual(name, sketch);
        }
        self.written(sketch);
        self.kept(survey, sketch);
        self.formulas_told(sketch);
        for (count, what) in [
            (self.times, "times of day were left out"),
            (
                self.short_years,
                "years of two digits were read as 1969 to 2068",
            ),
            (
                self.days,
                "dates that are numbers were read as days since 1900, as spreadsheets count them",
            ),
            (
                self.seconds,
                "dates that are numbers were read as seconds since 1970",
            ),
        ] {
            if count > 0 {
                sketch.remark(line, format!("{what}: {count}"));
            }
        }
    }

    /// Says what is unlikely and was taken all the same.
    fn kept(&self, survey: Option<Survey>, sketch: &mut Sketch) {
        let answers = survey.map_or("", Survey::label);
        for (lines, what) in [
            (
                &self.broken,
                format!("answers of {answers} that are no whole numbers"),
            ),
            (&self.later, "dates that are still to come".to_owned()),
        ] {
            if let Some((line, text)) = lines.first() {
                let told = listed(lines.iter().map(|(line, _)| *line));
                let remark = format!("{what}, such as “{text}”, were kept: {told}");
                sketch.remark(*line, remark);
            }
        }
    }

    fn written(&self, sketch: &mut Sketch) {
        let Some(line) = self.written.values().map(|(line, _)| *line).min() else {
            return;
        };
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

    fn formulas_told(&self, sketch: &mut Sketch) {
        if let Some((line, text)) = self.formulas.first() {
            let begins: String = text.chars().take(40).collect();
            let remark = format!(
                "cells that begin like a formula, such as “{begins}”, were taken as the text they \
                 are: {}",
                listed(self.formulas.iter().map(|(line, _)| *line))
            );
            sketch.remark(*line, remark);
        }
    }

    /// Says which scores are beyond the scale that nearly all keep to.
    fn beyond_usual(&self, name: &str, sketch: &mut Sketch) {
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
        let scale = if plain_name(name).contains("nps") {
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

/// A remark for each of the first lines, and one for all others.
fn each(lines: &Lines, sketch: &mut Sketch, told: impl Fn(&str) -> String) {
    for (line, text) in lines.iter().take(NAMED) {
        sketch.remark(*line, told(text));
    }
    let rest = lines.get(NAMED..).unwrap_or_default();
    if let Some((line, text)) = rest.first() {
        let others = listed(rest.iter().map(|(line, _)| *line));
        sketch.remark(
            *line,
            format!("{} ({} rows: {others})", told(text), rest.len()),
        );
    }
}

/// Lines as a list in which neighbors are told together, at most thirty of
/// such: “lines 3, 5 to 9”.
pub(in crate::file::import) fn listed(lines: impl Iterator<Item = usize>) -> String {
    const TOLD: usize = 30;
    let lines: BTreeSet<usize> = lines.collect();
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for line in &lines {
        match runs.last_mut() {
            Some((_, last)) if last.saturating_add(1) == *line => *last = *line,
            _ => runs.push((*line, *line)),
        }
    }
    let told: Vec<String> = runs
        .iter()
        .take(TOLD)
        .map(|(first, last)| match last.saturating_sub(*first) {
            0 => first.to_string(),
            1 => format!("{first}, {last}"),
            _ => format!("{first} to {last}"),
        })
        .collect();
    let rest = runs.iter().skip(TOLD);
    let more: usize = rest
        .map(|(first, last)| last.saturating_sub(*first).saturating_add(1))
        .sum();
    let more = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    let word = if lines.len() == 1 { "line" } else { "lines" };
    format!("{word} {}{more}", told.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_follow_each_other_are_told_together() {
        let told = |lines: &[usize]| listed(lines.iter().copied());
        assert_eq!(told(&[7]), "line 7");
        assert_eq!(told(&[3, 5, 6, 9, 8, 7, 12, 13]), "lines 3, 5 to 9, 12, 13");
        let odd: Vec<usize> = (0..40).map(|line| line * 2).collect();
        assert!(told(&odd).ends_with("58 and 10 more"));
    }

    #[test]
    fn many_rows_with_one_fault_are_named_first_and_counted_then() {
        let mut sketch = Sketch::default();
        let lines: Lines = (2..102).map(|line| (line, "soon".to_owned())).collect();
        each(&lines, &mut sketch, |text| format!("“{text}” is none"));
        assert_eq!(sketch.remarks.len(), NAMED + 1);
        let last = sketch
            .remarks
            .last()
            .map(|(line, text)| (*line, text.as_str()));
        assert_eq!(
            last,
            Some((42, "“soon” is none (60 rows: lines 42 to 101)"))
        );
    }
}
