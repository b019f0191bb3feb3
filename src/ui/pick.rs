//! Asking for a file. The window asks through [`Dialogs`], so that tests can
//! answer; the real answer comes from the system's file dialog, which may be
//! missing without saying so, and then the window asks for a path itself.

use std::{
    future::Future,
    path::PathBuf,
    pin::pin,
    sync::{Arc, mpsc},
    task::{Context, Poll, Wake, Waker},
    thread::{self, Thread},
    time::{Duration, Instant},
};

/// What a file is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Whether the file will be written, not read.
    pub save: bool,
    /// Above the dialog.
    pub title: String,
    /// Kinds of files: a name and the endings.
    pub kinds: Vec<(&'static str, &'static [&'static str])>,
    /// Where to begin.
    pub folder: Option<PathBuf>,
    /// The name to begin with, for a file that will be written.
    pub name: Option<String>,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picked {
    /// This file.
    Path(PathBuf),
    /// None; the person thought better of it.
    Cancelled,
    /// Nothing on this system shows a file dialog.
    NoDialog,
}

/// Asks for files.
pub trait Dialogs {
    /// Begins to ask. The answer arrives through the channel, and `wake` is
    /// called when it has.
    fn ask(&mut self, question: &Question, wake: Box<dyn Fn() + Send>) -> mpsc::Receiver<Picked>;
}

/// The system's own file dialogs.
#[derive(Debug, Default)]
pub struct SystemDialogs;

/// No person cancels a dialog this soon after it was asked for.
const TOO_SOON: Duration = Duration::from_millis(400);

impl Dialogs for SystemDialogs {
    fn ask(&mut self, question: &Question, wake: Box<dyn Fn() + Send>) -> mpsc::Receiver<Picked> {
        let (sender, receiver) = mpsc::channel();
        if !is_there_a_service() {
            // The receiver is right here.
            let _ = sender.send(Picked::NoDialog);
            wake();
            return receiver;
        }
        let mut dialog = rfd::AsyncFileDialog::new().set_title(&question.title);
        for (name, endings) in &question.kinds {
            dialog = dialog.add_filter(*name, endings);
        }
        if let Some(folder) = &question.folder {
            dialog = dialog.set_directory(folder);
        }
        if let Some(name) = &question.name {
            dialog = dialog.set_file_name(name);
        }
        let save = question.save;
        thread::spawn(move || {
            let begun = Instant::now();
            let picked = if save {
                wait_for(dialog.save_file())
            } else {
                wait_for(dialog.pick_file())
            };
            let picked = match picked {
                Some(file) => Picked::Path(file.path().to_owned()),
                None if begun.elapsed() < TOO_SOON => Picked::NoDialog,
                None => Picked::Cancelled,
            };
            // The window may be gone by now.
            let _ = sender.send(picked);
            wake();
        });
        receiver
    }
}

/// Whether anything could show a dialog: on Linux a desktop's portal, which is
/// reached over the session bus, or the program `zenity`.
fn is_there_a_service() -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    let bus = set("DBUS_SESSION_BUS_ADDRESS").is_some()
        || set("XDG_RUNTIME_DIR").is_some_and(|folder| PathBuf::from(folder).join("bus").exists());
    let zenity = set("PATH").is_some_and(|path| {
        std::env::split_paths(&path).any(|folder| folder.join("zenity").is_file())
    });
    bus || zenity
}

/// Runs one future on this thread.
fn wait_for<T>(future: impl Future<Output = T>) -> T {
    struct Unpark(Thread);
    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(value) => return value,
            Poll::Pending => thread::park(),
        }
    }
}
