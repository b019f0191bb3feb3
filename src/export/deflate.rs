//! A picture's rows as a zlib stream (RFC 1950, 1951), whole pixels at a time.
//! A general compressor looks at every byte of every row; most pixels of a map
//! are those on their left or above, and are skipped here many at a time: a
//! third of the time of the fastest general one, at the size of a good one,
//! in the memory of two rows. Knows rows of pixels; no PNG.

use super::huffman::{Bits, Code, codes};

/// Tokens to a block, which has codes of its own.
const BLOCK: usize = 1 << 15;
/// The farthest a repetition may reach back, in bytes.
const WINDOW: usize = 1 << 15;
/// The longest repetition, in bytes.
const LONGEST: usize = 258;
/// About what a repetition of the pixel on the left costs, in bits.
const NEAR: usize = 5;
/// About what a repetition from farther costs, in bits.
const FAR: usize = 17;
/// The end of a block, as a symbol.
const END: usize = 256;
/// Places that are remembered by the two pixels there.
const PLACES: usize = 1 << 12;

/// A literal or a repetition: the upper two bits say which.
type Token = u32;
const PIXEL: Token = 0 << 30;
const BYTE: Token = 1 << 30;
const REPEAT: Token = 2 << 30;

/// The stream so far.
pub(super) struct Deflate {
    /// Bytes to a pixel: 3, or 4 with opacity.
    channels: usize,
    row: Vec<u32>,
    above: Vec<u32>,
    /// The number of the current row.
    y: usize,
    /// Where two pixels were seen last: the number of the pixel in the picture,
    /// from 1; 0 is nowhere.
    places: Vec<usize>,
    tokens: Vec<Token>,
    bits: Bits,
    sums: Sums,
}

impl Deflate {
    /// A stream of rows of pixels of 3 or 4 channels.
    pub(super) fn new(channels: usize) -> Self {
        let mut bits = Bits::default();
        // Deflate with a window of 32 KiB, the fastest level.
        bits.push(0x0178, 16);
        Self {
            channels,
            row: Vec::new(),
            above: Vec::new(),
            y: 0,
            places: vec![0; PLACES],
            tokens: Vec::with_capacity(BLOCK + 2 * LONGEST),
            bits,
            sums: Sums::default(),
        }
    }

    /// Appends a row: its filter, which is none, and its pixels, each with its
    /// first channel in the lowest byte. All rows are of one length.
    pub(super) fn row(&mut self, pixels: impl Iterator<Item = u32>) {
        std::mem::swap(&mut self.row, &mut self.above);
        self.row.clear();
        self.row.extend(pixels);
        self.sums.row();
        self.tokens.push(BYTE);
        self.tokenize();
        self.y += 1;
    }

    /// The end of the stream.
    pub(super) fn finish(mut self) -> Vec<u8> {
        self.flush(true);
        self.bits.finish();
        let mut bytes = self.bits.bytes;
        bytes.extend(self.sums.value().to_be_bytes());
        bytes
    }

    fn tokenize(&mut self) {
        let width = self.row.len();
        let (mut x, mut same_until) = (0, 0);
        while x < width {
            if self.tokens.len() >= BLOCK {
                self.flush(false);
            }
            if self.y > 0 && same_until <= x {
                same_until = x + run(&self.row[x..], &self.above[x..]);
            }
            let (length, distance) = self.choose(x, same_until.saturating_sub(x));
            self.remember(x);
            if length == 0 {
                self.literal(self.row[x]);
                x += 1;
                continue;
            }
            self.sum(x, length, distance);
            for at in (x + 1..x + length).take(3) {
                self.remember(at);
            }
            self.remember(x + length - 1);
            self.repeat(length, distance);
            x += length;
        }
    }

    /// What to do at a pixel of which the next `up` are those above: how many
    /// pixels to repeat, 0 for none, and from how many bytes back.
    fn choose(&self, x: usize, up: usize) -> (usize, usize) {
        let most = LONGEST / self.channels;
        let stride = self.stride();
        let up = if stride <= WINDOW { up } else { 0 };
        let left = match x {
            0 => 0,
            _ => run(&self.row[x..], &self.row[x - 1..]),
        };
        let cost = |pixels: usize, bits: usize| pixels.div_ceil(most) * bits;
        let (mut length, mut distance) = (left, self.channels);
        let rest = up.saturating_sub(left);
        if rest > 0 && up > 1 && cost(up, FAR) < cost(left, NEAR) + cost(rest, FAR) + 8 {
            // No more at once; a run to the left may be cheaper after it.
            (length, distance) = (up.min(most), stride);
        }
        if length < 16
            && let Some((far, back)) = self.seen(x)
            && far > length.max(1)
        {
            (length, distance) = (far, back);
        }
        (length, distance)
    }

    /// Bytes to a row.
    fn stride(&self) -> usize {
        1 + self.row.len() * self.channels
    }

    /// Adds repeated pixels to the checksum: runs of one color at once.
    fn sum(&mut self, x: usize, length: usize, distance: usize) {
        let mut pixels = &self.row[x..x + length];
        if distance == self.channels {
            self.sums.add(self.row[x], self.channels, length);
            return;
        }
        while let [first, rest @ ..] = pixels {
            let same = 1 + run(rest, pixels);
            self.sums.add(*first, self.channels, same);
            pixels = &pixels[same..];
        }
    }

    /// The place in the two rows at hand where the next pixels were seen last:
    /// how many of them, and how many bytes back.
    fn seen(&self, x: usize) -> Option<(usize, usize)> {
        let (width, stride) = (self.row.len(), self.stride());
        let at = self.places[self.place(x)?].checked_sub(1)?;
        let (y, column) = (at / width, at % width);
        let back = (self.y - y) * stride + x * self.channels - column * self.channels;
        if back > WINDOW || self.y - y > 1 {
            return None;
        }
        let source = if y == self.y { &self.row } else { &self.above };
        let length = run(&self.row[x..], &source[column..]);
        (length > 0).then_some((length, back))
    }

    fn remember(&mut self, x: usize) {
        if let Some(place) = self.place(x) {
            self.places[place] = self.y * self.row.len() + x + 1;
        }
    }

    fn place(&self, x: usize) -> Option<usize> {
        let pair = u64::from(self.row[x]) | u64::from(*self.row.get(x + 1)?) << 32;
        let hash = pair.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - PLACES.ilog2());
        usize::try_from(hash).ok()
    }

    fn literal(&mut self, pixel: u32) {
        self.sums.add(pixel, self.channels, 1);
        self.tokens.push(PIXEL | (pixel & 0x00FF_FFFF));
        if self.channels == 4 {
            self.tokens.push(BYTE | (pixel >> 24));
        }
    }

    /// Repeats pixels, in as many tokens as it takes.
    fn repeat(&mut self, mut pixels: usize, distance: usize) {
        while pixels > 0 {
            let part = pixels.min(LONGEST / self.channels);
            #[expect(clippy::cast_possible_truncation, reason = "9 and 15 bits")]
            let token = (((part * self.channels) as u32) << 16) | (distance as u32 - 1);
            self.tokens.push(REPEAT | token);
            pixels -= part;
        }
    }

    /// Writes the tokens as a block with the codes that suit them best.
    fn flush(&mut self, is_last: bool) {
        let mut counts = [0_u32; 286];
        let mut distances = [0_u32; 30];
        counts[END] = 1;
        for token in &self.tokens {
            match parts(*token) {
                Parts::Pixel(bytes) => bytes.into_iter().for_each(|byte| counts[byte] += 1),
                Parts::Byte(byte) => counts[byte] += 1,
                Parts::Repeat(length, distance) => {
                    counts[length.symbol] += 1;
                    distances[distance.symbol] += 1;
                }
            }
        }
        let (symbols, steps) = (codes(&counts, 15), codes(&distances, 15));
        self.bits.push(u32::from(is_last) | 2 << 1, 3);
        write_lengths(&mut self.bits, &symbols, &steps);
        for token in &self.tokens {
            match parts(*token) {
                Parts::Pixel(bytes) => {
                    for byte in bytes {
                        self.bits.push(symbols[byte].bits, symbols[byte].length);
                    }
                }
                Parts::Byte(byte) => self.bits.push(symbols[byte].bits, symbols[byte].length),
                Parts::Repeat(length, distance) => {
                    let (code, step) = (symbols[length.symbol], steps[distance.symbol]);
                    self.bits.push(code.bits, code.length);
                    self.bits.push(length.extra, length.extra_bits);
                    self.bits.push(step.bits, step.length);
                    self.bits.push(distance.extra, distance.extra_bits);
                }
            }
        }
        self.bits.push(symbols[END].bits, symbols[END].length);
        self.tokens.clear();
    }
}

/// A token as what is written for it.
enum Parts {
    Pixel([usize; 3]),
    Byte(usize),
    Repeat(Part, Part),
}

/// A symbol and the bits that follow it.
struct Part {
    symbol: usize,
    extra: u32,
    extra_bits: u32,
}

fn parts(token: Token) -> Parts {
    let [red, green, blue, _] = token.to_le_bytes().map(usize::from);
    match token & (3 << 30) {
        PIXEL => Parts::Pixel([red, green, blue]),
        BYTE => Parts::Byte(red),
        _ => Parts::Repeat(length((token >> 16) & 0x1FF), distance(token & 0x7FFF)),
    }
}

/// RFC 1951 3.2.5, lengths: from 8 on, four symbols to each power of two.
fn length(bytes: u32) -> Part {
    let over = bytes - 3;
    if bytes == 258 {
        return Part {
            symbol: 285,
            extra: 0,
            extra_bits: 0,
        };
    }
    scale(over, 2, 257)
}

/// RFC 1951 3.2.5, distances less 1: two symbols to each power of two.
fn distance(over: u32) -> Part {
    scale(over, 1, 0)
}

/// The symbols `first..` for numbers from 0, `2^fine` to each power of two.
fn scale(over: u32, fine: u32, first: usize) -> Part {
    let power = over.max(1).ilog2();
    if power <= fine {
        return Part {
            symbol: first + over as usize,
            extra: 0,
            extra_bits: 0,
        };
    }
    let extra_bits = power - fine;
    let step = ((power - fine + 1) << fine) + ((over >> extra_bits) & ((1 << fine) - 1));
    Part {
        symbol: first + step as usize,
        extra: over & ((1 << extra_bits) - 1),
        extra_bits,
    }
}

/// The lengths of the codes, themselves coded (RFC 1951 3.2.7). Runs of equal
/// lengths are not shortened: that is a hundred bytes to a block.
fn write_lengths(bits: &mut Bits, symbols: &[Code], steps: &[Code]) {
    const ORDER: [usize; 19] = [
        16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
    ];
    let lengths: Vec<usize> = symbols
        .iter()
        .chain(steps)
        .map(|code| code.length as usize)
        .collect();
    let mut counts = [0; 19];
    for length in &lengths {
        counts[*length] += 1;
    }
    let codes = codes(&counts, 7);
    // 286 symbols from 257, 30 steps from 1, 19 lengths from 4.
    bits.push(29, 5);
    bits.push(29, 5);
    bits.push(15, 4);
    for at in ORDER {
        bits.push(codes[at].length, 3);
    }
    for length in lengths {
        bits.push(codes[length].bits, codes[length].length);
    }
}

/// How many pixels from the start are the same.
fn run(pixels: &[u32], others: &[u32]) -> usize {
    let mut length = 0;
    let (chunks, _) = pixels.as_chunks::<8>();
    for (a, b) in chunks.iter().zip(others.as_chunks::<8>().0) {
        let differs = a.iter().zip(b).fold(0, |differs, (a, b)| differs | (a ^ b));
        if differs != 0 {
            break;
        }
        length += 8;
    }
    let rest = pixels.iter().zip(others).skip(length);
    length + rest.take_while(|(a, b)| a == b).count()
}

/// Adler's checksum (RFC 1950 8.2): the sum of the bytes, and of those sums.
struct Sums {
    low: u64,
    high: u64,
}

impl Default for Sums {
    fn default() -> Self {
        Self { low: 1, high: 0 }
    }
}

impl Sums {
    const BASE: u64 = 65_521;

    /// A byte 0 begins a row. Until the next one the sums cannot overflow.
    fn row(&mut self) {
        self.low %= Self::BASE;
        self.high = (self.high + self.low) % Self::BASE;
    }

    /// The same pixel `times` times.
    fn add(&mut self, pixel: u32, channels: usize, times: usize) {
        let (channels, times) = (channels as u64, times as u64);
        let [red, green, blue, alpha] = pixel.to_le_bytes().map(u64::from);
        let (mut sum, mut weighted) = (red + green + blue, 3 * red + 2 * green + blue);
        if channels == 4 {
            // Each counts once more, for the byte that follows.
            weighted += sum + alpha;
            sum += alpha;
        }
        self.high += times * (channels * self.low + weighted);
        self.high += channels * sum * (times * times.saturating_sub(1) / 2);
        self.low += times * sum;
    }

    fn value(&self) -> u32 {
        let (low, high) = (self.low % Self::BASE, self.high % Self::BASE);
        u32::try_from(high << 16 | low).unwrap_or(0)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    /// Reads the stream back with another's decompressor, checksum included.
    fn check(rows: &[Vec<u32>], channels: usize) -> usize {
        let mut stream = Deflate::new(channels);
        let mut expected = Vec::new();
        for row in rows {
            stream.row(row.iter().copied());
            expected.push(0);
            let bytes = row.iter().map(|pixel| pixel.to_le_bytes());
            expected.extend(bytes.flat_map(|bytes| bytes.into_iter().take(channels)));
        }
        let stream = stream.finish();
        let mut seen = vec![0; expected.len()];
        let mut reader = libdeflater::Decompressor::new();
        assert_eq!(
            reader.zlib_decompress(&stream, &mut seen).unwrap(),
            expected.len()
        );
        assert!(seen == expected, "what comes out is not what went in");
        stream.len()
    }

    /// Numbers as random as a test needs, the same on every run.
    fn noise(seed: u32) -> impl Iterator<Item = u32> + Clone {
        std::iter::successors(Some(seed | 1), |last| {
            let mut next = *last;
            next ^= next << 13;
            next ^= next >> 17;
            next ^= next << 5;
            Some(next)
        })
    }

    #[test]
    fn every_picture_comes_out_as_it_went_in() {
        for channels in [3, 4] {
            let opaque = if channels == 3 { 0xFF00_0000 } else { 0 };
            for (width, height) in [(1, 1), (1, 700), (2, 3), (7, 50), (300, 40), (12_000, 3)] {
                let pixels = noise(7).map(|value| value | opaque);
                let wild: Vec<Vec<u32>> = (0..height)
                    .map(|y| pixels.clone().skip(y * width).take(width).collect())
                    .collect();
                check(&wild, channels);
                let few = |value: &u32| opaque | [0x00FF_FFFF, 0x0033_2211][(value % 2) as usize];
                let tame: Vec<Vec<u32>> = wild
                    .iter()
                    .map(|row| row.iter().map(few).collect())
                    .collect();
                check(&tame, channels);
                check(&vec![vec![opaque | 0x0012_3456; width]; height], channels);
            }
        }
    }

    #[test]
    fn flat_color_takes_next_to_nothing() {
        let rows = vec![vec![u32::MAX; 1920]; 1080];
        assert!(check(&rows, 3) < 16_000);
    }

    #[test]
    fn what_was_drawn_once_is_not_stored_again() {
        let mut glyph: Vec<Vec<u32>> = vec![Vec::new(); 20];
        for (at, pixel) in noise(3).take(400).enumerate() {
            glyph[at / 20].push(pixel | 0xFF00_0000);
        }
        let line = |times: usize| -> Vec<Vec<u32>> {
            let gap = vec![u32::MAX; 9];
            let spaced = glyph.iter().map(|row| [row.as_slice(), &gap].concat());
            spaced.map(|row| row.repeat(times)).collect()
        };
        let (once, often) = (check(&line(1), 3), check(&line(40), 3));
        assert!(often < 3 * once, "{once} bytes once, {often} forty times");
    }
}
