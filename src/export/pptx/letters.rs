//! Text as XML: bodies, paragraphs and runs, in the order that ECMA-376 part 1
//! (section 21.1.2) lays down. Knows texts and their styles, no shapes.

use super::{
    shape::{Body, Paragraph, Run, Side},
    write::{Place, solid},
    xml::Xml,
};
use crate::layout::Face;

/// The text of a shape.
pub(super) fn body(xml: &mut Xml, body: &Body, place: Place) {
    let [left, top, right, bottom] = body.insets.map(|inset| place.length(inset.max(0.0)));
    let anchor = if body.in_middle { "ctr" } else { "t" };
    let fit = if body.shrinks {
        "a:normAutofit"
    } else {
        "a:spAutoFit"
    };
    xml.node("p:txBody", &[], |xml| {
        xml.node(
            "a:bodyPr",
            &[
                ("wrap", &"square"),
                ("lIns", &left),
                ("tIns", &top),
                ("rIns", &right),
                ("bIns", &bottom),
                ("rtlCol", &0),
                ("anchor", &anchor),
            ],
            |xml| xml.leaf(fit, &[]),
        );
        xml.leaf("a:lstStyle", &[]);
        for written in &body.paragraphs {
            paragraph(xml, written, place);
        }
    });
}

fn paragraph(xml: &mut Xml, paragraph: &Paragraph, place: Place) {
    xml.node("a:p", &[], |xml| {
        let side = match paragraph.side {
            Side::Left => "l",
            Side::Middle => "ctr",
            Side::Right => "r",
        };
        let leading = place.hundredths(paragraph.leading, (0, 158_400));
        let before = place.hundredths(paragraph.before, (0, 158_400));
        let inside = |xml: &mut Xml| {
            if paragraph.leading > 0.0 {
                xml.node("a:lnSpc", &[], |xml| {
                    xml.leaf("a:spcPts", &[("val", &leading)]);
                });
            }
            xml.node("a:spcBef", &[], |xml| {
                xml.leaf("a:spcPts", &[("val", &before)]);
            });
            xml.leaf("a:buNone", &[]);
        };
        let mut attributes: Vec<super::xml::Attribute<'_>> =
            vec![("marL", &0), ("indent", &0), ("algn", &side)];
        if paragraph.is_rtl {
            attributes.push(("rtl", &1));
        }
        xml.node("a:pPr", &attributes, inside);
        for run in paragraph.runs.iter().filter(|run| !run.text.is_empty()) {
            xml.node("a:r", &[], |xml| {
                properties(xml, "a:rPr", run, place);
                xml.node("a:t", &[], |xml| xml.text(&run.text));
            });
        }
        if let Some(last) = paragraph.runs.last() {
            properties(xml, "a:endParaRPr", last, place);
        }
    });
}

/// How a run is set. The font is the presentation's own, so that another one
/// is chosen in one place.
fn properties(xml: &mut Xml, name: &str, run: &Run, place: Place) {
    let size = place.hundredths(run.size, (100, 400_000));
    let is_bold = u8::from(matches!(run.face, Face::SemiBold | Face::Bold));
    let is_italic = u8::from(run.face == Face::Italic);
    xml.node(
        name,
        &[
            ("sz", &size),
            ("b", &is_bold),
            ("i", &is_italic),
            ("dirty", &0),
        ],
        |xml| {
            solid(xml, run.color);
            xml.leaf("a:latin", &[("typeface", &"+mn-lt")]);
        },
    );
}
