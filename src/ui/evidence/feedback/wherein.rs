//! Where on the map an entry belongs: the list to choose from, the menu of a
//! row, and the words for both.

use egui::{Button, RichText, Ui, containers::menu::SubMenuButton};

use super::{FeedbackLog, element_of, name_of, search::short, selected_on};
use crate::{
    editor::Editor,
    model::{Edit, FeedbackField, Map, Stage, Subject},
    ui::{
        ask::{Ask, Asks},
        menus::line_ui,
        style::{Chrome, TEXT},
        widgets::{menu_field_ui, menu_spacing, option_ui},
    },
};

/// So many cards of a stage are listed; the others are reached by dragging.
const CARDS: usize = 40;

/// A field that says where something belongs, and opens the list of places.
pub(super) fn place_ui(
    ui: &mut Ui,
    editor: &Editor,
    current: Option<Subject>,
    width: f32,
) -> Option<Subject> {
    let map = editor.map();
    let text = current.map_or_else(|| "Different".to_owned(), |about| name_of(map, about));
    let mut chosen = None;
    menu_field_ui(ui, "Where", (None, &text), width, |ui| {
        chosen = places_ui(ui, editor, current);
    });
    chosen.filter(|about| Some(*about) != current)
}

/// The places of a map: none, what is selected on the canvas, then stages with
/// their cards.
fn places_ui(ui: &mut Ui, editor: &Editor, current: Option<Subject>) -> Option<Subject> {
    let map = editor.map();
    let mut chosen = one_ui(ui, "Not assigned", (Subject::Map, current));
    if let Some(about) = selected_on(editor) {
        let name = format!("Selected: {}", short(&name_of(map, about), 40));
        chosen = one_ui(ui, &name, (about, current)).or(chosen);
    }
    line_ui(ui);
    for stage in &map.stages {
        let about = Subject::Stage(stage.id);
        let picked = if stage.cards.is_empty() {
            one_ui(ui, &short(&name_of(map, about), 40), (about, current))
        } else {
            stage_ui(ui, map, stage, current)
        };
        chosen = picked.or(chosen);
    }
    chosen
}

/// One place to choose.
fn one_ui(
    ui: &mut Ui,
    text: &str,
    (about, current): (Subject, Option<Subject>),
) -> Option<Subject> {
    let is_chosen = option_ui(ui, text, current == Some(about)).clicked();
    if is_chosen {
        ui.close();
    }
    is_chosen.then_some(about)
}

/// A stage with its cards beside it.
fn stage_ui(ui: &mut Ui, map: &Map, stage: &Stage, current: Option<Subject>) -> Option<Subject> {
    let mut chosen = None;
    let whole = Subject::Stage(stage.id);
    let name = short(&name_of(map, whole), 34);
    let arrow = SubMenuButton::arrow_atom(Some(Chrome::of(ui).muted));
    let mark = super::menus::mark(ui, current == Some(whole));
    let button = Button::new((mark, RichText::new(&name).size(TEXT)))
        .gap(8.0)
        .right_text(arrow);
    let (response, _) = SubMenuButton::from_button(button).ui(ui, |ui| {
        menu_spacing(ui);
        ui.set_min_width(220.0);
        let most = (ui.ctx().content_rect().height() - 80.0).min(460.0);
        egui::ScrollArea::vertical()
            .max_height(most)
            .show(ui, |ui| {
                if option_ui(ui, "The whole stage", current == Some(whole)).clicked() {
                    chosen = Some(whole);
                    ui.close();
                }
                line_ui(ui);
                for card in stage.cards.iter().take(CARDS) {
                    let about = Subject::Card(card.id);
                    let name = short(&name_of(map, about), 40);
                    if option_ui(ui, &name, current == Some(about)).clicked() {
                        chosen = Some(about);
                        ui.close();
                    }
                }
                if stage.cards.len() > CARDS {
                    crate::ui::widgets::note_ui(ui, "Drag onto the map for the other cards.");
                }
            });
    });
    response.accessible_name(name);
    chosen
}

impl FeedbackLog {
    /// The menu of the selected rows.
    pub(super) fn menu_ui(&mut self, ui: &mut Ui, editor: &Editor, asks: &mut Asks) {
        menu_spacing(ui);
        ui.set_min_width(210.0);
        let map = editor.map();
        let about = self.common(map).about;
        if let Some(selected) = selected_on(editor) {
            let name = format!("Link to {}", short(&name_of(map, selected), 30));
            if ui.button(name).clicked() {
                self.link(selected, asks);
                ui.close();
            }
        }
        ui.menu_button("Link to…", |ui| {
            menu_spacing(ui);
            if let Some(chosen) = places_ui(ui, editor, about) {
                self.link(chosen, asks);
            }
        });
        let element = about.and_then(element_of);
        if let Some(element) = element
            && ui.button("Show on the map").clicked()
        {
            asks.0.push(Ask::Select(element));
            ui.close();
        }
        line_ui(ui);
        if ui.button("Edit").clicked() {
            self.due.edits = true;
            ui.close();
        }
        if ui.button("Copy words").clicked() {
            self.copy(map, asks);
            ui.close();
        }
        line_ui(ui);
        if ui.button("Remove").clicked() {
            self.remove(asks);
            ui.close();
        }
    }

    /// Links what is selected, as one step.
    pub(super) fn link(&self, about: Subject, asks: &mut Asks) {
        let ids = self.log.chosen.ids();
        if !ids.is_empty() {
            let label = if about == Subject::Map {
                "unlink feedback"
            } else {
                "link feedback"
            };
            asks.run(Edit::SetFeedback(ids, FeedbackField::About(about)), label);
        }
    }
}
