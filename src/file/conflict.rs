//! What a merge by a tool leaves in a file that both sides have changed: marks
//! and both versions. Knows the marks, not what is between them.

/// The first line with a mark, counted from one.
pub(super) fn line(text: &str) -> Option<usize> {
    let is_marked = |line: &str| mark(line).is_some();
    text.lines()
        .position(is_marked)
        .map(|index| index.saturating_add(1))
}

/// The text as it was on either side; `None` when the marks do not fit.
pub(super) fn sides(text: &str) -> Option<[String; 2]> {
    let (mut ours, mut theirs) = (String::new(), String::new());
    let mut part = Part::Both;
    for line in text.split_inclusive('\n') {
        part = match (part, mark(line.trim_end_matches(['\n', '\r']))) {
            (Part::Both, Some(Mark::Ours)) => Part::Ours,
            (Part::Ours, Some(Mark::Base)) | (Part::Base, None) => Part::Base,
            (Part::Ours | Part::Base, Some(Mark::Between)) => Part::Theirs,
            (Part::Theirs, Some(Mark::Theirs)) => Part::Both,
            (_, Some(_)) => return None,
            (part, None) => {
                if part != Part::Theirs {
                    ours.push_str(line);
                }
                if part != Part::Ours {
                    theirs.push_str(line);
                }
                part
            }
        };
    }
    (part == Part::Both).then_some([ours, theirs])
}

/// What a line belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Both,
    Ours,
    Base,
    Theirs,
}

/// A line that a tool has put there.
#[derive(Clone, Copy)]
enum Mark {
    Ours,
    Base,
    Between,
    Theirs,
}

fn mark(line: &str) -> Option<Mark> {
    if line == "=======" {
        return Some(Mark::Between);
    }
    [
        ("<<<<<<<", Mark::Ours),
        ("|||||||", Mark::Base),
        (">>>>>>>", Mark::Theirs),
    ]
    .into_iter()
    .find(|(marks, _)| {
        line.strip_prefix(marks)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })
    .map(|(_, mark)| mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_are_taken_apart_and_marks_that_do_not_fit_are_not() {
        let text = "a\n<<<<<<< HEAD\nb\n||||||| base\nc\n=======\nd\n>>>>>>> other\ne\n";
        assert_eq!(line(text), Some(2));
        assert_eq!(sides(text), Some(["a\nb\ne\n".into(), "a\nd\ne\n".into()]));
        for text in ["=======\n", "<<<<<<< a\n", "<<<<<<< a\n>>>>>>> b\n"] {
            assert_eq!(sides(text), None, "{text}");
        }
        assert_eq!(line("a <<<<<<<\n========\n"), None);
    }
}
