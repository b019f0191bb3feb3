//! The countdown of a show: each stage has its own, and goes on where it was
//! when the show comes back to it. It reads no clock: every call is told what
//! time it is, in seconds. It makes no sound and stops nothing.

use std::{collections::BTreeMap, time::Duration};

use egui::{
    Align2, Id, Rect, Ui,
    accesskit::{Live, Role},
};

use crate::{layout::Face, model::StageId, ui::workshop::Look};

/// A minute, in seconds.
const MINUTE: f64 = 60.0;
/// How long a countdown is at first.
const USUAL: f64 = 5.0 * MINUTE;
/// The longest one.
const LONGEST: f64 = 180.0 * MINUTE;
/// From then on it warns.
const WARNS: f64 = 30.0;
/// The size of its digits, in sizes of the text of a show.
const DIGITS: f32 = 3.2;

/// The countdown, between frames.
#[derive(Debug)]
pub(super) struct Timer {
    /// How long it is, in seconds.
    length: f64,
    state: State,
    /// Which page it counts for: a stage, or the map as a whole.
    here: Option<StageId>,
    /// What is left of it elsewhere, in seconds.
    left: BTreeMap<Option<StageId>, f64>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    /// There is none.
    Off,
    /// It has not begun: its length is being set.
    Set,
    /// It stands with so much left, in seconds.
    Paused(f64),
    /// It runs until then.
    Runs(f64),
}

impl Default for Timer {
    fn default() -> Self {
        Self {
            length: USUAL,
            state: State::Off,
            here: None,
            left: BTreeMap::new(),
        }
    }
}

impl Timer {
    /// Whether it is shown.
    pub(super) fn is_on(&self) -> bool {
        self.state != State::Off
    }

    /// Whether it stands at its full length, so that arrows change that.
    pub(super) fn is_set(&self) -> bool {
        self.state == State::Set
    }

    /// Begins it, lets it stand, or goes on. Once it is over it begins anew.
    pub(super) fn press(&mut self, now: f64) {
        self.state = match self.state {
            State::Off | State::Set => State::Runs(now + self.length),
            State::Paused(left) => State::Runs(now + left),
            State::Runs(until) if until <= now => State::Runs(now + self.length),
            State::Runs(until) => State::Paused(until - now),
        };
    }

    /// Sets it back to its full length, where it stands; a second time, puts
    /// it away.
    pub(super) fn reset(&mut self) {
        self.state = match self.state {
            State::Off | State::Set => State::Off,
            State::Paused(_) | State::Runs(_) => State::Set,
        };
        self.left.clear();
    }

    /// A minute more or less: of its length while it is set, else of what is
    /// left.
    pub(super) fn change(&mut self, more: bool, now: f64) {
        let by = if more { MINUTE } else { -MINUTE };
        match self.state {
            State::Off => {}
            State::Set => self.length = (self.length + by).clamp(MINUTE, LONGEST),
            State::Paused(left) => self.state = State::Paused((left + by).clamp(0.0, LONGEST)),
            State::Runs(until) => {
                let left = (until.max(now) - now + by).clamp(0.0, LONGEST);
                self.state = State::Runs(now + left);
            }
        }
    }

    /// Says which page is shown. Another stage has a countdown of its own,
    /// which runs if this one did.
    pub(super) fn come_to(&mut self, stage: Option<StageId>, now: f64) {
        if stage == self.here {
            return;
        }
        let before = std::mem::replace(&mut self.here, stage);
        let Some(left) = self.left(now) else {
            return;
        };
        self.left.insert(before, left);
        let here = self.left.remove(&stage).unwrap_or(self.length);
        self.state = match self.state {
            State::Off => State::Off,
            State::Set => State::Set,
            State::Paused(_) if here >= self.length => State::Set,
            State::Paused(_) => State::Paused(here),
            State::Runs(_) => State::Runs(now + here),
        };
    }

    /// What is left, in seconds; none while there is no countdown.
    pub(super) fn left(&self, now: f64) -> Option<f64> {
        match self.state {
            State::Off => None,
            State::Set => Some(self.length),
            State::Paused(left) => Some(left),
            State::Runs(until) => Some((until - now).max(0.0)),
        }
    }

    fn runs(&self) -> bool {
        matches!(self.state, State::Runs(_))
    }

    /// What a screen reader says by itself, if anything: that there is a minute
    /// left, and that it is over.
    fn spoken(&self, now: f64) -> Option<&'static str> {
        let left = self.left(now).filter(|_| self.runs())?;
        if left <= 0.0 {
            Some("Time is up")
        } else if left <= MINUTE && self.length > MINUTE {
            Some("1 minute left")
        } else {
            None
        }
    }

    /// Its width in a band of a show.
    pub(super) fn width(&self, ui: &Ui, look: Look) -> f32 {
        let font = look.font(Face::Bold, DIGITS);
        let widest = if self.length >= 100.0 * MINUTE {
            "000:00"
        } else {
            "00:00"
        };
        let galley = ui.painter().layout_no_wrap(widest.into(), font, look.ink);
        galley.size().x + 1.6 * look.size
    }

    /// Draws it in a place.
    pub(super) fn ui(&self, ui: &Ui, rect: Rect, look: Look) {
        let now = ui.input(|input| input.time);
        let Some(left) = self.left(now) else { return };
        let warns = self.runs() && left <= WARNS;
        let painter = ui.painter();
        let ink = if warns {
            painter.rect_filled(rect, 0.5 * look.size, look.warning);
            look.ground
        } else if self.runs() {
            look.ink
        } else {
            look.muted
        };
        let word = self.word(left);
        let middle = rect.center()
            - egui::Vec2::new(
                0.0,
                if word.is_empty() {
                    0.0
                } else {
                    0.55 * look.size
                },
            );
        let font = look.font(Face::Bold, DIGITS);
        painter.text(middle, Align2::CENTER_CENTER, clock(left), font, ink);
        if !word.is_empty() {
            let below = rect.center_bottom() - egui::Vec2::new(0.0, 0.25 * look.size);
            let font = look.font(Face::SemiBold, 1.0);
            painter.text(below, Align2::CENTER_BOTTOM, word, font, ink);
        }
        self.name(ui, rect, left);
        if self.runs() && left > 0.0 {
            // To the next whole second.
            let rest = left.fract().max(0.02);
            ui.ctx()
                .request_repaint_after(Duration::from_secs_f64(rest));
        }
    }

    /// What stands below the digits.
    fn word(&self, left: f64) -> &'static str {
        match self.state {
            State::Set => "T starts  ↑ ↓",
            State::Paused(_) => "Paused",
            State::Runs(_) if left <= 0.0 => "Time is up",
            State::Off | State::Runs(_) => "",
        }
    }

    /// Its name for screen readers, and what they say by themselves.
    fn name(&self, ui: &Ui, rect: Rect, left: f64) {
        let now = ui.input(|input| input.time);
        let response = ui.interact(rect, Id::unique("timer"), egui::Sense::hover());
        let state = match self.state {
            State::Off | State::Runs(_) => "",
            State::Set => ", not started",
            State::Paused(_) => ", paused",
        };
        let name = format!("Timer: {}{state}", clock(left));
        response.widget_info(|| egui::WidgetInfo::labeled(Role::Timer, true, &name));
        ui.ctx()
            .accesskit_node_builder(Id::unique("timer says"), |node| {
                node.set_role(Role::Status);
                node.set_live(Live::Assertive);
                node.set_label(self.spoken(now).unwrap_or_default());
            });
    }
}

/// Seconds as minutes and seconds: a second that has begun counts whole.
fn clock(left: f64) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "hours at most, and not below 0"
    )]
    let seconds = (left - 0.001).ceil().max(0.0) as u64;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(timer: &Timer, now: f64) -> String {
        timer.left(now).map(clock).unwrap_or_default()
    }

    #[test]
    fn it_counts_down_stands_goes_on_and_ends() {
        let mut timer = Timer::default();
        assert_eq!(timer.left(10.0), None);
        timer.press(10.0);
        assert_eq!(shown(&timer, 10.0), "5:00");
        assert_eq!(shown(&timer, 10.4), "5:00");
        assert_eq!(shown(&timer, 70.5), "4:00");
        timer.press(70.0);
        assert_eq!(shown(&timer, 999.0), "4:00");
        timer.press(1000.0);
        assert_eq!(shown(&timer, 1239.9), "0:01");
        assert_eq!(timer.spoken(1180.5), Some("1 minute left"));
        assert_eq!(timer.spoken(1179.0), None);
        assert_eq!(shown(&timer, 1500.0), "0:00");
        assert_eq!(timer.spoken(1500.0), Some("Time is up"));
        timer.press(1500.0);
        assert_eq!(shown(&timer, 1500.0), "5:00");
    }

    #[test]
    fn its_length_is_set_in_minutes_while_it_stands() {
        let mut timer = Timer::default();
        timer.change(true, 0.0);
        assert!(!timer.is_on(), "there is none to change");
        timer.press(0.0);
        timer.change(true, 60.0);
        assert_eq!(shown(&timer, 60.0), "5:00", "one more of what is left");
        timer.reset();
        assert!(timer.is_set());
        timer.change(false, 60.0);
        timer.change(false, 60.0);
        assert_eq!(shown(&timer, 999.0), "3:00");
        for _ in 0..9 {
            timer.change(false, 60.0);
        }
        assert_eq!(shown(&timer, 999.0), "1:00", "a minute is the least");
        timer.press(0.0);
        assert_eq!(timer.spoken(1.0), None, "a minute in all is no news");
        timer.reset();
        timer.reset();
        assert!(!timer.is_on());
    }

    #[test]
    fn every_stage_has_its_own_and_keeps_it() {
        let (one, two) = (Some(StageId(1)), Some(StageId(2)));
        let mut timer = Timer::default();
        timer.come_to(one, 0.0);
        timer.press(0.0);
        timer.come_to(two, 100.0);
        assert_eq!(shown(&timer, 100.0), "5:00");
        timer.come_to(one, 130.0);
        assert_eq!(shown(&timer, 130.0), "3:20");
        timer.press(130.0);
        timer.come_to(two, 140.0);
        assert_eq!(shown(&timer, 999.0), "4:30", "it stands there too");
    }
}
