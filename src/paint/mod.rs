//! From a scene to painted shapes, and from shapes to pixels on the CPU. The
//! window and the PNG use the same [`shapes`], so what is on the screen and
//! what is in the file cannot drift apart. Knows scenes and epaint; no map, no
//! window and no file.

mod blend;
mod fonts;
mod lines;
mod picture;
mod raster;
mod shapes;
mod texture;
mod triangle;
mod words;

pub use fonts::{family, font_definitions, text_options};
pub use picture::Picture;
pub use raster::Canvas;
pub use shapes::{Detail, TextSizes, color, shapes, shapes_with};
pub use texture::{Brushes, NoTextures, Texture, Textures, halved, level, size_of};
