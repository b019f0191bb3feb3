//! What was last exported of each map, by the map's path: a file of its own
//! beside the settings, so that a damaged one costs nothing else. What cannot
//! be read is forgotten, without a word: it can be chosen again.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use super::keeper;
use crate::{file::Disk, ui::plan::Plan};

/// The name of the file.
const NAME: &str = "exports.ron";
/// So many maps are remembered.
const MOST: usize = 50;
/// A choice that names more elements than this lasts as long as the window.
const MOST_NAMES: usize = 1000;

/// Remembers exports in a folder, or nowhere.
pub(in crate::ui) struct ExportMemory {
    folder: Option<PathBuf>,
    disk: Arc<dyn Disk>,
}

/// The file: the map exported last comes first.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    maps: Vec<Entry>,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    map: PathBuf,
    last: Plan,
}

impl ExportMemory {
    /// A memory in a folder, which need not be there yet; without one, nothing
    /// is remembered.
    pub(in crate::ui) fn new(disk: Arc<dyn Disk>, folder: Option<PathBuf>) -> Self {
        Self { folder, disk }
    }

    /// What was last exported of the map in a file.
    pub(in crate::ui) fn recall(&self, map: &Path) -> Option<Plan> {
        let folder = self.folder.as_ref()?;
        let kept = self.read(folder);
        let mut entries = kept.maps.into_iter();
        entries
            .find(|entry| entry.map == map)
            .map(|entry| entry.last)
    }

    /// Remembers what was exported of the map in a file.
    pub(in crate::ui) fn keep(&self, map: &Path, plan: &Plan) {
        let Some(folder) = &self.folder else { return };
        let paths = [Some(map), plan.path.as_deref()];
        let is_text = paths
            .into_iter()
            .flatten()
            .all(|path| path.to_str().is_some());
        // What is no text cannot be written as text.
        if !is_text || plan.names() > MOST_NAMES {
            return;
        }
        let mut kept = self.read(folder);
        kept.maps.retain(|entry| entry.map != map);
        let (map, last) = (map.to_owned(), plan.clone());
        kept.maps.insert(0, Entry { map, last });
        kept.maps.truncate(MOST);
        let path = folder.join(NAME);
        if let Err(cause) = keeper::write(self.disk.as_ref(), folder, &path, &kept) {
            log::warn!("the export is not remembered: {cause}");
        }
    }

    /// What is kept; nothing where it cannot be read.
    fn read(&self, folder: &Path) -> Kept {
        keeper::read(self.disk.as_ref(), &folder.join(NAME)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::OsDisk;

    #[test]
    fn the_maps_exported_last_are_remembered_and_no_more() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let place = folder.path().join("config");
        let memory = ExportMemory::new(Arc::new(OsDisk), Some(place.clone()));
        let map = |number: usize| PathBuf::from(format!("/maps/{number}.journey.ron"));
        let mut plan = Plan::default();
        for number in 0..=MOST {
            plan.path = Some(format!("/pictures/{number}.png").into());
            memory.keep(&map(number), &plan);
        }
        assert_eq!(memory.recall(&map(0)), None, "the oldest is forgotten");
        let kept = memory.recall(&map(1)).and_then(|plan| plan.path);
        assert_eq!(kept, Some("/pictures/1.png".into()));
        assert_eq!(memory.recall(&map(MOST)), Some(plan));
        std::fs::write(place.join(NAME), "(maps: [(")?;
        assert_eq!(memory.recall(&map(MOST)), None, "damaged, and no failure");
        Ok(())
    }
}
