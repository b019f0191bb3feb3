//! Laws of the layout over generated maps: nothing overlaps, nothing leaves
//! its box, a curve stays within its points, places are found again, and what
//! is laid out step by step equals what is laid out at once.

use std::path::Path;

use arbtest::arbitrary::{Result, Unstructured};
use emath::{Pos2, Rect, Vec2, pos2, vec2};
use throughline::{
    file,
    layout::{CardBox, Emotion, Hit, LaneRow, Layout, Layouter, PlacedLine, Tells},
    model::{
        At, Curve, CurveId, CurveKind, Details, Divider, Edit, Element, EmotionPoint, Lane, LaneId,
        LaneKind, Map, MapField, New, PointId, Span, StageField, Template, Valence,
    },
};

use crate::maps;

/// How many maps each law is tried on, and how large they are.
const COUNT: u64 = 40;
const BYTES: u64 = 16_000;

/// Rounding of sums of 32-bit floats over a wide picture.
const SLACK: f32 = 0.6;

/// Every box that must not meet another, with a name for messages.
fn boxes(layout: &Layout) -> Vec<(String, Rect)> {
    let view = Rect::from_min_size(Pos2::ZERO, layout.size);
    let mut boxes: Vec<(String, Rect)> = layout
        .boxes_in(view)
        .map(|(_, _, card, rect)| (format!("card {} “{}”", card.card.id, card.card.text), rect))
        .collect();
    let corner = layout.header_corner();
    boxes.push((
        "header".into(),
        Rect::from_min_size(corner, layout.header.size),
    ));
    for row in &layout.lanes {
        boxes.push((
            format!("label of lane {}", row.id),
            layout.lane_label_rect(row),
        ));
    }
    for (divider, rect) in layout.dividers() {
        boxes.push((divider.label().to_lowercase(), rect));
    }
    for (_, emotion, origin) in layout.emotion_rows() {
        let by = origin.to_vec2();
        for label in &emotion.labels {
            let rect = label.rect.translate(by);
            boxes.push((format!("curve label of {}", label.point), rect));
        }
        for entry in &emotion.legend {
            let rect = entry.rect.translate(by);
            boxes.push((format!("legend of {}", entry.curve), rect));
        }
    }
    boxes
}

/// The place of a line of text.
fn line_rect(line: &PlacedLine) -> Rect {
    let top = line.pos.y - line.style.ascent();
    let size = vec2(line.width, line.style.leading);
    Rect::from_min_size(pos2(line.pos.x, top), size)
}

/// Whether lines stay inside a box, all in the same coordinates.
fn assert_inside(what: &str, lines: &[PlacedLine], bounds: Rect) {
    for line in lines {
        let top = line.pos.y - line.style.ascent();
        let rect = Rect::from_min_max(
            pos2(line.pos.x, top),
            pos2(line.pos.x + line.width, top + line.style.leading),
        );
        let bounds = bounds.expand(SLACK);
        assert!(
            bounds.contains_rect(rect),
            "{what}: “{}” {rect:?} leaves {bounds:?}",
            line.text
        );
    }
}

/// Fails where two boxes that must not meet do.
pub(crate) fn assert_nothing_meets(layout: &Layout) {
    let mut boxes = boxes(layout);
    boxes.sort_by(|a, b| a.1.top().total_cmp(&b.1.top()));
    for (index, (name, rect)) in boxes.iter().enumerate() {
        let inner = rect.shrink(0.05);
        for (other, next) in boxes.iter().skip(index + 1) {
            if next.top() > rect.bottom() {
                break;
            }
            assert!(
                !inner.intersects(next.shrink(0.05)),
                "{name} {rect:?} meets {other} {next:?}"
            );
        }
    }
}

fn assert_sound(map: &Map, layout: &Layout) {
    assert_nothing_meets(layout);
    let sheet = Rect::from_min_size(Pos2::ZERO, layout.size);
    for (row, column, card, rect) in layout.boxes_in(sheet) {
        let name = format!("card {} “{}”", card.card.id, card.card.text);
        let lane = layout.lane_rect(row).expand(SLACK);
        assert!(
            lane.contains_rect(rect),
            "{name} {rect:?} leaves its lane {lane:?}"
        );
        let (left, right) = (column.x - SLACK, column.x + column.width + SLACK);
        assert!(
            left <= rect.left() && rect.right() <= right,
            "{name} {rect:?} leaves its stage"
        );
        let own = rect.translate(-rect.min.to_vec2());
        assert_inside(&name, &card.lines, own);
        assert_marks_sound(&name, card, own);
    }
    let shown: usize = map
        .stages
        .iter()
        .flat_map(|stage| &stage.cards)
        .filter(|card| map.lane(card.lane).is_some_and(|(_, lane)| !lane.hidden))
        .count();
    assert_eq!(
        layout.boxes_in(sheet).count(),
        shown,
        "a card is missing from the picture"
    );
    for column in &layout.stages {
        let rect = layout.chevron_rect(column);
        assert!(
            column.text_height <= rect.height(),
            "the name of stage {} is cut",
            column.id
        );
        let room = Rect::from_min_size(Pos2::ZERO, vec2(column.width, column.text_height));
        assert_inside("stage", &column.lines, room);
    }
    for row in &layout.lanes {
        let label = layout.lane_label_rect(row);
        assert_inside(
            "lane label",
            &row.lines,
            label.translate(-label.min.to_vec2()),
        );
    }
    let header = Rect::from_min_size(Pos2::ZERO, layout.header.size);
    for (line, _) in &layout.header.lines {
        assert_inside("header", std::slice::from_ref(line), header);
    }
    assert_personas_sound(map, layout);
    assert_curves_sound(layout);
}

/// Every persona has its place on the header, and none meets another.
fn assert_personas_sound(map: &Map, layout: &Layout) {
    let header = Rect::from_min_size(Pos2::ZERO, layout.header.size).expand(SLACK);
    let personas = &layout.header.personas;
    assert_eq!(personas.len(), map.personas.len());
    for (index, persona) in personas.iter().enumerate() {
        let rect = persona.rect;
        assert!(header.contains_rect(rect), "{persona:?} leaves {header:?}");
        for other in personas.iter().skip(index + 1) {
            let meets = rect.shrink(0.05).intersects(other.rect.shrink(0.05));
            assert!(!meets, "{persona:?} meets {other:?}");
        }
    }
}

/// Marks stay in their card, apart from its text and from each other.
fn assert_marks_sound(name: &str, card: &CardBox, own: Rect) {
    for (index, mark) in card.marks.iter().enumerate() {
        let rect = mark.rect;
        assert!(
            own.expand(SLACK).contains_rect(rect),
            "{name}: {mark:?} leaves {own:?}"
        );
        assert_inside(name, &mark.lines, rect);
        let others = card.marks.iter().skip(index + 1).map(|other| other.rect);
        let texts = card.lines.iter().map(|line| {
            let top = line.pos.y - line.style.ascent();
            Rect::from_min_size(pos2(line.pos.x, top), vec2(line.width, line.style.leading))
        });
        for other in others.chain(texts) {
            assert!(
                !rect.shrink(0.1).intersects(other.shrink(0.1)),
                "{name}: {mark:?} meets {other:?}"
            );
        }
    }
}

fn assert_curves_sound(layout: &Layout) {
    for (row, emotion, origin) in layout.emotion_rows() {
        assert_lane_sound(layout, row, emotion, origin);
    }
}

fn assert_lane_sound(layout: &Layout, row: &LaneRow, emotion: &Emotion, origin: Pos2) {
    let lane = layout.lane_rect(row).expand(SLACK);
    for curve in &emotion.curves {
        for mark in &curve.points {
            let rect = Rect::from_center_size(
                mark.pos + origin.to_vec2(),
                Vec2::splat(2.0 * mark.radius()),
            );
            assert!(
                lane.contains_rect(rect),
                "point {} leaves the emotion lane",
                mark.id
            );
        }
        for run in &curve.runs {
            let known = curve.points.iter().filter(|mark| mark.feeling.is_some());
            for line in run.windows(2) {
                assert!(line[0].x <= line[1].x, "a curve runs back in time");
            }
            // Every stretch between two neighbours stays between their values.
            let knots: Vec<Pos2> = known.map(|mark| mark.pos).collect();
            for point in run {
                // Moments at one x are drawn a hundredth apart.
                let close = |knot: &&Pos2| (knot.x - point.x).abs() <= 0.3;
                let before = knots.iter().rfind(|knot| knot.x < point.x - 0.3);
                let after = knots.iter().find(|knot| knot.x > point.x + 0.3);
                let near = knots.iter().filter(close).chain(before).chain(after);
                let near: Vec<f32> = near.map(|knot| knot.y).collect();
                let low = near.iter().copied().fold(f32::INFINITY, f32::min) - 0.01;
                let high = near.iter().copied().fold(f32::NEG_INFINITY, f32::max) + 0.01;
                assert!(
                    (low..=high).contains(&point.y),
                    "{point:?} outside {low}..{high}"
                );
            }
        }
    }
    for label in &emotion.labels {
        let rect = label.rect.translate(origin.to_vec2());
        assert!(
            lane.contains_rect(rect),
            "a curve label leaves the emotion lane"
        );
        assert_inside("curve label", &label.lines, label.rect);
        for mark in emotion.curves.iter().flat_map(|curve| &curve.points) {
            let mark_rect = Rect::from_center_size(mark.pos, Vec2::splat(2.0 * mark.radius()));
            assert!(
                !label.rect.shrink(0.05).intersects(mark_rect),
                "the label of {} meets the point {}",
                label.point,
                mark.id
            );
        }
    }
    for entry in &emotion.legend {
        let rect = entry.rect.translate(origin.to_vec2());
        assert!(lane.contains_rect(rect), "a legend leaves its lane");
        assert_inside("legend", &entry.lines, entry.rect);
    }
    // The words of the scale meet neither one another nor the lane's name.
    let name = row.lines.iter().map(line_rect);
    let name = name.map(|rect| rect.translate(layout.lane_rect(row).min - origin));
    let scale: Vec<Rect> = emotion.scale.iter().map(line_rect).collect();
    for (index, words) in scale.iter().enumerate() {
        let others = scale.iter().skip(index + 1).copied().chain(name.clone());
        for other in others {
            let apart = !words.shrink(0.5).intersects(other.shrink(0.5));
            assert!(apart, "the scale at {words:?} meets {other:?}");
        }
    }
}

#[test]
fn nothing_overlaps_and_nothing_leaves_its_box() {
    let mut seen = 0;
    maps::law(COUNT, BYTES, |u| {
        let map = maps::any_map(u)?;
        seen += map.card_count();
        assert_sound(&map, &Layouter::new().layout(&map));
        Ok(())
    });
    assert!(seen > 300, "only {seen} cards were laid out");
}

/// A map of one emotion lane or two, and up to four curves that crowd it.
pub(crate) fn crowded(u: &mut Unstructured<'_>) -> Result<Map> {
    let mut map = Template::FiveStages.map();
    let second = Lane::new(LaneId(0), LaneKind::Emotion, "Of the second persona");
    let mut edits = vec![Edit::Add(New::Lane(99, second))];
    map.scale = Some((maps::any_text(u)?, maps::any_text(u)?));
    let lane = LaneId(map.mint.0);
    for _ in 0..u.int_in_range(0..=3)? {
        let kind = *u.choose(CurveKind::ALL)?;
        let lane = u.ratio(1, 3)?.then_some(lane);
        let straight = u.arbitrary()?;
        let name = maps::any_text(u)?;
        let curve = Curve {
            kind,
            lane,
            straight,
            ..Curve::new(CurveId(0), name)
        };
        edits.push(Edit::Add(New::Curve(Box::new(curve))));
    }
    for edit in &edits {
        map.apply(edit).expect("the ids are the map's");
    }
    let curves: Vec<CurveId> = map.curves.iter().map(|curve| curve.id).collect();
    for _ in 0..u.int_in_range(10..=60)? {
        let stage = u.choose(&map.stages)?.id;
        let at = At::clamped(f64::from(u.int_in_range(0..=20_u8)?) / 20.0);
        let feeling = f64::from(u.int_in_range(-9..=8_i8)?) / 4.0;
        let feeling = (feeling >= -2.0).then(|| Valence::clamped(feeling));
        let word = u.choose(&[
            "",
            "",
            "Wait",
            "Answers on day one",
            "No reply for five days",
        ])?;
        let point = EmotionPoint {
            word: (*word).into(),
            moment_of_truth: u.ratio(1, 8)?,
            ..EmotionPoint::new(PointId(0), *u.choose(&curves)?, at, feeling)
        };
        let new = Edit::Add(New::Point(stage, Box::new(point)));
        map.apply(&new).expect("the ids are the map's");
    }
    Ok(map)
}

#[test]
fn crowded_curves_keep_labels_apart_from_one_another_and_from_points() {
    let mut labels = 0;
    maps::law(COUNT, BYTES, |u| {
        let map = crowded(u)?;
        let layout = Layouter::new().layout(&map);
        assert_sound(&map, &layout);
        labels += layout
            .emotions
            .iter()
            .map(|held| held.labels.len())
            .sum::<usize>();
        for entry in layout.emotions.iter().flat_map(|held| &held.legend) {
            let rect = layout
                .legend_rect(entry.curve)
                .expect("it is in the legend");
            assert_eq!(layout.hit(rect.center(), 0.0), Hit::Legend(entry.curve));
        }
        Ok(())
    });
    assert!(labels > 300, "only {labels} labels were placed");
}

#[test]
fn a_place_is_found_again() {
    let mut places = 0;
    maps::law(COUNT, BYTES, |u| {
        let map = maps::any_map(u)?;
        let layout = Layouter::new().layout(&map);
        let sheet = Rect::from_min_size(Pos2::ZERO, layout.size);
        for (row, column, card, rect) in layout.boxes_in(sheet) {
            if row.kind == LaneKind::Emotion {
                // Cards cannot be put there, only left there.
                continue;
            }
            let place = layout
                .place(rect.min, rect.width())
                .expect("there is a place");
            assert_eq!((place.stage, place.lane), (column.id, row.id));
            let x = layout
                .x_of_card(place.stage, place.at, rect.width())
                .expect("its stage");
            assert!((x - rect.left()).abs() < 0.05, "{x} is not {}", rect.left());
            let free = f64::from(column.width - 18.0 - rect.width());
            if free > 0.1 {
                let moved = (place.at.value() - card.card.at.value()).abs();
                assert!(moved * free < 0.01, "{place:?} is not {:?}", card.card.at);
            }
            places += 1;
            assert_eq!(layout.hit(rect.center(), 0.0), Hit::Card(card.card.id));
        }
        for column in &layout.stages {
            let at = At::clamped(f64::from(u.int_in_range(0..=1000_u16)?) / 1000.0);
            let x = layout.x_of(column.id, at).expect("its stage");
            let (stage, found) = layout.moment(x).expect("a stage");
            assert_eq!(stage, column.id);
            assert!((found.value() - at.value()).abs() < 1e-4);
        }
        Ok(())
    });
    assert!(places > 300, "only {places} places were tried");
}

/// A random edit that may change the layout.
fn edit(u: &mut Unstructured<'_>, map: &Map) -> Result<Option<Edit>> {
    let stages: Vec<_> = map.stages.iter().map(|stage| stage.id).collect();
    let cards: Vec<_> = map
        .stages
        .iter()
        .flat_map(|stage| &stage.cards)
        .map(|card| card.id)
        .collect();
    let lanes: Vec<_> = map.lanes.iter().map(|lane| lane.id).collect();
    if stages.is_empty() || lanes.is_empty() || cards.is_empty() {
        return Ok(None);
    }
    let (stage, lane, card) = (*u.choose(&stages)?, *u.choose(&lanes)?, *u.choose(&cards)?);
    Ok(Some(match u.int_in_range(0..=8)? {
        0 | 1 => {
            let at = At::clamped(f64::from(u.int_in_range(0..=100_u8)?) / 100.0);
            Edit::PlaceCard {
                card,
                stage,
                lane,
                at,
            }
        }
        2 => Edit::MoveStage(stage, u.int_in_range(0..=stages.len())?),
        3 => Edit::MoveLane(lane, u.int_in_range(0..=lanes.len())?),
        4 => {
            let span = Span::clamped(f64::from(u.int_in_range(1..=20_u8)?) / 5.0);
            Edit::SetStage(stage, StageField::Span(span))
        }
        5 => Edit::Remove(Element::Card(card)),
        6 => Edit::MoveDivider(*u.choose(Divider::ALL)?, Some(lane)),
        7 => Edit::SetMap(MapField::Details(*u.choose(&Details::EVERY)?)),
        _ => Edit::SetLane(
            lane,
            throughline::model::LaneField::Kind(*u.choose(LaneKind::ALL)?),
        ),
    }))
}

#[test]
fn laying_out_step_by_step_equals_laying_out_at_once() {
    let mut steps = 0;
    maps::law(COUNT, BYTES, |u| {
        let mut map = maps::any_map(u)?;
        let mut layouter = Layouter::new();
        layouter.layout(&map);
        for _ in 0..4 {
            let Some(edit) = edit(u, &map)? else { break };
            map.apply(&edit).expect("the ids are the map's");
            let (kept, fresh) = (layouter.layout(&map), Layouter::new().layout(&map));
            assert_eq!(kept.size, fresh.size, "after {edit:?}");
            for (kept, fresh) in boxes(&kept).iter().zip(&boxes(&fresh)) {
                assert_eq!(kept, fresh, "after {edit:?}");
            }
            steps += 1;
        }
        Ok(())
    });
    assert!(steps > 3, "only {steps} edits were tried");
}

#[test]
fn an_untouched_map_gives_the_very_same_layout() {
    let map = Template::FiveStages.map();
    let mut layouter = Layouter::new();
    let first = layouter.layout(&map);
    assert!(std::sync::Arc::ptr_eq(
        &first,
        &layouter.layout(&map.clone())
    ));
}

#[test]
fn details_on_cards_are_a_choice_of_the_map_and_make_it_higher() {
    let mut map = file::read(
        include_bytes!("../../assets/samples/car-purchase.journey.ron"),
        Path::new("car-purchase.journey.ron"),
    )
    .expect("a sample");
    let mut layouter = Layouter::new();
    let mut told = |details: Details| {
        map.apply(&Edit::SetMap(MapField::Details(details)))
            .expect("the header is there");
        let layout = layouter.layout(&map);
        let view = Rect::from_min_size(Pos2::ZERO, layout.size);
        let marks = layout.boxes_in(view).flat_map(|(_, _, card, _)| {
            let tells = card.marks.iter().map(|mark| mark.tells);
            tells.collect::<Vec<_>>()
        });
        let lines = layout
            .boxes_in(view)
            .map(|(_, _, card, _)| card.lines.len());
        (
            marks.collect::<Vec<_>>(),
            lines.sum::<usize>(),
            layout.size.y,
        )
    };
    let (text, few_lines, low) = told(Details::Text);
    assert_eq!(text, []);
    let (key, lines, middle) = told(Details::Key);
    let is_key =
        |tells: &Tells| matches!(tells, Tells::Severity(_) | Tells::Worth | Tells::Computed);
    assert_eq!(
        key.len(),
        12,
        "four pains, five opportunities, three figures"
    );
    assert!(key.iter().all(is_key), "{key:?}");
    assert_eq!(lines, few_lines + 4, "where four metrics come from");
    let (all, _, high) = told(Details::All);
    assert!(all.len() > 60, "{}", all.len());
    assert!(all.iter().any(|tells| matches!(tells, Tells::Evidence(_))));
    assert!(low < middle && middle < high, "{low} {middle} {high}");
}
