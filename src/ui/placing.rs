//! What rules would place of a feedback log, found out on a thread of its own,
//! so that neither typing a rule nor opening a menu waits for a long log. The
//! thread takes the newest question and lets older ones be.

use std::{
    sync::{Arc, mpsc},
    thread,
};

use egui::Context;

use crate::model::{Feedback, Placement, StageRule};

/// A log and the rules for it.
#[derive(Clone, Debug)]
struct Asked {
    log: Arc<Vec<Arc<Feedback>>>,
    rules: Vec<StageRule>,
}

/// Takes questions and gives answers.
type Thread = (mpsc::Sender<Asked>, mpsc::Receiver<(Asked, Placement)>);

/// What was asked last, and what is known.
#[derive(Debug, Default)]
pub(super) struct Placing {
    asked: Option<Asked>,
    known: Option<Placement>,
    is_busy: bool,
    thread: Option<Thread>,
}

impl Placing {
    /// Asks for what is new, and takes what was found out; the window is woken
    /// by every answer.
    pub(super) fn update(
        &mut self,
        ctx: &Context,
        log: &Arc<Vec<Arc<Feedback>>>,
        rules: &[StageRule],
    ) {
        let is_same =
            |asked: &Asked| Arc::ptr_eq(&asked.log, log) && asked.rules.as_slice() == rules;
        if !self.asked.as_ref().is_some_and(is_same) {
            let asked = Asked {
                log: Arc::clone(log),
                rules: rules.to_vec(),
            };
            let (asks, _) = self.thread.get_or_insert_with(|| begin(ctx));
            self.is_busy = asks.send(asked.clone()).is_ok();
            self.asked = Some(asked);
        }
        let Some((_, answers)) = &self.thread else {
            return;
        };
        for (asked, placement) in answers.try_iter() {
            if is_same(&asked) {
                self.is_busy = false;
            }
            self.known = Some(placement);
        }
    }

    /// What is known: of what was asked last, or before it while that is being
    /// found out; `None` before anything is.
    pub(super) fn known(&self) -> Option<&Placement> {
        self.known.as_ref()
    }

    /// Whether what was asked last is still being found out.
    pub(super) fn is_busy(&self) -> bool {
        self.is_busy
    }
}

fn begin(ctx: &Context) -> Thread {
    let (asks, inbox) = mpsc::channel::<Asked>();
    let (outbox, answers) = mpsc::channel();
    let wake = ctx.clone();
    thread::spawn(move || {
        while let Ok(asked) = inbox.recv() {
            let asked = inbox.try_iter().last().unwrap_or(asked);
            let placement = Placement::of(&asked.log, &asked.rules);
            if outbox.send((asked, placement)).is_err() {
                return;
            }
            wake.request_repaint();
        }
    });
    (asks, answers)
}
