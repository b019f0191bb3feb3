//! A map on pages that are shown to a room: first as a whole, then one stage
//! at a time. A page has the shape of the screen, and units so large that the
//! smallest text there is has a fiftieth of the screen's height. What does not
//! fit goes to the next page; it is never set smaller.
//!
//! Pages are layouts like the sheet's, so that all that can be asked of a
//! layout can be asked of them: where a card is, what is at a place.

mod attempt;
mod curves;
mod overviews;
mod stages;

use std::sync::Arc;

use emath::Vec2;

use self::stages::Stages;
use super::{
    LaneRow, Layout, Setting, StageColumn,
    cell::Cell,
    column::widths,
    header::Header,
    heading,
    heading::Heading,
    layouter::{Layouter, is_same, shows_alike},
    measure::Measure,
    tokens::{self, Look},
};
use crate::model::{Element, Lane, LaneId, Map, StageId};

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
/// How many times larger a show may be than the text that is read from the
/// back of the room.
const ENLARGED: [f32; 6] = [1.6, 1.5, 1.4, 1.3, 1.2, 1.1];
/// The least width of a page that is shown larger, in units.
const ENLARGED_WIDTH: f32 = 560.0;
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

    /// A smaller page for the same screen; none that is too narrow for cards
    /// beside one another.
    fn enlarged(self, factor: f32) -> Option<Self> {
        let size = self.size / factor;
        (size.x >= ENLARGED_WIDTH).then_some(Self {
            size,
            scale: self.scale * factor,
        })
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
    /// Its size and how large it is shown.
    pub paper: Paper,
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
    /// Where every stage leaves room, pages are smaller than `paper`, and what
    /// is on them is shown larger.
    pub fn pages(&mut self, map: &Map, paper: Paper) -> Arc<Vec<Page>> {
        if let Some((last, seen, pages)) = &self.pages.last
            && *seen == paper
            && is_same(last, map)
        {
            return Arc::clone(pages);
        }
        let last = self.pages.last.take();
        let known = last.filter(|(last, seen, _)| *seen == paper && shows_alike(last, map));
        let columns = std::mem::take(&mut self.pages.columns);
        let columns = match known {
            Some((last, ..)) if last.lanes == map.lanes => columns,
            _ => Vec::new(),
        };
        let (sheet, stages) = largest(map, paper, &columns, &mut self.measure);
        let mut pages = sheet.overviews(&mut self.measure);
        if sheet.paper != paper {
            // Names of many stages may need the room of the larger page.
            let whole = Sheet::new(map, paper).overviews(&mut self.measure);
            if whole.len() < pages.len() {
                pages = whole;
            }
        }
        for (index, parts) in stages.pages.into_iter().enumerate() {
            pages.extend(sheet.numbered(Some(index), parts, &mut self.measure));
        }
        self.pages.columns = stages.columns;
        let pages = Arc::new(pages);
        self.pages.last = Some((map.clone(), paper, Arc::clone(&pages)));
        pages
    }
}

/// The stages of a map as large as they can be without a further page; of two
/// sizes the one with which nothing moves from stage to stage.
fn largest<'a>(
    map: &'a Map,
    paper: Paper,
    columns: &[StageColumn],
    measure: &mut Measure,
) -> (Sheet<'a>, Stages) {
    let sheet = Sheet::new(map, paper);
    let stages = sheet.stages(columns, measure);
    if !stages.is_roomy || map.stages.is_empty() {
        return (sheet, stages);
    }
    let counts = |stages: &Stages| stages.pages.iter().map(Vec::len).collect::<Vec<_>>();
    let fewest = counts(&stages);
    let mut best = (sheet, stages);
    for enlarged in ENLARGED.iter().filter_map(|factor| paper.enlarged(*factor)) {
        let sheet = Sheet::new(map, enlarged);
        let stages = sheet.stages(columns, measure);
        let fits = stages.is_airy && counts(&stages) == fewest;
        if fits && stages.is_level {
            return (sheet, stages);
        }
        if fits && best.0.paper == paper {
            best = (sheet, stages);
        }
    }
    best
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
            gutter: tokens::GUTTER,
            setting,
        }
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
                    paper: self.paper,
                }
            })
            .collect()
    }
}

/// The top of the first lane of a page.
pub(super) fn top_of_lanes(layout: &Layout) -> f32 {
    layout.stage_top + layout.chevron + tokens::STAGE_ROW_GAP
}

/// A lane's row and its cells, one for each stage of the page, as they go on
/// one page.
pub(super) type Strip = (LaneRow, Vec<Arc<Cell>>);
