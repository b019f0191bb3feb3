//! Files of others: what is understood, in which encoding, and what is said
//! about the rest. None is read as garbage, whatever it holds.

use std::{
    fs,
    path::{Path, PathBuf},
};

use throughline::{
    export,
    file::{
        import::{Encoding, Kind, Layout, Meaning, Options, Understood, understand},
        limits,
        table::Delimiter,
    },
    model::{LaneKind, Map, Valence},
};

use super::form::samples;

fn read(name: &str, text: &str) -> Understood {
    read_as(name, text.as_bytes(), &Options::default())
}

fn read_as(name: &str, bytes: &[u8], options: &Options) -> Understood {
    let understood = understand(bytes, Path::new(name), options).unwrap();
    assert_eq!(understood.map.check(), [], "{name}");
    understood
}

fn refused(name: &str, bytes: &[u8]) -> String {
    understand(bytes, Path::new(name), &Options::default())
        .unwrap_err()
        .1
}

/// The stages by their names, each with its cards as `lane: text`.
pub(super) fn told(map: &Map) -> Vec<String> {
    let stages = map.stages.iter().map(|stage| {
        let cards = stage.cards.iter().map(|card| {
            let lane = map.lane(card.lane).map_or("", |(_, lane)| &lane.name);
            format!("{lane}: {}", card.text)
        });
        let cards: Vec<String> = cards.collect();
        format!("{} | {}", stage.name, cards.join(" | "))
    });
    stages.collect()
}

pub(super) fn feelings(map: &Map) -> Vec<Option<f64>> {
    let points = map.stages.iter().flat_map(|stage| &stage.points);
    points
        .map(|point| point.feeling.map(Valence::value))
        .collect()
}

/// A folder of real files, if it is there.
fn real(folder: &str) -> Vec<PathBuf> {
    let at = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples");
    let at = at.join(folder);
    if !at.is_dir() {
        eprintln!("NOT TESTED: {} is not there", at.display());
        return Vec::new();
    }
    let entries = fs::read_dir(at).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| !path.ends_with("SOURCES.md"));
    paths.sort();
    assert_eq!(paths.len(), 4);
    paths
}

#[test]
fn real_maps_are_understood_and_come_back_from_tables() {
    let counts = [(4, 58), (6, 20), (10, 9), (13, 15)];
    for (path, (stages, cards)) in real("maps").into_iter().zip(counts) {
        let bytes = fs::read(&path).unwrap();
        let map = understand(&bytes, &path, &Options::default()).unwrap().map;
        assert_eq!(map.check(), []);
        let found = (map.stages.len(), map.card_count());
        assert_eq!(found, (stages, cards), "{}", path.display());
        for (name, written) in [
            ("m.csv", export::csv(&map)),
            ("m.md", export::markdown(&map)),
        ] {
            assert_eq!(written.losses, [""; 0], "{}", path.display());
            let back = read(name, &written.text);
            assert_eq!((back.kind, &back.map), (Kind::Tables, &map), "{name}");
            assert_eq!(back.remarks, [], "{name}");
        }
    }
}

#[test]
fn real_feedback_is_said_to_be_no_journey_and_kept() {
    for (path, count) in real("feedback").into_iter().zip([348, 10, 40, 50]) {
        let bytes = fs::read(&path).unwrap();
        let read = understand(&bytes, &path, &Options::default()).unwrap();
        assert_eq!(read.layout, Some(Layout::Feedback), "{}", path.display());
        assert_eq!(read.map.feedback.len(), count, "{}", path.display());
        assert!(read.map.stages.is_empty());
        assert!(
            read.remarks[0].1.contains("not a journey"),
            "{:?}",
            read.remarks
        );
        assert_eq!(read.map.check(), [], "dates are dates");
    }
}

#[test]
fn the_same_journey_is_read_whichever_way_its_table_lies() {
    let expected = [
        "Awareness | Doing: Sees an ad | Doing: Asks friends | Touchpoints: TV | Touchpoints: Web",
        "Buy | Doing: Pays | Pain points: Slow checkout, asked twice",
    ];
    let files = [
        (
            "across.csv",
            Layout::StagesAcross,
            ",Awareness,Buy\nDoing,\"Sees an ad\nAsks friends\",Pays\nTouchpoints,\"TV, Web\",\nPain points,,\"Slow checkout, asked twice\"\nEmotion,4,2\n",
        ),
        (
            "down.csv",
            Layout::StagesDown,
            "Phase;Doing;Touchpoints;Pain points;Emotion\nAwareness;\"Sees an ad\nAsks friends\";TV, Web;;4\nBuy;Pays;;Slow checkout, asked twice;2\n",
        ),
        (
            "cards.tsv",
            Layout::Cards,
            "Stage\tSwimlane\tText\nAwareness\tDoing\tSees an ad\n\t\tAsks friends\nAwareness\tTouchpoints\tTV\n\t\tWeb\nBuy\tDoing\tPays\nBuy\tPain points\tSlow checkout, asked twice\nAwareness\tEmotion\t4\nBuy\tEmotion\t2\n",
        ),
        (
            "table.md",
            Layout::StagesAcross,
            "# A title\n\n| | Awareness | Buy |\n|---|---|---|\n| **Doing** | Sees an ad<br>Asks friends | Pays |\n| Touchpoints | TV, Web | |\n| Pain points | | Slow checkout, asked twice |\n| Emotion | 4 | 2 |\n",
        ),
    ];
    for (name, layout, text) in files {
        let read = read(name, text);
        assert_eq!(read.layout, Some(layout), "{name}");
        assert_eq!(told(&read.map), expected, "{name}");
        assert_eq!(feelings(&read.map), [Some(1.0), Some(-1.0)], "{name}");
    }
}

#[test]
fn json_of_many_shapes_is_read() {
    let expected = ["Find | Touchpoints: Ad", "Buy | Touchpoints: Shop"];
    for text in [
        r#"{"Find": {"Touchpoints": ["Ad"], "emotion": -1}, "Buy": {"Touchpoints": ["Shop"], "emotion": 1}}"#,
        r#"[{"name": "Find", "touchpoints": ["Ad"], "emotion": -1}, {"name": "Buy", "touchpoints": [{"title": "Shop"}], "emotion": 1}]"#,
        r#"{"journey": {"title": "T", "phases": [{"phase": "Find", "touchpoints": "Ad", "emotion": {"score": -1}}, {"phase": "Buy", "touchpoints": "Shop", "emotion": {"score": 1}}]}}"#,
        r#"{"Touchpoints": {"Find": "Ad", "Buy": ["Shop"]}, "Emotion": {"Find": -1, "Buy": 1}}"#,
        r#"[{"stage": "Find", "touchpoints": "Ad", "emotion": -1}, {"stage": "Buy", "touchpoints": "Shop", "emotion": 1}]"#,
    ] {
        let read = read("j.json", text);
        let lower: Vec<String> = told(&read.map);
        let lower: Vec<String> = lower
            .iter()
            .map(|it| it.replace("touch", "Touch"))
            .collect();
        assert_eq!(lower, expected, "{text}");
        assert_eq!(feelings(&read.map), [Some(-1.0), Some(1.0)], "{text}");
    }
    assert!(refused("j.json", b"{\"a\": ").contains("not sound JSON"));
    assert!(refused("j.json", b"{\"a\": 1}").contains("no stages"));
    let deep = "[".repeat(100_000);
    assert!(refused("j.json", deep.as_bytes()).contains("not sound JSON"));
}

#[test]
fn headings_and_lists_are_stages_lanes_and_cards() {
    let text = "# Taxi\n\n**Goal:** be on time\n\n## Stage 1: Book\n- **Doing:** opens the app\n- **Pain points:**\n  - no address\n\n## Stage 2: Ride\n### Doing\n1. sits\n2. pays\n";
    let read = read("t.md", text);
    assert_eq!((&*read.map.title, &*read.map.goal), ("Taxi", "be on time"));
    assert_eq!(
        told(&read.map),
        [
            "Book | Doing: opens the app | Pain points: no address",
            "Ride | Doing: sits | Doing: pays"
        ]
    );
}

#[test]
fn old_encodings_are_found_and_can_be_chosen() {
    let text = "단계,행동,감정\n인지,광고를 본다,호기심\n구매,결제한다,불안\n";
    let chinese = "阶段,行动,情绪\n认知,看到广告以后很好奇,好奇\n购买,在线付款,焦虑\n";
    let japanese = "ステージ,行動,感情\n認知,広告を見る,嬉しい\n購入,支払う,不安です\n";
    let western = "Phase,Aktionen\nKäufe,zählt Geld für später\nRückgabe,schließt ab\n";
    for (text, encoding, label) in [
        (text, encoding_rs::EUC_KR, Encoding::Korean),
        (chinese, encoding_rs::GB18030, Encoding::Chinese),
        (japanese, encoding_rs::SHIFT_JIS, Encoding::Japanese),
        (western, encoding_rs::WINDOWS_1252, Encoding::Windows1252),
    ] {
        let bytes = encoding.encode(text).0.into_owned();
        let found = read_as("t.csv", &bytes, &Options::default());
        assert_eq!(found.encoding, label);
        let first = text.lines().nth(1).unwrap().split(',').next().unwrap();
        assert_eq!(found.map.stages[0].name, first);
        assert!(found.remarks[0].1.contains(label.label()));
        let told = Options {
            encoding: Some(Encoding::Windows1252),
            ..Options::default()
        };
        let chosen = read_as("t.csv", &bytes, &told);
        assert_eq!(chosen.encoding, Encoding::Windows1252);
    }
    let wide = |mark: &[u8], bytes: fn(u16) -> [u8; 2]| {
        let units = text.encode_utf16().flat_map(bytes);
        mark.iter().copied().chain(units).collect::<Vec<u8>>()
    };
    for (bytes, label) in [
        (wide(b"\xff\xfe", u16::to_le_bytes), Encoding::Utf16Le),
        (wide(b"\xfe\xff", u16::to_be_bytes), Encoding::Utf16Be),
        ([b"\xef\xbb\xbf", text.as_bytes()].concat(), Encoding::Utf8),
        (text.as_bytes().to_vec(), Encoding::Utf8),
    ] {
        let found = read_as("t.csv", &bytes, &Options::default());
        assert_eq!(found.encoding, label);
        assert_eq!(found.map.stages[1].name, "구매");
    }
}

#[test]
fn everything_that_is_guessed_can_be_overruled() {
    let text = "a;b\nx, y;z\n";
    let options = Options {
        delimiter: Some(Delimiter::Semicolon),
        layout: Some(Layout::StagesDown),
        header: Some(false),
        meanings: [
            (0, Meaning::Stage),
            (1, Meaning::Lane(LaneKind::PainPoints)),
        ]
        .into(),
        ..Options::default()
    };
    let read = read_as("t.csv", text.as_bytes(), &options);
    assert_eq!(
        told(&read.map),
        ["a | Pain points: b", "x, y | Pain points: z"]
    );
    assert_eq!(read.columns.len(), 2);
}

#[test]
fn ragged_rows_and_open_quotes_are_named_and_nothing_is_lost() {
    let text = "Stage,Doing\nA,x,more\nB\nC,\"open\nD,y\n";
    let read = read("t.csv", text);
    let all = told(&read.map).join("\n");
    for word in ["x", "more", "B", "\"open", "y"] {
        assert!(all.contains(word), "{word} in {all}");
    }
    let lines: Vec<usize> = read.remarks.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [2, 3, 4], "{:?}", read.remarks);
}

#[test]
fn a_formula_that_a_map_holds_is_guarded_in_a_file_and_comes_back() {
    let mut map = samples().remove(0).1;
    map.pictures.clear();
    for (index, text) in [
        "=HYPERLINK(\"x\")",
        "'=1",
        "+1",
        "-2",
        "@a",
        "\t=1",
        "＝1",
        "'plain",
    ]
    .into_iter()
    .enumerate()
    {
        text.clone_into(&mut std::sync::Arc::make_mut(&mut map.stages[index % 2]).owner);
        map.participants.push(text.into());
    }
    let written = export::csv(&map).text;
    for cell in written.split("\",\"") {
        let cell = cell.trim_start_matches(['"', '\u{feff}']);
        let runs = cell.starts_with(['=', '+', '-', '@', '\t', '＝']);
        assert!(!runs || cell.parse::<f64>().is_ok(), "{cell}");
    }
    assert!(written.contains("\"-1"), "negative feelings stay numbers");
    assert_eq!(read("m.csv", &written).map, map);
    let bare = export::csv_with(&map, export::Guard::Off).text;
    assert!(bare.contains("\"=HYPERLINK"));
}

#[test]
fn what_is_changed_in_stages_by_lanes_changes_the_map() {
    let (_, map) = samples().remove(0);
    let written = export::csv(&map).text;
    let (stage, card) = (&map.stages[0], &map.stages[0].cards[0]);
    let changed =
        written
            .replacen(&stage.name, "Renamed", 1)
            .replacen(&card.text, "Another text", 1);
    let read = read("m.csv", &changed);
    assert_eq!(read.map.stages[0].name, "Renamed");
    assert_eq!(read.map.card(card.id).unwrap().1.text, "Another text");
    assert_eq!(read.remarks.len(), 2, "{:?}", read.remarks);
    assert_eq!(read.map.card_count(), map.card_count());
}

#[test]
fn what_is_no_table_is_refused_in_words() {
    for (name, bytes, said) in [
        ("t.csv", &b""[..], "empty"),
        ("t.csv", b" \n \n", "blanks"),
        ("t.csv", b"PK\x03\x04\x00\x00", "Office"),
        ("t.csv", b"a,b\n\0,c\n", "zero byte in line 2"),
        ("t.md", b"Only a sentence.", "no journey"),
    ] {
        let reason = refused(name, bytes);
        assert!(reason.contains(said), "{name}: {reason}");
    }
    let largest = vec![b'x'; limits::TABLE_BYTES + 1];
    assert!(refused("t.csv", &largest).contains("16 MiB"));
    // At the limit and below it, something else is the matter.
    for size in [limits::TABLE_BYTES, limits::TABLE_BYTES - 1] {
        let reason = refused("t.csv", &vec![b'x'; size]);
        assert!(reason.contains("64 KiB"), "{reason}");
    }
}

#[test]
fn damaged_files_are_never_read_as_unsound_maps() {
    let (_, map) = samples().remove(0);
    let csv = export::csv(&map).text.into_bytes();
    let markdown = export::markdown(&map).text.into_bytes();
    let json = br#"{"A": {"Touchpoints": ["x"], "Emotion": [1, "y"]}, "B": {"Doing": {"n": 1}}}"#;
    for (name, bytes) in [("m.csv", &csv[..]), ("m.md", &markdown), ("m.json", json)] {
        for step in 0..20 {
            let at = bytes.len() * step / 20;
            let mut cut = bytes[..at].to_vec();
            let mut turned = bytes.to_vec();
            turned[at] = turned[at].wrapping_add(13);
            cut.push(b'"');
            for bytes in [cut, turned] {
                if let Ok(read) = understand(&bytes, Path::new(name), &Options::default()) {
                    assert_eq!(read.map.faults(), [], "{name} at {at}");
                }
            }
        }
    }
}
