//! `cargo +nightly fuzz run --fuzz-dir tests/fuzz ron`
#![no_main]

#[allow(dead_code)]
#[path = "../targets.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|data: &[u8]| targets::ron(data));
