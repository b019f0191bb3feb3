//! Names: odd ones (F22), and those of things that are no files (F23).

use std::{
    ffi::OsStr,
    fs,
    os::unix::{ffi::OsStrExt, net::UnixListener},
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
};

use tempfile::TempDir;
use throughline::{
    file::{self, Consent, FileError, Kind, OsDisk, Versions, import, load, save},
    model::stress_map,
};

use super::Desk;

/// Everything of the file layer that reads or writes, tried on a name.
fn tries(desk: &Desk, path: &Path) -> Vec<Result<(), FileError>> {
    let state = desk.folder.path().join("state");
    let versions = Versions::new(Arc::new(OsDisk), Some(state));
    vec![
        load(&OsDisk, path).map(|_| ()),
        file::load_bytes(&OsDisk, path, 10).map(|_| ()),
        import::load(&OsDisk, path, &import::Options::default()).map(|_| ()),
        save(&OsDisk, path, &desk.new, None, Consent::REPLACE).map(|_| ()),
        file::save_keeping(&versions, path, &desk.new, None, Consent::REPLACE).map(|_| ()),
        file::write_atomically(&OsDisk, path, b"picture"),
        file::write_together(&OsDisk, &[(path.to_owned(), b"page".to_vec())]),
    ]
}

/// F23.
#[test]
fn folders_pipes_sockets_devices_and_the_kernel_s_files_are_refused_without_hanging() {
    let desk = Desk::new();
    let pipe = desk.folder.path().join("pipe");
    let made = Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    let socket = desk.folder.path().join("socket");
    let _listener = UnixListener::bind(&socket).unwrap();
    let mut refused = 0;
    let mut check = |path: &Path, expected| {
        for result in tries(&desk, path) {
            let error = result.unwrap_err();
            assert!(
                matches!(error, FileError::NotAFile { kind, .. } if kind == expected),
                "{error}"
            );
            refused += 1;
        }
    };
    check(desk.folder.path(), Kind::Folder);
    check(Path::new("/"), Kind::Folder);
    for special in [
        &*pipe,
        &*socket,
        Path::new("/dev/null"),
        Path::new("/dev/full"),
    ] {
        check(special, Kind::Special);
    }
    if cfg!(target_os = "linux") {
        for special in [
            "/proc/version",
            "/proc/self/status",
            "/proc/self/mem",
            "/proc/kmsg",
        ] {
            check(Path::new(special), Kind::Special);
        }
    }
    assert!(refused >= 42, "{refused}");
    desk.assert_old();
}

/// F22: a path as long as the system takes, and longer.
#[test]
fn paths_up_to_the_system_s_limit_are_saved_or_clearly_refused() {
    let folder = TempDir::new().unwrap();
    let mut deep = folder.path().to_owned();
    while deep.as_os_str().len() < 3_700 {
        deep.push("d".repeat(200));
        fs::create_dir(&deep).unwrap();
    }
    let (mut saved, mut refused) = (0, 0);
    for length in (3_900..4_120).step_by(5) {
        let left = length - deep.as_os_str().len() - 2;
        let path: PathBuf = deep.join("e".repeat(left.min(120)));
        if left > 120 {
            let _ = fs::create_dir(&path);
        }
        let path = if left > 120 {
            path.join("f".repeat(left - 120))
        } else {
            path
        };
        match save(&OsDisk, &path, &stress_map(2), None, Consent::REPLACE) {
            Ok(_) => {
                saved += 1;
                assert_eq!(load(&OsDisk, &path).unwrap().map, stress_map(2));
            }
            Err(error) => {
                refused += 1;
                assert!(error.to_string().contains("too long"), "{error}");
                assert!(!path.exists());
            }
        }
    }
    assert!(
        saved > 10 && refused > 3,
        "{saved} saved, {refused} refused"
    );
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

/// F22.
#[test]
fn odd_names_are_saved_and_opened() {
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
        let path = folder.path().join(OsStr::from_bytes(name));
        save(&OsDisk, &path, &stress_map(3), None, Consent::default()).unwrap();
        assert_eq!(load(&OsDisk, &path).unwrap().map, stress_map(3));
    }
    let too_long = folder.path().join("x".repeat(256));
    let said = save(&OsDisk, &too_long, &stress_map(3), None, Consent::default()).unwrap_err();
    assert!(said.to_string().contains("too long"), "{said}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), names.len());
}
