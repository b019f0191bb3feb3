//! A new entry: a field for the words, where they belong, and a button. What
//! is written is added as one step; the field stays for the next one, so that
//! a pile of answers can be typed in one go.

use std::sync::Arc;

use egui::{Align, Id, Key, Layout, Margin, Modifiers, TextEdit, Ui};

use super::{FeedbackLog, wherein::place_ui};
use crate::{
    editor::{Editor, Sieve, Term},
    model::{Edit, Feedback, FeedbackId, FeedbackKind, FeedbackSource, Subject},
    ui::{ask::Asks, icon, widgets},
};

/// An entry that is being written.
#[derive(Debug)]
pub(super) struct Composer {
    words: String,
    about: Subject,
    takes_keyboard: bool,
    /// Whether the field had the keyboard in the last frame.
    had_focus: bool,
}

impl Composer {
    /// An empty one, at the place that is looked at.
    pub(super) fn new(sieve: &Sieve) -> Self {
        let mut stages = sieve.stages.iter();
        let only = stages
            .next()
            .copied()
            .flatten()
            .filter(|_| sieve.stages.len() == 1);
        let stage = only.map_or(Subject::Map, Subject::Stage);
        Self {
            words: String::new(),
            about: sieve.about.unwrap_or(stage),
            takes_keyboard: true,
            had_focus: false,
        }
    }

    /// What was written so far.
    pub(super) fn words(&self) -> &str {
        &self.words
    }

    /// The entry, with what is looked at: a lone type, source or topic is its
    /// own too.
    fn entry(&self, sieve: &Sieve) -> Feedback {
        let mut entry = Feedback::new(FeedbackId(0), self.words.trim());
        (entry.stage, entry.card) = self.about.parts();
        if let (1, Some(kind)) = (sieve.kinds.len(), sieve.kinds.first()) {
            (entry.kind, entry.kind_name) = kind_parts(kind);
        }
        if let (1, Some(source)) = (sieve.sources.len(), sieve.sources.first()) {
            (entry.source, entry.source_name) = source_parts(source);
        }
        if let (1, Some(topic)) = (sieve.topics.len(), sieve.topics.first()) {
            entry.topic.clone_from(topic);
        }
        entry
    }
}

/// A type as an entry holds it.
pub(super) fn kind_parts(kind: &Term<FeedbackKind>) -> (Option<FeedbackKind>, String) {
    match kind {
        Term::Listed(kind) => (Some(*kind), String::new()),
        Term::Own(name) => (Some(FeedbackKind::Own), name.clone()),
        Term::Unsaid => (None, String::new()),
    }
}

/// A source as an entry holds it.
pub(super) fn source_parts(source: &Term<FeedbackSource>) -> (Option<FeedbackSource>, String) {
    match source {
        Term::Listed(source) => (Some(*source), String::new()),
        Term::Own(name) => (Some(FeedbackSource::Own), name.clone()),
        Term::Unsaid => (None, String::new()),
    }
}

impl FeedbackLog {
    /// Draws the new entry.
    pub(super) fn composer_ui(&mut self, ui: &mut Ui, editor: &Editor, asks: &mut Asks) {
        let Some(composer) = &mut self.composer else {
            return;
        };
        let mut closes = false;
        ui.horizontal(|ui| {
            widgets::heading_ui(ui, "New feedback");
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                closes = widgets::icon_button_ui(ui, icon::X, "Close new feedback", true).clicked();
            });
        });
        let id = Id::unique("new feedback");
        let is_here = ui.memory(|memory| memory.has_focus(id));
        let sends =
            is_here && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        widgets::label_ui(ui, "Verbatim");
        let room = (ui.available_height() - 112.0).max(44.0);
        egui::ScrollArea::vertical()
            .max_height(room)
            .show(ui, |ui| {
                let edit = TextEdit::multiline(&mut composer.words)
                    .id(id)
                    .hint_text("What the customer said, word for word")
                    .desired_rows(3)
                    .char_limit(20_000)
                    .margin(Margin::symmetric(10, 7))
                    .desired_width(f32::INFINITY);
                let field = ui.add(edit).accessible_name("Verbatim");
                if std::mem::take(&mut composer.takes_keyboard) {
                    field.request_focus();
                }
            });
        let has_focus = ui.memory(|memory| memory.has_focus(id));
        widgets::label_ui(ui, "Where");
        let is_empty = composer.words.trim().is_empty();
        let mut adds = false;
        ui.horizontal(|ui| {
            let width = (ui.available_width() - 68.0).max(120.0);
            if let Some(about) = place_ui(ui, editor, Some(composer.about), width) {
                composer.about = about;
            }
            ui.add_enabled_ui(!is_empty, |ui| {
                let button = widgets::primary_ui(ui, "Add");
                adds = button.on_hover_text("Ctrl+Enter").clicked();
            });
        });
        widgets::note_ui(
            ui,
            "Ctrl+Enter adds it and keeps the field for the next one.",
        );
        if (adds || sends) && !is_empty {
            let entry = composer.entry(&self.log.sieve);
            composer.words.clear();
            composer.takes_keyboard = true;
            self.added = Some(editor.map().feedback.len());
            asks.run(Edit::AddFeedback(Arc::new(vec![entry])), "add feedback");
        }
        // Escape takes the keyboard before the field is drawn.
        let had_focus = std::mem::replace(&mut composer.had_focus, has_focus);
        let escapes = had_focus && is_empty && ui.input(|input| input.key_pressed(Key::Escape));
        if closes || escapes {
            self.composer = None;
        }
    }
}
