//! Saved views as the editor shows, keeps and drops them: each time one step
//! that can be taken back. Knows what a view leaves out, not how it is chosen.

use super::session::Editor;
use crate::model::{Edit, View};

impl Editor {
    /// Shows a saved view: lanes and curves are hidden and shown as it has them,
    /// in one step. False when all of them are so already, or when there is no
    /// such view.
    pub fn show_view(&mut self, name: &str) -> bool {
        self.settle();
        let Some(view) = self.map().view(name) else {
            return false;
        };
        let edits = view.edits(self.map());
        !edits.is_empty() && self.run(&edits, format!("show view “{name}”")).is_ok()
    }

    /// Shows every lane and every curve.
    pub(super) fn show_all(&mut self) {
        let edits = View::default().edits(self.map());
        if !edits.is_empty() {
            // A refusal is kept as trouble.
            let _ = self.run(&edits, "show all lanes and curves");
        }
    }

    /// Saves a view, in place of the one that is called `was`, or of the one
    /// that has its name.
    pub fn save_view(&mut self, view: View, was: Option<&str>) {
        let name = view.name.trim().to_owned();
        let renames = was.filter(|was| *was != name);
        let rename = renames.map(|was| Edit::RenameView(was.into(), name.clone()));
        let edits: Vec<Edit> = rename.into_iter().chain([Edit::SetView(view)]).collect();
        // A refusal is kept as trouble.
        let _ = self.run(&edits, format!("save view “{name}”"));
    }

    /// Removes a saved view. What it leaves out stays as it is.
    pub fn remove_view(&mut self, name: &str) {
        let edit = Edit::RemoveView(name.into());
        // A refusal is kept as trouble.
        let _ = self.run(&[edit], format!("remove view “{name}”"));
    }
}
