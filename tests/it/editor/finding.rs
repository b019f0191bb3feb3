//! Finding things: search over what is shown and what is only written down,
//! the filter, the outline, and the list that the palette ranks.

use std::{path::Path, sync::Arc};

use throughline::{
    editor::{
        self, Catalog, Choice, Command, Editor, Entry, Facet, Group, Name, Outline, OutlineRow,
        Query, choices,
    },
    file::{self, OsDisk},
    model::{CardField, Channel, Edit, Element, Evidence, LaneField, Map, stress_map},
};

use super::harness::TestEditor;
/// The sample map of a software company.
fn tool() -> Map {
    let path = "assets/samples/planning-tool-rollout.journey.ron";
    file::load(&OsDisk, Path::new(path)).unwrap().map
}

fn found(editor: &Editor) -> Vec<String> {
    let matches = editor.search.matches().iter();
    matches
        .map(|found| editor::describe(editor.map(), found.element))
        .collect()
}

#[test]
fn a_search_goes_through_every_match_and_around() {
    let mut editor = Editor::new(tool());
    editor.look_for("REVIEW call");
    assert_eq!(found(&editor).len(), 1);
    editor.look_for("security");
    let all = found(&editor).len();
    assert!(all > 2, "{:?}", found(&editor));
    let first = editor.selection.primary();
    assert_eq!(editor.search.at(), Some(0));
    for step in 1..all {
        editor.find_step(true);
        assert_eq!(editor.search.at(), Some(step));
        let current = editor.search.current().map(|found| found.element);
        assert_eq!(editor.selection.primary(), current);
        if let Some(rect) = editor.layout().rect_of(current.unwrap()) {
            assert!(editor.view.visible().intersects(rect), "it is in view");
        }
    }
    editor.find_step(true);
    assert_eq!(editor.selection.primary(), first);
    editor.find_step(false);
    assert_eq!(editor.search.at(), Some(all - 1));
    editor.end_search();
    assert!(editor.search.matches().is_empty());
    assert!(editor.marks().found.is_empty());
}

#[test]
fn a_search_reads_every_field_and_no_accents() {
    let mut map = tool();
    map.scope = "Von der Größe bis zum Ende".into();
    let mut editor = Editor::new(map);
    for (text, field) in [
        ("grosse", "scope"),
        ("account TEAM", "text"),
        ("billing records", "source"),
        ("idle for ninety", "notes"),
        ("email", "channel"),
        ("community", "owner"),
        ("empty seats", "word"),
        ("second team asks", "about"),
        ("ongoing", "duration"),
    ] {
        editor.look_for(text);
        let matches = editor.search.matches();
        let fields: Vec<_> = matches.iter().map(|found| found.field).collect();
        assert!(fields.contains(&field), "{text:?} is found in {fields:?}");
    }
    editor.look_for("   ");
    assert!(editor.search.matches().is_empty());
    editor.look_for("nowhere at all");
    assert_eq!(editor.search.current(), None);
}

#[test]
fn a_search_follows_the_map_and_keeps_its_place() {
    let mut test = TestEditor::of(tool());
    test.editor.look_for("meetup");
    let before = test.editor.search.matches().len();
    let current = test.editor.search.current().unwrap();
    let Element::Card(id) = current.element else {
        panic!("{current:?} is no card");
    };
    let edit = Edit::SetCard(id, CardField::Text("Something else".into()));
    test.editor.run(&[edit], "edit card").unwrap();
    test.editor.update_search();
    assert_eq!(test.editor.search.matches().len(), before - 1);
    test.editor.undo();
    test.editor.update_search();
    assert_eq!(test.editor.search.matches().len(), before);
}

#[test]
fn what_is_found_on_a_hidden_lane_can_be_shown() {
    let mut editor = Editor::new(tool());
    let map = Arc::clone(editor.map());
    let mut cards = map.stages.iter().flat_map(|stage| &stage.cards);
    let meetup = cards.find(|card| card.text == "Meetup").unwrap();
    let (lane, card) = (meetup.lane, Element::Card(meetup.id));
    let hide = Edit::SetLane(lane, LaneField::Hidden(true));
    editor.run(&[hide], "hide lane").unwrap();
    editor.look_for("Meetup");
    while editor.selection.primary() != Some(card) {
        editor.find_step(true);
    }
    let hidden = editor.hidden_selection().unwrap();
    assert_eq!(hidden.by, Element::Lane(lane));
    assert!(editor.layout().rect_of(card).is_none());
    editor.unhide(&hidden);
    assert_eq!(editor.hidden_selection(), None);
    assert_eq!(editor.selection.primary(), Some(card));
    assert!(editor.layout().rect_of(card).is_some());
    assert_eq!(editor.document.undo_label(), "Undo show lane");
}

#[test]
fn a_filter_shows_what_has_one_of_each_sort() {
    let map = tool();
    let mut editor = Editor::new(map.clone());
    let count = |editor: &Editor| editor.filter.count(editor.map());
    let (all, total) = count(&editor);
    assert_eq!(all, total, "without a choice all is shown");
    editor.filter.toggle(Choice::Channel(Some(Channel::Email)));
    let (email, _) = count(&editor);
    assert!(email > 0 && email < total);
    editor.filter.toggle(Choice::Channel(Some(Channel::Phone)));
    let (either, _) = count(&editor);
    assert!(either > email, "of one sort, any will do");
    editor.filter.toggle(Choice::Owner("Billing".into()));
    let (both, _) = count(&editor);
    assert!(both < either, "of several sorts, each has to fit");
    for stage in &map.stages {
        for card in &stage.cards {
            let fits = card.owner == "Billing"
                && matches!(card.channel, Some(Channel::Email | Channel::Phone));
            assert_eq!(editor.filter.shows_card(&map, stage, card), fits);
        }
    }
    assert_eq!(*editor.map().as_ref(), map, "the map never knows");
    assert!(!editor.document.is_modified());
    assert!(Command::ClearFilter.is_enabled(&editor));
    editor.command(Command::ClearFilter);
    assert!(!editor.filter.is_on());
    assert!(!Command::ClearFilter.is_enabled(&editor));
}

#[test]
fn a_filter_by_evidence_holds_for_points_as_well() {
    let map = tool();
    let mut editor = Editor::new(map.clone());
    editor
        .filter
        .toggle(Choice::Evidence(Some(Evidence::Assumed)));
    let points = map.stages.iter().flat_map(|stage| &stage.points);
    for point in points {
        let fits = point.evidence == Some(Evidence::Assumed);
        assert_eq!(editor.filter.shows(&map, Element::Point(point.id)), fits);
    }
}

#[test]
fn what_can_be_chosen_is_counted_as_it_would_show() {
    let map = tool();
    let mut editor = Editor::new(map.clone());
    let offered = choices(&map, &editor.filter);
    let facets: Vec<_> = offered.iter().map(|(facet, _)| *facet).collect();
    for facet in [Facet::Evidence, Facet::Channel, Facet::Owner, Facet::Status] {
        assert!(facets.contains(&facet), "{facet:?} is not offered");
    }
    for (facet, choices) in &offered {
        assert_ne!(
            *facet,
            Facet::Persona,
            "one persona leaves no choice to make"
        );
        for (choice, count) in choices {
            editor.filter.toggle(choice.clone());
            let points_go_along = matches!(facet, Facet::Channel | Facet::Owner | Facet::Status);
            let (shown, _) = editor.filter.count(&map);
            assert!(
                shown == *count || (points_go_along && shown >= *count),
                "{} says {count} and shows {shown}",
                choice.label(&map)
            );
            editor.filter.toggle(choice.clone());
        }
        let last = choices.last().map(|(choice, _)| choice.is_none());
        let none = choices
            .iter()
            .filter(|(choice, _)| choice.is_none())
            .count();
        assert!(none == 0 || last == Some(true), "what has none comes last");
    }
}

#[test]
fn the_veil_covers_what_does_not_fit_and_never_leaves_the_screen() {
    let mut editor = Editor::new(tool());
    let theme = throughline::scene::ThemeName::Light.theme();
    let layout = editor.layout();
    let whole = emath::Rect::from_min_size(emath::Pos2::ZERO, layout.size);
    let map = Arc::clone(editor.map());
    assert!(
        editor
            .marks()
            .items(&map, &layout, theme, (whole, 1.0))
            .is_empty()
    );
    editor.filter.toggle(Choice::Owner("Billing".into()));
    let (shown, all) = editor.filter.count(&map);
    let veils = editor
        .marks()
        .items(&map, &layout, theme, (whole, 1.0))
        .len();
    assert!(
        veils >= all - shown,
        "{veils} veils over {} others",
        all - shown
    );
    let nothing = emath::Rect::from_min_size(emath::pos2(-9e3, -9e3), emath::vec2(10.0, 10.0));
    let away = editor.marks().items(&map, &layout, theme, (nothing, 1.0));
    let most = map.curves.len() + 1;
    assert!(away.len() <= most, "only what is in view: {}", away.len());
    let part = throughline::scene::Part {
        view: whole,
        scale: 1.0,
    };
    let content = throughline::scene::content(&map, &layout, theme, part);
    editor.filter.clear();
    let plain = throughline::scene::content(&map, &layout, theme, part);
    assert_eq!(content, plain, "the scene that is exported has no veil");
}

fn sketch(rows: &[OutlineRow]) -> String {
    let line = |row: &OutlineRow| {
        format!(
            "{}{} {}",
            "  ".repeat(row.depth.into()),
            row.text,
            row.aside
        )
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_outline_has_every_element_once_in_the_order_of_time() {
    let map = Arc::new(tool());
    let mut outline = Outline::default();
    let rows = Arc::clone(outline.rows(&map));
    let mut seen = std::collections::BTreeSet::new();
    for row in rows.iter() {
        assert!(seen.insert(row.entry), "{:?} is there twice", row.entry);
    }
    let mut catalog = Catalog::default();
    for listed in catalog.of(&map) {
        let entry = Entry::Element(listed.element);
        assert!(seen.contains(&entry), "{} is missing", listed.text);
    }
    for stage in &map.stages {
        let cards = rows.iter().filter_map(|row| {
            let Entry::Element(Element::Card(id)) = row.entry else {
                return None;
            };
            stage.cards.iter().find(|card| card.id == id)
        });
        let cards: Vec<_> = cards.collect();
        for pair in cards.windows(2).filter(|pair| pair[0].lane == pair[1].lane) {
            assert!(pair[0].at.value() <= pair[1].at.value());
        }
    }
    assert!(rows.iter().all(|row| !row.text.contains('\n')));
}

#[test]
fn a_row_of_the_outline_folds_away_what_is_under_it() {
    let map = Arc::new(tool());
    let mut outline = Outline::default();
    let all = outline.rows(&map).len();
    let stage = Entry::Element(Element::Stage(map.stages[1].id));
    outline.set_closed(stage, true);
    let fewer = outline.rows(&map).len();
    assert!(fewer < all, "{}", sketch(outline.rows(&map)));
    outline.set_closed(Entry::Group(Group::Stages), true);
    assert!(outline.rows(&map).len() < fewer);
    let card = map.stages[1].cards[0].id;
    outline.open_to(&map, Element::Card(card));
    let rows = outline.rows(&map);
    let entry = Entry::Element(Element::Card(card));
    assert!(
        rows.iter().any(|row| row.entry == entry),
        "{}",
        sketch(rows)
    );
}

#[test]
fn an_outline_of_ten_thousand_cards_keeps_what_has_not_changed() {
    let mut editor = Editor::new(stress_map(10_000));
    let mut outline = Outline::default();
    let before = Arc::clone(outline.rows(editor.map()));
    assert!(before.len() > 10_000);
    assert!(Arc::ptr_eq(&before, outline.rows(editor.map())));
    let card = editor.map().stages[0].cards[0].id;
    let edit = Edit::SetCard(card, CardField::Text("Changed".into()));
    editor.run(&[edit], "edit card").unwrap();
    let after = outline.rows(editor.map());
    let changed = before.iter().zip(after.iter()).filter(|(a, b)| a != b);
    assert_eq!(changed.count(), 1);
}

#[test]
fn the_palette_ranks_an_element_by_its_words_and_its_place() {
    let map = Arc::new(tool());
    let mut catalog = Catalog::default();
    let best = |catalog: &mut Catalog, typed: &str| {
        let query = Query::new(typed);
        let listed = catalog.of(&map).iter();
        let ranked = listed.filter_map(|listed| Some((query.score(&listed.name)?, listed)));
        // The first of those that rank highest.
        let best = ranked.rev().max_by_key(|(score, _)| *score);
        best.map(|(_, listed)| format!("{}, {}", listed.text, listed.about))
    };
    for (typed, expected) in [
        ("review call", "Review call, Touchpoint"),
        ("call review", "Review call, Touchpoint"),
        ("meetup expansion", "Meetup, Touchpoint · Expansion"),
        ("expansion", "Expansion, Stage"),
    ] {
        let found = best(&mut catalog, typed).unwrap();
        assert!(found.starts_with(expected), "{typed:?} finds {found:?}");
    }
    assert_eq!(best(&mut catalog, "zzzz"), None);
}

#[test]
fn every_command_is_found_by_its_whole_name() {
    let names: Vec<_> = Command::all()
        .map(|command| (command, Name::new(&command.name(), command.menu().name())))
        .collect();
    for (command, _) in &names {
        let query = Query::new(&command.name());
        let best = names.iter().rev().max_by_key(|(_, name)| query.score(name));
        assert_eq!(best.map(|(best, _)| best.name()), Some(command.name()));
    }
}

#[test]
fn a_command_that_cannot_run_says_what_it_needs() {
    let editor = Editor::new(tool());
    for command in Command::all().filter(|command| !command.is_enabled(&editor)) {
        assert!(!command.advice().is_empty(), "{command:?} keeps silent");
    }
}
