//! From a map to boxes and curves, in map units. Knows no colors, no painter
//! and no window.

mod fonts;

pub use fonts::{Face, Fallback, FontBook};
