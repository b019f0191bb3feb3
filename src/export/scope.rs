//! The part of a map that an export shows, as a map of its own.

use std::sync::Arc;

use super::{ExportError, Setup};
use crate::model::Map;

/// The map without what the setup leaves out. Stages stay: which of them are
/// shown is the layout's to know, because a curve goes on beyond a page.
///
/// # Errors
///
/// Nothing is left.
pub(super) fn reduced(map: &Map, setup: &Setup) -> Result<Map, ExportError> {
    let mut map = map.clone();
    if let Some(details) = setup.details {
        map.details = details;
    }
    if let Some(lanes) = &setup.scope.lanes {
        for lane in &mut map.lanes {
            lane.hidden = !lanes.contains(&lane.id);
        }
    }
    if let Some((cards, points)) = &setup.scope.selection {
        for stage in &mut map.stages {
            let stage = Arc::make_mut(stage);
            stage.cards.retain(|card| cards.contains(&card.id));
            stage.points.retain(|point| points.contains(&point.id));
        }
    }
    if map.lanes.iter().all(|lane| lane.hidden) && !map.lanes.is_empty() {
        return Err(ExportError::Nothing);
    }
    Ok(map)
}
