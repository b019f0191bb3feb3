//! Who takes part: a small panel before a walk begins, in which names are added
//! and taken off. Enter in the empty field sets out.

use egui::{
    Align2, Area, Context, Event, EventFilter, Frame, Id, Key, Order, Rect, RichText, TextEdit, Ui,
    Vec2,
};

use crate::{
    layout::Face,
    ui::{
        icon,
        workshop::{Look, margin},
    },
};

/// The width of the panel, in sizes of its text.
const WIDTH: f32 = 30.0;

/// The panel, between frames.
#[derive(Debug, Default)]
pub(super) struct Gather {
    text: String,
    has_greeted: bool,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// This one takes part as well.
    Add(String),
    /// The one at this place does not.
    Remove(usize),
    /// Everybody is there.
    SetOut,
}

impl Gather {
    /// Takes the Enter of the field. The rest is the field's.
    pub(super) fn take_keys(&mut self, ctx: &Context) -> Option<Wanted> {
        if !ctx.memory(|memory| memory.has_focus(field_id())) {
            return None;
        }
        let is_enter = |event: &Event| {
            matches!(
                event,
                Event::Key {
                    key: Key::Enter,
                    pressed: true,
                    ..
                }
            )
        };
        let entered = ctx.input_mut(|input| {
            let before = input.events.len();
            input.events.retain(|event| !is_enter(event));
            input.events.len() < before
        });
        entered.then(|| self.enter())
    }

    fn enter(&mut self) -> Wanted {
        let name = std::mem::take(&mut self.text);
        if name.trim().is_empty() {
            Wanted::SetOut
        } else {
            Wanted::Add(name)
        }
    }

    /// Draws the panel in the middle of a place.
    pub(super) fn panel_ui(
        &mut self,
        ctx: &Context,
        rect: Rect,
        names: &[String],
        look: Look,
    ) -> Option<Wanted> {
        let width = (WIDTH * look.size).min(rect.width() - 6.0 * look.size);
        let frame = Frame::new()
            .fill(look.ground)
            .stroke((1.0, look.line))
            .corner_radius(0.8 * look.size)
            .inner_margin(margin(1.8 * look.size, 1.5 * look.size))
            .shadow(egui::Shadow {
                offset: [0, 8],
                blur: 40,
                spread: 0,
                color: egui::Color32::from_black_alpha(80),
            });
        let shown = Area::new(Id::unique("participants"))
            .order(Order::Foreground)
            .pivot(Align2::CENTER_CENTER)
            .fixed_pos(rect.center())
            .show(ctx, |ui| {
                frame
                    .show(ui, |ui| {
                        ui.set_width(width);
                        look.wear(ui);
                        self.content_ui(ui, names, (look, rect.height()))
                    })
                    .inner
            });
        shown.inner
    }

    fn content_ui(
        &mut self,
        ui: &mut Ui,
        names: &[String],
        (look, height): (Look, f32),
    ) -> Option<Wanted> {
        let mut wanted = None;
        ui.spacing_mut().item_spacing = Vec2::splat(0.5 * look.size);
        let text = |words: &str, face, times, color| {
            RichText::new(words)
                .font(look.font(face, times))
                .color(color)
        };
        ui.label(text("Who takes part?", Face::Bold, 1.5, look.ink));
        let about = "The names become part of the map.";
        ui.label(text(about, Face::Regular, 1.0, look.muted));
        ui.add_space(0.3 * look.size);
        if !names.is_empty() {
            let most = (0.42 * height).max(4.0 * look.size);
            egui::ScrollArea::vertical()
                .max_height(most)
                .show(ui, |ui| {
                    ui.horizontal_wrapped(|ui| {
                        for (place, name) in names.iter().enumerate() {
                            if name_ui(ui, name, look) {
                                wanted = Some(Wanted::Remove(place));
                            }
                        }
                    });
                });
            ui.add_space(0.3 * look.size);
        }
        let edit = TextEdit::singleline(&mut self.text)
            .id(field_id())
            .hint_text(text(
                "Add a name, or Enter to begin",
                Face::Regular,
                1.0,
                look.muted,
            ))
            .char_limit(200)
            .font(look.font(Face::Regular, 1.0))
            .text_color(look.ink)
            .event_filter(EventFilter {
                escape: true,
                ..EventFilter::default()
            })
            .margin(margin(0.7 * look.size, 0.5 * look.size))
            .desired_width(f32::INFINITY);
        let field = ui.add(edit).accessible_name("Name of a participant");
        if !std::mem::replace(&mut self.has_greeted, true) {
            field.request_focus();
        }
        ui.add_space(0.3 * look.size);
        ui.horizontal(|ui| {
            if look.pill_ui(ui, "Begin the walk", true).clicked() {
                wanted = Some(Wanted::SetOut);
            }
            ui.label(text(
                "Enter adds a name · Esc ends",
                Face::Regular,
                1.0,
                look.muted,
            ));
        });
        if wanted.is_some() {
            field.request_focus();
        }
        wanted
    }
}

/// A name with a cross that takes it off; whether that was pressed.
fn name_ui(ui: &mut Ui, name: &str, look: Look) -> bool {
    let room = ui.max_rect().width() - 3.4 * look.size;
    let words = look.elided(ui, name, (Face::Regular, look.ink), room);
    let size = Vec2::new(words.size().x + 2.8 * look.size, 1.9 * look.size);
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::click());
    let spoken = format!("Remove {name}");
    response
        .widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, &spoken));
    let painter = ui.painter();
    let strength = if response.hovered() { 0.22 } else { 0.12 };
    let tint = look.accent.gamma_multiply(strength);
    painter.rect_filled(rect, rect.height() / 2.0, tint);
    if response.has_focus() {
        let ring = egui::Stroke::new(2.0, look.accent);
        let radius = rect.height() / 2.0;
        painter.rect_stroke(rect, radius, ring, egui::StrokeKind::Inside);
    }
    let left = rect.left_center() + Vec2::new(0.8 * look.size, -words.size().y / 2.0);
    painter.galley(left, words, look.ink);
    let cross = rect.right_center() - Vec2::new(1.1 * look.size, 0.0);
    let font = icon::font(0.8 * look.size);
    painter.text(cross, Align2::CENTER_CENTER, icon::X, font, look.muted);
    response.on_hover_text(spoken).clicked()
}

/// The id of the field.
fn field_id() -> Id {
    Id::unique("participant")
}
