//! A scene as a PNG, without a window: the picture on the screen at the size
//! that was asked for. The same scene gives the same bytes on every run. Knows
//! pixels and the format; not how they came to be.

use std::ops::ControlFlow;

use libdeflater::{CompressionLvl, Compressor};
use png::{BitDepth, ColorType, Encoder, PixelDimensions, Unit, chunk};

use super::{ExportError, Packing, Page};
use crate::{layout::FontBook, paint::Picture, scene::Scene};

/// The picture of a scene. `progress` is told the share that is done, 0 to 1,
/// and stops the work by returning false.
///
/// # Errors
///
/// The page is beyond its limits, memory is short, or `progress` said stop.
pub fn png(
    scene: &Scene,
    fonts: &FontBook,
    page: &Page,
    progress: &dyn Fn(f32) -> bool,
) -> Result<Vec<u8>, ExportError> {
    page.check()?;
    let go_on = |share| progress(share).then_some(()).ok_or(ExportError::Cancelled);
    go_on(0.0)?;
    let data = data(scene, fonts, page, &|share| go_on(0.99 * share))?;
    let bytes = wrap(&data, page)?;
    go_on(1.0)?;
    Ok(bytes)
}

/// The share of the work that is done when all is drawn and nothing packed.
const DRAWN: f32 = 0.4;

/// How hard to compress. At 4 of 12, flat pictures without row filters are as
/// small as at 9, in a third of the time.
const fn level(packing: Packing) -> i32 {
    match packing {
        Packing::Small => 4,
        Packing::Fast => 1,
    }
}

/// The rows, drawn band by band, then compressed as one.
fn data(
    scene: &Scene,
    fonts: &FontBook,
    page: &Page,
    go_on: &dyn Fn(f32) -> Result<(), ExportError>,
) -> Result<Vec<u8>, ExportError> {
    let [width, height] = [page.width, page.height].map(|side| usize::try_from(side).unwrap_or(0));
    let transparent = page.transparent;
    let picture = Picture {
        width,
        height,
        transparent,
    };
    let channels = if transparent { 4 } else { 3 };
    let short = || ExportError::Memory {
        width: page.width,
        height: page.height,
    };
    let mut rows = Vec::new();
    let size = height.saturating_mul(width.saturating_mul(channels).saturating_add(1));
    rows.try_reserve_exact(size).ok().ok_or_else(short)?;
    let mut done = 0_usize;
    let drawn = picture.draw(scene, fonts, |band| {
        for row in band.rows() {
            done = done.saturating_add(1);
            // A row begins with its filter: none.
            rows.push(0);
            for pixel in row {
                if transparent {
                    rows.extend_from_slice(&pixel.to_srgba_unmultiplied());
                } else {
                    rows.extend_from_slice(&[pixel.r(), pixel.g(), pixel.b()]);
                }
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "a share needs no more")]
        let share = done as f32 / height as f32;
        go_on(DRAWN * share).map_or_else(ControlFlow::Break, ControlFlow::Continue)
    });
    match drawn {
        ControlFlow::Continue(()) => compress(&rows, page.packing).ok_or_else(short),
        ControlFlow::Break(error) => Err(error),
    }
}

/// The rows as a zlib stream; `None` when there is no memory for it.
fn compress(rows: &[u8], packing: Packing) -> Option<Vec<u8>> {
    let mut compressor = Compressor::new(CompressionLvl::new(level(packing)).unwrap_or_default());
    let most = compressor.zlib_compress_bound(rows.len());
    Vec::<u8>::new().try_reserve_exact(most).ok()?;
    // Zeroed pages cost nothing until they are written to.
    let mut packed = vec![0; most];
    let size = compressor.zlib_compress(rows, &mut packed).ok()?;
    packed.truncate(size);
    packed.shrink_to_fit();
    Some(packed)
}

/// The header, the physical size and the data.
fn wrap(data: &[u8], page: &Page) -> Result<Vec<u8>, ExportError> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, page.width, page.height);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_color(if page.transparent {
        ColorType::Rgba
    } else {
        ColorType::Rgb
    });
    let density = page.pixels_a_meter();
    encoder.set_pixel_dims(Some(PixelDimensions {
        xppu: density,
        yppu: density,
        unit: Unit::Meter,
    }));
    let mut writer = encoder.write_header()?;
    writer.write_chunk(chunk::IDAT, data)?;
    writer.finish()?;
    Ok(bytes)
}
