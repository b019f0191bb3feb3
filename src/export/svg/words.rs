//! Lines of text: outlines of glyphs, each written once and placed often, or
//! text that stays text, every character at the place where it is drawn.

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::{
    super::shape::{Glyph, Run},
    Drawing,
    fonts::{Embedding, Way, class_name},
    outline::{colored, outline},
    write,
};
use crate::{layout::Face, scene::TextLine};

/// Neighboring characters of one font with their places.
struct Piece<'t> {
    font: usize,
    variant: usize,
    text: &'t str,
    /// Where each character is, or the first of them.
    x: Vec<f32>,
    y: f32,
    /// Whether it holds what is drawn, mirror images and all, which readers
    /// must not turn once more.
    is_drawn: bool,
}

impl Drawing<'_> {
    pub(super) fn text(&mut self, line: &TextLine) {
        let line = &TextLine {
            pos: self.grid.corner(line.pos),
            ..line.clone()
        };
        let shaped = self.shaper.line(line.face, &line.text);
        let mut pieces = Vec::new();
        for run in &shaped.runs {
            // Icons, and what has colors of its own, are outlines always.
            let embedding = self.embedding.as_ref().filter(|_| line.face != Face::Icon);
            match embedding.and_then(|embedding| Some((embedding, embedding.way(run.font)?))) {
                Some((embedding, Way::Plain)) => plain(embedding, line, run, &mut pieces),
                Some((_, Way::Shaped)) => whole((line, &shaped.meant), run, &mut pieces),
                None => self.outlined(line, run),
            }
        }
        if shaped.meant == line.text {
            // Without mirror images there is nothing to keep from turning.
            for piece in &mut pieces {
                piece.is_drawn = false;
            }
        }
        self.written(line, &pieces);
    }

    fn written(&mut self, line: &TextLine, pieces: &[Piece<'_>]) {
        let Some(first) = pieces.first() else {
            return;
        };
        self.body.push_str("<text xml:space=\"preserve\"");
        self.class(first);
        write::attribute(&mut self.body, "font-size", line.size);
        write::paint(&mut self.body, "fill", line.color);
        if let [only] = pieces {
            self.places(only);
            self.body.push('>');
            write::text(&mut self.body, only.text);
        } else {
            self.body.push('>');
            for piece in pieces {
                self.body.push_str("<tspan");
                if (piece.font, piece.variant) != (first.font, first.variant) {
                    self.class(piece);
                }
                self.places(piece);
                self.body.push('>');
                write::text(&mut self.body, piece.text);
                self.body.push_str("</tspan>");
            }
        }
        self.body.push_str("</text>\n");
    }

    fn class(&mut self, piece: &Piece<'_>) {
        self.body.push_str(" class=\"");
        self.body.push_str(&class_name(piece.font, piece.variant));
        self.body.push('"');
    }

    fn places(&mut self, piece: &Piece<'_>) {
        self.body.push_str(" x=\"");
        for (index, x) in piece.x.iter().enumerate() {
            if index > 0 {
                self.body.push(' ');
            }
            write::number(&mut self.body, *x);
        }
        self.body.push('"');
        write::attribute(&mut self.body, "y", piece.y);
        if piece.is_drawn {
            self.body
                .push_str(" direction=\"ltr\" unicode-bidi=\"bidi-override\"");
        }
    }

    fn outlined(&mut self, line: &TextLine, run: &Run) {
        let Some(units) = self.units(run.font) else {
            return;
        };
        let start = self.body.len();
        self.body.push_str("<g transform=\"translate(");
        write::number(&mut self.body, line.pos.x);
        self.body.push(' ');
        write::number(&mut self.body, line.pos.y + run.drop * line.size);
        self.body.push_str(") scale(");
        write::scale(&mut self.body, line.size / units);
        self.body.push_str(")\"");
        write::paint(&mut self.body, "fill", line.color);
        self.body.push('>');
        let empty = self.body.len();
        for glyph in &run.glyphs {
            if !self.sign(line, run, glyph) {
                continue;
            }
            self.body.push_str("<use xlink:href=\"#");
            sign_name(&mut self.body, run.font, glyph.id);
            self.body.push('"');
            let place = [("x", glyph.pen + glyph.offset.0), ("y", -glyph.offset.1)];
            for (name, ems) in place {
                let units = (ems * units).round();
                if units != 0.0 {
                    write::attribute(&mut self.body, name, units);
                }
            }
            self.body.push_str("/>");
        }
        if self.body.len() == empty {
            self.body.truncate(start);
        } else {
            self.body.push_str("</g>\n");
        }
    }

    fn units(&self, font: usize) -> Option<f32> {
        Some(self.shaper.typeface(font)?.units_per_em)
    }

    /// Makes sure that a sign is defined; false when there is nothing to see.
    fn sign(&mut self, line: &TextLine, run: &Run, glyph: &Glyph) -> bool {
        let key = (run.font, glyph.id);
        if let Some(is_seen) = self.signs.get(&key) {
            return *is_seen;
        }
        let is_seen = self.define(line, run, glyph).is_some();
        self.signs.insert(key, is_seen);
        is_seen
    }

    fn define(&mut self, line: &TextLine, run: &Run, glyph: &Glyph) -> Option<()> {
        let typeface = self.shaper.typeface(run.font)?;
        if typeface.is_colored(glyph.id) {
            let cluster = line.text.get(glyph.cluster.clone())?;
            let picture = colored(cluster, line.face, self.book)?;
            let units = typeface.units_per_em;
            self.defs.push_str("<image id=\"");
            sign_name(&mut self.defs, run.font, glyph.id);
            self.defs.push('"');
            // The picture has the drop of the fallback in it already.
            write::attribute(&mut self.defs, "x", -0.5 * units);
            write::attribute(&mut self.defs, "y", (-1.5 - run.drop) * units);
            write::attribute(&mut self.defs, "width", 2.0 * units);
            write::attribute(&mut self.defs, "height", 2.0 * units);
            self.defs.push_str(" xlink:href=\"data:image/png;base64,");
            STANDARD.encode_string(picture, &mut self.defs);
        } else {
            let path = outline(typeface, glyph.id);
            if path.is_empty() {
                return None;
            }
            self.defs.push_str("<path id=\"");
            sign_name(&mut self.defs, run.font, glyph.id);
            self.defs.push_str("\" d=\"");
            self.defs.push_str(&path);
        }
        self.defs.push_str("\"/>\n");
        Some(())
    }
}

/// Appends the pieces of a run in which every character is a glyph.
fn plain<'t>(embedding: &Embedding, line: &'t TextLine, run: &Run, pieces: &mut Vec<Piece<'t>>) {
    let y = line.pos.y + run.drop * line.size;
    let start = pieces.len();
    for glyph in &run.glyphs {
        let text = line.text.get(glyph.cluster.clone()).unwrap_or_default();
        let variant = embedding.variant(run.font, text, glyph.id);
        let x = line.pos.x + (glyph.pen + glyph.offset.0) * line.size;
        match pieces.get_mut(start..).and_then(<[_]>::last_mut) {
            Some(last) if last.variant == variant => {
                let from = glyph
                    .cluster
                    .end
                    .saturating_sub(last.text.len())
                    .saturating_sub(text.len());
                last.text = line.text.get(from..glyph.cluster.end).unwrap_or_default();
                last.x.push(x);
            }
            Some(_) | None => pieces.push(Piece {
                font: run.font,
                variant,
                text,
                x: vec![x],
                y,
                is_drawn: true,
            }),
        }
    }
}

/// Appends a run whose characters the reader shapes: by words, or as one when
/// it reads from right to left.
fn whole<'t>((line, meant): (&TextLine, &'t str), run: &Run, pieces: &mut Vec<Piece<'t>>) {
    let is_start = |glyph: &&Glyph| {
        let before = line.text.get(run.text.start..glyph.cluster.start);
        before.is_some_and(|before| before.is_empty() || before.ends_with(' '))
    };
    let mut starts: Vec<&Glyph> = run.glyphs.iter().filter(is_start).collect();
    starts.dedup_by_key(|glyph| glyph.cluster.start);
    if run.rtl {
        starts = run.glyphs.iter().take(1).collect();
    }
    for (index, glyph) in starts.iter().enumerate() {
        let from = if run.rtl {
            run.text.start
        } else {
            glyph.cluster.start
        };
        let next = starts
            .get(index.saturating_add(1))
            .map(|next| next.cluster.start);
        pieces.push(Piece {
            font: run.font,
            variant: 0,
            text: meant
                .get(from..next.unwrap_or(run.text.end))
                .unwrap_or_default(),
            x: vec![line.pos.x + glyph.pen * line.size],
            y: line.pos.y + run.drop * line.size,
            is_drawn: false,
        });
    }
}

fn sign_name(out: &mut String, font: usize, glyph: u32) {
    out.push('f');
    write::whole(out, u64::try_from(font).unwrap_or(0));
    out.push('g');
    write::whole(out, u64::from(glyph));
}
