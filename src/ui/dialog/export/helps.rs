//! How well the smallest text of an export is read, and what would make it
//! larger: each a change of the choices, with the size that it leads to on
//! this very map. Pure; the dialog shows them and makes the change.

use std::sync::Arc;

use crate::{
    export::{Document, Grade, Setup, Split},
    layout::Layouter,
    model::{Details, Map},
};

/// The smallest text that is read on paper without effort, in points.
const ON_PAPER: f32 = 8.0;
/// The smallest text that can be read on paper at all, in points.
const CLOSE_UP: f32 = 6.0;
/// More pages than that are not suggested, but for one a stage.
const MOST_PAGES: usize = 8;
/// Less than that is no help, in points.
const WORTH: f32 = 0.3;

/// How well text is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reads {
    /// Hardly.
    Poorly,
    /// By those who are near.
    Fairly,
    /// By all.
    Well,
}

/// How well text of a size in points is read where it is shown, and in words.
pub(super) fn reads(points: f32, setup: &Setup) -> (Reads, &'static str) {
    if setup.paper.is_slide() {
        let grade = Grade::of(points);
        let reads = match grade {
            Grade::Room => Reads::Well,
            Grade::Screen => Reads::Fairly,
            Grade::Print => Reads::Poorly,
        };
        return (reads, grade.meaning());
    }
    let points = (points * 10.0).round() / 10.0;
    if points >= ON_PAPER {
        (Reads::Well, "reads well in print")
    } else if points >= CLOSE_UP {
        (Reads::Fairly, "small, but reads in print")
    } else {
        (Reads::Poorly, "too small for print, zoom only")
    }
}

/// A change of the choices that makes text larger.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Help {
    /// What it does.
    pub does: Does,
    /// The size of the smallest text then, in points, where that is known.
    pub points: Option<f32>,
}

/// What a help does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Does {
    /// Parts the map otherwise.
    Split(Split),
    /// Shows fewer details on cards.
    Details(Details),
    /// Makes small words as large as those of cards.
    LargeType,
    /// Lets lanes be chosen.
    Lanes,
}

impl Does {
    /// What it does, in words.
    pub(super) fn name(self) -> String {
        match self {
            Self::Split(Split::Whole) => "All on one page".into(),
            Self::Split(Split::Pages(count)) => format!("Split into {count} pages"),
            Self::Split(Split::Stage) => "One stage a page".into(),
            Self::Details(_) => "Fewer details".into(),
            Self::LargeType => "Larger type".into(),
            Self::Lanes => "Hide lanes…".into(),
        }
    }

    /// Makes the change, but for the choice of lanes, which is a hand's.
    pub(super) fn change(self, setup: &mut Setup) {
        match self {
            Self::Split(split) => setup.split = split,
            Self::Details(details) => setup.details = Some(details),
            Self::LargeType => setup.large_type = true,
            Self::Lanes => {}
        }
    }
}

impl Help {
    /// What it does, and what size that leads to.
    pub(super) fn label(&self) -> String {
        let name = self.does.name();
        self.points
            .map_or(name.clone(), |points| format!("{name} → {points:.1} pt"))
    }
}

/// What makes the text of a document larger, the least change first. Gives up
/// once `is_wanted` is false.
pub(super) fn find(
    map: &Arc<Map>,
    setup: &Setup,
    document: &Document,
    layouter: &mut Layouter,
    is_wanted: &dyn Fn() -> bool,
) -> Vec<Help> {
    let now = document.smallest;
    if !now.is_finite() || reads(now, setup).0 == Reads::Well {
        return Vec::new();
    }
    let mut look = |does: Does| {
        let mut other = setup.clone();
        does.change(&mut other);
        let drawn = Document::new_while(map, &other, layouter, is_wanted);
        let points = drawn.ok()?.smallest;
        let is_worth = points.is_finite() && points > now + WORTH;
        is_worth.then_some(Help {
            does,
            points: Some(points),
        })
    };
    let mut helps = Vec::new();
    if !setup.large_type {
        helps.extend(look(Does::LargeType));
    }
    if setup.details.unwrap_or(map.details) != Details::Text {
        helps.extend(look(Does::Details(Details::Text)));
    }
    let shown = document.sheets.iter().map(|sheet| sheet.stages.len());
    splits(setup, (now, shown.sum()), &mut look, &mut helps);
    let shown = map.lanes.iter().filter(|lane| !lane.hidden);
    if setup.content.has_map() && shown.count() > 1 {
        helps.push(Help {
            does: Does::Lanes,
            points: None,
        });
    }
    helps
}

/// The fewest pages that read better, and one a stage.
fn splits(
    setup: &Setup,
    (now, stages): (f32, usize),
    look: &mut dyn FnMut(Does) -> Option<Help>,
    helps: &mut Vec<Help>,
) {
    let from = match setup.split {
        Split::Whole => 2,
        Split::Pages(count) => count.max(1) + 1,
        Split::Stage => return,
    };
    let mut best: Option<Help> = None;
    for count in from..=MOST_PAGES.min(stages.saturating_sub(1)) {
        let Some(help) = look(Does::Split(Split::Pages(count))) else {
            continue;
        };
        let better = |held: &Help| help.points > held.points.map(|points| points + WORTH);
        if best.as_ref().is_none_or(better) {
            best = Some(help.clone());
        }
        if reads(help.points.unwrap_or(now), setup).0 > reads(now, setup).0 {
            break;
        }
    }
    helps.extend(best);
    if stages > 1 {
        helps.extend(look(Does::Split(Split::Stage)));
    }
}
