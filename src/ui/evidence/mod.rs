//! What a map rests on, in one panel at the left with three tabs: the feedback
//! log, the insights, and the opportunities. One tab is open at a time; the
//! outline has the same place. Each tab keeps its own state and knows the map,
//! nothing of the others.

mod feedback;
mod insights;
mod opportunities;

use egui::{Context, Frame, Margin, Panel, RichText, Sense, Ui, Vec2, WidgetInfo, accesskit::Role};

pub(super) use self::feedback::takes_key;
use self::{feedback::FeedbackLog, insights::Insights, opportunities::Opportunities};
use super::{
    app::App,
    ask::Asks,
    canvas, icon,
    panels::{self, Panel as Place},
    style::{self, Chrome, SMALL},
    widgets,
};
use crate::{
    editor::{Command, Editor, Links},
    model::{Map, Subject},
};

/// A tab of the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tab {
    /// What customers said.
    Feedback,
    /// What the map tells of itself, and what to ask next.
    Insights,
    /// What could be better.
    Opportunities,
}

impl Tab {
    const ALL: [Self; 3] = [Self::Feedback, Self::Insights, Self::Opportunities];

    const fn label(self) -> &'static str {
        match self {
            Self::Feedback => "Feedback",
            Self::Insights => "Insights",
            Self::Opportunities => "Opportunities",
        }
    }

    /// The command that opens and closes it.
    pub(super) const fn command(self) -> Command {
        match self {
            Self::Feedback => Command::ToggleFeedback,
            Self::Insights => Command::ToggleInsights,
            Self::Opportunities => Command::ToggleOpportunities,
        }
    }

    /// The width it begins with.
    const fn width(self) -> f32 {
        match self {
            Self::Feedback => 520.0,
            Self::Insights => 380.0,
            Self::Opportunities => 460.0,
        }
    }
}

/// The panel's state.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    open: Option<Tab>,
    feedback: FeedbackLog,
    insights: Insights,
    opportunities: Opportunities,
}

impl Evidence {
    /// The tab that is open.
    pub(super) fn tab(&self) -> Option<Tab> {
        self.open
    }

    /// Closes the panel; what was chosen in it stays.
    pub(super) fn close(&mut self) {
        self.open = None;
    }

    /// How much of the feedback log belongs to each stage and card.
    pub(super) fn links(&mut self, map: &Map) -> &Links {
        self.feedback.links(map)
    }

    /// Another map is open.
    pub(super) fn forget(&mut self) {
        *self = Self {
            open: self.open,
            ..Self::default()
        };
    }

    /// What stands beside the name of a tab: how much is in it.
    fn count(&self, tab: Tab, editor: &Editor) -> Option<usize> {
        match tab {
            Tab::Feedback => Some(editor.map().feedback.len()),
            Tab::Insights => self.insights.count(),
            Tab::Opportunities => self.opportunities.count(),
        }
    }

    fn tabs_ui(&mut self, ui: &mut Ui, editor: &Editor) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            for tab in Tab::ALL {
                if tab_ui(ui, tab, self.count(tab, editor), self.open == Some(tab)) {
                    self.open = Some(tab);
                }
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if widgets::icon_button_ui(ui, icon::X, "Close panel", true).clicked() {
                    self.open = None;
                }
            });
        });
    }
}

fn tab_ui(ui: &mut Ui, tab: Tab, count: Option<usize>, is_open: bool) -> bool {
    let chrome = Chrome::of(ui);
    let color = if is_open { chrome.ink } else { chrome.muted };
    let text = match count {
        Some(count) if count > 0 => format!("{} {count}", tab.label()),
        Some(_) | None => tab.label().to_owned(),
    };
    let text = RichText::new(text)
        .font(style::strong(SMALL + 1.0))
        .color(color);
    let button = egui::Button::new(text)
        .frame(false)
        .min_size(Vec2::new(0.0, 32.0))
        .sense(Sense::click());
    let response = ui.add(button);
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, is_open, tab.label()));
    if is_open || response.has_focus() {
        let rect = response.rect;
        let line = if is_open { chrome.accent } else { chrome.muted };
        let y = rect.bottom() - 1.0;
        ui.painter().hline(rect.x_range(), y, (2.0, line));
    }
    ui.add_space(6.0);
    response.clicked()
}

impl App {
    /// Opens a tab of the evidence, or closes the panel when it shows that.
    pub(super) fn toggle_evidence(&mut self, ctx: &Context, tab: Tab) {
        if self.evidence.open == Some(tab) {
            self.evidence.close();
            ctx.memory_mut(|memory| memory.request_focus(canvas::id()));
        } else {
            self.finding.outline = None;
            self.evidence.open = Some(tab);
            self.evidence.feedback.opened();
        }
    }

    /// Whether the open panel is still looking for insights.
    #[must_use]
    pub fn is_looking_for_insights(&self) -> bool {
        self.evidence.open.is_some() && self.evidence.insights.is_waiting()
    }

    /// Opens the feedback log at what is said about something.
    pub(super) fn show_feedback(&mut self, subject: Subject) {
        self.finding.outline = None;
        self.evidence.open = Some(Tab::Feedback);
        self.evidence.feedback.show(subject);
    }

    /// Draws feedback that is dragged over the canvas, and links it where it is
    /// let go.
    pub(super) fn carry_feedback(&mut self, ctx: &Context, asks: &mut Asks) {
        let log = &mut self.evidence.feedback;
        log.carry_ui(ctx, &mut self.editor, asks);
    }

    /// Draws the panel at the left, if it is open.
    pub(super) fn evidence_ui(&mut self, ui: &mut Ui, asks: &mut Asks) {
        let Some(tab) = self.evidence.open else {
            return;
        };
        let today = &self.today;
        self.evidence.insights.update(ui.ctx(), &self.editor, today);
        if tab == Tab::Feedback {
            let letters = self.evidence.feedback.letters(&self.editor);
            if !letters.is_empty() {
                self.editor.cover(&letters);
            }
        }
        // What has new letters is shown once there are fonts for them.
        let is_covered = self.fonts == self.editor.fonts().revision();
        let chrome = Chrome::of(ui);
        // The canvas keeps what it needs, however wide the panel was drawn.
        let most = (ui.available_width() - 320.0).max(300.0);
        let panel = Panel::left(egui::Id::unique(("evidence", tab.label())))
            .default_size(tab.width().min(most))
            .size_range(300.0..=most)
            .resizable(true)
            .show_separator_line(false)
            .frame(Frame::new().fill(chrome.panel).inner_margin(Margin {
                left: 14,
                right: 12,
                top: 6,
                bottom: 0,
            }));
        let shown = panel.show(ui, |ui| {
            self.evidence.tabs_ui(ui, &self.editor);
            ui.add_space(6.0);
            match tab {
                Tab::Feedback if !is_covered => ui.ctx().request_repaint(),
                Tab::Feedback => self.evidence.feedback.ui(ui, &self.editor, asks),
                Tab::Insights => self.evidence.insights.ui(ui, &self.editor, asks),
                Tab::Opportunities => self.evidence.opportunities.ui(ui, &self.editor, asks),
            }
        });
        let rect = shown.response.rect;
        ui.painter()
            .vline(rect.right() - 0.5, rect.y_range(), (1.0, chrome.line));
        panels::landmark_ui(ui, Place::Evidence, tab.label(), rect);
    }
}
