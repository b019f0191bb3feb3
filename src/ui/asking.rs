//! Asking for files: by the system's dialog, or by a path where there is none.

use std::{
    path::{Path, PathBuf},
    sync::mpsc,
};

use egui::Context;

use super::{
    app::App,
    dialog::{Confirm, Decision, ExportOrder, Modal, Next, PathForm, Purpose},
    pick::{Picked, Question},
    plan,
};
use crate::{
    export::Format,
    file::{Consent, picture::ENDINGS, safe_name},
};

/// Why a path is asked for inside the window.
const NO_DIALOG: &str =
    "This system shows no file dialog (no desktop portal, no zenity). Type the path instead.";

/// What files end with that can be opened.
static OPENED: [&str; 10] = [
    "ron", "csv", "tsv", "tab", "txt", "md", "markdown", "mmd", "mermaid", "json",
];

/// Kinds of files of other programs: names and endings.
const TABLES: (&str, &[&str]) = ("Tables", &["csv", "tsv", "tab", "txt"]);
const DOCUMENTS: (&str, &[&str]) = (
    "Markdown, Mermaid, JSON",
    &["md", "markdown", "mmd", "mermaid", "json"],
);

/// What a map's file ends with.
pub(super) const ENDING: &str = ".journey.ron";

/// A question for a file that is open.
pub(super) struct Asked {
    /// What comes of it.
    pub answer: mpsc::Receiver<Picked>,
    /// What the file is for.
    pub purpose: Purpose,
    /// The document that it was asked for.
    pub document: u64,
}

impl App {
    /// Asks for a file by the system's dialog.
    pub(super) fn ask(&mut self, ctx: &Context, purpose: Purpose) {
        let question = self.question(&purpose);
        let wake = ctx.clone();
        let answer = self
            .dialogs
            .ask(&question, Box::new(move || wake.request_repaint()));
        self.asked = Some(Asked {
            answer,
            purpose,
            document: self.document,
        });
        self.take_answer(ctx);
    }

    /// Asks for a path inside the window.
    pub(super) fn ask_for_path(&mut self, purpose: Purpose, reason: Option<&'static str>) {
        let question = self.question(&purpose);
        let name = question.name.map(PathBuf::from).unwrap_or_default();
        let text = match &self.file.path {
            _ if question.save => question.folder.unwrap_or_default().join(name),
            Some(path) => path.parent().unwrap_or(path).join(""),
            None => name,
        };
        self.open_modal(Modal::Path(PathForm {
            purpose,
            text: text.to_string_lossy().into_owned(),
            reason,
            error: None,
        }));
    }

    fn question(&self, purpose: &Purpose) -> Question {
        let last = match purpose {
            Purpose::Export(order) => order.plan.path.as_deref(),
            Purpose::Open
            | Purpose::Import
            | Purpose::ImportFeedback
            | Purpose::Compare
            | Purpose::Merge
            | Purpose::Save(_)
            | Purpose::SaveVersion(_)
            | Purpose::TakePicture(_) => None,
        };
        let folder = last.or(self.file.path.as_deref()).and_then(Path::parent);
        let folder = folder
            .filter(|folder| !folder.as_os_str().is_empty())
            .map(Path::to_owned);
        let name = safe_name(&self.name());
        let (save, title, kinds, name): (_, _, Vec<(_, &'static [&'static str])>, _) = match purpose
        {
            Purpose::Open => (
                false,
                "Open a map",
                vec![
                    ("Maps, tables and diagrams", &OPENED),
                    ("Journey maps", &["ron"]),
                    TABLES,
                    DOCUMENTS,
                    ("All files", &["*"]),
                ],
                None,
            ),
            Purpose::Import => {
                let all = (
                    "Tables, Markdown, Mermaid, JSON",
                    OPENED.get(1..).unwrap_or_default(),
                );
                let kinds = vec![all, TABLES, DOCUMENTS, ("All files", &["*"])];
                (false, "Import a table or diagram", kinds, None)
            }
            Purpose::ImportFeedback => {
                let documents: (&str, &[&str]) = ("Markdown, JSON", &["md", "markdown", "json"]);
                let kinds = vec![TABLES, documents, ("All files", &["*"] as &[&str])];
                (false, "Import feedback", kinds, None)
            }
            Purpose::Compare | Purpose::Merge => {
                let title = if *purpose == Purpose::Compare {
                    "Compare with another version"
                } else {
                    "Merge with another version"
                };
                let kinds: Vec<(_, &'static [&'static str])> =
                    vec![("Journey maps", &["ron"]), ("All files", &["*"])];
                (false, title, kinds, None)
            }
            Purpose::TakePicture(_) => {
                let kinds: Vec<(_, &'static [&'static str])> = vec![("Pictures", ENDINGS)];
                (false, "Choose a picture", kinds, None)
            }
            Purpose::Save(_) => {
                // A guest saves a copy, beside the file that another window has.
                let copy = if self.is_guest() { " copy" } else { "" };
                let name = name + copy + ENDING;
                let suggested = self.file.suggested.clone().unwrap_or(name);
                let kinds: Vec<(_, &'static [&'static str])> = vec![("Journey map", &["ron"])];
                (true, "Save the map", kinds, Some(suggested))
            }
            Purpose::SaveVersion(past) => {
                let kinds: Vec<(_, &'static [&'static str])> = vec![("Journey map", &["ron"])];
                (true, "Save the version", kinds, Some(self.past_name(past)))
            }
            Purpose::Export(order) => {
                let suggested = plan::suggested(&order.plan, &self.name());
                let kinds = vec![plan::kind(order.plan.format)];
                (true, "Export", kinds, Some(file_name(&suggested)))
            }
        };
        Question {
            save,
            title: title.into(),
            kinds,
            folder,
            name,
        }
    }

    /// Takes the answer of a file dialog, if it is there.
    pub(super) fn take_answer(&mut self, ctx: &Context) {
        let Some(asked) = &self.asked else {
            return;
        };
        let Ok(picked) = asked.answer.try_recv() else {
            return;
        };
        let Some(Asked {
            purpose, document, ..
        }) = self.asked.take()
        else {
            return;
        };
        let opens = matches!(purpose, Purpose::Open | Purpose::Import);
        if document != self.document && !opens {
            // Another map is open by now: the answer is not for it.
            return;
        }
        match picked {
            Picked::Cancelled => {
                // Back to what was chosen: the file is one choice of many.
                if let Purpose::Export(_) = purpose {
                    self.open_export();
                } else if let Purpose::SaveVersion(_) = purpose {
                    self.open_versions();
                }
            }
            Picked::NoDialog => self.ask_for_path(purpose, Some(NO_DIALOG)),
            Picked::Path(path) => {
                let whole = with_ending(&path, &purpose);
                // The system asked about replacing the name it knows of.
                let asked = whole == path;
                self.go_to(ctx, &whole, purpose, asked);
            }
        }
    }

    /// Does with a path what it was asked for.
    pub(super) fn go_to(
        &mut self,
        ctx: &Context,
        path: &Path,
        purpose: Purpose,
        may_replace: bool,
    ) {
        match purpose {
            Purpose::Open | Purpose::Import => self.leave_for(ctx, Next::Open(path.to_owned())),
            Purpose::ImportFeedback => self.bring_in(path),
            Purpose::Compare => self.compare_with(path),
            Purpose::Merge => self.merge_with(path),
            Purpose::TakePicture(target) => {
                self.take_files(ctx, vec![path.to_owned()], Some(target));
            }
            Purpose::SaveVersion(past) => self.save_version(path, &past, may_replace),
            Purpose::Save(next) => {
                // Its own file is no new one: what others wrote to it counts.
                let own = self.file.path.clone();
                let is_own = own.is_some_and(|own| self.is_one_file(&own, path));
                let consent = if may_replace && !is_own {
                    Consent::REPLACE
                } else {
                    Consent::default()
                };
                self.save_to(ctx, path, consent, next);
            }
            Purpose::Export(order) => self.export_to(ctx, path, order, may_replace),
        }
    }

    /// Exports to a file, or asks first about one that is there.
    fn export_to(
        &mut self,
        ctx: &Context,
        path: &Path,
        order: Box<ExportOrder>,
        may_replace: bool,
    ) {
        let files = plan::files(path, order.plan.format, order.pages);
        // Nobody was asked about names with numbers.
        let asked = may_replace && files.len() == 1;
        match files.iter().find(|file| self.is_there(file)) {
            Some(there) if !asked => {
                let text = format!("There is a file {} already.", file_name(there));
                let purpose = Purpose::Export(order);
                self.open_modal(Modal::Confirm(Confirm {
                    merge: false,
                    in_place: false,
                    text,
                    replace: Box::new(Decision::Overwrite(path.to_owned(), purpose.clone())),
                    other: Box::new(Decision::Ask(purpose)),
                }));
            }
            Some(_) | None => self.begin_export(ctx, path, order.plan),
        }
    }

    fn is_there(&self, path: &Path) -> bool {
        self.disk.status(path).is_ok()
    }
}

/// The path with the ending its content asks for, if it has none.
pub(super) fn with_ending(path: &Path, purpose: &Purpose) -> PathBuf {
    let (ending, has_one) = match purpose {
        Purpose::Open
        | Purpose::Import
        | Purpose::ImportFeedback
        | Purpose::Compare
        | Purpose::Merge
        | Purpose::TakePicture(_) => return path.to_owned(),
        Purpose::Save(_) | Purpose::SaveVersion(_) => {
            let is_map = path.extension().is_some_and(|found| found == "ron");
            (ENDING.to_owned(), is_map)
        }
        Purpose::Export(order) => {
            let format = order.plan.format;
            let ending = format!(".{}", format.extension());
            (ending, Format::of(path) == Some(format))
        }
    };
    if has_one {
        return path.to_owned();
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(ending);
    path.with_file_name(name)
}

pub(super) fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}

/// The name of a file without what it ends with.
pub(super) fn stem(path: &Path) -> String {
    let name = file_name(path);
    if let Some(stem) = name.strip_suffix(ENDING) {
        return stem.to_owned();
    }
    path.file_stem()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}
