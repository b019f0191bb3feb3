//! Exporting on a thread of its own, so that the window stays awake.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
        mpsc,
    },
    thread,
};

use super::plan::{self, Plan};
use crate::{
    export::{self, Drawn, ExportError},
    file::{self, Disk, FileError},
    layout::Layouter,
    model::Map,
};

/// Why there is no export.
#[derive(Debug, thiserror::Error)]
pub(super) enum JobError {
    /// It could not be made.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// It could not be written.
    #[error(transparent)]
    File(#[from] FileError),
    /// The name is that of the open map.
    #[error("{} is the map that is open; export under another name", .0.display())]
    Own(PathBuf),
    /// The program met a fault of its own.
    #[error(
        "the program met a fault of its own in drawing this; nothing was written. \
         Try another format, or a part of the map"
    )]
    Fault,
}

/// An export that has ended well.
#[derive(Clone, Debug)]
pub(super) struct Done {
    /// The files that were written, in the order of their pages.
    pub paths: Vec<PathBuf>,
    /// What was drawn, if anything was.
    pub drawn: Option<Drawn>,
    /// What the format cannot hold, one sentence each.
    pub losses: Vec<String>,
    /// What to say of files of an earlier export that are still beside them.
    pub left: Option<String>,
}

/// An export that is being made.
pub(super) struct Job {
    /// What is exported, and how.
    pub plan: Plan,
    /// Of which map.
    pub map: Arc<Map>,
    /// Where to; several pages may become numbered files beside it.
    pub path: PathBuf,
    share: Arc<AtomicU32>,
    stop: Arc<AtomicBool>,
    result: mpsc::Receiver<Result<Done, JobError>>,
}

/// What is exported, and where to.
pub(super) struct Order {
    /// The map.
    pub map: Arc<Map>,
    /// As what, and how.
    pub plan: Plan,
    /// Where to.
    pub path: PathBuf,
    /// The file of the open map, which must not be replaced by an export.
    pub own: Option<PathBuf>,
}

impl Job {
    /// Begins. `wake` is called whenever there is something new to show.
    pub(super) fn begin(
        order: Order,
        disk: Arc<dyn Disk>,
        wake: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        let share = Arc::new(AtomicU32::new(0));
        let stop = Arc::new(AtomicBool::new(false));
        let (sender, result) = mpsc::channel();
        let job = Self {
            plan: order.plan.clone(),
            map: Arc::clone(&order.map),
            path: order.path.clone(),
            share: Arc::clone(&share),
            stop: Arc::clone(&stop),
            result,
        };
        thread::spawn(move || {
            let progress = |done: f32| {
                share.store(done.to_bits(), Ordering::Relaxed);
                wake();
                !stop.load(Ordering::Relaxed)
            };
            // A fault ends the export, not the window's waiting for it.
            let result = catch_unwind(AssertUnwindSafe(|| work(&order, disk.as_ref(), &progress)))
                .unwrap_or(Err(JobError::Fault));
            // The window may be gone by now.
            let _ = sender.send(result);
            wake();
        });
        job
    }

    /// The share that is done, 0 to 1.
    pub(super) fn share(&self) -> f32 {
        f32::from_bits(self.share.load(Ordering::Relaxed))
    }

    /// Asks it to stop; nothing is then written.
    pub(super) fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// How it ended, once it has.
    pub(super) fn ended(&self) -> Option<Result<Done, JobError>> {
        match self.result.try_recv() {
            Ok(result) => Some(result),
            Err(mpsc::TryRecvError::Empty) => None,
            Err(mpsc::TryRecvError::Disconnected) => Some(Err(JobError::Fault)),
        }
    }
}

/// Makes every file first and writes them then: one that is stopped leaves
/// none behind.
fn work(order: &Order, disk: &dyn Disk, progress: &dyn Fn(f32) -> bool) -> Result<Done, JobError> {
    refuse_own(order, disk, &order.path)?;
    let mut layouter = Layouter::new();
    let (format, setup) = (order.plan.format, order.plan.setup());
    let exported = export::export(&order.map, (format, &setup), &mut layouter, progress)?;
    let paths = plan::files(&order.path, format, exported.files.len());
    for path in &paths {
        refuse_own(order, disk, path)?;
    }
    if !progress(1.0) {
        return Err(ExportError::Cancelled.into());
    }
    let files: Vec<_> = paths.into_iter().zip(exported.files).collect();
    file::write_together(disk, &files)?;
    let is_there = |path: &Path| disk.status(path).is_ok();
    let left = if format.is_single() {
        export::left_over(&order.path, files.len(), &is_there)
    } else {
        Vec::new()
    };
    Ok(Done {
        left: export::still_there(&left),
        paths: files.into_iter().map(|(path, _)| path).collect(),
        drawn: exported.drawn,
        losses: exported.losses,
    })
}

/// An export never replaces the map that it is made from.
fn refuse_own(order: &Order, disk: &dyn Disk, path: &Path) -> Result<(), JobError> {
    match &order.own {
        Some(own) if is_same(disk, path, own) => Err(JobError::Own(path.to_owned())),
        Some(_) | None => Ok(()),
    }
}

/// Whether two names are one file; a file that is not there is another.
fn is_same(disk: &dyn Disk, one: &Path, other: &Path) -> bool {
    file::is_same_file(disk, one, other).unwrap_or(one == other)
}
