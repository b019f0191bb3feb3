//! Tests of the window: the real app with its dialogs answered by the test,
//! driven by names as a screen reader has them, drawn on the CPU.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    rc::Rc,
    sync::{Arc, mpsc},
};

use egui::{
    DroppedFile, Key, Modifiers, Pos2, Vec2, ViewportCommand, ViewportEvent, accesskit::Role,
};
use egui_kittest::{
    Harness, HarnessBuilder,
    kittest::{NodeT as _, Queryable as _},
};
use throughline::{
    editor::{self, Command, Menu},
    file::{self, Disk, OsDisk},
    model::{CardId, Element, Evidence, Map, Template},
    ui::{App, Dialogs, Picked, Question, dress},
};

use crate::renderer::CpuRenderer;

mod access;
mod anatomy;
mod bringing;
mod comparing;
mod curves;
mod exporting;
mod feedback;
mod finding;
mod help;
mod importing;
mod insights;
mod keeping;
mod mending;
mod merging;
mod opportunities;
mod pictures;
mod present;
mod reach;
mod reviewing;
mod saved_views;
mod settings;
mod trials;
mod versions;
mod watching;
mod workshops;
mod writing;

/// Answers to file dialogs, in order, and what was asked.
#[derive(Clone, Default)]
struct Answers {
    next: Rc<RefCell<Vec<Picked>>>,
    /// An answer that comes later than the question.
    late: Rc<RefCell<Option<mpsc::Receiver<Picked>>>>,
    asked: Rc<RefCell<Vec<Question>>>,
}

impl Dialogs for Answers {
    fn ask(&mut self, question: &Question, wake: Box<dyn Fn() + Send>) -> mpsc::Receiver<Picked> {
        self.asked.borrow_mut().push(question.clone());
        if let Some(late) = self.late.borrow_mut().take() {
            return late;
        }
        let (sender, receiver) = mpsc::channel();
        let mut next = self.next.borrow_mut();
        let answer = if next.is_empty() {
            Picked::Cancelled
        } else {
            next.remove(0)
        };
        sender.send(answer).unwrap();
        wake();
        receiver
    }
}

/// A file that is dropped on the window.
#[derive(Debug)]
struct Dropped(PathBuf);

impl DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

/// The window under test.
struct Window {
    harness: Harness<'static, App>,
    answers: Answers,
    /// How many faults of the program the test has put there.
    faults: u32,
}

impl Drop for Window {
    /// A window survives faults of the program; a test does not.
    fn drop(&mut self) {
        if !std::thread::panicking() {
            assert_eq!(self.harness.state().faults_met(), self.faults);
        }
    }
}

impl Window {
    fn new() -> Self {
        Self::sized(1440.0, 900.0)
    }

    fn sized(width: f32, height: f32) -> Self {
        Self::keeping(width, height, None)
    }

    /// A window that keeps its settings in a folder.
    fn keeping(width: f32, height: f32, folder: Option<PathBuf>) -> Self {
        Self::built(width, height, folder, Harness::builder())
    }

    /// A window in which letters that no font of the system has are boxes, as
    /// they are for a user, and no failure.
    fn with_any_letters() -> Self {
        let builder = Harness::builder().allow_missing_glyphs();
        Self::built(1440.0, 900.0, None, builder)
    }

    fn built(
        width: f32,
        height: f32,
        folder: Option<PathBuf>,
        builder: HarnessBuilder<App>,
    ) -> Self {
        let answers = Answers::default();
        let app = App::new(Arc::new(OsDisk), Box::new(answers.clone())).keeping(folder);
        Self::of(app, answers, builder.with_size([width, height]))
    }

    /// A window on a disk, which keeps unsaved work in a folder for its state.
    fn on(disk: Arc<dyn Disk>, state: Option<PathBuf>) -> Self {
        let answers = Answers::default();
        let app = App::new(disk, Box::new(answers.clone()));
        let mut window = Self::of(app, answers, Harness::builder().with_size([1440.0, 900.0]));
        if let Some(state) = state {
            let ctx = window.harness.ctx.clone();
            window.harness.state_mut().recover_in(Some(&state), &ctx);
            window.wait_for_work();
        }
        window
    }

    fn of(mut app: App, answers: Answers, builder: HarnessBuilder<App>) -> Self {
        // A save that takes long because of other tests must not look slow.
        app.hurries(false);
        let harness = builder
            .with_step_dt(0.05)
            .with_max_steps(24)
            .renderer(CpuRenderer::default())
            .with_theme(egui::Theme::Light)
            .with_context_setup(dress)
            .build_ui_state(|ui, app: &mut App| app.ui(ui), app);
        let mut window = Self {
            harness,
            answers,
            faults: 0,
        };
        window.harness.run();
        window
    }

    /// Waits until nothing is being saved.
    fn wait_for_saves(&mut self) {
        for _ in 0..4_000 {
            self.harness.step();
            if !self.harness.state().is_saving() {
                self.harness.run();
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        unreachable!("the save never ended");
    }

    /// Waits until unsaved work of earlier windows was looked for.
    fn wait_for_work(&mut self) {
        for _ in 0..4_000 {
            self.harness.step();
            let app = self.harness.state();
            if !app.is_looking_for_work() && !app.is_previewing() {
                self.harness.run();
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        unreachable!("the search never ended");
    }

    /// Waits until the file of the map was looked at.
    fn wait_for_look(&mut self) {
        for _ in 0..4_000 {
            self.harness.step();
            if !self.harness.state().is_looking_at_file() {
                self.harness.run();
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        unreachable!("the look never ended");
    }

    /// Waits until unsaved work is on the disk; false when it cannot be.
    fn flush(&mut self) -> bool {
        self.harness.run();
        let flusher = self.harness.state().flusher().unwrap();
        flusher.flush(std::time::Duration::from_mins(1))
    }

    /// One more fault of the program was put here by the test.
    fn survived(&mut self) {
        self.faults += 1;
    }

    /// Whether something has these words as a part of its name.
    fn has_part(&self, words: &str) -> bool {
        self.harness
            .query_all_by_label_contains(words)
            .next()
            .is_some()
    }

    /// The next file dialog stays open until this is told its answer.
    fn answer_late(&self) -> mpsc::Sender<Picked> {
        let (sender, late) = mpsc::channel();
        *self.answers.late.borrow_mut() = Some(late);
        sender
    }

    fn answer(&self, picked: Picked) {
        self.answers.next.borrow_mut().push(picked);
    }

    fn map(&self) -> Arc<Map> {
        Arc::clone(self.harness.state().editor().map())
    }

    fn editor(&self) -> &editor::Editor {
        self.harness.state().editor()
    }

    /// The card with a text, by its id.
    fn card(&self, text: &str) -> CardId {
        let map = self.map();
        let cards = map.stages.iter().flat_map(|stage| &stage.cards);
        cards.into_iter().find(|card| card.text == text).unwrap().id
    }

    /// The words that a screen reader has for a card.
    fn words(&self, text: &str) -> String {
        editor::describe(&self.map(), Element::Card(self.card(text)))
    }

    /// The middle of what has this name.
    fn middle(&self, name: &str) -> Pos2 {
        self.harness.get_by_label(name).rect().center()
    }

    fn click(&mut self, name: &str) {
        self.harness.get_by_label(name).click();
        self.harness.run();
    }

    fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.run();
    }

    fn drag(&mut self, from: Pos2, by: Vec2) {
        self.harness.hover_at(from);
        self.harness.step();
        self.harness.drag_at(from);
        self.harness.step();
        for share in [0.3, 0.6, 1.0] {
            self.harness.hover_at(from + by * share);
            self.harness.step();
        }
        self.harness.drop_at(from + by);
        self.harness.run();
    }

    fn double_click(&mut self, at: Pos2) {
        self.harness.hover_at(at);
        self.harness.step();
        for _ in 0..2 {
            self.harness.drag_at(at);
            self.harness.drop_at(at);
            self.harness.step();
        }
        self.harness.run();
    }

    fn has(&self, name: &str) -> bool {
        self.harness.query_all_by_label(name).next().is_some()
    }

    fn count(&self, name: &str) -> usize {
        self.harness.query_all_by_label(name).count()
    }

    fn open(&mut self, menu: Menu) {
        let button = self
            .harness
            .get_by_role_and_label(Role::Button, menu.name());
        button.click();
        self.harness.run();
    }

    /// Opens a menu and clicks one of its entries.
    fn choose(&mut self, menu: Menu, entry: &str) {
        self.open(menu);
        self.click(entry);
    }

    /// Opens a submenu of a menu and clicks one of its entries.
    fn choose_in(&mut self, menu: Menu, submenu: &str, entry: &str) {
        self.open(menu);
        self.harness.get_by_label(submenu).hover();
        self.harness.run();
        self.click(entry);
    }

    /// What the last frame asked of the window system.
    fn commands(&self) -> Vec<ViewportCommand> {
        let outputs = self.harness.output().viewport_output.values();
        outputs.flat_map(|output| output.commands.clone()).collect()
    }

    /// Presses the window's own close button.
    fn request_close(&mut self) -> Vec<ViewportCommand> {
        let root = self.harness.input().viewport_id;
        let viewport = self.harness.input_mut().viewports.entry(root).or_default();
        viewport.events.push(ViewportEvent::Close);
        self.harness.step();
        let commands = self.commands();
        self.harness.run();
        commands
    }

    /// Steps until the preview of an export shows what is chosen.
    fn wait_for_preview(&mut self) {
        self.harness.step();
        while self.harness.state().is_previewing() {
            std::thread::yield_now();
            self.harness.step();
        }
        self.harness.run();
    }

    /// Steps until the export has ended.
    fn wait_for_export(&mut self) {
        while self.harness.state().is_exporting() {
            std::thread::yield_now();
            self.harness.step();
        }
        self.harness.run();
    }
}

const CTRL: Modifiers = Modifiers::COMMAND;

#[test]
fn a_first_start_shows_a_sample_map_that_is_not_modified() {
    let window = Window::new();
    assert!(!window.map().stages.is_empty());
    assert!(window.map().check().is_empty());
    assert!(!window.editor().document.is_modified());
    assert!(window.harness.state().path().is_none());
    assert!(window.has("5 stages, 12 touchpoints, 14 emotion points"));
}

#[test]
fn a_card_dragged_by_its_name_moves_as_one_undo_step() {
    let mut window = Window::new();
    let before = window.map();
    let name = window.words("Talks through financing");
    let (from, card) = (window.middle(&name), window.card("Talks through financing"));
    let to = window.middle(&window.words("First service visit"));
    window.drag(from, to - from);
    let after = window.map();
    assert_ne!(
        before.card(card).unwrap().0.id,
        after.card(card).unwrap().0.id
    );
    assert_eq!(after.card(card).unwrap().0.name, "Retention");
    assert_eq!(window.editor().document.undo_steps(), 1);
    window.press(CTRL, Key::Z);
    assert_eq!(*window.map(), *before);
    assert!(!window.editor().document.is_modified());
}

#[test]
fn a_card_is_renamed_in_place_by_double_click() {
    let mut window = Window::new();
    let card = window.card("Talks through financing");
    let at = window.middle(&window.words("Talks through financing"));
    window.double_click(at);
    window
        .harness
        .get_by_label("Text on the map")
        .type_text("Asks for a loan");
    window.harness.run();
    assert_eq!(window.map().card(card).unwrap().1.text, "Asks for a loan");
    // Enter keeps it and opens the next, which Escape drops.
    window.press(Modifiers::NONE, Key::Enter);
    assert!(
        window
            .editor()
            .text_edit()
            .is_some_and(editor::TextEdit::is_new)
    );
    window.press(Modifiers::NONE, Key::Escape);
    assert!(window.editor().text_edit().is_none());
    assert_eq!(window.editor().document.undo_steps(), 1);
    assert_eq!(window.map().card(card).unwrap().1.text, "Asks for a loan");
}

#[test]
fn escape_takes_typing_back() {
    let mut window = Window::new();
    let before = window.map();
    let at = window.middle(&window.words("Talks through financing"));
    window.double_click(at);
    window
        .harness
        .get_by_label("Text on the map")
        .type_text("Nonsense");
    window.harness.run();
    window.press(Modifiers::NONE, Key::Escape);
    assert_eq!(*window.map(), *before);
    assert_eq!(window.editor().document.undo_steps(), 0);
}

#[test]
fn a_field_of_the_inspector_is_one_undo_step() {
    let mut window = Window::new();
    let at = window.middle(&window.words("Talks through financing"));
    window.harness.hover_at(at);
    window.harness.step();
    window.harness.drag_at(at);
    window.harness.drop_at(at);
    window.harness.run();
    window.harness.get_by_label("Source").focus();
    window.harness.run();
    for letter in ["a", "b", "c"] {
        window.harness.get_by_label("Source").type_text(letter);
        window.harness.run();
    }
    let card = window.card("Talks through financing");
    assert!(window.map().card(card).unwrap().1.source.contains("abc"));
    window.press(Modifiers::NONE, Key::Tab);
    assert_eq!(window.editor().document.undo_steps(), 1);
}

#[test]
fn emotion_points_are_sliders_with_their_feeling() {
    let window = Window::new();
    let map = window.map();
    let (point, feeling) = map
        .stages
        .iter()
        .flat_map(|stage| &stage.points)
        .find_map(|point| Some((point.id, point.feeling?)))
        .unwrap();
    let name = editor::describe(&map, Element::Point(point));
    let value = window
        .harness
        .get_by_label(&name)
        .accesskit_node()
        .numeric_value();
    assert_eq!(value, Some(feeling.value()));
}

#[test]
fn every_command_is_in_a_menu() {
    let mut window = Window::new();
    for menu in Menu::ALL {
        // What moves a selection is offered when there is one.
        window.press(CTRL, Key::A);
        let names: Vec<String> = menu.commands().map(Command::name).collect();
        // A submenu opens only when something in it can be chosen.
        window.press(CTRL, Key::A);
        // The bars have some of the names too.
        let before: Vec<usize> = names.iter().map(|name| window.count(name)).collect();
        window.open(menu);
        let mut found: Vec<bool> = names
            .iter()
            .zip(&before)
            .map(|(name, before)| window.count(name) > *before)
            .collect();
        let submenus: BTreeSet<_> = menu.commands().filter_map(Command::submenu).collect();
        for sort in submenus {
            // The inspector may have a label of that name too.
            let is_entry =
                |node: &egui_kittest::Node<'_>| node.accesskit_node().role() != Role::Label;
            let hovered = window
                .harness
                .query_all_by_label(sort)
                .find(is_entry)
                .map(|entry| entry.hover())
                .is_some();
            if hovered {
                window.harness.run();
                for (found, (name, before)) in found.iter_mut().zip(names.iter().zip(&before)) {
                    *found |= window.count(name) > *before;
                }
            }
        }
        for (name, found) in names.iter().zip(found) {
            assert!(found, "{name:?} is not in the menu {menu:?}");
        }
        window.press(Modifiers::NONE, Key::Escape);
        window.press(Modifiers::NONE, Key::Escape);
    }
}

#[test]
fn no_two_commands_share_their_keys() {
    let mut seen = BTreeMap::new();
    for command in Command::all() {
        if let Some(shortcut) = command.shortcut()
            && let Some(other) = seen.insert(shortcut.label(), command)
        {
            panic!("{command:?} and {other:?} share {}", shortcut.label());
        }
    }
    assert!(seen.len() > 20);
}

#[test]
fn leaving_a_changed_map_asks_first() {
    let mut window = Window::new();
    edit(&mut window);
    let changed = window.map();
    window.choose(Menu::File, "New blank map");
    assert!(window.has("Save the changes to Replacing an ageing car?"));
    window.click("Cancel");
    assert_eq!(*window.map(), *changed);
    window.choose(Menu::File, "New blank map");
    window.click("Discard");
    assert_eq!(
        window.map().stages.len(),
        Template::Blank.map().stages.len()
    );
    assert!(!window.editor().document.is_modified());
}

#[test]
fn saving_from_the_question_goes_on_and_a_cancelled_save_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("car.journey.ron");
    let mut window = Window::new();
    edit(&mut window);
    let changed = window.map();
    window.choose(Menu::File, "New blank map");
    window.answer(Picked::Cancelled);
    window.click("Save");
    assert_eq!(*window.map(), *changed);
    window.choose(Menu::File, "New blank map");
    window.answer(Picked::Path(path.clone()));
    window.click("Save");
    assert_eq!(window.map().stages.len(), 1);
    let saved = file::load(&OsDisk, &path).unwrap();
    assert_eq!(saved.map, *changed);
}

#[test]
fn a_map_is_saved_and_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("car");
    let whole = folder.path().join("car.journey.ron");
    let mut window = Window::new();
    edit(&mut window);
    window.answer(Picked::Path(path));
    window.press(CTRL, Key::S);
    assert_eq!(window.harness.state().path(), Some(whole.as_path()));
    assert!(!window.editor().document.is_modified());
    let map = window.map();
    let mut other = Window::new();
    other.answer(Picked::Path(whole));
    other.press(CTRL, Key::O);
    assert_eq!(*other.map(), *map);
    assert!(!other.editor().document.is_modified());
}

#[test]
fn a_bad_file_leaves_the_open_map_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("broken.journey.ron");
    std::fs::write(&path, "(version: 1, map: (title: ").unwrap();
    let mut window = Window::new();
    let before = window.map();
    window.answer(Picked::Path(path));
    window.press(CTRL, Key::O);
    assert!(window.has("broken.journey.ron was not opened"));
    window.click("Close");
    assert_eq!(*window.map(), *before);
    assert!(window.harness.state().path().is_none());
    assert!(!window.harness.state().has_dialog());
}

#[test]
fn a_diagram_is_imported_and_counts_as_unsaved() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("day.mmd");
    std::fs::write(
        &path,
        "journey\n section Work\n  Make tea: 5: Me\n  Do work: x: Me\n",
    )
    .unwrap();
    let mut window = Window::new();
    window.answer(Picked::Path(path));
    window.press(CTRL, Key::O);
    if window.harness.state().has_dialog() {
        window.click("Close");
    }
    assert_eq!(window.map().title, "day");
    assert_eq!(window.map().stages.len(), 1);
    assert!(window.editor().document.is_modified());
    window.answer(Picked::Cancelled);
    window.press(CTRL, Key::S);
    let asked = window.answers.asked.borrow().last().cloned().unwrap();
    assert_eq!(asked.name.as_deref(), Some("day.journey.ron"));
}

#[test]
fn without_a_file_dialog_a_path_can_be_typed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("typed.journey.ron");
    let text = file::write(&Template::FiveStages.map()).unwrap();
    std::fs::write(&path, text).unwrap();
    let mut window = Window::new();
    window.answer(Picked::NoDialog);
    window.press(CTRL, Key::O);
    let typed = path.to_str().unwrap().to_owned();
    window.harness.get_by_label("Path").type_text(&typed);
    window.harness.run();
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!(window.harness.state().path(), Some(path.as_path()));
    assert_eq!(*window.map(), Template::FiveStages.map());
}

#[test]
fn a_picture_is_exported_through_the_dialog() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("car.png");
    let mut window = Window::new();
    window.click("Export");
    window.wait_for_preview();
    assert!(window.has("1920 × 1080 pixels · 13.33 × 7.50 in"));
    window.answer(Picked::Path(path.clone()));
    window.click("Export…");
    window.wait_for_export();
    let picture = image::open(&path).unwrap();
    assert_eq!((picture.width(), picture.height()), (1920, 1080));
    assert!(!window.editor().document.is_modified());
}

#[test]
fn an_export_never_replaces_the_open_map() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.png");
    let mut window = Window::new();
    window.answer(Picked::Path(path.clone()));
    window.press(CTRL, Key::S);
    let whole = folder.path().join("map.png.journey.ron");
    assert_eq!(window.harness.state().path(), Some(whole.as_path()));
    let before = std::fs::read(&whole).unwrap();
    let link = folder.path().join("link.png");
    link_to(&whole, &link);
    window.click("Export");
    window.answer(Picked::Path(link));
    window.click("Export…");
    window.wait_for_export();
    assert!(window.has("link.png was not exported"));
    assert_eq!(std::fs::read(&whole).unwrap(), before);
}

#[test]
fn the_window_is_drawn_light_and_dark() {
    let mut window = Window::sized(1024.0, 700.0);
    let light = colors(&mut window);
    window.choose_in(Menu::View, "Theme of the map", "Dark theme");
    window.press(CTRL, Key::Comma);
    window.click("Dark");
    window.press(Modifiers::NONE, Key::Escape);
    let dark = colors(&mut window);
    assert!(light.len() > 200, "{} colors", light.len());
    assert!(dark.len() > 200, "{} colors", dark.len());
    let paper = [255, 255, 255];
    assert!(light[&paper] > 100_000);
    assert!(dark.get(&paper).copied().unwrap_or(0) < 20_000);
}

#[test]
fn closing_the_window_with_changes_asks_once_and_discard_lets_it_close() {
    let mut window = Window::new();
    edit(&mut window);
    for _ in 0..2 {
        let commands = window.request_close();
        assert!(commands.contains(&ViewportCommand::CancelClose));
        assert_eq!(window.count("Discard"), 1);
    }
    window.harness.get_by_label("Discard").click();
    window.harness.step();
    assert!(window.commands().contains(&ViewportCommand::Close));
    let commands = window.request_close();
    assert!(!commands.contains(&ViewportCommand::CancelClose));
}

#[test]
fn a_window_without_changes_closes_at_once() {
    let mut window = Window::new();
    let commands = window.request_close();
    assert!(!commands.contains(&ViewportCommand::CancelClose));
    assert!(!window.harness.state().has_dialog());
}

#[test]
fn a_dropped_file_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("dropped.journey.ron");
    let text = file::write(&Template::Blank.map()).unwrap();
    std::fs::write(&path, text).unwrap();
    let mut window = Window::new();
    let dropped = Arc::new(Dropped(path.clone()));
    window.harness.input_mut().dropped_files.push(dropped);
    window.harness.run();
    assert_eq!(window.harness.state().path(), Some(path.as_path()));
}

#[test]
fn a_file_that_another_program_changed_is_not_replaced_without_asking() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("car.journey.ron");
    let mut window = Window::new();
    window.answer(Picked::Path(path.clone()));
    window.press(CTRL, Key::S);
    let theirs = file::write(&Template::Blank.map()).unwrap();
    std::fs::write(&path, &theirs).unwrap();
    edit(&mut window);
    window.press(CTRL, Key::S);
    assert!(window.has("Replace the file?"));
    window.press(Modifiers::NONE, Key::Escape);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), theirs);
    assert!(window.editor().document.is_modified());
    window.press(CTRL, Key::S);
    window.click("Replace");
    let ours = file::load(&OsDisk, &path).unwrap();
    assert_eq!(ours.map, *window.map());
    assert!(!window.editor().document.is_modified());
}

#[test]
fn every_sort_of_element_has_fields_with_names() {
    let mut window = Window::new();
    let map = window.map();
    let stage = &map.stages[2];
    let mut elements = vec![
        Element::Header,
        Element::Stage(stage.id),
        Element::Curve(map.curves[0].id),
        Element::Point(stage.points[0].id),
    ];
    elements.extend(map.lanes.iter().map(|lane| Element::Lane(lane.id)));
    for lane in &map.lanes {
        let mut cards = map.stages.iter().flat_map(|stage| &stage.cards);
        elements.extend(
            cards
                .find(|card| card.lane == lane.id)
                .map(|card| Element::Card(card.id)),
        );
    }
    for element in elements {
        let words = editor::describe(&map, element);
        window.harness.get_by_label(&words).click_accesskit();
        window.harness.run();
        assert_eq!(window.editor().selection.primary(), Some(element));
        if window.has("More") {
            window.click("More");
        }
    }
    assert_eq!(*window.map(), *map, "looking changes nothing");
}

#[test]
fn what_several_elements_have_in_common_stays_inside_the_inspector() {
    let mut window = Window::new();
    window.press(CTRL, Key::A);
    let count = window.editor().selection.len();
    assert!(window.has(&format!("{count} selected")));
    let widest = window.harness.get_by_label("Delete them").rect().right();
    assert!(widest < 1440.0);
    window.click("Proposed");
    let map = window.map();
    let cards = map.stages.iter().flat_map(|stage| &stage.cards);
    let others: Vec<_> = cards
        .filter(|card| card.evidence != Some(Evidence::Proposed))
        .map(|card| &card.text)
        .collect();
    assert_eq!(others, Vec::<&String>::new());
    window.press(CTRL, Key::Z);
    assert!(!window.editor().document.is_modified());
}

#[test]
fn a_command_is_found_by_its_name() {
    let mut window = Window::new();
    let stages = window.map().stages.len();
    window.press(CTRL, Key::K);
    window
        .harness
        .get_by_label("Find a command or an element")
        .type_text("add st");
    window.harness.run();
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!(window.map().stages.len(), stages + 1);
}

#[test]
fn samples_bear_their_names() {
    let mut window = Window::new();
    for index in 0..3 {
        window.choose(Menu::File, "Open a sample…");
        let name = [
            "Replacing an ageing car",
            "Rolling out a planning tool",
            "A planned knee operation",
        ][index];
        window.click(name);
        assert_eq!(window.map().title, name);
    }
}

#[test]
fn the_middle_button_moves_the_view_and_never_a_thing() {
    let mut window = Window::new();
    let before = window.map();
    let at = window.middle(&window.words("Talks through financing"));
    let view = window.editor().view.screen_from_map();
    for (pressed, pos) in [(true, at), (false, at + Vec2::new(80.0, 30.0))] {
        window.harness.hover_at(pos);
        window.harness.step();
        window.harness.event(egui::Event::PointerButton {
            pos,
            button: egui::PointerButton::Middle,
            pressed,
            modifiers: Modifiers::NONE,
        });
        window.harness.step();
    }
    window.harness.run();
    let moved = window.editor().view.screen_from_map().translation - view.translation;
    assert!((moved - Vec2::new(80.0, 30.0)).length() < 0.1, "{moved:?}");
    assert_eq!(*window.map(), *before);
}

#[test]
fn the_wheel_with_control_zooms_at_the_pointer() {
    let mut window = Window::new();
    let at = window.middle(&window.words("Talks through financing"));
    let under = window.editor().view.map_from_screen() * at;
    let zoom = window.editor().view.zoom();
    window.harness.hover_at(at);
    window.harness.step();
    window.harness.event_modifiers(
        egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Line,
            delta: Vec2::new(0.0, 1.0),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
            modifiers: CTRL,
        },
        CTRL,
    );
    window.harness.run();
    let factor = window.editor().view.zoom() / zoom;
    assert!((factor - 0.25_f32.exp2()).abs() < 0.01, "{factor}");
    let now = window.editor().view.map_from_screen() * at;
    assert!((now - under).length() < 0.5);
}

#[test]
fn tab_goes_to_the_next_cell_while_typing() {
    let mut window = Window::new();
    let at = window.middle(&window.words("Talks through financing"));
    window.double_click(at);
    window.press(Modifiers::NONE, Key::Tab);
    let next = window.card("Picks up the car");
    let typing = window.editor().text_edit().map(|text| text.element);
    assert_eq!(typing, Some(Element::Card(next)));
    assert!(window.harness.get_by_label("Text on the map").is_focused());
}

#[test]
fn a_curve_is_named_in_the_inspector() {
    let mut window = Window::new();
    let map = window.map();
    let curve = map.curves[0].id;
    let words = editor::describe(&map, Element::Curve(curve));
    window.harness.get_by_label(&words).click_accesskit();
    window.harness.run();
    window.press(Modifiers::NONE, Key::F2);
    assert!(window.harness.get_by_label("Name").is_focused());
    window.harness.get_by_label("Name").type_text("!");
    window.harness.run();
    assert!(window.map().curve(curve).unwrap().name.contains('!'));
}

#[test]
fn a_menu_is_as_wide_as_its_longest_entry() {
    let mut window = Window::new();
    for (menu, entry) in [
        (Menu::File, "Open…"),
        (Menu::Edit, "Cut"),
        (Menu::View, "Snap to columns"),
        (Menu::Map, "Add card"),
    ] {
        window.open(menu);
        let entry = window.harness.get_by_label(entry).rect();
        let width = entry.width();
        assert!((200.0..320.0).contains(&width), "{menu:?} is {width} wide");
        window.press(Modifiers::NONE, Key::Escape);
    }
}

#[test]
fn shift_and_a_digit_fit_the_map_on_every_keyboard() {
    for typed in [Key::Num1, Key::Exclamationmark, Key::Plus, Key::Quote] {
        let mut window = Window::new();
        window.press(CTRL, Key::Plus);
        assert!(!window.editor().view.is_fitted());
        window.harness.event(egui::Event::Key {
            key: typed,
            physical_key: Some(Key::Num1),
            pressed: true,
            repeat: false,
            modifiers: Modifiers::SHIFT,
        });
        window.harness.run();
        assert!(window.editor().view.is_fitted(), "{typed:?} does nothing");
    }
}

#[test]
fn a_narrow_window_begins_without_the_inspector_at_a_size_to_read() {
    let mut window = Window::sized(800.0, 560.0);
    assert!(!window.has("Scenario"));
    let view = &window.editor().view;
    assert!(view.zoom() >= 0.5, "the map begins at {}", view.zoom());
    window.press(CTRL, Key::I);
    assert!(window.has("Scenario"));
    window.press(CTRL, Key::I);
    assert!(!window.has("Scenario"));
}

#[test]
fn a_path_that_failed_stays_open_with_the_reason() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::new();
    window.choose(Menu::File, "Open by path…");
    let path = folder.path().join("absent.journey.ron");
    let field = window.harness.get_by_label("Path");
    field.type_text(path.to_str().unwrap());
    window.harness.run();
    window.press(Modifiers::NONE, Key::Enter);
    let field = window.harness.get_by_label("Path");
    let value = field.accesskit_node().value().unwrap();
    assert!(value.ends_with("absent.journey.ron"), "{value} is left");
    let reason = window
        .harness
        .query_all_by_label_contains("absent.journey.ron")
        .next();
    assert!(reason.is_some(), "no word on why");
}

#[test]
fn the_header_leads_to_the_fields_of_what_is_clicked() {
    let mut window = Window::new();
    let layout = editor::Editor::new((*window.map()).clone()).layout();
    let corner = layout.header_corner().to_vec2();
    let screen = window.editor().view.screen_from_map();
    let (portrait, _) = layout.header.portrait.unwrap();
    window.double_click(screen * (portrait + corner));
    let persona = window.map().personas.first().unwrap().id;
    assert_eq!(
        window.editor().selection.primary(),
        Some(Element::Persona(persona))
    );
    let goal = layout.header.lines.iter();
    let goal = goal
        .map(|(line, _)| line)
        .find(|line| &*line.text == "Goal");
    let below = goal.unwrap().pos + Vec2::new(8.0, 10.0);
    // So late that it is no third click.
    window.harness.run_steps(12);
    window.double_click(screen * (below + corner));
    assert_eq!(window.editor().selection.primary(), Some(Element::Header));
    let goal = window
        .harness
        .get_by_role_and_label(Role::MultilineTextInput, "Goal");
    assert!(goal.is_focused());
    let title = layout.header.title.unwrap().left_center() + Vec2::new(20.0, 0.0);
    window.harness.run_steps(12);
    window.double_click(screen * (title + corner));
    assert!(window.harness.get_by_label("Text on the map").is_focused());
}

#[test]
fn what_is_typed_stays_in_view() {
    let mut window = Window::sized(1200.0, 620.0);
    let at = window.middle(&window.words("Credit check in three systems"));
    window.double_click(at);
    let text = "a text that needs many lines ".repeat(8);
    let field = window.harness.get_by_label("Text on the map");
    field.type_text(&text);
    window.harness.run();
    let field = window.harness.get_by_label("Text on the map").rect();
    let canvas = window.editor().view.viewport();
    assert!(
        field.height() > 150.0,
        "the field is {} high",
        field.height()
    );
    assert!(canvas.contains_rect(field), "{field} is not in {canvas}");
}

#[test]
fn an_import_says_what_came_of_it_and_offers_its_remarks() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("day.mmd");
    let text = "journey\n section Work\n  Make tea: 5: Me\n  Do work: x: Me\n";
    std::fs::write(&path, text).unwrap();
    let mut window = Window::new();
    window.answer(Picked::Path(path));
    window.press(CTRL, Key::O);
    assert!(!window.harness.state().has_dialog());
    let said = window
        .harness
        .query_all_by_label_contains("Imported 1 stage and 2 cards from day.mmd; 2 remarks");
    assert_eq!(said.count(), 1);
    window.click("Show remarks");
    assert!(window.has("day.mmd was imported"));
}

#[test]
fn an_export_says_how_large_the_text_will_be_and_where_it_went() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("car.png");
    let mut window = Window::new();
    window.click("Export");
    window.wait_for_preview();
    let size = window.harness.query_all_by_label_contains("Smallest text ");
    assert!(size.count() > 0);
    window.answer(Picked::Path(path));
    window.click("Export…");
    window.wait_for_export();
    let said = "Exported car.png, 1920 × 1080, smallest text ";
    let toast = window.harness.query_all_by_label_contains(said);
    assert_eq!(toast.count(), 1);
    window.click("Copy path");
    assert!(!window.has("Copy path"));
}

#[test]
fn without_a_selection_nothing_can_be_moved() {
    let mut window = Window::new();
    window.open(Menu::Edit);
    let entry = window.harness.get_by_label("Move selection");
    assert!(entry.accesskit_node().is_disabled());
}

/// How many pixels of the window have which color.
fn colors(window: &mut Window) -> BTreeMap<[u8; 3], usize> {
    let picture = window.harness.render().unwrap();
    let mut colors = BTreeMap::new();
    for pixel in picture.pixels() {
        let [red, green, blue, _] = pixel.0;
        *colors.entry([red, green, blue]).or_default() += 1;
    }
    colors
}

/// Changes the map by hand.
fn edit(window: &mut Window) {
    let at = window.middle(&window.words("Talks through financing"));
    window.drag(at, Vec2::new(30.0, 0.0));
    assert!(window.editor().document.is_modified());
}

#[cfg(unix)]
fn link_to(target: &Path, link: &PathBuf) {
    std::os::unix::fs::symlink(target, link).unwrap();
}

#[cfg(not(unix))]
fn link_to(target: &Path, link: &PathBuf) {
    std::fs::hard_link(target, link).unwrap();
}
