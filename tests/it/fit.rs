//! Laws of pages that a map is fitted to: nothing is cut, nothing overlaps, the
//! page is filled, no card is lost or shown twice, and curves agree where one
//! page ends and the next begins.

use std::cell::Cell;

use emath::{Pos2, Rect, Vec2, vec2};
use throughline::{
    layout::{FitOptions, Fitted, Layout, Layouter, Parting, tokens},
    model::{At, Card, CardId, Edit, EmotionPoint, Map, New, PointId, StageId, Template, Valence},
};

use crate::{layout, maps, samples};

/// Rounding of sums of 32-bit floats over a wide picture.
const SLACK: f32 = 0.6;

fn options(map: &Map) -> FitOptions {
    FitOptions {
        stages: map.stages.iter().map(|stage| stage.id).collect(),
        header: true,
        legend: true,
        large_type: false,
        footer: false,
    }
}

/// The papers of the presets, in points: slides, sheets, a poster, and a sheet
/// that stands.
const PAPERS: [Vec2; 6] = [
    vec2(960.0, 540.0),
    vec2(720.0, 540.0),
    vec2(841.9, 595.3),
    vec2(792.0, 612.0),
    vec2(2383.9, 1683.8),
    vec2(595.3, 841.9),
];

fn assert_page(page: &Layout, size: Vec2) {
    assert_eq!(page.size, size);
    layout::assert_nothing_meets(page);
    let inner = Rect::from_min_size(Pos2::ZERO, size).shrink(tokens::MARGIN - SLACK);
    let bottom = page.lanes_bottom();
    assert!(
        bottom <= inner.bottom(),
        "lanes end at {bottom}, the page at {}",
        inner.bottom()
    );
    let whole = Rect::from_min_size(Pos2::ZERO, size);
    for (row, column, card, rect) in page.boxes_in(whole) {
        let text = &card.card.text;
        assert!(inner.contains_rect(rect), "“{text}” leaves the page");
        let lane = page.lane_rect(row).expand(SLACK);
        assert!(lane.contains_rect(rect), "“{text}” leaves its lane");
        let (left, right) = (column.x - SLACK, column.x + column.width + SLACK);
        let is_inside = left <= rect.left() && rect.right() <= right;
        assert!(is_inside, "“{text}” leaves its stage");
    }
    if let Some(last) = page.stages.last() {
        let end = last.x + last.width;
        assert!(
            (end - inner.right()).abs() <= 2.0 * SLACK,
            "stages end at {end} and the page at {}",
            inner.right()
        );
    }
}

fn cards_of(pages: &Fitted) -> Vec<u32> {
    let mut found: Vec<u32> = Vec::new();
    for page in &pages.pages {
        let whole = Rect::from_min_size(Pos2::ZERO, page.size);
        found.extend(page.boxes_in(whole).map(|(.., card, _)| card.card.id.0));
    }
    found.sort_unstable();
    found
}

fn cards_shown(map: &Map) -> Vec<u32> {
    let cards = map.stages.iter().flat_map(|stage| &stage.cards);
    let shown = cards.filter(|card| map.lane(card.lane).is_some_and(|(_, lane)| !lane.hidden));
    let mut shown: Vec<u32> = shown.map(|card| card.id.0).collect();
    shown.sort_unstable();
    shown
}

#[test]
fn on_a_page_of_any_paper_nothing_is_cut_or_meets_and_the_page_is_filled() {
    let mut number = 0;
    maps::law(18, 3_000, |u| {
        let map = maps::any_map(u)?;
        let paper = PAPERS[number % PAPERS.len()];
        number += 1;
        let mut layouter = Layouter::new();
        let fitted = layouter.fit(&map, Some(paper), Parting::Pages(1), &options(&map));
        assert_eq!(fitted.pages.len(), 1);
        let shape = fitted.size.y / fitted.size.x - paper.y / paper.x;
        assert!(shape.abs() < 0.001, "{:?} for {paper:?}", fitted.size);
        assert_page(&fitted.pages[0], fitted.size);
        assert_eq!(cards_of(&fitted), cards_shown(&map));
        Ok(())
    });
    assert_eq!(number, 18);
}

#[test]
fn pages_of_a_split_hold_every_card_once() {
    let mut number = 0;
    maps::law(6, 3_000, |u| {
        let map = maps::any_map(u)?;
        number += 1;
        let paper = PAPERS[number % PAPERS.len()];
        for parting in [Parting::Pages(2), Parting::Pages(3), Parting::Stage] {
            let mut layouter = Layouter::new();
            let fitted = layouter.fit(&map, Some(paper), parting, &options(&map));
            for page in &fitted.pages {
                assert_page(page, fitted.size);
            }
            assert_eq!(cards_of(&fitted), cards_shown(&map));
            let stages: Vec<_> = (fitted.pages.iter())
                .flat_map(|page| page.stages.iter().map(|column| column.id))
                .collect();
            let all: Vec<_> = map.stages.iter().map(|stage| stage.id).collect();
            assert_eq!(stages, all);
            if parting == Parting::Stage {
                assert_eq!(fitted.pages.len(), map.stages.len().max(1));
            }
        }
        Ok(())
    });
}

/// Where a curve leaves a page at its right edge, and where it enters one at
/// its left, as feelings.
fn ends(page: &Layout) -> Vec<[Option<f32>; 2]> {
    let (_, emotion, _) = page.emotion_rows().next().unwrap();
    let width = page.stages_width();
    let value = |y: f32| -y / emotion.valence;
    let curves = emotion.curves.iter().map(|curve| {
        let first = curve.runs.first().and_then(|run| run.first());
        let last = curve.runs.last().and_then(|run| run.last());
        [
            first.filter(|p| p.x.abs() < 0.05).map(|p| value(p.y)),
            last.filter(|p| (p.x - width).abs() < 0.05)
                .map(|p| value(p.y)),
        ]
    });
    curves.collect()
}

#[test]
fn a_curve_leaves_a_page_where_it_enters_the_next() {
    let mut met = 0;
    for name in samples::BUNDLED {
        let map = samples::bundled(name);
        for parting in [Parting::Pages(2), Parting::Pages(3), Parting::Stage] {
            let paper = Some(vec2(960.0, 540.0));
            let fitted = Layouter::new().fit(&map, paper, parting, &options(&map));
            for pair in fitted.pages.windows(2) {
                for (left, right) in ends(&pair[0]).into_iter().zip(ends(&pair[1])) {
                    assert_eq!(left[1].is_some(), right[0].is_some(), "{name}");
                    let (Some(leaves), Some(enters)) = (left[1], right[0]) else {
                        continue;
                    };
                    met += 1;
                    assert!((leaves - enters).abs() < 0.01, "{leaves} and {enters}");
                }
            }
        }
    }
    assert!(met > 20, "curves met only {met} times");
}

#[test]
fn the_same_map_is_fitted_the_same_way_every_time() {
    let map = samples::bundled("car-purchase");
    let fit = |layouter: &mut Layouter| {
        let paper = Some(vec2(960.0, 540.0));
        let fitted = layouter.fit(&map, paper, Parting::Pages(1), &options(&map));
        format!("{:?}", fitted.pages)
    };
    let mut layouter = Layouter::new();
    let first = fit(&mut layouter);
    assert_eq!(first, fit(&mut layouter));
    assert_eq!(first, fit(&mut Layouter::new()));
}

#[test]
fn text_on_a_slide_is_larger_than_on_the_sheet_and_larger_still_on_pages() {
    let slide = vec2(960.0, 540.0);
    for name in samples::BUNDLED {
        let map = samples::bundled(name);
        let mut layouter = Layouter::new();
        let sheet = layouter.layout(&map).size;
        let sheet = (slide / sheet).min_elem();
        let mut fit = |parting, options: &FitOptions| {
            let fitted = layouter.fit(&map, Some(slide), parting, options);
            slide.x / fitted.size.x
        };
        let usual = options(&map);
        let page = fit(Parting::Pages(1), &usual);
        let large = FitOptions {
            large_type: true,
            ..usual.clone()
        };
        let large = fit(Parting::Pages(1), &large);
        let pages = fit(Parting::Pages(3), &usual);
        assert!(page > 1.15 * sheet, "{name}: {page} after {sheet}");
        assert!(large > 1.02 * page, "{name}: {large} after {page}");
        assert!(pages > 1.1 * page, "{name}: {pages} after {page}");
    }
}

#[test]
fn a_map_of_few_words_is_not_blown_up_without_end() {
    for template in [Template::Blank, Template::FiveStages] {
        let map = template.map();
        let paper = vec2(960.0, 540.0);
        let options = options(&map);
        let fitted = Layouter::new().fit(&map, Some(paper), Parting::Pages(1), &options);
        assert!(fitted.size.x >= 639.0, "{:?}", fitted.size);
    }
}

#[test]
fn chosen_stages_alone_are_on_the_page_and_keep_their_piece_of_the_curve() {
    let map = samples::bundled("car-purchase");
    let chosen = FitOptions {
        stages: vec![map.stages[1].id, map.stages[3].id],
        ..options(&map)
    };
    let paper = Some(vec2(960.0, 540.0));
    let fitted = Layouter::new().fit(&map, paper, Parting::Pages(1), &chosen);
    let page = &fitted.pages[0];
    let stages: Vec<_> = page.stages.iter().map(|column| column.id).collect();
    assert_eq!(stages, chosen.stages);
    let (_, emotion, _) = page.emotion_rows().next().unwrap();
    let points = map.stages[1].points.iter().chain(&map.stages[3].points);
    let mut wanted: Vec<_> = points.map(|point| point.id).collect();
    let mut shown: Vec<_> = (emotion.curves.iter())
        .flat_map(|curve| curve.points.iter().map(|mark| mark.id))
        .collect();
    wanted.sort_unstable();
    shown.sort_unstable();
    assert_eq!(shown, wanted);
}

#[test]
fn a_fit_that_is_no_longer_wanted_is_given_up() {
    let map = samples::bundled("planned-knee-operation");
    let paper = (Some(vec2(960.0, 540.0)), Parting::Pages(1));
    let asked = Cell::new(0_usize);
    let count = |until: usize| {
        asked.set(0);
        let is_wanted = || {
            asked.set(asked.get() + 1);
            asked.get() <= until
        };
        let (fitted, is_done) = Layouter::new().fit_while(&map, paper, &options(&map), &is_wanted);
        assert_eq!(fitted.pages.len(), 1);
        is_done
    };
    assert!(count(usize::MAX));
    let whole = asked.get();
    assert!(whole > 10, "asked only {whole} times");
    assert!(!count(3));
    assert!(asked.get() < whole / 2, "{} of {whole} times", asked.get());
}

#[test]
fn pages_after_the_first_repeat_no_more_than_title_and_number() {
    for name in samples::BUNDLED {
        let map = samples::bundled(name);
        let paper = Some(vec2(960.0, 540.0));
        let parting = Parting::Pages(3);
        let fitted = Layouter::new().fit(&map, paper, parting, &options(&map));
        let words = |page: &Layout| {
            let lines = page.header.lines.iter();
            let words: Vec<String> = lines.map(|(line, _)| line.text.to_string()).collect();
            words.join("\n")
        };
        let [first, rest @ ..] = fitted.pages.as_slice() else {
            panic!("no page");
        };
        assert!(words(first).contains("Scenario"));
        for (number, page) in rest.iter().enumerate() {
            let words = words(page);
            assert!(words.contains(&map.title), "{words}");
            assert!(words.contains(&format!("{} of 3", number + 2)), "{words}");
            assert!(!words.contains("Scenario"), "{words}");
            assert!(page.header.size.y < first.header.size.y / 2.0);
        }
    }
}

/// Many stages of a few short words each.
fn sparse() -> Map {
    let mut map = Template::FiveStages.map();
    for number in 0..7_usize {
        let mut stage = (*map.stages[number % 5]).clone();
        stage.id = StageId(0);
        stage.points.clear();
        map.apply(&Edit::Add(New::Stage(map.stages.len(), Box::new(stage))))
            .unwrap();
    }
    let (lane, curve) = (map.lanes[0].id, map.curves[0].id);
    for (number, stage) in map.stages.clone().iter().enumerate() {
        let card = Card::new(CardId(0), lane, At::rounded(0.5), "Asks a friend");
        map.apply(&Edit::Add(New::Card(stage.id, Box::new(card))))
            .unwrap();
        let feeling = Valence::rounded(if number % 2 == 0 { 1.5 } else { -1.0 });
        let point = EmotionPoint::new(PointId(0), curve, At::rounded(0.5), Some(feeling));
        map.apply(&Edit::Add(New::Point(stage.id, Box::new(point))))
            .unwrap();
    }
    map
}

#[test]
fn what_a_page_leaves_free_makes_the_curves_higher() {
    let map = sparse();
    assert_eq!(map.stages.len(), 12);
    let paper = Some(vec2(960.0, 540.0));
    let fitted = Layouter::new().fit(&map, paper, Parting::Pages(1), &options(&map));
    let page = &fitted.pages[0];
    assert_page(page, fitted.size);
    assert!(page.lanes_bottom() > 0.94 * page.size.y);
    let (row, emotion, _) = page.emotion_rows().next().unwrap();
    assert!(
        emotion.valence > 1.5 * tokens::VALENCE,
        "{}",
        emotion.valence
    );
    assert!(row.curves < 0.6 * page.size.y, "{}", row.curves);
}

#[test]
fn cards_of_a_cell_stand_side_by_side_in_the_order_of_time() {
    let map = samples::bundled("car-purchase");
    let paper = Some(vec2(960.0, 540.0));
    let fitted = Layouter::new().fit(&map, paper, Parting::Pages(1), &options(&map));
    let page = &fitted.pages[0];
    let mut compared = 0;
    for (lane, row) in page.lanes.iter().enumerate() {
        let is_boxed = tokens::Look::of(row.kind) == tokens::Look::Card;
        for column in page.stages.iter().filter(|_| is_boxed) {
            for pair in column.cells[lane].cards.windows(2) {
                let (one, next) = (pair[0].rect, pair[1].rect);
                assert_eq!(one.top(), next.top(), "{}", pair[1].card.text);
                assert!(one.right() < next.left(), "{}", pair[1].card.text);
                compared += 1;
            }
        }
    }
    assert!(compared >= 8, "only {compared} pairs");
}

#[test]
fn a_blueprint_of_twelve_lanes_can_be_read_stage_by_stage() {
    let map = samples::bundled("planned-knee-operation");
    let slide = vec2(960.0, 540.0);
    let fitted = Layouter::new().fit(&map, Some(slide), Parting::Stage, &options(&map));
    let points = tokens::SMALLEST_ON_A_PAGE * slide.x / fitted.size.x;
    assert!(points >= 8.95, "{points} pt");
}
