//! Lines between lanes: of interaction, of visibility, of internal
//! interaction. A line is held by the lane below it; what it means is which
//! lanes lie on which side, and that stays when lanes are moved or removed. A
//! line always has a lane below it, and no two share a place.

use super::{
    edit::EditError,
    id::{Element, LaneId},
    map::{Lane, Map},
    words::Divider,
};

impl Map {
    /// Puts a line above a lane, or takes it off the map. A line that was
    /// there takes the place that this one leaves, if it leaves one.
    pub(super) fn move_divider(
        &mut self,
        divider: Divider,
        above: Option<LaneId>,
    ) -> Result<(), EditError> {
        let to = match above {
            Some(id) => {
                let found = self.lane(id).map(|(index, _)| index);
                Some(found.ok_or(EditError::Missing(Element::Lane(id)))?)
            }
            None => None,
        };
        let from = self.divider(divider).map(|(index, _)| index);
        let met = to.and_then(|to| self.lanes.get(to)?.divider);
        for lane in &mut self.lanes {
            lane.divider = lane.divider.filter(|held| *held != divider);
        }
        if let Some(lane) = to.and_then(|to| self.lanes.get_mut(to)) {
            lane.divider = Some(divider);
        }
        if let Some(lane) = from
            .filter(|_| met != Some(divider) && to.is_some())
            .and_then(|from| self.lanes.get_mut(from))
        {
            lane.divider = met;
        }
        Ok(())
    }

    /// Moves a lane to a place among the others. Lines stay between the lanes
    /// they are between: the moved lane crosses those on its way, and none
    /// that it need not. A line that would have no lane left below it, or
    /// would meet another, keeps its place in the order instead: then the
    /// lanes change sides.
    pub(super) fn move_lane(&mut self, id: LaneId, index: usize) -> Result<(), EditError> {
        let (from, _) = self.lane(id).ok_or(EditError::Missing(Element::Lane(id)))?;
        let index = index.min(self.lanes.len().saturating_sub(1));
        if index == from {
            return Ok(());
        }
        // A line's place is the number of lanes above it.
        let before: Vec<(usize, Divider)> = self
            .lanes
            .iter_mut()
            .enumerate()
            .filter_map(|(place, lane)| Some((place, lane.divider.take()?)))
            .collect();
        let moved = |(place, divider): &(usize, Divider)| {
            let was_above = from < *place;
            let others = place.saturating_sub(usize::from(was_above));
            let is_above = index < others || index == others && was_above;
            (others.saturating_add(usize::from(is_above)), *divider)
        };
        let after: Vec<(usize, Divider)> = before.iter().map(moved).collect();
        let lane = self.lanes.remove(from);
        self.lanes.insert(index, lane);
        let fits = after.iter().all(|(place, _)| *place < self.lanes.len())
            && after
                .array_windows()
                .all(|[(one, _), (next, _)]| one != next);
        for (place, divider) in if fits { after } else { before } {
            if let Some(lane) = self.lanes.get_mut(place) {
                lane.divider = Some(divider);
            }
        }
        Ok(())
    }

    /// Takes a lane out. Its line goes to the next lane, unless there is none
    /// or it has a line already: then nothing is left between them.
    pub(super) fn take_lane(&mut self, id: LaneId) {
        let Some((index, lane)) = self.lane(id) else {
            return;
        };
        let line = lane.divider;
        self.lanes.remove(index);
        if let Some(next) = self.lanes.get_mut(index) {
            next.divider = next.divider.or(line);
        }
    }

    /// A lane as it may be added: a line that the map has already stays where
    /// it is.
    pub(super) fn without_known_divider(&self, lane: &Lane) -> Lane {
        let divider = lane.divider.filter(|line| self.divider(*line).is_none());
        Lane {
            divider,
            ..lane.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by a panic")]

    use super::*;
    use crate::model::{Edit, LaneKind, New};

    /// A map of lanes and lines: "a b | c" has the line of interaction above
    /// lane c; "‖" is the line of visibility, "¦" that of internal interaction.
    fn map(order: &str) -> Map {
        let mut map = Map::default();
        let mut line = None;
        for word in order.split(' ') {
            match word {
                "|" => line = Some(Divider::Interaction),
                "‖" => line = Some(Divider::Visibility),
                "¦" => line = Some(Divider::InternalInteraction),
                name => map.lanes.push(Lane {
                    divider: line.take(),
                    ..Lane::new(LaneId(id(name)), LaneKind::Custom, name)
                }),
            }
        }
        map.restore_mint();
        map
    }

    fn id(name: &str) -> u32 {
        name.chars().next().map_or(0, u32::from)
    }

    fn order(map: &Map) -> String {
        let mut words = Vec::new();
        for lane in &map.lanes {
            words.extend(lane.divider.map(|divider| match divider {
                Divider::Interaction => "|",
                Divider::Visibility => "‖",
                Divider::InternalInteraction => "¦",
            }));
            words.push(&lane.name);
        }
        words.join(" ")
    }

    fn moved(start: &str, lane: &str, index: usize) -> String {
        let mut map = map(start);
        map.apply(&Edit::MoveLane(LaneId(id(lane)), index)).unwrap();
        assert_eq!(map.check(), []);
        order(&map)
    }

    fn lined(start: &str, divider: Divider, above: Option<&str>) -> String {
        let mut map = map(start);
        let above = above.map(|name| LaneId(id(name)));
        map.apply(&Edit::MoveDivider(divider, above)).unwrap();
        assert_eq!(map.check(), []);
        order(&map)
    }

    #[test]
    fn lines_stay_between_their_lanes_when_a_lane_moves() {
        assert_eq!(moved("a b | c d", "a", 1), "b a | c d");
        assert_eq!(moved("a b | c d", "a", 2), "b | c a d");
        assert_eq!(moved("a b | c d", "a", 3), "b | c d a");
        assert_eq!(moved("a b | c d", "c", 3), "a b | d c");
        assert_eq!(moved("a b | c d", "d", 2), "a b | d c");
        assert_eq!(moved("a b | c d", "d", 1), "a d b | c");
        assert_eq!(moved("a b | c d", "c", 0), "c a b | d");
        assert_eq!(moved("a | b", "a", 1), "| b a");
        assert_eq!(moved("a b | c ‖ d e", "a", 4), "b | c ‖ d e a");
        assert_eq!(moved("a b | c d ‖ e f", "e", 2), "a b | e c d ‖ f");
    }

    #[test]
    fn a_lane_alone_on_its_side_changes_sides_with_the_other() {
        assert_eq!(moved("a | b", "b", 0), "b | a");
        assert_eq!(moved("a | b ‖ c", "b", 2), "a | c ‖ b");
        assert_eq!(moved("a | b ‖ c", "b", 0), "b | a ‖ c");
    }

    #[test]
    fn a_removed_lane_hands_its_line_to_the_next() {
        let removed = |start: &str, name: &str| {
            let mut map = map(start);
            map.apply(&Edit::Remove(Element::Lane(LaneId(id(name)))))
                .unwrap();
            order(&map)
        };
        assert_eq!(removed("a | b c", "b"), "a | c");
        assert_eq!(removed("a | b c", "a"), "| b c");
        assert_eq!(removed("a | b ‖ c", "b"), "a ‖ c");
        assert_eq!(removed("a b | c", "c"), "a b");
    }

    #[test]
    fn a_line_moves_to_another_lane_and_changes_places_with_one_it_meets() {
        use Divider::{Interaction, InternalInteraction, Visibility};
        assert_eq!(lined("a | b c", Interaction, Some("c")), "a b | c");
        assert_eq!(lined("a | b c", Interaction, Some("b")), "a | b c");
        assert_eq!(lined("a | b ‖ c", Interaction, Some("c")), "a ‖ b | c");
        assert_eq!(lined("a | b c", Visibility, Some("b")), "a ‖ b c");
        assert_eq!(lined("a b c", InternalInteraction, Some("c")), "a b ¦ c");
        assert_eq!(lined("a | b c", Interaction, None), "a b c");
        assert_eq!(lined("a b c", Interaction, None), "a b c");
        let mut twice = map("a | b | c d");
        twice
            .apply(&Edit::MoveDivider(Interaction, Some(LaneId(id("d")))))
            .unwrap();
        assert_eq!(order(&twice), "a b c | d");
    }

    #[test]
    fn a_new_lane_comes_above_the_line_and_brings_no_second_one() {
        let mut map = map("a | b");
        let copy = map.lanes[1].clone();
        map.apply(&Edit::Add(New::Lane(
            1,
            Lane {
                name: "c".into(),
                ..copy
            },
        )))
        .unwrap();
        assert_eq!(order(&map), "a c | b");
    }

    #[test]
    fn a_line_above_no_lane_is_refused_and_two_of_a_kind_are_told() {
        let mut map = map("a | b | c");
        let before = map.clone();
        let gone = Edit::MoveDivider(Divider::Interaction, Some(LaneId(9)));
        assert!(map.apply(&gone).is_err());
        assert_eq!(map, before);
        let flaws: Vec<String> = map.check().iter().map(ToString::to_string).collect();
        assert_eq!(
            flaws,
            ["the line of interaction is above the lanes “b” and “c”; a map has one of a kind"]
        );
        assert_eq!(map.faults(), []);
    }
}
