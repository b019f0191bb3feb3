//! Making a journal survive a power loss, on a thread of its own: a disk that is
//! busy for seconds must not keep the next state from being written, which
//! survives all else. Knows files, not what is in them.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError, mpsc},
    thread,
};

use crate::file::{Disk, Log};

/// What is to be made lasting.
pub(super) struct Task {
    pub log: Arc<dyn Log>,
    /// For a new file: its folder, and the files that it takes the place of.
    pub new: Option<(PathBuf, Vec<PathBuf>)>,
}

/// Syncs one task after the other; of several for one file the last will do.
pub(super) struct Syncer {
    tasks: mpsc::Sender<Task>,
    failed: Arc<Mutex<Option<std::io::Error>>>,
}

impl Syncer {
    /// Starts the thread, which ends with this. Where none can be started, work
    /// survives the program and not a power loss.
    pub(super) fn start(disk: Arc<dyn Disk>) -> Self {
        let (tasks, inbox) = mpsc::channel();
        let failed = Arc::default();
        let its = Arc::clone(&failed);
        let thread = thread::Builder::new().name("recovery on disk".into());
        let spawned = thread.spawn(move || run(disk.as_ref(), &inbox, &its));
        if let Err(error) = spawned {
            log::warn!("no thread that syncs the journal: {error}");
        }
        Self { tasks, failed }
    }

    pub(super) fn begin(&self, task: Task) {
        // A thread that is gone has nothing to say.
        let _ = self.tasks.send(task);
    }

    /// Why the last task failed, once.
    pub(super) fn take_failure(&self) -> Option<std::io::Error> {
        let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        failed.take()
    }
}

fn run(disk: &dyn Disk, inbox: &mpsc::Receiver<Task>, failed: &Mutex<Option<std::io::Error>>) {
    while let Ok(task) = inbox.recv() {
        let waiting: Vec<Task> = inbox.try_iter().collect();
        for task in newest(task, waiting) {
            if let Err(error) = perform(disk, &task) {
                *failed.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
            }
        }
    }
}

/// The tasks without those that a later one of the same file makes needless.
fn newest(first: Task, waiting: Vec<Task>) -> Vec<Task> {
    let mut tasks = vec![first];
    for task in waiting {
        let last = tasks.last_mut().filter(|_| task.new.is_none());
        match last.filter(|last| Arc::ptr_eq(&last.log, &task.log)) {
            Some(_) => {}
            None => tasks.push(task),
        }
    }
    tasks
}

fn perform(disk: &dyn Disk, task: &Task) -> std::io::Result<()> {
    task.log.sync()?;
    if let Some((folder, before)) = &task.new {
        disk.sync_folder(folder)?;
        for old in before {
            // The newest generation counts; an old one that stays is unread.
            let _ = disk.remove(old);
        }
    }
    Ok(())
}
