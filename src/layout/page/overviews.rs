//! The pages that show a map as a whole, before its stages one by one.

use std::{ops::Range, sync::Arc};

use emath::{Rect, pos2, vec2};

use super::{BOTTOM, Page, Sheet, top_of_lanes};
use crate::{
    layout::{
        Setting, StageColumn,
        column::{cells, column},
        measure::Measure,
        overview, tokens,
    },
    model::Stage,
};

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
            let mut layout = self.blank(columns, Setting::Overview);
            // A lane of the overview is not parted: its cards need room too.
            let most = 0.6 * (self.paper.size.y - BOTTOM - top_of_lanes(&layout));
            self.add_curves(&mut layout, &strip, most, measure);
            parts.extend(self.fewest(&layout, &self.lanes, measure));
        }
        self.numbered(None, parts, measure)
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
        let mut column = column(stage, (index, false), area, cells, measure);
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
