//! Temporary files that a killed program leaves: gone after the next start, and
//! nothing else with them.

use std::{
    fs::{self, File},
    io::ErrorKind,
    os::unix,
    path::PathBuf,
    process::{self, Command},
    time::{Duration, SystemTime},
};

use throughline::file::{self, Disk, OsDisk, load};

use super::Desk;
use crate::gate::Gate;

/// The name of a temporary file of this process, with its number as `{}`.
fn pattern(desk: &Desk) -> String {
    let draft = OsDisk.create(desk.folder.path(), None).unwrap();
    let names = OsDisk.list(desk.folder.path()).unwrap();
    let name = names.iter().find(|name| **name != desk.path).unwrap();
    let name = name.file_name().unwrap().to_str().unwrap().to_owned();
    drop(draft);
    assert!(name.starts_with(".throughline-"), "{name}");
    let own = format!("-{}-", process::id());
    assert!(name.contains(&own), "{name}");
    name.replacen(&own, "-{}-", 1)
}

fn left(desk: &Desk, name: &str) -> PathBuf {
    let path = desk.folder.path().join(name);
    fs::write(&path, "half a map").unwrap();
    path
}

/// The number of a process that has ended.
fn dead() -> u32 {
    let mut child = Command::new("true").spawn().unwrap();
    child.wait().unwrap();
    child.id()
}

fn make_old(path: &PathBuf, hours: u64) {
    let file = File::options().write(true).open(path).unwrap();
    let time = SystemTime::now() - Duration::from_hours(hours);
    file.set_modified(time).unwrap();
}

#[test]
#[cfg(target_os = "linux")]
fn what_a_killed_program_left_is_gone_after_opening_or_saving() {
    let desk = Desk::new();
    let name = pattern(&desk).replacen("{}", &dead().to_string(), 1);
    let acts: [&dyn Fn(); 3] = [
        &|| drop(load(&OsDisk, &desk.path).unwrap()),
        &|| assert!(desk.save(&OsDisk).is_ok()),
        &|| {
            let picture = desk.folder.path().join("shop.png");
            file::write_atomically(&OsDisk, &picture, b"picture").unwrap();
        },
    ];
    for act in acts {
        let path = left(&desk, &name);
        act();
        assert!(!path.exists());
    }
}

#[test]
fn what_a_living_program_or_another_machine_writes_is_left_for_a_day() {
    let desk = Desk::new();
    let ours = pattern(&desk);
    let own = ours.replacen("{}", &process::id().to_string(), 1);
    let parent = ours.replacen("{}", &unix::process::parent_id().to_string(), 1);
    let elsewhere = ".throughline-00c0ffee-4000000-abcdef.tmp".to_owned();
    let former = ".throughline-abcdef.tmp".to_owned();
    for name in [own, parent, elsewhere, former] {
        let path = left(&desk, &name);
        for hours in [0, 23] {
            make_old(&path, hours);
            load(&OsDisk, &desk.path).unwrap();
            assert!(path.exists(), "{name} after {hours} hours");
        }
        make_old(&path, 25);
        load(&OsDisk, &desk.path).unwrap();
        assert!(!path.exists(), "{name} after 25 hours");
    }
}

#[test]
fn nothing_but_temporary_files_is_removed() {
    let desk = Desk::new();
    let names = [
        ".throughline-notes.tmp",
        ".throughline-.tmp",
        "throughline-abcdef.tmp",
        ".throughline-abcdef.tmp.ron",
        ".throughline-zz-1-abcdef.tmp",
        ".throughline-00c0ffee-1-abc.tmp",
        "shop.journey.ron~",
    ];
    let files: Vec<PathBuf> = names.iter().map(|name| left(&desk, name)).collect();
    for file in &files {
        make_old(file, 100);
    }
    let folder = desk.folder.path().join(".throughline-folder.tmp");
    fs::create_dir(&folder).unwrap();
    let link = desk.folder.path().join(".throughline-linked.tmp");
    unix::fs::symlink(&desk.path, &link).unwrap();
    load(&OsDisk, &desk.path).unwrap();
    desk.save(&OsDisk).unwrap();
    for file in &files {
        assert!(file.exists(), "{}", file.display());
    }
    assert!(folder.exists() && link.is_symlink());
}

#[test]
fn a_folder_that_cannot_be_looked_through_prevents_nothing() {
    for call in ["leftovers", "remove"] {
        let desk = Desk::new();
        let path = left(&desk, ".throughline-abcdef.tmp");
        make_old(&path, 30);
        let disk = Gate::in_call(call, ErrorKind::PermissionDenied);
        load(&disk, &desk.path).unwrap();
        desk.save(&disk).unwrap();
        desk.assert_new();
        assert!(path.exists());
    }
}

#[test]
fn a_folder_of_very_many_files_is_looked_through_only_so_far() {
    let desk = Desk::new();
    for number in 0..10_050 {
        File::create(
            desk.folder
                .path()
                .join(format!(".throughline-{number:06}.tmp")),
        )
        .unwrap();
    }
    let found = OsDisk.leftovers(desk.folder.path()).unwrap();
    assert_eq!(found.len(), 0, "all are of today");
    for number in 0..10_050 {
        let path = desk
            .folder
            .path()
            .join(format!(".throughline-{number:06}.tmp"));
        make_old(&path, 30);
    }
    let found = OsDisk.leftovers(desk.folder.path()).unwrap();
    assert!((9_990..=10_000).contains(&found.len()), "{}", found.len());
}
