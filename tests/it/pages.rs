//! Laws of the pages that are shown to a room, over generated maps and the
//! screens there are: every card is on exactly one page with all its words,
//! text is never smaller than a fiftieth of the screen's height, nothing
//! overlaps and nothing leaves its page, and curves go on where they were cut.

use std::{collections::BTreeMap, path::Path};

use emath::{Pos2, Rect, Vec2, pos2, vec2};
use throughline::{
    layout::{Layouter, Page, Paper, tokens},
    model::{CardId, CurveId, Element, LaneKind, Map, Template, ThemeName},
    scene::{self, Item, Scene},
};

use crate::maps;

/// The screens of the rooms, in points.
const SCREENS: [Vec2; 5] = [
    vec2(1024.0, 768.0),
    vec2(1280.0, 720.0),
    vec2(1920.0, 1080.0),
    vec2(3840.0, 2160.0),
    // 3840 × 2160 at two pixels a point is the third again; a projector that
    // stands on its side is not.
    vec2(1080.0, 1350.0),
];
const SLACK: f32 = 0.6;

fn each_page(count: u64, mut check: impl FnMut(&Map, Paper, &[Page])) {
    maps::law(count, 16_000, |u| {
        let map = maps::any_map(u)?;
        for screen in SCREENS {
            let paper = Paper::of(screen);
            check(&map, paper, &Layouter::new().pages(&map, paper));
        }
        Ok(())
    });
}

/// The words of a card on a page, line by line.
type Lines = Vec<String>;

fn cards_of(page: &Page) -> impl Iterator<Item = (CardId, Rect, Lines)> + '_ {
    let sheet = Rect::from_min_size(Pos2::ZERO, page.layout.size);
    page.layout.boxes_in(sheet).map(|(_, _, card, rect)| {
        let lines = card.lines.iter().map(|line| line.text.to_string());
        (card.card.id, rect, lines.collect())
    })
}

#[test]
fn every_card_is_on_exactly_one_page_with_all_its_words() {
    let mut seen = 0;
    each_page(25, |map, paper, pages| {
        let mut shown: BTreeMap<CardId, Vec<Lines>> = BTreeMap::new();
        let mut heights: BTreeMap<CardId, f32> = BTreeMap::new();
        for page in pages.iter().filter(|page| page.stage.is_some()) {
            for (id, rect, lines) in cards_of(page) {
                *heights.entry(id).or_default() += rect.height();
                shown.entry(id).or_default().push(lines);
            }
        }
        for stage in &map.stages {
            for card in &stage.cards {
                let is_hidden = map.lane(card.lane).is_none_or(|(_, lane)| lane.hidden);
                let parts = shown.remove(&card.id).unwrap_or_default();
                assert_eq!(parts.is_empty(), is_hidden, "card {}", card.id);
                seen += 1;
                // Only a card that is higher than a page is on two.
                let lines: usize = parts.iter().map(Vec::len).sum();
                let is_high = heights.get(&card.id).is_some_and(|height| *height > 300.0);
                assert!(
                    parts.len() <= 1 || is_high,
                    "card {} of {lines} lines, {:?} high, is on {} pages of {paper:?}",
                    card.id,
                    heights.get(&card.id),
                    parts.len()
                );
                if map
                    .lane(card.lane)
                    .is_some_and(|(_, lane)| lane.kind == LaneKind::Actions)
                    && !is_hidden
                    && card.text.is_ascii()
                {
                    let words: String = parts.concat().concat();
                    let plain = |text: &str| {
                        let kept = text
                            .chars()
                            .filter(|c| !c.is_whitespace() && !c.is_control());
                        kept.collect::<String>()
                    };
                    let words = plain(&words);
                    // The words of marks that are parted too come after them.
                    let words = words.trim_start_matches('★');
                    assert!(words.starts_with(&plain(&card.text)), "{words}");
                }
            }
        }
        assert!(shown.is_empty(), "cards that are not there are shown");
    });
    assert!(seen > 1_000, "only {seen} cards were looked for");
}

#[test]
fn a_card_higher_than_a_page_goes_on_on_the_next() {
    let mut map = Template::FiveStages.map();
    let words: Vec<String> = (0..6_000).map(|word| format!("word{word}")).collect();
    let lane = map.lanes.iter().find(|lane| lane.kind == LaneKind::Actions);
    let lane = lane.expect("a lane of actions").id;
    let id = CardId(90_000);
    let card = throughline::model::Card::new(
        id,
        lane,
        throughline::model::At::clamped(0.0),
        words.join(" "),
    );
    let stage = std::sync::Arc::make_mut(&mut map.stages[1]);
    stage.cards.push(std::sync::Arc::new(card));
    let pages = Layouter::new().pages(&map, Paper::of(SCREENS[2]));
    let mut shown = Vec::new();
    for page in pages
        .iter()
        .filter(|page| page.stage == Some(map.stages[1].id))
    {
        let bottom = page.layout.size.y;
        for (_, rect, lines) in cards_of(page).filter(|(found, ..)| *found == id) {
            assert!(rect.bottom() <= bottom, "the card is cut");
            shown.extend(
                lines
                    .iter()
                    .flat_map(|line| line.split(' ').map(str::to_owned))
                    .collect::<Vec<_>>(),
            );
        }
    }
    assert_eq!(shown, words);
}

#[test]
fn text_has_at_least_a_fiftieth_of_the_screens_height() {
    for screen in &SCREENS[..4] {
        let paper = Paper::of(*screen);
        let theme = ThemeName::Light.theme();
        let least = screen.y / 50.0;
        maps::law(10, 16_000, |u| {
            let map = maps::any_map(u)?;
            for page in Layouter::new().pages(&map, paper).iter() {
                for item in scene::page(&map, page, theme).items {
                    let Item::Text(line) = item else { continue };
                    if line.face != throughline::layout::Face::Icon {
                        let size = line.size * paper.scale;
                        assert!(
                            size >= least - 0.01,
                            "“{}” has {size} of {least}",
                            line.text
                        );
                    }
                }
            }
            Ok(())
        });
    }
}

#[test]
fn nothing_overlaps_and_nothing_leaves_its_page() {
    each_page(25, |_, _, pages| {
        for page in pages {
            assert_sound(page);
        }
    });
}

fn assert_sound(page: &Page) {
    let layout = &page.layout;
    let sheet = Rect::from_min_size(Pos2::ZERO, layout.size);
    let mut boxes: Vec<(String, Rect)> = cards_of(page)
        .map(|(id, rect, _)| (format!("card {id}"), rect))
        .collect();
    for row in &layout.lanes {
        let lane = layout.lane_rect(row);
        assert!(
            sheet.expand(SLACK).contains_rect(lane),
            "{:?} lane {} with curves of {} {lane:?} leaves {sheet:?}",
            row.kind,
            row.id,
            row.curves
        );
        boxes.push((
            format!("label of lane {}", row.id),
            layout.lane_label_rect(row),
        ));
    }
    for column in &layout.stages {
        boxes.push((format!("stage {}", column.id), layout.chevron_rect(column)));
        assert!(
            column.text_height <= layout.chevron,
            "the name of stage {} is cut",
            column.id
        );
    }
    for (_, emotion, origin) in layout.emotion_rows() {
        let rects = emotion.labels.iter().map(|label| label.rect);
        boxes.extend(rects.map(|rect| ("curve label".into(), rect.translate(origin.to_vec2()))));
        for curve in &emotion.curves {
            for point in curve.runs.iter().flatten() {
                let inside = -0.01..=layout.stages_width() + 0.01;
                assert!(inside.contains(&point.x), "a curve leaves its page");
            }
        }
    }
    let heading = &page.heading;
    let names = [&heading.title, &heading.persona, &heading.count];
    for line in names.into_iter().flatten() {
        let top = line.pos.y - line.style.ascent();
        let size = vec2(line.width, line.style.leading);
        boxes.push((
            line.text.to_string(),
            Rect::from_min_size(pos2(line.pos.x, top), size),
        ));
    }
    boxes.extend(heading.dots.iter().map(|dot| ("dot".into(), *dot)));
    boxes.sort_by(|a, b| a.1.top().total_cmp(&b.1.top()));
    for (index, (name, rect)) in boxes.iter().enumerate() {
        assert!(
            sheet.expand(SLACK).contains_rect(*rect),
            "{name} {rect:?} leaves {sheet:?}"
        );
        for (other, next) in boxes.iter().skip(index + 1) {
            if next.top() > rect.bottom() {
                break;
            }
            let meets = rect.shrink(0.05).intersects(next.shrink(0.05));
            assert!(!meets, "{name} {rect:?} meets {other} {next:?}");
        }
    }
}

/// Where a curve runs at the left and right edge of a page, if it does.
fn edges(page: &Page, curve: CurveId) -> (Option<f32>, Option<f32>) {
    let emotions = page.layout.emotions.iter();
    let mut curves = emotions.flat_map(|emotion| &emotion.curves);
    let width = page.layout.stages_width();
    let runs = curves
        .find(|held| held.id == curve)
        .map(|curve| &curve.runs);
    let ends = runs.into_iter().flatten().flatten();
    let near = |x: f32| {
        ends.clone()
            .find(|point| (point.x - x).abs() < 0.01)
            .map(|point| point.y)
    };
    (near(0.0), near(width))
}

#[test]
fn a_curve_goes_on_on_the_next_stage_where_it_left_the_one_before() {
    let mut met = 0;
    each_page(40, |map, _, pages| {
        for pair in map.stages.windows(2) {
            for curve in map.curves.iter().map(|curve| curve.id) {
                let page = |stage: &throughline::model::Stage| {
                    pages.iter().find(|page| {
                        let emotions = page.layout.emotions.iter();
                        let mut drawn = emotions.flat_map(|emotion| &emotion.curves);
                        page.stage == Some(stage.id) && drawn.any(|held| held.id == curve)
                    })
                };
                let (Some(before), Some(after)) = (page(&pair[0]), page(&pair[1])) else {
                    continue;
                };
                let ((_, leaves), (comes, _)) = (edges(before, curve), edges(after, curve));
                if let (Some(leaves), Some(comes)) = (leaves, comes) {
                    met += 1;
                    assert!((leaves - comes).abs() < 1.0, "{leaves} is not {comes}");
                }
            }
        }
    });
    assert!(met > 50, "only {met} cuts were looked at");
}

#[test]
fn the_curve_on_a_page_is_the_one_on_the_sheet() {
    let map = throughline::model::stress_map(200);
    let mut layouter = Layouter::new();
    let sheet = layouter.layout(&map);
    let pages = layouter.pages(&map, Paper::of(SCREENS[2]));
    let whole = sheet.emotions.first().expect("an emotion lane");
    let mut compared = 0;
    for page in pages.iter() {
        let Some(emotion) = page
            .layout
            .emotions
            .first()
            .filter(|_| page.stage.is_some())
        else {
            continue;
        };
        let column = sheet
            .stages
            .iter()
            .find(|column| Some(column.id) == page.stage);
        let column = column.expect("its stage");
        let scale = column.width / page.layout.stages_width();
        for (curve, known) in emotion.curves.iter().zip(&whole.curves) {
            for point in curve.runs.iter().flatten() {
                let x = column.x - sheet.stages_left() + point.x * scale;
                // Where curves are flatter, all of them are.
                let y = point.y * tokens::VALENCE / emotion.valence;
                let pairs = known.runs.iter().flat_map(|run| run.windows(2));
                let mut found =
                    pairs.filter(|pair| (pair[0].x - 0.01..=pair[1].x + 0.01).contains(&x));
                let on_sheet = found.any(|pair| {
                    let share = (x - pair[0].x) / (pair[1].x - pair[0].x).max(1e-6);
                    (pair[0].lerp(pair[1], share.clamp(0.0, 1.0)).y - y).abs() < 1.5
                });
                assert!(on_sheet, "{point:?} is not on the sheet's curve");
                compared += 1;
            }
        }
    }
    assert!(compared > 50, "only {compared} points were compared");
}

#[test]
fn the_overview_shows_every_stage_lane_and_card() {
    each_page(25, |map, _, pages| {
        let overview: Vec<&Page> = pages.iter().filter(|page| page.stage.is_none()).collect();
        let stages: usize = map.stages.len();
        let shown = map.stages.iter().filter(|stage| {
            overview.iter().any(|page| {
                page.layout
                    .stages
                    .iter()
                    .any(|column| column.id == stage.id)
            })
        });
        assert_eq!(shown.count(), stages, "a stage is not in the overview");
        let cards: usize = overview.iter().map(|page| cards_of(page).count()).sum();
        let all = map.stages.iter().flat_map(|stage| &stage.cards);
        let visible = all.filter(|card| map.lane(card.lane).is_some_and(|(_, lane)| !lane.hidden));
        assert_eq!(cards, visible.count());
    });
}

fn sample(name: &str) -> Map {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples");
    let path = path.join(format!("{name}.journey.ron"));
    let bytes = std::fs::read(&path).expect("the sample");
    throughline::file::read(&bytes, &path).expect("a map")
}

/// The pages of each stage.
fn by_stage<'a>(map: &Map, pages: &'a [Page]) -> Vec<Vec<&'a Page>> {
    let of = |id| pages.iter().filter(move |page| page.stage == Some(id));
    map.stages
        .iter()
        .map(|stage| of(stage.id).collect())
        .collect()
}

const WIDE: [Vec2; 3] = [SCREENS[1], SCREENS[2], SCREENS[3]];

#[test]
fn what_a_sample_says_of_a_stage_fits_on_one_page() {
    let map = sample("car-purchase");
    for screen in WIDE {
        let pages = Layouter::new().pages(&map, Paper::of(screen));
        for stage in by_stage(&map, &pages) {
            assert_eq!(stage.len(), 1, "at {screen}");
        }
    }
}

#[test]
fn the_curve_gives_way_before_the_overview_takes_a_second_page() {
    for name in [
        "car-purchase",
        "planned-knee-operation",
        "planning-tool-rollout",
    ] {
        let map = sample(name);
        for screen in WIDE {
            let pages = Layouter::new().pages(&map, Paper::of(screen));
            let overviews = pages.iter().filter(|page| page.stage.is_none());
            assert_eq!(overviews.count(), 1, "{name} at {screen}");
        }
    }
}

#[test]
fn the_pages_of_a_stage_are_similarly_full_and_keep_together_what_belongs_together() {
    for name in ["planned-knee-operation", "planning-tool-rollout"] {
        let map = sample(name);
        for screen in WIDE {
            let pages = Layouter::new().pages(&map, Paper::of(screen));
            for stage in by_stage(&map, &pages) {
                let [first, second] = stage.as_slice() else {
                    panic!("{} pages", stage.len());
                };
                let full = |page: &Page| page.layout.lanes_bottom() / page.layout.size.y;
                let apart = (full(first) - full(second)).abs();
                assert!(apart < 0.2, "{name} at {screen}: {apart}");
                let kinds = |page: &Page| -> Vec<LaneKind> {
                    page.layout.lanes.iter().map(|row| row.kind).collect()
                };
                for kinds in [kinds(first), kinds(second)] {
                    let has = |kind| kinds.contains(&kind);
                    assert_eq!(has(LaneKind::PainPoints), has(LaneKind::Opportunities));
                }
            }
        }
    }
}

#[test]
fn lanes_and_zero_lines_stay_where_they_are_from_stage_to_stage() {
    for name in [
        "car-purchase",
        "planned-knee-operation",
        "planning-tool-rollout",
    ] {
        let map = sample(name);
        for screen in WIDE {
            let pages = Layouter::new().pages(&map, Paper::of(screen));
            let places = |pages: &[&Page]| -> Vec<(u32, f32, Option<f32>)> {
                let rows = pages.iter().flat_map(|page| {
                    let layout = &page.layout;
                    layout.lanes.iter().map(|row| {
                        let mut curves = layout.emotion_rows();
                        let zero = curves.find(|(held, ..)| held.id == row.id);
                        (row.id.0, row.y, zero.map(|(_, _, origin)| origin.y))
                    })
                });
                rows.collect()
            };
            let stages = by_stage(&map, &pages);
            for stage in &stages {
                assert_eq!(places(stage), places(&stages[0]), "{name} at {screen}");
            }
        }
    }
}

#[test]
fn small_maps_are_shown_larger_and_never_on_more_pages() {
    let mut map = sample("car-purchase");
    let kept = [LaneKind::Actions, LaneKind::Touchpoints, LaneKind::Emotion];
    for lane in &mut map.lanes {
        lane.hidden = !kept.contains(&lane.kind);
    }
    for screen in WIDE {
        let base = Paper::of(screen);
        let pages = Layouter::new().pages(&map, base);
        for page in pages.iter() {
            let larger = page.paper.scale / base.scale;
            assert!((1.25..=1.61).contains(&larger), "{larger} at {screen}");
            let shown = page.layout.size * page.paper.scale;
            assert!((shown - screen).length() < 1.0, "a page fills the screen");
        }
        for stage in by_stage(&map, &pages) {
            assert_eq!(stage.len(), 1);
        }
    }
    // A full one is not.
    let map = sample("car-purchase");
    let base = Paper::of(SCREENS[2]);
    let pages = Layouter::new().pages(&map, base);
    assert!(pages.iter().all(|page| page.paper == base));
}

#[test]
fn curves_are_equally_flat_on_every_stage_and_never_flatter_than_they_may_be() {
    each_page(25, |_, paper, pages| {
        let of_stages = pages.iter().filter(|page| page.stage.is_some());
        let emotions = of_stages.flat_map(|page| &page.layout.emotions);
        let mut flats = emotions.map(|emotion| emotion.valence / tokens::VALENCE);
        if let Some(first) = flats.next() {
            assert!((0.69..=1.0).contains(&first), "{first}");
            assert!(flats.all(|flat| flat == first));
        }
        for page in pages {
            let larger = page.paper.scale / paper.scale;
            assert!((0.999..1.601).contains(&larger), "{larger}");
        }
    });
}

/// What an item covers, without the width of its lines.
fn bounds(item: &Item) -> Rect {
    match item {
        Item::Rect { rect, .. } | Item::Picture { rect, .. } => *rect,
        Item::Polygon { points, .. }
        | Item::Polyline { points, .. }
        | Item::Area { points, .. } => Rect::from_points(points),
        Item::Circle { center, radius, .. } => {
            Rect::from_center_size(*center, Vec2::splat(2.0 * radius))
        }
        Item::Text(line) => {
            let top = line.pos - vec2(0.0, line.size);
            Rect::from_min_size(top, vec2(line.width, 1.25 * line.size))
        }
    }
}

#[test]
fn only_what_belongs_to_what_is_lit_is_drawn_again() {
    let map = Template::FiveStages.map();
    let theme = ThemeName::Light.theme();
    let pages = Layouter::new().pages(&map, Paper::of(SCREENS[2]));
    let overview = &pages[0];
    for column in &overview.layout.stages {
        let element = Element::Stage(column.id);
        let [own, around] = Scene::lit(&map, overview, element, theme);
        // A chevron reaches half a tip into its neighbors.
        let half = tokens::CHEVRON / 2.0 + 0.1;
        let stretch = column.x - half..=column.x + column.width + half;
        let is_label = |item: &Item| matches!(item, Item::Text(_));
        for item in own.items.iter().filter(|item| !is_label(item)) {
            let place = bounds(item);
            assert!(
                stretch.contains(&place.left()) && stretch.contains(&place.right()),
                "{item:?} is not within {stretch:?}"
            );
        }
        let chevrons = own.items.iter().filter(|item| {
            matches!(item, Item::Polygon { points, .. } if Rect::from_points(points).width() > 40.0)
        });
        assert_eq!(
            chevrons.count(),
            1,
            "its own chevron and no wedge beside it"
        );
        let labels = around.items.iter().filter(|item| is_label(item)).count();
        assert!(
            labels >= 2 * overview.layout.lanes.len(),
            "lanes keep their names"
        );
    }
    for page in pages.iter().skip(1) {
        let sheet = Rect::from_min_size(Pos2::ZERO, page.layout.size);
        for (id, rect) in page.layout.visible_cards(sheet) {
            let [own, around] = Scene::lit(&map, page, Element::Card(id), theme);
            let inside = |item: &Item| rect.expand(3.0).contains_rect(bounds(item));
            assert!(
                !own.items.is_empty() && own.items.iter().all(inside),
                "card {id}"
            );
            assert!(!around.items.is_empty());
        }
        for (id, pos) in page.layout.visible_points(sheet) {
            let [own, _] = Scene::lit(&map, page, Element::Point(id), theme);
            let labels = page.layout.emotion_rows().flat_map(|(_, emotion, origin)| {
                let own = emotion.labels.iter().filter(move |label| label.point == id);
                own.map(move |label| label.rect.translate(origin.to_vec2()))
            });
            let around = Rect::from_center_size(pos, Vec2::splat(26.0));
            let around = labels.fold(around, Rect::union).expand(3.0);
            let inside = |item: &Item| around.contains_rect(bounds(item));
            assert!(
                !own.items.is_empty() && own.items.iter().all(inside),
                "point {id}"
            );
        }
    }
}

#[test]
fn pages_are_the_very_same_until_something_changes() {
    let map = maps::full_map();
    let (mut layouter, paper) = (Layouter::new(), Paper::of(SCREENS[0]));
    let first = layouter.pages(&map, paper);
    assert!(std::sync::Arc::ptr_eq(
        &first,
        &layouter.pages(&map.clone(), paper)
    ));
    let other = layouter.pages(&map, Paper::of(SCREENS[1]));
    assert!(!std::sync::Arc::ptr_eq(&first, &other));
    assert_eq!(tokens::SMALLEST * paper.scale * 50.0, SCREENS[0].y);
}
