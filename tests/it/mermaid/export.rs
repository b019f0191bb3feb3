//! Writing Mermaid: what was imported comes back, and what Mermaid cannot hold
//! is told.

use std::sync::Arc;

use throughline::{
    export::mermaid,
    file::mermaid::{actors_note, actors_of_note, import, read_leniently, read_strictly},
    model::{At, Card, CardId, EmotionPoint, LaneId, LaneKind, Map, PointId, Template, Valence},
};

use super::{sample_texts, sketch};
use crate::maps;

#[test]
fn every_sample_comes_back_as_it_was() {
    for (name, text) in sample_texts() {
        let map = import(&text).unwrap().map;
        let written = mermaid(&map);
        let again = import(&written.text).unwrap();
        assert_eq!(again.map, map, "{name}");
        let (lenient, _) = read_leniently(&text).unwrap();
        let strict = read_strictly(&written.text).unwrap();
        assert_eq!(sketch(&strict), sketch(&lenient), "{name}");
    }
}

#[test]
fn names_that_mermaid_would_misread_survive() {
    let names = [
        "a;b#c:d,e",
        "title page",
        "section lead",
        "journey",
        "accTitle",
        "Title",
        "%% no",
        "a%%{b}%%c",
        "A%%",
        "<br>",
        "<a href=\"x\">",
        "two\nlines",
        "  padded ",
        "#35;",
        "ﬂ°°35¶ß",
        "C4Container",
        "&amp;",
        "style:#;x;",
        "}",
        "\"quoted\"",
        "\u{2028}",
        "",
        "5",
        "a\\b",
        "-> 3",
    ];
    let mut map = Template::Blank.map();
    map.title = names.join(" ");
    map.purpose = format!("Accessible title: {}\n{}\nx }} y", names[0], names[0]);
    let lane = map.lanes[0].id;
    let stage = Arc::make_mut(&mut map.stages[0]);
    stage.name = "a: b; #c".into();
    for (index, name) in (0..).zip(names) {
        let mut card = Card::new(CardId(100 + index), lane, At::clamped(0.0), name);
        if !name.is_empty() {
            card.note = actors_note(&[name.trim().to_owned(), "Me".into()]);
        }
        stage.cards.push(Arc::new(card));
    }
    map.restore_mint();
    let written = mermaid(&map);
    let strict = read_strictly(&written.text).unwrap();
    let (lenient, warnings) = read_leniently(&written.text).unwrap();
    assert_eq!(sketch(&strict), sketch(&lenient));
    // Without points, the scores are not known, and that is all there is to say.
    assert!(
        warnings.iter().all(|w| w.text.contains("“?”")),
        "{warnings:?}"
    );
    let again = import(&written.text).unwrap().map;
    let texts = |map: &Map| -> Vec<(String, String)> {
        let cards = map.stages.iter().flat_map(|stage| stage.cards.iter());
        cards
            .map(|card| (card.text.clone(), card.note.clone()))
            .collect()
    };
    assert_eq!(texts(&again), texts(&map));
    assert_eq!((again.title, again.purpose), (map.title, map.purpose));
    assert_eq!(again.stages[0].name, "a: b; #c");
}

#[test]
fn the_list_of_actors_in_a_note_can_be_turned_back() {
    for people in [
        vec![""],
        vec!["Me"],
        vec!["", ""],
        vec!["a, b", "c\\", "d\ne", ""],
        vec!["\\n"],
        vec![" a ", "\u{a0}", "  ", "b  c"],
    ] {
        let people: Vec<String> = people.into_iter().map(str::to_owned).collect();
        let note = format!("{}\nmore", actors_note(&people));
        assert_eq!(actors_of_note(&note), Some((people, "more")));
    }
    assert_eq!(actors_note(&["Me".into(), "Cat".into()]), "Actors: Me, Cat");
    assert_eq!(actors_of_note("Ask the actors: all"), None);
}

/// A map of one's own: three cards, and a curve with points at both ends and a
/// gap behind.
fn own_map() -> Map {
    let mut map = Template::FiveStages.map();
    let (lane, curve) = (map.lanes[0].id, map.curves[0].id);
    for (stage, at, text) in [
        (0, 0.5, "Look"),
        (1, 0.5, "Compare"),
        (1, 0.0, "Ask"),
        (4, 0.5, "Tell"),
    ] {
        let stage = Arc::make_mut(&mut map.stages[stage]);
        let id = CardId(200 + u32::try_from(stage.cards.len()).unwrap() + stage.id.0 * 10);
        stage
            .cards
            .push(Arc::new(Card::new(id, lane, At::clamped(at), text)));
    }
    for (id, stage, feeling) in [(900, 0, Some(2.0)), (901, 1, Some(-2.0)), (902, 2, None)] {
        let feeling = feeling.map(Valence::clamped);
        let point = EmotionPoint::new(PointId(id), curve, At::clamped(0.5), feeling);
        Arc::make_mut(&mut map.stages[stage]).points.push(point);
    }
    map.restore_mint();
    map
}

#[test]
fn a_map_of_ones_own_is_written_in_the_order_of_time_with_scores_off_its_curve() {
    let written = mermaid(&own_map());
    assert_eq!(
        written.text,
        "journey\n    title Untitled journey\n    section Awareness\n      Look: 5\n    \
         section Consideration\n      Ask: 3\n      Compare: 1\n    section Decision\n    \
         section Retention\n    section Advocacy\n      Tell: ?\n"
    );
    let all = written.losses.join("\n");
    for loss in [
        "feeling of 1 card is not known",
        "3 cards without an emotion point",
        "without tasks: “Decision”, “Retention”",
    ] {
        assert!(all.contains(loss), "{loss}: {all}");
    }
}

#[test]
fn what_mermaid_cannot_hold_is_told() {
    let mut map = own_map();
    map.goal = "Buy".into();
    let other = LaneId(map.lanes[1].id.0);
    let stage = Arc::make_mut(&mut map.stages[0]);
    stage.duration = "2 days".into();
    stage.cards.push(Arc::new(Card::new(
        CardId(800),
        other,
        At::MIN,
        "Search ad",
    )));
    Arc::make_mut(&mut stage.cards[0]).source = "6 interviews".into();
    stage.points[0].word = "curious".into();
    let all = mermaid(&map).losses.join("\n");
    for loss in [
        "1 card on “Touchpoints”",
        "goal",
        "“Awareness”",
        "details of 1 card",
        "words, notes or evidence are left out: 1",
    ] {
        assert!(all.contains(loss), "{loss}: {all}");
    }
    let plain = import("journey\ntitle T\nsection S\nA: 5: Me").unwrap().map;
    assert_eq!(mermaid(&plain).losses, Vec::<String>::new());
}

#[test]
fn the_first_persona_takes_part_when_no_card_says_who_does() {
    let mut map = import("journey\ntitle T\nsection S\nA: 5: Mia\nB: 4")
        .unwrap()
        .map;
    assert!(mermaid(&map).text.ends_with("A: 5: Mia\n      B: 4\n"));
    for card in &mut Arc::make_mut(&mut map.stages[0]).cards {
        Arc::make_mut(card).note.clear();
    }
    assert!(mermaid(&map).text.ends_with("A: 5: Mia\n      B: 4: Mia\n"));
}

#[test]
fn a_feeling_changed_by_hand_is_written_on_the_imported_scale() {
    let mut map = import("journey\ntitle T\nsection S\nA: 0\nB: 10\nC: 5")
        .unwrap()
        .map;
    let stage = Arc::make_mut(&mut map.stages[0]);
    stage.points[2].feeling = Some(Valence::clamped(1.0));
    stage.points[2].score = None;
    assert!(
        mermaid(&map)
            .text
            .ends_with("A: 0\n      B: 10\n      C: 7.5\n")
    );
}

#[test]
fn any_map_is_written_as_mermaid_reads_it() {
    let mut tasks = 0;
    let mut law = |random: &mut arbitrary::Unstructured<'_>| {
        let map = maps::any_map(random)?;
        let written = mermaid(&map);
        let strict = read_strictly(&written.text).unwrap();
        let (lenient, _) = read_leniently(&written.text).unwrap();
        assert_eq!(sketch(&strict), sketch(&lenient));
        let again = import(&written.text).unwrap().map;
        let names = |map: &Map| -> Vec<String> {
            let stages = map.stages.iter().skip_while(|stage| stage.name.is_empty());
            stages.map(|stage| normal(&stage.name)).collect()
        };
        assert_eq!(names(&again), names(&map));
        let lane = map.lanes.iter().find(|lane| lane.kind == LaneKind::Actions);
        if let Some(lane) = lane {
            let cards = map.stages.iter().flat_map(|stage| &stage.cards);
            let mut texts: Vec<String> = cards
                .filter(|card| card.lane == lane.id)
                .map(|card| normal(&card.text))
                .collect();
            let mut read: Vec<String> = again
                .stages
                .iter()
                .flat_map(|stage| stage.cards.iter().map(|card| card.text.clone()))
                .collect();
            tasks += read.len();
            texts.sort();
            read.sort();
            assert_eq!(read, texts);
        }
        let second = mermaid(&again);
        assert_eq!(
            mermaid(&import(&second.text).unwrap().map).text,
            second.text
        );
        Ok(())
    };
    for seed in 0..150 {
        arbtest::arbtest(&mut law).seed(seed << 32 | 4096);
    }
    assert!(tasks > 100, "only {tasks} tasks were written");
}

/// A text as it comes back: line ends are one kind.
fn normal(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}
