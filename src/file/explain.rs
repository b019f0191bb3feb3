//! The parser's errors in plain words: no names of types, no grammar, and what
//! to write instead. Knows the words of the format, not the map.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the parser's errors may grow, and most share one answer"
)]

use ron::error::{Error, Position, SpannedError};

use super::{error::Place, foreign::Fault, nearest::nearest};

/// Where a text is wrong, why, and what to do.
pub(super) fn explain(error: &SpannedError, text: &str) -> Fault {
    let place = Some(past_blanks(text, error.span.start));
    if is_at_end(error, text) && !text.trim_end().ends_with(')') {
        return (
            place,
            "the file stops here in the middle of the map: it was cut off; \
             restore it from a backup or an earlier version"
                .into(),
        );
    }
    let reason = beside(error, text).map_or_else(|| reason(&error.code), Into::into);
    (place, reason)
}

/// Whether an error is that the text ends too early.
pub(super) fn is_at_end(error: &SpannedError, text: &str) -> bool {
    let end = end_of(text);
    let unclosed = matches!(
        error.code,
        Error::ExpectedStringEnd | Error::UnclosedBlockComment | Error::Eof
    );
    if unclosed || (error.span.end.line, error.span.end.col) >= (end.line, end.column) {
        return true;
    }
    // The last word may be half of one.
    let is_word = |c: char| c.is_alphanumeric() || "+-._".contains(c);
    let before = end_of(text.trim_end().trim_end_matches(is_word));
    !matches!(error.code, Error::TrailingCharacters)
        && past_blanks(text, error.span.start) >= before
}

/// The place behind the last character of a text that is no blank.
pub(super) fn end_of(text: &str) -> Place {
    let end = text.trim_end();
    let last = end.rsplit('\n').next().unwrap_or_default();
    Place {
        line: end.matches('\n').count().saturating_add(1),
        column: last.chars().count().saturating_add(1),
    }
}

/// The place of the first character that is no blank at or after a position:
/// the parser points before the blanks. At the end of the text, the position.
fn past_blanks(text: &str, start: Position) -> Place {
    let start = Place {
        line: start.line,
        column: start.col,
    };
    let mut place = Place { line: 1, column: 1 };
    for c in text.chars() {
        if place >= start && !c.is_whitespace() {
            return place;
        }
        if c == '\n' {
            place = Place {
                line: place.line.saturating_add(1),
                column: 1,
            };
        } else {
            place.column = place.column.saturating_add(1);
        }
    }
    start
}

/// Better causes that only the text around the place can tell.
fn beside(error: &SpannedError, text: &str) -> Option<&'static str> {
    let Place { line, column } = Place {
        line: error.span.start.line,
        column: error.span.start.col,
    };
    let line_text = text.lines().nth(line.saturating_sub(1))?;
    match error.code {
        Error::ExpectedComma => {
            let near: String = line_text
                .chars()
                .skip(column.saturating_sub(2))
                .take(2)
                .collect();
            let before = line_text.chars().take(column.saturating_sub(1));
            if near.contains('.') {
                Some("a whole number belongs here, without a fraction")
            } else if before.filter(|c| *c == '"').count() % 2 == 1 {
                Some(
                    "a text that began on an earlier line ends here; a double quote \" is missing there",
                )
            } else {
                None
            }
        }
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) if line > 3 => {
            Some("an opening bracket ( belongs here")
        }
        _ => None,
    }
}

/// The cause and the next step.
fn reason(error: &Error) -> String {
    match error {
        Error::NoSuchStructField {
            expected,
            found,
            outer,
        } => unknown(
            &format!("{} has no field “{found}”", a(outer.as_deref())),
            found,
            expected,
        ),
        Error::NoSuchEnumVariant {
            expected,
            found,
            outer,
        } => unknown(
            &format!("“{found}” is not {}", a(outer.as_deref())),
            found,
            expected,
        ),
        Error::MissingStructField { field, outer } => missing(field, outer.as_deref()),
        Error::DuplicateStructField { field, outer } => {
            format!(
                "{} has the field “{field}” twice; remove one",
                a(outer.as_deref())
            )
        }
        Error::InvalidValueForType { expected, found } => {
            format!("{} belongs here, not {}", kind(expected), plain(found))
        }
        Error::ExpectedDifferentLength { expected, found } => {
            format!("{} belongs here; there are {found} values", kind(expected))
        }
        // Ranges of numbers say it themselves.
        Error::Message(message) => message.clone(),
        Error::InvalidIntegerDigit { digit, .. } => {
            format!("“{digit}” is not a digit; write a whole number")
        }
        Error::UnexpectedChar(c) => {
            format!("“{}” does not belong here; remove it", c.escape_debug())
        }
        Error::NoSuchExtension(name) => {
            format!("the extension “{name}” is not known; remove the line with #![enable(…)]")
        }
        Error::InvalidIdentifier(word) | Error::SuggestRawIdentifier(word) => {
            format!("“{word}” is not a name; names are letters, digits and _")
        }
        Error::ExpectedDifferentStructName { found, .. } => {
            format!(
                "the name “{found}” does not belong here; remove it and keep what is in brackets"
            )
        }
        simple => expected(simple).to_owned(),
    }
}

/// The errors that are always the same sentence.
fn expected(error: &Error) -> &'static str {
    match error {
        Error::ExpectedStructLike
        | Error::ExpectedNamedStructLike(_)
        | Error::ExpectedStructName(_) => {
            "an opening bracket ( belongs here; a map file begins with (version: 1, map: ("
        }
        Error::ExpectedStructLikeEnd => {
            "a closing bracket ) belongs here; is a comma missing before?"
        }
        Error::ExpectedArray => "a list in square brackets [ ] belongs here",
        Error::ExpectedArrayEnd => "a closing bracket ] belongs here; is a comma missing before?",
        Error::ExpectedMap | Error::ExpectedMapEnd | Error::ExpectedMapColon => {
            "a colon belongs between a field and its value; write field: value"
        }
        Error::ExpectedComma => "a comma belongs here, between two fields or elements",
        Error::ExpectedString => "text in double quotes \"\" belongs here",
        Error::ExpectedStringEnd => {
            "the text that begins here is never closed; add the missing double quote \""
        }
        Error::ExpectedBoolean => "true or false belongs here",
        Error::ExpectedInteger => "a whole number belongs here",
        Error::ExpectedFloat => "a number belongs here",
        Error::IntegerOutOfBounds => {
            "the number is out of range; write a smaller one that is not negative"
        }
        Error::ExpectedOption => "this value can be left open, so write Some(value) or None",
        Error::ExpectedOptionEnd => "a closing bracket ) belongs here, after the value in Some(",
        Error::ExpectedIdentifier => "the name of a field or a word belongs here",
        Error::UnclosedBlockComment => "the comment that begins here is never closed; add */",
        Error::InvalidEscape(_) => {
            "this is not a character that can be written with a backslash; write \\\\ for a plain backslash"
        }
        Error::FloatUnderscore | Error::UnderscoreAtBeginning => {
            "a number cannot begin with _ or have one in its fraction; remove it"
        }
        Error::TrailingCharacters => {
            "something follows the end of the map; remove it, or the bracket that closes the map too early"
        }
        Error::ExceededRecursionLimit => {
            "brackets are nested too deeply for a journey map; the file is damaged or not a map"
        }
        Error::Eof => "the file ends too early; restore it from a backup or an earlier version",
        _ => "this cannot be read as a part of a journey map; compare it with a map that opens",
    }
}

/// A field or word that is not known, with the nearest that is.
fn unknown(what: &str, found: &str, expected: &[&str]) -> String {
    if let Some(near) = nearest(found, expected) {
        return format!("{what}; did you mean “{near}”?");
    }
    format!("{what}; allowed are {}", expected.join(", "))
}

fn missing(field: &str, outer: Option<&str>) -> String {
    match field {
        "version" => "the file does not say which version of the format it has; \
                      write version: 1 before map:"
            .into(),
        "map" => "the file has a version but no map; restore it from a backup".into(),
        _ => format!(
            "{} that ends here has no field “{field}” and needs one; add it",
            a(outer)
        ),
    }
}

/// What the format's own types are called.
fn a(outer: Option<&str>) -> &'static str {
    match outer {
        Some("JourneyFile") => "the file",
        Some("Map") => "the map",
        Some("Persona") => "a persona",
        Some("OwnChannel") => "an own channel",
        Some("Channel") => "a channel",
        Some("Lane") => "a lane",
        Some("Stage") => "a stage",
        Some("Card") => "a card",
        Some("EmotionPoint") => "an emotion point",
        Some("Curve") => "a curve",
        Some("Feedback") => "a piece of feedback",
        Some("Metric") => "a metric",
        Some("StageRule") => "a rule for feedback",
        Some("Dismissal") => "a dismissed insight",
        Some("Rule") => "a kind of insight",
        Some("Survey") => "a survey",
        Some("Side") => "a view of a curve",
        Some("JourneyKind") => "a kind of journey",
        Some("Review") => "the review",
        Some("View") => "a saved view",
        Some("MapKind") => "a kind of map",
        Some("LaneKind") => "a kind of lane",
        Some("Divider") => "a divider",
        Some("Evidence") => "a level of evidence",
        Some("KeyMoment") => "a key moment",
        Some("Status") => "a status",
        Some("Swatch") => "a swatch",
        Some("LineStyle") => "a line style",
        Some("CurveState") => "a state of a curve",
        Some("CurveKind") => "a kind of curve",
        Some("FeedbackKind") => "a kind of feedback",
        Some("FeedbackSource") => "a source of feedback",
        Some("MetricKind") => "a kind of metric",
        _ => "this element",
    }
}

/// What the parser expected, for people.
fn kind(expected: &str) -> &str {
    if expected.contains("string") {
        "text in double quotes"
    } else if expected.contains("f64") {
        "a number"
    } else if ["u8", "u32", "u64"]
        .iter()
        .any(|number| expected.contains(number))
    {
        "a whole number"
    } else if expected.contains("boolean") {
        "true or false"
    } else if expected.contains("sequence") {
        "a list in square brackets"
    } else if expected.contains("tuple") {
        "a pair of texts in round brackets"
    } else if expected.contains("option") {
        "Some(value) or None"
    } else {
        "an element in round brackets"
    }
}

/// What the parser found, for people.
fn plain(found: &str) -> String {
    match found {
        "a unit value" => "nothing".into(),
        "a sequence" => "a list".into(),
        "a map" => "a table in curly brackets".into(),
        "an optional value" => "Some or None".into(),
        _ => found
            .replace("the boolean ", "")
            .replace("the unsigned integer ", "")
            .replace("the signed integer ", "")
            .replace("the floating point number ", "")
            .replace("the string ", "the text ")
            .replace('`', ""),
    }
}
