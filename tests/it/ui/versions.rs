//! Versions of a map over time in the window: kept with each save, looked at,
//! put back, opened as a copy, saved to a file of their own.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use tempfile::TempDir;
use throughline::{
    editor::Menu,
    file::{self, OsDisk, Versions},
    model::Map,
};

use super::{CTRL, Picked, Window};

const NONE: Modifiers = Modifiers::NONE;

/// A map of three versions in a folder, and a folder for what is kept.
struct Desk {
    folder: TempDir,
    path: PathBuf,
}

/// A sample map with a title and its first stages, without what speaks of the
/// others.
fn version(title: &str, stages: usize) -> Map {
    let mut map = Map::clone(&Window::new().map());
    map.title = title.into();
    map.stages.truncate(stages);
    map.feedback = Arc::default();
    map.rules.clear();
    map.dismissed.clear();
    for metric in &mut map.metrics {
        (metric.stage, metric.card) = (None, None);
    }
    map
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("shop.journey.ron");
        let desk = Self { folder, path };
        let maps = [
            version("First", 5),
            version("Second", 5),
            version("Third", 3),
        ];
        for map in &maps {
            let text = file::write(map).unwrap();
            desk.versions().keep(&desk.path, text.as_bytes()).unwrap();
        }
        fs::write(&desk.path, file::write(&maps[2]).unwrap()).unwrap();
        desk
    }

    fn state(&self) -> PathBuf {
        self.folder.path().join("state")
    }

    fn versions(&self) -> Versions {
        Versions::new(Arc::new(OsDisk), Some(self.state()))
    }

    /// A window with the map, which keeps versions.
    fn window(&self) -> Window {
        self.sized(1440.0, 900.0)
    }

    fn sized(&self, width: f32, height: f32) -> Window {
        let mut window = Window::sized(width, height);
        window
            .harness
            .state_mut()
            .keep_versions_in(Some(self.state()));
        window.harness.state_mut().open(&self.path);
        window.harness.run();
        window
    }

    fn file(&self) -> Map {
        read(&self.path)
    }
}

fn read(path: &Path) -> Map {
    file::load(&OsDisk, path).unwrap().map
}

impl Window {
    /// Opens the dialog and waits until all of it is known.
    fn show_versions(&mut self) {
        self.choose(Menu::File, "Versions…");
        self.wait_for_preview();
    }

    /// The rows of the list, as they are spoken.
    fn version_rows(&self) -> Vec<String> {
        let found = self.harness.query_all_by_role(Role::Button);
        let labels = found.filter_map(|node| node.accesskit_node().label());
        let is_row =
            |label: &String| label.starts_with("Today ") || label.starts_with("Yesterday ");
        labels.filter(is_row).collect()
    }

    /// Chooses a row of the list, the newest being 0.
    fn look_at_version(&mut self, row: usize) {
        let name = self.version_rows()[row].clone();
        self.harness
            .get_by_role_and_label(Role::Button, &name)
            .click();
        self.wait_for_preview();
    }

    /// Changes the map, as one step.
    fn change(&mut self) {
        self.open(Menu::Map);
        // The panel may have a button of that name as well.
        let all = self.harness.query_all_by_label("Add persona");
        all.last().unwrap().click();
        self.harness.run();
        assert!(self.editor().document.is_modified());
    }

    fn tells_of(&self, words: &str) -> bool {
        let mut found = self.harness.query_all_by_label_contains(words);
        found.next().is_some()
    }

    fn may_press(&self, button: &str) -> bool {
        let node = self.harness.get_by_role_and_label(Role::Button, button);
        !node.accesskit_node().is_disabled()
    }
}

#[test]
fn versions_are_listed_newest_first_with_what_changed_and_the_map_as_it_was() {
    let desk = Desk::new();
    let mut window = desk.window();
    window.show_versions();
    assert!(window.has("Versions of shop"));
    let rows = window.version_rows();
    assert_eq!(rows.len(), 3, "{rows:?}");
    assert!(rows[2].contains("The first one: 5 stages"), "{rows:?}");
    assert!(rows[0] != rows[1], "{rows:?}");
    assert!(rows[0].contains("changes, 1 of 3"), "{rows:?}");
    assert!(
        rows[1].contains("title was “First”, is “Second”"),
        "{rows:?}"
    );
    assert!(
        window.tells_of("Preview: "),
        "the newest is looked at first"
    );
    assert!(window.tells_of("Second"), "what changed");
    window.look_at_version(2);
    assert!(window.tells_of("It is the first one, with 5 stages"));
    assert!(window.tells_of("Preview: "));
    assert_eq!(window.map().title, "Third", "looking changes nothing");
}

#[test]
fn restoring_is_one_undo_step_and_writes_nothing_until_it_is_saved() {
    let desk = Desk::new();
    let mut window = desk.window();
    window.show_versions();
    window.look_at_version(2);
    window.click("Restore this version");
    assert!(!window.harness.state().has_dialog());
    assert_eq!(window.map().title, "First");
    assert!(window.tells_of("Nothing is written until you save"));
    assert!(window.editor().document.is_modified());
    assert_eq!(window.editor().document.undo_steps(), 1);
    assert_eq!(desk.file().title, "Third");
    window.press(CTRL, Key::Z);
    assert_eq!(window.map().title, "Third");
    assert!(!window.editor().document.is_modified());
    window.press(CTRL | Modifiers::SHIFT, Key::Z);
    window.press(CTRL, Key::S);
    assert_eq!(desk.file().title, "First");
}

#[test]
fn restoring_what_the_map_is_changes_nothing_and_says_so() {
    let desk = Desk::new();
    let mut window = desk.window();
    window.show_versions();
    window.click("Restore this version");
    assert!(window.tells_of("The map is as it was today"));
    assert_eq!(window.editor().document.undo_steps(), 0);
}

#[test]
fn what_is_selected_and_gone_in_a_version_is_no_longer_selected() {
    let desk = Desk::new();
    let mut window = desk.window();
    window.show_versions();
    window.look_at_version(1);
    window.click("Restore this version");
    window.press(CTRL, Key::A);
    assert!(!window.editor().selection.is_empty());
    window.show_versions();
    window.look_at_version(0);
    window.click("Restore this version");
    let map = window.map();
    let mut selection = window.editor().selection.clone();
    selection.retain_in(&map);
    assert_eq!(selection, window.editor().selection);
}

#[test]
fn a_copy_is_a_map_of_its_own_that_is_in_no_file_yet() {
    let desk = Desk::new();
    let mut window = desk.window();
    window.show_versions();
    window.look_at_version(1);
    window.click("Open as a copy");
    assert_eq!(window.map().title, "Second");
    assert!(window.harness.state().path().is_none());
    assert!(window.editor().document.is_modified());
    window.press(CTRL, Key::S);
    let asked = window.answers.asked.borrow();
    let name = asked.last().unwrap().name.clone().unwrap();
    assert!(
        name.starts_with("shop today ") && name.ends_with(".journey.ron"),
        "{name}"
    );
    assert!(!name.contains(':'), "{name}");
    drop(asked);
    assert_eq!(desk.file().title, "Third");
}

#[test]
fn a_copy_asks_first_when_the_open_map_has_changes() {
    let desk = Desk::new();
    let mut window = desk.window();
    window.change();
    window.show_versions();
    window.look_at_version(1);
    window.click("Open as a copy");
    assert!(window.has("Save the changes to shop?"));
    window.click("Discard");
    assert_eq!(window.map().title, "Second");
}

#[test]
fn a_version_is_saved_to_a_file_of_its_own_and_the_open_map_stays() {
    let desk = Desk::new();
    let mut window = desk.window();
    let before = window.map();
    let other = desk.folder.path().join("as it was");
    window.answer(Picked::Path(other.clone()));
    window.show_versions();
    window.look_at_version(2);
    window.click("Save this version as…");
    assert_eq!(read(&other.with_extension("journey.ron")).title, "First");
    assert!(window.tells_of("is in as it was.journey.ron"));
    assert_eq!(*window.map(), *before);
    assert_eq!(window.harness.state().path(), Some(&*desk.path));
    assert!(!window.editor().document.is_modified());
}

#[test]
fn a_version_is_not_saved_over_the_open_map_s_own_file() {
    let desk = Desk::new();
    let mut window = desk.window();
    window.answer(Picked::Path(desk.path.clone()));
    window.show_versions();
    window.look_at_version(2);
    window.click("Save this version as…");
    assert!(window.has("shop.journey.ron was not saved"));
    assert!(window.tells_of("Restore the version instead"));
    assert_eq!(desk.file().title, "Third");
}

#[test]
fn when_no_file_is_chosen_the_list_is_shown_again() {
    let desk = Desk::new();
    let mut window = desk.window();
    window.show_versions();
    window.look_at_version(2);
    window.click("Save this version as…");
    window.wait_for_preview();
    assert!(window.has("Versions of shop"));
}

#[test]
fn each_save_keeps_what_the_file_held_and_what_it_holds() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new.journey.ron");
    let state = folder.path().join("state");
    fs::write(&path, file::write(&version("Found", 2)).unwrap()).unwrap();
    let mut window = Window::new();
    window
        .harness
        .state_mut()
        .keep_versions_in(Some(state.clone()));
    window.harness.state_mut().open(&path);
    window.harness.run();
    window.show_versions();
    assert!(window.tells_of("There are none of this map yet"));
    assert!(!window.may_press("Restore this version"));
    window.click("Close");
    for _ in 0..2 {
        window.change();
        window.press(CTRL, Key::S);
    }
    window.show_versions();
    assert_eq!(window.version_rows().len(), 3);
    let versions = Versions::new(Arc::new(OsDisk), Some(state));
    let list = versions.list(&path).unwrap();
    let personas = list.iter().map(|version| {
        let bytes = versions.read(version).unwrap();
        file::read(&bytes, &path).unwrap().personas.len()
    });
    let before = version("Found", 2).personas.len();
    let kept: Vec<usize> = personas.collect();
    assert_eq!(kept, [before + 2, before + 1, before]);
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        2,
        "no litter beside the map"
    );
}

#[test]
fn why_there_are_no_versions_is_said() {
    let mut window = Window::new();
    window.show_versions();
    assert!(window.tells_of("This system has no folder for versions"));
    assert!(!window.may_press("Open as a copy"));
    window.press(NONE, Key::Escape);
    assert!(!window.harness.state().has_dialog());
    let folder = tempfile::tempdir().unwrap();
    window
        .harness
        .state_mut()
        .keep_versions_in(Some(folder.path().into()));
    window.show_versions();
    assert!(window.tells_of("This map is not in a file yet"));
}

#[test]
fn a_damaged_version_is_named_and_the_others_can_be_had() {
    let desk = Desk::new();
    let list = desk.versions().list(&desk.path).unwrap();
    fs::write(list[1].place(), "damaged").unwrap();
    let mut window = desk.window();
    window.show_versions();
    let rows = window.version_rows();
    assert!(rows[1].contains("Cannot be read"), "{rows:?}");
    window.look_at_version(1);
    assert!(window.tells_of("This version is damaged"));
    assert!(!window.may_press("Restore this version"));
    window.look_at_version(2);
    window.click("Restore this version");
    assert_eq!(window.map().title, "First");
}

#[test]
fn a_store_that_cannot_be_read_is_told() {
    let desk = Desk::new();
    let store = desk.versions().list(&desk.path).unwrap()[0]
        .place()
        .parent()
        .unwrap()
        .to_owned();
    fs::remove_dir_all(&store).unwrap();
    fs::write(&store, "a file where the folder was").unwrap();
    let mut window = desk.window();
    window.show_versions();
    assert!(window.tells_of("could not look for versions in it"));
    assert_eq!(window.version_rows(), [] as [&str; 0]);
}

#[test]
fn a_save_goes_well_where_no_version_can_be_kept_and_that_is_said_once() {
    let desk = Desk::new();
    let mut window = desk.window();
    let before = desk.file().personas.len();
    let blocked = desk.folder.path().join("blocked");
    fs::write(&blocked, "a file").unwrap();
    window.harness.state_mut().keep_versions_in(Some(blocked));
    for count in 0..2 {
        window.change();
        window.press(CTRL, Key::S);
        assert!(!window.editor().document.is_modified());
        assert_eq!(desk.file().personas.len(), before + 1 + count);
        if count == 0 {
            assert!(window.tells_of("Saved, but no version of it was kept"));
        }
    }
}

#[test]
fn the_keyboard_does_all_of_it() {
    let desk = Desk::new();
    let mut window = desk.window();
    window.show_versions();
    for _ in 0..5 {
        window.press(NONE, Key::ArrowDown);
        window.wait_for_preview();
    }
    assert!(window.tells_of("It is the first one"), "the last row stays");
    window.press(NONE, Key::ArrowUp);
    window.wait_for_preview();
    assert!(!window.tells_of("It is the first one"));
    window.press(NONE, Key::Escape);
    assert!(!window.harness.state().has_dialog());
    assert_eq!(window.map().title, "Third");
    window.show_versions();
    window.press(NONE, Key::ArrowDown);
    window.wait_for_preview();
    window.press(CTRL, Key::Enter);
    assert_eq!(window.map().title, "Second");
    window.show_versions();
    let mut reached = Vec::new();
    for _ in 0..12 {
        window.press(NONE, Key::Tab);
        let nodes = window.harness.query_all_by_role(Role::Button);
        let focused = nodes.filter(|node| node.accesskit_node().is_focused());
        reached.extend(focused.filter_map(|node| node.accesskit_node().label()));
    }
    for name in [
        "Restore this version",
        "Open as a copy",
        "Save this version as…",
        "Close",
    ] {
        assert!(
            reached.iter().any(|label| label == name),
            "{name}: {reached:?}"
        );
    }
}

#[test]
fn the_dialog_fits_small_windows() {
    let desk = Desk::new();
    for (width, height) in [(800.0, 560.0), (1024.0, 700.0)] {
        let mut window = desk.sized(width, height);
        window.show_versions();
        for name in [
            "Restore this version",
            "Open as a copy",
            "Save this version as…",
            "Close",
        ] {
            let rect = window
                .harness
                .get_by_role_and_label(Role::Button, name)
                .rect();
            assert!(rect.left() >= 0.0 && rect.right() <= width, "{name} {rect}");
            assert!(
                rect.top() >= 0.0 && rect.bottom() <= height,
                "{name} {rect}"
            );
        }
        let close = window
            .harness
            .get_by_role_and_label(Role::Button, "Close")
            .rect();
        let save = window.harness.get_by_label("Save this version as…").rect();
        assert!(save.right() < close.left(), "{save} {close}");
    }
}
