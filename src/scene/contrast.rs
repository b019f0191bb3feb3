//! How well colors can be told apart: contrast by WCAG, and what is left of a
//! difference for people who do not tell red from green. For tests of the map's
//! and of the window's colors.

use super::{Color, Theme, ThemeName};
use crate::model::Swatch;

/// What text needs on its ground (WCAG 2.2, AA).
pub(crate) const TEXT: f64 = 4.5;
/// What large text and graphics need.
pub(crate) const GRAPHICS: f64 = 3.0;

/// The light of a color, channel by channel, 0 to 1 (sRGB).
fn linear(Color([red, green, blue, _]): Color) -> [f64; 3] {
    [red, green, blue].map(|channel| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.040_45 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    })
}

fn luminance([red, green, blue]: [f64; 3]) -> f64 {
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// Contrast by WCAG 2.2, 1 to 21.
pub(crate) fn contrast(a: Color, b: Color) -> f64 {
    let (a, b) = (luminance(linear(a)), luminance(linear(b)));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The light that a person without green cones sees: the matrix for
/// deuteranopia, severity 1.0, of Machado, Oliveira and Fernandes, "A
/// Physiologically-based Model for Simulation of Color Vision Deficiency"
/// (2009).
fn as_deuteranope(light: [f64; 3]) -> [f64; 3] {
    const MATRIX: [[f64; 3]; 3] = [
        [0.367_322, 0.860_646, -0.227_968],
        [0.280_085, 0.672_501, 0.047_413],
        [-0.011_820, 0.042_940, 0.968_881],
    ];
    MATRIX.map(|row| {
        let sum: f64 = row
            .iter()
            .zip(light)
            .map(|(share, light)| share * light)
            .sum();
        sum.clamp(0.0, 1.0)
    })
}

/// CIE L*a*b* of a light (D65).
fn lab([red, green, blue]: [f64; 3]) -> [f64; 3] {
    let x = (0.412_456 * red + 0.357_576 * green + 0.180_438 * blue) / 0.950_47;
    let y = 0.212_673 * red + 0.715_152 * green + 0.072_175 * blue;
    let z = (0.019_334 * red + 0.119_192 * green + 0.950_304 * blue) / 1.088_83;
    let [x, y, z] = [x, y, z].map(|value| {
        if value > 216.0 / 24_389.0 {
            value.cbrt()
        } else {
            (24_389.0 / 27.0 * value + 16.0) / 116.0
        }
    });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// How different two colors look to such a person (ΔE of CIE 1976): about 2 is
/// just seen side by side, 10 at a glance.
fn difference(a: Color, b: Color) -> f64 {
    let [a, b] = [a, b].map(|color| lab(as_deuteranope(linear(color))));
    let squares = a.iter().zip(b).map(|(a, b)| (a - b) * (a - b));
    squares.sum::<f64>().sqrt()
}

/// Fails on pairs that are closer than they may be.
pub(crate) fn expect_apart(place: &str, pairs: &[(&str, Color, Color, f64)]) {
    let close = pairs
        .iter()
        .filter(|(_, a, b, least)| contrast(*a, *b) < *least);
    let close: Vec<_> = close
        .map(|(what, a, b, least)| format!("{what}: {:.2} < {least}", contrast(*a, *b)))
        .collect();
    assert!(close.is_empty(), "{place}: {close:#?}");
}

/// The area under a curve where it is strongest.
fn fill(theme: &Theme, color: Color) -> Color {
    theme.paper.mix(color, 0.34)
}

#[test]
fn every_text_of_a_map_is_read_on_every_ground_it_meets() {
    for name in ThemeName::ALL {
        let theme = name.theme();
        let grounds = [
            ("paper", theme.paper),
            ("offstage", theme.offstage),
            ("card", theme.card.0),
            ("pain", theme.pain.0),
            ("opportunity", theme.opportunity.0),
        ];
        let mut pairs = Vec::new();
        for (ground, color) in grounds {
            pairs.push((ground, theme.ink, color, TEXT));
            pairs.push((ground, theme.muted, color, TEXT));
            pairs.push((ground, theme.offstage_ink, color, TEXT));
        }
        for swatch in Swatch::ALL {
            let (strong, tint) = (theme.strong(*swatch), theme.tint(*swatch));
            let text = theme.text(*swatch);
            pairs.extend([
                ("name in a chevron", theme.on_strong, strong, TEXT),
                ("swatch on paper", text, theme.paper, TEXT),
                ("swatch offstage", text, theme.offstage, TEXT),
                ("swatch on its tint", text, tint, TEXT),
                ("ink on a tint", theme.ink, tint, TEXT),
            ]);
        }
        let portrait = theme.paper.mix(theme.accent, 0.2);
        pairs.extend([
            ("hint beside the map", theme.muted, theme.desk, TEXT),
            (
                "accent on its tint",
                theme.accent,
                theme.accent_tint(),
                TEXT,
            ),
            (
                "initials, which are large",
                theme.accent,
                portrait,
                GRAPHICS,
            ),
            (
                "label over glad",
                theme.ink,
                fill(theme, theme.positive),
                TEXT,
            ),
            (
                "label over sad",
                theme.ink,
                fill(theme, theme.negative),
                TEXT,
            ),
        ]);
        expect_apart(name.label(), &pairs);
    }
}

#[test]
fn every_mark_of_a_map_is_seen_on_every_ground_it_meets() {
    for name in ThemeName::ALL {
        let theme = name.theme();
        let paper = theme.paper;
        let mut pairs = vec![
            ("curve", theme.curve, paper, GRAPHICS),
            (
                "curve over glad",
                theme.curve,
                fill(theme, theme.positive),
                GRAPHICS,
            ),
            (
                "curve over sad",
                theme.curve,
                fill(theme, theme.negative),
                GRAPHICS,
            ),
            ("glad", theme.positive, paper, GRAPHICS),
            ("sad", theme.negative, paper, GRAPHICS),
            ("neither", theme.neutral, paper, GRAPHICS),
            (
                "line of visibility",
                theme.neutral,
                theme.offstage,
                GRAPHICS,
            ),
            ("eyes of a glad face", theme.face, theme.positive, GRAPHICS),
            ("eyes of a sad face", theme.face, theme.negative, GRAPHICS),
            ("eyes of an even face", theme.face, theme.neutral, GRAPHICS),
            (
                "bar of a pain point",
                theme.negative,
                theme.pain.0,
                GRAPHICS,
            ),
            (
                "bar of an opportunity",
                theme.positive,
                theme.opportunity.0,
                GRAPHICS,
            ),
        ];
        for (on, ground) in [
            ("paper", paper),
            ("desk", theme.desk),
            ("offstage", theme.offstage),
            ("card", theme.card.0),
            ("pain", theme.pain.0),
            ("opportunity", theme.opportunity.0),
        ] {
            pairs.push((on, theme.accent, ground, GRAPHICS));
        }
        for swatch in Swatch::ALL {
            pairs.push(("chevron", theme.strong(*swatch), paper, GRAPHICS));
        }
        expect_apart(name.label(), &pairs);
    }
}

#[test]
fn without_green_cones_good_and_bad_still_differ() {
    for name in ThemeName::ALL {
        let theme = name.theme();
        let glad = (theme.positive, theme.opportunity);
        let sad = (theme.negative, theme.pain);
        for (what, good, bad, least) in [
            ("faces, curves, bars of cards", glad.0, sad.0, 25.0),
            ("areas", fill(theme, glad.0), fill(theme, sad.0), 10.0),
            ("cards", glad.1.0, sad.1.0, 6.0),
            ("edges of cards", glad.1.1, sad.1.1, 9.0),
        ] {
            let found = difference(good, bad);
            assert!(found >= least, "{what} in {name:?}: {found:.1}");
        }
    }
}

#[test]
fn the_simulation_knows_what_it_should() {
    let [red, green] = [0x00C0_3020, 0x0060_7000].map(Color::hex);
    let gray = Color::hex(0x0080_8080);
    assert!(difference(gray, gray) < 0.001);
    // Black and white stay what they are; red and olive come close.
    let [black, white] = [0, 0x00FF_FFFF].map(Color::hex);
    assert!(difference(black, white) > 99.0);
    let [as_red, as_green] = [red, green].map(|color| lab(linear(color)));
    let squares = as_red.iter().zip(as_green).map(|(a, b)| (a - b).powi(2));
    assert!(difference(red, green) < 0.5 * squares.sum::<f64>().sqrt());
    assert!((contrast(black, white) - 21.0).abs() < 0.001);
}
