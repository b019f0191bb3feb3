//! From the bytes of a picture to its pixels, within limits. The header is
//! judged first: a forged one of few bytes can claim a hundred gigabytes.

use std::{
    io::Cursor,
    panic::{AssertUnwindSafe, catch_unwind},
};

use image::{
    DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, RgbaImage, imageops,
    metadata::Orientation,
};

use super::{FORMATS, PictureFault, limits};
use crate::model::Picture;

/// What the header of a picture tells.
pub(super) struct Header {
    pub(super) format: ImageFormat,
    /// As it is seen.
    pub(super) size: (u32, u32),
    /// How it has to be turned.
    pub(super) orientation: Orientation,
    /// Whether the camera wrote down more than the picture, such as where and
    /// when it was taken.
    pub(super) has_notes: bool,
}

/// The pixels of a picture of a map, turned as it is seen.
///
/// # Errors
/// It cannot be decoded within the limits.
pub fn decode(picture: &Picture) -> Result<RgbaImage, PictureFault> {
    pixels(picture.bytes().ok_or(PictureFault::Damaged)?)
}

/// The pixels of a picture, turned as its file says.
pub(super) fn pixels(bytes: &[u8]) -> Result<RgbaImage, PictureFault> {
    let header = header(bytes)?;
    guarded(|| {
        let decoder = decoder(bytes, header.format)?;
        let mut image = DynamicImage::from_decoder(decoder).map_err(|error| fault(&error))?;
        image.apply_orientation(header.orientation);
        Ok(image.into_rgba8())
    })
}

/// What the header tells, if it is within the limits.
pub(super) fn header(bytes: &[u8]) -> Result<Header, PictureFault> {
    if bytes.len() as u64 > limits::PICTURE_BYTES {
        return Err(PictureFault::Bytes);
    }
    let format = image::guess_format(bytes).ok();
    let format = format.filter(|format| FORMATS.iter().any(|(known, _)| known == format));
    let format = format.ok_or(PictureFault::Format)?;
    guarded(|| {
        let mut decoder = decoder(bytes, format)?;
        let (width, height) = decoder.dimensions();
        check_size(width, height)?;
        if decoder.total_bytes() > limits::PICTURE_MEMORY {
            return Err(PictureFault::Memory);
        }
        // Of a PNG no text is read, and cameras write none.
        let is_photo = matches!(format, ImageFormat::Jpeg | ImageFormat::WebP);
        let has_notes = is_photo && has_notes(&mut decoder);
        let orientation = if is_photo {
            decoder.orientation().unwrap_or(Orientation::NoTransforms)
        } else {
            Orientation::NoTransforms
        };
        let size = if turns_over(orientation) {
            (height, width)
        } else {
            (width, height)
        };
        Ok(Header {
            format,
            size,
            orientation,
            has_notes,
        })
    })
}

/// Whether a file has EXIF, XMP or IPTC; what cannot be read counts as such.
fn has_notes(decoder: &mut impl ImageDecoder) -> bool {
    let none = |notes: Result<Option<Vec<u8>>, ImageError>| matches!(notes, Ok(None));
    !(none(decoder.exif_metadata())
        && none(decoder.xmp_metadata())
        && none(decoder.iptc_metadata()))
}

/// Whether a size in pixels is one that is taken.
fn check_size(width: u32, height: u32) -> Result<(), PictureFault> {
    let pixels = u64::from(width).saturating_mul(u64::from(height));
    let fits = width.max(height) <= limits::PICTURE_SIDE && pixels <= limits::PICTURE_PIXELS;
    match (fits, pixels) {
        (_, 0) => Err(PictureFault::Damaged),
        (true, _) => Ok(()),
        (false, _) => Err(PictureFault::Pixels(width, height)),
    }
}

/// Whether width and height change places.
const fn turns_over(orientation: Orientation) -> bool {
    match orientation {
        Orientation::Rotate90
        | Orientation::Rotate270
        | Orientation::Rotate90FlipH
        | Orientation::Rotate270FlipH => true,
        Orientation::NoTransforms
        | Orientation::Rotate180
        | Orientation::FlipHorizontal
        | Orientation::FlipVertical => false,
    }
}

fn decoder(bytes: &[u8], format: ImageFormat) -> Result<impl ImageDecoder + '_, PictureFault> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut bounds = Limits::default();
    bounds.max_alloc = Some(limits::PICTURE_MEMORY);
    reader.limits(bounds);
    reader.into_decoder().map_err(|error| fault(&error))
}

/// The picture at a smaller size: every new pixel is the mean of those it
/// covers, weighed by how opaque they are.
#[must_use]
pub fn shrunk(image: &RgbaImage, (width, height): (u32, u32)) -> RgbaImage {
    let is_opaque = image.pixels().all(|pixel| pixel.0[3] == 255);
    if is_opaque {
        return imageops::thumbnail(image, width, height);
    }
    let mut image = image.clone();
    for pixel in image.pixels_mut() {
        let [red, green, blue, alpha] = pixel.0;
        let times = |channel: u8| share(channel, alpha, 255);
        pixel.0 = [times(red), times(green), times(blue), alpha];
    }
    let mut image = imageops::thumbnail(&image, width, height);
    for pixel in image.pixels_mut() {
        let [red, green, blue, alpha] = pixel.0;
        let back = |channel: u8| share(channel, 255, alpha.max(1));
        pixel.0 = [back(red), back(green), back(blue), alpha];
    }
    image
}

/// `channel` × `times` / `of`, rounded and at most 255.
fn share(channel: u8, times: u8, of: u8) -> u8 {
    let product = u32::from(channel)
        .saturating_mul(u32::from(times))
        .saturating_add(u32::from(of) / 2);
    u8::try_from(product.checked_div(u32::from(of)).unwrap_or(0)).unwrap_or(255)
}

/// Runs a decoder; many panic on malicious input.
fn guarded<T>(work: impl FnOnce() -> Result<T, PictureFault>) -> Result<T, PictureFault> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(PictureFault::Damaged))
}

fn fault(error: &ImageError) -> PictureFault {
    match error {
        ImageError::Limits(_) => PictureFault::Memory,
        ImageError::Decoding(_)
        | ImageError::Encoding(_)
        | ImageError::Parameter(_)
        | ImageError::Unsupported(_)
        | ImageError::IoError(_) => PictureFault::Damaged,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_taken_up_to_the_limit_and_not_beyond() {
        let side = limits::PICTURE_SIDE;
        for (width, fits) in [(side - 1, true), (side, true), (side + 1, false)] {
            assert_eq!(check_size(width, 1).is_ok(), fits, "{width}");
            assert_eq!(check_size(1, width).is_ok(), fits, "{width}");
        }
        let rows = u32::try_from(limits::PICTURE_PIXELS / 8192).unwrap_or(0);
        for (height, fits) in [(rows - 1, true), (rows, true), (rows + 1, false)] {
            assert_eq!(check_size(8192, height).is_ok(), fits, "{height}");
        }
        assert_eq!(check_size(0, 9), Err(PictureFault::Damaged));
    }
}
