//! What the evidence costs: findings on a large map, a long log at every key,
//! figures of many answers, and an import of as many rows as there may be.

use std::{fmt::Write as _, hint::black_box, path::Path, sync::Arc, time::Instant};

use criterion::Criterion;
use throughline::{
    editor::Log,
    file::import::{self, Layout, Options, take, understand},
    layout::Layouter,
    model::{
        Edit, Feedback, FeedbackId, FeedbackKind, Map, Metric, MetricId, MetricKind, StageField,
        Survey, Tally, findings, questions, stress_map,
    },
};

const TODAY: &str = "2026-09-10";
const ANSWERS: u32 = 100_000;

/// What customers say, in turn.
const VERBATIMS: [&str; 6] = [
    "The parcel was late and nobody said so",
    "I could not find the total price anywhere",
    "The form lost what I had typed, twice",
    "Friendly people at the branch, thank you",
    "Your app signs me out every morning",
    "I waited eleven minutes on the hotline",
];

pub(crate) fn evidence(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("evidence");
    group.sample_size(10);
    let mut first = None;
    for cards in [100, 1_000, 10_000] {
        let map = stress_map(cards);
        let find = || (findings(&map, TODAY), questions(&map));
        let took = least(|| black_box(find()).1.len());
        let few = *first.get_or_insert(took);
        println!(
            "insights and questions of {cards} cards: {:.2} ms, {:.1} times those of 100",
            1000.0 * took,
            took / few,
        );
        group.bench_function(format!("insights and questions of {cards} cards"), |it| {
            it.iter(|| black_box(find()));
        });
    }
    let map = with_log(ANSWERS);
    searches(&map);
    counts(&map);
    edits(&map);
    group.bench_function("tally of 100,000 answers", |it| {
        it.iter(|| black_box(Tally::new(&map.feedback)));
    });
    group.finish();
    imports();
}

/// The least time of five, in seconds: what is more was the machine doing
/// something else.
fn least<T>(mut work: impl FnMut() -> T) -> f64 {
    let times = (0..5).map(|_| {
        let start = Instant::now();
        black_box(work());
        start.elapsed().as_secs_f64()
    });
    times.fold(f64::MAX, f64::min)
}

/// A map of 10,000 cards with a metric a survey and so many answers.
fn with_log(answers: u32) -> Map {
    let mut map = stress_map(10_000);
    let stages: Vec<_> = map.stages.iter().map(|stage| stage.id).collect();
    let log = (0..answers).map(|number| {
        let place = usize::try_from(number).unwrap();
        let words = VERBATIMS[place % VERBATIMS.len()];
        let mut answer = Feedback::new(FeedbackId(0), format!("{words} ({number})"));
        answer.topic = ["Delivery", "Price", "Form"][place % 3].into();
        answer.kind = Some(FeedbackKind::ALL[place % FeedbackKind::ALL.len()]);
        answer.survey = Some(Survey::Csat);
        answer.score = Some(f64::from(1 + number % 5));
        answer.date = format!("2026-{:02}-{:02}", 1 + number % 12, 1 + number % 28);
        answer.stage = Some(stages[place % stages.len()]);
        answer
    });
    let edit = Edit::AddFeedback(Arc::new(log.collect()));
    map.apply(&edit).unwrap();
    for stage in stages.iter().take(20) {
        let id = MetricId(3_000_000_000 + stage.0);
        let mut metric = Metric::new(id, MetricKind::Csat, "Calm");
        (metric.computed, metric.stage) = (true, Some(*stage));
        map.metrics.push(metric);
    }
    map
}

/// A log that is looked through, a key after the other.
fn searches(map: &Map) {
    let mut log = Log::default();
    let opened = Instant::now();
    log.update(map);
    let opened = opened.elapsed().as_secs_f64();
    let mut slowest = 0.0_f64;
    let text = "parcel late";
    for end in 1..=text.len() {
        let start = Instant::now();
        log.sieve.words = text[..end].into();
        log.update(map);
        black_box(log.rows().len());
        slowest = slowest.max(start.elapsed().as_secs_f64());
    }
    let same = least(|| log.update(map));
    println!(
        "log of {ANSWERS} answers: {:.0} ms to open, {:.1} ms the slowest key, {:.4} ms a frame \
         in which nothing changes",
        1000.0 * opened,
        1000.0 * slowest,
        1000.0 * same,
    );
}

fn counts(map: &Map) {
    let whole = least(|| Tally::new(&map.feedback));
    let part = least(|| Tally::new(&map.feedback[..map.feedback.len() / 10]));
    let again = least(|| {
        let figures = map.metrics.iter().map(|metric| map.figure(metric));
        figures.flatten().count()
    });
    println!(
        "tally of {ANSWERS} answers: {:.2} ms, {:.1} times that of a tenth; twenty figures of it \
         {:.4} ms",
        1000.0 * whole,
        whole / part,
        1000.0 * again,
    );
}

/// An edit that does not touch the log counts nothing again.
fn edits(map: &Map) {
    let stage = map.stages[0].id;
    let edited = |map: &Map| {
        let (mut map, mut layouter) = (map.clone(), Layouter::new());
        layouter.layout(&map);
        let mut turn = 0_u32;
        least(|| {
            turn += 1;
            let field = StageField::Name(format!("Stage {turn}"));
            map.apply(&Edit::SetStage(stage, field)).unwrap();
            layouter.layout(&map)
        })
    };
    let (long, none) = (edited(map), edited(&with_log(0)));
    println!(
        "layout after an edit beside {ANSWERS} answers: {:.2} ms, {:.2} times that beside none",
        1000.0 * long,
        long / none,
    );
}

/// A table of as many rows as there may be.
fn imports() {
    let mut times = Vec::new();
    for rows in [10_000, 99_999] {
        let mut text = String::from("feedback_id,comment,csat,date,stage\n");
        for row in 0..rows {
            let words = VERBATIMS[row % VERBATIMS.len()];
            let (score, day) = (1 + row % 5, 1 + row % 28);
            let _ = writeln!(
                text,
                "F{row},{words},{score},2026-03-{day:02},Stage {}",
                row % 9
            );
        }
        let map = stress_map(100);
        let log = import::Log::of(&map);
        let options = Options {
            layout: Some(Layout::Feedback),
            log: Some(log.clone()),
            today: TODAY.into(),
            ..Options::default()
        };
        let took = least(|| {
            let read = understand(text.as_bytes(), Path::new("t.csv"), &options).unwrap();
            take(&read, &log, &map).feedback.len()
        });
        times.push(took);
    }
    println!(
        "import of 99,999 rows: {:.0} ms, {:.1} times 10,000 rows",
        1000.0 * times[1],
        times[1] / times[0],
    );
}
