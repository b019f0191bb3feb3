//! A metric as text: its name, its value, and below them how sure it is, where
//! it came from and where it should go; and a slim gauge that shows all of that
//! on the scale of its kind.

use emath::{Pos2, Rect, Vec2, pos2, vec2};

use super::{
    body::Body,
    cell::place_lines,
    marks::{CardMark, Tells},
    measure::Measure,
    text::TextStyle,
    tokens,
};
use crate::model::{Card, Figure, Map, Metric, Scale, number};

/// Between two parts of a line.
const APART: f32 = 10.0;

/// A value on its scale, as a slim bar. Places are shares of the bar's width,
/// 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gauge {
    /// Its place, relative to the card's corner.
    pub rect: Rect,
    /// From where it is filled to where: zero, or the lower end of the scale,
    /// and the value.
    pub filled: (f32, f32),
    /// Where the value of all customers lies, with 95 % confidence.
    pub interval: Option<(f32, f32)>,
    /// The value before the last change.
    pub before: Option<f32>,
    /// The value to reach.
    pub target: Option<f32>,
}

/// A metric: its name, then its value on the same line, or below when both do
/// not fit; then, in words set in `noted`, interval and sample size of a value
/// that is computed, the value before and the target; last the gauge.
pub(super) fn metric(
    card: &Card,
    (room, noted): (f32, Option<TextStyle>),
    map: &Map,
    measure: &mut Measure,
) -> Body {
    let known = card.metric.and_then(|id| map.metric(id));
    let shown = known.map(|metric| map.metric_value(metric));
    let (name, value) = match (known, &shown) {
        (Some(metric), Some(value)) => {
            let name = if card.text.is_empty() {
                &metric.name
            } else {
                &card.text
            };
            (name.as_str(), value.as_str())
        }
        (Some(_) | None, None) | (None, Some(_)) => split_value(&card.text),
    };
    let room = (room - 4.0).max(1.0);
    let mut body = named_value(name, value, room, measure);
    let first = body.size;
    if let (Some(metric), Some(style)) = (known, noted) {
        let figure = map.figure(metric);
        if let Some(figure) = figure {
            certainty(&figure, &mut body, (room, style), measure);
        }
        let note = note(metric, figure.as_ref());
        if !note.is_empty() {
            let block = measure.wrap(&note, &style, room);
            // Beside how sure it is, where both fit on that line: a lane of
            // metrics is no higher for it on a wide page.
            let said = body.marks.last().filter(|mark| mark.lines.len() == 1);
            let beside = said.map(|mark| pos2(mark.rect.right() + APART, mark.rect.top()));
            let fits = |corner: &Pos2| corner.x + block.width <= room + 2.0;
            let corner = beside.filter(fits).unwrap_or_else(|| {
                let below = pos2(2.0, body.size.y);
                body.size.y += block.height;
                below
            });
            body.size.x = body.size.x.max(corner.x + block.width + 2.0);
            body.lines.extend(place_lines(block, style, corner, 0.0));
        }
        body.gauge = gauge(metric, figure.as_ref(), map, (&mut body, first, room));
    }
    body.lines.retain(|line| line.width > 0.0);
    body
}

/// Name and value, side by side where both fit.
fn named_value(name: &str, value: &str, room: f32, measure: &mut Measure) -> Body {
    let name = measure.wrap(name, &tokens::METRIC_NAME, room);
    let value = measure.wrap(value, &tokens::METRIC_VALUE, room);
    let gap = if name.width > 0.0 && value.width > 0.0 {
        6.0
    } else {
        0.0
    };
    let beside =
        name.lines.len() <= 1 && value.lines.len() <= 1 && name.width + gap + value.width <= room;
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
    let mut lines = place_lines(name, tokens::METRIC_NAME, pos2(2.0, 0.0), 0.0);
    lines.extend(place_lines(value, tokens::METRIC_VALUE, corner, 0.0));
    if beside {
        // Both stand on the value's baseline.
        let baseline = tokens::METRIC_VALUE.ascent();
        for line in &mut lines {
            line.pos.y = baseline;
        }
    }
    Body {
        lines,
        marks: Vec::new(),
        size: vec2(size.x.max(16.0) + 4.0, size.y),
        gauge: None,
    }
}

/// Says below the value that it is computed, and how sure it is.
fn certainty(
    figure: &Figure,
    body: &mut Body,
    (room, style): (f32, TextStyle),
    measure: &mut Measure,
) {
    let words = format!("{}, from feedback", figure.certainty());
    let shift = tokens::MARK_ICON + tokens::MARK_PAD;
    let block = measure.wrap(&words, &style, (room - shift).max(1.0));
    let size = vec2(shift + block.width, block.height);
    let rect = Rect::from_min_size(pos2(2.0, body.size.y), size);
    let corner = pos2(rect.left() + shift, rect.top());
    body.size = vec2(body.size.x.max(size.x + 4.0), body.size.y + size.y);
    body.marks.push(CardMark {
        tells: Tells::Computed,
        rect,
        lines: place_lines(block, style, corner, 0.0),
    });
}

/// "↑ from +28 · target +40", as far as it is known. The arrow tells which way
/// the number went, not whether that is good.
fn note(metric: &Metric, figure: Option<&Figure>) -> String {
    let (before, target) = (metric.before.trim(), metric.target.trim());
    let mut parts = Vec::new();
    if !before.is_empty() {
        let numbers = number(before).zip(value(metric, figure));
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

/// The value as a number, as it is written: an arrow that tells +34.2 from +34
/// would contradict what is read.
fn value(metric: &Metric, figure: Option<&Figure>) -> Option<f64> {
    match figure {
        Some(figure) => number(&figure.written()),
        None if metric.computed && metric.kind.survey().is_some() => None,
        None => number(&metric.value),
    }
}

/// The gauge of a metric whose scale is known: beside name and value, which are
/// `first` large, where they leave room, else below what is there already.
fn gauge(
    metric: &Metric,
    figure: Option<&Figure>,
    map: &Map,
    (body, first, room): (&mut Body, Vec2, f32),
) -> Option<Gauge> {
    let scale: Scale = map.metric_scale(metric)?;
    let place = |number: f64| {
        #[expect(clippy::cast_possible_truncation, reason = "a share from 0 to 1")]
        let share = scale.share(number).map(|share| share as f32);
        share
    };
    let exact = figure.map(|figure| figure.value);
    let end = place(exact.or_else(|| value(metric, None))?)?;
    let zero = place(0.0).unwrap_or(0.0);
    let interval = figure.and_then(|figure| figure.interval);
    let left = first.x + tokens::GAUGE_BESIDE;
    let free = (room + 2.0 - left).min(tokens::GAUGE.x);
    let is_one_line = first.y <= tokens::METRIC_VALUE.leading + 3.0;
    let rect = if is_one_line && free >= tokens::GAUGE_LEAST {
        // Level with the digits of the value.
        let middle = tokens::METRIC_VALUE.ascent() - 0.36 * tokens::METRIC_VALUE.size;
        let corner = pos2(left, middle - tokens::GAUGE.y / 2.0);
        Rect::from_min_size(corner, vec2(free, tokens::GAUGE.y))
    } else {
        let size = vec2(tokens::GAUGE.x.min(room), tokens::GAUGE.y);
        let corner = pos2(2.0, body.size.y + tokens::GAUGE_ABOVE);
        body.size.y = corner.y + size.y;
        Rect::from_min_size(corner, size)
    };
    body.size.x = body.size.x.max(rect.right() + 2.0);
    Some(Gauge {
        rect,
        filled: (zero, end),
        interval: interval.and_then(|span| Some((place(span.low)?, place(span.high)?))),
        before: number(&metric.before).and_then(place),
        target: number(&metric.target).and_then(place),
    })
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
        let metric = Metric {
            value: value.into(),
            before: before.into(),
            target: target.into(),
            ..Metric::new(MetricId(1), MetricKind::Nps, "NPS")
        };
        note(&metric, None)
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
