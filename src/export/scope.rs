//! The part of a map that an export shows, as a map of its own: what a saved
//! view, chosen stages and lanes, and a selection have in common. A map that is
//! drawn has the rest hidden; of one that is written down the rest is gone.

use std::{collections::BTreeSet, sync::Arc};

use super::{ExportError, Scope, Setup};
use crate::model::{
    CardId, Curve, Edit, Element, Lane, LaneId, Map, PointId, Stage, StageId, View,
};

/// The map without what the setup leaves out. Stages stay: which of them are
/// shown is the layout's to know, because a curve goes on beyond a page; it is
/// asked of [`shown_stages`]. Lanes stay too, hidden, so that lines between
/// them keep what they part.
///
/// # Errors
///
/// Nothing is left, or there is no view of the name.
pub(super) fn reduced(map: &Map, setup: &Setup) -> Result<Map, ExportError> {
    let scope = &setup.scope;
    let view = view_of(map, scope)?;
    let mut map = view.map_or_else(|| map.clone(), |view| map.seen_through(view));
    if let Some(details) = setup.details {
        map.details = details;
    }
    if let Some(theme) = setup.theme {
        map.theme = theme;
    }
    if let Some(lanes) = &scope.lanes {
        let left_out =
            |id: &LaneId| view.is_some_and(|view: &View| view.without_lanes.contains(id));
        for lane in &mut map.lanes {
            lane.hidden = !lanes.contains(&lane.id) || left_out(&lane.id);
        }
    }
    if let Some((cards, points)) = &scope.selection {
        select(&mut map, cards, points);
    }
    let no_lanes = map.lanes.iter().all(|lane| lane.hidden) && !map.lanes.is_empty();
    let no_stages = shown_stages(&map, scope).is_empty() && !map.stages.is_empty();
    if no_lanes || no_stages {
        return Err(ExportError::Nothing);
    }
    drop_outer_lines(&mut map);
    Ok(map)
}

/// The map that a scope leaves, for formats that hold words: stages, lanes and
/// curves that are not chosen are gone, with the cards and points on them and
/// what led to these. What was said and measured keeps its words. A scope that
/// chooses nothing leaves the map as it is, with its hidden lanes.
///
/// # Errors
///
/// Nothing is left, or there is no view of the name.
pub(super) fn cut(map: &Map, scope: &Scope) -> Result<Map, ExportError> {
    if *scope == Scope::default() {
        return Ok(map.clone());
    }
    let setup = Setup {
        scope: scope.clone(),
        ..Setup::default()
    };
    let mut left = reduced(map, &setup)?;
    let stages = shown_stages(&left, scope);
    let gone = left.stages.iter().map(|stage| stage.id);
    let gone = gone.filter(|id| !stages.contains(id)).map(Element::Stage);
    let mut gone: Vec<Element> = gone.collect();
    let hides_curves = scope.view.is_some() || scope.selection.is_some();
    if hides_curves || scope.lanes.is_some() {
        let is_out =
            |curve: &&Curve| left.lane_of_curve(curve).is_none() || hides_curves && curve.hidden;
        let curves = left.curves.iter().filter(is_out);
        gone.extend(curves.map(|curve| Element::Curve(curve.id)));
        let lanes = left.lanes.iter().filter(|lane| lane.hidden);
        gone.extend(lanes.map(|lane| Element::Lane(lane.id)));
    }
    for element in gone {
        // It was just found in the map, so there is nothing to fail.
        let _ = left.apply(&Edit::Remove(element));
    }
    let used = left.picture_uses().map(|(name, _)| name.to_owned());
    let used: BTreeSet<String> = used.collect();
    left.pictures.retain(|name, _| used.contains(name));
    Ok(left)
}

/// Takes lines away that part nothing: all lanes on one of their sides are
/// left out. A line between lanes that are shown stays, wherever it stood
/// among hidden ones.
fn drop_outer_lines(map: &mut Map) {
    let shown = |lane: &Lane| !lane.hidden;
    let (first, last) = (
        map.lanes.iter().position(shown),
        map.lanes.iter().rposition(shown),
    );
    let (Some(first), Some(last)) = (first, last) else {
        return;
    };
    for (index, lane) in map.lanes.iter_mut().enumerate() {
        // Above all lanes, with none left out, it is where somebody put it.
        let parts = (index > first || index == 0) && index <= last;
        lane.divider = lane.divider.filter(|_| parts);
    }
}

/// The stages of a map that a scope shows, in their order: those that are
/// chosen, that the view does not leave out, and that hold something of the
/// selection. A view of a name that there is not leaves nothing out.
pub(super) fn shown_stages(map: &Map, scope: &Scope) -> Vec<StageId> {
    let view = view_of(map, scope).ok().flatten();
    let selection = scope.selection.as_ref();
    let shown = |stage: &&Arc<Stage>| {
        let chosen = scope.stages.as_ref();
        chosen.is_none_or(|stages| stages.contains(&stage.id))
            && view.is_none_or(|view| !view.without_stages.contains(&stage.id))
            && selection.is_none_or(|(cards, points)| holds(stage, cards, points))
    };
    let stages = map.stages.iter().filter(shown);
    stages.map(|stage| stage.id).collect()
}

/// The saved view that a scope names: the one of exactly that name, else the
/// only one that differs in capital letters alone.
fn view_of<'a>(map: &'a Map, scope: &Scope) -> Result<Option<&'a View>, ExportError> {
    let Some(name) = scope.view.as_deref().map(str::trim) else {
        return Ok(None);
    };
    let alike = |view: &&View| view.name.to_lowercase() == name.to_lowercase();
    let mut similar = map.views.iter().filter(alike);
    let only = similar.next().filter(|_| similar.next().is_none());
    let known = || map.views.iter().map(|view| view.name.clone()).collect();
    let view = map.view(name).or(only).ok_or_else(|| ExportError::NoView {
        name: name.into(),
        known: known(),
    })?;
    Ok(Some(view))
}

fn holds(stage: &Stage, cards: &BTreeSet<CardId>, points: &BTreeSet<PointId>) -> bool {
    stage.cards.iter().any(|card| cards.contains(&card.id))
        || stage.points.iter().any(|point| points.contains(&point.id))
}

/// Leaves cards and points that are selected, and the lanes and curves they are
/// on; the rest of lanes and curves is hidden.
fn select(map: &mut Map, cards: &BTreeSet<CardId>, points: &BTreeSet<PointId>) {
    for stage in &mut map.stages {
        let stage = Arc::make_mut(stage);
        stage.cards.retain(|card| cards.contains(&card.id));
        stage.points.retain(|point| points.contains(&point.id));
        for point in &mut stage.points {
            point.card = point.card.filter(|card| cards.contains(card));
        }
    }
    let stages = || map.stages.iter();
    let curves: BTreeSet<_> = stages()
        .flat_map(|stage| stage.points.iter().map(|point| point.curve))
        .collect();
    let mut lanes: BTreeSet<LaneId> = stages()
        .flat_map(|stage| stage.cards.iter().map(|card| card.lane))
        .collect();
    for curve in &mut map.curves {
        curve.hidden |= !curves.contains(&curve.id);
    }
    let shown = map.curves.iter().filter(|curve| !curve.hidden);
    lanes.extend(shown.filter_map(|curve| map.lane_of_curve(curve)));
    for lane in &mut map.lanes {
        lane.hidden |= !lanes.contains(&lane.id);
    }
    let gone = |id: CardId| !cards.contains(&id);
    if map.feedback.iter().any(|told| told.card.is_some_and(gone)) {
        let feedback = Arc::make_mut(&mut map.feedback);
        feedback.retain(|told| !told.card.is_some_and(gone));
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by a panic")]

    use super::*;
    use crate::{
        layout::Layouter,
        model::{At, Card, Divider, Edit, EmotionPoint, Feedback, FeedbackId, New, Template},
    };

    /// Five stages with a card on the first lane and an emotion point each, and
    /// a view without the first stage and the second lane.
    fn map() -> Map {
        let mut map = Template::FiveStages.map();
        let (lane, curve) = (map.lanes[0].id, map.curves[0].id);
        for stage in map.stages.clone() {
            let card = Card::new(CardId(0), lane, At::MIN, stage.name.as_str());
            let point = EmotionPoint::new(PointId(0), curve, At::MIN, None);
            for new in [
                New::Card(stage.id, Box::new(card)),
                New::Point(stage.id, Box::new(point)),
            ] {
                map.apply(&Edit::Add(new)).unwrap();
            }
        }
        let view = View {
            name: "Later".into(),
            without_stages: [map.stages[0].id].into(),
            without_lanes: [map.lanes[1].id].into(),
            ..View::default()
        };
        map.apply(&Edit::SetView(view)).unwrap();
        map
    }

    fn of(scope: Scope) -> Setup {
        Setup {
            scope,
            ..Setup::default()
        }
    }

    fn named(name: &str) -> Scope {
        Scope {
            view: Some(name.into()),
            ..Scope::default()
        }
    }

    /// The places of stages and lanes that are shown.
    fn shown(map: &Map, scope: &Scope) -> (Vec<usize>, Vec<usize>) {
        let reduced = reduced(map, &of(scope.clone())).unwrap();
        assert_eq!(reduced.faults(), []);
        let stages = shown_stages(&reduced, scope);
        let stages = stages.iter().filter_map(|id| Some(map.stage(*id)?.0));
        let lanes = reduced.lanes.iter().enumerate();
        let lanes = lanes.filter(|(_, lane)| !lane.hidden);
        (stages.collect(), lanes.map(|(index, _)| index).collect())
    }

    #[test]
    fn a_view_and_chosen_stages_and_lanes_show_what_they_have_in_common() {
        let map = map();
        let (stages, lanes) = shown(&map, &named("Later"));
        assert_eq!(stages, [1, 2, 3, 4]);
        assert!(!lanes.contains(&1) && lanes.len() + 1 == map.lanes.len());
        let scope = Scope {
            stages: Some([map.stages[0].id, map.stages[2].id].into()),
            lanes: Some([map.lanes[0].id, map.lanes[1].id].into()),
            ..named("later ")
        };
        assert_eq!(shown(&map, &scope), (vec![2], vec![0]));
    }

    #[test]
    fn a_selection_leaves_the_stages_lanes_and_curves_that_it_is_on() {
        let mut map = map();
        let (card, point) = (map.stages[1].cards[0].id, map.stages[3].points[0].id);
        let below = map.lanes[1].id;
        map.apply(&Edit::MoveDivider(Divider::Interaction, Some(below)))
            .unwrap();
        let select = |cards: &[CardId], points: &[PointId]| Scope {
            selection: Some((
                cards.iter().copied().collect(),
                points.iter().copied().collect(),
            )),
            ..Scope::default()
        };
        assert_eq!(shown(&map, &select(&[card], &[])), (vec![1], vec![0]));
        let emotion = map.lane_of_curve(&map.curves[0]).unwrap();
        let (emotion, _) = map.lane(emotion).unwrap();
        assert_eq!(
            shown(&map, &select(&[], &[point])),
            (vec![3], vec![emotion])
        );
        let both = select(&[card], &[point]);
        assert_eq!(shown(&map, &both), (vec![1, 3], vec![0, emotion]));
        // The line is where it was, above a lane that is hidden now.
        let left = reduced(&map, &of(both)).unwrap();
        assert_eq!(left.divider(Divider::Interaction), {
            let (index, _) = map.divider(Divider::Interaction).unwrap();
            left.lanes.get(index).map(|lane| (index, lane))
        });
        assert!(matches!(
            reduced(&map, &of(select(&[], &[]))),
            Err(ExportError::Nothing)
        ));
    }

    #[test]
    fn a_line_stays_between_lanes_that_are_shown_and_goes_at_the_edge() {
        let mut map = map();
        let ids: Vec<LaneId> = map.lanes.iter().map(|lane| lane.id).collect();
        map.apply(&Edit::MoveDivider(Divider::Visibility, Some(ids[2])))
            .unwrap();
        let lines = |lanes: &[usize]| {
            let scope = Scope {
                lanes: Some(lanes.iter().map(|index| ids[*index]).collect()),
                ..Scope::default()
            };
            let drawn = reduced(&map, &of(scope.clone())).unwrap();
            let written = cut(&map, &scope).unwrap();
            let is_there = drawn.divider(Divider::Visibility).is_some();
            assert_eq!(written.divider(Divider::Visibility).is_some(), is_there);
            is_there
        };
        assert!(lines(&[0, 1, 2, 3]));
        assert!(lines(&[0, 3]), "the lanes beside it are left out");
        assert!(!lines(&[0, 1]), "there is nothing below it");
        assert!(!lines(&[2, 3]), "there is nothing above it");
        let first = map.lanes[0].id;
        map.apply(&Edit::MoveDivider(Divider::Visibility, Some(first)))
            .unwrap();
        let whole = reduced(&map, &Setup::default()).unwrap();
        assert!(whole.divider(Divider::Visibility).is_some());
    }

    #[test]
    fn what_is_cut_out_of_a_map_keeps_its_rules_and_says_nothing_of_the_rest() {
        let mut map = map();
        let told = Feedback {
            stage: Some(map.stages[1].id),
            card: Some(map.stages[1].cards[0].id),
            ..Feedback::new(FeedbackId(900), "It took long")
        };
        map.feedback = Arc::new(vec![Arc::new(told)]);
        let scope = Scope {
            stages: Some([map.stages[0].id].into()),
            lanes: Some([map.lanes[0].id, map.lanes[1].id].into()),
            ..Scope::default()
        };
        let left = cut(&map, &scope).unwrap();
        assert_eq!(left.check(), []);
        assert_eq!((left.stages.len(), left.lanes.len()), (1, 2));
        assert_eq!(left.curves, [], "their lane is not chosen");
        let said = &left.feedback[0];
        assert_eq!(said.verbatim, "It took long");
        assert_eq!((said.stage, said.card), (None, None));
        assert_eq!(cut(&map, &Scope::default()).unwrap(), map);
    }

    #[test]
    fn a_view_that_is_not_there_is_told_with_those_that_are() {
        let mut map = map();
        let said = |map: &Map, name: &str| {
            let error = crate::export::Document::new(map, &of(named(name)), &mut Layouter::new());
            error.unwrap_err().to_string()
        };
        assert_eq!(
            said(&map, "Sooner"),
            "the map has no saved view “Sooner”; there is “Later”"
        );
        map.views.clear();
        assert!(said(&map, "Later").contains("save one in the View menu"));
    }
}
