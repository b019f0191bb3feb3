//! Laws that hold whatever is done: random edits and random hands.

use std::{path::Path, sync::Arc};

use arbitrary::Unstructured;
use emath::{Pos2, pos2};
use throughline::{
    editor::{Command, Direction, Document, MenuEntry, Modifiers, Pointer, Then, Tool},
    file,
    model::{
        At, Card, CardField, CardId, Curve, CurveField, CurveId, CurveKind, Divider, Edit, Element,
        LaneId, LaneKind, Map, MapField, New, PointId, Span, StageField, StageId, Valence, View,
    },
};

use super::harness::{TestEditor, point, small_map};
use crate::maps;

type Result<T> = arbitrary::Result<T>;

fn law(count: u64, holds: impl FnMut(&mut Unstructured) -> Result<()>) {
    maps::law(count, 8192, holds);
}

fn pick<T: Copy>(u: &mut Unstructured, all: &[T], odd: T) -> Result<T> {
    // Now and then an id that does not exist.
    if all.is_empty() || u.ratio(1, 20)? {
        return Ok(odd);
    }
    Ok(*u.choose(all)?)
}

fn stage(u: &mut Unstructured, map: &Map) -> Result<StageId> {
    let all: Vec<_> = map.stages.iter().map(|stage| stage.id).collect();
    pick(u, &all, StageId(99_999))
}

fn lane(u: &mut Unstructured, map: &Map) -> Result<LaneId> {
    let all: Vec<_> = map.lanes.iter().map(|lane| lane.id).collect();
    pick(u, &all, LaneId(99_999))
}

fn card(u: &mut Unstructured, map: &Map) -> Result<CardId> {
    let cards = map.stages.iter().flat_map(|stage| &stage.cards);
    let all: Vec<_> = cards.map(|card| card.id).collect();
    pick(u, &all, CardId(99_999))
}

fn a_point(u: &mut Unstructured, map: &Map) -> Result<PointId> {
    let points = map.stages.iter().flat_map(|stage| &stage.points);
    let all: Vec<_> = points.map(|point| point.id).collect();
    pick(u, &all, PointId(99_999))
}

fn curve(u: &mut Unstructured, map: &Map) -> Result<CurveId> {
    let all: Vec<_> = map.curves.iter().map(|curve| curve.id).collect();
    pick(u, &all, CurveId(99_999))
}

fn share(u: &mut Unstructured) -> Result<f64> {
    Ok(f64::from(u.int_in_range(-10..=110)?) / 100.0)
}

/// Any element of the map.
fn element(u: &mut Unstructured, map: &Map) -> Result<Element> {
    Ok(match u.int_in_range(0..=5)? {
        0 => Element::Header,
        1 => Element::Stage(stage(u, map)?),
        2 => Element::Lane(lane(u, map)?),
        3 => Element::Point(a_point(u, map)?),
        4 => Element::Curve(curve(u, map)?),
        _ => Element::Card(card(u, map)?),
    })
}

/// Any edit, of a map as it is.
pub(crate) fn edit(u: &mut Unstructured, map: &Map) -> Result<Edit> {
    Ok(match u.int_in_range(0..=16)? {
        0 => {
            let (on, at) = (lane(u, map)?, At::clamped(share(u)?));
            let card = Card::new(CardId(0), on, at, "New");
            Edit::Add(New::Card(stage(u, map)?, Box::new(card)))
        }
        1 => {
            let point = point(curve(u, map)?, share(u)?, Some(share(u)?));
            Edit::Add(New::Point(stage(u, map)?, Box::new(point)))
        }
        2 => match map.stages.first() {
            Some(stage) => Edit::Add(New::Stage(
                u.int_in_range(0..=9)?,
                Box::new((**stage).clone()),
            )),
            None => Edit::Add(New::Persona("New".into())),
        },
        3 => match map.lanes.first() {
            Some(lane) => Edit::Add(New::Lane(u.int_in_range(0..=9)?, lane.clone())),
            None => Edit::Add(New::Persona("New".into())),
        },
        4 => Edit::Remove(element(u, map)?),
        5 => Edit::MoveStage(stage(u, map)?, u.int_in_range(0..=9)?),
        6 => Edit::MoveLane(lane(u, map)?, u.int_in_range(0..=9)?),
        7 => Edit::SetMap(MapField::Title(
            u.arbitrary::<&str>()?.chars().take(9).collect(),
        )),
        8 => Edit::SetStage(
            stage(u, map)?,
            StageField::Span(Span::clamped(share(u)? * 9.0)),
        ),
        9 => Edit::SetCard(card(u, map)?, CardField::Text("Other".into())),
        10 => Edit::PlacePoint {
            point: a_point(u, map)?,
            stage: stage(u, map)?,
            at: At::clamped(share(u)?),
            feeling: if u.arbitrary()? {
                Some(Valence::clamped(share(u)? * 4.0 - 2.0))
            } else {
                None
            },
        },
        11 => {
            let lane = if u.arbitrary()? {
                Some(lane(u, map)?)
            } else {
                None
            };
            Edit::MoveDivider(*u.choose(Divider::ALL)?, lane)
        }
        12 => {
            let field = match u.int_in_range(0..=2)? {
                0 => CurveField::Kind(*u.choose(CurveKind::ALL)?),
                1 => CurveField::Hidden(u.arbitrary()?),
                _ => CurveField::Lane(Some(lane(u, map)?)),
            };
            Edit::SetCurve(curve(u, map)?, field)
        }
        13 => Edit::MoveCurve(curve(u, map)?, u.int_in_range(0..=3)?),
        14 => Edit::Add(New::Curve(Box::new(Curve {
            lane: Some(lane(u, map)?),
            ..Curve::new(CurveId(0), "New")
        }))),
        15 => Edit::SetView(View {
            name: "New".into(),
            without_lanes: [lane(u, map)?].into(),
            without_stages: [stage(u, map)?].into(),
            without_curves: [curve(u, map)?].into(),
            ..View::default()
        }),
        _ => Edit::PlaceCard {
            card: card(u, map)?,
            stage: stage(u, map)?,
            lane: lane(u, map)?,
            at: At::clamped(share(u)?),
        },
    })
}

#[test]
fn undoing_all_is_the_start_redoing_all_the_end_and_a_file_keeps_it() {
    let mut made = 0;
    law(200, |u| {
        let start = small_map();
        let mut document = Document::new(start.clone());
        for _ in 0..u.int_in_range(1..=30)? {
            if u.ratio(1, 5)? {
                document.undo();
            }
            let edit = edit(u, document.map())?;
            let before = Arc::clone(document.map());
            if document.edit("edit", &[edit]).is_err() {
                assert_eq!(&before, document.map(), "a failed edit changed the map");
            } else if &before != document.map() {
                assert!(!document.can_redo(), "another branch can be redone");
            }
            assert!(document.map().check().is_empty());
            made += 1;
        }
        while document.redo() {}
        let end = Arc::clone(document.map());
        let text = file::write(&end).unwrap();
        let again = file::read(text.as_bytes(), Path::new("law.journey.ron")).unwrap();
        assert_eq!(again, *end);
        assert_eq!(file::write(&again).unwrap(), text);
        while document.undo() {}
        assert_eq!(**document.map(), start);
        assert!(!document.is_modified());
        while document.redo() {}
        assert_eq!(document.map(), &end);
        Ok(())
    });
    assert!(made > 200, "only {made} edits were made");
}

#[test]
fn a_preview_starts_from_the_base_every_time() {
    let mut made = 0;
    law(200, |u| {
        let start = small_map();
        let edits: Vec<Edit> = (0..u.int_in_range(1..=8)?)
            .map(|_| edit(u, &start))
            .collect::<Result<_>>()?;
        let mut document = Document::new(start.clone());
        let mut other = Document::new(start.clone());
        for edit in &edits {
            // Whatever was previewed before leaves no trace.
            let _ = document.preview(std::slice::from_ref(edit));
        }
        let last = edits.last().map(std::slice::from_ref).unwrap();
        if document.preview(last).is_ok() {
            other.preview(last).unwrap();
            assert_eq!(document.map(), other.map());
            made += 1;
        }
        document.cancel();
        assert_eq!(**document.map(), start);
        Ok(())
    });
    assert!(made > 50, "only {made} previews were made");
}

fn place(u: &mut Unstructured) -> Result<Pos2> {
    Ok(pos2(
        f32::from(u.int_in_range(-50_i16..=1300)?),
        f32::from(u.int_in_range(-50_i16..=700)?),
    ))
}

fn modifiers(u: &mut Unstructured) -> Result<Modifiers> {
    Ok(Modifiers {
        shift: u.ratio(1, 4)?,
        alt: u.ratio(1, 4)?,
        command: u.ratio(1, 6)?,
    })
}

#[test]
fn a_drag_depends_on_its_ends_and_not_on_its_path() {
    let mut moved = 0;
    law(60, |u| {
        let (mut straight, mut winding) = (TestEditor::new(), TestEditor::new());
        let names = [
            "Showroom", "Workshop", "Wait", "Unknown", "Decision", "Doing",
        ];
        let name = *u.choose(&names)?;
        let several = u.arbitrary()?;
        let held = modifiers(u)?;
        let end = place(u)?;
        let start = straight.sketch();
        for test in [&mut straight, &mut winding] {
            if several && !matches!(name, "Decision" | "Doing") {
                test.select(&[name, "Books a test drive", "Test drive"]);
            }
            test.press(name);
            test.holding(held);
        }
        for _ in 0..u.int_in_range(1..=12)? {
            let (on_the_way, held) = (place(u)?, modifiers(u)?);
            winding.holding(held).drag_to(on_the_way);
        }
        straight.drag_to(end).release();
        winding.holding(held).drag_to(end).release();
        assert_eq!(straight.sketch(), winding.sketch());
        assert!(winding.steps() <= 1);
        moved += usize::from(straight.sketch() != start);
        straight.undo();
        if winding.steps() == 1 {
            winding.undo();
        }
        assert_eq!(winding.sketch(), start);
        Ok(())
    });
    assert!(moved > 20, "only {moved} drags moved anything");
}

/// Chooses anything of a context menu or its submenus.
fn choose_any(u: &mut Unstructured, test: &mut TestEditor, entries: &[MenuEntry]) -> Result<()> {
    match u.choose(entries)? {
        MenuEntry::Item(item) => {
            if let Some(command) = test.editor.choose(item.does.clone()) {
                test.run(command);
            }
        }
        MenuEntry::Submenu { entries, .. } => choose_any(u, test, entries)?,
        MenuEntry::Colors(_) | MenuEntry::Line => {}
    }
    Ok(())
}

/// One thing that a hand does; says what, so that a failure can be read.
pub(crate) fn act(u: &mut Unstructured, test: &mut TestEditor, pos: &mut Pos2) -> Result<()> {
    let map = Arc::clone(test.editor.map());
    match u.int_in_range(0..=13)? {
        0..=3 => {
            let events = [
                Pointer::Move,
                Pointer::Move,
                Pointer::Down,
                Pointer::Up,
                Pointer::Up,
                Pointer::DoubleClick,
                Pointer::Cancel,
                Pointer::Leave,
            ];
            let event = *u.choose(&events)?;
            if event == Pointer::Move {
                *pos = place(u)?;
            }
            test.modifiers = modifiers(u)?;
            test.send(event, *pos);
        }
        4 | 5 => {
            *pos = place(u)?;
            test.press_at(*pos);
            *pos = place(u)?;
            test.drag_to(*pos).release();
        }
        6 => {
            let commands: Vec<Command> = Command::all().collect();
            test.run(*u.choose(&commands)?);
        }
        7 => {
            if u.arbitrary()? {
                test.undo();
            } else {
                test.redo();
            }
        }
        8 => {
            let text: String = u.arbitrary::<&str>()?.chars().take(20).collect();
            test.type_text(&text);
        }
        9 => {
            let then = *u.choose(&[
                Then::Done,
                Then::Another,
                Then::NextCell,
                Then::PreviousCell,
            ])?;
            test.editor.finish_text(then);
        }
        10 => {
            let direction = *u.choose(&Direction::ALL)?;
            match u.int_in_range(0..=6)? {
                0 => test.editor.walk(direction),
                1 => test.editor.nudge(direction),
                2 => test.editor.walk_extending(direction),
                3 => test.editor.resize_stages(u.arbitrary()?),
                4 => {
                    let (at, held) = (place(u)?, modifiers(u)?);
                    test.editor.scroll_at_edge(at, held, 0.05);
                }
                5 => {
                    let entries = test.editor.context_at(place(u)?);
                    choose_any(u, test, &entries)?;
                }
                _ => test.editor.release_keys(),
            }
        }
        11 => {
            let edit = edit(u, &map)?;
            if u.arbitrary()? {
                let _ = test.editor.run(&[edit], "edit");
            } else {
                test.editor.preview_field(&[edit], "edit field");
            }
        }
        12 => {
            let elements: Vec<Element> = (0..u.int_in_range(0..=4)?)
                .map(|_| element(u, &map))
                .collect::<Result<_>>()?;
            test.editor.select(elements.into_iter().collect());
        }
        _ => {
            let text = *u.choose(&[
                "",
                "a\nb",
                "a\tb\nc\td\n\te",
                "one",
                "\tDecision\tX\nMood\t+1",
            ])?;
            if let Some(filling) = test.editor.paste(text) {
                test.editor.fill(&filling);
            }
        }
    }
    Ok(())
}

#[test]
fn a_random_hand_never_breaks_a_map_and_can_take_everything_back() {
    let (mut acts, mut steps) = (0, 0);
    law(70, |u| {
        let mut test = TestEditor::new();
        let start = test.editor.map().as_ref().clone();
        let mut pos = Pos2::ZERO;
        for _ in 0..u.int_in_range(20..=60)? {
            act(u, &mut test, &mut pos)?;
            let problems = test.editor.map().check();
            assert!(problems.is_empty(), "{problems:?}");
            test.editor
                .overlay(throughline::scene::ThemeName::Light.theme());
            acts += 1;
        }
        test.editor.cancel();
        let end = Arc::clone(test.editor.map());
        steps += test.steps();
        while test.editor.document.can_undo() {
            assert!(test.editor.undo());
        }
        assert_eq!(**test.editor.map(), start);
        while test.editor.document.can_redo() {
            test.editor.redo();
        }
        // What was undone before the end can be redone past it.
        while test.editor.map() != &end && test.editor.undo() {}
        assert_eq!(test.editor.map(), &end);
        Ok(())
    });
    assert!(acts > 2_000, "only {acts} operations ran");
    assert!(steps > 100, "only {steps} steps were made");
}

#[test]
fn two_thousand_seeded_operations_are_undone_and_redone_exactly() {
    let noise = maps::noise(0x2545_F491_4F6C_DD1D, 400_000);
    let mut u = Unstructured::new(&noise);
    let mut test = TestEditor::new();
    let start = test.editor.map().as_ref().clone();
    let mut pos = Pos2::ZERO;
    let mut acts = 0;
    for _ in 0..2_500 {
        act(&mut u, &mut test, &mut pos).unwrap();
        acts += 1;
        // A map that grows without end would make the test slow, not better.
        if test.editor.map().card_count() > 200 {
            test.run(Command::SelectAll);
            test.run(Command::Delete);
        }
        assert!(test.editor.map().check().is_empty());
    }
    assert!(
        !u.is_empty(),
        "the noise ran out: later operations were all alike"
    );
    test.editor.cancel();
    while test.editor.document.can_redo() {
        test.editor.redo();
    }
    let (end, steps) = (Arc::clone(test.editor.map()), test.steps());
    assert!(
        acts >= 2_000 && steps > 200,
        "{acts} operations, {steps} steps"
    );
    while test.editor.document.can_undo() {
        assert!(test.editor.undo());
    }
    assert_eq!(**test.editor.map(), start);
    while test.editor.document.can_redo() {
        assert!(test.editor.redo());
    }
    assert_eq!(test.editor.map(), &end);
}

#[test]
fn tools_place_something_sound_wherever_they_are_clicked() {
    let mut placed = 0;
    law(80, |u| {
        let mut test = TestEditor::new();
        let kinds = LaneKind::ALL;
        test.run(Command::AddLane(*u.choose(kinds)?));
        test.editor.settle();
        let (before, steps) = (test.sketch(), test.steps());
        test.editor.pick_tool(*u.choose(&Tool::ALL[1..])?);
        let pos = place(u)?;
        test.modifiers = modifiers(u)?;
        test.click_at(pos);
        let was_typing = test.editor.text_edit().is_some();
        test.type_text("Placed");
        test.editor.settle();
        placed += usize::from(test.sketch() != before);
        if was_typing {
            assert!(test.try_find("Placed").is_some());
        }
        if test.steps() > steps {
            test.undo();
        }
        assert_eq!(test.sketch(), before);
        Ok(())
    });
    assert!(placed > 30, "only {placed} were placed");
}
