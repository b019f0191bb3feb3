//! The real window around the app: size, icon, title, and one plain sentence
//! when there is no display to show it on.

use std::{
    panic::{self, AssertUnwindSafe},
    path::PathBuf,
    process,
    sync::Arc,
};

use eframe::{NativeOptions, Renderer};
use egui::{Context, IconData, Ui, ViewportBuilder};

use super::{
    app::{App, dress},
    ending::{heed_faults, heed_signals},
    pick::SystemDialogs,
    settings::{Settings, WindowPlace},
};
use crate::file::{Disk as _, OsDisk};

/// Opens the editor: the first file in this window, every other in one of its
/// own; a sample map without any file. Returns when the window is closed.
///
/// # Errors
/// There is no display or no OpenGL; the text says so and what still works.
pub fn run(files: Vec<PathBuf>) -> Result<(), String> {
    let mut files = files.into_iter();
    let first = files.next();
    let folder = settings_folder();
    let place = Settings::kept_in(Arc::new(OsDisk), folder.clone()).window;
    let options = NativeOptions {
        viewport: placed(ViewportBuilder::default(), place)
            .with_title("Throughline")
            .with_app_id("throughline")
            .with_min_inner_size([800.0, 560.0])
            .with_drag_and_drop(true)
            .with_icon(Arc::new(icon())),
        renderer: Renderer::Glow,
        dithering: false,
        persist_window: false,
        ..NativeOptions::default()
    };
    // A library that is missing is a panic inside the window system's crates.
    let quiet = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let mut reached = false;
    let opened = panic::catch_unwind(AssertUnwindSafe(|| {
        eframe::run_native(
            "Throughline",
            options,
            Box::new(|context| {
                panic::set_hook(quiet);
                reached = true;
                // Only once there is a window: without a display, one message will do.
                open_others(files);
                dress(&context.egui_ctx);
                let disk = Arc::new(OsDisk);
                let state = state_folder();
                let mut app = App::new(disk, Box::new(SystemDialogs)).keeping(folder);
                app.watch_files();
                app.keep_versions_in(state.clone());
                app.recover_in(state.as_deref(), &context.egui_ctx);
                if let Some(flusher) = app.flusher() {
                    heed_signals(flusher);
                }
                heed_faults(app.flusher(), state);
                if let Some(folder) = clips() {
                    app.share_clips_in(folder);
                }
                if let Some(path) = first {
                    app.open(&path);
                }
                Ok(Box::new(Window { app, place }))
            }),
        )
    }));
    match opened {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(no_window(&error.to_string())),
        Err(cause) if reached => panic::resume_unwind(cause),
        Err(cause) => Err(no_window(&said(cause.as_ref()))),
    }
}

/// The folder in which windows leave each other what was copied; none where
/// the system gives none, and then copies between windows are plain text.
fn clips() -> Option<PathBuf> {
    let folders = directories::ProjectDirs::from("", "", "throughline")?;
    let folder = folders.cache_dir().to_owned();
    match OsDisk.create_folder(&folder, true) {
        Ok(()) => Some(folder),
        Err(error) => {
            log::warn!("no copies between windows, {}: {error}", folder.display());
            None
        }
    }
}

/// What eframe shows.
struct Window {
    app: App,
    /// Where the window was last, but for when it filled the screen.
    place: Option<WindowPlace>,
}

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut Ui, _: &mut eframe::Frame) {
        self.app.ui(ui);
        self.place = place_of(ui.ctx(), self.place);
    }

    fn on_exit(&mut self, _: Option<&eframe::glow::Context>) {
        if let Some(place) = self.place {
            self.app.keep_window(place);
        }
    }
}

/// The platform's folder for settings of programs.
fn settings_folder() -> Option<PathBuf> {
    let folders = directories::ProjectDirs::from("", "", "throughline")?;
    Some(folders.config_dir().to_owned())
}

/// The platform's folder for what programs keep between two runs.
#[must_use]
pub fn state_folder() -> Option<PathBuf> {
    let folders = directories::ProjectDirs::from("", "", "throughline")?;
    let state = folders.state_dir();
    Some(state.unwrap_or(folders.data_local_dir()).to_owned())
}

/// A window where it was last, or of the usual size.
fn placed(builder: ViewportBuilder, place: Option<WindowPlace>) -> ViewportBuilder {
    let Some(place) = place else {
        return builder.with_inner_size([1440.0, 900.0]);
    };
    let builder = builder
        .with_inner_size([place.width, place.height])
        .with_maximized(place.maximized)
        .with_clamp_size_to_monitor_size(true);
    match place.corner() {
        Some((x, y)) => builder.with_position([x, y]),
        None => builder,
    }
}

/// Where the window is now. One that fills the screen keeps the size it will
/// go back to.
fn place_of(ctx: &Context, last: Option<WindowPlace>) -> Option<WindowPlace> {
    let zoom = ctx.zoom_factor();
    ctx.input(|input| {
        let window = input.viewport();
        let (inner, outer) = (window.inner_rect?, window.outer_rect);
        let maximized = window.maximized.unwrap_or(false);
        let whole = maximized || window.fullscreen.unwrap_or(false);
        if whole || window.minimized.unwrap_or(false) {
            return last.map(|last| WindowPlace { maximized, ..last });
        }
        Some(WindowPlace {
            width: inner.width() * zoom,
            height: inner.height() * zoom,
            corner: outer.map(|outer| (outer.min.x * zoom, outer.min.y * zoom)),
            maximized,
        })
    })
    .or(last)
}

/// Starts the program once more for each further file.
fn open_others(files: impl Iterator<Item = PathBuf>) {
    for file in files {
        let started = std::env::current_exe()
            .and_then(|program| process::Command::new(program).arg(&file).spawn());
        if let Err(error) = started {
            log::error!("no second window for {}: {error}", file.display());
        }
    }
}

fn no_window(cause: &str) -> String {
    let cause = plain(cause);
    format!(
        "no window could be opened ({cause}); the editor needs a display with OpenGL, \
         while export, convert and check work without one"
    )
}

/// What went wrong in one line, without where in whose source that was found.
fn plain(cause: &str) -> String {
    let first = cause.lines().next().unwrap_or_default();
    let is_plain = |part: &&str| !part.contains('/') && !part.contains("Error");
    let parts: Vec<&str> = first.split(": ").filter(is_plain).collect();
    let told = parts.join(": ");
    let told = told.trim().trim_end_matches('.');
    if told.is_empty() {
        "the window system gave no reason".to_owned()
    } else {
        told.to_owned()
    }
}

/// The message of a panic, in one line.
fn said(cause: &(dyn std::any::Any + Send)) -> String {
    let text = cause
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| cause.downcast_ref::<&str>().copied());
    let text = text.unwrap_or("a library of the window system is missing");
    text.lines().next().unwrap_or_default().to_owned()
}

/// The program's icon: a line that rises through two stages.
fn icon() -> IconData {
    let bytes = include_bytes!("../../assets/icon.png");
    image::load_from_memory(bytes).map_or_else(
        |_| IconData::default(),
        |icon| {
            let (width, height) = (icon.width(), icon.height());
            let rgba = icon.into_rgba8().into_raw();
            IconData {
                rgba,
                width,
                height,
            }
        },
    )
}
