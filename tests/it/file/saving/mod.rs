//! Saving and loading on a disk that fails: at no moment is the file under its
//! name anything but the old map or the new one, and no litter stays.

use std::{
    fs, io,
    os::unix::{self, fs::PermissionsExt},
    path::{Path, PathBuf},
    process::Command,
    sync::{Arc, Mutex},
};

use super::faulty::Faulty;
use io::ErrorKind;
use tempfile::TempDir;
use throughline::{
    file::{self, Consent, Disk, FileError, Kind, OsDisk, Stamp, limits, load, save},
    model::{Map, stress_map},
};

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
        ErrorKind::Other,
    ] {
        for nth in 1.. {
            let desk = Desk::new();
            let disk = Faulty::at(nth, kind);
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
        let disk = Faulty::at(nth, ErrorKind::StorageFull);
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
    let disk = Faulty::watching(move |call| {
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
    let disk = Faulty::watching(|_| {});
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
            "status"
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
    let disk = Faulty::watching(move |call| {
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
fn a_folder_that_was_removed_is_told() {
    let desk = Desk::new();
    fs::remove_dir_all(desk.folder.path()).unwrap();
    let said = desk.save(&OsDisk).unwrap_err().to_string();
    assert!(said.contains("there is no such folder"), "{said}");
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
        .save(&Faulty::in_call("sync_folder", ErrorKind::Other))
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
fn a_read_only_file_is_a_question_and_stays_read_only() {
    let desk = Desk::new();
    fs::set_permissions(&desk.path, fs::Permissions::from_mode(0o444)).unwrap();
    assert!(load(&OsDisk, &desk.path).unwrap().read_only);
    let error = desk.save(&OsDisk).unwrap_err();
    assert!(matches!(error, FileError::ReadOnly { .. }) && error.is_question());
    desk.assert_old();
    desk.save_with(Consent {
        read_only: true,
        ..Consent::default()
    })
    .unwrap();
    desk.assert_new();
    let mode = fs::metadata(&desk.path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o444);
}

#[test]
fn a_file_that_belongs_to_others_is_a_question() {
    let desk = Desk::new();
    let error = desk.save(&Faulty::in_call("try_write", ErrorKind::PermissionDenied));
    assert!(matches!(error, Err(FileError::ReadOnly { .. })));
}

#[test]
fn the_mode_of_a_file_is_kept() {
    let desk = Desk::new();
    for mode in [0o640, 0o600, 0o666] {
        fs::set_permissions(&desk.path, fs::Permissions::from_mode(mode)).unwrap();
        desk.save_with(Consent::REPLACE).unwrap();
        let now = fs::metadata(&desk.path).unwrap().permissions().mode();
        assert_eq!(now & 0o777, mode);
    }
}

#[test]
fn hard_links_are_a_question() {
    let desk = Desk::new();
    let other = desk.folder.path().join("other.ron");
    fs::hard_link(&desk.path, &other).unwrap();
    let error = desk.save(&OsDisk).unwrap_err();
    assert!(matches!(error, FileError::HardLinks { links: 2, .. }) && error.is_question());
    desk.assert_old();
    assert!(file::is_same_file(&OsDisk, &desk.path, &other).unwrap());
    desk.save_with(Consent {
        links: true,
        ..Consent::default()
    })
    .unwrap();
    desk.assert_new();
    assert_eq!(
        fs::read_to_string(other).unwrap(),
        file::write(&desk.old).unwrap()
    );
}

#[test]
fn a_folder_that_takes_no_files_is_told() {
    let desk = Desk::new();
    let error = desk
        .save(&Faulty::in_call("create", ErrorKind::PermissionDenied))
        .unwrap_err();
    assert!(matches!(error, FileError::FolderReadOnly { .. }));
    assert!(
        error.to_string().contains("save in another folder"),
        "{error}"
    );
    desk.assert_old();
}

#[test]
fn a_link_stays_a_link_and_its_target_is_saved() {
    let desk = Desk::new();
    let folder = desk.folder.path();
    let inner = folder.join("inner");
    fs::create_dir(&inner).unwrap();
    unix::fs::symlink("../shop.journey.ron", inner.join("one")).unwrap();
    unix::fs::symlink("inner/one", folder.join("two")).unwrap();
    let two = folder.join("two");
    assert_eq!(load(&OsDisk, &two).unwrap().map, desk.old);
    assert!(file::is_same_file(&OsDisk, &two, &desk.path).unwrap());
    save(
        &OsDisk,
        &two,
        &desk.new,
        Some(desk.stamp),
        Consent::default(),
    )
    .unwrap();
    desk.assert_new();
    assert!(two.is_symlink() && inner.join("one").is_symlink() && !desk.path.is_symlink());
}

#[test]
fn a_link_to_nothing_is_saved_at_its_target_and_a_circle_is_refused() {
    let desk = Desk::new();
    let folder = desk.folder.path();
    unix::fs::symlink("later.ron", folder.join("dangling")).unwrap();
    let error = load(&OsDisk, &folder.join("dangling")).unwrap_err();
    assert!(matches!(error, FileError::Missing { .. }));
    save(
        &OsDisk,
        &folder.join("dangling"),
        &desk.new,
        None,
        Consent::default(),
    )
    .unwrap();
    assert_eq!(
        load(&OsDisk, &folder.join("later.ron")).unwrap().map,
        desk.new
    );
    unix::fs::symlink("b", folder.join("a")).unwrap();
    unix::fs::symlink("a", folder.join("b")).unwrap();
    for result in [
        load(&OsDisk, &folder.join("a")).map(|_| ()),
        save(
            &OsDisk,
            &folder.join("a"),
            &desk.new,
            None,
            Consent::REPLACE,
        )
        .map(|_| ()),
    ] {
        assert!(matches!(result, Err(FileError::LinkLoop { .. })));
    }
}

#[test]
fn so_many_links_are_followed_and_no_more() {
    for (links, followed) in [
        (limits::LINKS - 1, true),
        (limits::LINKS, true),
        (limits::LINKS + 1, false),
    ] {
        let desk = Desk::new();
        let folder = desk.folder.path();
        unix::fs::symlink(&desk.path, folder.join("0")).unwrap();
        for link in 1..links {
            unix::fs::symlink((link - 1).to_string(), folder.join(link.to_string())).unwrap();
        }
        let last = folder.join((links - 1).to_string());
        assert_eq!(load(&OsDisk, &last).is_ok(), followed);
    }
}

#[test]
fn folders_pipes_sockets_and_devices_are_refused_without_hanging() {
    let desk = Desk::new();
    let pipe = desk.folder.path().join("pipe");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    let socket = desk.folder.path().join("socket");
    let _listener = unix::net::UnixListener::bind(&socket).unwrap();
    for (path, expected) in [
        (desk.folder.path(), Kind::Folder),
        (Path::new("/"), Kind::Folder),
        (&pipe, Kind::Special),
        (&socket, Kind::Special),
        (Path::new("/dev/null"), Kind::Special),
    ] {
        for result in [
            load(&OsDisk, path).map(|_| ()),
            save(&OsDisk, path, &desk.new, None, Consent::REPLACE).map(|_| ()),
            file::write_atomically(&OsDisk, path, b"picture"),
        ] {
            assert!(matches!(result, Err(FileError::NotAFile { kind, .. }) if kind == expected));
        }
    }
}

#[test]
fn a_missing_file_and_a_missing_folder_are_told() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("no/such.journey.ron");
    let said = load(&OsDisk, &path).unwrap_err().to_string();
    assert!(said.contains("does not exist"), "{said}");
    let said = save(&OsDisk, &path, &stress_map(1), None, Consent::default())
        .unwrap_err()
        .to_string();
    assert!(said.contains("there is no such folder"), "{said}");
}

#[test]
fn odd_names_are_saved_and_opened() {
    use std::os::unix::ffi::OsStrExt;
    let folder = TempDir::new().unwrap();
    let long = "ü".repeat(127);
    let names: [&[u8]; 7] = [
        b"-rf",
        b"trailing blank ",
        b"new\nline",
        b"caf\xe9.ron",
        "旅程 👍.ron".as_bytes(),
        b".hidden",
        long.as_bytes(),
    ];
    for name in names {
        let path = folder.path().join(std::ffi::OsStr::from_bytes(name));
        save(&OsDisk, &path, &stress_map(3), None, Consent::default()).unwrap();
        assert_eq!(load(&OsDisk, &path).unwrap().map, stress_map(3));
    }
    let too_long = folder.path().join("x".repeat(256));
    let said = save(&OsDisk, &too_long, &stress_map(3), None, Consent::default()).unwrap_err();
    assert!(said.to_string().contains("too long"), "{said}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), names.len());
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
    let disk = Faulty::watching(|_| {});
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
    let disk = Faulty::watching(move |call| {
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
        let disk = Faulty::at(nth, ErrorKind::StorageFull);
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
