//! A page put together from stages of known widths: curves, lanes and header,
//! and what height is left over shared out.

use std::sync::Arc;

use emath::{Vec2, vec2};

use super::{FOOTER, FitOptions, Job, air::Air};
use crate::layout::{
    Emotion, Layout, Setting, StageColumn,
    column::{cells, widths},
    emotion::{self, CurveLine},
    flat::flat_emotion,
    header::Header,
    row::place_lanes,
    scale, tokens,
};

/// What all pages have in common.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub(super) setting: Setting,
    pub(super) gutter: f32,
    /// The size of a page; as large as what is on it when `None`.
    pub(super) size: Option<Vec2>,
}

impl Frame {
    fn left(&self) -> f32 {
        tokens::MARGIN + self.gutter
    }
}

impl Job<'_> {
    /// Every group of stages with its widths as a page.
    pub(super) fn build(
        &mut self,
        groups: &[Vec<usize>],
        widths: &[Vec<f32>],
        frame: Frame,
        air: Air,
    ) -> Vec<Layout> {
        let mut pages: Vec<Layout> = groups
            .iter()
            .zip(widths)
            .enumerate()
            .map(|(page, (group, widths))| self.bare(group, (page, groups.len()), (widths, frame)))
            .collect();
        // All pages are set alike: what the fullest leaves, all may take.
        self.fill(&mut pages, (groups, widths), (frame, air));
        if let Some(size) = frame.size {
            let free = pages.iter().map(|page| size.y - page.size.y);
            let free = free.fold(f32::INFINITY, f32::min);
            for looser in air.loosened(free, self.lanes.len()) {
                let mut next = pages.clone();
                self.fill(&mut next, (groups, widths), (frame, looser));
                if next.iter().all(|page| looser.suits(page, size)) {
                    pages = next;
                    break;
                }
            }
            stretch(&mut pages, size);
        }
        pages
    }

    /// A page with header and stages, without lanes.
    fn bare(
        &mut self,
        group: &[usize],
        page: (usize, usize),
        (widths, frame): (&[f32], Frame),
    ) -> Layout {
        let mut x = frame.left();
        let mut stages: Vec<StageColumn> = Vec::new();
        for (place, (index, width)) in group.iter().zip(widths).enumerate() {
            let Some(stage) = self.map.stages.get(*index) else {
                continue;
            };
            stages.push(self.column(*index, stage, (x, *width), place == 0));
            x += width;
        }
        let width = frame.size.map_or(x + tokens::MARGIN, |size| size.x);
        let inner = width - 2.0 * tokens::MARGIN;
        let header = self.header(page, inner, frame.setting);
        let least = self.least_chevron();
        let chevron = stages.iter().fold(least, |height, column| {
            height.max(column.text_height + 10.0)
        });
        let mut layout = Layout {
            size: vec2(width, 0.0),
            stage_top: tokens::MARGIN + header.size.y,
            header: Arc::new(header),
            stages,
            lanes: Vec::new(),
            closing: Vec::new(),
            chevron,
            emotions: Vec::new(),
            pad: tokens::LANE_PAD,
            gutter: frame.gutter,
            setting: frame.setting,
        };
        self.add_cells(&mut layout);
        layout
    }

    /// The least height of a chevron: lower where a stage alone has the whole
    /// width, for then its words stand on one line.
    pub(super) fn least_chevron(&self) -> f32 {
        let less = if self.is_alone { 24.0 } else { 12.0 };
        tokens::STAGE_ROW - less
    }

    fn add_cells(&mut self, layout: &mut Layout) {
        let rows: Vec<f32> = match layout.setting {
            Setting::Page => {
                let mut rows = vec![0.0_f32; self.lanes.len()];
                for column in &layout.stages {
                    let steps = super::cells::steps_of(column.width - super::cells::STEP + 0.5);
                    let needs = self.needs(column.index, steps);
                    for (row, height) in rows.iter_mut().zip(&needs.cells) {
                        *row = row.max(*height);
                    }
                }
                rows
            }
            Setting::Sheet | Setting::Overview | Setting::Stage => Vec::new(),
        };
        for column in &mut layout.stages {
            let (stage, width) = (Arc::clone(&column.stage), column.width);
            column.cells = if layout.setting == Setting::Page {
                self.cells(&stage, width, &rows)
            } else {
                let set = (width, layout.setting);
                cells(self.map, &stage, set, &self.looks, None, self.measure)
            };
        }
    }

    /// The header of a page, `page` from 0 of so many, in full on the first;
    /// nothing of it when none is wanted.
    pub(super) fn header(
        &mut self,
        (page, count): (usize, usize),
        inner: f32,
        setting: Setting,
    ) -> Header {
        if !self.options.header {
            Header::default()
        } else if page == 0 {
            Header::new(self.map, inner, setting, self.measure)
        } else {
            let place = (page + 1, count);
            Header::slim(self.map, place, (inner, setting), self.measure)
        }
    }

    /// Puts curves and lanes on pages.
    fn fill(
        &mut self,
        pages: &mut [Layout],
        (groups, widths): (&[Vec<usize>], &[Vec<f32>]),
        (frame, air): (Frame, Air),
    ) {
        let emotions = self.emotions(groups, widths, (frame, air.flat));
        let count = pages.len();
        for (number, (page, emotions)) in pages.iter_mut().zip(emotions).enumerate() {
            page.emotions = emotions;
            // Pages as large as their content need not be tight.
            let is_sized = frame.size.is_some();
            let own = if is_sized {
                air.on((number, count))
            } else {
                air
            };
            page.pad = own.pad;
            page.lanes.clear();
            place_lanes(self.map, page, &self.lanes, self.measure);
            if self.options.footer {
                page.size.y += FOOTER;
            }
        }
    }

    /// The emotion lanes of every page. Curves run through the stages of all
    /// pages as wide as they are there, so they leave one where they enter the
    /// next.
    pub(super) fn emotions(
        &mut self,
        groups: &[Vec<usize>],
        widths: &[Vec<f32>],
        (frame, flat): (Frame, f32),
    ) -> Vec<Vec<Arc<Emotion>>> {
        let strip = self.strip(groups, widths);
        let mut pages: Vec<Vec<Arc<Emotion>>> = vec![Vec::new(); groups.len()];
        for lane in self.map.emotion_lanes() {
            let whole = emotion::curves(self.map, lane.id, |stage, at| {
                let (x, width) = strip.get(stage).copied().unwrap_or_default();
                x + StageColumn::x_of_moment(at, width)
            });
            let mut laid: Vec<Emotion> = Vec::new();
            for group in groups {
                let curves = (lane, on_page(&whole, group, &strip));
                let width = group.iter().filter_map(|index| strip.get(*index));
                let set = scale::Set {
                    width: width.map(|(_, width)| width).sum(),
                    valence: flat * tokens::VALENCE,
                    gutter: frame.gutter,
                    least: frame.setting.least(),
                };
                let mut emotion = flat_emotion(self.map, &curves, set, self.measure);
                if !self.options.legend {
                    emotion.legend.clear();
                }
                laid.push(emotion);
            }
            // The zero line is at the same height on every page.
            let most = laid.iter().fold(None, |most, emotion| {
                Some(emotion.reach.max(most.unwrap_or(emotion.reach)))
            });
            for (page, mut emotion) in pages.iter_mut().zip(laid) {
                if let Some(most) = most {
                    emotion.grow(most);
                }
                page.push(Arc::new(emotion));
            }
        }
        pages
    }

    /// Where every stage of the map begins and how wide it is, side by side as
    /// wide as on its page; those on no page as on the sheet.
    fn strip(&self, groups: &[Vec<usize>], page_widths: &[Vec<f32>]) -> Vec<(f32, f32)> {
        let mut all: Vec<f32> = widths(self.map).collect();
        for (group, widths) in groups.iter().zip(page_widths) {
            for (index, width) in group.iter().zip(widths) {
                if let Some(held) = all.get_mut(*index) {
                    *held = *width;
                }
            }
        }
        let mut x = 0.0;
        let places = all.into_iter().map(|width| {
            x += width;
            (x - width, width)
        });
        places.collect()
    }
}

/// Shares out what height pages leave below their lanes; none gets more
/// than twice as high.
fn stretch(pages: &mut [Layout], size: Vec2) {
    for page in pages.iter_mut() {
        let free = (size.y - page.size.y).max(0.0);
        let heights: f32 = page.lanes.iter().map(|row| row.height).sum();
        let share = (free / heights.max(1.0)).min(1.0);
        let mut down = 0.0;
        for row in &mut page.lanes {
            row.y += down;
            let more = row.height * share;
            row.height += more;
            down += more;
            if row.curves > 0.0
                && let Some(own) = page.emotions.iter_mut().find(|own| own.lane == row.id)
            {
                // Half above the curves, half below, whatever is below them.
                let mut reach = own.reach;
                reach.above += more / 2.0;
                reach.below += more / 2.0;
                Arc::make_mut(own).grow(reach);
                row.curves += more;
            }
        }
        page.size = size;
    }
}

/// How far down a page reaches that has a size, margin and footer included.
pub(super) fn bottom(page: &Layout, options: &FitOptions) -> f32 {
    let footer = if options.footer { FOOTER } else { 0.0 };
    let lanes = page.lanes.last().map(|_| page.lanes_bottom());
    let top = page.stage_top + page.chevron + tokens::STAGE_ROW_GAP;
    lanes.unwrap_or(top) + tokens::MARGIN + footer
}

/// The part of curves that lies on a page, in its coordinates: for every run of
/// neighbors their stretch of the curve.
fn on_page(whole: &[CurveLine], group: &[usize], strip: &[(f32, f32)]) -> Vec<CurveLine> {
    let mut curves: Vec<CurveLine> = whole
        .iter()
        .map(|curve| CurveLine {
            points: Vec::new(),
            runs: Vec::new(),
            ..curve.clone()
        })
        .collect();
    let mut x = 0.0;
    for run in group.chunk_by(|a, b| *b == *a + 1) {
        let places = run.iter().filter_map(|index| strip.get(*index));
        let from = places
            .clone()
            .map(|(x, _)| *x)
            .fold(f32::INFINITY, f32::min);
        let width: f32 = places.map(|(_, width)| width).sum();
        if !from.is_finite() {
            continue;
        }
        for (curve, whole) in curves.iter_mut().zip(whole) {
            let mut part = whole.clone();
            part.cut(from..=from + width);
            part.shift(x - from);
            curve.points.append(&mut part.points);
            curve.runs.append(&mut part.runs);
        }
        x += width;
    }
    curves
}
