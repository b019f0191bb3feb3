//! The pictures of a drawing: each is defined once, as large as it is in
//! pixels, and placed by reference wherever it is shown. A page with several
//! drawings shares one such list between them. Knows no scenes.

use std::sync::Arc;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use emath::{Rect, Vec2};

use super::{super::picture::Embedded, write};
use crate::model::Picture;

/// What the names of pictures begin with; no other name in a drawing does.
pub(in crate::export) const NAME: &str = "picture-";

/// Pictures in the order in which they were first asked for.
#[derive(Default)]
pub(in crate::export) struct Pictures {
    /// `None` for one that cannot be decoded.
    held: Vec<(Arc<Picture>, Option<Held>)>,
    definitions: String,
}

/// A picture that is defined.
#[derive(Clone, Copy)]
pub(in crate::export) struct Held {
    number: usize,
    /// In pixels.
    pub(in crate::export) size: Vec2,
}

impl Pictures {
    /// A picture, decoded and defined at the first time; `None` when it cannot
    /// be decoded. Two with the same content are one.
    pub(in crate::export) fn held(&mut self, picture: &Arc<Picture>) -> Option<Held> {
        let is_it = |held: &Arc<Picture>| Arc::ptr_eq(held, picture) || held == picture;
        if let Some((_, held)) = self.held.iter().find(|(held, _)| is_it(held)) {
            return *held;
        }
        let number = self.held.len().saturating_add(1);
        let held = Embedded::new(picture).map(|file| self.define(number, &file));
        self.held.push((Arc::clone(picture), held));
        held
    }

    fn define(&mut self, number: usize, file: &Embedded<'_>) -> Held {
        let held = Held {
            number,
            size: file.size.max(Vec2::splat(1.0)),
        };
        let out = &mut self.definitions;
        out.push_str("<image id=\"");
        held.name(out);
        out.push('"');
        write::attribute(out, "width", held.size.x);
        write::attribute(out, "height", held.size.y);
        let kind = if file.is_jpeg { "jpeg" } else { "png" };
        out.push_str(" preserveAspectRatio=\"none\" xlink:href=\"data:image/");
        out.push_str(kind);
        out.push_str(";base64,");
        STANDARD.encode_string(&file.bytes, out);
        out.push_str("\"/>\n");
        held
    }

    /// An element of SVG for each of them, to stand in `defs`; empty without
    /// pictures.
    pub(in crate::export) fn definitions(&self) -> &str {
        &self.definitions
    }
}

impl Held {
    fn name(self, out: &mut String) {
        out.push_str(NAME);
        out.push_str(&self.number.to_string());
    }

    /// Appends the picture where it fills a rectangle.
    pub(super) fn fill(self, out: &mut String, rect: Rect) {
        let scale = rect.size() / self.size;
        out.push_str("<use transform=\"matrix(");
        write::scale(out, scale.x);
        out.push_str(" 0 0 ");
        write::scale(out, scale.y);
        for value in [rect.min.x, rect.min.y] {
            out.push(' ');
            write::number(out, value);
        }
        out.push_str(")\" xlink:href=\"#");
        self.name(out);
        out.push_str("\"/>");
    }

    /// Appends the picture as large as it is, its corner at the origin.
    pub(in crate::export) fn whole(self, out: &mut String) {
        out.push_str("<use xlink:href=\"#");
        self.name(out);
        out.push_str("\"/>");
    }
}

#[cfg(test)]
mod tests {
    use emath::{pos2, vec2};

    use super::*;

    #[test]
    fn a_picture_fills_its_rectangle() {
        let held = Held {
            number: 3,
            size: vec2(200.0, 100.0),
        };
        let mut out = String::new();
        held.fill(
            &mut out,
            Rect::from_min_size(pos2(-7.5, 2.0), vec2(50.0, 25.0)),
        );
        assert_eq!(
            out,
            "<use transform=\"matrix(.25 0 0 .25 -7.5 2)\" xlink:href=\"#picture-3\"/>"
        );
    }
}
