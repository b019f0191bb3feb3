//! Tests of the view on the log: sieve, order, counts, selection, topics.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

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

#[test]
fn an_entry_stays_while_it_is_filled_in_and_goes_with_the_next_look() {
    let mut map = map_with(vec![entry(1, "one"), entry(2, "two"), entry(3, "three")]);
    let mut log = seen(&map, |log| log.sieve.has_topic = Some(false));
    log.chosen.one(FeedbackId(2));
    Arc::make_mut(&mut Arc::make_mut(&mut map.feedback)[1]).topic = "Price".into();
    log.update(&map);
    assert_eq!(shown(&log), [1, 2, 3]);
    log.sieve.words = " ".into();
    log.update(&map);
    assert_eq!(shown(&log), [1, 3]);
    assert!(log.chosen.is_empty());
    assert_eq!(log.chosen.at(), Some(FeedbackId(3)), "what took its place");
}

#[test]
fn what_was_removed_is_no_longer_selected() {
    let mut map = map_with((1..=5).map(|id| entry(id, "text")).collect());
    let mut log = seen(&map, |_| {});
    log.chosen.all(&log.rows.clone());
    assert_eq!(log.chosen.len(), 5);
    Arc::make_mut(&mut map.feedback).retain(|entry| entry.id.0 % 2 == 0);
    log.update(&map);
    assert_eq!(log.chosen.ids(), [FeedbackId(2), FeedbackId(4)]);
    assert_eq!(log.len(), 2);
}

#[test]
fn shift_reaches_and_the_command_key_adds() {
    let map = map_with((1..=6).map(|id| entry(id, "text")).collect());
    let log = seen(&map, |_| {});
    let rows = log.rows();
    let (shift, command) = (
        Modifiers {
            shift: true,
            ..Modifiers::NONE
        },
        Modifiers {
            command: true,
            ..Modifiers::NONE
        },
    );
    let ids = |chosen: &Chosen| chosen.ids().iter().map(|id| id.0).collect::<Vec<_>>();
    let mut chosen = Chosen::default();
    chosen.press(rows, 1, Modifiers::NONE);
    chosen.press(rows, 3, shift);
    assert_eq!(ids(&chosen), [2, 3, 4]);
    chosen.press(rows, 0, shift);
    assert_eq!(ids(&chosen), [1, 2], "from the same end");
    chosen.press(rows, 5, command);
    assert_eq!(ids(&chosen), [1, 2, 6]);
    chosen.press(rows, 1, command);
    assert_eq!(ids(&chosen), [1, 6]);
    chosen.go(rows, 4, false);
    chosen.go(rows, 5, true);
    assert_eq!(ids(&chosen), [5, 6]);
    assert_eq!(chosen.place(rows), Some(5));
}

#[test]
fn topics_in_use_come_before_words_and_stop_words_never() {
    let topic = |id, verbatim: &str, topic: &str| Feedback {
        topic: topic.into(),
        ..entry(id, verbatim)
    };
    let log = Arc::new(
        [
            topic(1, "The home page is slow", "Speed"),
            topic(
                2,
                "Checkout is slow and the home page too",
                "Speed; Checkout",
            ),
            topic(3, "I could not find the invoice", "Billing"),
            topic(4, "Where is the invoice?", ""),
        ]
        .map(Arc::new)
        .to_vec(),
    );
    let mut topics = Topics::default();
    topics.update_with(&log);
    let all = topics.suggest("", &[], 20);
    assert_eq!(all[..3], ["Speed", "Billing", "Checkout"]);
    assert!(all.contains(&"Home page".to_owned()), "{all:?}");
    assert!(all.contains(&"Invoice".to_owned()));
    assert!(!all.contains(&"The".to_owned()) && !all.contains(&"Home".to_owned()));
    assert_eq!(topics.suggest("inv", &[], 5), ["Invoice"]);
    let spoken = topics.suggest("", &["Where is the invoice for the checkout?"], 2);
    assert_eq!(spoken, ["Checkout", "Invoice"]);
}

#[test]
fn topics_are_found_in_scripts_without_spaces() {
    let texts = [
        "請求書が届かない",
        "請求書の金額が違う",
        "앱이 느려요",
        "앱이 자주 멈춰요",
    ];
    let log = (1..).zip(texts).map(|(id, text)| Arc::new(entry(id, text)));
    let mut topics = Topics::default();
    topics.update_with(&Arc::new(log.collect()));
    let all = topics.suggest("", &[], 20);
    assert!(all.contains(&"請求書".to_owned()), "{all:?}");
    assert!(all.contains(&"앱이".to_owned()), "{all:?}");
}

#[test]
fn scores_are_read_and_told_when_they_are_off_their_scale() {
    assert_eq!(read_score(" 4,5 "), Ok(Some(4.5)));
    assert_eq!(read_score(""), Ok(None));
    assert!(read_score("good").is_err() && read_score("nan").is_err());
    assert_eq!(score_remark(Some(Survey::Nps), Some(10.0)), None);
    assert!(
        score_remark(Some(Survey::Nps), Some(11.0))
            .unwrap()
            .contains("0 to 10")
    );
    assert!(score_remark(Some(Survey::Csat), Some(4.5)).is_some());
    assert_eq!(score_remark(None, Some(4_000.0)), None);
    assert_eq!(score_label(&rated(1, None, 4.499_999)), "4.5");
    assert_eq!(score_label(&rated(1, None, 9.0)), "9");
}

#[test]
fn new_letters_are_told_once() {
    let mut map = map_with(vec![entry(1, "größe"), entry(2, "Größe")]);
    let mut log = seen(&map, |_| {});
    assert_eq!(log.take_letters(), "öß");
    Arc::make_mut(&mut map.feedback).push(Arc::new(entry(3, "öl 값")));
    log.update(&map);
    assert_eq!(log.take_letters(), "값");
}

#[test]
fn only_days_of_the_calendar_are_days() {
    for day in ["2024-02-29", "2000-02-29", "2025-12-31"] {
        assert!(is_day(day), "{day}");
    }
    for day in [
        "2023-02-29",
        "1900-02-29",
        "2025-13-01",
        "2025-04-31",
        "25-01-01",
        "2025-1-1",
        "",
    ] {
        assert!(!is_day(day), "{day}");
    }
    assert_eq!(day_remark(""), None);
    assert!(day_remark("March").is_some());
}

#[test]
fn fields_are_shared_where_all_entries_agree() {
    let one = Feedback {
        topic: "Price".into(),
        ..rated(1, Some(Survey::Nps), 3.0)
    };
    let two = Feedback {
        score: Some(9.0),
        ..one.clone()
    };
    let common = Common::of([&one, &two]);
    assert_eq!((common.count, common.score), (2, None));
    assert_eq!(common.survey, Some(Some(Survey::Nps)));
    assert_eq!(common.topic.as_deref(), Some("Price"));
    assert_eq!(Common::of([]), Common::default());
}

/// Says how long a key takes on a large log; run with `--nocapture`.
#[test]
fn a_large_log_is_searched_again_for_less_than_reading_it_took() {
    let map = map_with((1..=100_000).map(large).collect());
    let mut log = Log::default();
    let time = |log: &mut Log, look: &dyn Fn(&mut Log)| {
        let start = std::time::Instant::now();
        look(log);
        log.update(&map);
        start.elapsed()
    };
    let first = time(&mut log, &|_| {});
    let word = time(&mut log, &|log| log.sieve.words = "invoice late".into());
    assert!(!log.rows().is_empty() && log.rows().len() < 100_000);
    let sort = time(&mut log, &|log| log.sort_by(LogColumn::Verbatim));
    let again = time(&mut log, &|_| {});
    eprintln!("first {first:?}, key {word:?}, sort {sort:?}, nothing {again:?}");
    assert!(word < first, "{word:?} against {first:?}");
    assert!(again < word, "{again:?} against {word:?}");
}

fn large(id: u32) -> Feedback {
    let words = [
        "invoice", "late", "checkout", "slow", "friendly", "price", "app", "crash",
    ];
    let word = |by: u32| words[(id / by % 8) as usize];
    let text = format!(
        "{id} The {} was {} and the {} made me call twice about the {}, which took far too long",
        word(1),
        word(8),
        word(64),
        word(512)
    );
    Feedback {
        topic: word(3).into(),
        score: Some(f64::from(id % 11)),
        survey: Some(Survey::Nps),
        date: format!("2025-{:02}-{:02}", id % 12 + 1, id % 28 + 1),
        kind: FeedbackKind::ALL.get(id as usize % 6).copied(),
        ..entry(id, &text)
    }
}
