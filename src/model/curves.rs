//! Where curves are drawn, and how curves of one map are kept apart: a curve
//! that is added gets a name, a line and a color that no other has.

use super::{
    edit::EditError,
    id::{CurveId, Element, LaneId, PersonaId},
    map::{Curve, Lane, Map},
    words::{CurveKind, CurveState, LaneKind, LineStyle, Swatch},
};

/// Colors for curves that are added, those first that stand apart from the
/// colors of good and bad feelings and from what is selected.
const COLORS: [Swatch; 10] = [
    Swatch::Violet,
    Swatch::Blue,
    Swatch::Rose,
    Swatch::Olive,
    Swatch::Teal,
    Swatch::Plum,
    Swatch::Slate,
    Swatch::Rust,
    Swatch::Indigo,
    Swatch::Green,
];

impl Map {
    /// The lane that a curve is drawn on, itself hidden or not: its own, if
    /// that is an emotion lane, else the first visible emotion lane. `None`
    /// when that lane is hidden or there is none.
    #[must_use]
    pub fn lane_of_curve(&self, curve: &Curve) -> Option<LaneId> {
        let own = curve.lane.and_then(|id| self.lane(id));
        match own {
            Some((_, lane)) if is_emotion(lane) => (!lane.hidden).then_some(lane.id),
            _ => self.emotion_lanes().map(|lane| lane.id).next(),
        }
    }

    /// The emotion lanes that are shown, top to bottom.
    pub fn emotion_lanes(&self) -> impl Iterator<Item = &Lane> {
        let shown = |lane: &&Lane| is_emotion(lane) && !lane.hidden;
        self.lanes.iter().filter(shown)
    }

    /// Whether a curve is part of the picture.
    #[must_use]
    pub fn shows_curve(&self, id: CurveId) -> bool {
        self.curve(id)
            .is_some_and(|curve| !curve.hidden && self.lane_of_curve(curve).is_some())
    }

    /// The color of the curve at `index`: its own, or the one of its place.
    /// `None` is the theme's color for curves.
    #[must_use]
    pub fn curve_swatch(&self, index: usize) -> Option<Swatch> {
        let own = self.curves.get(index).and_then(|curve| curve.swatch);
        own.or((index > 0).then(|| Swatch::of_index(index.saturating_add(1))))
    }

    /// A curve as it would be added: for the first persona without one, else
    /// for the future state of one that has none, else with a number. No other
    /// curve has its name, its color, or, as far as there are enough, its line.
    #[must_use]
    pub fn next_curve(&self) -> Curve {
        let (name, persona, state) = self.next_curve_for();
        Curve {
            persona,
            state,
            style: self.free_style(),
            swatch: self.free_swatch(),
            ..Curve::new(CurveId(0), self.free_curve_name(&name))
        }
    }

    /// A copy of a curve without its points, told apart from it. The copy of
    /// a current state is its future state, unless it has one.
    #[must_use]
    pub fn copy_of_curve(&self, curve: &Curve) -> Curve {
        let becomes_future = curve.kind == CurveKind::Emotion
            && curve.state == CurveState::Current
            && !self.has_curve(self.owner(curve), CurveState::Future);
        let (state, name) = if becomes_future {
            let name = self.future_name(self.owner(curve));
            (CurveState::Future, name)
        } else {
            (curve.state, format!("{} copy", curve.name))
        };
        Curve {
            id: CurveId(0),
            name: self.free_curve_name(&name),
            state,
            style: self.free_style(),
            swatch: self.free_swatch(),
            hidden: false,
            ..curve.clone()
        }
    }

    pub(super) fn move_curve(&mut self, id: CurveId, index: usize) -> Result<(), EditError> {
        let from = self.curves.iter().position(|curve| curve.id == id);
        let from = from.ok_or(EditError::Missing(Element::Curve(id)))?;
        let curve = self.curves.remove(from);
        self.curves.insert(index.min(self.curves.len()), curve);
        Ok(())
    }

    /// Whose feeling a curve is: who it names, or the map's first persona.
    fn owner(&self, curve: &Curve) -> Option<PersonaId> {
        let first = self.personas.first().map(|persona| persona.id);
        curve.persona.or(first)
    }

    fn has_curve(&self, owner: Option<PersonaId>, state: CurveState) -> bool {
        let mut emotions = self
            .curves
            .iter()
            .filter(|curve| curve.kind == CurveKind::Emotion);
        emotions.any(|curve| self.owner(curve) == owner && curve.state == state)
    }

    fn next_curve_for(&self) -> (String, Option<PersonaId>, CurveState) {
        if self.curves.is_empty() {
            return ("Emotion".into(), None, CurveState::Current);
        }
        let personas = || self.personas.iter().map(|persona| Some(persona.id));
        let without = |state| personas().find(|id| !self.has_curve(*id, state));
        if let Some(Some(id)) = without(CurveState::Current) {
            let name = self.persona(id).map(|persona| persona.name.trim());
            let name = name.filter(|name| !name.is_empty()).unwrap_or("Emotion");
            return (name.into(), Some(id), CurveState::Current);
        }
        let nobody_lacks = self.has_curve(None, CurveState::Future);
        let of_nobody = (self.personas.is_empty() && !nobody_lacks).then_some(None);
        match without(CurveState::Future).or(of_nobody) {
            Some(owner) => {
                let persona = owner.filter(|_| self.personas.len() > 1);
                (self.future_name(owner), persona, CurveState::Future)
            }
            None => ("Curve".into(), None, CurveState::Current),
        }
    }

    fn future_name(&self, owner: Option<PersonaId>) -> String {
        let persona = owner.and_then(|id| self.persona(id));
        match persona.filter(|persona| self.personas.len() > 1 && !persona.name.is_empty()) {
            Some(persona) => format!("{}, future state", persona.name),
            None => CurveState::Future.label().into(),
        }
    }

    /// The name, with a number when a curve has it already.
    fn free_curve_name(&self, name: &str) -> String {
        let is_free = |name: &String| self.curves.iter().all(|curve| curve.name != *name);
        let numbered =
            (2..=self.curves.len().saturating_add(2)).map(|number| format!("{name} {number}"));
        let mut names = std::iter::once(name.to_owned()).chain(numbered);
        names.find(is_free).unwrap_or_default()
    }

    /// The line that the fewest curves have.
    fn free_style(&self) -> LineStyle {
        let taken = |style: &LineStyle| {
            let curves = self.curves.iter();
            curves.filter(|curve| curve.style == *style).count()
        };
        let styles = LineStyle::ALL.iter().copied();
        styles.min_by_key(taken).unwrap_or_default()
    }

    /// The color that the fewest curves have; none of its own for the first.
    fn free_swatch(&self) -> Option<Swatch> {
        let taken = |swatch: &Swatch| {
            let curves = 0..self.curves.len();
            curves
                .filter(|index| self.curve_swatch(*index) == Some(*swatch))
                .count()
        };
        let color = COLORS.into_iter().min_by_key(taken);
        color.filter(|_| !self.curves.is_empty())
    }
}

fn is_emotion(lane: &Lane) -> bool {
    lane.kind == LaneKind::Emotion
}
