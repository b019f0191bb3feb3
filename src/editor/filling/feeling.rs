//! Feelings in the cells of a table: a number, a word or both, on a scale from
//! −2 to +2 or from 1 to 5.

use super::{Filling, Row};
use crate::{
    file::table::feeling::feeling_of,
    model::{At, CurveId, EmotionPoint, PointId, Valence},
};

/// The scale of the numbers in a row of feelings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scale {
    /// From −2 to +2.
    Own,
    /// From 1 to 5, with 3 in the middle.
    Five,
}

impl Scale {
    pub(super) fn of(filling: &Filling, row: &Row) -> Self {
        let columns = filling.columns.iter();
        let items = columns.flat_map(|column| filling.items(row, column));
        let numbers: Vec<f64> = items.filter_map(|item| feeling_of(item).0).collect();
        let is_five = numbers.iter().any(|number| *number > 2.0)
            && numbers.iter().all(|number| (1.0..=5.0).contains(number));
        if is_five { Self::Five } else { Self::Own }
    }
}

/// Emotion points of a stage, evenly across it.
pub(super) fn feel(
    curve: CurveId,
    items: &[String],
    scale: Scale,
) -> impl Iterator<Item = EmotionPoint> {
    items.iter().enumerate().map(move |(index, item)| {
        let (number, word) = feeling_of(item);
        let number = number.map(|number| match scale {
            Scale::Own => number,
            Scale::Five => number - 3.0,
        });
        #[expect(clippy::cast_precision_loss, reason = "a few items of one cell")]
        let at = (index + 1) as f64 / (items.len() + 1) as f64;
        let feeling = number.map(Valence::clamped);
        EmotionPoint {
            word,
            ..EmotionPoint::new(PointId(0), curve, At::rounded(at), feeling)
        }
    })
}
