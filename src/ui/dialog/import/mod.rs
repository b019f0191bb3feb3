//! The import dialog: what a file of another program is understood as, before
//! anything of it is taken. On the left what can be chosen about reading it and
//! what there is to say about it; on the right its table, with what each column
//! is taken for, and below it the map that comes of it, or where the answers go
//! that are brought into the log of the open one. Nothing changes before *Open*
//! or *Add*.

mod choices;
mod form;
mod grid;
mod measures;
mod placing;
mod reading;
mod remarks;

use std::{path::PathBuf, sync::Arc};

use egui::{Align, Key, Layout, Modifiers, Rect, RichText, Sense, Ui, UiBuilder, Vec2};

pub(in crate::ui) use self::form::ImportForm;
use self::reading::{Known, Read};
use super::{Decision, Next, buttons_ui, middle_ui, title_ui};
use crate::{
    file::import::{Layout as Way, Taken},
    model::{Feedback, Map, StageRule},
    ui::{
        asking::file_name,
        facts::number,
        settings::columns::{Choice, Signature},
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

/// Answers for the log of the open map.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui) struct Brought {
    /// The file they come from.
    pub path: PathBuf,
    /// They, without ids.
    pub feedback: Arc<Vec<Feedback>>,
    /// The rules that placed them, which the map keeps.
    pub rules: Vec<StageRule>,
    /// How many rows were left out because they are there already.
    pub left_out: usize,
    /// What there is to say about it, a sentence each.
    pub remarks: Vec<String>,
    /// What the columns of this table were taken for, to be remembered.
    pub columns: (Signature, Choice),
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
const TALL: f32 = 0.62;

/// Draws the dialog over a window with this map open.
pub(super) fn import_ui(
    ui: &mut Ui,
    form: &mut ImportForm,
    open: &Arc<Map>,
    is_new: bool,
) -> Option<Decision> {
    keys(ui, form);
    let height = ui.ctx().content_rect().height() - 2.0 * super::MARGIN - 24.0;
    let size = Vec2::new(ui.available_width(), height.min(HEIGHT));
    let (whole, _) = ui.allocate_exact_size(size, Sense::hover());
    let at = |ui: &mut Ui, rect: Rect| ui.new_child(UiBuilder::new().max_rect(rect));
    let title = match form.reading().and_then(reading::Reading::read) {
        Some(_) if form.into.is_some() => format!("Add {} to the log", file_name(&form.path)),
        Some(_) => format!("Open {}", file_name(&form.path)),
        None => "Open a file".to_owned(),
    };
    title_ui(&mut at(ui, whole), &title);
    let body = whole.with_min_y(whole.top() + TITLE);
    let body = body.with_max_y(whole.bottom() - BUTTONS);
    let left = body.with_max_x(body.left() + CHOICES);
    let known = form.reading().and_then(reading::Reading::known).cloned();
    left_ui(&mut at(ui, left), form, known.as_ref());
    let right = body.with_min_x(left.right() + GAP);
    right_ui(&mut at(ui, right), form, known.as_ref());
    let below = whole.with_min_y(body.bottom());
    ending_ui(&mut at(ui, below), form, open, is_new)
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
fn left_ui(ui: &mut Ui, form: &mut ImportForm, known: Option<&Known>) {
    let whole = ui.max_rect();
    let chosen = ui.scope(|ui| {
        if let Some(known) = form.understood() {
            summary_ui(ui, known);
        }
        if form.is_as_before {
            as_before_ui(ui, form);
        }
        choices::choices_ui(ui, form, known);
    });
    let top = chosen.response.rect.bottom() + 6.0;
    let rest = whole.with_min_y(top.min(whole.bottom()));
    if let Some(known) = form.understood().cloned().filter(|_| rest.height() > 60.0) {
        let mut ui = ui.new_child(UiBuilder::new().max_rect(rest));
        remarks::remarks_ui(&mut ui, known.remarks(), &mut form.goal);
    }
}

/// What the file is, and how much of a map it makes.
fn summary_ui(ui: &mut Ui, known: &Known) {
    let chrome = Chrome::of(ui);
    let kind = RichText::new(known.understood.kind.label()).font(style::strong(style::TEXT));
    ui.label(kind.color(chrome.ink));
    if let Some(taken) = &known.taken {
        return widgets::note_ui(ui, &taken_words(known, taken));
    }
    let map = &known.understood.map;
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

/// The share of the height that the table takes at most: more where there is
/// little to say below it.
fn share(form: &ImportForm, known: &Known) -> f32 {
    let rules = form.options.log.as_ref().map(|log| log.rules.len());
    let unknown = known.taken.as_ref().map_or(0, |taken| taken.unknown.len());
    match rules {
        Some(rules) if rules + 2 * unknown < 4 => TALL,
        Some(_) | None => TABLE,
    }
}

/// How many answers the table has, and how many of them would be added.
fn taken_words(known: &Known, taken: &Taken) -> String {
    let all = number(known.understood.heard.len(), "answer");
    match taken.repeated.left_out {
        0 => all,
        left => format!("{all}, {left} left out as repeated"),
    }
}

/// That the columns were taken for what those of a table before were.
fn as_before_ui(ui: &mut Ui, form: &mut ImportForm) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        widgets::note_ui(ui, "Columns as last time.");
        let link = ui.link(RichText::new("Start over").size(SMALL));
        if link.clicked() {
            form.start_over();
            ui.ctx().request_repaint();
        }
    });
}

/// The table of the file, if it has one, and the map that comes of it, or where
/// its answers go.
fn right_ui(ui: &mut Ui, form: &mut ImportForm, known: Option<&Known>) {
    let whole = ui.max_rect();
    let mut desk = whole;
    if let Some(known) = known.filter(|known| !known.understood.rows.is_empty()) {
        let most = whole.height() * share(form, known);
        let table = whole.with_max_y(whole.top() + most);
        let mut ui = ui.new_child(UiBuilder::new().max_rect(table));
        let used = grid::grid_ui(&mut ui, form, known);
        desk.min.y = table.top() + used.min(most) + BETWEEN;
    }
    let chrome = Chrome::of(ui);
    let is_refused = matches!(
        form.reading().and_then(reading::Reading::read),
        Some(Read::Refused(..))
    );
    if let Some(map) = form.into.clone().filter(|_| !is_refused) {
        let taken = form.understood().and_then(|known| known.taken.clone());
        let inside = desk.with_min_y(desk.top() + 6.0);
        let mut ui = ui.new_child(UiBuilder::new().max_rect(inside));
        return placing::placing_ui(&mut ui, form, &map, taken.as_deref());
    }
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
        (Some(Read::Map(known)), _) if known.understood.map.stages.is_empty() => {
            let words = match known.understood.map.feedback.len() {
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
fn ending_ui(
    ui: &mut Ui,
    form: &mut ImportForm,
    open: &Arc<Map>,
    is_new: bool,
) -> Option<Decision> {
    let may = form.is_behind() || form.understood().is_some_and(can_end);
    let goes = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    let has_keyboard = ui.ctx().memory(|memory| memory.focused().is_some());
    let enter = !has_keyboard && ui.input(|input| input.key_pressed(Key::Enter));
    let name = primary_name(form);
    let (mut turns, mut cancels) = (false, false);
    buttons_ui(ui, |ui| {
        let end = ui.add_enabled_ui(may, |ui| primary_ui(ui, &name)).inner;
        if is_new {
            end.request_focus();
        }
        cancels = button_ui(ui, "Cancel").clicked();
        turns = turn_name(form).is_some_and(|name| button_ui(ui, name).clicked());
        let (words, color) = ending_words(ui, form);
        let room = ui.available_width() - 8.0;
        let galley = widgets::elided(ui, &words, egui::FontId::proportional(SMALL), color, room);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| ui.label(galley))
            .response
            .on_hover_text(words);
        form.is_awaited |= (end.clicked() || goes || enter) && may;
    });
    if cancels {
        return Some(Decision::Close);
    }
    if turns && form.into.is_some() {
        form.leave_log();
    } else if turns {
        form.bring_into(Arc::clone(open));
    }
    // What was chosen last counts, also when it is not read yet.
    if !form.is_awaited || form.is_behind() {
        return None;
    }
    form.is_awaited = false;
    if form.into.is_some() {
        let brought = form.brought();
        return brought.map(|brought| Decision::Bring(Box::new(brought)));
    }
    form.imported().map(|imported| {
        let imported = Box::new(imported);
        if form.is_guarded {
            Decision::Import(imported)
        } else {
            Decision::Leave(Next::Imported(imported))
        }
    })
}

/// Whether what is known of a file can be opened, or added.
fn can_end(known: &Known) -> bool {
    let taken = known.taken.as_ref();
    taken.is_none_or(|taken| taken.fault.is_none() && !taken.feedback.is_empty())
}

/// The name of the button that ends the dialog.
fn primary_name(form: &ImportForm) -> String {
    if form.into.is_none() {
        return "Open as a map".into();
    }
    let taken = form.understood().and_then(|known| known.taken.as_ref());
    match taken.map(|taken| taken.feedback.len()) {
        Some(count) if count > 0 => format!("Add {}", number(count, "answer")),
        Some(_) | None => "Add answers".into(),
    }
}

/// The name of the button that makes another use of answers.
fn turn_name(form: &ImportForm) -> Option<&'static str> {
    if form.into.is_some() {
        return Some("Open as a map of its own…");
    }
    let known = form.understood()?;
    let is_feedback = known.understood.layout == Some(Way::Feedback);
    is_feedback.then_some("Add to the open map’s log…")
}

/// What is said beside the buttons.
fn ending_words(ui: &Ui, form: &ImportForm) -> (String, egui::Color32) {
    let chrome = Chrome::of(ui);
    let taken = form.understood().and_then(|known| known.taken.as_ref());
    let words = match taken {
        None if form.into.is_none() => {
            "The file itself is left as it is. Saving makes a map of its own."
        }
        None => "",
        Some(taken) => {
            if let Some(fault) = &taken.fault {
                return (fault.clone(), chrome.danger);
            }
            if taken.feedback.is_empty() {
                "There is nothing new to add."
            } else {
                "All of it is one step, which undo takes back."
            }
        }
    };
    (words.to_owned(), chrome.muted)
}
