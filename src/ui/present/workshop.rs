//! A show as a workshop: notes, votes and the timer below the page, who takes
//! part before it, and the keys that these take.

use egui::{Context, CursorIcon, Event, Key, Pos2, Rect, Ui};

use super::{
    band::{self, Rows},
    gather::Wanted,
    keys::{self, Wish},
};
use crate::{
    editor::NoteKind,
    model::Element,
    ui::{app::App, workshop::Look},
};

impl App {
    /// Lays the page on the screen, above what a workshop needs of it. The
    /// place of the page.
    pub(super) fn lay_show(&mut self, screen: Rect, look: Look) -> Rect {
        let capture = &self.workshop.capture;
        let rows = Rows::of(&self.editor, capture, &self.presenting.timer);
        let taken = rows.height(look).min(screen.height() / 2.0);
        self.editor.present_above(screen, taken);
        screen.with_max_y(screen.bottom() - taken)
    }

    /// Draws what a workshop needs: the band below the page, the ranking, and
    /// who takes part.
    pub(super) fn workshop_show_ui(
        &mut self,
        ui: &mut Ui,
        (screen, rect): (Rect, Rect),
        look: Look,
    ) {
        let ctx = ui.ctx().clone();
        let now = ctx.input(|input| input.time);
        let stage = self.page_stage();
        self.presenting.timer.come_to(stage, now);
        let capture = &self.workshop.capture;
        let rows = Rows::of(&self.editor, capture, &self.presenting.timer);
        if rect.height() < screen.height() {
            let place = screen.with_min_y(rect.bottom());
            let parts = (&mut self.workshop.capture, &self.presenting.timer);
            band::band_ui(ui, (place, look), rows, (&self.editor, stage), parts);
        }
        if self.editor.is_voting() {
            self.vote_pointer(ui, rect, look);
        }
        let map = std::sync::Arc::clone(self.editor.map());
        if let Some(card) = self.workshop.ranking.list_ui(&ctx, rect, &map, look) {
            self.editor.show_card(card);
        }
        if self.editor.is_gathering() {
            let names = &map.participants;
            let wanted = self.presenting.gather.panel_ui(&ctx, screen, names, look);
            if let Some(wanted) = wanted {
                self.grant_gather(&wanted);
            }
        }
    }

    /// Takes the keys of what is open over or below the page. False while the
    /// page itself gets none.
    pub(super) fn workshop_show_keys(&mut self, ctx: &Context) -> bool {
        if self.editor.is_gathering() {
            self.gather_keys(ctx);
            return false;
        }
        self.workshop_keys(ctx);
        true
    }

    /// While it is asked who takes part, keys are for the panel; Escape and the
    /// keys that begin a show end it.
    fn gather_keys(&mut self, ctx: &Context) {
        if let Some(wanted) = self.presenting.gather.take_keys(ctx) {
            return self.grant_gather(&wanted);
        }
        let events = ctx.input(|input| input.events.clone());
        let is_escape = |event: &Event| {
            matches!(
                event,
                Event::Key {
                    key: Key::Escape,
                    pressed: true,
                    ..
                }
            )
        };
        let stops = |event: &Event| keys::wish_of(event, true) == Some(Wish::Stop);
        if events.iter().any(|event| is_escape(event) || stops(event)) {
            self.editor.stop_presenting();
        }
    }

    fn grant_gather(&mut self, wanted: &Wanted) {
        match wanted {
            Wanted::Add(name) => {
                self.editor.add_participant(name);
            }
            Wanted::Remove(place) => self.editor.remove_participant(*place),
            Wanted::SetOut => {
                self.editor.set_out();
                self.open_capture();
                self.workshop.capture.ask_for(NoteKind::Does);
            }
        }
    }

    /// Does what a key asks of a workshop. False when the key is the show's.
    pub(super) fn workshop_wish(&mut self, ctx: &Context, wish: Wish) -> bool {
        let now = ctx.input(|input| input.time);
        let votes = self.editor.is_voting();
        let timer = &mut self.presenting.timer;
        match wish {
            _ if self.editor.blank().is_some() => return false,
            Wish::Note => self.open_capture(),
            Wish::Vote => {
                self.editor.set_voting(!votes);
                self.workshop.ranking.close();
            }
            Wish::Order if votes => self.workshop.ranking.toggle(),
            Wish::Timer => timer.press(now),
            Wish::ResetTimer => timer.reset(),
            Wish::More(more) => match self.editor.lit() {
                Some(Element::Card(card)) if votes => self.vote(card, more),
                _ => timer.change(more, now),
            },
            Wish::Arrow(forward) if timer.is_set() => timer.change(!forward, now),
            Wish::Back => return self.back_from_workshop(ctx),
            Wish::Run(_)
            | Wish::Order
            | Wish::Arrow(_)
            | Wish::Turn(_)
            | Wish::Step(_)
            | Wish::Blank(_)
            | Wish::Halo
            | Wish::Edit
            | Wish::Add
            | Wish::Keys
            | Wish::Stop => return false,
        }
        true
    }

    /// Ends what of a workshop is open, one after the other.
    fn back_from_workshop(&mut self, ctx: &Context) -> bool {
        if self.editor.text_edit().is_some() {
            return false;
        }
        if self.workshop.ranking.close() {
            return true;
        }
        if self.workshop.capture.is_open() {
            self.workshop.capture.close(ctx);
            return true;
        }
        let votes = self.editor.is_voting() && self.editor.lit().is_none();
        if votes {
            self.editor.set_voting(false);
        }
        votes
    }

    /// While a vote is on, a click on a page of a stage is a dot, or with shift
    /// one less. True when nothing else is meant by it.
    pub(super) fn vote_click(&mut self, ui: &Ui, pos: Pos2) -> bool {
        let on_stage = self.page_stage().is_some() && self.editor.blank().is_none();
        if !self.editor.is_voting() || !on_stage || self.editor.text_edit().is_some() {
            return false;
        }
        let shift = ui.input(|input| input.modifiers.shift);
        let place = self.editor.view.map_from_screen() * pos;
        self.editor.vote_at(place, !shift);
        true
    }

    /// The pointer of a vote: a dot beside it, with what a click does.
    fn vote_pointer(&self, ui: &Ui, rect: Rect, look: Look) {
        let (pos, shift) = ui.input(|input| (input.pointer.latest_pos(), input.modifiers.shift));
        let Some(pos) = pos.filter(|pos| rect.contains(*pos)) else {
            return;
        };
        if self.workshop.ranking.is_open() || self.page_stage().is_none() {
            return;
        }
        ui.ctx().set_cursor_icon(CursorIcon::Default);
        let radius = 0.62 * look.size;
        let middle = pos + egui::vec2(1.1, 1.1) * look.size;
        let painter = ui.painter();
        painter.circle_filled(middle, radius + 1.5, look.ground);
        painter.circle_filled(middle, radius, look.accent);
        let arm = 0.5 * radius;
        let stroke = egui::Stroke::new((0.14 * look.size).max(1.5), look.on_accent);
        painter.hline(middle.x - arm..=middle.x + arm, middle.y, stroke);
        if !shift {
            painter.vline(middle.x, middle.y - arm..=middle.y + arm, stroke);
        }
    }
}
