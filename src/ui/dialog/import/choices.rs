//! What can be chosen about reading a file: which part of it, its encoding, the
//! sign between its cells, which way its table lies, and of answers the survey,
//! the order of dates and what becomes of repeated rows. Only what applies is
//! shown; what was found out and not chosen says so.

use egui::Ui;

use super::{form::ImportForm, reading::Known};
use crate::{
    file::{
        import::{DateOrder, Encoding, Layout, Options, Repeated, Repeats, Scale, Understood},
        table::Delimiter,
    },
    ui::widgets::{button_ui, choice_ui, tick_ui},
};

/// Draws all choices. Those about a table show how it was last understood, so
/// that a choice which makes no map of it is changed where it was made.
pub(super) fn choices_ui(ui: &mut Ui, form: &mut ImportForm, known: Option<&Known>) {
    let mut options = form.options.clone();
    let understood = known.map(|known| &*known.understood);
    if let Some(understood) = understood {
        part_ui(ui, understood, &mut options);
        if options.log.is_none() {
            layout_ui(ui, understood, &mut options);
        }
        answers_ui(ui, understood, &mut options);
        header_ui(ui, understood, &mut options);
    }
    let taken = known.and_then(|known| known.taken.as_ref());
    if let Some(taken) = taken {
        repeats_ui(ui, taken.repeated, &mut options);
    }
    if let Some(understood) = understood {
        delimiter_ui(ui, understood, &mut options);
    }
    encoding_ui(ui, understood, &mut options);
    if form.is_chosen() && !form.is_as_before {
        ui.add_space(8.0);
        if button_ui(ui, "As it was found").clicked() {
            return form.start_over();
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
fn layout_ui(ui: &mut Ui, known: &Understood, options: &mut Options) {
    let Some(layout) = known.layout else { return };
    let layouts = Layout::ALL.map(|layout| (layout, layout.label().to_owned()));
    let layout = options.layout.unwrap_or(layout);
    if let Some(layout) = choice_ui(ui, "The table has", layout, &layouts) {
        options.layout = Some(layout);
    }
}

/// What the scores answer, and how the dates are read.
fn answers_ui(ui: &mut Ui, known: &Understood, options: &mut Options) {
    if let Some(scale) = known.scale {
        let scales = Scale::ALL.map(|scale| (scale, scale.label().to_owned()));
        let scale = options.scale.unwrap_or(scale);
        if let Some(scale) = choice_ui(ui, "Scores answer", scale, &scales) {
            options.scale = Some(scale);
        }
    }
    if let Some(order) = known.dates {
        let orders = DateOrder::ALL.map(|order| (order, order.label().to_owned()));
        let order = options.dates.unwrap_or(order);
        if let Some(order) = choice_ui(ui, "Dates have the", order, &orders) {
            options.dates = Some(order);
        }
    }
}

/// Whether the first row has names.
fn header_ui(ui: &mut Ui, known: &Understood, options: &mut Options) {
    let Some(layout) = options.layout.or(known.layout) else {
        return;
    };
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

/// What becomes of rows that are there already, where there are such.
fn repeats_ui(ui: &mut Ui, repeated: Repeated, options: &mut Options) {
    let Some(log) = &mut options.log else { return };
    if repeated.same_id == 0 && repeated.equal == 0 {
        return;
    }
    let ways = Repeats::ALL.map(|way| (way, way.label().to_owned()));
    if let Some(way) = choice_ui(ui, "Rows that are there already", log.repeats, &ways) {
        log.repeats = way;
    }
}

fn delimiter_ui(ui: &mut Ui, known: &Understood, options: &mut Options) {
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
