//! The colors of stages while their order changes. A stage without a swatch of
//! its own has the color of its place; when its place changes, it is given the
//! swatch that it was seen in, so that no edit of one stage recolors another.

use std::{collections::BTreeMap, sync::Arc};

use super::{id::StageId, map::Map, stage::Stage, words::Swatch};

impl Map {
    /// Changes the order of the stages, which stages there are, or both; every
    /// stage that stays keeps its color. Only those that need a swatch for it
    /// are copied.
    pub(super) fn rearrange_stages(&mut self, change: impl FnOnce(&mut Vec<Arc<Stage>>)) {
        let shown = self.stages.iter().enumerate();
        let shown: BTreeMap<StageId, Swatch> = shown
            .map(|(index, stage)| (stage.id, self.stage_swatch(index)))
            .collect();
        change(&mut self.stages);
        for (index, stage) in self.stages.iter_mut().enumerate() {
            let kept = shown.get(&stage.id).copied();
            if stage.swatch.is_none() && kept.is_some_and(|kept| kept != Swatch::of_index(index)) {
                Arc::make_mut(stage).swatch = kept;
            }
        }
    }

    /// Puts a new stage at a place. When a neighbor has the color of that
    /// place, it gets one that no stage has, or else no neighbor.
    pub(super) fn insert_stage(&mut self, index: usize, mut stage: Stage) {
        let index = index.min(self.stages.len());
        if stage.swatch.is_none() {
            let color =
                |index: usize| (index < self.stages.len()).then(|| self.stage_swatch(index));
            let neighbors = [index.checked_sub(1).and_then(color), color(index)];
            let is_beside = |swatch: &Swatch| neighbors.contains(&Some(*swatch));
            if is_beside(&Swatch::of_index(index)) {
                let used: Vec<Swatch> = (0..self.stages.len()).filter_map(color).collect();
                let after = || {
                    (1..Swatch::ALL.len()).map(|step| Swatch::of_index(index.saturating_add(step)))
                };
                stage.swatch = after()
                    .find(|swatch| !used.contains(swatch))
                    .or_else(|| after().find(|swatch| !is_beside(swatch)));
            }
        }
        self.rearrange_stages(|stages| stages.insert(index, Arc::new(stage)));
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by a panic")]

    use super::*;
    use crate::model::{Edit, EditError, Element, New, Template};

    /// The stages' names and colors, in order.
    fn colors(map: &Map) -> Vec<(String, Swatch)> {
        let stages = map.stages.iter().enumerate();
        stages
            .map(|(index, stage)| (stage.name.clone(), map.stage_swatch(index)))
            .collect()
    }

    fn sorted(mut colors: Vec<(String, Swatch)>) -> Vec<(String, Swatch)> {
        colors.sort_by(|a, b| a.0.cmp(&b.0));
        colors
    }

    #[test]
    fn reordering_stages_recolors_none() {
        let start = Template::FiveStages.map();
        for (from, to) in [(0, 4), (4, 0), (1, 2), (3, 1)] {
            let mut map = start.clone();
            map.apply(&Edit::MoveStage(map.stages[from].id, to))
                .unwrap();
            assert_eq!(sorted(colors(&map)), sorted(colors(&start)));
            assert_ne!(colors(&map), colors(&start));
        }
    }

    #[test]
    fn a_stage_that_stays_is_not_copied() {
        let start = Template::FiveStages.map();
        let mut map = start.clone();
        map.apply(&Edit::MoveStage(map.stages[1].id, 2)).unwrap();
        for index in [0, 3, 4] {
            assert!(Arc::ptr_eq(&map.stages[index], &start.stages[index]));
        }
        let mut map = start.clone();
        map.apply(&Edit::MoveStage(map.stages[1].id, 1)).unwrap();
        assert_eq!(map, start);
    }

    #[test]
    fn removing_a_stage_recolors_none() {
        let start = Template::FiveStages.map();
        let mut map = start.clone();
        map.apply(&Edit::Remove(Element::Stage(map.stages[1].id)))
            .unwrap();
        let mut expected = colors(&start);
        expected.remove(1);
        assert_eq!(colors(&map), expected);
    }

    #[test]
    fn a_new_stage_recolors_none_and_differs_from_its_neighbors() {
        let start = Template::FiveStages.map();
        for index in 0..=5 {
            let mut map = start.clone();
            let stage = Stage {
                name: "New".into(),
                ..(*map.stages[0]).clone()
            };
            map.apply(&Edit::Add(New::Stage(index, Box::new(stage))))
                .unwrap();
            let mut all = colors(&map);
            let (name, color) = all.remove(index);
            assert_eq!(name, "New");
            assert_eq!(all, colors(&start));
            assert!(all.iter().all(|(_, other)| *other != color), "{index}");
        }
    }

    #[test]
    fn neighbors_differ_when_every_color_is_used() {
        let mut map = Template::FiveStages.map();
        for index in [5, 6, 7, 8, 9, 10, 3, 3, 0, 12] {
            let stage = (*Template::Blank.map().stages[0]).clone();
            map.apply(&Edit::Add(New::Stage(index, Box::new(stage))))
                .unwrap();
        }
        let all = colors(&map);
        assert!(all.windows(2).all(|pair| pair[0].1 != pair[1].1), "{all:?}");
    }

    #[test]
    fn a_stage_that_is_not_there_moves_nothing() {
        let start = Template::FiveStages.map();
        let mut map = start.clone();
        let gone = StageId(9_999);
        let refused = map.apply(&Edit::MoveStage(gone, 0));
        assert_eq!(refused, Err(EditError::Missing(Element::Stage(gone))));
        assert_eq!(map, start);
    }
}
