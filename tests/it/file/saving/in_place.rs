//! Writing into a file that cannot be replaced (F14, F17, F25): only when that
//! was agreed to, never before what it holds is kept, and put back if it fails.

use std::{fs, io::ErrorKind, path::PathBuf, sync::Arc};

use throughline::{
    file::{self, Consent, Disk, FileError, OsDisk, Saved, Versions, load, save_keeping},
    model::Map,
};

use super::Desk;
use crate::gate::Gate;

const IN_PLACE: Consent = Consent {
    in_place: true,
    replace: false,
    read_only: false,
};

/// A map of two names, with versions beside it.
struct Twins {
    desk: Desk,
    other: PathBuf,
}

impl Twins {
    fn new() -> Self {
        let desk = Desk::new();
        let other = desk.folder.path().join("other.ron");
        fs::hard_link(&desk.path, &other).unwrap();
        Self { desk, other }
    }

    fn state(&self) -> PathBuf {
        self.desk.folder.path().join("state")
    }

    fn save(&self, disk: impl Disk + 'static, consent: Consent) -> Result<Saved, FileError> {
        let versions = Versions::new(Arc::new(disk), Some(self.state()));
        let desk = &self.desk;
        save_keeping(&versions, &desk.path, &desk.new, Some(desk.stamp), consent)
    }

    /// The maps that are kept as versions.
    fn kept(&self) -> Vec<Map> {
        let versions = Versions::new(Arc::new(OsDisk), Some(self.state()));
        let list = versions.list(&self.desk.path).unwrap();
        let read = list.iter().map(|version| versions.read(version).unwrap());
        let map = |bytes: Vec<u8>| file::read(&bytes, &self.desk.path).unwrap();
        read.map(map).collect()
    }

    fn assert_one_file(&self) {
        assert!(file::is_same_file(&OsDisk, &self.desk.path, &self.other).unwrap());
    }
}

/// F17.
#[test]
fn a_file_of_several_names_is_a_question_and_then_written_under_all_of_them() {
    let twins = Twins::new();
    let error = twins.save(OsDisk, Consent::default()).unwrap_err();
    assert!(matches!(error, FileError::HardLinks { links: 2, .. }) && error.is_question());
    assert!(
        error.to_string().contains("has 2 names (hard links)"),
        "{error}"
    );
    twins.desk.assert_old();
    let saved = twins.save(OsDisk, IN_PLACE).unwrap();
    assert!(saved.not_kept.is_none());
    twins.desk.assert_new();
    twins.assert_one_file();
    assert_eq!(load(&OsDisk, &twins.other).unwrap().map, twins.desk.new);
    assert_eq!(
        twins.kept(),
        [twins.desk.new.clone(), twins.desk.old.clone()]
    );
    assert!(file::is_unchanged(&OsDisk, &twins.desk.path, saved.stamp).unwrap());
}

/// F14, F25.
#[test]
fn a_file_that_cannot_be_replaced_is_written_in_place_once_that_is_agreed_to() {
    for (call, kind) in [
        ("create", ErrorKind::PermissionDenied),
        ("rename", ErrorKind::CrossesDevices),
        ("rename", ErrorKind::InvalidInput),
        ("rename", ErrorKind::Unsupported),
    ] {
        let desk = Desk::new();
        // The folder of the map resists, that of versions does not.
        let path = desk.path.clone();
        let disk = Gate::refusing_in(path.parent().unwrap(), call, kind);
        let state = tempfile::TempDir::new().unwrap();
        let versions = Versions::new(Arc::new(disk), Some(state.path().into()));
        let save = |consent| save_keeping(&versions, &path, &desk.new, Some(desk.stamp), consent);
        let error = save(Consent::default()).unwrap_err();
        assert!(matches!(error, FileError::OnlyInPlace { .. }), "{error}");
        desk.assert_old();
        save(IN_PLACE).unwrap();
        desk.assert_new();
        assert_eq!(desk.files(), 1);
        let list = versions.list(&path).unwrap();
        let oldest = versions.read(&list[list.len() - 1]).unwrap();
        assert_eq!(file::read(&oldest, &path).unwrap(), desk.old);
    }
}

#[test]
fn nothing_is_written_in_place_before_a_copy_is_kept() {
    for (state, call) in [
        (false, ""),
        (true, "create"),
        (true, "sync"),
        (true, "list"),
    ] {
        let twins = Twins::new();
        let disk = Gate::in_call(call, ErrorKind::StorageFull);
        let folder = state.then(|| twins.state());
        let versions = Versions::new(Arc::new(disk.clone()), folder);
        let desk = &twins.desk;
        let error =
            save_keeping(&versions, &desk.path, &desk.new, Some(desk.stamp), IN_PLACE).unwrap_err();
        assert!(matches!(error, FileError::NoCopy { .. }), "{error}");
        assert!(
            error.to_string().contains("save in another folder"),
            "{error}"
        );
        assert!(!disk.calls().contains(&"overwrite"));
        desk.assert_old();
    }
}

#[test]
fn the_copy_is_on_the_disk_before_the_first_byte_is_written() {
    let twins = Twins::new();
    let disk = Gate::watching(|_| {});
    twins.save(disk.clone(), IN_PLACE).unwrap();
    let calls = disk.calls();
    let first = |name| calls.iter().position(|call| *call == name).unwrap();
    assert!(first("sync") < first("overwrite") && first("sync_folder") < first("overwrite"));
}

#[test]
fn whatever_call_fails_the_file_is_old_or_new_under_all_names_and_the_old_is_kept() {
    let (mut failures, mut overwrites) = (0, 0);
    for kind in [
        ErrorKind::StorageFull,
        ErrorKind::PermissionDenied,
        ErrorKind::Other,
    ] {
        for nth in 1.. {
            let twins = Twins::new();
            let disk = Gate::at(nth, kind);
            let result = twins.save(disk.clone(), IN_PLACE);
            let calls = disk.calls();
            match &result {
                Ok(_) | Err(FileError::Unconfirmed { .. }) => twins.desk.assert_new(),
                Err(error) => {
                    failures += 1;
                    twins.desk.assert_old();
                    assert!(error.to_string().contains("shop.journey.ron"), "{error}");
                }
            }
            twins.assert_one_file();
            if calls.contains(&"overwrite") {
                overwrites += 1;
                assert!(
                    twins.kept().contains(&twins.desk.old),
                    "{kind} in {nth} of {calls:?}"
                );
            }
            if calls.len() < nth {
                assert!(nth > 25, "{calls:?}");
                break;
            }
        }
    }
    assert!(failures > 40 && overwrites > 20, "{failures} {overwrites}");
}

#[test]
fn a_file_that_is_torn_and_cannot_be_put_back_is_told_with_the_place_of_the_copy() {
    let twins = Twins::new();
    let disk = Gate::in_call("overwrite", ErrorKind::Other);
    let error = twins.save(disk, IN_PLACE).unwrap_err();
    let FileError::Torn { copy, .. } = &error else {
        unreachable!("{error}");
    };
    let said = error.to_string();
    assert!(
        said.contains(&*copy.to_string_lossy()) && said.contains("is damaged"),
        "{said}"
    );
    assert!(copy.exists());
    assert_eq!(twins.kept(), std::slice::from_ref(&twins.desk.old));
}

#[test]
fn what_another_program_writes_while_the_copy_is_kept_is_not_overwritten() {
    let twins = Twins::new();
    let path = twins.desk.path.clone();
    let mut written = false;
    let disk = Gate::watching(move |call| {
        // The copy is being kept.
        if call == "rename" && !written {
            written = true;
            fs::write(&path, "theirs").unwrap();
        }
    });
    let error = twins.save(disk, IN_PLACE).unwrap_err();
    assert!(matches!(error, FileError::Changed { .. }), "{error}");
    assert_eq!(twins.desk.text(), "theirs");
}

/// Point of one backup generation: what is replaced is kept.
#[test]
fn what_a_save_replaces_is_kept_as_a_version_and_so_is_what_it_writes() {
    let desk = Desk::new();
    let theirs = desk.text().replacen("Journey", "journey", 1);
    fs::write(&desk.path, &theirs).unwrap();
    let state = desk.folder.path().join("state");
    let versions = Versions::new(Arc::new(OsDisk), Some(state));
    let saved = save_keeping(&versions, &desk.path, &desk.new, None, Consent::REPLACE).unwrap();
    assert!(saved.not_kept.is_none());
    let list = versions.list(&desk.path).unwrap();
    let texts: Vec<Vec<u8>> = list.iter().map(|one| versions.read(one).unwrap()).collect();
    assert_eq!(
        texts,
        [
            file::write(&desk.new).unwrap().into_bytes(),
            theirs.into_bytes()
        ]
    );
}

#[test]
fn a_version_that_cannot_be_kept_does_not_prevent_a_save_and_is_told() {
    let desk = Desk::new();
    let state = desk.folder.path().join("state");
    fs::write(&state, "a file where the folder should be").unwrap();
    let versions = Versions::new(Arc::new(OsDisk), Some(state));
    let saved = save_keeping(
        &versions,
        &desk.path,
        &desk.new,
        Some(desk.stamp),
        Consent::default(),
    );
    let told = saved.unwrap().not_kept.unwrap().to_string();
    assert!(told.contains("could not"), "{told}");
    desk.assert_new();
}
