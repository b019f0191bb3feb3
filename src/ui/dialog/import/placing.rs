//! Where answers go that are brought into the log of a map: what the names of
//! stages mean which the map does not have, and the rules by which rows find
//! their stage. Draws and fills the choices; what they come to is found out
//! elsewhere.

use egui::{RichText, ScrollArea, Ui};

use super::form::ImportForm;
use crate::{
    file::import::{Options, Taken, UnknownStage},
    model::{Map, Subject},
    ui::{
        dialog::rule_list::{self, COUNT, GAP, PLACE, REMOVE, count_ui, subject_ui, text_ui},
        facts::number,
        style::{self, Chrome},
        widgets,
    },
};

/// Draws it all into the room there is.
pub(super) fn placing_ui(ui: &mut Ui, form: &mut ImportForm, map: &Map, taken: Option<&Taken>) {
    let mut options = form.options.clone();
    let mut typed = None;
    ScrollArea::vertical()
        .id_salt("where answers go")
        .auto_shrink(false)
        .show(ui, |ui| {
            ui.set_width(ui.available_width() - 12.0);
            if let Some(taken) = taken.filter(|taken| !taken.unknown.is_empty()) {
                unknown_ui(ui, map, &taken.unknown, &mut options);
                ui.add_space(14.0);
            }
            typed = rules_ui(ui, map, taken, &mut options);
        });
    match typed {
        Some(is_begun) => form.type_into(options, is_begun),
        None => form.choose(options),
    }
}

/// The names that no stage has, each with the stage that is meant.
fn unknown_ui(ui: &mut Ui, map: &Map, unknown: &[UnknownStage], options: &mut Options) {
    heading_ui(
        ui,
        "Stages that this map does not have",
        "What speaks of them is kept without a stage, or with the one you choose.",
    );
    let Some(log) = &mut options.log else { return };
    for stage in unknown {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            let room = ui.available_width() - PLACE - COUNT - REMOVE - 3.0 * GAP;
            let ink = Chrome::of(ui).ink;
            text_ui(ui, &format!("“{}”", stage.name), room, ink);
            let held = log.stages.get(&stage.word).copied();
            let held = held.map_or(Subject::Map, Subject::Stage);
            let label = format!("What “{}” means", stage.name);
            match subject_ui(ui, map, (&label, "No stage"), held, false) {
                Some(Subject::Stage(id)) => {
                    log.stages.insert(stage.word.clone(), id);
                }
                Some(Subject::Map | Subject::Card(_)) => {
                    log.stages.remove(&stage.word);
                }
                None => {}
            }
            count_ui(ui, (stage.lines.len(), "row"));
        });
    }
}

/// The rules; when the words of one were typed, whether that goes on with what
/// was typed before.
fn rules_ui(ui: &mut Ui, map: &Map, taken: Option<&Taken>, options: &mut Options) -> Option<bool> {
    heading_ui(
        ui,
        "Rules",
        "A row that names no stage follows the first rule that has a word of it, or of its topic.",
    );
    let log = options.log.as_mut()?;
    let hits = taken.map(|taken| (taken.hits.as_slice(), "row"));
    let typed = rule_list::rules_ui(ui, map, &mut log.rules, hits);
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        rule_list::add_ui(ui, map, &mut log.rules);
        if let Some(taken) = taken {
            let all = taken.feedback.len();
            let words = match all - taken.unassigned {
                0 => "No answer has a stage yet; that can be done in the log, too.".to_owned(),
                placed if placed == all => "Every answer has a stage.".to_owned(),
                placed => format!(
                    "{} of {all} have a stage; the rest can be placed in the log.",
                    number(placed, "answer")
                ),
            };
            widgets::note_ui(ui, &words);
        }
    });
    typed
}

fn heading_ui(ui: &mut Ui, title: &str, words: &str) {
    let ink = Chrome::of(ui).ink;
    ui.label(
        RichText::new(title)
            .font(style::strong(style::TEXT))
            .color(ink),
    );
    widgets::note_ui(ui, words);
    ui.add_space(4.0);
}
