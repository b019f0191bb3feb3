//! Settings, the files that were opened last, saving by itself, and the theme
//! of a map against that of the window.

use std::path::{Path, PathBuf};

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use tempfile::TempDir;
use throughline::{
    editor::Menu,
    file,
    model::{Template, ThemeName},
    ui::{InterfaceTheme, Settings, WindowPlace},
};

use super::{CTRL, Picked, Window, edit};

const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn window(folder: &Path) -> Window {
    Window::keeping(1440.0, 900.0, Some(folder.join("config")))
}

fn settings(window: &Window) -> &Settings {
    window.harness.state().settings()
}

fn kept(folder: &Path) -> String {
    std::fs::read_to_string(folder.join("config/settings.ron")).unwrap_or_default()
}

fn map_in(folder: &Path, name: &str) -> PathBuf {
    let path = folder.join(name).with_extension("journey.ron");
    std::fs::write(&path, file::write(&Template::Blank.map()).unwrap()).unwrap();
    path
}

fn open(window: &mut Window, path: &Path) {
    window.answer(Picked::Path(path.to_owned()));
    window.press(CTRL, Key::O);
}

#[test]
fn what_is_set_is_kept_as_readable_text_and_there_again() {
    let folder = folder();
    let mut first = window(folder.path());
    assert_eq!(kept(folder.path()), "", "nothing is written unasked");
    first.press(CTRL, Key::Comma);
    first.click("Dark");
    first.click("Snap to columns when the program starts");
    first.click("Animations");
    first.click("Size of the interface: 100 %");
    first.click("150 %");
    assert!(first.has("Settings"), "the dialog stays");
    assert_eq!(first.harness.ctx.zoom_factor(), 1.5);
    assert!(!first.editor().snapping);
    let text = kept(folder.path());
    assert!(text.contains("theme: Dark,\n    size: 150,\n"), "{text}");

    let again = window(folder.path());
    assert_eq!(settings(&again).theme, InterfaceTheme::Dark);
    assert!(!settings(&again).animations);
    assert!(!again.editor().snapping);
    assert_eq!(again.harness.ctx.zoom_factor(), 1.5);
    let style = again.harness.ctx.global_style();
    assert!(style.visuals.dark_mode);
    assert_eq!(style.animation_time, 0.0);
}

#[test]
fn damaged_settings_are_put_aside_and_said_once() {
    let folder = folder();
    let config = folder.path().join("config");
    std::fs::create_dir(&config).unwrap();
    std::fs::write(config.join("settings.ron"), "(theme: Da").unwrap();
    let window = window(folder.path());
    assert_eq!(*settings(&window), Settings::default());
    let said = "The settings are damaged (line 1) and at their defaults; \
                the damaged file is kept as settings.damaged.ron";
    assert_eq!(window.count(said), 1);
    let aside = std::fs::read_to_string(config.join("settings.damaged.ron")).unwrap();
    assert_eq!(aside, "(theme: Da");
}

#[test]
fn unknown_fields_and_absurd_numbers_keep_the_rest() {
    let folder = folder();
    let config = folder.path().join("config");
    std::fs::create_dir(&config).unwrap();
    let text = "(theme: HighContrast, size: 9000, wallpaper: Some([1, 2]), autosave_seconds: 0)";
    std::fs::write(config.join("settings.ron"), text).unwrap();
    let window = window(folder.path());
    assert_eq!(settings(&window).theme, InterfaceTheme::HighContrast);
    assert_eq!(settings(&window).size, 200);
    assert_eq!(settings(&window).autosave_seconds, 5);
    assert!(!config.join("settings.damaged.ron").exists());
}

#[test]
fn a_folder_that_takes_no_settings_is_said_once_and_nothing_else_fails() {
    let folder = folder();
    // A file stands where the folder should be.
    std::fs::write(folder.path().join("config"), "").unwrap();
    let mut window = window(folder.path());
    window.press(CTRL, Key::Comma);
    window.click("Dark");
    assert_eq!(settings(&window).theme, InterfaceTheme::Dark);
    let complaints = |window: &Window| {
        let said = "Settings are not kept";
        window.harness.query_all_by_label_contains(said).count()
    };
    assert!(complaints(&window) > 0);
    window.press(Modifiers::NONE, Key::Escape);
    window.harness.run_steps(140);
    assert_eq!(complaints(&window), 0, "it goes");
    window.press(CTRL, Key::Comma);
    window.click("Light");
    assert_eq!(complaints(&window), 0, "and does not come back");
}

#[test]
fn the_place_of_the_window_is_kept_beside_what_another_window_kept() {
    let folder = folder();
    let mut one = window(folder.path());
    let mut other = window(folder.path());
    other.press(CTRL, Key::Comma);
    other.click("Dark");
    let place = WindowPlace {
        width: 1200.0,
        height: 800.0,
        corner: Some((40.0, 20.0)),
        maximized: true,
    };
    one.harness.state_mut().keep_window(place);
    let again = window(folder.path());
    assert_eq!(settings(&again).window, Some(place));
    assert_eq!(settings(&again).theme, InterfaceTheme::Dark);
}

#[test]
fn opened_and_saved_maps_are_remembered_the_last_first() {
    let folder = folder();
    let mut window = window(folder.path());
    let (one, two) = (map_in(folder.path(), "one"), map_in(folder.path(), "two"));
    open(&mut window, &one);
    open(&mut window, &two);
    open(&mut window, &one);
    assert_eq!(settings(&window).recent, [one.clone(), two]);
    let third = folder.path().join("third.journey.ron");
    window.answer(Picked::Path(third.clone()));
    window.press(CTRL_SHIFT, Key::S);
    assert_eq!(settings(&window).recent.first(), Some(&third));

    window.choose_in(Menu::File, "Recent maps", "two");
    assert!(
        window
            .harness
            .state()
            .path()
            .unwrap()
            .ends_with("two.journey.ron")
    );
    window.choose_in(Menu::File, "Recent maps", "Clear this list");
    assert!(settings(&window).recent.is_empty());
}

#[test]
fn a_recent_map_is_found_by_typing_and_opened_by_enter() {
    let folder = folder();
    let mut window = window(folder.path());
    for name in ["map-bakery", "hospital", "map-bank"] {
        let path = map_in(folder.path(), name);
        open(&mut window, &path);
    }
    window.press(CTRL_SHIFT, Key::O);
    // Folders are searched, too, and that of a test may have any letters.
    window.harness.event(egui::Event::Text("p-ba".into()));
    window.harness.run();
    assert!(window.has("map-bank") && window.has("map-bakery") && !window.has("hospital"));
    window.press(Modifiers::NONE, Key::ArrowDown);
    window.press(Modifiers::NONE, Key::Enter);
    let path = window.harness.state().path().unwrap();
    assert!(
        path.ends_with("map-bakery.journey.ron"),
        "{}",
        path.display()
    );
    assert!(!window.harness.state().has_dialog());
}

#[test]
fn a_recent_map_that_is_gone_is_gray_and_leaves_the_list_when_it_is_asked_for() {
    let folder = folder();
    let mut window = window(folder.path());
    let (gone, here) = (map_in(folder.path(), "gone"), map_in(folder.path(), "here"));
    open(&mut window, &gone);
    open(&mut window, &here);
    std::fs::remove_file(&gone).unwrap();
    window.press(CTRL_SHIFT, Key::O);
    let row = window.harness.get_by_label("gone, no longer there");
    assert!(row.accesskit_node().is_disabled());
    window.press(Modifiers::NONE, Key::Escape);
    window.choose_in(Menu::File, "Recent maps", "gone");
    assert!(window.has("gone.journey.ron was not opened"));
    assert_eq!(settings(&window).recent, std::slice::from_ref(&here));
    assert_eq!(window.harness.state().path(), Some(here.as_path()));
}

/// Steps through so many seconds of the window's own time.
fn wait(window: &mut Window, seconds: f32) {
    let mut passed = 0.0;
    while passed < seconds {
        window.harness.step();
        passed += 0.05;
    }
}

fn with_autosave(folder: &Path) -> Window {
    let config = folder.join("config");
    std::fs::create_dir_all(&config).unwrap();
    std::fs::write(
        config.join("settings.ron"),
        "(autosave: true, autosave_seconds: 5)",
    )
    .unwrap();
    window(folder)
}

#[test]
fn a_changed_map_with_a_file_is_saved_by_itself() {
    let folder = folder();
    let mut window = with_autosave(folder.path());
    edit(&mut window);
    wait(&mut window, 8.0);
    assert!(window.editor().document.is_modified(), "it has no file yet");
    let path = folder.path().join("map.journey.ron");
    window.answer(Picked::Path(path.clone()));
    window.press(CTRL, Key::S);
    edit(&mut window);
    let before = std::fs::read(&path).unwrap();
    wait(&mut window, 4.0);
    assert_eq!(std::fs::read(&path).unwrap(), before, "not before its time");
    wait(&mut window, 2.0);
    assert_ne!(std::fs::read(&path).unwrap(), before);
    assert!(!window.editor().document.is_modified());
    let steps = window.editor().document.undo_steps();
    assert!(steps > 0, "what was done can still be undone");
}

#[test]
fn nothing_is_saved_by_itself_in_the_middle_of_typing_or_over_a_foreign_change() {
    let folder = folder();
    let mut window = with_autosave(folder.path());
    let path = map_in(folder.path(), "map");
    open(&mut window, &path);
    window.press(CTRL_SHIFT, Key::N);
    assert!(window.editor().text_edit().is_some());
    wait(&mut window, 7.0);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(!text.contains("New stage"));
    window.press(Modifiers::NONE, Key::Enter);
    std::fs::write(&path, "(version: 1, map: (title: \"Theirs\"))").unwrap();
    wait(&mut window, 12.0);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("Theirs"));
    assert!(!window.harness.state().has_dialog(), "it never asks");
}

fn named(window: &mut Window, title: &str) {
    use throughline::model::{Edit, MapField};
    let edit = Edit::SetMap(MapField::Title(title.into()));
    let editor = window.harness.state_mut().editor_mut();
    editor.run(&[edit], "rename").unwrap();
    window.harness.run();
}

#[test]
fn f37_f38_a_file_that_does_not_open_changes_nothing_and_is_never_saved_over() {
    let folder = folder();
    let mut window = with_autosave(folder.path());
    let good = map_in(folder.path(), "good");
    open(&mut window, &good);
    named(&mut window, "First");
    window.press(CTRL, Key::S);
    let bad = folder.path().join("bad.journey.ron");
    for damage in [
        "(version: 1, map: (wallpaper: 3",
        "(version: 99, map: ())",
        "[1, 2]",
        "",
    ] {
        std::fs::write(&bad, damage).unwrap();
        open(&mut window, &bad);
        assert!(window.has("bad.journey.ron was not opened"), "{damage}");
        window.click("Close");
        assert_eq!(window.harness.state().path(), Some(&*good));
        named(&mut window, &format!("After {}", damage.len()));
        // Saving by itself comes round.
        wait(&mut window, 8.0);
        assert!(!window.editor().document.is_modified());
        assert_eq!(std::fs::read_to_string(&bad).unwrap(), damage);
        let saved = file::load(&file::OsDisk, &good).unwrap().map;
        assert_eq!(saved, *window.map());
    }
    let steps = window.editor().document.undo_steps();
    assert!(steps >= 5, "what was done before can be undone: {steps}");
}

#[test]
fn the_theme_of_the_map_is_an_edit_that_the_window_does_not_follow() {
    let mut window = Window::new();
    window.choose_in(Menu::View, "Theme of the map", "High-contrast theme");
    assert_eq!(window.map().theme, ThemeName::HighContrast);
    assert!(!window.harness.ctx.global_style().visuals.dark_mode);
    assert!(window.editor().document.is_modified());
    assert_eq!(
        window.editor().document.undo_label(),
        "Undo set theme of the map"
    );
    window.press(CTRL, Key::Z);
    assert_eq!(window.map().theme, ThemeName::Light);

    window.press(CTRL, Key::Comma);
    window.click("Dark");
    assert_eq!(window.map().theme, ThemeName::Light);
    assert!(window.harness.ctx.global_style().visuals.dark_mode);
}
