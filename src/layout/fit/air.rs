//! How tightly a page is set: the air around cards and the height of curves.
//! Full pages are set tight; what height is left over loosens them.

use emath::Vec2;

use crate::layout::{Layout, tokens};

/// The most that curves take of a page's height by being drawn higher than on
/// the sheet.
const MOST_CURVES: f32 = 0.42;

/// Above and below cards, the loosest first, as far as the sheet.
const PADS: [f32; 6] = [9.0, 8.0, 7.0, 6.0, 5.0, 4.0];
/// How high curves are, likewise.
const FLATS: [f32; 5] = [1.0, 0.9, 0.8, 0.7, 0.6];
/// Ways that are looser than the sheet, for maps that need little height:
/// around cards, and how high curves are.
const ROOMY: [(f32, f32); 12] = [
    (18.0, 3.0),
    (18.0, 2.6),
    (18.0, 2.3),
    (16.0, 2.3),
    (16.0, 2.0),
    (14.0, 2.0),
    (14.0, 1.7),
    (12.0, 1.7),
    (12.0, 1.45),
    (11.0, 1.3),
    (10.0, 1.2),
    (9.0, 1.1),
];

/// How tightly a page is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Air {
    /// Above and below the cards of a lane.
    pub(super) pad: f32,
    /// How flat curves are, 1 for the usual.
    pub(super) flat: f32,
}

impl Air {
    /// As on the sheet.
    pub(super) const USUAL: Self = Self {
        pad: tokens::LANE_PAD,
        flat: 1.0,
    };

    /// For a page of those of a map: the first, which has the whole header, is
    /// set tighter, so that it does not make the text of all smaller.
    pub(super) fn on(self, (page, count): (usize, usize)) -> Self {
        let is_first = page == 0 && count > 1;
        let pad = (self.pad - 2.0).max(2.4);
        Self {
            pad: if is_first { pad } else { self.pad },
            ..self
        }
    }

    /// As tight as a page is set when it is full.
    pub(super) const fn tightest(large_type: bool) -> Self {
        if large_type {
            Self {
                pad: 3.0,
                flat: 0.5,
            }
        } else {
            Self {
                pad: 5.0,
                flat: 0.7,
            }
        }
    }

    /// Looser ways that may fit where `free` units of height are left, the
    /// loosest first.
    pub(super) fn loosened(self, free: f32, lanes: usize) -> Vec<Self> {
        let roomy = ROOMY.into_iter();
        let usual = PADS.into_iter();
        let usual = usual.flat_map(|pad| FLATS.map(|flat| (pad, flat)));
        #[expect(clippy::cast_precision_loss, reason = "a count of lanes is small")]
        let lanes = 2.0 * lanes as f32;
        let mut ways: Vec<Self> = (roomy.chain(usual))
            .map(|(pad, flat)| Self { pad, flat })
            .filter(|way| way.pad >= self.pad && way.flat >= self.flat && *way != self)
            .filter(|way| lanes * (way.pad - self.pad) <= free)
            .collect();
        // Curves and cards get their air together.
        let looseness = |way: &Self| (way.pad / 9.0).min(way.flat) + 0.1 * way.flat;
        ways.sort_by(|a, b| looseness(b).total_cmp(&looseness(a)));
        ways
    }

    /// Whether a page that is set like this has room on one of a size, and
    /// curves that are drawn high leave room for the rest.
    pub(super) fn suits(self, page: &Layout, size: Vec2) -> bool {
        let curves = page.lanes.iter().map(|row| row.curves).sum::<f32>();
        page.size.y <= size.y && (self.flat <= 1.0 || curves <= size.y * MOST_CURVES)
    }
}
