//! Pictures that come in, as the editor places them.

use emath::vec2;
use throughline::{
    editor::{Command, PictureTarget, Selection, describe},
    file::{
        limits,
        picture::{Taken, take},
    },
    model::{CardField, Edit, Element, LaneKind, Picture},
};

use super::harness::TestEditor;
use crate::pictures::SKETCH;

fn taken(name: &str) -> Taken {
    take(name, SKETCH.to_vec()).unwrap()
}

fn other(name: &str, byte: u8) -> Taken {
    Taken {
        name: name.into(),
        picture: Picture::new((4, 3), vec![byte]),
    }
}

fn pictures_on(test: &TestEditor) -> Vec<String> {
    let map = test.editor.map();
    let cards = map.stages.iter().flat_map(|stage| &stage.cards);
    cards.filter_map(|card| card.picture.clone()).collect()
}

#[test]
fn a_picture_makes_a_lane_a_card_and_one_step() {
    let mut test = TestEditor::new();
    let before = test.editor.map().clone();
    let stage = before.stages[1].id;
    let target = PictureTarget::New {
        stage,
        lane: None,
        at: None,
    };
    test.editor
        .show_pictures(target, vec![taken("desk.png")])
        .unwrap();
    let map = test.editor.map().clone();
    let lane = map
        .lanes
        .iter()
        .find(|lane| lane.kind == LaneKind::Pictures)
        .unwrap();
    let card = map.stages[1]
        .cards
        .iter()
        .find(|card| card.lane == lane.id)
        .unwrap();
    assert_eq!(card.picture.as_deref(), Some("desk.png"));
    assert_eq!(map.pictures["desk.png"].size(), (320, 240));
    assert_eq!(
        test.editor.selection.primary(),
        Some(Element::Card(card.id))
    );
    assert!(describe(&map, Element::Card(card.id)).starts_with("picture \"desk.png\""));
    assert_eq!(test.editor.document.undo_label(), "Undo add picture");
    test.editor.undo();
    assert_eq!(**test.editor.map(), *before);
    test.editor.redo();
    assert_eq!(**test.editor.map(), *map);
}

#[test]
fn several_pictures_are_several_cards_beside_one_another() {
    let mut test = TestEditor::new();
    let stage = test.editor.map().stages[0].id;
    let target = PictureTarget::New {
        stage,
        lane: None,
        at: None,
    };
    let three = vec![other("a.png", 1), other("b.png", 2), other("a.png", 3)];
    test.editor.show_pictures(target, three).unwrap();
    assert_eq!(pictures_on(&test), ["a.png", "b.png", "a-2.png"]);
    let map = test.editor.map();
    let lanes = map
        .lanes
        .iter()
        .filter(|lane| lane.kind == LaneKind::Pictures);
    assert_eq!(lanes.count(), 1);
    let cards = map.stages[0]
        .cards
        .iter()
        .filter(|card| card.picture.is_some());
    let places: Vec<f64> = cards.map(|card| card.at.value()).collect();
    assert_eq!(places, [0.0, 0.5, 1.0]);
    assert_eq!(test.editor.document.undo_label(), "Undo add 3 pictures");
    assert_eq!(test.editor.document.undo_steps(), 1);
}

#[test]
fn a_card_takes_another_picture_and_the_old_one_goes_until_undo() {
    let mut test = TestEditor::new();
    let stage = test.editor.map().stages[0].id;
    let new = PictureTarget::New {
        stage,
        lane: None,
        at: None,
    };
    test.editor
        .show_pictures(new, vec![other("a.png", 1)])
        .unwrap();
    let first = test.editor.map().clone();
    let Some(Element::Card(id)) = test.editor.selection.primary() else {
        panic!()
    };
    test.editor
        .show_pictures(PictureTarget::Card(id), vec![other("b.png", 2)])
        .unwrap();
    let names: Vec<_> = test.editor.map().pictures.keys().cloned().collect();
    assert_eq!(names, ["b.png"]);
    test.editor.undo();
    assert_eq!(**test.editor.map(), *first);
    assert!(std::sync::Arc::ptr_eq(
        &test.editor.map().pictures["a.png"],
        &first.pictures["a.png"]
    ));
}

#[test]
fn the_same_picture_twice_is_in_the_map_once() {
    let mut test = TestEditor::new();
    let stage = test.editor.map().stages[0].id;
    let target = PictureTarget::New {
        stage,
        lane: None,
        at: None,
    };
    test.editor
        .show_pictures(target, vec![taken("a.png"), taken("b.png")])
        .unwrap();
    assert_eq!(pictures_on(&test), ["a.png", "a.png"]);
    assert_eq!(test.editor.map().pictures.len(), 1);
}

#[test]
fn a_picture_goes_where_it_is_let_go() {
    let mut test = TestEditor::new();
    test.editor.command(Command::AddPersona);
    let Some(Element::Persona(persona)) = test.editor.selection.primary() else {
        panic!()
    };
    let layout = test.editor.layout();
    let (center, _) = layout.header.portrait.unwrap();
    let portrait = center + layout.header_corner().to_vec2();
    let on_portrait = test.editor.picture_target_at(portrait);
    let persona = layout
        .header
        .portrait
        .and(test.editor.map().personas.first())
        .map(|p| p.id)
        .or(Some(persona));
    assert_eq!(on_portrait, persona.map(PictureTarget::Portrait));
    let column = layout.stages[1].clone();
    let chevron = layout.chevron_rect(&column).center();
    let on_stage = test.editor.picture_target_at(chevron);
    assert_eq!(
        on_stage,
        Some(PictureTarget::New {
            stage: column.id,
            lane: None,
            at: None
        })
    );
    test.editor
        .show_pictures(on_stage.unwrap(), vec![other("a.png", 1)])
        .unwrap();
    let Some(Element::Card(card)) = test.editor.selection.primary() else {
        panic!()
    };
    let layout = test.editor.layout();
    let (_, rect) = layout.card_box(card).unwrap();
    assert_eq!(
        test.editor.picture_target_at(rect.center()),
        Some(PictureTarget::Card(card))
    );
    let lane = test.editor.map().card(card).unwrap().1.lane;
    let beside = rect.right_center() + vec2(90.0, 0.0);
    match test.editor.picture_target_at(beside) {
        Some(PictureTarget::New {
            stage,
            lane: Some(on),
            at: Some(at),
        }) => {
            assert_eq!((stage, on), (column.id, lane));
            assert!(at.value() > 0.3, "{at:?}");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_command_means_what_is_selected() {
    let mut test = TestEditor::new();
    let stage = test.editor.map().stages[1].id;
    test.editor.select(Selection::one(Element::Stage(stage)));
    let new = PictureTarget::New {
        stage,
        lane: None,
        at: None,
    };
    assert_eq!(test.editor.picture_target(), Some(new));
    assert!(Command::ChoosePicture.is_enabled(&test.editor));
    test.editor
        .show_pictures(new, vec![other("a.png", 1)])
        .unwrap();
    let Some(Element::Card(card)) = test.editor.selection.primary() else {
        panic!()
    };
    assert_eq!(
        test.editor.picture_target(),
        Some(PictureTarget::Card(card))
    );
}

#[test]
fn a_portrait_is_one_picture_and_the_others_are_told() {
    let mut test = TestEditor::new();
    test.editor.command(Command::AddPersona);
    let id = test.editor.map().personas.last().unwrap().id;
    let two = vec![other("a.png", 1), other("b.png", 2)];
    let told = test
        .editor
        .show_pictures(PictureTarget::Portrait(id), two)
        .unwrap_err();
    assert!(told.contains("1 of 2 were taken"), "{told}");
    let persona = test.editor.map().persona(id).unwrap();
    assert_eq!(persona.portrait.as_deref(), Some("a.png"));
    assert_eq!(test.editor.map().pictures.len(), 1);
}

#[test]
fn a_full_map_takes_no_further_picture_and_stays_as_it_is() {
    let mut test = TestEditor::new();
    let stage = test.editor.map().stages[0].id;
    let target = PictureTarget::New {
        stage,
        lane: None,
        at: None,
    };
    let many = (0..limits::PICTURES).map(|number| {
        let number = u32::try_from(number).unwrap().to_le_bytes();
        Taken {
            name: "p.png".into(),
            picture: Picture::new((4, 3), number.to_vec()),
        }
    });
    test.editor.show_pictures(target, many.collect()).unwrap();
    let before = test.editor.map().clone();
    let told = test
        .editor
        .show_pictures(target, vec![taken("one more.png")])
        .unwrap_err();
    assert!(
        told.contains("one more.png: the map has 500 pictures, the limit"),
        "{told}"
    );
    assert_eq!(**test.editor.map(), *before);
    assert_eq!(test.editor.document.undo_steps(), 1);
}

#[test]
fn a_cut_card_is_pasted_with_its_picture() {
    let mut test = TestEditor::new();
    let stage = test.editor.map().stages[0].id;
    let target = PictureTarget::New {
        stage,
        lane: None,
        at: None,
    };
    test.editor
        .show_pictures(target, vec![taken("desk.png")])
        .unwrap();
    test.editor.command(Command::Cut);
    assert!(test.editor.map().pictures.is_empty());
    test.editor.paste("");
    assert_eq!(pictures_on(&test), ["desk.png"]);
    assert_eq!(test.editor.map().pictures["desk.png"].size(), (320, 240));
    assert_eq!(test.editor.map().check(), []);
    // And beside another picture that took its name meanwhile.
    test.editor.command(Command::Cut);
    test.editor
        .show_pictures(target, vec![other("desk.png", 9)])
        .unwrap();
    test.editor.paste("");
    let mut names = pictures_on(&test);
    names.sort();
    assert_eq!(names, ["desk-2.png", "desk.png"]);
}

#[test]
fn history_counts_a_picture_once_however_often_it_is_shown() {
    use throughline::{
        editor::{Document, HistoryLimit},
        model::Map,
    };
    let mut test = TestEditor::new();
    let stage = test.editor.map().stages[0].id;
    let target = PictureTarget::New {
        stage,
        lane: None,
        at: None,
    };
    let heavy = Taken {
        name: "a.png".into(),
        picture: Picture::new((4, 3), vec![0; 1_000_000]),
    };
    test.editor.show_pictures(target, vec![heavy]).unwrap();
    let Some(Element::Card(id)) = test.editor.selection.primary() else {
        panic!()
    };
    let limit = HistoryLimit {
        steps: 1_000,
        bytes: 3_000_000,
    };
    let mut document = Document::with_limit(Map::clone(test.editor.map()), limit);
    for step in 0..100 {
        let edit = Edit::SetCard(id, CardField::Text(format!("{step}")));
        document.edit("edit card", &[edit]).unwrap();
    }
    assert_eq!(
        document.undo_steps(),
        100,
        "the picture is shared by all of them"
    );
    document
        .edit("clear", &[Edit::SetCard(id, CardField::Picture(None))])
        .unwrap();
    assert_eq!(document.undo_steps(), 101);
}
