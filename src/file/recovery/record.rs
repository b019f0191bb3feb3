//! The bytes of a journal: a line that says what it is, then records, each with
//! its length and a checksum. The first record tells whose map it is; every
//! other brings the text of the map up to date, whole or as what differs from
//! the one before. Knows nothing of the disk, nor what the text means.
//!
//! Damage never reaches beyond itself: a record that is cut or changed is
//! passed over, and so are differences that build on it, up to the next whole
//! text.

use libdeflater::{CompressionLvl, Compressor, Crc, Decompressor};
use serde::{Deserialize, Serialize};

use super::super::{limits, save::Stamp};

/// What a journal begins with.
pub(super) const BEGIN: &[u8] = b"Throughline journal 1\n";
/// What every record begins with.
const MARK: &[u8; 4] = b"\nTLJ";
/// Mark, kind, length and checksum.
const HEAD: usize = 4 + 1 + 4 + 4;

/// Whose map a journal holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct About {
    /// The title of the map when the journal was begun.
    pub title: String,
    /// The bytes of its path, as the system has them; `None` before its first
    /// save.
    pub path: Option<Vec<u8>>,
    /// What the file held when it was opened or saved last.
    pub stamp: Option<Stamp>,
    /// When the journal was begun, in seconds since 1970.
    pub begun: u64,
}

/// What can be read of a journal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Replay {
    /// Whose map it is, if that record is whole.
    pub about: Option<About>,
    /// The last text that is whole.
    pub text: Option<Vec<u8>>,
    /// When that was written, in seconds since 1970.
    pub time: u64,
    /// Records that were damaged, or built on a damaged one.
    pub lost: usize,
}

/// The record that a journal begins with.
pub(super) fn about(about: &About) -> Option<Vec<u8>> {
    record(b'A', ron::to_string(about).ok()?.as_bytes())
}

/// A record with a whole text.
pub(super) fn whole(text: &[u8], time: u64) -> Option<Vec<u8>> {
    let mut body = time.to_le_bytes().to_vec();
    body.extend(u64::try_from(text.len()).ok()?.to_le_bytes());
    body.extend(packed(text)?);
    record(b'W', &body)
}

/// A record with what makes `text` of the text before it.
pub(super) fn difference(before: &[u8], text: &[u8], time: u64) -> Option<Vec<u8>> {
    let same = |(one, other): &(&u8, &u8)| one == other;
    let start = before.iter().zip(text).take_while(same).count();
    let (rest, middle) = (before.get(start..)?, text.get(start..)?);
    let end = rest
        .iter()
        .rev()
        .zip(middle.iter().rev())
        .take_while(same)
        .count();
    let middle = middle.get(..middle.len().checked_sub(end)?)?;
    let mut body = time.to_le_bytes().to_vec();
    for number in [start, end, middle.len()] {
        body.extend(u64::try_from(number).ok()?.to_le_bytes());
    }
    body.extend(checksum(&[text]).to_le_bytes());
    body.extend(packed(middle)?);
    record(b'D', &body)
}

/// Reads a journal as far as it is whole.
pub(super) fn replay(bytes: &[u8]) -> Replay {
    let mut replay = Replay::default();
    let mut rest = bytes;
    // Whether the last record of a text was whole: what follows builds on it.
    let mut builds = false;
    while let Some(at) = find(rest) {
        rest = rest.get(at..).unwrap_or_default();
        let Some((kind, body, after)) = parted(rest) else {
            // Not a record, or a damaged one: the next mark may begin one.
            replay.lost = replay.lost.saturating_add(1);
            builds = false;
            rest = rest.get(MARK.len()..).unwrap_or_default();
            continue;
        };
        rest = after;
        let read = match kind {
            b'A' => {
                replay.about = str::from_utf8(body)
                    .ok()
                    .and_then(|it| ron::from_str(it).ok());
                continue;
            }
            b'W' => unwhole(body),
            b'D' if builds => replay.text.as_deref().and_then(|text| applied(text, body)),
            _ => None,
        };
        builds = read.is_some();
        match read {
            Some((time, text)) => {
                replay.text = Some(text);
                replay.time = time;
            }
            None => replay.lost = replay.lost.saturating_add(1),
        }
    }
    replay
}

fn record(kind: u8, body: &[u8]) -> Option<Vec<u8>> {
    let length = u32::try_from(body.len()).ok()?.to_le_bytes();
    let mut record = MARK.to_vec();
    record.push(kind);
    record.extend(length);
    record.extend(checksum(&[&[kind], &length, body]).to_le_bytes());
    record.extend(body);
    Some(record)
}

/// Where the next mark is.
fn find(bytes: &[u8]) -> Option<usize> {
    bytes.windows(MARK.len()).position(|found| found == MARK)
}

/// The kind and the body of the record that some bytes begin with, and what
/// follows it.
fn parted(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (head, rest) = bytes.split_at_checked(HEAD)?;
    let (kind, head) = head.get(MARK.len()..)?.split_first()?;
    let (length, sum) = head.split_at_checked(4)?;
    let (body, after) = rest.split_at_checked(usize::try_from(number(length)?).ok()?)?;
    let is_whole = u64::from(checksum(&[&[*kind], length, body])) == number(sum)?;
    is_whole.then_some((*kind, body, after))
}

fn unwhole(body: &[u8]) -> Option<(u64, Vec<u8>)> {
    let (time, body) = body.split_at_checked(8)?;
    let (length, packed) = body.split_at_checked(8)?;
    Some((number(time)?, unpacked(packed, number(length)?)?))
}

fn applied(before: &[u8], body: &[u8]) -> Option<(u64, Vec<u8>)> {
    let (time, body) = body.split_at_checked(8)?;
    let (start, body) = body.split_at_checked(8)?;
    let (end, body) = body.split_at_checked(8)?;
    let (length, body) = body.split_at_checked(8)?;
    let (sum, packed) = body.split_at_checked(4)?;
    let start = before.get(..usize::try_from(number(start)?).ok()?)?;
    let end = before
        .len()
        .checked_sub(usize::try_from(number(end)?).ok()?)?;
    let end = before.get(end..)?;
    let text = [start, &unpacked(packed, number(length)?)?, end].concat();
    (u64::from(checksum(&[&text])) == number(sum)?).then_some((number(time)?, text))
}

/// A number of up to eight bytes, the lowest first.
fn number(bytes: &[u8]) -> Option<u64> {
    let mut whole = [0; 8];
    whole.get_mut(..bytes.len())?.copy_from_slice(bytes);
    Some(u64::from_le_bytes(whole))
}

fn checksum(parts: &[&[u8]]) -> u32 {
    let mut sum = Crc::new();
    for part in parts {
        sum.update(part);
    }
    sum.sum()
}

fn packed(text: &[u8]) -> Option<Vec<u8>> {
    let mut compressor = Compressor::new(CompressionLvl::fastest());
    let mut out = vec![0; compressor.deflate_compress_bound(text.len())];
    let length = compressor.deflate_compress(text, &mut out).ok()?;
    out.truncate(length);
    Some(out)
}

/// A length that no map has is damage.
fn unpacked(packed: &[u8], length: u64) -> Option<Vec<u8>> {
    if length > limits::FILE_BYTES {
        return None;
    }
    let mut out = vec![0; usize::try_from(length).ok()?];
    let read = Decompressor::new()
        .deflate_decompress(packed, &mut out)
        .ok()?;
    (read == out.len()).then_some(out)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    /// A journal of these texts, with a whole one every third time.
    fn journal(texts: &[&str]) -> Vec<u8> {
        let told = About {
            title: "A map".into(),
            ..About::default()
        };
        let mut bytes = BEGIN.to_vec();
        bytes.extend(about(&told).unwrap());
        let mut before: &str = "";
        for (index, text) in texts.iter().enumerate() {
            let time = index as u64;
            bytes.extend(if index % 3 == 0 {
                whole(text.as_bytes(), time).unwrap()
            } else {
                difference(before.as_bytes(), text.as_bytes(), time).unwrap()
            });
            before = text;
        }
        bytes
    }

    const TEXTS: [&str; 7] = [
        "stage one",
        "stage one, card",
        "stage two, card",
        "something else",
        "something else yet",
        "",
        "stage one \n\nTLJ of all",
    ];

    #[test]
    fn the_last_text_is_read_back() {
        for end in 1..=TEXTS.len() {
            let replay = replay(&journal(&TEXTS[..end]));
            assert_eq!(replay.text.unwrap(), TEXTS[end - 1].as_bytes());
            assert_eq!((replay.time, replay.lost), (end as u64 - 1, 0));
            assert_eq!(replay.about.unwrap().title, "A map");
        }
    }

    #[test]
    fn a_journal_cut_anywhere_gives_the_last_text_that_was_whole() {
        let whole = journal(&TEXTS);
        // Where each text ends in the journal.
        let ends: Vec<usize> = (1..=TEXTS.len())
            .map(|count| journal(&TEXTS[..count]).len())
            .collect();
        for end in 0..=whole.len() {
            let complete = ends.iter().filter(|it| **it <= end).count();
            let expected = complete.checked_sub(1).map(|last| TEXTS[last].as_bytes());
            let replay = replay(&whole[..end]);
            assert_eq!(replay.text.as_deref(), expected, "cut at {end}");
        }
    }

    #[test]
    fn a_changed_byte_anywhere_gives_a_text_that_was_there_and_all_before_it() {
        let whole = journal(&TEXTS);
        let ends: Vec<usize> = (1..=TEXTS.len())
            .map(|count| journal(&TEXTS[..count]).len())
            .collect();
        for at in 0..whole.len() {
            for change in [0x01, 0x80, 0xff] {
                let mut bytes = whole.clone();
                bytes[at] ^= change;
                let text = replay(&bytes).text.unwrap();
                let found = TEXTS.iter().position(|it| it.as_bytes() == text).unwrap();
                let complete = ends.iter().filter(|it| **it <= at).count();
                assert!(found + 1 >= complete, "byte {at}: {found} of {complete}");
            }
        }
    }
}
