//! Ending against the will of the person: a signal of the system, or a fault of
//! the program. Both bring unsaved work to the disk first; a fault also leaves
//! a note that tells where it was met, and nothing of any map.

use std::{
    backtrace::Backtrace,
    fmt::Write as _,
    panic::{self, PanicHookInfo},
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use crate::file::{self, Disk, OsDisk, recovery::Flusher};

/// How long the system's wish to end waits for the disk.
const PATIENCE: Duration = Duration::from_millis(1_500);
/// What the name of a note begins with; so many are kept.
const NOTE: &str = "fault-";
const NOTES: usize = 10;

/// From now on, a signal that ends the process brings unsaved work to the disk
/// before it does.
#[cfg(unix)]
pub(super) fn heed_signals(flusher: Flusher) {
    use signal_hook::{
        consts::{SIGHUP, SIGINT, SIGTERM},
        iterator::Signals,
        low_level::emulate_default_handler,
    };
    let mut signals = match Signals::new([SIGTERM, SIGINT, SIGHUP]) {
        Ok(signals) => signals,
        Err(error) => return log::warn!("signals of the system are not heeded: {error}"),
    };
    let thread = thread::Builder::new().name("signals".into());
    let spawned = thread.spawn(move || {
        for signal in signals.forever() {
            let _ = flusher.flush(PATIENCE);
            // Whoever sent it sees that it was heeded.
            let _ = emulate_default_handler(signal);
        }
    });
    if let Err(error) = spawned {
        log::warn!("signals of the system are not heeded: {error}");
    }
}

/// Elsewhere the journal alone keeps what is lost then: less than two seconds.
#[cfg(not(unix))]
pub(super) fn heed_signals(_: Flusher) {}

/// From now on, a fault anywhere in the program brings unsaved work to the disk
/// and leaves a note in a folder.
pub(super) fn heed_faults(flusher: Option<Flusher>, folder: Option<PathBuf>) {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if let Some(flusher) = &flusher {
            let _ = flusher.flush(PATIENCE);
        }
        if let Some(folder) = &folder {
            leave_note(folder, &note(info));
        }
        usual(info);
    }));
}

/// Where and how a fault was met. Of its message only what is in the source:
/// what was put into it while running may be a person's words.
fn note(info: &PanicHookInfo<'_>) -> String {
    let mut note = concat!(
        "Throughline ",
        env!("CARGO_PKG_VERSION"),
        " met a fault of its own.\nThis note holds nothing of any map.\n\n"
    )
    .to_owned();
    let thread = thread::current();
    let _ = writeln!(note, "thread: {}", thread.name().unwrap_or("unnamed"));
    if let Some(place) = info.location() {
        let _ = writeln!(note, "place: {place}");
    }
    if let Some(words) = info.payload().downcast_ref::<&'static str>() {
        let _ = writeln!(note, "message: {words}");
    }
    let _ = writeln!(note, "\n{}", Backtrace::force_capture());
    note
}

fn leave_note(folder: &Path, text: &str) {
    let path = folder.join(format!("{NOTE}{}.txt", file::seconds()));
    if OsDisk.create_folder(folder, true).is_ok()
        && let Err(error) = file::write_atomically(&OsDisk, &path, text.as_bytes())
    {
        log::warn!("no note of the fault: {error}");
    }
    let mut notes = OsDisk.list(folder).unwrap_or_default();
    notes.retain(|path| {
        let name = path.file_name().and_then(|name| name.to_str());
        name.is_some_and(|name| name.starts_with(NOTE))
    });
    let old = notes.len().saturating_sub(NOTES);
    for path in notes.iter().take(old) {
        let _ = OsDisk.remove(path);
    }
}
