//! Text fields with their label above.

use std::{fmt::Debug, hash::Hash};

use egui::{Id, Key, Margin, Response, TextEdit, Ui};

use super::label_ui;
use crate::ui::ask::Typed;

/// A text field: what it is called, what it holds and how it looks.
pub(in crate::ui) struct Field<'a> {
    /// Above the field, and its name for screen readers.
    pub label: &'a str,
    /// The text as the map has it.
    pub value: &'a str,
    /// How many lines it shows at least; 0 is a field of one line that cannot
    /// hold more.
    pub rows: usize,
    /// What stands in it while it is empty.
    pub hint: &'a str,
}

/// The most characters a field takes.
const LIMIT: usize = 100_000;

impl<'a> Field<'a> {
    /// A field of one line.
    pub(in crate::ui) fn line(label: &'a str, value: &'a str) -> Self {
        Self {
            label,
            value,
            rows: 0,
            hint: "",
        }
    }

    /// A field that grows with its text.
    pub(in crate::ui) fn lines(label: &'a str, value: &'a str, rows: usize) -> Self {
        Self {
            label,
            value,
            rows,
            hint: "",
        }
    }

    /// The same with words that stand in it while it is empty.
    pub(in crate::ui) fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// Draws it with its label. `key` tells it from the same field of another
    /// element.
    pub(in crate::ui) fn ui(self, ui: &mut Ui, key: impl Hash + Debug) -> Option<Typed> {
        let label = label_ui(ui, self.label);
        let width = ui.available_width();
        let (response, typed) = self.bare_ui(ui, key, width);
        response.labelled_by(label.id);
        typed
    }

    /// Draws it alone, in a row with others.
    pub(in crate::ui) fn bare_ui(
        self,
        ui: &mut Ui,
        key: impl Hash + Debug,
        width: f32,
    ) -> (Response, Option<Typed>) {
        let id = field_id(key, self.label);
        let mut text = self.value.to_owned();
        let edit = if self.rows == 0 {
            TextEdit::singleline(&mut text)
        } else {
            TextEdit::multiline(&mut text).desired_rows(self.rows)
        };
        let edit = edit
            .id(id)
            .hint_text(self.hint)
            .char_limit(LIMIT)
            .margin(Margin::symmetric(10, 7))
            .desired_width(width);
        let response = ui.add(edit);
        let typed = if response.changed() {
            Some(Typed::Text(text))
        } else if response.lost_focus() {
            let escaped = ui.input(|input| input.key_pressed(Key::Escape));
            Some(if escaped {
                Typed::Cancelled
            } else {
                Typed::Done
            })
        } else {
            None
        };
        (response, typed)
    }
}

/// The id of a field, to give it the keyboard.
pub(in crate::ui) fn field_id(key: impl Hash + Debug, label: &str) -> Id {
    Id::unique(("field", key, label))
}
