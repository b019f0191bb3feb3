//! Saving and loading on a disk that fails: at no moment is the file under its
//! name anything but the old map or the new one, and no litter stays.

mod in_place;
mod leftovers;
mod links;
mod names;
mod places;
mod program;

use std::{
    fs,
    io::ErrorKind,
    path::PathBuf,
    sync::{Arc, Mutex},
};

use tempfile::TempDir;
use throughline::{
    file::{self, Consent, Disk, FileError, OsDisk, Stamp, limits, load, save},
    model::{Map, stress_map},
};

use crate::gate::Gate;

/// A folder with a map in it, and a changed map to save over it.
struct Desk {
    folder: TempDir,
    path: PathBuf,
    old: Map,
    new: Map,
    stamp: Stamp,
}

impl Desk {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("shop.journey.ron");
        let old = stress_map(20);
        let new = Map {
            title: "Another title".into(),
            ..old.clone()
        };
        let stamp = save(&OsDisk, &path, &old, None, Consent::default()).unwrap();
        Self {
            folder,
            path,
            old,
            new,
            stamp,
        }
    }

    /// Saves the new map over the old one, without consent to anything.
    fn save(&self, disk: &dyn Disk) -> Result<Stamp, FileError> {
        save(
            disk,
            &self.path,
            &self.new,
            Some(self.stamp),
            Consent::default(),
        )
    }

    fn save_with(&self, consent: Consent) -> Result<Stamp, FileError> {
        save(&OsDisk, &self.path, &self.new, Some(self.stamp), consent)
    }

    fn text(&self) -> String {
        fs::read_to_string(&self.path).unwrap()
    }

    fn files(&self) -> usize {
        fs::read_dir(self.folder.path()).unwrap().count()
    }

    fn assert_old(&self) {
        assert_eq!(self.text(), file::write(&self.old).unwrap());
    }

    fn assert_new(&self) {
        assert_eq!(self.text(), file::write(&self.new).unwrap());
    }
}

#[test]
fn a_saved_map_opens_again_and_can_be_saved_over() {
    let desk = Desk::new();
    let opened = load(&OsDisk, &desk.path).unwrap();
    assert_eq!(opened.map, desk.old);
    assert_eq!((opened.stamp, opened.read_only), (desk.stamp, false));
    assert_eq!(opened.flaws, []);
    let stamp = desk.save(&OsDisk).unwrap();
    desk.assert_new();
    assert!(file::is_unchanged(&OsDisk, &desk.path, stamp).unwrap());
    assert!(!file::is_unchanged(&OsDisk, &desk.path, desk.stamp).unwrap());
    assert_eq!(desk.files(), 1);
}

#[test]
fn whatever_call_fails_the_file_is_the_old_or_the_new_one_and_nothing_else_is_left() {
    let mut failures = 0;
    for kind in [
        ErrorKind::StorageFull,
        ErrorKind::PermissionDenied,
        ErrorKind::ReadOnlyFilesystem,
        ErrorKind::NotFound,
        ErrorKind::QuotaExceeded,
        ErrorKind::CrossesDevices,
        ErrorKind::Interrupted,
        ErrorKind::WriteZero,
        ErrorKind::TimedOut,
        ErrorKind::Other,
    ] {
        for nth in 1.. {
            let desk = Desk::new();
            let disk = Gate::at(nth, kind);
            let result = desk.save(&disk);
            let calls = disk.calls();
            match &result {
                Ok(_) | Err(FileError::Unconfirmed { .. }) => desk.assert_new(),
                Err(_) => desk.assert_old(),
            }
            assert_eq!(desk.files(), 1, "{kind} in call {nth} of {calls:?}");
            if let Err(error) = result {
                failures += 1;
                let said = error.to_string();
                assert!(said.contains("shop.journey.ron"), "{said}");
            }
            if calls.len() < nth {
                break;
            }
        }
    }
    assert!(failures > 40, "{failures}");
}

#[test]
fn whatever_call_of_a_first_save_fails_there_is_nothing_or_a_whole_file() {
    for nth in 1.. {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("new.journey.ron");
        let disk = Gate::at(nth, ErrorKind::StorageFull);
        let result = save(&disk, &path, &stress_map(5), None, Consent::default());
        let files = fs::read_dir(folder.path()).unwrap().count();
        match result {
            Ok(_) | Err(FileError::Unconfirmed { .. }) => {
                assert_eq!(load(&OsDisk, &path).unwrap().map, stress_map(5));
                assert_eq!(files, 1);
            }
            Err(_) => assert_eq!(files, 0),
        }
        if disk.calls().len() < nth {
            assert!(nth > 6);
            break;
        }
    }
}

#[test]
fn a_program_that_dies_at_any_call_leaves_the_old_or_the_new_file() {
    let desk = Desk::new();
    let (old, new) = (
        file::write(&desk.old).unwrap(),
        file::write(&desk.new).unwrap(),
    );
    let path = desk.path.clone();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let notes = Arc::clone(&seen);
    let disk = Gate::watching(move |call| {
        let text = fs::read_to_string(&path).unwrap();
        assert!(text == old || text == new, "before {call}");
        notes.lock().unwrap().push(text == new);
    });
    desk.save(&disk).unwrap();
    let seen = seen.lock().unwrap();
    assert!(seen.iter().any(|new| *new) && seen.iter().any(|new| !*new));
}

#[test]
fn the_content_is_on_the_disk_before_the_name_changes_and_the_folder_after() {
    let desk = Desk::new();
    let disk = Gate::watching(|_| {});
    desk.save(&disk).unwrap();
    assert_eq!(
        disk.calls(),
        [
            "status",
            "status",
            "try_write",
            "read",
            "create",
            "write",
            "sync",
            "status",
            "rename",
            "sync_folder",
            "status",
            "leftovers"
        ]
    );
}

#[test]
fn a_file_changed_by_another_program_is_a_question() {
    let desk = Desk::new();
    let theirs = desk.text().replacen("Journey", "journey", 1);
    fs::write(&desk.path, &theirs).unwrap();
    let error = desk.save(&OsDisk).unwrap_err();
    assert!(matches!(error, FileError::Changed { .. }) && error.is_question());
    assert_eq!(desk.text(), theirs);
    desk.save_with(Consent::REPLACE).unwrap();
    desk.assert_new();
}

#[test]
fn a_file_changed_while_it_is_written_is_a_question() {
    let desk = Desk::new();
    let path = desk.path.clone();
    let disk = Gate::watching(move |call| {
        if call == "sync" {
            fs::write(&path, "theirs").unwrap();
        }
    });
    assert!(matches!(desk.save(&disk), Err(FileError::Changed { .. })));
    assert_eq!(desk.text(), "theirs");
    assert_eq!(desk.files(), 1);
}

#[test]
fn what_another_program_wrote_the_same_is_no_question() {
    let desk = Desk::new();
    let text = desk.text();
    fs::remove_file(&desk.path).unwrap();
    fs::write(&desk.path, text).unwrap();
    desk.save(&OsDisk).unwrap();
    desk.assert_new();
}

#[test]
fn a_file_that_was_deleted_is_written_again() {
    let desk = Desk::new();
    fs::remove_file(&desk.path).unwrap();
    assert!(!file::is_unchanged(&OsDisk, &desk.path, desk.stamp).unwrap());
    desk.save(&OsDisk).unwrap();
    desk.assert_new();
}

#[test]
fn a_new_name_does_not_replace_a_file_unasked() {
    let desk = Desk::new();
    let error = save(&OsDisk, &desk.path, &desk.new, None, Consent::default()).unwrap_err();
    assert!(matches!(error, FileError::Exists { .. }) && error.is_question());
    desk.assert_old();
    save(&OsDisk, &desk.path, &desk.new, None, Consent::REPLACE).unwrap();
    desk.assert_new();
}

#[test]
fn a_save_that_was_not_confirmed_can_be_repeated_without_a_question() {
    let desk = Desk::new();
    let error = desk
        .save(&Gate::in_call("sync_folder", ErrorKind::Other))
        .unwrap_err();
    let FileError::Unconfirmed { stamp, .. } = error else {
        unreachable!("{error}");
    };
    let later = Map {
        title: "Later".into(),
        ..desk.new.clone()
    };
    save(&OsDisk, &desk.path, &later, Some(stamp), Consent::default()).unwrap();
    assert_eq!(load(&OsDisk, &desk.path).unwrap().map, later);
}

#[test]
fn a_map_that_could_not_be_opened_again_is_not_saved() {
    let desk = Desk::new();
    let mut broken = desk.new.clone();
    broken.lanes.remove(0);
    let error = save(
        &OsDisk,
        &desk.path,
        &broken,
        Some(desk.stamp),
        Consent::default(),
    )
    .unwrap_err();
    assert!(matches!(error, FileError::Unsaveable { .. }));
    assert!(
        error.to_string().contains("which does not exist"),
        "{error}"
    );
    desk.assert_old();
}

#[test]
fn a_file_is_read_up_to_its_limit_and_not_beyond() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("large.journey.ron");
    fs::File::create(&path)
        .unwrap()
        .set_len(limits::FILE_BYTES + 1)
        .unwrap();
    let disk = Gate::watching(|_| {});
    let said = load(&disk, &path).unwrap_err().to_string();
    assert!(said.contains("larger than 64 MiB"), "{said}");
    assert!(!disk.calls().contains(&"read"));
    for (len, fits) in [(9, true), (10, true), (11, false)] {
        fs::write(&path, vec![b'x'; len]).unwrap();
        assert_eq!(file::load_bytes(&OsDisk, &path, 10).is_ok(), fits);
    }
}

#[test]
fn a_file_that_grows_while_it_is_read_is_refused() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("growing");
    fs::write(&path, "small").unwrap();
    let growing = path.clone();
    let disk = Gate::watching(move |call| {
        if call == "read" {
            fs::write(&growing, vec![b'x'; 100]).unwrap();
        }
    });
    let said = file::load_bytes(&disk, &path, 10).unwrap_err().to_string();
    assert!(said.contains("larger than 10 bytes"), "{said}");
}

#[test]
fn an_export_is_whole_under_its_name_or_not_there() {
    for nth in 1.. {
        let desk = Desk::new();
        let picture = desk.folder.path().join("shop.png");
        fs::write(&picture, "old picture").unwrap();
        let disk = Gate::at(nth, ErrorKind::StorageFull);
        let result = file::write_atomically(&disk, &picture, b"new picture");
        let now = fs::read(&picture).unwrap();
        match result {
            Ok(()) | Err(FileError::Unconfirmed { .. }) => assert_eq!(now, b"new picture"),
            Err(_) => assert_eq!(now, b"old picture"),
        }
        assert_eq!(desk.files(), 2);
        if disk.calls().len() < nth {
            assert!(nth > 6);
            break;
        }
    }
}

#[test]
fn a_lock_is_seen_by_others_and_ends_when_it_is_dropped() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("held.lock");
    let held = OsDisk.lock(&path).unwrap();
    assert!(held.is_some());
    assert!(OsDisk.lock(&path).unwrap().is_none());
    drop(held);
    assert!(!path.exists());
    assert!(OsDisk.lock(&path).unwrap().is_some());
}
