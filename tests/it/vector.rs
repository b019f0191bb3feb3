//! Tests of the drawings that are no pixels: an SVG that every reader takes,
//! a PDF whose words can be found, both the same on every run.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    sync::Arc,
};

use roxmltree::{Document as Xml, Node};
use throughline::{
    export::{Background, ExportError, Format, Paper, Setup, Split, export},
    file,
    layout::Layouter,
    model::{CardId, Edit, Map, New},
};

use crate::{maps, pictures};

/// The maps that come with the program, one with every field, and one with
/// every script.
fn drawn_maps() -> Vec<Map> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |name: &str| {
        let path = root.join(name);
        file::read(&fs::read(&path).unwrap(), &path).unwrap()
    };
    vec![
        read("assets/samples/car-purchase.journey.ron"),
        read("assets/samples/planned-knee-operation.journey.ron"),
        read("tests/fixtures/scripts.journey.ron"),
        maps::full_map(),
    ]
}

fn files(map: &Map, format: Format, setup: &Setup) -> Vec<Vec<u8>> {
    let layouter = &mut Layouter::new();
    let exported = export(map, (format, setup), layouter, &|_| true);
    exported.unwrap().files
}

fn svg_of(map: &Map, setup: &Setup) -> String {
    let mut files = files(map, Format::Svg, setup);
    assert_eq!(files.len(), 1);
    String::from_utf8(files.remove(0)).unwrap()
}

fn with_text(svg_text: bool) -> Setup {
    Setup {
        svg_text,
        ..Setup::default()
    }
}

fn reference<'a>(node: &Node<'a, '_>) -> Option<&'a str> {
    node.attribute(("http://www.w3.org/1999/xlink", "href"))
}

/// Letters and digits only: lines are broken where the page wants it.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn cards(map: &Map) -> impl Iterator<Item = &str> {
    let stages = map.stages.iter();
    stages.flat_map(|stage| stage.cards.iter().map(|card| card.text.as_str()))
}

#[test]
fn an_svg_is_strict_xml_that_runs_nothing_and_loads_nothing() {
    for map in drawn_maps() {
        for svg_text in [false, true] {
            let svg = svg_of(&map, &with_text(svg_text));
            let xml = Xml::parse(&svg).unwrap();
            let root = xml.root_element();
            assert_eq!(
                root.tag_name().namespace(),
                Some("http://www.w3.org/2000/svg")
            );
            assert_eq!(root.attribute("width"), Some("1920"));
            assert_eq!(root.attribute("height"), Some("1080"));
            let title = root.children().find(|node| node.has_tag_name("title"));
            assert_eq!(title.and_then(|node| node.text()), Some(map.title.as_str()));
            for node in xml.descendants().filter(Node::is_element) {
                let name = node.tag_name().name();
                assert!(
                    !["script", "foreignObject", "a", "iframe"].contains(&name),
                    "{name} in the picture of {}",
                    map.title
                );
                let is_handler = |name: &str| name.starts_with("on");
                assert!(!node.attributes().any(|one| is_handler(one.name())));
                if let Some(target) = reference(&node) {
                    assert!(target.starts_with('#') || target.starts_with("data:image/"));
                }
            }
            // Style sheets load fonts from inside the file only.
            assert!(!svg.contains("@import"));
            assert_eq!(
                svg.matches("url(").count(),
                svg.matches("url(#").count() + svg.matches("url(data:").count()
            );
        }
    }
}

#[test]
fn what_should_be_a_number_in_an_svg_is_one() {
    const NUMBERS: [&str; 12] = [
        "x",
        "y",
        "width",
        "height",
        "r",
        "rx",
        "cx",
        "cy",
        "x1",
        "x2",
        "font-size",
        "stroke-width",
    ];
    let papers = [
        Paper::Slide(1920, 1080),
        Paper::Slide(1440, 1080),
        Paper::Millimeters(297.0, 210.0, 300.0),
        Paper::Canvas(1.0),
    ];
    for map in drawn_maps() {
        for paper in papers {
            let setup = Setup {
                paper,
                ..Setup::default()
            };
            let svg = svg_of(&map, &setup);
            let xml = Xml::parse(&svg).unwrap();
            let view = xml.root_element().attribute("viewBox").unwrap();
            let sides: Vec<f32> = view.split(' ').map(|side| side.parse().unwrap()).collect();
            assert_eq!(sides.len(), 4, "{view} of {}", map.title);
            let attributes = xml.descendants().flat_map(|node| node.attributes());
            for one in attributes.filter(|one| NUMBERS.contains(&one.name())) {
                // Characters that each have a place of their own.
                let parts = one.value().split([' ', ',']);
                for part in parts {
                    let is_number = part.parse::<f32>().is_ok();
                    assert!(is_number, "{}=\"{}\"", one.name(), one.value());
                }
            }
        }
    }
}

#[test]
fn every_name_in_an_svg_is_there_once_and_every_reference_leads_to_one() {
    for map in drawn_maps() {
        for svg_text in [false, true] {
            let svg = svg_of(&map, &with_text(svg_text));
            let xml = Xml::parse(&svg).unwrap();
            let mut names = BTreeSet::new();
            for node in xml.descendants() {
                if let Some(name) = node.attribute("id") {
                    assert!(names.insert(name), "{name} is there twice");
                }
            }
            let mut used = 0;
            for node in xml.descendants() {
                let target = reference(&node).and_then(|target| target.strip_prefix('#'));
                let paints = ["fill", "clip-path"].map(|name| node.attribute(name));
                let paints = paints.into_iter().flatten();
                let paints =
                    paints.filter_map(|paint| paint.strip_prefix("url(#")?.strip_suffix(')'));
                for name in paints.chain(target) {
                    used += 1;
                    assert!(names.contains(name), "nothing is named {name}");
                }
            }
            assert!(used > 0);
        }
    }
}

#[test]
fn a_picture_that_is_shown_often_is_in_an_svg_once() {
    let mut map = pictures::map_with(&Arc::new(pictures::sketch()));
    let stage = map.stages[0].id;
    let mut card = map.stages[0].cards[0].as_ref().clone();
    card.id = CardId(0);
    let add = Edit::Add(New::Card(stage, Box::new(card)));
    map.apply(&add).unwrap();
    for svg_text in [false, true] {
        let svg = svg_of(&map, &with_text(svg_text));
        let xml = Xml::parse(&svg).unwrap();
        assert_eq!(svg.matches("data:image/").count(), 1);
        let image = xml.descendants().find(|node| node.has_tag_name("image"));
        let image = image.unwrap();
        assert_eq!(image.attribute("width"), Some("320"));
        assert_eq!(image.attribute("height"), Some("240"));
        let name = format!("#{}", image.attribute("id").unwrap());
        let uses = xml.descendants().filter(|node| node.has_tag_name("use"));
        let shown = uses.filter(|node| reference(node) == Some(&*name));
        assert_eq!(shown.count(), 3, "a portrait and two cards");
    }
}

#[test]
fn every_card_is_a_group_of_an_svg_with_its_words_as_they_are_read() {
    for map in drawn_maps() {
        let svg = svg_of(&map, &with_text(false));
        let xml = Xml::parse(&svg).unwrap();
        let titles: BTreeMap<&str, String> = xml
            .descendants()
            .filter(|node| node.has_tag_name("g"))
            .filter_map(|node| {
                let title = node.first_element_child()?.text()?;
                Some((node.attribute("id")?, letters(title)))
            })
            .collect();
        let hidden = map.lanes.iter().filter(|lane| lane.hidden);
        let hidden: BTreeSet<_> = hidden.map(|lane| lane.id).collect();
        let mut seen = 0;
        for stage in &map.stages {
            for card in stage
                .cards
                .iter()
                .filter(|card| !hidden.contains(&card.lane))
            {
                let name = format!("card-{}", card.id);
                let title = &titles[name.as_str()];
                assert!(
                    title.contains(&letters(&card.text)),
                    "{name} is {title:?}, not {:?}",
                    card.text
                );
                seen += 1;
            }
        }
        assert!(seen > 3);
    }
}

#[test]
fn text_in_an_svg_is_what_is_written_and_has_its_fonts_inside() {
    let map = &drawn_maps()[0];
    let svg = svg_of(map, &with_text(true));
    let xml = Xml::parse(&svg).unwrap();
    let texts = xml.descendants().filter(|node| node.has_tag_name("text"));
    let mut written = String::new();
    for text in texts {
        let words: String = text
            .descendants()
            .filter_map(|node| node.text().filter(|_| node.is_text()))
            .collect();
        written.push_str(&letters(&words));
    }
    for card in cards(map) {
        assert!(written.contains(&letters(card)), "{card} is not there");
    }
    assert!(svg.contains("@font-face{font-family:'Inter';font-weight:600"));
    assert!(svg.len() < 400_000, "{} bytes", svg.len());
}

#[test]
fn characters_of_an_svg_stand_one_after_another_where_they_were_measured() {
    let map = &drawn_maps()[0];
    let svg = svg_of(map, &with_text(true));
    let xml = Xml::parse(&svg).unwrap();
    let mut lines = 0;
    for text in xml.descendants().filter(|node| node.has_tag_name("text")) {
        let Some(places) = text.attribute("x") else {
            continue;
        };
        let places: Vec<f32> = places.split(' ').map(|x| x.parse().unwrap()).collect();
        let words = text.text().unwrap();
        if words.is_ascii() {
            assert_eq!(places.len(), words.chars().count(), "{words}");
        }
        assert!(places.windows(2).all(|pair| pair[0] <= pair[1]), "{words}");
        lines += 1;
    }
    assert!(lines > 50);
}

#[test]
fn without_a_background_nothing_is_behind_an_svg() {
    let map = &drawn_maps()[0];
    let grounds = |background| {
        let setup = Setup {
            background,
            ..Setup::default()
        };
        let svg = svg_of(map, &setup);
        let xml = Xml::parse(&svg).unwrap();
        let view: Vec<f32> = xml
            .root_element()
            .attribute("viewBox")
            .unwrap()
            .split(' ')
            .map(|part| part.parse().unwrap())
            .collect();
        xml.root_element()
            .children()
            .filter(|node| node.has_tag_name("rect"))
            .filter(|node| {
                node.attribute("width").unwrap().parse::<f32>().unwrap() >= view[2] - 0.01
            })
            .count()
    };
    assert_eq!(grounds(Background::Theme), 1);
    assert_eq!(grounds(Background::Transparent), 0);
}

#[test]
fn svg_and_pdf_are_the_same_bytes_on_every_run() {
    for map in drawn_maps() {
        for (format, svg_text) in [
            (Format::Svg, false),
            (Format::Svg, true),
            (Format::Pdf, false),
        ] {
            let setup = with_text(svg_text);
            let once = files(&map, format, &setup);
            assert!(
                once == files(&map, format, &setup),
                "{format:?} of {}",
                map.title
            );
        }
    }
}

fn count(bytes: &[u8], part: &[u8]) -> usize {
    bytes
        .windows(part.len())
        .filter(|window| *window == part)
        .count()
}

#[test]
fn a_pdf_has_a_page_for_every_sheet_and_a_bookmark_for_every_stage() {
    let map = &drawn_maps()[0];
    for (split, pages) in [(Split::Whole, 1), (Split::Stage, map.stages.len())] {
        let setup = Setup {
            split,
            paper: Paper::Slide(1920, 1080),
            ..Setup::default()
        };
        let files = files(map, Format::Pdf, &setup);
        assert_eq!(files.len(), 1);
        let pdf = &files[0];
        assert!(pdf.starts_with(b"%PDF-1.7"));
        assert_eq!(count(pdf, b"/MediaBox[0 0 960 540]"), pages);
        assert_eq!(count(pdf, b"/Dest"), map.stages.len());
        assert!(count(pdf, b"/Lang(en)") > 0);
        assert!(count(pdf, b"/CreationDate") == 0, "a date of the clock");
        assert!(count(pdf, b"/ToUnicode") > 0);
    }
}

#[test]
fn a_pdf_can_be_stopped() {
    let map = &drawn_maps()[0];
    let setup = Setup::default();
    let stopped = export(map, (Format::Pdf, &setup), &mut Layouter::new(), &|share| {
        share < 0.5
    });
    assert!(matches!(stopped, Err(ExportError::Cancelled)));
}
