//! The board of opportunities: nothing overlaps, nothing is lost, and every
//! format has it.

use std::sync::Arc;

use emath::{Rect, vec2};
use throughline::{
    export::{Content, Document, Format, Setup, export},
    layout::{Layouter, Matrix},
    model::{At, Card, CardId, Lane, LaneId, LaneKind, Level, Map, Stage, StageId, ThemeName},
};

use crate::samples;

/// A map with so many opportunities, in all fields and in none.
fn map_of(count: u32) -> Map {
    let mut map = Map {
        title: "Moving house".into(),
        lanes: vec![Lane::new(
            LaneId(1),
            LaneKind::Opportunities,
            "Opportunities",
        )],
        ..Map::default()
    };
    let mut stage = Stage::new(StageId(2), "Finding a place");
    for number in 0..count {
        let words = "Say what is missing before the visit and not after it";
        let length = 8 + (number as usize * 7) % 45;
        let text = words.chars().take(length).collect::<String>();
        let mut card = Card::new(CardId(10 + number), LaneId(1), At::default(), text);
        let level = |value: u32| {
            u8::try_from(value % 6)
                .ok()
                .and_then(|it| Level::try_from(it).ok())
        };
        card.impact = level(number / 3);
        card.effort = level(number.wrapping_mul(7));
        stage.cards.push(Arc::new(card));
    }
    map.stages.push(Arc::new(stage));
    map
}

fn board(map: &Map, points: Option<emath::Vec2>) -> Matrix {
    let stages: Vec<StageId> = map.stages.iter().map(|stage| stage.id).collect();
    Layouter::new().matrix(map, &stages, (points, false))
}

#[test]
fn cards_never_overlap_and_stay_in_the_field_of_their_levels() {
    for count in [0, 1, 6, 40, 150] {
        for points in [Some(vec2(960.0, 540.0)), Some(vec2(595.0, 842.0)), None] {
            let map = map_of(count);
            let board = board(&map, points);
            assert_eq!(board.cards.len(), count as usize);
            let page = Rect::from_min_size(emath::Pos2::ZERO, board.size);
            for (index, held) in board.cards.iter().enumerate() {
                assert!(page.contains_rect(held.rect), "{count}: {:?}", held.rect);
                for other in board.cards.iter().skip(index + 1) {
                    let shared = held.rect.intersect(other.rect);
                    assert!(!shared.is_positive(), "{count}: {shared:?}");
                }
                for line in held.text.iter().chain(&held.note) {
                    assert!(line.pos.x + line.width <= held.rect.right() + 0.5);
                    assert!(line.pos.y <= held.rect.bottom());
                }
                if let (Some(impact), Some(effort)) = (held.card.impact, held.card.effort) {
                    let (row, column) = (5 - impact.value(), effort.value() - 1);
                    let (row, column) = (usize::from(row), usize::from(column));
                    let x = board.columns[column]..=board.columns[column + 1];
                    let y = board.rows[row]..=board.rows[row + 1];
                    assert!(x.contains(&held.rect.left()) && x.contains(&held.rect.right()));
                    assert!(y.contains(&held.rect.top()) && y.contains(&held.rect.bottom()));
                }
            }
        }
    }
}

#[test]
fn a_few_opportunities_fill_a_wide_slide_with_large_words() {
    for name in samples::BUNDLED {
        let setup = Setup {
            content: Content::Opportunities,
            ..Setup::default()
        };
        let map = samples::bundled(name);
        let document = Document::new(&map, &setup, &mut Layouter::new()).unwrap();
        assert_eq!(document.sheets.len(), 1);
        assert!(document.smallest >= 12.0, "{name}: {}", document.smallest);
        let aspect = document.sheets[0].scene.size;
        assert!(
            (aspect.x / aspect.y - 16.0 / 9.0).abs() < 0.01,
            "{aspect:?}"
        );
    }
}

#[test]
fn every_format_has_the_board_or_a_table() {
    let map = samples::bundled("car-purchase");
    let first = "One page with the total cost";
    let setup = Setup {
        content: Content::Opportunities,
        theme: Some(ThemeName::Light),
        ..Setup::default()
    };
    let mut layouter = Layouter::new();
    let mut of = |format| {
        let exported = export(&map, (format, &setup), &mut layouter, &|_| true).unwrap();
        exported.files.concat()
    };
    assert!(of(Format::Png).starts_with(b"\x89PNG"));
    assert!(of(Format::Pdf).starts_with(b"%PDF"));
    assert!(of(Format::Pptx).starts_with(b"PK"));
    assert!(String::from_utf8(of(Format::Svg)).unwrap().contains(first));
    assert!(String::from_utf8(of(Format::Html)).unwrap().contains(first));
    let csv = String::from_utf8(of(Format::Csv)).unwrap();
    let rows: Vec<&str> = csv.lines().collect();
    assert!(rows[0].ends_with("\"Metric\",\"Votes\""), "{}", rows[0]);
    assert!(
        rows[1].starts_with("\"One page with the total cost\",\"5\",\"3\",\"\""),
        "{}",
        rows[1]
    );
    let text = String::from_utf8(of(Format::Markdown)).unwrap();
    assert!(text.starts_with("# Opportunities: "), "{text}");
    assert!(
        text.contains("| Repair-or-replace calculator | 4 | 2 | Quick wins |"),
        "{text}"
    );
}

#[test]
fn a_crowded_place_gets_a_wide_column_and_larger_text_on_a_page() {
    let mut map = map_of(24);
    for (number, card) in Arc::make_mut(&mut map.stages[0])
        .cards
        .iter_mut()
        .enumerate()
    {
        let card = Arc::make_mut(card);
        // Five places with one card each, and all others in one.
        let effort = if number < 5 { number + 1 } else { 1 };
        card.effort = Level::try_from(u8::try_from(effort).unwrap()).ok();
        card.impact = Level::try_from(5).ok();
    }
    let board = board(&map, Some(vec2(960.0, 540.0)));
    let width = |column: usize| board.columns[column + 1] - board.columns[column];
    assert!(width(0) > 2.0 * width(1), "{:?}", board.columns);
    assert!(width(4) > 100.0, "a single card can still be read");
    let page = Rect::from_min_size(emath::Pos2::ZERO, board.size);
    let text = 12.5 * 960.0 / page.width();
    assert!(text >= 6.5, "{text} points");
}
