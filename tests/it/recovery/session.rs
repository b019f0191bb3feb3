//! A session of work without a window, as a process that may be killed at any
//! moment: it edits at random, keeps its journal and saves now and then, by the
//! same code as the window. What it has done it tells in a ledger beside the
//! map, a line each, before and after.
//!
//! Ledger: `edit N MILLISECONDS`, `saving N`, `saved N`, `kept N`,
//! `trouble WORDS`.

use std::{
    env,
    fs::{self, File, OpenOptions},
    io::Write,
    path::{Path, PathBuf},
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use arbitrary::Unstructured;
use throughline::{
    editor::Document,
    file::{
        self, Consent, OsDisk, Stamp,
        recovery::{End, Entry, Recorder},
    },
    model::{Edit, Map, MapField},
};

use crate::{editor::laws, maps::noise};

/// The folder in which a session works; only a process that is one has it.
pub(super) const FOLDER: &str = "THROUGHLINE_SESSION";
/// The number that its choices come from.
pub(super) const SEED: &str = "THROUGHLINE_SEED";

/// Where the parts of a session are.
pub(super) struct Place {
    pub map: PathBuf,
    pub ledger: PathBuf,
    pub recovery: PathBuf,
}

impl Place {
    pub(super) fn new(folder: &Path) -> Self {
        Self {
            map: folder.join("maps/work.journey.ron"),
            ledger: folder.join("ledger"),
            recovery: folder.join("recovery"),
        }
    }
}

#[test]
#[ignore = "is started by the trials, as a process of its own that they kill"]
fn a_session() {
    let folder = env::var_os(FOLDER).unwrap();
    let seed: u64 = env::var(SEED).unwrap().parse().unwrap();
    Session::new(&Place::new(Path::new(&folder))).work(seed);
}

struct Session {
    document: Document,
    recorder: Recorder,
    path: PathBuf,
    stamp: Option<Stamp>,
    ledger: File,
    began: Instant,
    number: u64,
}

impl Session {
    fn new(place: &Place) -> Self {
        let (map, stamp) = if place.map.exists() {
            let opened = file::load(&OsDisk, &place.map).unwrap();
            (opened.map, Some(opened.stamp))
        } else {
            (crate::editor::small_map(), None)
        };
        fs::create_dir_all(place.map.parent().unwrap()).unwrap();
        Self {
            document: Document::new(map),
            recorder: Recorder::start(Arc::new(OsDisk), place.recovery.clone(), || {}),
            path: place.map.clone(),
            stamp,
            ledger: OpenOptions::new()
                .create(true)
                .append(true)
                .open(&place.ledger)
                .unwrap(),
            began: Instant::now(),
            number: 0,
        }
    }

    fn tell(&mut self, line: &str) {
        // One write, so that a line is there or not.
        self.ledger
            .write_all(format!("{line}\n").as_bytes())
            .unwrap();
    }

    /// Works until it is killed, or for a minute.
    fn work(mut self, seed: u64) {
        let noise = noise(seed, 1 << 16);
        let mut u = Unstructured::new(&noise);
        while self.began.elapsed() < Duration::from_mins(1) && !u.is_empty() {
            self.edit(&mut u);
            let rarely = if is_calm(seed) { 2_000 } else { 40 };
            match u.int_in_range(0..=rarely).unwrap() {
                0..=3 => self.save(),
                4 => {
                    assert!(self.recorder.flush(Duration::from_secs(20)));
                    self.tell(&format!("kept {}", self.number));
                }
                5 => while self.document.undo() {},
                _ => {}
            }
            thread::sleep(Duration::from_millis(u.int_in_range(0..=6).unwrap()));
        }
    }

    fn edit(&mut self, u: &mut Unstructured<'_>) {
        let edit = laws::edit(u, self.document.map()).unwrap();
        let _ = self.document.edit("edit", &[edit]);
        self.number += 1;
        let title = Edit::SetMap(MapField::Title(format!("work {}", self.number)));
        self.document.edit("name", &[title]).unwrap();
        // Told first: what is told and not done is older than what is done.
        let line = format!("edit {} {}", self.number, self.began.elapsed().as_millis());
        self.tell(&line);
        if let Some(trouble) = self.recorder.trouble() {
            self.tell(&format!("trouble {trouble}"));
        }
        self.recorder.keep(Entry {
            map: Arc::clone(self.document.map()),
            path: Some(self.path.clone()),
            stamp: self.stamp,
        });
    }

    fn save(&mut self) {
        let map = Arc::clone(self.document.map());
        self.tell(&format!("saving {}", number_of(&map).unwrap()));
        let path = self.path.clone();
        let stamp = file::save(&OsDisk, &path, &map, self.stamp, Consent::default()).unwrap();
        self.stamp = Some(stamp);
        self.document.mark_saved(map);
        self.recorder.end(End::Saved);
        self.tell(&format!("saved {}", self.number));
    }
}

/// Whether a session works for some seconds and seldom saves, so that it tells
/// how far the journal is behind.
pub(super) fn is_calm(seed: u64) -> bool {
    seed.is_multiple_of(20)
}

/// Which state of the work a map is.
pub(super) fn number_of(map: &Map) -> Option<u64> {
    map.title.strip_prefix("work ")?.parse().ok()
}
