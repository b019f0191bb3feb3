//! Places that resist: full, protected, read-only, gone (F10, F11, F13 to F15,
//! F18, F20, F21, F25, F26), each as the error that the system gives for it.
//! What the whole program does there is in `program`.

use std::{
    fs,
    io::ErrorKind,
    os::unix::fs::{MetadataExt, PermissionsExt, chown},
    thread,
};

use throughline::file::{Consent, FileError, OsDisk, load, save};

use super::Desk;
use crate::gate::Gate;

/// F10, F11: where space ends, whatever the call that hears of it.
#[test]
fn a_full_disk_a_quota_and_a_limit_of_size_are_named_and_the_old_file_stays() {
    for (kind, words) in [
        (ErrorKind::StorageFull, "the disk is full; free some space"),
        (
            ErrorKind::QuotaExceeded,
            "your share of the disk is used up",
        ),
        (ErrorKind::FileTooLarge, "does not take files of this size"),
    ] {
        for call in ["create", "write", "sync"] {
            let desk = Desk::new();
            let error = desk.save(&Gate::in_call(call, kind)).unwrap_err();
            let said = error.to_string();
            assert!(
                said.contains(words) && said.contains("shop.journey.ron"),
                "{call}: {said}"
            );
            assert!(!error.is_question());
            desk.assert_old();
            assert_eq!(desk.files(), 1);
        }
    }
}

/// F15.
#[test]
fn a_map_on_a_read_only_disk_opens_and_says_that_it_is_read_only() {
    for kind in [ErrorKind::ReadOnlyFilesystem, ErrorKind::PermissionDenied] {
        let desk = Desk::new();
        let opened = load(&Gate::in_call("try_write", kind), &desk.path).unwrap();
        assert!(opened.read_only, "{kind}");
        assert_eq!(opened.map, desk.old);
    }
    let desk = Desk::new();
    let disk = Gate::in_call("try_write", ErrorKind::ReadOnlyFilesystem);
    let said = desk.save(&disk).unwrap_err().to_string();
    assert!(
        said.contains("the disk is read-only; save on another disk"),
        "{said}"
    );
    let opened = load(&Gate::in_call("try_write", ErrorKind::Other), &desk.path).unwrap();
    assert!(!opened.read_only, "what cannot be told is no protection");
}

/// F14, F25: a folder that takes no files, a disk that does not rename over
/// what is there.
#[test]
fn a_file_that_cannot_be_replaced_is_a_question_and_stays() {
    for (call, kind) in [
        ("create", ErrorKind::PermissionDenied),
        ("create", ErrorKind::ReadOnlyFilesystem),
        ("rename", ErrorKind::CrossesDevices),
        ("rename", ErrorKind::InvalidInput),
        ("rename", ErrorKind::Unsupported),
        ("rename", ErrorKind::PermissionDenied),
    ] {
        let desk = Desk::new();
        let error = desk.save(&Gate::in_call(call, kind)).unwrap_err();
        assert!(matches!(error, FileError::OnlyInPlace { .. }), "{error}");
        assert!(error.is_question());
        let said = error.to_string();
        assert!(said.contains("write into the file itself"), "{said}");
        desk.assert_old();
        assert_eq!(desk.files(), 1);
    }
}

/// F14, F25: a new file is refused where none can be made.
#[test]
fn a_new_file_where_none_can_be_made_is_told() {
    for (call, kind) in [
        ("create", ErrorKind::PermissionDenied),
        ("rename", ErrorKind::Unsupported),
    ] {
        let desk = Desk::new();
        let path = desk.folder.path().join("new.journey.ron");
        let disk = Gate::in_call(call, kind);
        let error = save(&disk, &path, &desk.new, None, Consent::default()).unwrap_err();
        assert!(!error.is_question());
        let said = error.to_string();
        assert!(said.contains("save in another folder"), "{said}");
        assert_eq!(desk.files(), 1);
    }
}

/// F26.
#[test]
fn too_many_open_files_are_told_and_the_old_file_stays() {
    const EMFILE: i32 = 24;
    let mut failures = 0;
    for nth in 1.. {
        let desk = Desk::new();
        let disk = Gate::at_with_code(nth, EMFILE);
        match desk.save(&disk) {
            Ok(_) | Err(FileError::Unconfirmed { .. }) => desk.assert_new(),
            Err(error) => {
                failures += 1;
                let said = error.to_string();
                assert!(
                    said.to_lowercase().contains("too many open files"),
                    "{said}"
                );
                desk.assert_old();
            }
        }
        assert_eq!(desk.files(), 1);
        if disk.calls().len() < nth {
            break;
        }
    }
    assert!(failures > 6, "{failures}");
}

/// F18.
#[test]
fn the_owner_of_a_file_is_kept_where_the_system_lets_us() {
    let desk = Desk::new();
    let own = fs::metadata(&desk.path).unwrap().uid();
    // Only a superuser may give files away; any other keeps its own.
    let given = if own == 0 {
        (1_234, 4_321)
    } else {
        (own, fs::metadata(&desk.path).unwrap().gid())
    };
    chown(&desk.path, Some(given.0), Some(given.1)).unwrap();
    fs::set_permissions(&desk.path, fs::Permissions::from_mode(0o640)).unwrap();
    desk.save(&OsDisk).unwrap();
    desk.assert_new();
    let now = fs::metadata(&desk.path).unwrap();
    assert_eq!((now.uid(), now.gid()), given);
    assert_eq!(now.mode() & 0o7777, 0o640);
}

/// F20: two writers at once; each of them wins whole.
#[test]
fn two_that_save_at_once_leave_one_whole_map_and_no_litter() {
    let desk = Desk::new();
    thread::scope(|scope| {
        for map in [&desk.old, &desk.new] {
            scope.spawn(|| {
                for _ in 0..20 {
                    // The other may have changed it in the very moment.
                    match save(&OsDisk, &desk.path, map, None, Consent::REPLACE) {
                        Ok(_) | Err(FileError::Unconfirmed { .. }) => {}
                        Err(error) => unreachable!("{error}"),
                    }
                    let read = load(&OsDisk, &desk.path).unwrap().map;
                    assert!(read == desk.old || read == desk.new);
                }
            });
        }
    });
    assert_eq!(desk.files(), 1);
}

/// F21.
#[test]
fn a_folder_that_was_removed_is_told() {
    let desk = Desk::new();
    fs::remove_dir_all(desk.folder.path()).unwrap();
    let said = desk.save(&OsDisk).unwrap_err().to_string();
    assert!(said.contains("there is no such folder"), "{said}");
}

/// F13.
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
    let error = desk.save(&Gate::in_call("try_write", ErrorKind::PermissionDenied));
    assert!(matches!(error, Err(FileError::ReadOnly { .. })));
}

/// F18.
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
