//! From a file on the disk to a map, with what went wrong in the words of
//! [`FileError`].

use std::path::Path;

use super::{Imported, import};
use crate::file::{Disk, FileError, Place, foreign, limits, load_bytes};

/// Reads a diagram from the disk and makes a map of it.
///
/// # Errors
/// It is not there, not a file, too large, no text, or no journey.
pub fn load(disk: &dyn Disk, path: &Path) -> Result<Imported, FileError> {
    let (bytes, _) = load_bytes(disk, path, limits::MERMAID_BYTES as u64)?;
    let unreadable = |place, reason| FileError::Unreadable {
        name: path.into(),
        place,
        reason,
    };
    let text = foreign::text(&bytes).map_err(|(place, reason)| unreadable(place, reason))?;
    import(text).map_err(|error| {
        let line = error.line;
        unreadable(Some(Place { line, column: 0 }), error.fault.to_string())
    })
}
