//! What panels ask for, done: the one place where their wishes reach the
//! document.

use egui::Context;

use super::{
    app::App,
    ask::{Ask, Asks},
};
use crate::editor::{Command, Selection};

impl App {
    /// Does what the panels asked for.
    pub(super) fn grant(&mut self, ctx: &Context, asks: Asks) {
        for ask in asks.0 {
            match ask {
                Ask::Field(edit, label) => self.editor.preview_field(&[edit], label),
                Ask::Fields(edits, label) => self.editor.preview_field(&edits, label),
                Ask::Settle => self.editor.settle(),
                Ask::Cancel => {
                    self.editor.cancel();
                }
                Ask::Run(edits, label) => {
                    self.editor.settle();
                    // A refusal is told at the end of the frame.
                    let _ = self.editor.run(&edits, label);
                }
                Ask::Select(element) => self.editor.go_to(element),
                Ask::SelectAll(elements) => self.editor.go_to_all(&elements),
                Ask::ShowFeedback(subject) => self.show_feedback(subject),
                Ask::Window(command) => self.command(ctx, command),
                Ask::CopyText(text) => ctx.copy_text(text),
                Ask::SelectCell(cell) => {
                    self.editor.settle();
                    self.editor.select(Selection::cell(cell));
                }
                Ask::ChoosePicture => self.command(ctx, Command::ChoosePicture),
                Ask::Command(command) => {
                    self.editor.command(command);
                }
                Ask::Delete => {
                    self.editor.command(Command::Delete);
                }
                Ask::SelectNone => {
                    self.editor.settle();
                    self.editor.select(Selection::default());
                }
            }
        }
    }
}
