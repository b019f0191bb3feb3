//! Fit to a page: the same map laid out for a page of a given shape, so that
//! its text is as large as the page allows and the page is filled.
//!
//! A page `width` units wide shows a unit at `points / width`, so the narrowest
//! page that holds the map has the largest text. It is found in three steps,
//! each deterministic:
//!
//! 1. **How high a stage is at a width** ([`cells`]): for every lane the least
//!    height over one, two, three… cards side by side, kept by stage and width.
//! 2. **Which widths stages need on a page of a width** ([`widths`]): they begin
//!    in proportion to their spans and are moved from one stage to another, the
//!    move that lowers the lanes most first, until the lanes fit.
//! 3. **How wide the page is**: halving between too narrow and wide enough.
//!
//! The width is looked for twice: with cards set in as many rows as makes them
//! lowest, then with all cards of a cell in one row, in the order of time. The
//! second is taken where its text is at most a tenth smaller; on the maps that
//! come with the program it costs a hundredth. No cell is set in several rows
//! where one is no higher.
//!
//! What height is left over goes to the curves, which may be drawn up to three
//! times as high as on the sheet, to the air around cards ([`air`]), and last to
//! the rows ([`page`]). The first of several pages has the whole header, the others one
//! line of it; so that the first does not make the text of all smaller, its
//! lanes have less air. Stages alone on their pages have width to spare: names
//! of lanes stand on one line there, and what a chevron tells. Stages are parted into pages so that the
//! fullest is as empty as can be ([`parting`]); all pages have the same scale,
//! and a curve is laid out over the stages of all of them, so that it leaves one
//! page where it enters the next.

mod air;
mod cells;
mod page;
mod parting;
mod widths;

use std::sync::Arc;

use emath::{Vec2, vec2};

use self::{air::Air, cells::Heights, page::Frame, widths::Search};
use super::{Layout, Setting, column, layouter::Layouter, measure::Measure, row, tokens};
use crate::model::{Lane, LaneId, Map, StageId};

/// What a page shows beside the stages and lanes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is something a page has or has not"
)]
pub struct FitOptions {
    /// The stages that are shown, in any order.
    pub stages: Vec<StageId>,
    /// With the map's header.
    pub header: bool,
    /// With the names of several curves.
    pub legend: bool,
    /// With less air and flatter curves, for larger type.
    pub large_type: bool,
    /// With room for a line below the map.
    pub footer: bool,
}

/// How stages are parted into pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parting {
    /// At most so many pages, as evenly as legibility wants it.
    Pages(usize),
    /// One stage a page.
    Stage,
}

/// A map on pages of one size.
#[derive(Clone, Debug)]
pub struct Fitted {
    /// At least one.
    pub pages: Vec<Arc<Layout>>,
    /// The size of every page, in units.
    pub size: Vec2,
}

/// How many times as wide a page may be so that the cards of every cell stand
/// in one row, in the order of time: its text is smaller by as much.
const ORDER: f32 = 1.1;
/// More cards than that are not tried in the order of time.
const MOST_ORDERED: usize = 400;
/// The least length of a page's long side, in units: maps of few words are not
/// blown up without end.
const SHORTEST: f32 = 640.0;
/// The height of the line below the map, in units.
pub const FOOTER: f32 = 20.0;

impl Layouter {
    /// Lays a map out for pages of a size in points; at its own size, as on the
    /// canvas, when that is `None`.
    pub fn fit(
        &mut self,
        map: &Map,
        points: Option<Vec2>,
        parting: Parting,
        options: &FitOptions,
    ) -> Fitted {
        self.fit_while(map, (points, parting), options, &|| true).0
    }

    /// The same as long as it is wanted, which is asked every few milliseconds.
    /// What it gives and false when it was not wanted to the end: then text may
    /// be smaller than it could be.
    pub fn fit_while(
        &mut self,
        map: &Map,
        (points, parting): (Option<Vec2>, Parting),
        options: &FitOptions,
        is_wanted: &dyn Fn() -> bool,
    ) -> (Fitted, bool) {
        let shown: Vec<usize> = (map.stages.iter().enumerate())
            .filter(|(_, stage)| options.stages.contains(&stage.id))
            .map(|(index, _)| index)
            .collect();
        let is_whole = shown.len() == map.stages.len() && parting == Parting::Pages(1);
        if points.is_none() && is_whole && options.header && options.legend && !options.footer {
            let layout = self.layout(map);
            let whole = Fitted {
                size: layout.size,
                pages: vec![layout],
            };
            return (whole, true);
        }
        let mut job = Job::new(map, (options, is_wanted), &mut self.measure);
        let groups = parting::groups(&mut job, &shown, parting);
        if groups.iter().all(|group| group.len() == 1) {
            // There is width for all words to stand on one line.
            job.is_alone = true;
            job.gutter = gutter(&job.lanes, true, job.measure);
            job.heights = Heights::default();
        }
        let fitted = match points {
            Some(points) => job.fitted(&groups, points),
            None => job.natural(&groups),
        };
        (fitted, is_wanted())
    }
}

/// A map while it is fitted.
struct Job<'a> {
    map: &'a Map,
    options: &'a FitOptions,
    is_wanted: &'a dyn Fn() -> bool,
    lanes: Vec<(usize, &'a Lane)>,
    looks: Vec<(LaneId, tokens::Look)>,
    gutter: f32,
    /// Whether every page has one stage alone.
    is_alone: bool,
    /// Whether cards of a cell keep to one row, if they can.
    in_order: bool,
    heights: Heights,
    measure: &'a mut Measure,
}

impl<'a> Job<'a> {
    fn new(
        map: &'a Map,
        (options, is_wanted): (&'a FitOptions, &'a dyn Fn() -> bool),
        measure: &'a mut Measure,
    ) -> Self {
        let lanes = map.lanes.iter().enumerate();
        let lanes: Vec<(usize, &Lane)> = lanes.filter(|(_, lane)| !lane.hidden).collect();
        let looks = lanes.iter();
        let looks = looks.map(|(_, lane)| (lane.id, tokens::Look::of(lane.kind)));
        Self {
            map,
            options,
            is_wanted,
            looks: looks.collect(),
            gutter: gutter(&lanes, false, measure),
            is_alone: false,
            in_order: false,
            lanes,
            heights: Heights::default(),
            measure,
        }
    }

    /// Pages of a size in points, all of one scale.
    fn fitted(&mut self, groups: &[Vec<usize>], points: Vec2) -> Fitted {
        let points = points.max(Vec2::splat(1.0));
        let aspect = points.y / points.x;
        let mut air = Air::tightest(self.options.large_type);
        if self.is_alone {
            // Every lane is there on every page, and few cards are.
            air.pad = air.pad.min(4.4);
        }
        let narrowest = SHORTEST * (points.x / points.max_elem());
        // The page that needs most decides for all of them.
        let mut width = narrowest;
        for page in 0..groups.len() {
            let search = Search::new(self, (groups, page), (aspect, air));
            width = search.narrowest(self, (width, f32::INFINITY));
        }
        width = self.ordered(groups, (aspect, air), width);
        loop {
            let size = vec2(width, width * aspect);
            let pages = self.pages(groups, (size, air));
            let options = self.options;
            let highest = pages.iter().map(|page| page::bottom(page, options));
            let highest = highest.fold(0.0, f32::max);
            if highest <= size.y + 0.01 || !(self.is_wanted)() {
                return Fitted {
                    pages: pages.into_iter().map(Arc::new).collect(),
                    size,
                };
            }
            // Labels at the curves need more than was thought, or one piece
            // that cannot be broken is wider than its stage.
            width *= (highest / size.y).sqrt().clamp(1.01, 2.0);
        }
    }

    /// How wide pages are that are `width` wide when cards may stand below one
    /// another: wider, if that is what it takes to have them in the order of
    /// time. A map of very many cards has no cells that fit in one row.
    fn ordered(&mut self, groups: &[Vec<usize>], set: (f32, Air), width: f32) -> f32 {
        let cards = groups.iter().flatten();
        let cards = cards.filter_map(|index| self.map.stages.get(*index));
        if cards.map(|stage| stage.cards.len()).sum::<usize>() > MOST_ORDERED {
            return width;
        }
        self.in_order = true;
        let mut wider = width;
        for page in 0..groups.len() {
            let search = Search::new(self, (groups, page), set);
            wider = search.narrowest(self, (wider, width * ORDER));
        }
        self.in_order = wider <= width * ORDER;
        if self.in_order { wider } else { width }
    }

    /// Every group on a page of a size.
    fn pages(&mut self, groups: &[Vec<usize>], (size, air): (Vec2, Air)) -> Vec<Layout> {
        let aspect = size.y / size.x;
        let widths: Vec<Vec<f32>> = (0..groups.len())
            .map(|page| Search::new(self, (groups, page), (aspect, air)).widths(self, size.x))
            .collect();
        let frame = Frame {
            setting: Setting::Page,
            gutter: self.gutter,
            size: Some(size),
        };
        self.build(groups, &widths, frame, air)
    }

    /// Pages at the map's own size; as large as the largest of them.
    fn natural(&mut self, groups: &[Vec<usize>]) -> Fitted {
        let sheet: Vec<f32> = column::widths(self.map).collect();
        let widths: Vec<Vec<f32>> = groups
            .iter()
            .map(|group| {
                let widths = group.iter().filter_map(|index| sheet.get(*index).copied());
                widths.collect()
            })
            .collect();
        let frame = Frame {
            setting: Setting::Sheet,
            gutter: tokens::GUTTER,
            size: None,
        };
        let mut pages = self.build(groups, &widths, frame, Air::USUAL);
        let size = pages
            .iter()
            .fold(Vec2::ZERO, |size, page| size.max(page.size));
        for page in &mut pages {
            page.size = size;
        }
        Fitted {
            pages: pages.into_iter().map(Arc::new).collect(),
            size,
        }
    }
}

/// The width of the lane labels: names on one line or two, no word broken.
fn gutter(lanes: &[(usize, &Lane)], on_one: bool, measure: &mut Measure) -> f32 {
    let (share, most) = if on_one {
        (1.0, tokens::GUTTER + 40.0)
    } else {
        (0.56, tokens::GUTTER)
    };
    let style = tokens::LANE_NAME;
    let widest = lanes.iter().map(|(_, lane)| {
        let half = measure.line_width(&lane.name, &style) * share;
        measure.widest_piece(&lane.name, &style).max(half)
    });
    let room = widest.fold(0.0, f32::max) + row::LABEL_LEFT + 11.0;
    room.clamp(84.0, most)
}
