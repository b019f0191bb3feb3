//! A whole scene as rows of pixels, without a window: the same shapes as on
//! the screen, filled band by band so that a large picture needs the memory of
//! one band. Knows scenes and fonts; no file format.

use std::ops::ControlFlow;

use emath::{Rect, TSTransform, Vec2, pos2, vec2};
use epaint::{Color32, Fonts, Mesh, Shape, TessellationOptions, Tessellator, text::ViewportKey};

use super::{
    fonts::{font_definitions, text_options},
    raster::Canvas,
    shapes::{Detail, color, shapes_with},
    texture::{Brushes, Stills},
};
use crate::{layout::FontBook, scene::Scene};

/// Pixels to a band: few megabytes, and few items that are in two bands.
const BAND: usize = 1 << 20;

/// A picture of a scene: the scene as large as it fits, in the middle of its
/// background, never stretched and never cut.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Picture {
    /// In pixels.
    pub width: usize,
    /// In pixels.
    pub height: usize,
    /// Whether nothing is drawn behind the scene's items.
    pub transparent: bool,
}

impl Picture {
    /// Calls `rows` with every band in turn, from the top, until it breaks.
    pub fn draw<B>(
        self,
        scene: &Scene,
        fonts: &FontBook,
        mut rows: impl FnMut(&Canvas) -> ControlFlow<B>,
    ) -> ControlFlow<B> {
        self.bands(scene, fonts, BAND, &mut rows)
    }

    /// Pixels of the picture from units of the scene.
    fn pixels_from_units(self, size: Vec2) -> TSTransform {
        #[expect(
            clippy::cast_precision_loss,
            reason = "pictures are below 2^24 pixels wide"
        )]
        let page = vec2(self.width as f32, self.height as f32);
        let scale = (page / size).min_elem();
        let scale = if scale.is_finite() && scale > 0.0 {
            scale
        } else {
            1.0
        };
        // On whole pixels, where level and upright edges are sharp.
        let corner = (0.5 * (page - scale * size)).round();
        TSTransform::new(corner, scale)
    }

    fn bands<B>(
        self,
        scene: &Scene,
        book: &FontBook,
        pixels: usize,
        rows: &mut dyn FnMut(&Canvas) -> ControlFlow<B>,
    ) -> ControlFlow<B> {
        let transform = self.pixels_from_units(scene.size);
        let background = if self.transparent {
            Color32::TRANSPARENT
        } else {
            // Whatever is behind it, an opaque picture is opaque.
            Color32::from_rgb(0, 0, 0).blend(color(scene.background))
        };
        let mut options = text_options();
        if transform.scaling > 4.0 {
            // A line of large text must find room in the atlas.
            options.max_texture_side *= 4;
        }
        let mut fonts = Fonts::new(options, font_definitions(book));
        let mut canvas = Canvas::new(self.width, 0, 0, background);
        let mut stills = Stills::default();
        let mut list = Vec::new();
        let mut mesh = Mesh::default();
        let step = (pixels / self.width.max(1)).clamp(1, self.height.max(1));
        for top in (0..self.height).step_by(step) {
            let height = step.min(self.height - top);
            canvas.reset(top, height, background);
            #[expect(
                clippy::cast_precision_loss,
                reason = "pictures are below 2^24 pixels high"
            )]
            let band = Rect::from_min_size(
                pos2(0.0, top as f32),
                vec2(self.width as f32, height as f32),
            );
            // Starts the atlas of glyphs over when the bands so far filled it.
            fonts.begin_pass(options, ViewportKey::default());
            let mut view = fonts.with_pixels_per_point(1.0);
            let mut brushes = Brushes {
                fonts: &mut view,
                textures: &mut stills,
            };
            let detail = Detail::picture(band);
            shapes_with(scene, transform, &mut brushes, &detail, &mut list);
            let textures = (&fonts, &stills);
            fill(&mut canvas, list.drain(..), band, textures, &mut mesh);
            rows(&canvas)?;
        }
        ControlFlow::Continue(())
    }
}

/// Fills shapes in their order: runs of them as one mesh, a picture by itself,
/// since it has a texture of its own.
fn fill(
    canvas: &mut Canvas,
    list: impl Iterator<Item = Shape>,
    view: Rect,
    (fonts, stills): (&Fonts, &Stills),
    mesh: &mut Mesh,
) {
    let atlas = fonts.texture_atlas();
    let options = TessellationOptions::default();
    let mut tessellator = Tessellator::new(1.0, options, atlas.size(), atlas.prepared_discs());
    // Feathered edges reach half a pixel out of what they belong to.
    tessellator.set_clip_rect(view.expand(1.0));
    mesh.clear();
    for shape in list {
        if let Shape::Mesh(picture) = &shape
            && let Some(image) = stills.image(picture.texture_id)
        {
            canvas.draw(mesh, atlas.image(), view);
            mesh.clear();
            canvas.draw(picture, image, view);
        } else {
            tessellator.tessellate_shape(shape, mesh);
        }
    }
    canvas.draw(mesh, atlas.image(), view);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        layout::Face,
        scene::{Color, Item, Stroke, TextLine},
    };

    #[test]
    fn the_picture_is_the_same_in_bands_of_any_height() {
        let words = Item::Text(TextLine {
            pos: pos2(12.0, 40.0),
            text: "Compare the offers".into(),
            face: Face::SemiBold,
            size: 15.5,
            color: Color::hex(0x001E_2330),
            width: 150.0,
        });
        let pill = Item::Rect {
            rect: Rect::from_min_max(pos2(4.3, 5.2), pos2(190.1, 70.9)),
            radius: 14.0,
            fill: Some(Color::hex(0x00FF_FFFF).with_opacity(0.7)),
            stroke: Some(Stroke {
                width: 1.7,
                color: Color::hex(0x0045_53D9),
            }),
        };
        let scene = Scene {
            size: vec2(200.0, 75.0),
            background: Color::hex(0x00EE_F0F4),
            items: vec![pill, words],
            groups: Vec::new(),
        };
        let picture = Picture {
            width: 300,
            height: 120,
            transparent: false,
        };
        let rows = |pixels: usize| {
            let mut rows = Vec::new();
            let done = picture.bands::<()>(&scene, &FontBook::new(), pixels, &mut |band| {
                rows.extend(band.rows().map(<[Color32]>::to_vec));
                ControlFlow::Continue(())
            });
            assert!(done.is_continue());
            rows
        };
        let whole = rows(BAND);
        assert_eq!(whole.len(), 120);
        for height in [1, 7, 32, 100] {
            assert!(rows(300 * height) == whole, "bands of {height} rows differ");
        }
    }
}
