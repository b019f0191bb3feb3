//! Files that are broken, as the window opens them: repaired, told, and counted
//! as changed, with the file as it was until it is saved.

use std::{fs, sync::Arc};

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use throughline::{
    editor::Menu,
    file::{self, OsDisk, Versions},
    ui::Picked,
};

use super::{CTRL, Window};
use crate::maps::full_map;

#[test]
fn a_broken_file_opens_repaired_says_so_and_counts_as_changed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.journey.ron");
    let text = file::write(&full_map()).unwrap();
    let broken = text.replacen("lane: 10,", "lane: 99,", 1);
    fs::write(&path, &broken).unwrap();
    let state = folder.path().join("state");
    let mut window = Window::new();
    let app = window.harness.state_mut();
    app.keep_versions_in(Some(state.clone()));
    window.answer(Picked::Path(path.clone()));
    window.press(CTRL, Key::O);
    assert!(window.has("shop.journey.ron was repaired"));
    assert!(window.has("1 repair to open it. The file itself is as it was until you save:"));
    let told = window
        .harness
        .query_by_label_contains("was put on the new lane “Recovered”");
    assert!(told.is_some());
    window.click("Close");
    assert!(window.editor().document.is_modified());
    assert_eq!(window.map().faults(), []);
    assert_eq!(fs::read_to_string(&path).unwrap(), broken);
    // Leaving asks, and leaves the file alone.
    window.choose(Menu::File, "New blank map");
    assert!(window.has("Save the changes to shop?"));
    window.click("Cancel");
    window.press(CTRL, Key::S);
    assert!(!window.editor().document.is_modified());
    let saved = file::load(&OsDisk, &path).unwrap();
    assert_eq!(saved.map, *window.map());
    assert_eq!(saved.repairs, []);
    // What the file held before is still there.
    let versions = Versions::new(Arc::new(OsDisk), Some(state));
    let oldest = versions.list(&path).unwrap().pop().unwrap();
    assert_eq!(versions.read(&oldest).unwrap(), broken.as_bytes());
}

#[test]
fn a_broken_file_is_saved_elsewhere_where_the_original_cannot_be_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.journey.ron");
    let text = file::write(&full_map()).unwrap();
    let broken = text.replacen("lane: 10,", "lane: 99,", 1);
    fs::write(&path, &broken).unwrap();
    let mut window = Window::new();
    window.answer(Picked::Path(path.clone()));
    window.press(CTRL, Key::O);
    window.click("Close");
    let asked = window.answers.asked.borrow().len();
    window.press(CTRL, Key::S);
    assert_eq!(window.answers.asked.borrow().len(), asked + 1);
    assert_eq!(fs::read_to_string(&path).unwrap(), broken);
}

#[test]
fn a_file_that_is_cut_off_opens_as_far_as_it_goes_and_says_what_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cut.journey.ron");
    let text = file::write(&full_map()).unwrap();
    let cut = &text[..text.rfind("feedback: [").unwrap() + 100];
    fs::write(&path, cut).unwrap();
    let mut window = Window::new();
    window.answer(Picked::Path(path.clone()));
    window.press(CTRL, Key::O);
    assert!(window.has("cut.journey.ron was repaired"));
    let told = window
        .harness
        .query_by_label_contains("what came after is lost");
    assert!(told.is_some());
    window.press(Modifiers::NONE, Key::Escape);
    assert_eq!(window.map().stages.len(), full_map().stages.len());
    assert_eq!(window.map().card_count(), full_map().card_count());
    assert!(window.editor().document.is_modified());
    assert_eq!(fs::read_to_string(&path).unwrap(), cut);
}
