//! Files damaged by chance (F43): cut at every byte, every byte changed, every
//! token lost or doubled, lines lost or doubled. Each is refused, read, or
//! repaired to a sound map with a list, and never stops the program.
//!
//! `THROUGHLINE_TRIALS=all` does the same to every sample there is, which takes
//! minutes.

use std::{env, fs, ops::Range, path::Path, sync::Arc, thread};

use throughline::{
    file::{self, FileError, Mended},
    model::{Map, Template, stress_map},
};

use super::mending::mend;
use crate::maps::full_map;

/// Words that are ours, not the reader's.
const JARGON: [&str; 9] = [
    "struct",
    "enum",
    "f64",
    "u32",
    "variant",
    "JourneyFile",
    "EmotionPoint",
    "RON",
    "UTF-8 character",
];

/// Checks that an error is one for people.
fn is_plain(error: &FileError, name: &str) {
    let said = error.to_string();
    let jargon = JARGON.iter().find(|word| said.contains(**word));
    assert_eq!(jargon, None, "{said}");
    assert!(said.starts_with(name), "{said}");
}

/// Reads damaged bytes, and checks what comes of it.
fn survive(bytes: &[u8]) -> Result<Map, FileError> {
    let result = file::read(bytes, Path::new("damaged.journey.ron"));
    match &result {
        Ok(map) => assert_eq!(map.faults(), []),
        Err(error) => is_plain(error, "damaged.journey.ron"),
    }
    result
}

/// Reads damaged bytes with repairs, and checks what comes of it.
fn survive_mended(bytes: &[u8]) -> Option<Mended> {
    match mend(bytes) {
        Ok(mended) => {
            assert_eq!(mended.map.faults(), []);
            assert!(mended.cut.is_none() || !mended.repairs.is_empty());
            Some(mended)
        }
        Err(error) => {
            is_plain(&error, super::NAME);
            None
        }
    }
}

/// The texts that are damaged, and by how many bytes to go on.
fn samples() -> Vec<(String, usize)> {
    let small = [full_map(), stress_map(40), Template::Visit.map()];
    let texts = small.map(|map| file::write(&excerpt(map)).unwrap());
    let mut samples: Vec<(String, usize)> = texts.map(|text| (text, 1)).into();
    samples.push((file::write(&full_map()).unwrap(), 31));
    if env::var("THROUGHLINE_TRIALS").is_ok_and(|trials| trials == "all") {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        for folder in ["assets/samples", "../shared/samples/maps"] {
            samples.extend(maps_in(&root.join(folder)));
        }
        assert!(samples.len() > 5, "no samples were found");
    }
    samples
}

/// So little of a map that all of its bytes can be tried, and some of all that
/// it has.
fn excerpt(mut map: Map) -> Map {
    map.stages.truncate(2);
    for stage in &mut map.stages {
        let stage = Arc::make_mut(stage);
        stage.cards.truncate(2);
        stage.points.truncate(1);
    }
    map.lanes.truncate(3);
    map.personas.truncate(1);
    map.metrics.truncate(1);
    map.dismissed.truncate(1);
    Arc::make_mut(&mut map.feedback).truncate(1);
    map.pictures.clear();
    map.repair();
    map
}

/// The maps of a folder; large ones are damaged at 5,000 places.
fn maps_in(folder: &Path) -> Vec<(String, usize)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path());
    let maps = paths.filter(|path| path.extension().is_some_and(|ending| ending == "ron"));
    let texts = maps.map(|path| fs::read_to_string(path).unwrap());
    texts
        .map(|text| {
            let step = text.len() / 5_000 + 1;
            (text, step)
        })
        .collect()
}

/// Does something at every place of a range on two threads, and adds up.
fn at_every(range: Range<usize>, step: usize, trial: impl Fn(usize) -> usize + Sync) -> usize {
    let half = |first: usize| range.clone().skip(first * step).step_by(2 * step);
    thread::scope(|scope| {
        let other = scope.spawn(|| half(1).map(&trial).sum::<usize>());
        half(0).map(&trial).sum::<usize>() + other.join().unwrap()
    })
}

#[test]
fn a_file_cut_anywhere_is_refused_with_its_place() {
    let text = file::write(&full_map()).unwrap();
    let whole = text.trim_end().len();
    let mut tried = 0;
    for end in (1..whole).step_by(5).chain(whole - 20..whole) {
        let error = survive(&text.as_bytes()[..end]).unwrap_err();
        assert!(error.line().is_some(), "cut at {end}: {error}");
        tried += 1;
    }
    assert!(tried > 1_000);
    assert!(survive(&text.as_bytes()[..whole]).is_ok());
}

#[test]
fn a_file_cut_at_any_byte_keeps_what_is_complete_and_never_more() {
    for (text, step) in samples() {
        let map = file::read(text.as_bytes(), Path::new("whole")).unwrap();
        let whole = text.trim_end().len();
        let last = text.rfind("\n    ),\n)").unwrap();
        let kept = at_every(1..whole, step, |end| {
            let Some(mended) = survive_mended(&text.as_bytes()[..end]) else {
                // Before there is anything to keep.
                assert!(end < 200, "cut at {end} of {whole}");
                return 0;
            };
            assert!(mended.cut.is_some(), "cut at {end}");
            let begun = |name: &str| text[..floor(&text, end)].matches(name).count();
            let cards = mended.map.card_count();
            assert!(cards <= map.card_count() && cards <= begun("lane: "));
            for (stage, whole) in mended.map.stages.iter().zip(&map.stages) {
                assert_eq!((stage.id, &stage.name), (whole.id, &whole.name));
                for (card, whole) in stage.cards.iter().zip(&whole.cards) {
                    assert!(card.id == whole.id && whole.text.starts_with(&card.text));
                }
            }
            if end > last {
                assert_eq!(mended.map, map, "cut at {end}");
            }
            1
        });
        assert!(kept > (whole - 200) / step - 1, "{kept} of {whole}");
    }
}

/// The last place at or before this one where a character begins.
fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[test]
fn every_byte_changed_is_refused_read_or_repaired() {
    for (text, step) in samples() {
        let read = at_every(0..text.len(), step, |at| {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1 << (at % 8);
            let mended = survive_mended(&bytes);
            if at % 4 == 0 {
                let is_sound = mended.as_ref().is_some_and(|it| it.repairs.is_empty());
                assert_eq!(survive(&bytes).is_ok(), is_sound, "byte {at}");
            }
            usize::from(mended.is_some())
        });
        let tried = text.len() / step;
        assert!(read > tried / 10 && read < tried, "{read} of {tried}");
    }
}

/// The words, texts, signs and stretches of blanks of a text.
fn tokens(text: &str) -> Vec<Range<usize>> {
    let mut tokens: Vec<Range<usize>> = Vec::new();
    let (mut inside, mut escaped) = (false, false);
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let is_word = |c: char| c.is_alphanumeric() || "_.-".contains(c);
        let goes_on = inside
            || (is_word(c) && is_word(before))
            || (c.is_whitespace() && before.is_whitespace() && at > 0);
        match tokens.last_mut().filter(|_| goes_on) {
            Some(token) => token.end = at + c.len_utf8(),
            None => tokens.push(at..at + c.len_utf8()),
        }
        if c == '"' && !escaped {
            inside = !inside;
        }
        escaped = inside && c == '\\' && !escaped;
        before = c;
    }
    tokens
}

#[test]
fn every_token_lost_or_doubled_is_refused_read_or_repaired() {
    for (text, step) in samples() {
        let tokens = tokens(&text);
        assert!(tokens.len() > text.len() / 20);
        assert_eq!(tokens.iter().map(Range::len).sum::<usize>(), text.len());
        let refused = at_every(0..tokens.len(), step, |index| {
            let token = tokens[index].clone();
            let (before, after) = (&text[..token.start], &text[token.end..]);
            let lost = survive_mended(format!("{before}{after}").as_bytes());
            let doubled = survive_mended(
                format!("{}{}", &text[..token.end], &text[token.start..]).as_bytes(),
            );
            usize::from(lost.is_none()) + usize::from(doubled.is_none())
        });
        assert!(refused > tokens.len() / step / 3, "{refused}");
    }
}

#[test]
fn a_changed_byte_is_refused_or_gives_a_sound_map() {
    let text = file::write(&full_map()).unwrap();
    let mut state = 1_u64;
    let mut dice = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 40).unwrap()
    };
    let (mut sound, mut refused) = (0, 0);
    for _ in 0..1_500 {
        let mut bytes = text.clone().into_bytes();
        for _ in 0..=dice() % 2 {
            let at = dice() % bytes.len();
            bytes[at] = match dice() % 4 {
                0 => bytes[at] ^ (1 << (dice() % 8)),
                1 => b"()[]\"\\,:-.0123456789"[dice() % 20],
                2 => bytes[dice() % bytes.len()],
                _ => u8::try_from(dice() % 256).unwrap(),
            };
        }
        match survive(&bytes) {
            Ok(_) => sound += 1,
            Err(_) => refused += 1,
        }
    }
    assert!(
        sound > 100 && refused > 100,
        "{sound} sound, {refused} refused"
    );
}

#[test]
fn a_line_lost_or_doubled_is_refused_or_gives_a_sound_map() {
    let text = file::write(&stress_map(20)).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let mut tried = 0;
    for index in 0..lines.len() {
        let mut lost = lines.clone();
        lost.remove(index);
        let mut doubled = lines.clone();
        doubled.insert(index, lines[index]);
        for damaged in [lost, doubled] {
            tried += usize::from(survive(damaged.join("\n").as_bytes()).is_err());
        }
    }
    assert!(tried > lines.len() / 2, "{tried} were refused");
}
