//! A workshop on the map: notes that become cards, a walk, and votes; and that
//! all of it is drawn wherever the map is.

use emath::{Pos2, Rect, pos2, vec2};
use throughline::{
    editor::{Editor, Made, NoteKind, Selection, Turn},
    layout::{Layouter, Tells},
    model::{
        Card, CardField, CardId, Details, Edit, Element, Evidence, LaneField, LaneKind, Map,
        MapField, StageId, Template, stress_map,
    },
};

const SCREEN: Rect = Rect {
    min: Pos2::ZERO,
    max: pos2(1920.0, 1080.0),
};
const TODAY: &str = "2026-11-27";

fn editor(map: Map) -> Editor {
    let mut editor = Editor::new(map);
    editor.set_viewport(Rect::from_min_size(pos2(0.0, 48.0), vec2(1100.0, 800.0)));
    editor
}

fn stage(editor: &Editor, index: usize) -> StageId {
    editor.map().stages[index].id
}

fn card(editor: &Editor, id: CardId) -> Card {
    Card::clone(editor.map().card(id).unwrap().1)
}

fn lane_of(editor: &Editor, id: CardId) -> LaneKind {
    let lane = card(editor, id).lane;
    editor.map().lane(lane).unwrap().1.kind
}

#[test]
fn a_note_becomes_a_card_on_its_lane_with_the_workshop_as_its_source() {
    let mut editor = editor(Template::FiveStages.map());
    let second = stage(&editor, 1);
    let kinds = [
        (NoteKind::Does, LaneKind::Actions),
        (NoteKind::Says, LaneKind::Quotes),
        (NoteKind::Remembers, LaneKind::Thoughts),
        (NoteKind::Pain, LaneKind::PainPoints),
        (NoteKind::Idea, LaneKind::Opportunities),
    ];
    for (steps, (kind, lane)) in kinds.into_iter().enumerate() {
        let text = format!("  {}\u{7} ", kind.question());
        let taken = editor.capture(second, kind, &text, TODAY).unwrap();
        let made = card(&editor, taken.card);
        assert_eq!(made.text, kind.question(), "without what cannot be seen");
        assert_eq!(made.evidence, Some(Evidence::Reported));
        assert_eq!(made.source, "Workshop 2026-11-27");
        assert_eq!(lane_of(&editor, taken.card), lane);
        assert_eq!(editor.map().card(taken.card).unwrap().0.id, second);
        assert_eq!(editor.document.undo_steps(), steps + 1);
        assert!(editor.map().check().is_empty());
    }
    assert_eq!(editor.capture(second, NoteKind::Does, " \n ", TODAY), None);
    assert_eq!(
        editor.capture(StageId(9999), NoteKind::Does, "x", TODAY),
        None
    );
    assert_eq!(editor.document.undo_steps(), kinds.len());
}

#[test]
fn a_lane_that_is_missing_is_added_and_a_hidden_one_is_shown_in_the_same_step() {
    let mut map = Template::FiveStages.map();
    let lanes: Vec<_> = map.lanes.iter().map(|lane| (lane.id, lane.kind)).collect();
    for (id, kind) in lanes {
        if kind == LaneKind::Quotes {
            map.apply(&Edit::Remove(Element::Lane(id))).unwrap();
        } else if kind == LaneKind::PainPoints {
            let hide = Edit::SetLane(id, LaneField::Hidden(true));
            map.apply(&hide).unwrap();
        }
    }
    let mut editor = editor(map);
    let first = stage(&editor, 0);
    let before = editor.map().clone();
    let taken = editor
        .capture(first, NoteKind::Says, "Well…", TODAY)
        .unwrap();
    assert_eq!(taken.made, Made::Added);
    assert_eq!(lane_of(&editor, taken.card), LaneKind::Quotes);
    let taken = editor.capture(first, NoteKind::Says, "Oh", TODAY).unwrap();
    assert_eq!(taken.made, Made::Nothing, "it is there now");
    let taken = editor
        .capture(first, NoteKind::Pain, "Waits", TODAY)
        .unwrap();
    assert_eq!(taken.made, Made::Shown);
    let lane = card(&editor, taken.card).lane;
    assert!(!editor.map().lane(lane).unwrap().1.hidden);
    assert_eq!(editor.document.undo_steps(), 3);
    for _ in 0..3 {
        editor.undo();
    }
    assert_eq!(*editor.map(), before);
}

#[test]
fn notes_follow_one_another_in_time_after_what_was_there() {
    let mut editor = editor(Template::FiveStages.map());
    let first = stage(&editor, 0);
    let mut notes = Vec::new();
    for number in 0..7 {
        let text = format!("Step {number} of what they do");
        let taken = editor.capture(first, NoteKind::Does, &text, TODAY).unwrap();
        notes.push(taken.card);
        let layout = editor.layout();
        let place = |id: &CardId| layout.rect_of(Element::Card(*id)).unwrap();
        let rects: Vec<Rect> = notes.iter().map(place).collect();
        for (index, rect) in rects.iter().enumerate() {
            for other in &rects[index + 1..] {
                assert!(!rect.intersects(*other), "{rect:?} {other:?}");
            }
        }
    }
    let at = |id: &CardId| card(&editor, *id).at.value();
    for pair in notes.windows(2) {
        assert!(at(&pair[0]) <= at(&pair[1]), "in the order of the notes");
    }
}

#[test]
fn a_note_in_a_show_leaves_page_light_and_selection_alone() {
    let mut editor = editor(stress_map(60));
    editor.present(None);
    editor.present_on(SCREEN);
    assert_eq!(editor.stage_of_note(), None, "the overview is of no stage");
    editor.turn(Turn::Stage(1));
    let page = editor.shown_page();
    let here = editor.stage_of_note().unwrap();
    assert_eq!(here, stage(&editor, 1));
    let (zoom, held) = (editor.view.zoom(), editor.lit());
    for number in 0..4 {
        let text = format!("Note {number}");
        let taken = editor.capture(here, NoteKind::Pain, &text, TODAY);
        assert!(taken.is_some());
        editor.present_on(SCREEN);
        assert_eq!(editor.shown_page(), page);
        assert_eq!(editor.lit(), held, "the page is not dimmed");
        assert_eq!(editor.view.zoom(), zoom);
    }
    editor.undo();
    let texts = editor.map().stages.iter().flat_map(|stage| &stage.cards);
    let notes = texts.filter(|card| card.text.starts_with("Note "));
    assert_eq!(notes.count(), 3);
    assert_eq!(editor.shown_page(), page);
}

#[test]
fn outside_a_show_a_note_goes_to_the_stage_that_is_worked_on() {
    let mut editor = editor(stress_map(60));
    let element = Element::Stage(stage(&editor, 3));
    editor.select(Selection::one(element));
    assert_eq!(editor.stage_of_note(), Some(stage(&editor, 3)));
    let here = stage(&editor, 3);
    editor.capture(here, NoteKind::Idea, "Tell them", TODAY);
    assert_eq!(editor.selection.primary(), Some(element));
    editor.select(Selection::default());
    assert!(editor.stage_of_note().is_some(), "the one in view");
}

#[test]
fn a_walk_asks_who_is_there_and_counts_the_notes_of_each_stage() {
    let mut editor = editor(Template::FiveStages.map());
    let (first, second) = (stage(&editor, 0), stage(&editor, 1));
    editor.capture(first, NoteKind::Does, "Before the walk", TODAY);
    editor.walk_through();
    editor.present_on(SCREEN);
    assert!(editor.is_walking() && editor.is_gathering());
    assert!(editor.add_participant(" Ada "));
    assert!(editor.add_participant("Grace"));
    assert!(!editor.add_participant("Ada") && !editor.add_participant("  "));
    editor.remove_participant(7);
    assert_eq!(editor.map().participants, ["Ada", "Grace"]);
    editor.remove_participant(0);
    assert_eq!(editor.map().participants, ["Grace"]);
    assert_eq!(editor.document.undo_steps(), 4, "each is a step");
    editor.set_out();
    assert!(!editor.is_gathering());
    assert_eq!(editor.shown_page(), Some((Some(first), 0)));
    assert_eq!(editor.notes_taken(first, NoteKind::Does), 0);
    editor.capture(first, NoteKind::Does, "Opens the letter", TODAY);
    editor.capture(first, NoteKind::Does, "Reads it twice", TODAY);
    editor.capture(second, NoteKind::Says, "Which one?", TODAY);
    assert_eq!(editor.notes_taken(first, NoteKind::Does), 2);
    assert_eq!(editor.notes_taken(first, NoteKind::Says), 0);
    assert_eq!(editor.notes_taken(second, NoteKind::Says), 1);
    editor.undo();
    assert_eq!(editor.notes_taken(second, NoteKind::Says), 0);
    editor.stop_presenting();
    assert!(!editor.is_walking());
    assert_eq!(editor.notes_taken(first, NoteKind::Does), 0);
}

#[test]
fn while_a_vote_is_on_a_press_on_a_card_is_a_dot() {
    let mut editor = editor(stress_map(60));
    editor.present(Some(stage(&editor, 1)));
    editor.present_on(SCREEN);
    let layout = editor.layout();
    let sheet = Rect::from_min_size(Pos2::ZERO, layout.size);
    let (id, rect) = layout.visible_cards(sheet).next().unwrap();
    assert!(!editor.vote_at(rect.center(), true), "no vote is on");
    editor.set_voting(true);
    let page = editor.shown_page();
    assert!(editor.vote_at(rect.center(), true));
    assert!(editor.vote_at(rect.center(), true));
    assert_eq!(card(&editor, id).votes, 2);
    assert!(editor.vote_at(rect.center(), false));
    assert_eq!(card(&editor, id).votes, 1);
    assert_eq!(editor.document.undo_steps(), 3);
    editor.click_page(pos2(layout.size.x - 2.0, layout.size.y - 2.0));
    assert_eq!(editor.shown_page(), page, "who misses turns no page");
    assert_eq!(editor.lit(), None);
}

/// The marks of votes that a layout of a map has.
fn badges(map: &Map) -> Vec<(CardId, u32, Rect, Rect)> {
    let layout = Layouter::new().layout(map);
    let view = Rect::from_min_size(Pos2::ZERO, layout.size);
    let boxes = layout.boxes_in(view);
    let marks = boxes.flat_map(|(_, _, card, _)| {
        let whole = Rect::from_min_size(Pos2::ZERO, card.rect.size());
        let marks = card.marks.iter();
        let told = marks.filter_map(move |mark| {
            if let Tells::Votes(votes) = mark.tells {
                Some((card.card.id, votes, mark.rect, whole))
            } else {
                None
            }
        });
        told.collect::<Vec<_>>()
    });
    marks.collect()
}

#[test]
fn votes_are_on_every_look_of_card_whatever_details_are_shown() {
    let mut map = crate::samples::bundled("car-purchase");
    let cards: Vec<CardId> = map
        .stages
        .iter()
        .flat_map(|stage| stage.cards.iter().map(|card| card.id))
        .collect();
    for (index, id) in cards.iter().enumerate() {
        let votes = u32::try_from(index % 9).unwrap();
        let edit = Edit::SetCard(*id, CardField::Votes(votes));
        map.apply(&edit).unwrap();
    }
    let voted = cards.len() - cards.len().div_ceil(9);
    for details in Details::EVERY {
        map.apply(&Edit::SetMap(MapField::Details(details)))
            .unwrap();
        let badges = badges(&map);
        assert_eq!(badges.len(), voted, "{details:?}");
        for (id, votes, rect, whole) in badges {
            assert_eq!(map.card(id).unwrap().1.votes, votes);
            assert!(
                whole.expand(0.1).contains_rect(rect),
                "{rect:?} in {whole:?}"
            );
        }
    }
}
