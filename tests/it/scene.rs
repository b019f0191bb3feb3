//! The pictures of the sample maps as text: every item, in order, rounded to
//! a tenth of a unit.

use std::fmt::Write as _;

use emath::{Pos2, Rect};
use throughline::{
    layout::Layouter,
    model::{Evidence, Map, Template},
    scene::{Item, Part, Scene, ThemeName, content},
};

use crate::golden;

fn place(pos: Pos2) -> String {
    format!("{:.1},{:.1}", pos.x + 0.0, pos.y + 0.0)
}

fn area(rect: Rect) -> String {
    format!(
        "{} {:.1}x{:.1}",
        place(rect.min),
        rect.width(),
        rect.height()
    )
}

fn color(color: throughline::scene::Color) -> String {
    let [red, green, blue, alpha] = color.0;
    if alpha == 255 {
        format!("#{red:02X}{green:02X}{blue:02X}")
    } else {
        format!("#{red:02X}{green:02X}{blue:02X}{alpha:02X}")
    }
}

/// One line an item.
fn dump(scene: &Scene) -> String {
    let mut text = String::new();
    let (size, background) = (scene.size, color(scene.background));
    writeln!(text, "scene {:.1}x{:.1} on {background}", size.x, size.y).expect("text");
    for item in &scene.items {
        let line = match item {
            Item::Rect {
                rect,
                radius,
                fill,
                stroke,
            } => format!(
                "rect {} r{radius:.1} {}{}",
                area(*rect),
                fill.map_or_else(|| "-".into(), color),
                stroke.map_or_else(String::new, |stroke| format!(
                    " edge {:.1} {}",
                    stroke.width,
                    color(stroke.color)
                ))
            ),
            Item::Polygon { points, fill } => {
                let points: Vec<String> = points.iter().map(|point| place(*point)).collect();
                format!("polygon {} {}", color(*fill), points.join(" "))
            }
            Item::Polyline {
                points,
                stroke,
                dash,
            } => {
                let (first, last) = (
                    points.first().expect("a point"),
                    points.last().expect("a point"),
                );
                format!(
                    "line {} to {} of {} points, {:.1} {}{}",
                    place(*first),
                    place(*last),
                    points.len(),
                    stroke.width,
                    color(stroke.color),
                    if dash.is_some() { " dashed" } else { "" }
                )
            }
            Item::Circle {
                center,
                radius,
                fill,
                ..
            } => {
                format!(
                    "circle {} r{radius:.1} {}",
                    place(*center),
                    fill.map_or_else(|| "-".into(), color)
                )
            }
            Item::Area {
                points,
                base,
                strong,
                ..
            } => {
                format!(
                    "area from {:.1} to {:.1} at {base:.1} {}",
                    points[0].x,
                    points[points.len() - 1].x,
                    color(*strong)
                )
            }
            Item::Text(line) => format!(
                "text {} {:?} {} {} w{:.1} “{}”",
                place(line.pos),
                line.face,
                line.size,
                color(line.color),
                line.width,
                line.text.escape_debug()
            ),
            Item::Picture {
                rect,
                radius,
                picture,
                instead,
            } => {
                let (size, else_) = (picture.size(), instead.len());
                format!(
                    "picture {} r{radius:.1} {size:?}, else {else_} items",
                    area(*rect)
                )
            }
        };
        text.push_str(&line);
        text.push('\n');
    }
    text
}

fn picture(map: &Map, theme: ThemeName) -> Scene {
    let layout = Layouter::new().layout(map);
    content(map, &layout, theme.theme(), Part::whole(&layout))
}

#[test]
fn a_new_map_looks_as_it_did() {
    let scene = picture(&Template::FiveStages.map(), ThemeName::Light);
    golden::assert_text("five-stages.scene.txt", &dump(&scene));
}

#[test]
fn the_sample_maps_look_as_they_did() {
    for name in [
        "car-purchase",
        "planning-tool-rollout",
        "planned-knee-operation",
    ] {
        let path = format!(
            "{}/assets/samples/{name}.journey.ron",
            env!("CARGO_MANIFEST_DIR")
        );
        let bytes = std::fs::read(&path).expect("the sample");
        let map = throughline::file::read(&bytes, path.as_ref()).expect("a sound sample");
        let theme = if name == "car-purchase" {
            ThemeName::Light
        } else {
            ThemeName::Dark
        };
        golden::assert_text(&format!("{name}.scene.txt"), &dump(&picture(&map, theme)));
    }
}

#[test]
fn an_imported_journey_looks_as_it_did() {
    let text = "journey\n title My day\n section Work\n  Make tea: 5: Me\n  Go upstairs: 3: Me\n  Do work: 1: Me, Cat\n section Home\n  Sit down: no idea: Me\n  Sleep: 5: Me";
    let map = throughline::file::mermaid::import(text)
        .expect("a journey")
        .map;
    golden::assert_text(
        "my-day.scene.txt",
        &dump(&picture(&map, ThemeName::HighContrast)),
    );
}

#[test]
fn a_part_lists_only_what_it_shows_and_all_of_that() {
    let map = throughline::model::stress_map(400);
    let layout = Layouter::new().layout(&map);
    let theme = ThemeName::Light.theme();
    let whole = content(&map, &layout, theme, Part::whole(&layout));
    let view = Rect::from_min_size(Pos2::new(400.0, 300.0), emath::vec2(900.0, 500.0));
    let part = content(&map, &layout, theme, Part { view, scale: 1.0 });
    assert!(
        part.items.len() * 2 < whole.items.len(),
        "{} of {}",
        part.items.len(),
        whole.items.len()
    );
    let texts = |scene: &Scene| -> Vec<String> {
        let lines = scene.items.iter().filter_map(|item| match item {
            Item::Text(line) if view.contains(line.pos) => {
                Some(format!("{} {}", place(line.pos), line.text))
            }
            Item::Rect { .. }
            | Item::Polygon { .. }
            | Item::Polyline { .. }
            | Item::Circle { .. }
            | Item::Area { .. }
            | Item::Text(_)
            | Item::Picture { .. } => None,
        });
        lines.collect()
    };
    assert_eq!(texts(&part), texts(&whole));
    assert!(texts(&part).len() > 10);
}

/// Painters set a line as wide as the layout measured it, so that nothing
/// leaves its box: for every face, and for scripts of other fonts.
#[test]
fn a_line_is_painted_as_wide_as_it_was_measured() {
    let mut map = Template::FiveStages.map();
    let texts = [
        "Compares models, asks around & waits (five days)",
        "AVATAR To Ty We fi ffl 1/2 — “quoted”",
        "Путь писателя при использовании",
        "孩子学习旅程五岁小明打开应用听恐龙故事",
        "e\u{301}a\u{308}o\u{302} combining n\u{303}",
        "שלום עולם טוב",
        "مرحبا بالعالم",
    ];
    for (index, text) in texts.iter().enumerate() {
        let card = throughline::model::Card::new(
            throughline::model::CardId(0),
            map.lanes[[0, 1, 3][index % 3]].id,
            throughline::model::At::clamped(0.5),
            *text,
        );
        let stage = map.stages[index % 5].id;
        let new = throughline::model::New::Card(stage, Box::new(card));
        map.apply(&throughline::model::Edit::Add(new))
            .expect("the ids are the map's");
    }
    let mut layouter = Layouter::new();
    let layout = layouter.layout(&map);
    let scene = content(
        &map,
        &layout,
        ThemeName::Light.theme(),
        Part::whole(&layout),
    );
    let definitions = throughline::paint::font_definitions(layouter.fonts());
    let mut fonts = epaint::text::Fonts::new(throughline::paint::text_options(), definitions);
    let mut lines = 0;
    for item in &scene.items {
        let Item::Text(line) = item else { continue };
        if line.face == throughline::layout::Face::Icon || line.size == 11.0 {
            continue;
        }
        let font = epaint::FontId::new(line.size, throughline::paint::family(line.face));
        let mut view = fonts.with_pixels_per_point(4.0);
        let galley = view.layout_no_wrap(line.text.to_string(), font, epaint::Color32::BLACK);
        let apart = (galley.rect.width() - line.width).abs();
        assert!(
            apart <= 0.6,
            "“{}”: painted {} measured {}",
            line.text,
            galley.rect.width(),
            line.width
        );
        lines += 1;
    }
    assert!(lines > 25, "only {lines} lines were compared");
}

/// Where a map marks its evidence, what is assumed is dashed and hollow and the
/// legend says so; what is known is as it was.
#[test]
fn what_is_only_assumed_is_dashed_and_hollow_where_a_map_asks_for_it() {
    let drawn = |map: &Map| {
        let layout = Layouter::new().layout(map);
        content(map, &layout, ThemeName::Light.theme(), Part::whole(&layout)).items
    };
    let dashes = |items: &[Item]| {
        let dashed = |item: &&Item| {
            matches!(item, Item::Polyline { dash: Some((long, _)), points, .. }
                if *long == 4.0 && points.len() > 2)
        };
        items.iter().filter(dashed).count()
    };
    let told = |items: &[Item]| {
        items.iter().any(
            |item| matches!(item, Item::Text(line) if line.text.starts_with("Dashed and hollow")),
        )
    };
    let mut map = throughline::model::stress_map(40);
    for stage in &mut map.stages {
        let stage = std::sync::Arc::make_mut(stage);
        for point in &mut stage.points {
            point.evidence = Some(Evidence::Observed);
        }
        stage.cards.clear();
    }
    let plain = drawn(&map);
    map.marks_evidence = true;
    let known = drawn(&map);
    assert_eq!((dashes(&known), told(&known)), (dashes(&plain), false));
    let first = map.stages.iter_mut().find(|stage| !stage.points.is_empty());
    std::sync::Arc::make_mut(first.unwrap()).points[0].evidence = Some(Evidence::Assumed);
    let assumed = drawn(&map);
    assert_eq!(dashes(&assumed), dashes(&plain) + 1);
    assert!(told(&assumed));
    map.marks_evidence = false;
    let hidden = drawn(&map);
    assert_eq!((dashes(&hidden), told(&hidden)), (dashes(&plain), false));
}
