//! Below the preview: how large the result is, how well its smallest text is
//! read, and what would make that text larger, one click each.

use egui::{Color32, Pos2, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, accesskit::Role};

use super::{
    form::ExportForm,
    helps::{Reads, reads},
};
use crate::{
    export::{Document, Format},
    model::Map,
    ui::{
        icon,
        plan::Plan,
        style::{self, Chrome, SMALL},
        widgets::{self, chip_ui, note_ui},
    },
};

/// The size of the sign beside the verdict, in points.
const SIGN: f32 = 15.0;
/// Points in an inch.
const INCH: f32 = 72.0;

/// Draws all of it.
pub(super) fn verdict_ui(ui: &mut Ui, form: &mut ExportForm, map: &Map) {
    let Some(document) = form.document().cloned() else {
        return;
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        ui.spacing_mut().interact_size.y = 26.0;
        if document.smallest.is_finite() {
            badge_ui(ui, document.smallest, &form.plan);
        }
        note_ui(ui, &size(&document, form.plan.format));
    });
    let helps = form
        .preview()
        .map_or_else(Vec::new, |preview| preview.helps().to_vec());
    if helps.is_empty() && form.helped.is_none() {
        return;
    }
    ui.spacing_mut().item_spacing = Vec2::splat(6.0);
    ui.spacing_mut().interact_size.y = 24.0;
    ui.add_space(2.0);
    ui.horizontal_wrapped(|ui| {
        if let Some(name) = form.helped.clone()
            && chip_ui(ui, &format!("Undo: {}", first_small(&name)), true).clicked()
        {
            form.undo();
        }
        for help in helps {
            if chip_ui(ui, &help.label(), false).clicked() {
                form.help(help.does, map);
            }
        }
    });
}

/// "Split into 3 pages" within a sentence.
fn first_small(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(char::to_lowercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// How large a page is, on the screen and on paper.
fn size(document: &Document, format: Format) -> String {
    let page = &document.page;
    let inches = document.points / INCH;
    let on_paper = format!("{:.2} × {:.2} in", inches.x, inches.y);
    match format {
        Format::Png => format!("{} × {} pixels · {on_paper}", page.width, page.height),
        Format::Svg => format!("{} × {} px · {on_paper}", page.width, page.height),
        Format::Pdf | Format::Pptx | Format::Html => on_paper,
        Format::Csv | Format::Markdown | Format::Mermaid | Format::Map => String::new(),
    }
}

/// The size of the smallest text and what it means: a sign, a color and words.
fn badge_ui(ui: &mut Ui, points: f32, plan: &Plan) {
    let chrome = Chrome::of(ui);
    let (reads, meaning) = reads(points, &plan.setup);
    let (sign, color): (char, Color32) = match reads {
        Reads::Well => (icon::CHECK_CIRCLE, chrome.good),
        Reads::Fairly => (icon::INFO, chrome.caution),
        Reads::Poorly => (icon::WARNING, chrome.danger),
    };
    let text = format!("Smallest text {points:.1} pt: {meaning}");
    let font = style::strong(SMALL);
    let galley = ui.painter().layout_no_wrap(text.clone(), font, color);
    let size = Vec2::new(galley.size().x + 8.0 + SIGN + 6.0 + 10.0, 26.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &text));
    let stroke = Stroke::new(1.0, color);
    ui.painter()
        .rect_stroke(rect, style::RADIUS, stroke, StrokeKind::Inside);
    let place = rect.with_min_x(rect.left() + 8.0);
    let place = place.with_max_x(place.left() + SIGN);
    widgets::paint_icon(ui, place, sign, SIGN, color);
    let at = Pos2::new(place.right() + 6.0, rect.center().y - 0.5 * galley.size().y);
    ui.painter().galley(at, galley, color);
}
