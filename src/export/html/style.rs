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
