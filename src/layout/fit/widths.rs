//! Which widths the stages of a page need, and how wide the page has to be.

use std::rc::Rc;

use emath::vec2;

use super::{
    FOOTER, Job,
    air::Air,
    cells::{Needs, STEP},
    page::Frame,
};
use crate::layout::{Setting, row, tokens};

/// The stages of a page while their widths are looked for.
pub(super) struct Search {
    stages: Vec<usize>,
    /// Which page it is, from 0, of how many.
    page: (usize, usize),
    /// The least width of each, in steps.
    least: Vec<u32>,
    /// The share of the page each would like to have.
    spans: Vec<f64>,
    aspect: f32,
    air: Air,
}

/// What has a height of its own on a page of a width.
struct Fixed {
    /// Header, margins, lines between lanes, footer.
    around: f32,
    /// The least height of the chevrons.
    chevron: f32,
    /// For each lane: the least height, and what the curves take.
    lanes: Vec<(f32, f32)>,
}

/// Widths in steps, and how high the page is with them.
struct State {
    steps: Vec<u32>,
    needs: Vec<Rc<Needs>>,
    height: f32,
}

impl Search {
    /// For one page of those that hold the groups.
    pub(super) fn new(
        job: &mut Job<'_>,
        (groups, page): (&[Vec<usize>], usize),
        (aspect, air): (f32, Air),
    ) -> Self {
        let stages = groups.get(page).map(Vec::as_slice).unwrap_or_default();
        let span = |index: &usize| job.map.stages.get(*index).map_or(1.0, |s| s.span.value());
        Self {
            spans: stages.iter().map(span).collect(),
            least: stages.iter().map(|index| job.least_steps(*index)).collect(),
            stages: stages.to_vec(),
            page: (page, groups.len()),
            aspect,
            air: air.on((page, groups.len())),
        }
    }

    /// The width of the narrowest page, at least `from`, that holds the stages;
    /// infinite when that is wider than `most`.
    pub(super) fn narrowest(&self, job: &mut Job<'_>, (from, most): (f32, f32)) -> f32 {
        /// How exactly the width is found.
        const EXACT: f32 = 1.004;
        let least: u32 = self.least.iter().sum();
        #[expect(clippy::cast_precision_loss, reason = "a width is small")]
        let mut low = from.max(least as f32 * STEP + around(job.gutter));
        if low > most {
            return f32::INFINITY;
        }
        if self.solve(job, low).is_some() {
            return low;
        }
        let mut high = (low * 1.4).min(most);
        if most.is_finite() && self.solve(job, high).is_none() {
            return f32::INFINITY;
        }
        while self.solve(job, high).is_none() && high < 1.0e6 && (job.is_wanted)() {
            low = high;
            high *= 1.5;
        }
        while high / low > EXACT && (job.is_wanted)() {
            let middle = (low * high).sqrt();
            if self.solve(job, middle).is_some() {
                high = middle;
            } else {
                low = middle;
            }
        }
        high
    }

    /// The widths of the stages on a page of a width; those nearest to fitting
    /// when none fit. They fill the page.
    pub(super) fn widths(&self, job: &mut Job<'_>, width: f32) -> Vec<f32> {
        let steps = match self.solve(job, width) {
            Some(state) => state.steps,
            None => self.shares(width, job.gutter),
        };
        let inner = width - around(job.gutter);
        let sum: u32 = steps.iter().sum();
        #[expect(clippy::cast_precision_loss, reason = "a width is small")]
        let (sum, count) = (sum as f32 * STEP, steps.len().max(1) as f32);
        // What is less than a step is shared by all.
        let extra = ((inner - sum) / count).max(0.0);
        #[expect(clippy::cast_precision_loss, reason = "a width is small")]
        let widths = steps.iter().map(|steps| *steps as f32 * STEP + extra);
        widths.collect()
    }

    /// Widths with which everything fits on a page of a width.
    fn solve(&self, job: &mut Job<'_>, width: f32) -> Option<State> {
        /// How many steps are moved from one stage to another at once.
        const MOVES: [u32; 4] = [1, 2, 5, 10];
        let fixed = self.fixed(job, width);
        let goal = width * self.aspect;
        let mut state = self.state(job, self.shares(width, job.gutter), &fixed);
        let cards = job.map.stages.iter().map(|stage| stage.cards.len());
        let mut budget = (60_000 / cards.sum::<usize>().max(1)).clamp(3, 40);
        while state.height > goal {
            budget = budget.checked_sub(1)?;
            if !(job.is_wanted)() {
                return None;
            }
            let mut best: Option<(f32, Vec<u32>)> = None;
            for to in self.tightest(&state, &fixed) {
                for (from, by) in self.donors(&state, to, &MOVES) {
                    let mut steps = state.steps.clone();
                    steps[to] += by;
                    steps[from] -= by;
                    let height = self.height(job, &state, (&steps, to, from), &fixed);
                    if best
                        .as_ref()
                        .is_none_or(|(least, _)| height < *least - 0.01)
                    {
                        best = Some((height, steps));
                    }
                }
            }
            let (height, steps) = best?;
            if height >= state.height - 0.01 {
                return None;
            }
            state = self.state(job, steps, &fixed);
        }
        Some(state)
    }

    /// The stages that decide how high some lane is, most lanes first.
    fn tightest(&self, state: &State, fixed: &Fixed) -> Vec<usize> {
        const MOST: usize = 3;
        let mut counts = vec![0.0_f32; self.stages.len()];
        for lane in 0..fixed.lanes.len() {
            let of = |needs: &Rc<Needs>| needs.cells.get(lane).copied().unwrap_or(0.0);
            let heights = state.needs.iter().map(of);
            let highest = heights.clone().fold(0.0, f32::max);
            for (count, height) in counts.iter_mut().zip(heights) {
                if height >= highest - 0.01 && highest > 0.0 {
                    *count += highest;
                }
            }
        }
        let mut order: Vec<usize> = (0..counts.len()).filter(|at| counts[*at] > 0.0).collect();
        order.sort_by(|a, b| counts[*b].total_cmp(&counts[*a]));
        order.truncate(MOST);
        order
    }

    /// Stages that could give width to another, and how much of it; those that
    /// have most above what they need at least come first.
    fn donors(&self, state: &State, to: usize, moves: &[u32]) -> Vec<(usize, u32)> {
        const MOST: usize = 4;
        let spare = |at: usize| state.steps[at].saturating_sub(self.least[at]);
        let mut order: Vec<usize> = (0..self.stages.len()).filter(|at| *at != to).collect();
        order.sort_by_key(|at| std::cmp::Reverse(spare(*at)));
        order.truncate(MOST);
        let pairs = order.into_iter().flat_map(|at| {
            let moves = moves.iter().filter(move |by| **by <= spare(at));
            moves.map(move |by| (at, *by))
        });
        pairs.collect()
    }

    /// Widths in proportion to spans, none below the least.
    fn shares(&self, width: f32, gutter: f32) -> Vec<u32> {
        let inner = (width - around(gutter)).max(STEP);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a width is positive and small"
        )]
        let total = (inner / STEP) as u32;
        let mut steps = self.least.clone();
        let mut free = total.saturating_sub(steps.iter().sum());
        // One step at a time to the stage that is farthest from its share.
        while free > 0 && !steps.is_empty() {
            let short = |at: &usize| f64::from(steps[*at]) / self.spans[*at].max(0.01);
            let next = (0..steps.len()).min_by(|a, b| short(a).total_cmp(&short(b)));
            if let Some(next) = next {
                steps[next] += 1;
            }
            free -= 1;
        }
        steps
    }

    fn state(&self, job: &mut Job<'_>, steps: Vec<u32>, fixed: &Fixed) -> State {
        let pairs = self.stages.iter().zip(&steps);
        let needs: Vec<Rc<Needs>> = pairs
            .map(|(index, steps)| job.needs(*index, *steps))
            .collect();
        let height = self.total(&needs, fixed);
        State {
            steps,
            needs,
            height,
        }
    }

    /// How high the page would be after a move between two stages.
    fn height(
        &self,
        job: &mut Job<'_>,
        state: &State,
        (steps, to, from): (&[u32], usize, usize),
        fixed: &Fixed,
    ) -> f32 {
        let mut needs = state.needs.clone();
        for at in [to, from] {
            needs[at] = job.needs(self.stages[at], steps[at]);
        }
        self.total(&needs, fixed)
    }

    fn total(&self, needs: &[Rc<Needs>], fixed: &Fixed) -> f32 {
        let heading = needs.iter().map(|needs| needs.heading).fold(0.0, f32::max);
        let chevron = (heading + 10.0).max(fixed.chevron);
        let pad = 2.0 * self.air.pad;
        let lanes = fixed
            .lanes
            .iter()
            .enumerate()
            .map(|(lane, (least, curves))| {
                let of = |needs: &Rc<Needs>| needs.cells.get(lane).copied().unwrap_or(0.0);
                let content = needs.iter().map(of).fold(0.0, f32::max);
                if content > 0.0 || *curves == 0.0 {
                    least.max(curves + content + pad)
                } else {
                    least.max(*curves)
                }
            });
        fixed.around + chevron + tokens::STAGE_ROW_GAP + lanes.sum::<f32>()
    }

    fn fixed(&self, job: &mut Job<'_>, width: f32) -> Fixed {
        let frame = Frame {
            setting: Setting::Page,
            gutter: job.gutter,
            size: Some(vec2(width, width * self.aspect)),
        };
        let header = job.header(self.page, width - 2.0 * tokens::MARGIN, frame.setting);
        let widths = self.shares(width, job.gutter);
        #[expect(clippy::cast_precision_loss, reason = "a width is small")]
        let widths: Vec<f32> = widths.iter().map(|steps| *steps as f32 * STEP).collect();
        let groups = [self.stages.clone()];
        let emotions = job.emotions(&groups, &[widths], (frame, self.air.flat));
        let emotions = emotions.first().map(Vec::as_slice).unwrap_or_default();
        let lanes = job.lanes.clone();
        let lanes = lanes.iter().map(|(_, lane)| {
            let label = row::label(lane, job.gutter, job.measure).height;
            let least = (label + 2.0 * self.air.pad).max(tokens::LANE - 18.0 + 2.0 * self.air.pad);
            let own = emotions.iter().find(|emotion| emotion.lane == lane.id);
            let curves = own.map_or(0.0, |own| own.reach.above + own.reach.below);
            (least, curves)
        });
        let lanes = lanes.collect();
        let dividers = job.map.lanes.iter().filter(|lane| lane.divider.is_some());
        let footer = if job.options.footer { FOOTER } else { 0.0 };
        Fixed {
            around: 2.0 * tokens::MARGIN + header.size.y + row::strips(dividers.count()) + footer,
            chevron: job.least_chevron(),
            lanes,
        }
    }
}

/// What of a page's width is not the stages'.
fn around(gutter: f32) -> f32 {
    2.0 * tokens::MARGIN + gutter
}
