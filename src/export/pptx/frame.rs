//! What every presentation has around its slides: the master and its layout,
//! the master of notes and their pages. Nothing here depends on what is on a
//! slide but its size.

use super::xml::Xml;

/// The namespaces of every part with shapes.
pub(super) const NAMESPACES: [(&str, &str); 3] = [
    (
        "xmlns:a",
        "http://schemas.openxmlformats.org/drawingml/2006/main",
    ),
    (
        "xmlns:r",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        "xmlns:p",
        "http://schemas.openxmlformats.org/presentationml/2006/main",
    ),
];

/// Opens the outermost element of a part.
pub(super) fn root(name: &str, more: &[(&str, &str)], inside: impl FnOnce(&mut Xml)) -> Vec<u8> {
    let mut xml = Xml::new();
    let all: Vec<(&str, &str)> = NAMESPACES.iter().chain(more).copied().collect();
    let mut attributes: Vec<super::xml::Attribute<'_>> = Vec::new();
    for (name, value) in &all {
        attributes.push((*name, value));
    }
    xml.node(name, &attributes, inside);
    xml.into_bytes()
}

/// The empty root of a tree of shapes, which every tree begins with.
pub(super) fn tree_root(xml: &mut Xml) {
    xml.node("p:nvGrpSpPr", &[], |xml| {
        xml.leaf("p:cNvPr", &[("id", &1), ("name", &"")]);
        xml.leaf("p:cNvGrpSpPr", &[]);
        xml.leaf("p:nvPr", &[]);
    });
    xml.node("p:grpSpPr", &[], |xml| {
        xml.node("a:xfrm", &[], |xml| {
            xml.leaf("a:off", &[("x", &0), ("y", &0)]);
            xml.leaf("a:ext", &[("cx", &0), ("cy", &0)]);
            xml.leaf("a:chOff", &[("x", &0), ("y", &0)]);
            xml.leaf("a:chExt", &[("cx", &0), ("cy", &0)]);
        });
    });
}

/// A place that slides and notes fill.
struct Holder<'a> {
    number: u32,
    name: &'a str,
    kind: &'a str,
    index: Option<u32>,
    /// Left, top, width, height.
    place: [i64; 4],
    prompt: Option<&'a str>,
}

impl Holder<'_> {
    fn write(&self, xml: &mut Xml) {
        xml.node("p:sp", &[], |xml| {
            xml.node("p:nvSpPr", &[], |xml| {
                xml.leaf("p:cNvPr", &[("id", &self.number), ("name", &self.name)]);
                xml.node("p:cNvSpPr", &[], |xml| match self.prompt {
                    Some(_) => xml.leaf("a:spLocks", &[("noGrp", &1)]),
                    None => xml.leaf(
                        "a:spLocks",
                        &[("noGrp", &1), ("noRot", &1), ("noChangeAspect", &1)],
                    ),
                });
                xml.node("p:nvPr", &[], |xml| match self.index {
                    Some(index) => xml.leaf("p:ph", &[("type", &self.kind), ("idx", &index)]),
                    None => xml.leaf("p:ph", &[("type", &self.kind)]),
                });
            });
            let [x, y, width, height] = self.place;
            xml.node("p:spPr", &[], |xml| {
                xml.node("a:xfrm", &[], |xml| {
                    xml.leaf("a:off", &[("x", &x), ("y", &y)]);
                    xml.leaf("a:ext", &[("cx", &width), ("cy", &height)]);
                });
                xml.node("a:prstGeom", &[("prst", &"rect")], |xml| {
                    xml.leaf("a:avLst", &[]);
                });
            });
            if let Some(prompt) = self.prompt {
                xml.node("p:txBody", &[], |xml| {
                    xml.leaf("a:bodyPr", &[]);
                    xml.leaf("a:lstStyle", &[]);
                    xml.node("a:p", &[], |xml| {
                        xml.node("a:r", &[], |xml| {
                            xml.leaf("a:rPr", &[("dirty", &0)]);
                            xml.node("a:t", &[], |xml| xml.text(prompt));
                        });
                    });
                });
            }
        });
    }
}

fn title_holder(width: i64, height: i64) -> Holder<'static> {
    Holder {
        number: 2,
        name: "Title",
        kind: "title",
        index: None,
        place: [
            width / 24,
            height / 24,
            width.saturating_sub(width / 12),
            height / 8,
        ],
        prompt: Some("Title"),
    }
}

/// The master of all slides.
pub(super) fn master((width, height): (i64, i64), is_dark: bool) -> Vec<u8> {
    root("p:sldMaster", &[], |xml| {
        xml.node("p:cSld", &[], |xml| {
            background(xml);
            xml.node("p:spTree", &[], |xml| {
                tree_root(xml);
                title_holder(width, height).write(xml);
                Holder {
                    number: 3,
                    name: "Text",
                    kind: "body",
                    index: Some(1),
                    place: [
                        width / 24,
                        height / 5,
                        width.saturating_sub(width / 12),
                        height.saturating_sub(height / 4),
                    ],
                    prompt: Some("Text"),
                }
                .write(xml);
            });
        });
        color_map(xml, is_dark);
        xml.node("p:sldLayoutIdLst", &[], |xml| {
            xml.leaf(
                "p:sldLayoutId",
                &[("id", &2_147_483_649_u32), ("r:id", &"rId1")],
            );
        });
        xml.node("p:txStyles", &[], |xml| {
            for (name, size, font) in [
                ("p:titleStyle", 2400, "+mj"),
                ("p:bodyStyle", 1800, "+mn"),
                ("p:otherStyle", 1800, "+mn"),
            ] {
                xml.node(name, &[], |xml| style(xml, size, font));
            }
        });
    })
}

fn background(xml: &mut Xml) {
    xml.node("p:bg", &[], |xml| {
        xml.node("p:bgPr", &[], |xml| {
            xml.node("a:solidFill", &[], |xml| {
                xml.leaf("a:schemeClr", &[("val", &"bg1")]);
            });
            xml.leaf("a:effectLst", &[]);
        });
    });
}

/// The style of the first level of text.
pub(super) fn style(xml: &mut Xml, size: u32, font: &str) {
    xml.node(
        "a:lvl1pPr",
        &[("marL", &0), ("algn", &"l"), ("rtl", &0)],
        |xml| {
            xml.leaf("a:buNone", &[]);
            xml.node("a:defRPr", &[("sz", &size)], |xml| {
                xml.node("a:solidFill", &[], |xml| {
                    xml.leaf("a:schemeClr", &[("val", &"tx1")]);
                });
                for (name, script) in [("a:latin", "lt"), ("a:ea", "ea"), ("a:cs", "cs")] {
                    let typeface = format!("{font}-{script}");
                    xml.leaf(name, &[("typeface", &typeface)]);
                }
            });
        },
    );
}

/// Which color of the theme is paper and which is ink.
fn color_map(xml: &mut Xml, is_dark: bool) {
    let [paper, ink] = if is_dark { ["dk", "lt"] } else { ["lt", "dk"] };
    let of = |name: &str, number: u8| format!("{name}{number}");
    let (bg1, tx1, bg2, tx2) = (of(paper, 1), of(ink, 1), of(paper, 2), of(ink, 2));
    xml.leaf(
        "p:clrMap",
        &[
            ("bg1", &bg1),
            ("tx1", &tx1),
            ("bg2", &bg2),
            ("tx2", &tx2),
            ("accent1", &"accent1"),
            ("accent2", &"accent2"),
            ("accent3", &"accent3"),
            ("accent4", &"accent4"),
            ("accent5", &"accent5"),
            ("accent6", &"accent6"),
            ("hlink", &"hlink"),
            ("folHlink", &"folHlink"),
        ],
    );
}

/// The one layout: a slide with a title.
pub(super) fn layout((width, height): (i64, i64)) -> Vec<u8> {
    root(
        "p:sldLayout",
        &[("type", "titleOnly"), ("preserve", "1")],
        |xml| {
            xml.node("p:cSld", &[("name", &"Journey map")], |xml| {
                xml.node("p:spTree", &[], |xml| {
                    tree_root(xml);
                    title_holder(width, height).write(xml);
                });
            });
            as_the_master(xml);
        },
    )
}

/// Colors are those of the master.
pub(super) fn as_the_master(xml: &mut Xml) {
    xml.node("p:clrMapOvr", &[], |xml| {
        xml.leaf("a:masterClrMapping", &[]);
    });
}

/// Where the picture of the slide and the notes are on a page of notes, 7.5 by
/// 10 inches.
pub(super) const NOTES: (i64, i64) = (6_858_000, 9_144_000);

/// The master of notes.
pub(super) fn notes_master() -> Vec<u8> {
    root("p:notesMaster", &[], |xml| {
        xml.node("p:cSld", &[], |xml| {
            background(xml);
            xml.node("p:spTree", &[], |xml| {
                tree_root(xml);
                notes_image().write(xml);
                Holder {
                    number: 3,
                    name: "Notes",
                    kind: "body",
                    index: Some(1),
                    place: [685_800, 4_343_400, 5_486_400, 4_114_800],
                    prompt: Some("Notes"),
                }
                .write(xml);
            });
        });
        color_map(xml, false);
        xml.node("p:notesStyle", &[], |xml| style(xml, 1200, "+mn"));
    })
}

fn notes_image() -> Holder<'static> {
    Holder {
        number: 2,
        name: "Slide",
        kind: "sldImg",
        index: None,
        place: [685_800, 685_800, 5_486_400, 3_429_000],
        prompt: None,
    }
}

/// A page of notes; `inside` writes their paragraphs.
pub(super) fn notes_page(inside: impl FnOnce(&mut Xml)) -> Vec<u8> {
    root("p:notes", &[], |xml| {
        xml.node("p:cSld", &[], |xml| {
            xml.node("p:spTree", &[], |xml| {
                tree_root(xml);
                notes_image().write(xml);
                xml.node("p:sp", &[], |xml| {
                    xml.node("p:nvSpPr", &[], |xml| {
                        xml.leaf("p:cNvPr", &[("id", &3), ("name", &"Notes")]);
                        xml.node("p:cNvSpPr", &[], |xml| {
                            xml.leaf("a:spLocks", &[("noGrp", &1)]);
                        });
                        xml.node("p:nvPr", &[], |xml| {
                            xml.leaf("p:ph", &[("type", &"body"), ("idx", &1)]);
                        });
                    });
                    xml.leaf("p:spPr", &[]);
                    xml.node("p:txBody", &[], |xml| {
                        xml.leaf("a:bodyPr", &[]);
                        xml.leaf("a:lstStyle", &[]);
                        inside(xml);
                    });
                });
            });
        });
        as_the_master(xml);
    })
}
