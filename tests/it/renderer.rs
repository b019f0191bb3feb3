//! Snapshots of the interface without a GPU and without a display: the
//! rasteriser of the PNG as the renderer of `egui_kittest`.

use std::collections::BTreeMap;

use egui::{
    Color32, ColorImage, Context, FullOutput, ImageData, TextureId, TexturesDelta,
    epaint::{ImageDelta, Primitive},
};
use egui_kittest::{Harness, TestRenderer};
use image::RgbaImage;
use throughline::{
    layout::FontBook,
    paint::{Canvas, font_definitions},
};

/// Fills the triangles of the interface on the CPU.
///
/// ```ignore
/// Harness::builder().renderer(CpuRenderer::default()).build_ui(..).render()
/// ```
#[derive(Default)]
pub(crate) struct CpuRenderer {
    textures: BTreeMap<TextureId, ColorImage>,
}

impl TestRenderer for CpuRenderer {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        let mut changes: Vec<_> = delta.set.drain().collect();
        changes.sort_by_key(|(id, _)| *id);
        for (id, deltas) in changes {
            for delta in deltas {
                self.update(id, delta);
            }
        }
        delta.clear();
    }

    fn render(&mut self, context: &Context, output: &FullOutput) -> Result<RgbaImage, String> {
        let ppp = output.pixels_per_point;
        let size = (context.content_rect().size() * ppp).round();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the size of a window"
        )]
        let (width, height) = (size.x as u32, size.y as u32);
        let mut canvas = Canvas::new(width as usize, 0, height as usize, Color32::TRANSPARENT);
        for clipped in context.tessellate(output.shapes.clone(), ppp) {
            let Primitive::Mesh(mut mesh) = clipped.primitive else {
                return Err("paint callbacks need a graphics card".to_owned());
            };
            let texture = self.textures.get(&mesh.texture_id);
            let texture = texture.ok_or_else(|| format!("no texture {:?}", mesh.texture_id))?;
            for vertex in &mut mesh.vertices {
                vertex.pos *= ppp;
            }
            canvas.draw(&mesh, texture, clipped.clip_rect * ppp);
        }
        let bytes = canvas.rows().flatten().flat_map(|pixel| {
            // A window shows nothing behind itself.
            let [red, green, blue, _] = pixel.to_array();
            [red, green, blue, 255]
        });
        RgbaImage::from_raw(width, height, bytes.collect()).ok_or_else(|| "no room".to_owned())
    }
}

impl CpuRenderer {
    fn update(&mut self, id: TextureId, delta: ImageDelta) {
        let ImageData::Color(image) = delta.image;
        let Some([left, top]) = delta.pos else {
            self.textures.insert(id, image.as_ref().clone());
            return;
        };
        let Some(texture) = self.textures.get_mut(&id) else {
            return;
        };
        for y in 0..image.height() {
            for x in 0..image.width() {
                texture[(left + x, top + y)] = image[(x, y)];
            }
        }
    }
}

#[test]
fn a_snapshot_of_the_interface_needs_no_window() {
    let shot = || {
        let ui = |ui: &mut egui::Ui| {
            ui.painter().rect_filled(ui.max_rect(), 0.0, Color32::WHITE);
            ui.label("Stages and lanes");
        };
        let mut harness = Harness::builder()
            .with_size([160.0, 40.0])
            .with_context_setup(|context| context.set_fonts(font_definitions(&FontBook::new())))
            .renderer(CpuRenderer::default())
            .build_ui(ui);
        harness.run();
        harness.render()
    };
    let first = shot().unwrap_or_default();
    assert_eq!(first.dimensions(), (160, 40));
    assert_eq!(first.get_pixel(140, 30).0, [255, 255, 255, 255]);
    let dark = first.pixels().filter(|pixel| pixel.0[0] < 200).count();
    assert!(dark > 100, "{dark} pixels of text");
    assert!(first == shot().unwrap_or_default());
}
