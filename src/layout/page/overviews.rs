//! The pages that show a map as a whole, before its stages one by one.

use std::{ops::Range, sync::Arc};

use emath::{Rect, pos2, vec2};

use super::{Page, Sheet, attempt::Attempt, stages::Air};
use crate::{
    layout::{
        Layout, Setting, StageColumn,
        column::{cells, column},
        flat::Curves,
        measure::Measure,
        overview, tokens,
    },
    model::Stage,
};

/// From the airiest to the tightest: curves give way first.
const AIRS: [Air; 7] = [
    Air::new(tokens::LANE_PAD, 1.0),
    Air::new(tokens::LANE_PAD, 0.85),
    Air::new(tokens::LANE_PAD, 0.7),
    Air::new(7.0, 0.7),
    Air::new(5.5, 0.7),
    Air::new(4.0, 0.7),
    Air::new(3.0, 0.6),
];
/// How much of a page the curves may take at most: a lane of the overview is
/// not parted, and its cards need room too.
const MOST: f32 = 0.6;

impl Sheet<'_> {
    /// The map as a whole; on several pages when the names of its stages need
    /// them.
    pub(super) fn overviews(&self, measure: &mut Measure) -> Vec<Page> {
        let width = self.paper.stages();
        let mut parts = Vec::new();
        for run in overview::shared(self.map, width, measure) {
            let widths = self.overview_widths(&run, measure);
            let mut x = tokens::MARGIN + tokens::GUTTER;
            let mut columns = Vec::new();
            let stages = self.map.stages.iter().enumerate().skip(run.start);
            for (stage, width) in stages.zip(&widths) {
                columns.push(self.overview_column(stage, (x, *width), measure));
                x += width;
            }
            let strip = self.overview_strip(&run, &widths);
            let curves = self.curves(&strip, width);
            let layout = self.blank(columns, Setting::Overview);
            parts.extend(self.fewest(&layout, &curves, measure));
        }
        self.numbered(None, parts, measure)
    }

    /// The lanes on as few pages as can be; as airy as that number allows.
    fn fewest(&self, layout: &Layout, curves: &[Curves<'_>], measure: &mut Measure) -> Vec<Layout> {
        let mut fewest: Option<Attempt> = None;
        for air in AIRS {
            if fewest.as_ref().is_some_and(|held| held.count == 1) {
                break;
            }
            let mut long = Layout {
                pad: air.pad,
                ..layout.clone()
            };
            long.emotions = self.emotions(curves, layout, (air.flat, MOST), measure);
            let found = self.try_lanes(long, &self.lanes, measure);
            if fewest.as_ref().is_none_or(|held| found.count < held.count) {
                fewest = Some(found);
            }
        }
        fewest.map(Attempt::pages).unwrap_or_default()
    }

    /// The widths of a run of stages that fills the page: as on the map, but
    /// none too narrow for its name.
    fn overview_widths(&self, run: &Range<usize>, measure: &mut Measure) -> Vec<f32> {
        let width = self.paper.stages();
        let stages = self.map.stages.get(run.clone()).unwrap_or_default();
        let least: Vec<f32> = stages
            .iter()
            .map(|stage| overview::least_width(stage, measure).min(width))
            .collect();
        let places = self.places.get(run.clone()).unwrap_or_default();
        let spare = (width - least.iter().sum::<f32>()).max(0.0);
        // What is left goes to those that are wider on the map than they got.
        let total: f32 = places.iter().map(|(_, width)| width).sum();
        let wants: Vec<f32> = places
            .iter()
            .zip(&least)
            .map(|((_, held), least)| (held / total.max(1.0) * width - least).max(0.0))
            .collect();
        let wanted: f32 = wants.iter().sum();
        least
            .iter()
            .zip(&wants)
            .map(|(least, want)| least + spare * want / wanted.max(0.001))
            .collect()
    }

    fn overview_column(
        &self,
        (index, stage): (usize, &Arc<Stage>),
        (x, width): (f32, f32),
        measure: &mut Measure,
    ) -> StageColumn {
        let set = (width, Setting::Overview);
        let cells = cells(self.map, stage, set, &self.looks, None, measure);
        let area = Rect::from_min_size(pos2(x, 0.0), vec2(width, 0.0));
        let mut column = column(
            stage,
            (index, false, Setting::Overview),
            area,
            cells,
            measure,
        );
        overview::name(&mut column, stage, measure);
        column
    }

    /// The same for a run of stages with widths of their own.
    fn overview_strip(&self, run: &Range<usize>, widths: &[f32]) -> Vec<(f32, f32)> {
        let held = self.places.get(run.clone()).unwrap_or_default();
        let total: f32 = held.iter().map(|(_, width)| width).sum();
        let scale = self.paper.stages() / total.max(1.0);
        let mut strip = self.strip(run.start, scale);
        let mut x = 0.0;
        for (place, width) in strip.iter_mut().skip(run.start).zip(widths) {
            *place = (x, *width);
            x += width;
        }
        strip
    }
}
