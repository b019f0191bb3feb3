//! Which stages of two maps are the same: by ids in versions of one map, by
//! names in maps that were drawn apart.

use std::{collections::BTreeMap, sync::Arc};

use crate::model::{id::StageId, map::Map, stage::Stage};

/// Which stages of two maps are the same, in the order of the new one; those
/// that are gone come last.
pub(super) struct Pairing<'a> {
    pub(super) was: &'a Map,
    pub(super) is: &'a Map,
    pub(super) by_id: bool,
    pub(super) stages: Vec<Pair<'a>>,
}

/// A stage as it was and as it is.
pub(super) type Pair<'a> = (Option<&'a Arc<Stage>>, Option<&'a Arc<Stage>>);

impl<'a> Pairing<'a> {
    pub(super) fn of(was: &'a Map, is: &'a Map) -> Self {
        let mut pairing = Self {
            was,
            is,
            by_id: are_versions(was, is),
            stages: Vec::new(),
        };
        let mut open: Vec<&Arc<Stage>> = was.stages.iter().collect();
        for stage in &is.stages {
            let same = |held: &&Arc<Stage>| {
                if pairing.by_id {
                    held.id == stage.id
                } else {
                    is_named_alike(&held.name, &stage.name)
                }
            };
            let place = open.iter().position(same);
            let before = place.map(|place| open.remove(place));
            pairing.stages.push((before, Some(stage)));
        }
        let gone = open.into_iter().map(|stage| (Some(stage), None));
        pairing.stages.extend(gone);
        pairing
    }
}

/// Which stage of the new map each stage of the old one became.
#[must_use]
pub fn stages_alike(was: &Map, is: &Map) -> BTreeMap<StageId, StageId> {
    let pairing = Pairing::of(was, is);
    let pairs = pairing.stages.iter();
    pairs
        .filter_map(|(before, after)| Some(((*before)?.id, (*after)?.id)))
        .collect()
}

/// Whether two maps are versions of one: most of the stages that share an id
/// share the name too.
fn are_versions(was: &Map, is: &Map) -> bool {
    let held: BTreeMap<StageId, &str> = was.stages.iter().map(|it| (it.id, &*it.name)).collect();
    let shared = is
        .stages
        .iter()
        .filter_map(|it| Some((held.get(&it.id)?, &it.name)));
    let (mut alike, mut count) = (0_usize, 0_usize);
    for (was, is) in shared {
        count = count.saturating_add(1);
        alike = alike.saturating_add(usize::from(is_named_alike(was, is)));
    }
    count > 0 && alike.saturating_mul(2) >= count
}

pub(super) fn is_named_alike(a: &str, b: &str) -> bool {
    a.trim().to_lowercase() == b.trim().to_lowercase()
}
