//! What an export will look like, found out on a thread of its own: the pages
//! for the newest choices, and then what would make their text larger. Older
//! questions are dropped, and the last answer stays until the next one is there.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
        mpsc,
    },
    thread,
};

use egui::Context;

use super::helps::{self, Help};
use crate::{
    export::{self, Document, ExportError, Format, Setup},
    layout::Layouter,
    model::Map,
};

/// So many lines of a text are shown.
const LINES: usize = 400;
/// So many characters of a line are shown.
const CHARS: usize = 240;

/// What an export looks like.
#[derive(Clone, Debug)]
pub(super) enum Shown {
    /// Pages.
    Pages(Arc<Document>),
    /// The first lines of a text, and how many more there are.
    Text(Arc<str>, usize),
    /// Why there is nothing.
    Refused(String),
}

/// Finds out what exports look like.
pub(super) struct Preview {
    asks: mpsc::Sender<Ask>,
    answers: mpsc::Receiver<Answer>,
    /// The number of the newest question; the thread gives up older ones.
    newest: Arc<AtomicU64>,
    asked: Option<(Format, Setup)>,
    shown: Option<(u64, Shown)>,
    helps: Option<(u64, Vec<Help>)>,
}

/// A question.
struct Ask {
    number: u64,
    map: Arc<Map>,
    format: Format,
    setup: Setup,
}

/// An answer to the question of a number.
enum Answer {
    Shown(u64, Shown),
    Helps(u64, Vec<Help>),
}

impl Preview {
    /// Begins. The thread ends with this.
    pub(super) fn begin(ctx: &Context) -> Self {
        let (asks, inbox) = mpsc::channel();
        let (outbox, answers) = mpsc::channel();
        let newest = Arc::new(AtomicU64::new(0));
        let counter = Arc::clone(&newest);
        let wake = ctx.clone();
        thread::spawn(move || work(&inbox, &outbox, &counter, &wake));
        Self {
            asks,
            answers,
            newest,
            asked: None,
            shown: None,
            helps: None,
        }
    }

    /// Takes what has been found out, and asks when the choices have changed.
    pub(super) fn update(&mut self, map: &Arc<Map>, format: Format, setup: Setup) {
        while let Ok(answer) = self.answers.try_recv() {
            match answer {
                Answer::Shown(number, shown) => self.shown = Some((number, shown)),
                Answer::Helps(number, helps) => self.helps = Some((number, helps)),
            }
        }
        let wanted = (format, setup);
        if self.asked.as_ref() == Some(&wanted) {
            return;
        }
        let (format, setup) = wanted.clone();
        self.asked = Some(wanted);
        let number = self.newest.fetch_add(1, Ordering::Relaxed) + 1;
        let ask = Ask {
            number,
            map: Arc::clone(map),
            format,
            setup,
        };
        if self.asks.send(ask).is_err() {
            let text = "There is no preview of this. The export itself may still work.";
            self.shown = Some((number, Shown::Refused(text.into())));
            self.helps = Some((number, Vec::new()));
        }
    }

    /// What was last found out.
    pub(super) fn shown(&self) -> Option<&Shown> {
        self.shown.as_ref().map(|(_, shown)| shown)
    }

    /// Its pages, if it has any.
    pub(super) fn document(&self) -> Option<&Arc<Document>> {
        match self.shown()? {
            Shown::Pages(document) => Some(document),
            Shown::Text(..) | Shown::Refused(_) => None,
        }
    }

    /// What would make the text of what is shown larger, once that is known.
    pub(super) fn helps(&self) -> &[Help] {
        match (&self.helps, &self.shown) {
            (Some((number, helps)), Some((shown, _))) if number == shown => helps,
            _ => &[],
        }
    }

    /// Whether what is shown is not yet that of the newest choices.
    pub(super) fn is_behind(&self) -> bool {
        let newest = self.newest.load(Ordering::Relaxed);
        self.shown.as_ref().is_none_or(|(shown, _)| *shown < newest)
    }

    /// Whether anything is still to be found out.
    pub(super) fn is_busy(&self) -> bool {
        let newest = self.newest.load(Ordering::Relaxed);
        self.is_behind() || self.helps.as_ref().is_none_or(|(known, _)| *known < newest)
    }
}

fn work(
    inbox: &mpsc::Receiver<Ask>,
    outbox: &mpsc::Sender<Answer>,
    newest: &AtomicU64,
    ctx: &Context,
) {
    let mut layouter = Layouter::new();
    while let Ok(mut ask) = inbox.recv() {
        while let Ok(newer) = inbox.try_recv() {
            ask = newer;
        }
        let is_wanted = || newest.load(Ordering::Relaxed) == ask.number;
        let Some(shown) = look(&ask, &mut layouter, &is_wanted) else {
            continue;
        };
        let pages = match &shown {
            Shown::Pages(document) => Some(Arc::clone(document)),
            Shown::Text(..) | Shown::Refused(_) => None,
        };
        if outbox.send(Answer::Shown(ask.number, shown)).is_err() {
            return;
        }
        ctx.request_repaint();
        let helps = pages.map_or_else(Vec::new, |document| {
            helps::find(&ask.map, &ask.setup, &document, &mut layouter, &is_wanted)
        });
        if outbox.send(Answer::Helps(ask.number, helps)).is_err() {
            return;
        }
        ctx.request_repaint();
    }
}

/// What is asked for; `None` when that is no longer wanted.
fn look(ask: &Ask, layouter: &mut Layouter, is_wanted: &dyn Fn() -> bool) -> Option<Shown> {
    let refused = |error: ExportError| {
        let is_answer = !matches!(error, ExportError::Cancelled);
        is_answer.then(|| Shown::Refused(error.to_string()))
    };
    if ask.format.is_drawn() {
        return match Document::new_while(&ask.map, &ask.setup, layouter, is_wanted) {
            Ok(document) => Some(Shown::Pages(Arc::new(document))),
            Err(error) => refused(error),
        };
    }
    let order = (ask.format, &ask.setup);
    match export::export(&ask.map, order, layouter, &|_| is_wanted()) {
        Ok(exported) => {
            let bytes = exported.files.first().map_or(&[][..], Vec::as_slice);
            Some(beginning(&String::from_utf8_lossy(bytes)))
        }
        Err(error) => refused(error),
    }
}

/// The first lines of a text.
fn beginning(text: &str) -> Shown {
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let mut shown = String::new();
    for line in lines.by_ref().take(LINES) {
        let mut letters = line.chars();
        shown.extend(letters.by_ref().take(CHARS));
        if letters.next().is_some() {
            shown.push('…');
        }
        shown.push('\n');
    }
    Shown::Text(shown.into(), lines.count())
}
