//! Tests of the page to be read: all that a map says is on it, nothing of what
//! was left out, and nothing that loads or runs.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{collections::BTreeSet, sync::Arc};

use throughline::{
    export::{Format, Paper, Scope, Setup, Split, export},
    layout::Layouter,
    model::{CardField, CardId, Edit, Map, MapField, New, PersonaField, Template, View},
};

use crate::{maps, pictures, samples};

/// The maps that come with the program.
fn bundled() -> Vec<Map> {
    samples::BUNDLED.map(samples::bundled).into()
}

/// A small picture, so that little time goes into it.
fn setup() -> Setup {
    Setup {
        paper: Paper::Slide(320, 180),
        ..Setup::default()
    }
}

fn page_of(map: &Map, setup: &Setup) -> String {
    let to = (Format::Html, setup);
    let exported = export(map, to, &mut Layouter::new(), &|_| true).unwrap();
    assert_eq!(exported.files.len(), 1);
    String::from_utf8(exported.files[0].clone()).unwrap()
}

/// What is read on a page, without tags, blanks as one.
pub(crate) fn words(page: &str) -> String {
    let body = &page[page.find("<body>").unwrap()..];
    let mut text = String::new();
    let mut rest = body;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        text.push(' ');
        rest = after.split_once('>').unwrap().1;
    }
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
    squeezed(&text)
}

pub(crate) fn squeezed(text: &str) -> String {
    let seen = text
        .chars()
        .filter(|c| matches!(c, '\n' | '\t') || !c.is_control());
    let seen: String = seen.collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every text of a map that a reader may look for.
fn texts(map: &Map) -> Vec<&str> {
    let mut texts = vec![&*map.title, &map.scenario, &map.goal, &map.scope];
    texts.extend([&*map.purpose, &map.expectations, &map.owner]);
    for persona in &map.personas {
        let said = [&*persona.name, &persona.role, &persona.quote];
        texts.extend(said);
        texts.extend([&*persona.goals, &persona.motivations, &persona.frustrations]);
    }
    for stage in &map.stages {
        texts.extend([&*stage.name, &stage.about, &stage.duration, &stage.owner]);
        let hidden = |id| map.lane(id).unwrap().1.hidden;
        for card in stage.cards.iter().filter(|card| !hidden(card.lane)) {
            texts.extend([&*card.text, &card.note, &card.source]);
            texts.extend([&*card.owner, &card.wait]);
        }
        let shown = |id| map.shows_curve(id);
        for point in stage.points.iter().filter(|point| shown(point.curve)) {
            texts.extend([&*point.word, &point.note, &point.source]);
        }
    }
    for metric in &map.metrics {
        texts.extend([&*metric.name, &metric.value, &metric.before, &metric.target]);
    }
    for feedback in map.feedback.iter().filter(|one| one.card.is_none()) {
        texts.extend([&*feedback.verbatim, &feedback.topic]);
    }
    texts
}

/// Fails unless every element is closed where it was opened, no two have the
/// same id, and every link within the page has its goal.
pub(crate) fn expect_sound(page: &str) {
    let mut open = Vec::new();
    let mut ids = BTreeSet::new();
    let mut links = Vec::new();
    for piece in page.split('<').skip(1) {
        let (tag, _) = piece.split_once('>').unwrap();
        let name = tag.split([' ', '/']).next().unwrap();
        if let Some(closed) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(closed), "near {tag:?}");
        } else if !tag.ends_with('/') && !["!doctype", "meta", "img"].contains(&name) {
            open.push(name);
        }
        for id in attributes(tag, " id=\"") {
            assert!(ids.insert(id), "two of the id {id}");
        }
        links.extend(attributes(tag, "href=\"#"));
        links.extend(attributes(tag, "=\"url(#").map(|link| link.trim_end_matches(')')));
    }
    assert_eq!(open, Vec::<&str>::new());
    for link in links {
        assert!(ids.contains(link), "{link} leads nowhere");
    }
}

fn attributes<'a>(tag: &'a str, before: &'a str) -> impl Iterator<Item = &'a str> {
    let parts = tag.split(before).skip(1);
    parts.filter_map(|part| part.split('"').next())
}

#[test]
fn everything_that_a_map_says_is_on_its_page() {
    for map in bundled().into_iter().chain([maps::full_map()]) {
        let page = page_of(&map, &setup());
        expect_sound(&page);
        let read = words(&page);
        for text in texts(&map) {
            assert!(read.contains(&squeezed(text)), "{text:?} is missing");
        }
    }
}

#[test]
fn a_page_loads_nothing_and_runs_nothing() {
    for map in bundled() {
        let page = page_of(&map, &setup());
        for no in [
            "<script",
            "http:",
            "https:",
            "javascript:",
            "<link",
            "@import",
            " on",
        ] {
            let tags = page.split('<').filter_map(|piece| piece.split('>').next());
            let found = tags.into_iter().find(|tag| tag.contains(no));
            assert_eq!(found, None, "{no}");
        }
        assert!(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'"));
        let mut sources = attributes(&page, "src=\"").chain(attributes(&page, "href=\""));
        assert!(sources.all(|source| source.starts_with("data:image/") || source.starts_with('#')));
    }
}

#[test]
fn hostile_texts_are_text() {
    let mut map = Template::FiveStages.map();
    let hostile = "</title></style><script>alert(1)</script><img src=x onerror=y>]]>\"' & \u{1b}";
    let persona = map.personas.first().map(|persona| persona.id);
    if let Some(id) = persona {
        let name = PersonaField::Name(hostile.into());
        map.apply(&Edit::SetPersona(id, name)).unwrap();
    }
    map.apply(&Edit::SetMap(MapField::Title(hostile.into())))
        .unwrap();
    let mut map = Map {
        scenario: hostile.into(),
        ..map
    };
    for stage in &mut map.stages {
        Arc::make_mut(stage).name = hostile.into();
    }
    let cards = map.stages.iter().flat_map(|stage| &stage.cards);
    let cards: Vec<_> = cards.map(|card| card.id).collect();
    for id in cards {
        for field in [
            CardField::Text(hostile.into()),
            CardField::Note(hostile.into()),
            CardField::Picture(Some(hostile.into())),
        ] {
            map.apply(&Edit::SetCard(id, field)).unwrap();
        }
    }
    for lane in &mut map.lanes {
        lane.name = hostile.into();
    }
    let page = page_of(&map, &setup());
    expect_sound(&page);
    assert!(!page.contains("<script") && !page.contains("<img src=x"));
    assert!(!page.contains('\u{1b}'));
    assert!(words(&page).contains(&squeezed(hostile)));
}

#[test]
fn any_map_gives_a_sound_page_and_the_same_one_again() {
    maps::law(3, 512, |u| {
        let map = maps::any_map(u)?;
        if map.lanes.iter().all(|lane| lane.hidden) {
            return Ok(());
        }
        let page = page_of(&map, &setup());
        expect_sound(&page);
        assert!(page == page_of(&map, &setup()), "another page");
        Ok(())
    });
}

#[test]
fn what_a_view_leaves_out_is_not_on_the_page() {
    let mut map = bundled().remove(0);
    let (stage, lane) = (map.stages[0].id, map.lanes[0].id);
    let view = View {
        name: "Later".into(),
        without_stages: [stage].into(),
        without_lanes: [lane].into(),
        ..View::default()
    };
    map.apply(&Edit::SetView(view)).unwrap();
    let scope = Scope {
        view: Some("Later".into()),
        ..Scope::default()
    };
    let page = page_of(&map, &Setup { scope, ..setup() });
    let read = words(&page);
    let gone = &map.stages[1]
        .cards
        .iter()
        .find(|card| card.lane == lane)
        .unwrap()
        .text;
    let kept = &map.stages[1]
        .cards
        .iter()
        .find(|card| card.lane != lane)
        .unwrap()
        .text;
    assert!(!read.contains(&squeezed(gone)), "{gone}");
    assert!(read.contains(&squeezed(kept)), "{kept}");
    assert!(page.contains("id=\"stage-2\""));
}

/// A map whose picture is shown as a portrait and on two cards.
fn pictured() -> Map {
    let mut map = pictures::map_with(&Arc::new(pictures::sketch()));
    let stage = map.stages[0].id;
    let mut card = map.stages[0].cards[0].as_ref().clone();
    card.id = CardId(0);
    card.text = String::new();
    map.apply(&Edit::Add(New::Card(stage, Box::new(card))))
        .unwrap();
    map
}

#[test]
fn a_picture_that_is_shown_often_is_on_the_page_once() {
    let mut map = pictured();
    for split in [Split::Whole, Split::Stage] {
        let page = page_of(&map, &Setup { split, ..setup() });
        expect_sound(&page);
        assert_eq!(page.matches("data:image/").count(), 1);
        let shown = page.matches("<use xlink:href=\"#picture-1\"/>").count();
        assert_eq!(shown, 3, "beside the texts");
        let drawn = page.matches(")\" xlink:href=\"#picture-1\"/>").count();
        assert!(drawn >= 3, "{drawn} in the drawings");
        assert!(page.contains("aria-label=\"Portrait of Anna Berg\""));
        assert!(page.contains("aria-label=\"sketch.png\""));
    }
    let gone = map.stages[0].cards.iter().map(|card| card.id);
    for id in gone.collect::<Vec<_>>() {
        map.apply(&Edit::SetCard(id, CardField::Picture(None)))
            .unwrap();
    }
    let id = map.personas[0].id;
    map.apply(&Edit::SetPersona(id, PersonaField::Portrait(None)))
        .unwrap();
    assert!(!page_of(&map, &setup()).contains("data:image/"));
}

#[test]
fn a_page_breaks_no_date_repeats_no_name_and_says_what_scrolls() {
    let map = samples::bundled("planning-tool-rollout");
    let page = page_of(&map, &setup());
    let date = &map.feedback[0].date;
    assert!(page.contains(&format!("<span dir=\"auto\">{date}</span> · <")));
    assert!(!page.contains("<dt dir=\"auto\">Retention</dt>"));
    assert!(page.contains("<dt dir=\"auto\">Value</dt>"));
    let hint = page.find("<p class=\"hint\"").unwrap();
    assert!(hint < page.find("aria-label=\"Picture of the map\"").unwrap());
}
