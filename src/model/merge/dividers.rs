//! Lines between lanes in a merge. A line has one place on a map, so each is
//! one field of the map: the lane below it. Knows nothing of other parts.

use std::collections::BTreeSet;

use super::{Choice, meeting::Meeting};
use crate::model::{
    Divider, Lane, LaneId, Map,
    compare::{Index, Key, Meet, Value},
};

/// The lanes below a line: one, unless a file was written by hand.
#[derive(Clone, PartialEq)]
struct Above(Vec<LaneId>);

impl Above {
    fn on(index: &Index<'_>, divider: Divider) -> Self {
        let lanes = index.map.lanes.iter();
        let below = lanes.filter(|lane| lane.divider == Some(divider));
        Self(below.map(|lane| lane.id).collect())
    }
}

impl Value for Above {
    fn words(&self, map: &Map) -> String {
        let names = self.0.iter().map(|id| Key::Lane(*id).called(map));
        let names: Vec<String> = names.collect();
        if names.is_empty() {
            "not there".into()
        } else {
            format!("above {}", names.join(" and "))
        }
    }
}

/// Puts the lines of both sides between the merged lanes.
pub(super) fn place_dividers(meeting: &mut Meeting<'_>, lanes: &mut [Lane]) {
    let kept: BTreeSet<LaneId> = lanes.iter().map(|lane| lane.id).collect();
    for lane in lanes.iter_mut() {
        lane.divider = None;
    }
    for divider in Divider::ALL {
        let sides = [meeting.base, meeting.mine, meeting.theirs];
        let [base, mine, theirs] = sides.map(|index| Above::on(index, *divider));
        meeting.at = Key::Divider(*divider);
        let before = meeting.is_known.then_some(&base);
        let chosen = meeting.field("place", before, &mine, &theirs);
        if chosen.0.is_empty() {
            continue;
        }
        let mut places = [chosen, mine, theirs, base].into_iter();
        let place = places.find(|place| place.0.iter().any(|id| kept.contains(id)));
        for id in place.map(|place| place.0).unwrap_or_default() {
            put(meeting, lanes, *divider, id);
        }
    }
}

/// Puts a line above a lane. Where another is already, it is to be decided
/// which of the two stays; the other goes back to where it was, if it can.
fn put(meeting: &mut Meeting<'_>, lanes: &mut [Lane], divider: Divider, id: LaneId) {
    let lane = lanes.iter_mut().find(|lane| lane.id == id);
    let Some(lane) = lane else {
        return;
    };
    let Some(held) = lane.divider else {
        lane.divider = Some(divider);
        return;
    };
    meeting.at = Key::Lane(id);
    let above = |index: &Index<'_>| index.map.lane(id).and_then(|(_, lane)| lane.divider);
    let words = [meeting.base, meeting.mine, meeting.theirs].map(|index| {
        let line = above(index).map(|line| line.label().to_lowercase());
        line.unwrap_or_else(|| "none".into())
    });
    let side = match meeting.conflict("line above it", words) {
        Choice::Mine => meeting.mine,
        Choice::Theirs => meeting.theirs,
    };
    let (stays, goes) = if above(side) == Some(divider) {
        (divider, held)
    } else {
        (held, divider)
    };
    lane.divider = Some(stays);
    let before = Above::on(meeting.base, goes).0;
    let mut free = lanes.iter_mut().filter(|lane| lane.divider.is_none());
    if let Some(lane) = free.find(|lane| before.contains(&lane.id)) {
        lane.divider = Some(goes);
    }
}
