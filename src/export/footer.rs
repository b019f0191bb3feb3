//! The line below the map on a page: whose journey it is, which stages, which
//! page of how many, and a date.

use super::Setup;
use crate::{
    layout::Layouter,
    model::Map,
    scene::{Scene, Theme},
};

/// Writes the footer of a page that is `number` (from 0) of `count`.
pub(super) fn draw(
    _map: &Map,
    _setup: &Setup,
    (_number, _count, _name): (usize, usize, &str),
    _theme: &Theme,
    (_scene, _layouter): (&mut Scene, &mut Layouter),
) {
}
