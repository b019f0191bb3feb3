//! What a file of another program is understood as, found out on a thread of
//! its own: first the map that comes of it, then a picture of that map. Older
//! questions are dropped, and the last answer stays until the next one is there.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
        mpsc,
    },
    thread,
};

use egui::Context;

use super::super::drawing::draw;
use crate::{
    export::Document,
    file::import::{self, Log, Options, Taken, Understood},
    layout::Layouter,
    model::Map,
    ui::asking::stem,
};

/// What a file is understood as.
#[derive(Clone, Debug)]
pub(super) enum Read {
    /// A map, or answers for the log of one.
    Map(Known),
    /// None: the line, if the fault is at one, and the cause.
    Refused(Option<usize>, String),
}

/// All that is known of a file that was understood.
#[derive(Clone, Debug)]
pub(super) struct Known {
    /// What the file is.
    pub(super) understood: Arc<Understood>,
    /// What comes of it for the log of a map.
    pub(super) taken: Option<Arc<Taken>>,
}

impl Known {
    /// Lines and what there is to say of them, in their order.
    pub(super) fn remarks(&self) -> &[(usize, String)] {
        match &self.taken {
            Some(taken) => &taken.remarks,
            None => &self.understood.remarks,
        }
    }
}

/// Finds out what a file is understood as.
pub(super) struct Reading {
    asks: mpsc::Sender<(u64, Options)>,
    answers: mpsc::Receiver<Answer>,
    /// The number of the newest question.
    newest: Arc<AtomicU64>,
    asked: Option<Options>,
    /// What arrived, and the letters in it, which may need fonts first.
    arrived: Option<(u64, Read, String)>,
    read: Option<(u64, Read)>,
    /// The last map, which was understood with other choices perhaps.
    known: Option<Known>,
    drawn: Option<(u64, Option<Arc<Document>>)>,
}

/// What the thread works with.
struct Work {
    bytes: Arc<[u8]>,
    path: PathBuf,
    /// The map whose log it goes to.
    into: Option<Arc<Map>>,
    /// What was last understood, and with which choices but those of the log:
    /// rules that are typed do not read the file again.
    last: Option<(Options, Arc<Understood>)>,
}

impl Work {
    fn read(&mut self, mut options: Options) -> Read {
        let log = options.log.take();
        options.log = log.as_ref().map(|_| Log::default());
        let held = self.last.take().filter(|(held, _)| *held == options);
        let understood = match held {
            Some((_, understood)) => understood,
            None => match import::understand(&self.bytes, &self.path, &options) {
                Ok(mut understood) => {
                    if understood.map.title.trim().is_empty() {
                        understood.map.title = stem(&self.path);
                    }
                    Arc::new(understood)
                }
                Err((line, reason)) => return Read::Refused(line, reason),
            },
        };
        self.last = Some((options, Arc::clone(&understood)));
        let taken = log.zip(self.into.as_deref());
        let taken = taken.map(|(log, map)| import::take(&understood, &log, map).into());
        Read::Map(Known { understood, taken })
    }
}

/// An answer to the question of a number.
enum Answer {
    Read(u64, Read, String),
    Drawn(u64, Option<Arc<Document>>),
}

impl Reading {
    /// Begins with the bytes of a file, and the map whose log it goes to, if it
    /// does. The thread ends with this.
    pub(super) fn begin(
        ctx: &Context,
        (bytes, path): (Arc<[u8]>, PathBuf),
        into: Option<Arc<Map>>,
    ) -> Self {
        let (asks, inbox) = mpsc::channel();
        let (outbox, answers) = mpsc::channel();
        let newest = Arc::new(AtomicU64::new(0));
        let counter = Arc::clone(&newest);
        let wake = ctx.clone();
        thread::spawn(move || {
            let is_newest = |number: u64| counter.load(Ordering::Relaxed) == number;
            let mut layouter = Layouter::new();
            let mut work = Work {
                bytes,
                path,
                into,
                last: None,
            };
            while let Ok((number, options)) = inbox.recv() {
                if !is_newest(number) {
                    continue;
                }
                let read = work.read(options);
                let letters = letters(&read, &work.path);
                let sent = outbox.send(Answer::Read(number, read.clone(), letters));
                wake.request_repaint();
                let drawn = match &read {
                    Read::Map(known) if known.taken.is_none() && is_newest(number) => {
                        draw(&known.understood.map, &mut layouter)
                    }
                    Read::Map(_) | Read::Refused(..) => None,
                };
                if sent.is_err() || outbox.send(Answer::Drawn(number, drawn)).is_err() {
                    return;
                }
                wake.request_repaint();
            }
        });
        Self {
            asks,
            answers,
            newest,
            asked: None,
            arrived: None,
            read: None,
            known: None,
            drawn: None,
        }
    }

    /// Takes what has been found out, and asks when the choices have changed.
    pub(super) fn update(&mut self, options: &Options) {
        while let Ok(answer) = self.answers.try_recv() {
            match answer {
                Answer::Read(number, read, letters) => {
                    self.arrived = Some((number, read, letters));
                }
                Answer::Drawn(number, drawn) => self.drawn = Some((number, drawn)),
            }
        }
        if self.asked.as_ref() == Some(options) {
            return;
        }
        self.asked = Some(options.clone());
        let number = self.newest.fetch_add(1, Ordering::Relaxed) + 1;
        if self.asks.send((number, options.clone())).is_err() {
            let reason = "the file could not be read to its end; save it as UTF-8 and try again";
            self.read = Some((number, Read::Refused(None, reason.into())));
            self.drawn = Some((number, None));
        }
    }

    /// The letters of what has arrived and is not shown yet.
    pub(super) fn letters(&self) -> Option<&str> {
        self.arrived
            .as_ref()
            .map(|(_, _, letters)| letters.as_str())
    }

    /// Shows what has arrived.
    pub(super) fn show(&mut self) {
        if let Some((number, read, _)) = self.arrived.take() {
            if let Read::Map(known) = &read {
                self.known = Some(known.clone());
            }
            self.read = Some((number, read));
        }
    }

    /// The last map that was understood: what the choices are about, also while
    /// the newest of them make none.
    pub(super) fn known(&self) -> Option<&Known> {
        self.known.as_ref()
    }

    /// What was last found out.
    pub(super) fn read(&self) -> Option<&Read> {
        self.read.as_ref().map(|(_, read)| read)
    }

    /// The map, if it is one, with all about it.
    pub(super) fn understood(&self) -> Option<&Known> {
        match self.read()? {
            Read::Map(known) => Some(known),
            Read::Refused(..) => None,
        }
    }

    /// The picture of the map that was last drawn.
    pub(super) fn document(&self) -> Option<&Arc<Document>> {
        self.drawn.as_ref()?.1.as_ref()
    }

    /// Whether what is known is not yet that of the newest choices.
    pub(super) fn is_behind(&self) -> bool {
        let newest = self.newest.load(Ordering::Relaxed);
        self.read.as_ref().is_none_or(|(known, _)| *known < newest)
    }

    /// Whether anything is still to be found out or drawn.
    pub(super) fn is_busy(&self) -> bool {
        let newest = self.newest.load(Ordering::Relaxed);
        self.is_behind() || self.drawn.as_ref().is_none_or(|(known, _)| *known < newest)
    }
}

/// Every letter that is shown of a file, once.
fn letters(read: &Read, path: &Path) -> String {
    let mut letters: BTreeSet<char> = path.to_string_lossy().chars().collect();
    match read {
        Read::Map(known) => {
            let read = &known.understood;
            let rows = read.rows.iter().flat_map(|row| &row.cells);
            let columns = read.columns.iter().map(|column| &column.name);
            let remarks = known.remarks().iter().map(|(_, text)| text);
            let texts = rows.chain(columns).chain(remarks).chain(&read.parts);
            letters.extend(texts.flat_map(|text| text.chars()));
        }
        Read::Refused(_, reason) => letters.extend(reason.chars()),
    }
    letters.into_iter().collect()
}
