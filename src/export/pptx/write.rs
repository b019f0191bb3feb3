//! Shapes as the XML of a slide: places in English Metric Units (914,400 to the
//! inch, 12,700 to the point), elements in the order that ECMA-376 part 1
//! (sections 19.3 and 20.1) lays down. Knows shapes, no maps.

use emath::{Pos2, Rect, Vec2};

use super::{
    letters,
    shape::{Fill, Form, Frame, Label, Node, Shape, Step},
    xml::Xml,
};
use crate::scene::{Color, Stroke};

/// English Metric Units of a point.
pub(super) const EMU: f64 = 12_700.0;

/// Where a scene is on its slide.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// The scene's corner, in points.
    pub(super) corner: Vec2,
    /// Points of a unit of the scene.
    pub(super) scale: f32,
}

impl Place {
    /// A length.
    pub(super) fn length(self, units: f32) -> i64 {
        emu(f64::from(units) * f64::from(self.scale))
    }

    fn x(self, x: f32) -> i64 {
        emu(f64::from(self.corner.x) + f64::from(x) * f64::from(self.scale))
    }

    fn y(self, y: f32) -> i64 {
        emu(f64::from(self.corner.y) + f64::from(y) * f64::from(self.scale))
    }

    /// Hundredths of a point, as sizes of text and distances of lines are
    /// written, within the limits of the format.
    pub(super) fn hundredths(self, units: f32, limits: (i64, i64)) -> i64 {
        let points = f64::from(units) * f64::from(self.scale);
        whole(points * 100.0).clamp(limits.0, limits.1)
    }
}

/// Points as English Metric Units.
pub(super) fn emu(points: f64) -> i64 {
    whole(points * EMU)
}

fn whole(value: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "saturates, and is small")]
    let whole = value.round() as i64;
    whole
}

/// Writes the shapes of one slide, each with a number of its own.
pub(super) struct Writer<'a> {
    /// Where to.
    pub(super) xml: &'a mut Xml,
    place: Place,
    last: u32,
}

impl<'a> Writer<'a> {
    /// For a slide whose root has the number 1.
    pub(super) fn new(xml: &'a mut Xml, place: Place) -> Self {
        Self {
            xml,
            place,
            last: 1,
        }
    }

    /// Something with all that is in it.
    pub(super) fn node(&mut self, node: &Node, is_part: bool) {
        match node {
            Node::Group(label, nodes) => self.group(label, node.rect(), nodes),
            Node::Shape(shape) => self.shape(shape, is_part),
            Node::Picture(frame) => self.picture(frame, is_part),
        }
    }

    fn group(&mut self, label: &Label, rect: Rect, nodes: &[Node]) {
        self.xml_in("p:grpSp", |writer| {
            writer.xml_in("p:nvGrpSpPr", |writer| {
                writer.about(label, false);
                writer.xml.leaf("p:cNvGrpSpPr", &[]);
                writer.xml.leaf("p:nvPr", &[]);
            });
            let [x, y, width, height] = writer.extent(rect);
            writer.xml.node("p:grpSpPr", &[], |xml| {
                xml.node("a:xfrm", &[], |xml| {
                    xml.leaf("a:off", &[("x", &x), ("y", &y)]);
                    xml.leaf("a:ext", &[("cx", &width), ("cy", &height)]);
                    xml.leaf("a:chOff", &[("x", &x), ("y", &y)]);
                    xml.leaf("a:chExt", &[("cx", &width), ("cy", &height)]);
                });
            });
            for node in nodes {
                writer.node(node, true);
            }
        });
    }

    fn shape(&mut self, shape: &Shape, is_part: bool) {
        let is_line = matches!(shape.form, Form::Line { .. });
        let (outer, what, own) = if is_line {
            ("p:cxnSp", "p:nvCxnSpPr", "p:cNvCxnSpPr")
        } else {
            ("p:sp", "p:nvSpPr", "p:cNvSpPr")
        };
        let is_box = shape.text.is_some() && shape.fill == Fill::None && shape.stroke.is_none();
        self.xml_in(outer, |writer| {
            writer.xml_in(what, |writer| {
                let is_decoration = !is_part && shape.text.is_none();
                writer.about(&shape.label, is_decoration);
                if is_box && !shape.is_title {
                    writer.xml.leaf(own, &[("txBox", &1)]);
                } else {
                    writer.xml.leaf(own, &[]);
                }
                if shape.is_title {
                    writer.xml.node("p:nvPr", &[], |xml| {
                        xml.leaf("p:ph", &[("type", &"title")]);
                    });
                } else {
                    writer.xml.leaf("p:nvPr", &[]);
                }
            });
            writer.xml_in("p:spPr", |writer| {
                writer.transform(shape);
                writer.form(shape);
                fill(writer.xml, shape.fill, is_line);
                writer.line(shape.stroke);
            });
            if let Some(body) = &shape.text {
                letters::body(writer.xml, body, writer.place);
            }
        });
    }

    fn picture(&mut self, frame: &Frame, is_part: bool) {
        self.xml_in("p:pic", |writer| {
            writer.xml_in("p:nvPicPr", |writer| {
                writer.about(&frame.label, !is_part);
                writer.xml.node("p:cNvPicPr", &[], |xml| {
                    xml.leaf("a:picLocks", &[("noChangeAspect", &1)]);
                });
                writer.xml.leaf("p:nvPr", &[]);
            });
            let relation = picture_relation(frame.picture);
            let share = |part: f32| whole(f64::from(part) * 100_000.0);
            let (x, y) = (share(frame.cut.x), share(frame.cut.y));
            writer.xml.node("p:blipFill", &[], |xml| {
                xml.leaf("a:blip", &[("r:embed", &relation)]);
                xml.leaf("a:srcRect", &[("l", &x), ("t", &y), ("r", &x), ("b", &y)]);
                xml.node("a:stretch", &[], |xml| xml.leaf("a:fillRect", &[]));
            });
            let round = frame.radius.min(0.5 * frame.rect.size().min_elem());
            let is_disc = round > 0.49 * frame.rect.size().max_elem();
            let form = match (is_disc, round > 0.05) {
                (true, _) => Form::Ellipse,
                (false, true) => Form::Round(round),
                (false, false) => Form::Rect,
            };
            let shape = Shape::new(Label::default(), frame.rect, form);
            writer.xml_in("p:spPr", |writer| {
                writer.transform(&shape);
                writer.form(&shape);
            });
        });
    }

    /// The number, name and alternative text. Decoration is marked as such, so
    /// that nobody is asked to describe it.
    fn about(&mut self, label: &Label, is_decoration: bool) {
        self.last = self.last.saturating_add(1);
        let name = if label.name.is_empty() {
            "Shape"
        } else {
            &label.name
        };
        let (number, about) = (self.last, &label.about);
        if !about.is_empty() {
            self.xml.leaf(
                "p:cNvPr",
                &[("id", &number), ("name", &name), ("descr", about)],
            );
        } else if is_decoration {
            let attributes: [(&str, &dyn std::fmt::Display); 2] =
                [("id", &number), ("name", &name)];
            self.xml.node("p:cNvPr", &attributes, |xml| {
                xml.node("a:extLst", &[], |xml| {
                    xml.node(
                        "a:ext",
                        &[("uri", &"{C183D7F6-B498-43B3-948B-1728B52AA6E4}")],
                        |xml| {
                            xml.leaf(
                                "adec:decorative",
                                &[("xmlns:adec", &DECORATIVE), ("val", &1)],
                            );
                        },
                    );
                });
            });
        } else {
            self.xml
                .leaf("p:cNvPr", &[("id", &number), ("name", &name)]);
        }
    }

    /// Left, top, width and height.
    fn extent(&self, rect: Rect) -> [i64; 4] {
        let (left, top) = (self.place.x(rect.left()), self.place.y(rect.top()));
        let (right, bottom) = (self.place.x(rect.right()), self.place.y(rect.bottom()));
        [
            left,
            top,
            right.saturating_sub(left).max(0),
            bottom.saturating_sub(top).max(0),
        ]
    }

    fn transform(&mut self, shape: &Shape) {
        let [x, y, width, height] = self.extent(shape.rect);
        let inside = |xml: &mut Xml| {
            xml.leaf("a:off", &[("x", &x), ("y", &y)]);
            xml.leaf("a:ext", &[("cx", &width), ("cy", &height)]);
        };
        if matches!(shape.form, Form::Line { rises: true }) {
            self.xml.node("a:xfrm", &[("flipV", &1)], inside);
        } else {
            self.xml.node("a:xfrm", &[], inside);
        }
    }

    fn form(&mut self, shape: &Shape) {
        let side = shape.rect.size().min_elem().max(0.001);
        let share = |length: f32| Some(whole(f64::from(length / side) * 100_000.0).max(0));
        let (preset, adjust) = match &shape.form {
            Form::Rect => ("rect", None),
            Form::Round(radius) => ("roundRect", share(*radius)),
            Form::Ellipse => ("ellipse", None),
            Form::Chevron(tip) => ("chevron", share(*tip)),
            Form::HomePlate(tip) => ("homePlate", share(*tip)),
            Form::Line { .. } => ("line", None),
            Form::Path(steps) => return self.path(steps, shape.rect),
        };
        self.xml
            .node("a:prstGeom", &[("prst", &preset)], |xml| match adjust {
                None => xml.leaf("a:avLst", &[]),
                Some(adjust) => xml.node("a:avLst", &[], |xml| {
                    let formula = format!("val {adjust}");
                    xml.leaf("a:gd", &[("name", &"adj"), ("fmla", &formula)]);
                }),
            });
    }

    fn path(&mut self, steps: &[Step], rect: Rect) {
        let [left, top, width, height] = self.extent(rect);
        let place = self.place;
        let point = |xml: &mut Xml, at: Pos2| {
            let (x, y) = (
                place.x(at.x).saturating_sub(left),
                place.y(at.y).saturating_sub(top),
            );
            xml.leaf("a:pt", &[("x", &x), ("y", &y)]);
        };
        let inside = |xml: &mut Xml| {
            for step in steps {
                let (name, points) = match *step {
                    Step::Move(to) => ("a:moveTo", vec![to]),
                    Step::Line(to) => ("a:lnTo", vec![to]),
                    Step::Quad(by, to) => ("a:quadBezTo", vec![by, to]),
                    Step::Cubic(first, second, to) => ("a:cubicBezTo", vec![first, second, to]),
                    Step::Close => {
                        xml.leaf("a:close", &[]);
                        continue;
                    }
                };
                xml.node(name, &[], |xml| {
                    for at in points {
                        point(xml, at);
                    }
                });
            }
        };
        self.xml.node("a:custGeom", &[], |xml| {
            for name in ["a:avLst", "a:gdLst", "a:ahLst", "a:cxnLst"] {
                xml.leaf(name, &[]);
            }
            xml.leaf(
                "a:rect",
                &[("l", &"0"), ("t", &"0"), ("r", &"r"), ("b", &"b")],
            );
            xml.node("a:pathLst", &[], |xml| {
                let (width, height) = (width.max(1), height.max(1));
                xml.node("a:path", &[("w", &width), ("h", &height)], inside);
            });
        });
    }

    fn line(&mut self, stroke: Option<(Stroke, Option<(f32, f32)>)>) {
        let Some((stroke, dash)) = stroke else {
            self.xml.node("a:ln", &[], |xml| xml.leaf("a:noFill", &[]));
            return;
        };
        let width = self.place.length(stroke.width).clamp(0, 20_116_800);
        let share = |length: f32| whole(f64::from(length / stroke.width) * 100_000.0);
        self.xml
            .node("a:ln", &[("w", &width), ("cap", &"flat")], |xml| {
                solid(xml, stroke.color);
                if let Some((dash, gap)) = dash {
                    xml.node("a:custDash", &[], |xml| {
                        xml.leaf("a:ds", &[("d", &share(dash)), ("sp", &share(gap))]);
                    });
                }
                xml.leaf("a:round", &[]);
            });
    }

    fn xml_in(&mut self, name: &str, inside: impl FnOnce(&mut Writer<'_>)) {
        let (place, mut last) = (self.place, self.last);
        self.xml.node(name, &[], |xml| {
            let mut writer = Writer { xml, place, last };
            inside(&mut writer);
            last = writer.last;
        });
        self.last = last;
    }
}

/// The namespace of the mark of decoration.
const DECORATIVE: &str = "http://schemas.microsoft.com/office/drawing/2017/decorative";

/// The name under which a slide refers to a picture.
pub(super) fn picture_relation(picture: usize) -> String {
    format!("rIdP{}", picture.saturating_add(1))
}

fn fill(xml: &mut Xml, fill: Fill, is_line: bool) {
    match fill {
        Fill::None if is_line => {}
        Fill::None => xml.leaf("a:noFill", &[]),
        Fill::Solid(color) => solid(xml, color),
        Fill::Fade(top, bottom) => {
            xml.node("a:gradFill", &[("rotWithShape", &1)], |xml| {
                xml.node("a:gsLst", &[], |xml| {
                    for (at, stop) in [(0, top), (100_000, bottom)] {
                        xml.node("a:gs", &[("pos", &at)], |xml| color(xml, stop));
                    }
                });
                xml.leaf("a:lin", &[("ang", &5_400_000), ("scaled", &0)]);
            });
        }
    }
}

/// A fill of one color.
pub(super) fn solid(xml: &mut Xml, filled: Color) {
    xml.node("a:solidFill", &[], |xml| color(xml, filled));
}

fn color(xml: &mut Xml, Color([red, green, blue, alpha]): Color) {
    let value = format!("{red:02X}{green:02X}{blue:02X}");
    if alpha == 255 {
        xml.leaf("a:srgbClr", &[("val", &value)]);
    } else {
        let share = whole(f64::from(alpha) / 255.0 * 100_000.0);
        xml.node("a:srgbClr", &[("val", &value)], |xml| {
            xml.leaf("a:alpha", &[("val", &share)]);
        });
    }
}
