//! The picture as a list of few kinds of things, in map units (origin top
//! left, one unit is one pixel at zoom 1), from back to front. Every painter
//! and exporter is one `match` over [`Item`]; none of them knows the map.

use std::{ops::Range, sync::Arc};

use emath::{Pos2, Rect, Vec2};

use crate::{
    layout::Face,
    model::{Element, Picture},
};

/// A color as red, green, blue and opacity, 0 to 255, not premultiplied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Color(pub [u8; 4]);

impl Color {
    /// An opaque color from `0xRRGGBB`.
    #[must_use]
    pub const fn hex(rgb: u32) -> Self {
        let [_, red, green, blue] = rgb.to_be_bytes();
        Self([red, green, blue, 255])
    }

    /// The same color with another opacity, 0 to 1.
    #[must_use]
    pub fn with_opacity(self, opacity: f32) -> Self {
        let Self([red, green, blue, alpha]) = self;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped to a byte"
        )]
        let alpha = (f32::from(alpha) * opacity).round().clamp(0.0, 255.0) as u8;
        Self([red, green, blue, alpha])
    }

    /// The color `share` (0 to 1) of the way to another.
    #[must_use]
    pub fn mix(self, other: Self, share: f32) -> Self {
        let mut mixed = self.0;
        for (channel, target) in mixed.iter_mut().zip(other.0) {
            let value = f32::from(*channel) + (f32::from(target) - f32::from(*channel)) * share;
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "clamped to a byte"
            )]
            {
                *channel = value.round().clamp(0.0, 255.0) as u8;
            }
        }
        Self(mixed)
    }
}

/// A line's width in units and its color.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// In units.
    pub width: f32,
    /// Of the line.
    pub color: Color,
}

/// One line of text, already broken; painters place it and never wrap it.
#[derive(Clone, Debug, PartialEq)]
pub struct TextLine {
    /// The left end of the baseline.
    pub pos: Pos2,
    /// The words, in the order in which they are drawn.
    pub text: Arc<str>,
    /// The face.
    pub face: Face,
    /// The size in units (the font's em).
    pub size: f32,
    /// The color.
    pub color: Color,
    /// The measured width in units.
    pub width: f32,
}

/// One thing to draw.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// A rectangle, its corners rounded by `radius` units (half the height for
    /// a pill). The stroke runs inside the edge.
    Rect {
        /// Where.
        rect: Rect,
        /// Of the corners.
        radius: f32,
        /// Inside.
        fill: Option<Color>,
        /// Along the edge.
        stroke: Option<Stroke>,
    },
    /// A filled outline of which every corner is seen from the first one.
    Polygon {
        /// The corners, in order.
        points: Vec<Pos2>,
        /// Inside.
        fill: Color,
    },
    /// A line through points, drawn round at its joints.
    Polyline {
        /// The points, in order; curves are already flattened.
        points: Vec<Pos2>,
        /// Width and color.
        stroke: Stroke,
        /// Lengths of dash and of gap in units, for a broken line.
        dash: Option<(f32, f32)>,
    },
    /// A circle.
    Circle {
        /// Its middle.
        center: Pos2,
        /// In units.
        radius: f32,
        /// Inside.
        fill: Option<Color>,
        /// Along the edge, centred on it.
        stroke: Option<Stroke>,
    },
    /// The area between a line and a level, shaded from `strong` at the line's
    /// farthest reach to `weak` at the level.
    Area {
        /// The line, left to right, all on one side of the level.
        points: Vec<Pos2>,
        /// The level, as y.
        base: f32,
        /// The distance from the level, in units, at which `strong` is reached.
        reach: f32,
        /// At `reach` from the level.
        strong: Color,
        /// At the level.
        weak: Color,
    },
    /// A line of text.
    Text(TextLine),
    /// A picture that fills a rectangle and keeps its proportions: what does
    /// not fit is cut off.
    Picture {
        /// Where.
        rect: Rect,
        /// Of the corners; half the side for a round one.
        radius: f32,
        /// Which; told from others by its address.
        picture: Arc<Picture>,
        /// What is drawn as long as its pixels are not there, or when they
        /// cannot be decoded.
        instead: Vec<Item>,
    },
}

/// A picture in map units.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// How large the whole picture is, whatever part of it is listed.
    pub size: Vec2,
    /// Behind everything.
    pub background: Color,
    /// From back to front.
    pub items: Vec<Item>,
    /// Which of the items show which element, in the order of the items. What
    /// belongs to none (rules, labels of a curve) is in none.
    pub groups: Vec<Group>,
}

/// Items that lie one after another and together show an element of the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What they show.
    pub element: Element,
    /// Which they are, among those of the scene.
    pub items: Range<usize>,
}

/// Notes that the items from `start` on show an element.
pub(super) fn group(groups: &mut Vec<Group>, element: Element, start: usize, items: &[Item]) {
    if items.len() > start {
        groups.push(Group {
            element,
            items: start..items.len(),
        });
    }
}
