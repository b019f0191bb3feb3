//! The map that is open, and its history: shared snapshots, one for each thing
//! the user did. There are two entrances only: [`Document::edit`] for what
//! happens at once, and [`Document::preview`] with [`Document::commit`] or
//! [`Document::cancel`] for what takes a while. Knows nothing of selection,
//! view or pointer; those are never undone.

use std::{borrow::Cow, collections::VecDeque, mem::size_of, sync::Arc};

use crate::{
    file::limits,
    model::{Card, Edit, EditError, Element, EmotionPoint, Feedback, Map, Stage},
};

/// What a step did, in lower case: "move card". Menus show it as
/// "Undo move card".
pub type Label = Cow<'static, str>;

/// How much history is kept. The oldest steps go first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HistoryLimit {
    /// The most steps that can be undone.
    pub steps: usize,
    /// The most memory the steps may hold, in bytes. An estimate: of each step
    /// only the stages and cards that its neighbor does not share are counted.
    pub bytes: usize,
}

impl Default for HistoryLimit {
    /// 5,000 steps and 256 MiB: far more than a day of work on a large map.
    fn default() -> Self {
        Self {
            steps: limits::UNDO_STEPS,
            bytes: limits::UNDO_BYTES,
        }
    }
}

/// A map with its history.
///
/// A gesture keeps the map as it was when it began (the *base*), and every
/// preview starts from there; so one gesture is one step whatever its length,
/// and its result depends on its last preview alone.
///
/// Limits: a commit that changed nothing leaves no step and keeps redo; steps
/// beyond the [`HistoryLimit`] are dropped, oldest first; undo while a gesture
/// runs takes back that gesture and nothing else.
#[derive(Debug)]
pub struct Document {
    map: Arc<Map>,
    base: Option<Arc<Map>>,
    undo: VecDeque<Step>,
    redo: Vec<Step>,
    /// The map that counts as saved, if any does.
    saved: Option<Arc<Map>>,
    limit: HistoryLimit,
    bytes: usize,
}

/// A map to go back (or forward) to.
#[derive(Debug)]
struct Step {
    label: Label,
    map: Arc<Map>,
    bytes: usize,
}

impl Document {
    /// A document with a map that counts as saved, and no history.
    #[must_use]
    pub fn new(map: Map) -> Self {
        Self::with_limit(map, HistoryLimit::default())
    }

    /// The same with its own limit of history.
    #[must_use]
    pub fn with_limit(map: Map, limit: HistoryLimit) -> Self {
        let map = Arc::new(map);
        Self {
            saved: Some(Arc::clone(&map)),
            map,
            base: None,
            undo: VecDeque::new(),
            redo: Vec::new(),
            limit,
            bytes: 0,
        }
    }

    /// The map as it is now, a running gesture included.
    #[must_use]
    pub fn map(&self) -> &Arc<Map> {
        &self.map
    }

    /// The map without the running gesture: what the gesture began with.
    #[must_use]
    pub fn base(&self) -> &Arc<Map> {
        self.base.as_ref().unwrap_or(&self.map)
    }

    /// Whether a gesture runs.
    #[must_use]
    pub fn in_gesture(&self) -> bool {
        self.base.is_some()
    }

    /// Makes edits as one step, and says which element the last of them that
    /// created one created. A running gesture is cancelled first.
    ///
    /// # Errors
    /// An id in the edits is not part of the map; nothing was changed.
    pub fn edit(
        &mut self,
        label: impl Into<Label>,
        edits: &[Edit],
    ) -> Result<Option<Element>, EditError> {
        self.cancel();
        let created = self.preview(edits)?;
        self.commit(label);
        Ok(created)
    }

    /// Puts another map in the place of this one, as one step; false, and no
    /// step, when they are equal. A running gesture is cancelled first.
    pub fn replace(&mut self, label: impl Into<Label>, map: Map) -> bool {
        self.cancel();
        let before = Arc::clone(&self.map);
        self.base = Some(Arc::clone(&before));
        self.map = Arc::new(map);
        self.commit(label);
        !Arc::ptr_eq(&before, &self.map)
    }

    /// Shows the base with the edits; begins a gesture if none runs. May be
    /// called every frame: the same edits give the same map and the same ids.
    ///
    /// # Errors
    /// An id in the edits is not part of the map; the map is then as it was.
    pub fn preview(&mut self, edits: &[Edit]) -> Result<Option<Element>, EditError> {
        let mut map = Map::clone(self.base());
        let created = map.apply_all(edits)?;
        if self.base.is_none() {
            self.base = Some(Arc::clone(&self.map));
        }
        self.map = Arc::new(map);
        Ok(created)
    }

    /// Ends the gesture and makes it one step; nothing if it changed nothing.
    pub fn commit(&mut self, label: impl Into<Label>) {
        let Some(base) = self.base.take() else {
            return;
        };
        if is_same(&base, &self.map) {
            self.map = base;
            return;
        }
        self.redo.clear();
        let bytes = unshared_bytes(&base, &self.map);
        self.bytes += bytes;
        self.undo.push_back(Step {
            label: label.into(),
            map: base,
            bytes,
        });
        while self.undo.len() > self.limit.steps || self.bytes > self.limit.bytes {
            let Some(oldest) = self.undo.pop_front() else {
                break;
            };
            self.bytes -= oldest.bytes;
        }
    }

    /// Ends the gesture and goes back to the base. History stays as it is.
    pub fn cancel(&mut self) {
        if let Some(base) = self.base.take() {
            self.map = base;
        }
    }

    /// Takes back the running gesture, or else the last step. False when there
    /// was neither.
    pub fn undo(&mut self) -> bool {
        if self.take_back_gesture() {
            return true;
        }
        let Some(step) = self.undo.pop_back() else {
            return false;
        };
        self.bytes -= step.bytes;
        let map = std::mem::replace(&mut self.map, step.map);
        self.redo.push(Step { map, ..step });
        true
    }

    /// Makes the step that was last taken back again. Cancels a running
    /// gesture first.
    pub fn redo(&mut self) -> bool {
        self.cancel();
        let Some(step) = self.redo.pop() else {
            return false;
        };
        self.bytes += step.bytes;
        let map = std::mem::replace(&mut self.map, step.map);
        self.undo.push_back(Step { map, ..step });
        true
    }

    /// "Undo move card", or "Undo" when there is nothing to take back.
    #[must_use]
    pub fn undo_label(&self) -> String {
        worded("Undo", self.undo.back())
    }

    /// "Redo move card", or "Redo" when nothing was taken back.
    #[must_use]
    pub fn redo_label(&self) -> String {
        worded("Redo", self.redo.last())
    }

    /// Whether there is anything to take back.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty() || self.gesture_changed()
    }

    /// Whether anything was taken back.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    /// How many steps can be taken back.
    #[must_use]
    pub fn undo_steps(&self) -> usize {
        self.undo.len()
    }

    /// Whether the map differs from what was last saved. Undoing back to the
    /// saved state clears it.
    #[must_use]
    pub fn is_modified(&self) -> bool {
        let saved = self.saved.as_ref();
        saved.is_none_or(|saved| !is_same(&self.map, saved))
    }

    /// The map that counts as saved; none when it counts as never saved.
    #[must_use]
    pub fn saved(&self) -> Option<&Arc<Map>> {
        self.saved.as_ref()
    }

    /// Takes `map` as what is saved now. Pass the map that was written, which
    /// may be older than the one that is open.
    pub fn mark_saved(&mut self, map: Arc<Map>) {
        self.saved = Some(map);
    }

    /// Counts as never saved: for a map that was imported or recovered.
    pub fn mark_unsaved(&mut self) {
        self.saved = None;
    }

    fn gesture_changed(&self) -> bool {
        let base = self.base.as_ref();
        base.is_some_and(|base| !is_same(base, &self.map))
    }

    fn take_back_gesture(&mut self) -> bool {
        let changed = self.gesture_changed();
        self.cancel();
        changed
    }
}

fn worded(verb: &str, step: Option<&Step>) -> String {
    step.map_or_else(|| verb.into(), |step| format!("{verb} {}", step.label))
}

/// Whether two maps are equal. What they share is not read, so this costs what
/// differs, and can be asked every frame.
fn is_same(a: &Arc<Map>, b: &Arc<Map>) -> bool {
    let without_stages = |map: &Map| Map {
        stages: Vec::new(),
        ..map.clone()
    };
    Arc::ptr_eq(a, b)
        || a.stages.len() == b.stages.len()
            && without_stages(a) == without_stages(b)
            && std::iter::zip(&a.stages, &b.stages).all(|(a, b)| is_same_stage(a, b))
}

fn is_same_stage(a: &Arc<Stage>, b: &Arc<Stage>) -> bool {
    let without_cards = |stage: &Stage| Stage {
        cards: Vec::new(),
        ..stage.clone()
    };
    Arc::ptr_eq(a, b)
        || a.cards.len() == b.cards.len()
            && without_cards(a) == without_cards(b)
            && std::iter::zip(&a.cards, &b.cards).all(|(a, b)| Arc::ptr_eq(a, b) || a == b)
}

/// About how much memory `map` holds that `next` does not share.
fn unshared_bytes(map: &Map, next: &Map) -> usize {
    let mut bytes = size_of::<Map>() + header_bytes(map) + picture_bytes(map, next);
    bytes += log_bytes(map, next);
    for stage in &map.stages {
        let other = next.stages.iter().find(|other| other.id == stage.id);
        bytes += size_of::<Arc<Stage>>();
        if other.is_some_and(|other| Arc::ptr_eq(stage, other)) {
            continue;
        }
        bytes += size_of::<Stage>() + stage.name.len() + stage.about.len() + stage.duration.len();
        bytes += stage.points.iter().map(point_bytes).sum::<usize>();
        // Cards keep their order, so a neighbor's copy is found nearby.
        let mut others = other
            .map(|other| other.cards.as_slice())
            .unwrap_or_default()
            .iter()
            .peekable();
        for card in &stage.cards {
            bytes += size_of::<Arc<Card>>();
            while others.next_if(|other| other.id < card.id).is_some() {}
            let shared = others.next_if(|other| other.id == card.id);
            if !shared.is_some_and(|other| Arc::ptr_eq(card, other)) {
                bytes += card_bytes(card);
            }
        }
    }
    bytes
}

/// Feedback that went with the step, and the list of it where that changed.
fn log_bytes(map: &Map, next: &Map) -> usize {
    if Arc::ptr_eq(&map.feedback, &next.feedback) {
        return 0;
    }
    // Feedback keeps its order, as cards do.
    let mut others = next.feedback.iter().peekable();
    let mut bytes = 0;
    for told in map.feedback.iter() {
        bytes += size_of::<Arc<Feedback>>();
        while others.next_if(|other| other.id < told.id).is_some() {}
        let shared = others.next_if(|other| other.id == told.id);
        if !shared.is_some_and(|other| Arc::ptr_eq(told, other)) {
            bytes += size_of::<Feedback>() + told.verbatim.len() + told.note.len();
        }
    }
    bytes
}

/// Pictures that went with the step; all others are shared.
fn picture_bytes(map: &Map, next: &Map) -> usize {
    let held = map.pictures.iter().map(|(name, picture)| {
        let other = next.pictures.get(name);
        let is_shared = other.is_some_and(|other| Arc::ptr_eq(picture, other));
        64 + name.len() + if is_shared { 0 } else { picture.weight() }
    });
    held.sum()
}

/// Lanes, curves, personas and the header's texts are copied with every step.
fn header_bytes(map: &Map) -> usize {
    let texts = [
        &map.title,
        &map.purpose,
        &map.scenario,
        &map.goal,
        &map.scope,
        &map.expectations,
        &map.owner,
    ];
    texts.iter().map(|text| text.len()).sum::<usize>()
        + map.lanes.len() * 64
        + map.curves.len() * 64
        + map.personas.len() * 512
        + map.metrics.len() * 192
}

fn point_bytes(point: &EmotionPoint) -> usize {
    size_of::<EmotionPoint>() + point.word.len() + point.note.len() + point.source.len()
}

fn card_bytes(card: &Card) -> usize {
    size_of::<Card>() + card.text.len() + card.note.len() + card.source.len() + card.owner.len()
}
