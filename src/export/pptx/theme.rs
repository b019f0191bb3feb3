//! The theme of a presentation: the map's colors and its font, for what is
//! added to a slide later. Knows colors, no slides.

use super::{frame::NAMESPACES, xml::Xml};
use crate::{
    layout::Face,
    model::Swatch,
    scene::{Color, Item, Scene, Theme, ThemeName},
};

/// The theme that a scene is drawn in: the one whose ink most of its text has.
pub(super) fn theme_of(scene: &Scene) -> ThemeName {
    let uses = |name: &ThemeName| {
        let ink = name.theme().ink;
        let is_ink = |item: &&Item| match item {
            Item::Text(line) => line.face != Face::Icon && line.color == ink,
            Item::Rect { .. }
            | Item::Polygon { .. }
            | Item::Polyline { .. }
            | Item::Circle { .. }
            | Item::Area { .. }
            | Item::Picture { .. } => false,
        };
        scene.items.iter().filter(is_ink).count()
    };
    let themes = ThemeName::ALL.into_iter().rev();
    themes.max_by_key(uses).unwrap_or_default()
}

/// The theme: its colors and its font, for what is added to a slide.
pub(super) fn theme(colors: &Theme, is_dark: bool) -> Vec<u8> {
    let mut xml = Xml::new();
    let namespace = NAMESPACES[0].1;
    let attributes: [super::xml::Attribute<'_>; 2] =
        [("xmlns:a", &namespace), ("name", &"Throughline")];
    xml.node("a:theme", &attributes, |xml| {
        xml.node("a:themeElements", &[], |xml| {
            scheme(xml, colors, is_dark);
            xml.node("a:fontScheme", &[("name", &"Throughline")], |xml| {
                for name in ["a:majorFont", "a:minorFont"] {
                    xml.node(name, &[], |xml| {
                        // The numbers describe a plain sans serif, so that a
                        // machine without the font takes one like it.
                        xml.leaf(
                            "a:latin",
                            &[
                                ("typeface", &Face::Regular.name()),
                                ("panose", &"020B0604020202020204"),
                                ("pitchFamily", &34),
                                ("charset", &0),
                            ],
                        );
                        xml.leaf("a:ea", &[("typeface", &"")]);
                        xml.leaf("a:cs", &[("typeface", &"")]);
                    });
                }
            });
            formats(xml);
        });
        xml.leaf("a:objectDefaults", &[]);
        xml.leaf("a:extraClrSchemeLst", &[]);
    });
    xml.into_bytes()
}

fn scheme(xml: &mut Xml, colors: &Theme, is_dark: bool) {
    let (dark, light) = if is_dark {
        ((colors.paper, colors.offstage), (colors.ink, colors.muted))
    } else {
        ((colors.ink, colors.muted), (colors.paper, colors.offstage))
    };
    let strong = |index: usize| colors.strong(Swatch::of_index(index));
    let named: [(&str, Color); 12] = [
        ("a:dk1", dark.0),
        ("a:lt1", light.0),
        ("a:dk2", dark.1),
        ("a:lt2", light.1),
        ("a:accent1", strong(0)),
        ("a:accent2", strong(1)),
        ("a:accent3", strong(2)),
        ("a:accent4", strong(3)),
        ("a:accent5", strong(4)),
        ("a:accent6", strong(5)),
        ("a:hlink", colors.accent),
        ("a:folHlink", strong(2)),
    ];
    xml.node("a:clrScheme", &[("name", &"Throughline")], |xml| {
        for (name, Color([red, green, blue, _])) in named {
            let value = format!("{red:02X}{green:02X}{blue:02X}");
            xml.node(name, &[], |xml| xml.leaf("a:srgbClr", &[("val", &value)]));
        }
    });
}

/// Fills, lines and effects of three strengths, all plain.
fn formats(xml: &mut Xml) {
    let plain = |xml: &mut Xml| {
        xml.node("a:solidFill", &[], |xml| {
            xml.leaf("a:schemeClr", &[("val", &"phClr")]);
        });
    };
    xml.node("a:fmtScheme", &[("name", &"Throughline")], |xml| {
        xml.node("a:fillStyleLst", &[], |xml| (0..3).for_each(|_| plain(xml)));
        xml.node("a:lnStyleLst", &[], |xml| {
            for width in [9_525, 12_700, 19_050] {
                xml.node("a:ln", &[("w", &width)], plain);
            }
        });
        xml.node("a:effectStyleLst", &[], |xml| {
            for _ in 0..3 {
                xml.node("a:effectStyle", &[], |xml| xml.leaf("a:effectLst", &[]));
            }
        });
        xml.node("a:bgFillStyleLst", &[], |xml| {
            (0..3).for_each(|_| plain(xml));
        });
    });
}
