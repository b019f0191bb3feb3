//! Scores against computations that share nothing with them: other formulas,
//! other algorithms, counting by hand, and worked examples.

use std::{path::Path, sync::Arc};

use throughline::{
    export,
    layout::Layouter,
    model::{
        Answers, At, Card, CardId, Edit, Feedback, FeedbackField, FeedbackId, Figure, Interval,
        Lane, LaneId, LaneKind, Map, Metric, MetricId, MetricKind, Reading, Stage, StageId,
        Subject, Survey, Tally,
    },
};

/// A generator of numbers that gives the same ones in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn scores(&mut self, survey: Survey, count: usize) -> Vec<f64> {
        let range = survey.answers();
        let (low, sides) = (*range.start(), u64::from(range.end() - range.start()) + 1);
        (0..count)
            .map(|_| {
                let step = u32::try_from(self.below(sides)).unwrap_or(0);
                f64::from(low) + f64::from(step)
            })
            .collect()
    }
}

fn figure(survey: Survey, reading: Reading, scores: &[f64]) -> Figure {
    Answers::of(survey, scores.iter().copied())
        .read(reading)
        .unwrap()
}

fn close(one: f64, other: f64, what: &str) {
    assert!((one - other).abs() < 1e-6, "{what}: {one} and {other}");
}

fn count(scores: &[f64], is_in: impl Fn(f64) -> bool) -> f64 {
    let mut count = 0.0;
    for score in scores {
        if is_in(*score) {
            count += 1.0;
        }
    }
    count
}

/// The root of a function that changes its sign between two places.
fn root(mut low: f64, mut high: f64, of: impl Fn(f64) -> f64) -> f64 {
    let rises = of(low) < of(high);
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        if (of(middle) < 0.0) == rises {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

/// The area under the standard normal density from −z to z, by Simpson's rule.
fn normal_area(z: f64) -> f64 {
    let steps = 2_000_u32;
    let step = 2.0 * z / f64::from(steps);
    let density = |x: f64| (-0.5 * x * x).exp() / (2.0 * std::f64::consts::PI).sqrt();
    let sum: f64 = (0..=steps)
        .map(|index| {
            let weight = match index {
                index if index == 0 || index == steps => 1.0,
                index if index % 2 == 1 => 4.0,
                _ => 2.0,
            };
            weight * density(-z + f64::from(index) * step)
        })
        .sum();
    sum * step / 3.0
}

fn z() -> f64 {
    root(1.0, 3.0, |z| normal_area(z) - 0.95)
}

/// Wilson's interval from its definition: the shares whose distance to what was
/// found is z standard errors.
fn wilson(good: f64, n: f64) -> (f64, f64) {
    let (found, z) = (good / n, z());
    let excess = |p: f64| (found - p).powi(2) - z * z * p * (1.0 - p) / n;
    let low = if good == 0.0 {
        0.0
    } else {
        root(0.0, found, excess)
    };
    let high = if good == n {
        1.0
    } else {
        root(found, 1.0, excess)
    };
    (100.0 * low, 100.0 * high)
}

/// The two-sided 95 % point of Student's t: the density is a power of the
/// cosine of an angle, whose integral grows as the powers do, by recursion.
fn student(freedom: u32) -> f64 {
    // ∫₀^φ cosᵐ = cosᵐ⁻¹ φ sin φ / m + (m − 1)/m ∫₀^φ cosᵐ⁻²
    let integral = |angle: f64| {
        let mut area = if (freedom - 1).is_multiple_of(2) {
            angle
        } else {
            angle.sin()
        };
        let mut power = if (freedom - 1).is_multiple_of(2) {
            2
        } else {
            3
        };
        while power < freedom {
            let m = f64::from(power);
            area = angle.cos().powf(m - 1.0) * angle.sin() / m + (m - 1.0) / m * area;
            power += 2;
        }
        area
    };
    let whole = integral(std::f64::consts::FRAC_PI_2);
    let angle = root(0.0, std::f64::consts::FRAC_PI_2, |angle| {
        integral(angle) / whole - 0.95
    });
    f64::from(freedom).sqrt() * angle.tan()
}

#[test]
fn nps_and_its_interval_agree_with_scores_of_one_zero_and_minus_one() {
    let mut dice = Dice(1);
    for size in [1, 2, 3, 7, 40, 500, 20_000] {
        let scores = dice.scores(Survey::Nps, size);
        let found = figure(Survey::Nps, Reading::Net, &scores);
        // Every answer as +1, 0 or −1, and 3/4, 3/2 and 3/4 of an answer of each
        // added: the interval of a mean with the variance of the population.
        let sign = |score: f64| match score {
            score if score >= 9.0 => 1.0,
            score if score >= 7.0 => 0.0,
            _ => -1.0,
        };
        let plain: f64 = scores.iter().map(|score| sign(*score)).sum::<f64>();
        let n = count(&scores, |_| true);
        close(found.value, 100.0 * plain / n, "value");
        let mut parts: Vec<(f64, f64)> = scores.iter().map(|score| (sign(*score), 1.0)).collect();
        parts.extend([(1.0, 0.75), (0.0, 1.5), (-1.0, 0.75)]);
        let weight: f64 = parts.iter().map(|(_, weight)| weight).sum();
        let mean = parts
            .iter()
            .map(|(sign, weight)| sign * weight)
            .sum::<f64>()
            / weight;
        let spread: f64 = parts
            .iter()
            .map(|(sign, weight)| weight * (sign - mean).powi(2))
            .sum();
        let half = z() * (spread / weight / weight).sqrt();
        let Interval { low, high } = found.interval.unwrap();
        close(low, (100.0 * (mean - half)).max(-100.0), "low");
        close(high, (100.0 * (mean + half)).min(100.0), "high");
        assert_eq!(f64::from(found.n), n);
    }
}

#[test]
fn shares_and_their_intervals_agree_with_the_quadratic_solved_by_halving() {
    let mut dice = Dice(2);
    for size in [1, 2, 5, 10, 100, 3_000] {
        for (survey, least) in [(Survey::Csat, 4.0), (Survey::Ces, 5.0), (Survey::Nps, 9.0)] {
            let scores = dice.scores(survey, size);
            let found = figure(survey, Reading::Share, &scores);
            let (good, n) = (
                count(&scores, |score| score >= least),
                count(&scores, |_| true),
            );
            close(found.value, 100.0 * good / n, "value");
            let (low, high) = wilson(good, n);
            let interval = found.interval.unwrap();
            close(interval.low, low, "low");
            close(interval.high, high, "high");
        }
    }
    for (good, n) in [(0.0, 8.0), (8.0, 8.0)] {
        let scores = vec![if good > 0.0 { 5.0 } else { 1.0 }; 8];
        let interval = figure(Survey::Csat, Reading::Share, &scores)
            .interval
            .unwrap();
        let (low, high) = wilson(good, n);
        close(interval.low, low, "low");
        close(interval.high, high, "high");
    }
}

#[test]
fn means_and_their_intervals_agree_with_a_running_variance_and_another_t() {
    let mut dice = Dice(3);
    for size in [2, 3, 4, 6, 12, 38, 39, 40, 41, 42, 200, 5_000] {
        for survey in [Survey::Csat, Survey::Ces] {
            let scores = dice.scores(survey, size);
            // Welford's algorithm, one answer after the other.
            let (mut n, mut mean, mut squares) = (0.0, 0.0, 0.0);
            for score in &scores {
                n += 1.0;
                let away = score - mean;
                mean += away / n;
                squares += away * (score - mean);
            }
            let found = figure(survey, Reading::Mean, &scores);
            close(found.value, mean, "mean");
            let Some(interval) = found.interval else {
                close(squares, 0.0, "no interval only without a spread");
                continue;
            };
            let half = student(found.n - 1) * (squares / (n - 1.0) / n).sqrt();
            let range = survey.answers();
            let (least, most) = (f64::from(*range.start()), f64::from(*range.end()));
            close(interval.low, (mean - half).max(least), "low");
            close(interval.high, (mean + half).min(most), "high");
        }
    }
}

#[test]
fn worked_examples_come_out_as_they_are_printed() {
    // 10 of 100: Wilson's interval is 5.5 % to 17.4 %, in every textbook.
    let mut scores = vec![5.0; 10];
    scores.extend(vec![2.0; 90]);
    let found = figure(Survey::Csat, Reading::Share, &scores);
    let interval = found.interval.unwrap();
    assert!((interval.low - 5.52).abs() < 0.01, "{interval:?}");
    assert!((interval.high - 17.44).abs() < 0.01, "{interval:?}");
    // 0 of 20: 0 to 16.1 %.
    let interval = figure(Survey::Csat, Reading::Share, &[1.0; 20])
        .interval
        .unwrap();
    assert_eq!(interval.low, 0.0);
    assert!((interval.high - 16.11).abs() < 0.01, "{interval:?}");
    // 50 % promoters and 20 % detractors of 100.
    let mut scores = vec![10.0; 50];
    scores.extend(vec![7.0; 30]);
    scores.extend(vec![0.0; 20]);
    let found = figure(Survey::Nps, Reading::Net, &scores);
    assert_eq!(found.written(), "+30");
    // By hand: p = 50.75/103, d = 20.75/103; 29.13 ± 1.96 · √((0.6942 − 0.0848)/103).
    let interval = found.interval.unwrap();
    assert!((interval.low - 14.05).abs() < 0.01, "{interval:?}");
    assert!((interval.high - 44.20).abs() < 0.01, "{interval:?}");
    // 2, 4, 6: mean 4, s = 2, t of 2 degrees 4.303: ± 4.97, cut at the scale.
    let found = figure(Survey::Ces, Reading::Mean, &[2.0, 4.0, 6.0]);
    assert_eq!(
        found.interval,
        Some(Interval {
            low: 1.0,
            high: 7.0
        })
    );
    // 4, 5, 5, 6: mean 5, s² = 2/3, t of 3 degrees 3.182: ± 1.299.
    let interval = figure(Survey::Ces, Reading::Mean, &[4.0, 5.0, 5.0, 6.0])
        .interval
        .unwrap();
    assert!((interval.high - 6.299).abs() < 0.001, "{interval:?}");
}

#[test]
fn few_answers_claim_no_more_than_they_can() {
    assert_eq!(Answers::none(Survey::Nps).figure(), None);
    let one = figure(Survey::Ces, Reading::Mean, &[6.0]);
    assert_eq!((one.value, one.interval), (6.0, None));
    assert_eq!(one.in_words(), "6.0 / 7 (n = 1)");
    assert_eq!(figure(Survey::Ces, Reading::Mean, &[6.0; 9]).interval, None);
    // Five promoters and nobody else are not certainty.
    let five = figure(Survey::Nps, Reading::Net, &[10.0; 5]);
    assert_eq!(five.value, 100.0);
    assert!(five.interval.unwrap().low < 60.0);
    let single = figure(Survey::Csat, Reading::Share, &[4.0]);
    assert_eq!(single.in_words(), "100 % (21 to 100 %, n = 1)");
}

#[test]
fn answers_that_are_not_on_the_scale_are_left_out_and_said() {
    let scores = [9.0, 10.0, 11.0, -1.0, 7.5, f64::NAN, f64::INFINITY, 0.0];
    let answers = Answers::of(Survey::Nps, scores);
    assert_eq!((answers.n(), answers.left_out()), (3, 5));
    assert_eq!(answers.in_words(), "2 promoters, 0 passives, 1 detractors");
    let found = answers.figure().unwrap();
    assert_eq!(found.written(), "+33");
    assert_eq!(
        found.left_out_in_words().unwrap(),
        "5 answers are left out: each is not a whole number from 0 to 10"
    );
    // Zero is an answer to one question and none to another.
    assert_eq!(Answers::of(Survey::Csat, [0.0, 1.0]).n(), 1);
    assert_eq!(Answers::of(Survey::Ces, [8.0]).figure(), None);
}

#[test]
fn figures_are_written_as_people_write_them() {
    let mut scores = vec![10.0; 1_200];
    scores.extend(vec![3.0; 400]);
    let found = figure(Survey::Nps, Reading::Net, &scores);
    assert_eq!(found.in_words(), "+50 ±4, n = 1,600");
    let bad = figure(Survey::Nps, Reading::Net, &[0.0, 0.0, 10.0]);
    assert_eq!(bad.written(), "−33");
    assert_eq!(bad.spread().unwrap(), "−85 to +51");
    assert_eq!(
        figure(Survey::Nps, Reading::Net, &[0.0, 10.0]).written(),
        "0"
    );
}

#[test]
fn the_sample_of_nps_scores_counts_as_it_does_line_by_line() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/samples/feedback/01-nps-scores-crlf.csv");
    let Ok(text) = std::fs::read_to_string(path) else {
        return;
    };
    let scores: Vec<&str> = text
        .lines()
        .skip(1)
        .filter_map(|line| line.rsplit(',').next())
        .collect();
    let among = |words: &[&str]| scores.iter().filter(|score| words.contains(*score)).count();
    let promoters = among(&["9", "10"]);
    let detractors = among(&["0", "1", "2", "3", "4", "5", "6"]);
    let answers = Answers::of(
        Survey::Nps,
        scores.iter().filter_map(|score| score.parse().ok()),
    );
    assert_eq!(answers.n() as usize, 348);
    assert_eq!(answers.within(&(9..=10)) as usize, promoters);
    assert_eq!(answers.within(&(0..=6)) as usize, detractors);
    let found = answers.figure().unwrap();
    let [promoters, detractors] = [promoters, detractors].map(|count| count.to_string());
    let count = |text: String| text.parse::<f64>().unwrap();
    let expected = 100.0 * (count(promoters) - count(detractors)) / 348.0;
    close(found.value, expected, "NPS of the sample");
}

/// Two stages with a touchpoint each, answers about all of them, and metrics.
fn measured() -> Map {
    let mut map = Map {
        title: "Moving house".into(),
        lanes: vec![
            Lane::new(LaneId(1), LaneKind::Touchpoints, "Touchpoints"),
            Lane::new(LaneId(2), LaneKind::Metrics, "Metrics"),
        ],
        ..Map::default()
    };
    for (stage, card, shown) in [(10, 11, 12), (20, 21, 22)] {
        let mut held = Stage::new(StageId(stage), format!("Stage {stage}"));
        let touchpoint = Card::new(CardId(card), LaneId(1), At::default(), "Office");
        let mut metric = Card::new(CardId(shown), LaneId(2), At::default(), "");
        metric.metric = Some(MetricId(stage + 5));
        held.cards = vec![Arc::new(touchpoint), Arc::new(metric)];
        map.stages.push(Arc::new(held));
        map.metrics.push(Metric {
            stage: Some(StageId(stage)),
            computed: true,
            before: "+10".into(),
            target: "+40".into(),
            ..Metric::new(MetricId(stage + 5), MetricKind::Nps, "NPS")
        });
    }
    let mut log = Vec::new();
    for (index, (stage, card, score)) in [
        (None, None, 10.0),
        (Some(10), None, 9.0),
        (None, Some(11), 9.0),
        (None, Some(11), 3.0),
        (Some(20), None, 0.0),
        (None, Some(21), 8.0),
    ]
    .into_iter()
    .enumerate()
    {
        let id = 100 + u32::try_from(index).unwrap();
        log.push(Arc::new(Feedback {
            survey: Some(Survey::Nps),
            score: Some(score),
            stage: stage.map(StageId),
            card: card.map(CardId),
            ..Feedback::new(FeedbackId(id), format!("answer {index}"))
        }));
    }
    map.feedback = Arc::new(log);
    map.mint.0 = 200;
    assert_eq!(map.check(), []);
    map
}

#[test]
fn a_stage_counts_its_cards_the_map_counts_everything_and_a_card_itself() {
    let map = measured();
    let tally = Tally::of(&map);
    let n = |subject| tally.answers(&map, subject, Survey::Nps).n();
    assert_eq!(n(Subject::Map), 6);
    assert_eq!(n(Subject::Stage(StageId(10))), 3);
    assert_eq!(n(Subject::Card(CardId(11))), 2);
    assert_eq!(n(Subject::Stage(StageId(20))), 2);
    assert_eq!(tally.answers(&map, Subject::Map, Survey::Csat).n(), 0);
    assert!(
        Arc::ptr_eq(&tally, &Tally::of(&map.clone())),
        "not counted again"
    );
}

#[test]
fn a_card_that_moves_to_another_stage_takes_its_answers_along() {
    let mut map = measured();
    let before = map.figure(&map.metrics[0]).unwrap();
    assert_eq!((before.n, before.written()), (3, "+33".to_owned()));
    let tally = Tally::of(&map);
    map.apply(&Edit::PlaceCard {
        card: CardId(11),
        stage: StageId(20),
        lane: LaneId(1),
        at: At::default(),
    })
    .unwrap();
    assert_eq!(map.figure(&map.metrics[0]).unwrap().n, 1);
    assert_eq!(map.figure(&map.metrics[1]).unwrap().n, 4);
    assert!(
        Arc::ptr_eq(&tally, &Tally::of(&map)),
        "the log was not counted again"
    );
}

#[test]
fn a_typed_metric_has_no_figure_though_there_are_answers() {
    let mut map = measured();
    map.metrics[0].computed = false;
    map.metrics[0].value = "+31".into();
    assert_eq!(map.figure(&map.metrics[0]), None);
    assert_eq!(map.answers(&map.metrics[0]).unwrap().n(), 3);
    assert_eq!(map.metric_value(&map.metrics[0]), "+31");
    map.metrics[0].kind = MetricKind::Wait;
    map.metrics[0].computed = true;
    assert_eq!(
        map.metric_value(&map.metrics[0]),
        "+31",
        "no survey, so what was typed"
    );
}

/// The words of a card in a layout, and whether it has a gauge.
fn card_words(layouter: &mut Layouter, map: &Map, id: u32) -> (String, bool) {
    let layout = layouter.layout(map);
    let cells = layout.stages.iter().flat_map(|stage| &stage.cells);
    let mut cards = cells.flat_map(|cell| &cell.cards);
    let card = cards.find(|card| card.card.id == CardId(id)).unwrap();
    let marks = card.marks.iter().flat_map(|mark| &mark.lines);
    let lines = card.lines.iter().chain(marks);
    let words: Vec<&str> = lines.map(|line| &*line.text).collect();
    (words.join(" | "), card.gauge.is_some())
}

#[test]
fn a_metric_on_the_map_follows_the_log() {
    let mut map = measured();
    let mut layouter = Layouter::new();
    let (words, has_gauge) = card_words(&mut layouter, &map, 12);
    assert!(words.contains("+33"), "{words}");
    assert!(words.contains("n = 3, from feedback"), "{words}");
    assert!(words.contains("↑ from +10 · target +40"), "{words}");
    assert!(has_gauge);
    let before = layouter.layout(&map);
    // Something else in the log changes: the very same layout.
    let field = FeedbackField::Topic("boxes".into());
    map.apply(&Edit::SetFeedback(vec![FeedbackId(100)], field))
        .unwrap();
    assert!(Arc::ptr_eq(&before, &layouter.layout(&map)));
    // A score of the stage changes: its figure does.
    let field = FeedbackField::Score(Some(10.0));
    map.apply(&Edit::SetFeedback(vec![FeedbackId(103)], field))
        .unwrap();
    let (words, _) = card_words(&mut layouter, &map, 12);
    assert!(words.contains("+100"), "{words}");
}

#[test]
fn tables_and_pages_say_which_figures_are_computed_and_how_sure_they_are() {
    let mut map = measured();
    map.metrics[1].computed = false;
    map.metrics[1].value = "+5".into();
    map.metrics[0].definition = "All who moved this year".into();
    let setup = export::Setup::default();
    let mut layouter = Layouter::new();
    let of = |format, layouter: &mut Layouter| {
        let exported = export::export(&map, (format, &setup), layouter, &|_| true).unwrap();
        String::from_utf8(exported.files.concat()).unwrap()
    };
    let page = of(export::Format::Html, &mut layouter);
    assert!(page.contains("Feedback</td>"), "computed");
    assert!(page.contains("Typed</td>"), "typed");
    assert!(page.contains("All who moved this year"));
    let csv = of(export::Format::Csv, &mut layouter);
    assert!(csv.contains("+33 (") && csv.contains("n = 3"), "{csv}");
    let text = of(export::Format::Markdown, &mut layouter);
    assert!(text.contains("n = 3"), "{text}");
}
