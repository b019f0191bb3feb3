//! Exporting from the window: the dialog and its preview, what it says about
//! the text and what helps, exporting again, and the picture on the clipboard.

use std::{
    fs,
    path::{Path, PathBuf},
};

use egui::{Key, Modifiers, OutputCommand, accesskit::Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use tempfile::TempDir;
use throughline::{editor::Menu, file, model::Template};

use super::{CTRL, Picked, Window, edit};

const NONE: Modifiers = Modifiers::NONE;

impl Window {
    /// Opens the export dialog and waits for its preview.
    fn open_export(&mut self) {
        self.press(CTRL, Key::P);
        self.wait_for_preview();
    }

    /// Exports from the open dialog to a file.
    fn export_to(&mut self, path: &Path) {
        self.answer(Picked::Path(path.to_owned()));
        self.click("Export…");
        self.wait_for_export();
    }

    /// How many names have these words in them.
    fn says(&self, words: &str) -> usize {
        self.harness.query_all_by_label_contains(words).count()
    }

    /// The first name with these words in it.
    fn said(&self, words: &str) -> String {
        let mut found = self.harness.query_all_by_label_contains(words);
        let node = found.next().unwrap();
        let node = node.accesskit_node();
        node.label().or_else(|| node.value()).unwrap()
    }

    /// Clicks what may have to be scrolled to.
    pub(super) fn choose_below(&mut self, name: &str) {
        self.harness.get_by_label(name).scroll_to_me();
        self.harness.run();
        self.click(name);
    }

    /// Whether a pill or a tick is on.
    fn is_on(&self, name: &str) -> bool {
        let node = self.harness.get_by_role_and_label(Role::Button, name);
        let state = node.accesskit_node().toggled();
        state == Some(egui::accesskit::Toggled::True)
    }
}

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "config")
        .collect();
    names.sort();
    names
}

fn map_in(folder: &Path, name: &str) -> PathBuf {
    let path = folder.join(name).with_extension("journey.ron");
    let text = file::write(&Template::FiveStages.map()).unwrap();
    fs::write(&path, text).unwrap();
    path
}

fn open(window: &mut Window, path: &Path) {
    window.answer(Picked::Path(path.to_owned()));
    window.press(CTRL, Key::O);
    assert_eq!(window.harness.state().path(), Some(path));
}

#[test]
fn the_dialog_shows_only_what_applies_to_the_format() {
    let mut window = Window::new();
    window.open_export();
    assert!(window.is_on("PNG"));
    assert!(window.has("Transparent"));
    window.choose_below("More choices");
    assert!(window.has("Quickly made") && !window.has("As outlines"));
    window.choose_below("SVG");
    window.wait_for_preview();
    assert!(!window.has("Quickly made") && window.has("As outlines"));
    window.choose_below("PowerPoint");
    window.wait_for_preview();
    assert!(!window.has("Transparent") && !window.has("As outlines"));
    window.choose_below("Mermaid");
    window.wait_for_preview();
    assert!(!window.has("Background") && !window.has("Pages"));
    assert!(window.has("Content"), "what of the map is written");
    assert_eq!(window.says("Smallest text"), 0);
    assert!(window.says("journey") > 0, "the text itself is shown");
    window.press(NONE, Key::Escape);
    assert!(!window.harness.state().has_dialog());
}

#[test]
fn the_preview_is_the_page_and_says_how_its_text_reads() {
    let mut window = Window::new();
    window.open_export();
    assert!(window.has("1920 × 1080 pixels · 13.33 × 7.50 in"));
    assert_eq!(window.says("Preview: "), 1);
    let said = window.said("Smallest text ");
    let meanings = ["print or zoom only", "shared screen", "back of a room"];
    let known = meanings.iter().any(|words| said.contains(words));
    assert!(known && said.contains(" pt: "), "{said}");
    window.click("Size: Slide 16:9, 1920 × 1080");
    window.click("A4, 297 × 210 mm");
    window.wait_for_preview();
    assert_eq!(window.says("11.69 × 8.27 in"), 1);
    let said = window.said("Smallest text ");
    assert!(said.contains("print"), "{said}");
}

#[test]
fn a_help_changes_the_choices_and_is_taken_back() {
    let mut window = Window::new();
    window.open_export();
    assert!(window.is_on("One page"));
    let before = window.said("Smallest text ");
    let help = window.said("One stage a page → ");
    window.click(&help);
    window.wait_for_preview();
    assert!(window.is_on("One stage a page"));
    let points = help.rsplit("→ ").next().unwrap();
    let now = window.said("Smallest text ");
    assert!(
        now.starts_with(&format!("Smallest text {points}")),
        "{help}: {now}"
    );
    assert!(window.has("Page 1 of 5"));
    window.click("Undo: one stage a page");
    window.wait_for_preview();
    assert!(window.is_on("One page"));
    assert_eq!(window.said("Smallest text "), before);
    window.click(&help);
    window.press(CTRL, Key::Z);
    window.wait_for_preview();
    assert!(window.is_on("One page"), "the key does the same");
    assert_eq!(window.editor().document.undo_steps(), 0);
}

#[test]
fn lanes_are_left_out_by_their_ticks() {
    let mut window = Window::new();
    window.open_export();
    window.click("Hide lanes…");
    window.wait_for_preview();
    let map = window.map();
    let shown = map.lanes.iter().filter(|lane| !lane.hidden).count();
    let of = |shown: usize| format!("Lanes, {shown} of {}", map.lanes.len());
    assert!(window.has(&of(shown)));
    let tick = window
        .harness
        .get_by_role_and_label(Role::CheckBox, &map.lanes[0].name);
    tick.click();
    window.wait_for_preview();
    assert!(window.has(&of(shown - 1)));
    assert_eq!(*window.map(), *map, "the map itself stays as it is");
}

#[test]
fn pages_are_turned_by_keys_and_buttons_and_become_numbered_files() {
    let folder = folder();
    let mut window = Window::new();
    window.open_export();
    window.click("One stage a page");
    window.wait_for_preview();
    assert!(window.has("Page 1 of 5"));
    window.press(NONE, Key::PageDown);
    assert!(window.has("Page 2 of 5"));
    window.click("Next page");
    assert!(window.has("Page 3 of 5"));
    window.press(NONE, Key::PageUp);
    assert!(window.has("Page 2 of 5"));
    assert_eq!(window.says("Becomes 5 files"), 1);
    window.export_to(&folder.path().join("car.png"));
    let names = [
        "car-1.png",
        "car-2.png",
        "car-3.png",
        "car-4.png",
        "car-5.png",
    ];
    assert_eq!(names_in(folder.path()), names);
    assert_eq!(window.says("Exported 5 files, car-1.png to car-5.png"), 1);
    // The system asked about car.png alone.
    window.open_export();
    window.answer(Picked::Path(folder.path().join("car.png")));
    window.click("Export…");
    assert!(window.has("There is a file car-1.png already."));
}

#[test]
fn export_again_writes_the_same_bytes_to_the_same_place_without_asking() {
    let folder = folder();
    let path = folder.path().join("car.png");
    let mut window = Window::new();
    window.press(CTRL, Key::E);
    window.wait_for_preview();
    assert!(window.has("Export…"), "nothing to repeat: it is asked how");
    window.choose_below("White");
    window.export_to(&path);
    let first = fs::read(&path).unwrap();
    fs::remove_file(&path).unwrap();
    let asked = window.answers.asked.borrow().len();
    window.press(CTRL, Key::E);
    window.wait_for_export();
    assert_eq!(fs::read(&path).unwrap(), first);
    assert_eq!(window.answers.asked.borrow().len(), asked);
    window.open(Menu::File);
    assert!(window.has("Export again to car.png"));
    window.press(NONE, Key::Escape);
    edit(&mut window);
    window.press(CTRL, Key::E);
    window.wait_for_export();
    assert_ne!(fs::read(&path).unwrap(), first, "the map has changed");
}

#[test]
fn what_was_exported_of_a_map_is_there_again_with_the_map() {
    let folder = folder();
    let config = Some(folder.path().join("config"));
    let (one, two) = (map_in(folder.path(), "one"), map_in(folder.path(), "two"));
    let mut window = Window::keeping(1440.0, 900.0, config.clone());
    open(&mut window, &one);
    window.open_export();
    window.choose_below("Transparent");
    window.export_to(&folder.path().join("one.png"));
    let first = fs::read(folder.path().join("one.png")).unwrap();
    open(&mut window, &two);
    window.open_export();
    assert!(!window.is_on("Transparent"), "that was another map");
    window.press(NONE, Key::Escape);

    let mut again = Window::keeping(1440.0, 900.0, config.clone());
    open(&mut again, &one);
    again.open_export();
    assert!(again.is_on("Transparent"));
    again.press(NONE, Key::Escape);
    fs::remove_file(folder.path().join("one.png")).unwrap();
    again.press(CTRL, Key::E);
    again.wait_for_export();
    assert_eq!(fs::read(folder.path().join("one.png")).unwrap(), first);

    fs::write(folder.path().join("config/exports.ron"), "(maps: [(").unwrap();
    let mut damaged = Window::keeping(1440.0, 900.0, config);
    open(&mut damaged, &one);
    damaged.open_export();
    assert!(
        !damaged.is_on("Transparent"),
        "forgotten, and nothing worse"
    );
}

#[test]
fn a_map_without_a_file_keeps_its_export_when_it_gets_one() {
    let folder = folder();
    let config = Some(folder.path().join("config"));
    let mut window = Window::keeping(1440.0, 900.0, config.clone());
    window.open_export();
    window.choose_below("Dark");
    window.export_to(&folder.path().join("dark.png"));
    let path = folder.path().join("mine.journey.ron");
    window.answer(Picked::Path(path.clone()));
    window.press(CTRL, Key::S);
    let mut again = Window::keeping(1440.0, 900.0, config);
    open(&mut again, &path);
    again.open(Menu::File);
    assert!(again.has("Export again to dark.png"));
}

#[test]
fn an_export_that_is_cancelled_leaves_nothing_behind() {
    let folder = folder();
    let mut window = Window::new();
    window.open_export();
    window.click("Size: Slide 16:9, 1920 × 1080");
    window.click("Slide 16:9, 3840 × 2160");
    window.click("One stage a page");
    window.wait_for_preview();
    window.answer(Picked::Path(folder.path().join("car.png")));
    window.harness.get_by_label("Export…").click();
    window.harness.step();
    // The next frame knows that the dialog of the progress is on top.
    window.harness.step();
    assert!(window.harness.state().is_exporting());
    window.harness.key_press(Key::Escape);
    window.harness.step();
    window.wait_for_export();
    assert!(window.has("The export was cancelled; nothing was written"));
    assert!(names_in(folder.path()).is_empty());
}

#[test]
fn a_file_dialog_that_is_cancelled_leads_back_to_the_choices() {
    let mut window = Window::new();
    window.open_export();
    window.choose_below("Dark");
    window.click("Export…");
    assert!(window.harness.state().has_dialog());
    assert!(window.is_on("Dark"));
    let asked = window.answers.asked.borrow();
    let name = asked.last().unwrap().name.clone().unwrap();
    let ending = Path::new(&name).extension();
    assert!(ending.is_some_and(|ending| ending == "png"), "{name}");
}

#[test]
fn a_picture_of_the_selection_or_the_map_goes_to_the_clipboard() {
    let mut window = Window::new();
    let mut copied = Vec::new();
    for select in [false, true] {
        if select {
            window.click(&window.words("Talks through financing"));
        }
        let modifiers = CTRL | Modifiers::SHIFT;
        let key = |pressed, modifiers| egui::Event::Key {
            key: Key::C,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers,
        };
        let held = egui::Event::ModifiersChanged(modifiers);
        let events = [held, key(true, modifiers), key(false, modifiers)];
        window.harness.input_mut().events.extend(events);
        // The picture is in the frame in which it is ready, and in no other: a
        // step here is one frame.
        let mut frames = 0;
        let image = loop {
            window.harness.step();
            frames += 1;
            let commands = &window.harness.output().platform_output.commands;
            let image = commands.iter().find_map(|command| {
                if let OutputCommand::CopyImage(image) = command {
                    Some(image.clone())
                } else {
                    None
                }
            });
            if let Some(image) = image {
                break image;
            }
            assert!(frames < 8 || window.harness.state().is_copying());
            std::thread::yield_now();
        };
        copied.push(image);
        let events = &mut window.harness.input_mut().events;
        events.push(egui::Event::ModifiersChanged(Modifiers::NONE));
        window.harness.run();
        assert_eq!(window.says("Copied as picture, "), 1);
    }
    assert_eq!(copied[0].size, [1920, 1080]);
    assert_ne!(copied[0].pixels, copied[1].pixels);
}

#[test]
fn the_dialog_fits_a_small_window_and_begins_at_its_button() {
    for (width, height) in [(1440.0, 900.0), (1024.0, 700.0), (800.0, 560.0)] {
        let mut window = Window::sized(width, height);
        window.open_export();
        let export = window.harness.get_by_label("Export…");
        assert!(export.accesskit_node().is_focused());
        for name in ["Export…", "Cancel", "PNG", "Map copy"] {
            let rect = window.harness.get_by_label(name).rect();
            let whole = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(width, height));
            assert!(whole.contains_rect(rect), "{name} at {rect:?} of {whole:?}");
        }
        let page = window.harness.get_by_label_contains("Preview: ").rect();
        assert!(page.width() > 300.0, "{page:?} in {width}");
    }
}
