//! What has to be decided about the file of the open map, in a bar above the
//! canvas: it stays until it is answered, and takes nothing away from the hand.

use std::sync::Arc;

use egui::{Align, Frame, Layout, Margin, Panel, RichText, Ui};

use super::{
    icon,
    style::{self, Chrome},
    widgets,
};
use crate::{
    file::{Stamp, presence::Owner},
    model::Map,
};

/// What another program wrote.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Theirs {
    /// Its content.
    pub stamp: Stamp,
    /// The map in it.
    pub map: Arc<Map>,
}

/// Something that happened to the file.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Notice {
    /// Another program wrote another map.
    Changed(Theirs),
    /// Another program wrote something that is no map, for this reason.
    Unread(Stamp, String),
    /// It was removed or renamed.
    Gone,
    /// Another window has it open.
    Guest(Owner),
}

/// What the person wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// The other version, with undo back to this one.
    Take,
    /// Both.
    Merge,
    /// What is open here.
    Keep,
    /// The file written again.
    Save,
    /// Another file.
    Copy,
    /// Another look.
    Again,
}

impl Notice {
    fn words(&self, name: &str, modified: bool) -> String {
        match self {
            Self::Changed(_) if modified => {
                format!("{name} was changed by another program, and here too.")
            }
            Self::Changed(_) => format!("{name} was changed by another program."),
            Self::Unread(_, reason) => {
                format!("{name} was changed by another program and cannot be read: {reason}")
            }
            Self::Gone => format!("{name} was removed or renamed. The map is still here."),
            Self::Guest(owner) => {
                let computer = if owner.computer.is_empty() {
                    String::new()
                } else {
                    format!(" on {}", owner.computer)
                };
                format!(
                    "{name} is open in another window (process {}{computer}). \
                     From here it can be saved as a copy only.",
                    owner.process
                )
            }
        }
    }

    /// What can be answered, the first one first.
    fn answers(&self, modified: bool, guest: bool) -> &'static [(&'static str, Answer)] {
        match self {
            Self::Changed(_) if guest => {
                &[("Reload", Answer::Take), ("Save a copy…", Answer::Copy)]
            }
            Self::Unread(..) | Self::Gone if guest => {
                &[("Save a copy…", Answer::Copy), ("Try again", Answer::Again)]
            }
            Self::Changed(_) if modified => &[
                ("Merge…", Answer::Merge),
                ("Take theirs", Answer::Take),
                ("Keep mine", Answer::Keep),
                ("Save a copy…", Answer::Copy),
            ],
            Self::Changed(_) => &[("Reload", Answer::Take), ("Keep mine", Answer::Keep)],
            Self::Unread(..) => &[
                ("Save a copy…", Answer::Copy),
                ("Keep mine", Answer::Keep),
                ("Look again", Answer::Again),
            ],
            Self::Gone => &[
                ("Save it again", Answer::Save),
                ("Save a copy…", Answer::Copy),
                ("Dismiss", Answer::Keep),
            ],
            Self::Guest(_) => &[("Save a copy…", Answer::Copy), ("Try again", Answer::Again)],
        }
    }
}

/// Draws the bar. Returns the answer, when there is one.
pub(super) fn notice_ui(
    ui: &mut Ui,
    notice: &Notice,
    (name, modified, guest): (&str, bool, bool),
) -> Option<Answer> {
    let chrome = Chrome::of(ui);
    let mut answer = None;
    Panel::top("notice")
        .show_separator_line(false)
        .frame(
            Frame::new()
                .fill(chrome.tint)
                .inner_margin(Margin::symmetric(14, 6)),
        )
        .show(ui, |ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                // From the right end: the last one is drawn first.
                for (index, (words, means)) in
                    notice.answers(modified, guest).iter().enumerate().rev()
                {
                    let button = if index == 0 {
                        widgets::primary_ui(ui, words)
                    } else {
                        widgets::button_ui(ui, *words)
                    };
                    if button.clicked() {
                        answer = Some(*means);
                    }
                }
                ui.add_space(12.0);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.label(icon::text(icon::WARNING, 15.0).color(chrome.accent_ink));
                    let words = notice.words(name, modified);
                    let text = RichText::new(words).size(style::TEXT).color(chrome.ink);
                    ui.add(egui::Label::new(text).truncate());
                });
            });
        });
    answer
}
