//! Getting back what was not saved. While a map differs from its file, a
//! [`Recorder`] keeps its newest state in a journal in the platform's folder
//! for the state of programs, at most two seconds behind the hand. When the map
//! is saved, the journal goes. When the process dies, it stays, and the next
//! start finds it by [`offers`]. Knows maps and the disk, no windows.
//!
//! Whether the owner of a journal lives is told by a lock that the system lets
//! go of with the process, never by numbers or times.

mod folder;
mod journal;
mod record;
mod recorder;
mod syncer;

pub use folder::{Offer, offers, put_aside, tidy};
pub use journal::Entry;
pub use record::About;
pub use recorder::{End, Flusher, Recorder};

/// The last text that a journal holds, and how many of its records are damaged:
/// for tests that damage it.
#[must_use]
pub fn replayed(journal: &[u8]) -> (Option<Vec<u8>>, usize) {
    let replay = record::replay(journal);
    (replay.text, replay.lost)
}
