//! How high the cells of a stage are at a width: the least height over all ways
//! to set cards side by side, kept by stage and width.

use std::{rc::Rc, sync::Arc};

use emath::{Rect, pos2, vec2};
use rustc_hash::FxHashMap;

use super::Job;
use crate::{
    layout::{
        Setting, StageColumn,
        cell::{Cell, CellKey},
        column::column,
        tokens::{self, Look},
    },
    model::{Card, Stage},
};

/// The least width of a card that shares its stage with others, in units.
const LEAST_CARD: f32 = 66.0;
/// The width that a card is given where its lane leaves the choice, in units.
const USUAL_CARD: f32 = 112.0;
/// From one width that is tried to the next, in units.
pub(super) const STEP: f32 = 12.0;

/// What a stage needs at a width.
#[derive(Debug)]
pub(super) struct Needs {
    /// The height of what stands in its chevron.
    pub(super) heading: f32,
    /// The least height of each lane's cell.
    pub(super) cells: Vec<f32>,
}

/// Needs by stage, width in steps, and whether cards keep to one row.
#[derive(Default)]
pub(super) struct Heights {
    known: FxHashMap<(usize, u32, bool), Rc<Needs>>,
}

impl Job<'_> {
    /// What a stage needs when it is so many steps wide.
    pub(super) fn needs(&mut self, index: usize, steps: u32) -> Rc<Needs> {
        let place = (index, steps, self.in_order);
        if let Some(known) = self.heights.known.get(&place) {
            return Rc::clone(known);
        }
        #[expect(clippy::cast_precision_loss, reason = "a width is small")]
        let width = steps as f32 * STEP;
        let map = self.map;
        let (mut heading, mut cells) = (0.0, Vec::new());
        if let Some(stage) = map.stages.get(index) {
            heading = self.column(index, stage, (0.0, width), false).text_height;
            let by_lane = self.by_lane(stage);
            for (cards, (_, look)) in by_lane.iter().zip(self.looks.clone()) {
                let key = CellKey::new(look, (width, Setting::Page, map.details), cards.len());
                cells.push(self.lowest(cards, key));
            }
        }
        let needs = Rc::new(Needs { heading, cells });
        self.heights.known.insert(place, Rc::clone(&needs));
        needs
    }

    /// The cards of a stage, lane by lane.
    fn by_lane<'b>(&self, stage: &'b Stage) -> Vec<Vec<&'b Arc<Card>>> {
        let mut by_lane = vec![Vec::new(); self.looks.len()];
        for card in &stage.cards {
            let lane = self.looks.iter().position(|(id, _)| *id == card.lane);
            if let Some(cards) = lane.and_then(|lane| by_lane.get_mut(lane)) {
                cards.push(card);
            }
        }
        by_lane
    }

    fn lowest(&mut self, cards: &[&Arc<Card>], key: CellKey) -> f32 {
        if cards.is_empty() {
            return 0.0;
        }
        let heights = self
            .ways(cards.len(), key)
            .map(|columns| self.height(cards, key.in_columns(columns)));
        heights.fold(f32::INFINITY, f32::min)
    }

    /// How many cards may stand side by side. When they are to be in order,
    /// they are all in one row, if there is room for one.
    fn ways(&self, cards: usize, key: CellKey) -> impl Iterator<Item = u8> + use<> {
        let most = most_columns(key);
        let count = u8::try_from(cards).unwrap_or(u8::MAX);
        let row = ways(most).find(|ways| *ways >= count);
        let least = row.filter(|_| self.in_order).unwrap_or(1);
        let most = most.min(count).max(least);
        ways(most).filter(move |ways| *ways >= least)
    }

    fn height(&mut self, cards: &[&Arc<Card>], key: CellKey) -> f32 {
        let map = self.map;
        self.measure
            .sizes_only(|measure| Cell::new(cards, key, None, map, measure).height)
    }

    /// The cells of a stage where lanes are as high as `rows`: cards as near to
    /// their usual width as that allows.
    pub(super) fn cells(&mut self, stage: &Stage, width: f32, rows: &[f32]) -> Vec<Arc<Cell>> {
        let by_lane = self.by_lane(stage);
        let looks = self.looks.clone();
        let lanes = by_lane.iter().zip(looks).zip(rows);
        let mut cells = Vec::new();
        for ((cards, (_, look)), height) in lanes {
            let set = (width, Setting::Page, self.map.details);
            let key = CellKey::new(look, set, cards.len());
            cells.push(self.usual(cards, key, *height));
        }
        cells
    }

    fn usual(&mut self, cards: &[&Arc<Card>], key: CellKey, height: f32) -> Arc<Cell> {
        let mut ways: Vec<CellKey> = ways(most_columns(key))
            .map(|columns| key.in_columns(columns))
            .collect();
        // In one row, from left to right as time goes by, if that is no higher.
        let off = |key: &CellKey| (key.column() - USUAL_CARD).abs();
        let is_parted = |key: &CellKey| usize::from(key.columns) < cards.len();
        ways.sort_by(|a, b| {
            let rows = is_parted(a).cmp(&is_parted(b));
            rows.then(off(a).total_cmp(&off(b)))
        });
        let mut lowest = (f32::INFINITY, key);
        for key in ways {
            let found = self.height(cards, key);
            if found < lowest.0 {
                lowest = (found, key);
            }
            if found <= height + 0.01 {
                break;
            }
        }
        Cell::new(cards, lowest.1, None, self.map, self.measure)
    }

    /// A stage from `x` on, without its cells.
    pub(super) fn column(
        &mut self,
        index: usize,
        stage: &Arc<Stage>,
        (x, width): (f32, f32),
        is_first: bool,
    ) -> StageColumn {
        let area = Rect::from_min_size(pos2(x, 0.0), vec2(width, 0.0));
        let place = (index, is_first, Setting::Page);
        let mut column = column(stage, place, area, Vec::new(), self.measure);
        if self.is_alone {
            column.on_one_line();
        }
        column
    }

    /// The least width of a stage, in steps: no word of its name or of a card
    /// is broken, as long as that is no longer than words are.
    pub(super) fn least_steps(&mut self, index: usize) -> u32 {
        const LONGEST: f32 = 130.0;
        let Some(stage) = self.map.stages.get(index) else {
            return 1;
        };
        let name = self.measure.widest_piece(&stage.name, &tokens::STAGE_NAME);
        let mut least = name.min(LONGEST) + 32.0 + tokens::CHEVRON;
        for (cards, (_, look)) in self.by_lane(stage).iter().zip(self.looks.clone()) {
            let (style, around) = match look {
                Look::Card => (tokens::CARD, 2.0 * tokens::PAGE_CARD_PAD.0),
                Look::Pill => (tokens::PILL_TEXT, pill_sides()),
                Look::Quote => (tokens::QUOTE, 8.0),
                Look::Metric => (tokens::METRIC_NAME, 8.0),
            };
            for card in cards {
                let word = self.measure.widest_piece(&card.text, &style).min(LONGEST);
                least = least.max(word + around + 2.0 * tokens::STAGE_PAD + 1.0);
            }
        }
        steps_of(least.max(84.0).ceil())
    }
}

/// The steps that a width takes at least.
pub(super) fn steps_of(width: f32) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a width is positive and small"
    )]
    let steps = (width / STEP).ceil() as u32;
    steps
}

/// How many cards are tried side by side, up to a number of them.
fn ways(most: u8) -> impl Iterator<Item = u8> {
    const WAYS: [u8; 7] = [1, 2, 3, 4, 6, 8, 12];
    WAYS.into_iter().filter(move |ways| *ways <= most.max(1))
}

fn pill_sides() -> f32 {
    let (before, between, after) = tokens::PILL_PAD;
    before + tokens::PILL_ICON + between + after
}

/// How many cards stand side by side at most: one, where the look of the lane
/// has widths of its own.
fn most_columns(key: CellKey) -> u8 {
    match key.look {
        Look::Card | Look::Quote => {
            let gap = tokens::PAGE_CARD_GAP;
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "clamped to a small count"
            )]
            let most = ((key.room() + gap) / (LEAST_CARD + gap)).clamp(1.0, 12.0) as u8;
            most
        }
        Look::Pill | Look::Metric => 1,
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::{
        file,
        layout::{FitOptions, measure::Measure},
        model::Details,
    };

    #[test]
    fn a_cell_is_as_high_when_only_sizes_are_asked() -> Result<(), file::FileError> {
        let bytes = include_bytes!("../../../assets/samples/planned-knee-operation.journey.ron");
        let mut map = file::read(bytes, Path::new("knee"))?;
        map.details = Details::All;
        let (options, mut measure) = (FitOptions::default(), Measure::default());
        let mut job = Job::new(&map, (&options, &|| true), &mut measure);
        let mut compared = 0;
        for stage in &map.stages {
            let by_lane = job.by_lane(stage);
            for (cards, (_, look)) in by_lane.iter().zip(job.looks.clone()) {
                for width in [96.0, 180.0, 264.0, 720.0] {
                    let set = (width, Setting::Page, map.details);
                    let key = CellKey::new(look, set, cards.len()).in_columns(2);
                    let known = job.height(cards, key);
                    let cell = Cell::new(cards, key, None, &map, job.measure);
                    assert_eq!(known.to_bits(), cell.height.to_bits());
                    compared += cell.cards.len();
                }
            }
        }
        assert!(compared > 200, "only {compared} cards were compared");
        Ok(())
    }
}
