//! The real program in places that resist (F10, F11, F13 to F15, F19, F26), and
//! killed while it saves. Where a machine does not permit the place, the test
//! says so by name; the same fault is injected in `places` and `in_place`.
#![expect(
    clippy::print_stderr,
    reason = "what this machine does not permit is said"
)]

use std::{
    fs,
    os::unix::{fs::PermissionsExt, process::ExitStatusExt},
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use tempfile::TempDir;
use throughline::{
    file::{self, OsDisk, load},
    model::stress_map,
};

/// A small map that is there, a large one to save over it, and the program,
/// in a folder that anyone may enter.
struct Stage {
    folder: TempDir,
    program: PathBuf,
}

impl Stage {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let open = |path: &Path, mode| {
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        };
        open(folder.path(), 0o755);
        let stage = Self {
            program: folder.path().join("throughline"),
            folder,
        };
        fs::copy(env!("CARGO_BIN_EXE_throughline"), &stage.program).unwrap();
        open(&stage.program, 0o755);
        for (name, cards) in [("small.journey.ron", 5), ("large.journey.ron", 2_000)] {
            let path = stage.folder.path().join(name);
            fs::write(&path, file::write(&stress_map(cards)).unwrap()).unwrap();
            open(&path, 0o644);
        }
        stage
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A folder with the small map in it, as `map.journey.ron`.
    fn target(&self, (folder_mode, file_mode): (u32, u32), owner: Option<u32>) -> PathBuf {
        let folder = self.path("target");
        fs::create_dir(&folder).unwrap();
        let map = folder.join("map.journey.ron");
        fs::copy(self.path("small.journey.ron"), &map).unwrap();
        fs::set_permissions(&map, fs::Permissions::from_mode(file_mode)).unwrap();
        fs::set_permissions(&folder, fs::Permissions::from_mode(folder_mode)).unwrap();
        if let Some(owner) = owner {
            std::os::unix::fs::chown(&map, Some(owner), Some(owner)).unwrap();
            std::os::unix::fs::chown(&folder, Some(owner), Some(owner)).unwrap();
        }
        map
    }

    /// Runs a script with the folder in `$D` and the program in `$P`.
    fn script(&self, shell: &[&str], script: &str) -> Output {
        let (first, rest) = shell.split_first().unwrap();
        Command::new(first)
            .args(rest)
            .arg(script)
            .current_dir(self.folder.path())
            .env("D", self.folder.path())
            .env("P", &self.program)
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    fn is_small(&self, path: &Path) -> bool {
        fs::read(path).unwrap() == fs::read(self.path("small.journey.ron")).unwrap()
    }
}

/// A shell of someone who is not the superuser; `None` where there is none.
fn nobody() -> Option<Vec<&'static str>> {
    for shell in [
        vec!["sh", "-c"],
        vec![
            "setpriv",
            "--reuid=65534",
            "--regid=65534",
            "--clear-groups",
            "sh",
            "-c",
        ],
        vec!["su", "nobody", "-s", "/bin/sh", "-c"],
    ] {
        let (first, rest) = shell.split_first().unwrap();
        let asked = Command::new(first).args(rest).arg("id -u").output();
        let who = asked.map(|asked| String::from_utf8_lossy(&asked.stdout).trim().to_owned());
        if who.is_ok_and(|who| !who.is_empty() && who != "0") {
            return Some(shell);
        }
    }
    None
}

/// A shell that may mount disks of its own; `None` where there is none.
fn mounting() -> Option<Vec<&'static str>> {
    let shell = vec!["unshare", "-rm", "sh", "-c"];
    let (first, rest) = shell.split_first().unwrap();
    let asked = Command::new(first)
        .args(rest)
        .arg("mount -t tmpfs -o size=64k tmpfs /mnt")
        .output();
    asked
        .is_ok_and(|asked| asked.status.success())
        .then_some(shell)
}

fn not_here(scenario: &str, what: &str) {
    eprintln!("{scenario}: this machine does not permit {what}; the fault is injected instead");
}

fn said(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    text(&output.stdout) + &text(&output.stderr)
}

#[track_caller]
fn assert_refused(output: &Output, words: &str) {
    let said = said(output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains(words), "{said}");
    assert!(!said.contains("panicked"), "{said}");
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

const CONVERT: &str = "[ \"$(id -u)\" != 0 ] || exit 99; \
    exec \"$P\" convert \"$D/large.journey.ron\" -o \"$D/target/map.journey.ron\"";

#[test]
fn f13_a_read_only_file_is_not_replaced_by_someone_who_may_not() {
    let Some(shell) = nobody() else {
        return not_here("F13", "to run as someone else");
    };
    let stage = Stage::new();
    let map = stage.target((0o777, 0o444), None);
    assert_refused(
        &stage.script(&shell, CONVERT),
        "is read-only; save under another name",
    );
    assert!(stage.is_small(&map));
    assert_eq!(names(map.parent().unwrap()), ["map.journey.ron"]);
}

#[test]
fn f14_a_file_in_a_folder_that_takes_no_files_stays_and_the_way_out_is_told() {
    let Some(shell) = nobody() else {
        return not_here("F14", "to run as someone else");
    };
    let stage = Stage::new();
    let map = stage.target((0o755, 0o666), None);
    // As the superuser owns the folder, or nobody does but may not write to it.
    fs::set_permissions(map.parent().unwrap(), fs::Permissions::from_mode(0o555)).unwrap();
    let refused = stage.script(&shell, CONVERT);
    assert_refused(&refused, "cannot be replaced by a new file");
    assert_refused(&refused, "save in another folder");
    assert!(stage.is_small(&map));
    let opened = stage.script(&shell, "exec \"$P\" check \"$D/target/map.journey.ron\"");
    assert_eq!(opened.status.code(), Some(0), "{}", said(&opened));
    let export = "exec \"$P\" export \"$D/small.journey.ron\" -o \"$D/target/map.png\"";
    let export = stage.script(&shell, export);
    assert_refused(&export, "its folder does not allow new files");
    assert_eq!(names(map.parent().unwrap()), ["map.journey.ron"]);
}

#[test]
fn f14_a_new_file_in_a_folder_that_takes_none_is_refused() {
    let Some(shell) = nobody() else {
        return not_here("F14", "to run as someone else");
    };
    let stage = Stage::new();
    let map = stage.target((0o555, 0o444), None);
    fs::remove_file(&map).unwrap();
    assert_refused(
        &stage.script(&shell, CONVERT),
        "its folder does not allow new files",
    );
    assert_eq!(names(map.parent().unwrap()), [] as [&str; 0]);
}

#[test]
fn f18_someone_else_s_file_in_a_shared_folder_keeps_its_mode() {
    let Some(shell) = nobody() else {
        return not_here("F18", "to run as someone else");
    };
    let stage = Stage::new();
    let map = stage.target((0o777, 0o646), None);
    let saved = stage.script(&shell, CONVERT);
    assert_eq!(saved.status.code(), Some(0), "{}", said(&saved));
    assert_eq!(load(&OsDisk, &map).unwrap().map, stress_map(2_000));
    let mode = fs::metadata(&map).unwrap().permissions().mode();
    assert_eq!(mode & 0o7777, 0o646);
}

/// In a folder such as `/tmp` one may write to files of others, but not
/// replace them.
#[test]
fn f14_a_file_of_others_in_a_sticky_folder_stays_and_the_way_out_is_told() {
    let Some(shell) = nobody() else {
        return not_here("F14", "to run as someone else");
    };
    let stage = Stage::new();
    let own = std::os::unix::fs::MetadataExt::uid(&fs::metadata(stage.folder.path()).unwrap());
    if own != 0 {
        return not_here("F14 in a sticky folder", "to make files of others");
    }
    let map = stage.target((0o1777, 0o666), Some(1_234));
    assert_refused(
        &stage.script(&shell, CONVERT),
        "cannot be replaced by a new file",
    );
    assert!(stage.is_small(&map));
    assert_eq!(names(map.parent().unwrap()), ["map.journey.ron"]);
}

#[test]
fn f10_a_full_disk_is_named_and_the_old_file_stays() {
    let Some(shell) = mounting() else {
        return not_here("F10", "to mount a small disk");
    };
    let stage = Stage::new();
    fs::create_dir(stage.path("target")).unwrap();
    // What is said of the disk is told inside, where alone it is mounted.
    let script = "mount -t tmpfs -o size=64k tmpfs \"$D/target\" && cd \"$D/target\" \
        && cp ../small.journey.ron map.journey.ron || exit 98; \
        \"$P\" convert ../large.journey.ron -o map.journey.ron; code=$?; \
        cmp ../small.journey.ron map.journey.ron && [ \"$(ls -A)\" = map.journey.ron ] \
        && exit $code; exit 97";
    let refused = stage.script(&shell, script);
    assert_refused(&refused, "the disk is full; free some space");
    assert_refused(&refused, "map.journey.ron");
}

#[test]
fn f10_an_export_to_a_full_disk_leaves_nothing_under_its_name() {
    let Some(shell) = mounting() else {
        return not_here("F10", "to mount a small disk");
    };
    let stage = Stage::new();
    fs::create_dir(stage.path("target")).unwrap();
    let script = "mount -t tmpfs -o size=16k tmpfs \"$D/target\" && cd \"$D/target\" || exit 98; \
        \"$P\" export ../large.journey.ron -o map.png; code=$?; \
        [ -z \"$(ls -A)\" ] && exit $code; exit 97";
    assert_refused(
        &stage.script(&shell, script),
        "the disk is full; free some space",
    );
}

#[test]
fn f15_on_a_read_only_disk_a_map_opens_and_is_not_saved() {
    let Some(shell) = mounting() else {
        return not_here("F15", "to mount a read-only disk");
    };
    let stage = Stage::new();
    fs::create_dir(stage.path("target")).unwrap();
    let script = "mount -t tmpfs -o size=1m tmpfs \"$D/target\" && cd \"$D/target\" \
        && cp ../small.journey.ron map.journey.ron && mount -o remount,ro \"$D/target\" || exit 98; \
        \"$P\" check map.journey.ron || exit 96; \
        \"$P\" convert ../large.journey.ron -o map.journey.ron; code=$?; \
        cmp ../small.journey.ron map.journey.ron && exit $code; exit 97";
    let refused = stage.script(&shell, script);
    assert_refused(&refused, "the disk is read-only; save on another disk");
}

#[test]
fn f19_a_temporary_folder_on_another_disk_does_not_matter() {
    let Some(shell) = mounting() else {
        return not_here("F19", "to mount another disk");
    };
    let stage = Stage::new();
    fs::create_dir(stage.path("target")).unwrap();
    // So small that nothing could be written there.
    let script = "mount -t tmpfs -o size=4k tmpfs \"$D/target\" || exit 98; export TMPDIR=\"$D/target\"; \
        \"$P\" convert large.journey.ron -o saved.journey.ron || exit 97; [ -z \"$(ls -A target)\" ]";
    let saved = stage.script(&shell, script);
    assert_eq!(saved.status.code(), Some(0), "{}", said(&saved));
    assert_eq!(
        load(&OsDisk, &stage.path("saved.journey.ron")).unwrap().map,
        stress_map(2_000)
    );
}

#[test]
fn f11_a_limit_of_file_sizes_is_named_and_the_old_file_stays() {
    let stage = Stage::new();
    let map = stage.target((0o755, 0o644), None);
    let script = "trap '' XFSZ; ulimit -f 16; \
        exec \"$P\" convert large.journey.ron -o target/map.journey.ron";
    assert_refused(
        &stage.script(&["sh", "-c"], script),
        "does not take files of this size",
    );
    assert!(stage.is_small(&map));
    assert_eq!(names(map.parent().unwrap()), ["map.journey.ron"]);
}

/// The signal of a limit that is not ignored kills it in the midst of writing.
#[test]
#[cfg(target_os = "linux")]
fn a_program_that_is_killed_while_it_writes_leaves_the_old_file_and_the_next_tidies_up() {
    let stage = Stage::new();
    let map = stage.target((0o755, 0o644), None);
    let folder = map.parent().unwrap();
    let script = "ulimit -c 0; ulimit -f 16; \
        exec \"$P\" convert large.journey.ron -o target/map.journey.ron";
    let killed = stage.script(&["sh", "-c"], script);
    assert!(killed.status.signal().is_some(), "{killed:?}");
    assert!(stage.is_small(&map));
    assert_eq!(names(folder).len(), 2, "{:?}", names(folder));
    let next = stage.script(
        &["sh", "-c"],
        "exec \"$P\" convert small.journey.ron -o target/other.journey.ron",
    );
    assert_eq!(next.status.code(), Some(0), "{}", said(&next));
    assert_eq!(names(folder), ["map.journey.ron", "other.journey.ron"]);
}

#[test]
fn f4_and_f26_errors_of_single_calls_of_the_system_are_told_and_the_old_file_stays() {
    let shell = ["sh", "-c"];
    let asked = Command::new("strace")
        .args(["-o", "/dev/null", "true"])
        .output();
    if !asked.is_ok_and(|asked| asked.status.success()) {
        return not_here("F4 and F26", "to inject errors with strace");
    }
    for (inject, words) in [
        ("fsync:error=EIO:when=1", "could not write it to the disk"),
        ("write:error=ENOSPC:when=1", "the disk is full"),
        (
            "rename,renameat,renameat2:error=EIO:when=1",
            "could not replace it",
        ),
        (
            "rename,renameat,renameat2:error=EXDEV:when=1",
            "cannot be replaced by a new file",
        ),
        (
            "rename,renameat,renameat2:error=EINVAL:when=1",
            "cannot be replaced by a new file",
        ),
        (
            "rename,renameat,renameat2:error=EOPNOTSUPP:when=1",
            "cannot be replaced by a new file",
        ),
    ] {
        let stage = Stage::new();
        let map = stage.target((0o755, 0o644), None);
        let script = format!(
            "exec strace -f -qq -o /dev/null -e inject={inject} \
            \"$P\" convert large.journey.ron -o target/map.journey.ron"
        );
        let refused = stage.script(&shell, &script);
        assert_refused(&refused, words);
        assert!(stage.is_small(&map), "{inject}");
        assert_eq!(
            names(map.parent().unwrap()),
            ["map.journey.ron"],
            "{inject}"
        );
    }
    let stage = Stage::new();
    let map = stage.target((0o755, 0o644), None);
    let path = "-P target/map.journey.ron -P target";
    let script = format!(
        "exec strace -f -qq -o /dev/null {path} -e inject=openat:error=EMFILE \
        \"$P\" convert large.journey.ron -o target/map.journey.ron"
    );
    assert_refused(&stage.script(&shell, &script), "Too many open files");
    assert!(stage.is_small(&map));
}
