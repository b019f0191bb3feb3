//! Tables: as text with signs between the cells or as Markdown, the names that
//! people give their rows and columns, and what a cell holds. Knows texts, no
//! window; what becomes of a table is [`crate::file::import`]'s.

pub(crate) mod feeling;
pub mod form;
mod guard;
mod inline;
pub(crate) mod items;
pub(crate) mod labels;
pub(crate) mod markdown;
mod outline;
mod separated;

pub use guard::{guarded, unguarded};
pub use inline::{marked, plain};
pub use outline::{Node, Sort, matter, outline, tables};
pub use separated::{Delimiter, Record, Separated, separated};
