//! Reading versions on a thread of its own: first which there are, then what
//! changed with each, newest first; the one that is looked at comes before all
//! of that. Only two maps are held at a time, and the one that is shown.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::{Arc, mpsc},
    thread,
};

use egui::Context;

use super::changes::Changes;
use crate::{
    file::{self, FileError, Version, Versions},
    model::Map,
};

/// A map, or why it cannot be read.
pub(super) type Read = Result<Arc<Map>, String>;

/// Something that was found out.
pub(super) enum Answer {
    /// Which versions there are, the newest first.
    List(Result<Vec<Version>, String>),
    /// The version at a place of the list, and every letter in it.
    Read(usize, Read, String),
    /// What changed with it.
    Changes(usize, Changes),
}

/// Finds out about the versions of a file.
pub(super) struct Reading {
    asks: mpsc::Sender<usize>,
    answers: mpsc::Receiver<Answer>,
}

impl Reading {
    /// Begins. The thread ends with this.
    pub(super) fn begin(ctx: &Context, versions: Arc<Versions>, path: PathBuf) -> Self {
        let (asks, inbox) = mpsc::channel();
        let (outbox, answers) = mpsc::channel();
        let wake = ctx.clone();
        thread::spawn(move || {
            let send = |answer| {
                let sent = outbox.send(answer).ok();
                wake.request_repaint();
                sent
            };
            // It ends early when nobody listens any more.
            let _ = work(&versions, &path, &inbox, &send);
        });
        Self { asks, answers }
    }

    /// Asks for the map at a place of the list; what was asked before that and
    /// not answered yet is not wanted any more. False when nobody answers.
    pub(super) fn ask(&self, place: usize) -> bool {
        self.asks.send(place).is_ok()
    }

    /// What was found out since it was last asked.
    pub(super) fn answers(&self) -> impl Iterator<Item = Answer> {
        self.answers.try_iter()
    }
}

/// `None` when nobody listens any more.
fn work(
    versions: &Versions,
    path: &Path,
    inbox: &mpsc::Receiver<usize>,
    send: &impl Fn(Answer) -> Option<()>,
) -> Option<()> {
    let list = versions.list(path).map_err(|error| error.to_string());
    send(Answer::List(list.clone()))?;
    let list = list.ok()?;
    let map = |place: usize| {
        let version = list.get(place)?;
        Some(read(versions, version))
    };
    let answer = |place: usize| match map(place) {
        Some((read, letters)) => send(Answer::Read(place, read, letters)),
        None => Some(()),
    };
    let mut held = map(0).map(|(read, _)| read);
    for place in 0..list.len() {
        if let Some(asked) = inbox.try_iter().last() {
            answer(asked)?;
        }
        let older = map(place.saturating_add(1)).map(|(read, _)| read);
        let changes = match (&held, &older) {
            (Some(Ok(map)), None) => Changes::first(map),
            (Some(Ok(map)), Some(Ok(older))) => Changes::between(older, map),
            (Some(Ok(_)), Some(Err(_))) => Changes::Alone,
            (Some(Err(reason)), _) => Changes::Unreadable(reason.clone()),
            (None, _) => return Some(()),
        };
        send(Answer::Changes(place, changes))?;
        held = older;
    }
    while let Ok(asked) = inbox.recv() {
        let newest = inbox.try_iter().last().unwrap_or(asked);
        answer(newest)?;
    }
    Some(())
}

/// The map of a version, and every letter in its text.
fn read(versions: &Versions, version: &Version) -> (Read, String) {
    let bytes = match versions.read(version) {
        Ok(bytes) => bytes,
        Err(error) => return (Err(reason(&error)), String::new()),
    };
    let letters: BTreeSet<char> = String::from_utf8_lossy(&bytes).chars().collect();
    let map = file::read(&bytes, version.place());
    let map = map.map(Arc::new).map_err(|error| reason(&error));
    (map, letters.into_iter().collect())
}

/// Why a version cannot be read, without where in the store it is.
fn reason(error: &FileError) -> String {
    let reasons = error.reasons().into_iter().take(3);
    let reasons: Vec<String> = reasons.map(|(_, reason)| reason).collect();
    reasons.join("; ")
}
