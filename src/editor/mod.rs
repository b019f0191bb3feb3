//! One open document without a screen: history, selection, view, interaction,
//! commands and the overlay. It knows no window and no painter, so everything
//! a hand can do is tested here, by driving [`Editor`] alone.

mod clip;
mod command;
mod describe;
mod document;
mod drag;
mod editor;
mod input;
mod interaction;
mod keyboard;
mod overlay;
mod placing;
mod reorder;
mod running;
mod selection;
mod snap;
mod text;
mod tool;
mod typing;
mod view;

pub use clip::Clip;
pub use command::{Command, Key, Menu, Shortcut};
pub use describe::{describe, describe_card, describe_point, feeling_label};
pub use document::{Document, HistoryLimit, Label};
pub use drag::Drag;
pub use editor::Editor;
pub use input::{Direction, Input, Modifiers, Pointer};
pub use interaction::{Action, Cursor, Interaction, Seen};
pub use overlay::overlay;
pub use reorder::Resize;
pub use running::Ran;
pub use selection::{Cell, Selection};
pub use snap::Guide;
pub use text::{TextEdit, Then};
pub use tool::Tool;
pub use view::View;
