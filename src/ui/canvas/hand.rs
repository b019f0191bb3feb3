//! What the hand does on the canvas, in the order in which it did it: presses
//! and moves go to the editor in map units; wheel, space and middle button move
//! the view and never a thing.

use egui::{CursorIcon, Event, Key, MouseWheelUnit, PointerButton, Pos2, Rect, Response, Ui, Vec2};

use super::typing::put_caret;
use crate::{
    editor::{CaretStart, Editor, Input, Interaction, Modifiers, Pointer, Selection, Tool},
    layout::Hit,
};

/// How long after the last turn of the wheel a zoom is at rest, in seconds.
const REST: f64 = 0.12;
/// How many points of a touchpad make the map twice as large.
const POINTS_A_DOUBLING: f32 = 220.0;

/// What the hand is doing, as far as it concerns the view.
#[derive(Debug, Default)]
pub(super) struct Hand {
    /// The map is being pulled along, last from here.
    pan: Option<Pos2>,
    /// The space bar is held: a drag will pan.
    space: bool,
    /// The primary button went down on the map and not up again.
    pressed: bool,
    /// How far from its place the heading is on which it went down.
    shift: Vec2,
    /// Where the pointer is on the way to, not yet told to the editor.
    moved: Option<Pos2>,
    /// Where the pointer was last.
    last: Option<Pos2>,
    /// The keys held at the event that is being played, not at the end of its
    /// frame: a release followed at once by Ctrl+S must not end as a copy.
    modifiers: Modifiers,
    /// The inspector has to be there.
    wish: bool,
    /// Where a context menu is wanted.
    asked: Option<Pos2>,
    /// When the view was last zoomed.
    zoomed: Option<f64>,
}

impl Hand {
    /// Whether a drag pans, or would.
    pub(super) fn pans(&self) -> bool {
        self.space || self.pan.is_some()
    }

    /// The pointer's shape.
    pub(super) fn cursor(&self, editor: &Editor) -> CursorIcon {
        if self.pan.is_some() {
            CursorIcon::Grabbing
        } else if self.space {
            CursorIcon::Grab
        } else {
            let over_card = matches!(
                editor.interaction,
                Interaction::Idle {
                    hover: Some(Hit::Card(_))
                }
            );
            if editor.is_voting() && over_card {
                return CursorIcon::Copy;
            }
            super::cursor_icon(editor.interaction.cursor())
        }
    }

    /// Plays this frame's events into the editor. `field` is where a text is
    /// being typed: presses there are the field's.
    pub(super) fn play(
        &mut self,
        ui: &Ui,
        response: &Response,
        editor: &mut Editor,
        field: Option<Rect>,
    ) {
        let over = response.contains_pointer();
        let typing = ui.ctx().text_edit_focused();
        self.space =
            ui.input(|input| input.key_down(Key::Space)) && response.has_focus() && !typing;
        let events = ui.input(|input| {
            let hand = |event: &&Event| {
                matches!(
                    event,
                    Event::PointerMoved(_)
                        | Event::PointerButton { .. }
                        | Event::PointerGone
                        | Event::ModifiersChanged(_)
                        | Event::MouseWheel { .. }
                        | Event::Zoom(_)
                        | Event::WindowFocused(false)
                )
            };
            input
                .events
                .iter()
                .filter(hand)
                .cloned()
                .collect::<Vec<_>>()
        });
        for event in events {
            self.event(ui, response, editor, &event, over, field);
        }
        self.flush(editor);
        self.modifiers = modifiers(ui.input(|input| input.modifiers));
        self.scroll_at_edge(ui, editor);
        let on_field = |pos: Pos2| field.is_some_and(|field| field.contains(pos));
        if let Some(pos) = response.interact_pointer_pos()
            && response.double_clicked()
            && !editor.is_voting()
            && !on_field(pos)
        {
            self.double_click(ui, editor, pos);
        }
        if over {
            let delta = ui.input(egui::InputState::smooth_scroll_delta);
            editor.view.pan_by(delta);
        }
        self.settle_zoom(ui, editor);
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "egui's events, not ours")]
    fn event(
        &mut self,
        ui: &Ui,
        response: &Response,
        editor: &mut Editor,
        event: &Event,
        over: bool,
        field: Option<Rect>,
    ) {
        match event {
            Event::PointerMoved(pos) => {
                self.last = Some(*pos);
                if let Some(from) = self.pan.replace(*pos) {
                    editor.view.pan_by(*pos - from);
                } else {
                    self.pan = None;
                    if over || self.pressed {
                        self.moved = Some(*pos);
                    } else {
                        self.leave(editor);
                    }
                }
            }
            Event::PointerButton {
                pos,
                button,
                pressed,
                modifiers: held,
            } => {
                self.flush(editor);
                self.modifiers = modifiers(*held);
                self.last = Some(*pos);
                let free = over && !field.is_some_and(|field| field.contains(*pos));
                match (button, pressed) {
                    (PointerButton::Primary, true) if free => self.press(response, editor, *pos),
                    (PointerButton::Middle, true) if free => self.pan = Some(*pos),
                    (PointerButton::Secondary, true) if free => {
                        self.second(response, editor, *pos);
                    }
                    (PointerButton::Primary, false) => self.release(editor, *pos),
                    (PointerButton::Middle, false) => self.pan = None,
                    _ => {}
                }
            }
            Event::PointerGone => self.leave(editor),
            Event::ModifiersChanged(held) => {
                self.flush(editor);
                self.modifiers = modifiers(*held);
                if self.pressed {
                    self.moved = self.last;
                }
            }
            Event::WindowFocused(false) if self.pressed => {
                self.pressed = false;
                self.tell(editor, Pointer::Cancel, self.last.unwrap_or_default());
            }
            Event::MouseWheel {
                unit,
                delta,
                modifiers,
                ..
            } if over && modifiers.command => {
                let doublings = match unit {
                    MouseWheelUnit::Line => delta.y / 4.0,
                    MouseWheelUnit::Point => delta.y / POINTS_A_DOUBLING,
                    MouseWheelUnit::Page => delta.y,
                };
                self.zoom(ui, editor, doublings.exp2());
            }
            Event::Zoom(factor) if over => self.zoom(ui, editor, *factor),
            _ => {}
        }
    }

    /// While something is dragged at the edge, the view moves on by itself.
    fn scroll_at_edge(&self, ui: &Ui, editor: &mut Editor) {
        let Some(pos) = self.last.filter(|_| self.pressed) else {
            return;
        };
        let seconds = ui.input(|input| input.stable_dt);
        if editor.scroll_at_edge(pos, self.modifiers, seconds) {
            ui.ctx().request_repaint();
        }
    }

    /// Does what a double click at a place of the screen means.
    pub(super) fn double_click(&mut self, ui: &Ui, editor: &mut Editor, pos: Pos2) {
        let place = editor.view.map_from_screen() * pos;
        let place = editor.pinned().place(place);
        let is_free = editor.interaction.tool() == Tool::Select;
        let layout = editor.layout();
        let part = super::header::part_at(editor.map(), &layout, place);
        let Some(part) = part.filter(|_| is_free) else {
            return self.tell(editor, Pointer::DoubleClick, pos);
        };
        editor.settle();
        editor.select(Selection::one(part.element));
        ui.memory_mut(|memory| memory.request_focus(part.field));
        put_caret(ui, part.field, &part.text, CaretStart::All);
        ui.ctx().request_repaint();
        self.wish = true;
    }

    /// Whether something was asked for that only the inspector shows.
    pub(super) fn take_wish(&mut self) -> bool {
        std::mem::take(&mut self.wish)
    }

    fn press(&mut self, response: &Response, editor: &mut Editor, pos: Pos2) {
        response.request_focus();
        if self.space {
            self.pan = Some(pos);
        } else if !self.vote(editor, pos) {
            self.pressed = true;
            let place = editor.view.map_from_screen() * pos;
            self.shift = editor.pinned().place(place) - place;
            self.tell(editor, Pointer::Down, pos);
        }
    }

    /// While a vote is on, a press on a card is a dot, or with shift one less.
    fn vote(&self, editor: &mut Editor, pos: Pos2) -> bool {
        let place = editor.view.map_from_screen() * pos;
        let place = editor.pinned().place(place);
        editor.vote_at(place, !self.modifiers.shift)
    }

    fn release(&mut self, editor: &mut Editor, pos: Pos2) {
        self.pan = None;
        if std::mem::take(&mut self.pressed) {
            self.tell(editor, Pointer::Up, pos);
        }
    }

    /// The secondary button cancels a drag, and else asks for a menu.
    fn second(&mut self, response: &Response, editor: &mut Editor, pos: Pos2) {
        response.request_focus();
        editor.settle();
        if std::mem::take(&mut self.pressed) || editor.interaction.is_held() {
            self.tell(editor, Pointer::Cancel, pos);
        } else {
            self.asked = Some(pos);
        }
    }

    /// Where a context menu was asked for.
    pub(super) fn take_asked(&mut self) -> Option<Pos2> {
        self.asked.take()
    }

    fn leave(&mut self, editor: &mut Editor) {
        if !self.pressed && self.last.take().is_some() {
            self.moved = None;
            self.tell(editor, Pointer::Leave, Pos2::ZERO);
        }
    }

    /// Tells the editor where the pointer got to. Moves in one frame are one.
    fn flush(&mut self, editor: &mut Editor) {
        if let Some(pos) = self.moved.take() {
            self.tell(editor, Pointer::Move, pos);
        }
    }

    fn tell(&self, editor: &mut Editor, event: Pointer, pos: Pos2) {
        let place = editor.view.map_from_screen() * pos;
        // A drag goes on as it began, whatever it passes under.
        let place = if self.pressed || event == Pointer::Up {
            place + self.shift
        } else {
            editor.pinned().place(place)
        };
        let input = Input {
            event,
            pos: place,
            modifiers: self.modifiers,
            pixel: editor.view.pixel(),
        };
        editor.pointer(&input);
    }

    fn zoom(&mut self, ui: &Ui, editor: &mut Editor, factor: f32) {
        let center = editor.view.viewport().center();
        let pos = ui
            .input(|input| input.pointer.hover_pos())
            .unwrap_or(center);
        editor.view.zoom_at(pos, factor);
        self.zoomed = Some(ui.input(|input| input.time));
    }

    /// After the last turn of the wheel, text is drawn at its exact size.
    fn settle_zoom(&mut self, ui: &Ui, editor: &mut Editor) {
        let Some(zoomed) = self.zoomed else { return };
        let rest = REST - (ui.input(|input| input.time) - zoomed);
        if rest <= 0.0 {
            self.zoomed = None;
            editor.view.rest();
        } else {
            ui.ctx()
                .request_repaint_after(std::time::Duration::from_secs_f64(rest + 0.01));
        }
    }
}

fn modifiers(held: egui::Modifiers) -> Modifiers {
    Modifiers {
        shift: held.shift,
        alt: held.alt,
        command: held.command,
    }
}
