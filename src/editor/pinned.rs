//! Headings that stay in sight: when the row of stages or the labels of lanes
//! have left the canvas, they stand at its edge, so that a card in the middle
//! of a large map says where it belongs. They are reached by the pointer like
//! the real ones. Pure; never part of an export.

use emath::{Pos2, Rect, Vec2, pos2, vec2};

use super::session::Editor;
use crate::layout::{Layout, Setting, tokens};

/// Above and below pinned stages, in units.
const PAD: f32 = 5.0;
/// Beside pinned lanes, where the tool rail floats.
const SIDE: f32 = 14.0;
/// The most of the canvas that headings take, across and down.
const MOST: Vec2 = vec2(0.3, 0.25);

/// Headings that stand at the edge of the canvas.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pinned {
    /// The stages, at the top.
    pub stages: Option<Strip>,
    /// The labels of the lanes, at the left.
    pub lanes: Option<Strip>,
}

/// Headings in a row or a column, away from their place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Strip {
    /// Where they are shown, in map units.
    pub rect: Rect,
    /// How far that is from their place.
    pub by: Vec2,
    /// Their own place.
    home: Rect,
}

impl Strip {
    /// The place among the headings that a place of the strip stands for.
    fn place(&self, pos: Pos2) -> Option<Pos2> {
        let inside = self.home.shrink(1.0);
        (self.rect.contains(pos)).then(|| inside.clamp(pos - self.by))
    }
}

impl Pinned {
    /// What is pinned when `visible` is the part of the map in view.
    #[must_use]
    pub fn of(layout: &Layout, visible: Rect) -> Self {
        if layout.setting != Setting::Sheet {
            return Self::default();
        }
        let (left, top) = (tokens::MARGIN, layout.stage_top);
        let (right, bottom) = (layout.size.x - left, layout.lanes_bottom());
        let lanes_top = top + layout.chevron + tokens::STAGE_ROW_GAP;
        let height = layout.chevron + 2.0 * PAD;
        let goes_down = visible.top() > top && visible.top() + height < bottom;
        let stages = (goes_down && height <= MOST.y * visible.height()).then(|| Strip {
            rect: Rect::from_x_y_ranges(visible.x_range(), visible.top()..=visible.top() + height),
            by: vec2(0.0, visible.top() + PAD - top),
            home: Rect::from_min_max(pos2(left, top), pos2(right, top + layout.chevron)),
        });
        let width = tokens::GUTTER + SIDE;
        let goes_right = visible.left() > left && visible.left() + width < right;
        let lanes = (goes_right && width <= MOST.x * visible.width()).then(|| {
            let rows = lanes_top.max(visible.top())..=bottom.min(visible.bottom());
            Strip {
                rect: Rect::from_x_y_ranges(visible.left()..=visible.left() + width, rows),
                by: vec2(visible.left() + SIDE - left, 0.0),
                home: Rect::from_min_max(
                    pos2(left, lanes_top),
                    pos2(left + tokens::GUTTER, bottom),
                ),
            }
        });
        Self { stages, lanes }
    }

    /// The place of the map that a place in view stands for: under a pinned
    /// heading, that of the heading itself.
    #[must_use]
    pub fn place(&self, pos: Pos2) -> Pos2 {
        let mut strips = self.stages.iter().chain(&self.lanes);
        strips.find_map(|strip| strip.place(pos)).unwrap_or(pos)
    }

    /// How much of the view they cover, at the left and at the top.
    #[must_use]
    pub fn covers(&self) -> Vec2 {
        vec2(
            self.lanes.map_or(0.0, |strip| strip.rect.width()),
            self.stages.map_or(0.0, |strip| strip.rect.height()),
        )
    }
}

impl Editor {
    /// The headings that stand at the edge of the canvas.
    pub fn pinned(&mut self) -> Pinned {
        let layout = self.layout();
        Pinned::of(&layout, self.view.visible())
    }
}
