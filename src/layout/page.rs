//! A map on pages that are shown to a room: first as a whole, then one stage
//! at a time. A page has the shape of the screen, and units so large that the
//! smallest text there is has a fiftieth of the screen's height. What does not
//! fit goes to the next page; it is never set smaller.
//!
//! Pages are layouts like the sheet's, so that all that can be asked of a
//! layout can be asked of them: where a card is, what is at a place.

mod overviews;

use std::sync::Arc;

use emath::{Rect, Vec2, pos2, vec2};

use super::{
    LaneRow, Layout, Setting, StageColumn,
    cell::Cell,
    column::{cells, column, widths},
    emotion::{self, CurveLine},
    feelings,
    header::Header,
    heading,
    heading::Heading,
    layouter::{Layouter, is_same, shows_alike},
    measure::Measure,
    overview, paging,
    row::place_lanes,
    tokens::{self, Look},
};
use crate::model::{Element, Lane, LaneId, LaneKind, Map, Stage, StageId};

/// How many lines of the smallest text are as high as a page.
const LINES: f32 = 50.0;
/// The least width of a page, in units: narrower screens have smaller text.
const NARROWEST: f32 = 440.0;
/// The top of the chevrons, below the heading.
const STAGE_TOP: f32 = 46.0;
/// Below the last lane.
const BOTTOM: f32 = 8.0;
/// The most height of what stands in a chevron on a page.
const HEADING: f32 = 90.0;
/// The most lines of a stage's name where that is too little; its duration takes one.
pub(super) const NAME_LINES: usize = 3;

/// The size of a page in units, and how many points of the screen a unit has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paper {
    /// In units.
    pub size: Vec2,
    /// Points a unit.
    pub scale: f32,
}

impl Paper {
    /// The page for a screen of so many points.
    #[must_use]
    pub fn of(screen: Vec2) -> Self {
        let screen = screen.max(Vec2::splat(1.0));
        let by_height = screen.y / (LINES * tokens::SMALLEST);
        let scale = by_height.min(screen.x / NARROWEST);
        Self {
            size: screen / scale,
            scale,
        }
    }

    /// The width of all stages of a page together.
    fn stages(self) -> f32 {
        self.size.x - 2.0 * tokens::MARGIN - tokens::GUTTER
    }
}

/// One page.
#[derive(Clone, Debug)]
pub struct Page {
    /// What is on it.
    pub layout: Arc<Layout>,
    /// What stands above it.
    pub heading: Heading,
    /// The stage that it shows; none for the overview.
    pub stage: Option<StageId>,
    /// Which of its stage's pages it is, from 0.
    pub number: usize,
}

impl Page {
    /// Whether an element is on it.
    #[must_use]
    pub fn shows(&self, element: Element) -> bool {
        match element {
            Element::Header => true,
            Element::Lane(_)
            | Element::Stage(_)
            | Element::Card(_)
            | Element::Point(_)
            | Element::Persona(_)
            | Element::Curve(_)
            | Element::Divider(_) => self.layout.rect_of(element).is_some(),
        }
    }
}

/// The pages of a map, and what they were laid out for.
#[derive(Default)]
pub(super) struct Pages {
    last: Option<(Map, Paper, Arc<Vec<Page>>)>,
    /// Each stage's column with all its cells, to be used again.
    columns: Vec<StageColumn>,
}

impl Layouter {
    /// Lays a map out on pages: the very same ones when nothing has changed.
    pub fn pages(&mut self, map: &Map, paper: Paper) -> Arc<Vec<Page>> {
        if let Some((last, seen, pages)) = &self.pages.last
            && *seen == paper
            && is_same(last, map)
        {
            return Arc::clone(pages);
        }
        let sheet = Sheet::new(map, paper);
        let last = self.pages.last.take();
        let known = last.filter(|(last, seen, _)| *seen == paper && shows_alike(last, map));
        let columns = match known {
            Some((last, ..)) if last.lanes == map.lanes => std::mem::take(&mut self.pages.columns),
            _ => Vec::new(),
        };
        let mut pages = sheet.overviews(&mut self.measure);
        for (index, stage) in map.stages.iter().enumerate() {
            let before = columns.get(index).filter(|column| column.id == stage.id);
            let (column, shown) = sheet.stage((index, stage), before, &mut self.measure);
            self.pages.columns.push(column);
            pages.extend(shown);
        }
        let pages = Arc::new(pages);
        self.pages.last = Some((map.clone(), paper, Arc::clone(&pages)));
        pages
    }
}

/// The map while it is put on pages.
struct Sheet<'a> {
    map: &'a Map,
    paper: Paper,
    lanes: Vec<(usize, &'a Lane)>,
    looks: Vec<(LaneId, Look)>,
    /// Where each stage is on the whole map, from the first one's left edge,
    /// and its width.
    places: Vec<(f32, f32)>,
}

impl<'a> Sheet<'a> {
    fn new(map: &'a Map, paper: Paper) -> Self {
        let lanes = map.lanes.iter().enumerate();
        let lanes: Vec<(usize, &Lane)> = lanes.filter(|(_, lane)| !lane.hidden).collect();
        let looks = lanes.iter().map(|(_, lane)| (lane.id, Look::of(lane.kind)));
        let mut x = 0.0;
        let places = widths(map).map(|width| {
            x += width;
            (x - width, width)
        });
        Self {
            map,
            paper,
            looks: looks.collect(),
            lanes,
            places: places.collect(),
        }
    }

    /// The pages of one stage, and its column with all its cells.
    fn stage(
        &self,
        (index, stage): (usize, &Arc<Stage>),
        before: Option<&StageColumn>,
        measure: &mut Measure,
    ) -> (StageColumn, Vec<Page>) {
        let width = self.paper.stages();
        let whole = self.column((index, stage), width, before, measure);
        let mut layout = self.blank(vec![whole.clone()], Setting::Stage);
        let (_, here) = self.places.get(index).copied().unwrap_or((0.0, width));
        let strip = self.strip(index, width / here.max(1.0));
        let most = self.paper.size.y - BOTTOM - top_of_lanes(&layout) - 3.0 * tokens::DIVIDER;
        self.add_curves(&mut layout, &strip, most, measure);
        let mut parts = self.fewest(&layout, &self.lanes, measure);
        if parts.len() > 1 {
            // Lanes that have nothing to say about this stage give way first.
            let said: Vec<(usize, &Lane)> = self
                .lanes
                .iter()
                .zip(&whole.cells)
                .filter(|((_, lane), cell)| {
                    !cell.cards.is_empty() || lane.kind == LaneKind::Emotion && has_points(&layout)
                })
                .map(|(lane, _)| *lane)
                .collect();
            if let Some(column) = layout.stages.first_mut() {
                let cells = self.lanes.iter().zip(&whole.cells);
                column.cells = cells
                    .filter(|((_, lane), _)| said.iter().any(|(_, said)| said.id == lane.id))
                    .map(|(_, cell)| Arc::clone(cell))
                    .collect();
            }
            parts = self.fewest(&layout, &said, measure);
        }
        let pages = self.numbered(Some(index), parts, measure);
        (whole, pages)
    }

    fn column(
        &self,
        (index, stage): (usize, &Arc<Stage>),
        width: f32,
        before: Option<&StageColumn>,
        measure: &mut Measure,
    ) -> StageColumn {
        let set = (width, Setting::Stage);
        let cells = match before {
            Some(before) if Arc::ptr_eq(&before.stage, stage) => before.cells.clone(),
            _ => cells(self.map, stage, set, &self.looks, before, measure),
        };
        let left = tokens::MARGIN + tokens::GUTTER;
        let area = Rect::from_min_size(pos2(left, 0.0), vec2(width, 0.0));
        let mut column = column(stage, (index, true), area, cells, measure);
        if column.text_height > HEADING {
            let room = width - 14.0 - tokens::CHEVRON - 4.0;
            overview::shorten(&mut column, stage, (14.0, room), measure);
        }
        column
    }

    /// Where the stages lie when one of them is on a page: those before and
    /// after it too, so that a curve comes in and leaves as it does on the map.
    fn strip(&self, index: usize, scale: f32) -> Vec<(f32, f32)> {
        let (start, _) = self.places.get(index).copied().unwrap_or_default();
        let scaled = self.places.iter();
        scaled
            .map(|(x, width)| ((x - start) * scale, width * scale))
            .collect()
    }

    /// A page without lanes.
    fn blank(&self, stages: Vec<StageColumn>, setting: Setting) -> Layout {
        let least = tokens::STAGE_ROW - 12.0;
        let chevron = stages.iter().fold(least, |height, column| {
            height.max(column.text_height + 10.0)
        });
        Layout {
            size: self.paper.size,
            header: Arc::new(Header::default()),
            stages,
            lanes: Vec::new(),
            closing: Vec::new(),
            stage_top: STAGE_TOP,
            chevron,
            emotions: Vec::new(),
            pad: tokens::LANE_PAD,
            setting,
        }
    }

    /// The part of the curves that lies on the page, and its labels, no higher
    /// than `most`.
    fn add_curves(
        &self,
        layout: &mut Layout,
        strip: &[(f32, f32)],
        most: f32,
        measure: &mut Measure,
    ) {
        let width = layout.stages_width();
        for lane in self.map.emotion_lanes() {
            let mut curves = emotion::curves(self.map, lane.id, |stage, at| {
                let (Some((_, held)), Some((to, room))) =
                    (self.places.get(stage), strip.get(stage))
                else {
                    return 0.0;
                };
                to + StageColumn::x_of_moment(at, *held) / held.max(1.0) * room
            });
            for curve in &mut curves {
                cut(curve, width);
            }
            let set = (width, Vec::new());
            let mut own = feelings::lay_emotion((self.map, lane), curves, set, measure);
            let above = own.reach.above;
            if above + own.reach.below > most {
                // Far too many words: those that matter most stay.
                own.labels
                    .retain(|label| label.rect.bottom() <= most - above);
                own.reach.below = most - above;
            }
            layout.emotions.push(Arc::new(own));
        }
    }

    /// The lanes on as few pages as can be; as airy as that number allows.
    fn fewest(
        &self,
        layout: &Layout,
        lanes: &[(usize, &Lane)],
        measure: &mut Measure,
    ) -> Vec<Layout> {
        let mut fewest = self.parts(layout.clone(), lanes, measure);
        for pad in [7.0, 5.5, 4.0] {
            if fewest.len() == 1 {
                break;
            }
            let layout = Layout {
                pad,
                ..layout.clone()
            };
            let found = self.parts(layout, lanes, measure);
            if found.len() < fewest.len() {
                fewest = found;
            }
        }
        fewest
    }

    /// The lanes of a page that would be as long as they need, on pages of the
    /// screen's height.
    fn parts(
        &self,
        mut long: Layout,
        lanes: &[(usize, &Lane)],
        measure: &mut Measure,
    ) -> Vec<Layout> {
        place_lanes(self.map, &mut long, lanes, measure);
        long.size = self.paper.size;
        let top = top_of_lanes(&long);
        paging::pages(&long, top, self.paper.size.y - BOTTOM)
    }

    /// Puts the headings above pages that belong together.
    fn numbered(
        &self,
        stage: Option<usize>,
        parts: Vec<Layout>,
        measure: &mut Measure,
    ) -> Vec<Page> {
        let count = parts.len();
        let numbered = parts.into_iter().enumerate();
        numbered
            .map(|(number, layout)| {
                let position = heading::Position {
                    stage,
                    stages: self.map.stages.len(),
                    number: number + 1,
                    count,
                };
                let width = self.paper.size.x;
                let held = stage.and_then(|index| self.map.stages.get(index));
                Page {
                    layout: Arc::new(layout),
                    heading: Heading::new(self.map, position, width, measure),
                    stage: held.map(|stage| stage.id),
                    number,
                }
            })
            .collect()
    }
}

fn top_of_lanes(layout: &Layout) -> f32 {
    layout.stage_top + layout.chevron + tokens::STAGE_ROW_GAP
}

fn has_points(layout: &Layout) -> bool {
    let emotions = layout.emotions.iter();
    emotions
        .flat_map(|emotion| &emotion.curves)
        .any(|curve| !curve.points.is_empty() || !curve.runs.is_empty())
}

/// Leaves of a curve what lies between 0 and `width`; where it comes in and
/// where it leaves, it has the value it has there on the map.
fn cut(curve: &mut CurveLine, width: f32) {
    let inside = 0.0..=width;
    curve.points.retain(|mark| inside.contains(&mark.pos.x));
    for run in &mut curve.runs {
        let mut kept = Vec::with_capacity(run.len());
        for pair in run.windows(2) {
            let (from, to) = (pair[0], pair[1]);
            if to.x < 0.0 || from.x > width {
                continue;
            }
            let at = |x: f32| from.lerp(to, (x - from.x) / (to.x - from.x).max(1e-6));
            if kept.is_empty() {
                kept.push(if from.x < 0.0 { at(0.0) } else { from });
            }
            kept.push(if to.x > width { at(width) } else { to });
        }
        *run = kept;
    }
    curve.runs.retain(|run| run.len() > 1);
}

/// A lane's row and its cells, one for each stage of the page, as they go on
/// one page.
pub(super) type Strip = (LaneRow, Vec<Arc<Cell>>);
