//! One stage on pages: which of its lanes are on which page, and how high they
//! are when those of all stages are to be at the same height.

use std::sync::Arc;

use super::{BOTTOM, Sheet, Strip, top_of_lanes};
use crate::{
    layout::{
        Layout,
        measure::Measure,
        paging,
        row::{place_lanes, strips},
    },
    model::{Lane, LaneId, LaneKind},
};

/// A stage as it goes on pages: a page as long as it needs, its lanes as they
/// are parted, and how many pages they take.
pub(super) struct Attempt {
    long: Layout,
    strips: Vec<Strip>,
    room: f32,
    pub(super) count: usize,
}

impl Sheet<'_> {
    /// A stage with all its lanes; with those alone that have something to say
    /// about it where that saves a page.
    pub(super) fn attempt(&self, long: &Layout, measure: &mut Measure) -> Attempt {
        let whole = self.try_lanes(long.clone(), &self.lanes, measure);
        if whole.count == 1 {
            return whole;
        }
        let cells = long.stages.first().map(|column| column.cells.as_slice());
        let lanes = self.lanes.iter().zip(cells.unwrap_or_default());
        let (said, cells): (Vec<(usize, &Lane)>, Vec<_>) = lanes
            .filter(|((_, lane), cell)| {
                !cell.cards.is_empty() || lane.kind == LaneKind::Emotion && has_points(long)
            })
            .map(|(lane, cell)| (*lane, Arc::clone(cell)))
            .unzip();
        let mut less = long.clone();
        if let Some(column) = less.stages.first_mut() {
            column.cells = cells;
        }
        let less = self.try_lanes(less, &said, measure);
        if less.count < whole.count {
            less
        } else {
            whole
        }
    }

    pub(super) fn try_lanes(
        &self,
        mut long: Layout,
        lanes: &[(usize, &Lane)],
        measure: &mut Measure,
    ) -> Attempt {
        place_lanes(self.map, &mut long, lanes, measure);
        long.size = self.paper.size;
        let room = self.paper.size.y - BOTTOM - top_of_lanes(&long);
        let strips = paging::strips(&long, room);
        Attempt {
            count: paging::count(&strips, room),
            long,
            strips,
            room,
        }
    }
}

impl Attempt {
    /// How far down its fullest page reaches.
    pub(super) fn bottom(&self) -> f32 {
        let breaks = paging::breaks(&self.strips, self.room, self.count);
        let ends = breaks.iter().copied().chain([self.strips.len()]);
        let starts = [0].into_iter().chain(breaks.iter().copied());
        let pages = starts.zip(ends).map(|(from, to)| self.strips.get(from..to));
        let heights = pages.map(|page| paging::height(page.unwrap_or_default()));
        top_of_lanes(&self.long) + heights.fold(0.0, f32::max)
    }

    pub(super) fn pages(self) -> Vec<Layout> {
        let breaks = paging::breaks(&self.strips, self.room, self.count);
        paging::pages(&self.long, &self.strips, &breaks)
    }

    /// Whether it has the same lanes on as many pages as another.
    fn is_like(&self, other: &Self) -> bool {
        let lanes = |attempt: &Self| -> Vec<LaneId> {
            attempt.strips.iter().map(|(row, _)| row.id).collect()
        };
        self.count == other.count && lanes(self) == lanes(other)
    }
}

/// Gives the lanes of stages that have the same ones the same heights, where
/// these fit on as many pages. True when all lanes of all stages have them.
pub(super) fn align(attempts: &mut [Attempt]) -> bool {
    let mut done = vec![false; attempts.len()];
    let mut is_level = true;
    for index in 0..attempts.len() {
        if done[index] {
            continue;
        }
        let like: Vec<usize> = (index..attempts.len())
            .filter(|other| attempts[*other].is_like(&attempts[index]))
            .collect();
        is_level &= like.len() == attempts.len();
        let rows = attempts[index].strips.len();
        let highest: Vec<f32> = (0..rows)
            .map(|row| {
                let heights = like
                    .iter()
                    .map(|other| attempts[*other].strips[row].0.height);
                heights.fold(0.0, f32::max)
            })
            .collect();
        for other in &like {
            done[*other] = true;
        }
        let fits = like.iter().all(|other| attempts[*other].fits(&highest));
        is_level &= fits;
        if fits {
            for other in like {
                attempts[other].raise(&highest);
            }
        }
    }
    is_level
}

impl Attempt {
    fn fits(&self, heights: &[f32]) -> bool {
        let rows = self.strips.iter().zip(heights);
        let heights: Vec<f32> = rows
            .map(|((row, _), height)| height + strips(row.dividers.len()))
            .collect();
        // Under a higher chevron there is less room for each of them too.
        let is_whole = heights.iter().all(|height| *height <= self.room);
        is_whole && paging::count_of(&heights, self.room) <= self.count
    }

    fn raise(&mut self, heights: &[f32]) {
        for ((row, _), height) in self.strips.iter_mut().zip(heights) {
            row.height = *height;
        }
    }
}

fn has_points(layout: &Layout) -> bool {
    let emotions = layout.emotions.iter();
    emotions
        .flat_map(|emotion| &emotion.curves)
        .any(|curve| !curve.points.is_empty() || !curve.runs.is_empty())
}
