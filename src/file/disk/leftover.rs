//! Temporary files that a program left behind when it was killed: told by their
//! names, which say on which machine and by which process they were made. Only
//! those of a process that is gone, or of another day, count as left.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process,
    sync::OnceLock,
    time::{Duration, SystemTime},
};

/// How the name of every temporary file begins and ends.
const START: &str = ".throughline-";
/// See [`START`].
pub(super) const END: &str = ".tmp";
/// From this age on a file is left, whoever made it.
const DAY: Duration = Duration::from_hours(24);
/// So many names of a folder are looked at.
const NAMES: usize = 10_000;

/// How the names of this process' temporary files begin:
/// `.throughline-1c9f03aa-4711-`.
pub(super) fn prefix() -> String {
    let machine = machine().unwrap_or_default();
    format!("{START}{machine:08x}-{}-", process::id())
}

/// The temporary files in a folder that are left.
pub(super) fn leftovers(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)?.take(NAMES) {
        let entry = entry?;
        let name = entry.file_name();
        let Some(maker) = name.to_str().and_then(Maker::of) else {
            continue;
        };
        let metadata = entry.metadata()?;
        if metadata.is_file() && (maker.is_gone() || is_old(&metadata)) {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

/// Who made a temporary file.
struct Maker {
    /// The machine and the process of it; `None` where the name does not tell.
    process: Option<(u32, u32)>,
}

impl Maker {
    /// The maker of a file of this name; `None` if it is none of ours: six
    /// letters by chance, after machine and process, or alone as they once were.
    fn of(name: &str) -> Option<Self> {
        let rest = name.strip_prefix(START)?.strip_suffix(END)?;
        let (maker, chance) = match rest.rsplit_once('-') {
            Some((maker, chance)) => (Some(maker), chance),
            None => (None, rest),
        };
        let is_chance =
            chance.len() == 6 && chance.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let process = match maker {
            Some(maker) => {
                let (machine, process) = maker.split_once('-')?;
                Some((
                    u32::from_str_radix(machine, 16).ok()?,
                    process.parse().ok()?,
                ))
            }
            None => None,
        };
        is_chance.then_some(Self { process })
    }

    /// Whether it is known that the process has ended.
    fn is_gone(&self) -> bool {
        self.process.is_some_and(|(on, process)| {
            machine() == Some(on) && process != process::id() && !is_running(process)
        })
    }
}

fn is_old(metadata: &fs::Metadata) -> bool {
    let age = metadata
        .modified()
        .ok()
        .and_then(|at| SystemTime::now().duration_since(at).ok());
    age.is_some_and(|age| age > DAY)
}

fn is_running(process: u32) -> bool {
    let status = fs::symlink_metadata(format!("/proc/{process}"));
    !status.is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
}

/// A number for this machine and, where processes are counted apart as in a
/// container, for that; `None` where it cannot be told which processes run.
fn machine() -> Option<u32> {
    static MACHINE: OnceLock<Option<u32>> = OnceLock::new();
    *MACHINE.get_or_init(|| {
        let counted = fs::read_link("/proc/self/ns/pid").ok()?;
        let text = |path: &str| fs::read(path).unwrap_or_default();
        let mut bytes = text("/etc/machine-id");
        bytes.extend(text("/proc/sys/kernel/hostname"));
        bytes.extend(counted.as_os_str().as_encoded_bytes());
        // FNV-1a.
        let number = bytes.iter().fold(0x811c_9dc5_u32, |hash, byte| {
            (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
        });
        Some(number)
    })
}
