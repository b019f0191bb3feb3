//! Files that are none: what the kernel answers with when it is asked under
//! `/proc` and `/sys` looks like a file, may never end or hang, and must not be
//! written to. Told by the device it is on.

use std::{fs, os::unix::fs::MetadataExt as _, sync::OnceLock};

/// Whether a device holds the kernel's answers instead of files.
pub(super) fn answers_on(device: u64) -> bool {
    static DEVICES: OnceLock<Vec<u64>> = OnceLock::new();
    let devices = DEVICES.get_or_init(|| {
        let device = |path: &str| fs::metadata(path).ok().map(|found| found.dev());
        let root = device("/");
        let found = ["/proc", "/sys"].into_iter().filter_map(device);
        // Where nothing is mounted there, it is a folder as any other.
        found.filter(|found| Some(*found) != root).collect()
    });
    devices.contains(&device)
}
