//! A file that ends too early, as a full disk or a program that copies files
//! leaves it: where it can be closed so that all that is complete is kept.
//! Knows brackets and commas, not maps.

use super::super::{
    limits,
    scan::{Sign, Signs},
};

/// A bracket that is open at the end.
struct Open<'a> {
    bracket: u8,
    /// The name of the field it is the value of.
    field: &'a str,
    /// The end of the last element in it that is complete.
    kept: usize,
}

/// Ways to close a text that ends too early: how much of it to keep and the
/// brackets to put behind, the one that keeps most first. Empty for a text
/// that is wrong otherwise.
pub(super) fn closings(text: &str) -> Vec<(usize, String)> {
    let Some(open) = open_brackets(text) else {
        return Vec::new();
    };
    // Half a picture is none.
    let whole = open.iter().position(|open| open.field == "pictures");
    let most = whole.map_or(open.len(), |place| place.saturating_add(1));
    let mut closers = String::new();
    let mut ways: Vec<(usize, String)> = open
        .iter()
        .take(most)
        .map(|open| {
            closers.insert(0, closing(open.bracket));
            (open.kept, closers.clone())
        })
        .collect();
    ways.reverse();
    ways
}

/// The brackets that are open at the end of a text; `None` when it does not
/// just end too early.
fn open_brackets(text: &str) -> Option<Vec<Open<'_>>> {
    let mut open: Vec<Open<'_>> = Vec::new();
    let (mut word, mut field) = ("", "");
    for (range, sign) in Signs::of(text) {
        match sign {
            Sign::Open(bracket) => {
                if open.len() >= limits::NESTING {
                    return None;
                }
                open.push(Open {
                    bracket,
                    field: std::mem::take(&mut field),
                    kept: range.end,
                });
            }
            Sign::Close(bracket) => {
                open.pop().filter(|open| open.bracket == bracket)?;
                open.last_mut()?.kept = range.end;
            }
            Sign::Comma => {
                open.last_mut()?.kept = range.start;
                field = "";
            }
            // A text before a colon is the name of a picture, no element.
            Sign::Text => {
                if let Some(open) = open.last_mut().filter(|open| open.bracket != b'{') {
                    open.kept = range.end;
                }
            }
            Sign::Colon => field = word,
            Sign::Word => word = text.get(range).unwrap_or_default(),
            // A text over several lines lacks its quote; one on the last line
            // was cut.
            Sign::OpenText => {
                let is_cut = text.get(range).is_some_and(|text| !text.contains('\n'));
                return is_cut.then_some(open);
            }
            Sign::OpenComment => return None,
        }
    }
    Some(open)
}

const fn closing(bracket: u8) -> char {
    match bracket {
        b'[' => ']',
        b'{' => '}',
        _ => ')',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text closed in each way.
    fn closed(text: &str) -> Vec<String> {
        let ways = closings(text).into_iter();
        ways.map(|(kept, closers)| format!("{}{closers}", &text[..kept]))
            .collect()
    }

    #[test]
    fn a_cut_text_is_closed_behind_what_is_complete_innermost_first() {
        assert_eq!(
            closed("(v: 1, m: (l: [(id: 1, n: \"x\"), (id: 2, n: \"y"),
            [
                "(v: 1, m: (l: [(id: 1, n: \"x\"), (id: 2)]))",
                "(v: 1, m: (l: [(id: 1, n: \"x\")]))",
                "(v: 1, m: ())",
                "(v: 1)"
            ]
        );
        // A number may lack its last digits, a text and a bracket may not.
        assert_eq!(closed("(a: 1, b: 0.2"), ["(a: 1)"]);
        assert_eq!(closed("(a: 1, b: \"c\""), ["(a: 1, b: \"c\")"]);
        assert_eq!(closed("(a: [1], b: Some(2)"), ["(a: [1], b: Some(2))"]);
    }

    #[test]
    fn half_a_picture_is_not_kept() {
        let text = "(m: (pictures: {\"a\": (d: [\"AA\"]), \"b\": (d: [\"BB\", \"C";
        assert_eq!(
            closed(text).first().map(String::as_str),
            Some("(m: (pictures: {\"a\": (d: [\"AA\"])}))")
        );
    }

    #[test]
    fn what_is_wrong_otherwise_is_not_closed() {
        for text in ["(a: [1)", "a)", "(a: \"b, \n c: (", "(/* x", ""] {
            assert_eq!(closed(text), [""; 0], "{text}");
        }
    }
}
