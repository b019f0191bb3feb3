//! From a map or its scene to files of other kinds: PNG, Mermaid. Pure: bytes
//! are returned, and writing them is [`crate::file`]'s work.

mod error;
mod mermaid;
mod page;
mod png;

pub use error::ExportError;
pub use mermaid::{Written, mermaid};
pub use page::Page;
pub use png::png;
