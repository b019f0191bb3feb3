//! Reports on paper: every text is on its page, in its column, and over no
//! other; a PDF says what its pages show.
#![expect(
    clippy::print_stderr,
    reason = "a test fails by panicking, and says what it could not test"
)]

use std::{fs, process::Command, sync::Arc};

use emath::{Rect, pos2};
use throughline::{
    export::{Content, Document, Format, Paper, Setup, Sheet, export},
    layout::Layouter,
    model::Map,
    scene::{Item, TextLine},
};

use super::{TODAY, full, hostile, letters};

const LANDSCAPE: Paper = Paper::Millimeters(297.0, 210.0, 72.0);
const PORTRAIT: Paper = Paper::Millimeters(210.0, 297.0, 72.0);

fn setup(content: Content, paper: Paper) -> Setup {
    Setup {
        content,
        paper,
        today: TODAY.into(),
        ..Setup::default()
    }
}

/// The pages of words behind the picture.
fn sheets(map: &Map, content: Content, paper: Paper) -> Vec<Sheet> {
    let document = Document::new(map, &setup(content, paper), &mut Layouter::new()).unwrap();
    let label = content.report().unwrap().label();
    let sheets = document.sheets.into_iter();
    sheets
        .filter(|sheet| sheet.name.starts_with(label))
        .collect()
}

fn texts(sheet: &Sheet) -> Vec<&TextLine> {
    let items = sheet.scene.items.iter().filter_map(|item| match item {
        Item::Text(line) => Some(line),
        Item::Rect { .. }
        | Item::Circle { .. }
        | Item::Polyline { .. }
        | Item::Polygon { .. }
        | Item::Area { .. }
        | Item::Picture { .. } => None,
    });
    items.collect()
}

/// What the pages say in the order in which it is written, without blanks and
/// without the line above each.
pub(super) fn letters_of(map: &Map, content: Content) -> String {
    let sheets = sheets(map, content, LANDSCAPE);
    let body = sheets.iter().flat_map(|sheet| {
        let lines = texts(sheet);
        let count = lines.len() - 2;
        lines
            .into_iter()
            .take(count)
            .map(|line| letters(&line.text))
    });
    body.collect()
}

pub(super) fn count(map: &Map, content: Content) -> usize {
    sheets(map, content, LANDSCAPE).len()
}

/// Fails where a text leaves its page or stands over another.
fn expect_apart(map: &Map, content: Content, paper: Paper) {
    let sheets = sheets(map, content, paper);
    assert!(!sheets.is_empty());
    for sheet in &sheets {
        let size = sheet.scene.size;
        let page = Rect::from_min_size(pos2(0.0, 0.0), size).shrink(0.02 * size.min_elem());
        let mut taken: Vec<(Rect, &str)> = Vec::new();
        for line in texts(sheet) {
            let top = line.pos - emath::vec2(0.0, 0.72 * line.size);
            let rect = Rect::from_min_size(top, emath::vec2(line.width, 0.9 * line.size));
            if line.text.trim().is_empty() {
                continue;
            }
            assert!(
                page.contains_rect(rect),
                "{}: “{}” {rect:?}",
                sheet.name,
                line.text
            );
            for (other, text) in &taken {
                let shared = other.intersect(rect);
                let is_over = shared.width() > 0.5 && shared.height() > 0.5;
                assert!(!is_over, "{}: “{}” over “{text}”", sheet.name, line.text);
            }
            taken.push((rect, &line.text));
        }
    }
}

#[test]
fn every_text_is_on_its_page_and_over_no_other() {
    for map in [full(), hostile(), foreign(), endless()] {
        expect_apart(&map, Content::Report, LANDSCAPE);
        expect_apart(&map, Content::Report, PORTRAIT);
        expect_apart(&map, Content::HandOut, Paper::Slide(1920, 1080));
    }
}

/// Every text replaced.
fn retold(mut map: Map, words: impl Fn(usize) -> String) -> Map {
    map.title = words(0);
    map.scenario = words(1);
    map.goal = words(2);
    map.purpose = words(3);
    let mut stage = (*map.stages[0]).clone();
    stage.name = words(4);
    for (place, card) in stage.cards.iter_mut().enumerate() {
        let mut other = (**card).clone();
        (other.text, other.owner) = (words(place), words(place + 1));
        *card = Arc::new(other);
    }
    map.stages[0] = Arc::new(stage);
    for (place, metric) in map.metrics.iter_mut().enumerate() {
        (metric.name, metric.definition) = (words(place + 2), words(place + 3));
        metric.before = words(place);
    }
    map.dismissed[0].reason = words(1);
    let log = map.feedback.iter().enumerate().map(|(place, answer)| {
        let mut answer = (**answer).clone();
        (answer.verbatim, answer.topic) = (words(place), words(place + 1));
        Arc::new(answer)
    });
    map.feedback = Arc::new(log.collect());
    map
}

/// Scripts that run the other way, or have no blanks.
fn foreign() -> Map {
    const TEXTS: [&str; 5] = [
        "לא ידעתי כמה זמן זה ייקח ואף אחד לא התקשר אליי אחרי הביקור בדירה",
        "انتظرت ساعتين ولم يتصل بي أحد بعد زيارة الشقة في الحي الجديد",
        "見学の後で誰からも連絡がなく二時間も待たされたのでとても不安になりました",
        "집을 본 다음에 아무도 연락하지 않아서 두 시간 동안 기다렸습니다",
        "Waited שעתיים for an answer, 2 hours",
    ];
    retold(full(), |place| TEXTS[place % TEXTS.len()].to_owned())
}

/// Words that no line, and texts that no page holds.
fn endless() -> Map {
    let mut map = full();
    map.feedback = Arc::new(map.feedback[..3].to_vec());
    retold(map, |place| match place % 3 {
        0 => "W".repeat(900),
        1 => "Nobody told me how long it takes. ".repeat(160),
        _ => "Short".to_owned(),
    })
}

#[test]
fn what_no_page_holds_goes_on_with_the_next_and_nothing_of_it_is_lost() {
    let map = endless();
    let sheets = sheets(&map, Content::Report, LANDSCAPE);
    let count = |c: char| {
        let lines = sheets.iter().flat_map(texts);
        lines
            .map(|line| line.text.matches(c).count())
            .sum::<usize>()
    };
    // The words of the title are shortened in the line above each page alone.
    let verbatims = map
        .feedback
        .iter()
        .map(|it| it.verbatim.matches('W').count());
    assert!(count('W') >= verbatims.sum::<usize>() + 900);
    let filled = sheets
        .iter()
        .filter(|sheet| texts(sheet).len() > 20)
        .count();
    assert!(
        filled * 2 > sheets.len(),
        "{filled} of {} pages",
        sheets.len()
    );
}

#[test]
fn a_line_that_runs_to_the_left_stands_at_the_right_of_its_column() {
    let sheets = sheets(&foreign(), Content::Report, PORTRAIT);
    let lines: Vec<&TextLine> = sheets.iter().flat_map(texts).collect();
    let is_hebrew = |line: &&&TextLine| line.text.chars().all(|c| !c.is_ascii_alphanumeric());
    let hebrew = lines.iter().filter(is_hebrew);
    let mut hebrew = hebrew.filter(|line| line.text.contains('ל'));
    let first = hebrew.next().unwrap();
    let left = lines.iter().map(|line| line.pos.x).fold(f32::MAX, f32::min);
    assert!(first.pos.x > left + 1.0, "{first:?}");
}

#[test]
fn the_pages_of_a_pdf_say_what_they_show() {
    if Command::new("pdftotext").arg("-v").output().is_err() {
        eprintln!("pdftotext is not installed; what a PDF says is not tried");
        return;
    }
    let (map, folder) = (full(), tempfile::tempdir().unwrap());
    for content in [Content::Report, Content::HandOut] {
        let setup = setup(content, LANDSCAPE);
        let exported = export(&map, (Format::Pdf, &setup), &mut Layouter::new(), &|_| true);
        let path = folder.path().join("report.pdf");
        fs::write(&path, &exported.unwrap().files[0]).unwrap();
        let told = Command::new("pdftotext")
            .args(["-raw", "-enc", "UTF-8"])
            .arg(&path)
            .arg("-")
            .output()
            .unwrap();
        let told = String::from_utf8(told.stdout).unwrap();
        let sorted = |text: &str| {
            let mut letters: Vec<char> = letters(text).chars().collect();
            letters.sort_unstable();
            letters.into_iter().collect::<String>()
        };
        let pages: Vec<&str> = told
            .split('\u{c}')
            .filter(|page| !page.is_empty())
            .collect();
        let sheets = sheets(&map, content, LANDSCAPE);
        let pages = &pages[pages.len() - sheets.len()..];
        for (sheet, page) in sheets.iter().zip(pages) {
            let shown: String = texts(sheet)
                .iter()
                .map(|line| line.text.to_string())
                .collect();
            assert_eq!(sorted(page), sorted(&shown), "{}: {page}", sheet.name);
        }
    }
}
