//! Finding things, as far as it needs the window: the palette's choices, the
//! find bar, the filter's panel and the outline, and what they ask for.

use egui::{Context, Rect, Ui};

use super::{
    app::App,
    ask::Asks,
    canvas,
    dialog::{Finder, Found, Modal},
    filter_panel::{FilterAsk, FilterPanel},
    find_bar::{FindAsk, FindBar},
    outline::{self, Outline},
    panels::{self, Panel},
};
use crate::editor::Command;

/// What the window keeps for finding things.
#[derive(Debug, Default)]
pub(super) struct Finding {
    pub bar: FindBar,
    pub filter: FilterPanel,
    pub outline: Option<Outline>,
    pub recent: super::dialog::Recent,
}

impl App {
    /// Opens the palette.
    pub(super) fn open_palette(&mut self) {
        let finder = Finder::new(&self.finding.recent);
        self.open_modal(Modal::Find(Box::new(finder)));
    }

    /// Runs the command, or goes to the element, that was chosen in the palette.
    pub(super) fn go_to_found(&mut self, ctx: &Context, found: Found) {
        self.finding.recent.note(found);
        match found {
            Found::Command(command) => self.command(ctx, command),
            Found::Element(element) => {
                self.editor.go_to(element);
                if self.editor.layout().rect_of(element).is_none() {
                    // Nothing to be seen on the map: its fields say what it is.
                    self.inspector = Some(true);
                }
            }
        }
    }

    /// Another map is open: what was found in the old one is gone.
    pub(super) fn forget_findings(&mut self) {
        self.finding.recent.forget_elements();
        self.finding.bar.close();
        self.finding.filter.close();
        if let Some(outline) = &mut self.finding.outline {
            *outline = Outline::default();
        }
        self.evidence.forget();
        self.stop_comparing();
        self.workshop.capture.forget();
        self.workshop.ranking.close();
    }

    /// Opens the find bar.
    pub(super) fn find(&mut self) {
        self.finding.bar.open();
    }

    /// Goes to the next match, or the one before.
    pub(super) fn find_step(&mut self, forward: bool) {
        if self.finding.bar.text().is_empty() {
            return self.finding.bar.open();
        }
        if self.editor.search.text() != self.finding.bar.text() {
            self.finding.bar.show();
            let text = self.finding.bar.text().to_owned();
            return self.look_for(&text);
        }
        self.editor.find_step(forward);
        self.uncover();
    }

    /// Opens the outline, or closes it.
    pub(super) fn toggle_outline(&mut self, ctx: &Context) {
        if self.finding.outline.take().is_some() {
            ctx.memory_mut(|memory| memory.request_focus(canvas::id()));
        } else {
            self.evidence.close();
            self.finding.outline = Some(Outline::default());
            ctx.memory_mut(|memory| memory.request_focus(outline::id()));
        }
    }

    /// Draws the outline at the left, if it is open.
    pub(super) fn outline_ui(&mut self, ui: &mut Ui, asks: &mut Asks) -> Option<Command> {
        let outline = self.finding.outline.as_mut()?;
        outline.ui(ui, &self.editor, asks)
    }

    /// Draws what floats over the canvas for finding, and does what it asks.
    pub(super) fn finding_ui(&mut self, ui: &Ui, canvas: Rect) {
        let ctx = ui.ctx().clone();
        if self.finding.bar.is_open() {
            self.editor.update_search();
        }
        let asked = self.finding.bar.ui(&ctx, canvas, &self.editor);
        if let Some(place) = self.finding.bar.place() {
            panels::note(ui, Panel::FindBar, place, super::find_bar::field_id());
        }
        self.finding.filter.update(&self.editor);
        let below = self
            .finding
            .bar
            .place()
            .map_or(canvas.top(), |place| place.bottom());
        let chosen = self.finding.filter.ui(&ctx, canvas, below, &self.editor);
        if let Some((place, first)) = self.finding.filter.place() {
            panels::note(ui, Panel::Filter, place, first);
        }
        if let Some(asked) = asked {
            self.grant_find(&ctx, asked);
        }
        match chosen {
            Some(FilterAsk::Toggle(choice)) => self.editor.filter.toggle(choice),
            Some(FilterAsk::Clear) => self.editor.filter.clear(),
            Some(FilterAsk::Close) => {
                self.finding.filter.close();
                ctx.memory_mut(|memory| memory.request_focus(canvas::id()));
            }
            None => return,
        }
        ctx.request_repaint();
    }

    fn grant_find(&mut self, ctx: &Context, asked: FindAsk) {
        match asked {
            FindAsk::Look(text) => self.look_for(&text),
            FindAsk::Step(forward) => self.find_step(forward),
            FindAsk::Show(hidden) => self.editor.unhide(&hidden),
            FindAsk::Close => {
                self.finding.bar.close();
                self.editor.end_search();
                ctx.memory_mut(|memory| memory.request_focus(canvas::id()));
            }
        }
        ctx.request_repaint();
    }

    fn look_for(&mut self, text: &str) {
        self.editor.look_for(text);
        self.uncover();
    }

    /// Moves what was gone to out from under the find bar.
    fn uncover(&mut self) {
        let (Some(place), Some(found)) = (self.finding.bar.place(), self.editor.search.current())
        else {
            return;
        };
        if let Some(rect) = self.editor.layout().rect_of(found.element) {
            let shown = self.editor.view.screen_from_map() * rect;
            if shown.intersects(place) {
                let by = place.bottom() + 12.0 - shown.top();
                self.editor.view.pan_by(egui::Vec2::new(0.0, by));
            }
        }
    }
}
