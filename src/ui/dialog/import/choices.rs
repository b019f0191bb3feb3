//! What can be chosen about reading a file: which part of it, its encoding, the
//! sign between its cells, which way its table lies. Only what applies is
//! shown; what was found out and not chosen says so.

use egui::Ui;

use super::form::ImportForm;
use crate::{
    file::{
        import::{Encoding, Layout, Options, Understood},
        table::Delimiter,
    },
    ui::widgets::{button_ui, choice_ui, tick_ui},
};

/// Draws all choices. Those about a table show how it was last understood, so
/// that a choice which makes no map of it is changed where it was made.
pub(super) fn choices_ui(ui: &mut Ui, form: &mut ImportForm, known: Option<&Understood>) {
    let mut options = form.options.clone();
    if let Some(known) = known {
        part_ui(ui, known, &mut options);
        table_ui(ui, known, &mut options);
    }
    encoding_ui(ui, known, &mut options);
    if form.options != Options::default() {
        ui.add_space(8.0);
        if button_ui(ui, "As it was found").clicked() {
            options = Options::default();
        }
    }
    if options != form.options {
        form.choose(options);
        ui.ctx().request_repaint();
    }
}

/// Which part of a document is read, where there are several.
fn part_ui(ui: &mut Ui, known: &Understood, options: &mut Options) {
    if known.parts.len() < 2 {
        return;
    }
    let parts = known.parts.iter().cloned().enumerate();
    let parts: Vec<(usize, String)> = parts.collect();
    if let Some(part) = choice_ui(ui, "Read from", options.part.unwrap_or(known.part), &parts) {
        options.part = Some(part);
    }
}

/// How the table lies.
fn table_ui(ui: &mut Ui, known: &Understood, options: &mut Options) {
    if let Some(layout) = known.layout {
        let layouts = Layout::ALL.map(|layout| (layout, layout.label().to_owned()));
        let layout = options.layout.unwrap_or(layout);
        if let Some(layout) = choice_ui(ui, "The table has", layout, &layouts) {
            options.layout = Some(layout);
        }
        ui.add_space(8.0);
        let names = match layout {
            Layout::StagesAcross => "First row names the stages",
            Layout::StagesDown | Layout::Cards | Layout::Flow | Layout::Feedback => {
                "First row names the columns"
            }
        };
        let header = options.header.unwrap_or(known.header);
        if let Some(header) = tick_ui(ui, names, header) {
            options.header = Some(header);
        }
    }
    if let Some(delimiter) = known.delimiter {
        let signs = Delimiter::ALL.map(|sign| (sign, sign.label().to_owned()));
        let delimiter = options.delimiter.unwrap_or(delimiter);
        if let Some(sign) = choice_ui(ui, "Between the cells", delimiter, &signs) {
            options.delimiter = Some(sign);
        }
    }
}

fn encoding_ui(ui: &mut Ui, known: Option<&Understood>, options: &mut Options) {
    let known = known.map_or(Encoding::Utf8, |known| known.encoding);
    let current = options.encoding.unwrap_or(known);
    let encodings = Encoding::ALL.map(|encoding| (encoding, encoding.label().to_owned()));
    if let Some(encoding) = choice_ui(ui, "Encoding", current, &encodings) {
        options.encoding = Some(encoding);
    }
}
