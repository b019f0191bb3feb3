//! One open document without a screen: history, selection, view, interaction,
//! commands and the overlay. It knows no window and no painter, so everything
//! a hand can do is tested here, by driving [`Editor`] alone.

mod clip;
mod command;
mod describe;
mod document;
mod editor;
mod input;
mod interaction;
mod keyboard;
mod overlay;
mod selection;
mod text;
mod tool;
mod view;

pub use clip::Clip;
pub use command::{Command, Key, Menu, Shortcut};
pub use describe::describe;
pub use document::{Document, HistoryLimit, Label};
pub use editor::{Editor, Ran};
pub use input::{Direction, Input, Modifiers, Pointer};
pub use interaction::{Action, Cursor, Interaction, Seen};
pub use overlay::overlay;
pub use selection::{Cell, Selection};
pub use text::{TextEdit, Then};
pub use tool::Tool;
pub use view::View;
