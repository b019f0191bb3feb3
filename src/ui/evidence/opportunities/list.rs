//! The list of opportunities: a card a row, with votes, impact, effort, status,
//! owner and metric to be set in place. Only rows in view are drawn.

use egui::{
    Button, Popup, Rect, RichText, ScrollArea, Sense, TextEdit, Ui, UiBuilder, Vec2, WidgetInfo,
    accesskit::Role, pos2, vec2,
};

use super::{
    Row,
    head::{Columns, GAP},
};
use crate::{
    editor::Editor,
    model::{CardField, Edit, Element, Level, Map, Status},
    paint,
    ui::{
        ask::{Asks, Typed},
        icon,
        style::{self, Chrome, SMALL, TEXT},
        widgets::{self, option_ui},
    },
};

/// The height of a row.
const ROW: f32 = 100.0;
/// The height of a control in a row.
const SMALL_CONTROL: f32 = 24.0;
/// Between the middle of a text and the controls below it.
const BELOW: f32 = 16.0;

/// Draws the rows.
pub(super) fn list_ui(
    ui: &mut Ui,
    editor: &Editor,
    (rows, is_anew): (&[&Row], bool),
    asks: &mut Asks,
) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut area = ScrollArea::vertical().auto_shrink(false);
    if is_anew {
        area = area.vertical_scroll_offset(0.0);
    }
    area.show_rows(ui, ROW, rows.len(), |ui, range| {
        for row in rows.get(range).unwrap_or_default() {
            let size = vec2(ui.available_width() - 6.0, ROW);
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            let builder = UiBuilder::new().max_rect(rect).id_salt(row.id());
            // A scope would end where its last control does, above the row's end.
            row_ui(&mut ui.new_child(builder), editor, (row, rect), asks);
        }
    });
}

fn row_ui(ui: &mut Ui, editor: &Editor, (row, rect): (&Row, Rect), asks: &mut Asks) {
    let chrome = Chrome::of(ui);
    let element = Element::Card(row.id());
    let is_selected = editor.selection.contains(element);
    let response = ui.interact(
        rect,
        egui::Id::unique(("opportunity row", row.id())),
        Sense::click(),
    );
    response.widget_info(|| {
        WidgetInfo::selected(Role::ListItem, ui.is_enabled(), is_selected, row.spoken())
    });
    let inside = rect.shrink2(vec2(0.0, 2.0));
    if is_selected || response.hovered() {
        let fill = if is_selected {
            chrome.tint
        } else {
            chrome.hover
        };
        ui.painter().rect_filled(inside, style::RADIUS, fill);
    }
    let line = rect.bottom() - 0.5;
    ui.painter().hline(rect.x_range(), line, (1.0, chrome.line));
    if response.has_focus() {
        let ring = egui::Stroke::new(1.0, chrome.accent_ink);
        ui.painter()
            .rect_stroke(inside, style::RADIUS, ring, egui::StrokeKind::Inside);
    }
    if response.clicked() {
        asks.select(element);
    }
    let columns = Columns::between(rect.left(), rect.right());
    let is_cut = words_ui(ui, editor.map(), (row, rect), columns);
    if is_cut {
        response.on_hover_text(row.text());
    }
    let top = rect.top() + 19.0 + BELOW;
    let place = |(left, right): (f32, f32), top: f32| {
        Rect::from_min_max(pos2(left, top), pos2(right, top + SMALL_CONTROL))
    };
    let [_, (start, _), _, (_, end)] = columns.upper;
    in_rect(ui, place((start, end), top), |ui| {
        votes_ui(ui, row, asks);
        levels_ui(ui, row, columns, asks);
    });
    let [(start, _), _, (_, end)] = columns.lower;
    let top = top + SMALL_CONTROL + GAP;
    let below = place((start, end), top);
    in_rect(ui, below, |ui| rest_ui(ui, editor.map(), row, asks));
}

/// The text, and below it the stage. Whether the text is cut.
fn words_ui(ui: &Ui, map: &Map, (row, rect): (&Row, Rect), columns: Columns) -> bool {
    let chrome = Chrome::of(ui);
    let theme = map.theme.theme();
    let dot = pos2(rect.left() + 12.0, rect.top() + 19.0);
    let color = paint::color(theme.strong(row.card.swatch.unwrap_or(row.swatch)));
    ui.painter().circle_filled(dot, 4.5, color);
    let [(left, middle), _, _, (_, right)] = columns.upper;
    let font = egui::FontId::proportional(TEXT);
    let text = widgets::elided(ui, row.text(), font, chrome.ink, right - left);
    let is_cut = text.elided;
    let at = pos2(left, dot.y - text.size().y / 2.0);
    ui.painter().galley(at, text, chrome.ink);
    let font = egui::FontId::proportional(SMALL);
    let stage = widgets::elided(ui, &row.stage, font, chrome.muted, middle - left);
    let center = dot.y + BELOW + SMALL_CONTROL / 2.0;
    let at = pos2(left, center - stage.size().y / 2.0);
    ui.painter().galley(at, stage, chrome.muted);
    is_cut
}

/// Its votes, with one less and one more at their sides.
fn votes_ui(ui: &mut Ui, row: &Row, asks: &mut Asks) {
    let chrome = Chrome::of(ui);
    let votes = row.card.votes;
    let mut set = None;
    ui.spacing_mut().item_spacing.x = 0.0;
    let less = format!("One vote less for {}", row.text());
    if widgets::icon_button_ui(ui, icon::MINUS, &less, votes > 0).clicked() {
        set = Some(votes.saturating_sub(1));
    }
    let color = if votes == 0 { chrome.muted } else { chrome.ink };
    let count = RichText::new(votes.to_string()).size(SMALL).color(color);
    let spoken = match votes {
        1 => "1 vote".to_owned(),
        votes => format!("{votes} votes"),
    };
    ui.add_sized([24.0, SMALL_CONTROL], egui::Label::new(count))
        .accessible_name(spoken);
    let more = format!("One vote more for {}", row.text());
    if widgets::icon_button_ui(ui, icon::PLUS, &more, true).clicked() {
        set = Some(votes.saturating_add(1));
    }
    ui.spacing_mut().item_spacing.x = GAP;
    ui.add_space(GAP);
    if let Some(votes) = set {
        let edit = Edit::SetCard(row.id(), CardField::Votes(votes));
        asks.run(edit, "set votes");
    }
}

fn in_rect(ui: &mut Ui, rect: Rect, content: impl FnOnce(&mut Ui)) {
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    ui.scope_builder(UiBuilder::new().max_rect(rect).layout(layout), |ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        ui.spacing_mut().interact_size.y = SMALL_CONTROL;
        content(ui);
    });
}

/// Impact and effort.
fn levels_ui(ui: &mut Ui, row: &Row, columns: Columns, asks: &mut Asks) {
    type Make = fn(Option<Level>) -> CardField;
    let fields: [(&str, Option<Level>, Make, &'static str); 2] = [
        ("Impact", row.card.impact, CardField::Impact, "set impact"),
        ("Effort", row.card.effort, CardField::Effort, "set effort"),
    ];
    let [_, _, (left, right), _] = columns.upper;
    let width = right - left;
    for (name, current, field, label) in fields {
        let shown = current.map_or("–".into(), |level| level.value().to_string());
        small_menu_ui(ui, (name, &shown), width, |ui| {
            for level in Level::ALL.map(Some).into_iter().chain([None]) {
                let word = level.map_or("Not set".into(), |level| level.value().to_string());
                if option_ui(ui, &word, level == current).clicked() {
                    asks.run(Edit::SetCard(row.id(), field(level)), label);
                    ui.close();
                }
            }
        });
    }
}

/// Status, owner and metric.
fn rest_ui(ui: &mut Ui, map: &Map, row: &Row, asks: &mut Asks) {
    let side = (ui.available_width() - 2.0 * GAP) / 3.0;
    let status = row.card.status.map_or("Status", Status::label);
    small_menu_ui(ui, ("Status", status), side, |ui| {
        let all = Status::ALL.iter().copied().map(Some);
        for status in all.chain([None]) {
            let word = status.map_or("Not set", Status::label);
            if option_ui(ui, word, status == row.card.status).clicked() {
                let edit = Edit::SetCard(row.id(), CardField::Status(status));
                asks.run(edit, "set status");
                ui.close();
            }
        }
    });
    owner_ui(ui, row, side, asks);
    let metric = row.card.metric.and_then(|id| map.metric(id));
    let name = metric.map_or("Metric", |metric| &metric.name);
    small_menu_ui(ui, ("Metric", name), side, |ui| {
        let known = map.metrics.iter();
        let known = known.map(|metric| (Some(metric.id), metric.name.as_str()));
        for (id, name) in known.chain([(None, "None")]) {
            if option_ui(ui, name, id == row.card.metric).clicked() {
                let edit = Edit::SetCard(row.id(), CardField::Metric(id));
                asks.run(edit, "set metric");
                ui.close();
            }
        }
    });
}

fn owner_ui(ui: &mut Ui, row: &Row, width: f32, asks: &mut Asks) {
    let mut text = row.card.owner.clone();
    let field = TextEdit::singleline(&mut text)
        .id(egui::Id::unique(("opportunity owner", row.id())))
        .font(egui::FontId::proportional(SMALL))
        .hint_text("Owner")
        .char_limit(1000)
        .align(egui::Align2::LEFT_CENTER)
        .margin(egui::Margin::symmetric(7, 2));
    let response = ui.add_sized([width, SMALL_CONTROL], field);
    let response = response.accessible_name(format!("Owner of {}", row.text()));
    let typed = if response.changed() {
        Some(Typed::Text(text))
    } else if response.lost_focus() {
        let escaped = ui.input(|input| input.key_pressed(egui::Key::Escape));
        Some(if escaped {
            Typed::Cancelled
        } else {
            Typed::Done
        })
    } else {
        None
    };
    asks.typed(typed, "edit owner", |text| {
        Edit::SetCard(row.id(), CardField::Owner(text))
    });
}

/// A small button that opens a menu; its name is said with its value.
pub(super) fn small_menu_ui(
    ui: &mut Ui,
    (label, shown): (&str, &str),
    width: f32,
    content: impl FnOnce(&mut Ui),
) {
    let chrome = Chrome::of(ui);
    let is_dash = shown == "–";
    let is_unset = label == shown || is_dash;
    let color = if is_unset { chrome.muted } else { chrome.ink };
    let words = RichText::new(shown).size(SMALL).color(color);
    let caret = icon::text(icon::CARET_DOWN, 10.0).color(chrome.muted);
    let button = Button::new(words)
        .right_text(caret)
        .truncate()
        .min_size(Vec2::new(width, SMALL_CONTROL));
    let padding = std::mem::replace(&mut ui.spacing_mut().button_padding, vec2(8.0, 2.0));
    let height = std::mem::replace(&mut ui.spacing_mut().interact_size.y, SMALL_CONTROL);
    let button = ui.add_sized([width, SMALL_CONTROL], button);
    ui.spacing_mut().button_padding = padding;
    ui.spacing_mut().interact_size.y = height;
    let spoken = if is_dash {
        format!("{label} not set")
    } else if is_unset || shown.starts_with(label) {
        shown.to_owned()
    } else {
        format!("{label}: {shown}")
    };
    let button = button.accessible_name(spoken);
    Popup::menu(&button).show(|ui| {
        widgets::menu_spacing(ui);
        ui.set_min_width(width.max(110.0));
        let most = ui.ctx().content_rect().height() - 160.0;
        ScrollArea::vertical()
            .max_height(most.clamp(160.0, 480.0))
            .show(ui, |ui| {
                let layout = egui::Layout::top_down_justified(egui::Align::Min);
                ui.with_layout(layout, content);
            });
    });
}
