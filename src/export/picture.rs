//! Pictures of a map as files of drawings hold them: the bytes of the picture
//! file where every reader understands them, else the same pixels as a PNG,
//! and where they lie. Knows no format of drawings.

use std::{borrow::Cow, io::Cursor};

use emath::{Rect, Vec2, vec2};
use image::{
    ExtendedColorType, ImageDecoder as _, ImageEncoder as _, ImageFormat, ImageReader,
    codecs::png::PngEncoder, metadata::Orientation,
};

use crate::{file::picture, model::Picture};

/// A picture file that is put into another file.
pub(super) struct Embedded<'a> {
    /// Whether it is a JPEG; else it is a PNG.
    pub(super) is_jpeg: bool,
    /// The file.
    pub(super) bytes: Cow<'a, [u8]>,
    /// In pixels.
    pub(super) size: Vec2,
}

impl<'a> Embedded<'a> {
    /// A picture, if it can be decoded.
    pub(super) fn new(picture: &'a Picture) -> Option<Self> {
        let image = picture::decode(picture).ok()?;
        #[expect(clippy::cast_precision_loss, reason = "pictures are small")]
        let size = vec2(image.width() as f32, image.height() as f32);
        if let Some(bytes) = picture.bytes()
            && let Some(is_jpeg) = as_it_is(bytes)
        {
            let bytes = bytes.into();
            return Some(Self {
                is_jpeg,
                bytes,
                size,
            });
        }
        let mut bytes = Vec::new();
        let (width, height) = image.dimensions();
        PngEncoder::new(&mut bytes)
            .write_image(image.as_raw(), width, height, ExtendedColorType::Rgba8)
            .ok()?;
        Some(Self {
            is_jpeg: false,
            bytes: bytes.into(),
            size,
        })
    }
}

/// Whether the bytes are a JPEG (or else a PNG) that is read alike everywhere:
/// readers disagree about turning pictures as their notes say.
fn as_it_is(bytes: &[u8]) -> Option<bool> {
    let format = image::guess_format(bytes).ok()?;
    let is_jpeg = format == ImageFormat::Jpeg;
    let decoder = ImageReader::with_format(Cursor::new(bytes), format).into_decoder();
    let orientation = decoder.ok()?.orientation().ok()?;
    let is_known = is_jpeg || format == ImageFormat::Png;
    (is_known && orientation == Orientation::NoTransforms).then_some(is_jpeg)
}

/// Where a picture of a size lies that fills a rectangle and keeps its
/// proportions: what does not fit is cut off on both sides, and of a high one
/// rather below than above, where faces are.
pub(super) fn covering(rect: Rect, size: Vec2) -> Rect {
    let size = size.max(Vec2::splat(1.0));
    let whole = size * (rect.size() / size).max_elem();
    let free = whole - rect.size();
    Rect::from_min_size(rect.min - vec2(0.5 * free.x, 0.35 * free.y), whole)
}
