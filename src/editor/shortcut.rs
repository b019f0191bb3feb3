//! The keys that run commands, in types of our own: no toolkit's names.

use super::input::{Direction, Modifiers};

/// A key of the keyboard, as far as commands use it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// A letter or a digit, in upper case.
    Char(char),
    /// One of F1 to F12.
    F(u8),
    /// An arrow.
    Arrow(Direction),
    /// Delete (Backspace does the same).
    Delete,
    /// Escape.
    Escape,
    /// Plus (or equals).
    Plus,
    /// Minus.
    Minus,
    /// Comma.
    Comma,
    /// The space bar.
    Space,
}

/// The keys that run a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shortcut {
    /// Held.
    pub modifiers: Modifiers,
    /// Pressed.
    pub key: Key,
}

impl Shortcut {
    /// As menus write it: "Ctrl+Shift+S".
    #[must_use]
    pub fn label(self) -> String {
        let mut label = String::new();
        for (held, name) in [
            (self.modifiers.command, "Ctrl+"),
            (self.modifiers.alt, "Alt+"),
            (self.modifiers.shift, "Shift+"),
        ] {
            if held {
                label.push_str(name);
            }
        }
        match self.key {
            Key::Char(c) => label.push(c),
            Key::F(number) => {
                label.push('F');
                label.push_str(&number.to_string());
            }
            Key::Arrow(Direction::Left) => label.push('←'),
            Key::Arrow(Direction::Right) => label.push('→'),
            Key::Arrow(Direction::Up) => label.push('↑'),
            Key::Arrow(Direction::Down) => label.push('↓'),
            Key::Delete => label.push_str("Delete"),
            Key::Escape => label.push_str("Esc"),
            Key::Plus => label.push('+'),
            Key::Minus => label.push('−'),
            Key::Comma => label.push(','),
            Key::Space => label.push_str("Space"),
        }
        label
    }
}
