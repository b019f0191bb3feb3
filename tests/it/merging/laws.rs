//! Laws that hold for whatever two people do to a map.

use std::{collections::BTreeSet, path::Path, sync::Arc};

use arbitrary::{Result, Unstructured};
use throughline::{
    file,
    model::{
        CardField, Choice, Edit, Feedback, FeedbackField, FeedbackId, FeedbackKind, Map, Metric,
        MetricId, MetricKind, New, PersonaField, PointField, StageField, Subject, compare, merge,
        merge_unrelated,
    },
};

use crate::{
    editor::laws::edit,
    maps::{any_map, any_text, law},
};

/// Any change of a map; what is added says who added it.
fn change(u: &mut Unstructured, map: &mut Map, who: &str) -> Result<()> {
    let mut edit = match u.int_in_range(0..=3)? {
        0 => {
            field(u, map)?;
            return Ok(());
        }
        _ => edit(u, map)?,
    };
    let number = map.mint.0;
    if let Edit::SetMap(_) = edit {
        return Ok(());
    }
    if let Edit::Add(new) = &mut edit {
        name(new, format!("{who} {number}"));
    }
    // An edit of what is not there changes nothing.
    let _ = map.apply(&edit);
    Ok(())
}

/// Gives something new a name.
fn name(new: &mut New, name: String) {
    match new {
        New::Card(_, card) => card.text = name,
        New::Lane(_, lane) => lane.name = name,
        New::Stage(_, stage) => stage.name = name,
        New::Point(_, point) => point.word = name,
        New::Curve(curve) => curve.name = name,
        New::Persona(text) | New::Channel(text) => *text = name,
        New::Metric(metric) => metric.name = name,
    }
}

/// A change of what the other law's edits leave alone.
fn field(u: &mut Unstructured, map: &mut Map) -> Result<()> {
    let text = any_text(u)?;
    let cards: Vec<_> = map
        .stages
        .iter()
        .flat_map(|stage| &stage.cards)
        .map(|it| it.id)
        .collect();
    let points: Vec<_> = map
        .stages
        .iter()
        .flat_map(|stage| &stage.points)
        .map(|it| it.id)
        .collect();
    let any_card = if cards.is_empty() {
        None
    } else {
        Some(*u.choose(&cards)?)
    };
    match u.int_in_range(0..=8)? {
        0 => {
            if let Some(card) = any_card {
                let _ = map.apply(&Edit::SetCard(card, CardField::Note(text)));
            }
        }
        1 => {
            if !points.is_empty() {
                let point = *u.choose(&points)?;
                let _ = map.apply(&Edit::SetPoint(point, PointField::Card(any_card)));
            }
        }
        2 => {
            if let Some(persona) = map.personas.first() {
                let edit = Edit::SetPersona(persona.id, PersonaField::Goals(text));
                let _ = map.apply(&edit);
            }
        }
        3 => {
            if let Some(persona) = map.personas.first() {
                let edit = Edit::Remove(throughline::model::Element::Persona(persona.id));
                let _ = map.apply(&edit);
            }
        }
        4 => {
            let _ = map.apply(&Edit::Add(New::Channel(text)));
        }
        5 => {
            if let Some(own) = map.channels.first() {
                let _ = map.apply(&Edit::RemoveChannel(own.id));
            }
        }
        6 => {
            let told = Feedback {
                kind: Some(FeedbackKind::Usability),
                stage: map.stages.first().map(|stage| stage.id),
                ..Feedback::new(FeedbackId(0), text)
            };
            let _ = map.apply(&Edit::AddFeedback(Arc::new(vec![told])));
            if let (Some(card), Some(told)) = (any_card, map.feedback.last()) {
                let about = FeedbackField::About(Subject::Card(card));
                let _ = map.apply(&Edit::SetFeedback(vec![told.id], about));
            }
        }
        7 => {
            let metric = Metric {
                card: any_card,
                value: "5".into(),
                ..Metric::new(MetricId(0), MetricKind::Ces, text)
            };
            let _ = map.apply(&Edit::Add(New::Metric(metric)));
            if let (Some(card), Some(metric)) = (any_card, map.metrics.last()) {
                let id = metric.id;
                let _ = map.apply(&Edit::SetCard(card, CardField::Metric(Some(id))));
            }
        }
        _ => {
            if let Some(stage) = map.stages.last() {
                let edit = Edit::SetStage(stage.id, StageField::About(text));
                let _ = map.apply(&edit);
            }
        }
    }
    Ok(())
}

/// A map, and what some changes make of it.
fn changed(u: &mut Unstructured, base: &Map, who: &str, most: usize) -> Result<Map> {
    let mut map = base.clone();
    for _ in 0..u.int_in_range(most / 3..=most)? {
        change(u, &mut map, who)?;
    }
    map.title.clone_from(&base.title);
    Ok(map)
}

fn a_base(u: &mut Unstructured) -> Result<Map> {
    if u.ratio(1, 4)? {
        any_map(u)
    } else {
        Ok(super::base())
    }
}

/// A merged map is sound, and a file keeps it.
fn assert_sound(map: &Map) {
    assert_eq!(map.faults(), []);
    let text = file::write(map).unwrap();
    let again = file::read(text.as_bytes(), Path::new("law.journey.ron")).unwrap();
    assert_eq!(again, *map);
    assert_eq!(file::write(&again).unwrap(), text);
}

#[test]
fn what_one_side_did_alone_is_the_merge() {
    let mut differed = 0;
    law(200, 16_384, |u| {
        let base = a_base(u)?;
        let changed = changed(u, &base, "Mine", 12)?;
        differed += usize::from(changed != base);
        for (mine, theirs) in [(&base, &changed), (&changed, &base), (&changed, &changed)] {
            let merged = merge(&base, mine, theirs);
            assert_eq!(merged.conflicts(), []);
            assert_eq!(*merged.map(), changed);
        }
        Ok(())
    });
    assert!(differed > 100, "only {differed} maps were changed");
}

#[test]
fn what_one_side_did_is_kept_beside_another_title() {
    let mut differed = 0;
    law(300, 16_384, |u| {
        let base = a_base(u)?;
        let mut changed = changed(u, &base, "Mine", 12)?;
        differed += usize::from(changed != base);
        let mut titled = base.clone();
        titled.title.push_str(", renamed");
        for theirs_changed in [true, false] {
            let merged = if theirs_changed {
                merge(&base, &titled, &changed)
            } else {
                merge(&base, &changed, &titled)
            };
            assert_eq!(merged.conflicts(), []);
            changed.title.clone_from(&titled.title);
            assert_eq!(compare(&changed, merged.map()), []);
            assert_eq!(*merged.map(), changed);
            changed.title.clone_from(&base.title);
        }
        Ok(())
    });
    assert!(differed > 150, "only {differed} maps were changed");
}

#[test]
fn every_merge_is_sound_however_it_is_decided() {
    let (mut merges, mut conflicts) = (0, 0);
    law(300, 16_384, |u| {
        let base = a_base(u)?;
        let mine = changed(u, &base, "Mine", 16)?;
        let theirs = changed(u, &base, "Theirs", 16)?;
        let mut merged = merge(&base, &mine, &theirs);
        assert_sound(merged.map());
        merges += 1;
        conflicts += merged.conflicts().len();
        for number in 0..merged.conflicts().len() {
            let choice = if u.arbitrary()? {
                Choice::Theirs
            } else {
                Choice::Mine
            };
            merged.decide(number, choice);
            assert_sound(merged.map());
        }
        for choice in [Choice::Theirs, Choice::Mine] {
            merged.prefer(choice);
            assert_sound(merged.map());
            assert!(merged.conflicts().iter().all(|it| it.choice == choice));
        }
        Ok(())
    });
    assert!(
        merges >= 300 && conflicts > 100,
        "{merges} merges, {conflicts} conflicts"
    );
}

#[test]
fn merges_of_maps_that_have_nothing_in_common_are_sound() {
    law(60, 6000, |u| {
        let (base, mine, theirs) = (any_map(u)?, any_map(u)?, any_map(u)?);
        for mut merged in [
            merge(&base, &mine, &theirs),
            merge_unrelated(&mine, &theirs),
        ] {
            assert_sound(merged.map());
            merged.prefer(Choice::Theirs);
            assert_sound(merged.map());
        }
        let merged = merge(&Map::default(), &mine, &theirs);
        assert_sound(merged.map());
        // Nothing was removed, so nothing is lost.
        let all = texts(&mine).into_iter().chain(texts(&theirs));
        let held = texts(merged.map());
        for text in all {
            assert!(held.contains(&text), "{text:?} is lost");
        }
        Ok(())
    });
}

fn texts(map: &Map) -> BTreeSet<&str> {
    super::texts(map).into_iter().collect()
}

#[test]
fn nothing_that_was_added_is_lost_without_a_conflict() {
    let (mut clean, mut added) = (0, 0);
    law(400, 16_384, |u| {
        let base = a_base(u)?;
        let mine = changed(u, &base, "Mine", 6)?;
        let theirs = changed(u, &base, "Theirs", 6)?;
        let merged = merge(&base, &mine, &theirs);
        if !merged.conflicts().is_empty() {
            return Ok(());
        }
        clean += 1;
        let before = texts(&base);
        let held = texts(merged.map());
        for side in [&mine, &theirs] {
            for text in texts(side).difference(&before) {
                // The other side may have removed what was only renamed.
                if text.starts_with("Mine") || text.starts_with("Theirs") {
                    added += 1;
                }
                assert!(held.contains(text), "{text:?} is lost");
            }
        }
        for lane in mine.lanes.iter().chain(&theirs.lanes) {
            if base.lane(lane.id).is_none() {
                added += 1;
                assert!(merged.map().lanes.iter().any(|held| held.name == lane.name));
            }
        }
        for stage in mine.stages.iter().chain(&theirs.stages) {
            if base.stage(stage.id).is_none() {
                added += 1;
                assert!(
                    merged
                        .map()
                        .stages
                        .iter()
                        .any(|held| held.name == stage.name)
                );
            }
        }
        Ok(())
    });
    assert!(
        clean > 100 && added > 50,
        "{clean} clean merges, {added} additions"
    );
}

/// A map whose stages have their cards and points in the order of their ids:
/// what both sides put into one stage comes in the order of the sides.
fn sorted(map: &Map) -> Map {
    let mut map = map.clone();
    for stage in &mut map.stages {
        let stage = Arc::make_mut(stage);
        stage.cards.sort_by_key(|card| card.id);
        stage.points.sort_by_key(|point| point.id);
    }
    map
}

#[test]
fn it_does_not_matter_whose_side_is_first_when_one_of_them_adds() {
    let mut compared = 0;
    law(400, 16_384, |u| {
        let base = a_base(u)?;
        let mine = changed(u, &base, "Mine", 6)?;
        let theirs = changed(u, &base, "Theirs", 6)?;
        let (merged, other) = (merge(&base, &mine, &theirs), merge(&base, &theirs, &mine));
        assert_eq!(merged.conflicts().len(), other.conflicts().len());
        let adds = |map: &Map| map.mint.0 > base.mint.0;
        if merged.conflicts().is_empty() && !(adds(&mine) && adds(&theirs)) {
            compared += 1;
            let [merged, other] = [merged.map(), other.map()].map(sorted);
            assert_eq!(compare(&merged, &other), []);
            assert_eq!(merged, other);
        }
        Ok(())
    });
    assert!(compared > 60, "only {compared} merges were compared");
}

#[test]
fn two_maps_differ_exactly_when_there_is_something_to_say() {
    let mut told = 0;
    law(300, 16_384, |u| {
        let base = a_base(u)?;
        let changed = changed(u, &base, "Mine", 5)?;
        let changes = compare(&base, &changed);
        assert_eq!(changes.is_empty(), base == changed, "{changes:?}");
        assert_eq!(compare(&base, &base.clone()), []);
        // A map that was read again shares nothing.
        let text = file::write(&changed).unwrap();
        let again = file::read(text.as_bytes(), Path::new("law.journey.ron")).unwrap();
        assert_eq!(compare(&base, &again), changes);
        for change in &changes {
            let is_line = !change.words.is_empty() && !change.words.contains('\n');
            assert!(is_line, "{change:?}");
            let is_there = change
                .element
                .is_none_or(|element| changed.contains(element));
            assert!(is_there, "{change:?}");
        }
        told += changes.len();
        Ok(())
    });
    assert!(told > 300, "only {told} changes were told");
}
