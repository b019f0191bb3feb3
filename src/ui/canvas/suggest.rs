//! Touchpoints that could be meant, below the field in which a new one is
//! typed. The list takes nothing from the field but the arrow keys, and Enter
//! once a line was chosen by them: who types on never has to look at it.

use egui::{
    Align, Area, Frame, Id, Key, Layout, Modifiers, Order, Pos2, Rect, Response, RichText,
    ScrollArea, Ui, Vec2, WidgetInfo, accesskit::Role,
};

use crate::{
    editor::{Editor, TextEdit},
    model::{Element, LaneKind, Map, Phase, Suggestion, suggestions},
    ui::{
        style::{Chrome, SMALL, TEXT},
        widgets,
    },
};

/// So many lines are shown while a text is typed; the whole list on demand.
const FEW: usize = 5;
/// Of the list, in points.
const WIDTH: f32 = 250.0;
/// Of a line, in points.
const LINE: f32 = 26.0;
/// The most of the whole list that is seen at once, in points.
const HIGHEST: f32 = 240.0;

/// The list, between frames.
#[derive(Debug, Default)]
pub(super) struct Suggest {
    /// For which touchpoint, and what it said.
    seen: Option<(Element, String)>,
    /// The line that was chosen by the arrow keys.
    at: Option<usize>,
    /// Whether the whole list was asked for, for the touchpoint that is typed
    /// or about to be.
    whole: bool,
}

/// A suggestion that was taken, and how.
pub(super) struct Taken {
    pub suggestion: &'static Suggestion,
    /// By Enter: then typing goes on.
    pub goes_on: bool,
}

impl Suggest {
    /// Shows the whole list, for the touchpoint that is typed.
    pub(super) fn open(&mut self) {
        self.whole = true;
    }

    /// Draws the list beside `field` while a touchpoint is typed, and says
    /// what was taken from it.
    pub(super) fn suggest_ui(
        &mut self,
        ui: &Ui,
        editor: &Editor,
        field: Option<Rect>,
    ) -> Option<Taken> {
        let text = editor.text_edit();
        let found = text.and_then(|text| Some((text, phase_of(editor.map(), text.element)?)));
        let Some((text, phase)) = found else {
            *self = Self::default();
            return None;
        };
        self.follow(text);
        if !self.whole && !text.is_new() {
            return None;
        }
        let mut list = suggestions(phase, &text.text);
        if !self.whole {
            if text.text.trim().is_empty() {
                list.retain(|suggestion| suggestion.phase == phase);
            }
            list.truncate(FEW);
        }
        let stepped = self.step(ui, list.len());
        let enter = self.at.is_some() && takes_enter(ui);
        if let Some(suggestion) = self.at.filter(|_| enter).and_then(|at| list.get(at)) {
            return Some(Taken {
                suggestion,
                goes_on: true,
            });
        }
        let field = field.filter(|_| !list.is_empty())?;
        let place = self.place(field, list.len(), ui.clip_rect());
        self.list_ui(ui, place, &list, stepped)
    }

    /// Another text takes back what was chosen.
    fn follow(&mut self, text: &TextEdit) {
        let is_other = |(element, _): &(Element, String)| *element != text.element;
        if self.seen.as_ref().is_some_and(is_other) {
            self.whole = false;
        }
        let now = Some((text.element, text.text.clone()));
        if self.seen != now {
            self.at = None;
            self.seen = now;
        }
    }

    /// Plays the arrow keys. Up from the first line goes back to the field.
    fn step(&mut self, ui: &Ui, count: usize) -> bool {
        let before = self.at;
        ui.input_mut(|input| {
            while count > 0 && input.consume_key(Modifiers::NONE, Key::ArrowDown) {
                self.at = Some(self.at.map_or(0, |at| at + 1).min(count - 1));
            }
            while self.at.is_some() && input.consume_key(Modifiers::NONE, Key::ArrowUp) {
                self.at = self.at.and_then(|at| at.checked_sub(1));
            }
        });
        self.at = self.at.filter(|at| *at < count);
        self.at != before
    }

    /// Below the field, or above it where there is no room.
    fn place(&self, field: Rect, count: usize, canvas: Rect) -> Rect {
        #[expect(clippy::cast_precision_loss, reason = "some dozens of lines")]
        let lines = count as f32 * LINE;
        let high = if self.whole {
            lines.min(HIGHEST)
        } else {
            lines
        } + 38.0;
        let below = field.bottom() + 6.0;
        let top = if below + high > canvas.bottom() {
            (field.top() - 6.0 - high).max(canvas.top())
        } else {
            below
        };
        let left = field.left().min(canvas.right() - WIDTH - 14.0);
        let left = left.max(canvas.left());
        Rect::from_min_size(Pos2::new(left, top), Vec2::new(WIDTH, high))
    }

    fn list_ui(
        &self,
        ui: &Ui,
        place: Rect,
        list: &[&'static Suggestion],
        stepped: bool,
    ) -> Option<Taken> {
        let chrome = Chrome::of(ui);
        let mut taken = None;
        Area::new(Id::unique("suggestions"))
            .order(Order::Foreground)
            .fixed_pos(place.min)
            .constrain(false)
            .show(ui.ctx(), |ui| {
                Frame::new()
                    .fill(chrome.panel)
                    .stroke((1.0, chrome.line))
                    .corner_radius(9)
                    .shadow(chrome.float())
                    .inner_margin(5)
                    .show(ui, |ui| {
                        ui.set_width(place.width());
                        ui.spacing_mut().item_spacing.y = 0.0;
                        ScrollArea::vertical()
                            .max_height(HIGHEST)
                            .auto_shrink([false, true])
                            .show(ui, |ui| {
                                taken = self.lines_ui(ui, list, stepped);
                            });
                        ui.add_space(4.0);
                        let keys = if self.whole {
                            ""
                        } else {
                            ", Ctrl+Space for all"
                        };
                        let note = format!("↓ and Enter to take one{keys}");
                        let note = RichText::new(note).size(11.0).color(chrome.muted);
                        ui.horizontal(|ui| {
                            ui.add_space(7.0);
                            ui.label(note);
                        });
                    });
            });
        taken
    }

    fn lines_ui(&self, ui: &mut Ui, list: &[&'static Suggestion], stepped: bool) -> Option<Taken> {
        let mut taken = None;
        ui.with_layout(Layout::top_down_justified(Align::Min), |ui| {
            for (index, suggestion) in list.iter().enumerate() {
                let chosen = self.at == Some(index);
                let line = line_ui(ui, suggestion, chosen);
                if chosen && stepped {
                    line.scroll_to_me(None);
                }
                // On the way down: the field would end with the press.
                let pressed = line.is_pointer_button_down_on() || line.clicked();
                if pressed {
                    taken = Some(Taken {
                        suggestion,
                        goes_on: false,
                    });
                }
            }
        });
        taken
    }
}

/// The phase of the stage of a card, if that is a touchpoint.
fn phase_of(map: &Map, element: Element) -> Option<Phase> {
    let Element::Card(id) = element else {
        return None;
    };
    let (stage, card) = map.card(id)?;
    let (_, lane) = map.lane(card.lane)?;
    let (index, _) = map.stage(stage.id)?;
    let phase = Phase::of_stage(&stage.name, index, map.stages.len());
    (lane.kind == LaneKind::Touchpoints).then_some(phase)
}

fn takes_enter(ui: &Ui) -> bool {
    ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter))
}

/// A touchpoint and its channel.
fn line_ui(ui: &mut Ui, suggestion: &Suggestion, chosen: bool) -> Response {
    let chrome = Chrome::of(ui);
    let size = Vec2::new(ui.available_width(), LINE);
    let (rect, line) = ui.allocate_exact_size(size, egui::Sense::CLICK);
    let channel = suggestion.channel.common_label().unwrap_or_default();
    line.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, suggestion.text));
    widgets::paint_button(ui, rect, &line, chosen);
    let font = egui::FontId::proportional(SMALL);
    let channel = ui
        .painter()
        .layout_no_wrap(channel.to_owned(), font, chrome.muted);
    let room = rect.width() - channel.size().x - 26.0;
    let font = egui::FontId::proportional(TEXT);
    let name = widgets::elided(ui, suggestion.text, font, chrome.ink, room);
    let middle = |height: f32| rect.center().y - height / 2.0;
    let left = Pos2::new(rect.left() + 8.0, middle(name.size().y));
    let right = rect.right() - 8.0 - channel.size().x;
    let right = Pos2::new(right, middle(channel.size().y));
    ui.painter().galley(left, name, chrome.ink);
    ui.painter().galley(right, channel, chrome.muted);
    line
}
