//! The state of the dialog of versions: what is known of them so far, and which
//! one is looked at.

use std::{collections::BTreeMap, path::PathBuf, sync::Arc};

use egui::Context;
use jiff::tz::TimeZone;

use super::{
    Past,
    changes::Changes,
    reading::{Answer, Read, Reading},
};
use crate::{
    file::{Version, Versions, versions::now},
    ui::{
        dialog::{
            drawing::{Drawings, Drawn},
            sheet::SheetPicture,
        },
        when,
    },
};

/// The dialog of versions.
pub(in crate::ui) struct VersionsForm {
    /// The name of the map.
    pub(super) name: String,
    versions: Arc<Versions>,
    /// The file of the map, once it has one.
    path: Option<PathBuf>,
    now: i64,
    zone: TimeZone,
    list: Option<Result<Vec<Version>, String>>,
    changes: BTreeMap<usize, Changes>,
    /// Which version is looked at, the newest being 0.
    pub(super) at: usize,
    /// Which was asked for last.
    asked: Option<usize>,
    /// What arrived, and the letters in it, which may need fonts first.
    arrived: Option<(usize, Read, String)>,
    shown: Option<(usize, Read)>,
    /// Made with the first frame, which knows the window.
    threads: Option<(Reading, Drawings)>,
    pub(super) picture: SheetPicture,
}

impl VersionsForm {
    /// The dialog for a map of this name and file.
    pub(in crate::ui) fn new(versions: Arc<Versions>, name: String, path: Option<PathBuf>) -> Self {
        Self {
            name,
            versions,
            path,
            now: now(),
            zone: TimeZone::system(),
            list: None,
            changes: BTreeMap::new(),
            at: 0,
            asked: None,
            arrived: None,
            shown: None,
            threads: None,
            picture: SheetPicture::default(),
        }
    }

    /// Whether anything is still being read or drawn.
    pub(in crate::ui) fn is_busy(&self) -> bool {
        let Some((_, drawings)) = self.threads.as_ref().filter(|_| self.has_place()) else {
            return self.has_place();
        };
        let listed = self.listed().len();
        let is_read = self.list.is_some() && self.changes.len() == listed;
        let is_shown = listed == 0 || self.shown.as_ref().is_some_and(|(at, _)| *at == self.at);
        !is_read || !is_shown || drawings.is_busy() || self.picture.is_busy()
    }

    /// Takes what was found out. A map with new letters in it is shown once
    /// `cover` says that there are fonts for them.
    pub(in crate::ui) fn update(&mut self, ctx: &Context, cover: impl FnOnce(&str) -> bool) {
        let Some(path) = self.path.clone().filter(|_| self.versions.is_on()) else {
            return;
        };
        let versions = Arc::clone(&self.versions);
        let (reading, _) = self
            .threads
            .get_or_insert_with(|| (Reading::begin(ctx, versions, path), Drawings::start(ctx)));
        for answer in reading.answers() {
            match answer {
                Answer::List(list) => self.list = Some(list),
                Answer::Read(at, read, letters) => self.arrived = Some((at, read, letters)),
                Answer::Changes(at, changes) => {
                    self.changes.insert(at, changes);
                }
            }
        }
        let is_listed = matches!(&self.list, Some(Ok(list)) if !list.is_empty());
        if is_listed && self.asked != Some(self.at) {
            self.asked = Some(self.at);
            if !reading.ask(self.at) {
                let reason = "the versions could not be read to their end; open this list again";
                self.shown = Some((self.at, Err(reason.into())));
            }
        }
        let is_covered = self
            .arrived
            .as_ref()
            .is_none_or(|(_, _, letters)| cover(letters));
        if !is_covered {
            ctx.request_repaint();
        } else if let Some((at, read, _)) = self.arrived.take() {
            self.shown = Some((at, read));
        }
    }

    /// The versions, the newest first.
    pub(super) fn listed(&self) -> &[Version] {
        match &self.list {
            Some(Ok(list)) => list,
            Some(Err(_)) | None => &[],
        }
    }

    /// The version that is looked at.
    pub(super) fn chosen(&self) -> Option<&Version> {
        self.listed().get(self.at)
    }

    /// When a version was kept, in words.
    pub(super) fn when(&self, version: &Version) -> String {
        when::words(version.time, self.now, &self.zone)
    }

    /// What changed with a version, once it is known.
    pub(super) fn changes(&self, place: usize) -> Option<&Changes> {
        self.changes.get(&place)
    }

    /// Why no map is shown, and whether that is a failure; `None` when one is.
    pub(super) fn trouble(&self) -> Option<(String, bool)> {
        if !self.versions.is_on() {
            let words = "This system has no folder for versions, so none are kept.";
            return Some((words.into(), false));
        }
        if self.path.is_none() {
            let words = "Versions are kept each time you save. This map is not in a file yet.";
            return Some((words.into(), false));
        }
        match (&self.list, self.map()) {
            (None, _) => Some(("The versions are being looked for…".into(), false)),
            (Some(Err(reason)), _) | (Some(Ok(_)), Some(Err(reason))) => {
                Some((reason.clone(), true))
            }
            (Some(Ok(list)), _) if list.is_empty() => {
                let words = "Versions are kept each time you save. There are none of this map yet.";
                Some((words.into(), false))
            }
            (Some(Ok(_)), None) => Some(("This version is being read…".into(), false)),
            (Some(Ok(_)), Some(Ok(_))) => None,
        }
    }

    /// The picture of the version that is looked at.
    pub(super) fn drawn(&mut self) -> Drawn {
        let map = self.map().and_then(|read| read.as_ref().ok()).cloned();
        match map.zip(self.threads.as_mut()) {
            Some((map, (_, drawings))) => drawings.picture(self.at, &map),
            None => Drawn::NotYet,
        }
    }

    /// The version that is looked at, to do something with.
    pub(super) fn past(&self) -> Option<Past> {
        let when = self.when(self.chosen()?);
        let map = Arc::clone(self.map()?.as_ref().ok()?);
        Some(Past { when, map })
    }

    fn map(&self) -> Option<&Read> {
        let shown = self.shown.as_ref().filter(|(at, _)| *at == self.at);
        shown.map(|(_, read)| read)
    }

    fn has_place(&self) -> bool {
        self.path.is_some() && self.versions.is_on()
    }
}
