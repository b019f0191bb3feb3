//! Colors by name. The light theme is for slides and screens, the dark one for
//! dark rooms, the high-contrast one for weak projectors. A map names swatches;
//! only a theme knows what they look like. Text reaches WCAG AA in each.

use super::item::Color;
use crate::model::Swatch;

/// The themes there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ThemeName {
    /// Dark on white.
    #[default]
    Light,
    /// Light on near black.
    Dark,
    /// Black on white, with strong lines, for weak projectors.
    HighContrast,
}

impl ThemeName {
    /// Every theme.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::HighContrast];

    /// The name for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Light => "Light",
            Self::Dark => "Dark",
            Self::HighContrast => "High contrast",
        }
    }

    /// The name for the command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::HighContrast => "high-contrast",
        }
    }

    /// The colors.
    #[must_use]
    pub const fn theme(self) -> &'static Theme {
        match self {
            Self::Light => &LIGHT,
            Self::Dark => &DARK,
            Self::HighContrast => &HIGH_CONTRAST,
        }
    }
}

/// The colors of a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// Text.
    pub ink: Color,
    /// Text that stands back.
    pub muted: Color,
    /// Lines between lanes and around cards.
    pub line: Color,
    /// Behind the map.
    pub paper: Color,
    /// Behind the sheet, in the window.
    pub desk: Color,
    /// What is selected or can be pressed.
    pub accent: Color,
    /// Good feelings and opportunities.
    pub positive: Color,
    /// Bad feelings and pain points.
    pub negative: Color,
    /// Neither.
    pub neutral: Color,
    /// The first curve.
    pub curve: Color,
    /// On a chevron, a face or another strong color.
    pub on_strong: Color,
    /// A card, and its edge.
    pub card: (Color, Color),
    /// A pain point, and its edge.
    pub pain: (Color, Color),
    /// An opportunity, and its edge.
    pub opportunity: (Color, Color),
    /// Behind what the customer does not see.
    pub offstage: Color,
    /// Text on cards the customer does not see.
    pub offstage_ink: Color,
    /// The swatches, as strong fills, in the order of [`Swatch::ALL`].
    strong: [Color; 10],
    /// The swatches, as text.
    text: [Color; 10],
    /// How much of a swatch is in its tint, 0 to 1.
    tint: f32,
}

impl Theme {
    /// A swatch as a strong fill under light text.
    #[must_use]
    pub fn strong(&self, swatch: Swatch) -> Color {
        pick(&self.strong, swatch)
    }

    /// A swatch as text on paper or on its own tint.
    #[must_use]
    pub fn text(&self, swatch: Swatch) -> Color {
        pick(&self.text, swatch)
    }

    /// A swatch as a faint fill.
    #[must_use]
    pub fn tint(&self, swatch: Swatch) -> Color {
        self.paper.mix(self.strong(swatch), self.tint)
    }

    /// The accent as a faint fill.
    #[must_use]
    pub fn accent_tint(&self) -> Color {
        self.paper.mix(self.accent, self.tint)
    }
}

fn pick(colors: &[Color; 10], swatch: Swatch) -> Color {
    let index = Swatch::ALL
        .iter()
        .position(|held| *held == swatch)
        .unwrap_or(0);
    colors.get(index).copied().unwrap_or(Color::hex(0))
}

const STRONG: [Color; 10] = [
    Color::hex(0x45_53_D9),
    Color::hex(0x0E_7C_86),
    Color::hex(0x7A_4F_BF),
    Color::hex(0x2F_7D_4F),
    Color::hex(0xB4_55_2D),
    Color::hex(0x24_6F_B5),
    Color::hex(0xB4_3A_6C),
    Color::hex(0x6C_71_1F),
    Color::hex(0x8D_3F_94),
    Color::hex(0x52_60_7A),
];

static LIGHT: Theme = Theme {
    ink: Color::hex(0x1E_23_30),
    muted: Color::hex(0x5F_6B_80),
    line: Color::hex(0xE4_E7_EC),
    paper: Color::hex(0xFF_FF_FF),
    desk: Color::hex(0xEE_F0_F4),
    accent: Color::hex(0x45_53_D9),
    positive: Color::hex(0x12_87_6F),
    negative: Color::hex(0xD1_49_2E),
    neutral: Color::hex(0x6B_76_8C),
    curve: Color::hex(0x39_41_5A),
    on_strong: Color::hex(0xFF_FF_FF),
    card: (Color::hex(0xFF_FF_FF), Color::hex(0xD9_DE_E7)),
    pain: (Color::hex(0xFD_F1_EE), Color::hex(0xF3_D1_C8)),
    opportunity: (Color::hex(0xEC_F7_F3), Color::hex(0xC5_E5_DA)),
    offstage: Color::hex(0xF5_F6_F9),
    offstage_ink: Color::hex(0x47_50_63),
    strong: STRONG,
    text: [
        Color::hex(0x45_53_D9),
        Color::hex(0x0B_6D_76),
        Color::hex(0x74_49_BA),
        Color::hex(0x29_71_47),
        Color::hex(0xA9_4C_25),
        Color::hex(0x1E_66_A8),
        Color::hex(0xAB_34_65),
        Color::hex(0x60_65_1A),
        Color::hex(0x84_3A_8B),
        Color::hex(0x4C_5A_73),
    ],
    tint: 0.095,
};

static DARK: Theme = Theme {
    ink: Color::hex(0xE9_EC_F3),
    muted: Color::hex(0xA3_AD_BE),
    line: Color::hex(0x33_3A_49),
    paper: Color::hex(0x1A_1E_28),
    desk: Color::hex(0x11_14_1B),
    accent: Color::hex(0x8F_9A_FA),
    positive: Color::hex(0x2F_B3_96),
    negative: Color::hex(0xEE_6F_55),
    neutral: Color::hex(0x9A_A4_B6),
    curve: Color::hex(0xC6_CE_E4),
    on_strong: Color::hex(0xFF_FF_FF),
    card: (Color::hex(0x23_28_35), Color::hex(0x3B_43_54)),
    pain: (Color::hex(0x38_24_25), Color::hex(0x63_38_33)),
    opportunity: (Color::hex(0x1B_33_32), Color::hex(0x2B_57_50)),
    offstage: Color::hex(0x15_19_22),
    offstage_ink: Color::hex(0xBD_C5_D3),
    strong: STRONG,
    text: [
        Color::hex(0xA7_AF_FB),
        Color::hex(0x5F_CB_D5),
        Color::hex(0xC7_A9_F5),
        Color::hex(0x7C_D0_9D),
        Color::hex(0xF0_A4_82),
        Color::hex(0x7F_BC_F3),
        Color::hex(0xF0_97_BC),
        Color::hex(0xC6_CB_6C),
        Color::hex(0xDB_9B_E1),
        Color::hex(0xB1_BD_D3),
    ],
    tint: 0.24,
};

static HIGH_CONTRAST: Theme = Theme {
    ink: Color::hex(0x00_00_00),
    muted: Color::hex(0x2E_34_40),
    line: Color::hex(0x8A_91_9E),
    paper: Color::hex(0xFF_FF_FF),
    desk: Color::hex(0xDD_E0_E6),
    accent: Color::hex(0x1F_2D_B8),
    positive: Color::hex(0x00_5F_4B),
    negative: Color::hex(0xA8_22_0C),
    neutral: Color::hex(0x4A_52_62),
    curve: Color::hex(0x00_00_00),
    on_strong: Color::hex(0xFF_FF_FF),
    card: (Color::hex(0xFF_FF_FF), Color::hex(0x5B_63_72)),
    pain: (Color::hex(0xFF_EF_EB), Color::hex(0xA8_22_0C)),
    opportunity: (Color::hex(0xE6_F6_F0), Color::hex(0x00_5F_4B)),
    offstage: Color::hex(0xEC_EE_F2),
    offstage_ink: Color::hex(0x00_00_00),
    strong: [
        Color::hex(0x28_35_B5),
        Color::hex(0x00_55_5E),
        Color::hex(0x56_2A_9E),
        Color::hex(0x13_57_2D),
        Color::hex(0x85_33_0F),
        Color::hex(0x0B_4B_86),
        Color::hex(0x85_17_47),
        Color::hex(0x48_4C_0A),
        Color::hex(0x65_1F_6C),
        Color::hex(0x33_3F_56),
    ],
    text: [
        Color::hex(0x28_35_B5),
        Color::hex(0x00_55_5E),
        Color::hex(0x56_2A_9E),
        Color::hex(0x13_57_2D),
        Color::hex(0x85_33_0F),
        Color::hex(0x0B_4B_86),
        Color::hex(0x85_17_47),
        Color::hex(0x48_4C_0A),
        Color::hex(0x65_1F_6C),
        Color::hex(0x33_3F_56),
    ],
    tint: 0.08,
};

#[cfg(test)]
mod tests {
    use super::*;

    /// Contrast by WCAG 2.2, 1 to 21.
    fn contrast(a: Color, b: Color) -> f64 {
        let luminance = |Color([red, green, blue, _]): Color| {
            let linear = |channel: u8| {
                let value = f64::from(channel) / 255.0;
                if value <= 0.040_45 {
                    value / 12.92
                } else {
                    ((value + 0.055) / 1.055).powf(2.4)
                }
            };
            0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
        };
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_reaches_the_contrast_of_wcag_aa_in_every_theme() {
        for name in ThemeName::ALL {
            let theme = name.theme();
            let mut pairs = vec![
                ("ink on paper", theme.ink, theme.paper),
                ("muted on paper", theme.muted, theme.paper),
                ("muted on offstage", theme.muted, theme.offstage),
                ("ink on card", theme.ink, theme.card.0),
                ("ink on pain", theme.ink, theme.pain.0),
                ("ink on opportunity", theme.ink, theme.opportunity.0),
                ("offstage ink on card", theme.offstage_ink, theme.card.0),
                ("accent on its tint", theme.accent, theme.accent_tint()),
            ];
            for swatch in Swatch::ALL {
                pairs.push(("light on swatch", theme.on_strong, theme.strong(*swatch)));
                pairs.push(("swatch on paper", theme.text(*swatch), theme.paper));
                pairs.push((
                    "swatch on its tint",
                    theme.text(*swatch),
                    theme.tint(*swatch),
                ));
            }
            for (what, text, ground) in pairs {
                let found = contrast(text, ground);
                assert!(
                    found >= 4.5,
                    "{what} in {name:?}: {found:.2} of {text:?} on {ground:?}"
                );
            }
        }
    }
}
