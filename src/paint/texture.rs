//! The pixels of pictures as painters take them. A picture is drawn from a copy
//! of itself that is halved until it is less than twice as large as it is
//! drawn: four texels are then enough for every pixel, nothing flickers, and
//! window and file sample the very same copy. Knows textures; not who keeps
//! them.

use std::{collections::BTreeMap, sync::Arc};

use emath::{Pos2, Rect, Vec2, pos2, vec2};
use epaint::{
    Color32, ColorImage, CornerRadiusF32, Mesh, RoundedRect, TextureId, tessellator::path,
    text::FontsView,
};
use image::RgbaImage;

use crate::{
    file::{limits, picture},
    model::Picture,
};

/// Where a painter finds the pixels of a picture.
pub trait Textures {
    /// The texture of a picture of which a pixel of the picture is drawn as
    /// `scale` pixels; `None` when there is none, or none yet.
    fn texture(&mut self, picture: &Arc<Picture>, scale: f32) -> Option<Texture>;
}

/// A texture and its size in texels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Texture {
    /// Which one.
    pub id: TextureId,
    /// Width and height.
    pub size: Vec2,
}

/// What shapes are made with, besides the scene.
pub struct Brushes<'a, 'f> {
    /// For text.
    pub fonts: &'a mut FontsView<'f>,
    /// For pictures.
    pub textures: &'a mut dyn Textures,
}

/// No pictures: what stands in for them is drawn.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoTextures;

impl Textures for NoTextures {
    fn texture(&mut self, _: &Arc<Picture>, _: f32) -> Option<Texture> {
        None
    }
}

/// How often a picture of a size is halved before it is drawn at a scale.
#[must_use]
pub fn level(size: (u32, u32), scale: f32) -> u32 {
    let longer = size.0.max(size.1);
    let too_large = (0..16).find(|level| longer >> level <= limits::PICTURE_SIDE_SHOWN);
    let mut level = 0;
    let mut smaller = scale;
    while smaller <= 0.5 && level < 15 {
        smaller *= 2.0;
        level += 1;
    }
    level.max(too_large.unwrap_or(0))
}

/// The pixels of a picture, halved so many times.
#[must_use]
pub fn halved(image: &RgbaImage, level: u32) -> ColorImage {
    // A record may be wrong about the size; the pixels are not.
    let level = level.max(self::level(image.dimensions(), 1.0));
    let side = |length: u32| length.div_ceil(1 << level.min(15)).max(1);
    let (width, height) = image.dimensions();
    let smaller = (level > 0).then(|| picture::shrunk(image, (side(width), side(height))));
    let image = smaller.as_ref().unwrap_or(image);
    let size = [image.width(), image.height()].map(|side| usize::try_from(side).unwrap_or(0));
    ColorImage::from_rgba_unmultiplied(size, image.as_raw())
}

/// Pictures for a file: decoded when they are first asked for, and kept until
/// the last band is drawn.
#[derive(Default)]
pub(super) struct Stills {
    images: Vec<ColorImage>,
    /// By the address of a picture, which the scene keeps alive, and level;
    /// `None` for a picture that cannot be decoded.
    known: BTreeMap<(usize, u32), Option<usize>>,
}

impl Stills {
    /// The pixels of a texture that was given out.
    pub(super) fn image(&self, id: TextureId) -> Option<&ColorImage> {
        match id {
            TextureId::User(index) => self.images.get(usize::try_from(index).ok()?),
            TextureId::Managed(_) => None,
        }
    }
}

impl Textures for Stills {
    fn texture(&mut self, picture: &Arc<Picture>, scale: f32) -> Option<Texture> {
        let level = level(picture.size(), scale);
        let key = (Arc::as_ptr(picture).addr(), level);
        let images = &mut self.images;
        let index = self.known.entry(key).or_insert_with(|| {
            let image = picture::decode(picture).ok()?;
            images.push(halved(&image, level));
            Some(images.len() - 1)
        });
        let index = (*index)?;
        let size = self.images.get(index)?.size;
        Some(Texture {
            id: TextureId::User(u64::try_from(index).ok()?),
            size: size_of(size),
        })
    }
}

/// A size in texels.
#[must_use]
pub fn size_of([width, height]: [usize; 2]) -> Vec2 {
    #[expect(clippy::cast_precision_loss, reason = "textures are small")]
    let size = vec2(width as f32, height as f32);
    size
}

/// How many pixels a pixel of a picture is drawn as that fills a rectangle.
pub(super) fn scale(picture: &Picture, rect: Rect, pixels_per_point: f32) -> f32 {
    let (width, height) = picture.size();
    #[expect(clippy::cast_precision_loss, reason = "a ratio needs no more")]
    let size = vec2(width.max(1) as f32, height.max(1) as f32);
    (rect.size() * pixels_per_point / size).max_elem()
}

/// A texture that fills a rectangle with round corners; what does not fit is
/// cut off on both sides, and of a high one rather below than above, where
/// faces are. `pixel` is the width of its soft edge.
pub(super) fn mesh(texture: Texture, rect: Rect, radius: f32, pixel: f32) -> Mesh {
    let share = rect.size() / texture.size;
    let part = share / share.max_elem().max(f32::MIN_POSITIVE);
    let free = vec2(1.0, 1.0) - part;
    let corner = pos2(0.5 * free.x, 0.35 * free.y);
    let uv = |at: Pos2| corner + (at - rect.min) / rect.size() * part;
    let mut outline = Vec::new();
    let rounded = RoundedRect::new(rect, CornerRadiusF32::same(radius));
    path::rounded_rectangle(&mut outline, rounded);
    outline.dedup_by(|next, last| next.distance(*last) < 1e-3 * pixel);
    if outline.len() > 1
        && outline
            .first()
            .zip(outline.last())
            .is_some_and(|(a, b)| a.distance(*b) < 1e-3 * pixel)
    {
        outline.pop();
    }
    let mut mesh = Mesh::with_texture(texture.id);
    let mut vertex = |pos: Pos2, color: Color32| {
        mesh.vertices.push(epaint::Vertex {
            pos,
            uv: uv(pos),
            color,
        });
    };
    vertex(rect.center(), Color32::WHITE);
    let count = outline.len();
    for (index, point) in outline.iter().enumerate() {
        let before = outline.get((index + count - 1) % count).unwrap_or(point);
        let after = outline.get((index + 1) % count).unwrap_or(point);
        let way = (*after - *before).normalized();
        // The corners run clockwise on the screen: outside is at the left.
        let out = vec2(way.y, -way.x) * (0.5 * pixel);
        vertex(*point - out, Color32::WHITE);
        vertex(*point + out, Color32::TRANSPARENT);
    }
    let count = u32::try_from(count).unwrap_or(0);
    for index in 0..count {
        let (here, next) = (1 + 2 * index, 1 + 2 * ((index + 1) % count));
        mesh.add_triangle(0, here, next);
        mesh.add_triangle(here, here + 1, next);
        mesh.add_triangle(next, here + 1, next + 1);
    }
    mesh
}
