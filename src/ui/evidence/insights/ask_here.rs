//! *Ask here*: the places that nobody knows, with the survey that fits and a
//! question to copy.

use egui::{Align, Layout, Ui};

use super::{
    more_ui,
    row::{Row, Tone, is_selected, row_ui},
    title_ui,
};
use crate::{
    editor::Editor,
    model::Question,
    scene,
    ui::{
        ask::{Ask, Asks},
        icon, widgets,
    },
};

/// Draws the questions, so many of them; true when more are asked for.
pub(super) fn ask_here_ui(
    ui: &mut Ui,
    questions: &[Question],
    shown: usize,
    (editor, asks): (&Editor, &mut Asks),
) -> bool {
    if questions.is_empty() {
        return false;
    }
    widgets::rule_ui(ui);
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        title_ui(ui, "Ask here", questions.len());
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if widgets::button_ui(ui, "Copy all").clicked() {
                let all: Vec<String> = questions.iter().map(whole).collect();
                asks.0.push(Ask::CopyText(all.join("\n\n") + "\n"));
            }
        });
    });
    let note = "What nobody knows, or only assumes, with the survey that fits.";
    widgets::note_ui(ui, note);
    ui.add_space(4.0);
    for (place, question) in questions.iter().take(shown).enumerate() {
        question_ui(ui, place, question, (editor, &mut *asks));
    }
    more_ui(ui, questions.len(), shown)
}

fn question_ui(
    ui: &mut Ui,
    place: usize,
    question: &Question,
    (editor, asks): (&Editor, &mut Asks),
) {
    let (reason, method) = (question.reason.label(), question.method.label());
    let below = format!("{} · {method} · {reason}", question.place);
    let row = Row {
        icon: (scene::icon::QUESTION, Tone::Open),
        text: &question.text,
        below: Some(&below),
        why: "",
        is_selected: is_selected(editor, &question.about),
        action: Some((icon::COPY, "Copy question")),
    };
    let done = ui.push_id(("question", place), |ui| row_ui(ui, &row)).inner;
    if done.response.clicked() {
        asks.0.push(Ask::SelectAll(question.about.clone()));
    }
    if done.acted {
        asks.0.push(Ask::CopyText(question.text.clone()));
    }
}

/// A question with where and how it is asked, as a list on paper has it.
fn whole(question: &Question) -> String {
    let (place, method) = (&question.place, question.method.label());
    format!("{place} ({method})\n{}", question.text)
}
