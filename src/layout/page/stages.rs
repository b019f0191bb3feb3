//! The pages of the stages, one stage at a time. All of them are set alike, as
//! airy as the fewest pages allow: the same chevron, the same paddings and the
//! same curves, and lanes at the same height wherever that costs no page.

use std::sync::Arc;

use emath::{Rect, pos2, vec2};

use super::{
    HEADING, Sheet,
    attempt::{Attempt, align},
};
use crate::{
    layout::{
        Emotion, Layout, Setting, StageColumn,
        column::{cells, column},
        flat::Curves,
        label::Reach,
        measure::Measure,
        overview, tokens,
    },
    model::{LaneId, Stage},
};

/// How tightly pages are set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Air {
    /// Above and below the cards of a lane.
    pub(super) pad: f32,
    /// How flat curves are, 1 for the usual.
    pub(super) flat: f32,
}

impl Air {
    pub(super) const fn new(pad: f32, flat: f32) -> Self {
        Self { pad, flat }
    }
}

/// From the airiest to the tightest.
const AIRS: [Air; 7] = [
    Air::new(tokens::LANE_PAD, 1.0),
    Air::new(7.0, 1.0),
    Air::new(7.0, 0.85),
    Air::new(5.5, 0.85),
    Air::new(5.5, 0.7),
    Air::new(4.0, 0.7),
    Air::new(3.0, 0.7),
];
/// With more pages than this, a few less are not worth the search for them.
const MANY: usize = 100;
/// Pages that are less full than this leave room for larger text.
const ROOMY: f32 = 0.76;

/// The pages of all stages.
pub(super) struct Stages {
    /// Each stage's column with all its cells.
    pub(super) columns: Vec<StageColumn>,
    /// Each stage's pages.
    pub(super) pages: Vec<Vec<Layout>>,
    /// Whether every page leaves about a quarter of its height free.
    pub(super) is_roomy: bool,
    /// Whether every lane is at the same height for every stage.
    pub(super) is_level: bool,
    /// Whether pages are as airy as can be.
    pub(super) is_airy: bool,
}

/// A stage before it is known how tightly it is set.
struct Draft<'a> {
    column: StageColumn,
    curves: Vec<Curves<'a>>,
    /// Its emotion lanes, for every flatness that was asked for.
    emotions: Vec<(f32, Vec<Arc<Emotion>>)>,
}

/// What all stages have in common, so that nothing moves from page to page.
struct Level {
    chevron: f32,
    reaches: Vec<(LaneId, Reach)>,
}

impl<'a> Sheet<'a> {
    /// The pages of all stages. Columns of `before` are used again.
    pub(super) fn stages(&self, before: &[StageColumn], measure: &mut Measure) -> Stages {
        let stages = self.map.stages.iter().enumerate();
        let mut drafts: Vec<Draft<'a>> = stages
            .map(|(index, stage)| {
                let known = before.get(index).filter(|column| column.id == stage.id);
                self.draft((index, stage), known, measure)
            })
            .collect();
        let airiest = AIRS[0];
        let natural = self.attempts(&mut drafts, airiest, false, measure);
        let is_roomy = natural
            .iter()
            .all(|attempt| attempt.bottom() <= ROOMY * self.paper.size.y);
        let (mut attempts, air, is_level) = self.fewest_stages(&mut drafts, natural, measure);
        self.relax(&mut attempts, &mut drafts, (air, is_level), measure);
        let is_level = align(&mut attempts);
        Stages {
            pages: attempts.into_iter().map(Attempt::pages).collect(),
            columns: drafts.into_iter().map(|draft| draft.column).collect(),
            is_roomy,
            is_level,
            is_airy: air == airiest,
        }
    }

    /// The airiest way to set all stages alike on as few pages as can be. Level
    /// ways come first.
    fn fewest_stages(
        &self,
        drafts: &mut [Draft<'a>],
        natural: Vec<Attempt>,
        measure: &mut Measure,
    ) -> (Vec<Attempt>, Air, bool) {
        let tightest = AIRS[AIRS.len() - 1];
        let mut fewest: Vec<usize> = natural.iter().map(|attempt| attempt.count).collect();
        if fewest.iter().sum::<usize>() > MANY {
            return (natural, AIRS[0], false);
        }
        if fewest.iter().any(|count| *count > 1) {
            let tight = self.attempts(drafts, tightest, false, measure);
            for (fewest, attempt) in fewest.iter_mut().zip(&tight) {
                *fewest = attempt.count.min(*fewest);
            }
        }
        for is_level in [true, false] {
            for air in AIRS {
                let attempts = self.attempts(drafts, air, is_level, measure);
                let mut pairs = attempts.iter().zip(&fewest);
                if pairs.all(|(attempt, fewest)| attempt.count <= *fewest) {
                    return (attempts, air, is_level);
                }
            }
        }
        let attempts = self.attempts(drafts, tightest, false, measure);
        (attempts, tightest, false)
    }

    /// Stages that take several pages are not set as tightly as those have to be
    /// that just fit on one. Their curves stay as flat as all.
    fn relax(
        &self,
        attempts: &mut [Attempt],
        drafts: &mut [Draft<'a>],
        (air, is_level): (Air, bool),
        measure: &mut Measure,
    ) {
        let has_slack = |attempt: &Attempt| attempt.count > 1;
        if !attempts.iter().any(has_slack) {
            return;
        }
        for looser in AIRS.iter().filter(|looser| looser.pad > air.pad) {
            let looser = Air::new(looser.pad, air.flat);
            let again = self.attempts(drafts, looser, is_level, measure);
            let mut pairs = attempts.iter().zip(&again);
            if pairs.all(|(held, again)| !has_slack(held) || again.count == held.count) {
                for (held, again) in attempts.iter_mut().zip(again) {
                    if has_slack(held) {
                        *held = again;
                    }
                }
                return;
            }
        }
    }

    fn draft(
        &self,
        (index, stage): (usize, &Arc<Stage>),
        before: Option<&StageColumn>,
        measure: &mut Measure,
    ) -> Draft<'a> {
        let width = self.paper.stages();
        let (_, here) = self.places.get(index).copied().unwrap_or((0.0, width));
        let strip = self.strip(index, width / here.max(1.0));
        Draft {
            column: self.column((index, stage), width, before, measure),
            curves: self.curves(&strip, width),
            emotions: Vec::new(),
        }
    }

    fn column(
        &self,
        (index, stage): (usize, &Arc<Stage>),
        width: f32,
        before: Option<&StageColumn>,
        measure: &mut Measure,
    ) -> StageColumn {
        let set = (width, Setting::Stage);
        let cells = match before {
            Some(before) if before.width == width && Arc::ptr_eq(&before.stage, stage) => {
                before.cells.clone()
            }
            _ => cells(self.map, stage, set, &self.looks, before, measure),
        };
        let left = tokens::MARGIN + tokens::GUTTER;
        let area = Rect::from_min_size(pos2(left, 0.0), vec2(width, 0.0));
        let mut column = column(stage, (index, true, Setting::Stage), area, cells, measure);
        if column.text_height > HEADING {
            let room = width - 14.0 - tokens::CHEVRON - 4.0;
            overview::shorten(&mut column, stage, (14.0, room), measure);
        }
        column
    }

    /// Every stage set as tightly as that, with headings and curves at the same
    /// height when they are to be level.
    fn attempts(
        &self,
        drafts: &mut [Draft<'a>],
        air: Air,
        is_level: bool,
        measure: &mut Measure,
    ) -> Vec<Attempt> {
        let blanks: Vec<Layout> = drafts
            .iter()
            .map(|draft| Layout {
                pad: air.pad,
                ..self.blank(vec![draft.column.clone()], Setting::Stage)
            })
            .collect();
        let chevron = blanks.iter().map(|blank| blank.chevron).fold(0.0, f32::max);
        self.feel(drafts, (&blanks, chevron), air.flat, measure);
        let level = is_level.then(|| Level {
            chevron,
            reaches: reaches(drafts, air.flat),
        });
        let pairs = drafts.iter().zip(blanks);
        pairs
            .map(|(draft, mut long)| {
                long.emotions = draft.emotions_at(air.flat);
                if let Some(level) = &level {
                    long.chevron = level.chevron;
                    for emotion in &mut long.emotions {
                        let mut all = level.reaches.iter();
                        if let Some((_, reach)) = all.find(|(lane, _)| *lane == emotion.lane) {
                            Arc::make_mut(emotion).grow(*reach);
                        }
                    }
                }
                self.attempt(&long, measure)
            })
            .collect()
    }

    /// Lays out the emotion lanes of every stage, unless they are known as flat
    /// as that.
    fn feel(
        &self,
        drafts: &mut [Draft<'a>],
        (blanks, chevron): (&[Layout], f32),
        flat: f32,
        measure: &mut Measure,
    ) {
        for (draft, blank) in drafts.iter_mut().zip(blanks) {
            if draft.emotions.iter().all(|(held, _)| *held != flat) {
                // There has to be room under the highest chevron too.
                let highest = Layout {
                    chevron,
                    ..blank.clone()
                };
                let set = (flat, 1.0);
                let emotions = self.emotions(&draft.curves, &highest, set, measure);
                draft.emotions.push((flat, emotions));
            }
        }
    }
}

impl Draft<'_> {
    fn emotions_at(&self, flat: f32) -> Vec<Arc<Emotion>> {
        let mut known = self.emotions.iter();
        let found = known.find(|(held, _)| *held == flat);
        found
            .map(|(_, emotions)| emotions.clone())
            .unwrap_or_default()
    }
}

/// How far each emotion lane reaches at most.
fn reaches(drafts: &[Draft<'_>], flat: f32) -> Vec<(LaneId, Reach)> {
    let mut reaches: Vec<(LaneId, Reach)> = Vec::new();
    for emotion in drafts.iter().flat_map(|draft| draft.emotions_at(flat)) {
        match reaches.iter_mut().find(|(lane, _)| *lane == emotion.lane) {
            Some((_, reach)) => {
                reach.above = reach.above.max(emotion.reach.above);
                reach.below = reach.below.max(emotion.reach.below);
            }
            None => reaches.push((emotion.lane, emotion.reach)),
        }
    }
    reaches
}
