//! What there is to know about the program: its keys, and itself.

use egui::{Grid, RichText, ScrollArea, Ui};

use super::{Decision, buttons_ui, text_ui, title_ui};
use crate::{
    editor::Command,
    ui::{
        style::{self, Chrome},
        widgets::{note_ui, primary_ui},
    },
};

/// What the hand can do beside commands.
const MOVES: [(&str, &str); 14] = [
    ("Click, Shift+click", "Select, add to the selection"),
    ("Drag on empty paper", "Select all within a frame"),
    (
        "Drag",
        "Move cards, points, stages, lanes; resize at a stage's edge",
    ),
    ("Shift, Alt while dragging", "Keep one axis, move freely"),
    ("Double-click a cell", "Add a card there"),
    ("Double-click a curve", "Add an emotion point"),
    ("Double-click, Enter, F2", "Edit the text in place"),
    (
        "Enter, Shift+Enter while typing",
        "Keep the text, break the line",
    ),
    ("Tab while typing", "Go to the next cell"),
    ("Arrows", "Walk to the next element"),
    ("Space and drag, middle drag", "Move the view"),
    ("Wheel, Shift+wheel", "Move the view up and down, sideways"),
    ("Ctrl+wheel, pinch", "Zoom at the pointer"),
    ("Esc", "Take back what is under way; else select nothing"),
];

pub(super) fn keys_ui(ui: &mut Ui, is_new: bool) -> Option<Decision> {
    title_ui(ui, "Keys");
    ScrollArea::vertical()
        .max_height((ui.ctx().content_rect().height() - 200.0).clamp(160.0, 520.0))
        .auto_shrink([false, true])
        .show(ui, |ui| {
            Grid::new("keys")
                .num_columns(2)
                .spacing([24.0, 4.0])
                .show(ui, |ui| {
                    for (keys, meaning) in MOVES {
                        row_ui(ui, keys, meaning);
                    }
                    for command in Command::all() {
                        if let Some(shortcut) = command.shortcut() {
                            row_ui(ui, &shortcut.label(), &command.name());
                        }
                    }
                });
        });
    close_ui(ui, is_new)
}

fn row_ui(ui: &mut Ui, keys: &str, meaning: &str) {
    let ink = Chrome::of(ui).ink;
    ui.label(RichText::new(keys).font(style::strong(12.0)).color(ink));
    note_ui(ui, meaning);
    ui.end_row();
}

pub(super) fn about_ui(ui: &mut Ui, is_new: bool) -> Option<Decision> {
    title_ui(ui, "Throughline");
    text_ui(ui, "An editor for customer journey maps.");
    let version = env!("CARGO_PKG_VERSION");
    note_ui(ui, &format!("Version {version}, MIT licence"));
    ui.add_space(8.0);
    note_ui(
        ui,
        "Type is set in Inter (SIL Open Font License); icons are Phosphor (MIT). \
         No account, no network, nothing is sent anywhere.",
    );
    close_ui(ui, is_new)
}

fn close_ui(ui: &mut Ui, is_new: bool) -> Option<Decision> {
    buttons_ui(ui, |ui| {
        let close = primary_ui(ui, "Close");
        if is_new {
            close.request_focus();
        }
        close.clicked().then_some(Decision::Close)
    })
}
