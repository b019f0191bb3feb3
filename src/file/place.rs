//! The one place of a file: its real path, the same whatever name or link it was
//! opened by, and a name for it, under which other folders hold what belongs to
//! the file. Knows paths.

use std::{
    ffi::OsString,
    io,
    path::{Component, Path, PathBuf},
};

use crate::file::{
    disk::{Disk, Kind},
    error::FileError,
    limits::LINKS,
};

/// The path of a file with every link in it followed; the file, and folders it
/// is in, need not be there.
pub(super) fn real(disk: &dyn Disk, path: &Path) -> Result<PathBuf, FileError> {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut left = parts(&whole);
    let mut real = PathBuf::new();
    let mut links = 0_usize;
    while let Some(part) = left.pop() {
        match Path::new(&part).components().next() {
            None | Some(Component::CurDir) => {}
            Some(Component::ParentDir) => {
                real.pop();
            }
            Some(Component::Prefix(_) | Component::RootDir) => real.push(part),
            Some(Component::Normal(_)) => {
                let next = real.join(&part);
                match link(disk, &next)? {
                    None => real = next,
                    Some(_) if links >= LINKS => {
                        return Err(FileError::LinkLoop { path: path.into() });
                    }
                    Some(to) => {
                        links = links.saturating_add(1);
                        left.extend(parts(&to));
                    }
                }
            }
        }
    }
    Ok(real)
}

/// The parts of a path, the last one first.
fn parts(path: &Path) -> Vec<OsString> {
    let parts = path.components().rev();
    parts.map(|part| part.as_os_str().to_owned()).collect()
}

/// Where a link leads; `None` for anything else.
fn link(disk: &dyn Disk, path: &Path) -> Result<Option<PathBuf>, FileError> {
    let failed = |source| FileError::Disk {
        path: path.into(),
        doing: "look where it leads",
        source,
    };
    match disk.status(path) {
        Ok(status) if status.kind == Kind::Link => disk.read_link(path).map(Some).map_err(failed),
        Ok(_) => Ok(None),
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
            ) =>
        {
            Ok(None)
        }
        Err(error) => Err(failed(error)),
    }
}

/// A name for a path: the 128 bits of its FNV-1a, which is the same on every
/// run and in every version of the program.
pub(super) fn key(path: &Path) -> String {
    const START: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let bytes = path.as_os_str().as_encoded_bytes();
    let hash = bytes.iter().fold(START, |hash, byte| {
        (hash ^ u128::from(*byte)).wrapping_mul(PRIME)
    });
    format!("{hash:032x}")
}

/// What says of which file a folder holds the versions, for people.
pub(super) fn about(path: &Path) -> Vec<u8> {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let path = ron::ser::to_string(&path.to_string_lossy()).unwrap_or_default();
    format!(
        "// Versions of a map, kept by Throughline. File > Versions shows them.\n(path: {path})\n"
    )
    .into_bytes()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_path_never_changes() {
        // Known values of FNV-1a with 128 bits.
        assert_eq!(key(Path::new("")), "6c62272e07bb014262b821756295c58d");
        assert_eq!(key(Path::new("a")), "d228cb696f1a8caf78912b704e4a8964");
    }

    #[test]
    fn a_folder_says_of_which_file_it_is() {
        let said = String::from_utf8(about(Path::new("/maps/my \"shop\".ron"))).unwrap();
        assert!(
            said.contains(r#"(path: "/maps/my \"shop\".ron")"#),
            "{said}"
        );
    }
}
