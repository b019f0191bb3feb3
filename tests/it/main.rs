//! The one integration test binary (each further one would link the crate again).

mod editor;
mod export;
mod file;
mod golden;
mod layout;
mod maps;
mod mermaid;
mod paint;
mod renderer;
mod samples;
mod scene;
mod ui;
