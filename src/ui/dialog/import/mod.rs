//! The import dialog: what a file of another program is understood as, before
//! anything of it is taken. On the left what can be chosen about reading it and
//! what there is to say about it; on the right its table, with what each column
//! is taken for, and the map that comes of it. Nothing changes before *Open*.

mod choices;
mod form;
mod grid;
mod measures;
mod reading;
mod remarks;

use std::path::PathBuf;

use egui::{Align, Key, Layout, Modifiers, Rect, RichText, Sense, Ui, UiBuilder, Vec2};

pub(in crate::ui) use self::form::ImportForm;
use self::reading::Read;
use super::{Decision, buttons_ui, middle_ui, title_ui};
use crate::{
    file::import::Understood,
    model::Map,
    ui::{
        asking::file_name,
        facts::number,
        style::{self, Chrome, SMALL},
        widgets::{self, button_ui, primary_ui},
    },
};

/// A map that comes of a file.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui) struct Imported {
    /// The file.
    pub path: PathBuf,
    /// The map.
    pub map: Map,
    /// What there is to say about it, a sentence each.
    pub remarks: Vec<String>,
}

/// The width of the choices.
const CHOICES: f32 = 290.0;
/// Between choices and preview, and between table and map.
const GAP: f32 = 20.0;
const BETWEEN: f32 = 10.0;
/// The height of the dialog inside its margin, where the window is as high.
const HEIGHT: f32 = 720.0;
/// The height of the title, and of the row of buttons.
const TITLE: f32 = 32.0;
const BUTTONS: f32 = 46.0;
/// The share of the height that a table takes at most.
const TABLE: f32 = 0.46;

pub(super) fn import_ui(ui: &mut Ui, form: &mut ImportForm, is_new: bool) -> Option<Decision> {
    keys(ui, form);
    let height = ui.ctx().content_rect().height() - 2.0 * super::MARGIN - 24.0;
    let size = Vec2::new(ui.available_width(), height.min(HEIGHT));
    let (whole, _) = ui.allocate_exact_size(size, Sense::hover());
    let at = |ui: &mut Ui, rect: Rect| ui.new_child(UiBuilder::new().max_rect(rect));
    let title = match form.reading().and_then(reading::Reading::read) {
        Some(_) => format!("Open {}", file_name(&form.path)),
        None => "Open a file".to_owned(),
    };
    title_ui(&mut at(ui, whole), &title);
    let body = whole.with_min_y(whole.top() + TITLE);
    let body = body.with_max_y(whole.bottom() - BUTTONS);
    let left = body.with_max_x(body.left() + CHOICES);
    let known = form.reading().and_then(reading::Reading::known).cloned();
    left_ui(&mut at(ui, left), form, known.as_deref());
    let right = body.with_min_x(left.right() + GAP);
    right_ui(&mut at(ui, right), form, known.as_deref());
    let below = whole.with_min_y(body.bottom());
    ending_ui(&mut at(ui, below), form, is_new)
}

/// Keys of the dialog as a whole.
fn keys(ui: &Ui, form: &mut ImportForm) {
    let ctx = ui.ctx();
    if egui::Popup::is_any_open(ctx) || ctx.text_edit_focused() {
        return;
    }
    if ctx.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Z)) {
        form.undo();
        ctx.request_repaint();
    }
}

/// What can be chosen, and below it what there is to say.
fn left_ui(ui: &mut Ui, form: &mut ImportForm, known: Option<&Understood>) {
    let whole = ui.max_rect();
    let chosen = ui.scope(|ui| {
        if let Some(known) = form.understood() {
            summary_ui(ui, known);
        }
        choices::choices_ui(ui, form, known);
    });
    let top = chosen.response.rect.bottom() + 6.0;
    let rest = whole.with_min_y(top.min(whole.bottom()));
    if let Some(known) = form.understood().cloned().filter(|_| rest.height() > 60.0) {
        let mut ui = ui.new_child(UiBuilder::new().max_rect(rest));
        remarks::remarks_ui(&mut ui, &known, &mut form.goal);
    }
}

/// What the file is, and how much of a map it makes.
fn summary_ui(ui: &mut Ui, known: &Understood) {
    let chrome = Chrome::of(ui);
    let kind = RichText::new(known.kind.label()).font(style::strong(style::TEXT));
    ui.label(kind.color(chrome.ink));
    let map = &known.map;
    let cards: usize = map.stages.iter().map(|stage| stage.cards.len()).sum();
    let felt: usize = map.stages.iter().map(|stage| stage.points.len()).sum();
    let counts = [
        (map.stages.len(), "stage"),
        (map.lanes.len(), "lane"),
        (cards, "card"),
        (felt, "emotion point"),
        (map.personas.len(), "persona"),
        (map.feedback.len(), "answer"),
    ];
    let found = counts.into_iter().filter(|(count, _)| *count > 0);
    let words: Vec<String> = found.map(|(count, word)| number(count, word)).collect();
    if words.is_empty() {
        return widgets::note_ui(ui, "Nothing of a journey was found in it.");
    }
    widgets::note_ui(ui, &words.join(", "));
}

/// The table of the file, if it has one, and the map that comes of it.
fn right_ui(ui: &mut Ui, form: &mut ImportForm, known: Option<&Understood>) {
    let whole = ui.max_rect();
    let mut desk = whole;
    if let Some(known) = known.filter(|known| !known.rows.is_empty()) {
        let most = whole.height() * TABLE;
        let table = whole.with_max_y(whole.top() + most);
        let mut ui = ui.new_child(UiBuilder::new().max_rect(table));
        let used = grid::grid_ui(&mut ui, form, known);
        desk.min.y = table.top() + used.min(most) + BETWEEN;
    }
    let chrome = Chrome::of(ui);
    ui.painter()
        .rect_filled(desk, style::RADIUS + 2, chrome.hover);
    let read = form.reading().and_then(reading::Reading::read).cloned();
    let document = form.reading().and_then(reading::Reading::document).cloned();
    match (read, document) {
        (None, _) => middle_ui(ui, desk, "The file is being read…", chrome.muted),
        (Some(Read::Refused(line, reason)), _) => {
            let place = line.map_or_else(String::new, |line| format!("Line {line}: "));
            middle_ui(ui, desk, &format!("{place}{reason}"), chrome.danger);
        }
        (Some(Read::Map(known)), _) if known.map.stages.is_empty() => {
            let words = match known.map.feedback.len() {
                0 => "There are no stages in it yet.".to_owned(),
                count => format!(
                    "{} will be kept with the map. No column names a stage, so there is \
                     nothing to draw yet: take one for the stage, or add stages later.",
                    number(count, "answer")
                ),
            };
            middle_ui(ui, desk, &words, chrome.muted);
        }
        (Some(Read::Map(_)), Some(document)) => form.picture.sheet_ui(ui, desk, &document, 0),
        (Some(Read::Map(_)), None) => {
            middle_ui(ui, desk, "The map is being drawn…", chrome.muted);
        }
    }
}

/// The buttons.
fn ending_ui(ui: &mut Ui, form: &mut ImportForm, is_new: bool) -> Option<Decision> {
    let is_map = form.understood().is_some();
    let may = is_map || form.is_behind();
    let goes = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    let has_keyboard = ui.ctx().memory(|memory| memory.focused().is_some());
    let enter = !has_keyboard && ui.input(|input| input.key_pressed(Key::Enter));
    buttons_ui(ui, |ui| {
        let open = ui
            .add_enabled_ui(may, |ui| primary_ui(ui, "Open as a map"))
            .inner;
        if is_new {
            open.request_focus();
        }
        let cancel = button_ui(ui, "Cancel");
        let words = "The file itself is left as it is. Saving makes a map of its own.";
        let room = ui.available_width() - 8.0;
        let (font, muted) = (egui::FontId::proportional(SMALL), Chrome::of(ui).muted);
        let galley = widgets::elided(ui, words, font, muted, room);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| ui.label(galley));
        form.is_awaited |= (open.clicked() || goes || enter) && may;
        if cancel.clicked() {
            return Some(Decision::Close);
        }
        // What was chosen last counts, also when it is not read yet.
        if !form.is_awaited || form.is_behind() {
            return None;
        }
        form.is_awaited = false;
        form.imported()
            .map(|imported| Decision::Import(Box::new(imported)))
    })
}
