//! Pictures that a map names and does not hold: files beside it, as maps had
//! them that were written by hand. They are read from the map's own folder,
//! never from outside of it, and join the map; the next save keeps them in it.

use std::{
    collections::BTreeSet,
    path::{Component, Path},
    sync::Arc,
};

use super::{intake, limits};
use crate::{
    file::{Disk, FileError, Kind, load_bytes},
    model::{Edit, Map, Problem},
};

/// Takes the files beside a map that it names into it; gives what could not be
/// taken, with the reason. A file that is not there is no problem of this
/// function: [`Map::check`] lists it.
pub fn embed_beside(disk: &dyn Disk, path: &Path, map: &mut Map) -> Vec<Problem> {
    let missing: BTreeSet<String> = map
        .picture_uses()
        .filter(|(name, _)| !map.pictures.contains_key(*name))
        .map(|(name, _)| name.to_owned())
        .collect();
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut problems = Vec::new();
    for name in missing {
        match picture(disk, folder, &name, map) {
            Ok(Some(picture)) => {
                // Adding a picture names no element, so it cannot fail.
                let _ = map.apply(&Edit::AddPicture(name, Arc::new(picture)));
            }
            Ok(None) => {}
            Err(reason) => problems.push(Problem(format!(
                "picture “{name}” beside the map was not read: {reason}"
            ))),
        }
    }
    problems
}

/// The picture in a file of the folder; `None` when there is no such file.
fn picture(
    disk: &dyn Disk,
    folder: &Path,
    name: &str,
    map: &Map,
) -> Result<Option<crate::model::Picture>, String> {
    let relative = Path::new(name);
    let is_inside = relative
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    if name.is_empty() {
        return Ok(None);
    }
    if !is_inside || name.contains('\\') {
        return Err("it is outside of the map's folder; put the file beside the map".into());
    }
    let mut at = folder.to_owned();
    for part in relative.components() {
        at.push(part);
        match disk.status(&at) {
            Ok(status) if status.kind == Kind::Link => {
                return Err("it is a link, which may lead out of the map's folder; \
                     put the file itself beside the map"
                    .into());
            }
            Ok(_) => {}
            // Nothing of that name, or nothing that can be looked at.
            Err(_) => return Ok(None),
        }
    }
    let (bytes, _) = match load_bytes(disk, &at, limits::PICTURE_BYTES) {
        Ok(read) => read,
        Err(FileError::Missing { .. }) => return Ok(None),
        Err(error) => return Err(error.to_string()),
    };
    let taken = intake::take(name, bytes).map_err(|fault| fault.to_string())?;
    match limits::no_room_for_picture(map, taken.picture.weight()) {
        Some(reason) => Err(reason),
        None => Ok(Some(taken.picture)),
    }
}
