//! How large a picture is, and the limits of that. Knows no format.

use emath::{Vec2, vec2};

use super::{ExportError, Packing};
use crate::file::limits::{PNG_PIXELS, PNG_SIDE};

/// A wide slide, 13.333 by 7.5 inches, in meters.
const SLIDE: (f64, f64) = (0.338_666_67, 0.1905);

/// The size of a picture, and whether it shows what is behind it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Page {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Whether the background is left out.
    pub transparent: bool,
    /// How hard its pixels are packed.
    pub packing: Packing,
    /// Pixels a meter; as large as a wide slide can hold when `None`.
    pub density: Option<f32>,
}

impl Page {
    /// A page of so many pixels, such as 1920 by 1080.
    #[must_use]
    pub const fn sized(width: u32, height: u32) -> Self {
        Self {
            width,
            height,
            transparent: false,
            density: None,
            packing: Packing::Small,
        }
    }

    /// A page around a scene of `size` units, `scale` pixels to a unit.
    #[must_use]
    pub fn scaled(size: Vec2, scale: f32) -> Self {
        // A hair less first: 1003.0001 units are 1003 pixels, not 1004. What
        // is no number asks for no room, and is refused as such.
        let side = |units: f32| {
            let pixels = (f64::from(units) * f64::from(scale) - 0.01).ceil();
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "saturates, and is checked against the limits"
            )]
            let pixels = pixels as u32;
            pixels
        };
        Self::sized(side(size.x), side(size.y))
    }

    /// Without the background.
    #[must_use]
    pub const fn transparent(self) -> Self {
        Self {
            transparent: true,
            ..self
        }
    }

    /// Width and height in pixels.
    #[expect(clippy::cast_precision_loss, reason = "sides of a picture")]
    pub(super) fn pixels(&self) -> Vec2 {
        vec2(self.width as f32, self.height as f32)
    }

    /// Pixels a meter: as was asked for, or such that the picture is as large
    /// as a wide slide can hold: 1920 by 1080 and 3840 by 2160 both fill it.
    #[must_use]
    pub fn pixels_a_meter(&self) -> u32 {
        let on_a_slide = (f64::from(self.width) / SLIDE.0).max(f64::from(self.height) / SLIDE.1);
        let density = self.density.map_or(on_a_slide, f64::from);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "positive, and far below the largest"
        )]
        let density = density.round() as u32;
        density
    }

    /// # Errors
    ///
    /// The page is empty or beyond [`PNG_SIDE`] or [`PNG_PIXELS`].
    pub fn check(&self) -> Result<(), ExportError> {
        let &Self { width, height, .. } = self;
        let (wide, high) = (u64::from(width), u64::from(height));
        if width == 0 || height == 0 {
            Err(ExportError::Empty { width, height })
        } else if width > PNG_SIDE || height > PNG_SIDE || wide.saturating_mul(high) > PNG_PIXELS {
            Err(ExportError::TooLarge {
                width: wide,
                height: high,
            })
        } else {
            Ok(())
        }
    }
}
