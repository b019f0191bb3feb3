//! The figures that the design asks for: what a picture costs, cold, and what
//! a map of any size costs the hand. `cargo bench` prints each time beside its
//! aim; none is a test.
#![expect(clippy::print_stdout, reason = "the figures are what it is for")]
#![expect(
    clippy::unwrap_used,
    reason = "a bench stops at what it did not expect"
)]

mod evidence;
mod hand;
mod maps;
mod picture;

use criterion::{criterion_group, criterion_main};

criterion_group!(
    figures,
    picture::pictures,
    hand::dragging,
    hand::hovering,
    hand::opening,
    evidence::evidence
);
criterion_main!(figures);
