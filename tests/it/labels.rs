//! Laws of the words at the curves: they meet neither curves nor one another,
//! and the line from a point to its words runs through nobody else's.

use std::path::Path;

use emath::{Pos2, Rect, Vec2, vec2};
use throughline::{
    file,
    layout::{CurveLabel, Emotion, Layout, Layouter, Paper},
    model::Map,
};

use crate::{layout::crowded, maps};

/// The samples, by name.
const SAMPLES: [(&str, &[u8]); 3] = [
    (
        "car-purchase",
        include_bytes!("../../assets/samples/car-purchase.journey.ron"),
    ),
    (
        "planned-knee-operation",
        include_bytes!("../../assets/samples/planned-knee-operation.journey.ron"),
    ),
    (
        "planning-tool-rollout",
        include_bytes!("../../assets/samples/planning-tool-rollout.journey.ron"),
    ),
];

/// The screens they are shown on.
const SCREENS: [Vec2; 3] = [
    vec2(1024.0, 768.0),
    vec2(1280.0, 720.0),
    vec2(1920.0, 1080.0),
];

/// How many generated maps a law is tried on, and how large they are.
const COUNT: u64 = 40;
const BYTES: u64 = 16_000;

/// The samples on the sheet and on the pages of every screen, with a name.
fn each_sample(mut check: impl FnMut(&str, &Map, &Layout)) {
    for (name, bytes) in SAMPLES {
        let map = file::read(bytes, Path::new(name)).expect("a sample");
        check(name, &map, &Layouter::new().layout(&map));
        for screen in SCREENS {
            let pages = Layouter::new().pages(&map, Paper::of(screen));
            for (number, page) in pages.iter().enumerate() {
                let name = format!("{name} at {screen:?}, page {number}");
                check(&name, &map, &page.layout);
            }
        }
    }
}

/// Every label of a layout with what it could meet.
fn labels(layout: &Layout) -> impl Iterator<Item = (&Emotion, &CurveLabel)> {
    let emotions = layout.emotions.iter();
    emotions.flat_map(|emotion| emotion.labels.iter().map(move |label| (&**emotion, label)))
}

fn words(label: &CurveLabel) -> String {
    let lines: Vec<&str> = label.lines.iter().map(|line| &*line.text).collect();
    lines.join(" / ")
}

/// The boxes of the lines of a label.
fn line_boxes(label: &CurveLabel) -> impl Iterator<Item = Rect> {
    label.lines.iter().map(|line| {
        let top = line.pos.y - line.style.ascent();
        let corner = Pos2::new(line.pos.x, top);
        Rect::from_min_size(corner, vec2(line.width, line.style.leading))
    })
}

/// Whether a straight line comes into a box: it is tried at every half unit.
fn meets([from, to]: [Pos2; 2], rect: Rect) -> bool {
    let steps = (from.distance(to) * 2.0).ceil().max(1.0);
    let mut step = 0.0;
    while step <= steps {
        if rect.contains(from.lerp(to, step / steps)) {
            return true;
        }
        step += 1.0;
    }
    false
}

/// The labels that curves run through.
fn over_curves(layout: &Layout) -> Vec<String> {
    let is_over = |(emotion, label): &(&Emotion, &CurveLabel)| {
        let runs = emotion.curves.iter().flat_map(|curve| &curve.runs);
        let mut pieces = runs.flat_map(|run| run.windows(2));
        pieces.any(|piece| line_boxes(label).any(|line| meets([piece[0], piece[1]], line)))
    };
    let over = labels(layout).filter(is_over);
    over.map(|(_, label)| format!("a curve runs through “{}”", words(label)))
        .collect()
}

/// The pairs of labels that meet, and the leaders that meet other labels.
fn entangled(layout: &Layout) -> Vec<String> {
    let mut found = Vec::new();
    for (emotion, label) in labels(layout) {
        for other in emotion.labels.iter().filter(|other| *other != label) {
            if label.rect.shrink(0.05).intersects(other.rect.shrink(0.05)) {
                found.push(format!("“{}” meets “{}”", words(label), words(other)));
            }
            if label.leader.is_some_and(|line| meets(line, other.rect)) {
                let (whose, what) = (words(label), words(other));
                found.push(format!("the leader of “{whose}” runs through “{what}”"));
            }
        }
    }
    found
}

/// The leaders that meet points of others.
fn through_points(layout: &Layout) -> Vec<String> {
    let mut found = Vec::new();
    for (emotion, label) in labels(layout) {
        for mark in emotion.curves.iter().flat_map(|curve| &curve.points) {
            let rect = Rect::from_center_size(mark.pos, Vec2::splat(2.0 * mark.radius()));
            if mark.id != label.point && label.leader.is_some_and(|line| meets(line, rect)) {
                let whose = words(label);
                found.push(format!("the leader of “{whose}” meets point {}", mark.id));
            }
        }
    }
    found
}

/// The labels that are far from their points without a line to them.
fn adrift(layout: &Layout) -> Vec<String> {
    let is_adrift = |(emotion, label): &(&Emotion, &CurveLabel)| {
        let mut marks = emotion.curves.iter().flat_map(|curve| &curve.points);
        let mark = marks.find(|mark| mark.id == label.point);
        let away = mark.map_or(0.0, |mark| {
            label.rect.distance_to_pos(mark.pos) - mark.radius()
        });
        label.leader.is_none() && away > 14.0
    };
    let adrift = labels(layout).filter(is_adrift);
    adrift
        .map(|(_, label)| format!("“{}” has no line to its point", words(label)))
        .collect()
}

#[test]
fn labels_of_the_samples_lie_free_wherever_they_are_shown() {
    let (mut seen, mut faults) = (0, Vec::new());
    each_sample(|name, _, layout| {
        seen += labels(layout).count();
        let found = [over_curves, entangled, through_points, adrift];
        for fault in found.iter().flat_map(|find| find(layout)) {
            faults.push(format!("{name}: {fault}"));
        }
    });
    assert!(seen > 100, "only {seen} labels were looked at");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_word_at_the_curves_of_the_samples_is_shown() {
    each_sample(|name, _, layout| {
        for emotion in &layout.emotions {
            let marks = emotion.curves.iter().flat_map(|curve| &curve.points);
            let said = marks.filter(|mark| !mark.label.is_empty()).count();
            assert_eq!(emotion.labels.len(), said, "{name}");
        }
    });
}

#[test]
fn labels_and_leaders_keep_apart_on_any_map() {
    let mut seen = 0;
    maps::law(COUNT, BYTES, |u| {
        let map = maps::any_map(u)?;
        let layout = Layouter::new().layout(&map);
        seen += labels(&layout).count();
        assert_eq!(entangled(&layout), Vec::<String>::new());
        for page in Layouter::new().pages(&map, Paper::of(SCREENS[0])).iter() {
            assert_eq!(entangled(&page.layout), Vec::<String>::new());
        }
        Ok(())
    });
    assert!(seen > 100, "only {seen} labels were looked at");
}

#[test]
fn labels_and_leaders_keep_apart_among_crowded_curves() {
    let (mut seen, mut over, mut lost) = (0, 0, 0);
    maps::law(COUNT, BYTES, |u| {
        let layout = Layouter::new().layout(&crowded(u)?);
        assert_eq!(entangled(&layout), Vec::<String>::new());
        seen += labels(&layout).count();
        over += over_curves(&layout).len();
        lost += adrift(&layout).len();
        Ok(())
    });
    assert!(seen > 300, "only {seen} labels were looked at");
    assert!(over * 50 < seen, "{over} of {seen} lie over a curve");
    assert!(
        lost * 10 < seen,
        "{lost} of {seen} have no line to their point"
    );
}
