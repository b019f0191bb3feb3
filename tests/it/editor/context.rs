//! Context menus: what is offered for each element, that everything offered
//! does something, and what the entries do.

use throughline::{
    editor::{Change, Command, Does, MenuEntry, MenuItem, Selection},
    layout::Hit,
    model::{Channel, Divider, Edit, Element, Evidence, LaneKind, Level, Swatch, Template},
};

use super::harness::{TestEditor, small_map};

/// The names of a menu's entries; those of a submenu behind its name.
fn names(entries: &[MenuEntry]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in entries {
        match entry {
            MenuEntry::Item(item) => found.push(item.name.clone()),
            MenuEntry::Submenu { name, entries } => {
                found.push(name.clone());
                found.extend(
                    names(entries)
                        .iter()
                        .map(|inner| format!("{name} > {inner}")),
                );
            }
            MenuEntry::Colors(_) => found.push("(colors)".into()),
            MenuEntry::Line => {}
        }
    }
    found
}

fn items(entries: &[MenuEntry]) -> Vec<&MenuItem> {
    let mut found = Vec::new();
    for entry in entries {
        match entry {
            MenuEntry::Item(item) => found.push(item),
            MenuEntry::Submenu { entries, .. } => found.extend(items(entries)),
            MenuEntry::Colors(_) | MenuEntry::Line => {}
        }
    }
    found
}

fn item(entries: &[MenuEntry], path: &str) -> MenuItem {
    let (menu, name) = path.split_once(" > ").unwrap_or(("", path));
    let inside = entries.iter().find_map(|entry| match entry {
        MenuEntry::Submenu { name, entries } if name == menu => Some(entries.as_slice()),
        MenuEntry::Item(_) | MenuEntry::Submenu { .. } | MenuEntry::Colors(_) | MenuEntry::Line => {
            None
        }
    });
    let found = items(inside.unwrap_or(entries));
    let found = found.into_iter().find(|item| item.name == name);
    found
        .unwrap_or_else(|| panic!("no {path}: {:?}", names(entries)))
        .clone()
}

/// Opens the menu at the middle of an element.
fn at(test: &mut TestEditor, name: &str) -> Vec<MenuEntry> {
    let pos = test.rect(name).center();
    test.editor.context_at(pos)
}

fn choose(test: &mut TestEditor, entries: &[MenuEntry], path: &str) {
    let does = item(entries, path).does;
    if let Some(command) = test.editor.choose(does) {
        assert!(command.is_enabled(&test.editor), "{path}");
        test.run(command);
    }
    assert!(test.editor.map().check().is_empty());
}

fn offers(test: &mut TestEditor, name: &str, wanted: &[&str]) {
    let found = names(&at(test, name));
    for wanted in wanted {
        assert!(
            found.contains(&(*wanted).to_owned()),
            "{name}: no {wanted} in {found:?}"
        );
    }
}

#[test]
fn every_element_has_a_menu_of_what_fits_it() {
    let mut test = TestEditor::new();
    offers(
        &mut test,
        "Showroom",
        &[
            "Edit text",
            "Channel > Email",
            "Evidence > Observed",
            "Moment of truth",
            "Add emotion point here",
            "Cut",
            "Copy",
            "Paste",
            "Duplicate",
            "Delete",
            "Move to lane > Doing",
            "Move to stage > Advocacy",
            "Select > Select all in lane",
            "(colors)",
        ],
    );
    offers(
        &mut test,
        "Five-day wait",
        &["Severity > 3", "Status > Planned"],
    );
    let found = names(&at(&mut test, "Five-day wait"));
    assert!(
        !found.iter().any(|name| name.starts_with("Channel")),
        "{found:?}"
    );
    offers(
        &mut test,
        "Wait",
        &["Name the moment", "Feeling > Not known", "Delete"],
    );
    offers(
        &mut test,
        "Decision",
        &[
            "Rename",
            "Add stage before",
            "Add stage after",
            "Duplicate",
            "Delete",
            "Widen",
            "Narrow",
            "Key moment > First value",
            "Select all in stage",
            "(colors)",
        ],
    );
    offers(
        &mut test,
        "Doing",
        &[
            "Rename",
            "Kind > Quotes",
            "Hide",
            "Show all lanes",
            "Add lane above > Pain points",
            "Add lane below > Owners",
            "Line above > Line of visibility",
            "Delete",
            "Select all in lane",
            "(colors)",
        ],
    );
}

#[test]
fn a_cell_the_header_the_canvas_and_a_line_have_menus_too() {
    let mut test = TestEditor::new();
    let cell = test.cell("Advocacy", "Touchpoints");
    let found = names(&test.editor.context_at(cell));
    assert!(found.contains(&"Add touchpoint here".into()), "{found:?}");
    assert!(found.contains(&"Paste here".into()), "{found:?}");
    let cell = test.cell("Retention", "Emotion");
    let found = names(&test.editor.context_at(cell));
    assert!(
        found.contains(&"Add emotion point here".into()),
        "{found:?}"
    );
    let layout = test.editor.layout();
    let header = layout.rect_of(Element::Header).unwrap().center();
    let found = names(&test.editor.context_at(header));
    assert!(found.contains(&"Edit title".into()) && found.contains(&"Add persona".into()));
    let found = names(&test.editor.context_at(emath::pos2(-500.0, -500.0)));
    for wanted in [
        "Add stage",
        "Add lane > Thoughts",
        "Fit map",
        "Theme of the map > Dark theme",
    ] {
        assert!(
            found.contains(&wanted.to_owned()),
            "no {wanted} in {found:?}"
        );
    }
    let lane = test.lane("Touchpoints");
    let line = Edit::MoveDivider(Divider::Visibility, Some(lane));
    test.editor.run(&[line], "line").unwrap();
    test.editor
        .select(Selection::one(Element::Divider(Divider::Visibility)));
    let (entries, rect) = test.editor.context_of_selection();
    assert!(rect.is_some());
    assert!(names(&entries).contains(&"Delete line".into()));
    choose(&mut test, &entries, "Kind > Line of interaction");
    assert!(test.editor.map().divider(Divider::Interaction).is_some());
}

#[test]
fn pointing_selects_what_is_there_and_keeps_a_larger_selection() {
    let mut test = TestEditor::new();
    test.select(&["Workshop"]);
    at(&mut test, "Showroom");
    assert_eq!(test.selected(), ["Showroom"]);
    test.select(&["Showroom", "Workshop", "Wait"]);
    let entries = at(&mut test, "Workshop");
    assert_eq!(test.editor.selection.len(), 3);
    assert_eq!(test.editor.selection.primary(), Some(test.find("Workshop")));
    let found = names(&entries);
    for wanted in [
        "Align > Align with the first",
        "Distribute evenly",
        "Evidence > Assumed",
        "Move to stage > Decision",
        "Delete",
        "(colors)",
    ] {
        assert!(
            found.contains(&wanted.to_owned()),
            "no {wanted} in {found:?}"
        );
    }
}

#[test]
fn nothing_dead_is_offered_and_no_two_lines_meet() {
    for name in [
        "Showroom",
        "Five-day wait",
        "Wait",
        "Decision",
        "Doing",
        "Emotion",
    ] {
        let mut test = TestEditor::new();
        let entries = at(&mut test, name);
        assert!(!matches!(entries.first(), None | Some(MenuEntry::Line)));
        assert_ne!(entries.last(), Some(&MenuEntry::Line));
        let lines = entries.windows(2).filter(|pair| pair[0] == pair[1]);
        assert_eq!(lines.count(), 0, "{name}");
        for found in items(&entries) {
            let mut test = TestEditor::new();
            at(&mut test, name);
            let before = (test.sketch(), test.editor.map().as_ref().clone());
            let selected = test.editor.selection.clone();
            match test.editor.choose(found.does.clone()) {
                Some(command) => assert!(command.exists(), "{}", found.name),
                None if found.on == Some(true) => {}
                None => {
                    test.editor.settle();
                    let same = before.1 == **test.editor.map() && selected == test.editor.selection;
                    let is_kept = found.on.is_some() && found.name == "Move";
                    assert!(!same || is_kept, "{name}: {} does nothing", found.name);
                }
            }
            assert!(
                test.editor.map().check().is_empty(),
                "{name}: {}",
                found.name
            );
        }
    }
}

#[test]
fn a_change_is_one_step_for_all_that_is_selected() {
    let mut test = TestEditor::new();
    let before = test.sketch();
    test.select(&["Showroom", "Workshop", "Five-day wait"]);
    let entries = at(&mut test, "Workshop");
    choose(&mut test, &entries, "Channel > Email");
    choose(&mut test, &entries, "Move to stage > Advocacy");
    assert_eq!(test.steps(), 2);
    for name in ["Showroom", "Workshop", "Five-day wait"] {
        let Element::Card(id) = test.find(name) else {
            unreachable!("a card")
        };
        let map = test.editor.map();
        assert_eq!(map.card(id).unwrap().1.channel, Some(Channel::Email));
        assert_eq!(test.card(name).0, "Advocacy");
    }
    assert_eq!(test.editor.document.undo_label(), "Undo move to stage");
    test.undo().undo();
    assert_eq!(test.sketch(), before);
}

#[test]
fn what_is_set_is_marked_and_severity_is_for_pain_points_alone() {
    let mut test = TestEditor::new();
    let entries = at(&mut test, "Five-day wait");
    assert_eq!(item(&entries, "Severity > Not known").on, Some(true));
    choose(&mut test, &entries, "Severity > 3");
    let entries = at(&mut test, "Five-day wait");
    assert_eq!(item(&entries, "Severity > 3").on, Some(true));
    assert_eq!(item(&entries, "Severity > Not known").on, Some(false));
    test.select(&["Showroom", "Five-day wait"]);
    let level = Level::try_from(5).ok();
    let edits = Change::Severity(level).edits(test.editor.map(), &test.editor.selection);
    assert_eq!(edits.len(), 1);
    let edits = Change::Evidence(Some(Evidence::Assumed));
    assert_eq!(
        edits.edits(test.editor.map(), &test.editor.selection).len(),
        2
    );
}

#[test]
fn a_color_goes_to_everything_that_has_one() {
    let mut test = TestEditor::new();
    test.select(&["Showroom", "Decision", "Doing", "Wait"]);
    let does = Does::Change(Change::Color(Some(Swatch::Plum)));
    assert_eq!(test.editor.choose(does), None);
    let map = test.editor.map();
    assert_eq!(map.stages[0].swatch, Some(Swatch::Plum));
    assert_eq!(map.lanes[0].swatch, Some(Swatch::Plum));
    assert_eq!(test.steps(), 1);
}

#[test]
fn new_stages_and_lanes_go_where_the_menu_says() {
    let mut test = TestEditor::new();
    let entries = at(&mut test, "Retention");
    choose(&mut test, &entries, "Add stage before");
    test.type_text("Delivery");
    test.editor.settle();
    let stages: Vec<_> = test
        .editor
        .map()
        .stages
        .iter()
        .map(|s| s.name.clone())
        .collect();
    assert_eq!(stages, ["Decision", "Delivery", "Retention", "Advocacy"]);
    let entries = at(&mut test, "Touchpoints");
    choose(&mut test, &entries, "Add lane above > Quotes");
    let entries = at(&mut test, "Touchpoints");
    choose(&mut test, &entries, "Add lane below > Owners");
    let kinds: Vec<_> = test.editor.map().lanes.iter().map(|l| l.kind).collect();
    let touchpoints = kinds
        .iter()
        .position(|k| *k == LaneKind::Touchpoints)
        .unwrap();
    assert_eq!(kinds[touchpoints - 1], LaneKind::Quotes);
    assert_eq!(kinds[touchpoints + 1], LaneKind::Owners);
}

#[test]
fn a_card_is_added_where_the_menu_was_opened() {
    let mut test = TestEditor::new();
    let pos = test.cell("Advocacy", "Touchpoints") + emath::vec2(90.0, -8.0);
    let entries = test.editor.context_at(pos);
    choose(&mut test, &entries, "Add touchpoint here");
    test.type_text("Newsletter");
    test.editor.settle();
    let (stage, lane, at) = test.card("Newsletter");
    assert_eq!((&*stage, &*lane), ("Advocacy", "Touchpoints"));
    assert!(at > 0.5, "{at}");
    assert_eq!(test.steps(), 1);
}

#[test]
fn a_line_above_a_lane_is_taken_from_the_lane_that_had_it() {
    let mut test = TestEditor::new();
    for name in ["Touchpoints", "Pain points"] {
        let entries = at(&mut test, name);
        choose(&mut test, &entries, "Line above > Line of visibility");
    }
    let lines: Vec<_> = test
        .editor
        .map()
        .lanes
        .iter()
        .filter(|l| l.divider.is_some())
        .collect();
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].name, "Pain points");
}

#[test]
fn an_emotion_lane_is_offered_only_where_no_card_would_be_lost() {
    let mut test = TestEditor::new();
    let found = names(&at(&mut test, "Doing"));
    assert!(!found.contains(&"Kind > Emotion".into()));
    let mut empty = TestEditor::of(Template::FiveStages.map());
    let name = empty.editor.map().lanes[0].name.clone();
    assert!(names(&at(&mut empty, &name)).contains(&"Kind > Emotion".into()));
}

#[test]
fn the_menu_of_a_curve_adds_a_point_where_it_was_opened() {
    let mut test = TestEditor::of(small_map());
    let (from, to) = (test.rect("Test drive").center(), test.rect("Wait").center());
    let layout = test.editor.layout();
    let mut found = None;
    for step in 0_i16..200 {
        let y = from.y + f32::from(step) / 199.0 * (to.y - from.y);
        let pos = emath::pos2(from.lerp(to, 0.5).x, y);
        if let Hit::Curve { .. } = layout.hit(pos, 0.0) {
            found = Some(pos);
        }
    }
    let entries = test.editor.context_at(found.unwrap());
    assert!(matches!(
        test.editor.selection.primary(),
        Some(Element::Curve(_))
    ));
    choose(&mut test, &entries, "Add emotion point here");
    assert_eq!(test.editor.map().stages[0].points.len(), 3);
    assert!(names(&entries).contains(&"Line > Dashed".into()));
    assert_eq!(item(&entries, "Line > Smooth").on, Some(true));
}

#[test]
fn a_menu_opened_with_a_tool_in_hand_puts_it_away() {
    let mut test = TestEditor::new();
    test.run(Command::PickTool(throughline::editor::Tool::Card));
    at(&mut test, "Showroom");
    assert_eq!(
        test.editor.interaction.tool(),
        throughline::editor::Tool::Select
    );
}
