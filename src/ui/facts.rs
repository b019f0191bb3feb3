//! What the bars say of the map, found out once for each state of it: both
//! need a look at everything, which a large map does not allow each frame.

use std::sync::Arc;

use crate::{
    editor::Document,
    model::{LaneKind, Map},
};

/// What is known of the map as it is shown.
#[derive(Debug, Default)]
pub(super) struct Facts {
    seen: Option<Arc<Map>>,
    /// Whether it differs from what was saved.
    pub modified: bool,
    /// "5 stages, 12 touchpoints, 13 emotion points".
    pub counts: String,
}

impl Facts {
    /// Brings them up to date. What a running gesture changes is counted when
    /// it is done.
    pub(super) fn update(&mut self, document: &Document) {
        if document.in_gesture() && self.seen.is_some() {
            self.modified = true;
            self.seen = None;
            return;
        }
        let map = document.map();
        if document.in_gesture()
            || self
                .seen
                .as_ref()
                .is_some_and(|seen| Arc::ptr_eq(seen, map))
        {
            return;
        }
        self.modified = document.is_modified();
        self.counts = counts(map);
        self.seen = Some(Arc::clone(map));
    }

    /// Forgets them, because what counts as saved has changed.
    pub(super) fn forget(&mut self) {
        self.seen = None;
    }
}

fn counts(map: &Map) -> String {
    let mut lanes = map.lanes.iter();
    let on_touchpoints = |lane| {
        map.lane(lane)
            .is_some_and(|(_, lane)| lane.kind == LaneKind::Touchpoints)
    };
    let touchpoints = if lanes.any(|lane| lane.kind == LaneKind::Touchpoints) {
        let cards = map.stages.iter().flat_map(|stage| &stage.cards);
        cards.filter(|card| on_touchpoints(card.lane)).count()
    } else {
        0
    };
    let points: usize = map.stages.iter().map(|stage| stage.points.len()).sum();
    format!(
        "{}, {}, {}",
        number(map.stages.len(), "stage"),
        number(touchpoints, "touchpoint"),
        number(points, "emotion point")
    )
}

/// "1 stage", "5 stages".
pub(super) fn number(count: usize, word: &str) -> String {
    if count == 1 {
        return format!("1 {word}");
    }
    match word.strip_suffix("ry") {
        Some(stem) => format!("{count} {stem}ries"),
        None => format!("{count} {word}s"),
    }
}
