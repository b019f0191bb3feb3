//! The palette: every command and every element of the map, to be found by
//! typing a part of its name. What was used lately comes first. Only the rows
//! in view are built.

use std::{collections::BTreeMap, sync::Arc};

use egui::{
    Align2, FontId, Id, Key, Margin, Modifiers, Rect, Response, ScrollArea, Sense, TextEdit, Ui,
    Vec2, WidgetInfo, accesskit::Role,
};

use super::Decision;
use crate::{
    editor::{Catalog, Command, Editor, Listed, Name, Query, Shortcut},
    model::Map,
    ui::{
        style::{self, Chrome, SMALL, TEXT},
        widgets,
    },
};

pub(in crate::ui) use crate::editor::Found;

/// The height of a row.
const ROW: f32 = 34.0;
/// The most rows that are seen at once.
const ROWS: f32 = 11.0;
/// How much what was used last ranks above what was not.
const RECENT: u32 = 24;
/// So many things count as used lately.
const MOST_RECENT: usize = 12;

/// What was chosen in the palette lately, the last first.
#[derive(Clone, Debug, Default)]
pub(in crate::ui) struct Recent(Vec<Found>);

impl Recent {
    /// Remembers that this was chosen.
    pub(in crate::ui) fn note(&mut self, found: Found) {
        self.0.retain(|held| *held != found);
        self.0.insert(0, found);
        self.0.truncate(MOST_RECENT);
    }

    /// Forgets the elements: another map is open.
    pub(in crate::ui) fn forget_elements(&mut self) {
        self.0.retain(|found| matches!(found, Found::Command(_)));
    }

    fn bonus(&self) -> BTreeMap<Found, u32> {
        let places = self.0.iter().zip(0..);
        places
            .map(|(found, place)| (*found, RECENT.saturating_sub(place).max(1)))
            .collect()
    }
}

/// What is looked for, and which of the finds is chosen.
#[derive(Debug, Default)]
pub(in crate::ui) struct Finder {
    text: String,
    at: usize,
    recent: Recent,
    catalog: Catalog,
    /// The commands with their names as they are compared.
    commands: Vec<(Command, Name)>,
    /// What the rows were made for.
    seen: Option<(String, Arc<Map>)>,
    rows: Vec<Hit>,
}

/// A find.
#[derive(Clone, Copy, Debug)]
struct Hit {
    found: Found,
    /// Its place in the list of commands or of elements.
    index: usize,
    enabled: bool,
}

impl Finder {
    /// A palette that knows what was used lately.
    pub(in crate::ui) fn new(recent: &Recent) -> Self {
        let commands = Command::all().filter(|command| *command != Command::FindCommand);
        Self {
            recent: recent.clone(),
            commands: commands
                .map(|command| (command, Name::new(&command.name(), &place_of(command))))
                .collect(),
            ..Self::default()
        }
    }

    /// Finds anew what fits, the best first, if text or map have changed.
    fn find(&mut self, editor: &Editor) {
        let map = editor.map();
        let is_same =
            |(text, seen): &(String, Arc<Map>)| *text == self.text && Arc::ptr_eq(seen, map);
        if self.seen.as_ref().is_some_and(is_same) {
            return;
        }
        let query = Query::new(&self.text);
        let bonus = self.recent.bonus();
        let extra = |found: Found| bonus.get(&found).copied().unwrap_or(0);
        let mut ranked: Vec<(bool, u32, Hit)> = Vec::new();
        for (index, (command, name)) in self.commands.iter().enumerate() {
            let found = Found::Command(*command);
            let enabled = command.is_enabled(editor);
            // What cannot run is shown to whoever asks for it by name.
            if let Some(score) = query.score(name)
                && (enabled || !query.is_empty())
            {
                let hit = Hit {
                    found,
                    index,
                    enabled,
                };
                ranked.push((enabled, score + extra(found), hit));
            }
        }
        for (index, listed) in self.catalog.of(map).iter().enumerate() {
            if let Some(score) = query.score(&listed.name) {
                let found = Found::Element(listed.element);
                let enabled = true;
                let hit = Hit {
                    found,
                    index,
                    enabled,
                };
                ranked.push((enabled, score + extra(found), hit));
            }
        }
        // Stable: what ranks alike stays in the order of menus and map.
        ranked.sort_by(|(a_can, a, _), (b_can, b, _)| b_can.cmp(a_can).then(b.cmp(a)));
        self.rows = ranked.into_iter().map(|(_, _, hit)| hit).collect();
        self.at = 0;
        self.seen = Some((self.text.clone(), Arc::clone(map)));
    }

    fn decide(&self, place: usize) -> Option<Decision> {
        let hit = self.rows.get(place)?;
        hit.enabled.then_some(Decision::Found(hit.found))
    }
}

/// Where a command stands: "Map menu", "Edit menu, Align".
fn place_of(command: Command) -> String {
    let menu = command.menu().name();
    match command.submenu() {
        Some(submenu) => format!("{menu} menu · {submenu}"),
        None => format!("{menu} menu"),
    }
}

/// The keys that move the choice, taken before the field sees them.
fn steps(ui: &Ui) -> isize {
    let page = 8;
    ui.input_mut(|input| {
        let mut count =
            |key| isize::try_from(input.count_and_consume_key(Modifiers::NONE, key)).unwrap_or(0);
        count(Key::ArrowDown) - count(Key::ArrowUp)
            + page * (count(Key::PageDown) - count(Key::PageUp))
    })
}

pub(super) fn find_ui(
    ui: &mut Ui,
    finder: &mut Finder,
    editor: &Editor,
    is_new: bool,
) -> Option<Decision> {
    let steps = steps(ui);
    let field = field_ui(ui, finder, is_new);
    finder.find(editor);
    let last = finder.rows.len().saturating_sub(1);
    finder.at = finder.at.saturating_add_signed(steps).min(last);
    let mut decision = None;
    if field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
        decision = finder.decide(finder.at);
        field.request_focus();
    }
    ui.add_space(8.0);
    if finder.rows.is_empty() {
        widgets::note_ui(ui, "No command and no element has these words");
    }
    let clicked = rows_ui(ui, finder, editor, steps != 0 || field.changed());
    decision = decision.or_else(|| finder.decide(clicked?));
    ui.add_space(6.0);
    footer_ui(ui, finder.rows.len());
    let chosen = finder.rows.get(finder.at).map(|_| row_id(finder.at));
    ui.ctx().accesskit_node_builder(field.id, |node| {
        if let Some(id) = chosen {
            node.set_active_descendant(id.accesskit_id());
        }
    });
    decision
}

fn field_ui(ui: &mut Ui, finder: &mut Finder, is_new: bool) -> Response {
    let field = ui
        .add(
            TextEdit::singleline(&mut finder.text)
                .id(Id::unique("find field"))
                .hint_text("Search or run a command")
                .font(FontId::proportional(15.0))
                .margin(Margin::symmetric(12, 9))
                .char_limit(200)
                .desired_width(f32::INFINITY),
        )
        .accessible_name("Find a command or an element");
    if is_new {
        field.request_focus();
    }
    field
}

fn footer_ui(ui: &mut Ui, count: usize) {
    ui.horizontal(|ui| {
        widgets::note_ui(
            ui,
            "Up and Down choose, Enter runs or goes there, Esc closes",
        );
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let found = if count == 1 {
                "1 found".into()
            } else {
                format!("{count} found")
            };
            widgets::note_ui(ui, &found);
        });
    });
}

/// The rows in view. Returns the place of the one that was clicked.
fn rows_ui(ui: &mut Ui, finder: &mut Finder, editor: &Editor, show: bool) -> Option<usize> {
    let count = finder.rows.len();
    #[expect(clippy::cast_precision_loss, reason = "a number of rows")]
    let top = finder.at as f32 * ROW;
    ui.spacing_mut().item_spacing.y = 0.0;
    let room = (ui.ctx().content_rect().height() - 220.0).clamp(3.0 * ROW, ROWS * ROW);
    let mut area = ScrollArea::vertical()
        .max_height(room)
        .auto_shrink([false, true]);
    let id = Id::unique("find rows");
    if show {
        let seen: f32 = ui.data(|data| data.get_temp(id)).unwrap_or(0.0);
        // As little as needed to show the row that is chosen.
        area = area.vertical_scroll_offset(seen.clamp((top + ROW - room).max(0.0), top));
    }
    let mut clicked = None;
    let listed = finder.catalog.of(editor.map());
    let shown = area.show_rows(ui, ROW, count, |ui, range| {
        for place in range {
            let Some(hit) = finder.rows.get(place) else {
                continue;
            };
            let words = words_of(*hit, listed);
            if row_ui(ui, &words, (place, count), place == finder.at) && hit.enabled {
                clicked = Some(place);
            }
        }
    });
    ui.data_mut(|data| data.insert_temp(id, shown.state.clamped_offset().y));
    clicked
}

/// What a row shows.
struct Words {
    text: String,
    aside: String,
    keys: String,
    enabled: bool,
}

fn words_of(hit: Hit, listed: &[Listed]) -> Words {
    match hit.found {
        Found::Command(command) => Words {
            text: command.name(),
            aside: if hit.enabled {
                place_of(command)
            } else {
                command.advice().to_owned()
            },
            keys: command.shortcut().map(Shortcut::label).unwrap_or_default(),
            enabled: hit.enabled,
        },
        Found::Element(_) => {
            let listed = listed.get(hit.index);
            Words {
                text: listed.map(|listed| listed.text.clone()).unwrap_or_default(),
                aside: listed
                    .map(|listed| listed.about.clone())
                    .unwrap_or_default(),
                keys: String::new(),
                enabled: true,
            }
        }
    }
}

fn row_id(place: usize) -> Id {
    Id::unique(("find row", place))
}

fn row_ui(ui: &mut Ui, words: &Words, (place, count): (usize, usize), chosen: bool) -> bool {
    let chrome = Chrome::of(ui);
    let (_, rect) = ui.allocate_space(Vec2::new(ui.available_width(), ROW));
    // The field keeps the keyboard.
    let response = ui.interact(rect, row_id(place), Sense::CLICK);
    let name = format!("{}, {}", words.text, words.aside);
    response
        .widget_info(|| WidgetInfo::selected(Role::ListBoxOption, words.enabled, chosen, &name));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_selected(chosen);
        node.set_position_in_set(place + 1);
        node.set_size_of_set(count);
    });
    let fill = if chosen {
        chrome.tint
    } else if response.hovered() && words.enabled {
        chrome.hover
    } else {
        egui::Color32::TRANSPARENT
    };
    ui.painter().rect_filled(rect, style::RADIUS, fill);
    let dim = if words.enabled { 1.0 } else { 0.6 };
    let ink = if words.enabled {
        chrome.ink
    } else {
        chrome.muted
    };
    let muted = chrome.muted.gamma_multiply(dim);
    let inside = rect.shrink2(Vec2::new(10.0, 0.0));
    let keys = text_at(
        ui,
        inside,
        Align2::RIGHT_CENTER,
        &words.keys,
        (SMALL, muted),
    );
    let right = if words.keys.is_empty() {
        inside.right()
    } else {
        keys.left() - 14.0
    };
    let room = right - inside.left();
    let font = FontId::proportional(TEXT);
    let text = widgets::elided(ui, &words.text, font, ink, room * 0.62);
    let left = Rect::from_min_max(inside.min, egui::Pos2::new(right, inside.bottom()));
    let pos = left.left_center() - Vec2::new(0.0, text.size().y / 2.0);
    let rest = room - text.size().x - 14.0;
    let after = pos.x + text.size().x + 14.0;
    ui.painter().galley(pos, text, ink);
    let aside = widgets::elided(ui, &words.aside, FontId::proportional(SMALL), muted, rest);
    let y = rect.center().y - aside.size().y / 2.0;
    ui.painter().galley(egui::Pos2::new(after, y), aside, muted);
    response.clicked()
}

fn text_at(
    ui: &Ui,
    rect: Rect,
    align: Align2,
    text: &str,
    (size, color): (f32, egui::Color32),
) -> Rect {
    let pos = align.pos_in_rect(&rect);
    ui.painter()
        .text(pos, align, text, FontId::proportional(size), color)
}
