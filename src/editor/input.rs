//! What a hand does, in the map's own coordinates: pointer events for the
//! state machine and directions for the keyboard. Knows no toolkit; the window
//! translates its events into these.

use emath::Pos2;

/// Keys held while something happens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Modifiers {
    /// Adds to the selection; locks an axis while dragging.
    pub shift: bool,
    /// Suspends snapping.
    pub alt: bool,
    /// Control, or Command on a Mac: copies what is dragged.
    pub command: bool,
}

impl Modifiers {
    /// No key.
    pub const NONE: Self = Self {
        shift: false,
        alt: false,
        command: false,
    };
}

/// What the pointer did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointer {
    /// It moved, or a modifier changed.
    Move,
    /// The primary button went down.
    Down,
    /// The primary button went up.
    Up,
    /// A second press and release at the same place; sent after their `Up`.
    DoubleClick,
    /// Escape, the secondary button, or the window lost its focus.
    Cancel,
    /// The pointer left the canvas.
    Leave,
}

/// One event of the pointer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Input {
    /// What happened.
    pub event: Pointer,
    /// Where, in map units.
    pub pos: Pos2,
    /// The keys held.
    pub modifiers: Modifiers,
    /// The size of a point of the screen in map units ([`super::View::pixel`]).
    pub pixel: f32,
}

impl Default for Input {
    /// The pointer rests at the origin, at zoom 1.
    fn default() -> Self {
        Self {
            event: Pointer::Move,
            pos: Pos2::ZERO,
            modifiers: Modifiers::NONE,
            pixel: 1.0,
        }
    }
}

/// A way to go on the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// Earlier.
    Left,
    /// Later.
    Right,
    /// To the lane above, or a better feeling.
    Up,
    /// To the lane below, or a worse feeling.
    Down,
}

impl Direction {
    /// Every way.
    pub const ALL: [Self; 4] = [Self::Left, Self::Right, Self::Up, Self::Down];
}
