//! What there is to say about a file as it is understood: what was assumed,
//! what was left out, and in which line. A click shows the line.

use egui::{RichText, ScrollArea, Sense, Ui, Vec2, WidgetInfo, accesskit::Role};

use crate::ui::{
    facts::number,
    icon,
    style::{self, Chrome, SMALL},
    widgets,
};

/// So many are listed; the rest is counted, and told after opening.
const LISTED: usize = 200;

/// Draws the list.
pub(super) fn remarks_ui(ui: &mut Ui, remarks: &[(usize, String)], goal: &mut Option<usize>) {
    let chrome = Chrome::of(ui);
    widgets::rule_ui(ui);
    ui.add_space(2.0);
    if remarks.is_empty() {
        ui.horizontal(|ui| {
            ui.label(icon::text(icon::CHECK_CIRCLE, 15.0).color(chrome.good));
            widgets::note_ui(ui, "All of it was understood.");
        });
        return;
    }
    let title = format!("{} to know", number(remarks.len(), "thing"));
    let title = RichText::new(title).font(style::strong(SMALL));
    ui.label(title.color(chrome.muted));
    ui.add_space(2.0);
    ScrollArea::vertical()
        .id_salt("import remarks")
        .auto_shrink(false)
        .show(ui, |ui| {
            ui.set_width(ui.available_width() - 12.0);
            ui.spacing_mut().item_spacing.y = 2.0;
            for (line, text) in remarks.iter().take(LISTED) {
                if remark_ui(ui, *line, text) {
                    *goal = Some(*line);
                }
            }
            if remarks.len() > LISTED {
                let more = format!("and {} more", remarks.len() - LISTED);
                widgets::note_ui(ui, &more);
            }
        });
}

/// One remark; whether it was clicked.
fn remark_ui(ui: &mut Ui, line: usize, text: &str) -> bool {
    let chrome = Chrome::of(ui);
    let room = ui.available_width() - 12.0;
    let words = format!("Line {line}: {text}");
    let mut job = egui::text::LayoutJob::default();
    job.wrap.max_width = room;
    let format = |font, color| egui::TextFormat::simple(font, color);
    let strong = format(style::strong(SMALL), chrome.ink);
    job.append(&format!("Line {line}  "), 0.0, strong);
    let plain = format(egui::FontId::proportional(SMALL), chrome.ink);
    job.append(text, 0.0, plain);
    let galley = ui.painter().layout_job(job);
    let size = Vec2::new(ui.available_width(), galley.size().y + 8.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 5, chrome.hover);
    }
    let at = rect.min + Vec2::new(6.0, 4.0);
    ui.painter().galley(at, galley, chrome.ink);
    response.clicked()
}
