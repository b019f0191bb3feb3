//! Showing the map to a room: full screen, no chrome, page by page. The editor
//! knows the pages and where the show is; this draws them and plays keys,
//! clickers and pointer into it.

mod band;
mod gather;
mod halo;
mod hint;
mod keys;
mod picture;
mod timer;
mod workshop;

use egui::{CentralPanel, Context, CursorIcon, EventFilter, Frame, Rect, Sense, Ui, WidgetInfo};
use egui::{MouseWheelUnit, ViewportCommand, accesskit::Role};

use self::{gather::Gather, halo::Halo, hint::Hint, keys::Wish, picture::Picture, timer::Timer};
use super::{app::App, canvas, workshop::Look};
use crate::{
    editor::{Blank, Command, Turn},
    model::StageId,
    paint,
};

/// A page is turned by the wheel at most this often, in seconds.
const WHEEL_REST: f64 = 0.25;
/// Points of a touchpad that turn a page.
const POINTS_A_PAGE: f32 = 60.0;

/// What a show keeps between frames.
#[derive(Default)]
pub(super) struct Presenting {
    picture: Picture,
    halo: Halo,
    hint: Hint,
    timer: Timer,
    gather: Gather,
    /// Whether the window filled the screen before the show; none without one.
    was_full: Option<bool>,
    /// The page on which the last click was: it may have turned, and the second
    /// click of a double click means what is there.
    clicked: Option<(Option<StageId>, usize)>,
    /// How far the wheel was turned, and when it last turned a page.
    wheel: (f32, f64),
}

impl App {
    /// Begins a show, at a stage or at the map as a whole.
    pub(super) fn begin_show(&mut self, ctx: &Context, stage: Option<StageId>) {
        self.editor.present(stage);
        self.enter_show(ctx);
    }

    /// Begins a walk through the map.
    pub(super) fn begin_walk(&mut self, ctx: &Context) {
        self.editor.walk_through();
        self.enter_show(ctx);
    }

    fn enter_show(&mut self, ctx: &Context) {
        self.workshop.capture.forget();
        self.workshop.ranking.close();
        let full = is_full(ctx);
        self.presenting = Presenting {
            was_full: Some(full),
            hint: std::mem::take(&mut self.presenting.hint),
            ..Presenting::default()
        };
        ctx.send_viewport_cmd(ViewportCommand::Fullscreen(true));
        ctx.memory_mut(|memory| memory.request_focus(canvas::id()));
        ctx.request_repaint();
    }

    /// Gives the window back its size once no show runs any more, whatever
    /// ended it.
    pub(super) fn end_show(&mut self, ctx: &Context) {
        if self.editor.is_presenting() {
            return;
        }
        if let Some(was_full) = self.presenting.was_full.take() {
            self.workshop.capture.forget();
            self.workshop.ranking.close();
            self.editor.set_voting(false);
            ctx.send_viewport_cmd(ViewportCommand::Fullscreen(was_full));
            ctx.memory_mut(|memory| memory.request_focus(canvas::id()));
            ctx.request_repaint();
        }
    }

    /// Draws the page that is shown and does what is asked of it, by keys too
    /// unless one of them has just begun the show.
    pub(super) fn present_ui(&mut self, ui: &mut Ui, takes_keys: bool) {
        let ctx = ui.ctx().clone();
        if takes_keys {
            self.show_keys(&ctx);
        }
        if !self.editor.is_presenting() {
            return;
        }
        let theme = self.editor.map().theme.theme();
        let frame = Frame::new().fill(paint::color(theme.paper));
        CentralPanel::no_frame().frame(frame).show(ui, |ui| {
            let screen = ui.max_rect();
            ui.shrink_clip_rect(screen);
            let look = Look::show(theme, screen);
            let rect = self.lay_show(screen, look);
            self.show_hand(ui, (screen, rect));
            let rect = self.lay_show(screen, look);
            if let Some(blank) = self.editor.blank() {
                let color = match blank {
                    Blank::Black => egui::Color32::BLACK,
                    Blank::White => egui::Color32::WHITE,
                };
                ui.painter().rect_filled(screen, 0.0, color);
                ctx.set_cursor_icon(CursorIcon::None);
                return;
            }
            let Some((pages, at)) = self.editor.pages() else {
                return;
            };
            let Some(page) = pages.get(at) else { return };
            let paints = (theme, &mut self.canvas.pictures);
            let picture = &mut self.presenting.picture;
            picture.paint(ui, rect, &mut self.editor, (page, at), paints);
            canvas::over_page_ui(ui, &mut self.canvas, &mut self.editor, theme);
            let typing = self.editor.text_edit().is_some();
            self.presenting.halo.paint(ui, rect, theme, typing);
            // A walk says itself what to do.
            let walks = self.editor.is_walking();
            let wants_note = self.presenting.hint.paint(ui, rect, (theme, walks));
            self.workshop_show_ui(ui, (screen, rect), look);
            if wants_note {
                self.open_capture();
            }
        });
    }

    /// Keys of the keyboard and of clickers. Those that serve the show are not
    /// left for the field of a text that they may have opened.
    fn show_keys(&mut self, ctx: &Context) {
        if self.modal.is_some() || egui::Popup::is_any_open(ctx) {
            return;
        }
        if !self.workshop_show_keys(ctx) {
            return;
        }
        let events = ctx.input_mut(|input| std::mem::take(&mut input.events));
        let closes = self.presenting.hint.end_by(&events);
        let mut left = Vec::with_capacity(events.len());
        for event in events {
            let typing = ctx.text_edit_focused() || self.editor.text_edit().is_some();
            match keys::wish_of(&event, typing) {
                // It has closed the list of keys.
                Some(Wish::Back) if closes => {}
                Some(wish) if self.workshop_wish(ctx, wish) => {}
                Some(wish) => self.grant_wish(ctx, wish),
                None => left.push(event),
            }
        }
        ctx.input_mut(|input| input.events = left);
    }

    fn grant_wish(&mut self, ctx: &Context, wish: Wish) {
        match wish {
            Wish::Turn(turn) => self.editor.turn(turn),
            Wish::Step(forward) | Wish::Arrow(forward) => self.editor.step(forward),
            Wish::Blank(blank) => self.editor.toggle_blank(blank),
            Wish::Halo => self.presenting.halo.toggle(),
            Wish::Edit if self.editor.selection.primary().is_none() => {
                self.editor.turn(Turn::Next);
            }
            Wish::Edit => self.edit_selected(),
            Wish::Add => self.editor.add_on_page(),
            Wish::Keys => self.presenting.hint.list(),
            Wish::Run(command) => self.command(ctx, command),
            Wish::Back => self.editor.back_out(),
            Wish::Stop => self.editor.stop_presenting(),
            Wish::Order => self.editor.turn(Turn::Overview),
            Wish::Note | Wish::Vote | Wish::Timer | Wish::ResetTimer | Wish::More(_) => {}
        }
    }

    /// Types the text of what is selected, where it stands. On the overview
    /// nothing is written that could be: there it goes to the stage.
    fn edit_selected(&mut self) {
        let Some(element) = self.editor.selection.primary() else {
            return;
        };
        let Some((pages, at)) = self.editor.pages() else {
            return;
        };
        if pages.get(at).is_some_and(|page| page.stage.is_none()) {
            if let crate::model::Element::Stage(id) = element {
                let place = self.editor.map().stage(id).map_or(0, |(place, _)| place);
                self.editor.turn(Turn::Stage(place));
            }
            return;
        }
        self.editor.command(Command::EditText);
    }

    /// Clicks and the wheel.
    fn show_hand(&mut self, ui: &Ui, (screen, rect): (Rect, Rect)) {
        let response = ui.interact(rect, canvas::id(), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, "Presentation"));
        let is_free = self.modal.is_none() && !self.editor.is_gathering();
        if !ui.ctx().text_edit_focused() && is_free && !response.has_focus() {
            response.request_focus();
        }
        let filter = EventFilter {
            tab: true,
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: true,
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        if !is_free {
            return;
        }
        self.show_wheel(ui, &response);
        let Some(pos) = response.interact_pointer_pos() else {
            return;
        };
        if self.canvas.field().is_some_and(|field| field.contains(pos)) {
            return;
        }
        if response.secondary_clicked() {
            self.editor.turn(Turn::Previous);
        } else if response.clicked() {
            if self.vote_click(ui, pos) {
                return;
            }
            let beside = (screen, screen.height() - rect.height());
            self.show_click(beside, pos, response.double_clicked());
        }
    }

    /// A click, which may be the second of a double click: then the first may
    /// have turned the page that both were meant for, and one turn is enough.
    fn show_click(&mut self, (screen, taken): (Rect, f32), pos: egui::Pos2, is_double: bool) {
        if self.editor.text_edit().is_some() {
            // A click beside a text ends the typing, and nothing else.
            self.presenting.clicked = None;
            return self.editor.settle();
        }
        let now = self.editor.shown_page();
        let first = self.presenting.clicked.take().filter(|_| is_double);
        if let (Some(first), Some(now)) = (first, now) {
            self.editor.show_again(first);
            self.editor.present_above(screen, taken);
            let place = self.editor.view.map_from_screen() * pos;
            if self.editor.write_at(place) {
                return;
            }
            self.editor.show_again(now);
            self.editor.present_above(screen, taken);
            if first != now {
                return;
            }
        }
        let is_blank = self.editor.blank().is_some();
        self.presenting.clicked = now.filter(|_| !is_blank);
        let place = self.editor.view.map_from_screen() * pos;
        self.editor.click_page(place);
    }

    fn show_wheel(&mut self, ui: &Ui, response: &egui::Response) {
        let (turned, now) = ui.input(|input| {
            let lines = input.events.iter().filter_map(|event| {
                let egui::Event::MouseWheel { unit, delta, .. } = event else {
                    return None;
                };
                Some(match unit {
                    MouseWheelUnit::Line | MouseWheelUnit::Page => delta.y,
                    MouseWheelUnit::Point => delta.y / POINTS_A_PAGE,
                })
            });
            (lines.sum::<f32>(), input.time)
        });
        let (so_far, last) = &mut self.presenting.wheel;
        if !response.contains_pointer() || turned == 0.0 {
            return;
        }
        if now - *last < WHEEL_REST {
            *so_far = 0.0;
            return;
        }
        *so_far += turned;
        if so_far.abs() >= 0.9 {
            let turn = if *so_far < 0.0 {
                Turn::Next
            } else {
                Turn::Previous
            };
            (*so_far, *last) = (0.0, now);
            self.editor.turn(turn);
        }
    }
}

/// Whether the window fills the screen.
pub(super) fn is_full(ctx: &Context) -> bool {
    ctx.input(|input| input.viewport().fullscreen.unwrap_or(false))
}
