//! Feelings in the cells of a table: a number, a word or both. Knows how they
//! are written, not on what scale.

use crate::model::EmotionPoint;

/// A number as people write it: with a decimal comma or a real minus sign, too.
/// `None` for what is none or is not finite.
pub(crate) fn number(text: &str) -> Option<f64> {
    let text = text.trim().replace('−', "-").replace(',', ".");
    let value: Option<f64> = text.parse().ok();
    value.filter(|value| value.is_finite())
}

/// A feeling and its word: "Relief +1.5", "-2", "Wait ?" for one not known.
pub(crate) fn feeling_of(item: &str) -> (Option<f64>, String) {
    if let Some(number) = number(item) {
        return (Some(number), String::new());
    }
    match item.rsplit_once(' ') {
        Some((word, "?")) => (None, word.trim().to_owned()),
        Some((word, last)) if number(last).is_some() => (number(last), word.trim().to_owned()),
        _ if item == "?" => (None, String::new()),
        _ => (None, item.to_owned()),
    }
}

/// A feeling and its word as a cell of a table holds it.
pub(crate) fn feeling_text(point: &EmotionPoint) -> String {
    let feeling = match point.feeling {
        Some(feeling) if feeling.value() > 0.0 => format!("+{}", feeling.value()),
        Some(feeling) => feeling.value().to_string(),
        None => "?".into(),
    };
    format!("{} {feeling}", point.word.trim()).trim().to_owned()
}
