//! Keeping the journal while the person works: a thread of its own that takes
//! the newest state of the map, writes it, rests a little, and takes the next.
//! The window hands over an address and goes on. Knows when to write, not what.

use std::{
    collections::VecDeque,
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use super::journal::{Entry, Journal};
use crate::file::Disk;

/// From the end of one write to the next. With the time a write takes it stays well under
/// the two seconds of work that a crash may cost.
const PAUSE: Duration = Duration::from_millis(700);
/// The longest rest, after a write that took as long.
const MOST_PAUSE: Duration = Duration::from_secs(1);
/// From a failed write to the next try.
const RETRY: Duration = Duration::from_secs(3);
/// How long ending waits for what is not written yet.
const END: Duration = Duration::from_secs(5);

/// Keeps the journal of the open map.
pub struct Recorder {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

/// How the journal of a map ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// All of it is in the map's file.
    Saved,
    /// It was left without saving; the journal is kept for a while.
    Left,
}

enum Wish {
    Keep(Entry),
    End(End),
}

#[derive(Default)]
struct State {
    wishes: VecDeque<Wish>,
    /// How many wishes were made, and how many are done with.
    made: u64,
    done: u64,
    /// Somebody waits, so nobody rests.
    hurry: bool,
    stop: bool,
    trouble: Option<String>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

impl Shared {
    /// A thread that panicked while it held this has left it whole.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State>, most: Duration) -> MutexGuard<'a, State> {
        let waited = self.changed.wait_timeout(state, most);
        waited.unwrap_or_else(PoisonError::into_inner).0
    }
}

impl Recorder {
    /// Begins to keep journals in a folder, which need not be there yet. `wake`
    /// is called when recovery goes off or on again.
    #[must_use]
    pub fn start(disk: Arc<dyn Disk>, folder: PathBuf, wake: impl Fn() + Send + 'static) -> Self {
        let shared = Arc::new(Shared::default());
        let its = Arc::clone(&shared);
        let thread = thread::Builder::new().name("recovery".into());
        let thread = thread.spawn(move || run(&its, Journal::new(disk, folder), &wake));
        if let Err(error) = &thread {
            shared.state().trouble = Some(format!("no thread can be started for it: {error}"));
        }
        Self {
            shared,
            thread: thread.ok(),
        }
    }

    /// Keeps the map as it is now. Costs nothing to speak of: call it whenever
    /// the map has changed.
    pub fn keep(&self, entry: Entry) {
        let mut state = self.shared.state();
        if let Some(Wish::Keep(last)) = state.wishes.back_mut() {
            *last = entry;
        } else {
            state.wishes.push_back(Wish::Keep(entry));
            state.made = state.made.saturating_add(1);
        }
        self.shared.changed.notify_all();
    }

    /// Ends the journal of the map; the next one kept begins another.
    pub fn end(&self, end: End) {
        let mut state = self.shared.state();
        if end == End::Saved
            && let Some(last @ Wish::Keep(_)) = state.wishes.back_mut()
        {
            // What would be removed at once need not be written.
            *last = Wish::End(end);
        } else {
            state.wishes.push_back(Wish::End(end));
            state.made = state.made.saturating_add(1);
        }
        self.shared.changed.notify_all();
    }

    /// Waits until everything that was asked for is on the disk, at most so
    /// long. False when it is not.
    #[must_use]
    pub fn flush(&self, most: Duration) -> bool {
        flush(&self.shared, most)
    }

    /// What flushes the journal from another thread, as one that waits for a
    /// signal of the system.
    #[must_use]
    pub fn flusher(&self) -> Flusher {
        Flusher(Arc::clone(&self.shared))
    }

    /// Why nothing can be recovered at the moment; `None` when all is well.
    #[must_use]
    pub fn trouble(&self) -> Option<String> {
        self.shared.state().trouble.clone()
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        let _ = self.flush(END);
        self.shared.state().stop = true;
        self.shared.changed.notify_all();
        let Some(thread) = self.thread.take() else {
            return;
        };
        let began = Instant::now();
        while !thread.is_finished() && began.elapsed() < END {
            thread::sleep(Duration::from_millis(1));
        }
        // One that hangs on its disk is left behind.
        if thread.is_finished() {
            let _ = thread.join();
        }
    }
}

/// Flushes a journal; see [`Recorder::flusher`].
#[derive(Clone)]
pub struct Flusher(Arc<Shared>);

impl Flusher {
    /// As [`Recorder::flush`].
    #[must_use]
    pub fn flush(&self, most: Duration) -> bool {
        // The recorder's own thread must not wait for itself.
        thread::current().name() != Some("recovery") && flush(&self.0, most)
    }
}

fn flush(shared: &Shared, most: Duration) -> bool {
    let began = Instant::now();
    let mut state = shared.state();
    let made = state.made;
    state.hurry = true;
    shared.changed.notify_all();
    while state.done < made {
        let left = most.saturating_sub(began.elapsed());
        if left.is_zero() {
            return false;
        }
        state = shared.wait(state, left);
    }
    state.trouble.is_none()
}

fn run(shared: &Shared, mut journal: Journal, wake: &dyn Fn()) {
    // What could not be written, for the next try.
    let mut failed: Option<Entry> = None;
    loop {
        let (wish, count) = match next(shared, failed.is_some()) {
            Next::Stop => return,
            Next::Retry => (failed.take().map(Wish::Keep), 0),
            Next::Wish(wish) => (Some(wish), 1),
        };
        let writes = matches!(wish, Some(Wish::Keep(_)));
        let writing = Instant::now();
        let result = match wish {
            None => Ok::<_, String>(()),
            Some(Wish::Keep(entry)) => {
                failed = Some(entry.clone());
                keep(&mut journal, entry)
            }
            Some(Wish::End(end)) => {
                failed = None;
                match end {
                    End::Saved => journal.remove(),
                    End::Left => journal.set_aside(),
                }
                Ok(())
            }
        };
        if result.is_ok() {
            failed = None;
        }
        let trouble = result.err();
        let mut state = shared.state();
        state.done = state.done.saturating_add(count);
        let was_well = state.trouble.is_none();
        state.trouble = trouble;
        let changed = was_well != state.trouble.is_none();
        if state.done >= state.made {
            state.hurry = false;
        }
        shared.changed.notify_all();
        drop(state);
        if changed {
            // Never with the lock held: it may wait for whoever waits for that.
            wake();
        }
        if writes {
            // A large map must not keep a core busy all the time.
            let pause = PAUSE.max(writing.elapsed().min(MOST_PAUSE));
            rest(shared, pause);
        }
    }
}

/// A fault of the program in one state of the map must not end recovery for
/// all that come.
fn keep(journal: &mut Journal, entry: Entry) -> Result<(), String> {
    match catch_unwind(AssertUnwindSafe(|| journal.keep(entry))) {
        Ok(result) => result.map_err(|error| error.to_string()),
        Err(_) => Err("the map as it is now cannot be written; undo the last step".into()),
    }
}

enum Next {
    Wish(Wish),
    Retry,
    Stop,
}

/// Waits for what is to be done.
fn next(shared: &Shared, has_failed: bool) -> Next {
    let mut state = shared.state();
    let began = Instant::now();
    loop {
        if let Some(wish) = state.wishes.pop_front() {
            return Next::Wish(wish);
        }
        if state.stop {
            return Next::Stop;
        }
        if has_failed && began.elapsed() >= RETRY {
            return Next::Retry;
        }
        let most = if has_failed { RETRY } else { END };
        state = shared.wait(state, most);
    }
}

/// Rests until the pause is over, or somebody waits.
fn rest(shared: &Shared, pause: Duration) {
    let began = Instant::now();
    let mut state = shared.state();
    while !state.hurry && !state.stop {
        let left = pause.saturating_sub(began.elapsed());
        if left.is_zero() {
            return;
        }
        state = shared.wait(state, left);
    }
}
