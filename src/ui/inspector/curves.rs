//! The curves of the map, or of one emotion lane, as a list in which each is
//! shown or hidden, and the words of the scale beside them.

use egui::{FontId, Rect, Sense, Stroke, Ui, Vec2, WidgetInfo, accesskit::Role};

use super::{Chrome, Shown, map::list_head_ui, named};
use crate::{
    editor::Command,
    model::{Curve, CurveField, Edit, Element, LaneId, LineStyle, Map, MapField},
    ui::{
        ask::{Ask, Asks},
        icon,
        widgets::{self, Field},
    },
};

/// The room that an eye takes.
const EYE: f32 = 34.0;
/// The length of the sample of a line.
const SAMPLE: f32 = 30.0;

/// The curves of a lane, or all of them.
pub(super) fn curves_ui(ui: &mut Ui, shown: Shown<'_>, lane: Option<LaneId>, asks: &mut Asks) {
    if list_head_ui(ui, "Curves", "Add curve") {
        asks.0.push(Ask::Command(Command::AddCurve));
    }
    let map = shown.map;
    let curves = map.curves.iter().enumerate();
    let mut listed = curves
        .filter(|(_, curve)| is_on(map, curve, lane))
        .peekable();
    if listed.peek().is_none() {
        widgets::note_ui(ui, "A point placed on the lane begins one.");
    }
    for (index, curve) in listed {
        if entry_ui(ui, shown, (index, curve), asks) {
            let label = if curve.hidden {
                "show curve"
            } else {
                "hide curve"
            };
            let edit = Edit::SetCurve(curve.id, CurveField::Hidden(!curve.hidden));
            asks.run(edit, label);
        }
    }
}

/// Whether a curve belongs to a lane, which may be hidden.
fn is_on(map: &Map, curve: &Curve, lane: Option<LaneId>) -> bool {
    lane.is_none() || map.lane_of_curve(curve) == lane || curve.lane == lane
}

/// One curve: a sample of its line and its name, which selects it, and an eye.
/// Says whether the eye was pressed.
fn entry_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    (index, curve): (usize, &Curve),
    asks: &mut Asks,
) -> bool {
    let name = named(&curve.name, "Curve without a name");
    ui.horizontal(|ui| {
        let chrome = Chrome::of(ui);
        let size = Vec2::new(ui.available_width() - EYE, 28.0);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
        let around = rect.expand2(Vec2::new(6.0, 0.0));
        widgets::paint_button(ui, around, &response, false);
        let swatch = shown.map.curve_swatch(index);
        let held = shown
            .palette
            .iter()
            .find(|(held, ..)| Some(*held) == swatch);
        let (line, ink) = if curve.hidden {
            (chrome.strong_line, chrome.muted)
        } else {
            (held.map_or(chrome.ink, |(.., color)| *color), chrome.ink)
        };
        sample_ui(ui, rect, curve.style, Stroke::new(2.0, line));
        let left = SAMPLE + 8.0;
        let font = FontId::proportional(13.0);
        let galley = widgets::elided(ui, name, font, ink, rect.width() - left);
        let pos = rect.left_center() + Vec2::new(left, -galley.size().y / 2.0);
        ui.painter().galley(pos, galley, ink);
        if response.clicked() {
            asks.select(Element::Curve(curve.id));
        }
        let (eye, verb) = if curve.hidden {
            (icon::EYE_SLASH, "Show")
        } else {
            (icon::EYE, "Hide")
        };
        widgets::icon_button_ui(ui, eye, &format!("{verb} {name}"), true).clicked()
    })
    .inner
}

fn sample_ui(ui: &Ui, rect: Rect, style: LineStyle, stroke: Stroke) {
    let from = rect.left_center();
    let ends = [from, from + Vec2::new(SAMPLE, 0.0)];
    let (dash, gap) = match style {
        LineStyle::Solid => {
            ui.painter().line_segment(ends, stroke);
            return;
        }
        LineStyle::Dashed => (6.0, 4.0),
        LineStyle::Dotted => (2.0, 3.0),
        LineStyle::LongDashed => (12.0, 4.0),
    };
    let dashes = egui::Shape::dashed_line(&ends, stroke, dash, gap);
    ui.painter().extend(dashes);
}

/// The map's own words for the ends of the emotion scale.
pub(super) fn scale_ui(ui: &mut Ui, map: &Map, asks: &mut Asks) {
    let (best, worst) = map.scale.clone().unwrap_or_default();
    let make = |best: String, worst: String| {
        let scale = (!best.is_empty() || !worst.is_empty()).then_some((best, worst));
        Edit::SetMap(MapField::Scale(scale))
    };
    let typed = Field::line("Best end of the emotion scale", &best)
        .hint("+2")
        .ui(ui, "map");
    asks.typed(typed, "edit scale", |text| make(text, worst.clone()));
    let typed = Field::line("Worst end of the emotion scale", &worst)
        .hint("−2")
        .ui(ui, "map");
    asks.typed(typed, "edit scale", |text| make(best, text));
}
