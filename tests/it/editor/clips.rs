//! Copying, cutting, pasting and duplicating of everything that can be.

use throughline::{
    editor::{Clip, Command, Editor, Ran},
    file::limits,
    model::{
        CardField, Channel, ChannelId, Edit, Element, LaneField, Map, New, PointField, Swatch,
        Template,
    },
};

use super::harness::TestEditor;

fn copied(ran: Ran) -> String {
    let Ran::Copied(text) = ran else {
        panic!("nothing copied")
    };
    text
}

/// The small map with a card that has a channel of its own and a point that
/// belongs to it.
fn rich() -> TestEditor {
    let mut test = TestEditor::new();
    let Element::Card(card) = test.find("Showroom") else {
        panic!("no card")
    };
    let Element::Point(point) = test.find("Test drive") else {
        panic!("no point")
    };
    let channel = ChannelId(test.editor.map().mint.0);
    let edits = [
        Edit::Add(New::Channel("Fair".into())),
        Edit::SetCard(card, CardField::Channel(Some(Channel::Own(channel)))),
        Edit::SetCard(card, CardField::Note("By the river".into())),
        Edit::SetPoint(point, PointField::Card(Some(card))),
    ];
    test.editor.run(&edits, "prepare").unwrap();
    test
}

#[test]
fn cards_of_several_cells_are_copied_as_a_table() {
    let mut test = TestEditor::new();
    test.select(&["Showroom", "Books a test drive", "Posts a review", "Wait"]);
    let text = copied(test.run(Command::Copy));
    assert_eq!(
        text,
        "\tDecision\tRetention\tAdvocacy\n\
         Doing\tBooks a test drive\t\tPosts a review\n\
         Touchpoints\tShowroom\t\t\n\
         Emotion\tWait -1.5\t\t"
    );
    // The cards of one cell are lines.
    test.select(&["Books a test drive", "Signs the contract"]);
    let text = copied(test.run(Command::Copy));
    assert_eq!(text, "Books a test drive\nSigns the contract");
}

#[test]
fn a_stage_is_copied_with_all_it_holds() {
    let mut test = rich();
    test.select(&["Decision"]);
    let text = copied(test.run(Command::Copy));
    assert!(text.starts_with("\tDecision\nDoing\t\"Books a test drive\nTalks"));
    test.select(&["Advocacy"]);
    test.editor.paste(&text);
    let map = test.editor.map();
    assert_eq!(map.stages.len(), 4);
    let (from, to) = (&map.stages[0], &map.stages[3]);
    assert_eq!((&from.name, from.cards.len()), (&to.name, to.cards.len()));
    let note = to
        .cards
        .iter()
        .find(|card| card.text == "Showroom")
        .unwrap();
    assert_eq!(note.note, "By the river");
    let point = to.points.iter().find(|p| p.word == "Test drive").unwrap();
    assert_eq!(point.card, Some(note.id));
    assert_eq!(test.editor.document.undo_label(), "Undo paste stage");
    assert_eq!(test.selected(), ["Decision"]);
}

#[test]
fn a_stage_goes_to_another_map_with_its_lanes_curve_and_channel() {
    let mut test = rich();
    test.select(&["Decision"]);
    let text = copied(test.run(Command::Copy));
    let mut other = TestEditor::of(Template::Blank.map());
    other.editor.clip = test.editor.clip.clone();
    other.editor.paste(&text);
    let map = other.editor.map();
    assert_eq!(map.stages[1].cards.len(), 5);
    let lanes: Vec<_> = map.lanes.iter().map(|lane| &*lane.name).collect();
    assert_eq!(lanes, ["Doing", "Touchpoints", "Emotion", "Pain points"]);
    assert_eq!(map.curves.len(), 1);
    assert_eq!(map.channels[0].name, "Fair");
    let card = map.stages[1].cards.iter().find(|c| c.text == "Showroom");
    assert_eq!(
        card.unwrap().channel,
        Some(Channel::Own(map.channels[0].id))
    );
    assert_eq!(other.steps(), 1);
    other.undo();
    assert_eq!(other.editor.map().lanes.len(), 1);
}

#[test]
fn a_lane_is_copied_with_its_cards_and_finds_its_stages() {
    let mut test = TestEditor::new();
    let id = test.lane("Doing");
    let color = Edit::SetLane(id, LaneField::Swatch(Some(Swatch::Rose)));
    test.editor.run(&[color], "color").unwrap();
    test.select(&["Doing"]);
    let text = copied(test.run(Command::Copy));
    let mut other = TestEditor::of(Template::FiveStages.map());
    other.editor.clip = test.editor.clip.clone();
    other.select(&["Emotion"]).editor.paste(&text);
    let map = other.editor.map();
    assert_eq!(map.lanes.len(), 7);
    assert_eq!(
        (&*map.lanes[3].name, map.lanes[3].swatch),
        ("Doing", Some(Swatch::Rose))
    );
    let cards: Vec<_> = map.stages.iter().map(|stage| stage.cards.len()).collect();
    assert_eq!(cards, [0, 0, 3, 1, 1], "by the names of the stages");
    assert!(
        map.stages[2]
            .cards
            .iter()
            .all(|card| card.lane == map.lanes[3].id)
    );
}

#[test]
fn emotion_points_are_copied_with_their_words_and_feelings() {
    let mut test = TestEditor::new();
    test.select(&["Test drive", "Wait"]);
    let text = copied(test.run(Command::Cut));
    assert_eq!(text, "Test drive +1.5\nWait -1.5");
    assert!(test.try_find("Wait").is_none());
    let cell = test.cell("Advocacy", "Emotion");
    test.click_at(cell);
    test.editor.paste(&text);
    assert_eq!(test.point("Wait"), ("Advocacy".into(), 0.8, Some(-1.5)));
    assert_eq!(test.selected(), ["Test drive", "Wait"]);
    // At the very place of another it lies beside it.
    test.editor.paste(&text);
    let map = test.editor.map();
    let places = map.stages[2].points.iter().map(|point| point.at.value());
    let places: std::collections::BTreeSet<_> = places.map(f64::to_bits).collect();
    assert_eq!(places.len(), 5);
}

#[test]
fn a_cut_takes_only_what_was_copied() {
    let mut test = TestEditor::new();
    test.select(&["Decision", "Wait", "Posts a review"]);
    test.run(Command::Cut);
    assert!(test.try_find("Decision").is_some());
    assert!(test.try_find("Posts a review").is_none());
    assert!(test.try_find("Wait").is_none());
    test.undo();
    assert!(test.try_find("Posts a review").is_some());
}

#[test]
fn duplicating_works_for_points_stages_and_lanes() {
    let mut test = TestEditor::new();
    test.select(&["Wait"]).run(Command::Duplicate);
    assert_eq!(test.editor.map().stages[0].points.len(), 3);
    assert_eq!(
        test.editor.document.undo_label(),
        "Undo duplicate emotion point"
    );
    test.select(&["Doing"]).run(Command::Duplicate);
    let map = test.editor.map();
    assert_eq!((&*map.lanes[1].name, map.lanes.len()), ("Doing", 6));
    assert_eq!(map.stages[0].cards.len(), 8);
    test.select(&["Retention"]).run(Command::Duplicate);
    assert_eq!(test.editor.map().stages[2].name, "Retention");
    assert_eq!(test.steps(), 3);
}

#[test]
fn cards_pasted_beyond_the_last_stage_make_the_stages_they_need() {
    let mut test = TestEditor::new();
    test.select(&["Showroom", "Workshop", "Posts a review"]);
    let text = copied(test.run(Command::Copy));
    let cell = test.cell("Advocacy", "Touchpoints");
    test.click_at(cell);
    test.editor.paste(&text);
    let names: Vec<_> = test.editor.map().stages.iter().map(|s| &*s.name).collect();
    assert_eq!(names.len(), 5);
    assert_eq!(names[3..], ["Retention", "Advocacy"]);
    test.undo();
    assert_eq!(test.editor.map().stages.len(), 3);
}

#[test]
fn a_copy_is_read_back_from_its_file_as_it_was() {
    for names in [&["Showroom", "Wait"][..], &["Decision"], &["Doing"]] {
        let mut test = rich();
        test.select(names).run(Command::Copy);
        let clip = &test.editor.clip;
        let file = clip.write().unwrap();
        assert_eq!(Clip::read(file.as_bytes()).as_ref(), Some(clip));
        assert!(clip.is(&clip.text().replace('\n', "\r\n")));
        assert!(!clip.is("something else"));
    }
}

#[test]
fn a_damaged_or_foreign_file_is_no_copy() {
    let mut test = rich();
    test.select(&["Decision"]).run(Command::Copy);
    let file = test.editor.clip.write().unwrap();
    assert_eq!(Clip::read(b""), None);
    assert_eq!(Clip::read(b"(version: 1)"), None);
    assert_eq!(
        Clip::read(file.replace("stages\n", "people\n").as_bytes()),
        None
    );
    assert_eq!(Clip::read(&vec![b' '; limits::CLIP_BYTES + 1]), None);
    for end in 0..file.len() {
        // Cut short it is none, or else a sound one.
        if let Some(clip) = file.get(..end).and_then(|cut| Clip::read(cut.as_bytes())) {
            assert!(clip.text().len() <= test.editor.clip.text().len());
        }
    }
    let empty = Clip::of(
        test.editor.map(),
        &throughline::editor::Selection::default(),
    );
    assert!(empty.is_empty() && empty.write().is_none());
}

#[test]
fn an_empty_map_says_why_nothing_can_be_pasted() {
    let mut test = TestEditor::new();
    test.select(&["Showroom"]);
    let text = copied(test.run(Command::Copy));
    let mut other = Editor::new(Map::default());
    other.clip = test.editor.clip.clone();
    assert!(other.paste(&text).is_none());
    assert!(
        other
            .take_trouble()
            .unwrap()
            .contains("add a stage and a lane")
    );
}
