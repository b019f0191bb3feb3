//! What the table of stages by lanes says that the other tables do not: a
//! changed text, an item, column or row more, another order. It is what people
//! write in, so it wins. Knows the map, not the file.

use std::sync::Arc;

use super::{
    grid::{self, Of, aligned, shown},
    read::{Part, Reading},
};
use crate::{
    file::table::{feeling::feeling_of, labels::kind_of},
    model::{
        At, Card, CardId, Curve, CurveId, EmotionPoint, Lane, LaneId, LaneKind, Map, PointId,
        Stage, StageId, Valence,
    },
};

/// Takes over what the table says.
pub(super) fn fill(map: &mut Map, part: &Part<'_>, reading: &mut Reading) {
    let width = part
        .head
        .cells
        .iter()
        .rposition(|cell| !cell.trim().is_empty())
        .unwrap_or(0);
    let names: Vec<String> = (1..=width)
        .map(|column| part.head.cell(column).to_owned())
        .collect();
    let stages = stages(map, &names, (part.head.line, reading));
    let rows = rows(map, part, reading);
    for (row, of) in part.rows.iter().zip(rows) {
        for (place, stage) in stages.iter().enumerate() {
            let cell = row.cell(place.saturating_add(1));
            let found = map.stages.iter_mut().find(|held| held.id == *stage);
            if let Some(stage) = found {
                fill_cell(stage, of, cell, (row.line, reading));
            }
        }
    }
}

/// The stages of the columns, in their order; renamed and made as they say.
fn stages(map: &mut Map, names: &[String], (line, reading): (usize, &mut Reading)) -> Vec<StageId> {
    let held: Vec<String> = map.stages.iter().map(|stage| shown(&stage.name)).collect();
    let told: Vec<String> = names.iter().map(|name| shown(name)).collect();
    let places = aligned(&told, &held);
    let mut ids = Vec::new();
    for ((name, told), place) in names.iter().zip(&told).zip(&places) {
        let stage = place.and_then(|place| map.stages.get_mut(place));
        let Some(stage) = stage else {
            let id = StageId(reading.mint());
            reading.remark(line, format!("the stage “{told}” is new"));
            map.stages.push(Arc::new(Stage::new(id, name.trim())));
            ids.push(id);
            continue;
        };
        if shown(&stage.name) != *told {
            reading.remark(line, changed("stage", &stage.name, told));
            name.trim().clone_into(&mut Arc::make_mut(stage).name);
        }
        ids.push(stage.id);
    }
    reorder(&mut map.stages, &ids, |stage| stage.id);
    ids
}

/// What each row is about, with lanes renamed, made and put in order.
fn rows(map: &mut Map, part: &Part<'_>, reading: &mut Reading) -> Vec<Of> {
    let known = grid::rows(map);
    let held: Vec<String> = known.iter().map(|(_, label)| label.clone()).collect();
    let told: Vec<String> = part.rows.iter().map(|row| shown(row.cell(0))).collect();
    let places = aligned(&told, &held);
    let mut found = Vec::new();
    for ((row, label), place) in part.rows.iter().zip(&told).zip(places) {
        let Some((of, held)) = place.and_then(|place| known.get(place)) else {
            reading.remark(row.line, format!("the lane “{label}” is new"));
            found.push(new_lane(map, label, reading));
            continue;
        };
        if held != label {
            reading.remark(row.line, changed("lane", held, label));
            rename(map, *of, label);
        }
        found.push(*of);
    }
    let mut order: Vec<LaneId> = Vec::new();
    for of in &found {
        let (Of::Lane(lane) | Of::Curve(lane, _)) = of;
        if !order.contains(lane) {
            order.push(*lane);
        }
    }
    reorder(&mut map.lanes, &order, |lane| lane.id);
    found
}

fn new_lane(map: &mut Map, label: &str, reading: &mut Reading) -> Of {
    let id = LaneId(reading.mint());
    let kind = kind_of(label).unwrap_or(LaneKind::Custom);
    map.lanes.push(Lane::new(id, kind, label));
    if kind != LaneKind::Emotion {
        return Of::Lane(id);
    }
    let curve = CurveId(reading.mint());
    let lane = Some(id);
    map.curves.push(Curve {
        lane,
        ..Curve::new(curve, label)
    });
    Of::Curve(id, curve)
}

/// Gives a row's lane, or its curve where there are several, a new name.
fn rename(map: &mut Map, of: Of, label: &str) {
    let (lane, curve) = match of {
        Of::Lane(lane) => (lane, None),
        Of::Curve(lane, curve) => (lane, Some(curve)),
    };
    let named = label.split_once(": ");
    let of_lane = |row: &&(Of, String)| matches!(row.0, Of::Curve(of, _) if of == lane);
    let several = grid::rows(map).iter().filter(of_lane).count() > 1;
    if let (Some(curve), Some((_, name)), true) = (curve, named, several) {
        let curves = map.curves.iter_mut();
        for held in curves.filter(|held| held.id == curve) {
            name.clone_into(&mut held.name);
        }
    } else if !several {
        for held in map.lanes.iter_mut().filter(|held| held.id == lane) {
            label.clone_into(&mut held.name);
        }
    }
}

/// Cards or points of one cell.
fn fill_cell(stage: &mut Arc<Stage>, of: Of, cell: &str, (line, reading): (usize, &mut Reading)) {
    let held = grid::items(stage, of);
    if cell.trim() == grid::cell(&held) {
        return;
    }
    let told = grid::items_of(cell);
    let texts: Vec<String> = held.iter().map(|(_, text)| text.clone()).collect();
    let places = aligned(&told, &texts);
    let count = told.len();
    for (number, (text, place)) in told.iter().zip(places).enumerate() {
        match place.and_then(|place| held.get(place)) {
            Some((_, held)) if held == text => {}
            Some((index, held)) => {
                reading.remark(line, changed("text", held, text));
                change(Arc::make_mut(stage), of, *index, text);
            }
            None => {
                #[expect(clippy::cast_precision_loss, reason = "a few items of one cell")]
                let at =
                    At::rounded(number.saturating_add(1) as f64 / count.saturating_add(1) as f64);
                reading.remark(line, format!("“{text}” is new"));
                add(Arc::make_mut(stage), (of, at), text, reading);
            }
        }
    }
    let gone = texts.iter().filter(|text| !told.contains(text));
    for text in gone.skip(told.iter().filter(|text| !texts.contains(text)).count()) {
        reading.remark(
            line,
            format!("“{text}” is not here, but in the table of single ones; it was kept"),
        );
    }
}

fn change(stage: &mut Stage, of: Of, index: usize, text: &str) {
    match of {
        Of::Lane(_) => {
            if let Some(card) = stage.cards.get_mut(index) {
                text.clone_into(&mut Arc::make_mut(card).text);
            }
        }
        Of::Curve(..) => {
            if let Some(point) = stage.points.get_mut(index) {
                let (feeling, word) = feeling_of(text);
                point.feeling = feeling.map(Valence::clamped);
                point.word = word;
            }
        }
    }
}

fn add(stage: &mut Stage, (of, at): (Of, At), text: &str, reading: &mut Reading) {
    match of {
        Of::Lane(lane) => {
            let card = Card::new(CardId(reading.mint()), lane, at, text);
            stage.cards.push(Arc::new(card));
        }
        Of::Curve(_, curve) => {
            let (feeling, word) = feeling_of(text);
            let id = PointId(reading.mint());
            let point = EmotionPoint::new(id, curve, at, feeling.map(Valence::clamped));
            stage.points.push(EmotionPoint { word, ..point });
        }
    }
}

fn changed(what: &str, held: &str, told: &str) -> String {
    format!("the {what} is “{told}” here and “{held}” in the other table; “{told}” was taken")
}

/// Puts things in the order of their ids; one that is not among them stays
/// behind the one it was behind.
fn reorder<T, Id: Copy + PartialEq>(things: &mut [T], order: &[Id], id: impl Fn(&T) -> Id) {
    let mut ids: Vec<Id> = order.to_vec();
    let mut before = None;
    for thing in things.iter() {
        let own = id(thing);
        if !ids.contains(&own) {
            let after = before.and_then(|before| ids.iter().position(|id| *id == before));
            ids.insert(after.map_or(0, |place| place.saturating_add(1)), own);
        }
        before = Some(own);
    }
    things.sort_by_key(|thing| ids.iter().position(|held| *held == id(thing)));
}
