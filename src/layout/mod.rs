//! From a map to boxes and curves, in map units: origin top left, one unit is
//! one pixel at zoom 1. Nothing ever overlaps and nothing is ever cut. Knows
//! no colors, no painter and no window.
//!
//! [`Layouter::layout`] gives a [`Layout`]; what has not changed since the
//! last one is used again. A layout also answers the hand: what is at a place
//! ([`Layout::hit`]), and which place is meant ([`Layout::place`]).

use std::sync::Arc;

use emath::{Pos2, Rect, Vec2, pos2, vec2};

mod body;
mod cell;
mod column;
mod emotion;
mod feelings;
mod find;
mod fit;
mod flat;
mod flow;
mod fonts;
mod ghost;
mod header;
mod heading;
mod hit;
mod label;
mod layouter;
mod legend;
mod marks;
mod matrix;
mod measure;
mod metric;
mod overview;
mod page;
mod paging;
mod picture;
mod pieces;
mod plans;
mod row;
mod scale;
mod text;
pub mod tokens;

pub use cell::{CardBox, Cell, PlacedLine};
pub use column::StageColumn;
pub use emotion::{CurveLine, Mark, PointMark};
pub use feelings::Emotion;
pub use fit::{FOOTER, FitOptions, Fitted, Parting};
pub use fonts::{Face, Fallback, FontBook};
pub use ghost::{Ghost, GhostLine};
pub use header::{Header, PersonaBox, Tone};
pub use heading::Heading;
pub use hit::{Hit, Place, feeling_from, y_from};
pub use label::{CurveLabel, Reach};
pub use layouter::Layouter;
pub use legend::LegendEntry;
pub use marks::{CardMark, MOST_DOTS, Tells};
pub(crate) use matrix::MATRIX_DOT;
pub use matrix::{Matrix, MatrixCard, MatrixTone};
pub use measure::Measure;
pub use metric::Gauge;
pub use page::{Page, Paper};
pub use picture::PictureBox;
pub(crate) use pieces::drawable;
pub(crate) use plans::Plans;
pub use row::LaneRow;
pub use text::{Block, Line, TextStyle};
pub(crate) use text::{mirrored, visual_order};

use crate::model::Divider;

/// A map as boxes and curves.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The size of the whole picture, margins included.
    pub size: Vec2,
    /// The header, relative to its corner at the margins.
    pub header: Arc<Header>,
    /// The stages, left to right.
    pub stages: Vec<StageColumn>,
    /// The visible lanes, top to bottom.
    pub lanes: Vec<LaneRow>,
    /// The lines below the last visible lane: those of hidden ones after it.
    pub closing: Vec<Divider>,
    /// The top of the chevrons.
    pub stage_top: f32,
    /// The height of the chevrons.
    pub chevron: f32,
    /// The curves of every visible emotion lane, top to bottom.
    pub emotions: Vec<Arc<Emotion>>,
    /// Above and below the cards of a lane.
    pub pad: f32,
    /// The width of the lane labels at the left.
    pub gutter: f32,
    /// What it is laid out for.
    pub setting: Setting,
}

/// What a map is laid out for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Setting {
    /// The sheet: the whole map, as it is drawn and exported.
    #[default]
    Sheet,
    /// A page that a picture is exported on: filled, with no word smaller than
    /// [`tokens::SMALLEST_ON_A_PAGE`].
    Page,
    /// A page of one stage, to be read from afar.
    Stage,
    /// A page that shows the map as a whole: cards are there, but not their
    /// text, which would be too small to read.
    Overview,
}

impl Setting {
    /// The size of the smallest words, in units; 0 where styles have their say.
    #[must_use]
    pub const fn least(self) -> f32 {
        match self {
            Self::Sheet | Self::Overview | Self::Stage => 0.0,
            Self::Page => tokens::SMALLEST_ON_A_PAGE,
        }
    }
}

impl Layout {
    /// The left edge of the first stage.
    #[must_use]
    pub fn stages_left(&self) -> f32 {
        tokens::MARGIN + self.gutter
    }

    /// The width of all stages together; never less than the picture gives.
    #[must_use]
    pub fn stages_width(&self) -> f32 {
        self.size.x - 2.0 * tokens::MARGIN - self.gutter
    }

    /// The corner of the header.
    #[must_use]
    pub fn header_corner(&self) -> Pos2 {
        pos2(tokens::MARGIN, tokens::MARGIN)
    }

    /// The chevron of a stage.
    #[must_use]
    pub fn chevron_rect(&self, column: &StageColumn) -> Rect {
        Rect::from_min_size(
            pos2(column.x, self.stage_top),
            vec2(column.width, self.chevron),
        )
    }

    /// The row of a lane, from gutter to the right margin.
    #[must_use]
    pub fn lane_rect(&self, row: &LaneRow) -> Rect {
        let width = self.size.x - 2.0 * tokens::MARGIN;
        Rect::from_min_size(pos2(tokens::MARGIN, row.y), vec2(width, row.height))
    }

    /// The label of a lane, in the gutter.
    #[must_use]
    pub fn lane_label_rect(&self, row: &LaneRow) -> Rect {
        Rect::from_min_size(pos2(tokens::MARGIN, row.y), vec2(self.gutter, row.height))
    }

    /// The bottom of the last lane.
    #[must_use]
    pub fn lanes_bottom(&self) -> f32 {
        let last = self.lanes.last();
        let bottom = last.map_or(self.size.y - tokens::MARGIN, |row| row.y + row.height);
        bottom
            + row::strips(if last.is_some() {
                self.closing.len()
            } else {
                0
            })
    }

    /// The rows that hold curves, top to bottom, with their content and where
    /// its coordinates begin: the stages' left end on the zero line.
    pub fn emotion_rows(&self) -> impl Iterator<Item = (&LaneRow, &Emotion, Pos2)> {
        self.emotions.iter().filter_map(|emotion| {
            let row = self.lanes.iter().find(|row| row.id == emotion.lane)?;
            let origin = pos2(self.stages_left(), row.y + emotion.reach.above);
            Some((row, &**emotion, origin))
        })
    }

    /// The row with curves that is nearest to a y, likewise.
    #[must_use]
    pub fn emotion_at(&self, y: f32) -> Option<(&LaneRow, &Emotion, Pos2)> {
        let away = |row: &LaneRow| (row.y - y).max(y - row.y - row.height).max(0.0);
        self.emotion_rows()
            .min_by(|a, b| away(a.0).total_cmp(&away(b.0)))
    }

    /// Every emotion point that is laid out, with its curve and its place in
    /// the picture.
    pub fn marks(&self) -> impl Iterator<Item = (&CurveLine, &PointMark, Pos2)> {
        self.emotion_rows().flat_map(|(_, emotion, origin)| {
            emotion.curves.iter().flat_map(move |curve| {
                let points = curve.points.iter();
                points.map(move |mark| (curve, mark, mark.pos + origin.to_vec2()))
            })
        })
    }

    /// Where the content of a cell begins: the stage's left edge, below the
    /// lane's padding and, on the emotion lane, below the curves.
    #[must_use]
    pub fn cell_corner(&self, column: &StageColumn, row: &LaneRow) -> Pos2 {
        pos2(column.x, row.y + row.curves + self.pad)
    }
}
