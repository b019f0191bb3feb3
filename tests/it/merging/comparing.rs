//! What changed between two maps, in words.

use std::sync::Arc;

use throughline::model::{
    At, Edit, Element, LaneField, MapField, New, Persona, Picture, PointField, StageField, Valence,
    compare,
};

use super::{base, card, lane, new_card, remove_card, set_text, stage, with};

fn words(edits: &[Edit]) -> Vec<String> {
    let before = base();
    let after = with(&before, edits);
    compare(&before, &after)
        .into_iter()
        .map(|change| change.words)
        .collect()
}

#[test]
fn every_sort_of_change_is_a_sentence_that_names_its_element() {
    let map = base();
    let decision = stage(&map, "Decision");
    let point = map.stages[0].points[0].id;
    assert_eq!(
        words(&[
            Edit::SetMap(MapField::Title("A new car".into())),
            Edit::SetLane(lane(&map, "Backstage"), LaneField::Hidden(false)),
            Edit::SetStage(decision, StageField::Duration("4 days".into())),
            set_text(&map, "Showroom", "Show room"),
            Edit::SetPoint(point, PointField::Feeling(Some(Valence::clamped(-0.5)))),
            new_card(&map, "Touchpoints", "Finance desk"),
            remove_card(&map, "Five-day wait"),
        ]),
        [
            "the map: title was “Replacing an ageing car”, is “A new car”",
            "lane “Backstage”: hidden yes → no",
            "stage “Decision”: duration was empty, is “4 days”",
            "touchpoint “Showroom” in Decision: text was “Showroom”, is “Show room”",
            "touchpoint “Finance desk” in Decision added",
            "emotion point “Test drive” in Decision: feeling +1.5 → −0.5",
            "pain point “Five-day wait” in Decision removed",
        ]
    );
}

#[test]
fn what_was_moved_says_from_where_to_where() {
    let map = base();
    let (last, second) = (map.stages[2].name.clone(), map.stages[1].name.clone());
    let place = |stage, on: &str, at| Edit::PlaceCard {
        card: card(&map, "Showroom"),
        stage,
        lane: lane(&map, on),
        at: At::clamped(at),
    };
    assert_eq!(
        words(&[place(map.stages[1].id, "Backstage", 0.25)]),
        [format!(
            "touchpoint “Showroom” in Decision: moved from stage “Decision” to stage “{second}” and from lane “Touchpoints” to lane “Backstage”"
        )]
    );
    assert_eq!(
        words(&[place(map.stages[0].id, "Touchpoints", 0.25)]),
        ["touchpoint “Showroom” in Decision: moved from 0 % to 25 % of the stage"]
    );
    let moved = words(&[Edit::MoveStage(map.stages[2].id, 0)]);
    assert_eq!(
        moved.last().unwrap(),
        &format!("stage “{last}” moved from 3rd to 1st")
    );
}

#[test]
fn what_comes_and_goes_says_what_it_holds() {
    let map = base();
    assert_eq!(
        words(&[Edit::Remove(Element::Stage(stage(&map, "Decision")))])[..1],
        ["stage “Decision” removed, with 5 cards and 2 emotion points"]
    );
    assert_eq!(
        words(&[Edit::Remove(Element::Lane(lane(&map, "Doing")))]),
        ["lane “Doing” removed, with 5 cards"]
    );
    let curve = map.curves[0].clone();
    let name = &curve.name;
    assert_eq!(
        words(&[Edit::Remove(Element::Curve(curve.id))]),
        [format!("curve “{name}” removed, with 4 emotion points")]
    );
    let picture = Arc::new(Picture::new((800, 600), vec![0; 1_500]));
    assert_eq!(
        words(&[
            Edit::AddPicture("desk.png".into(), picture),
            Edit::Add(New::Persona("Ada".into()))
        ]),
        [
            "persona “Ada” added",
            "picture “desk.png” added (800 × 600, 2 kB)"
        ]
    );
}

#[test]
fn a_long_text_is_shown_where_it_differs() {
    let mut before = base();
    before.purpose = format!("{}old end", "words ".repeat(30));
    let mut after = before.clone();
    after.purpose = format!("{}new end", "words ".repeat(30));
    let words = &compare(&before, &after)[0].words;
    assert_eq!(
        words,
        "the map: purpose was “…rds words words old end”, is “…rds words words new end”"
    );
    // A second persona of one name is told by being there.
    after.personas.push(Persona::new(
        throughline::model::PersonaId(after.mint.0),
        "",
    ));
    assert_eq!(compare(&before, &after)[1].words, "persona “” added");
}

#[test]
fn each_change_can_be_selected_where_there_is_something_to_select() {
    let before = base();
    let gone = card(&before, "Showroom");
    let kept = card(&before, "Workshop");
    let after = with(
        &before,
        &[
            remove_card(&before, "Showroom"),
            set_text(&before, "Workshop", "Shop"),
        ],
    );
    let changes = compare(&before, &after);
    let elements: Vec<_> = changes.iter().map(|change| change.element).collect();
    assert_eq!(elements, [None, Some(Element::Card(kept))]);
    assert!(after.card(gone).is_none());
}
