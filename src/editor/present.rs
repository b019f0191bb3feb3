//! Showing the map to a room: page by page, the rest dimmed around what is
//! talked about, the screen black while nobody should look at it. It is the
//! same session as ever, looking at a page instead of the sheet: typing, undo
//! and the names for screen readers work as they do in the editor. Ending the
//! show leaves selection and view exactly as they were.

use std::sync::Arc;

use emath::{Pos2, Rect};

use super::{selecting::stage_of_element, selection::Selection, session::Editor, view::View};
use crate::{
    layout::{Hit, Layout, Page, Paper, Setting},
    model::{Element, StageId},
};

/// A show that runs.
#[derive(Clone, Debug)]
pub struct Show {
    spot: Spot,
    blank: Option<Blank>,
    paper: Paper,
    /// What was selected and in view before.
    kept: (Selection, View),
}

/// A page, told by what it shows: pages come and go while texts change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Spot {
    stage: Option<StageId>,
    number: usize,
}

/// A screen without a map, so that all look at who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blank {
    /// All black.
    Black,
    /// All white.
    White,
}

/// Where to go in a show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// One page on.
    Next,
    /// One page back.
    Previous,
    /// To the map as a whole, which is the first page.
    Overview,
    /// To the last page.
    Last,
    /// To the first page of a stage, by its place from 0.
    Stage(usize),
}

impl Turn {
    /// The page it leads to from the page at a place. Past either end there is
    /// nothing: the last page stays.
    #[must_use]
    pub fn from(self, pages: &[Page], at: usize) -> usize {
        let last = pages.len().saturating_sub(1);
        match self {
            Self::Next => (at + 1).min(last),
            Self::Previous => at.saturating_sub(1),
            Self::Overview => 0,
            Self::Last => last,
            Self::Stage(wanted) => {
                let firsts = pages.iter().enumerate();
                let mut firsts =
                    firsts.filter(|(_, page)| page.stage.is_some() && page.number == 0);
                firsts.nth(wanted).map_or(at, |(index, _)| index)
            }
        }
    }
}

impl Editor {
    /// Whether a show runs.
    #[must_use]
    pub fn is_presenting(&self) -> bool {
        self.show.is_some()
    }

    /// Which page is shown: its stage, none on the overview, and which of the
    /// stage's pages it is, from 0.
    #[must_use]
    pub fn shown_page(&self) -> Option<(Option<StageId>, usize)> {
        let spot = self.show.as_ref()?.spot;
        Some((spot.stage, spot.number))
    }

    /// The screen that hides the map, if any.
    #[must_use]
    pub fn blank(&self) -> Option<Blank> {
        self.show.as_ref()?.blank
    }

    /// Begins a show: at the map as a whole, or at a stage.
    pub fn present(&mut self, stage: Option<StageId>) {
        self.settle();
        self.let_go();
        let kept = (self.selection.clone(), self.view.clone());
        let kept = self.show.take().map_or(kept, |show| show.kept);
        self.select(Selection::default());
        self.show = Some(Show {
            spot: Spot { stage, number: 0 },
            blank: None,
            paper: Paper::of(self.view.viewport().size()),
            kept,
        });
    }

    /// The stage to begin with when a stage is asked for: that of what is
    /// selected, or the one in the middle of the view.
    pub fn stage_to_present(&mut self) -> Option<StageId> {
        let map = self.map();
        let primary = self.selection.primary();
        let selected = primary.and_then(|element| stage_of_element(map, element));
        let middle = self.view.visible().center().x;
        selected.or_else(|| Some(self.layout().column_at(middle)?.id))
    }

    /// Ends the show: selection and view are as they were before it.
    pub fn stop_presenting(&mut self) {
        self.settle();
        if let Some(show) = self.show.take() {
            let (selection, view) = show.kept;
            self.view = view;
            self.select(selection);
        }
    }

    /// Says where on the screen the page is; call it every frame of a show.
    pub fn present_on(&mut self, screen: Rect) {
        self.follow_text();
        if let Some(show) = &mut self.show {
            show.paper = Paper::of(screen.size());
            self.view.lay_on(screen, show.paper.scale);
        }
    }

    /// Every page of the show, and which of them is shown.
    pub fn pages(&mut self) -> Option<(Arc<Vec<Page>>, usize)> {
        let show = self.show.as_ref()?;
        let (paper, spot) = (show.paper, show.spot);
        let pages = self.lay_pages(paper);
        let at = place_of(&pages, spot);
        Some((pages, at))
    }

    /// Goes to another page. On a blank screen, brings the page back instead.
    pub fn turn(&mut self, turn: Turn) {
        self.settle();
        if self.lift_blank() {
            return;
        }
        let Some((pages, at)) = self.pages() else {
            return;
        };
        self.select(Selection::default());
        self.show_page(&pages, turn.from(&pages, at));
    }

    /// Goes to the next thing on the page, or the one before, and dims the
    /// rest; after the last it goes on with the next page.
    pub fn step(&mut self, forward: bool) {
        self.settle();
        if self.lift_blank() {
            return;
        }
        let Some((pages, at)) = self.pages() else {
            return;
        };
        let here = pages.get(at).map(things).unwrap_or_default();
        let primary = self.selection.primary();
        let place = primary.and_then(|held| here.iter().position(|thing| *thing == held));
        let next = match (place, forward) {
            (Some(place), true) => here.get(place + 1),
            (Some(place), false) => place.checked_sub(1).and_then(|place| here.get(place)),
            (None, true) => here.first(),
            (None, false) => here.last(),
        };
        if let Some(next) = next {
            return self.select(Selection::one(*next));
        }
        let others: Vec<usize> = if forward {
            (at + 1..pages.len()).collect()
        } else {
            (0..at).rev().collect()
        };
        for index in others {
            let there = pages.get(index).map(things).unwrap_or_default();
            let found = if forward { there.first() } else { there.last() };
            if let Some(found) = found {
                self.show_page(&pages, index);
                return self.select(Selection::one(*found));
            }
        }
    }

    /// Makes the screen black or white, or shows the page again.
    pub fn toggle_blank(&mut self, blank: Blank) {
        self.settle();
        if let Some(show) = &mut self.show {
            show.blank = if show.blank == Some(blank) {
                None
            } else {
                Some(blank)
            };
        }
    }

    /// A click on the page: on something, it dims the rest; on a stage of the
    /// overview, it goes there; where nothing is, it goes on, or back at the
    /// left.
    pub fn click_page(&mut self, pos: Pos2) {
        self.settle();
        if self.lift_blank() {
            return;
        }
        let layout = self.layout();
        let hit = layout.hit(pos, 4.0 * self.view.pixel());
        if layout.setting == Setting::Overview
            && let Some(stage) = stage_at(&layout, hit, pos)
        {
            let place = self.map().stage(stage).map_or(0, |(place, _)| place);
            return self.turn(Turn::Stage(place));
        }
        if let Some(element) = element_at(hit) {
            let is_held = self.selection.contains(element);
            let next = (!is_held).then(|| Selection::one(element));
            return self.select(next.unwrap_or_default());
        }
        if !self.selection.is_empty() {
            return self.select(Selection::default());
        }
        if matches!(hit, Hit::Stage(_) | Hit::StageEdge(_)) {
            return;
        }
        let is_left = pos.x < layout.size.x / 4.0;
        self.turn(if is_left { Turn::Previous } else { Turn::Next });
    }

    /// What a double click at a place of the page edits.
    #[must_use]
    pub fn editable_at(&mut self, pos: Pos2) -> Option<Element> {
        let layout = self.layout();
        if self.blank().is_some() || layout.setting == Setting::Overview {
            return None;
        }
        let hit = layout.hit(pos, 4.0 * self.view.pixel());
        if let Hit::Stage(id) | Hit::StageEdge(id) = hit {
            return Some(Element::Stage(id));
        }
        element_at(hit)
    }

    /// What stays bright: the places of what is selected on the page. Nothing
    /// is dimmed when it is empty.
    pub fn spotlight(&mut self) -> Vec<Rect> {
        let Some(element) = self.selection.primary() else {
            return Vec::new();
        };
        spotlight(&self.layout(), element)
    }

    /// The layout of the page that is shown.
    pub(super) fn page_layout(&mut self) -> Option<Arc<Layout>> {
        let (pages, at) = self.pages()?;
        pages.get(at).map(|page| Arc::clone(&page.layout))
    }

    fn lift_blank(&mut self) -> bool {
        let show = self.show.as_mut();
        show.is_some_and(|show| show.blank.take().is_some())
    }

    fn show_page(&mut self, pages: &[Page], at: usize) {
        if let (Some(show), Some(page)) = (&mut self.show, pages.get(at)) {
            show.spot = Spot {
                stage: page.stage,
                number: page.number,
            };
        }
    }

    /// Keeps what is being typed on the screen, whatever page it goes to.
    fn follow_text(&mut self) {
        let Some(element) = self.text_edit().map(|text| text.element) else {
            return;
        };
        let Some((pages, at)) = self.pages() else {
            return;
        };
        let shows = |page: &Page| page.stage.is_some() && page.layout.rect_of(element).is_some();
        if !pages.get(at).is_some_and(shows)
            && let Some(found) = pages.iter().position(shows)
        {
            self.show_page(&pages, found);
        }
    }
}

/// Where the page is that a spot means: the nearest there is of its stage, and
/// the overview when the stage is gone.
fn place_of(pages: &[Page], spot: Spot) -> usize {
    let same = |page: &Page| page.stage == spot.stage && page.number <= spot.number;
    pages.iter().rposition(same).unwrap_or(0)
}

/// What can be stepped to on a page, as it is read: lane by lane. On the
/// overview that is its stages.
fn things(page: &Page) -> Vec<Element> {
    let layout = &page.layout;
    if layout.setting == Setting::Overview {
        let stages = layout.stages.iter();
        return stages.map(|column| Element::Stage(column.id)).collect();
    }
    let mut things = Vec::new();
    for (index, row) in layout.lanes.iter().enumerate() {
        if row.curves > 0.0 {
            let emotions = layout.emotions.iter();
            let own = emotions.filter(|emotion| emotion.lane == row.id);
            let curves = own.flat_map(|emotion| &emotion.curves);
            let mut points: Vec<_> = curves.flat_map(|curve| &curve.points).collect();
            points.sort_by(|a, b| a.pos.x.total_cmp(&b.pos.x).then(a.id.cmp(&b.id)));
            things.extend(points.into_iter().map(|point| Element::Point(point.id)));
        }
        let cells = layout
            .stages
            .iter()
            .filter_map(|column| column.cells.get(index));
        let cards = cells.flat_map(|cell| &cell.cards);
        things.extend(cards.map(|card| Element::Card(card.card.id)));
    }
    things
}

fn element_at(hit: Hit) -> Option<Element> {
    match hit {
        Hit::Card(id) => Some(Element::Card(id)),
        Hit::Point(id) => Some(Element::Point(id)),
        Hit::Lane(id) => Some(Element::Lane(id)),
        Hit::Curve { .. }
        | Hit::StageEdge(_)
        | Hit::Stage(_)
        | Hit::Header
        | Hit::Divider(_)
        | Hit::Legend(_)
        | Hit::Persona(_)
        | Hit::Cell { .. }
        | Hit::Paper
        | Hit::Desk => None,
    }
}

/// The stage of the overview that a click means.
fn stage_at(layout: &Layout, hit: Hit, pos: Pos2) -> Option<StageId> {
    match hit {
        Hit::Stage(_) | Hit::StageEdge(_) | Hit::Card(_) | Hit::Cell { .. } | Hit::Curve { .. } => {
            layout.column_at(pos.x).map(|column| column.id)
        }
        Hit::Point(_)
        | Hit::Lane(_)
        | Hit::Header
        | Hit::Divider(_)
        | Hit::Legend(_)
        | Hit::Persona(_)
        | Hit::Paper
        | Hit::Desk => None,
    }
}

fn spotlight(layout: &Layout, element: Element) -> Vec<Rect> {
    let around = |rect: Rect| rect.expand(3.0);
    match element {
        Element::Card(_) => layout.rect_of(element).map(around).into_iter().collect(),
        Element::Point(id) => {
            let point = layout.rect_of(element).map(|rect| rect.expand(4.0));
            let labels = layout.emotion_rows().flat_map(|(_, emotion, origin)| {
                let own = emotion.labels.iter().filter(|label| label.point == id);
                own.map(move |label| label.rect.translate(origin.to_vec2()).expand(2.0))
            });
            point.into_iter().chain(labels).collect()
        }
        Element::Lane(id) => {
            let row = layout.lanes.iter().find(|row| row.id == id);
            row.map(|row| layout.lane_rect(row)).into_iter().collect()
        }
        Element::Stage(id) if layout.setting == Setting::Overview => {
            let column = layout.stages.iter().find(|column| column.id == id);
            let column = column.map(|column| {
                let mut rect = layout.chevron_rect(column);
                rect.max.y = layout.lanes_bottom();
                around(rect)
            });
            column.into_iter().collect()
        }
        Element::Stage(_)
        | Element::Header
        | Element::Persona(_)
        | Element::Curve(_)
        | Element::Divider(_) => Vec::new(),
    }
}
