//! One open document without a screen: history, selection, view, interaction,
//! commands and the overlay. It knows no window and no painter, so everything
//! a hand can do is tested here, by driving [`Editor`] alone.

mod adding;
mod arrange;
mod clip;
mod command;
mod describe;
mod document;
mod drag;
mod entry;
mod input;
mod interaction;
mod keyboard;
mod landing;
mod lanes;
mod marking;
mod overlay;
mod picture;
mod placing;
mod reorder;
mod running;
mod scrolling;
mod selecting;
mod selection;
mod session;
mod shortcut;
mod snap;
mod suggesting;
mod text;
mod tool;
mod transition;
mod typing;
mod view;
mod walking;

pub use clip::Clip;
pub use command::{Command, Menu};
pub use describe::{describe, describe_card, describe_point, feeling_label};
pub use document::{Document, HistoryLimit, Label};
pub use drag::Drag;
pub use input::{Direction, Input, Modifiers, Pointer};
pub use interaction::{Action, Cursor, Interaction, Seen};
pub use lanes::{copy_of_lane, nudge_lane};
pub use overlay::overlay;
pub use picture::PictureTarget;
pub use reorder::Resize;
pub use running::Ran;
pub use selection::{Cell, Selection};
pub use session::Editor;
pub use shortcut::{Key, Shortcut};
pub use snap::Guide;
pub use text::{CaretStart, TextEdit, Then};
pub use tool::Tool;
pub use view::View;
pub use walking::Far;
