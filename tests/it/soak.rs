//! Hours of work in short: thousands of random gestures, saves and reopened
//! maps in a process of its own, whose memory and open files are looked at on
//! the way. `THROUGHLINE_GESTURES=1000000` makes it as long as asked.
#![cfg(target_os = "linux")]

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
    time::Duration,
};

use arbitrary::Unstructured;
use emath::Pos2;
use tempfile::TempDir;
use throughline::{
    editor::{self, Editor},
    file::{
        self, Consent, OsDisk,
        recovery::{End, Entry, Recorder},
    },
};

use crate::{
    editor::{TestEditor, laws},
    maps::noise,
};

const FOLDER: &str = "THROUGHLINE_SOAK";
const GESTURES: &str = "THROUGHLINE_GESTURES";
/// Without being asked for more. The first third is enough for whatever is
/// loaded once, such as a font that some text needs.
const USUAL: usize = 8_000;
/// A map is saved after so many gestures, and opened anew after so many.
const SAVE: usize = 40;
const REOPEN: usize = 400;

/// Memory in pages and open files of this process.
fn held() -> (usize, usize) {
    let pages = fs::read_to_string("/proc/self/statm").unwrap();
    let pages = pages.split(' ').nth(1).unwrap().parse().unwrap();
    (pages, fs::read_dir("/proc/self/fd").unwrap().count())
}

fn gestures() -> usize {
    env::var(GESTURES).map_or(USUAL, |count| count.parse().unwrap())
}

#[test]
#[ignore = "is started by the soak, as a process of its own that is measured"]
fn a_soak() {
    let folder = PathBuf::from(env::var_os(FOLDER).unwrap());
    let path = folder.join("soak.journey.ron");
    let recorder = Recorder::start(Arc::new(OsDisk), folder.join("recovery"), || {});
    let mut test = TestEditor::new();
    let mut pos = Pos2::ZERO;
    let mut stamp = None;
    let mut early = None;
    let count = gestures();
    for round in 0..count / SAVE {
        let noise = noise(round as u64, 20_000);
        let mut u = Unstructured::new(&noise);
        for _ in 0..SAVE {
            laws::act(&mut u, &mut test, &mut pos).unwrap();
        }
        test.editor.cancel();
        if test.editor.map().card_count() > 200 {
            test.run(editor::Command::SelectAll);
            test.run(editor::Command::Delete);
        }
        let map = Arc::clone(test.editor.map());
        recorder.keep(Entry {
            map: Arc::clone(&map),
            path: Some(path.clone()),
            stamp,
        });
        stamp = Some(file::save(&OsDisk, &path, &map, stamp, Consent::default()).unwrap());
        assert_eq!(file::load(&OsDisk, &path).unwrap().map, *map);
        recorder.end(End::Saved);
        if round % (REOPEN / SAVE) == 0 {
            let opened = file::load(&OsDisk, &path).unwrap();
            test.editor = Editor::new(opened.map);
        }
        if round == count / SAVE / 3 {
            assert!(recorder.flush(Duration::from_mins(1)));
            early = Some(held());
        }
    }
    assert!(recorder.flush(Duration::from_mins(1)));
    let (early, late) = (early.unwrap(), held());
    fs::write(folder.join("told"), format!("{early:?} {late:?}")).unwrap();
    let (pages, most) = (late.0, early.0 + early.0 / 10 + 2_048);
    assert!(pages <= most, "memory grew from {early:?} to {late:?}");
    assert!(late.1 <= early.1 + 2, "open files grew: {early:?} {late:?}");
}

#[test]
fn f58_memory_and_open_files_stay_flat_over_thousands_of_gestures() {
    let folder = TempDir::new().unwrap();
    let output = Command::new(env::current_exe().unwrap())
        .args(["soak::a_soak", "--exact", "--ignored"])
        .env(FOLDER, folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}");
    let told = fs::read_to_string(folder.path().join("told")).unwrap();
    eprintln!(
        "{} gestures, pages of memory and open files after a third and at the end: {told}",
        gestures()
    );
    let left = fs::read_dir(folder.path().join("recovery"));
    assert_eq!(left.unwrap().count(), 0, "a journal of a saved map stays");
    assert!(Path::new(&folder.path().join("soak.journey.ron")).exists());
}
