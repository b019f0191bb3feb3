//! A whole map as tables, and back: the form that CSV and Markdown share.
//!
//! First come facts, a name and a value a row. Then **stages by lanes**: a
//! column a stage, a row a lane, several cards of a cell on lines of their own
//! with `• ` before each; a lane of emotion has a row for each of its curves.
//! Then a table each of stages, lanes, cards, curves, emotion points, personas,
//! channels, metrics and feedback, as far as there are any, one a row. A column
//! that nothing stands in is left out. The last column is the id, which keeps
//! two things of one name apart; others refer to a thing by its name, or as
//! `#12` when the name is not clear.
//!
//! **What is read.** The tables of single things hold everything. Stages by
//! lanes is there to be read and written in: where it says something else, it
//! wins. A text that was changed there changes the card in the same place, an
//! item, a column or a row more is a new card, stage or lane, and the order of
//! its columns and rows is that of stages and lanes. What it does not have and
//! the other tables do stays. Every such difference is a remark. A row without
//! an id gets a new one.
//!
//! **What is not held**: the bytes of pictures (their names are) and saved
//! views. [`Tables::losses`] finds out by reading back what was written.

mod columns;
mod facts;
mod filled;
mod grid;
mod names;
mod read;
mod write;

pub use read::{Reread, read};
pub use write::{Block, Tables};

/// The name of the first fact, the title.
const TITLE: &str = "Journey map";
/// The name of the fact that tells the form.
const FORM: &str = "Form";
/// What that fact begins with, before a version number.
const FORM_NAME: &str = "Throughline tables ";
/// The version that is written, and the newest that is read.
const VERSION: u32 = 1;
/// The corner of the table of stages by lanes.
const GRID: &str = "Lanes by stage";

/// What a cell holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Nothing.
    #[default]
    Empty,
    /// Words, which no program may take for anything else.
    Text(String),
    /// A number, which stays one in a spreadsheet.
    Number(f64),
}

/// Whether rows are a map in this form.
#[must_use]
pub fn is_form(records: &[super::Record]) -> bool {
    let mut rows = records.iter().filter(|record| !record.is_blank());
    let first = rows.next().map_or("", |record| record.cell(0).trim());
    let mut facts = rows.take(2_100);
    first == TITLE
        && facts.any(|record| {
            record.cell(0).trim() == FORM && record.cell(1).trim().starts_with(FORM_NAME)
        })
}
