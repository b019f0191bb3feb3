//! What a report says of the ground a map stands on: what customers said, by
//! type and stage, and how much of the map anybody has seen or told.

use std::{cmp::Reverse, collections::BTreeMap};

use super::{Block, chapters::place, chapters::table};
use crate::model::{Evidence, Feedback, Map, StageId, Subject};

/// So many verbatims are written out: those with a date last, the newest first.
const WRITTEN: usize = 40;
/// So many types are counted in a table, those with the most entries.
const TYPES: usize = 30;

/// What customers said: counts by type and stage, and the newest words.
pub(super) fn said(map: &Map) -> Vec<Block> {
    if map.feedback.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::Text(counted(map))];
    blocks.extend(by_type(map));
    let mut told: Vec<&Feedback> = map.feedback.iter().map(AsRef::as_ref).collect();
    told.retain(|told| !told.verbatim.trim().is_empty());
    told.sort_by(|a, b| b.date.cmp(&a.date));
    let left = told.len().saturating_sub(WRITTEN);
    let rows = told.into_iter().take(WRITTEN).map(|told| {
        vec![
            format!("“{}”", told.verbatim.trim()),
            told.topic.trim().to_owned(),
            told.kind_label().unwrap_or_default().to_owned(),
            place_of(map, told.subject()),
            told.date.trim().to_owned(),
        ]
    });
    blocks.extend(table(
        vec!["Verbatim", "Topic", "Type", "Of", "Date"],
        rows.collect(),
    ));
    if left > 0 {
        blocks.push(Block::Text(format!(
            "{left} older ones are in the map's log."
        )));
    }
    blocks
}

fn place_of(map: &Map, subject: Subject) -> String {
    match subject {
        Subject::Map => String::new(),
        Subject::Stage(_) | Subject::Card(_) => place(map, subject),
    }
}

/// How much there is, and how much of it was asked for.
fn counted(map: &Map) -> String {
    let of = |asked: Option<bool>| {
        let sources = map.feedback.iter().filter_map(|told| told.source);
        sources
            .filter(|source| source.is_solicited() == asked)
            .count()
    };
    let none = map.feedback.iter().filter(|told| told.source.is_none());
    format!(
        "{} entries in the feedback log; {} were asked for, {} came by themselves, {} are of other \
         sources, {} name none.",
        map.feedback.len(),
        of(Some(true)),
        of(Some(false)),
        of(None),
        none.count()
    )
}

/// Types down, stages across would be too wide for paper: one row a type, its
/// stages in words.
fn by_type(map: &Map) -> Vec<Block> {
    // Cards are found once: a log is long.
    let mut stages: BTreeMap<Subject, StageId> = BTreeMap::new();
    for stage in &map.stages {
        stages.insert(Subject::Stage(stage.id), stage.id);
        for card in &stage.cards {
            stages.insert(Subject::Card(card.id), stage.id);
        }
    }
    let mut counts: BTreeMap<&str, BTreeMap<Option<StageId>, usize>> = BTreeMap::new();
    for told in map.feedback.iter() {
        let kind = told.kind_label().unwrap_or("No type");
        let stage = stages.get(&told.subject()).copied();
        let count = counts.entry(kind).or_default().entry(stage).or_default();
        *count = count.saturating_add(1);
    }
    let mut rows: Vec<(usize, Vec<String>)> = counts
        .into_iter()
        .map(|(kind, held)| {
            let sum = held.values().sum();
            let mut at: Vec<(usize, String)> = held
                .into_iter()
                .map(|(stage, count)| {
                    let name = stage.and_then(|id| map.stage(id));
                    let name = name.map_or("no stage", |(_, stage)| stage.name.trim());
                    (count, format!("{name} {count}"))
                })
                .collect();
            at.sort_by_key(|(count, _)| Reverse(*count));
            let at: Vec<String> = at.into_iter().map(|(_, words)| words).collect();
            (sum, vec![kind.to_owned(), format!("{sum}"), at.join(", ")])
        })
        .collect();
    rows.sort_by_key(|(sum, _)| Reverse(*sum));
    let left = rows.len().saturating_sub(TYPES);
    let rows = rows.into_iter().take(TYPES).map(|(_, row)| row);
    let mut blocks = table(vec!["Type", "Entries", "By stage"], rows.collect());
    if left > 0 {
        blocks.push(Block::Text(format!(
            "{left} more types, with fewer entries, are in the map's log."
        )));
    }
    blocks
}

/// How much of the map is observed, reported, assumed or proposed.
pub(super) fn ground(map: &Map) -> Vec<Block> {
    let cards = map.stages.iter().flat_map(|stage| &stage.cards);
    let cards = cards.map(|card| card.evidence);
    let points = map.stages.iter().flat_map(|stage| &stage.points);
    let points = points.filter(|point| point.feeling.is_some());
    let points = points.map(|point| point.evidence);
    let (cards, points): (Vec<_>, Vec<_>) = (cards.collect(), points.collect());
    if cards.is_empty() && points.is_empty() {
        return Vec::new();
    }
    let all = Evidence::ALL.iter().copied().map(Some).chain([None]);
    let rows = all.map(|evidence| {
        let count = |held: &[Option<Evidence>]| {
            let same = held.iter().filter(|held| **held == evidence);
            same.count().to_string()
        };
        let name = evidence.map_or("Not said", Evidence::label);
        vec![name.to_owned(), count(&cards), count(&points)]
    });
    table(vec!["Evidence", "Cards", "Feelings"], rows.collect())
}
