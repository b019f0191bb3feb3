//! Huffman codes of limited length, and bits in the order of deflate (RFC
//! 1951). Knows symbols by number only.

/// Bits written from the lowest of each byte up.
#[derive(Default)]
pub(super) struct Bits {
    pub(super) bytes: Vec<u8>,
    held: u64,
    count: u32,
}

impl Bits {
    /// Appends the low `count` bits, at most 32.
    pub(super) fn push(&mut self, bits: u32, count: u32) {
        self.held |= u64::from(bits) << self.count;
        self.count += count;
        if self.count >= 32 {
            let [a, b, c, d, ..] = self.held.to_le_bytes();
            self.bytes.extend([a, b, c, d]);
            self.held >>= 32;
            self.count -= 32;
        }
    }

    /// Fills up the last byte.
    pub(super) fn finish(&mut self) {
        let used = self.held.to_le_bytes();
        let left = self.count.div_ceil(8) as usize;
        self.bytes.extend(used.iter().take(left));
        (self.held, self.count) = (0, 0);
    }
}

/// The bits of a symbol, first bit lowest, and how many they are.
#[derive(Clone, Copy, Default)]
pub(super) struct Code {
    pub(super) bits: u32,
    pub(super) length: u32,
}

/// The shortest codes for symbols that are as frequent as `counts` say, none
/// longer than `most` bits; a symbol that does not occur has none.
pub(super) fn codes(counts: &[u32], most: usize) -> Vec<Code> {
    let mut symbols: Vec<usize> = (0..counts.len()).filter(|at| counts[*at] > 0).collect();
    symbols.sort_by_key(|at| (counts[*at], *at));
    let weights: Vec<u32> = symbols.iter().map(|at| counts[*at]).collect();
    let mut of_length = limited(&depths(&weights), most);
    let mut codes = vec![Code::default(); counts.len()];
    // The rarest first: they take the longest codes.
    let mut length = most;
    for symbol in &symbols {
        while of_length[length] == 0 && length > 1 {
            length -= 1;
        }
        of_length[length] = of_length[length].saturating_sub(1);
        codes[*symbol].length = u32::try_from(length).unwrap_or(0);
    }
    number(&mut codes, most);
    codes
}

/// The bits of each code from the lengths, as RFC 1951 3.2.2 has it.
fn number(codes: &mut [Code], most: usize) {
    let mut next = 0_u32;
    for length in (1..).take(most) {
        next <<= 1;
        for code in codes.iter_mut().filter(|code| code.length == length) {
            code.bits = next.reverse_bits() >> (32 - length);
            next += 1;
        }
    }
}

/// How deep each weight hangs in the tree that joins the two lightest again
/// and again. Weights rise.
fn depths(weights: &[u32]) -> Vec<usize> {
    let leaves = weights.len();
    if leaves < 2 {
        return vec![1; leaves];
    }
    let mut weights = weights.to_vec();
    let mut parents = vec![0; 2 * leaves - 1];
    let (mut leaf, mut node) = (0, leaves);
    for parent in leaves..2 * leaves - 1 {
        let mut sum = 0;
        for _ in 0..2 {
            let takes_leaf = leaf < leaves && (node >= parent || weights[leaf] <= weights[node]);
            let lightest = if takes_leaf { &mut leaf } else { &mut node };
            sum += weights[*lightest];
            parents[*lightest] = parent;
            *lightest += 1;
        }
        weights.push(sum);
    }
    let mut depths = vec![0; 2 * leaves - 1];
    for at in (0..2 * leaves - 2).rev() {
        depths[at] = depths[parents[at]] + 1;
    }
    depths.truncate(leaves);
    depths
}

/// How many codes there are of each length when none is longer than `most`:
/// what is too long is cut, and shorter codes are lengthened until all fit.
fn limited(depths: &[usize], most: usize) -> Vec<usize> {
    let mut of_length = vec![0; most + 1];
    for depth in depths {
        of_length[(*depth).min(most)] += 1;
    }
    let taken = |of_length: &[usize]| -> usize {
        let lengths = of_length.iter().enumerate().skip(1);
        lengths
            .map(|(length, count)| count << (most - length))
            .sum()
    };
    let mut excess = taken(&of_length).saturating_sub(1 << most);
    while excess > 0 {
        let Some(shorter) = (1..most).rev().find(|length| of_length[*length] > 0) else {
            break;
        };
        of_length[most] -= 1;
        of_length[shorter] -= 1;
        of_length[shorter + 1] += 2;
        excess -= 1;
    }
    of_length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_use_their_room_up_and_none_is_too_long() {
        // Fibonacci's numbers make the deepest tree.
        let mut counts = vec![1_u32, 1];
        while counts.len() < 40 {
            counts.push(counts[counts.len() - 1] + counts[counts.len() - 2]);
        }
        for most in [7, 15] {
            let codes = codes(&counts, most);
            let room: f64 = codes
                .iter()
                .map(|code| 0.5_f64.powi(i32::try_from(code.length).unwrap_or(0)))
                .sum();
            assert_eq!(room, 1.0, "codes of at most {most} bits");
            assert!(
                codes
                    .iter()
                    .all(|code| (1..=most).contains(&(code.length as usize)))
            );
            assert!(codes.is_sorted_by_key(|code| std::cmp::Reverse(code.length)));
        }
    }

    #[test]
    fn a_lone_symbol_has_a_code_of_one_bit() {
        let codes = codes(&[0, 0, 7], 15);
        let lengths: Vec<u32> = codes.iter().map(|code| code.length).collect();
        assert_eq!(lengths, [0, 0, 1]);
    }
}
