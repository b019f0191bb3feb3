//! Every limit of `file::limits` one below, at, and one above; what is said
//! names the limit. Those on pictures, pastes, Mermaid texts and the files of
//! tables are also held where they work: see `pictures`, `editor::tables`,
//! `mermaid::import` and `tables::import`.

use std::{path::Path, sync::Arc, thread};

use throughline::{
    editor::HistoryLimit,
    export::{ExportError, Page},
    file::{
        self, FileError, import, limits,
        picture::{PictureFault, take},
        table::{Delimiter, separated},
    },
    model::{At, Card, CardId, Lane, LaneId, LaneKind, Map, Persona, Picture, View, stress_map},
};

use super::{NAME, mending::mend, read, refusal};
use crate::maps::full_map;

/// A limit, and what is refused with which words beyond it.
type Case<'a> = (usize, &'a str, &'a dyn Fn(usize) -> Option<String>);

/// Holds a limit one below, at, and one above.
fn hold(cases: &[Case<'_>]) {
    for (limit, words, refused) in cases {
        for within in [limit - 1, *limit] {
            assert_eq!(refused(within), None, "{words}: {within} of {limit}");
        }
        let said = refused(limit + 1).unwrap_or_else(|| panic!("{words}: beyond {limit}"));
        assert!(said.contains(words), "{words:?} is not in {said:?}");
    }
}

/// A map with so many lanes, cards, and characters in its title.
fn sized(lanes: usize, cards: usize, title: usize) -> Map {
    let mut map = stress_map(0);
    map.lanes = vec![map.lanes[0].clone(); lanes];
    map.title = "ä".repeat(title);
    let card = Arc::new(Card::new(CardId(900), LaneId(2), At::MIN, ""));
    Arc::make_mut(&mut map.stages[0]).cards = vec![card; cards];
    map
}

#[test]
fn every_count_is_limited_at_its_limit() {
    use limits::exceeded;
    let within = |map: &Map| assert_eq!(exceeded(map), None);
    let beyond = |map: &Map, limit: usize| {
        let said = exceeded(map).unwrap();
        assert!(said.contains(&limit.to_string()), "{said}");
    };
    for (limit, make) in [
        (limits::LANES, (|n| sized(n, 0, 0)) as fn(usize) -> Map),
        (limits::CARDS, |n| sized(1, n, 0)),
        (limits::TEXT_CHARS, |n| sized(1, 0, n)),
        (limits::STAGES, |n| {
            let mut map = stress_map(0);
            map.stages = vec![map.stages[0].clone(); n];
            for stage in &mut map.stages {
                Arc::make_mut(stage).points.clear();
            }
            map
        }),
        (limits::POINTS, |n| {
            let mut map = stress_map(0);
            let point = map.stages[0].points[0].clone();
            map.stages.truncate(1);
            Arc::make_mut(&mut map.stages[0]).points = vec![point; n];
            map
        }),
        (limits::CURVES, |n| Map {
            curves: vec![full_map().curves[0].clone(); n],
            ..Map::default()
        }),
        (limits::PERSONAS, |n| {
            let persona: Persona = full_map().personas[0].clone();
            Map {
                personas: vec![persona; n],
                ..Map::default()
            }
        }),
        (limits::CHANNELS, |n| Map {
            channels: vec![full_map().channels[0].clone(); n],
            ..Map::default()
        }),
        (limits::METRICS, |n| Map {
            metrics: vec![full_map().metrics[0].clone(); n],
            ..Map::default()
        }),
        (limits::VIEWS, |n| Map {
            views: vec![View::default(); n],
            ..Map::default()
        }),
        (limits::FEEDBACK, |n| Map {
            feedback: Arc::new(vec![Arc::clone(&full_map().feedback[0]); n]),
            ..Map::default()
        }),
        (limits::NAMES, |n| Map {
            participants: vec!["x".into(); n],
            ..Map::default()
        }),
        (limits::NAMES, |n| {
            let mut map = Map::default();
            map.review.triggers = vec!["x".into(); n];
            map
        }),
    ] {
        within(&make(limit - 1));
        within(&make(limit));
        beyond(&make(limit + 1), limit);
    }
}

#[test]
fn the_limits_hold_for_files() {
    let lanes = |count: usize| {
        let ids = 1..=u32::try_from(count).unwrap();
        let lane = |id| Lane {
            id: LaneId(id),
            name: String::new(),
            kind: LaneKind::Custom,
            hidden: false,
            divider: None,
            swatch: None,
        };
        read(
            file::write(&Map {
                lanes: ids.map(lane).collect(),
                ..Map::default()
            })
            .unwrap(),
        )
    };
    assert!(lanes(limits::LANES).is_ok());
    let said = lanes(limits::LANES + 1).unwrap_err().to_string();
    assert!(said.contains("201 lanes, and 200 is the limit"), "{said}");
    let with_id = |id: u32| {
        read(
            file::write(&full_map())
                .unwrap()
                .replace("id: 61,", &format!("id: {id},")),
        )
    };
    assert!(with_id(limits::ID - 1).is_ok());
    assert!(with_id(limits::ID).is_ok());
    assert!(
        with_id(limits::ID + 1)
            .unwrap_err()
            .to_string()
            .contains("4000000000")
    );
    assert!(with_id(u32::MAX).is_err());
    let text = |chars: usize| {
        read(format!(
            "(version: 1, map: (title: \"{}\"))",
            "ä".repeat(chars)
        ))
    };
    assert!(text(limits::TEXT_CHARS).is_ok());
    assert!(
        text(limits::TEXT_CHARS + 1)
            .unwrap_err()
            .to_string()
            .contains("100000 characters")
    );
    let padded = |len: usize| {
        let map = "(version: 1, map: (title: \"x\"))";
        read(format!("{map}{}", " ".repeat(len - map.len())))
    };
    let limit = usize::try_from(limits::FILE_BYTES).unwrap();
    assert!(padded(limit - 1).is_ok());
    assert!(padded(limit).is_ok());
    assert!(
        padded(limit + 1)
            .unwrap_err()
            .to_string()
            .contains("larger than 64 MiB")
    );
}

fn said<T>(result: Result<T, FileError>) -> Option<String> {
    result.err().map(|error| error.to_string())
}

#[test]
fn pictures_of_a_map_are_limited_in_number_bytes_and_lines() {
    let with = |count: usize, bytes: usize| {
        let mut map = Map::default();
        for number in 0..count {
            let picture = Picture::new((1, 1), vec![0; bytes]);
            map.pictures.insert(number.to_string(), Arc::new(picture));
        }
        limits::exceeded(&map)
    };
    let lines = |count: usize| {
        said(read(format!(
            "(version: 1, map: (title: \"x\", pictures: {{\"a\": (width: 1, height: 1, data: [{}])}}))",
            "\"\",".repeat(count)
        )))
    };
    hold(&[
        (limits::PICTURES, "500 is the limit", &|count| {
            with(count, 1)
        }),
        (limits::PICTURES_BYTES, "32 MiB", &|bytes| with(1, bytes)),
        (limits::PICTURE_LINES, "1000000 lines of pictures", &lines),
    ]);
}

/// The start of a PNG of 16 bits a channel, red, green, blue and opacity or
/// gray alone, that holds nothing.
fn forged(color: png::ColorType, width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(color);
    encoder.set_depth(if color == png::ColorType::Rgba {
        png::BitDepth::Sixteen
    } else {
        png::BitDepth::Eight
    });
    let mut writer = encoder.write_header().unwrap();
    writer.write_chunk(png::chunk::IDAT, &[]).unwrap();
    drop(writer);
    bytes
}

#[test]
fn pictures_that_claim_too_much_are_refused_by_their_header() {
    let refused = |color, width: usize, height: usize| {
        let side = |side: usize| u32::try_from(side).unwrap();
        match take("a.png", forged(color, side(width), side(height))) {
            // As far as the header goes, it is fine.
            Err(PictureFault::Damaged) => None,
            other => Some(other.unwrap_err().to_string()),
        }
    };
    let gray = |width, height| refused(png::ColorType::Grayscale, width, height);
    let deep = |height| refused(png::ColorType::Rgba, 8_192, height);
    let side = usize::try_from(limits::PICTURE_SIDE).unwrap();
    let rows = usize::try_from(limits::PICTURE_PIXELS / 8_192).unwrap();
    // Eight bytes a pixel.
    let in_memory = usize::try_from(limits::PICTURE_MEMORY / 8 / 8_192).unwrap();
    hold(&[
        (side, "16384 a side", &|side| gray(side, 1)),
        (side, "16384 a side", &|side| gray(1, side)),
        (rows, "67 million", &|rows| gray(8_192, rows)),
        (in_memory, "256 MiB", &deep),
    ]);
}

#[test]
fn exported_pictures_are_limited_before_anything_is_reserved() {
    let refused = |width: usize, height: usize| {
        let side = |side: usize| u32::try_from(side).unwrap();
        let error = Page::sized(side(width), side(height)).check().err()?;
        assert!(matches!(error, ExportError::TooLarge { .. }), "{error}");
        Some(error.to_string())
    };
    let side = usize::try_from(limits::PNG_SIDE).unwrap();
    let rows = usize::try_from(limits::PNG_PIXELS / 16_384).unwrap();
    hold(&[
        (side, "32767", &|width| refused(width, 1)),
        (side, "32767", &|height| refused(1, height)),
        (rows, "268", &|rows| refused(16_384, rows)),
    ]);
    assert!(Page::sized(u32::MAX, u32::MAX).check().is_err());
}

#[test]
fn tables_are_limited_in_rows_columns_cells_and_what_a_cell_holds() {
    let refused = |text: String| {
        let result = separated(&text, Delimiter::Comma);
        result.err().map(|(_, reason)| reason)
    };
    let json = |values: usize| {
        // Each value of the list has a comma before it or the bracket.
        let text = format!("[{}0]", "0,".repeat(values - 2));
        let options = import::Options::default();
        let reason = import::understand(text.as_bytes(), Path::new("a.json"), &options)
            .err()
            .map(|(_, reason)| reason);
        reason.filter(|reason| reason.contains("values, the limit"))
    };
    let row = format!("{}\n", ",".repeat(limits::TABLE_COLUMNS - 1));
    let rows = limits::TABLE_CELLS / limits::TABLE_COLUMNS;
    let cells = |cells: usize| {
        // One row less, and the rest of it in rows of one cell.
        let whole = row.repeat(rows - 1);
        refused(whole + &"x\n".repeat(cells - (rows - 1) * limits::TABLE_COLUMNS))
    };
    hold(&[
        (limits::TABLE_ROWS, "100000 rows", &|rows| {
            refused("x\n".repeat(rows))
        }),
        (limits::TABLE_COLUMNS, "500 columns", &|columns| {
            refused(vec!["x"; columns].join(","))
        }),
        (limits::TABLE_CELLS, "2000000 cells", &cells),
        (limits::TABLE_CELL_BYTES, "64 KiB", &|bytes| {
            refused("x".repeat(bytes))
        }),
        (limits::TABLE_CELLS + 1, "2000000 values", &json),
    ]);
}

#[test]
fn numbers_are_repaired_in_files_up_to_a_size() {
    let wrong = "(version: 1, map: (stages: [(id: 1, name: \"a\", span: 99)]))";
    hold(
        &[(limits::REPAIR_BYTES, "from 0.25 to 8, not 99", &|bytes| {
            said(mend(format!("{wrong}{}", " ".repeat(bytes - wrong.len()))))
        })],
    );
}

#[test]
fn undo_keeps_as_much_as_is_stated() {
    let limit = HistoryLimit::default();
    assert_eq!(limit.steps, limits::UNDO_STEPS);
    assert_eq!(limit.bytes, limits::UNDO_BYTES);
}

#[test]
fn no_nesting_overflows_the_smallest_stack() {
    let on_a_small_stack = |text: String| {
        let small = thread::Builder::new().stack_size(256 * 1024);
        small.spawn(move || refusal(text)).unwrap().join().unwrap()
    };
    for depth in [
        limits::NESTING - 1,
        limits::NESTING,
        limits::NESTING + 1,
        100_000,
    ] {
        for bracket in ["(", "[", "{", "Some(", "/*"] {
            let text = format!("(version: 1, map: (scale: {}", bracket.repeat(depth));
            assert!(on_a_small_stack(text).starts_with(NAME));
            let text = format!("(later: {}", bracket.repeat(depth));
            assert!(on_a_small_stack(text).starts_with(NAME));
        }
    }
}

#[test]
fn a_large_text_with_too_many_elements_is_refused_before_it_is_read() {
    let filler = " ".repeat(1024 * 1024);
    for (list, element, limit, words) in [
        ("personas", "(id: 1),", limits::PERSONAS, "200 personas"),
        ("participants", "\"\",", limits::NAMES, "1000 participants"),
        ("views", "(name: \"\"),", limits::VIEWS, "200 saved views"),
        (
            "channels",
            "(id: 1, name: \"\"),",
            limits::CHANNELS,
            "500 channels",
        ),
    ] {
        let text = |count: usize| {
            // Broken behind the list: it never comes that far.
            refusal(format!(
                "(version: 1, map: ({list}: [{}]{filler}, nonsense: 1))",
                element.repeat(count)
            ))
        };
        let said = text(limit);
        assert!(said.contains("no field “nonsense”"), "{said}");
        let said = text(limit + 1);
        assert!(said.contains(&format!("more than {words}")), "{said}");
    }
}

#[test]
fn comments_keys_and_texts_without_end_are_read_or_refused_in_good_time() {
    let map = "(version: 1, map: (title: \"x\"))";
    let nested = format!("{}{}{map}", "/*".repeat(100_000), "*/".repeat(100_000));
    assert!(read(&nested).is_ok());
    assert!(read(nested.replacen("*/", "", 1)).is_err());
    let twice = "title: \"x\", ".repeat(100_000);
    assert!(refusal(format!("(version: 1, map: ({twice}))")).contains("twice"));
    let keys = "\"a\": (width: 1, height: 1, data: []), ".repeat(50_000);
    let said = refusal(format!("(version: 1, map: (pictures: {{{keys}}}))"));
    assert!(said.contains("two pictures of the name “a”"), "{said}");
    let huge = "x".repeat(32 * 1024 * 1024);
    let said = refusal(format!("(version: 1, map: (title: \"{huge}\"))"));
    assert!(said.contains("100000 characters"), "{said}");
    let open = refusal(format!("(version: 1, map: (title: \"{huge}"));
    assert!(open.contains("cut off"), "{open}");
}
