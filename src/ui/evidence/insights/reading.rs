//! Finding insights and questions on a thread of its own, so that the window
//! never waits for them. The thread takes the newest map and lets older ones
//! be, and ends with this.

use std::{
    sync::{Arc, mpsc},
    thread,
};

use egui::Context;

use crate::model::{Findings, Map, Question, findings, questions};

/// What was found on a map.
#[derive(Debug)]
pub(super) struct Told {
    /// Insights, those that are dismissed apart.
    pub(super) findings: Findings,
    /// What to ask next.
    pub(super) questions: Vec<Question>,
    /// Whether the map has a card: else it is only begun.
    pub(super) has_cards: bool,
}

/// A map to look at, and the day it is.
pub(super) type Asked = (Arc<Map>, String);

/// Looks at maps, one after the other.
#[derive(Debug)]
pub(super) struct Reading {
    asks: mpsc::Sender<Asked>,
    answers: mpsc::Receiver<Told>,
}

impl Reading {
    /// Begins; the window is woken by every answer.
    pub(super) fn begin(ctx: &Context) -> Self {
        let (asks, inbox) = mpsc::channel::<Asked>();
        let (outbox, answers) = mpsc::channel();
        let wake = ctx.clone();
        thread::spawn(move || {
            while let Ok(asked) = inbox.recv() {
                let (map, today) = inbox.try_iter().last().unwrap_or(asked);
                let told = Told {
                    findings: findings(&map, &today),
                    questions: questions(&map),
                    has_cards: map.card_count() > 0,
                };
                if outbox.send(told).is_err() {
                    return;
                }
                wake.request_repaint();
            }
        });
        Self { asks, answers }
    }

    /// Asks for what a map tells. False when nobody answers any more.
    pub(super) fn ask(&self, asked: Asked) -> bool {
        self.asks.send(asked).is_ok()
    }

    /// The newest answer since it was last asked.
    pub(super) fn answer(&self) -> Option<Told> {
        self.answers.try_iter().last()
    }
}
