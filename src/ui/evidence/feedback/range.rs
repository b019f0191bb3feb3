//! Limits of scores and days: two small fields each, within a menu.

use egui::{RichText, TextEdit, Ui};

use super::menus::heading_ui;
use crate::{
    editor::read_score,
    ui::style::{Chrome, SMALL},
};

/// The width of a field.
const FIELD: f32 = 92.0;

/// What limits of scores are called, if there are any: "from 7", "7 to 9".
pub(super) fn scores_label(limits: (Option<f64>, Option<f64>)) -> Option<String> {
    match limits {
        (None, None) => None,
        (Some(least), None) => Some(format!("From {least}")),
        (None, Some(most)) => Some(format!("Up to {most}")),
        (Some(least), Some(most)) => Some(format!("{least} to {most}")),
    }
}

/// What limits of days are called, if there are any.
pub(super) fn days_label((first, last): &(String, String)) -> Option<String> {
    match (first.is_empty(), last.is_empty()) {
        (true, true) => None,
        (false, true) => Some(format!("Since {first}")),
        (true, false) => Some(format!("Until {last}")),
        (false, false) => Some(format!("{first} to {last}")),
    }
}

/// Fields for the least and the most score.
pub(super) fn scores_ui(ui: &mut Ui, limits: &mut (Option<f64>, Option<f64>)) {
    heading_ui(ui, "Score from, to");
    ui.horizontal(|ui| {
        ui.add_space(8.0);
        score_ui(ui, "Least score", &mut limits.0);
        dash_ui(ui);
        score_ui(ui, "Most score", &mut limits.1);
    });
    ui.add_space(4.0);
}

fn score_ui(ui: &mut Ui, name: &str, limit: &mut Option<f64>) {
    let id = egui::Id::unique(("limit of the feedback log", name));
    let written = limit.map(|limit| limit.to_string()).unwrap_or_default();
    // What is typed is kept as it is typed, as long as it means the limit.
    let typed = ui.data(|data| data.get_temp::<String>(id));
    let means = |text: &String| read_score(text).is_ok_and(|score| score == *limit);
    let is_typing = ui.memory(|memory| memory.has_focus(id));
    let kept = typed.filter(|text| is_typing || means(text));
    let mut text = kept.unwrap_or(written);
    let edit = TextEdit::singleline(&mut text)
        .id(id)
        .char_limit(12)
        .desired_width(FIELD);
    if ui.add(edit).accessible_name(name).changed() {
        if let Ok(score) = read_score(&text) {
            *limit = score;
        }
        ui.data_mut(|data| data.insert_temp(id, text));
    }
}

/// Fields for the first and the last day.
pub(super) fn days_ui(ui: &mut Ui, days: &mut (String, String)) {
    heading_ui(ui, "From, to");
    ui.horizontal(|ui| {
        ui.add_space(8.0);
        day_ui(ui, "First day", &mut days.0);
        dash_ui(ui);
        day_ui(ui, "Last day", &mut days.1);
    });
    let muted = Chrome::of(ui).muted;
    ui.horizontal(|ui| {
        ui.add_space(8.0);
        let words = "A day, a month or a year";
        ui.label(RichText::new(words).size(SMALL).color(muted));
    });
}

fn day_ui(ui: &mut Ui, name: &str, day: &mut String) {
    let edit = TextEdit::singleline(day)
        .hint_text("2026-03-09")
        .char_limit(10)
        .desired_width(FIELD);
    if ui.add(edit).accessible_name(name).changed() {
        day.retain(|c| c.is_ascii_digit() || c == '-');
    }
}

fn dash_ui(ui: &mut Ui) {
    let muted = Chrome::of(ui).muted;
    ui.label(RichText::new("–").color(muted));
}
