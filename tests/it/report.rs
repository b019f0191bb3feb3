//! Reports and hand-outs: everything that a map tells is in them, in words, on
//! a page of HTML and on paper; hostile texts stay texts, and nothing overlaps
//! or leaves its page.

mod pages;

use std::sync::Arc;

use throughline::{
    export::{Content, Format, Paper, Setup, export},
    layout::Layouter,
    model::{
        At, Card, CardId, Dismissal, Feedback, FeedbackId, FeedbackKind, Lane, LaneId, LaneKind,
        Level, Map, Metric, MetricId, MetricKind, Stage, StageId, Status, Survey, findings,
        questions,
    },
};

use crate::{
    html::{expect_sound, words},
    samples,
};

const TODAY: &str = "2026-09-10";

/// What is written of a map as text.
fn written(map: &Map, content: Content, format: Format) -> String {
    let files = files(map, content, format);
    String::from_utf8(files[0].clone()).unwrap()
}

fn files(map: &Map, content: Content, format: Format) -> Vec<Vec<u8>> {
    let setup = Setup {
        content,
        paper: Paper::Millimeters(297.0, 210.0, 72.0),
        today: TODAY.into(),
        ..Setup::default()
    };
    let exported = export(map, (format, &setup), &mut Layouter::new(), &|_| true).unwrap();
    assert_eq!(exported.files.len(), 1);
    exported.files
}

/// Words without blanks: where lines break says nothing.
fn letters(text: &str) -> String {
    text.split_whitespace().collect()
}

/// What is read of Markdown: without the signs that keep it from being more.
fn plain(markdown: &str) -> String {
    let mut text = String::new();
    let mut chars = markdown.chars();
    while let Some(c) = chars.next() {
        text.push(match c {
            '\\' => chars.next().unwrap(),
            c => c,
        });
    }
    letters(&text.replace("<br>", " "))
}

/// A map of which each chapter has something to tell.
fn full() -> Map {
    let mut map = Map {
        title: "Moving house".into(),
        scenario: "Finds a flat in another town".into(),
        lanes: vec![
            Lane::new(LaneId(1), LaneKind::Touchpoints, "Touchpoints"),
            Lane::new(LaneId(2), LaneKind::PainPoints, "Pain points"),
            Lane::new(LaneId(3), LaneKind::Opportunities, "Opportunities"),
        ],
        ..Map::default()
    };
    let level = |level: u8| Some(Level::try_from(level).unwrap());
    let mut stage = Stage::new(StageId(10), "Viewing");
    let mut desk = Card::new(CardId(11), LaneId(1), At::default(), "Letting desk");
    desk.moment_of_truth = true;
    desk.votes = 3;
    let mut pain = Card::new(CardId(12), LaneId(2), At::default(), "Nobody calls back");
    (pain.severity, pain.owner) = (level(4), "Front office".into());
    let mut idea = Card::new(CardId(13), LaneId(3), At::default(), "Say when we call");
    (idea.impact, idea.effort) = (level(5), level(2));
    (idea.owner, idea.status) = ("Ines".into(), Some(Status::ALL[0]));
    idea.metric = Some(MetricId(20));
    for card in [desk, pain, idea] {
        stage.cards.push(Arc::new(card));
    }
    map.stages.push(Arc::new(stage));
    let mut computed = Metric::new(MetricId(20), MetricKind::Csat, "Calm while waiting");
    (computed.computed, computed.stage) = (true, Some(StageId(10)));
    computed.definition = "Asked on the day after the viewing".into();
    let mut typed = Metric::new(MetricId(21), MetricKind::Wait, "Days to an answer");
    (typed.value, typed.before, typed.target) = ("6 days".into(), "9 days".into(), "2".into());
    map.metrics = vec![computed, typed];
    map.feedback = Arc::new((0..12_u32).map(|number| Arc::new(answer(number))).collect());
    map.restore_mint();
    let first = findings(&map, TODAY).active.remove(0);
    map.dismissed = vec![Dismissal {
        rule: first.rule,
        about: first.key,
        reason: "Looked into in spring".into(),
    }];
    map
}

fn answer(number: u32) -> Feedback {
    let mut answer = Feedback::new(FeedbackId(100 + number), format!("Waited {number} hours"));
    answer.kind = Some(FeedbackKind::CustomerService);
    answer.stage = Some(StageId(10));
    answer.survey = Some(Survey::Csat);
    answer.score = Some(f64::from(1 + number % 5));
    answer.date = format!("2026-03-{:02}", 1 + number % 28);
    answer
}

/// Every sentence that a report of a map has to hold.
fn sentences(map: &Map) -> Vec<String> {
    let found = findings(map, TODAY);
    let mut told: Vec<String> = found.active.into_iter().map(|it| it.sentence).collect();
    for (insight, reason) in found.dismissed {
        told.extend([insight.sentence, reason]);
    }
    for question in questions(map) {
        told.extend([question.text, question.place]);
        told.push(format!(
            "{}: {}",
            question.method.label(),
            question.reason.label()
        ));
    }
    for metric in &map.metrics {
        told.extend([metric.name.clone(), map.metric_value(metric)]);
        told.extend([&metric.before, &metric.target, &metric.definition].map(Clone::clone));
        let figure = map.figure(metric);
        told.extend(figure.map(|figure| format!("computed, {}", figure.certainty())));
    }
    for stage in &map.stages {
        let is_told = |card: &&Arc<Card>| {
            map.lane(card.lane).is_some_and(|(_, lane)| {
                matches!(lane.kind, LaneKind::PainPoints | LaneKind::Opportunities) && !lane.hidden
            })
        };
        for card in stage.cards.iter().filter(is_told) {
            told.extend([card.text.clone(), card.owner.clone()]);
        }
    }
    told.extend(map.feedback.iter().map(|it| it.verbatim.clone()));
    told
}

#[test]
fn everything_that_a_map_tells_is_in_its_report_in_every_format() {
    let mut maps: Vec<Map> = samples::BUNDLED.map(samples::bundled).into();
    maps.push(full());
    for map in maps {
        let markdown = plain(&written(&map, Content::Report, Format::Markdown));
        let page = letters(&words(&written(&map, Content::Report, Format::Html)));
        let paper = pages::letters_of(&map, Content::Report);
        let told = sentences(&map);
        assert!(told.len() > 5, "{}", map.title);
        for sentence in told {
            let sentence = letters(&sentence);
            for (text, what) in [(&markdown, "Markdown"), (&page, "HTML"), (&paper, "paper")] {
                assert!(
                    text.contains(&sentence),
                    "{what} of {}: {sentence}",
                    map.title
                );
            }
        }
    }
}

#[test]
fn a_figure_says_whether_it_is_computed_and_how_sure_it_is() {
    let map = full();
    let text = written(&map, Content::Report, Format::Markdown);
    let row = |name: &str| text.lines().find(|line| line.contains(name)).unwrap();
    let computed = row("| Calm while waiting |");
    assert!(
        computed.contains("| computed, 14 to 61 %, n = 12 |"),
        "{computed}"
    );
    assert!(row("| Days to an answer |").contains("| 6 days | typed | 9 days | 2 |"));
    let set_aside = text.split("## Set aside").nth(1).unwrap();
    assert!(set_aside.contains("Looked into in spring"));
    let idea = row("| Say when we call |");
    assert!(
        idea.contains("| 5 | 2 | Viewing | Ines | Calm while waiting |"),
        "{idea}"
    );
}

#[test]
fn a_hand_out_holds_the_picture_and_every_question_with_room_for_answers() {
    let map = full();
    let asked = questions(&map);
    assert!(!asked.is_empty());
    let text = written(&map, Content::HandOut, Format::Markdown);
    let page = written(&map, Content::HandOut, Format::Html);
    assert!(page.contains("<svg"), "the picture");
    expect_sound(&page);
    let read = letters(&words(&page));
    let paper = pages::letters_of(&map, Content::HandOut);
    for question in &asked {
        let words = letters(&question.text);
        assert!(plain(&text).contains(&words) && read.contains(&words) && paper.contains(&words));
    }
    assert_eq!(text.matches("  Answer:").count(), asked.len());
    let rooms = page.matches("class=\"room\"").count();
    assert_eq!(
        rooms,
        2 * asked.len() + 8,
        "two lines each, and eight for notes"
    );
    assert!(text.contains("| Letting desk | Viewing | 3 |"), "{text}");
    // Insights are for those who drew the map.
    assert!(!text.contains("## Insights") && !read.contains("Setaside"));
}

#[test]
fn the_method_of_a_question_is_seen_on_the_page() {
    let page = written(&full(), Content::Report, Format::Html);
    // Hints are hidden on screens that are wide enough.
    let asked = page.split("What to ask next").nth(1).unwrap();
    assert!(!asked.contains("class=\"hint\""));
    assert!(asked.contains("class=\"how\""));
}

/// Texts that would be more than text, or hide what they are.
const HOSTILE: [&str; 10] = [
    "<script>alert(1)</script>",
    "</td></table><h1>x",
    "a | b || c",
    "**bold** _x_ `code` [x](javascript:y)",
    "# heading\n- list\n| row |",
    "turned \u{202e}around\u{202c}",
    "bell \u{7}, zero \u{0}, escape \u{1b}[31m",
    "\u{2066}isolated",
    "&lt;b&gt; &#65;",
    "1. one",
];

fn hostile() -> Map {
    let mut map = full();
    let text = |place: usize| HOSTILE[place % HOSTILE.len()].to_owned();
    map.title = text(0);
    map.scenario = text(4);
    map.goal = text(5);
    map.owner = text(6);
    map.participants = HOSTILE.map(str::to_owned).into();
    let mut stage = (*map.stages[0]).clone();
    stage.name = text(2);
    for (place, card) in stage.cards.iter_mut().enumerate() {
        let mut hostile = (**card).clone();
        (hostile.text, hostile.owner) = (text(place), text(place + 3));
        *card = Arc::new(hostile);
    }
    map.stages[0] = Arc::new(stage);
    map.metrics[0].name = text(9);
    map.metrics[0].definition = text(1);
    map.metrics[1].value = text(2);
    map.dismissed[0].reason = text(3);
    let log = (0..20_u32).map(|number| {
        let mut answer = answer(number);
        let place = usize::try_from(number).unwrap();
        (answer.verbatim, answer.topic) = (text(place), text(place + 1));
        answer.kind = Some(FeedbackKind::Own);
        answer.kind_name = text(place + 2);
        Arc::new(answer)
    });
    map.feedback = Arc::new(log.collect());
    map
}

/// Characters that turn what follows around, or ring a bell.
fn is_evil(c: char) -> bool {
    let turns = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    turns || c.is_control() && c != '\n'
}

#[test]
fn hostile_texts_stay_texts_in_every_format() {
    let map = hostile();
    for content in [Content::Report, Content::HandOut] {
        let text = written(&map, content, Format::Markdown);
        assert!(!text.contains(is_evil), "{text:?}");
        let bare = text.replace("\\<", "");
        assert!(!bare.contains("<script") && !bare.contains("<h1"));
        let mut columns = None;
        for line in text.lines() {
            let is_row = line.starts_with('|');
            let bare = line.replace("\\\\", "").replace("\\|", "");
            let count = is_row.then(|| bare.matches('|').count());
            if let (Some(held), Some(count)) = (columns, count) {
                assert_eq!(held, count, "{line}");
            }
            columns = count;
            let begins = ["# ", "## ", "### ", "- ", "| ", "  Answer:", "…"];
            let is_told = line.is_empty() || begins.iter().any(|sign| line.starts_with(sign));
            assert!(
                is_told || line.chars().next().unwrap().is_ascii_digit(),
                "{line}"
            );
            assert!(
                !line.starts_with("- #") && !line.starts_with("- - "),
                "{line}"
            );
        }
        let page = written(&map, content, Format::Html);
        expect_sound(&page);
        assert!(!page.contains(is_evil));
        assert!(!page.contains("<script") && !page.contains("javascript:y\""));
        assert!(
            words(&page).contains("<script>alert(1)</script>"),
            "it is read"
        );
        let paper = pages::letters_of(&map, content);
        assert!(!paper.contains(is_evil));
        assert!(paper.contains("<script>alert(1)</script>"));
    }
}

#[test]
fn maps_that_hold_nothing_still_make_a_report() {
    let mut bare = full();
    bare.stages.clear();
    for map in [Map::default(), bare] {
        for content in [Content::Report, Content::HandOut] {
            let text = written(&map, content, Format::Markdown);
            let title = match &*map.title {
                "" => "Customer journey map",
                title => title,
            };
            assert!(text.starts_with(&format!("# {title}\n")), "{text}");
            expect_sound(&written(&map, content, Format::Html));
            assert!(files(&map, content, Format::Pdf)[0].starts_with(b"%PDF"));
        }
        // No chapter is a heading alone.
        let text = written(&map, Content::Report, Format::Markdown);
        let mut lines = text.lines().filter(|line| !line.is_empty()).peekable();
        while let Some(line) = lines.next() {
            let next = lines.peek().copied().unwrap_or("## ");
            assert!(
                !(line.starts_with("## ") && next.starts_with("## ")),
                "{text}"
            );
        }
    }
}

#[test]
fn ten_thousand_answers_of_as_many_types_stay_a_report_of_some_pages() {
    let mut map = full();
    let log = (0..10_000_u32).map(|number| {
        let mut answer = answer(number);
        answer.kind = Some(FeedbackKind::Own);
        answer.kind_name = format!("Type {number}");
        Arc::new(answer)
    });
    map.feedback = Arc::new(log.collect());
    let text = written(&map, Content::Report, Format::Markdown);
    assert!(text.contains("10000 entries in the feedback log"), "{text}");
    assert!(text.contains("9970 more types"), "{text}");
    assert!(
        text.contains("9960 older ones are in the map's log."),
        "{text}"
    );
    assert!(text.lines().count() < 200, "{}", text.lines().count());
    assert!(pages::count(&map, Content::Report) < 12);
}

#[test]
fn a_report_is_the_same_bytes_on_every_run() {
    for map in [full(), hostile(), samples::bundled("car-purchase")] {
        for content in [Content::Report, Content::HandOut] {
            for format in [Format::Markdown, Format::Html, Format::Pdf] {
                let once = files(&map, content, format);
                assert!(
                    once == files(&map, content, format),
                    "{content:?} {format:?}"
                );
            }
        }
    }
}
