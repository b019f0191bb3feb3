//! Keys that end the typing of a text, and what was typed after them: letters
//! that come faster than frames belong to the text that opens next.

use egui::{Event, Key, Ui};

/// A key that ends typing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leave {
    Enter,
    Tab,
    BackTab,
    Escape,
}

/// What was typed behind such a key, until the next field is there.
#[derive(Debug, Default)]
pub(super) struct Ahead(Vec<Event>);

impl Ahead {
    /// Puts what was typed ahead before what this frame brings.
    pub(super) fn give(&mut self, ui: &Ui) {
        if !self.0.is_empty() {
            let ahead = std::mem::take(&mut self.0);
            ui.input_mut(|input| drop(input.events.splice(0..0, ahead)));
        }
    }

    /// Takes the first key that ends typing out of this frame's events, before
    /// the field sees it, and keeps what comes after it. While an input method
    /// composes a word, the system keeps its keys.
    pub(super) fn leave(&mut self, ui: &Ui) -> Option<Leave> {
        ui.input_mut(|input| {
            let found = input.events.iter().enumerate();
            let mut found = found.filter_map(|(at, event)| Some((at, leave_of(event)?)));
            let (at, leave) = found.next()?;
            let mut after = input.events.split_off(at);
            after.remove(0);
            // The pointer is not typing: it is heard where it is.
            let is_typed = |event: &Event| {
                matches!(event, Event::Text(_) | Event::Key { .. } | Event::Paste(_))
            };
            let (typed, rest): (Vec<_>, Vec<_>) = after.into_iter().partition(is_typed);
            input.events.extend(rest);
            self.0 = typed;
            Some(leave)
        })
    }

    /// Nothing is typed any more: what came ahead is for nobody.
    pub(super) fn forget(&mut self) {
        self.0.clear();
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "egui's keys, not ours")]
fn leave_of(event: &Event) -> Option<Leave> {
    let Event::Key {
        key,
        pressed: true,
        modifiers,
        ..
    } = event
    else {
        return None;
    };
    match key {
        Key::Enter if !modifiers.shift => Some(Leave::Enter),
        Key::Tab if modifiers.shift => Some(Leave::BackTab),
        Key::Tab => Some(Leave::Tab),
        Key::Escape => Some(Leave::Escape),
        _ => None,
    }
}
