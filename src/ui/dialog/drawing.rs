//! Pictures of maps for dialogs, drawn on a thread of their own: the one asked
//! for last is drawn next, and each is drawn once. Large maps are shown by
//! their first stages.

use std::{
    collections::BTreeMap,
    sync::{Arc, mpsc},
    thread,
};

use egui::Context;

use crate::{
    export::{Document, Paper, Setup},
    layout::Layouter,
    model::{Map, StageId},
};

/// A map with at most so many cards and feelings is fitted to the preview; one
/// with more is shown as it will be on the canvas.
const FITTED: usize = 300;
/// At most so many are drawn; the stages behind them are left to the canvas.
const DRAWN: usize = 2_000;
/// The shape of the preview, in millimeters and dots an inch.
const SHEET: Paper = Paper::Millimeters(330.0, 150.0, 96.0);

/// Draws maps of a list, by their place in it.
pub(super) struct Drawings {
    asks: mpsc::Sender<(usize, Arc<Map>)>,
    answers: mpsc::Receiver<(usize, Drawn)>,
    /// What was asked for.
    known: BTreeMap<usize, Drawn>,
}

/// How far the picture of a map has come.
#[derive(Clone)]
pub(super) enum Drawn {
    /// It is being drawn.
    NotYet,
    /// The map has no stages to draw.
    Nothing,
    /// It is there.
    Picture(Arc<Document>),
}

impl Drawings {
    /// Starts the thread, which ends with this.
    pub(super) fn start(ctx: &Context) -> Self {
        let (asks, inbox) = mpsc::channel::<(usize, Arc<Map>)>();
        let (outbox, answers) = mpsc::channel();
        let wake = ctx.clone();
        thread::spawn(move || {
            let mut layouter = Layouter::new();
            let mut waiting = Vec::new();
            loop {
                if waiting.is_empty() {
                    match inbox.recv() {
                        Ok(ask) => waiting.push(ask),
                        Err(_) => return,
                    }
                }
                waiting.extend(inbox.try_iter());
                if let Some((place, map)) = waiting.pop() {
                    let drawn = draw(&map, &mut layouter);
                    let drawn = drawn.map_or(Drawn::Nothing, Drawn::Picture);
                    if outbox.send((place, drawn)).is_err() {
                        return;
                    }
                    wake.request_repaint();
                }
            }
        });
        Self {
            asks,
            answers,
            known: BTreeMap::new(),
        }
    }

    /// The picture of the map at a place of the list.
    pub(super) fn picture(&mut self, place: usize, map: &Arc<Map>) -> Drawn {
        for (place, drawn) in self.answers.try_iter() {
            self.known.insert(place, drawn);
        }
        if !self.known.contains_key(&place) {
            let asked = self.asks.send((place, Arc::clone(map)));
            // Without a thread there is nothing to wait for.
            let drawn = asked.map_or(Drawn::Nothing, |()| Drawn::NotYet);
            self.known.insert(place, drawn);
        }
        let known = self.known.get(&place).cloned();
        known.unwrap_or(Drawn::NotYet)
    }

    /// Whether anything is still being drawn.
    pub(super) fn is_busy(&self) -> bool {
        let mut known = self.known.values();
        known.any(|drawn| matches!(drawn, Drawn::NotYet))
    }
}

/// A picture of a map; none of one without stages.
pub(super) fn draw(map: &Map, layouter: &mut Layouter) -> Option<Arc<Document>> {
    let mut stages: Vec<StageId> = Vec::new();
    let mut things = 0;
    for stage in &map.stages {
        things += stage.cards.len() + stage.points.len();
        if things <= DRAWN || stages.is_empty() {
            stages.push(stage.id);
        }
    }
    let mut setup = Setup {
        paper: if things <= FITTED {
            SHEET
        } else {
            Paper::Canvas(0.1)
        },
        ..Setup::default()
    };
    if stages.len() < map.stages.len() {
        setup.scope.stages = Some(stages.into_iter().collect());
    }
    if map.stages.is_empty() {
        return None;
    }
    let document = Document::new(map, &setup, layouter).ok()?;
    Some(Arc::new(document))
}
