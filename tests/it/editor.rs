//! The editor, driven like a person and by element name, with no screen. Every
//! step checks every rule of the map.
#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "what a test looks up is there, or the test fails"
)]

mod arranging;
mod clips;
mod context;
mod curves;
mod dragging_on;
mod drags;
mod finding;
pub(crate) mod harness;
mod history;
mod keys;
mod lanes;
pub(crate) mod laws;
mod pictures;
mod pinned;
mod pointing;
mod shows;
mod tables;
mod typing;
mod views;
mod walking;
mod workshops;
mod writing;

pub(crate) use harness::{TestEditor, small_map};
