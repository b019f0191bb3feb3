//! The keyboard: from egui's events to the commands that have those keys.

use egui::{Event, Key};

use crate::editor::{self, Command, Direction, Far, Shortcut};

/// The command whose keys an event presses.
#[expect(clippy::wildcard_enum_match_arm, reason = "egui's events, not ours")]
pub(super) fn command_of(event: &Event) -> Option<Command> {
    match event {
        // The window system turns these keys into words of their own.
        Event::Copy => Some(Command::Copy),
        Event::Cut => Some(Command::Cut),
        Event::Key {
            key,
            physical_key,
            pressed: true,
            modifiers,
            ..
        } => {
            // A digit with shift is a mark of its own on most keyboards, and a
            // digit is a shifted key on others: then the place of the key counts.
            let place = physical_key.and_then(key_of).filter(|key| is_digit(*key));
            let keys = [key_of(*key), place];
            keys.into_iter()
                .flatten()
                .find_map(|key| command_with(key, *modifiers))
        }
        _ => None,
    }
}

fn command_with(key: editor::Key, modifiers: egui::Modifiers) -> Option<Command> {
    // Plus is often a shifted key, so shift says nothing about it.
    let shift = modifiers.shift && key != editor::Key::Plus;
    let modifiers = editor::Modifiers {
        shift,
        alt: modifiers.alt,
        command: modifiers.command,
    };
    let shortcut = Shortcut { modifiers, key };
    Command::of_shortcut(shortcut).or_else(|| second_keys(shortcut))
}

fn is_digit(key: editor::Key) -> bool {
    matches!(key, editor::Key::Char(c) if c.is_ascii_digit())
}

/// Keys that many hands know for the same thing.
fn second_keys(shortcut: Shortcut) -> Option<Command> {
    let control = editor::Modifiers {
        command: true,
        ..editor::Modifiers::NONE
    };
    let redo = Shortcut {
        modifiers: control,
        key: editor::Key::Char('Y'),
    };
    (shortcut == redo).then_some(Command::Redo)
}

/// Which way an arrow key goes.
#[expect(clippy::wildcard_enum_match_arm, reason = "egui's keys, not ours")]
pub(super) fn direction_of(key: Key) -> Option<Direction> {
    match key {
        Key::ArrowLeft => Some(Direction::Left),
        Key::ArrowRight => Some(Direction::Right),
        Key::ArrowUp => Some(Direction::Up),
        Key::ArrowDown => Some(Direction::Down),
        _ => None,
    }
}

/// Whether a key means more, plus, or less, minus.
#[expect(clippy::wildcard_enum_match_arm, reason = "egui's keys, not ours")]
pub(super) fn more_or_less(key: Key) -> Option<bool> {
    match key {
        Key::Plus | Key::Equals => Some(true),
        Key::Minus => Some(false),
        _ => None,
    }
}

/// Which far end a key goes to.
pub(super) fn far_of(key: Key, modifiers: egui::Modifiers) -> Option<Far> {
    match (key, modifiers.command) {
        (Key::Home, false) => Some(Far::FirstStage),
        (Key::End, false) => Some(Far::LastStage),
        (Key::Home, true) => Some(Far::Start),
        (Key::End, true) => Some(Far::End),
        _ => None,
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "egui's keys, not ours")]
fn key_of(key: Key) -> Option<editor::Key> {
    if let Some(direction) = direction_of(key) {
        return Some(editor::Key::Arrow(direction));
    }
    match key {
        Key::Delete | Key::Backspace => Some(editor::Key::Delete),
        Key::Escape => Some(editor::Key::Escape),
        Key::Plus | Key::Equals => Some(editor::Key::Plus),
        Key::Minus => Some(editor::Key::Minus),
        Key::Comma => Some(editor::Key::Comma),
        Key::Space => Some(editor::Key::Space),
        _ => {
            let name = key.name();
            let mut chars = name.chars();
            match (chars.next(), chars.as_str()) {
                (Some(c), "") if c.is_ascii_alphanumeric() => Some(editor::Key::Char(c)),
                (Some('F'), number) => number.parse().ok().map(editor::Key::F),
                _ => None,
            }
        }
    }
}
