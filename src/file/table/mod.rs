//! Tables: as text with signs between the cells or as Markdown, the names that
//! people give their rows and columns, and what a cell holds. Knows texts, no
//! window; what becomes of a table is [`crate::file::import`]'s.

mod guard;
pub(crate) mod items;
pub(crate) mod labels;
pub(crate) mod markdown;
mod separated;

pub use guard::{guarded, unguarded};
pub use separated::{Delimiter, Record, Separated, separated};
