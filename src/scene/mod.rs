//! From boxes and curves to the picture: colored shapes and lines of text, in
//! map units. One scene serves the window and every export.

mod item;

pub use item::{Color, Item, Scene, Stroke, TextLine};
