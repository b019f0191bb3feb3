//! How the window around the map looks: its colors, sizes and spacing, set
//! once as egui's style. Panels ask [`Chrome`] for a color and never name one.
//! Knows egui, nothing of maps.

use egui::{
    Color32, Context, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, Style, TextStyle,
    Theme, ThemePreference, Ui, Vec2, Visuals,
    style::{HandleShape, ScrollAnimation, ScrollStyle, Selection, WidgetVisuals},
};

use super::settings::InterfaceTheme;
use crate::{layout::Face, paint};

/// The height of the bar with menus, name and export.
pub(super) const TOP_BAR: f32 = 48.0;
/// The width of the floating tool rail.
pub(super) const RAIL: f32 = 50.0;
/// The width of the inspector.
pub(super) const INSPECTOR: f32 = 300.0;
/// The room inside the inspector.
pub(super) const PADDING: f32 = 18.0;
/// The height of the status bar.
pub(super) const STATUS_BAR: f32 = 28.0;
/// The height of buttons and fields.
pub(super) const CONTROL: f32 = 30.0;
/// Of the corners of buttons, fields and panels.
pub(super) const RADIUS: u8 = 7;
/// The size of text.
pub(super) const TEXT: f32 = 13.0;
/// The size of labels and notes.
pub(super) const SMALL: f32 = 12.0;

/// The colors of the window.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chrome {
    /// Text.
    pub ink: Color32,
    /// Text of less weight: labels, hints.
    pub muted: Color32,
    /// Hairlines, and the edges of controls.
    pub line: Color32,
    /// The edge of a control under the pointer.
    pub strong_line: Color32,
    /// Behind panels, menus and fields.
    pub panel: Color32,
    /// Under the pointer.
    pub hover: Color32,
    /// Held down.
    pub press: Color32,
    /// The one color that asks for attention, as a fill.
    pub accent: Color32,
    /// The same under the pointer.
    pub accent_hover: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    /// The accent as text, a line or an icon.
    pub accent_ink: Color32,
    /// Behind what is chosen.
    pub tint: Color32,
    /// What removes or went wrong.
    pub danger: Color32,
    /// What is well, as text or an icon.
    pub good: Color32,
    /// What is to be thought of, as text or an icon.
    pub caution: Color32,
    /// Behind a dialog.
    pub backdrop: Color32,
    /// Of floating panels.
    pub shadow: Color32,
}

const fn hex(rgb: u32) -> Color32 {
    let [_, red, green, blue] = rgb.to_be_bytes();
    Color32::from_rgb(red, green, blue)
}

impl Chrome {
    /// For work by day and on a projector.
    pub(super) const LIGHT: Self = Self {
        ink: hex(0x001E_2330),
        muted: hex(0x005F_6B80),
        line: hex(0x00E4_E7EC),
        strong_line: hex(0x00C9_CFDA),
        panel: Color32::WHITE,
        hover: hex(0x00F2_F4F7),
        press: hex(0x00E8_EBF1),
        accent: hex(0x0045_53D9),
        accent_hover: hex(0x003A_47C2),
        on_accent: Color32::WHITE,
        accent_ink: hex(0x0045_53D9),
        tint: hex(0x00EC_EEFC),
        danger: hex(0x00B9_3A21),
        good: hex(0x000C_7560),
        caution: hex(0x0086_5600),
        backdrop: Color32::from_rgba_premultiplied(5, 6, 9, 82),
        shadow: Color32::from_rgba_premultiplied(3, 4, 6, 30),
    };

    /// For work by night.
    pub(super) const DARK: Self = Self {
        ink: hex(0x00E8_EAF0),
        muted: hex(0x009C_A5B8),
        line: hex(0x002E_3444),
        strong_line: hex(0x0047_5068),
        panel: hex(0x001B_1F2A),
        hover: hex(0x0025_2A38),
        press: hex(0x002D_3344),
        accent: hex(0x0052_60E0),
        accent_hover: hex(0x005A_67E4),
        on_accent: Color32::WHITE,
        accent_ink: hex(0x009A_A4F8),
        tint: hex(0x0028_2E55),
        danger: hex(0x00F0_8A73),
        good: hex(0x005F_D0B0),
        caution: hex(0x00E8_B45A),
        backdrop: Color32::from_rgba_premultiplied(0, 0, 0, 140),
        shadow: Color32::from_rgba_premultiplied(0, 0, 0, 90),
    };

    /// For weak projectors and tired eyes.
    pub(super) const HIGH_CONTRAST: Self = Self {
        ink: hex(0x0000_0000),
        muted: hex(0x002E_3440),
        line: hex(0x006B_7280),
        strong_line: hex(0x0000_0000),
        panel: Color32::WHITE,
        hover: hex(0x00E4_E7EC),
        press: hex(0x00D2_D7E0),
        accent: hex(0x001F_2DB8),
        accent_hover: hex(0x0014_1F8F),
        on_accent: Color32::WHITE,
        accent_ink: hex(0x001F_2DB8),
        tint: hex(0x00E0_E3FF),
        danger: hex(0x00A8_220C),
        good: hex(0x0000_5C48),
        caution: hex(0x006B_4300),
        backdrop: Color32::from_rgba_premultiplied(0, 0, 0, 140),
        shadow: Color32::from_rgba_premultiplied(0, 0, 0, 90),
    };

    /// The sets of colors there are. Their inks differ.
    const ALL: [&'static Self; 3] = [&Self::LIGHT, &Self::DARK, &Self::HIGH_CONTRAST];

    /// The colors in use here.
    pub(super) fn of(ui: &Ui) -> &'static Self {
        Self::behind(ui.visuals())
    }

    /// The colors that a style was made of: egui keeps the style, and the ink
    /// in it tells which set it was.
    pub(super) fn behind(visuals: &Visuals) -> &'static Self {
        let ink = visuals.widgets.noninteractive.fg_stroke.color;
        let found = Self::ALL.into_iter().find(|chrome| chrome.ink == ink);
        found.unwrap_or(&Self::LIGHT)
    }

    /// Under panels that float.
    pub(super) fn float(&self) -> Shadow {
        Shadow {
            offset: [0, 4],
            blur: 16,
            spread: 0,
            color: self.shadow,
        }
    }
}

/// The face of text that weighs more than its neighbors.
pub(super) fn strong(size: f32) -> FontId {
    FontId::new(size, paint::family(Face::SemiBold))
}

/// The face of headings.
pub(super) fn bold(size: f32) -> FontId {
    FontId::new(size, paint::family(Face::Bold))
}

/// Sets the look of the window: its colors, and whether things move.
pub(super) fn wear(ctx: &Context, theme: InterfaceTheme, animations: bool) {
    let light = match theme {
        InterfaceTheme::HighContrast => &Chrome::HIGH_CONTRAST,
        InterfaceTheme::System | InterfaceTheme::Light | InterfaceTheme::Dark => &Chrome::LIGHT,
    };
    for (of, chrome, visuals) in [
        (Theme::Light, light, Visuals::light()),
        (Theme::Dark, &Chrome::DARK, Visuals::dark()),
    ] {
        let mut style = style(chrome, visuals);
        if !animations {
            style.animation_time = 0.0;
            style.scroll_animation = ScrollAnimation::none();
        }
        ctx.set_style_of(of, style);
    }
    ctx.set_theme(match theme {
        InterfaceTheme::System => ThemePreference::System,
        InterfaceTheme::Light | InterfaceTheme::HighContrast => ThemePreference::Light,
        InterfaceTheme::Dark => ThemePreference::Dark,
    });
    ctx.options_mut(|options| {
        options.fallback_theme = Theme::Light;
        // Control with plus, minus and wheel zoom the map, not the window.
        options.zoom_with_keyboard = false;
        options.input_options.max_double_click_delay = 0.4;
    });
}

fn style(chrome: &Chrome, visuals: Visuals) -> Style {
    let mut style = Style {
        visuals,
        animation_time: 0.14,
        ..Style::default()
    };
    style.text_styles = [
        (TextStyle::Heading, bold(17.0)),
        (TextStyle::Body, FontId::proportional(TEXT)),
        (TextStyle::Button, FontId::proportional(TEXT)),
        (TextStyle::Small, FontId::proportional(SMALL)),
        (
            TextStyle::Monospace,
            FontId::new(SMALL, FontFamily::Monospace),
        ),
    ]
    .into();
    spacing(&mut style);
    colors(&mut style.visuals, chrome);
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.4;
    style.interaction.show_tooltips_only_when_still = true;
    style
}

fn spacing(style: &mut Style) {
    let spacing = &mut style.spacing;
    spacing.item_spacing = Vec2::new(8.0, 6.0);
    spacing.button_padding = Vec2::new(10.0, 6.0);
    spacing.interact_size = Vec2::new(CONTROL, CONTROL);
    spacing.menu_margin = Margin::same(6);
    spacing.menu_width = 240.0;
    spacing.window_margin = Margin::same(20);
    spacing.icon_width = 16.0;
    spacing.icon_width_inner = 10.0;
    spacing.icon_spacing = 8.0;
    spacing.tooltip_width = 320.0;
    spacing.combo_width = 60.0;
    spacing.slider_rail_height = 4.0;
    spacing.scroll = ScrollStyle {
        bar_width: 8.0,
        floating_width: 4.0,
        // A bar that is always seen says that there is more below.
        dormant_handle_opacity: 0.35,
        ..ScrollStyle::floating()
    };
}

fn colors(visuals: &mut Visuals, chrome: &Chrome) {
    let radius = CornerRadius::same(RADIUS);
    let widget = |fill, edge, text| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, edge),
        corner_radius: radius,
        fg_stroke: Stroke::new(1.0, text),
        expansion: 0.0,
    };
    visuals.text_options = paint::text_options();
    visuals.override_text_color = None;
    visuals.weak_text_color = Some(chrome.muted);
    visuals.widgets.noninteractive = widget(chrome.panel, chrome.line, chrome.ink);
    visuals.widgets.inactive = widget(chrome.panel, chrome.line, chrome.ink);
    visuals.widgets.hovered = widget(chrome.hover, chrome.strong_line, chrome.ink);
    visuals.widgets.active = widget(chrome.press, chrome.accent_ink, chrome.ink);
    visuals.widgets.open = widget(chrome.hover, chrome.strong_line, chrome.ink);
    visuals.selection = Selection {
        bg_fill: chrome.tint,
        stroke: Stroke::new(1.5, chrome.accent_ink),
    };
    visuals.hyperlink_color = chrome.accent_ink;
    visuals.faint_bg_color = chrome.hover;
    visuals.extreme_bg_color = chrome.panel;
    visuals.text_edit_bg_color = Some(chrome.panel);
    visuals.code_bg_color = chrome.hover;
    visuals.warn_fg_color = chrome.danger;
    visuals.error_fg_color = chrome.danger;
    visuals.window_corner_radius = CornerRadius::same(12);
    visuals.menu_corner_radius = CornerRadius::same(9);
    visuals.window_fill = chrome.panel;
    visuals.panel_fill = chrome.panel;
    visuals.window_stroke = Stroke::new(1.0, chrome.line);
    visuals.window_shadow = chrome.float();
    visuals.popup_shadow = chrome.float();
    visuals.text_cursor.stroke = Stroke::new(1.5, chrome.accent_ink);
    visuals.slider_trailing_fill = true;
    visuals.handle_shape = HandleShape::Circle;
    visuals.disabled_alpha = 0.45;
}

#[cfg(test)]
mod tests {
    use super::Chrome;
    use crate::scene::{
        Color,
        contrast::{GRAPHICS, TEXT, expect_apart},
    };

    #[test]
    fn every_text_of_the_window_is_read_on_every_ground_it_meets() {
        let sets = ["light", "dark", "high contrast"];
        for (name, chrome) in sets.into_iter().zip(Chrome::ALL) {
            let of = |color: egui::Color32| Color(color.to_array());
            let mut pairs = vec![
                ("on a button", of(chrome.on_accent), of(chrome.accent), TEXT),
                (
                    "on a button under the pointer",
                    of(chrome.on_accent),
                    of(chrome.accent_hover),
                    TEXT,
                ),
                ("button", of(chrome.accent), of(chrome.panel), GRAPHICS),
            ];
            for (on, ground) in [
                ("panel", chrome.panel),
                ("hover", chrome.hover),
                ("press", chrome.press),
                ("tint", chrome.tint),
            ] {
                let texts = [
                    chrome.ink,
                    chrome.muted,
                    chrome.accent_ink,
                    chrome.danger,
                    chrome.good,
                    chrome.caution,
                ];
                pairs.extend(texts.map(|text| (on, of(text), of(ground), TEXT)));
            }
            expect_apart(name, &pairs);
        }
    }

    #[test]
    fn edges_of_the_high_contrast_window_can_be_seen() {
        let chrome = Chrome::HIGH_CONTRAST;
        let of = |color: egui::Color32| Color(color.to_array());
        let pairs = [
            ("line", of(chrome.line), of(chrome.panel), GRAPHICS),
            ("edge", of(chrome.strong_line), of(chrome.hover), GRAPHICS),
        ];
        expect_apart("high contrast", &pairs);
    }

    #[test]
    fn sets_of_colors_are_told_by_their_ink() {
        let [light, dark, contrast] = Chrome::ALL.map(|chrome| chrome.ink);
        assert!(light != dark && dark != contrast && light != contrast);
    }
}
