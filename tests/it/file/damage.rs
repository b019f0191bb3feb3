//! Files damaged by chance: cut, a byte changed, a line lost or doubled. Each
//! is refused or read as a sound map, and never stops the program.

use std::path::Path;

use throughline::{
    file::{self, FileError},
    model::{Map, stress_map},
};

use crate::maps::full_map;

/// Words that are ours, not the reader's.
const JARGON: [&str; 9] = [
    "struct",
    "enum",
    "f64",
    "u32",
    "variant",
    "JourneyFile",
    "EmotionPoint",
    "RON",
    "UTF-8 character",
];

/// Reads damaged bytes, and checks what comes of it.
fn survive(bytes: &[u8]) -> Result<Map, FileError> {
    let result = file::read(bytes, Path::new("damaged.journey.ron"));
    match &result {
        Ok(map) => assert_eq!(map.faults(), []),
        Err(error) => {
            let said = error.to_string();
            let jargon = JARGON.iter().find(|word| said.contains(**word));
            assert_eq!(jargon, None, "{said}");
            assert!(said.starts_with("damaged.journey.ron"), "{said}");
        }
    }
    result
}

fn text() -> String {
    file::write(&full_map()).unwrap()
}

#[test]
fn a_file_cut_anywhere_is_refused_with_its_place() {
    let text = text();
    let whole = text.trim_end().len();
    let mut tried = 0;
    for end in (1..whole).step_by(5).chain(whole - 20..whole) {
        let error = survive(&text.as_bytes()[..end]).unwrap_err();
        assert!(error.line().is_some(), "cut at {end}: {error}");
        tried += 1;
    }
    assert!(tried > 1_000);
    assert!(survive(&text.as_bytes()[..whole]).is_ok());
}

#[test]
fn a_changed_byte_is_refused_or_gives_a_sound_map() {
    let text = text();
    let mut state = 1_u64;
    let mut dice = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 40).unwrap()
    };
    let (mut sound, mut refused) = (0, 0);
    for _ in 0..2_500 {
        let mut bytes = text.clone().into_bytes();
        for _ in 0..=dice() % 2 {
            let at = dice() % bytes.len();
            bytes[at] = match dice() % 4 {
                0 => bytes[at] ^ (1 << (dice() % 8)),
                1 => b"()[]\"\\,:-.0123456789"[dice() % 20],
                2 => bytes[dice() % bytes.len()],
                _ => u8::try_from(dice() % 256).unwrap(),
            };
        }
        match survive(&bytes) {
            Ok(_) => sound += 1,
            Err(_) => refused += 1,
        }
    }
    assert!(
        sound > 100 && refused > 100,
        "{sound} sound, {refused} refused"
    );
}

#[test]
fn a_line_lost_or_doubled_is_refused_or_gives_a_sound_map() {
    let text = file::write(&stress_map(20)).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let mut tried = 0;
    for index in 0..lines.len() {
        let mut lost = lines.clone();
        lost.remove(index);
        let mut doubled = lines.clone();
        doubled.insert(index, lines[index]);
        for damaged in [lost, doubled] {
            tried += usize::from(survive(damaged.join("\n").as_bytes()).is_err());
        }
    }
    assert!(tried > lines.len() / 2, "{tried} were refused");
}
