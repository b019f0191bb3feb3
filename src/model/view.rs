//! Saved views: named sets of what is shown of a map. A view keeps what it
//! leaves out, not what it shows, so that a stage or a lane that is added later
//! is part of every view until somebody takes it out, and one that is removed
//! leaves no trace. Knows what is left out, not how the rest is drawn.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{
    check::{Problem, quoted},
    edit::{CurveField, Edit, EditError, LaneField},
    id::{CurveId, Element, LaneId, PersonaId, StageId},
    map::{Map, is_default},
};

/// What is shown of a map, under a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct View {
    /// Its name; no other view of the map has it.
    pub name: String,
    /// The stages it leaves out. The canvas shows all stages; pages and pictures
    /// that are exported do not.
    #[serde(default, skip_serializing_if = "is_default")]
    pub without_stages: BTreeSet<StageId>,
    /// The lanes it leaves out.
    #[serde(default, skip_serializing_if = "is_default")]
    pub without_lanes: BTreeSet<LaneId>,
    /// The curves it leaves out.
    #[serde(default, skip_serializing_if = "is_default")]
    pub without_curves: BTreeSet<CurveId>,
    /// The personas it leaves out, and with them their curves.
    #[serde(default, skip_serializing_if = "is_default")]
    pub without_personas: BTreeSet<PersonaId>,
}

impl View {
    /// What is visible of a map now, as a view without a name.
    #[must_use]
    pub fn of(map: &Map) -> Self {
        let lanes = map.lanes.iter().filter(|lane| lane.hidden);
        let curves = map.curves.iter().filter(|curve| curve.hidden);
        Self {
            without_lanes: lanes.map(|lane| lane.id).collect(),
            without_curves: curves.map(|curve| curve.id).collect(),
            ..Self::default()
        }
    }

    /// Whether nothing is left out.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        *self
            == Self {
                name: self.name.clone(),
                ..Self::default()
            }
    }

    /// Whether a curve of the map is left out, by itself or with its persona.
    #[must_use]
    pub fn leaves_out_curve(&self, map: &Map, id: CurveId) -> bool {
        let persona = map.curve(id).and_then(|curve| curve.persona);
        self.without_curves.contains(&id)
            || persona.is_some_and(|persona| self.without_personas.contains(&persona))
    }

    /// The edits that make a map's canvas show it: lanes and curves are hidden
    /// and shown. None when that is so already.
    #[must_use]
    pub fn edits(&self, map: &Map) -> Vec<Edit> {
        let lanes = map.lanes.iter().filter_map(|lane| {
            let hidden = self.without_lanes.contains(&lane.id);
            let edit = Edit::SetLane(lane.id, LaneField::Hidden(hidden));
            (lane.hidden != hidden).then_some(edit)
        });
        let curves = map.curves.iter().filter_map(|curve| {
            let hidden = self.leaves_out_curve(map, curve.id);
            let edit = Edit::SetCurve(curve.id, CurveField::Hidden(hidden));
            (curve.hidden != hidden).then_some(edit)
        });
        lanes.chain(curves).collect()
    }

    /// What it leaves out, counted: "without 2 lanes and 1 curve"; "everything"
    /// when that is nothing.
    #[must_use]
    pub fn summary(&self) -> String {
        let counts = [
            (self.without_stages.len(), "stage"),
            (self.without_lanes.len(), "lane"),
            (self.without_curves.len(), "curve"),
            (self.without_personas.len(), "persona"),
        ];
        let parts = counts.into_iter().filter(|(count, _)| *count > 0);
        let parts = parts.map(|(count, what)| {
            let plural = if count == 1 { "" } else { "s" };
            format!("{count} {what}{plural}")
        });
        let parts: Vec<String> = parts.collect();
        match parts.as_slice() {
            [] => "everything".into(),
            [only] => format!("without {only}"),
            [most @ .., last] => format!("without {} and {last}", most.join(", ")),
        }
    }

    /// Forgets an element that is removed.
    fn forget(&mut self, element: Element) {
        match element {
            Element::Stage(id) => self.without_stages.remove(&id),
            Element::Lane(id) => self.without_lanes.remove(&id),
            Element::Curve(id) => self.without_curves.remove(&id),
            Element::Persona(id) => self.without_personas.remove(&id),
            Element::Header | Element::Card(_) | Element::Point(_) | Element::Divider(_) => false,
        };
    }

    /// Every element it names.
    fn elements(&self) -> impl Iterator<Item = Element> {
        let stages = self.without_stages.iter().copied().map(Element::Stage);
        let lanes = self.without_lanes.iter().copied().map(Element::Lane);
        let curves = self.without_curves.iter().copied().map(Element::Curve);
        let personas = self.without_personas.iter().copied().map(Element::Persona);
        stages.chain(lanes).chain(curves).chain(personas)
    }
}

impl Map {
    /// The saved view of a name.
    #[must_use]
    pub fn view(&self, name: &str) -> Option<&View> {
        self.views.iter().find(|view| view.name == name)
    }

    /// The map as a view shows it: lanes and curves that the view leaves out
    /// are hidden, all others shown, and personas that it leaves out are gone.
    /// Stages stay, because a curve goes on beyond those that are shown; which
    /// of them are drawn is for whoever draws.
    #[must_use]
    pub fn seen_through(&self, view: &View) -> Self {
        let mut seen = self.clone();
        for lane in &mut seen.lanes {
            lane.hidden = view.without_lanes.contains(&lane.id);
        }
        let gone = |persona: &PersonaId| view.without_personas.contains(persona);
        for curve in &mut seen.curves {
            curve.hidden = view.leaves_out_curve(self, curve.id);
            curve.persona = curve.persona.filter(|persona| !gone(persona));
        }
        seen.personas.retain(|persona| !gone(&persona.id));
        for kept in &mut seen.views {
            kept.without_personas.retain(|persona| !gone(persona));
        }
        seen
    }

    /// Adds a view, or puts it in the place of the one with its name.
    pub(super) fn set_view(&mut self, view: &View) -> Result<(), EditError> {
        for element in view.elements() {
            self.require(element)?;
        }
        let name = view.name.trim();
        if name.is_empty() {
            return Err(EditError::ViewName);
        }
        let view = View {
            name: name.into(),
            ..view.clone()
        };
        match self.views.iter_mut().find(|held| held.name == name) {
            Some(held) => *held = view,
            None => self.views.push(view),
        }
        Ok(())
    }

    pub(super) fn rename_view(&mut self, from: &str, to: &str) -> Result<(), EditError> {
        let to = to.trim();
        if to.is_empty() || (to != from && self.view(to).is_some()) {
            return Err(EditError::ViewName);
        }
        let view = self.views.iter_mut().find(|view| view.name == from);
        view.ok_or(EditError::NoView)?.name = to.into();
        Ok(())
    }

    pub(super) fn remove_view(&mut self, name: &str) -> Result<(), EditError> {
        let index = self.views.iter().position(|view| view.name == name);
        self.views.remove(index.ok_or(EditError::NoView)?);
        Ok(())
    }

    /// Takes an element that is removed out of every view.
    pub(super) fn forget_in_views(&mut self, element: Element) {
        for view in &mut self.views {
            view.forget(element);
        }
    }

    /// Views name only what is there.
    pub(super) fn check_views(&self, problems: &mut Vec<Problem>) {
        for view in &self.views {
            for element in view.elements() {
                let (noun, id) = match element {
                    Element::Stage(id) => ("stage", id.0),
                    Element::Lane(id) => ("lane", id.0),
                    Element::Curve(id) => ("curve", id.0),
                    Element::Persona(id) => ("persona", id.0),
                    Element::Header
                    | Element::Card(_)
                    | Element::Point(_)
                    | Element::Divider(_) => continue,
                };
                if !self.contains(element) {
                    let name = quoted(&view.name);
                    problems.push(Problem(format!(
                        "saved view {name} leaves out {noun} {id}, which does not exist"
                    )));
                }
            }
        }
    }

    /// Views have a name, each its own.
    pub(super) fn check_view_names(&self, problems: &mut Vec<Problem>) {
        let mut seen = BTreeSet::new();
        for view in &self.views {
            if view.name.trim().is_empty() {
                problems.push(Problem(
                    "a saved view has no name; give it one, or remove it".into(),
                ));
            } else if !seen.insert(view.name.as_str()) {
                let name = quoted(&view.name);
                problems.push(Problem(format!(
                    "there are two saved views of the name {name}; rename one"
                )));
            }
        }
    }
}
