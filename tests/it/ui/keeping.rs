//! Saving in the background, unsaved work kept and offered again, and faults
//! of the program: nothing is lost, and the window goes on.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::{
        Arc, Condvar, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use egui::{Key, Modifiers, ViewportCommand};
use egui_kittest::kittest::Queryable as _;
use tempfile::TempDir;
use throughline::{
    editor::Menu,
    file::{
        self, OsDisk,
        recovery::{self, Entry, Recorder},
    },
    model::{Edit, Map, MapField},
};

use super::{CTRL, Picked, Window};
use crate::gate::Gate;

const NONE: Modifiers = Modifiers::NONE;

/// A door that can be shut and opened.
#[derive(Clone, Default)]
struct Door(Arc<(Mutex<bool>, Condvar)>);

impl Door {
    fn shut(&self, is_shut: bool) {
        *self.0.0.lock().unwrap() = is_shut;
        self.0.1.notify_all();
    }

    fn pass(&self) {
        let mut is_shut = self.0.0.lock().unwrap();
        while *is_shut {
            is_shut = self.0.1.wait(is_shut).unwrap();
        }
    }
}

/// A window whose saves stop at a door, with a map in a file.
struct Slow {
    window: Window,
    door: Door,
    path: PathBuf,
    saves: Arc<AtomicUsize>,
    _folder: TempDir,
}

impl Slow {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("slow.journey.ron");
        let (door, saves) = (Door::default(), Arc::new(AtomicUsize::new(0)));
        let (its, counted) = (door.clone(), Arc::clone(&saves));
        let disk = Gate::new(move |call, _| {
            if call == "sync" {
                counted.fetch_add(1, Ordering::SeqCst);
                its.pass();
            }
            Ok(())
        });
        let mut window = Window::on(Arc::new(disk), None);
        window.harness.state_mut().hurries(true);
        window.answer(Picked::Path(path.clone()));
        window.press(CTRL, Key::S);
        window.wait_for_saves();
        Self {
            window,
            door,
            path,
            saves,
            _folder: folder,
        }
    }

    /// Names the map anew.
    fn title(&mut self, title: &str) {
        rename(&mut self.window, title);
    }

    fn title_in_file(&self) -> String {
        file::load(&OsDisk, &self.path).unwrap().map.title
    }

    /// Saves as far as the door.
    fn begin_save(&mut self) {
        self.door.shut(true);
        self.window.press(CTRL, Key::S);
        assert!(self.window.harness.state().is_saving());
    }
}

fn rename(window: &mut Window, title: &str) {
    let edit = Edit::SetMap(MapField::Title(title.into()));
    let editor = window.harness.state_mut().editor_mut();
    editor.run(&[edit], "rename").unwrap();
    window.harness.run();
}

fn commands(window: &Window) -> Vec<ViewportCommand> {
    let output = window.harness.output();
    let viewports = output.viewport_output.values();
    viewports
        .flat_map(|viewport| viewport.commands.clone())
        .collect()
}

/// The wish to close the window, as the system has it.
fn wish_to_close(window: &mut Window) {
    let id = egui::ViewportId::ROOT;
    let input = window.harness.input_mut();
    let viewport = input.viewports.get_mut(&id).unwrap();
    viewport.events.push(egui::ViewportEvent::Close);
    window.harness.step();
}

#[test]
fn f24_a_slow_disk_stops_neither_the_window_nor_the_hand() {
    let mut slow = Slow::new();
    slow.title("first");
    slow.begin_save();
    assert!(slow.window.has("slow: saving…"));
    // Frames go on, and so does work.
    for frame in 0..20 {
        slow.title(&format!("during {frame}"));
    }
    assert!(slow.window.harness.state().is_saving());
    slow.door.shut(false);
    slow.window.wait_for_saves();
    assert_eq!(slow.title_in_file(), "first");
}

#[test]
fn f39_what_is_changed_during_a_save_stays_changed() {
    let mut slow = Slow::new();
    slow.title("saved");
    slow.begin_save();
    slow.title("later");
    slow.door.shut(false);
    slow.window.wait_for_saves();
    assert_eq!(slow.title_in_file(), "saved");
    assert!(slow.window.editor().document.is_modified());
    assert!(slow.window.has("slow: edited"));
    slow.window.press(CTRL, Key::S);
    slow.window.wait_for_saves();
    assert_eq!(slow.title_in_file(), "later");
    assert!(!slow.window.editor().document.is_modified());
}

#[test]
fn f40_saves_asked_for_during_a_save_come_after_it_and_the_last_one_counts() {
    let mut slow = Slow::new();
    let before = slow.saves.load(Ordering::SeqCst);
    slow.title("one");
    slow.begin_save();
    for title in ["two", "three", "four"] {
        slow.title(title);
        slow.window.press(CTRL, Key::S);
    }
    slow.door.shut(false);
    slow.window.wait_for_saves();
    assert_eq!(slow.title_in_file(), "four");
    assert!(!slow.window.editor().document.is_modified());
    // Nobody needed the states in between.
    assert_eq!(slow.saves.load(Ordering::SeqCst) - before, 2);
}

#[test]
fn f40_the_window_closes_when_the_save_has_ended_and_not_before() {
    let mut slow = Slow::new();
    slow.title("last words");
    slow.begin_save();
    wish_to_close(&mut slow.window);
    assert!(commands(&slow.window).contains(&ViewportCommand::CancelClose));
    assert!(!slow.window.has("Save"), "there is nothing to ask");
    slow.door.shut(false);
    let mut closed = false;
    for _ in 0..2_000 {
        slow.window.harness.step();
        closed |= commands(&slow.window).contains(&ViewportCommand::Close);
        if closed {
            break;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(closed);
    assert_eq!(slow.title_in_file(), "last words");
}

#[test]
fn f51_a_save_that_fails_keeps_the_window_open_and_the_changes() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("full.journey.ron");
    let is_full = Arc::new(AtomicBool::new(false));
    let its = Arc::clone(&is_full);
    let disk = Gate::new(move |call, _| {
        if call == "write" && its.load(Ordering::SeqCst) {
            return Err(io::ErrorKind::StorageFull.into());
        }
        Ok(())
    });
    let mut window = Window::on(Arc::new(disk), None);
    window.answer(Picked::Path(path.clone()));
    window.press(CTRL, Key::S);
    let before = fs::read(&path).unwrap();
    rename(&mut window, "too much");
    is_full.store(true, Ordering::SeqCst);
    wish_to_close(&mut window);
    window.harness.run();
    assert!(window.has("Save the changes to full?"));
    window.click("Save");
    assert!(window.has("full.journey.ron was not saved"));
    assert!(!commands(&window).contains(&ViewportCommand::Close));
    window.click("Close");
    assert!(window.editor().document.is_modified());
    assert_eq!(window.map().title, "too much");
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    is_full.store(false, Ordering::SeqCst);
    window.press(CTRL, Key::S);
    assert_eq!(file::load(&OsDisk, &path).unwrap().map.title, "too much");
}

#[test]
fn f52_closing_twice_and_during_the_question_asks_once() {
    let mut window = Window::new();
    rename(&mut window, "Changed");
    for _ in 0..3 {
        wish_to_close(&mut window);
        assert!(commands(&window).contains(&ViewportCommand::CancelClose));
        assert!(commands(&window).contains(&ViewportCommand::Focus));
        window.harness.run();
        let asked = window.harness.query_all_by_label("Discard").count();
        assert_eq!(asked, 1);
    }
    window.click("Cancel");
    assert!(!window.harness.state().has_dialog());
    assert_eq!(window.map().title, "Changed");
    wish_to_close(&mut window);
    window.harness.run();
    window.click("Discard");
    wish_to_close(&mut window);
    let stays = commands(&window).contains(&ViewportCommand::CancelClose);
    assert!(!stays, "it was given up, and is not asked for again");
}

/// Leaves unsaved work as a process that was killed does.
fn leave(state: &Path, title: &str, path: Option<&Path>) {
    let recorder = Recorder::start(Arc::new(OsDisk), state.join("recovery"), || {});
    let stamp = path.and_then(|path| Some(file::load(&OsDisk, path).ok()?.stamp));
    recorder.keep(Entry {
        map: Arc::new(Map {
            title: title.into(),
            ..throughline::model::Template::FiveStages.map()
        }),
        path: path.map(Path::to_owned),
        stamp,
    });
}

/// A window that keeps its state in a folder.
fn recovering(state: &Path) -> Window {
    Window::on(Arc::new(OsDisk), Some(state.to_owned()))
}

#[test]
fn f27_work_that_was_not_saved_is_offered_by_name_and_comes_back() {
    let state = TempDir::new().unwrap();
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("shop.journey.ron");
    file::save(
        &OsDisk,
        &path,
        &throughline::model::stress_map(4),
        None,
        file::Consent::default(),
    )
    .unwrap();
    leave(state.path(), "As it was when the power went", Some(&path));
    let mut window = recovering(state.path());
    assert!(window.has("Recover unsaved work"));
    assert!(window.has("As it was when the power went, Changes to shop.journey.ron, just now"));
    window.click("Recover");
    assert_eq!(window.map().title, "As it was when the power went");
    assert_eq!(window.harness.state().path(), Some(&*path));
    assert!(window.editor().document.is_modified());
    window.press(CTRL, Key::S);
    let saved = file::load(&OsDisk, &path).unwrap();
    assert_eq!(saved.map, *window.map());
    drop(window);
    // Nothing is offered any more, and it can still be had.
    let mut window = recovering(state.path());
    assert!(!window.has("Recover unsaved work"));
    window.choose(Menu::File, "Recover unsaved work…");
    window.wait_for_work();
    let words = "As it was when the power went, Changes to shop.journey.ron, just now, set aside";
    assert!(window.has(words));
}

#[test]
fn f28_a_map_that_was_never_saved_is_offered_and_asks_for_a_name() {
    let state = TempDir::new().unwrap();
    let mut window = recovering(state.path());
    assert!(!window.has("Recover unsaved work"));
    rename(&mut window, "Only in memory");
    assert!(window.flush());
    drop(window);
    let mut window = recovering(state.path());
    assert!(window.has("Only in memory, Never saved to a file, just now"));
    window.press(NONE, Key::Enter);
    assert_eq!(window.map().title, "Only in memory");
    assert_eq!(window.harness.state().path(), None);
    window.press(CTRL, Key::S);
    assert_eq!(window.answers.asked.borrow().len(), 1);
}

#[test]
fn f32_work_that_was_declined_or_discarded_can_still_be_had() {
    let state = TempDir::new().unwrap();
    leave(state.path(), "Declined", None);
    let mut window = recovering(state.path());
    window.click("Set aside");
    window.click("Not now");
    rename(&mut window, "Discarded");
    assert!(window.flush());
    window.choose(Menu::File, "New blank map");
    window.click("Discard");
    assert!(window.flush());
    window.choose(Menu::File, "Recover unsaved work…");
    window.wait_for_work();
    for title in ["Declined", "Discarded"] {
        let words = format!("{title}, Never saved to a file, just now, set aside");
        assert!(window.has(&words), "{title}");
    }
    drop(window);
    assert!(!recovering(state.path()).has("Recover unsaved work"));
}

#[test]
fn not_now_asks_again_at_the_next_start() {
    let state = TempDir::new().unwrap();
    leave(state.path(), "Later", None);
    for _ in 0..2 {
        let mut window = recovering(state.path());
        assert!(window.has("Recover unsaved work"));
        window.press(NONE, Key::Escape);
        assert!(!window.has("Recover unsaved work"));
    }
}

#[test]
fn f12_recovery_that_is_off_is_seen_and_comes_back_by_itself() {
    let state = TempDir::new().unwrap();
    let is_full = Arc::new(AtomicBool::new(true));
    let its = Arc::clone(&is_full);
    let disk = Gate::new(move |call, _| {
        if call.starts_with("log_") && its.load(Ordering::SeqCst) {
            return Err(io::ErrorKind::StorageFull.into());
        }
        Ok(())
    });
    let mut window = Window::on(Arc::new(disk), Some(state.path().to_owned()));
    rename(&mut window, "On a full disk");
    assert!(!window.flush());
    window.harness.run();
    let is_off = |window: &Window| window.has_part("Recovery is off");
    assert!(is_off(&window));
    // Work goes on.
    rename(&mut window, "Still on a full disk");
    is_full.store(false, Ordering::SeqCst);
    rename(&mut window, "Room again");
    assert!(window.flush());
    window.harness.run();
    assert!(!is_off(&window));
    drop(window);
    let offers = recovery::offers(&OsDisk, &state.path().join("recovery"));
    assert_eq!(offers[0].title(), "Room again");
}

#[test]
fn f56_a_window_without_a_folder_for_its_state_says_so() {
    let mut window = Window::new();
    assert!(!window.has_part("Recovery is off"), "a test keeps nothing");
    let ctx = window.harness.ctx.clone();
    window.harness.state_mut().recover_in(None, &ctx);
    window.harness.run();
    assert!(window.has_part("Recovery is off"));
    window.choose(Menu::File, "Recover unsaved work…");
    assert!(window.has("Nothing can be recovered"));
}

/// A window with a map in a file, and what makes a call panic from then on.
fn faulty_in(name: &'static str, path: &Path) -> (Window, Arc<AtomicBool>) {
    let is_faulty = Arc::new(AtomicBool::new(false));
    let its = Arc::clone(&is_faulty);
    let disk = Gate::new(move |call, _| {
        assert!(
            call != name || !its.load(Ordering::SeqCst),
            "a fault that a test put here"
        );
        Ok(())
    });
    let mut window = Window::on(Arc::new(disk), None);
    window.answer(Picked::Path(path.to_owned()));
    window.press(CTRL, Key::S);
    (window, is_faulty)
}

#[test]
fn f30_a_fault_in_a_frame_costs_what_was_being_done_and_no_more() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("mine.journey.ron");
    let (mut window, is_faulty) = faulty_in("status", &path);
    rename(&mut window, "Before the fault");
    let half = Edit::SetMap(MapField::Title("Half typed".into()));
    let editor = window.harness.state_mut().editor_mut();
    editor.preview_field(&[half], "rename");
    window.harness.run();
    is_faulty.store(true, Ordering::SeqCst);
    window
        .harness
        .key_press_modifiers(CTRL | Modifiers::SHIFT, Key::O);
    window.harness.run();
    assert_eq!(window.harness.state().faults_met(), 1);
    assert!(window.has("Something went wrong in Throughline"));
    window.survived();
    is_faulty.store(false, Ordering::SeqCst);
    window.click("Close");
    // The command settled what was being typed before it met the fault.
    assert_eq!(window.map().title, "Half typed");
    assert!(window.editor().document.is_modified());
    window.press(CTRL, Key::Z);
    assert_eq!(
        window.map().title,
        "Before the fault",
        "undo is still there"
    );
    window.press(CTRL, Key::S);
    assert_eq!(
        file::load(&OsDisk, &path).unwrap().map.title,
        "Before the fault"
    );
    window.press(CTRL, Key::Z);
    assert_ne!(
        window.map().title,
        "Before the fault",
        "undo is still there"
    );
}

#[test]
fn a_fault_in_an_export_ends_it_and_nothing_else() {
    let folder = TempDir::new().unwrap();
    let disk = Gate::new(|call, _| {
        assert!(call != "write", "a fault that a test put here");
        Ok(())
    });
    let mut window = Window::on(Arc::new(disk), None);
    window.answer(Picked::Path(folder.path().join("map.png")));
    window.press(CTRL, Key::P);
    window.click("Export…");
    window.wait_for_export();
    assert!(window.has_part("the program met a fault of its own"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    window.click("Close");
    assert!(!window.harness.state().has_dialog());
    rename(&mut window, "Work goes on");
}

#[test]
fn an_answer_for_a_map_that_was_left_is_not_for_the_next_one() {
    let folder = TempDir::new().unwrap();
    let other = folder.path().join("other.journey.ron");
    let map = throughline::model::Template::Visit.map();
    file::save(&OsDisk, &other, &map, None, file::Consent::default()).unwrap();
    let mut window = Window::new();
    let late = window.answer_late();
    window.press(CTRL, Key::S);
    window.harness.state_mut().open(&other);
    window.harness.run();
    let first = folder.path().join("first.journey.ron");
    late.send(Picked::Path(first.clone())).unwrap();
    window.harness.run();
    assert!(!first.exists(), "the other map is not saved as the first");
    assert_eq!(window.harness.state().path(), Some(&*other));
}

#[test]
fn a_file_that_is_chosen_after_work_has_gone_on_asks_before_it_is_opened() {
    let folder = TempDir::new().unwrap();
    let other = folder.path().join("other.journey.ron");
    let map = throughline::model::Template::Visit.map();
    file::save(&OsDisk, &other, &map, None, file::Consent::default()).unwrap();
    let mut window = Window::new();
    let late = window.answer_late();
    window.press(CTRL, Key::O);
    rename(&mut window, "Behind the dialog");
    late.send(Picked::Path(other.clone())).unwrap();
    window.harness.run();
    assert_eq!(window.map().title, "Behind the dialog");
    window.click("Discard");
    assert_eq!(window.harness.state().path(), Some(&*other));
    // What was given up is not asked for twice.
    rename(&mut window, "Given up");
    window.answer(Picked::Path(other));
    window.press(CTRL, Key::O);
    window.click("Discard");
    assert!(!window.harness.state().has_dialog());
    assert_ne!(window.map().title, "Given up");
}

#[test]
fn f6_a_fault_while_writing_leaves_the_old_file_and_the_window() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("mine.journey.ron");
    let (mut window, is_faulty) = faulty_in("write", &path);
    let before = fs::read(&path).unwrap();
    rename(&mut window, "Cannot be written");
    is_faulty.store(true, Ordering::SeqCst);
    window.press(CTRL, Key::S);
    assert!(window.has("mine.journey.ron was not saved"));
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    window.click("Close");
    is_faulty.store(false, Ordering::SeqCst);
    window.press(CTRL, Key::S);
    assert_eq!(
        file::load(&OsDisk, &path).unwrap().map.title,
        "Cannot be written"
    );
}
