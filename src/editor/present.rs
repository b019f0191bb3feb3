//! Showing the map to a room: page by page, the rest dimmed around what is
//! talked about, the screen black while nobody should look at it. It is the
//! same session as ever, looking at a page instead of the sheet: typing, undo
//! and the names for screen readers work as they do in the editor. Ending the
//! show leaves selection and view exactly as they were.

mod click;
mod steps;
mod walk;

use std::{collections::BTreeSet, sync::Arc};

use emath::Rect;

use super::{selecting::stage_of_element, selection::Selection, session::Editor, view::View};
use crate::{
    layout::{Layout, Page, Paper, Setting},
    model::{CardId, Element, StageId},
};

/// A show that runs.
#[derive(Clone, Debug)]
pub struct Show {
    spot: Spot,
    blank: Option<Blank>,
    paper: Paper,
    /// Whether the room plays the journey and says what it noticed.
    walks: bool,
    /// Whether it is still asked who takes part.
    gathers: bool,
    /// The cards that were notes taken in this show.
    noted: BTreeSet<CardId>,
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
            walks: false,
            gathers: false,
            noted: BTreeSet::new(),
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
        self.present_above(screen, 0.0);
    }

    /// The same where so many points at the lower edge of the screen are taken
    /// by something else: the page is lower, and its text as large.
    pub fn present_above(&mut self, screen: Rect, taken: f32) {
        self.follow_text();
        let mut paper = Paper::of(screen.size());
        let taken = taken.clamp(0.0, screen.height() / 2.0);
        paper.size.y -= taken / paper.scale;
        if let Some(show) = &mut self.show {
            show.paper = paper;
        }
        let screen = screen.with_max_y(screen.bottom() - taken);
        if let Some((pages, at)) = self.pages()
            && let Some(page) = pages.get(at)
        {
            self.view.lay_on(screen, page.paper.scale);
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

    /// Ends what is over the page: the blank screen first, then the dimming, at
    /// last the show.
    pub fn back_out(&mut self) {
        self.settle();
        if self.lift_blank() {
            return;
        }
        if self.lit().is_some() {
            self.select(Selection::default());
        } else {
            self.stop_presenting();
        }
    }

    /// Shows a page again that was shown before, by what
    /// [`Editor::shown_page`] said of it.
    pub fn show_again(&mut self, (stage, number): (Option<StageId>, usize)) {
        if let Some(show) = &mut self.show {
            show.spot = Spot { stage, number };
        }
    }

    /// What is talked about, if it is on the page: it stays bright while the
    /// rest is dimmed.
    pub fn lit(&mut self) -> Option<Element> {
        let element = self.selection.primary()?;
        let (pages, at) = self.pages()?;
        let page = pages.get(at)?;
        let can_be = match element {
            Element::Card(_) | Element::Point(_) | Element::Lane(_) => true,
            Element::Stage(_) => page.layout.setting == Setting::Overview,
            Element::Header | Element::Persona(_) | Element::Curve(_) | Element::Divider(_) => {
                false
            }
        };
        (can_be && page.shows(element)).then_some(element)
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
