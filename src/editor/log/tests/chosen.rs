//! Tests of what is chosen in the log and typed into it: entries, topics,
//! scores, days; and of a large log.

use super::*;

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
