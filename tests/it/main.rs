//! The one integration test binary (each further one would link the crate again).

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod board;
mod cli;
mod editor;
mod export;
mod faults;
mod file;
mod fit;
mod fuzz;
mod gate;
mod golden;
mod html;
mod labels;
mod layers;
mod layout;
mod maps;
mod merging;
mod mermaid;
mod pages;
mod paint;
mod pictures;
mod power;
mod pptx;
mod recovery;
mod renderer;
mod report;
mod samples;
mod scene;
mod scores;
mod soak;
mod tables;
mod ui;
mod vector;
mod views;
