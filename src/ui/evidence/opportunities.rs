//! The opportunities as a list and as a picture of impact by effort.

use egui::Ui;

use crate::editor::Editor;
use crate::ui::ask::Asks;

/// The state of the tab.
#[derive(Debug, Default)]
pub(super) struct Opportunities {}

impl Opportunities {
    /// Draws the tab.
    pub(super) fn ui(&mut self, _ui: &mut Ui, _editor: &Editor, _asks: &mut Asks) {}

    /// How many opportunities there are, once it is known.
    pub(super) fn count(&self) -> Option<usize> {
        None
    }
}
