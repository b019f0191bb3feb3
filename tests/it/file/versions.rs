//! Versions of a map over time: kept, listed, read back, thinned out; on a disk
//! that fails, with a clock that jumps, by two programs at once, and damaged.

use std::{
    fs,
    io::ErrorKind,
    os::unix,
    path::{Path, PathBuf},
    sync::Arc,
    thread,
};

use tempfile::TempDir;
use throughline::file::{FileError, OsDisk, Version, Versions, limits, versions::thin};

use crate::gate::Gate;

const NOW: i64 = 1_764_238_809;
const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

/// A folder with maps, and one for versions.
struct Desk {
    folder: TempDir,
    state: TempDir,
    path: PathBuf,
}

impl Desk {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        Self {
            path: folder.path().join("shop.journey.ron"),
            folder,
            state: TempDir::new().unwrap(),
        }
    }

    fn versions(&self) -> Versions {
        Versions::new(Arc::new(OsDisk), Some(self.state.path().into()))
    }

    fn on(&self, disk: &Gate) -> Versions {
        Versions::new(Arc::new(disk.clone()), Some(self.state.path().into()))
    }

    /// What is kept, the newest first.
    fn texts(&self) -> Vec<String> {
        let versions = self.versions();
        let list = versions.list(&self.path).unwrap();
        list.iter()
            .map(|version| text(&versions, version))
            .collect()
    }

    /// Every file of the store.
    fn files(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let Ok(folders) = fs::read_dir(self.state.path().join("versions")) else {
            return found;
        };
        for folder in folders {
            for file in fs::read_dir(folder.unwrap().path()).unwrap() {
                found.push(file.unwrap().path());
            }
        }
        found
    }

    /// The folder that the versions of the map are in.
    fn store(&self) -> PathBuf {
        let list = self.versions().list(&self.path).unwrap();
        list[0].place().parent().unwrap().to_owned()
    }
}

fn text(versions: &Versions, version: &Version) -> String {
    String::from_utf8(versions.read(version).unwrap()).unwrap()
}

#[test]
fn what_was_kept_is_listed_newest_first_and_read_back() {
    let desk = Desk::new();
    assert_eq!(desk.texts(), [] as [&str; 0]);
    let versions = desk.versions();
    for (at, text) in [(0, "one"), (60, "two"), (120, "three")] {
        versions
            .keep_at(&desk.path, text.as_bytes(), NOW + at)
            .unwrap();
    }
    assert_eq!(desk.texts(), ["three", "two", "one"]);
    let list = versions.list(&desk.path).unwrap();
    let times: Vec<i64> = list.iter().map(|version| version.time - NOW).collect();
    assert_eq!(times, [120, 60, 0]);
    let numbers: Vec<u64> = list.iter().map(|version| version.number).collect();
    assert_eq!(numbers, [3, 2, 1]);
}

#[test]
fn what_is_equal_to_the_newest_is_not_kept_again() {
    let desk = Desk::new();
    let versions = desk.versions();
    for text in ["one", "one", "two", "two", "one"] {
        versions.keep(&desk.path, text.as_bytes()).unwrap();
    }
    assert_eq!(desk.texts(), ["one", "two", "one"]);
}

#[test]
fn nothing_is_kept_in_or_beside_the_file_and_the_store_says_whose_it_is() {
    let desk = Desk::new();
    fs::write(&desk.path, "map").unwrap();
    desk.versions().keep(&desk.path, b"map").unwrap();
    assert_eq!(fs::read_dir(desk.folder.path()).unwrap().count(), 1);
    assert_eq!(fs::read_to_string(&desk.path).unwrap(), "map");
    let about = fs::read_to_string(desk.store().join("about.ron")).unwrap();
    assert!(about.contains("shop.journey.ron"), "{about}");
    let mode = unix::fs::PermissionsExt::mode(&fs::metadata(desk.store()).unwrap().permissions());
    assert_eq!(mode & 0o777, 0o700, "others may not look into it");
}

#[test]
fn a_file_has_the_same_versions_by_whatever_name_it_is_opened() {
    let desk = Desk::new();
    let folder = desk.folder.path();
    fs::create_dir(folder.join("inner")).unwrap();
    fs::write(&desk.path, "map").unwrap();
    unix::fs::symlink("../shop.journey.ron", folder.join("inner/link")).unwrap();
    unix::fs::symlink(folder, folder.join("inner/folder")).unwrap();
    let versions = desk.versions();
    versions.keep(&desk.path, b"map").unwrap();
    for name in [
        "inner/link",
        "inner/../shop.journey.ron",
        "inner/folder/shop.journey.ron",
        "inner/folder/inner/folder/inner/link",
        "./shop.journey.ron",
    ] {
        let list = versions.list(&folder.join(name)).unwrap();
        assert_eq!(list.len(), 1, "{name}");
    }
    assert_eq!(versions.list(&folder.join("other.ron")).unwrap(), []);
    unix::fs::symlink("loop", folder.join("loop")).unwrap();
    let error = versions.list(&folder.join("loop/map.ron")).unwrap_err();
    assert!(matches!(error, FileError::LinkLoop { .. }), "{error}");
}

#[test]
fn a_map_of_a_name_that_is_no_text_has_versions() {
    use std::os::unix::ffi::OsStrExt;
    let desk = Desk::new();
    let path = desk
        .folder
        .path()
        .join(std::ffi::OsStr::from_bytes(b"caf\xe9\n.ron"));
    let versions = desk.versions();
    versions.keep(&path, b"map").unwrap();
    assert_eq!(versions.list(&path).unwrap().len(), 1);
}

#[test]
fn without_a_folder_nothing_is_kept_and_nothing_fails() {
    let desk = Desk::new();
    let versions = Versions::new(Arc::new(OsDisk), None);
    assert!(!versions.is_on());
    versions.keep(&desk.path, b"map").unwrap();
    assert_eq!(versions.list(&desk.path).unwrap(), []);
}

#[test]
fn whatever_call_fails_every_version_is_still_readable() {
    let mut failures = 0;
    for kind in [
        ErrorKind::StorageFull,
        ErrorKind::PermissionDenied,
        ErrorKind::NotFound,
        ErrorKind::Other,
    ] {
        for nth in 1.. {
            let desk = Desk::new();
            let versions = desk.versions();
            // Old ones, so that some are thinned out.
            for (at, text) in [(0, "one"), (1, "two"), (2, "three")] {
                let time = NOW - 90 * DAY + at;
                versions.keep_at(&desk.path, text.as_bytes(), time).unwrap();
            }
            let disk = Gate::at(nth, kind);
            let kept = desk.on(&disk).keep_at(&desk.path, b"four", NOW);
            let calls = disk.calls();
            let texts = desk.texts();
            let all = texts
                .iter()
                .all(|text| ["one", "two", "three", "four"].contains(&text.as_str()));
            assert!(all && texts.contains(&"one".to_owned()), "{texts:?}");
            match kept {
                Ok(_) => assert_eq!(texts[0], "four", "{kind} in call {nth} of {calls:?}"),
                Err(error) => {
                    failures += 1;
                    assert!(texts.contains(&"three".to_owned()), "{texts:?}");
                    let said = error.to_string();
                    assert!(said.contains("could not"), "{said}");
                }
            }
            let is_litter = |file: &&PathBuf| file.extension().is_some_and(|end| end == "tmp");
            let litter = desk.files().iter().filter(is_litter).count();
            assert_eq!(litter, 0, "{calls:?}");
            // And it goes on.
            desk.versions()
                .keep_at(&desk.path, b"five", NOW + 1)
                .unwrap();
            assert_eq!(desk.texts()[0], "five");
            if calls.len() < nth {
                assert!(nth > 12, "{calls:?}");
                break;
            }
        }
    }
    assert!(failures > 20, "{failures}");
}

#[test]
fn a_first_version_on_a_disk_that_fails_is_whole_or_not_there() {
    for nth in 1.. {
        let desk = Desk::new();
        let disk = Gate::at(nth, ErrorKind::StorageFull);
        let kept = desk.on(&disk).keep(&desk.path, b"one");
        let texts = desk.texts();
        match kept {
            Ok(()) => assert_eq!(texts, ["one"]),
            // Written, but the disk did not say that it will stay.
            Err(_) if disk.calls().last() == Some(&"sync_folder") => {}
            Err(_) => assert_eq!(texts, [] as [&str; 0]),
        }
        if disk.calls().len() < nth {
            break;
        }
    }
}

#[test]
fn a_full_disk_is_told_with_the_place_and_what_to_do() {
    let desk = Desk::new();
    let disk = Gate::in_call("write", ErrorKind::StorageFull);
    let said = desk
        .on(&disk)
        .keep(&desk.path, b"one")
        .unwrap_err()
        .to_string();
    assert!(
        said.contains("could not keep a version there: the disk is full"),
        "{said}"
    );
    assert!(
        said.contains(&*desk.state.path().to_string_lossy()),
        "{said}"
    );
}

#[test]
fn a_program_that_dies_at_any_call_leaves_only_whole_versions() {
    let desk = Desk::new();
    desk.versions().keep_at(&desk.path, b"one", NOW).unwrap();
    let (reader, path) = (desk.versions(), desk.path.clone());
    let disk = Gate::watching(move |call| {
        for version in reader.list(&path).unwrap() {
            let text = reader.read(&version).unwrap();
            assert!(text == b"one" || text == b"two", "before {call}");
        }
    });
    desk.on(&disk).keep_at(&desk.path, b"two", NOW).unwrap();
    assert_eq!(desk.texts(), ["two", "one"]);
    let calls = disk.calls();
    let at = |name| calls.iter().position(|call| *call == name).unwrap();
    assert!(
        at("write") < at("sync") && at("sync") < at("rename") && at("rename") < at("sync_folder")
    );
}

#[test]
fn two_programs_that_keep_at_once_lose_nothing() {
    let desk = Desk::new();
    thread::scope(|scope| {
        for program in 0..4 {
            let desk = &desk;
            scope.spawn(move || {
                let versions = desk.versions();
                for count in 0..20 {
                    let text = format!("{program} {count}");
                    versions.keep_at(&desk.path, text.as_bytes(), NOW).unwrap();
                }
            });
        }
    });
    let mut texts = desk.texts();
    texts.sort();
    texts.dedup();
    assert_eq!(texts.len(), 80);
}

#[test]
fn order_is_that_of_keeping_whatever_the_clock_says() {
    let desk = Desk::new();
    let versions = desk.versions();
    for (at, text) in [
        (0, "one"),
        (-400 * DAY, "two"),
        (9 * DAY, "three"),
        (-NOW, "four"),
    ] {
        versions
            .keep_at(&desk.path, text.as_bytes(), NOW + at)
            .unwrap();
    }
    let texts = desk.texts();
    assert_eq!(
        (texts[0].as_str(), texts[texts.len() - 1].as_str()),
        ("four", "one")
    );
    assert!(texts.len() >= 3, "{texts:?}");
}

#[test]
fn one_save_with_a_clock_far_ahead_costs_few_versions() {
    let desk = Desk::new();
    let versions = desk.versions();
    for count in 0..50 {
        let text = count.to_string();
        versions
            .keep_at(&desk.path, text.as_bytes(), NOW + count)
            .unwrap();
    }
    assert_eq!(desk.texts().len(), 50);
    versions
        .keep_at(&desk.path, b"ahead", NOW + 3_650 * DAY)
        .unwrap();
    assert_eq!(desk.texts().len(), 51 - limits::VERSIONS_AT_ONCE);
    versions.keep_at(&desk.path, b"back", NOW + 100).unwrap();
    let texts = desk.texts();
    assert_eq!(texts.len(), 52 - limits::VERSIONS_AT_ONCE);
    assert_eq!(
        (texts[0].as_str(), texts[texts.len() - 1].as_str()),
        ("back", "0")
    );
}

#[test]
fn over_months_the_store_is_what_thinning_says() {
    let desk = Desk::new();
    let versions = desk.versions();
    let mut now = NOW;
    for count in 0..300 {
        now += if count % 10 == 9 { DAY } else { 600 };
        versions
            .keep_at(&desk.path, count.to_string().as_bytes(), now)
            .unwrap();
    }
    let list = versions.list(&desk.path).unwrap();
    let times: Vec<i64> = list.iter().map(|version| version.time).collect();
    assert!(
        thin(&times, now).len() <= limits::VERSIONS_AT_ONCE,
        "{times:?}"
    );
    assert!((30..90).contains(&list.len()), "{}", list.len());
    assert_eq!(text(&versions, &list[0]), "299");
    assert_eq!(text(&versions, &list[list.len() - 1]), "0");
}

/// Puts a file of this size where a version would be, without writing it.
fn plant(store: &Path, number: u64, time: i64, size: u64) {
    let name = format!("{number:08}-{time}-00000000.ron.z");
    let file = fs::File::create(store.join(name)).unwrap();
    file.set_len(size).unwrap();
}

#[test]
fn no_more_than_so_many_versions_of_a_map_are_kept() {
    for (there, left) in [(198, 199), (199, 200), (200, 200), (900, 200)] {
        let desk = Desk::new();
        let versions = desk.versions();
        versions.keep_at(&desk.path, b"first", NOW).unwrap();
        for number in 2..=there {
            plant(
                &desk.store(),
                number,
                NOW + i64::try_from(number).unwrap(),
                1,
            );
        }
        versions.keep_at(&desk.path, b"last", NOW + 999).unwrap();
        let list = versions.list(&desk.path).unwrap();
        assert_eq!(list.len(), left, "{there}");
        assert_eq!(text(&versions, &list[0]), "last");
    }
}

#[test]
fn the_versions_of_a_map_take_no_more_than_so_many_bytes() {
    let desk = Desk::new();
    let versions = desk.versions();
    versions.keep_at(&desk.path, b"first", NOW).unwrap();
    for number in 2..=9 {
        plant(&desk.store(), number, NOW, limits::VERSIONS_BYTES / 8);
    }
    versions.keep_at(&desk.path, b"last", NOW + 1).unwrap();
    let list = versions.list(&desk.path).unwrap();
    assert_eq!(list.len(), 9, "seven of an eighth, the first and the last");
    assert_eq!(text(&versions, &list[0]), "last");
    assert_eq!(text(&versions, &list[8]), "first");
}

#[test]
fn the_oldest_maps_lose_their_versions_first() {
    let desk = Desk::new();
    let mut stores = Vec::new();
    for map in 0..10 {
        let path = desk.folder.path().join(format!("{map}.ron"));
        let versions = desk.versions();
        versions.keep_at(&path, b"first", NOW + map).unwrap();
        let list = versions.list(&path).unwrap();
        let store = list[0].place().parent().unwrap().to_owned();
        plant(&store, 2, NOW + map, limits::VERSIONS_ALL_BYTES / 9);
        stores.push(path);
    }
    desk.versions()
        .keep_at(&desk.path, b"last", NOW - 99)
        .unwrap();
    let versions = desk.versions();
    let counts: Vec<usize> = stores
        .iter()
        .map(|path| versions.list(path).unwrap().len())
        .collect();
    assert_eq!(counts, [0, 0, 2, 2, 2, 2, 2, 2, 2, 2]);
    assert_eq!(desk.texts(), ["last"], "the map that is saved loses none");
}

#[test]
fn a_damaged_version_is_named_and_blocks_no_other() {
    let desk = Desk::new();
    let versions = desk.versions();
    for text in ["one", "two", "three"] {
        versions.keep(&desk.path, text.as_bytes()).unwrap();
    }
    let list = versions.list(&desk.path).unwrap();
    let whole = fs::read(list[1].place()).unwrap();
    for damaged in [
        &b""[..],
        b"TLV1",
        &whole[..whole.len() - 1],
        &[0; 64],
        b"PK\x03\x04 something else",
    ] {
        fs::write(list[1].place(), damaged).unwrap();
        let said = versions.read(&list[1]).unwrap_err().to_string();
        assert!(said.contains("this version is damaged"), "{said}");
        assert!(said.contains("00000002-"), "{said}");
        assert_eq!(text(&versions, &list[0]), "three");
        assert_eq!(text(&versions, &list[2]), "one");
    }
    versions.keep(&desk.path, b"four").unwrap();
    assert_eq!(versions.list(&desk.path).unwrap().len(), 4);
}

#[test]
fn what_is_kept_after_a_damaged_version_is_not_taken_for_it() {
    let desk = Desk::new();
    let versions = desk.versions();
    versions.keep(&desk.path, b"one").unwrap();
    let list = versions.list(&desk.path).unwrap();
    fs::write(list[0].place(), "damaged").unwrap();
    versions.keep(&desk.path, b"one").unwrap();
    let list = versions.list(&desk.path).unwrap();
    assert_eq!(list.len(), 2);
    assert_eq!(text(&versions, &list[0]), "one");
}

#[test]
fn a_text_at_the_limit_is_kept_and_one_beyond_is_not() {
    let desk = Desk::new();
    let versions = desk.versions();
    let size = usize::try_from(limits::FILE_BYTES).unwrap();
    for (len, fits) in [(size - 1, true), (size, true), (size + 1, false)] {
        let kept = versions.keep(&desk.path, &vec![b'x'; len]);
        assert_eq!(kept.is_ok(), fits, "{len}");
        if let Err(error) = kept {
            assert!(
                matches!(error, FileError::Disk { source, .. } if source.kind() == ErrorKind::FileTooLarge)
            );
        }
    }
    assert_eq!(versions.list(&desk.path).unwrap().len(), 2);
}

#[test]
fn other_files_in_the_store_are_left_alone() {
    let desk = Desk::new();
    let versions = desk.versions();
    versions.keep(&desk.path, b"one").unwrap();
    let note = desk.store().join("my note.txt");
    fs::write(&note, "mine").unwrap();
    fs::create_dir(desk.store().join("folder")).unwrap();
    for count in 0..9 {
        versions
            .keep_at(&desk.path, count.to_string().as_bytes(), NOW - 90 * DAY)
            .unwrap();
    }
    assert_eq!(fs::read_to_string(note).unwrap(), "mine");
    assert_eq!(desk.texts()[0], "8");
}
