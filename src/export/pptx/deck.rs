//! What is in a presentation beside its slides and notes: the list of slides,
//! master, layout and themes, properties of the file. Knows how many slides
//! there are and how large, not what is on them.

use emath::Vec2;

use super::{
    frame,
    package::{Package, Relations, relation},
    theme, words, write,
    xml::{self, Xml},
};
use crate::model::ThemeName;

/// Adds all that is around the slides, in the colors of a theme. `size` is that
/// of a slide, in points.
pub(super) fn add(
    package: &mut Package,
    (title, name): (&str, ThemeName),
    size: Vec2,
    slides: usize,
) {
    let (colors, is_dark) = (name.theme(), name == ThemeName::Dark);
    let sides = (write::emu(size.x.into()), write::emu(size.y.into()));
    let none = Relations::new();
    for number in [1, 2] {
        // Slides and notes each have their own.
        let path = format!("ppt/theme/theme{number}.xml");
        let is_dark = is_dark && number == 1;
        let colors = if number == 1 {
            colors
        } else {
            ThemeName::Light.theme()
        };
        package.add(&path, "theme", theme::theme(colors, is_dark), &none);
    }
    package.add(
        "ppt/slideMasters/slideMaster1.xml",
        "presentationml.slideMaster",
        frame::master(sides, is_dark),
        &vec![
            relation(1, "slideLayout", "../slideLayouts/slideLayout1.xml"),
            relation(2, "theme", "../theme/theme1.xml"),
        ],
    );
    package.add(
        "ppt/slideLayouts/slideLayout1.xml",
        "presentationml.slideLayout",
        frame::layout(sides),
        &vec![relation(
            1,
            "slideMaster",
            "../slideMasters/slideMaster1.xml",
        )],
    );
    package.add(
        "ppt/notesMasters/notesMaster1.xml",
        "presentationml.notesMaster",
        frame::notes_master(),
        &vec![relation(1, "theme", "../theme/theme2.xml")],
    );
    let empty = |name: &str| frame::root(name, &[], |_| {});
    package.add(
        "ppt/presProps.xml",
        "presentationml.presProps",
        empty("p:presentationPr"),
        &none,
    );
    package.add(
        "ppt/viewProps.xml",
        "presentationml.viewProps",
        empty("p:viewPr"),
        &none,
    );
    let tables = frame::root(
        "a:tblStyleLst",
        &[("def", "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}")],
        |_| {},
    );
    package.add(
        "ppt/tableStyles.xml",
        "presentationml.tableStyles",
        tables,
        &none,
    );
    package.add(
        "docProps/app.xml",
        "extended-properties",
        app(slides),
        &none,
    );
    package.add("docProps/core.xml", "core-properties", core(title), &none);
    add_presentation(package, sides, slides);
}

fn add_presentation(package: &mut Package, (width, height): (i64, i64), slides: usize) {
    let mut relations = vec![
        relation(1, "slideMaster", "slideMasters/slideMaster1.xml"),
        relation(2, "notesMaster", "notesMasters/notesMaster1.xml"),
        relation(3, "presProps", "presProps.xml"),
        relation(4, "viewProps", "viewProps.xml"),
        relation(5, "theme", "theme/theme1.xml"),
        relation(6, "tableStyles", "tableStyles.xml"),
    ];
    let first = relations.len().saturating_add(1);
    for number in 1..=slides {
        let target = format!("slides/slide{number}.xml");
        relations.push(relation(
            first.saturating_add(number).saturating_sub(1),
            "slide",
            &target,
        ));
    }
    let bytes = frame::root("p:presentation", &[], |xml| {
        xml.node("p:sldMasterIdLst", &[], |xml| {
            xml.leaf(
                "p:sldMasterId",
                &[("id", &2_147_483_648_u32), ("r:id", &"rId1")],
            );
        });
        xml.node("p:notesMasterIdLst", &[], |xml| {
            xml.leaf("p:notesMasterId", &[("r:id", &"rId2")]);
        });
        xml.node("p:sldIdLst", &[], |xml| {
            for index in 0..slides {
                let (id, relation) = (
                    index.saturating_add(256),
                    format!("rId{}", first.saturating_add(index)),
                );
                xml.leaf("p:sldId", &[("id", &id), ("r:id", &relation)]);
            }
        });
        xml.leaf("p:sldSz", &[("cx", &width), ("cy", &height)]);
        let (width, height) = frame::NOTES;
        xml.leaf("p:notesSz", &[("cx", &width), ("cy", &height)]);
        xml.node("p:defaultTextStyle", &[], |xml| {
            frame::style(xml, 1800, "+mn");
        });
    });
    package.add(
        "ppt/presentation.xml",
        "presentationml.presentation.main",
        bytes,
        &relations,
    );
}

/// The title, for lists of files and screen readers; no date, no name.
fn core(title: &str) -> Vec<u8> {
    let mut xml = Xml::new();
    let package = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
    let dublin = "http://purl.org/dc/elements/1.1/";
    let attributes: [xml::Attribute<'_>; 2] = [("xmlns:cp", &package), ("xmlns:dc", &dublin)];
    xml.node("cp:coreProperties", &attributes, |xml| {
        xml.node("dc:title", &[], |xml| xml.text(&words::one_line(title)));
    });
    xml.into_bytes()
}

fn app(slides: usize) -> Vec<u8> {
    let mut xml = Xml::new();
    let namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    xml.node("Properties", &[("xmlns", &namespace)], |xml| {
        xml.node("Application", &[], |xml| xml.text("Throughline"));
        xml.node("Slides", &[], |xml| xml.text(&slides.to_string()));
        xml.node("Notes", &[], |xml| xml.text(&slides.to_string()));
    });
    xml.into_bytes()
}
