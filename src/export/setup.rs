//! What is exported and how: the paper, what of the map goes on it, how it is
//! parted, and in which colors. Plain data, so that a window can show it, a
//! command line build it and both remember it. Knows no format.

use std::collections::BTreeSet;

use emath::{Vec2, vec2};
use serde::{Deserialize, Serialize};

use super::{Page, report::ReportKind};
use crate::{
    layout::FitOptions,
    model::{CardId, Details, LaneId, Map, PointId, StageId, ThemeName},
};

/// Points in an inch: 1/72 in, the unit of type.
pub const POINTS_AN_INCH: f32 = 72.0;
/// Millimeters in an inch.
pub const MM_AN_INCH: f32 = 25.4;
/// A wide slide of 13.333 by 7.5 inches, in points.
pub const SLIDE: Vec2 = Vec2::new(960.0, 540.0);

/// A page to be filled, by its shape and how finely it is printed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Paper {
    /// A slide of so many pixels; it is as large as a wide slide of 13.333 by
    /// 7.5 inches can hold.
    Slide(u32, u32),
    /// Width and height in millimeters, and pixels an inch.
    Millimeters(f32, f32, f32),
    /// As on the canvas: the map's own size, so many pixels to a unit.
    Canvas(f32),
}

/// A paper with a name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Preset {
    /// The word of the command line.
    pub word: &'static str,
    /// The name in the window.
    pub label: &'static str,
    /// The paper.
    pub paper: Paper,
}

impl Preset {
    const fn new(word: &'static str, label: &'static str, paper: Paper) -> Self {
        Self { word, label, paper }
    }

    /// Every named paper. Sheets lie on their long side, as a timeline does.
    pub const ALL: [Self; 9] = [
        Self::new(
            "slide-16x9",
            "Slide 16:9, 1920 × 1080",
            Paper::Slide(1920, 1080),
        ),
        Self::new(
            "slide-16x9-large",
            "Slide 16:9, 2560 × 1440",
            Paper::Slide(2560, 1440),
        ),
        Self::new(
            "slide-16x9-4k",
            "Slide 16:9, 3840 × 2160",
            Paper::Slide(3840, 2160),
        ),
        Self::new(
            "slide-4x3",
            "Slide 4:3, 1440 × 1080",
            Paper::Slide(1440, 1080),
        ),
        Self::new(
            "a4",
            "A4, 297 × 210 mm",
            Paper::Millimeters(297.0, 210.0, 300.0),
        ),
        Self::new(
            "a3",
            "A3, 420 × 297 mm",
            Paper::Millimeters(420.0, 297.0, 200.0),
        ),
        Self::new(
            "letter",
            "Letter, 11 × 8.5 in",
            Paper::Millimeters(279.4, 215.9, 300.0),
        ),
        Self::new(
            "a1",
            "Poster A1, 841 × 594 mm",
            Paper::Millimeters(841.0, 594.0, 150.0),
        ),
        Self::new("canvas", "As on the canvas", Paper::Canvas(2.0)),
    ];

    /// The one with a word of the command line.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|preset| preset.word == word)
    }
}

impl Paper {
    /// Width and height in points (1/72 in); those of the canvas follow from
    /// the size of what is laid out, and are `None`.
    #[must_use]
    pub fn points(self) -> Option<Vec2> {
        #[expect(clippy::cast_precision_loss, reason = "sides of a picture")]
        match self {
            Self::Slide(width, height) => {
                let pixels = vec2(width as f32, height as f32).max(Vec2::splat(1.0));
                Some(pixels * (SLIDE / pixels).min_elem())
            }
            Self::Millimeters(width, height, _) => {
                Some(vec2(width, height) * (POINTS_AN_INCH / MM_AN_INCH))
            }
            Self::Canvas(_) => None,
        }
    }

    /// The page in pixels for what is `size` units large.
    #[must_use]
    pub fn page(self, size: Vec2) -> Page {
        match self {
            Self::Slide(width, height) => Page::sized(width, height),
            Self::Millimeters(width, height, dpi) => {
                // As everybody else rounds: A4 at 300 dpi is 3508 by 2480.
                let pixels = vec2(width, height) * (dpi / MM_AN_INCH);
                Page {
                    density: Some(dpi / MM_AN_INCH * 1000.0),
                    ..Page::scaled(pixels.round(), 1.0)
                }
            }
            Self::Canvas(scale) => Page::scaled(size, scale),
        }
    }

    /// Whether sizes are those on a slide and not those on paper.
    #[must_use]
    pub const fn is_slide(self) -> bool {
        !matches!(self, Self::Millimeters(..))
    }
}

/// What is behind the map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Background {
    /// The paper of the theme.
    #[default]
    Theme,
    /// White, whatever the theme.
    White,
    /// Nothing.
    Transparent,
}

/// What of a map the pages show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Content {
    /// The journey map.
    #[default]
    Map,
    /// Its opportunities by impact and effort, on one page; a table of them in
    /// formats that hold words.
    Opportunities,
    /// The journey map, and behind it everything that it tells: insights,
    /// questions, metrics, opportunities, what customers said.
    Report,
    /// The journey map, and behind it the questions with room for answers.
    HandOut,
}

impl Content {
    /// All, in the order in which lists show them.
    pub const ALL: [Self; 4] = [Self::Map, Self::Opportunities, Self::Report, Self::HandOut];

    /// The words behind the map, if there are any.
    #[must_use]
    pub const fn report(self) -> Option<ReportKind> {
        match self {
            Self::Map | Self::Opportunities => None,
            Self::Report => Some(ReportKind::Report),
            Self::HandOut => Some(ReportKind::HandOut),
        }
    }

    /// Whether the journey map is on the first pages.
    #[must_use]
    pub const fn has_map(self) -> bool {
        !matches!(self, Self::Opportunities)
    }

    /// The word of the command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Map => "map",
            Self::Opportunities => "opportunities",
            Self::Report => "report",
            Self::HandOut => "hand-out",
        }
    }

    /// What it is called.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Map => "Journey map",
            Self::Opportunities => "Opportunities",
            Self::Report => "Report",
            Self::HandOut => "Hand-out",
        }
    }
}

/// How a map is parted into pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Split {
    /// All on one page.
    #[default]
    Whole,
    /// On so many pages, stages kept whole, parted where it serves legibility.
    Pages(usize),
    /// A page for every stage.
    Stage,
}

/// What of a map is exported; what is `None` is not left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Scope {
    /// Only these stages.
    pub stages: Option<BTreeSet<StageId>>,
    /// Only these lanes. Hidden ones among them are shown.
    pub lanes: Option<BTreeSet<LaneId>>,
    /// Only these cards and points, with the stages and lanes they are on.
    pub selection: Option<(BTreeSet<CardId>, BTreeSet<PointId>)>,
    /// A saved view of the map, by its name.
    pub view: Option<String>,
}

/// How a PNG is packed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Packing {
    /// As small as is quickly done.
    #[default]
    Small,
    /// Quicker, and larger.
    Fast,
}

/// What is exported and how.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a tick of the export dialog"
)]
pub struct Setup {
    /// On which paper.
    pub paper: Paper,
    /// The map, or its opportunities.
    pub content: Content,
    /// What of the map.
    pub scope: Scope,
    /// On how many pages.
    pub split: Split,
    /// In which colors; the map's own when `None`.
    pub theme: Option<ThemeName>,
    /// What is behind it.
    pub background: Background,
    /// What cards show beside their text; as the map has it when `None`.
    pub details: Option<Details>,
    /// Small words (marks, scale, headings) at the size of those of cards, and
    /// less room around everything: the smallest text gets larger.
    pub large_type: bool,
    /// With title, persona and facts above the stages.
    pub header: bool,
    /// With the names of several curves.
    pub legend: bool,
    /// With the map's title and the stages of the page below the map.
    pub title: bool,
    /// A date to be written below the map, in the user's own form; none when
    /// empty. It is given and not asked of the clock, so the same setup gives
    /// the same bytes.
    pub date: String,
    /// The day it is, as `YYYY-MM-DD`, for what a report says is due. It is
    /// given too, each time anew.
    #[serde(skip)]
    pub today: String,
    /// How a PNG is packed.
    pub packing: Packing,
    /// Whether an SVG holds text with embedded fonts instead of outlines.
    pub svg_text: bool,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            paper: Paper::Slide(1920, 1080),
            content: Content::Map,
            scope: Scope::default(),
            split: Split::Whole,
            theme: None,
            background: Background::Theme,
            details: None,
            large_type: false,
            header: true,
            legend: true,
            title: false,
            date: String::new(),
            today: String::new(),
            packing: Packing::Small,
            svg_text: false,
        }
    }
}

impl Setup {
    /// What the layout needs to know.
    pub(super) fn options(&self, map: &Map) -> FitOptions {
        FitOptions {
            stages: super::scope::shown_stages(map, &self.scope),
            header: self.header,
            legend: self.legend,
            large_type: self.large_type,
            footer: self.title || !self.date.trim().is_empty(),
        }
    }
}

/// How well text of a size is read, on a slide of 13.333 by 7.5 inches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Print, or zoom in.
    Print,
    /// On a screen that is shared.
    Screen,
    /// From the back of a room.
    Room,
}

impl Grade {
    /// The smallest text that reads on a shared screen, in points.
    pub const SCREEN: f32 = 9.0;
    /// The smallest text that reads from the back of a room, in points.
    pub const ROOM: f32 = 14.0;

    /// The grade of a size in points.
    #[must_use]
    pub fn of(points: f32) -> Self {
        // As it is written: 8.96 pt is called 9.0 pt.
        let points = (points * 10.0).round() / 10.0;
        if points >= Self::ROOM {
            Self::Room
        } else if points >= Self::SCREEN {
            Self::Screen
        } else {
            Self::Print
        }
    }

    /// What it means.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Room => "reads from the back of a room",
            Self::Screen => "reads on a shared screen",
            Self::Print => "print or zoom only",
        }
    }
}
