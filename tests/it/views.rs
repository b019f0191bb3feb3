//! Tests of saved views: what they leave out, how they are kept and removed,
//! and what the file says of them.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

use throughline::{
    file,
    model::{CurveField, Edit, EditError, Element, LaneField, LaneId, Map, New, View},
};

use crate::maps::full_map;

fn view(name: &str) -> View {
    View {
        name: name.into(),
        ..View::default()
    }
}

fn names(map: &Map) -> Vec<&str> {
    map.views.iter().map(|view| view.name.as_str()).collect()
}

/// A map with two views, one of which leaves out something of every sort.
fn map() -> Map {
    let map = full_map();
    assert_eq!(names(&map), ["What customers see", "Everything"]);
    map
}

#[test]
fn a_view_of_a_map_leaves_out_what_is_hidden_and_showing_it_again_hides_it() {
    let mut map = map();
    let hidden: Vec<LaneId> = map
        .lanes
        .iter()
        .filter(|lane| lane.hidden)
        .map(|lane| lane.id)
        .collect();
    let seen = View::of(&map);
    assert!(seen.without_lanes.iter().eq(&hidden) && !hidden.is_empty());
    assert_eq!(seen.edits(&map), []);
    let before = map.clone();
    map.apply_all(&view("all").edits(&map)).unwrap();
    assert!(View::of(&map).is_whole());
    map.apply_all(&seen.edits(&map)).unwrap();
    assert_eq!(map, before);
}

#[test]
fn a_map_seen_through_a_view_shows_what_the_view_does_not_leave_out() {
    let map = map();
    let seen = map.seen_through(map.view("What customers see").unwrap());
    assert!(
        seen.lanes
            .iter()
            .all(|lane| lane.hidden == (lane.id.0 == 21))
    );
    assert_eq!(seen.personas, []);
    // With the persona goes its curve.
    let hidden = seen.curves.iter().filter(|curve| curve.hidden);
    assert!(hidden.map(|curve| curve.id.0).eq([31, 32]));
    assert_eq!(seen.stages, map.stages);
    assert_eq!(seen.faults(), []);
}

#[test]
fn what_is_added_later_is_part_of_every_view() {
    let mut map = map();
    let lane = map.lanes[0].clone();
    let new = Edit::Add(New::Lane(0, lane));
    let Some(Element::Lane(added)) = map.apply(&new).unwrap() else {
        unreachable!("a lane was added");
    };
    let through = map.seen_through(map.view("What customers see").unwrap());
    assert!(!through.lane(added).unwrap().1.hidden);
}

#[test]
fn what_is_removed_goes_from_every_view() {
    let mut map = map();
    for element in [
        Element::Stage(map.stages[2].id),
        Element::Lane(LaneId(21)),
        Element::Curve(map.curves[2].id),
        Element::Persona(map.personas[0].id),
    ] {
        map.apply(&Edit::Remove(element)).unwrap();
        assert_eq!(map.faults(), []);
    }
    let left = map.view("What customers see").unwrap();
    assert_eq!(left.summary(), "without 1 stage");
}

#[test]
fn views_are_saved_replaced_renamed_and_removed_by_their_name() {
    let mut map = map();
    map.apply(&Edit::SetView(view("  Steering group ")))
        .unwrap();
    assert_eq!(
        names(&map),
        ["What customers see", "Everything", "Steering group"]
    );
    map.apply(&Edit::SetView(view("What customers see")))
        .unwrap();
    assert!(map.views[0].is_whole() && map.views.len() == 3);
    let rename = |from: &str, to: &str| Edit::RenameView(from.into(), to.into());
    map.apply(&rename("Everything", "All of it")).unwrap();
    map.apply(&Edit::RemoveView("What customers see".into()))
        .unwrap();
    assert_eq!(names(&map), ["All of it", "Steering group"]);
    let before = map.clone();
    for (edit, error) in [
        (rename("All of it", " "), EditError::ViewName),
        (rename("All of it", "Steering group"), EditError::ViewName),
        (rename("Gone", "Here"), EditError::NoView),
        (Edit::RemoveView("Gone".into()), EditError::NoView),
        (Edit::SetView(view("")), EditError::ViewName),
        (
            Edit::SetView(View {
                without_lanes: [LaneId(9_999)].into(),
                ..view("Wrong")
            }),
            EditError::Missing(Element::Lane(LaneId(9_999))),
        ),
    ] {
        assert_eq!(map.apply(&edit), Err(error), "{edit:?}");
        assert_eq!(map, before);
    }
}

#[test]
fn a_file_without_views_says_nothing_of_them_and_one_with_them_is_readable() {
    let mut map = Map::default();
    assert!(!file::write(&map).unwrap().contains("views"));
    map.views = vec![view("Everything")];
    let text = file::write(&map).unwrap();
    let views = "        views: [\n            (\n                name: \"Everything\",\n            ),\n        ],\n";
    assert!(text.contains(views), "{text}");
    let read = |text: &str| file::read(text.as_bytes(), Path::new("a.journey.ron"));
    assert_eq!(read(&text).unwrap(), map);
    let unknown = text.replace("name: \"Everything\"", "nam: \"Everything\"");
    let said = read(&unknown).unwrap_err().to_string();
    assert!(said.contains("a saved view has no field “nam”"), "{said}");
}

#[test]
fn views_that_name_what_is_not_there_or_share_a_name_are_told() {
    let mut map = map();
    map.views[1].name = "What customers see".into();
    map.views.push(view("  "));
    let told: Vec<String> = map.flaws().iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "there are two saved views of the name “What customers see”; rename one",
            "a saved view has no name; give it one, or remove it",
        ]
    );
    map.views[1].without_lanes.insert(LaneId(9_999));
    let text = file::write(&map).unwrap();
    let error = file::read(text.as_bytes(), Path::new("a.journey.ron")).unwrap_err();
    let said = error.to_string();
    let fault = "saved view “What customers see” leaves out lane 9999, which does not exist";
    assert!(said.contains(fault), "{said}");
}

#[test]
fn a_view_hides_lanes_and_curves_by_edits_that_show_them_again() {
    let mut map = map();
    let view = map.view("What customers see").unwrap().clone();
    let edits = view.edits(&map);
    assert!(edits.contains(&Edit::SetLane(LaneId(21), LaneField::Hidden(true))));
    let curve = map.curves[1].id;
    assert!(edits.contains(&Edit::SetCurve(curve, CurveField::Hidden(true))));
    map.apply_all(&edits).unwrap();
    assert_eq!(map.lanes, map.seen_through(&view).lanes);
    assert_eq!(view.edits(&map), []);
}
