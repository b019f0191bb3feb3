//! Colors by name. The light theme is for slides and screens, the dark one for
//! dark rooms, the high-contrast one for weak projectors. A map names swatches;
//! only a theme knows what they look like. Text reaches WCAG AA in each.

use super::item::Color;
use crate::model::{Swatch, ThemeName};

impl ThemeName {
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
    /// Eyes and mouth of a face on the curve.
    pub face: Color,
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

static LIGHT: Theme = Theme {
    ink: Color::hex(0x001E_2330),
    muted: Color::hex(0x005F_6B80),
    line: Color::hex(0x00E4_E7EC),
    paper: Color::hex(0x00FF_FFFF),
    desk: Color::hex(0x00EE_F0F4),
    accent: Color::hex(0x0045_53D9),
    positive: Color::hex(0x0012_876F),
    negative: Color::hex(0x00D1_492E),
    neutral: Color::hex(0x006B_768C),
    curve: Color::hex(0x0039_415A),
    on_strong: Color::hex(0x00FF_FFFF),
    face: Color::hex(0x00FF_FFFF),
    card: (Color::hex(0x00FF_FFFF), Color::hex(0x00D9_DEE7)),
    pain: (Color::hex(0x00FD_EDE6), Color::hex(0x00F0_C8BC)),
    opportunity: (Color::hex(0x00E6_F5F3), Color::hex(0x00BF_E2DC)),
    offstage: Color::hex(0x00F5_F6F9),
    offstage_ink: Color::hex(0x0047_5063),
    strong: [
        Color::hex(0x0045_53D9),
        Color::hex(0x000E_7C86),
        Color::hex(0x007A_4FBF),
        Color::hex(0x002F_7D4F),
        Color::hex(0x00B4_552D),
        Color::hex(0x0024_6FB5),
        Color::hex(0x00B4_3A6C),
        Color::hex(0x006C_711F),
        Color::hex(0x008D_3F94),
        Color::hex(0x0052_607A),
    ],
    text: [
        Color::hex(0x0045_53D9),
        Color::hex(0x000B_6D76),
        Color::hex(0x0074_49BA),
        Color::hex(0x0029_7147),
        Color::hex(0x00A9_4C25),
        Color::hex(0x001E_66A8),
        Color::hex(0x00AB_3465),
        Color::hex(0x0060_651A),
        Color::hex(0x0084_3A8B),
        Color::hex(0x004C_5A73),
    ],
    tint: 0.095,
};

static DARK: Theme = Theme {
    ink: Color::hex(0x00E9_ECF3),
    muted: Color::hex(0x00A3_ADBE),
    line: Color::hex(0x0033_3A49),
    paper: Color::hex(0x001A_1E28),
    desk: Color::hex(0x0011_141B),
    accent: Color::hex(0x00A6_AFFC),
    positive: Color::hex(0x002F_B396),
    negative: Color::hex(0x00EE_6F55),
    neutral: Color::hex(0x009A_A4B6),
    curve: Color::hex(0x00C6_CEE4),
    on_strong: Color::hex(0x00FF_FFFF),
    face: Color::hex(0x001A_1E28),
    card: (Color::hex(0x0023_2835), Color::hex(0x003B_4354)),
    pain: (Color::hex(0x0038_2425), Color::hex(0x0063_3833)),
    opportunity: (Color::hex(0x001B_3332), Color::hex(0x002B_5750)),
    offstage: Color::hex(0x0015_1922),
    offstage_ink: Color::hex(0x00BD_C5D3),
    strong: [
        Color::hex(0x0052_5FDC),
        Color::hex(0x000E_7C86),
        Color::hex(0x007F_56C2),
        Color::hex(0x002F_7D4F),
        Color::hex(0x00B4_552D),
        Color::hex(0x0024_6FB5),
        Color::hex(0x00B6_4070),
        Color::hex(0x006C_711F),
        Color::hex(0x0097_509E),
        Color::hex(0x0060_6D85),
    ],
    text: [
        Color::hex(0x00A7_AFFB),
        Color::hex(0x005F_CBD5),
        Color::hex(0x00C7_A9F5),
        Color::hex(0x007C_D09D),
        Color::hex(0x00F0_A482),
        Color::hex(0x007F_BCF3),
        Color::hex(0x00F0_97BC),
        Color::hex(0x00C6_CB6C),
        Color::hex(0x00DB_9BE1),
        Color::hex(0x00B1_BDD3),
    ],
    tint: 0.24,
};

static HIGH_CONTRAST: Theme = Theme {
    ink: Color::hex(0x0000_0000),
    muted: Color::hex(0x002E_3440),
    line: Color::hex(0x008A_919E),
    paper: Color::hex(0x00FF_FFFF),
    desk: Color::hex(0x00DD_E0E6),
    accent: Color::hex(0x001F_2DB8),
    positive: Color::hex(0x0000_5F4B),
    negative: Color::hex(0x00A8_220C),
    neutral: Color::hex(0x004A_5262),
    curve: Color::hex(0x0000_0000),
    on_strong: Color::hex(0x00FF_FFFF),
    face: Color::hex(0x00FF_FFFF),
    card: (Color::hex(0x00FF_FFFF), Color::hex(0x005B_6372)),
    pain: (Color::hex(0x00FF_EDE5), Color::hex(0x00A8_220C)),
    opportunity: (Color::hex(0x00E0_F4F4), Color::hex(0x0000_5F4B)),
    offstage: Color::hex(0x00EC_EEF2),
    offstage_ink: Color::hex(0x0000_0000),
    strong: [
        Color::hex(0x0028_35B5),
        Color::hex(0x0000_555E),
        Color::hex(0x0056_2A9E),
        Color::hex(0x0013_572D),
        Color::hex(0x0085_330F),
        Color::hex(0x000B_4B86),
        Color::hex(0x0085_1747),
        Color::hex(0x0048_4C0A),
        Color::hex(0x0065_1F6C),
        Color::hex(0x0033_3F56),
    ],
    text: [
        Color::hex(0x0028_35B5),
        Color::hex(0x0000_555E),
        Color::hex(0x0056_2A9E),
        Color::hex(0x0013_572D),
        Color::hex(0x0085_330F),
        Color::hex(0x000B_4B86),
        Color::hex(0x0085_1747),
        Color::hex(0x0048_4C0A),
        Color::hex(0x0065_1F6C),
        Color::hex(0x0033_3F56),
    ],
    tint: 0.08,
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::contrast::contrast;

    #[test]
    fn curves_and_faces_stand_out_from_paper_in_every_theme() {
        for name in ThemeName::ALL {
            let theme = name.theme();
            let mut pairs = vec![
                ("curve", theme.curve),
                ("a good feeling", theme.positive),
                ("a bad feeling", theme.negative),
                ("neither", theme.neutral),
            ];
            // Labels of further curves have their color, as text.
            let swatches = Swatch::ALL.iter();
            pairs.extend(swatches.map(|swatch| ("a swatch", theme.text(*swatch))));
            for (what, color) in pairs {
                let found = contrast(color, theme.paper);
                assert!(found >= 3.0, "{what} in {name:?}: {found:.2}");
            }
        }
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
                ("muted on card", theme.muted, theme.card.0),
                ("muted on pain", theme.muted, theme.pain.0),
                ("muted on opportunity", theme.muted, theme.opportunity.0),
                ("offstage ink on card", theme.offstage_ink, theme.card.0),
                ("accent on its tint", theme.accent, theme.accent_tint()),
            ];
            for swatch in Swatch::ALL {
                pairs.push(("light on swatch", theme.on_strong, theme.strong(*swatch)));
                // Initials are large: they need 3 to 1.
                let portrait = theme.paper.mix(theme.strong(*swatch), 0.2);
                assert!(contrast(theme.text(*swatch), portrait) >= 3.0);
                pairs.push(("muted on tint", theme.muted, theme.tint(*swatch)));
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
