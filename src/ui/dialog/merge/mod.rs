//! The dialog that puts the open map and another version of it together: what
//! is to be decided, with both values beside each other, and what else changed
//! on either side. Nothing changes before *Take the merged map*; a choice is
//! taken back by Ctrl+Z. Knows nothing of how maps are merged.

mod conflict;
mod form;

use egui::{Align, Key, Layout, Modifiers, RichText, Ui};

pub(in crate::ui) use self::form::{MergeForm, Names};
use super::{
    Decision, buttons_ui,
    changes::{changes_ui, sentence_case},
    scroll_ui, title_ui,
};
use crate::{
    model::Choice,
    ui::{
        facts::number,
        icon,
        style::{self, Chrome, SMALL},
        widgets::{self, button_ui, more_ui, primary_ui},
    },
};

/// So many are shown to be decided one by one.
const LISTED: usize = 200;

pub(super) fn merge_ui(ui: &mut Ui, form: &mut MergeForm, is_new: bool) -> Option<Decision> {
    if ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Z)) {
        form.undo();
    }
    title_ui(ui, &form.names().title);
    counts_ui(ui, form);
    widgets::note_ui(ui, &form.names().base);
    ui.add_space(8.0);
    scroll_ui(ui, 230.0, |ui| {
        conflicts_ui(ui, form);
        let theirs = format!("Changes in {}", form.names().theirs);
        for (side, title) in [
            (Choice::Mine, "Your changes".to_owned()),
            (Choice::Theirs, theirs),
        ] {
            let changes = form.changes(side);
            if !changes.is_empty() {
                let title = format!("{title} ({})", changes.len());
                more_ui(ui, ("merge", side == Choice::Mine), &title, |ui| {
                    changes_ui(ui, changes, None);
                });
            }
        }
    });
    ending_ui(ui, form, is_new)
}

/// How much there is, in a line.
fn counts_ui(ui: &mut Ui, form: &MergeForm) {
    let open = form.merged().conflicts().len();
    let decide = match open {
        0 => "nothing to decide".to_owned(),
        count => format!("{count} to decide"),
    };
    let words = if form.merged().has_base() {
        let mine = form.changes(Choice::Mine).len();
        let theirs = form.changes(Choice::Theirs).len();
        let mine = number(mine, "change");
        format!("{mine} of yours, {theirs} of the other side, {decide}")
    } else {
        sentence_case(&decide)
    };
    let ink = Chrome::of(ui).ink;
    ui.label(
        RichText::new(words)
            .font(style::strong(style::TEXT))
            .color(ink),
    );
}

fn conflicts_ui(ui: &mut Ui, form: &mut MergeForm) {
    let conflicts = form.merged().conflicts();
    if conflicts.is_empty() {
        ui.horizontal(|ui| {
            let good = Chrome::of(ui).good;
            ui.label(icon::text(icon::CHECK_CIRCLE, 16.0).color(good));
            ui.label("Both versions fit together; the merged map has all changes of both.");
        });
        return;
    }
    let mut decided = None;
    for (place, conflict) in conflicts.iter().take(LISTED).enumerate() {
        ui.push_id(place, |ui| {
            if let Some(choice) = conflict::conflict_ui(ui, conflict) {
                decided = Some((place, choice));
            }
        });
    }
    if conflicts.len() > LISTED {
        let more = conflicts.len().saturating_sub(LISTED);
        let words = format!("and {more} more, which are decided with “All yours” or “All theirs”");
        widgets::note_ui(ui, &words);
    }
    if let Some((place, choice)) = decided {
        form.decide(place, choice);
        ui.ctx().request_repaint();
    }
}

fn ending_ui(ui: &mut Ui, form: &mut MergeForm, is_new: bool) -> Option<Decision> {
    let goes = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    let several = form.merged().conflicts().len() > 1;
    buttons_ui(ui, |ui| {
        let take = primary_ui(ui, "Take the merged map");
        if is_new {
            take.request_focus();
        }
        let cancel = button_ui(ui, "Cancel");
        if several {
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                for (word, choice) in [("All yours", Choice::Mine), ("All theirs", Choice::Theirs)]
                {
                    if button_ui(ui, word).clicked() {
                        form.prefer(choice);
                        ui.ctx().request_repaint();
                    }
                }
                let room = ui.available_width() - 8.0;
                let (font, muted) = (egui::FontId::proportional(SMALL), Chrome::of(ui).muted);
                let words = "Undo brings the map back as it was.";
                let galley = widgets::elided(ui, words, font, muted, room);
                ui.label(galley);
            });
        }
        if take.clicked() || goes {
            return Some(Decision::Merged(Box::new(form.merged().map().clone())));
        }
        cancel.clicked().then_some(Decision::Close)
    })
}
