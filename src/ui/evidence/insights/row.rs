//! A row of the panel: a sign, a text that is wrapped and never cut, and what
//! can be done with it at the right. A click or Enter goes to what it is about.

use egui::{
    Align2, Color32, FontId, Rect, Response, Sense, Ui, UiBuilder, Vec2, WidgetInfo,
    accesskit::Role,
};

use crate::{
    editor::Editor,
    model::{Channel, Element, Evidence, LaneKind, Rule},
    scene,
    ui::{
        icon,
        style::{Chrome, SMALL, TEXT},
        widgets,
    },
};

/// The room of the sign before a text.
pub(super) const SIGN: f32 = 24.0;
/// The room of what can be done with a row.
const ACTION: f32 = 30.0;
/// Around the text of a row.
const PAD: Vec2 = Vec2::new(6.0, 6.0);

/// What a row shows.
pub(super) struct Row<'a> {
    /// The sign before it, and its color.
    pub(super) icon: (char, Tone),
    /// What it says.
    pub(super) text: &'a str,
    /// More, in small letters below it.
    pub(super) below: Option<&'a str>,
    /// Why it says so, under the pointer.
    pub(super) why: &'a str,
    /// Whether what it is about is selected.
    pub(super) is_selected: bool,
    /// What can be done with it: an icon and its name.
    pub(super) action: Option<(char, &'a str)>,
}

/// What came of a row.
pub(super) struct Done {
    /// The row.
    pub(super) response: Response,
    /// Whether its action was asked for.
    pub(super) acted: bool,
}

/// The color of a sign, by what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    /// Well.
    Good,
    /// Not well.
    Bad,
    /// To be thought of.
    Open,
    /// Neither.
    Plain,
}

impl Tone {
    fn color(self, chrome: &Chrome) -> Color32 {
        match self {
            Self::Good => chrome.good,
            Self::Bad => chrome.danger,
            Self::Open => chrome.caution,
            Self::Plain => chrome.muted,
        }
    }
}

/// Draws a row.
pub(super) fn row_ui(ui: &mut Ui, row: &Row<'_>) -> Done {
    let chrome = Chrome::of(ui);
    let width = ui.available_width();
    let action = if row.action.is_some() { ACTION } else { 0.0 };
    let room = (width - SIGN - action - 2.0 * PAD.x).max(60.0);
    let layout = |text: &str, size: f32, color| {
        let font = FontId::proportional(size);
        ui.painter().layout(text.to_owned(), font, color, room)
    };
    let text = layout(row.text, TEXT, chrome.ink);
    let below = row.below.map(|below| layout(below, SMALL, chrome.muted));
    let under = below.as_ref().map_or(0.0, |below| below.size().y + 2.0);
    let high = (text.size().y + under + 2.0 * PAD.y).max(30.0);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, high), Sense::click());
    response.widget_info(|| {
        let name = row.below.map_or_else(
            || row.text.to_owned(),
            |below| format!("{} {below}", row.text),
        );
        WidgetInfo::selected(Role::Button, true, row.is_selected, name)
    });
    widgets::paint_button(ui, rect, &response, row.is_selected);
    let line = text.rows.first().map_or(0.0, |row| row.height());
    let at = rect.min + PAD;
    let (sign, tone) = row.icon;
    ui.painter().text(
        at + Vec2::new(7.0, line / 2.0),
        Align2::CENTER_CENTER,
        sign,
        icon::font(14.0),
        tone.color(chrome),
    );
    let beside = at + Vec2::new(SIGN, 0.0);
    let lower = beside + Vec2::new(0.0, text.size().y + 2.0);
    ui.painter().galley(beside, text, chrome.ink);
    if let Some(below) = below {
        ui.painter().galley(lower, below, chrome.muted);
    }
    let acted = row.action.is_some_and(|(sign, name)| {
        let corner = Rect::from_min_size(
            egui::pos2(rect.right() - ACTION + 2.0, rect.top() + 2.0),
            Vec2::splat(26.0),
        );
        action_ui(ui, corner, (sign, name), row.text)
    });
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    let response = if row.why.is_empty() {
        response
    } else {
        response.on_hover_text(row.why)
    };
    Done { response, acted }
}

/// The button at the right of a row; a screen reader hears what it is for.
fn action_ui(ui: &mut Ui, corner: Rect, (sign, name): (char, &str), text: &str) -> bool {
    let mut child = ui.new_child(UiBuilder::new().max_rect(corner));
    let (rect, response) = child.allocate_exact_size(corner.size(), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{name}: {text}")));
    let chrome = Chrome::of(ui);
    let color = if response.hovered() || response.has_focus() {
        chrome.ink
    } else {
        chrome.muted
    };
    widgets::paint_button(ui, rect, &response, false);
    widgets::paint_icon(ui, rect, sign, 14.0, color);
    response.on_hover_text(name).clicked()
}

/// Whether all that a row is about is selected.
pub(super) fn is_selected(editor: &Editor, about: &[Element]) -> bool {
    about
        .iter()
        .all(|element| editor.selection.contains(*element))
}

/// The sign of a rule.
pub(super) const fn icon_of(rule: Rule) -> (char, Tone) {
    match rule {
        Rule::Peak => (icon::CARET_UP, Tone::Good),
        Rule::Low => (icon::CARET_DOWN, Tone::Bad),
        Rule::End | Rule::KeyMomentMissing => (scene::icon::KEY_MOMENT, Tone::Plain),
        Rule::SteepestFall => (icon::TREND_DOWN, Tone::Bad),
        Rule::Disagreement => (icon::SCALES, Tone::Open),
        Rule::UnprovenMoment => (scene::icon::evidence(Evidence::Assumed), Tone::Open),
        Rule::OneSidedSources => (icon::CHAT_TEXT, Tone::Open),
        Rule::PainWithoutOpportunity => (icon::LIGHTNING, Tone::Bad),
        Rule::OpportunityWithoutOwner | Rule::PersonaMissing => (icon::USER, Tone::Open),
        Rule::OpportunityWithoutMetric => (icon::CHART_BAR, Tone::Open),
        Rule::StageWithoutAction => (scene::icon::lane(LaneKind::Actions), Tone::Open),
        Rule::StageWithoutTouchpoint => (scene::icon::channel(None), Tone::Open),
        Rule::FeelingWithoutTouchpoint => (icon::HEART, Tone::Open),
        Rule::ChannelUsedOnce => (scene::icon::channel(Some(Channel::Social)), Tone::Plain),
        Rule::LongWait => (scene::icon::WAIT, Tone::Bad),
        Rule::ScenarioMissing => (icon::FILE_TEXT, Tone::Open),
        Rule::ReviewDue => (scene::icon::channel(Some(Channel::Event)), Tone::Open),
    }
}
