//! The licences of the program, its fonts and the libraries it is built with,
//! whole, to be read and copied.

use egui::{FontId, RichText, ScrollArea, Ui};

use super::{Decision, buttons_ui, title_ui};
use crate::ui::{
    style::{Chrome, SMALL},
    widgets::{Set, button_ui, chips_ui, primary_ui},
};

/// The longest line, in characters; longer ones are broken.
const LINE: usize = 96;

/// Whose licence is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Of {
    #[default]
    Program,
    Inter,
    Phosphor,
    Libraries,
}

impl Of {
    const ALL: [Self; 4] = [Self::Program, Self::Inter, Self::Phosphor, Self::Libraries];

    const fn label(self) -> &'static str {
        match self {
            Self::Program => "Throughline",
            Self::Inter => "Inter (type)",
            Self::Phosphor => "Phosphor (icons)",
            Self::Libraries => "Libraries",
        }
    }

    const fn text(self) -> &'static str {
        match self {
            Self::Program => include_str!("../../../LICENSE"),
            Self::Inter => include_str!("../../../assets/fonts/Inter-LICENSE.txt"),
            Self::Phosphor => include_str!("../../../assets/fonts/Phosphor-LICENSE.txt"),
            Self::Libraries => include_str!("../../../assets/licences/libraries.txt"),
        }
    }
}

/// The licences, and which of them is read, in lines.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui) struct Licences {
    of: Of,
    lines: Vec<String>,
}

impl Default for Licences {
    fn default() -> Self {
        Self::of(Of::default())
    }
}

impl Licences {
    fn of(of: Of) -> Self {
        let lines = of.text().lines().flat_map(broken);
        Self {
            of,
            lines: lines.collect(),
        }
    }
}

/// A line in pieces that are not too long, broken at blanks.
fn broken(line: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for word in line.split(' ') {
        let fits = |piece: &String| piece.is_empty() || piece.len() + word.len() < LINE;
        match pieces.last_mut().filter(|piece| fits(piece)) {
            Some(piece) if piece.is_empty() => piece.push_str(word),
            Some(piece) => {
                piece.push(' ');
                piece.push_str(word);
            }
            None => pieces.push(word.to_owned()),
        }
    }
    pieces
}

pub(super) fn licences_ui(ui: &mut Ui, shown: &mut Licences, is_new: bool) -> Option<Decision> {
    title_ui(ui, "Licences");
    let choices = Of::ALL.map(|of| (of, of.label().to_owned()));
    if let Some(Set(Some(of))) = chips_ui(ui, "For", Some(shown.of), &choices) {
        *shown = Licences::of(of);
    }
    ui.add_space(8.0);
    let chrome = Chrome::of(ui);
    let height = ui.ctx().content_rect().height();
    ui.spacing_mut().item_spacing.y = 0.0;
    let row = ui.fonts_mut(|fonts| fonts.row_height(&FontId::proportional(SMALL)));
    ScrollArea::both()
        .id_salt(shown.of.label())
        .max_height((height - 240.0).clamp(120.0, 480.0))
        .auto_shrink([false, false])
        .show_rows(ui, row, shown.lines.len(), |ui, range| {
            for line in shown.lines.iter().take(range.end).skip(range.start) {
                let text = RichText::new(line).size(SMALL).color(chrome.ink);
                ui.add(egui::Label::new(text).extend());
            }
        });
    buttons_ui(ui, |ui| {
        let close = primary_ui(ui, "Close");
        if is_new {
            close.request_focus();
        }
        if button_ui(ui, "Copy text").clicked() {
            return Some(Decision::Copy(shown.of.text().to_owned()));
        }
        close.clicked().then_some(Decision::Close)
    })
}
