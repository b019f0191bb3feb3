//! Values of metrics as people type them: the number in them, the scale it
//! stands on, and a remark when it cannot stand there. Text stays as it was
//! typed; nothing is refused.

use crate::model::{feedback::Metric, words::MetricKind};

/// The ends of the scale that a value stands on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// The lowest value.
    pub low: f64,
    /// The highest value.
    pub high: f64,
}

impl Scale {
    const PERCENT: Self = Self {
        low: 0.0,
        high: 100.0,
    };

    /// The scale of a value: the one that its text names ("5.2 / 7", "61 %"),
    /// else that of its kind. A satisfaction of 10 and more without a sign is
    /// taken for percent, as it is often written. `None` for what has no ends,
    /// such as days and money, and for text without a number.
    #[must_use]
    pub fn of(kind: MetricKind, text: &str) -> Option<Self> {
        let value = number(text)?;
        let least = match kind {
            MetricKind::Csat | MetricKind::Ces => 1.0,
            MetricKind::Nps
            | MetricKind::Retention
            | MetricKind::Conversion
            | MetricKind::DropOff
            | MetricKind::Wait
            | MetricKind::Cost
            | MetricKind::Own => 0.0,
        };
        if let Some((_, most)) = text.split_once('/') {
            let most = number(most).filter(|most| *most > least)?;
            return Some(Self {
                low: least,
                high: most,
            });
        }
        if text.contains('%') && kind != MetricKind::Nps {
            return Some(Self::PERCENT);
        }
        match kind {
            MetricKind::Nps => Some(Self {
                low: -100.0,
                high: 100.0,
            }),
            MetricKind::Csat | MetricKind::Ces if value >= 10.0 => Some(Self::PERCENT),
            MetricKind::Csat => Some(Self {
                low: 1.0,
                high: 5.0,
            }),
            MetricKind::Ces => Some(Self {
                low: 1.0,
                high: 7.0,
            }),
            MetricKind::Retention | MetricKind::Conversion | MetricKind::DropOff => {
                Some(Self::PERCENT)
            }
            MetricKind::Wait | MetricKind::Cost | MetricKind::Own => None,
        }
    }

    /// How far along the scale a value is, 0 to 1; `None` beyond its ends.
    #[must_use]
    pub fn share(self, value: f64) -> Option<f64> {
        let share = (value - self.low) / (self.high - self.low);
        (0.0..=1.0).contains(&share).then_some(share)
    }
}

impl MetricKind {
    /// What is wrong with a value of this kind, in words; `None` for one that
    /// can be, for text without a number, and for kinds without a range.
    #[must_use]
    pub fn remark(self, text: &str) -> Option<String> {
        let value = number(text)?;
        let Some(scale) = Scale::of(self, text) else {
            let ends = text.contains('/');
            return ends.then(|| format!("“{}” names a scale that ends below it", text.trim()));
        };
        if scale.share(value).is_some() {
            return None;
        }
        let is_mean = matches!(self, Self::Csat | Self::Ces);
        let is_share = scale == Scale::PERCENT;
        let range = if self == Self::Nps {
            "An NPS is between −100 and +100".to_owned()
        } else if is_mean && !is_share && !text.contains('/') {
            format!(
                "{} is a mean from 1 to {} or a share with %",
                self.label(),
                scale.high
            )
        } else if is_share {
            "A share is between 0 and 100 %".to_owned()
        } else {
            format!("This scale goes from {} to {}", scale.low, scale.high)
        };
        Some(format!("{range}; “{}” is not", text.trim()))
    }
}

impl Metric {
    /// What is wrong with its typed values: which one, and why. The value of a
    /// metric that is computed is not looked at, because it is not shown.
    #[must_use]
    pub fn remarks(&self) -> Vec<(&'static str, String)> {
        let is_typed = !(self.computed && self.kind.survey().is_some());
        let value = is_typed.then_some(("value", &self.value));
        let others = [("value before", &self.before), ("target", &self.target)];
        let all = value.into_iter().chain(others);
        all.filter_map(|(which, text)| Some((which, self.kind.remark(text)?)))
            .collect()
    }
}

/// The first number of a text: "+34", "−12 %", "5.2 / 7", "1,200 visits".
#[must_use]
pub(crate) fn number(text: &str) -> Option<f64> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let (before, rest) = (text.get(..start)?, text.get(start..)?);
    let end = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','));
    let digits = rest.get(..end.unwrap_or(rest.len()))?;
    let digits = digits.trim_end_matches(['.', ',']);
    let thousands = digits
        .rsplit_once(',')
        .is_some_and(|(_, last)| last.len() == 3);
    let plain = digits.replace(',', if thousands { "" } else { "." });
    let value: f64 = plain.parse().ok()?;
    let is_negative = before.trim_end().ends_with(['-', '−', '–']);
    Some(if is_negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_stands_on_the_scale_that_its_text_names_or_on_that_of_its_kind() {
        let scale = |kind, text| Scale::of(kind, text).map(|scale| (scale.low, scale.high));
        assert_eq!(scale(MetricKind::Nps, "+34"), Some((-100.0, 100.0)));
        assert_eq!(scale(MetricKind::Csat, "4.2"), Some((1.0, 5.0)));
        assert_eq!(scale(MetricKind::Csat, "61"), Some((0.0, 100.0)));
        assert_eq!(scale(MetricKind::Csat, "4 %"), Some((0.0, 100.0)));
        assert_eq!(scale(MetricKind::Ces, "5.2 / 7"), Some((1.0, 7.0)));
        assert_eq!(scale(MetricKind::Ces, "3.1/5"), Some((1.0, 5.0)));
        assert_eq!(scale(MetricKind::Own, "8 / 10"), Some((0.0, 10.0)));
        assert_eq!(scale(MetricKind::Conversion, "12"), Some((0.0, 100.0)));
        assert_eq!(scale(MetricKind::Wait, "5 days"), None);
        assert_eq!(scale(MetricKind::Nps, "good"), None);
    }

    #[test]
    fn a_value_that_cannot_be_gets_a_remark_and_others_none() {
        let remark = |kind: MetricKind, text| kind.remark(text).unwrap_or_default();
        assert_eq!(
            remark(MetricKind::Nps, "140"),
            "An NPS is between −100 and +100; “140” is not"
        );
        assert_eq!(
            remark(MetricKind::Csat, "9"),
            "CSAT is a mean from 1 to 5 or a share with %; “9” is not"
        );
        assert_eq!(
            remark(MetricKind::Retention, "104 %"),
            "A share is between 0 and 100 %; “104 %” is not"
        );
        assert_eq!(
            remark(MetricKind::Ces, "8.5 / 7"),
            "This scale goes from 1 to 7; “8.5 / 7” is not"
        );
        assert!(remark(MetricKind::Ces, "4 / 0").contains("ends below"));
        for (kind, text) in [
            (MetricKind::Nps, "−100"),
            (MetricKind::Csat, "61"),
            (MetricKind::Csat, "4.7"),
            (MetricKind::Csat, ""),
            (MetricKind::Ces, "not asked yet"),
            (MetricKind::Wait, "5 days"),
            (MetricKind::Cost, "€ 140"),
            (MetricKind::Own, "1,200 visits"),
        ] {
            assert_eq!(kind.remark(text), None, "{kind:?} {text}");
        }
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        assert_eq!(number("+34"), Some(34.0));
        assert_eq!(number("−12 %"), Some(-12.0));
        assert_eq!(number("− 5"), Some(-5.0));
        assert_eq!(number("9,5 %"), Some(9.5));
        assert_eq!(number("1,200 visits"), Some(1200.0));
        assert_eq!(number("none"), None);
    }
}
