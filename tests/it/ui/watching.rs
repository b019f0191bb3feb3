//! What other programs and windows do with the file of the open map: it is
//! seen by its content, told, and nothing of either side is lost.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use egui::{Key, Modifiers};
use tempfile::TempDir;
use throughline::{
    file::{self, Consent, OsDisk},
    model::{Edit, Map, MapField, New},
};

use super::{CTRL, Picked, Window};

const NONE: Modifiers = Modifiers::NONE;

/// A window with a map in a file that others can write to.
struct Shared {
    window: Window,
    path: PathBuf,
    folder: TempDir,
}

impl Shared {
    fn new() -> Self {
        Self::watched(false)
    }

    fn watched(is_watched: bool) -> Self {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("shared.journey.ron");
        let map = Map {
            title: "As it was".into(),
            ..throughline::model::Template::FiveStages.map()
        };
        file::save(&OsDisk, &path, &map, None, Consent::default()).unwrap();
        let state = folder.path().join("state");
        let mut window = Window::on(Arc::new(OsDisk), Some(state));
        if is_watched {
            window.harness.state_mut().watch_files();
        }
        window.harness.state_mut().open(&path);
        window.harness.run();
        Self {
            window,
            path,
            folder,
        }
    }

    /// Another program changes the file.
    fn others(&self, change: impl FnOnce(&mut Map)) {
        let mut map = file::load(&OsDisk, &self.path).unwrap().map;
        change(&mut map);
        fs::write(&self.path, file::write(&map).unwrap()).unwrap();
    }

    /// The window comes to the front.
    fn look(&mut self) {
        self.window.harness.state_mut().look_at_file();
        self.window.wait_for_look();
    }

    fn mine(&mut self, title: &str) {
        let edit = Edit::SetMap(MapField::Title(title.into()));
        let editor = self.window.harness.state_mut().editor_mut();
        editor.run(&[edit], "rename").unwrap();
        self.window.harness.run();
    }

    fn in_file(&self) -> Map {
        file::load(&OsDisk, &self.path).unwrap().map
    }
}

#[test]
fn f33_the_content_decides_and_an_unchanged_map_is_reloaded_with_its_history() {
    let mut shared = Shared::new();
    shared.mine("As it wos");
    shared.window.press(CTRL, Key::S);
    let before = fs::metadata(&shared.path).unwrap();
    // As long as it was, and no newer.
    shared.others(|map| map.title = "As it xxx".into());
    let file = File::options().append(true).open(&shared.path).unwrap();
    file.set_modified(before.modified().unwrap()).unwrap();
    drop(file);
    assert_eq!(fs::metadata(&shared.path).unwrap().len(), before.len());
    shared.look();
    assert!(shared.window.has("Reload"));
    assert_eq!(shared.window.map().title, "As it wos", "nothing by itself");
    shared.window.click("Reload");
    assert_eq!(shared.window.map().title, "As it xxx");
    assert!(!shared.window.editor().document.is_modified());
    assert!(!shared.window.has("Reload"));
    shared.window.press(CTRL, Key::Z);
    assert_eq!(shared.window.map().title, "As it wos");
    shared.window.press(CTRL, Key::Z);
    assert_eq!(shared.window.map().title, "As it was");
}

#[test]
fn a_file_that_was_touched_or_written_the_same_is_nothing_to_tell() {
    let mut shared = Shared::new();
    let text = fs::read(&shared.path).unwrap();
    fs::remove_file(&shared.path).unwrap();
    fs::write(&shared.path, &text).unwrap();
    shared.look();
    assert!(!shared.window.has("Reload"));
    // The same map in other words.
    let text = String::from_utf8(text).unwrap().replace("    ", "  ");
    fs::write(&shared.path, text).unwrap();
    shared.look();
    assert!(!shared.window.has("Reload"));
    shared.mine("later");
    shared.window.press(CTRL, Key::S);
    assert_eq!(shared.in_file().title, "later");
}

#[test]
fn f34_a_changed_map_can_keep_take_or_merge_and_nothing_is_silent() {
    for (answer, title) in [("Keep mine", "Mine"), ("Take theirs", "Theirs")] {
        let mut shared = Shared::new();
        shared.mine("Mine");
        shared.others(|map| map.title = "Theirs".into());
        shared.look();
        for offer in ["Merge…", "Take theirs", "Keep mine", "Save a copy…"] {
            assert!(shared.window.has(offer), "{offer}");
        }
        shared.window.click(answer);
        assert_eq!(shared.window.map().title, title);
        // It is settled: a save asks nothing more.
        shared.window.press(CTRL, Key::S);
        assert!(!shared.window.harness.state().has_dialog());
        assert_eq!(shared.in_file().title, title);
        shared.look();
        assert!(!shared.window.has("Keep mine"));
    }
}

#[test]
fn after_keep_mine_no_undo_makes_the_map_count_as_saved() {
    let mut shared = Shared::new();
    shared.mine("Mine");
    shared.others(|map| map.title = "Theirs".into());
    shared.look();
    shared.window.click("Keep mine");
    shared.window.press(CTRL, Key::Z);
    assert_eq!(shared.window.map().title, "As it was");
    assert!(shared.window.editor().document.is_modified());
}

#[test]
fn what_was_told_before_a_save_is_not_told_after_it() {
    let mut shared = Shared::new();
    shared.mine("Mine");
    shared.others(|map| map.title = "Theirs".into());
    shared.look();
    assert!(shared.window.has("Take theirs"));
    shared.window.press(CTRL, Key::S);
    shared.window.click("Replace");
    assert_eq!(shared.in_file().title, "Mine");
    assert!(!shared.window.has("Take theirs"));
}

#[test]
fn f34_both_changes_are_merged_and_saved() {
    let mut shared = Shared::new();
    shared.mine("Mine");
    shared.others(|map| {
        map.apply(&Edit::Add(New::Persona("Theirs".into())))
            .unwrap();
    });
    shared.look();
    shared.window.click("Merge…");
    shared.window.click("Take the merged map");
    let both = |map: &Map| map.title == "Mine" && map.personas.iter().any(|it| it.name == "Theirs");
    assert!(both(&shared.window.map()));
    shared.window.press(CTRL, Key::S);
    assert!(!shared.window.harness.state().has_dialog());
    assert!(both(&shared.in_file()));
}

#[test]
fn a_save_over_what_another_program_wrote_asks_and_can_merge() {
    let mut shared = Shared::new();
    shared.mine("Mine");
    shared.others(|map| {
        map.apply(&Edit::Add(New::Persona("Theirs".into())))
            .unwrap();
    });
    shared.window.press(CTRL, Key::S);
    assert!(shared.window.has("Replace the file?"));
    assert_eq!(shared.in_file().title, "As it was");
    shared.window.click("Merge…");
    shared.window.click("Take the merged map");
    shared.window.press(CTRL, Key::S);
    let saved = shared.in_file();
    assert_eq!(saved.title, "Mine");
    assert!(saved.personas.iter().any(|it| it.name == "Theirs"));
}

#[test]
fn f34_a_file_that_is_gone_or_emptied_is_told_and_can_be_written_again() {
    let mut shared = Shared::new();
    fs::rename(&shared.path, shared.folder.path().join("moved")).unwrap();
    shared.look();
    assert!(shared.window.has("Save it again"));
    assert!(shared.window.editor().document.is_modified());
    shared.window.click("Save it again");
    assert_eq!(shared.in_file(), *shared.window.map());
    // As a sync client does for a moment.
    fs::write(&shared.path, "").unwrap();
    shared.look();
    assert!(shared.window.has_part("cannot be read"));
    shared.window.click("Keep mine");
    shared.window.press(CTRL, Key::S);
    assert_eq!(shared.in_file(), *shared.window.map());
}

#[test]
fn a_change_is_seen_without_coming_to_the_front() {
    let mut shared = Shared::watched(true);
    shared.window.wait_for_look();
    shared.others(|map| map.title = "Theirs".into());
    let mut told = false;
    for _ in 0..2_000 {
        shared.window.harness.step();
        told = shared.window.has("Reload");
        if told {
            break;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    assert!(told);
}

#[test]
fn f35_a_second_window_on_a_file_says_so_and_saves_a_copy_only() {
    let mut first = Shared::new();
    let mut second = Window::on(Arc::new(OsDisk), Some(first.folder.path().join("state")));
    second.harness.state_mut().open(&first.path);
    second.harness.run();
    let is_guest = |window: &Window| window.has_part("is open in another window");
    assert!(is_guest(&second) && !is_guest(&first.window));
    let own = format!("process {}", std::process::id());
    assert!(second.has_part(&own), "it is told who has it");
    // It stays a guest when the first one saves and it reloads that.
    first.mine("As it was");
    first.mine("First");
    first.window.press(CTRL, Key::S);
    second.harness.state_mut().look_at_file();
    second.wait_for_look();
    second.click("Reload");
    assert_eq!(second.map().title, "First");
    assert!(is_guest(&second));
    first.mine("As it was");
    first.window.press(CTRL, Key::S);
    second.harness.state_mut().look_at_file();
    second.wait_for_look();
    second.click("Reload");
    let edit = Edit::SetMap(MapField::Title("Second".into()));
    let editor = second.harness.state_mut().editor_mut();
    editor.run(&[edit], "rename").unwrap();
    second.harness.run();
    // The file itself is refused, whatever the system's dialog asked.
    second.answer(Picked::Path(first.path.clone()));
    second.press(CTRL, Key::S);
    assert!(second.has("shared.journey.ron was not saved"));
    second.click("Close");
    assert_eq!(first.in_file().title, "As it was");
    let asked = second.answers.asked.borrow().last().unwrap().name.clone();
    assert_eq!(asked.unwrap(), "shared copy.journey.ron");
    let copy = first.folder.path().join("copy.journey.ron");
    second.answer(Picked::Path(copy.clone()));
    second.press(CTRL, Key::S);
    assert_eq!(file::load(&OsDisk, &copy).unwrap().map.title, "Second");
    assert_eq!(first.in_file().title, "As it was");
    assert!(!is_guest(&second), "the copy is its own");
    // A third one waits until the first is done.
    let mut third = Window::on(Arc::new(OsDisk), Some(first.folder.path().join("state")));
    third.harness.state_mut().open(&first.path);
    third.harness.run();
    assert!(is_guest(&third));
    let path = first.path.clone();
    first.window.press(NONE, Key::Escape);
    let Shared { window, folder, .. } = first;
    drop(window);
    third.click("Try again");
    third.wait_for_look();
    assert!(!is_guest(&third));
    let editor = third.harness.state_mut().editor_mut();
    let edit = Edit::SetMap(MapField::Title("Third".into()));
    editor.run(&[edit], "rename").unwrap();
    third.harness.run();
    third.press(CTRL, Key::S);
    assert_eq!(title_in(&path), "Third");
    drop(folder);
}

fn title_in(path: &Path) -> String {
    file::load(&OsDisk, path).unwrap().map.title
}

#[test]
fn what_a_dead_process_says_of_a_file_holds_nobody_back() {
    let shared = Shared::new();
    let state = shared.folder.path().join("state/open");
    // Its owner file stays when a process is killed; its lock does not.
    let owner = fs::read_dir(&state)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().is_some_and(|ending| ending == "owner"))
        .unwrap();
    let words = fs::read(&owner).unwrap();
    let Shared {
        window,
        path,
        folder,
    } = shared;
    drop(window);
    fs::write(&owner, words).unwrap();
    let mut next = Window::on(Arc::new(OsDisk), Some(folder.path().join("state")));
    next.harness.state_mut().open(&path);
    next.harness.run();
    assert!(!next.has_part("is open in another window"));
}
