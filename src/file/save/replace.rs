//! Putting new content under a name: what must not be replaced or needs a
//! consent, a new file beside it, the rename, and whether that lasts. Knows the
//! order of steps, not what is saved.

use std::{io, path::Path};

use super::{Consent, Place, Stamp, failed, folder_of, in_place, not_a_file, status};
use crate::file::{
    FileError,
    disk::{Disk, Draft, Kind, Status},
};

/// Gives a file its new content: another file in its place, or, where that
/// cannot be and was agreed to, in the file itself.
pub(super) fn put(
    place: Place<'_>,
    (target, before): (&Path, Option<&Status>),
    held: Option<&[u8]>,
    bytes: &[u8],
    consent: Consent,
) -> Result<(), FileError> {
    let Some(status) = before else {
        return replace(place.disk, target, before, bytes, consent);
    };
    if status.links > 1 {
        // What has several names was agreed to, or would not come here.
        return in_place::write(place, target, held, bytes);
    }
    match replace(place.disk, target, before, bytes, consent) {
        Err(
            FileError::FolderReadOnly { path, source } | FileError::NotReplaced { path, source },
        ) => {
            if consent.in_place {
                in_place::write(place, target, held, bytes)
            } else {
                Err(FileError::OnlyInPlace { path, source })
            }
        }
        result => result,
    }
}

/// Looks at the file that is to be replaced, and refuses what must not be or
/// needs a consent. `None`: there is none yet.
pub(super) fn examine(
    disk: &dyn Disk,
    target: &Path,
    consent: Consent,
) -> Result<Option<Status>, FileError> {
    let Some(status) = status(disk, target)? else {
        return Ok(None);
    };
    let path = || target.to_path_buf();
    if status.kind != Kind::File {
        return Err(not_a_file(target, &status));
    }
    if status.links > 1 && !consent.in_place {
        let links = status.links;
        return Err(FileError::HardLinks {
            path: path(),
            links,
        });
    }
    if !consent.read_only {
        if status.permissions.readonly() {
            return Err(FileError::ReadOnly { path: path() });
        }
        // Others may write to it, but not we.
        disk.try_write(target).map_err(|source| {
            if source.kind() == io::ErrorKind::PermissionDenied {
                FileError::ReadOnly { path: path() }
            } else {
                failed(target, "write to it", source)
            }
        })?;
    }
    Ok(Some(status))
}

/// Puts new content under a name in one step.
pub(super) fn replace(
    disk: &dyn Disk,
    target: &Path,
    before: Option<&Status>,
    bytes: &[u8],
    consent: Consent,
) -> Result<(), FileError> {
    let draft = drafted(disk, target, before, bytes)?;
    settle(disk, target, before, draft, consent)?;
    confirm(disk, target, bytes)
}

/// New content beside a name, complete on the disk.
pub(super) fn drafted(
    disk: &dyn Disk,
    target: &Path,
    before: Option<&Status>,
    bytes: &[u8],
) -> Result<Box<dyn Draft>, FileError> {
    let folder = folder_of(target);
    let fault = |doing| move |source| failed(target, doing, source);
    let mut draft = disk.create(folder, before).map_err(|source| {
        if matches!(
            source.kind(),
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
        ) {
            let path = target.into();
            FileError::FolderReadOnly { path, source }
        } else {
            failed(target, "write beside it", source)
        }
    })?;
    draft.write(bytes).map_err(fault("write it"))?;
    draft.sync().map_err(fault("write it to the disk"))?;
    Ok(draft)
}

/// Gives a draft its name, if what has the name is still what it was.
pub(super) fn settle(
    disk: &dyn Disk,
    target: &Path,
    before: Option<&Status>,
    draft: Box<dyn Draft>,
    consent: Consent,
) -> Result<(), FileError> {
    // Once more, as late as can be: writing may have taken long.
    let now = status(disk, target)?;
    let still = match (before, &now) {
        (Some(before), Some(now)) => before.is_still(now),
        // Gone meanwhile: then nothing is lost by writing it.
        (_, None) => true,
        (None, Some(_)) => false,
    };
    if !still && !consent.replace {
        return Err(FileError::Changed {
            path: target.into(),
        });
    }
    if let Some(status) = now.filter(|status| status.kind != Kind::File) {
        return Err(not_a_file(target, &status));
    }
    draft.rename(target).map_err(|source| {
        // A disk that does not know how, or a folder in which one may not.
        let never = matches!(
            source.kind(),
            io::ErrorKind::CrossesDevices
                | io::ErrorKind::InvalidInput
                | io::ErrorKind::Unsupported
                | io::ErrorKind::PermissionDenied
        );
        if never {
            let path = target.into();
            FileError::NotReplaced { path, source }
        } else {
            failed(target, "replace it", source)
        }
    })
}

/// Makes a rename last, and looks whether it did what it should.
pub(super) fn confirm(disk: &dyn Disk, target: &Path, bytes: &[u8]) -> Result<(), FileError> {
    disk.sync_folder(folder_of(target))
        .and_then(|()| disk.status(target))
        .and_then(|status| {
            if status.kind == Kind::File && status.len == bytes.len() as u64 {
                Ok(())
            } else {
                Err(io::Error::other("it was changed at the same moment"))
            }
        })
        .map_err(|source| FileError::Unconfirmed {
            path: target.into(),
            stamp: Stamp::of(bytes),
            source,
        })
}

/// Whether the system does not let us write to a file.
pub(super) fn is_protected(disk: &dyn Disk, target: &Path) -> bool {
    disk.try_write(target).is_err_and(|error| {
        matches!(
            error.kind(),
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
        )
    })
}

/// Removes temporary files that a program left in a folder when it was killed.
/// What cannot be removed stays.
pub(super) fn tidy(disk: &dyn Disk, folder: &Path) {
    for path in disk.leftovers(folder).unwrap_or_default() {
        if let Err(error) = disk.remove(&path) {
            log::warn!("a temporary file stays, {}: {error}", path.display());
        }
    }
}
