//! Other versions of the open map in the window: comparing with a file, and
//! merging one in.

use std::{fs, path::PathBuf};

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use tempfile::TempDir;
use throughline::{
    editor::Menu,
    file,
    model::{Card, CardField, CardId, Edit, Element, Map, MapField, New, PersonaField, StageField},
};

use super::{CTRL, Picked, Window};

const NONE: Modifiers = Modifiers::NONE;
const TEXT: &str = "Talks through financing";

/// A window with a map that is in a file, and its folder.
struct Versions {
    window: Window,
    folder: TempDir,
}

impl Versions {
    fn new() -> Self {
        Self::sized(1440.0, 900.0)
    }

    fn sized(width: f32, height: f32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut window = Window::sized(width, height);
        let map = window.map();
        let path = write(&folder, "car.journey.ron", &map);
        window.answer(Picked::Path(path));
        window.press(CTRL, Key::O);
        assert!(window.harness.state().path().is_some());
        Self { window, folder }
    }

    /// The open map with edits, in a file of its own.
    fn theirs(&self, edits: impl FnOnce(&Map) -> Vec<Edit>) -> PathBuf {
        let mut map = Map::clone(&self.window.map());
        let edits = edits(&map);
        map.apply_all(&edits).unwrap();
        write(&self.folder, "anna.journey.ron", &map)
    }

    /// Renames a card of the open map by its field.
    fn rename(&mut self, text: &str) {
        let at = self.window.middle(&self.window.words(TEXT));
        self.window.double_click(at);
        let field = self.window.harness.get_by_label("Text on the map");
        field.type_text(text);
        self.window.harness.run();
        self.window.press(NONE, Key::Enter);
        self.window.press(NONE, Key::Escape);
    }

    fn ask(&mut self, entry: &str, path: PathBuf) {
        self.window.answer(Picked::Path(path));
        self.window.choose(Menu::File, entry);
    }

    fn tells(&self, words: &str) -> bool {
        let mut found = self.window.harness.query_all_by_label_contains(words);
        found.next().is_some()
    }

    /// Whether the value of a side is the chosen one.
    fn is_chosen(&self, words: &str) -> bool {
        let node = self.window.harness.get_by_label_contains(words);
        let toggled = node.accesskit_node().toggled();
        toggled == Some(egui::accesskit::Toggled::True)
            || node.accesskit_node().is_selected() == Some(true)
    }
}

fn write(folder: &TempDir, name: &str, map: &Map) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, file::write(map).unwrap()).unwrap();
    path
}

fn card(map: &Map) -> CardId {
    let mut cards = map.stages.iter().flat_map(|stage| &stage.cards);
    cards.find(|card| card.text == TEXT).unwrap().id
}

/// Changes of the other side that are in nobody's way.
fn quiet(map: &Map) -> Vec<Edit> {
    let new = Card::new(
        CardId(0),
        map.lanes[0].id,
        throughline::model::At::MAX,
        "Asks a friend",
    );
    vec![
        Edit::SetMap(MapField::Goal("Another goal".into())),
        Edit::Add(New::Card(map.stages[0].id, Box::new(new))),
    ]
}

/// And one that is.
fn loud(map: &Map) -> Vec<Edit> {
    let mut edits = quiet(map);
    edits.push(Edit::SetCard(
        card(map),
        CardField::Text("Asks for a loan".into()),
    ));
    edits
}

#[test]
fn a_version_without_conflicts_is_one_undo_step() {
    let mut versions = Versions::new();
    versions.rename("Leases it");
    let before = versions.window.map();
    let path = versions.theirs(|_| Vec::new());
    // The other side comes from what was saved, not from what is open.
    let mut saved = Map::clone(&before);
    let id = saved
        .stages
        .iter()
        .flat_map(|stage| &stage.cards)
        .find(|it| it.text == "Leases it")
        .unwrap()
        .id;
    saved
        .apply(&Edit::SetCard(id, CardField::Text(TEXT.into())))
        .unwrap();
    let edits = quiet(&saved);
    saved.apply_all(&edits).unwrap();
    fs::write(&path, file::write(&saved).unwrap()).unwrap();
    versions.ask("Merge with another version…", path);
    assert!(versions.window.has("Merge with anna.journey.ron"));
    let counts = "1 change of yours, 2 of the other side, nothing to decide";
    assert!(versions.window.has(counts));
    assert!(versions.tells("Both are held against car.journey.ron"));
    let steps = versions.window.editor().document.undo_steps();
    versions.window.click("Take the merged map");
    assert!(!versions.window.harness.state().has_dialog());
    let merged = versions.window.map();
    assert_eq!(merged.goal, "Another goal");
    for text in ["Leases it", "Asks a friend"] {
        versions.window.card(text);
    }
    let document = &versions.window.editor().document;
    assert_eq!(document.undo_steps(), steps + 1);
    assert_eq!(document.undo_label(), "Undo merge with the other version");
    versions.window.press(CTRL, Key::Z);
    assert_eq!(*versions.window.map(), *before);
}

#[test]
fn a_conflict_is_decided_by_pointer_or_keyboard_and_taken_back() {
    let mut versions = Versions::new();
    let path = versions.theirs(loud);
    versions.rename("Leases it");
    versions.ask("Merge with another version…", path);
    assert!(versions.tells("1 to decide"));
    let (yours, theirs) = (
        "text, Yours: “Leases it”",
        "text, Theirs: “Asks for a loan”",
    );
    assert!(versions.is_chosen(yours) && !versions.is_chosen(theirs));
    versions
        .window
        .harness
        .get_by_label_contains(theirs)
        .click();
    versions.window.harness.run();
    assert!(versions.is_chosen(theirs) && !versions.is_chosen(yours));
    versions.window.press(CTRL, Key::Z);
    assert!(versions.is_chosen(yours));
    versions
        .window
        .harness
        .get_by_label_contains(theirs)
        .focus();
    versions.window.harness.run();
    versions.window.press(NONE, Key::Space);
    assert!(versions.is_chosen(theirs));
    versions.window.press(CTRL, Key::Enter);
    assert!(!versions.window.harness.state().has_dialog());
    versions.window.card("Asks for a loan");
    assert!(versions.window.map().check().is_empty());
}

#[test]
fn cancel_and_escape_leave_the_map_as_it_is() {
    let mut versions = Versions::new();
    let path = versions.theirs(loud);
    let before = versions.window.map();
    for by_key in [true, false] {
        versions.ask("Merge with another version…", path.clone());
        if by_key {
            versions.window.press(NONE, Key::Escape);
        } else {
            versions.window.click("Cancel");
        }
        assert!(!versions.window.harness.state().has_dialog());
        assert_eq!(*versions.window.map(), *before);
        assert!(!versions.window.editor().document.is_modified());
    }
}

#[test]
fn a_file_that_is_no_map_is_not_merged() {
    let mut versions = Versions::new();
    let path = versions.folder.path().join("other.ron");
    fs::write(&path, "no map at all").unwrap();
    for entry in ["Merge with another version…", "Compare with…"] {
        versions.ask(entry, path.clone());
        assert!(versions.window.has("other.ron was not read"), "{entry}");
        versions.window.click("Close");
    }
}

#[test]
fn a_map_that_was_never_saved_says_that_no_past_is_known() {
    let folder = tempfile::tempdir().unwrap();
    let window = Window::new();
    let mut map = Map::clone(&window.map());
    let edits = loud(&map);
    map.apply_all(&edits).unwrap();
    let path = write(&folder, "anna.journey.ron", &map);
    let mut versions = Versions { window, folder };
    versions.ask("Merge with another version…", path);
    assert!(versions.tells("This map was never saved"));
    assert!(
        versions.window.has("2 to decide"),
        "the goal and the text of a card"
    );
    versions.window.click("All theirs");
    versions.window.click("Take the merged map");
    versions.window.card("Asks for a loan");
    versions.window.card("Asks a friend");
}

#[test]
fn differences_are_listed_and_a_click_goes_there() {
    let mut versions = Versions::new();
    let path = versions.theirs(loud);
    let id = card(&versions.window.map());
    versions.ask("Compare with…", path);
    assert!(versions.window.has("Compared with anna.journey.ron"));
    assert!(versions.tells("3 changes from anna.journey.ron to the open map"));
    let words = "text was “Asks for a loan”, is “Talks through financing”";
    let entry = versions.window.harness.get_by_label_contains(words);
    assert_eq!(entry.accesskit_node().role(), Role::Button);
    entry.click();
    versions.window.harness.run();
    assert!(!versions.window.harness.state().has_dialog());
    assert_eq!(
        versions.window.editor().selection.primary(),
        Some(Element::Card(id))
    );
    // A file that is the same.
    let path = versions.theirs(|_| Vec::new());
    versions.ask("Compare with…", path);
    assert!(versions.window.has("Both are the same."));
}

/// Edits that change much, so that there is more than fits.
fn many(map: &Map, who: &str) -> Vec<Edit> {
    let mut edits = vec![Edit::SetMap(MapField::Purpose(
        format!("{who} ").repeat(80),
    ))];
    for persona in &map.personas {
        edits.push(Edit::SetPersona(
            persona.id,
            PersonaField::Quote(format!("{who} says so")),
        ));
    }
    for stage in &map.stages {
        edits.push(Edit::SetStage(
            stage.id,
            StageField::About(format!("About {who}")),
        ));
        for card in &stage.cards {
            let text = format!("{} of {who}", card.text);
            edits.push(Edit::SetCard(card.id, CardField::Text(text)));
        }
    }
    edits
}

#[test]
fn the_dialog_fits_into_a_small_window_however_much_there_is_to_decide() {
    for (width, height) in [(1440.0, 900.0), (1024.0, 700.0)] {
        let mut versions = Versions::sized(width, height);
        let path = versions.theirs(|map| many(map, "Anna"));
        let mine = {
            let mut map = Map::clone(&versions.window.map());
            let edits = many(&map, "Ben");
            map.apply_all(&edits).unwrap();
            write(&versions.folder, "ben.journey.ron", &map)
        };
        // Ben's changes are merged in first: nothing contradicts them yet.
        versions.ask("Merge with another version…", mine);
        versions.window.click("Take the merged map");
        versions.ask("Merge with another version…", path);
        assert!(versions.tells("to decide"));
        for name in ["Take the merged map", "Cancel", "All theirs"] {
            let rect = versions.window.harness.get_by_label(name).rect();
            let fits = rect.bottom() < height && rect.right() < width && rect.top() > 0.0;
            assert!(fits, "{name} at {width} × {height}: {rect:?}");
        }
        versions.window.click("All theirs");
        versions.window.click("Take the merged map");
        assert!(versions.window.map().purpose.starts_with("Anna"));
    }
}
