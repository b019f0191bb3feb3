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
    model::{Card, CurveState, EmotionPoint, Evidence, LaneKind, Map, Valence},
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
        assert!((5..=10).contains(&map.feedback.len()), "{name}: feedback");
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
            &map.review.reviewed,
            &map.review.next,
        ];
        assert!(texts.iter().all(|text| !text.is_empty()), "{name}");
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
fn further_curves_are_wished_for_and_told_apart() {
    let mut further = 0;
    for (name, map) in samples() {
        for curve in map.curves.iter().skip(1) {
            assert_eq!(curve.state, CurveState::Future, "{name}");
            assert_ne!(curve.style, map.curves[0].style, "{name}");
            let points = map.stages.iter().flat_map(|stage| &stage.points);
            for point in points.filter(|point| point.curve == curve.id) {
                assert_eq!(point.evidence, Some(Evidence::Proposed), "{name}");
                assert!(!point.source.is_empty(), "{name}");
            }
            further += 1;
        }
    }
    assert!(further > 0, "no sample shows a future state");
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
