//! What a workshop needs beside the map: notes that are typed while people
//! talk, dots that they give to cards, and the cards in the order of their
//! dots. Here as it lies over the canvas; a show draws the same in its band.

mod capture;
mod look;
mod ranking;

use std::sync::Arc;

use egui::{Align2, Area, Context, Frame, Id, Margin, Order, Rect, RichText, Ui, Vec2};

pub(super) use self::{
    capture::{Asked, Capture, Where, margin},
    look::Look,
    ranking::RankingList,
};
use super::{
    app::App,
    style::{Chrome, TEXT},
    widgets,
};
use crate::{
    editor::{Captured, Command, Made},
    model::{CardId, Element, StageId},
};

/// The widest bar over the canvas.
const WIDEST: f32 = 980.0;

/// What the window keeps for a workshop.
#[derive(Default)]
pub(super) struct Workshop {
    /// The bar in which notes are typed.
    pub capture: Capture,
    /// The cards by their votes.
    pub ranking: RankingList,
}

impl App {
    /// Opens the bar in which a note is typed.
    pub(super) fn open_capture(&mut self) {
        self.editor.settle();
        let stage = self.editor.stage_of_note();
        let first = self.editor.map().stages.first().map(|stage| stage.id);
        self.workshop.capture.open(stage.or(first));
    }

    /// The stage of the page that is shown, if one is.
    pub(super) fn page_stage(&self) -> Option<StageId> {
        self.editor.shown_page().and_then(|(stage, _)| stage)
    }

    /// Takes the keys of what is open for a workshop, wherever it is drawn.
    pub(super) fn workshop_keys(&mut self, ctx: &Context) {
        if self.modal.is_some() || egui::Popup::is_any_open(ctx) {
            return;
        }
        if let Some(card) = self.workshop.ranking.take_keys(ctx) {
            self.editor.show_card(card);
        }
        let place = Where {
            map: &Arc::clone(self.editor.map()),
            page: self.page_stage(),
        };
        for asked in self.workshop.capture.take_keys(ctx, place) {
            self.grant_capture(ctx, &asked);
        }
    }

    /// Does what the bar asked for.
    pub(super) fn grant_capture(&mut self, ctx: &Context, asked: &Asked) {
        match asked {
            Asked::Take => self.take_note(),
            Asked::Turn(turn) => self.editor.turn(*turn),
            Asked::Run(command) => self.command(ctx, *command),
        }
    }

    /// Makes what is typed a card.
    fn take_note(&mut self) {
        let page = self.page_stage();
        let (kind, text) = self.workshop.capture.note();
        if text.trim().is_empty() {
            return;
        }
        let stage = self.workshop.capture.stage(page);
        let Some(stage) = stage.filter(|id| self.editor.map().stage(*id).is_some()) else {
            return self.workshop.capture.refused("Choose a stage first");
        };
        let captured = self.editor.capture(stage, kind, text, &self.today);
        if let Some(captured) = captured {
            let said = self.said_of(&captured);
            self.workshop.capture.taken(said);
        }
    }

    /// What came of a note, in words.
    fn said_of(&mut self, captured: &Captured) -> String {
        let lane = &captured.lane;
        let mut said = match captured.made {
            Made::Nothing => format!("Added to {lane}"),
            Made::Shown => format!("The lane {lane} was hidden and is shown now"),
            Made::Added => format!("The lane {lane} was added"),
        };
        if let Some((pages, at)) = self.editor.pages() {
            let element = Element::Card(captured.card);
            let page = pages.get(at).filter(|page| page.stage.is_some());
            if page.is_some_and(|page| !page.shows(element)) {
                said.push_str(", on another page");
            }
        }
        said
    }

    /// Gives a card a dot or takes one away, and says how many it has.
    pub(super) fn vote(&mut self, card: CardId, more: bool) {
        // A card without votes has none to take away.
        let _ = self.editor.vote(card, more);
    }

    /// What lies over the canvas for a workshop: the bar of notes, that of a
    /// vote, and the ranking.
    pub(super) fn workshop_ui(&mut self, ui: &Ui, canvas: Rect) {
        let ctx = ui.ctx().clone();
        let look = Look::window(ui);
        let mut above = 14.0;
        if self.workshop.capture.is_open() {
            above += self.capture_bar_ui(&ctx, canvas, look) + 10.0;
        }
        if self.editor.is_voting() {
            let chosen = vote_bar_ui(&ctx, canvas, above);
            if let Some(command) = chosen {
                self.command(&ctx, command);
            }
        }
        let map = Arc::clone(self.editor.map());
        let gone = self.workshop.ranking.list_ui(&ctx, canvas, &map, look);
        if let Some(card) = gone {
            self.editor.show_card(card);
        }
    }

    /// The bar of notes over the lower edge of the canvas; its height.
    fn capture_bar_ui(&mut self, ctx: &Context, canvas: Rect, look: Look) -> f32 {
        let map = Arc::clone(self.editor.map());
        let place = Where {
            map: &map,
            page: None,
        };
        let width = (canvas.width() - 40.0).min(WIDEST);
        let shown = Area::new(Id::unique("note bar"))
            .order(Order::Middle)
            .pivot(Align2::CENTER_BOTTOM)
            .fixed_pos(canvas.center_bottom() - Vec2::new(0.0, 14.0))
            .movable(false)
            .show(ctx, |ui| {
                frame(ui).show(ui, |ui| {
                    ui.set_width(width - 24.0);
                    ui.set_height(2.2 * look.size);
                    self.workshop.capture.row_ui(ui, look, place);
                });
            });
        shown.response.rect.height()
    }
}

/// That a vote is on, what the pointer does then, and what goes with it.
fn vote_bar_ui(ctx: &Context, canvas: Rect, above: f32) -> Option<Command> {
    let mut chosen = None;
    let shown = Area::new(Id::unique("vote bar"))
        .order(Order::Middle)
        .pivot(Align2::CENTER_BOTTOM)
        .fixed_pos(canvas.center_bottom() - Vec2::new(0.0, above))
        .movable(false);
    shown.show(ctx, |ui| {
        frame(ui).show(ui, |ui| {
            ui.horizontal(|ui| {
                let chrome = Chrome::of(ui);
                let room = canvas.width() - 420.0;
                let words = if room > 480.0 {
                    "Voting: a click on a card gives a dot, Shift+click takes one away"
                } else {
                    "Voting: click gives a dot"
                };
                ui.label(RichText::new(words).size(TEXT).color(chrome.ink));
                ui.add_space(6.0);
                for (name, command) in [
                    ("Ranking", Command::RankVotes),
                    ("Clear all votes", Command::ClearVotes),
                ] {
                    if widgets::button_ui(ui, name).clicked() {
                        chosen = Some(command);
                    }
                }
                if widgets::primary_ui(ui, "Done").clicked() {
                    chosen = Some(Command::VoteOnCards);
                }
            });
        });
    });
    chosen
}

/// Around a bar that floats over the canvas.
fn frame(ui: &Ui) -> Frame {
    let chrome = Chrome::of(ui);
    Frame::new()
        .fill(chrome.panel)
        .stroke((1.0, chrome.line))
        .corner_radius(12)
        .shadow(chrome.float())
        .inner_margin(Margin::symmetric(12, 8))
}
