//! One by one through a show: lane by lane on a page, then on to the next. Pure
//! but for what it selects.

use crate::{
    editor::{selection::Selection, session::Editor},
    layout::{Page, Setting},
    model::Element,
};

impl Editor {
    /// Goes to the next thing on the page, or the one before, and dims the
    /// rest; after the last it goes on with the next page.
    pub fn step(&mut self, forward: bool) {
        self.settle();
        if self.lift_blank() {
            return;
        }
        let Some((pages, at)) = self.pages() else {
            return;
        };
        let here = pages.get(at).map(things).unwrap_or_default();
        let primary = self.selection.primary();
        let place = primary.and_then(|held| here.iter().position(|thing| *thing == held));
        let next = match (place, forward) {
            (Some(place), true) => here.get(place + 1),
            (Some(place), false) => place.checked_sub(1).and_then(|place| here.get(place)),
            (None, true) => here.first(),
            (None, false) => here.last(),
        };
        if let Some(next) = next {
            return self.select(Selection::one(*next));
        }
        let others: Vec<usize> = if forward {
            (at + 1..pages.len()).collect()
        } else {
            (0..at).rev().collect()
        };
        for index in others {
            let there = pages.get(index).map(things).unwrap_or_default();
            let found = if forward { there.first() } else { there.last() };
            if let Some(found) = found {
                self.show_page(&pages, index);
                return self.select(Selection::one(*found));
            }
        }
    }
}

/// What can be stepped to on a page, as it is read: lane by lane. On the
/// overview that is its stages.
fn things(page: &Page) -> Vec<Element> {
    let layout = &page.layout;
    if layout.setting == Setting::Overview {
        let stages = layout.stages.iter();
        return stages.map(|column| Element::Stage(column.id)).collect();
    }
    let mut things = Vec::new();
    for (index, row) in layout.lanes.iter().enumerate() {
        if row.curves > 0.0 {
            let emotions = layout.emotions.iter();
            let own = emotions.filter(|emotion| emotion.lane == row.id);
            let curves = own.flat_map(|emotion| &emotion.curves);
            let mut points: Vec<_> = curves.flat_map(|curve| &curve.points).collect();
            points.sort_by(|a, b| a.pos.x.total_cmp(&b.pos.x).then(a.id.cmp(&b.id)));
            things.extend(points.into_iter().map(|point| Element::Point(point.id)));
        }
        let cells = layout
            .stages
            .iter()
            .filter_map(|column| column.cells.get(index));
        let cards = cells.flat_map(|cell| &cell.cards);
        things.extend(cards.map(|card| Element::Card(card.card.id)));
    }
    things
}
