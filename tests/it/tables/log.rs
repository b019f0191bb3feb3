//! Feedback on its way into the log of a map: dates, scores, ids, repeated
//! rows, stages and rules, and what is said of each row that is not as it should
//! be.

use std::{path::Path, sync::Arc};

use throughline::{
    file::{
        import::{
            DateOrder, Layout, Log, Options, Repeats, Scale, Taken, Understood, take, understand,
        },
        limits,
    },
    model::{
        Edit, Feedback, FeedbackId, FeedbackKind, FeedbackSource, Map, Stage, StageId, StageRule,
        Subject, Survey,
    },
};

/// A map with two stages and an empty log.
pub(super) fn map() -> Map {
    let mut map = Map::default();
    for (id, name) in [(1, "Onboarding"), (2, "Delivery")] {
        map.stages.push(Arc::new(Stage::new(StageId(id), name)));
    }
    map.restore_mint();
    map
}

pub(super) fn options(log: Log) -> Options {
    Options {
        layout: Some(Layout::Feedback),
        log: Some(log),
        ..Options::default()
    }
}

pub(super) fn read_as(text: &str, options: &Options) -> Understood {
    understand(text.as_bytes(), Path::new("t.csv"), options).unwrap()
}

fn taken(text: &str, map: &Map) -> Taken {
    taken_with(text, map, &Log::of(map))
}

fn taken_with(text: &str, map: &Map, log: &Log) -> Taken {
    let read = read_as(text, &options(log.clone()));
    let mut map = map.clone();
    let taken = take(&read, log, &map);
    let feedback = Arc::new(taken.feedback.clone());
    map.apply(&Edit::AddFeedback(feedback)).unwrap();
    assert_eq!(map.check(), []);
    taken
}

/// What there is to say, as `line: text`.
fn said(taken: &Taken) -> String {
    let remarks = taken.remarks.iter();
    let lines: Vec<String> = remarks
        .map(|(line, text)| format!("{line}: {text}"))
        .collect();
    lines.join("\n")
}

/// Adds what comes of a table to the log of a map.
fn bring(text: &str, map: &mut Map) -> Taken {
    let taken = taken(text, map);
    let feedback = Arc::new(taken.feedback.clone());
    map.apply(&Edit::AddFeedback(feedback)).unwrap();
    taken
}

#[test]
fn every_column_has_its_place_and_ids_stay_as_they_stand() {
    let text = "feedback_id,feedback,category,type,source,nps,date,plan\n\
                007,Slow,Checkout,Bug,NPS,3,2025-03-04,Pro\n\
                00123456789012345678,Dear,Price,Warranty,Gong,9,2025-03-05,\n";
    let taken = taken(text, &map());
    let [first, second] = taken.feedback.as_slice() else {
        panic!("{taken:?}")
    };
    assert_eq!(
        (first.reference.as_str(), second.reference.as_str()),
        ("007", "00123456789012345678")
    );
    assert_eq!((&*first.verbatim, &*first.topic), ("Slow", "Checkout"));
    assert_eq!(first.kind, Some(FeedbackKind::Reliability));
    assert_eq!(first.source, Some(FeedbackSource::Nps));
    assert_eq!(first.note, "Type: Bug\nPlan: Pro", "what else the row says");
    assert_eq!(second.kind, Some(FeedbackKind::Own));
    assert_eq!(second.kind_label(), Some("Warranty"));
    assert_eq!(second.source_label(), Some("Gong"));
    assert_eq!((first.survey, first.score), (Some(Survey::Nps), Some(3.0)));
    assert_eq!(first.date, "2025-03-04");
    assert_eq!(taken.unassigned, 2);
    assert!(said(&taken).contains("1: “nps” was taken for answers of NPS, 0 to 10"));
}

#[test]
fn scores_beyond_their_survey_and_dates_in_no_calendar_are_named_row_by_row() {
    let text = "comment,NPS,date\na,11,2025-02-30\nb,-1,soon\nc,lots,2025-01-01\nd,0,2025-01-02\n\
                e,10,1.1.2025\n";
    let taken = taken(text, &map());
    let scores: Vec<Option<f64>> = taken.feedback.iter().map(|it| it.score).collect();
    assert_eq!(scores, [None, None, None, Some(0.0), Some(10.0)]);
    assert_eq!(taken.feedback[0].note, "NPS: 11\nDate: 2025-02-30");
    let said = said(&taken);
    for part in [
        "2: “11” is no answer of NPS, 0 to 10; it is kept in the note",
        "3: “-1” is no answer of NPS, 0 to 10",
        "4: “lots” is no score; it is kept in the note",
        "2: “2025-02-30” is no date that can be read; it is kept in the note",
        "3: “soon” is no date",
    ] {
        assert!(said.contains(part), "{part} in\n{said}");
    }
}

#[test]
fn broken_answers_and_days_to_come_are_kept_and_named_row_by_row() {
    let text = "comment,CSAT,date\na,4.5,2026-03-01\nb,4,2026-03-02\nc,\"3,5\",2030-01-01\n\
                d,5,2026-02-28\n";
    let map = map();
    let read = |today: &str| {
        let options = Options {
            today: today.into(),
            ..options(Log::of(&map))
        };
        take(&read_as(text, &options), &Log::of(&map), &map)
    };
    let taken = read("2026-03-01");
    let scores: Vec<Option<f64>> = taken.feedback.iter().map(|it| it.score).collect();
    assert_eq!(scores, [Some(4.5), Some(4.0), Some(3.5), Some(5.0)]);
    assert_eq!(taken.feedback[2].date, "2030-01-01");
    let told = said(&taken);
    for part in [
        "2: answers of CSAT that are no whole numbers, such as “4.5”, were kept: lines 2, 4",
        "3: dates that are still to come, such as “2026-03-02”, were kept: lines 3, 4",
    ] {
        assert!(told.contains(part), "{part} in\n{told}");
    }
    // Without a day nothing is to come, and a scale of its own has halves.
    assert!(!said(&read("")).contains("to come"));
    assert!(!said(&read("2031-01-01")).contains("to come"));
    assert!(!said(&self::taken("comment,rating\na,4.5\n", &map)).contains("whole"));
}

#[test]
fn the_survey_is_told_by_the_name_or_chosen_and_never_guessed_from_numbers() {
    let text = "comment,rating\na,1\nb,5\nc,7\n";
    let plain = taken(text, &map());
    let survey_of = |taken: &Taken| taken.feedback[1].survey;
    assert_eq!(survey_of(&plain), None);
    assert!(said(&plain).contains("nothing tells which survey “rating” is of"));
    let chosen = |scale| {
        let map = map();
        let options = Options {
            scale: Some(scale),
            ..options(Log::of(&map))
        };
        take(&read_as(text, &options), &Log::of(&map), &map)
    };
    let csat = chosen(Scale::Survey(Survey::Csat));
    assert_eq!(survey_of(&csat), Some(Survey::Csat));
    let scores: Vec<Option<f64>> = csat.feedback.iter().map(|it| it.score).collect();
    assert_eq!(scores, [Some(1.0), Some(5.0), None]);
    assert!(said(&csat).contains("4: “7” is no answer of CSAT, 1 to 5"));
    let ces = chosen(Scale::Survey(Survey::Ces));
    assert_eq!(ces.feedback[2].score, Some(7.0));
    assert_eq!(survey_of(&chosen(Scale::Own)), None);
    // A name that the numbers belie is not believed.
    let sums = taken("team,nps score\nA,-40\nB,55\nC,30\n", &map());
    assert_eq!(survey_of(&sums), None);
    assert!(said(&sums).contains("most of its scores are not from 0 to 10"));
}

#[test]
fn dates_are_read_in_the_order_that_is_chosen() {
    let text = "comment,date\na,3/4/2025\nb,5/6/2025\n";
    let map = map();
    let read = |dates| {
        let options = Options {
            dates,
            ..options(Log::of(&map))
        };
        let read = read_as(text, &options);
        (read.dates, take(&read, &Log::of(&map), &map))
    };
    let (order, open) = read(None);
    assert_eq!(order, Some(DateOrder::DayFirst));
    assert_eq!(open.feedback[0].date, "2025-04-03");
    assert!(said(&open).contains("nothing tells whether the dates begin with the day"));
    let (order, chosen) = read(Some(DateOrder::MonthFirst));
    assert_eq!(order, Some(DateOrder::MonthFirst));
    assert_eq!(chosen.feedback[0].date, "2025-03-04");
    assert!(!said(&chosen).contains("nothing tells whether"));
}

#[test]
fn counted_days_short_years_and_times_are_told() {
    let text = "comment,date\na,45720\nb,4.3.25\nc,1741084200\nd,2025-03-04T10:30:00Z\n";
    let taken = taken(text, &map());
    let dates: Vec<&str> = taken.feedback.iter().map(|it| &*it.date).collect();
    assert_eq!(dates, ["2025-03-04"; 4]);
    let said = said(&taken);
    for part in [
        "days since 1900, as spreadsheets count them: 1",
        "years of two digits were read as 1969 to 2068: 1",
        "seconds since 1970: 1",
        "times of day were left out: 2",
    ] {
        assert!(said.contains(part), "{part} in\n{said}");
    }
}

#[test]
fn formulas_are_the_text_they_are() {
    let text =
        "comment,score\n=HYPERLINK(\"x\"),5\n+49 is fine,4\n-2 stars,-2\n@SUM(A1),=5\nok,3\n";
    let taken = taken(text, &map());
    assert_eq!(taken.feedback[0].verbatim, "=HYPERLINK(\"x\")");
    assert_eq!(taken.feedback[2].score, Some(-2.0));
    assert_eq!(taken.feedback[3].score, None);
    assert_eq!(taken.feedback[3].note, "Score: =5");
    let said = said(&taken);
    assert!(said.contains("cells that begin like a formula"), "{said}");
    assert!(said.contains("lines 2 to 5"), "{said}");
}

#[test]
fn rows_with_the_id_and_words_of_another_are_left_out_unless_chosen() {
    let text = "feedback_id,comment,score\n1,Slow,2\n2,Dear,1\n1,Slow,2\n2,Cheap,5\n";
    let mut map = map();
    let first = bring(text, &mut map);
    assert_eq!((first.feedback.len(), first.repeated.left_out), (3, 1));
    assert_eq!((first.repeated.same_id, first.repeated.other_words), (1, 1));
    let told = said(&first);
    assert!(
        told.contains("4: 1 row with the id and the words of another"),
        "{told}"
    );
    assert!(told.contains("left out: line 4"), "{told}");
    assert!(
        told.contains("5: 1 row with the id of another, but other words"),
        "{told}"
    );
    // The same table again, with one row more.
    let again = taken(&format!("{text}3,New,4\n"), &map);
    assert_eq!((again.feedback.len(), again.repeated.left_out), (1, 4));
    assert_eq!(again.repeated.in_log, 4);
    assert_eq!(again.feedback[0].verbatim, "New");
    let log = Log {
        repeats: Repeats::Taken,
        ..Log::of(&map)
    };
    let all = taken_with(text, &map, &log);
    assert_eq!((all.feedback.len(), all.repeated.left_out), (4, 0));
    assert!(said(&all).contains("taken all the same"));
}

#[test]
fn what_was_changed_in_the_log_is_still_known_by_its_id() {
    let text = "feedback_id,comment,score\n1,Slow,2\n";
    let mut map = map();
    bring(text, &mut map);
    let id = map.feedback[0].id;
    let about = throughline::model::FeedbackField::About(Subject::Stage(StageId(2)));
    map.apply(&Edit::SetFeedback(vec![id], about)).unwrap();
    let topic = throughline::model::FeedbackField::Topic("Speed".into());
    map.apply(&Edit::SetFeedback(vec![id], topic)).unwrap();
    assert_eq!(taken(text, &map).repeated.left_out, 1);
}

#[test]
fn equal_rows_without_an_id_are_told_and_left_out_when_that_is_chosen() {
    let text = "comment,score,date\nok,5,2025-01-01\nok,5,2025-01-01\nok,5,2025-01-02\n";
    let mut map = map();
    let kept = taken(text, &map);
    assert_eq!((kept.feedback.len(), kept.repeated.equal), (3, 1));
    assert!(said(&kept).contains("taken all the same: line 3"));
    let log = |map: &Map| Log {
        repeats: Repeats::Equal,
        ..Log::of(map)
    };
    assert_eq!(taken_with(text, &map, &log(&map)).feedback.len(), 2);
    bring(text, &mut map);
    let again = taken_with(text, &map, &log(&map));
    assert_eq!((again.feedback.len(), again.repeated.in_log), (0, 3));
}

#[test]
fn rows_of_stages_that_are_not_there_stay_without_one_or_go_where_it_is_said() {
    let text = "stage,comment,score,date\nDELIVERY,late,1,2025-01-01\nOnbording,hard,2,2025-01-01\n\
                Onbording,long,2,2025-01-02\nShipping,lost,1,2025-01-03\n";
    let map = map();
    let plain = taken(text, &map);
    let stages: Vec<Option<StageId>> = plain.feedback.iter().map(|it| it.stage).collect();
    assert_eq!(stages, [Some(StageId(2)), None, None, None]);
    let unknown: Vec<(&str, &[usize])> = plain
        .unknown
        .iter()
        .map(|stage| (&*stage.name, &*stage.lines))
        .collect();
    assert_eq!(unknown, [("Onbording", &[3, 4][..]), ("Shipping", &[5])]);
    assert_eq!(
        plain.feedback[1].note, "Stage: Onbording",
        "nothing is lost"
    );
    let told = said(&plain);
    assert!(
        told.contains("3: the map has no stage “Onbording”"),
        "{told}"
    );
    assert!(told.contains("lines 3, 4"), "{told}");
    let log = Log {
        stages: [(plain.unknown[0].word.clone(), StageId(1))].into(),
        ..Log::of(&map)
    };
    let chosen = taken_with(text, &map, &log);
    assert_eq!(chosen.feedback[1].stage, Some(StageId(1)));
    assert_eq!(chosen.feedback[1].note, "");
    assert!(said(&chosen).contains("“Onbording” was taken for the stage “Onboarding”"));
    assert_eq!(chosen.unassigned, 1);
}

#[test]
fn rules_place_what_names_no_stage_and_say_how_much() {
    let rule = |words: &str, stage| StageRule {
        words: words.into(),
        stage: Some(StageId(stage)),
        card: None,
    };
    let mut map = map();
    map.rules = vec![rule("parcel, courier", 2), rule("sign up, parcel", 1)];
    let text = "comment,score\nThe PARCEL was lost,1\nCould not sign up,2\nfine,5\nparcels,3\n";
    let taken = taken(text, &map);
    let stages: Vec<Option<StageId>> = taken.feedback.iter().map(|it| it.stage).collect();
    assert_eq!(stages, [Some(StageId(2)), Some(StageId(1)), None, None]);
    assert_eq!((taken.hits, taken.unassigned), (vec![1, 1], 2));
}

#[test]
fn rules_are_applied_later_to_what_speaks_of_nothing_yet() {
    let mut map = map();
    bring(
        "comment,score\nparcel lost,1\nparcel late,2\nfine,5\n",
        &mut map,
    );
    let placed = map.feedback[0].id;
    let about = throughline::model::FeedbackField::About(Subject::Stage(StageId(1)));
    map.apply(&Edit::SetFeedback(vec![placed], about)).unwrap();
    assert_eq!(map.rules_applied(), (vec![], 0));
    map.rules = vec![StageRule {
        words: "parcel".into(),
        stage: Some(StageId(2)),
        card: None,
    }];
    let (edits, count) = map.rules_applied();
    assert_eq!(count, 1, "what was placed by hand stays");
    for edit in &edits {
        map.apply(edit).unwrap();
    }
    let stages: Vec<Option<StageId>> = map.feedback.iter().map(|it| it.stage).collect();
    assert_eq!(stages, [Some(StageId(1)), Some(StageId(2)), None]);
}

#[test]
fn a_log_that_would_be_too_large_is_refused_in_words() {
    let mut map = map();
    let full: Vec<Feedback> = (0..limits::FEEDBACK - 1)
        .map(|_| Feedback::new(FeedbackId(0), "x"))
        .collect();
    map.apply(&Edit::AddFeedback(Arc::new(full))).unwrap();
    let log = Log::of(&map);
    let read = read_as("comment,score\na,1\nb,2\n", &options(log.clone()));
    let fault = take(&read, &log, &map).fault.unwrap();
    assert!(fault.contains("99999 answers"), "{fault}");
    assert!(fault.contains("100000 is the limit"), "{fault}");
}

#[test]
fn a_table_of_a_million_rows_is_refused_with_the_limit_before_it_is_kept() {
    let row = "x,1\n";
    let text = format!("comment,score\n{}", row.repeat(1_000_000));
    assert!(text.len() < limits::TABLE_BYTES);
    let log = options(Log::default());
    let (line, reason) = understand(text.as_bytes(), Path::new("t.csv"), &log).unwrap_err();
    assert_eq!(
        line,
        Some(limits::TABLE_ROWS + 1),
        "no row after it is read"
    );
    assert!(reason.contains("100000 rows"), "{reason}");
    // One that is larger than any file of a million rows may be is not read at all.
    let large = vec![b'x'; limits::TABLE_BYTES + 1];
    let (line, reason) = understand(&large, Path::new("t.csv"), &log).unwrap_err();
    assert_eq!(line, None);
    assert!(reason.contains("MiB, the limit for tables"), "{reason}");
}

#[test]
fn empty_ragged_and_oversized_tables_are_told() {
    let refuse = |text: &str| {
        let log = options(Log::default());
        understand(text.as_bytes(), Path::new("t.csv"), &log).unwrap_err()
    };
    assert!(refuse("\n\n").1.contains("nothing in the file"));
    assert!(refuse("comment,score\n").1.contains("no answers"));
    let rows = "x,1\n".repeat(limits::TABLE_ROWS + 1);
    assert!(
        refuse(&format!("comment,score\n{rows}"))
            .1
            .contains("100000 rows")
    );
    let ragged = taken("comment,score\na\nb,2,more\n,\nc,3\n", &map());
    assert_eq!(ragged.feedback.len(), 3);
    let told = said(&ragged);
    assert!(told.contains("2: 1 rows have fewer cells"), "{told}");
    assert!(told.contains("3: 1 rows have more cells"), "{told}");
    assert_eq!(ragged.feedback[1].note, "more");
}
