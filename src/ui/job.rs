//! Exporting a picture on a thread of its own, so that the window stays awake.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
        mpsc,
    },
    thread,
};

use super::dialog::{ExportForm, Size};
use crate::{
    export::{self, ExportError, Page},
    file::{self, Disk, FileError},
    layout::Layouter,
    model::Map,
    scene::{self, Part},
};

/// Why there is no picture in the file.
#[derive(Debug, thiserror::Error)]
pub(super) enum JobError {
    /// It could not be drawn.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// It could not be written.
    #[error(transparent)]
    File(#[from] FileError),
    /// The name is that of the open map.
    #[error("{} is the map that is open; export under another name", .0.display())]
    Own(PathBuf),
}

/// A picture that is being exported.
pub(super) struct Job {
    /// Where to.
    pub path: PathBuf,
    share: Arc<AtomicU32>,
    stop: Arc<AtomicBool>,
    result: mpsc::Receiver<Result<(), JobError>>,
}

/// What is exported, and where to.
pub(super) struct Order {
    /// The map.
    pub map: Arc<Map>,
    /// How.
    pub form: ExportForm,
    /// Where to.
    pub path: PathBuf,
    /// The file of the open map, which must not be replaced by a picture.
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
            let result = work(&order, disk.as_ref(), &progress);
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
    pub(super) fn ended(&self) -> Option<Result<(), JobError>> {
        self.result.try_recv().ok()
    }
}

/// The page that a form asks for.
pub(super) fn page_of(form: &ExportForm, map_size: egui::Vec2) -> Page {
    let page = match form.size {
        Size::Pixels(width, height) => Page::sized(width, height),
        Size::Scale(scale) => Page::scaled(map_size, f32::from(scale)),
    };
    if form.transparent {
        page.transparent()
    } else {
        page
    }
}

fn work(order: &Order, disk: &dyn Disk, progress: &dyn Fn(f32) -> bool) -> Result<(), JobError> {
    if let Some(own) = &order.own
        && is_same(disk, &order.path, own)
    {
        return Err(JobError::Own(order.path.clone()));
    }
    let mut layouter = Layouter::new();
    let layout = layouter.layout(&order.map);
    let theme = order.form.theme.theme();
    let scene = scene::content(&order.map, &layout, theme, Part::whole(&layout));
    let page = page_of(&order.form, layout.size);
    let bytes = export::png(&scene, layouter.fonts(), &page, progress)?;
    if !progress(1.0) {
        return Err(ExportError::Cancelled.into());
    }
    file::write_atomically(disk, &order.path, &bytes)?;
    Ok(())
}

/// Whether two names are one file; a file that is not there is another.
fn is_same(disk: &dyn Disk, one: &Path, other: &Path) -> bool {
    file::is_same_file(disk, one, other).unwrap_or(one == other)
}
