//! The table of stages by lanes: what its rows and cells say, and which thing
//! of the other tables each of them speaks of. Knows texts and their order.

use crate::{
    file::table::feeling::feeling_text,
    model::{Curve, CurveId, EmotionPoint, LaneId, LaneKind, Map, Stage},
};

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// The cards of a lane.
    Lane(LaneId),
    /// The points of a curve.
    Curve(LaneId, CurveId),
}

/// The rows of a map with their labels, top to bottom.
pub(super) fn rows(map: &Map) -> Vec<(Of, String)> {
    let mut rows = Vec::new();
    for lane in &map.lanes {
        let curves: Vec<&Curve> = map
            .curves
            .iter()
            .filter(|c| lane_of(map, c) == Some(lane.id))
            .collect();
        let has_cards = || {
            let mut cards = map.stages.iter().flat_map(|stage| &stage.cards);
            cards.any(|card| card.lane == lane.id)
        };
        if curves.is_empty() || has_cards() {
            rows.push((Of::Lane(lane.id), shown(&lane.name)));
        }
        for curve in &curves {
            let label = if curves.len() == 1 {
                shown(&lane.name)
            } else {
                format!("{}: {}", shown(&lane.name), shown(&curve.name))
            };
            rows.push((Of::Curve(lane.id, curve.id), label));
        }
    }
    rows
}

/// The lane that a curve stands on, hidden or not.
fn lane_of(map: &Map, curve: &Curve) -> Option<LaneId> {
    let is_emotion = |id: &LaneId| {
        map.lane(*id)
            .is_some_and(|(_, lane)| lane.kind == LaneKind::Emotion)
    };
    let mut lanes = map
        .lanes
        .iter()
        .filter(|lane| lane.kind == LaneKind::Emotion);
    curve
        .lane
        .filter(is_emotion)
        .or_else(|| lanes.next().map(|lane| lane.id))
}

/// What a cell says: a place in the stage's list of cards or points, and its
/// text, in the order of time.
pub(super) fn items(stage: &Stage, of: Of) -> Vec<(usize, String)> {
    let mut found: Vec<(f64, usize, String)> = match of {
        Of::Lane(lane) => {
            let cards = stage.cards.iter().enumerate();
            let here = cards.filter(|(_, card)| card.lane == lane);
            here.map(|(index, card)| (card.at.value(), index, shown(&card.text)))
                .collect()
        }
        Of::Curve(_, curve) => {
            let points = stage.points.iter().enumerate();
            let here = points.filter(|(_, point)| point.curve == curve);
            here.map(|(index, point)| (point.at.value(), index, felt(point)))
                .collect()
        }
    };
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    found
        .into_iter()
        .map(|(_, index, text)| (index, text))
        .collect()
}

fn felt(point: &EmotionPoint) -> String {
    shown(&feeling_text(point))
}

/// A text in one line.
pub(super) fn shown(text: &str) -> String {
    let parts = text.split(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'));
    let parts: Vec<&str> = parts
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    if parts.is_empty() {
        "–".into()
    } else {
        parts.join(" / ")
    }
}

/// Items as one cell holds them.
pub(super) fn cell(items: &[(usize, String)]) -> String {
    match items {
        [] => String::new(),
        [(_, only)] => only.clone(),
        items => {
            let lines: Vec<String> = items.iter().map(|(_, text)| format!("• {text}")).collect();
            lines.join("\n")
        }
    }
}

/// The items that a cell holds.
pub(super) fn items_of(cell: &str) -> Vec<String> {
    let lines = cell.lines().map(str::trim).filter(|line| !line.is_empty());
    let lines: Vec<&str> = lines.collect();
    let bullet = |line: &str| {
        line.strip_prefix('•')
            .map(str::trim_start)
            .map(str::to_owned)
    };
    let marked = lines.len() > 1 && lines.iter().all(|line| line.starts_with('•'));
    lines
        .into_iter()
        .map(|line| {
            if marked {
                bullet(line).unwrap_or_default()
            } else {
                line.to_owned()
            }
        })
        .collect()
}

/// Which of the things that are `held` each of the `told` texts speaks of: one
/// of the very same text, else the next that no other speaks of.
pub(super) fn aligned(told: &[String], held: &[String]) -> Vec<Option<usize>> {
    let mut free: Vec<bool> = vec![true; held.len()];
    let mut take = |index: usize| {
        let is_free = free.get(index).copied().unwrap_or(false);
        if let Some(free) = free.get_mut(index) {
            *free = false;
        }
        is_free
    };
    let mut found: Vec<Option<usize>> = Vec::new();
    let mut from: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    let mut places: std::collections::BTreeMap<&str, Vec<usize>> =
        std::collections::BTreeMap::new();
    for (index, text) in held.iter().enumerate() {
        places.entry(text).or_default().push(index);
    }
    for text in told {
        let next = from.entry(text).or_default();
        let place = places
            .get(text.as_str())
            .and_then(|places| places.get(*next))
            .copied();
        *next = next.saturating_add(1);
        found.push(place.filter(|place| take(*place)));
    }
    let mut rest = (0..held.len()).filter(|index| free.get(*index) == Some(&true));
    for place in &mut found {
        if place.is_none() {
            *place = rest.next();
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn a_changed_text_a_new_one_and_a_changed_order_are_found() {
        let held = texts(&["a", "b", "b", "c"]);
        let found = |told: &[&str]| aligned(&texts(told), &held);
        assert_eq!(
            found(&["a", "b", "b", "c"]),
            [Some(0), Some(1), Some(2), Some(3)]
        );
        assert_eq!(
            found(&["c", "a", "b", "b"]),
            [Some(3), Some(0), Some(1), Some(2)]
        );
        assert_eq!(
            found(&["a", "x", "b", "c", "y"]),
            [Some(0), Some(2), Some(1), Some(3), None]
        );
    }

    #[test]
    fn the_items_of_a_cell_come_back() {
        for items in [
            vec!["one"],
            vec!["• one"],
            vec!["• one", "two"],
            vec!["–", "-2"],
            vec![],
        ] {
            let items: Vec<(usize, String)> = items.iter().map(|item| (0, shown(item))).collect();
            let told: Vec<String> = items.iter().map(|(_, text)| text.clone()).collect();
            assert_eq!(items_of(&cell(&items)), told);
        }
    }
}
