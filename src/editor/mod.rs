//! One open document without a screen: history, selection, view, interaction,
//! commands and the overlay. It knows no window and no painter, so everything
//! a hand can do is tested here, by driving [`Editor`] alone.

mod adding;
mod arrange;
mod capture;
mod catalog;
mod change;
mod clip;
mod clipboard;
mod command;
mod context;
mod curves;
mod describe;
mod document;
mod drag;
mod entry;
mod filling;
mod filter;
mod find;
mod finding;
mod input;
mod interaction;
mod keyboard;
mod landing;
mod lanes;
mod log;
mod marking;
mod marks;
mod onward;
mod outline;
mod overlay;
mod packing;
mod pasting;
mod picture;
mod pinned;
mod placing;
mod present;
mod reorder;
mod route;
mod running;
mod saved_views;
mod scrolling;
mod search;
mod selecting;
mod selection;
mod session;
mod shortcut;
mod snap;
mod suggesting;
mod table;
mod text;
mod tool;
mod transition;
mod typing;
mod view;
mod voting;
mod walking;

pub use crate::model::fold;
pub use capture::{Captured, Made, NoteKind};
pub use catalog::{Catalog, Listed};
pub use change::Change;
pub use clip::Clip;
pub use command::{Command, Menu};
pub use context::{Does, MenuEntry, MenuItem, Spot, context_menu};
pub use describe::{
    describe, describe_card, describe_point, feeling_label, kind_of, value_label, value_of,
};
pub use document::{Document, HistoryLimit, Label};
pub use drag::Drag;
pub use filling::{Column, Counts, Filling, Options, Row};
pub use filter::{Choice, Facet, Filter, choices};
pub use find::{Found, Name, Query, Score};
pub use input::{Direction, Input, Modifiers, Pointer};
pub use interaction::{Action, Cursor, Interaction, Seen};
pub use lanes::{copy_of_lane, nudge_lane};
pub use log::{
    Chosen, Common, Heat, Links, Log, LogColumn, LogCounts, LogOrder, LogRow, Sieve, Term, Topics,
    day_remark, is_day, read_score, score_label, score_remark, toggle,
};
pub use marks::Marks;
pub use outline::{Entry, Group, Outline, Row as OutlineRow};
pub use overlay::{laid_over, overlay};
pub use picture::PictureTarget;
pub use pinned::{Pinned, Strip};
pub use present::{Blank, Show, Turn};
pub use reorder::Resize;
pub use route::Goes;
pub use running::Ran;
pub use search::{Hidden, Match, Search, hidden};
pub use selection::{Cell, Selection};
pub use session::Editor;
pub use shortcut::{Key, Shortcut};
pub use snap::Guide;
pub use table::{PasteError, Reading, Table};
pub use text::{CaretStart, TextEdit, Then};
pub use tool::Tool;
pub use view::View;
pub use voting::{Ranked, Ranking};
pub use walking::Far;
