//! What a slide is made of, before it is written: shapes with text inside,
//! pictures, and groups of both, in the units of the scene. Knows no XML.

use std::collections::BTreeSet;

use emath::{Pos2, Rect, Vec2};

use crate::{
    layout::Face,
    scene::{Color, Stroke},
};

/// What a shape is called in the list of shapes, and what is read aloud for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Label {
    /// Its name.
    pub(super) name: String,
    /// Its alternative text; empty for what is decoration.
    pub(super) about: String,
}

impl Label {
    /// A name without an alternative text.
    pub(super) fn named(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            about: String::new(),
        }
    }
}

/// Something on a slide.
#[derive(Clone, Debug)]
pub(super) enum Node {
    /// Several things that move together.
    Group(Label, Vec<Node>),
    /// A shape, with its text.
    Shape(Box<Shape>),
    /// A picture, cropped to its frame.
    Picture(Frame),
}

impl Node {
    /// The box around it, in units.
    pub(super) fn rect(&self) -> Rect {
        match self {
            Self::Group(_, nodes) => nodes
                .iter()
                .fold(Rect::NOTHING, |all, node| all.union(node.rect())),
            Self::Shape(shape) => shape.rect,
            Self::Picture(frame) => frame.rect,
        }
    }

    /// Adds the pictures that are shown.
    pub(super) fn add_pictures(&self, shown: &mut BTreeSet<usize>) {
        match self {
            Self::Group(_, nodes) => nodes.iter().for_each(|node| node.add_pictures(shown)),
            Self::Shape(_) => {}
            Self::Picture(frame) => {
                shown.insert(frame.picture);
            }
        }
    }

    /// The same under another label.
    pub(super) fn labelled(mut self, label: Label) -> Self {
        match &mut self {
            Self::Group(held, _) => *held = label,
            Self::Shape(shape) => shape.label = label,
            Self::Picture(frame) => frame.label = label,
        }
        self
    }
}

/// A shape.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    /// What it is called.
    pub(super) label: Label,
    /// Its place, in units.
    pub(super) rect: Rect,
    /// Its outline.
    pub(super) form: Form,
    /// What is inside.
    pub(super) fill: Fill,
    /// Its line, and the lengths of dash and gap of a broken one, in units.
    pub(super) stroke: Option<(Stroke, Option<(f32, f32)>)>,
    /// What is written in it.
    pub(super) text: Option<Body>,
    /// Whether it is the slide's title.
    pub(super) is_title: bool,
}

impl Shape {
    /// A shape without fill, line and text.
    pub(super) fn new(label: Label, rect: Rect, form: Form) -> Self {
        Self {
            label,
            rect,
            form,
            fill: Fill::None,
            stroke: None,
            text: None,
            is_title: false,
        }
    }

    /// The place inside that its text is measured from, as the format has it
    /// for each form.
    pub(super) fn text_rect(&self) -> Rect {
        let rect = self.rect;
        match self.form {
            Form::Round(radius) => rect.shrink(radius * (1.0 - std::f32::consts::FRAC_1_SQRT_2)),
            Form::Ellipse => {
                rect.shrink2(0.5 * rect.size() * (1.0 - std::f32::consts::FRAC_1_SQRT_2))
            }
            Form::Chevron(tip) => rect.shrink2(Vec2::new(tip, 0.0)),
            Form::HomePlate(tip) => {
                let right = rect.right() - 0.5 * tip;
                Rect::from_min_max(rect.min, Pos2::new(right, rect.bottom()))
            }
            Form::Rect | Form::Line { .. } | Form::Path(_) => rect,
        }
    }
}

/// An outline.
#[derive(Clone, Debug)]
pub(super) enum Form {
    /// A rectangle.
    Rect,
    /// One with corners of a radius.
    Round(f32),
    /// An ellipse that fills its place.
    Ellipse,
    /// An arrow with a notch; how deep both are.
    Chevron(f32),
    /// The same without a notch.
    HomePlate(f32),
    /// From corner to corner: left top to right bottom, unless it rises.
    Line {
        /// From left bottom to right top.
        rises: bool,
    },
    /// Any other.
    Path(Vec<Step>),
}

/// A step along an outline, in the units of the scene.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Step {
    /// Begins anew at a point.
    Move(Pos2),
    /// A straight line.
    Line(Pos2),
    /// A quadratic Bézier curve: its control point and its end.
    Quad(Pos2, Pos2),
    /// A cubic Bézier curve: its control points and its end.
    Cubic(Pos2, Pos2, Pos2),
    /// Back to where it began.
    Close,
}

/// What is inside a shape.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Fill {
    /// Nothing.
    None,
    /// A color.
    Solid(Color),
    /// From one color at the top to another at the bottom.
    Fade(Color, Color),
}

/// A picture in a frame.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    /// What it is called.
    pub(super) label: Label,
    /// Its place, in units.
    pub(super) rect: Rect,
    /// Of its corners.
    pub(super) radius: f32,
    /// Which one of the presentation's pictures.
    pub(super) picture: usize,
    /// What is cut off on each side, as shares of the picture: left or right,
    /// then top or bottom.
    pub(super) cut: Vec2,
}

/// Text in a shape.
#[derive(Clone, Debug)]
pub(super) struct Body {
    /// Its paragraphs.
    pub(super) paragraphs: Vec<Paragraph>,
    /// From the shape's text rectangle to the text, in units: left, top, right,
    /// bottom.
    pub(super) insets: [f32; 4],
    /// Whether it stands in the middle of the height, instead of at the top.
    pub(super) in_middle: bool,
    /// Whether text that gets longer shrinks; else the shape grows.
    pub(super) shrinks: bool,
}

/// A paragraph.
#[derive(Clone, Debug)]
pub(super) struct Paragraph {
    /// Its words.
    pub(super) runs: Vec<Run>,
    /// From baseline to baseline, in units; 0 for what its font asks for.
    pub(super) leading: f32,
    /// Above it, in units.
    pub(super) before: f32,
    /// Where its lines stand.
    pub(super) side: Side,
    /// Whether it reads from right to left.
    pub(super) is_rtl: bool,
}

/// Where the lines of a paragraph stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// At the left.
    Left,
    /// In the middle.
    Middle,
    /// At the right.
    Right,
}

/// Words in one style.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// The words, in the order in which they are read.
    pub(super) text: String,
    /// The face.
    pub(super) face: Face,
    /// The em, in units.
    pub(super) size: f32,
    /// The color.
    pub(super) color: Color,
}
