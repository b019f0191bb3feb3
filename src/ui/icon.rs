//! The icons of the window, as characters of the Phosphor font.

use egui::{FontId, RichText};

use crate::{layout::Face, paint};

pub(super) const CARET_DOWN: char = '\u{e136}';
pub(super) const CARET_LEFT: char = '\u{e138}';
pub(super) const CARET_RIGHT: char = '\u{e13a}';
pub(super) const CARET_UP: char = '\u{e13c}';
pub(super) const CHART_BAR: char = '\u{e150}';
pub(super) const CHAT_TEXT: char = '\u{e17a}';
pub(super) const CHECK: char = '\u{e182}';
pub(super) const CHECK_CIRCLE: char = '\u{e184}';
pub(super) const COPY: char = '\u{e1ca}';
pub(super) const CURSOR: char = '\u{e1dc}';
pub(super) const DOTS_THREE: char = '\u{e1fe}';
pub(super) const EYE: char = '\u{e220}';
pub(super) const EYE_SLASH: char = '\u{e224}';
pub(super) const FILE_TEXT: char = '\u{e23a}';
pub(super) const GLOBE: char = '\u{e288}';
pub(super) const HEART: char = '\u{e2a8}';
pub(super) const INFO: char = '\u{e2ce}';
pub(super) const LIGHTBULB: char = '\u{e2dc}';
pub(super) const LIGHTNING: char = '\u{e2de}';
pub(super) const MAGNIFYING_GLASS: char = '\u{e30c}';
pub(super) const MAP: char = '\u{e31a}';
pub(super) const MINUS: char = '\u{e32a}';
pub(super) const PENCIL: char = '\u{e3ae}';
pub(super) const PLUS: char = '\u{e3d4}';
pub(super) const REDO: char = '\u{e036}';
pub(super) const SCALES: char = '\u{e750}';
pub(super) const TRASH: char = '\u{e4a6}';
pub(super) const TREND_DOWN: char = '\u{e4ac}';
pub(super) const UNDO: char = '\u{e038}';
pub(super) const USER: char = '\u{e4c2}';
pub(super) const WARNING: char = '\u{e4e0}';
pub(super) const X: char = '\u{e4f6}';

/// The font of icons at a size.
pub(super) fn font(size: f32) -> FontId {
    FontId::new(size, paint::family(Face::Icon))
}

/// An icon as text.
pub(super) fn text(icon: char, size: f32) -> RichText {
    RichText::new(icon).font(font(size))
}
