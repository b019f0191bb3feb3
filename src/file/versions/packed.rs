//! How a version lies on the disk: sixteen bytes that say what it is, how long
//! it was and its checksum, then the text deflated. Damage anywhere in it is
//! found. Knows bytes only.

use libdeflater::{CompressionLvl, Compressor, Decompressor};

use crate::file::limits::FILE_BYTES;

/// How a packed file begins.
const MAGIC: [u8; 4] = *b"TLV1";
/// The length of what comes before the deflated text.
const HEAD: usize = 16;
/// How hard to compress, of 12: texts get no smaller beyond, only slower.
const LEVEL: i32 = 6;

/// No packed file is longer: what cannot be deflated grows by little.
pub(super) const MOST_BYTES: u64 = FILE_BYTES + 1024 * 1024;

/// The checksum of a text.
pub(super) fn checksum(bytes: &[u8]) -> u32 {
    libdeflater::crc32(bytes)
}

/// A text, packed.
pub(super) fn pack(bytes: &[u8]) -> Vec<u8> {
    let level = CompressionLvl::new(LEVEL).unwrap_or_default();
    let mut compressor = Compressor::new(level);
    let mut deflated = vec![0; compressor.deflate_compress_bound(bytes.len())];
    // It cannot fail in a buffer of that size; were it to, the version would
    // be found to be damaged when it is read.
    let len = compressor
        .deflate_compress(bytes, &mut deflated)
        .unwrap_or_default();
    deflated.truncate(len);
    let mut packed = Vec::with_capacity(len.saturating_add(HEAD));
    packed.extend(MAGIC);
    packed.extend((bytes.len() as u64).to_le_bytes());
    packed.extend(checksum(bytes).to_le_bytes());
    packed.append(&mut deflated);
    packed
}

/// The text that was packed; `None` if it is not whole.
pub(super) fn unpack(packed: &[u8]) -> Option<Vec<u8>> {
    let (magic, rest) = packed.split_first_chunk::<4>()?;
    let (len, rest) = rest.split_first_chunk::<8>()?;
    let (check, deflated) = rest.split_first_chunk::<4>()?;
    let len = u64::from_le_bytes(*len);
    if *magic != MAGIC || len > FILE_BYTES {
        return None;
    }
    let len = usize::try_from(len).ok()?;
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(len).ok()?;
    bytes.resize(len, 0);
    let found = Decompressor::new()
        .deflate_decompress(deflated, &mut bytes)
        .ok()?;
    let is_whole = found == len && checksum(&bytes).to_le_bytes() == *check;
    is_whole.then_some(bytes)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_out_the_same() {
        for text in ["", "a", &"journey ".repeat(1000)] {
            let packed = pack(text.as_bytes());
            assert_eq!(unpack(&packed).unwrap(), text.as_bytes());
        }
        assert!(pack("journey ".repeat(1000).as_bytes()).len() < 200);
    }

    #[test]
    fn whatever_byte_is_damaged_nothing_but_the_text_comes_out() {
        let text = b"Map(title: \"A first visit\", stages: [Stage(id: 1)])";
        let packed = pack(text);
        let mut found = 0;
        for at in 0..packed.len() {
            for bit in 0..8 {
                let mut damaged = packed.clone();
                damaged[at] ^= 1 << bit;
                match unpack(&damaged) {
                    None => found += 1,
                    // Bits that fill up the last byte mean nothing.
                    Some(read) => assert_eq!(read, text),
                }
            }
        }
        assert!(found > packed.len() * 7, "{found}");
        for len in 0..packed.len() {
            assert_eq!(unpack(&packed[..len]), None, "cut to {len}");
        }
    }

    #[test]
    fn a_length_beyond_the_limit_takes_no_memory() {
        let mut packed = pack(b"x");
        packed[4..12].copy_from_slice(&u64::MAX.to_le_bytes());
        assert_eq!(unpack(&packed), None);
    }
}
