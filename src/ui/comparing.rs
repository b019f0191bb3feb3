//! Holding the open map against another one: the dialog, the other's curve laid
//! over the map, and the bar that says so until it is taken away.

use std::sync::Arc;

use egui::{Align, Frame, Layout, Margin, Panel, RichText, Ui};

use super::{
    app::App,
    dialog::{CompareForm, Modal},
    icon,
    style::{self, Chrome},
    toast::Toast,
    widgets,
};
use crate::{
    layout::Ghost,
    model::{Map, present_and_future, with_curve_of},
};

/// What the open map is held against.
pub(super) struct Comparing {
    /// What it is called.
    name: String,
    map: Arc<Map>,
}

/// What is wanted of the comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    /// What changed, in the dialog.
    Changes,
    /// The other's curve as one of the open map.
    Keep,
    /// The end of it.
    Stop,
}

impl App {
    /// Shows what changed from another map to the open one.
    pub(super) fn open_comparison(&mut self, name: String, other: Arc<Map>) {
        self.editor.settle();
        let form = CompareForm::new(name, other, Arc::clone(self.editor.map()));
        self.editor.cover(&form.letters());
        self.open_modal(Modal::Compare(Box::new(form)));
    }

    /// Shows what the future state of the map changes.
    pub(super) fn compare_future(&mut self) {
        self.editor.settle();
        if let Some((now, then)) = present_and_future(self.editor.map()) {
            let form = CompareForm::future(now, then);
            self.open_modal(Modal::Compare(Box::new(form)));
        } else {
            let words = "Only a map with a visible curve of each state can be compared with its \
                         future state. Select the emotion curve, choose “Duplicate with its \
                         points”, and move the copy to where the journey should be; its state is \
                         “Future state”. A future state in a file of its own is compared with \
                         “Compare with a file…”.";
            self.tell("There is no future state yet", words);
        }
    }

    /// Lays the curve of another map over the open one.
    pub(super) fn lay_over(&mut self, name: String, map: Arc<Map>) {
        self.editor.ghost = Ghost::of(&map, self.editor.map());
        self.comparing = Some(Comparing { name, map });
    }

    /// Ends the comparison.
    pub(super) fn stop_comparing(&mut self) {
        self.comparing = None;
        self.editor.ghost = None;
    }

    /// Draws the bar above the canvas while the map is held against another.
    pub(super) fn comparing_ui(&mut self, ui: &mut Ui) {
        let Some(comparing) = &self.comparing else {
            return;
        };
        let wish = bar_ui(ui, &comparing.name, self.editor.ghost.is_some());
        let (name, map) = (comparing.name.clone(), Arc::clone(&comparing.map));
        match wish {
            None => {}
            Some(Wish::Changes) => self.open_comparison(name, map),
            Some(Wish::Keep) => self.keep_curve(&name, &map),
            Some(Wish::Stop) => self.stop_comparing(),
        }
    }

    /// Makes the other's curve one of the open map, so that pictures show it.
    fn keep_curve(&mut self, name: &str, other: &Map) {
        self.editor.settle();
        if let Some(map) = with_curve_of(self.editor.map(), other, name) {
            self.editor.replace("add curve of another version", map);
            self.stop_comparing();
            let words = "The curve is part of the map now; its line is dotted";
            self.toast = Some(Toast::new(words.to_owned(), None));
        }
    }
}

fn bar_ui(ui: &mut Ui, name: &str, has_curve: bool) -> Option<Wish> {
    let chrome = Chrome::of(ui);
    let mut wish = None;
    let frame = Frame::new()
        .fill(chrome.tint)
        .inner_margin(Margin::symmetric(14, 6));
    Panel::top("comparing")
        .show_separator_line(false)
        .frame(frame)
        .show(ui, |ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                for (words, means) in [
                    ("Stop comparing", Wish::Stop),
                    ("Add its curve to the map", Wish::Keep),
                    ("What changed…", Wish::Changes),
                ] {
                    let shown = means != Wish::Keep || has_curve;
                    if shown && widgets::button_ui(ui, words).clicked() {
                        wish = Some(means);
                    }
                }
                ui.add_space(12.0);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.label(icon::text(icon::INFO, 15.0).color(chrome.accent_ink));
                    let words = format!("The dotted line is the curve of {name}.");
                    let text = RichText::new(words).size(style::TEXT).color(chrome.ink);
                    ui.add(egui::Label::new(text).truncate());
                });
            });
        });
    wish
}
