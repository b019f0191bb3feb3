//! The panel of the filter: what there is to choose from with its numbers, in
//! a small window that floats over the canvas and leaves it free. What it
//! shows is counted once for each state of map and filter.

use std::sync::Arc;

use egui::{
    Align, Area, Context, Frame, Id, Key, Margin, Order, Pos2, Rect, ScrollArea, Ui, Vec2,
    accesskit::Role,
};

use super::{icon, style::Chrome, widgets};
use crate::{
    editor::{Choice, Editor, Facet, Filter, choices},
    model::Map,
};

/// The width of the panel.
const WIDTH: f32 = 268.0;
/// The room around the panel.
const GAP: f32 = 14.0;

/// The panel, and what was counted.
#[derive(Debug, Default)]
pub(super) struct FilterPanel {
    is_open: bool,
    takes_keyboard: bool,
    /// Whether its button had the keyboard in the last frame.
    had_focus: bool,
    /// Where it was drawn, and what takes the keyboard there.
    place: Option<(Rect, Id)>,
    seen: Option<(Arc<Map>, Filter)>,
    choices: Vec<(Facet, Vec<(Choice, usize)>)>,
    shown: (usize, usize),
}

/// What the panel asks for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum FilterAsk {
    /// Choose this, or no longer.
    Toggle(Choice),
    /// Show everything.
    Clear,
    /// Close the panel; the filter stays.
    Close,
}

impl FilterPanel {
    /// Whether the panel is open.
    pub(super) const fn is_open(&self) -> bool {
        self.is_open
    }

    /// Opens it, or closes it.
    pub(super) fn toggle(&mut self) {
        self.is_open = !self.is_open;
        self.place = None;
        self.takes_keyboard = self.is_open;
    }

    /// Closes the panel.
    pub(super) fn close(&mut self) {
        self.is_open = false;
        self.place = None;
    }

    /// Where it was drawn, and what takes the keyboard there.
    pub(super) fn place(&self) -> Option<(Rect, Id)> {
        self.place
    }

    /// Counts anew where map or filter have changed; not while a hand is
    /// changing the map.
    pub(super) fn update(&mut self, editor: &Editor) {
        let wanted = self.is_open || editor.filter.is_on();
        let is_same = self.seen.as_ref().is_some_and(|(map, filter)| {
            (Arc::ptr_eq(map, editor.map()) || editor.document.in_gesture())
                && *filter == editor.filter
        });
        if !wanted || is_same {
            return;
        }
        self.choices = choices(editor.map(), &editor.filter);
        self.shown = editor.filter.count(editor.map());
        self.seen = Some((Arc::clone(editor.map()), editor.filter.clone()));
    }

    /// "Filter: 12 of 60 shown", while a filter is on.
    pub(super) fn word(&self, editor: &Editor) -> Option<String> {
        let (shown, all) = self.shown;
        let is_on = editor.filter.is_on();
        is_on.then(|| format!("Filter: {shown} of {all} shown"))
    }

    /// Draws the panel at the right of the canvas, below `top`.
    pub(super) fn ui(
        &mut self,
        ctx: &Context,
        canvas: Rect,
        top: f32,
        editor: &Editor,
    ) -> Option<FilterAsk> {
        if !self.is_open {
            return None;
        }
        let corner = Pos2::new(canvas.right() - GAP, top + GAP);
        let room = (canvas.bottom() - corner.y - GAP - 40.0).max(120.0);
        let shown = Area::new(Id::unique("filter panel"))
            .order(Order::Middle)
            .pivot(egui::Align2::RIGHT_TOP)
            .fixed_pos(corner)
            .movable(false)
            .default_size(Vec2::new(WIDTH, room))
            .show(ctx, |ui| {
                ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
                    node.set_role(Role::Group);
                    node.set_label("Filter");
                });
                let chrome = Chrome::of(ui);
                Frame::new()
                    .fill(chrome.panel)
                    .stroke((1.0, chrome.line))
                    .corner_radius(10)
                    .shadow(chrome.float())
                    .inner_margin(Margin::symmetric(14, 10))
                    .show(ui, |ui| {
                        ui.set_width(WIDTH);
                        self.content_ui(ui, room, editor)
                    })
                    .inner
            });
        let (ask, first) = shown.inner;
        self.place = Some((shown.response.rect, first));
        ask
    }

    fn content_ui(&mut self, ui: &mut Ui, room: f32, editor: &Editor) -> (Option<FilterAsk>, Id) {
        let mut ask = None;
        let first = ui.horizontal(|ui| {
            widgets::heading_ui(ui, "Filter");
            ui.with_layout(egui::Layout::right_to_left(Align::Center), |ui| {
                let names = ("Close the filter", "Esc");
                let close = widgets::icon_button_with_keys_ui(ui, icon::X, names, true);
                if close.clicked() {
                    ask = Some(FilterAsk::Close);
                }
                if std::mem::take(&mut self.takes_keyboard) {
                    close.request_focus();
                }
                // Escape takes the keyboard before the button is drawn.
                let had_focus = std::mem::replace(&mut self.had_focus, close.has_focus());
                if had_focus && ui.input(|input| input.key_pressed(Key::Escape)) {
                    ask = Some(FilterAsk::Close);
                }
                close.id
            })
            .inner
        });
        let first = first.inner;
        let (shown, all) = self.shown;
        let is_on = editor.filter.is_on();
        let words = if is_on {
            format!("{shown} of {all} cards and points fit")
        } else {
            "Choose what to look at; the rest is dimmed.".to_owned()
        };
        widgets::note_ui(ui, &words);
        if self.choices.is_empty() {
            widgets::note_ui(
                ui,
                "Nothing to choose from yet: give cards an evidence, a channel or an owner.",
            );
        }
        let map = editor.map();
        ScrollArea::vertical()
            .max_height(room)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                ui.set_max_width(WIDTH - 12.0);
                for (facet, choices) in &self.choices {
                    let chosen = facet_ui(ui, (*facet, choices), map, &editor.filter);
                    ask = chosen.map(FilterAsk::Toggle).or(ask.take());
                }
                ui.add_space(4.0);
            });
        if is_on {
            ui.add_space(6.0);
            if widgets::button_ui(ui, "Show everything").clicked() {
                ask = Some(FilterAsk::Clear);
            }
        }
        (ask, first)
    }
}

fn facet_ui(
    ui: &mut Ui,
    (facet, choices): (Facet, &[(Choice, usize)]),
    map: &Map,
    filter: &Filter,
) -> Option<Choice> {
    widgets::label_ui(ui, facet.label());
    let mut chosen = None;
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(6.0);
        ui.spacing_mut().interact_size.y = 24.0;
        ui.horizontal_wrapped(|ui| {
            for (choice, count) in choices {
                let name: String = choice.label(map).chars().take(30).collect();
                let chip = widgets::chip_ui(ui, &format!("{name}  {count}"), filter.has(choice));
                let chip = chip.accessible_name(format!("{}: {name}, {count}", facet.label()));
                if chip.clicked() {
                    chosen = Some(choice.clone());
                }
            }
        });
    });
    chosen
}
