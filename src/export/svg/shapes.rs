//! Every kind of item as an element of SVG, as the painter draws it: strokes
//! of rectangles inside, dots for dashes as short as the line is wide.

use emath::{Pos2, Rect};

use super::{super::picture::covering, Drawing, pictures::Held, write};
use crate::scene::{Color, Item, Stroke};

impl Drawing<'_> {
    pub(super) fn item(&mut self, item: &Item) {
        match item {
            Item::Rect {
                rect,
                radius,
                fill,
                stroke,
            } => self.rect(*rect, *radius, *fill, *stroke),
            Item::Polygon { points, fill } => self.polygon(points, *fill),
            Item::Polyline {
                points,
                stroke,
                dash,
            } => self.polyline(points, *stroke, *dash),
            Item::Circle {
                center,
                radius,
                fill,
                stroke,
            } => self.circle((*center, *radius), *fill, *stroke),
            Item::Area {
                points,
                base,
                reach,
                strong,
                weak,
            } => self.area(points, (*base, *reach), [*weak, *strong]),
            Item::Text(line) => self.text(line),
            Item::Picture {
                rect,
                radius,
                picture,
                instead,
            } => match self.pictures.held(picture) {
                Some(held) => self.picture(*rect, *radius, held),
                None => self.items(instead),
            },
        }
    }

    pub(super) fn rect(
        &mut self,
        rect: Rect,
        radius: f32,
        fill: Option<Color>,
        stroke: Option<Stroke>,
    ) {
        let rect = self.grid.rect(rect);
        let half = stroke.map_or(0.0, |stroke| 0.5 * stroke.width);
        let radius = radius.min(0.5 * rect.size().min_elem()) - half;
        self.body.push_str("<rect");
        placed(&mut self.body, rect.shrink(half));
        if radius > 0.0 {
            write::attribute(&mut self.body, "rx", radius);
        }
        self.paints(fill, stroke);
        self.body.push_str("/>\n");
    }

    fn polygon(&mut self, points: &[Pos2], fill: Color) {
        self.body.push_str("<polygon points=\"");
        write::points(&mut self.body, points);
        self.body.push('"');
        write::paint(&mut self.body, "fill", fill);
        self.body.push_str("/>\n");
    }

    fn polyline(&mut self, points: &[Pos2], stroke: Stroke, dash: Option<(f32, f32)>) {
        self.body.push_str("<polyline points=\"");
        match self.grid.line(points, stroke.width) {
            Some(ends) => write::points(&mut self.body, &ends),
            None => write::points(&mut self.body, points),
        }
        self.body.push('"');
        self.paints(None, Some(stroke));
        if points.len() > 2 {
            self.body.push_str(" stroke-linejoin=\"round\"");
        }
        if let Some((dash, gap)) = dash.filter(|(dash, gap)| dash + gap > 0.0) {
            let are_dots = dash <= 1.1 * stroke.width;
            // A dot is a dash of next to no length with round ends, in the
            // middle of where the dash would be.
            let shown = if are_dots { 0.01 } else { dash };
            self.body.push_str(" stroke-dasharray=\"");
            write::number(&mut self.body, shown);
            self.body.push(' ');
            write::number(&mut self.body, dash + gap - shown);
            self.body.push('"');
            if are_dots {
                write::attribute(&mut self.body, "stroke-dashoffset", -0.5 * dash);
                self.body.push_str(" stroke-linecap=\"round\"");
            }
        }
        self.body.push_str("/>\n");
    }

    fn circle(
        &mut self,
        (center, radius): (Pos2, f32),
        fill: Option<Color>,
        stroke: Option<Stroke>,
    ) {
        self.body.push_str("<circle");
        write::attribute(&mut self.body, "cx", center.x);
        write::attribute(&mut self.body, "cy", center.y);
        write::attribute(&mut self.body, "r", radius);
        self.paints(fill, stroke);
        self.body.push_str("/>\n");
    }

    /// The shade depends on the distance from the level alone, so it is a
    /// gradient from the level to where the strong color is reached.
    fn area(&mut self, points: &[Pos2], (base, reach): (f32, f32), colors: [Color; 2]) {
        let (Some(first), Some(last)) = (points.first(), points.last()) else {
            return;
        };
        let is_above = points.iter().any(|point| point.y < base);
        let far = if is_above { base - reach } else { base + reach };
        let name = self.name("shade");
        self.defs.push_str("<linearGradient id=\"");
        self.defs.push_str(&name);
        self.defs
            .push_str("\" gradientUnits=\"userSpaceOnUse\" x1=\"0\" x2=\"0\"");
        write::attribute(&mut self.defs, "y1", base);
        write::attribute(&mut self.defs, "y2", far);
        self.defs.push('>');
        for (offset, color) in ["0", "1"].into_iter().zip(colors) {
            self.defs.push_str("<stop offset=\"");
            self.defs.push_str(offset);
            self.defs.push('"');
            self.defs.push_str(" stop-color=\"");
            write::rgb(&mut self.defs, color);
            self.defs.push_str("\" stop-opacity=\"");
            write::scale_of_alpha(&mut self.defs, color.0[3]);
            self.defs.push_str("\"/>");
        }
        self.defs.push_str("</linearGradient>\n");
        let mut outline = points.to_vec();
        outline.extend([Pos2::new(last.x, base), Pos2::new(first.x, base)]);
        self.body.push_str("<polygon points=\"");
        write::points(&mut self.body, &outline);
        self.body.push_str("\" fill=\"url(#");
        self.body.push_str(&name);
        self.body.push_str(")\"/>\n");
    }

    fn picture(&mut self, rect: Rect, radius: f32, held: Held) {
        let name = self.name("frame");
        self.defs.push_str("<clipPath id=\"");
        self.defs.push_str(&name);
        self.defs.push_str("\"><rect");
        placed(&mut self.defs, rect);
        if radius > 0.0 {
            let radius = radius.min(0.5 * rect.size().min_elem());
            write::attribute(&mut self.defs, "rx", radius);
        }
        self.defs.push_str("/></clipPath>\n");
        self.body.push_str("<g clip-path=\"url(#");
        self.body.push_str(&name);
        self.body.push_str(")\">");
        held.fill(&mut self.body, covering(rect, held.size));
        self.body.push_str("</g>\n");
    }

    fn paints(&mut self, fill: Option<Color>, stroke: Option<Stroke>) {
        match fill {
            Some(fill) => write::paint(&mut self.body, "fill", fill),
            None => self.body.push_str(" fill=\"none\""),
        }
        if let Some(stroke) = stroke {
            write::paint(&mut self.body, "stroke", stroke.color);
            if stroke.width != 1.0 {
                write::attribute(&mut self.body, "stroke-width", stroke.width);
            }
        }
    }
}

/// Appends where a rectangle is.
fn placed(out: &mut String, rect: Rect) {
    write::attribute(out, "x", rect.min.x);
    write::attribute(out, "y", rect.min.y);
    write::attribute(out, "width", rect.width().max(0.0));
    write::attribute(out, "height", rect.height().max(0.0));
}
