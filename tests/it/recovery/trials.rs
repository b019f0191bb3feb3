//! The promise, tried: a process is killed with SIGKILL at a random moment of
//! its work. Then the map's file must open and be one that was saved, whole;
//! and what the journal offers must hold all but the last two seconds.
//!
//! `THROUGHLINE_TRIALS=100000 cargo test --release killed -- --nocapture` tries
//! as many times as asked.
#![cfg(unix)]

use std::{
    env, fs,
    path::Path,
    process::{Command, Stdio},
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use tempfile::TempDir;
use throughline::file::{self, Disk as _, OsDisk, recovery};

use super::session::{FOLDER, Place, SEED, is_calm, number_of};

/// So many trials without being asked for more.
const TRIALS: u64 = 1_000;
/// At once. They sleep most of the time.
const AT_ONCE: usize = 12;
/// How long a session may take to begin.
const START: Duration = Duration::from_mins(1);
/// What a crash may cost, in milliseconds.
const LOSS: u64 = 2_000;

/// What a ledger tells.
#[derive(Debug, Default)]
struct Told {
    /// Every edit with its time, in milliseconds of the session.
    edits: Vec<(u64, u64)>,
    saving: Option<u64>,
    saved: Option<u64>,
    /// The last state that was surely in the journal or in the file.
    kept: Option<u64>,
    trouble: Option<String>,
}

impl Told {
    fn read(place: &Place) -> Self {
        let mut told = Self::default();
        let text = fs::read_to_string(&place.ledger).unwrap_or_default();
        for line in text.lines() {
            let words: Vec<&str> = line.split(' ').collect();
            let number = |index: usize| words[index].parse::<u64>().unwrap();
            match words[0] {
                "edit" => told.edits.push((number(1), number(2))),
                "saving" => told.saving = Some(number(1)),
                "saved" => {
                    told.saved = Some(number(1));
                    told.kept = told.saved;
                }
                "kept" => told.kept = Some(number(1)),
                "trouble" => told.trouble = Some(line.to_owned()),
                other => unreachable!("{other}"),
            }
        }
        told
    }
}

/// What one trial came to.
#[derive(Clone, Copy, Debug, Default)]
struct Outcome {
    edits: u64,
    /// How many milliseconds of work were lost.
    lost: u64,
    in_save: bool,
    recovered: bool,
}

/// Lets a session work for a while, kills it, and looks at what is left.
fn trial(seed: u64) -> Outcome {
    // How far the journal is behind is to be that of the program, and not of
    // the disk of a machine that is busy with other tests.
    let memory = Path::new("/dev/shm");
    let folder = if is_calm(seed) && memory.is_dir() {
        TempDir::new_in(memory).unwrap()
    } else {
        TempDir::new().unwrap()
    };
    let place = Place::new(folder.path());
    let mut child = Command::new(env::current_exe().unwrap())
        .args(["recovery::session::a_session", "--exact", "--ignored"])
        .env(FOLDER, folder.path())
        .env(SEED, seed.to_string())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let random = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
    let bound = Instant::now();
    while !place.ledger.exists() {
        assert!(bound.elapsed() < START, "session {seed} does not begin");
        thread::sleep(Duration::from_millis(1));
    }
    let while_working = if is_calm(seed) {
        2_500 + random % 2_000
    } else {
        random % 250
    };
    thread::sleep(Duration::from_millis(while_working));
    let early = child.try_wait().unwrap();
    assert!(early.is_none(), "session {seed} ended by itself: {early:?}");
    child.kill().unwrap();
    child.wait().unwrap();
    judge(seed, &place)
}

fn judge(seed: u64, place: &Place) -> Outcome {
    let told = Told::read(place);
    assert_eq!(told.trouble, None, "seed {seed}");
    let in_file = saved_state(seed, place, &told);
    let offers = recovery::offers(&OsDisk, &place.recovery);
    assert!(offers.len() <= 1, "seed {seed}: {offers:?}");
    let in_journal = offers.first().map(|offer| {
        let map = offer.map.as_ref();
        // Only the very first record can be cut: then nothing was kept yet.
        map.ok().and_then(|map| number_of(map))
    });
    let in_journal = in_journal.flatten();
    let newest = in_file.max(in_journal);
    let last_edit = told.edits.last().copied();
    assert!(
        newest >= told.kept,
        "seed {seed}: {newest:?} is older than {:?}, which was on the disk",
        told.kept
    );
    let lost = told
        .edits
        .iter()
        .find(|(number, _)| newest.is_none_or(|newest| *number > newest))
        .and_then(|(_, time)| Some(last_edit?.1 - time))
        .unwrap_or(0);
    let what = offers.first().map(|offer| offer.map.as_ref().err());
    let there = OsDisk.list(&place.recovery);
    assert!(
        lost <= LOSS,
        "seed {seed}: {lost} ms of work are lost: {in_file:?} in the file, {in_journal:?} in the \
         journal ({what:?} of {there:?}), {last_edit:?} was the last",
    );
    Outcome {
        edits: told.edits.len() as u64,
        lost,
        in_save: told.saving != told.saved,
        recovered: in_journal > in_file,
    }
}

/// The state in the map's file: the last that was saved, or the one that was
/// being saved, whole; and nothing else lies beside it once it has been opened.
fn saved_state(seed: u64, place: &Place, told: &Told) -> Option<u64> {
    if !place.map.exists() {
        assert_eq!(told.saved, None, "seed {seed}: the file is gone");
        return None;
    }
    let opened = file::load(&OsDisk, &place.map);
    let opened = opened.unwrap_or_else(|error| unreachable!("seed {seed}: {error}"));
    assert_eq!(opened.flaws, []);
    let text = fs::read_to_string(&place.map).unwrap();
    assert_eq!(text, file::write(&opened.map).unwrap(), "seed {seed}");
    let found = number_of(&opened.map);
    assert!(
        found == told.saved || found == told.saving,
        "seed {seed}: {found:?} is neither of {told:?}"
    );
    found
}

#[test]
fn a_process_killed_at_any_moment_costs_no_file_and_at_most_two_seconds() {
    let trials = env::var("THROUGHLINE_TRIALS").ok();
    let trials = trials
        .and_then(|count| count.parse().ok())
        .unwrap_or(TRIALS);
    let first = env::var("THROUGHLINE_FIRST").ok();
    let first = first.and_then(|seed| seed.parse().ok()).unwrap_or(0);
    let next = AtomicU64::new(first);
    let outcomes = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= first + trials {
                        return;
                    }
                    let outcome = trial(seed);
                    outcomes.lock().unwrap().push(outcome);
                }
            });
        }
    });
    let outcomes = outcomes.into_inner().unwrap();
    let count = |holds: fn(&Outcome) -> bool| outcomes.iter().filter(|it| holds(it)).count();
    let (worked, in_save) = (count(|it| it.edits > 0), count(|it| it.in_save));
    let recovered = count(|it| it.recovered);
    let edits: u64 = outcomes.iter().map(|it| it.edits).sum();
    let lost = outcomes.iter().map(|it| it.lost).max().unwrap();
    eprintln!(
        "{} processes killed, {worked} of them at work with {edits} edits, {in_save} in a save; \
         {recovered} recovered from the journal, at most {lost} ms lost, no file damaged",
        outcomes.len()
    );
    assert_eq!(outcomes.len() as u64, trials);
    if trials >= TRIALS {
        assert!(worked * 10 > outcomes.len() * 8, "{worked} worked");
        assert!(in_save * 50 > outcomes.len(), "{in_save} in a save");
        assert!(recovered * 4 > outcomes.len(), "{recovered} recovered");
    }
}
