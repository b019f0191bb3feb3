//! How a page looks: the colors of the map's theme, on a screen of any width
//! and on paper. Paper is white whatever the theme.

use std::fmt::Write as _;

use super::write::css;
use crate::{
    model::{Swatch, ThemeName},
    scene::Theme,
};

/// The rules that know no color.
const RULES: &str = include_str!("style.css");

/// The class of a swatch's colors.
pub(super) fn swatch_class(swatch: Swatch) -> &'static str {
    match swatch {
        Swatch::Indigo => "indigo",
        Swatch::Teal => "teal",
        Swatch::Violet => "violet",
        Swatch::Green => "green",
        Swatch::Rust => "rust",
        Swatch::Blue => "blue",
        Swatch::Rose => "rose",
        Swatch::Olive => "olive",
        Swatch::Plum => "plum",
        Swatch::Slate => "slate",
    }
}

/// The whole style sheet. `least` is the width below which the picture of the
/// map scrolls instead of shrinking, in CSS pixels.
pub(super) fn style(name: ThemeName, least: u32) -> String {
    let mut out = String::new();
    let scheme = match name {
        ThemeName::Dark => "dark",
        ThemeName::Light | ThemeName::HighContrast => "light",
    };
    let _ = writeln!(out, ":root{{color-scheme:{scheme};--least:{least}px}}");
    colors(&mut out, name.theme());
    out.push_str(RULES);
    let _ = writeln!(
        out,
        "@media screen{{.pictures{{container-type:inline-size}}\n\
         @container (max-width:{}px){{.hint{{display:block}}}}}}",
        least.saturating_sub(1)
    );
    if name == ThemeName::Dark {
        out.push_str("@media print{\n:root{color-scheme:light}\n");
        colors(&mut out, ThemeName::Light.theme());
        out.push_str("}\n");
    }
    out
}

fn colors(out: &mut String, theme: &Theme) {
    let named = [
        ("ink", theme.ink),
        ("muted", theme.muted),
        ("line", theme.line),
        ("paper", theme.paper),
        ("desk", theme.desk),
        ("accent", theme.accent),
        ("positive", theme.positive),
        ("negative", theme.negative),
        ("neutral", theme.neutral),
        ("card", theme.card.0),
        ("edge", theme.card.1),
        ("pain", theme.pain.0),
        ("pain-edge", theme.pain.1),
        ("chance", theme.opportunity.0),
        ("chance-edge", theme.opportunity.1),
        ("off", theme.offstage),
        ("on-strong", theme.on_strong),
    ];
    out.push_str(":root{");
    for (name, color) in named {
        let _ = write!(out, "--{name}:{};", css(color));
    }
    out.push_str("}\n");
    for swatch in Swatch::ALL {
        let _ = writeln!(
            out,
            ".{}{{--strong:{};--word:{};--tint:{}}}",
            swatch_class(*swatch),
            css(theme.strong(*swatch)),
            css(theme.text(*swatch)),
            css(theme.tint(*swatch)),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::contrast::{TEXT, contrast};

    #[test]
    fn text_reaches_the_contrast_of_wcag_aa_on_every_ground_of_the_page() {
        for name in ThemeName::ALL {
            let theme = name.theme();
            let mut pairs = vec![
                ("links", theme.accent, theme.paper),
                ("the last line", theme.muted, theme.desk),
                ("facts of a pain point", theme.ink, theme.pain.0),
                ("facts of an opportunity", theme.ink, theme.opportunity.0),
                ("a lane off stage", theme.ink, theme.offstage),
            ];
            for swatch in Swatch::ALL {
                pairs.push(("facts of a touchpoint", theme.ink, theme.tint(*swatch)));
                pairs.push(("initials", theme.on_strong, theme.strong(*swatch)));
            }
            for (what, text, ground) in pairs {
                let found = contrast(text, ground);
                assert!(found >= TEXT, "{what} in {name:?}: {found:.2}");
            }
        }
    }

    #[test]
    fn only_where_the_picture_is_wider_than_its_room_a_page_says_that_it_scrolls() {
        let style = style(ThemeName::Light, 900);
        assert!(style.contains(".hint{display:none"));
        assert!(style.contains("@container (max-width:899px){.hint{display:block}}"));
    }

    #[test]
    fn a_dark_page_is_printed_in_light_colors() {
        let dark = style(ThemeName::Dark, 900);
        let light = css(ThemeName::Light.theme().ink);
        let (screen, print) = dark
            .split_once("@media print{\n:root{color-scheme:light}")
            .unwrap_or_default();
        assert!(!screen.contains(&light) && print.contains(&light));
        assert!(!style(ThemeName::Light, 900).contains("color-scheme:dark"));
    }
}
