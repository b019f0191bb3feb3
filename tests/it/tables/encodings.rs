//! Tables of feedback as they come: in every encoding and with every sign
//! between the cells, from survey tools, and real ones.

use std::{fs, path::Path};

use throughline::{
    file::{
        import::{Answer, Encoding, Log, Meaning, Options, is_feedback, take, understand},
        table::Delimiter,
    },
    model::Survey,
};

use super::log::{map, options, read_as};

/// What a table says in an encoding, with a choice of signs between its cells.
fn encoded(text: &str, encoding: Encoding, mark: bool) -> Vec<u8> {
    let wide = |units: &mut dyn Iterator<Item = u16>, big: bool| {
        let bytes = |unit: u16| {
            if big {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            }
        };
        units.flat_map(bytes).collect::<Vec<u8>>()
    };
    let marked = if mark {
        "\u{feff}".to_owned() + text
    } else {
        text.to_owned()
    };
    match encoding {
        Encoding::Utf8 => marked.into_bytes(),
        Encoding::Utf16Le => wide(&mut marked.encode_utf16(), false),
        Encoding::Utf16Be => wide(&mut marked.encode_utf16(), true),
        Encoding::Windows1252 => encoding_rs::WINDOWS_1252.encode(text).0.into_owned(),
        Encoding::Korean => encoding_rs::EUC_KR.encode(text).0.into_owned(),
        Encoding::Japanese => encoding_rs::SHIFT_JIS.encode(text).0.into_owned(),
        Encoding::Chinese => encoding_rs::GB18030.encode(text).0.into_owned(),
    }
}

const WESTERN: [&str; 3] = [
    "Die Größe stimmt nicht, schade",
    "Très bien, merci à l’équipe",
    "El envío llegó mañana, ¡qué pena!",
];
const KOREAN: [&str; 3] = [
    "배송이 너무 늦어요",
    "상담원이 친절했습니다, 감사합니다",
    "환불을 받지 못했어요",
];
const JAPANESE: [&str; 3] = [
    "配送がとても遅かったです",
    "サポートの対応が丁寧でした",
    "返品の手続きが分かりにくい",
];
const CHINESE: [&str; 3] = [
    "配送太慢了，等了一个星期",
    "客服很友好，谢谢",
    "退款流程不清楚",
];

#[test]
fn encodings_and_signs_between_cells_are_found() {
    let every = [
        (Encoding::Utf8, false, WESTERN),
        (Encoding::Utf8, true, KOREAN),
        (Encoding::Utf16Le, true, KOREAN),
        (Encoding::Utf16Le, false, CHINESE),
        (Encoding::Utf16Be, true, JAPANESE),
        (Encoding::Utf16Be, false, WESTERN),
        (Encoding::Utf16Be, false, CHINESE),
        (Encoding::Windows1252, false, WESTERN),
        (Encoding::Korean, false, KOREAN),
        (Encoding::Japanese, false, JAPANESE),
        (Encoding::Chinese, false, CHINESE),
    ];
    for (encoding, mark, words) in every {
        for delimiter in Delimiter::ALL {
            let sign = delimiter.sign();
            let row = |(place, text): (usize, &&str)| {
                format!(
                    "{place:03}{sign}\"{text}\"{sign}{}{sign}2025-01-0{}",
                    place + 1,
                    place + 1
                )
            };
            let rows: Vec<String> = words.iter().enumerate().map(row).collect();
            let head = format!("feedback_id{sign}comment{sign}csat{sign}date");
            let text = format!("{head}\r\n{}\r\n", rows.join("\r\n"));
            let bytes = encoded(&text, encoding, mark);
            let map = map();
            let name = Path::new("t.csv");
            let read = understand(&bytes, name, &options(Log::of(&map))).unwrap();
            let found = (read.encoding, read.delimiter);
            assert_eq!(
                found,
                (encoding, Some(delimiter)),
                "{encoding:?} {mark} {delimiter:?}"
            );
            let said: Vec<&str> = read.heard.iter().map(|it| &*it.feedback.verbatim).collect();
            assert_eq!(said, words, "{encoding:?} {delimiter:?}");
            assert!(is_feedback(&bytes, name), "{encoding:?} {delimiter:?}");
            // Whatever is chosen instead is read as that, and can be changed back.
            for other in Encoding::ALL {
                let options = Options {
                    encoding: Some(other),
                    ..options(Log::of(&map))
                };
                if let Ok(read) = understand(&bytes, name, &options) {
                    assert_eq!(read.encoding, other);
                }
            }
        }
    }
}

#[test]
fn questions_of_survey_tools_are_understood() {
    let text = "Timestamp,How likely are you to recommend us to a friend?,What is the reason for your score?\n\
                2025-01-02 10:00,9,It saves me an hour every day\n\
                2025-01-03 11:00,3,The app crashes when I pay\n";
    let read = read_as(text, &options(Log::default()));
    let meanings: Vec<&str> = read
        .columns
        .iter()
        .map(throughline::file::import::Column::label)
        .collect();
    assert_eq!(meanings, ["Date", "Score", "Kept in the note"]);
    assert_eq!(read.heard[0].feedback.survey, Some(Survey::Nps));
    let chosen = Options {
        meanings: [(2, Meaning::Answer(Answer::Verbatim))].into(),
        ..options(Log::default())
    };
    let read = read_as(text, &chosen);
    assert_eq!(
        read.heard[1].feedback.verbatim,
        "The app crashes when I pay"
    );
}

#[test]
fn real_tables_are_taken_whole() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples/feedback");
    if !samples.is_dir() {
        eprintln!("NOT TESTED: {} is not there", samples.display());
        return;
    }
    let map = map();
    for (name, rows, survey) in [
        ("01-nps-scores-crlf.csv", 348, Some(Survey::Nps)),
        ("02-app-feedback-ko.csv", 0, None),
        ("03-voice-of-customer.csv", 0, None),
        ("04-restaurant-reviews-crlf.tsv", 0, None),
    ] {
        let bytes = fs::read(samples.join(name)).unwrap();
        assert!(is_feedback(&bytes, Path::new(name)), "{name}");
        let log = Log::of(&map);
        let read = understand(&bytes, Path::new(name), &options(log.clone())).unwrap();
        let taken = take(&read, &log, &map);
        let lines = String::from_utf8_lossy(&bytes).lines().count();
        let all = taken.feedback.len();
        assert!(
            all == rows || rows == 0 && all + 2 >= lines && all <= lines,
            "{name}: {all}"
        );
        assert_eq!(taken.repeated.left_out, 0, "{name}");
        assert!(taken.feedback.iter().all(|it| it.score.is_some()), "{name}");
        assert_eq!(taken.feedback[0].survey, survey, "{name}");
        let dated = taken
            .feedback
            .iter()
            .filter(|it| it.date.len() == 10)
            .count();
        assert!(
            dated == all || name.starts_with("04"),
            "{name}: {dated} dates"
        );
    }
}
