//! From a map or its scene to files of other kinds: PNG, Mermaid. Pure: bytes
//! are returned, and writing them is [`crate::file`]'s work.

#![cfg_attr(
    not(test),
    deny(
        clippy::arithmetic_side_effects,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::unwrap_used,
        reason = "no map may end the program on its way out"
    )
)]

mod document;
mod error;
mod footer;
mod grid;
mod html;
mod mermaid;
mod naming;
mod numbering;
mod order;
mod page;
mod pdf;
mod picture;
mod png;
mod pptx;
mod reading;
mod report;
mod scope;
pub mod setup;
mod shape;
mod svg;
mod table;

pub use document::{Document, Sheet};
pub use error::ExportError;
pub use html::{html, report_html};
pub use mermaid::{Written, mermaid};
pub use numbering::{left_over, numbered, still_there};
pub use order::{Drawn, Exported, Format, export};
pub use page::Page;
pub use pdf::pdf;
pub use png::png;
pub use pptx::pptx;
pub use report::{Block, Chapter, Report, ReportKind, report_markdown};
pub use setup::{Background, Content, Grade, Packing, Paper, Preset, Scope, Setup, Split};
pub use svg::svg;
pub use table::{Guard, csv, csv_with, markdown, opportunities_csv, opportunities_markdown};
