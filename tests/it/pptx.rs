//! Tests of presentations: the file is whole, every card is one shape with its
//! words, and nothing of the map is lost on the way.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{Cursor, Read as _},
    sync::Arc,
};

use roxmltree::{Document as Xml, Node};
use throughline::{
    export::{Document, ExportError, Paper, Setup, Split, pptx},
    layout::{Layouter, tokens::Look},
    model::{At, Card, CardId, EmotionPoint, Lane, LaneId, LaneKind, Map, Stage, StageId},
};

use crate::{
    maps::{any_map, full_map, law},
    pictures::sketch,
    samples::{BUNDLED, bundled},
};

const MAIN: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";

/// The parts of a file, by their paths.
type Parts = BTreeMap<String, Vec<u8>>;

fn samples() -> Vec<Map> {
    BUNDLED.map(bundled).into()
}

fn exported(map: &Map, setup: &Setup) -> Vec<u8> {
    let mut layouter = Layouter::new();
    let document = Document::new(map, setup, &mut layouter).unwrap();
    pptx(map, &document, &|_| true).unwrap()
}

fn unpacked(bytes: Vec<u8>) -> Parts {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = Parts::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        let name = part.name().unwrap().into_owned();
        let twice = parts.insert(name.clone(), bytes);
        assert!(twice.is_none(), "{name} is there twice");
    }
    parts
}

/// As on the canvas, which is quickly laid out.
fn plain() -> Setup {
    Setup {
        paper: Paper::Canvas(1.0),
        ..Setup::default()
    }
}

fn parts_of(map: &Map) -> Parts {
    unpacked(exported(map, &plain()))
}

fn text<'a>(parts: &'a Parts, path: &str) -> &'a str {
    std::str::from_utf8(&parts[path]).unwrap()
}

/// The paragraphs inside a node, one a line.
fn words(node: Node<'_, '_>) -> String {
    let paragraphs = node.descendants().filter(|it| it.has_tag_name((MAIN, "p")));
    let lines = paragraphs.map(|paragraph| {
        let runs = paragraph
            .descendants()
            .filter(|it| it.has_tag_name((MAIN, "t")));
        runs.filter_map(|run| run.text()).collect::<String>()
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The words of every shape of a slide that has any.
fn shapes(slide: &str) -> Vec<String> {
    let xml = Xml::parse(slide).unwrap();
    let shapes = xml
        .descendants()
        .filter(|node| node.tag_name().name() == "sp");
    let texts = shapes.map(words).filter(|text| !text.is_empty());
    texts.collect()
}

/// A map of one stage and one lane with cards of these texts.
fn map_of(kind: LaneKind, texts: &[&str]) -> Map {
    let lane = Lane::new(LaneId(1), kind, "Lane");
    let mut stage = Stage::new(StageId(2), "Stage");
    for (index, text) in texts.iter().enumerate() {
        let id = CardId(10 + u32::try_from(index).unwrap());
        let at = At::clamped(0.3 * f64::from(id.0 - 10));
        stage
            .cards
            .push(Arc::new(Card::new(id, lane.id, at, *text)));
    }
    Map {
        title: "Any".into(),
        lanes: vec![lane],
        stages: vec![Arc::new(stage)],
        ..Map::default()
    }
}

#[test]
fn every_part_is_declared_and_every_relation_leads_to_a_part() {
    for map in samples().into_iter().chain([full_map()]) {
        let parts = parts_of(&map);
        let types = Xml::parse(text(&parts, "[Content_Types].xml")).unwrap();
        let declared: BTreeSet<&str> = types
            .descendants()
            .filter_map(|node| node.attribute("PartName"))
            .collect();
        for part in &declared {
            assert!(parts.contains_key(&part[1..]), "{part} is declared only");
        }
        for (path, bytes) in parts.iter().filter(|(path, _)| path.contains("_rels/")) {
            let (folder, _) = path.split_once("_rels/").unwrap();
            let xml = Xml::parse(std::str::from_utf8(bytes).unwrap()).unwrap();
            for relation in xml.root_element().children() {
                let target = relation.attribute("Target").unwrap();
                let mut at: Vec<&str> = folder.split_terminator('/').collect();
                for step in target.split('/') {
                    match step {
                        ".." => _ = at.pop(),
                        step => at.push(step),
                    }
                }
                let target = at.join("/");
                assert!(parts.contains_key(&target), "{path} leads to {target}");
                let is_media = target.contains("/media/");
                assert!(
                    is_media || declared.contains(format!("/{target}").as_str()),
                    "{target}"
                );
            }
        }
    }
}

#[test]
fn a_wide_slide_is_as_large_as_programs_have_it() {
    let map = map_of(LaneKind::Actions, &["One"]);
    let parts = unpacked(exported(&map, &Setup::default()));
    let presentation = text(&parts, "ppt/presentation.xml");
    assert!(presentation.contains("<p:sldSz cx=\"12192000\" cy=\"6858000\"/>"));
}

#[test]
fn numbers_of_shapes_are_used_once_on_a_slide() {
    for map in samples().into_iter().chain([full_map()]) {
        let parts = parts_of(&map);
        let xml = Xml::parse(text(&parts, "ppt/slides/slide1.xml")).unwrap();
        let mut seen = BTreeSet::new();
        for node in xml
            .descendants()
            .filter(|node| node.tag_name().name() == "cNvPr")
        {
            let id = node.attribute("id").unwrap();
            assert!(seen.insert(id), "{id} is used twice");
        }
        assert!(seen.len() > 50, "only {} shapes", seen.len());
    }
}

#[test]
fn the_words_of_every_card_are_in_one_shape() {
    for map in samples() {
        let parts = parts_of(&map);
        let shapes = shapes(text(&parts, "ppt/slides/slide1.xml"));
        let holds = |shape: &String, card: &Card| {
            let shape = shape.replace("★ ", "").replace('\n', " ");
            shape.trim_matches(['“', '”']) == card.text
        };
        let mut wanted: BTreeMap<&str, usize> = BTreeMap::new();
        let cards: Vec<&Arc<Card>> = map.stages.iter().flat_map(|stage| &stage.cards).collect();
        let is_plain = |card: &&&Arc<Card>| {
            let (_, lane) = map.lane(card.lane).unwrap();
            !lane.hidden && Look::of(lane.kind) != Look::Metric
        };
        for card in cards.iter().filter(is_plain) {
            *wanted.entry(&card.text).or_default() += 1;
        }
        for card in cards.iter().filter(is_plain) {
            let found = shapes.iter().filter(|shape| holds(shape, card)).count();
            assert_eq!(
                found,
                wanted[card.text.as_str()],
                "{} in {shapes:#?}",
                card.text
            );
        }
    }
}

#[test]
fn a_metric_is_one_text_with_its_name_and_its_value() {
    let parts = parts_of(&map_of(LaneKind::Metrics, &["Satisfaction 61"]));
    let shapes = shapes(text(&parts, "ppt/slides/slide1.xml"));
    assert!(shapes.contains(&"Satisfaction 61".into()), "{shapes:?}");
}

#[test]
fn a_text_keeps_its_lines_and_the_order_in_which_it_is_read() {
    let texts = ["Two\nlines", "رحلة العميل هنا", "R&D \u{1}<ok>"];
    let parts = parts_of(&map_of(LaneKind::Actions, &texts));
    let slide = text(&parts, "ppt/slides/slide1.xml");
    let shapes = shapes(slide);
    assert!(shapes.contains(&"Two\nlines".into()), "{shapes:?}");
    assert!(shapes.contains(&texts[1].into()), "{shapes:?}");
    assert!(shapes.contains(&"R&D □<ok>".into()), "{shapes:?}");
    assert_eq!(slide.matches("rtl=\"1\"").count(), 1);
}

#[test]
fn curves_are_bezier_curves_with_a_text_for_screen_readers() {
    let map = &samples()[0];
    let parts = parts_of(map);
    let xml = Xml::parse(text(&parts, "ppt/slides/slide1.xml")).unwrap();
    let mut named = xml.descendants().filter(|node| {
        let name = node.attribute("name").unwrap_or_default();
        name.starts_with("Curve: ")
    });
    let curve = named.next().unwrap();
    assert!(!curve.attribute("descr").unwrap_or_default().is_empty());
    let shape = curve.parent().and_then(|it| it.parent()).unwrap();
    let steps = |name| {
        shape
            .descendants()
            .filter(|node| node.has_tag_name((MAIN, name)))
            .count()
    };
    let points = map.stages.iter().flat_map(|stage| &stage.points).count();
    assert!(steps("cubicBezTo") > 0);
    assert!(steps("lnTo") + steps("cubicBezTo") <= 2 * points);
}

#[test]
fn notes_have_every_note_of_what_the_slide_shows() {
    for map in samples().into_iter().chain([full_map()]) {
        let setup = Setup {
            split: Split::Stage,
            ..plain()
        };
        let parts = unpacked(exported(&map, &setup));
        let notes = parts
            .iter()
            .filter(|(path, _)| path.starts_with("ppt/notesSlides/notes"));
        let notes: Vec<String> = notes
            .map(|(_, bytes)| {
                let xml = Xml::parse(std::str::from_utf8(bytes).unwrap()).unwrap();
                words(xml.root_element())
            })
            .collect();
        let notes = notes.join("\n");
        let lane = |card: &Card| map.lane(card.lane).unwrap().1;
        let cards = map.stages.iter().flat_map(|stage| &stage.cards);
        let cards = cards.filter(|card| !lane(card).hidden);
        let hidden = |point: &EmotionPoint| map.curve(point.curve).unwrap().hidden;
        let points = map.stages.iter().flat_map(|stage| &stage.points);
        let points = points
            .filter(|point| !hidden(point))
            .map(|point| &point.note);
        for note in cards.map(|card| &card.note).chain(points) {
            for line in note.lines() {
                assert!(notes.contains(line.trim()), "{line:?} is not in {notes}");
            }
        }
    }
}

#[test]
fn every_slide_has_one_title_of_its_own() {
    let map = &samples()[0];
    for split in [Split::Whole, Split::Stage] {
        let setup = Setup { split, ..plain() };
        let parts = unpacked(exported(map, &setup));
        let slides = parts
            .keys()
            .filter(|path| path.starts_with("ppt/slides/slide"));
        let mut titles = BTreeSet::new();
        for path in slides {
            let xml = Xml::parse(text(&parts, path)).unwrap();
            let holders = xml
                .descendants()
                .filter(|node| node.attribute("type") == Some("title"));
            let holders: Vec<_> = holders.collect();
            assert_eq!(holders.len(), 1, "{path}");
            let shape = holders[0].ancestors().nth(3).unwrap();
            let title = words(shape);
            assert!(title.starts_with(&map.title), "{title}");
            assert!(titles.insert(title), "{path} has the title of another");
        }
    }
}

#[test]
fn a_picture_is_in_the_file_once_and_cut_as_it_is_shown() {
    let mut map = map_of(LaneKind::Pictures, &["One", "Two"]);
    map.pictures.insert("sketch.png".into(), Arc::new(sketch()));
    let stage = Arc::make_mut(&mut map.stages[0]);
    for card in &mut stage.cards {
        Arc::make_mut(card).picture = Some("sketch.png".into());
    }
    let parts = parts_of(&map);
    let media = parts.keys().filter(|path| path.starts_with("ppt/media/"));
    assert_eq!(media.count(), 1);
    let slide = text(&parts, "ppt/slides/slide1.xml");
    assert_eq!(slide.matches("<p:pic>").count(), 2);
    assert_eq!(slide.matches("r:embed=\"rIdP1\"").count(), 2);
}

#[test]
fn the_same_map_gives_the_same_bytes() {
    let map = full_map();
    assert!(exported(&map, &plain()) == exported(&map, &plain()));
}

#[test]
fn every_part_of_any_map_is_xml_that_reads() {
    law(6, 3_000, |u| {
        let map = any_map(u)?;
        let setup = Setup {
            paper: Paper::Canvas(0.02),
            ..plain()
        };
        for (path, bytes) in unpacked(exported(&map, &setup)) {
            if !path.contains("/media/") {
                let read = Xml::parse(std::str::from_utf8(&bytes).unwrap()).map(|_| ());
                assert_eq!(read, Ok(()), "{path}");
            }
        }
        Ok(())
    });
}

#[test]
fn a_presentation_that_is_stopped_is_none() {
    let map = &samples()[0];
    let mut layouter = Layouter::new();
    let document = Document::new(map, &plain(), &mut layouter).unwrap();
    let stopped = pptx(map, &document, &|_| false);
    assert!(matches!(stopped, Err(ExportError::Cancelled)));
}
