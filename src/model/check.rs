//! The rules a map keeps, and what to say when one is broken. Runs when a file
//! is read and after every step in tests. An edit never breaks a rule; a file
//! written by hand or merged by a tool may.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use super::{
    id::{CardId, StageId},
    map::Map,
    stage::{Card, Stage},
    words::{Channel, Divider},
};

/// A broken rule, in the user's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem(pub String);

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Map {
    /// Every broken rule; empty for a sound map.
    #[must_use]
    pub fn check(&self) -> Vec<Problem> {
        let mut problems = self.faults();
        problems.extend(self.flaws());
        problems
    }

    /// The broken rules that keep a map from being worked with: ids that are
    /// not unique, references into nothing, numbers that are none. A map with
    /// any of these is repaired first; other problems are only listed.
    #[must_use]
    pub fn faults(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let cards = self.stages.iter().flat_map(|stage| &stage.cards);
        let cards: BTreeSet<CardId> = cards.map(|card| card.id).collect();
        self.check_ids(&mut problems);
        self.check_curves(&mut problems);
        for stage in &self.stages {
            for card in &stage.cards {
                self.check_card(stage, card, &mut problems);
            }
            self.check_points(stage, &cards, &mut problems);
        }
        self.check_feedback(&cards, &mut problems);
        self.check_views(&mut problems);
        problems
    }

    /// The broken rules that only a reader minds: dates that are none, values
    /// that no metric of their kind can have, a line between lanes that is
    /// there twice, views without a name of their own, pictures that are not
    /// there.
    #[must_use]
    pub fn flaws(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (what, date) in [
            ("last review", &self.review.reviewed),
            ("next review", &self.review.next),
        ] {
            check_date(&format!("the {what}"), date, &mut problems);
        }
        self.check_dividers(&mut problems);
        for metric in &self.metrics {
            let name = format!("metric {}", quoted(&metric.name));
            check_date(&name, &metric.date, &mut problems);
            for (which, remark) in metric.remarks() {
                problems.push(Problem(format!("the {which} of {name}: {remark}")));
            }
        }
        for feedback in self.feedback.iter() {
            let name = format!("feedback {}", quoted(&feedback.verbatim));
            check_date(&name, &feedback.date, &mut problems);
        }
        self.check_view_names(&mut problems);
        self.check_pictures(&mut problems);
        problems
    }

    /// Ids are unique over the whole map, so that one name is one thing.
    fn check_ids(&self, problems: &mut Vec<Problem>) {
        let mut seen: BTreeMap<u32, (&str, &str)> = BTreeMap::new();
        let mut claim = |id: u32, what, name| {
            if let Some((other, others)) = seen.insert(id, (what, name)) {
                problems.push(Problem(format!(
                    "{what} {} has the same id {id} as {other} {}",
                    quoted(name),
                    quoted(others)
                )));
            }
        };
        for persona in &self.personas {
            claim(persona.id.0, "persona", &*persona.name);
        }
        for channel in &self.channels {
            claim(channel.id.0, "channel", &channel.name);
        }
        for lane in &self.lanes {
            claim(lane.id.0, "lane", &lane.name);
        }
        for curve in &self.curves {
            claim(curve.id.0, "curve", &curve.name);
        }
        for stage in &self.stages {
            claim(stage.id.0, "stage", &stage.name);
            for card in &stage.cards {
                claim(card.id.0, "card", &card.text);
            }
            for point in &stage.points {
                claim(point.id.0, "an emotion point of stage", &stage.name);
            }
        }
        for metric in &self.metrics {
            claim(metric.id.0, "metric", &metric.name);
        }
        for feedback in self.feedback.iter() {
            claim(feedback.id.0, "feedback", &feedback.verbatim);
        }
    }

    /// A line between lanes has one place.
    fn check_dividers(&self, problems: &mut Vec<Problem>) {
        for divider in Divider::ALL {
            let lanes = self.lanes.iter();
            let below = lanes.filter(|lane| lane.divider == Some(*divider));
            let names: Vec<String> = below.map(|lane| quoted(&lane.name)).collect();
            if let [first @ .., last] = names.as_slice()
                && !first.is_empty()
            {
                problems.push(Problem(format!(
                    "the {} is above the lanes {} and {last}; a map has one of a kind",
                    divider.label().to_lowercase(),
                    first.join(", ")
                )));
            }
        }
    }

    fn check_curves(&self, problems: &mut Vec<Problem>) {
        for curve in &self.curves {
            if curve.persona.is_some_and(|id| self.persona(id).is_none()) {
                let name = quoted(&curve.name);
                problems.push(Problem(format!(
                    "curve {name} names a persona that does not exist"
                )));
            }
            if curve.lane.is_some_and(|id| self.lane(id).is_none()) {
                let name = quoted(&curve.name);
                problems.push(Problem(format!(
                    "curve {name} names a lane that does not exist"
                )));
            }
        }
    }

    fn check_card(&self, stage: &Stage, card: &Card, problems: &mut Vec<Problem>) {
        let mut report = |fault: &str| {
            let (text, stage) = (quoted(&card.text), quoted(&stage.name));
            problems.push(Problem(format!("card {text} in stage {stage} {fault}")));
        };
        if self.lane(card.lane).is_none() {
            report(&format!("is on lane {}, which does not exist", card.lane));
        }
        if card.metric.is_some_and(|id| self.metric(id).is_none()) {
            report("shows a metric that does not exist");
        }
        if let Some(Channel::Own(id)) = card.channel
            && self.channels.iter().all(|own| own.id != id)
        {
            report("uses a channel that does not exist");
        }
    }

    fn check_points(&self, stage: &Stage, cards: &BTreeSet<CardId>, problems: &mut Vec<Problem>) {
        for point in &stage.points {
            let mut report = |fault: String| {
                let name = quoted(&stage.name);
                problems.push(Problem(format!("an emotion point of stage {name} {fault}")));
            };
            if self.curve(point.curve).is_none() {
                report(format!("is on curve {}, which does not exist", point.curve));
            }
            if point.card.is_some_and(|id| !cards.contains(&id)) {
                report("belongs to a card that does not exist".into());
            }
            if point.score.is_some_and(|score| !score.is_finite()) {
                report("has a score that is not a finite number".into());
            }
        }
    }

    fn check_feedback(&self, cards: &BTreeSet<CardId>, problems: &mut Vec<Problem>) {
        for feedback in self.feedback.iter() {
            let name = format!("feedback {}", quoted(&feedback.verbatim));
            if feedback.stage.is_some_and(|id| self.stage(id).is_none()) {
                problems.push(Problem(format!(
                    "{name} speaks of a stage that does not exist"
                )));
            }
            if feedback.card.is_some_and(|id| !cards.contains(&id)) {
                problems.push(Problem(format!(
                    "{name} speaks of a card that does not exist"
                )));
            }
            if feedback.score.is_some_and(|score| !score.is_finite()) {
                problems.push(Problem(format!(
                    "{name} has a score that is not a finite number"
                )));
            }
        }
        for metric in &self.metrics {
            let name = format!("metric {} is measured at", quoted(&metric.name));
            self.check_subject((&name, metric.stage, metric.card), cards, problems);
        }
        for rule in &self.rules {
            let name = format!("the rule for {} leads to", quoted(&rule.words));
            self.check_subject((&name, rule.stage, rule.card), cards, problems);
        }
    }

    fn check_subject(
        &self,
        (what, stage, card): (&str, Option<StageId>, Option<CardId>),
        cards: &BTreeSet<CardId>,
        problems: &mut Vec<Problem>,
    ) {
        let is_missing = stage.is_some_and(|id| self.stage(id).is_none());
        if is_missing {
            problems.push(Problem(format!("{what} a stage that does not exist")));
        }
        if card.is_some_and(|id| !cards.contains(&id)) {
            problems.push(Problem(format!("{what} a card that does not exist")));
        }
    }
}

/// A date is empty or written as `YYYY-MM-DD`.
fn check_date(what: &str, date: &str, problems: &mut Vec<Problem>) {
    let mut parts = date.splitn(3, '-');
    let mut number = |digits: usize, range: std::ops::RangeInclusive<u32>| {
        let part = parts.next().unwrap_or_default();
        part.len() == digits && part.parse().is_ok_and(|number| range.contains(&number))
    };
    let is_date = number(4, 0..=9999) && number(2, 1..=12) && number(2, 1..=31);
    if !date.is_empty() && !is_date {
        problems.push(Problem(format!(
            "{what} has the date “{date}”; write it as YYYY-MM-DD"
        )));
    }
}

/// A name in quotes: its first line, and of that no more than tells it apart.
pub(super) fn quoted(name: &str) -> String {
    const SHOWN: usize = 48;
    let line = name.split(char::is_control).next().unwrap_or_default();
    let mut shown: String = line.chars().take(SHOWN).collect();
    if shown.len() < name.len() {
        shown.push('…');
    }
    format!("“{shown}”")
}
