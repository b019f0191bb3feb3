//! The curve that stands for a journey, and that of another map as one more
//! curve of this one.

use super::stages_alike;
use crate::model::{
    edit::{Edit, New},
    id::Element,
    map::{Curve, Map},
    stage::EmotionPoint,
    words::{CurveKind, CurveState, LineStyle, Side, Swatch},
};

/// The open map with the leading curve of another one as a further curve of its
/// own, dotted; points in stages that the map does not have are left out. None
/// when the other has no such curve here.
#[must_use]
pub fn with_curve_of(map: &Map, other: &Map, name: &str) -> Option<Map> {
    let current = other.lead_curve(CurveState::Current);
    let held = current.or_else(|| other.lead_curve(CurveState::Future))?;
    let alike = stages_alike(other, map);
    let mut made = map.clone();
    let curve = Curve {
        persona: None,
        lane: None,
        hidden: false,
        style: LineStyle::Dotted,
        swatch: Some(Swatch::Slate),
        name: name.to_owned(),
        ..held.clone()
    };
    let new = made.apply(&Edit::Add(New::Curve(Box::new(curve)))).ok()?;
    let Some(Element::Curve(curve)) = new else {
        return None;
    };
    let mut count = 0_usize;
    for stage in &other.stages {
        let Some(to) = alike.get(&stage.id) else {
            continue;
        };
        for point in stage.points.iter().filter(|point| point.curve == held.id) {
            let point = EmotionPoint {
                curve,
                card: None,
                // Words and stars belong to the curve that is worked on.
                word: String::new(),
                moment_of_truth: false,
                ..point.clone()
            };
            made.apply(&Edit::Add(New::Point(*to, Box::new(point))))
                .ok()?;
            count = count.saturating_add(1);
        }
    }
    (count > 0).then_some(made)
}

impl Map {
    /// The curve that stands for the journey in a state: the first visible one
    /// of feelings as the customer has them.
    #[must_use]
    pub fn lead_curve(&self, state: CurveState) -> Option<&Curve> {
        let mut curves = self.curves.iter();
        curves.find(|curve| {
            curve.state == state
                && curve.side == Side::Customer
                && curve.kind == CurveKind::Emotion
                && self.shows_curve(curve.id)
        })
    }
}
