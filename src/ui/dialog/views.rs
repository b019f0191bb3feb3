//! Saved views: what one is called and what is part of it, and the list of all
//! of them. Says what was decided; changes no map.

use std::collections::BTreeSet;

use egui::{Key, Margin, RichText, TextEdit, Ui};

use super::{Decision, buttons_ui, scroll_ui, text_ui, title_ui};
use crate::{
    model::{Map, View},
    ui::{
        style::{self, Chrome},
        widgets::{self, button_ui, danger_ui, label_ui, note_ui, primary_ui, tick_ui},
    },
};

/// Ticks beside one another.
const COLUMNS: usize = 3;

/// A view that is being named and put together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ui) struct ViewForm {
    /// What it is to be.
    pub view: View,
    /// What it was called; `None` for a new one.
    pub was: Option<String>,
}

impl ViewForm {
    /// A new view of what is visible now.
    pub(in crate::ui) fn new(map: &Map) -> Self {
        Self {
            view: View::of(map),
            was: None,
        }
    }

    /// A view that there is, to be changed.
    pub(in crate::ui) fn of(view: &View) -> Self {
        Self {
            view: view.clone(),
            was: Some(view.name.clone()),
        }
    }
}

/// What is to be done with a view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ui) enum ViewAct {
    /// Save it like this.
    Save(Box<ViewForm>),
    /// Show the one of this name.
    Show(String),
    /// Ask how the one of this name is to change.
    Change(String),
    /// Remove the one of this name.
    Remove(String),
}

/// The name of a view, and ticks for all that can be part of it.
pub(super) fn view_ui(
    ui: &mut Ui,
    form: &mut ViewForm,
    map: &Map,
    is_new: bool,
) -> Option<Decision> {
    title_ui(
        ui,
        if form.was.is_some() {
            "Change the view"
        } else {
            "Save this view"
        },
    );
    let label = label_ui(ui, "Name");
    let field = ui
        .add(
            TextEdit::singleline(&mut form.view.name)
                .id(egui::Id::unique("view name"))
                .hint_text("For the steering group")
                .margin(Margin::symmetric(10, 7))
                .desired_width(f32::INFINITY),
        )
        .labelled_by(label.id);
    if is_new {
        field.request_focus();
    }
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let name = form.view.name.trim();
    let is_taken = form.was.as_deref() != Some(name) && map.view(name).is_some();
    let replaces = is_taken && form.was.is_none();
    if is_taken {
        let danger = Chrome::of(ui).danger;
        let words = if replaces {
            "There is a view of this name; it is replaced."
        } else {
            "Another view has this name; choose a different one."
        };
        ui.label(RichText::new(words).size(style::SMALL).color(danger));
    }
    let can = !name.is_empty() && (!is_taken || replaces);
    ui.add_space(8.0);
    scroll_ui(ui, 250.0, |ui| parts_ui(ui, &mut form.view, map));
    note_ui(
        ui,
        "What is added to the map later is part of the view. The canvas hides lanes and \
         curves; stages and personas are left out of exports, and the canvas shows them all.",
    );
    buttons_ui(ui, |ui| {
        let save = ui.add_enabled_ui(can, |ui| primary_ui(ui, "Save view"));
        let cancel = button_ui(ui, "Cancel");
        if (save.inner.clicked() || entered) && can {
            Some(Decision::View(ViewAct::Save(Box::new(form.clone()))))
        } else {
            cancel.clicked().then_some(Decision::Close)
        }
    })
}

/// A tick for every stage, lane, curve and persona.
fn parts_ui(ui: &mut Ui, view: &mut View, map: &Map) {
    let stages = map.stages.iter().map(|stage| (stage.id, &*stage.name));
    ticks_ui(ui, "Stages", &mut view.without_stages, stages);
    let lanes = map.lanes.iter().map(|lane| (lane.id, &*lane.name));
    ticks_ui(ui, "Lanes", &mut view.without_lanes, lanes);
    let curves = map.curves.iter().map(|curve| (curve.id, &*curve.name));
    ticks_ui(ui, "Curves", &mut view.without_curves, curves);
    let personas = map
        .personas
        .iter()
        .map(|persona| (persona.id, &*persona.name));
    ticks_ui(
        ui,
        "Personas, with their curves",
        &mut view.without_personas,
        personas,
    );
}

/// Ticks for what is not left out, under a heading; nothing where there is
/// nothing to choose.
fn ticks_ui<'a, T: Ord + std::fmt::Debug + std::hash::Hash + Copy>(
    ui: &mut Ui,
    heading: &str,
    without: &mut BTreeSet<T>,
    parts: impl Iterator<Item = (T, &'a str)>,
) {
    let parts: Vec<_> = parts.collect();
    if parts.is_empty() {
        return;
    }
    widgets::heading_ui(ui, heading);
    for row in parts.chunks(COLUMNS) {
        ui.columns(COLUMNS, |columns| {
            for (ui, (id, name)) in columns.iter_mut().zip(row) {
                let name = name.split(char::is_control).next().unwrap_or_default();
                let name = if name.trim().is_empty() {
                    "Without a name"
                } else {
                    name
                };
                let is_shown = !without.contains(id);
                match ui.push_id(id, |ui| tick_ui(ui, name, is_shown)).inner {
                    Some(true) => without.remove(id),
                    Some(false) => without.insert(*id),
                    None => false,
                };
            }
        });
    }
    ui.add_space(6.0);
}

/// The saved views of a map, each to be shown, changed or removed.
pub(super) fn views_ui(ui: &mut Ui, map: &Map, is_new: bool) -> Option<Decision> {
    title_ui(ui, "Saved views");
    let mut act = None;
    if map.views.is_empty() {
        text_ui(
            ui,
            "This map has none yet. A view is what is shown of the map, under a name.",
        );
    }
    scroll_ui(ui, 150.0, |ui| {
        for (index, view) in map.views.iter().enumerate() {
            ui.push_id(index, |ui| act = act.take().or(row_ui(ui, view)));
        }
    });
    let closed = buttons_ui(ui, |ui| {
        let close = primary_ui(ui, "Close");
        if is_new {
            close.request_focus();
        }
        close.clicked()
    });
    act.map(Decision::View)
        .or_else(|| closed.then_some(Decision::Close))
}

/// One view: its name, what it leaves out, and its buttons.
fn row_ui(ui: &mut Ui, view: &View) -> Option<ViewAct> {
    let chrome = Chrome::of(ui);
    let mut act = None;
    let mut button = |ui: &mut Ui, word: &str, does: fn(String) -> ViewAct| {
        let pressed = match word {
            "Remove" => danger_ui(ui, word),
            _ => button_ui(ui, word),
        };
        // Told apart by ear as they are by eye.
        let pressed = pressed.accessible_name(format!("{word} {}", view.name));
        if pressed.clicked() {
            act = Some(does(view.name.clone()));
        }
    };
    let size = egui::Vec2::new(ui.available_width(), 44.0);
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    ui.allocate_ui_with_layout(size, layout, |ui| {
        button(ui, "Remove", ViewAct::Remove);
        button(ui, "Change…", ViewAct::Change);
        button(ui, "Show", ViewAct::Show);
        let room = ui.available_width() - 8.0;
        let strong = style::strong(style::TEXT);
        let name = widgets::elided(ui, &view.name, strong, chrome.ink, room);
        let small = egui::FontId::proportional(style::SMALL);
        let about = widgets::elided(ui, &view.summary(), small, chrome.muted, room);
        let at = ui.max_rect().left_top() + egui::Vec2::new(0.0, 5.0);
        ui.painter().galley(at, name, chrome.ink);
        let below = at + egui::Vec2::new(0.0, 18.0);
        ui.painter().galley(below, about, chrome.muted);
    });
    act
}
