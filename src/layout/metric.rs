//! A metric as text: its name, its value, and below them where it came from
//! and where it should go.

use emath::{pos2, vec2};

use super::{body::Body, cell::place_lines, measure::Measure, text::TextStyle, tokens};
use crate::model::{Card, Map, Metric};

/// A metric: its name, then its value on the same line, or below when both do
/// not fit; then, in a note set in `noted`, the value before and the
/// target.
pub(super) fn metric(
    card: &Card,
    (room, noted): (f32, Option<TextStyle>),
    map: &Map,
    measure: &mut Measure,
) -> Body {
    let known = card.metric.and_then(|id| map.metric(id));
    let (name, value) = match known {
        Some(metric) => {
            let name = if card.text.is_empty() {
                &metric.name
            } else {
                &card.text
            };
            (name.as_str(), metric.value.as_str())
        }
        None => split_value(&card.text),
    };
    let room = (room - 4.0).max(1.0);
    let name = measure.wrap(name, &tokens::METRIC_NAME, room);
    let value = measure.wrap(value, &tokens::METRIC_VALUE, room);
    let gap = if name.width > 0.0 && value.width > 0.0 {
        6.0
    } else {
        0.0
    };
    let beside = name.lines.len() == 1 && name.width + gap + value.width <= room;
    let (corner, size) = if beside {
        let size = vec2(
            name.width + gap + value.width,
            name.height.max(value.height) + 2.0,
        );
        (pos2(2.0 + name.width + gap, 0.0), size)
    } else {
        let size = vec2(name.width.max(value.width), name.height + value.height);
        (pos2(2.0, name.height), size)
    };
    let mut size = vec2(size.x.max(16.0) + 4.0, size.y);
    let mut lines = place_lines(name, tokens::METRIC_NAME, pos2(2.0, 0.0), 0.0);
    lines.extend(place_lines(value, tokens::METRIC_VALUE, corner, 0.0));
    if beside {
        // Both stand on the value's baseline.
        let baseline = tokens::METRIC_VALUE.ascent();
        for line in &mut lines {
            line.pos.y = baseline;
        }
    }
    let note = known.map(note).unwrap_or_default();
    if let Some(style) = noted.filter(|_| !note.is_empty()) {
        let block = measure.wrap(&note, &style, room);
        let top = pos2(2.0, size.y);
        size = vec2(size.x.max(block.width + 4.0), size.y + block.height);
        lines.extend(place_lines(block, style, top, 0.0));
    }
    lines.retain(|line| line.width > 0.0);
    Body {
        lines,
        marks: Vec::new(),
        size,
    }
}

/// "↑ from +28 · target +40", as far as it is known. The arrow tells which way
/// the number went, not whether that is good.
fn note(metric: &Metric) -> String {
    let (before, target) = (metric.before.trim(), metric.target.trim());
    let mut parts = Vec::new();
    if !before.is_empty() {
        let numbers = number(before).zip(number(&metric.value));
        let arrow = numbers.map_or("", |(before, now)| match now.total_cmp(&before) {
            std::cmp::Ordering::Less => "↓ ",
            std::cmp::Ordering::Equal => "→ ",
            std::cmp::Ordering::Greater => "↑ ",
        });
        parts.push(format!("{arrow}from {before}"));
    }
    if !target.is_empty() {
        parts.push(format!("target {target}"));
    }
    parts.join(" · ")
}

/// The first number of a text: "+34", "−12 %", "5.2 / 7", "1,200 visits".
fn number(text: &str) -> Option<f64> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let (before, rest) = text.split_at(start);
    let end = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','));
    let digits = rest[..end.unwrap_or(rest.len())].trim_end_matches(['.', ',']);
    let thousands = digits
        .rsplit_once(',')
        .is_some_and(|(_, last)| last.len() == 3);
    let plain = digits.replace(',', if thousands { "" } else { "." });
    let value: f64 = plain.parse().ok()?;
    let is_negative = before.ends_with(['-', '−']);
    Some(if is_negative { -value } else { value })
}

/// Splits "CSAT 61" into name and value, where the last words begin with a
/// digit or a sign.
fn split_value(text: &str) -> (&str, &str) {
    let is_value = |rest: &str| {
        rest.starts_with(|c: char| c.is_ascii_digit())
            || rest.starts_with(['+', '−', '-', '€', '$', '£'])
                && rest.chars().nth(1).is_some_and(|c| c.is_ascii_digit())
    };
    if is_value(text) {
        return ("", text);
    }
    text.match_indices(' ')
        .map(|(at, _)| text.split_at(at))
        .find(|(_, value)| is_value(value.trim_start()))
        .map_or((text, ""), |(name, value)| {
            (name.trim_end(), value.trim_start())
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{MetricId, MetricKind};

    fn of(value: &str, before: &str, target: &str) -> String {
        note(&Metric {
            value: value.into(),
            before: before.into(),
            target: target.into(),
            ..Metric::new(MetricId(1), MetricKind::Nps, "NPS")
        })
    }

    #[test]
    fn a_metric_says_where_it_came_from_and_where_it_should_go() {
        assert_eq!(of("+34", "+28", "+40"), "↑ from +28 · target +40");
        assert_eq!(of("−5", "3", ""), "↓ from 3");
        assert_eq!(of("1,250", "1,250", "2,000"), "→ from 1,250 · target 2,000");
        assert_eq!(of("12 %", "9,5 %", ""), "↑ from 9,5 %");
        assert_eq!(of("good", "bad", ""), "from bad");
        assert_eq!(of("61", "", ""), "");
    }
}
