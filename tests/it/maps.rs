//! Random maps for tests.
use arbtest::arbitrary::{Result, Unstructured};
use std::sync::Arc;
use throughline::model::*;

const TEXTS: &[&str] = &[
    "",
    "x",
    "Books a test drive",
    "Compares models on dealer sites and asks",
    "Donaudampfschifffahrtsgesellschaftskapitänskajütenschlüssel",
    "孩子学习旅程五岁小明打开应用听恐龙故事回答互动问题",
    "e\u{301}a\u{308}o\u{302}\u{327}n\u{303} combining marks e\u{301}e\u{301}e\u{301}",
    "שלום עולם",
    "Kundenzufriedenheit 🙂🚗",
    "two\nlines and\n\nmore",
];

pub fn text(u: &mut Unstructured<'_>) -> Result<String> {
    Ok(match u.int_in_range(0..=11)? {
        10 => "w".repeat(400),
        11 => "some longer words ".repeat(22),
        n => TEXTS[n % TEXTS.len()].to_string(),
    })
}

pub fn map(u: &mut Unstructured<'_>) -> Result<Map> {
    let mut map = Map {
        title: text(u)?,
        scenario: text(u)?,
        goal: text(u)?,
        ..Map::default()
    };
    map.curves.push(Curve {
        id: CurveId(0),
        name: String::new(),
        kind: CurveKind::Emotion,
        persona: None,
        state: CurveState::Current,
        style: LineStyle::Solid,
        straight: u.ratio(1, 5)?,
        hidden: false,
        swatch: None,
    });
    for i in 0..u.int_in_range(1..=20)? {
        map.lanes.push(Lane {
            id: LaneId(i),
            name: text(u)?,
            kind: *u.choose(LaneKind::ALL)?,
            hidden: u.ratio(1, 8)?,
            divider: None,
            swatch: None,
        });
    }
    for i in 0..u.int_in_range(0..=12)? {
        map.stages.push(Arc::new(Stage {
            id: StageId(i),
            name: text(u)?,
            about: String::new(),
            duration: String::new(),
            span: Span::clamped(f64::from(u.int_in_range(1..=12u8)?) / 4.0),
            swatch: None,
            key_moment: None,
            owner: String::new(),
            cards: vec![],
            points: vec![],
        }));
    }
    if map.stages.is_empty() {
        return Ok(map);
    }
    for i in 0..u.int_in_range(0..=500)? {
        if u.is_empty() {
            break;
        }
        let s = u.choose_index(map.stages.len())?;
        let lane = map.lanes[u.choose_index(map.lanes.len())?].id;
        let at = At::clamped(f64::from(u.int_in_range(0..=20u8)?) / 20.0);
        let t = text(u)?;
        Arc::make_mut(&mut map.stages[s])
            .cards
            .push(Arc::new(Card::new(CardId(i), lane, at, t)));
        if i % 6 == 0 {
            let f = if u.ratio(1, 5)? {
                None
            } else {
                Some(Valence::clamped(f64::from(u.int_in_range(-8..=8i8)?) / 4.0))
            };
            let mut p = EmotionPoint::new(PointId(i), CurveId(0), at, f);
            p.word = text(u)?;
            p.moment_of_truth = u.ratio(1, 3)?;
            Arc::make_mut(&mut map.stages[s]).points.push(p);
        }
    }
    Ok(map)
}
