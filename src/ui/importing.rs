//! Files of other programs, as far as the window takes part: what can be
//! understood in one way opens at once, all else is shown first. What comes of
//! either is a new map, which is not in a file yet.

use std::path::Path;

use super::{
    app::App,
    asking::{ENDING, file_name, stem},
    dialog::{ImportForm, Imported, Message, Modal},
    facts::number,
    toast::{Offer, Toast},
};
use crate::file::{
    self,
    import::{self, Kind, Options},
    limits,
};

/// A document of at most so many bytes is looked into before a dialog opens.
const GLANCE: usize = 256 * 1024;

impl App {
    /// Opens a file of another program, or shows what it is understood as.
    pub(super) fn open_foreign(&mut self, path: &Path) {
        let limit = limits::TABLE_BYTES as u64;
        let bytes = match file::load_bytes(self.disk.as_ref(), path, limit) {
            Ok((bytes, _)) => bytes,
            Err(error) => return self.not_opened(path, &error.to_string()),
        };
        let is_diagram = Kind::of(path) == Some(Kind::Mermaid);
        let is_glanced_at = Kind::of(path) == Some(Kind::Markdown) && bytes.len() <= GLANCE;
        if !is_diagram && !is_glanced_at {
            return self.ask_about(path, bytes);
        }
        match import::understand(&bytes, path, &Options::default()) {
            // One diagram and nothing else: there is nothing to choose.
            Ok(known) if known.kind == Kind::Mermaid && known.parts.len() < 2 => {
                let remarks = known.remarks.iter();
                let remarks = remarks.map(|(line, text)| format!("line {line}: {text}"));
                self.imported(Imported {
                    path: path.to_owned(),
                    remarks: remarks.collect(),
                    map: known.map,
                });
            }
            Err((line, reason)) if is_diagram => {
                let place = line.map_or_else(String::new, |line| format!(", line {line}"));
                let text = format!("{}{place}: {reason}", path.display());
                self.not_opened(path, &text);
            }
            Ok(_) | Err(_) => self.ask_about(path, bytes),
        }
    }

    /// Shows what a file is understood as.
    fn ask_about(&mut self, path: &Path, bytes: Vec<u8>) {
        let form = ImportForm::new(
            (path.to_owned(), bytes),
            self.columns.all(),
            self.day_it_is(),
        )
        .guarded();
        self.open_modal(Modal::Import(Box::new(form)));
    }

    /// Shows a map that comes of a file of another program.
    pub(super) fn imported(&mut self, imported: Imported) {
        let Imported {
            path,
            mut map,
            remarks,
        } = imported;
        if map.title.trim().is_empty() {
            map.title = stem(&path);
        }
        self.replace(map);
        self.file.suggested = Some(stem(&path) + ENDING);
        self.editor.document.mark_unsaved();
        self.facts.forget();
        self.remember(&path);
        self.say_imported(&path, remarks);
    }

    /// Says what came of it.
    fn say_imported(&mut self, path: &Path, remarks: Vec<String>) {
        let stages = &self.editor.map().stages;
        let cards: usize = stages.iter().map(|stage| stage.cards.len()).sum();
        let name = file_name(path);
        let stages = number(stages.len(), "stage");
        let mut text = format!(
            "Imported {stages} and {} from {name}",
            number(cards, "card")
        );
        let mut offer = None;
        if !remarks.is_empty() {
            let count = number(remarks.len(), "remark");
            text = format!("{text}; {count}");
            let message = Message {
                title: format!("{name} was imported"),
                text: count + ":",
                details: remarks,
                failed: false,
            };
            offer = Some(Offer::Show("Show remarks", message));
        }
        self.toast = Some(Toast::new(text, offer));
    }
}
