//! A scene as a PNG, without a window: the picture on the screen at the size
//! that was asked for. The same scene gives the same bytes on every run. Knows
//! pixels and the format; not how they came to be.

use std::ops::ControlFlow;

use libdeflater::{CompressionLvl, Compressor};
use png::{BitDepth, ColorType, Encoder, PixelDimensions, Unit, chunk};

use super::{ExportError, Page};
use crate::{layout::FontBook, paint::Picture, scene::Scene};

/// Flat color deflates best unfiltered; more effort than this doubles the time
/// for a few percent.
const EFFORT: i32 = 4;

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
    let raw = raw(scene, fonts, page, &|share| go_on(0.7 * share))?;
    let data = deflate(&raw, page)?;
    drop(raw);
    go_on(0.95)?;
    let bytes = wrap(&data, page)?;
    go_on(1.0)?;
    Ok(bytes)
}

/// The rows as PNG wants them: a filter, which is none, then the pixels.
fn raw(
    scene: &Scene,
    fonts: &FontBook,
    page: &Page,
    go_on: &dyn Fn(f32) -> Result<(), ExportError>,
) -> Result<Vec<u8>, ExportError> {
    let &Page {
        width,
        height,
        transparent,
    } = page;
    let memory = || ExportError::Memory { width, height };
    let [width, height] = [width, height].map(|side| usize::try_from(side).unwrap_or(0));
    let row = 1 + width * if transparent { 4 } else { 3 };
    let mut raw = Vec::new();
    raw.try_reserve_exact(row * height)
        .map_err(|_error| memory())?;
    let picture = Picture {
        width,
        height,
        transparent,
    };
    let drawn = picture.draw(scene, fonts, |band| {
        for pixels in band.rows() {
            raw.push(0);
            if transparent {
                for pixel in pixels {
                    raw.extend(pixel.to_srgba_unmultiplied());
                }
            } else {
                raw.extend(
                    pixels
                        .iter()
                        .flat_map(|pixel| [pixel.r(), pixel.g(), pixel.b()]),
                );
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "a share needs no more")]
        let share = raw.len() as f32 / (row * height) as f32;
        go_on(share).map_or_else(ControlFlow::Break, ControlFlow::Continue)
    });
    match drawn {
        ControlFlow::Continue(()) => Ok(raw),
        ControlFlow::Break(error) => Err(error),
    }
}

fn deflate(raw: &[u8], page: &Page) -> Result<Vec<u8>, ExportError> {
    let memory = || ExportError::Memory {
        width: page.width,
        height: page.height,
    };
    let effort = CompressionLvl::new(EFFORT).unwrap_or_default();
    let mut compressor = Compressor::new(effort);
    // Memory that is never written to is never taken.
    let mut data = vec![0; compressor.zlib_compress_bound(raw.len())];
    let length = compressor
        .zlib_compress(raw, &mut data)
        .map_err(|_error| memory())?;
    data.truncate(length);
    Ok(data)
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
