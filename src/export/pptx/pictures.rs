//! The pictures of a presentation: each is in the file once, however often it
//! is shown, and in a form that presentation programs read. Knows picture
//! files, no slides.

use std::{io::Cursor, sync::Arc};

use emath::{Rect, Vec2, vec2};
use image::{ImageFormat, guess_format};

use super::shape::{Frame, Label};
use crate::{file::picture::decode, model::Picture};

/// A picture as it goes into the file.
#[derive(Clone, Debug)]
pub(super) struct Media {
    /// Its file.
    pub(super) bytes: Vec<u8>,
    /// What its name ends with.
    pub(super) ending: &'static str,
    /// In pixels.
    size: Vec2,
}

/// The pictures met so far, in the order in which they are shown.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    known: Vec<(Arc<Picture>, Option<usize>)>,
    media: Vec<Media>,
}

impl Pictures {
    /// Every picture that is shown.
    pub(super) fn media(&self) -> &[Media] {
        &self.media
    }

    /// A picture in a frame that it fills, as it is cut for that; `None` when
    /// it cannot be decoded.
    pub(super) fn framed(
        &mut self,
        picture: &Arc<Picture>,
        (rect, radius): (Rect, f32),
        label: Label,
    ) -> Option<Frame> {
        let index = self.index(picture)?;
        let size = self.media.get(index)?.size;
        let shown = rect.size() / (rect.size() / size).max_elem();
        let cut = 0.5 * (Vec2::splat(1.0) - shown / size);
        Some(Frame {
            label,
            rect,
            radius,
            picture: index,
            cut: cut.max(Vec2::ZERO),
        })
    }

    fn index(&mut self, picture: &Arc<Picture>) -> Option<usize> {
        let mut known = self.known.iter();
        if let Some((_, index)) = known.find(|(held, _)| Arc::ptr_eq(held, picture)) {
            return *index;
        }
        let index = media(picture).map(|media| {
            self.media.push(media);
            self.media.len().saturating_sub(1)
        });
        self.known.push((Arc::clone(picture), index));
        index
    }
}

/// A picture's file: its own where every program shows it alike, else a PNG.
fn media(picture: &Picture) -> Option<Media> {
    let bytes = picture.bytes()?;
    let image = decode(picture).ok()?;
    let (width, height) = image.dimensions();
    #[expect(clippy::cast_precision_loss, reason = "sides of a picture")]
    let size = vec2(width as f32, height as f32);
    // A photo may have to be turned, which programs do or do not do.
    let is_plain = !bytes.windows(6).take(4096).any(|part| part == b"Exif\0\0");
    let ending = match guess_format(bytes) {
        Ok(ImageFormat::Png) => Some("png"),
        Ok(ImageFormat::Jpeg) if is_plain => Some("jpeg"),
        Ok(_) | Err(_) => None,
    };
    let (bytes, ending) = if let Some(ending) = ending {
        (bytes.to_vec(), ending)
    } else {
        let mut bytes = Cursor::new(Vec::new());
        image.write_to(&mut bytes, ImageFormat::Png).ok()?;
        (bytes.into_inner(), "png")
    };
    Some(Media {
        bytes,
        ending,
        size,
    })
}
