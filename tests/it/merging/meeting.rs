//! Two versions put together: what is taken, what is to be decided.

use std::sync::Arc;

use throughline::model::{
    At, Card, CardField, CardId, Choice, Conflict, CurveField, Divider, Edit, Element, Evidence,
    Feedback, FeedbackId, LaneField, Map, MapField, New, Picture, StageField, StageId, merge,
    merge_unrelated,
};

use super::{base, card, lane, new_card, remove_card, set_note, set_text, stage, texts, with};

/// A conflict in one line.
fn line(conflict: &Conflict) -> String {
    let Conflict {
        what,
        field,
        base,
        mine,
        theirs,
        ..
    } = conflict;
    format!("{what}: {field}: {base} | {mine} | {theirs}")
}

/// What is to be decided when both sides did something, and the map for mine
/// and for theirs.
fn met(mine: &[Edit], theirs: &[Edit]) -> (Vec<String>, Map, Map) {
    let base = base();
    let mut merged = merge(&base, &with(&base, mine), &with(&base, theirs));
    let lines = merged.conflicts().iter().map(line).collect();
    let for_mine = merged.map().clone();
    merged.prefer(Choice::Theirs);
    let for_theirs = merged.map().clone();
    for map in [&for_mine, &for_theirs] {
        assert_eq!(map.check(), []);
    }
    (lines, for_mine, for_theirs)
}

#[test]
fn different_fields_of_one_card_are_both_taken() {
    let map = base();
    let (open, merged, _) = met(
        &[set_text(&map, "Showroom", "Show room")],
        &[
            set_note(&map, "Showroom", "On the ring road"),
            Edit::SetCard(
                card(&map, "Showroom"),
                CardField::Evidence(Some(Evidence::Observed)),
            ),
        ],
    );
    assert_eq!(open, [""; 0]);
    let (_, held) = merged.card(card(&map, "Showroom")).unwrap();
    assert_eq!(
        (held.text.as_str(), held.note.as_str()),
        ("Show room", "On the ring road")
    );
    assert_eq!(held.evidence, Some(Evidence::Observed));
}

#[test]
fn one_field_that_both_changed_is_to_be_decided() {
    let map = base();
    let (open, mine, theirs) = met(
        &[set_text(&map, "Showroom", "Car house")],
        &[set_text(&map, "Showroom", "Dealer")],
    );
    assert_eq!(
        open,
        ["touchpoint “Car house” in Decision: text: “Showroom” | “Car house” | “Dealer”"]
    );
    assert!(texts(&mine).contains(&"Car house"));
    assert!(texts(&theirs).contains(&"Dealer"));
    // The same change on both sides is one.
    let same = [set_text(&map, "Showroom", "Dealer")];
    assert_eq!(met(&same, &same).0, [""; 0]);
}

#[test]
fn long_notes_are_merged_by_line() {
    let mut start = base();
    let showroom = card(&start, "Showroom");
    let note = |note: &str| Edit::SetCard(showroom, CardField::Note(note.into()));
    start = with(&start, &[note("one\ntwo\nthree\nfour")]);
    let mine = with(&start, &[note("ONE\ntwo\nthree\nfour")]);
    let theirs = with(&start, &[note("one\ntwo\nthree\nFOUR")]);
    let merged = merge(&start, &mine, &theirs);
    assert_eq!(merged.conflicts(), []);
    assert_eq!(
        merged.map().card(showroom).unwrap().1.note,
        "ONE\ntwo\nthree\nFOUR"
    );
    let theirs = with(&start, &[note("Uno\ntwo\nthree\nFOUR")]);
    assert_eq!(merge(&start, &mine, &theirs).conflicts().len(), 1);
}

#[test]
fn cards_that_both_added_under_one_id_are_both_kept() {
    let map = base();
    let (open, merged, _) = met(
        &[new_card(&map, "Touchpoints", "Chat")],
        &[new_card(&map, "Touchpoints", "Phone")],
    );
    assert_eq!(open, [""; 0]);
    assert!(texts(&merged).contains(&"Chat") && texts(&merged).contains(&"Phone"));
    assert_eq!(merged.card_count(), map.card_count() + 2);
    // What is the very same is one.
    let same = [new_card(&map, "Touchpoints", "Chat")];
    let map = &map;
    let titled = [
        same[0].clone(),
        Edit::SetMap(MapField::Goal("Other".into())),
    ];
    assert_eq!(met(&same, &titled).1.card_count(), map.card_count() + 1);
}

#[test]
fn what_refers_to_a_renumbered_card_goes_with_it() {
    let base = base();
    let told = |map: &mut Map, verbatim: &str| {
        let card = map.stages[0].cards.last().map(|card| card.id);
        let told = Feedback {
            card,
            ..Feedback::new(FeedbackId(map.mint.0), verbatim)
        };
        Arc::make_mut(&mut map.feedback).push(Arc::new(told));
        map.restore_mint();
    };
    let mut mine = with(&base, &[new_card(&base, "Touchpoints", "Chat")]);
    told(&mut mine, "of the chat");
    let mut theirs = with(&base, &[new_card(&base, "Touchpoints", "Phone")]);
    told(&mut theirs, "of the phone");
    let merged = merge(&base, &mine, &theirs);
    assert_eq!(merged.conflicts(), []);
    let map = merged.map();
    for (verbatim, text) in [("of the chat", "Chat"), ("of the phone", "Phone")] {
        let feedback = map
            .feedback
            .iter()
            .find(|it| it.verbatim == verbatim)
            .unwrap();
        assert_eq!(map.card(feedback.card.unwrap()).unwrap().1.text, text);
    }
    assert_eq!(map.faults(), []);
    assert!(map.mint.0 > map.feedback.iter().map(|it| it.id.0).max().unwrap());
}

#[test]
fn ids_are_found_for_what_both_added_even_when_the_largest_is_taken() {
    let mut base = base();
    Arc::make_mut(&mut base.stages[0]).id = StageId(u32::MAX);
    base.restore_mint();
    let add = |text: &str| {
        let mut map = base.clone();
        let stage = Arc::make_mut(&mut map.stages[1]);
        let card = Card::new(CardId(77_777), map.lanes[0].id, At::MIN, text);
        stage.cards.push(card.into());
        map
    };
    let merged = merge(&base, &add("Mine"), &add("Theirs"));
    assert_eq!(merged.conflicts(), []);
    assert_eq!(merged.map().faults(), []);
    assert!(texts(merged.map()).contains(&"Mine") && texts(merged.map()).contains(&"Theirs"));
}

#[test]
fn what_one_removed_and_the_other_left_alone_is_gone() {
    let map = base();
    let (open, merged, _) = met(
        &[remove_card(&map, "Showroom")],
        &[
            set_text(&map, "Workshop", "Shop"),
            Edit::Remove(Element::Stage(map.stages[2].id)),
        ],
    );
    assert_eq!(open, [""; 0]);
    assert!(!texts(&merged).contains(&"Showroom") && texts(&merged).contains(&"Shop"));
    assert_eq!(merged.stages.len(), 2);
}

#[test]
fn what_one_removed_and_the_other_changed_is_to_be_decided() {
    let map = base();
    let (open, mine, theirs) = met(
        &[remove_card(&map, "Showroom")],
        &[set_text(&map, "Showroom", "Dealer")],
    );
    assert_eq!(
        open,
        [
            "touchpoint “Dealer” in Decision: kept or removed: there | removed | kept, with text was “Showroom”, is “Dealer”"
        ]
    );
    assert!(!texts(&mine).contains(&"Dealer"));
    assert!(texts(&theirs).contains(&"Dealer"));
}

#[test]
fn a_stage_that_is_removed_while_the_other_works_in_it_is_to_be_decided() {
    let map = base();
    let remove = [Edit::Remove(Element::Stage(stage(&map, "Decision")))];
    let work = [
        new_card(&map, "Doing", "Asks a friend"),
        set_text(&map, "Showroom", "Dealer"),
    ];
    let (open, kept, removed) = met(&work, &remove);
    assert_eq!(
        open,
        [
            "stage “Decision”: kept or removed: there, with 5 cards and 2 emotion points | kept, with 2 new or changed cards | removed"
        ]
    );
    for text in ["Asks a friend", "Dealer", "Books a test drive"] {
        assert!(texts(&kept).contains(&text), "{text}");
        assert!(!texts(&removed).contains(&text), "{text}");
    }
    assert_eq!(kept.stages[0].points.len(), 2);
    assert_eq!(removed.stages.len(), 2);
    // Moving a card there counts as work too.
    let moved = [Edit::PlaceCard {
        card: card(&map, "Workshop"),
        stage: stage(&map, "Decision"),
        lane: lane(&map, "Doing"),
        at: At::default(),
    }];
    let (open, kept, removed) = met(&moved, &remove);
    assert_eq!(open.len(), 1, "{open:?}");
    // The card is not lost with the stage: the other side has it elsewhere.
    assert!(texts(&kept).contains(&"Workshop") && texts(&removed).contains(&"Workshop"));
}

#[test]
fn a_lane_or_a_curve_that_is_removed_while_the_other_works_on_it_is_to_be_decided() {
    let map = base();
    let (open, kept, removed) = met(
        &[new_card(&map, "Doing", "Asks a friend")],
        &[Edit::Remove(Element::Lane(lane(&map, "Doing")))],
    );
    assert_eq!(open.len(), 1, "{open:?}");
    assert!(open[0].starts_with("lane “Doing”: kept or removed: there, with 5 cards | kept, with 1 new or changed card | removed"));
    assert!(texts(&kept).contains(&"Signs the contract"));
    assert_eq!(removed.card_count(), map.card_count() - 5);
    let curve = map.curves[0].id;
    let (open, kept, removed) = met(
        &[Edit::SetCurve(curve, CurveField::Name("Feels".into()))],
        &[Edit::Remove(Element::Curve(curve))],
    );
    assert_eq!(open.len(), 1, "{open:?}");
    assert_eq!(kept.stages[0].points.len(), 2);
    assert!(removed.stages[0].points.is_empty() && removed.curves.is_empty());
}

#[test]
fn a_new_use_of_what_the_other_removed_is_to_be_decided() {
    let start = with(&base(), &[Edit::Add(New::Persona("Ada".into()))]);
    let persona = start.personas.last().unwrap().id;
    let curve = start.curves[0].id;
    let mine = with(
        &start,
        &[Edit::SetCurve(curve, CurveField::Persona(Some(persona)))],
    );
    let theirs = with(&start, &[Edit::Remove(Element::Persona(persona))]);
    let mut merged = merge(&start, &mine, &theirs);
    let lines: Vec<_> = merged.conflicts().iter().map(line).collect();
    let name = &start.curves[0].name;
    assert_eq!(
        lines,
        [format!(
            "persona “Ada”: kept or removed: there | kept, with used by curve “{name}” | removed"
        )]
    );
    assert_eq!(merged.map().curves[0].persona, Some(persona));
    merged.prefer(Choice::Theirs);
    assert_eq!(merged.map().curves[0].persona, None);
    assert_eq!(merged.map().check(), []);
}

#[test]
fn stages_that_both_moved_and_added_stand_where_both_want_them() {
    let map = base();
    let names = |map: &Map| {
        map.stages
            .iter()
            .map(|it| it.name.clone())
            .collect::<Vec<_>>()
    };
    let before = names(&map);
    let new = |name: &str, at| {
        let stage = throughline::model::Stage::new(StageId(0), name);
        Edit::Add(New::Stage(at, Box::new(stage)))
    };
    let (open, merged, _) = met(
        &[new("Mine", 1)],
        &[new("Theirs", 3), Edit::MoveStage(map.stages[1].id, 0)],
    );
    assert_eq!(open, [""; 0]);
    assert_eq!(
        names(&merged),
        [&before[1], &before[0], "Mine", &before[2], "Theirs"]
    );
    // Two orders that contradict.
    let (open, mine, theirs) = met(
        &[Edit::MoveStage(map.stages[1].id, 0)],
        &[Edit::MoveStage(map.stages[1].id, 2)],
    );
    assert_eq!(open.len(), 1, "{open:?}");
    assert!(
        open[0].starts_with("the map: order of the stages: "),
        "{open:?}"
    );
    assert_eq!(names(&mine)[0], before[1]);
    assert_eq!(names(&theirs)[2], before[1]);
}

#[test]
fn the_place_of_a_card_is_one_field() {
    let map = base();
    let place = |stage: usize, on: &str, at| {
        [Edit::PlaceCard {
            card: card(&map, "Showroom"),
            stage: map.stages[stage].id,
            lane: lane(&map, on),
            at: At::clamped(at),
        }]
    };
    let (open, mine, theirs) = met(&place(1, "Touchpoints", 0.5), &place(0, "Doing", 0.0));
    assert_eq!(open.len(), 1, "{open:?}");
    assert!(
        open[0].contains(": place: Decision, lane “Touchpoints”, 0 % | "),
        "{open:?}"
    );
    let at = |map: &Map| {
        let (stage, held) = map.card(card(map, "Showroom")).unwrap();
        (stage.id, held.lane, held.at.value())
    };
    assert_eq!(
        at(&mine),
        (map.stages[1].id, lane(&map, "Touchpoints"), 0.5)
    );
    assert_eq!(at(&theirs), (map.stages[0].id, lane(&map, "Doing"), 0.0));
    // Its text may be changed meanwhile.
    let (open, merged, _) = met(
        &place(1, "Touchpoints", 0.5),
        &[set_text(&map, "Showroom", "Dealer")],
    );
    assert_eq!(open, [""; 0]);
    assert_eq!(
        merged.card(card(&merged, "Dealer")).unwrap().0.id,
        map.stages[1].id
    );
}

#[test]
fn a_line_between_lanes_has_one_place() {
    let map = base();
    let to = |divider, on: &str| [Edit::MoveDivider(divider, Some(lane(&map, on)))];
    let (open, mine, theirs) = met(
        &to(Divider::Interaction, "Touchpoints"),
        &to(Divider::Interaction, "Pain points"),
    );
    assert_eq!(open.len(), 1, "{open:?}");
    assert_eq!(
        mine.divider(Divider::Interaction).unwrap().1.name,
        "Touchpoints"
    );
    assert_eq!(
        theirs.divider(Divider::Interaction).unwrap().1.name,
        "Pain points"
    );
    // Two lines that meet at one lane.
    let (open, mine, theirs) = met(
        &to(Divider::Interaction, "Touchpoints"),
        &to(Divider::Visibility, "Touchpoints"),
    );
    assert_eq!(
        open,
        ["lane “Touchpoints”: line above it: none | line of interaction | line of visibility"]
    );
    assert!(mine.divider(Divider::Interaction).is_some());
    assert!(theirs.divider(Divider::Visibility).is_some());
}

#[test]
fn pictures_of_one_name_are_both_kept() {
    let base = base();
    let shows = |text: &str, byte: u8| {
        let picture = Picture::new((4, 4), vec![byte; 40]);
        with(
            &base,
            &[
                Edit::AddPicture("desk.png".into(), picture.into()),
                Edit::SetCard(
                    card(&base, text),
                    CardField::Picture(Some("desk.png".into())),
                ),
            ],
        )
    };
    let merged = merge(&base, &shows("Showroom", 1), &shows("Workshop", 2));
    assert_eq!(merged.conflicts(), []);
    let map = merged.map();
    assert_eq!(map.pictures.len(), 2);
    let shown = |text: &str| {
        let (_, held) = map.card(card(map, text)).unwrap();
        map.pictures[held.picture.as_ref().unwrap()]
            .bytes()
            .unwrap()[0]
    };
    assert_eq!((shown("Showroom"), shown("Workshop")), (1, 2));
    assert_eq!(map.check(), []);
}

#[test]
fn a_picture_goes_with_the_last_card_that_shows_it() {
    let first = base();
    let picture = Picture::new((4, 4), vec![1; 40]);
    let shown = |map: &Map, text: &str, name: Option<&str>| {
        Edit::SetCard(card(map, text), CardField::Picture(name.map(Into::into)))
    };
    let start = with(
        &first,
        &[
            Edit::AddPicture("desk.png".into(), picture.into()),
            shown(&first, "Showroom", Some("desk.png")),
        ],
    );
    let without = with(&start, &[shown(&start, "Showroom", None)]);
    let titled = with(&start, &[Edit::SetMap(MapField::Title("Other".into()))]);
    assert!(merge(&start, &without, &titled).map().pictures.is_empty());
    // The other side shows it once more.
    let again = with(&start, &[shown(&start, "Workshop", Some("desk.png"))]);
    let merged = merge(&start, &without, &again);
    assert_eq!(merged.conflicts(), []);
    assert_eq!(merged.map().pictures.len(), 1);
    assert_eq!(merged.map().check(), []);
}

#[test]
fn without_a_common_past_every_difference_is_to_be_decided() {
    let mine = with(
        &base(),
        &[
            set_text(&base(), "Showroom", "Dealer"),
            new_card(&base(), "Doing", "Asks a friend"),
        ],
    );
    let theirs = with(&base(), &[remove_card(&base(), "Workshop")]);
    let mut merged = merge_unrelated(&mine, &theirs);
    let lines: Vec<_> = merged.conflicts().iter().map(line).collect();
    assert_eq!(
        lines,
        ["touchpoint “Dealer” in Decision: text: not there | “Dealer” | “Showroom”"]
    );
    assert!(
        texts(merged.map()).contains(&"Asks a friend") && texts(merged.map()).contains(&"Workshop")
    );
    merged.decide(0, Choice::Theirs);
    assert!(texts(merged.map()).contains(&"Showroom"));
    assert!(!merged.has_base() && merged.changes(Choice::Mine).is_empty());
}

#[test]
fn a_decision_can_be_taken_back() {
    let map = base();
    let mine = with(
        &map,
        &[
            set_text(&map, "Showroom", "A"),
            Edit::SetStage(map.stages[0].id, StageField::Owner("A".into())),
        ],
    );
    let theirs = with(
        &map,
        &[
            set_text(&map, "Showroom", "B"),
            Edit::SetStage(map.stages[0].id, StageField::Owner("B".into())),
        ],
    );
    let mut merged = merge(&map, &mine, &theirs);
    assert_eq!(merged.conflicts().len(), 2);
    let before = merged.map().clone();
    merged.decide(1, Choice::Theirs);
    assert!(texts(merged.map()).contains(&"B"));
    assert_eq!(merged.map().stages[0].owner, "A");
    merged.decide(1, Choice::Mine);
    assert_eq!(*merged.map(), before);
    merged.decide(99, Choice::Theirs);
    assert_eq!(*merged.map(), before);
    assert_eq!(
        (
            merged.changes(Choice::Mine).len(),
            merged.changes(Choice::Theirs).len()
        ),
        (2, 2)
    );
}

#[test]
fn what_both_sides_share_is_shared_by_the_merge() {
    let map = base();
    let mine = with(&map, &[set_text(&map, "Showroom", "Dealer")]);
    let theirs = with(
        &map,
        &[Edit::SetLane(lane(&map, "Doing"), LaneField::Hidden(true))],
    );
    let merged = merge(&map, &mine, &theirs);
    let made = &merged.map().stages;
    for (made, mine) in made.iter().zip(&mine.stages) {
        assert!(Arc::ptr_eq(made, mine));
    }
}
