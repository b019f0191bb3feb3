//! The state of the export dialog: what is chosen so far, what was chosen
//! before, which page is looked at. A choice can be taken back, one by one.

use std::sync::Arc;

use egui::Context;

use super::{helps::Does, preview::Preview};
use crate::{
    export::{Document, Paper, Preset, Setup},
    model::{Map, StageId},
    ui::{dialog::sheet::SheetPicture, plan::Plan},
};

/// So many choices can be taken back.
const STEPS: usize = 100;

/// The export dialog.
pub(in crate::ui) struct ExportForm {
    /// What is chosen.
    pub plan: Plan,
    /// What was chosen before, the last one last.
    before: Vec<Plan>,
    /// The kind of the last change: one that goes on is one step.
    last: Option<Change>,
    /// The help that was the last change, by its name.
    pub(super) helped: Option<String>,
    /// Made with the first frame, which knows the window.
    preview: Option<Preview>,
    pub(super) picture: SheetPicture,
    /// The page that is looked at, from 0.
    pub(super) page: usize,
    /// The lanes are to be shown.
    pub(super) shows_lanes: bool,
    /// How high what is said below the preview was at most.
    pub(super) below: f32,
}

/// What a change is about, as far as it may go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    Date,
    OwnSize,
    Other,
}

impl ExportForm {
    /// The form with these choices.
    pub(in crate::ui) fn new(plan: Plan) -> Self {
        Self {
            plan,
            before: Vec::new(),
            last: None,
            helped: None,
            preview: None,
            picture: SheetPicture::default(),
            page: 0,
            shows_lanes: false,
            below: 0.0,
        }
    }

    /// Whether the preview is not yet that of what is chosen.
    pub(in crate::ui) fn is_busy(&self) -> bool {
        self.preview.as_ref().is_none_or(Preview::is_busy) || self.picture.is_busy()
    }

    /// How many pages there are; 1 until that is known.
    pub(in crate::ui) fn pages(&self) -> usize {
        self.document().map_or(1, |document| document.sheets.len())
    }

    /// Keeps the preview up with what is chosen.
    pub(super) fn update(&mut self, ctx: &Context, map: &Arc<Map>) -> &Preview {
        let stage = self.stage();
        let known = self.document().map(Arc::as_ptr);
        let (format, setup) = (self.plan.format, self.plan.setup());
        let preview = self.preview.get_or_insert_with(|| Preview::begin(ctx));
        preview.update(map, format, setup);
        let document = preview.document();
        if document.map(Arc::as_ptr) != known {
            self.page = document.map_or(0, |document| page_of(document, stage, self.page));
        }
        preview
    }

    /// The preview, once there is one.
    pub(super) fn preview(&self) -> Option<&Preview> {
        self.preview.as_ref()
    }

    /// The pages that are shown, if any.
    pub(super) fn document(&self) -> Option<&Arc<Document>> {
        self.preview.as_ref()?.document()
    }

    /// The first stage of the page that is looked at.
    fn stage(&self) -> Option<StageId> {
        let sheet = self.document()?.sheets.get(self.page)?;
        sheet.stages.first().map(|(id, _)| *id)
    }

    /// Goes to another page, if there is one.
    pub(super) fn turn(&mut self, forward: bool) {
        let last = self.pages().saturating_sub(1);
        self.page = if forward {
            (self.page + 1).min(last)
        } else {
            self.page.saturating_sub(1)
        };
    }

    /// Makes the change that a help stands for.
    pub(super) fn help(&mut self, does: Does, map: &Map) {
        let before = self.plan.clone();
        does.change(&mut self.plan.setup);
        if does == Does::Lanes {
            let lanes = &mut self.plan.setup.scope.lanes;
            let shown = map.lanes.iter().filter(|lane| !lane.hidden);
            lanes.get_or_insert_with(|| shown.map(|lane| lane.id).collect());
            self.shows_lanes = true;
        }
        self.note(before);
        self.helped = Some(does.name());
    }

    /// Notes what was chosen before a change, unless that went on.
    pub(super) fn note(&mut self, before: Plan) {
        if before == self.plan {
            return;
        }
        self.helped = None;
        let change = Change::of(&before, &self.plan);
        let goes_on = change != Change::Other && self.last == Some(change);
        self.last = Some(change);
        if !goes_on {
            self.before.push(before);
            if self.before.len() > STEPS {
                self.before.remove(0);
            }
        }
    }

    /// Takes the last change back.
    pub(super) fn undo(&mut self) {
        if let Some(before) = self.before.pop() {
            self.plan = before;
            self.last = None;
            self.helped = None;
        }
    }
}

impl Change {
    fn of(before: &Plan, after: &Plan) -> Self {
        let like = |setup: &Setup, change: Self| {
            let mut setup = setup.clone();
            match change {
                Self::Date => setup.date.clone_from(&after.setup.date),
                Self::OwnSize => setup.paper = after.setup.paper,
                Self::Other => {}
            }
            setup == after.setup && before.format == after.format
        };
        let both_own = is_own(before.setup.paper) && is_own(after.setup.paper);
        if like(&before.setup, Self::Date) {
            Self::Date
        } else if both_own && like(&before.setup, Self::OwnSize) {
            Self::OwnSize
        } else {
            Self::Other
        }
    }
}

/// Whether a paper has no name.
pub(super) fn is_own(paper: Paper) -> bool {
    !matches!(paper, Paper::Canvas(_)) && Preset::ALL.iter().all(|preset| preset.paper != paper)
}

/// The page that has a stage, or else the one nearest to where one was.
fn page_of(document: &Document, stage: Option<StageId>, page: usize) -> usize {
    let has = |stage: StageId| {
        let mut sheets = document.sheets.iter();
        sheets.position(|sheet| sheet.stages.iter().any(|(id, _)| *id == stage))
    };
    let nearest = page.min(document.sheets.len().saturating_sub(1));
    stage.and_then(has).unwrap_or(nearest)
}
