//! The emotion lanes of a page that is shown: the part of the curves that lies on
//! it, flatter where that saves a page.

use std::sync::Arc;

use super::{Sheet, top_of_lanes};
use crate::layout::{
    Emotion, Layout, StageColumn, emotion,
    flat::{Curves, flat_emotion},
    measure::Measure,
    page::BOTTOM,
    scale::Set,
    tokens,
};

impl<'a> Sheet<'a> {
    /// The part of the curves that lies on a page `width` wide. `strip` says
    /// where the stages lie.
    pub(super) fn curves(&self, strip: &[(f32, f32)], width: f32) -> Vec<Curves<'a>> {
        let lanes = self.map.emotion_lanes();
        let on_page = lanes.map(|lane| {
            let mut curves = emotion::curves(self.map, lane.id, |stage, at| {
                let (Some((_, held)), Some((to, room))) =
                    (self.places.get(stage), strip.get(stage))
                else {
                    return 0.0;
                };
                to + StageColumn::x_of_moment(at, *held) / held.max(1.0) * room
            });
            for curve in &mut curves {
                curve.cut(0.0..=width);
            }
            (lane, curves)
        });
        on_page.collect()
    }

    /// The emotion lanes of a page with curves as flat as `flat`, 1 for the
    /// usual; no higher than a share `most` of what the page has for lanes.
    pub(super) fn emotions(
        &self,
        curves: &[Curves<'_>],
        layout: &Layout,
        (flat, most): (f32, f32),
        measure: &mut Measure,
    ) -> Vec<Arc<Emotion>> {
        let room = self.paper.size.y - BOTTOM - top_of_lanes(layout);
        let most = most * (room - 3.0 * tokens::DIVIDER);
        let width = layout.stages_width();
        let lanes = curves.iter();
        lanes
            .map(|curves| {
                let set = Set {
                    width,
                    valence: flat * tokens::VALENCE,
                    gutter: tokens::GUTTER,
                    least: 0.0,
                };
                let mut emotion = flat_emotion(self.map, curves, set, measure);
                emotion.limit(most);
                Arc::new(emotion)
            })
            .collect()
    }
}
