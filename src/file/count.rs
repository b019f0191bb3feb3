//! How many elements a large text has, before it is read: each takes more
//! memory than text, so that a file of allowed size could still exhaust it.
//! Knows brackets, commas and the names of lists.

use super::{
    limits,
    scan::{Sign, Signs},
};

/// Texts of fewer bytes cannot hold enough to matter.
const SMALL: usize = 1024 * 1024;

/// The lists of a map: how they are named in its text, what is in them, and
/// how many of that there may be.
const LISTS: [(&str, &str, usize); 16] = [
    ("stages", "stages", limits::STAGES),
    ("lanes", "lanes", limits::LANES),
    ("cards", "cards", limits::CARDS),
    ("points", "emotion points", limits::POINTS),
    ("curves", "curves", limits::CURVES),
    ("personas", "personas", limits::PERSONAS),
    ("channels", "channels", limits::CHANNELS),
    ("metrics", "metrics", limits::METRICS),
    ("feedback", "pieces of feedback", limits::FEEDBACK),
    ("participants", "participants", limits::NAMES),
    ("triggers", "triggers", limits::NAMES),
    ("happened", "triggers", limits::NAMES),
    ("rules", "rules", limits::RULES),
    ("dismissed", "dismissed insights", limits::DISMISSED),
    ("views", "saved views", limits::VIEWS),
    ("data", "lines of pictures", limits::PICTURE_LINES),
];

/// The first limit that a text exceeds by far too many elements, as a
/// sentence. Some that exceed one by a little are found once they are read.
pub(super) fn too_many(text: &str) -> Option<String> {
    if text.len() < SMALL {
        return None;
    }
    let mut counts = [0_usize; LISTS.len()];
    // The brackets that are open: which of the lists each is, if any.
    let mut open: Vec<Option<usize>> = Vec::new();
    let (mut word, mut field) = ("", "");
    for (range, sign) in Signs::of(text) {
        match sign {
            Sign::Open(bracket) => {
                let list = LISTS.iter().position(|(name, _, _)| *name == field);
                open.push(list.filter(|_| bracket == b'['));
                field = "";
                if open.len() > limits::NESTING {
                    return None;
                }
            }
            Sign::Close(_) => drop(open.pop()),
            Sign::Comma => {
                field = "";
                let list = open.last().copied().flatten();
                if let Some(said) = list.and_then(|list| one_more(&mut counts, list)) {
                    return Some(said);
                }
            }
            Sign::Colon => field = word,
            Sign::Word => word = text.get(range).unwrap_or_default(),
            Sign::Text | Sign::OpenText | Sign::OpenComment => {}
        }
    }
    None
}

/// Counts an element of a list; a sentence once there are too many.
fn one_more(counts: &mut [usize], list: usize) -> Option<String> {
    let (_, what, limit) = LISTS.get(list)?;
    let count = counts.get_mut(list)?;
    *count = count.saturating_add(1);
    (*count > *limit).then(|| {
        format!("the map has more than {limit} {what}, the limit; split it into several maps")
    })
}
