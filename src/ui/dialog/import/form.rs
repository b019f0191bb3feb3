//! The state of the import dialog: the bytes of a file, what was chosen about
//! reading them, and what was chosen before. A choice can be taken back.

use std::{path::PathBuf, sync::Arc};

use egui::Context;

use super::{
    Brought, Imported,
    reading::{Known, Reading},
};
use crate::{
    file::import::{Layout, Log, Meaning, Options},
    model::Map,
    ui::{
        dialog::sheet::SheetPicture,
        settings::columns::{Columns, Signature},
    },
};

/// So many choices can be taken back.
const STEPS: usize = 100;

/// The import dialog.
pub(in crate::ui) struct ImportForm {
    /// The file, by its name.
    pub(in crate::ui) path: PathBuf,
    bytes: Arc<[u8]>,
    /// The map whose log the answers go to; none for a map of their own.
    pub(super) into: Option<Arc<Map>>,
    /// What was chosen for tables before.
    columns: Columns,
    /// The names of this table's columns, as they were read first.
    signature: Option<Signature>,
    /// The day it is, as `YYYY-MM-DD`.
    today: String,
    /// The open map may be left already.
    pub(super) is_guarded: bool,
    /// Its columns are those of a table before, and were taken for the same.
    pub(super) is_as_before: bool,
    /// What is chosen; what is not is found out.
    pub(super) options: Options,
    /// What was chosen before, the last one last.
    before: Vec<Options>,
    /// Made with the first frame, which knows the window.
    reading: Option<Reading>,
    pub(super) picture: SheetPicture,
    /// A line of the file to be shown.
    pub(super) goal: Option<usize>,
    /// The line that was last shown.
    pub(super) marked: Option<usize>,
    /// The import was asked for and waits for what is being found out.
    pub(super) is_awaited: bool,
}

impl ImportForm {
    /// The form for a file on a day, given as `YYYY-MM-DD`, with nothing chosen
    /// yet.
    pub(in crate::ui) fn new(
        (path, bytes): (PathBuf, Vec<u8>),
        columns: Columns,
        today: String,
    ) -> Self {
        Self {
            path,
            bytes: bytes.into(),
            into: None,
            columns,
            signature: None,
            is_guarded: false,
            is_as_before: false,
            options: first(None, &today),
            today,
            before: Vec::new(),
            reading: None,
            picture: SheetPicture::default(),
            goal: None,
            marked: None,
            is_awaited: false,
        }
    }

    /// The same once the open map may be left.
    #[must_use]
    pub(in crate::ui) fn guarded(mut self) -> Self {
        self.is_guarded = true;
        self
    }

    /// The same for answers that go to the log of a map.
    #[must_use]
    pub(in crate::ui) fn into_log(mut self, map: Arc<Map>) -> Self {
        self.bring_into(map);
        self
    }

    /// From now on the answers go to the log of a map.
    pub(super) fn bring_into(&mut self, map: Arc<Map>) {
        self.options = Options {
            encoding: self.options.encoding,
            delimiter: self.options.delimiter,
            part: self.options.part,
            ..first(Some(&map), &self.today)
        };
        self.into = Some(map);
        self.begin_anew();
    }

    /// From now on it is a map of its own.
    pub(super) fn leave_log(&mut self) {
        self.into = None;
        self.options = first(None, &self.today);
        self.begin_anew();
    }

    fn begin_anew(&mut self) {
        self.before.clear();
        self.reading = None;
        self.signature = None;
        self.is_as_before = false;
    }

    /// Whether anything was chosen.
    pub(super) fn is_chosen(&self) -> bool {
        self.options != first(self.into.as_deref(), &self.today)
    }

    /// Takes all choices back, also those of a table before; that can be taken
    /// back.
    pub(super) fn start_over(&mut self) {
        self.is_as_before = false;
        self.choose(first(self.into.as_deref(), &self.today));
    }

    /// Whether the preview is not yet that of what is chosen.
    pub(in crate::ui) fn is_busy(&self) -> bool {
        self.reading.as_ref().is_none_or(Reading::is_busy) || self.picture.is_busy()
    }

    /// Keeps the preview up with what is chosen. What has new letters in it is
    /// shown once `cover` says that there are fonts for them.
    pub(in crate::ui) fn update(&mut self, ctx: &Context, cover: impl FnOnce(&str) -> bool) {
        let file = || (Arc::clone(&self.bytes), self.path.clone());
        let reading = match &mut self.reading {
            Some(reading) => reading,
            none => none.insert(Reading::begin(ctx, file(), self.into.clone())),
        };
        reading.update(&self.options);
        if reading.letters().is_none_or(cover) {
            reading.show();
            self.recall();
        } else {
            ctx.request_repaint();
        }
    }

    /// Takes the columns of a table of answers for what those of the last one
    /// with the same names were taken for.
    fn recall(&mut self) {
        if self.into.is_none() || self.signature.is_some() {
            return;
        }
        let Some(known) = self.understood() else {
            return;
        };
        let signature = Signature::of(&known.understood);
        if let Some(options) = self.columns.recall(&signature, &self.options) {
            self.options = options;
            self.is_as_before = true;
            // What is shown is not yet what is chosen.
            if let Some(reading) = &mut self.reading {
                reading.update(&self.options);
            }
        }
        self.signature = Some(signature);
    }

    /// What is found out, once anything is.
    pub(super) fn reading(&self) -> Option<&Reading> {
        self.reading.as_ref()
    }

    /// What the file is understood as, if it is a map.
    pub(super) fn understood(&self) -> Option<&Known> {
        self.reading.as_ref()?.understood()
    }

    /// Whether what is known is older than what is chosen.
    pub(super) fn is_behind(&self) -> bool {
        self.reading.as_ref().is_none_or(Reading::is_behind)
    }

    /// Chooses something else. What was chosen about columns means nothing for
    /// another part, way or sign.
    pub(super) fn choose(&mut self, mut options: Options) {
        let held = &self.options;
        let is_same_table = held.part == options.part
            && held.layout == options.layout
            && held.delimiter == options.delimiter
            && held.header == options.header;
        if !is_same_table {
            options.meanings.clear();
        }
        if options != self.options {
            self.before
                .push(std::mem::replace(&mut self.options, options));
            if self.before.len() > STEPS {
                self.before.remove(0);
            }
        }
    }

    /// Changes a text of the options while it is typed: all of it is one
    /// choice, which `is_begun` says has begun before.
    pub(super) fn type_into(&mut self, options: Options, is_begun: bool) {
        if is_begun {
            self.options = options;
        } else {
            self.choose(options);
        }
    }

    /// Takes a column for something; what can be one column alone is no other.
    pub(super) fn take(&mut self, place: usize, meaning: Meaning) {
        let mut options = self.options.clone();
        if meaning.is_single() {
            options.meanings.retain(|_, chosen| *chosen != meaning);
        }
        options.meanings.insert(place, meaning);
        self.choose(options);
    }

    /// Takes the last choice back.
    pub(super) fn undo(&mut self) {
        if let Some(before) = self.before.pop() {
            self.options = before;
        }
    }

    /// What comes of it, with what there is to say about it.
    pub(super) fn imported(&self) -> Option<Imported> {
        let known = self.understood()?;
        Some(Imported {
            path: self.path.clone(),
            map: known.understood.map.clone(),
            remarks: remarks(known),
        })
    }

    /// What comes of it for the log of the map.
    pub(super) fn brought(&self) -> Option<Brought> {
        let known = self.understood()?;
        let taken = known.taken.as_ref().filter(|taken| taken.fault.is_none())?;
        let signature = self.signature.clone()?;
        Some(Brought {
            path: self.path.clone(),
            feedback: Arc::new(taken.feedback.clone()),
            rules: self.options.log.as_ref()?.rules.clone(),
            left_out: taken.repeated.left_out,
            remarks: remarks(known),
            columns: (signature, Columns::told(&known.understood, &self.options)),
        })
    }
}

/// What is chosen at first, for the log of a map or for a map, on a day.
fn first(into: Option<&Map>, today: &str) -> Options {
    Options {
        today: today.to_owned(),
        layout: into.map(|_| Layout::Feedback),
        log: into.map(Log::of),
        ..Options::default()
    }
}

fn remarks(known: &Known) -> Vec<String> {
    let remarks = known.remarks().iter();
    remarks
        .map(|(line, text)| format!("line {line}: {text}"))
        .collect()
}
