//! Tests of the view on the log: sieve, order, counts, selection, topics.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod chosen;

use std::{collections::BTreeSet, sync::Arc};

use super::*;
use crate::{
    editor::Modifiers,
    model::{
        At, Card, CardId, FeedbackKind, FeedbackSource, LaneId, StageId, Subject, Survey, Template,
    },
};

/// An entry, made of what a test needs of it.
fn entry(id: u32, verbatim: &str) -> Feedback {
    Feedback::new(FeedbackId(id), verbatim)
}

/// A map of a template with three stages or more, and this log.
fn map_with(entries: Vec<Feedback>) -> Map {
    let mut map = Template::ALL.first().unwrap().map();
    map.feedback = Arc::new(entries.into_iter().map(Arc::new).collect());
    map
}

fn seen(map: &Map, look: impl FnOnce(&mut Log)) -> Log {
    let mut log = Log::default();
    look(&mut log);
    log.update(map);
    log
}

fn shown(log: &Log) -> Vec<u32> {
    log.rows().iter().map(|row| row.id.0).collect()
}

fn rated(id: u32, survey: Option<Survey>, score: f64) -> Feedback {
    Feedback {
        survey,
        score: Some(score),
        ..entry(id, "rated")
    }
}

#[test]
fn every_word_has_to_be_in_it_whatever_its_case_and_accents() {
    let map = map_with(vec![
        entry(1, "Die Größe der Rechnung war falsch"),
        Feedback {
            topic: "Rechnung".into(),
            ..entry(2, "Zu teuer")
        },
        entry(3, "청구서가 틀렸어요"),
    ]);
    let look = |words: &str| shown(&seen(&map, |log| log.sieve.words = words.into()));
    assert_eq!(look("rechnung"), [1, 2]);
    assert_eq!(look("GROSSE rechn"), [1]);
    assert_eq!(look("rechnung teuer"), [2], "over several fields");
    assert_eq!(look("청구서"), [3]);
    assert_eq!(look("  "), [1, 2, 3]);
    assert!(look("rechnung billig").is_empty());
}

#[test]
fn of_one_sort_any_choice_will_do_and_of_several_each_has_to() {
    let kind = |id, kind, name: &str, source| Feedback {
        kind,
        kind_name: name.into(),
        source,
        ..entry(id, "text")
    };
    let survey = Some(FeedbackSource::Survey);
    let map = map_with(vec![
        kind(1, Some(FeedbackKind::Usability), "", survey),
        kind(2, Some(FeedbackKind::Pricing), "", None),
        kind(3, Some(FeedbackKind::Own), "Delivery", survey),
        kind(4, None, "", survey),
    ]);
    let own = Term::Own("Delivery".to_owned());
    let listed = Term::Listed(FeedbackKind::Pricing);
    let kinds = BTreeSet::from([own, listed, Term::Unsaid]);
    let log = seen(&map, |log| log.sieve.kinds = kinds.clone());
    assert_eq!(shown(&log), [2, 3, 4]);
    let log = seen(&map, |log| {
        log.sieve.kinds = kinds;
        log.sieve.sources = BTreeSet::from([Term::Listed(FeedbackSource::Survey)]);
    });
    assert_eq!(shown(&log), [3, 4]);
}

#[test]
fn scores_and_days_are_limited_at_both_ends() {
    let mut entries = vec![
        rated(1, None, 1.0),
        rated(2, None, 5.0),
        rated(3, None, 9.0),
    ];
    entries.push(entry(4, "no score"));
    for (entry, day) in entries
        .iter_mut()
        .zip(["2024-12-31", "2025-03-09", "2025-04-01", ""])
    {
        entry.date = day.into();
    }
    let map = map_with(entries);
    let scores = |least, most| shown(&seen(&map, |log| log.sieve.scores = (least, most)));
    assert_eq!(scores(Some(5.0), None), [2, 3]);
    assert_eq!(scores(None, Some(5.0)), [1, 2]);
    assert_eq!(scores(None, None), [1, 2, 3, 4]);
    let days = |first: &str, last: &str| {
        let days = (first.to_owned(), last.to_owned());
        shown(&seen(&map, |log| log.sieve.days = days))
    };
    assert_eq!(days("2025-01-01", ""), [2, 3]);
    assert_eq!(days("", "2025-03-09"), [1, 2]);
    assert_eq!(days("2025", "2025-03"), [2], "a whole month counts");
}

#[test]
fn a_stage_stands_for_its_cards_and_none_for_what_is_not_assigned() {
    let mut map = map_with(Vec::new());
    let (first, second) = (map.stages[0].id, map.stages[1].id);
    let lane = map.lanes[0].id;
    let card = add_card(&mut map, 1, lane);
    let about = |id, subject: Subject| {
        let (stage, card) = subject.parts();
        Feedback {
            stage,
            card,
            ..entry(id, "text")
        }
    };
    map.feedback = Arc::new(
        [
            about(1, Subject::Stage(first)),
            about(2, Subject::Card(card)),
            about(3, Subject::Map),
            about(4, Subject::Stage(second)),
        ]
        .map(Arc::new)
        .to_vec(),
    );
    let stages = |stages: &[Option<StageId>]| {
        let stages = stages.iter().copied().collect();
        shown(&seen(&map, |log| log.sieve.stages = stages))
    };
    assert_eq!(stages(&[Some(second)]), [2, 4]);
    assert_eq!(stages(&[None]), [3]);
    let linked = |linked| shown(&seen(&map, |log| log.sieve.linked = Some(linked)));
    assert_eq!(linked(true), [1, 2, 4]);
    assert_eq!(linked(false), [3]);
    let about = |about| shown(&seen(&map, |log| log.sieve.about = Some(about)));
    assert_eq!(about(Subject::Card(card)), [2]);
    assert_eq!(about(Subject::Stage(second)), [2, 4]);
    let log = seen(&map, |log| log.sort_by(LogColumn::Place));
    assert_eq!(shown(&log), [1, 4, 2, 3], "what has no place comes last");
    let mut links = Links::default();
    links.update(&map);
    assert_eq!(links.of(Subject::Stage(second)), 1);
    assert_eq!(links.within(&map, Subject::Stage(second)), 2);
}

fn add_card(map: &mut Map, stage: usize, lane: LaneId) -> CardId {
    let id = CardId(90_000);
    let stage = Arc::make_mut(&mut map.stages[stage]);
    stage
        .cards
        .push(Arc::new(Card::new(id, lane, At::clamped(0.5), "Card")));
    id
}

#[test]
fn sorting_is_stable_both_ways_and_leaves_what_is_empty_at_the_end() {
    let topic = |id, topic: &str| Feedback {
        topic: topic.into(),
        ..entry(id, "text")
    };
    let map = map_with(vec![
        topic(1, "b"),
        topic(2, ""),
        topic(3, "Ä"),
        topic(4, "B"),
        topic(5, "a"),
    ]);
    let mut log = seen(&map, |log| log.sort_by(LogColumn::Topic));
    assert_eq!(shown(&log), [3, 5, 1, 4, 2]);
    log.sort_by(LogColumn::Topic);
    log.update(&map);
    assert_eq!(shown(&log), [1, 4, 3, 5, 2]);
    log.sort_by(LogColumn::Topic);
    log.update(&map);
    assert_eq!(shown(&log), [1, 2, 3, 4, 5], "as in the log again");
}

#[test]
fn scores_are_sorted_on_their_own_scales() {
    let map = map_with(vec![
        rated(1, Some(Survey::Csat), 5.0),
        rated(2, Some(Survey::Nps), 10.0),
        rated(3, Some(Survey::Nps), 2.0),
        entry(4, "none"),
    ]);
    let log = seen(&map, |log| log.sort_by(LogColumn::Score));
    assert_eq!(shown(&log), [3, 2, 1, 4]);
}

#[test]
fn every_column_sorts_and_keeps_all_rows() {
    let map = map_with(
        (1..40)
            .map(|id| rated(id, None, f64::from(id % 7)))
            .collect(),
    );
    for column in LogColumn::ALL {
        let mut log = seen(&map, |log| log.sort_by(column));
        log.sort_by(column);
        log.update(&map);
        let ids: BTreeSet<u32> = shown(&log).into_iter().collect();
        assert_eq!(ids.len(), 39, "{column:?}");
    }
}

#[test]
fn types_by_stages_are_counted_and_a_choice_hides_no_cell() {
    let mut map = map_with(Vec::new());
    let stage = map.stages[0].id;
    let kind = |id, kind, stage| Feedback {
        kind,
        stage,
        ..entry(id, "text")
    };
    let usability = Some(FeedbackKind::Usability);
    map.feedback = Arc::new(
        [
            kind(1, usability, Some(stage)),
            kind(2, usability, Some(stage)),
            kind(3, usability, None),
            kind(4, None, Some(stage)),
        ]
        .map(Arc::new)
        .to_vec(),
    );
    let mut log = seen(&map, |_| {});
    let all = log.counts().clone();
    assert_eq!(all.heat.most, 2);
    assert_eq!(all.heat.stages.last(), Some(&None));
    let (kind, row) = &all.heat.kinds[0];
    assert_eq!(*kind, Term::Listed(FeedbackKind::Usability));
    assert_eq!((row[0], *row.last().unwrap()), (2, 1));
    assert_eq!(all.heat.kinds[1].0, Term::Unsaid);
    log.sieve.toggle_cell(kind.clone(), Some(stage));
    log.update(&map);
    assert_eq!(shown(&log), [1, 2]);
    assert_eq!(log.counts().heat, all.heat);
    log.sieve.toggle_cell(kind.clone(), Some(stage));
    assert!(!log.sieve.is_on());
}
