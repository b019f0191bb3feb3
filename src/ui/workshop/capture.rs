//! The bar in which a note is typed while people talk: a field, and a row of
//! choices of what it is about. Enter makes it a card, and the bar stays open
//! for the next one. It changes nothing itself: it says what was asked for.

use egui::{
    Button, Context, Event, EventFilter, Id, Key, Margin, Modifiers, Popup, TextEdit, Ui, Vec2,
    accesskit::{Live, Role},
};

use super::look::Look;
use crate::{
    editor::{Command, NoteKind, Turn},
    layout::Face,
    model::{Map, StageId},
    ui::{canvas, keys, widgets},
};

/// The most characters of a note.
const LIMIT: usize = 10_000;
/// How long it is said what came of a note, in seconds.
const SAID: f64 = 6.0;
/// The least room for the field, in sizes of its text.
const FIELD: f32 = 11.0;
/// What the keys do, longest first: what there is room for is shown.
const KEYS: [&str; 3] = [
    "Enter adds · Tab changes what it is · Esc closes",
    "Enter adds · Tab changes · Esc closes",
    "Enter adds",
];

/// The bar, between frames.
#[derive(Debug, Default)]
pub(in crate::ui) struct Capture {
    is_open: bool,
    takes_keyboard: bool,
    kind: NoteKind,
    /// What is typed so far; kept while the bar is closed.
    text: String,
    /// The stage that was chosen where no page says which.
    stage: Option<StageId>,
    /// What came of the last note, and until when that is said.
    said: Option<(String, Option<f64>)>,
}

/// What the bar asks for.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui) enum Asked {
    /// Make what is typed a card.
    Take,
    /// To another page.
    Turn(Turn),
    /// Undo or redo, while nothing is typed.
    Run(Command),
}

/// Where its notes go.
#[derive(Clone, Copy, Debug)]
pub(in crate::ui) struct Where<'a> {
    /// The map that has the stages.
    pub map: &'a Map,
    /// The stage of the page that is shown, if one is: then there is nothing
    /// to choose.
    pub page: Option<StageId>,
}

impl Capture {
    /// Opens the bar and gives it the keyboard. `stage` is the one to begin
    /// with where no page says which.
    pub(in crate::ui) fn open(&mut self, stage: Option<StageId>) {
        if !self.is_open {
            self.said = None;
            self.stage = stage;
        }
        self.is_open = true;
        self.takes_keyboard = true;
    }

    /// Closes the bar. What is typed is kept for the next time.
    pub(in crate::ui) fn close(&mut self, ctx: &Context) {
        if std::mem::take(&mut self.is_open) {
            ctx.memory_mut(|memory| memory.request_focus(canvas::id()));
        }
    }

    /// Whether the bar is open.
    pub(in crate::ui) fn is_open(&self) -> bool {
        self.is_open
    }

    /// Begins anew: nothing is typed.
    pub(in crate::ui) fn forget(&mut self) {
        *self = Self::default();
    }

    /// What is typed, and what it is about.
    pub(in crate::ui) fn note(&self) -> (NoteKind, &str) {
        (self.kind, &self.text)
    }

    /// The stage that the next note goes to.
    pub(in crate::ui) fn stage(&self, page: Option<StageId>) -> Option<StageId> {
        page.or(self.stage)
    }

    /// The note is a card now: the field is empty for the next one, and says
    /// what came of it.
    pub(in crate::ui) fn taken(&mut self, said: String) {
        self.text.clear();
        self.said = Some((said, None));
        self.takes_keyboard = true;
    }

    /// Says why there is no card.
    pub(in crate::ui) fn refused(&mut self, why: &str) {
        self.said = Some((why.to_owned(), None));
    }

    /// What the next note is about.
    pub(in crate::ui) fn ask_for(&mut self, kind: NoteKind) {
        self.kind = kind;
    }

    /// Takes the keys that are the bar's while its field has the keyboard, so
    /// that neither the field nor the show takes them for its own.
    pub(in crate::ui) fn take_keys(&mut self, ctx: &Context, place: Where<'_>) -> Vec<Asked> {
        let has_keyboard = ctx.memory(|memory| memory.has_focus(field_id()));
        if !self.is_open || !has_keyboard {
            return Vec::new();
        }
        let events = ctx.input_mut(|input| std::mem::take(&mut input.events));
        let mut asked = Vec::new();
        let mut left = Vec::with_capacity(events.len());
        for event in events {
            let own = self.is_open && self.take_key(ctx, &event, place, &mut asked);
            if !own {
                left.push(event);
            }
        }
        ctx.input_mut(|input| input.events = left);
        asked
    }

    /// Whether a key is the bar's.
    #[expect(clippy::wildcard_enum_match_arm, reason = "egui's keys, not ours")]
    fn take_key(
        &mut self,
        ctx: &Context,
        event: &Event,
        place: Where<'_>,
        asked: &mut Vec<Asked>,
    ) -> bool {
        let history = keys::command_of(event)
            .filter(|command| matches!(command, Command::Undo | Command::Redo));
        if let Some(command) = history.filter(|_| self.text.is_empty()) {
            asked.push(Asked::Run(command));
            return true;
        }
        let Event::Key {
            key,
            pressed: true,
            modifiers,
            ..
        } = event
        else {
            return false;
        };
        match key {
            Key::Enter => asked.push(Asked::Take),
            Key::Escape => self.close(ctx),
            Key::Tab => self.kind = self.kind.beside(!modifiers.shift),
            Key::PageDown if place.page.is_some() => asked.push(Asked::Turn(Turn::Next)),
            Key::PageUp if place.page.is_some() => asked.push(Asked::Turn(Turn::Previous)),
            Key::PageDown => self.choose_beside(place.map, true),
            Key::PageUp => self.choose_beside(place.map, false),
            key if is_command(*modifiers) => match kind_of(*key) {
                Some(kind) => self.kind = kind,
                None => return false,
            },
            _ => return false,
        }
        true
    }

    /// The stage after the one that is chosen, or before it.
    fn choose_beside(&mut self, map: &Map, forward: bool) {
        let at = self.stage.and_then(|id| map.stage(id));
        let next = match (at, forward) {
            (None, _) => Some(0),
            (Some((at, _)), true) => Some(at + 1),
            (Some((at, _)), false) => at.checked_sub(1),
        };
        let next = next.and_then(|next| map.stages.get(next));
        self.stage = next.map(|stage| stage.id).or(self.stage);
    }

    /// Draws the bar in a row as wide as there is room. The bar keeps its
    /// height whatever it says.
    pub(in crate::ui) fn row_ui(&mut self, ui: &mut Ui, look: Look, place: Where<'_>) {
        look.wear(ui);
        ui.spacing_mut().item_spacing.x = 0.45 * look.size;
        ui.spacing_mut().interact_size.y = 2.0 * look.size;
        let end = ui.max_rect().right();
        ui.horizontal_centered(|ui| {
            for kind in NoteKind::ALL {
                let chip = look.pill_ui(ui, kind.label(), kind == self.kind);
                let tip = format!("{} Ctrl+{}", kind.question(), number_of(kind));
                if chip.on_hover_text(tip).clicked() {
                    self.kind = kind;
                    self.takes_keyboard = true;
                }
            }
            if place.page.is_none() {
                self.stage_ui(ui, look, place.map);
            }
            let room = end - ui.cursor().left();
            let beside = (room - FIELD * look.size).max(0.0);
            let words = self.words(ui, look, beside);
            let width = words
                .as_ref()
                .map_or(0.0, |words| words.size().x + 1.4 * look.size);
            self.field_ui(ui, look, (room - width).max(4.0 * look.size));
            if let Some(words) = words {
                let size = Vec2::new(words.size().x, 2.0 * look.size);
                ui.add_space(0.4 * look.size);
                let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
                let at = rect.left_center() - Vec2::new(0.0, words.size().y / 2.0);
                ui.painter().galley(at, words, look.muted);
            }
        });
        if std::mem::take(&mut self.takes_keyboard) {
            ui.memory_mut(|memory| memory.request_focus(field_id()));
            ui.ctx().request_repaint();
        }
        self.say(ui);
    }

    fn field_ui(&mut self, ui: &mut Ui, look: Look, width: f32) {
        let hint = self.kind.question();
        let edit = TextEdit::singleline(&mut self.text)
            .id(field_id())
            .hint_text(egui::RichText::new(hint).font(look.font(Face::Regular, 1.0)))
            .char_limit(LIMIT)
            .font(look.font(Face::Regular, 1.0))
            .text_color(look.ink)
            .event_filter(EventFilter {
                tab: true,
                horizontal_arrows: true,
                vertical_arrows: true,
                escape: true,
            })
            .margin(margin(0.6 * look.size, 0.32 * look.size))
            .desired_width(width);
        ui.add(edit).accessible_name(format!("Note: {hint}"));
    }

    /// The stage that the note goes to, to be chosen.
    fn stage_ui(&mut self, ui: &mut Ui, look: Look, map: &Map) {
        let stage = self.stage.and_then(|id| map.stage(id));
        let name = stage.map_or("Choose a stage", |(_, stage)| stage.name.as_str());
        let name = if name.trim().is_empty() {
            "No name"
        } else {
            name
        };
        let galley = look.elided(ui, name, (Face::Regular, look.ink), 9.0 * look.size);
        let shown = galley.job.text.clone();
        let text = egui::RichText::new(shorten(&shown, 18)).font(look.font(Face::Regular, 1.0));
        let caret = crate::ui::icon::text(crate::ui::icon::CARET_DOWN, 0.8 * look.size);
        let button = Button::new(text.color(look.ink))
            .right_text(caret.color(look.muted))
            .fill(look.ground)
            .corner_radius(look.size)
            .min_size(Vec2::new(0.0, 2.0 * look.size));
        let button = ui.add(button).accessible_name(format!("Stage: {name}"));
        let button = button.on_hover_text("Page down and Page up change the stage");
        Popup::menu(&button).show(|ui| {
            ui.set_min_width(160.0);
            egui::ScrollArea::vertical()
                .max_height(360.0)
                .show(ui, |ui| {
                    for stage in &map.stages {
                        let is_chosen = self.stage == Some(stage.id);
                        if widgets::option_ui(ui, &stage.name, is_chosen).clicked() {
                            self.stage = Some(stage.id);
                            self.takes_keyboard = true;
                        }
                    }
                });
        });
    }

    /// What is said beside the field: what came of the last note, or the keys.
    fn words(&self, ui: &Ui, look: Look, room: f32) -> Option<std::sync::Arc<egui::Galley>> {
        let room = room - 1.4 * look.size;
        let style = (Face::Regular, look.muted);
        if let Some((said, _)) = &self.said {
            return (room > 5.0 * look.size).then(|| look.elided(ui, said, style, room));
        }
        let mut keys = KEYS.iter().map(|keys| look.text(ui, keys, style));
        keys.find(|keys| keys.size().x <= room)
    }

    /// Says to screen readers what came of the last note, and no longer after
    /// some seconds.
    fn say(&mut self, ui: &Ui) {
        let Some((said, until)) = &mut self.said else {
            return;
        };
        let now = ui.input(|input| input.time);
        let until = *until.get_or_insert(now + SAID);
        ui.ctx()
            .accesskit_node_builder(Id::unique("note said"), |node| {
                node.set_role(Role::Status);
                node.set_live(Live::Polite);
                node.set_label(said.clone());
            });
        if now >= until {
            self.said = None;
        } else {
            let rest = std::time::Duration::from_secs_f64(until - now);
            ui.ctx().request_repaint_after(rest);
        }
    }
}

/// The id of the bar's field.
fn field_id() -> Id {
    Id::unique("note")
}

fn is_command(modifiers: Modifiers) -> bool {
    modifiers.command && !modifiers.alt && !modifiers.shift
}

/// What Ctrl and a digit mean.
#[expect(clippy::wildcard_enum_match_arm, reason = "egui's keys, not ours")]
fn kind_of(key: Key) -> Option<NoteKind> {
    let at = match key {
        Key::Num1 => 0,
        Key::Num2 => 1,
        Key::Num3 => 2,
        Key::Num4 => 3,
        Key::Num5 => 4,
        _ => return None,
    };
    NoteKind::ALL.get(at).copied()
}

fn number_of(kind: NoteKind) -> usize {
    let at = NoteKind::ALL.iter().position(|held| *held == kind);
    at.map_or(1, |at| at + 1)
}

/// So many letters of a text.
fn shorten(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", cut.trim_end())
}

/// A margin of so many points, whole ones.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a few points, and it saturates"
)]
pub(in crate::ui) fn margin(side: f32, edge: f32) -> Margin {
    Margin::symmetric(side.round() as i8, edge.round() as i8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_mean_what_their_tips_say() {
        let digits = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5];
        for (at, key) in digits.into_iter().enumerate() {
            assert_eq!(kind_of(key).map(number_of), Some(at + 1));
        }
        assert_eq!(kind_of(Key::Num6), None);
    }

    #[test]
    fn long_names_of_stages_are_cut_between_letters() {
        assert_eq!(shorten("Decision", 18), "Decision");
        assert_eq!(shorten("ÄÖÜäöüß and others", 8), "ÄÖÜäöüß…");
    }
}
