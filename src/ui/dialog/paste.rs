//! A table that is about to be pasted: how it is understood, where each of its
//! cells goes, and how much of the map that makes. Nothing changes before OK.

use egui::Ui;

use super::{Decision, buttons_ui, paste_grid, title_ui};
use crate::{
    editor::{Counts, Filling, Options},
    model::Map,
    ui::{
        facts::number,
        style::Chrome,
        widgets::{self, Set, button_ui, chips_ui, primary_ui, tick_ui},
    },
};

/// A table on its way to the map.
pub(in crate::ui) struct PasteForm {
    filling: Filling,
    /// Why another way to read it was refused.
    refused: Option<String>,
}

impl PasteForm {
    /// The form for a table as it is most likely meant.
    pub(in crate::ui) fn new(filling: Filling) -> Self {
        let refused = None;
        Self { filling, refused }
    }
}

pub(super) fn paste_ui(
    ui: &mut Ui,
    form: &mut PasteForm,
    map: &Map,
    is_new: bool,
) -> Option<Decision> {
    title_ui(ui, "Paste a table");
    reading_ui(ui, form, map);
    let mut options = form.filling.options().clone();
    if form.filling.is_table() {
        ui.add_space(8.0);
        ticks_ui(ui, &mut options);
    }
    ui.add_space(10.0);
    let counts = form.filling.counts();
    paste_grid::grid_ui(ui, &form.filling, &mut options);
    if options != *form.filling.options() {
        form.filling.set_options(map, options);
        ui.ctx().request_repaint();
    }
    ui.add_space(8.0);
    let problem = form.filling.check(map).err().map(|error| error.to_string());
    if let Some(problem) = problem.as_ref().or(form.refused.as_ref()) {
        let danger = Chrome::of(ui).danger;
        ui.colored_label(danger, problem);
    } else {
        widgets::note_ui(ui, &summary(counts));
    }
    buttons_ui(ui, |ui| {
        let paste = ui
            .add_enabled_ui(problem.is_none(), |ui| primary_ui(ui, "Paste"))
            .inner;
        if is_new {
            paste.request_focus();
        }
        let cancel = button_ui(ui, "Cancel");
        if paste.clicked() {
            Some(Decision::Fill(Box::new(form.filling.clone())))
        } else {
            cancel.clicked().then_some(Decision::Close)
        }
    })
}

/// The ways in which the text can be read, where there are several.
fn reading_ui(ui: &mut Ui, form: &mut PasteForm, map: &Map) {
    let ways: Vec<_> = form
        .filling
        .readings()
        .map(|way| (way, way.label().to_owned()))
        .collect();
    let current = Some(form.filling.reading());
    if let Some(Set(Some(reading))) = chips_ui(ui, "Read as", current, &ways) {
        let read = form.filling.set_reading(map, reading);
        form.refused = read.err().map(|error| error.to_string());
        ui.ctx().request_repaint();
    }
}

fn ticks_ui(ui: &mut Ui, options: &mut Options) {
    let tick = |ui: &mut Ui, name: &str, value: &mut bool| {
        if let Some(on) = tick_ui(ui, name, *value) {
            *value = on;
        }
    };
    ui.columns_const(|[left, right]| {
        let (row, column) = if options.swapped {
            ("lanes", "stages")
        } else {
            ("stages", "lanes")
        };
        let names = |what: &str, of: &str| format!("First {what} names the {of}");
        tick(left, &names("row", row), &mut options.header);
        tick(left, &names("column", column), &mut options.labels);
        tick(
            right,
            "Rows are stages, columns are lanes",
            &mut options.swapped,
        );
        tick(
            right,
            "Add stages and lanes that are missing",
            &mut options.adds,
        );
        if options.header {
            let name = "Rename the stages of the map in order";
            tick(left, name, &mut options.rename);
        }
    });
}

/// What the paste makes and leaves out, in a sentence.
fn summary(counts: Counts) -> String {
    let made = [
        (counts.cards, "card"),
        (counts.points, "emotion point"),
        (counts.stages, "new stage"),
        (counts.lanes, "new lane"),
    ];
    let made: Vec<String> = made
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| number(count, word))
        .collect();
    let list = match made.split_last() {
        None => "no new cards".to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    };
    match counts.left_out {
        0 => format!("Makes {list}. Nothing is left out."),
        1 => format!("Makes {list}. 1 cell is left out."),
        many => format!("Makes {list}. {many} cells are left out."),
    }
}
