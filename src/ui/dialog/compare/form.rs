//! What a comparison found, and what of it is looked at.

use std::{fmt::Write as _, sync::Arc};

use egui::Context;

use crate::{
    model::{Change, CurveState, Map, Outcome, compare, progress},
    ui::dialog::{
        changes::sentence_case,
        drawing::{Drawings, Drawn},
        sheet::SheetPicture,
    },
};

/// A page of the dialog.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::ui) enum Page {
    /// What changed, in words.
    #[default]
    Changes,
    /// Both maps.
    Maps,
    /// What became of pains and feelings.
    Outcomes,
}

impl Page {
    pub(super) const ALL: [Self; 3] = [Self::Changes, Self::Maps, Self::Outcomes];

    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::Changes => "Changes",
            Self::Maps => "Side by side",
            Self::Outcomes => "Pains and feelings",
        }
    }
}

/// The dialog of a comparison.
pub(in crate::ui) struct CompareForm {
    /// What the open map is compared with.
    pub(super) name: String,
    /// What the one before and the one after are called in a sentence.
    pub(super) was: String,
    pub(super) is: String,
    /// What changed from the one before to the one after.
    pub(super) changes: Vec<Change>,
    /// What became of pains and feelings.
    pub(super) outcomes: Vec<Outcome>,
    /// Whether the one before has a curve to lay over the open map.
    pub(super) has_curve: bool,
    pub(super) page: Page,
    pub(super) pictures: [SheetPicture; 2],
    maps: [Arc<Map>; 2],
    /// Made when the maps are looked at.
    drawings: Option<Drawings>,
}

impl CompareForm {
    /// The open map against another one, which was before it.
    pub(in crate::ui) fn new(name: String, was: Arc<Map>, is: Arc<Map>) -> Self {
        let words = (name.clone(), "the open map".to_owned());
        let has_curve = [CurveState::Current, CurveState::Future]
            .into_iter()
            .any(|state| was.lead_curve(state).is_some());
        Self {
            has_curve,
            ..Self::of(name, words, [was, is])
        }
    }

    /// The present state of a map against its future state.
    pub(in crate::ui) fn future(now: Map, then: Map) -> Self {
        let words = (
            "the current state".to_owned(),
            "the future state".to_owned(),
        );
        let name = "its future state".to_owned();
        Self {
            page: Page::Outcomes,
            ..Self::of(name, words, [Arc::new(now), Arc::new(then)])
        }
    }

    fn of(name: String, (was, is): (String, String), maps: [Arc<Map>; 2]) -> Self {
        let [before, after] = &maps;
        Self {
            name,
            was,
            is,
            changes: compare(before, after),
            outcomes: progress(before, after),
            has_curve: false,
            page: Page::default(),
            pictures: [SheetPicture::default(), SheetPicture::default()],
            maps,
            drawings: None,
        }
    }

    /// The map that was before, and what it is called.
    pub(in crate::ui) fn before(&self) -> (&str, &Arc<Map>) {
        (&self.name, &self.maps[0])
    }

    /// Every letter of its lists, which may need fonts.
    pub(in crate::ui) fn letters(&self) -> String {
        self.text()
    }

    /// The picture of the map before, or of the one after.
    pub(super) fn drawn(&mut self, ctx: &Context, place: usize) -> Drawn {
        let drawings = self.drawings.get_or_insert_with(|| Drawings::start(ctx));
        drawings.picture(place, &self.maps[place])
    }

    /// Whether anything is still being drawn.
    pub(in crate::ui) fn is_busy(&self) -> bool {
        let drawing = self.drawings.as_ref().is_some_and(Drawings::is_busy);
        drawing || self.pictures.iter().any(SheetPicture::is_busy)
    }

    /// Whether there is nothing to be told.
    pub(super) fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.outcomes.is_empty()
    }

    /// The lists as a text, a sentence a line.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        let outcomes = self.outcomes.iter().map(|outcome| &outcome.words);
        let changes = self.changes.iter().map(|change| &change.words);
        for words in outcomes.chain(changes) {
            let _ = writeln!(text, "{}", sentence_case(words));
        }
        text
    }
}
