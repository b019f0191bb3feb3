//! A map as tables of all its content, for spreadsheets (CSV) and for
//! documents (Markdown). Both hold the same tables, described at
//! [`file::table::form`](crate::file::table::form): first what the map says of
//! itself, then stages by lanes to be read and written in, then a table each
//! of stages, lanes, cards and so on with every detail. Reading them gives the
//! same map back; what does not come back is told as a loss.

mod csv;
mod markdown;
mod opportunities;

pub use csv::{Guard, csv, csv_with};
pub use markdown::markdown;
pub use opportunities::{opportunities_csv, opportunities_markdown};
