//! The insights: what the map tells of itself, and what to ask next. Each is a
//! sentence that selects what it speaks of; it can be set aside with a reason,
//! which is kept in the map. They are found on a thread of its own, and not
//! while a hand is changing the map; until then the last ones are shown.

mod ask_here;
mod reading;
mod row;

use std::{collections::BTreeMap, sync::Arc};

use egui::{Context, Id, Key, Margin, ScrollArea, TextEdit, Ui};

use self::{
    reading::{Asked, Reading, Told},
    row::{Row, row_ui},
};
use crate::{
    editor::Editor,
    model::{Chapter, Dismissal, Edit, Insight, Map, MapField},
    ui::{
        ask::{Ask, Asks},
        icon,
        style::{self, Chrome, SMALL},
        widgets,
    },
};

/// So many rows of a chapter are shown at first, and so many more at a time.
const SHOWN: usize = 12;
const MORE: usize = 60;

/// The state of the tab.
#[derive(Debug, Default)]
pub(super) struct Insights {
    reading: Option<Reading>,
    /// What was last looked at, or is being looked at.
    asked: Option<Asked>,
    told: Option<Arc<Told>>,
    /// Whether an answer is still to come.
    is_waiting: bool,
    /// The insight that is being dismissed, and the reason so far.
    dismissing: Option<Dismissal>,
    /// The field of the reason takes the keyboard, as soon as it can.
    takes_keyboard: bool,
    /// The row that takes the keyboard once its list is there anew.
    goes_on: Option<usize>,
    /// How many rows are shown of the chapters that show more.
    more: BTreeMap<&'static str, usize>,
}

impl Insights {
    /// Looks at the map anew when it or the day has changed, and takes what was
    /// found.
    pub(super) fn update(&mut self, ctx: &Context, editor: &Editor, today: &str) {
        if let Some(told) = self.reading.as_ref().and_then(Reading::answer) {
            self.told = Some(Arc::new(told));
            self.is_waiting = false;
        }
        let is_same = self
            .asked
            .as_ref()
            .is_some_and(|(map, day)| Arc::ptr_eq(map, editor.map()) && day == today);
        if is_same || editor.document.in_gesture() {
            return;
        }
        let asked = (Arc::clone(editor.map()), today.to_owned());
        let reading = self.reading.get_or_insert_with(|| Reading::begin(ctx));
        if !reading.ask(asked.clone()) {
            self.reading = None;
            ctx.request_repaint();
            return;
        }
        self.asked = Some(asked);
        self.is_waiting = true;
    }

    /// Whether the map is still being looked at.
    pub(super) const fn is_waiting(&self) -> bool {
        self.is_waiting
    }

    /// How many insights there are, once it is known.
    pub(super) fn count(&self) -> Option<usize> {
        self.told.as_ref().map(|told| told.findings.active.len())
    }

    /// Draws the tab.
    pub(super) fn ui(&mut self, ui: &mut Ui, editor: &Editor, asks: &mut Asks) {
        let Some(told) = self.told.clone() else {
            widgets::note_ui(ui, "Looking through the map…");
            return;
        };
        ScrollArea::vertical()
            .id_salt("insights")
            .auto_shrink(false)
            .show(ui, |ui| {
                // The bar floats over the content; rows keep clear of it.
                ui.set_max_width(ui.available_width() - 6.0);
                ui.spacing_mut().item_spacing.y = 1.0;
                state_ui(ui, &told);
                self.chapters_ui(ui, &told, editor, asks);
                let shown = self.shown_of("questions");
                if ask_here::ask_here_ui(ui, &told.questions, shown, (editor, &mut *asks)) {
                    self.show_more("questions");
                }
                dismissed_ui(ui, &told.findings.dismissed, editor, asks);
                ui.add_space(20.0);
            });
    }

    fn chapters_ui(&mut self, ui: &mut Ui, told: &Told, editor: &Editor, asks: &mut Asks) {
        let mut number = 0;
        for chapter in Chapter::ALL {
            let active = told.findings.active.iter();
            let of: Vec<&Insight> = active.filter(|one| one.rule.chapter() == chapter).collect();
            if of.is_empty() {
                continue;
            }
            heading_ui(ui, chapter.label(), of.len());
            let shown = self.shown_of(chapter.label());
            for insight in of.iter().take(shown) {
                self.insight_ui(ui, (insight, number), editor, asks);
                number = number.saturating_add(1);
            }
            if more_ui(ui, of.len(), shown) {
                self.show_more(chapter.label());
            }
        }
        if self.goes_on.is_some_and(|place| place >= number) {
            self.goes_on = number.checked_sub(1).filter(|_| !self.is_waiting);
        }
    }

    fn insight_ui(
        &mut self,
        ui: &mut Ui,
        (insight, number): (&Insight, usize),
        editor: &Editor,
        asks: &mut Asks,
    ) {
        let row = Row {
            icon: row::icon_of(insight.rule),
            text: &insight.sentence,
            below: None,
            why: insight.rule.why(),
            is_selected: row::is_selected(editor, &insight.about),
            action: Some((icon::X, "Dismiss")),
        };
        let id = ("insight", insight.rule, insight.key);
        let done = ui.push_id(id, |ui| row_ui(ui, &row)).inner;
        if self.goes_on == Some(number) && !self.is_waiting {
            done.response.request_focus();
            self.goes_on = None;
        }
        if done.response.clicked() {
            asks.0.push(Ask::SelectAll(insight.about.clone()));
        }
        if done.acted {
            self.dismissing = Some(Dismissal {
                rule: insight.rule,
                about: insight.key,
                reason: String::new(),
            });
            self.takes_keyboard = true;
        }
        let is_asked = self.dismissing.as_ref();
        if is_asked.is_some_and(|asked| is_of(asked, insight)) {
            self.reason_ui(ui, number, editor.map(), asks);
        }
    }

    /// Asks why, below the insight.
    fn reason_ui(&mut self, ui: &mut Ui, number: usize, map: &Map, asks: &mut Asks) {
        let Some(dismissal) = self.dismissing.as_mut() else {
            return;
        };
        let mut ends = None;
        let takes_keyboard = &mut self.takes_keyboard;
        ui.add_space(2.0);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            ui.add_space(row::SIGN + 4.0);
            let field = TextEdit::singleline(&mut dismissal.reason)
                .id(reason_id())
                .hint_text("Why? Kept in the map")
                .char_limit(2_000)
                .margin(Margin::symmetric(10, 7))
                .desired_width((ui.available_width() - 84.0).max(80.0));
            let field = ui.add(field);
            ui.ctx().accesskit_node_builder(field.id, |node| {
                node.set_label("Reason for dismissing the insight");
            });
            let has_reason = !dismissal.reason.trim().is_empty();
            let pressed = |key| ui.input(|input| input.key_pressed(key));
            if field.lost_focus() && pressed(Key::Escape) {
                ends = Some(false);
            } else if field.lost_focus() && pressed(Key::Enter) {
                if has_reason {
                    ends = Some(true);
                } else {
                    *takes_keyboard = true;
                }
            }
            // The click that opened the field may still take it away.
            if *takes_keyboard {
                *takes_keyboard = !field.has_focus();
                field.request_focus();
                ui.ctx().request_repaint();
            }
            ui.add_enabled_ui(has_reason, |ui| {
                if widgets::button_ui(ui, "Dismiss").clicked() {
                    ends = Some(true);
                }
            });
        });
        ui.add_space(6.0);
        if let Some(keeps) = ends {
            let dismissal = self.dismissing.take().filter(|_| keeps);
            if let Some(dismissal) = dismissal {
                let mut dismissed = map.dismissed.clone();
                dismissed.push(Dismissal {
                    reason: dismissal.reason.trim().to_owned(),
                    ..dismissal
                });
                let edit = Edit::SetMap(MapField::Dismissed(dismissed));
                asks.run(edit, "dismiss insight");
                self.is_waiting = true;
            }
            self.goes_on = Some(number);
        }
    }

    fn shown_of(&self, chapter: &'static str) -> usize {
        self.more.get(chapter).copied().unwrap_or(SHOWN)
    }

    fn show_more(&mut self, chapter: &'static str) {
        let shown = self.shown_of(chapter).saturating_add(MORE);
        self.more.insert(chapter, shown);
    }
}

fn reason_id() -> Id {
    Id::unique("reason for dismissing an insight")
}

fn is_of(dismissal: &Dismissal, insight: &Insight) -> bool {
    dismissal.rule == insight.rule && dismissal.about == insight.key
}

/// What to say of a map as a whole: that it is only begun, or that there is
/// nothing to say.
fn state_ui(ui: &mut Ui, told: &Told) {
    let Told {
        findings,
        questions,
        has_cards,
    } = told;
    let has_nothing =
        findings.active.is_empty() && findings.dismissed.is_empty() && questions.is_empty();
    let words = if !has_cards {
        "Insights come as the map fills: where the journey feels best and worst, which moments \
         nobody has proven, which pains no opportunity answers, and what to ask customers next. \
         Add cards and points of the emotion curve first."
    } else if has_nothing {
        "Nothing to point out: every moment is known, every pain has its opportunity, and every \
         opportunity an owner and a metric."
    } else {
        return;
    };
    ui.add_space(4.0);
    let chrome = Chrome::of(ui);
    ui.label(egui::RichText::new(words).color(chrome.muted));
    ui.add_space(6.0);
}

/// A heading with how many rows are below it.
fn heading_ui(ui: &mut Ui, text: &str, count: usize) {
    ui.add_space(12.0);
    ui.horizontal(|ui| title_ui(ui, text, count));
    ui.add_space(3.0);
}

/// The words of a heading, in a row.
fn title_ui(ui: &mut Ui, text: &str, count: usize) {
    let chrome = Chrome::of(ui);
    ui.spacing_mut().item_spacing.x = 6.0;
    let words = egui::RichText::new(text).font(style::strong(SMALL + 1.0));
    ui.label(words.color(chrome.ink));
    let words = egui::RichText::new(count.to_string()).size(SMALL);
    ui.label(words.color(chrome.muted));
}

/// Offers the rows that are left out; true when they are asked for.
fn more_ui(ui: &mut Ui, all: usize, shown: usize) -> bool {
    let rest = all.saturating_sub(shown);
    if rest == 0 {
        return false;
    }
    ui.add_space(4.0);
    let next = rest.min(MORE);
    let words = if next == rest {
        format!("Show {rest} more")
    } else {
        format!("Show {next} of {rest} more")
    };
    widgets::button_ui(ui, words).clicked()
}

/// What was dismissed, with its reason, under a heading that opens it.
fn dismissed_ui(ui: &mut Ui, dismissed: &[(Insight, String)], editor: &Editor, asks: &mut Asks) {
    if dismissed.is_empty() {
        return;
    }
    widgets::more_ui(ui, "insights", "Dismissed", |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        for (insight, reason) in dismissed {
            let below = format!("Reason: {reason}");
            let row = Row {
                icon: row::icon_of(insight.rule),
                text: &insight.sentence,
                below: Some(&below),
                why: insight.rule.why(),
                is_selected: row::is_selected(editor, &insight.about),
                action: Some((icon::UNDO, "Bring back")),
            };
            let id = ("dismissed", insight.rule, insight.key);
            let done = ui.push_id(id, |ui| row_ui(ui, &row)).inner;
            if done.response.clicked() {
                asks.0.push(Ask::SelectAll(insight.about.clone()));
            }
            if done.acted {
                asks.run(bring_back(editor.map(), insight), "bring back insight");
            }
        }
    });
}

/// The map's list without what sets an insight aside.
fn bring_back(map: &Map, insight: &Insight) -> Edit {
    let held = map.dismissed.iter();
    let kept = held.filter(|dismissal| !is_of(dismissal, insight));
    Edit::SetMap(MapField::Dismissed(kept.cloned().collect()))
}
