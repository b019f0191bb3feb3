//! `cargo +nightly fuzz run --fuzz-dir tests/fuzz mermaid`
#![no_main]

#[allow(dead_code)]
#[path = "../targets.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|data: &[u8]| targets::mermaid(data));
