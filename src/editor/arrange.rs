//! Lining up what is selected, and making stages wider and narrower by steps.
//! A card's place is how far across its stage it sits, so to align is to give
//! several the same place in their own stages, and to distribute is to space
//! them evenly in time; neither ever takes a card to another stage. Pure: reads
//! the map and gives edits.

use std::collections::BTreeMap;

use super::{
    document::Label,
    selecting::{lanes_of_curves, stages_of},
    selection::Selection,
};
use crate::model::{
    At, CardId, CurveId, Edit, Element, LaneId, Map, Span, StageField, StageId, Valence,
};

/// Places closer than this are the same.
const SAME: f64 = 1e-6;
/// How much wider or narrower a stage becomes at once.
const SPAN_STEP: f64 = 0.25;

/// A way to line up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Arrange {
    /// At the start of each stage.
    Start,
    /// In the middle of each stage.
    Middle,
    /// At the end of each stage.
    End,
    /// At the place that the first has: the topmost, then the earliest.
    First,
    /// Evenly between the first and the last of each lane of a stage; over all
    /// of the stage when they are at one place.
    Evenly,
}

/// What may stand side by side: the cards of a lane, the points of a curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Line {
    Lane(LaneId),
    Curve(CurveId),
}

/// Something selected that has a place.
#[derive(Clone, Copy, Debug)]
struct Held {
    element: Element,
    feeling: Option<Valence>,
    line: Line,
    stage: StageId,
    /// The number of its lane, then of its stage: the order of reading.
    order: (usize, usize),
    at: f64,
}

/// The edits that line up what is selected, and what they are called. None
/// when everything is there already.
pub(super) fn arrange(map: &Map, selection: &Selection, how: Arrange) -> (Vec<Edit>, Label) {
    let held = held(map, selection);
    let targets: Vec<(Held, f64)> = match how {
        Arrange::Start => all_at(&held, 0.0),
        Arrange::Middle => all_at(&held, 0.5),
        Arrange::End => all_at(&held, 1.0),
        Arrange::First => {
            let is_before =
                |a: &&Held, b: &&Held| a.order.cmp(&b.order).then(a.at.total_cmp(&b.at));
            let first = held.iter().min_by(is_before);
            first.map_or(Vec::new(), |first| all_at(&held, first.at))
        }
        Arrange::Evenly => evenly(&held),
    };
    let verb = if how == Arrange::Evenly {
        "distribute"
    } else {
        "align"
    };
    (edits(map, selection, &targets), label(verb, &held))
}

fn all_at(held: &[Held], at: f64) -> Vec<(Held, f64)> {
    held.iter().map(|held| (*held, at)).collect()
}

/// Each lane of a stage by itself.
fn evenly(held: &[Held]) -> Vec<(Held, f64)> {
    let mut groups: BTreeMap<(StageId, Line), Vec<Held>> = BTreeMap::new();
    for one in held {
        groups.entry((one.stage, one.line)).or_default().push(*one);
    }
    let mut targets = Vec::new();
    for mut group in groups.into_values() {
        // Of equal places the one that was made first stays first.
        group.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.element.cmp(&b.element)));
        let (Some(first), Some(last)) = (group.first(), group.last()) else {
            continue;
        };
        let (from, to) = if last.at - first.at > SAME {
            (first.at, last.at)
        } else {
            (0.0, 1.0)
        };
        #[expect(clippy::cast_precision_loss, reason = "a number of cards")]
        let gap = (to - from) / (group.len().max(2) - 1) as f64;
        if group.len() > 1 {
            let places = std::iter::successors(Some(from), |at| Some(at + gap));
            targets.extend(group.into_iter().zip(places));
        }
    }
    targets
}

/// What is selected and has a place. Looks at every card once, however many are
/// selected.
fn held(map: &Map, selection: &Selection) -> Vec<Held> {
    let places = map.lanes.iter().enumerate();
    let places: BTreeMap<LaneId, usize> = places.map(|(place, lane)| (lane.id, place)).collect();
    let row = |lane: LaneId| places.get(&lane).copied().unwrap_or(usize::MAX);
    let curves: BTreeMap<CurveId, LaneId> = lanes_of_curves(map).collect();
    let row_of = |curve: &CurveId| curves.get(curve).copied().map_or(usize::MAX, row);
    let mut held = Vec::new();
    for (index, stage) in map.stages.iter().enumerate() {
        for card in &stage.cards {
            if selection.contains(Element::Card(card.id)) {
                held.push(Held {
                    element: Element::Card(card.id),
                    feeling: None,
                    line: Line::Lane(card.lane),
                    stage: stage.id,
                    order: (row(card.lane), index),
                    at: card.at.value(),
                });
            }
        }
        for point in &stage.points {
            if selection.contains(Element::Point(point.id)) {
                held.push(Held {
                    element: Element::Point(point.id),
                    feeling: point.feeling,
                    line: Line::Curve(point.curve),
                    stage: stage.id,
                    order: (row_of(&point.curve), index),
                    at: point.at.value(),
                });
            }
        }
    }
    held
}

/// The edits for what is not yet where it goes. Points that belong to a card
/// go along with it, as they do in a drag.
fn edits(map: &Map, selection: &Selection, targets: &[(Held, f64)]) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut moved: BTreeMap<CardId, At> = BTreeMap::new();
    for (held, at) in targets {
        let (stage, to) = (held.stage, At::rounded(*at));
        if (to.value() - held.at).abs() < SAME {
            continue;
        }
        match (held.element, held.line) {
            (Element::Card(card), Line::Lane(lane)) => {
                moved.insert(card, to);
                edits.push(Edit::PlaceCard {
                    card,
                    stage,
                    lane,
                    at: to,
                });
            }
            (Element::Point(point), _) => edits.push(Edit::PlacePoint {
                point,
                stage,
                at: to,
                feeling: held.feeling,
            }),
            _ => {}
        }
    }
    if moved.is_empty() {
        return edits;
    }
    for stage in &map.stages {
        for point in &stage.points {
            let to = point.card.and_then(|card| moved.get(&card));
            if let Some(at) = to
                && !selection.contains(Element::Point(point.id))
            {
                edits.push(Edit::PlacePoint {
                    point: point.id,
                    stage: stage.id,
                    at: *at,
                    feeling: point.feeling,
                });
            }
        }
    }
    edits
}

fn label(verb: &str, held: &[Held]) -> Label {
    let cards = held
        .iter()
        .filter(|held| matches!(held.element, Element::Card(_)));
    let noun = match (cards.count(), held.len()) {
        (1, 1) => "card",
        (0, 1) => "emotion point",
        (0, _) => "emotion points",
        (cards, all) if cards == all => "cards",
        _ => "elements",
    };
    format!("{verb} {noun}").into()
}

/// The edits that make the selected stages a step wider, or narrower, and what
/// they are called. A stage that is as wide as it may be stays so; none when
/// all are.
pub(super) fn resize(map: &Map, selection: &Selection, wider: bool) -> Option<(Vec<Edit>, Label)> {
    let wanted = stages_of(map, selection);
    let stages = map.stages.iter().filter(|stage| wanted.contains(&stage.id));
    let edits: Vec<Edit> = stages
        .filter_map(|stage| {
            let span = next_span(stage.span, wider);
            (span != stage.span).then(|| Edit::SetStage(stage.id, StageField::Span(span)))
        })
        .collect();
    (!edits.is_empty()).then(|| (edits, "resize stage".into()))
}

/// The next multiple of a step.
fn next_span(span: Span, wider: bool) -> Span {
    let steps = span.value() / SPAN_STEP;
    let next = if wider {
        (steps + SAME).floor() + 1.0
    } else {
        (steps - SAME).ceil() - 1.0
    };
    Span::clamped(next * SPAN_STEP)
}
