//! What there is to know about the program: its keys, and itself.

use egui::{RichText, TextEdit, Ui};

use super::{Decision, buttons_ui, scroll_ui, text_ui, title_ui};
use crate::{
    editor::{Command, Shortcut},
    ui::{
        style::{self, Chrome},
        widgets::{button_ui, heading_ui, note_ui, primary_ui},
    },
};

/// A topic, and what the hand can do beside commands: how, and what it does.
type Topic = (&'static str, &'static [(&'static str, &'static str)]);

const MOVES: [Topic; 3] = [
    (
        "Pointer",
        &[
            ("Click, Shift+click", "Select, add to the selection"),
            ("Drag on empty paper", "Select all within a frame"),
            ("Drag", "Move cards, points, stages, lanes"),
            ("Drag a stage's edge", "Resize the stage"),
            ("Shift, Alt while dragging", "Keep one axis, move freely"),
            ("Ctrl while dragging", "Leave it and drag a copy"),
            ("Secondary button", "A menu of what fits there"),
            ("Double-click a cell", "Add a card there"),
            ("Double-click a curve", "Add an emotion point"),
        ],
    ),
    (
        "Typing",
        &[
            ("Double-click, Enter, F2", "Edit the text in place"),
            ("Enter", "Keep the text, go on to the next"),
            ("Shift+Enter", "Break the line"),
            ("Tab, Shift+Tab", "Go to the next, the previous cell"),
            ("↓, then Enter", "Take a suggested touchpoint"),
            ("Esc", "Take back what is under way"),
        ],
    ),
    (
        "Looking around",
        &[
            ("Arrows", "Walk to the next element or empty cell"),
            ("Shift+arrows", "Select the next one too"),
            ("Home, End", "Go to the first, the last stage"),
            ("Ctrl+Home, Ctrl+End", "Go to the start, the end of the map"),
            ("Menu, Shift+F10", "A menu of what is selected"),
            ("F10", "The menus; arrows walk through them"),
            ("Space and drag, middle drag", "Move the view"),
            ("Wheel, Shift+wheel", "Move up and down, sideways"),
            ("Ctrl+wheel, pinch", "Zoom at the pointer"),
        ],
    ),
];

/// A submenu with so many keys is a topic of its own.
const OWN_TOPIC: usize = 4;
/// Of the column with the keys.
const KEYS: f32 = 168.0;

/// The keyboard sheet: what is looked for in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::ui) struct KeySheet {
    text: String,
}

/// A topic of the sheet: its name, and keys with what they do.
type Rows = (&'static str, Vec<(String, String)>);

/// Every topic, as far as its rows have each word that was typed.
fn topics(text: &str) -> Vec<Rows> {
    let mut topics: Vec<Rows> = MOVES
        .iter()
        .map(|(name, rows)| {
            let rows = rows.iter();
            let rows = rows.map(|(keys, meaning)| ((*keys).to_owned(), (*meaning).to_owned()));
            (*name, rows.collect())
        })
        .collect();
    let keyed = || Command::all().filter(|command| command.shortcut().is_some());
    for command in keyed() {
        let of_sort = |sort| {
            keyed()
                .filter(|other| other.submenu() == Some(sort))
                .count()
        };
        let own = command.submenu().filter(|sort| of_sort(sort) >= OWN_TOPIC);
        let topic = own.unwrap_or(command.menu().name());
        let keys = command.shortcut().map(Shortcut::label).unwrap_or_default();
        let row = (keys, command.name().trim_end_matches('…').to_owned());
        match topics.iter_mut().find(|(name, _)| *name == topic) {
            Some((_, rows)) => rows.push(row),
            None => topics.push((topic, vec![row])),
        }
    }
    let text = text.to_lowercase();
    for (topic, rows) in &mut topics {
        rows.retain(|(keys, meaning)| {
            let whole = format!("{topic} {keys} {meaning}").to_lowercase();
            text.split_whitespace().all(|word| whole.contains(word))
        });
    }
    topics.retain(|(_, rows)| !rows.is_empty());
    topics
}

pub(super) fn keys_ui(ui: &mut Ui, sheet: &mut KeySheet, is_new: bool) -> Option<Decision> {
    title_ui(ui, "Keys");
    let field = ui
        .add(
            TextEdit::singleline(&mut sheet.text)
                .id(egui::Id::unique("key sheet field"))
                .hint_text("Find a key or what it does")
                .margin(egui::Margin::symmetric(10, 8))
                .desired_width(f32::INFINITY),
        )
        .accessible_name("Find a key or what it does");
    if is_new {
        field.request_focus();
    }
    ui.add_space(4.0);
    let topics = topics(&sheet.text);
    scroll_ui(ui, 190.0, |ui| {
        if topics.is_empty() {
            note_ui(ui, "No key does this");
        }
        let room = ui.available_width();
        let count = if room >= 640.0 { 2 } else { 1 };
        let mut columns: Vec<Vec<&Rows>> = vec![Vec::new(); count];
        let length =
            |column: &[&Rows]| column.iter().map(|(_, rows)| rows.len() + 2).sum::<usize>();
        for topic in &topics {
            let shortest = columns.iter_mut().min_by_key(|column| length(column));
            if let Some(column) = shortest {
                column.push(topic);
            }
        }
        ui.horizontal_top(|ui| {
            #[expect(clippy::cast_precision_loss, reason = "one or two")]
            let width = (room - 24.0 * (count as f32 - 1.0)) / count as f32;
            ui.spacing_mut().item_spacing.x = 24.0;
            for column in columns {
                ui.vertical(|ui| {
                    ui.set_width(width);
                    for topic in column {
                        topic_ui(ui, topic);
                    }
                });
            }
        });
    });
    close_ui(ui, false)
}

fn topic_ui(ui: &mut Ui, (name, rows): &Rows) {
    ui.add_space(8.0);
    heading_ui(ui, name);
    ui.add_space(2.0);
    ui.spacing_mut().item_spacing = egui::Vec2::new(8.0, 4.0);
    let width = ui.available_width();
    for (keys, meaning) in rows {
        ui.horizontal_top(|ui| {
            let chrome = Chrome::of(ui);
            let keys = RichText::new(keys)
                .font(style::strong(12.0))
                .color(chrome.ink);
            cell_ui(ui, KEYS.min(width * 0.45), keys);
            let meaning = RichText::new(meaning).size(12.0).color(chrome.muted);
            cell_ui(ui, ui.available_width(), meaning);
        });
    }
}

/// Text in a column of its own, broken where that ends.
fn cell_ui(ui: &mut Ui, width: f32, text: RichText) {
    ui.vertical(|ui| {
        ui.set_width(width);
        ui.add(egui::Label::new(text).wrap());
    });
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
    buttons_ui(ui, |ui| {
        let close = primary_ui(ui, "Close");
        if is_new {
            close.request_focus();
        }
        if button_ui(ui, "Licences…").clicked() {
            return Some(Decision::Run(Command::Licences));
        }
        close.clicked().then_some(Decision::Close)
    })
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
