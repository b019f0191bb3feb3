//! Pictures as files: taking one into a map, and decoding one of a map. A
//! picture comes from anywhere, so nothing in it is believed: its size is read
//! and judged before a pixel is decoded, memory is bounded, and a decoder that
//! panics is a damaged picture. Knows formats and limits, no painter.

mod beside;
mod decode;
mod intake;

use image::ImageFormat;

use super::limits;
use crate::model::{Map, Picture, Problem};

pub use beside::embed_beside;
pub use decode::{decode, shrunk};
pub use intake::{Taken, take, take_pixels};

/// The formats that are read, and what their files end with.
const FORMATS: [(ImageFormat, &[&str]); 4] = [
    (ImageFormat::Png, &["png"]),
    (ImageFormat::Jpeg, &["jpg", "jpeg"]),
    (ImageFormat::WebP, &["webp"]),
    (ImageFormat::Gif, &["gif"]),
];

/// What the files of readable pictures end with.
pub const ENDINGS: &[&str] = &["png", "jpg", "jpeg", "webp", "gif"];

/// Endings of pictures that are not read: who drops one hears what to do.
pub const OTHER_ENDINGS: &[&str] = &["svg", "bmp", "tif", "tiff", "heic", "heif", "avif", "ico"];

/// Why a picture is not taken or not drawn: the cause and the next step.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PictureFault {
    /// The file is too large to be read.
    #[error(
        "the file is larger than {} MiB, the limit for a picture; scale it down first",
        limits::PICTURE_BYTES >> 20
    )]
    Bytes,
    /// The content is none of the formats, whatever the name ends with.
    #[error("this is not a PNG, JPEG, WebP or GIF picture; convert it to one of them first")]
    Format,
    /// Too many pixels, as the header has it.
    #[error(
        "the picture is {0} × {1} pixels large, beyond the limit of {side} a side and {all} million in all; \
         scale it down first",
        side = limits::PICTURE_SIDE,
        all = limits::PICTURE_PIXELS / 1_000_000
    )]
    Pixels(u32, u32),
    /// Decoding would take too much memory.
    #[error(
        "decoding the picture takes more than {} MiB, the limit; scale it down first",
        limits::PICTURE_MEMORY >> 20
    )]
    Memory,
    /// It cannot be decoded.
    #[error("the picture is damaged or cut off; save or download it again")]
    Damaged,
}

/// What is wrong with the pictures inside a map, as far as their headers tell:
/// quick enough for every file that is opened.
#[must_use]
pub fn flaws(map: &Map) -> Vec<Problem> {
    problems(map, |bytes| decode::header(bytes).map(|header| header.size))
}

/// What is wrong with the pictures inside a map, found by decoding every one.
#[must_use]
pub fn deep_flaws(map: &Map) -> Vec<Problem> {
    problems(map, |bytes| {
        decode::pixels(bytes).map(|image| image.dimensions())
    })
}

fn problems(map: &Map, size: impl Fn(&[u8]) -> Result<(u32, u32), PictureFault>) -> Vec<Problem> {
    let said = |name: &str, picture: &Picture| {
        let reason = match size(picture.bytes()?) {
            Ok(found) if found == picture.size() => return None,
            Ok((width, height)) => {
                let (said, high) = picture.size();
                format!(
                    "is {width} × {height} pixels large where the map says {said} × {high}; \
                     choose it again"
                )
            }
            Err(fault) => format!("cannot be shown: {fault}, and choose it again"),
        };
        Some(Problem(format!("picture “{name}” {reason}")))
    };
    let pictures = map.pictures.iter();
    pictures
        .filter_map(|(name, picture)| said(name, picture))
        .collect()
}

/// Whether a name ends like a picture, one that is read or one that is not.
#[must_use]
pub fn is_picture_name(path: &std::path::Path) -> bool {
    let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
    ENDINGS
        .iter()
        .chain(OTHER_ENDINGS)
        .any(|known| ending == *known)
}
