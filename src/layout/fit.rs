//! Fit to a page: the same map laid out for a page of a given shape.

use std::sync::Arc;

use emath::Vec2;

use super::{Layout, layouter::Layouter};
use crate::model::{Map, StageId};

/// What a page shows beside the stages and lanes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FitOptions {
    /// The stages that are shown, in any order.
    pub stages: Vec<StageId>,
    /// With the map's header.
    pub header: bool,
    /// With the names of several curves.
    pub legend: bool,
    /// Small words as large as those of cards.
    pub large_type: bool,
    /// With room for a line below the map.
    pub footer: bool,
}

/// How stages are parted into pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parting {
    /// At most so many pages, as evenly as legibility wants it.
    Pages(usize),
    /// One stage a page.
    Stage,
}

/// A map on pages of one size.
#[derive(Clone, Debug)]
pub struct Fitted {
    /// At least one.
    pub pages: Vec<Arc<Layout>>,
    /// The size of every page, in units.
    pub size: Vec2,
}

impl Layouter {
    /// Lays a map out for pages of a size in points; at its own size when that
    /// is `None`.
    pub fn fit(
        &mut self,
        map: &Map,
        points: Option<Vec2>,
        _parting: Parting,
        _options: &FitOptions,
    ) -> Fitted {
        let mut layout = (*self.layout(map)).clone();
        if let Some(points) = points {
            let grown = points * (layout.size / points.max(Vec2::splat(1.0))).max_elem();
            layout.size = grown;
        }
        Fitted {
            size: layout.size,
            pages: vec![Arc::new(layout)],
        }
    }
}
