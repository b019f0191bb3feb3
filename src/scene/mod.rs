//! From boxes and curves to the picture: colored shapes and lines of text, in
//! map units. One scene serves the window and every export, so what is on the
//! screen and what is in a file cannot drift apart. Knows colors and icons, no
//! painter and no window.

mod card;
mod content;
#[cfg(test)]
pub(crate) mod contrast;
mod curve;
mod gauge;
mod headings;
pub mod icon;
mod item;
mod matrix;
mod overview;
mod page;
mod picture;
mod theme;

pub use content::{Part, content};
pub use headings::{lane_names, stage_names};
pub use item::{Color, Group, Item, Scene, Stroke, TextLine};
pub use matrix::matrix;
pub use overview::overview;
pub use page::page;
pub use theme::Theme;

pub use crate::model::ThemeName;
