//! One version by its name, which says everything that is needed to list it:
//! `00000012-1764238809-9f3a2c1d.ron.z` is the twelfth, of that second since
//! 1970, with that checksum. Knows names, opens nothing.

use std::path::{Path, PathBuf};

/// What a name ends with: RON, packed.
const ENDING: &str = ".ron.z";

/// A version of a map. The later one is the greater.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// Its place in the order in which they were kept, from 1 on.
    pub number: u64,
    /// When it was kept by the clock of then, in seconds since 1970.
    pub time: i64,
    check: u32,
    place: PathBuf,
}

impl Version {
    /// The version of a file of the store; `None` for any other file.
    pub(super) fn at(place: PathBuf) -> Option<Self> {
        let name = place.file_name()?.to_str()?.strip_suffix(ENDING)?;
        let (number, rest) = name.split_once('-')?;
        let (time, check) = rest.rsplit_once('-')?;
        Some(Self {
            number: number.parse().ok()?,
            time: time.parse().ok()?,
            check: u32::from_str_radix(check, 16).ok()?,
            place,
        })
    }

    /// Where it is on the disk.
    #[must_use]
    pub fn place(&self) -> &Path {
        &self.place
    }

    /// The checksum of what it holds.
    pub(super) const fn check(&self) -> u32 {
        self.check
    }
}

/// The name of a version's file.
pub(super) fn name(number: u64, time: i64, check: u32) -> String {
    format!("{number:08}-{time}-{check:08x}{ENDING}")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_number_time_and_checksum() {
        let name = name(12, 1_764_238_809, 0x9f3a_2c1d);
        assert_eq!(name, "00000012-1764238809-9f3a2c1d.ron.z");
        let version = Version::at(name.into()).unwrap();
        assert_eq!((version.number, version.time), (12, 1_764_238_809));
        assert_eq!(version.check(), 0x9f3a_2c1d);
    }

    #[test]
    fn a_clock_before_1970_has_a_name_too() {
        let version = Version::at(name(3, -5, 1).into()).unwrap();
        assert_eq!((version.number, version.time), (3, -5));
    }

    #[test]
    fn other_files_are_no_versions() {
        for name in [
            "about.ron",
            ".throughline-x.tmp",
            "1-2.ron.z",
            "a-1-b.ron.z",
            "1-1-1.ron",
        ] {
            assert_eq!(Version::at(name.into()), None, "{name}");
        }
    }
}
