//! A map as one page to be read: the picture, then everything the map says, as
//! headings, lists and tables. The page is a single file that loads nothing and
//! runs nothing, reads on a phone as on a wide screen, and prints. The same map
//! gives the same bytes.

mod card;
mod head;
mod language;
mod lists;
mod picture;
mod report;
mod stage;
mod style;
mod write;

use std::{collections::BTreeSet, sync::Arc};

pub use self::report::report_html;
use self::write::Page;
use super::{Document, ExportError};
use crate::{
    layout::FontBook,
    model::{Card, CardId, Feedback, Lane, LaneId, LaneKind, Map, Stage, StageId},
};

/// A map and its pictures as a page of HTML in UTF-8. What is shown are the
/// stages of the document's pages and the lanes that are not hidden, so `map`
/// is the one that the document was drawn of.
///
/// # Errors
///
/// A picture of the map cannot be drawn: its page is beyond the limits.
pub fn html(map: &Map, document: &Document, fonts: &FontBook) -> Result<Vec<u8>, ExportError> {
    let shown = Shown::new(map, document);
    let mut page = Page::default();
    head(&mut page, map, document);
    page.raw("<body>\n<main>\n");
    head::header(&mut page, &shown);
    picture::pictures(&mut page, document, fonts)?;
    for place in 0..shown.stages.len() {
        stage::stage(&mut page, &shown, place);
    }
    lists::lists(&mut page, &shown);
    page.raw("<footer>Customer journey map, made with Throughline.</footer>\n");
    page.raw("</main>\n");
    picture::definitions(&mut page);
    page.raw("</body>\n</html>\n");
    Ok(page.finish().into_bytes())
}

/// What comes before the body: nothing of it is seen but the title.
fn head(page: &mut Page, map: &Map, document: &Document) {
    page.raw("<!doctype html>\n<html");
    if let Some(language) = language::language(map) {
        page.raw(&format!(" lang=\"{language}\""));
    }
    page.raw(
        ">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src 'unsafe-inline'; img-src data:; font-src data:\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
    );
    page.text(title(map));
    page.raw("</title>\n<style>\n");
    page.raw(&style::style(map.theme, picture::least(document)));
    page.raw("</style>\n</head>\n");
}

/// What the page is called.
fn title(map: &Map) -> &str {
    match map.title.trim() {
        "" => "Customer journey map",
        title => title,
    }
}

/// What of a map is on the page.
struct Shown<'a> {
    map: &'a Map,
    /// The stages with their places in the map.
    stages: Vec<(usize, &'a Stage)>,
    /// The lanes, top to bottom.
    lanes: Vec<&'a Lane>,
}

impl<'a> Shown<'a> {
    fn new(map: &'a Map, document: &Document) -> Self {
        let sheets = document.sheets.iter();
        let drawn: BTreeSet<StageId> = sheets
            .flat_map(|sheet| sheet.stages.iter().map(|(id, _)| *id))
            .collect();
        let stages = map.stages.iter().map(|stage| &**stage).enumerate();
        Self {
            map,
            stages: stages
                .filter(|(_, stage)| drawn.contains(&stage.id))
                .collect(),
            lanes: map.lanes.iter().filter(|lane| !lane.hidden).collect(),
        }
    }

    /// Every card on lanes of a kind, with its stage.
    fn of_kind(&self, kind: LaneKind) -> Vec<(&'a Stage, &'a Card)> {
        let lanes = self.lanes.iter().filter(|lane| lane.kind == kind);
        let mut found = Vec::new();
        for lane in lanes {
            for (_, stage) in &self.stages {
                let cards = cards_on(stage, lane.id).into_iter();
                found.extend(cards.map(|card| (*stage, card)));
            }
        }
        found
    }

    /// The feedback about nothing in particular, or about what is shown.
    fn feedback(&self) -> Vec<&'a Feedback> {
        let stage = |id: StageId| self.stages.iter().any(|(_, stage)| stage.id == id);
        let lanes: BTreeSet<LaneId> = self.lanes.iter().map(|lane| lane.id).collect();
        let cards = self.stages.iter().flat_map(|(_, stage)| &stage.cards);
        let cards = cards.filter(|card| lanes.contains(&card.lane));
        let cards: BTreeSet<CardId> = cards.map(|card| card.id).collect();
        let card = |id: CardId| cards.contains(&id);
        let feedback = self.map.feedback.iter().map(Arc::as_ref);
        feedback
            .filter(|one| one.stage.is_none_or(stage) && one.card.is_none_or(card))
            .collect()
    }
}

/// The cards of a stage on a lane, in the order of time.
fn cards_on(stage: &Stage, lane: LaneId) -> Vec<&Card> {
    let cards = stage.cards.iter().map(Arc::as_ref);
    let mut cards: Vec<&Card> = cards.filter(|card| card.lane == lane).collect();
    cards.sort_by(|a, b| {
        let by_time = a.at.value().total_cmp(&b.at.value());
        by_time.then(a.id.cmp(&b.id))
    });
    cards
}
