//! Colors laid over colors, premultiplied and in gamma space, as the window
//! blends them. Two channels at a time in one `u32`. Knows no shapes.

use epaint::Color32;

/// Every second byte.
const HALF: u32 = 0x00FF_00FF;

/// `source` over `target`.
pub(super) fn over(source: Color32, target: Color32) -> Color32 {
    let below = scale(pack(target), 255 - u32::from(source.a()));
    unpack(add(pack(source), below))
}

/// A color times a texel, channel by channel.
pub(super) fn tint(texel: Color32, color: Color32) -> Color32 {
    let [red, green, blue, alpha] = texel.to_array();
    if red == alpha && green == alpha && blue == alpha {
        return unpack(scale(pack(color), u32::from(alpha)));
    }
    let [r, g, b, a] = color.to_array();
    let times = |x: u8, y: u8| {
        let product = u32::from(x) * u32::from(y) + 128;
        #[expect(clippy::cast_possible_truncation, reason = "at most 255")]
        let share = ((product + (product >> 8)) >> 8) as u8;
        share
    };
    let tinted = [
        times(red, r),
        times(green, g),
        times(blue, b),
        times(alpha, a),
    ];
    let [red, green, blue, alpha] = tinted;
    Color32::from_rgba_premultiplied(red, green, blue, alpha)
}

/// Between four texels, by the share of the right and the lower ones, 0 to 256.
pub(super) fn bilinear(texels: [Color32; 4], right: u32, down: u32) -> Color32 {
    let [a, b, c, d] = texels.map(pack);
    let mix = |low: u32, high: u32, share: u32| {
        let pair = |low: u32, high: u32| {
            let low = (low & HALF) * (256 - share);
            let sum = low + (high & HALF) * share + 0x0080_0080;
            (sum >> 8) & HALF
        };
        pair(low, high) | (pair(low >> 8, high >> 8) << 8)
    };
    unpack(mix(mix(a, b, right), mix(c, d, right), down))
}

fn pack(color: Color32) -> u32 {
    u32::from_le_bytes(color.to_array())
}

fn unpack(color: u32) -> Color32 {
    let [red, green, blue, alpha] = color.to_le_bytes();
    Color32::from_rgba_premultiplied(red, green, blue, alpha)
}

/// Each channel times `share` / 255, rounded.
fn scale(color: u32, share: u32) -> u32 {
    let pair = |pair: u32| {
        let product = pair * share + 0x0080_0080;
        ((product + ((product >> 8) & HALF)) >> 8) & HALF
    };
    pair(color & HALF) | (pair((color >> 8) & HALF) << 8)
}

/// The sum of each channel, at most 255: colors that glow overflow otherwise.
fn add(a: u32, b: u32) -> u32 {
    let pair = |a: u32, b: u32| {
        let sum = (a & HALF) + (b & HALF);
        let over = sum & 0x0100_0100;
        (sum | (over - (over >> 8))) & HALF
    };
    pair(a, b) | (pair(a >> 8, b >> 8) << 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blending_is_that_of_exact_arithmetic_to_one_level() {
        for alpha in 0..=255_u8 {
            for target in (0..=255_u8).step_by(5) {
                let source = Color32::from_rgba_premultiplied(alpha / 2, alpha, 0, alpha);
                let below = Color32::from_rgba_premultiplied(target, 0, target, 255);
                let seen = over(source, below);
                let exact =
                    f32::from(alpha / 2) + f32::from(target) * (255.0 - f32::from(alpha)) / 255.0;
                assert!(
                    (f32::from(seen.r()) - exact).abs() <= 0.5,
                    "{source:?} over {below:?}"
                );
                assert_eq!(seen.a(), 255);
            }
        }
    }

    #[test]
    fn light_that_is_added_stops_at_white() {
        let glow = Color32::from_rgba_premultiplied(200, 200, 0, 0);
        let seen = over(glow, Color32::from_rgb(100, 20, 30));
        assert_eq!(seen.to_array(), [255, 220, 30, 255]);
    }
}
