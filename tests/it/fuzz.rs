//! The fuzz targets without a fuzzer: bytes of samples, changed at random, for a
//! bounded time. Each change comes from a number, so a failure can be repeated:
//! it prints `THROUGHLINE_FUZZ_FIRST`, the number to begin with.
//! `THROUGHLINE_FUZZ_SECONDS=600 cargo test --release fuzz` goes on for as long
//! as asked.

#[path = "../fuzz/targets.rs"]
mod targets;

use std::{
    env, fs,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use throughline::{
    file::{
        self, OsDisk,
        recovery::{Entry, Recorder},
    },
    model::{Map, stress_map},
};

use self::targets::TARGETS;
use crate::maps::{full_map, noise};

/// How long each target is tried, in seconds, without being asked for more.
const SECONDS: u64 = 6;
/// At least so many, however slow the machine is.
const LEAST: u64 = 150;

/// Bits of the languages that are read.
const WORDS: [&[u8]; 24] = [
    b"(",
    b")",
    b"[",
    b"]",
    b"\"",
    b"\\u{202e}",
    b"Some(",
    b"None",
    b"-",
    b"1e308",
    b"NaN",
    b"4294967295",
    b",",
    b";",
    b"\t",
    b"\n",
    b"|",
    b"---",
    b"journey",
    b"section ",
    b": 5: Me",
    b"\xff\xfe",
    b"\x00",
    b"=1+1",
];

/// What targets begin with.
fn seeds(name: &str) -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = |folder: PathBuf| {
        let entries = fs::read_dir(folder).into_iter().flatten();
        let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
        paths.retain(|path| path.is_file());
        paths.sort();
        paths
            .iter()
            .map(|path| fs::read(path).unwrap())
            .collect::<Vec<_>>()
    };
    let full = file::write(&full_map()).unwrap().into_bytes();
    let small = file::write(&stress_map(6)).unwrap();
    // Real samples, where they lie beside the checkout.
    let samples = root.join("../shared/samples");
    match name {
        "ron" => vec![full, small.into_bytes()],
        "mermaid" => {
            let own = b"journey\n  title A day\n  section Morning\n    Tea: 5: Me, Cat\n".to_vec();
            [vec![own], files(samples.join("mermaid"))].concat()
        }
        "tables" => {
            let own = b"Stage,Doing,Emotion\nTrial,Signs up,4\nUse,\"Works, daily\",2\n".to_vec();
            let maps = files(samples.join("maps"));
            [vec![own], maps, files(samples.join("feedback"))].concat()
        }
        "journal" => vec![a_journal()],
        "merge" => {
            let line = "\n---\n";
            let mine = small.replacen("Journey", "Mine", 1);
            let theirs = small.replacen("at: 0.5", "at: 0.25", 1);
            vec![[&small, line, &mine, line, &theirs].concat().into_bytes()]
        }
        other => unreachable!("{other}"),
    }
}

fn a_journal() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let recorder = Recorder::start(Arc::new(OsDisk), folder.path().into(), || {});
    for title in ["One", "Two", "Three"] {
        let map = Map {
            title: title.into(),
            ..stress_map(4)
        };
        recorder.keep(Entry {
            map: Arc::new(map),
            path: None,
            stamp: None,
        });
        assert!(recorder.flush(Duration::from_mins(1)));
    }
    drop(recorder);
    let mut files = fs::read_dir(folder.path()).unwrap();
    fs::read(files.next().unwrap().unwrap().path()).unwrap()
}

/// The seeds, changed as a number says.
fn changed(seeds: &[Vec<u8>], number: u64) -> Vec<u8> {
    let noise = noise(number, 256);
    let mut noise = noise.chunks_exact(4).map(|four| {
        let four: [u8; 4] = four.try_into().unwrap();
        u32::from_le_bytes(four) as usize
    });
    let mut next = |most: usize| noise.next().unwrap_or(0) % most.max(1);
    let mut bytes = seeds[next(seeds.len())].clone();
    for _ in 0..=next(6) {
        let at = next(bytes.len());
        let end = (at + next(40)).min(bytes.len());
        match next(8) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let again = bytes[at..end].to_vec();
                bytes.splice(at..at, again);
            }
            3 | 4 => {
                let word = WORDS[next(WORDS.len())];
                bytes.splice(at..at, word.iter().copied());
            }
            5 => {
                let other = &seeds[next(seeds.len())];
                let from = next(other.len());
                let to = (from + next(400)).min(other.len());
                bytes.splice(at..end, other[from..to].iter().copied());
            }
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << next(8);
                }
            }
        }
    }
    bytes
}

fn number(name: &str) -> Option<u64> {
    env::var(name).ok()?.parse().ok()
}

/// Tries one target and says how often.
fn fuzz(name: &str) {
    let (_, target) = TARGETS.into_iter().find(|(its, _)| *its == name).unwrap();
    let seeds = seeds(name);
    let most = Duration::from_secs(number("THROUGHLINE_FUZZ_SECONDS").unwrap_or(SECONDS));
    let first = number("THROUGHLINE_FUZZ_FIRST").unwrap_or(0);
    for seed in &seeds {
        target(seed);
    }
    let began = Instant::now();
    let mut tried = 0;
    while tried < LEAST || began.elapsed() < most {
        let bytes = changed(&seeds, first + tried);
        let result = catch_unwind(AssertUnwindSafe(|| target(&bytes)));
        if let Err(cause) = result {
            eprintln!(
                "{name}: THROUGHLINE_FUZZ_FIRST={} repeats this",
                first + tried
            );
            resume_unwind(cause);
        }
        tried += 1;
    }
    eprintln!(
        "{name}: {tried} inputs in {} s from {} seeds",
        began.elapsed().as_secs(),
        seeds.len()
    );
    assert!(tried >= LEAST);
}

#[test]
fn fuzz_ron() {
    fuzz("ron");
}

#[test]
fn fuzz_mermaid() {
    fuzz("mermaid");
}

#[test]
fn fuzz_tables() {
    fuzz("tables");
}

#[test]
fn fuzz_journal() {
    fuzz("journal");
}

#[test]
fn fuzz_merge() {
    fuzz("merge");
}

#[test]
fn changes_are_many_and_the_same_for_the_same_number() {
    let seeds = seeds("ron");
    let all: std::collections::BTreeSet<_> = (0..100).map(|it| changed(&seeds, it)).collect();
    assert!(all.len() > 90, "{}", all.len());
    assert_eq!(changed(&seeds, 7), changed(&seeds, 7));
}
