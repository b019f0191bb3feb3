//! Taking a picture into a map: as it is when it is small, else scaled down
//! and written anew, so that a photo from a telephone does not make the map's
//! file ten times as large as it need be. What a camera notes about a photo,
//! such as the place where it was taken, is left out.

use image::{
    ExtendedColorType, ImageEncoder, ImageFormat, RgbaImage,
    codecs::{
        jpeg::JpegEncoder,
        png::{CompressionType, FilterType, PngEncoder},
    },
};

use super::{FORMATS, PictureFault, decode, limits};
use crate::model::Picture;

/// A picture that was taken, and the name it would have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The name of its file, with the ending that its content has.
    pub name: String,
    /// The picture.
    pub picture: Picture,
}

/// How well a photo is kept, of 100.
const QUALITY: u8 = 86;
/// No picture is made smaller than this to save room, in pixels.
const SMALLEST: u32 = 400;

/// Takes the bytes of a picture file. Small ones are kept as they are, unless
/// they tell more than the picture.
///
/// # Errors
/// It is no picture that can be shown, or beyond the limits.
pub fn take(name: &str, bytes: Vec<u8>) -> Result<Taken, PictureFault> {
    let header = decode::header(&bytes)?;
    // Decoded whatever its size: what is cut off is refused here, not later.
    let image = decode::pixels(&bytes)?;
    let (width, height) = image.dimensions();
    let is_small = width.max(height) <= limits::PICTURE_SIDE_KEPT;
    if is_small && !header.has_notes && bytes.len() <= limits::PICTURE_BYTES_KEPT {
        return Ok(Taken {
            name: with_ending(name, header.format),
            picture: Picture::new((width, height), bytes),
        });
    }
    Ok(smaller(name, image, header.format))
}

/// Takes pixels that come from no file: from the clipboard. They are red,
/// green, blue and opacity, row by row.
///
/// # Errors
/// There are none, or too many.
pub fn take_pixels(
    name: &str,
    (width, height): (u32, u32),
    pixels: Vec<u8>,
) -> Result<Taken, PictureFault> {
    let count = u64::from(width).saturating_mul(u64::from(height));
    if width.max(height) > limits::PICTURE_SIDE || count > limits::PICTURE_PIXELS {
        return Err(PictureFault::Pixels(width, height));
    }
    let image = RgbaImage::from_raw(width, height, pixels).filter(|_| count > 0);
    let image = image.ok_or(PictureFault::Damaged)?;
    Ok(smaller(name, image, ImageFormat::Png))
}

/// Scales down and encodes until it is small.
fn smaller(name: &str, mut image: RgbaImage, from: ImageFormat) -> Taken {
    let is_clear = image.pixels().any(|pixel| pixel.0[3] < 255);
    let mut side = limits::PICTURE_SIDE_KEPT;
    loop {
        image = within(image, side);
        let (format, bytes) = encoded(&image, is_clear, from);
        if bytes.len() <= limits::PICTURE_BYTES_KEPT || side <= SMALLEST {
            let size = image.dimensions();
            return Taken {
                name: with_ending(name, format),
                picture: Picture::new(size, bytes),
            };
        }
        side = (side / 4).saturating_mul(3);
    }
}

/// The picture with a longer side of at most so many pixels.
fn within(image: RgbaImage, side: u32) -> RgbaImage {
    let (width, height) = image.dimensions();
    let longer = width.max(height);
    if longer <= side {
        return image;
    }
    let scaled = |length: u32| {
        let length = u64::from(length)
            .saturating_mul(u64::from(side))
            .checked_div(u64::from(longer))
            .unwrap_or(0);
        u32::try_from(length).unwrap_or(side).max(1)
    };
    decode::shrunk(&image, (scaled(width), scaled(height)))
}

/// As PNG what is clear in parts, and drawings, which are small and crisp as
/// such; else as JPEG.
fn encoded(image: &RgbaImage, is_clear: bool, from: ImageFormat) -> (ImageFormat, Vec<u8>) {
    let was_drawn = matches!(from, ImageFormat::Png | ImageFormat::Gif);
    if is_clear || was_drawn {
        let bytes = png(image, is_clear);
        if is_clear || bytes.len() <= limits::PICTURE_BYTES_KEPT {
            return (ImageFormat::Png, bytes);
        }
    }
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
    let (width, height) = image.dimensions();
    let written = encoder.write_image(&opaque(image), width, height, ExtendedColorType::Rgb8);
    if written.is_err() {
        return (ImageFormat::Png, png(image, is_clear));
    }
    (ImageFormat::Jpeg, bytes)
}

fn png(image: &RgbaImage, is_clear: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder =
        PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::Adaptive);
    let (width, height) = image.dimensions();
    let written = if is_clear {
        encoder.write_image(image, width, height, ExtendedColorType::Rgba8)
    } else {
        encoder.write_image(&opaque(image), width, height, ExtendedColorType::Rgb8)
    };
    if let Err(error) = written {
        // Into memory, at a size that PNG has: it cannot be.
        log::error!("a picture of {width} x {height} pixels was not encoded: {error}");
    }
    bytes
}

fn opaque(image: &RgbaImage) -> Vec<u8> {
    let pixels = image.pixels();
    pixels
        .flat_map(|pixel| [pixel.0[0], pixel.0[1], pixel.0[2]])
        .collect()
}

/// The name with the ending of what is in the file.
fn with_ending(name: &str, format: ImageFormat) -> String {
    let known = FORMATS.iter().find(|(known, _)| *known == format);
    let endings = known.map_or(&[][..], |(_, endings)| endings);
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let ending = ending.to_ascii_lowercase();
    if endings.contains(&ending.as_str()) {
        return format!("{stem}.{ending}");
    }
    let is_other = FORMATS
        .iter()
        .any(|(_, endings)| endings.contains(&ending.as_str()));
    let stem = if is_other { stem } else { name };
    format!("{stem}.{}", endings.first().unwrap_or(&"png"))
}
