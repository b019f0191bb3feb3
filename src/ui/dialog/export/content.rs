//! What of the map is exported: all of it, what is selected, a saved view, or
//! stages and lanes that are ticked one by one.

use std::collections::BTreeSet;

use egui::Ui;

use super::choices::tick;
use crate::{
    editor::Editor,
    export::Scope,
    model::Map,
    ui::{
        facts::number,
        plan::scope_of,
        widgets::{self, choice_ui},
    },
};

/// What of a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Whole,
    Chosen,
    Selection,
    /// A saved view, by its place in the list.
    View(usize),
    /// A saved view that is no more.
    LostView,
}

impl What {
    fn of(scope: &Scope, map: &Map) -> Self {
        if let Some(name) = &scope.view {
            let place = map.views.iter().position(|view| view.name == *name);
            return place.map_or(Self::LostView, Self::View);
        }
        if scope.selection.is_some() {
            Self::Selection
        } else if scope.stages.is_some() || scope.lanes.is_some() {
            Self::Chosen
        } else {
            Self::Whole
        }
    }

    fn scope(self, editor: &Editor) -> Scope {
        let map = editor.document.base();
        match self {
            Self::Whole | Self::LostView => Scope::default(),
            Self::Chosen => Scope {
                stages: Some(map.stages.iter().map(|stage| stage.id).collect()),
                lanes: Some(shown_lanes(map)),
                ..Scope::default()
            },
            Self::Selection => scope_of(&editor.selection).unwrap_or_default(),
            Self::View(place) => Scope {
                view: map.views.get(place).map(|view| view.name.clone()),
                ..Scope::default()
            },
        }
    }
}

/// The lanes that are not hidden.
pub(super) fn shown_lanes(map: &Map) -> BTreeSet<crate::model::LaneId> {
    let shown = map.lanes.iter().filter(|lane| !lane.hidden);
    shown.map(|lane| lane.id).collect()
}

/// Draws the choice, and the ticks where they are what is chosen.
pub(super) fn content_ui(ui: &mut Ui, scope: &mut Scope, editor: &Editor, shows_lanes: &mut bool) {
    let map = editor.document.base();
    let current = What::of(scope, map);
    let mut options = vec![
        (What::Whole, "Whole map".to_owned()),
        (What::Chosen, "Chosen stages and lanes".to_owned()),
    ];
    let selected = editor.selection.len();
    if scope_of(&editor.selection).is_some() || current == What::Selection {
        let name = match selected {
            0 => "What was selected".to_owned(),
            count => format!("Selection, {}", number(count, "element")),
        };
        options.push((What::Selection, name));
    }
    for (place, view) in map.views.iter().enumerate() {
        options.push((What::View(place), format!("View: {}", view.name)));
    }
    if current == What::LostView {
        options.push((What::LostView, "A view that is no more".to_owned()));
    }
    if let Some(what) = choice_ui(ui, "Content", current, &options) {
        *scope = what.scope(editor);
    }
    if What::of(scope, map) == What::Chosen {
        ticks_ui(ui, scope, map, shows_lanes);
    }
}

fn ticks_ui(ui: &mut Ui, scope: &mut Scope, map: &Map, shows_lanes: &mut bool) {
    let stages = map
        .stages
        .iter()
        .map(|stage| (stage.id, stage.name.as_str()));
    let all = stages.clone().map(|(id, _)| id).collect();
    let held = scope.stages.get_or_insert(all);
    list_ui(ui, "Stages", &stages.collect::<Vec<_>>(), held);
    let lanes = map.lanes.iter().map(|lane| (lane.id, lane.name.as_str()));
    let lanes: Vec<_> = lanes.collect();
    let held = scope.lanes.get_or_insert_with(|| shown_lanes(map));
    let rect = list_ui(ui, "Lanes", &lanes, held);
    if std::mem::take(shows_lanes) {
        ui.scroll_to_rect(rect, Some(egui::Align::Center));
    }
}

/// A tick for each of some elements. Returns where they are.
fn list_ui<T: Copy + Ord>(
    ui: &mut Ui,
    label: &str,
    elements: &[(T, &str)],
    held: &mut BTreeSet<T>,
) -> egui::Rect {
    let shown = elements.iter().filter(|(id, _)| held.contains(id)).count();
    let inside = ui.scope(|ui| {
        widgets::label_ui(ui, &format!("{label}, {shown} of {}", elements.len()));
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.spacing_mut().interact_size.y = 24.0;
        for (id, name) in elements {
            let mut on = held.contains(id);
            let name = if name.trim().is_empty() {
                "No name"
            } else {
                name
            };
            tick(ui, name, &mut on);
            if on {
                held.insert(*id);
            } else {
                held.remove(id);
            }
        }
    });
    inside.response.rect
}
