//! Tests of the sample maps in `assets/samples`: each is sound, written as the
//! program writes it, and complete enough to show what a map can hold.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read its sample has failed"
)]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use throughline::{
    file,
    model::{
        Card, CurveState, EmotionPoint, Evidence, LaneKind, Map, Rule, Side, Subject, Survey,
        Valence, findings, insights,
    },
};

/// The maps that come with the program.
pub(crate) const BUNDLED: [&str; 3] = [
    "car-purchase",
    "planned-knee-operation",
    "planning-tool-rollout",
];

/// One of them.
pub(crate) fn bundled(name: &str) -> Map {
    file::read(text(name).as_bytes(), Path::new(name)).unwrap()
}

#[test]
fn there_are_exactly_the_known_samples() {
    let found: BTreeSet<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let known: BTreeSet<String> = BUNDLED.iter().map(|name| file_name(name)).collect();
    assert_eq!(found, known);
}

#[test]
fn every_sample_keeps_every_rule() {
    for (name, map) in samples() {
        assert_eq!(map.check(), [], "{name}");
    }
}

#[test]
fn every_sample_is_the_same_bytes_when_written_again() {
    for name in BUNDLED {
        let text = text(name);
        let map = file::read(text.as_bytes(), Path::new(name)).unwrap();
        let written = file::write(&map).unwrap();
        assert!(text == written, "{name} is not written as the program does");
    }
}

#[test]
fn the_map_in_the_readme_is_written_as_the_program_does() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let (_, rest) = readme.split_once("```ron\n").unwrap();
    let (excerpt, _) = rest.split_once("```").unwrap();
    let map = file::read(excerpt.as_bytes(), &path).unwrap();
    assert_eq!(map.check(), []);
    assert_eq!(file::write(&map).unwrap(), excerpt);
}

#[test]
fn every_sample_has_four_to_seven_stages_and_is_rich() {
    for (name, map) in samples() {
        assert!((4..=7).contains(&map.stages.len()), "{name}: stages");
        assert!(map.lanes.len() >= 8, "{name}: lanes");
        assert!(map.card_count() >= 30, "{name}: cards");
        // Enough for figures with an interval, few enough to be read through.
        assert!((10..=25).contains(&map.feedback.len()), "{name}: feedback");
        let mut dividers = map.lanes.iter().filter_map(|lane| lane.divider);
        assert!(dividers.next().is_some(), "{name}: a line between lanes");
        for stage in &map.stages {
            assert!(!stage.duration.is_empty(), "{name}: {} lasts", stage.name);
            assert!(!stage.cards.is_empty(), "{name}: {} is empty", stage.name);
        }
        assert!(
            map.stages.iter().any(|stage| stage.key_moment.is_some()),
            "{name}: key moments"
        );
    }
}

#[test]
fn every_sample_says_whose_journey_it_is_and_why() {
    for (name, map) in samples() {
        let [persona] = map.personas.as_slice() else {
            assert_eq!(map.personas.len(), 1, "{name}: one persona");
            continue;
        };
        let texts = [
            &map.title,
            &map.purpose,
            &map.scenario,
            &map.goal,
            &map.scope,
            &map.expectations,
            &map.owner,
            &persona.name,
            &persona.role,
            &persona.quote,
            &persona.goals,
            &persona.motivations,
            &persona.frustrations,
            &persona.likes,
            &persona.story,
            &persona.sources,
            &map.reason,
            &map.review.reviewed,
            &map.review.next,
        ];
        assert!(texts.iter().all(|text| !text.is_empty()), "{name}");
        assert!(map.journey.is_some(), "{name}: which journey");
        assert!(!map.participants.is_empty(), "{name}: participants");
        assert!(!map.review.triggers.is_empty(), "{name}: triggers");
    }
}

#[test]
fn most_cards_say_how_they_are_known_and_from_where() {
    for (name, map) in samples() {
        let known = cards(&map).filter(|card| card.evidence.is_some() && !card.source.is_empty());
        assert!(known.count() * 2 > map.card_count(), "{name}");
    }
}

#[test]
fn pains_have_a_severity_and_opportunities_what_they_bring_and_cost() {
    for (name, map) in samples() {
        let pains: Vec<_> = cards_of(&map, LaneKind::PainPoints).collect();
        let ideas: Vec<_> = cards_of(&map, LaneKind::Opportunities).collect();
        assert!(pains.len() >= 3 && ideas.len() >= 3, "{name}");
        for pain in pains {
            assert!(pain.severity.is_some(), "{name}: {}", pain.text);
        }
        for idea in ideas {
            let rated = idea.impact.is_some() && idea.effort.is_some() && idea.status.is_some();
            assert!(rated && !idea.owner.is_empty(), "{name}: {}", idea.text);
        }
        assert!(cards(&map).any(|card| !card.wait.is_empty()), "{name}");
    }
}

#[test]
fn every_metric_is_shown_by_a_card_of_the_metrics_lane() {
    for (name, map) in samples() {
        let shown: BTreeSet<_> = cards_of(&map, LaneKind::Metrics)
            .filter_map(|card| card.metric)
            .collect();
        let measured: BTreeSet<_> = map.metrics.iter().map(|metric| metric.id).collect();
        assert!(!measured.is_empty(), "{name}");
        assert_eq!(shown, measured, "{name}");
    }
}

#[test]
fn some_metrics_are_computed_from_the_log_and_all_say_what_they_measure() {
    for (name, map) in samples() {
        let mut computed = 0;
        for metric in &map.metrics {
            assert!(!metric.definition.is_empty(), "{name}: {}", metric.name);
            if metric.computed {
                let figure = map.figure(metric).unwrap();
                assert!(figure.n >= 5, "{name}: {}", metric.name);
                assert!(figure.interval.is_some(), "{name}: {}", metric.name);
                assert_eq!(figure.left_out, 0, "{name}: {}", metric.name);
                assert!(metric.value.is_empty(), "{name}: one value");
                computed += 1;
            }
        }
        assert!(computed >= 2, "{name}: {computed} computed");
    }
}

#[test]
fn the_log_of_every_sample_shows_what_a_log_can_hold() {
    for (name, map) in samples() {
        let mut surveys = BTreeSet::new();
        let (mut own_kinds, mut own_sources, mut on_map) = (0, 0, 0);
        for entry in map.feedback.iter() {
            assert!(
                !entry.verbatim.is_empty() && !entry.date.is_empty(),
                "{name}"
            );
            assert_eq!(entry.survey.is_some(), entry.score.is_some(), "{name}");
            surveys.extend(entry.survey);
            own_kinds += usize::from(!entry.kind_name.is_empty());
            own_sources += usize::from(!entry.source_name.is_empty());
            on_map += usize::from(entry.subject() == Subject::Map);
        }
        assert_eq!(surveys.len(), Survey::ALL.len(), "{name}: {surveys:?}");
        assert!(own_kinds > 0 && own_sources > 0, "{name}: own words");
        assert!(on_map > 0, "{name}: answers on the whole journey");
        assert_eq!(map.rules.len(), 3, "{name}: rules");
        for rule in &map.rules {
            assert_ne!(rule.subject(), Subject::Map, "{name}: {}", rule.words);
        }
    }
}

#[test]
fn one_sample_shows_a_strength_that_is_a_friction_and_one_what_was_dismissed() {
    let rollout = bundled("planning-tool-rollout");
    let told = insights(&rollout, "2026-03-20");
    let frictions: Vec<&str> = told
        .iter()
        .filter(|insight| insight.rule == Rule::Disagreement)
        .map(|insight| insight.sentence.as_str())
        .collect();
    let [friction] = frictions.as_slice() else {
        assert_eq!(frictions.len(), 1, "{frictions:?}");
        return;
    };
    assert!(
        friction.starts_with("A strength that is a friction"),
        "{friction}"
    );

    let dismissed = findings(&bundled("car-purchase"), "2026-03-20").dismissed;
    let reasons: Vec<&str> = dismissed
        .iter()
        .map(|(_, reason)| reason.as_str())
        .collect();
    assert_eq!(reasons.len(), 1, "{reasons:?}");
    assert!(!reasons[0].is_empty());
}

#[test]
fn one_sample_has_votes_and_no_sample_is_due_on_the_day_of_its_review() {
    let knee = bundled("planned-knee-operation");
    assert!(cards(&knee).filter(|card| card.votes > 0).count() >= 3);
    for (name, map) in samples() {
        assert_eq!(map.review.due(&map.review.reviewed), None, "{name}");
    }
}

#[test]
fn every_curve_has_one_peak_one_low_an_end_and_one_gap_between_known_points() {
    for (name, map) in samples() {
        let today = map.curves[0].id;
        let points: Vec<&EmotionPoint> = map
            .stages
            .iter()
            .flat_map(|stage| &stage.points)
            .filter(|point| point.curve == today)
            .collect();
        for stage in &map.stages {
            let own = stage.points.iter().filter(|point| point.curve == today);
            let in_order = own.is_sorted_by_key(|point| point.at.value());
            assert!(in_order, "{name}: points of {} in order", stage.name);
        }
        let gaps: Vec<usize> = (0..points.len())
            .filter(|&index| points[index].feeling.is_none())
            .collect();
        assert_eq!(gaps.len(), 1, "{name}: one gap");
        assert!(gaps[0] > 0 && gaps[0] + 1 < points.len(), "{name}: inside");

        let known: Vec<f64> = points
            .iter()
            .filter_map(|point| point.feeling.map(Valence::value))
            .collect();
        let peak = known.iter().copied().fold(f64::MIN, f64::max);
        let low = known.iter().copied().fold(f64::MAX, f64::min);
        let count = |value: f64| known.iter().filter(|&&known| known == value).count();
        assert_eq!((count(peak), count(low)), (1, 1), "{name}: no ties");
        assert!(peak > 1.0 && low < -1.0, "{name}: a clear peak and low");
        for point in &points {
            let value = point.feeling.map(Valence::value);
            if value == Some(peak) || value == Some(low) || point.moment_of_truth {
                assert!(!point.word.is_empty(), "{name}: {value:?} has no word");
            }
        }
        let end = points.last().unwrap();
        assert!(end.feeling.is_some() && !end.word.is_empty(), "{name}: end");
        assert!(points.iter().any(|point| point.moment_of_truth), "{name}");
    }
}

#[test]
fn further_curves_are_wished_for_or_the_companys_and_told_apart() {
    let (mut wished, mut held) = (0, 0);
    for (name, map) in samples() {
        for curve in map.curves.iter().skip(1) {
            assert_ne!(curve.style, map.curves[0].style, "{name}");
            let is_future = curve.state == CurveState::Future;
            assert_ne!(is_future, curve.side == Side::Company, "{name}");
            let points = map.stages.iter().flat_map(|stage| &stage.points);
            for point in points.filter(|point| point.curve == curve.id) {
                let is_proposed = point.evidence == Some(Evidence::Proposed);
                assert_eq!(is_proposed, is_future, "{name}");
                assert!(!point.source.is_empty(), "{name}");
            }
            if is_future { wished += 1 } else { held += 1 }
        }
    }
    assert!(wished > 0, "no sample shows a future state");
    assert!(held > 0, "no sample shows the company's view");
}

#[test]
fn cards_are_few_and_short_enough_to_set_well() {
    for (name, map) in samples() {
        for stage in &map.stages {
            for lane in &map.lanes {
                let here = stage.cards.iter().filter(|card| card.lane == lane.id);
                assert!(here.count() <= 3, "{name}: {} / {}", stage.name, lane.name);
            }
        }
        for card in cards(&map) {
            // A thought is set as a line of its own, wider than a card.
            let (_, lane) = map.lane(card.lane).unwrap();
            let most = if lane.kind == LaneKind::Thoughts {
                9
            } else {
                8
            };
            let words = card.text.split_whitespace().count();
            assert!((1..=most).contains(&words), "{name}: {}", card.text);
        }
    }
}

fn samples() -> impl Iterator<Item = (&'static str, Map)> {
    BUNDLED.into_iter().map(|name| {
        let map = file::read(text(name).as_bytes(), Path::new(name)).unwrap();
        (name, map)
    })
}

fn cards(map: &Map) -> impl Iterator<Item = &Card> {
    let stages = map.stages.iter();
    stages.flat_map(|stage| stage.cards.iter().map(AsRef::as_ref))
}

fn cards_of(map: &Map, kind: LaneKind) -> impl Iterator<Item = &Card> {
    cards(map).filter(move |card| {
        map.lane(card.lane)
            .is_some_and(|(_, lane)| lane.kind == kind)
    })
}

fn text(name: &str) -> String {
    fs::read_to_string(folder().join(file_name(name))).unwrap()
}

fn file_name(name: &str) -> String {
    format!("{name}.journey.ron")
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets/samples")
}
