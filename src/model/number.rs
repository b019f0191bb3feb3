//! The numbers of a map, each in a type that cannot hold a value outside its
//! range: how far across a stage, how good a moment feels, how wide a stage
//! is, and levels from one to five. Knows nothing of what they are used for.

use serde::{Deserialize, Serialize};

/// Why a number is not allowed in a map.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("{what} must be a number from {low} to {high}, not {found}")]
pub struct OutOfRange {
    what: &'static str,
    low: f64,
    high: f64,
    found: f64,
}

impl OutOfRange {
    /// What its sentence speaks of, and the nearest number that is allowed;
    /// the lowest or zero for what is no number. Parsers pass on sentences alone.
    #[must_use]
    pub fn nearest(sentence: &str) -> Option<(&str, f64)> {
        let (what, range) = sentence.split_once(" must be a number from ")?;
        let (low, rest) = range.split_once(" to ")?;
        let (high, found) = rest.split_once(", not ")?;
        let (low, high): (f64, f64) = (low.parse().ok()?, high.parse().ok()?);
        let found: f64 = found.parse().ok()?;
        let nearest = if found.is_nan() { 0.0 } else { found };
        (low <= high).then(|| (what, nearest.clamp(low, high)))
    }
}

/// Defines a number type that is finite and within its range by construction.
macro_rules! ranged {
    ($(#[$doc:meta])* $name:ident, $what:literal, $low:literal ..= $high:literal, $default:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
        #[serde(try_from = "f64", into = "f64")]
        pub struct $name(f64);

        impl $name {
            /// The smallest value.
            pub const MIN: Self = Self($low);
            /// The largest value.
            pub const MAX: Self = Self($high);

            /// The nearest allowed value; what is not a number becomes the default.
            #[must_use]
            pub fn clamped(value: f64) -> Self {
                if value.is_nan() { Self($default) } else { Self(value.clamp($low, $high) + 0.0) }
            }

            /// The nearest allowed value with at most four decimals, so that
            /// what a hand has placed stays readable in the file.
            #[must_use]
            pub fn rounded(value: f64) -> Self {
                Self::clamped((value * 1e4).round() / 1e4)
            }

            /// The plain number.
            #[must_use]
            pub const fn value(self) -> f64 {
                self.0
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self($default)
            }
        }

        impl TryFrom<f64> for $name {
            type Error = OutOfRange;

            fn try_from(value: f64) -> Result<Self, OutOfRange> {
                if ($low..=$high).contains(&value) {
                    Ok(Self(value + 0.0))
                } else {
                    Err(OutOfRange { what: $what, low: $low, high: $high, found: value })
                }
            }
        }

        impl From<$name> for f64 {
            fn from(value: $name) -> f64 {
                value.0
            }
        }
    };
}

ranged!(
    /// How far across its stage something sits: 0 is flush left, 1 flush right.
    At, "a position across a stage", 0.0 ..= 1.0, 0.0
);
ranged!(
    /// How a moment feels, from −2 (very bad) over 0 (neutral) to +2 (very
    /// good). A feeling that is *not known* is no `Valence` at all.
    Valence, "a feeling", -2.0 ..= 2.0, 0.0
);
ranged!(
    /// The width of a stage relative to the usual one, a quarter to eight times.
    Span, "the width of a stage", 0.25 ..= 8.0, 1.0
);

/// A level from 1 (low) to 5 (high): severity, impact or effort.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Level(u8);

impl Level {
    /// Every level, lowest first.
    pub const ALL: [Self; 5] = [Self(1), Self(2), Self(3), Self(4), Self(5)];

    /// The plain number, 1 to 5.
    #[must_use]
    pub const fn value(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Level {
    type Error = OutOfRange;

    fn try_from(value: u8) -> Result<Self, OutOfRange> {
        if (1..=5).contains(&value) {
            Ok(Self(value))
        } else {
            Err(OutOfRange {
                what: "a level",
                low: 1.0,
                high: 5.0,
                found: f64::from(value),
            })
        }
    }
}

impl From<Level> for u8 {
    fn from(level: Level) -> u8 {
        level.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_outside_their_range_are_refused_and_clamped() {
        assert!(At::try_from(1.01).is_err());
        assert!(Valence::try_from(f64::NAN).is_err());
        assert!(Span::try_from(f64::INFINITY).is_err());
        assert_eq!(At::clamped(7.0), At::MAX);
        assert_eq!(Valence::clamped(f64::NAN).value(), 0.0);
        assert!(At::try_from(-0.0).is_ok_and(|at| at.value().is_sign_positive()));
        assert!(Level::try_from(6).is_err());
        for (value, nearest) in [(1.5, 1.0), (f64::NEG_INFINITY, 0.0), (f64::NAN, 0.0)] {
            let said = At::try_from(value).map_err(|error| error.to_string());
            let found = said
                .as_ref()
                .err()
                .and_then(|said| OutOfRange::nearest(said));
            assert_eq!(found, Some(("a position across a stage", nearest)));
        }
        assert_eq!(OutOfRange::nearest("nothing must be so"), None);
    }
}
