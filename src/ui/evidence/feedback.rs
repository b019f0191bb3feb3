//! The feedback log: what customers said, one a row.

use egui::Ui;

use crate::ui::ask::Asks;
use crate::{editor::Editor, model::Subject};

/// The state of the tab.
#[derive(Debug, Default)]
pub(super) struct FeedbackLog {
    /// What the log is narrowed to.
    about: Option<Subject>,
}

impl FeedbackLog {
    /// Draws the tab.
    pub(super) fn ui(&mut self, _ui: &mut Ui, _editor: &Editor, _asks: &mut Asks) {}

    /// Shows what is said about something.
    pub(super) fn show(&mut self, subject: Subject) {
        self.about = Some(subject);
    }
}
