//! What keys mean while the map is shown. Clickers send page keys, F5, Escape
//! and a full stop or B; keyboards have more.

use egui::{Event, Key, Modifiers};

use crate::{
    editor::{Blank, Command, Turn},
    ui::keys,
};

/// What a key asks of a show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// To another page.
    Turn(Turn),
    /// To the next thing on the page, or the one before.
    Step(bool),
    /// The same by an arrow, which sets the timer while it waits for that.
    Arrow(bool),
    /// A black or white screen.
    Blank(Blank),
    /// The circle around the pointer, or none.
    Halo,
    /// To type the text of what is selected.
    Edit,
    /// To type a new card.
    Add,
    /// To type a note.
    Note,
    /// A vote, or no more of it.
    Vote,
    /// The cards in the order of their votes while a vote is on, else the
    /// overview.
    Order,
    /// The countdown: begins, stands or goes on.
    Timer,
    /// The countdown at its full length, or none.
    ResetTimer,
    /// A vote or a minute more, or less.
    More(bool),
    /// The list of these keys.
    Keys,
    /// A command that serves here too.
    Run(Command),
    /// The end of what is over the page, or else of the show.
    Back,
    /// The end.
    Stop,
}

/// What an event asks for. While a text is typed its keys are the text's.
#[expect(clippy::wildcard_enum_match_arm, reason = "egui's events, not ours")]
pub(super) fn wish_of(event: &Event, typing: bool) -> Option<Wish> {
    let command = keys::command_of(event);
    match command {
        Some(Command::Present | Command::PresentStage) => return Some(Wish::Stop),
        Some(command @ (Command::Save | Command::FullScreen)) => {
            return Some(Wish::Run(command));
        }
        Some(command @ (Command::Undo | Command::Redo)) if !typing => {
            return Some(Wish::Run(command));
        }
        Some(Command::AddCard) if !typing => return Some(Wish::Add),
        Some(Command::Keys) => return Some(Wish::Keys),
        _ => {}
    }
    match event {
        Event::Key {
            key,
            pressed: true,
            modifiers,
            ..
        } if !typing && !modifiers.command && !modifiers.alt => plain(*key, *modifiers),
        _ => None,
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "egui's keys, not ours")]
fn plain(key: Key, modifiers: Modifiers) -> Option<Wish> {
    Some(match key {
        Key::Space if modifiers.shift => Wish::Turn(Turn::Previous),
        Key::ArrowRight | Key::PageDown | Key::Space => Wish::Turn(Turn::Next),
        Key::ArrowLeft | Key::PageUp | Key::Backspace | Key::P => Wish::Turn(Turn::Previous),
        Key::Tab if modifiers.shift => Wish::Step(false),
        Key::Tab => Wish::Step(true),
        Key::ArrowDown => Wish::Arrow(true),
        Key::ArrowUp => Wish::Arrow(false),
        Key::O => Wish::Order,
        Key::Home | Key::Num0 => Wish::Turn(Turn::Overview),
        Key::End => Wish::Turn(Turn::Last),
        Key::B | Key::Period => Wish::Blank(Blank::Black),
        Key::W | Key::Comma => Wish::Blank(Blank::White),
        Key::H => Wish::Halo,
        Key::N => Wish::Note,
        Key::V => Wish::Vote,
        Key::T if modifiers.shift => Wish::ResetTimer,
        Key::T => Wish::Timer,
        key if keys::more_or_less(key).is_some() => Wish::More(keys::more_or_less(key)?),
        Key::Enter | Key::F2 => Wish::Edit,
        Key::Escape => Wish::Back,
        key => Wish::Turn(Turn::Stage(stage_of(key)?)),
    })
}

/// What the list of keys says: a key, and what it does.
pub(super) const LIST: [(&str, &str); 20] = [
    ("→  Space  Page down", "Next page"),
    ("←  Backspace  Page up", "Page before"),
    ("Right click", "Page before"),
    ("↓  Tab", "Light the next thing"),
    ("↑  Shift+Tab", "Light the one before"),
    ("1 to 9", "To a stage"),
    ("O  Home", "To the overview"),
    ("End", "To the last page"),
    ("Enter  Double-click", "Type what is lit or clicked"),
    ("Ctrl+J", "Add a card"),
    ("N", "Take a note, which becomes a card"),
    ("V", "Vote: a click is a dot, Shift+click takes one"),
    ("+  −  while voting", "A dot more or less for what is lit"),
    ("O  while voting", "The cards by their votes"),
    ("T  Shift+T", "Timer: start, pause; reset, put away"),
    ("+  −  ↑  ↓", "The timer's minutes"),
    ("B  .", "Black screen"),
    ("W  ,", "White screen"),
    ("H", "Circle around the pointer"),
    ("Esc", "Back, at last to the editor"),
];

/// The stage that a digit means, from 0.
fn stage_of(key: Key) -> Option<usize> {
    let digits = [
        Key::Num1,
        Key::Num2,
        Key::Num3,
        Key::Num4,
        Key::Num5,
        Key::Num6,
        Key::Num7,
        Key::Num8,
        Key::Num9,
    ];
    digits.iter().position(|digit| *digit == key)
}
