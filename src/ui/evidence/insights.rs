//! The insights: what the map tells of itself, and what to ask next.

use egui::Ui;

use crate::editor::Editor;
use crate::ui::ask::Asks;

/// The state of the tab.
#[derive(Debug, Default)]
pub(super) struct Insights {}

impl Insights {
    /// Draws the tab.
    pub(super) fn ui(&mut self, _ui: &mut Ui, _editor: &Editor, _asks: &mut Asks) {}

    /// How many insights there are, once it is known.
    pub(super) fn count(&self) -> Option<usize> {
        None
    }
}
