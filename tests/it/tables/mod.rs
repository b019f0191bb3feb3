//! Maps as tables, out and in: every map comes back as it was, from CSV and
//! from Markdown, and what a table cannot hold is told.

mod choices;
mod encodings;
mod feedback;
mod form;
mod import;
mod kept;
mod log;
