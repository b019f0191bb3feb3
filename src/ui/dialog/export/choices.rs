//! The choices of the export dialog, from the format down: only those that
//! apply to the format are shown, and what is rarely needed is folded away.

use egui::{DragValue, TextEdit, Ui};

use super::content;
use crate::{
    editor::Editor,
    export::{Background, Content, Format, Packing, Paper, Preset, Setup, Split},
    file::limits::PNG_SIDE,
    model::{Details, Map},
    scene::ThemeName,
    ui::{
        plan::{self, Plan},
        widgets::{Set, chips_ui, choice_ui, label_ui, more_ui, note_ui, tick_ui},
    },
};

/// The longest side of a sheet of paper, in millimeters.
const LONGEST: f32 = 5000.0;

/// Draws all choices.
pub(super) fn choices_ui(ui: &mut Ui, plan: &mut Plan, editor: &Editor, shows_lanes: &mut bool) {
    let map = editor.document.base();
    let formats = Format::ALL.map(|format| (format, plan::label(format).to_owned()));
    // What is chosen stays chosen: there is no export as nothing.
    if let Some(Set(Some(format))) = chips_ui(ui, "Format", Some(plan.format), &formats) {
        plan.format = format;
    }
    ui.add_space(2.0);
    note_ui(ui, plan::good_for(plan.format));
    if plan.format.is_drawn() {
        paper_ui(ui, plan);
    }
    if has_table(plan.format) {
        let contents = Content::ALL.map(|content| (content, content.label()));
        one_of_ui(ui, "What", &mut plan.setup.content, &contents);
    }
    content::content_ui(ui, &mut plan.setup.scope, editor, shows_lanes);
    if !plan.format.is_drawn() {
        return;
    }
    if plan.setup.content.has_map() {
        pages_ui(ui, &mut plan.setup, map);
        text_ui(ui, &mut plan.setup);
    }
    colors_ui(ui, plan);
    more_ui(ui, "export", "More choices", |ui| extras_ui(ui, plan, map));
    ui.add_space(8.0);
}

/// Whether a format can hold opportunities alone.
const fn has_table(format: Format) -> bool {
    format.is_drawn() || matches!(format, Format::Csv | Format::Markdown)
}

/// Chooses one of several pills; a click on the chosen one changes nothing.
fn one_of_ui<T: Copy + PartialEq>(
    ui: &mut Ui,
    label: &str,
    held: &mut T,
    options: &[(T, &'static str)],
) {
    let options: Vec<(T, String)> = options
        .iter()
        .map(|(value, name)| (*value, (*name).to_owned()))
        .collect();
    if let Some(Set(Some(value))) = chips_ui(ui, label, Some(*held), &options) {
        *held = value;
    }
}

/// A preset, and its numbers to change.
fn paper_ui(ui: &mut Ui, plan: &mut Plan) {
    let paper = &mut plan.setup.paper;
    let mut papers: Vec<(Paper, String)> = Preset::ALL
        .iter()
        .map(|preset| (preset.paper, preset.label.to_owned()))
        .collect();
    let as_held = |listed: &mut (Paper, String)| {
        let is_canvas = matches!((listed.0, *paper), (Paper::Canvas(_), Paper::Canvas(_)));
        if is_canvas {
            listed.0 = *paper;
        }
        listed.0 == *paper
    };
    if !papers.iter_mut().any(as_held) {
        papers.push((*paper, "Own size".into()));
    }
    if let Some(chosen) = choice_ui(ui, "Size", *paper, &papers) {
        *paper = chosen;
    }
    ui.add_space(2.0);
    ui.horizontal(|ui| match paper {
        Paper::Slide(width, height) => {
            for (side, name) in [(width, "Width"), (height, "Height")] {
                let number = DragValue::new(side).range(1..=PNG_SIDE).speed(4);
                number_ui(ui, number.suffix(" px"), name);
            }
        }
        Paper::Millimeters(width, height, dpi) => {
            for (side, name) in [(width, "Width"), (height, "Height")] {
                let number = DragValue::new(side).range(10.0..=LONGEST).max_decimals(1);
                number_ui(ui, number.suffix(" mm"), name);
            }
            if plan.format == Format::Png {
                let number = DragValue::new(dpi).range(36.0..=1200.0).max_decimals(0);
                number_ui(ui, number.suffix(" dpi"), "Pixels an inch");
            }
        }
        Paper::Canvas(scale) => {
            let number = DragValue::new(scale).range(0.25..=8.0).speed(0.05);
            number_ui(ui, number.max_decimals(2).suffix(" ×"), "Scale");
        }
    });
}

fn number_ui(ui: &mut Ui, number: DragValue<'_>, name: &str) {
    let number = ui.add_sized([84.0, 28.0], number).accessible_name(name);
    number.on_hover_text(name);
}

fn pages_ui(ui: &mut Ui, setup: &mut Setup, map: &Map) {
    let several = match setup.split {
        Split::Pages(count) => count,
        Split::Whole | Split::Stage => 2,
    };
    let options = [
        (Split::Whole, "One page"),
        (Split::Pages(several), "Several pages"),
        (Split::Stage, "One stage a page"),
    ];
    one_of_ui(ui, "Pages", &mut setup.split, &options);
    if let Split::Pages(count) = &mut setup.split {
        ui.add_space(2.0);
        ui.horizontal(|ui| {
            let most = map.stages.len().max(2);
            let number = DragValue::new(count).range(2..=most).speed(0.05);
            number_ui(ui, number.suffix(" pages"), "Number of pages");
            note_ui(ui, "at most; stages stay whole");
        });
    }
}

fn text_ui(ui: &mut Ui, setup: &mut Setup) {
    let mut options = vec![(None, "As on the map")];
    options.extend(Details::EVERY.map(|details| (Some(details), details.label())));
    one_of_ui(ui, "Details on cards", &mut setup.details, &options);
    ui.add_space(6.0);
    tick(ui, "Larger type for small words", &mut setup.large_type);
}

fn colors_ui(ui: &mut Ui, plan: &mut Plan) {
    let mut themes = vec![(None, "As the map")];
    themes.extend(ThemeName::ALL.map(|theme| (Some(theme), theme.label())));
    one_of_ui(ui, "Theme", &mut plan.setup.theme, &themes);
    let mut grounds = vec![
        (Background::Theme, "As the theme"),
        (Background::White, "White"),
    ];
    let mut background = plan.setup().background;
    if plan::can_be_transparent(plan.format) {
        grounds.push((Background::Transparent, "Transparent"));
    }
    let before = background;
    one_of_ui(ui, "Background", &mut background, &grounds);
    if background != before {
        plan.setup.background = background;
    }
}

/// What is rarely needed.
fn extras_ui(ui: &mut Ui, plan: &mut Plan, map: &Map) {
    let setup = &mut plan.setup;
    let is_map = setup.content.has_map();
    if is_map {
        let name = "Header with title, persona and facts";
        tick(ui, name, &mut setup.header);
    }
    if is_map && map.curves.len() > 1 {
        tick(ui, "Names of the curves", &mut setup.legend);
    }
    tick(ui, "Title and page number below", &mut setup.title);
    let label = label_ui(ui, "Date below");
    let field = TextEdit::singleline(&mut setup.date)
        .id(egui::Id::unique("export date"))
        .hint_text("None")
        .char_limit(80)
        .margin(egui::Margin::symmetric(10, 7))
        .desired_width(f32::INFINITY);
    ui.add(field).labelled_by(label.id);
    if plan.format == Format::Png {
        let options = [(Packing::Small, "Small"), (Packing::Fast, "Quickly made")];
        one_of_ui(ui, "File", &mut setup.packing, &options);
    }
    if plan.format == Format::Svg {
        let options = [(false, "As outlines"), (true, "As text")];
        one_of_ui(ui, "Words", &mut setup.svg_text, &options);
        note_ui(
            ui,
            if setup.svg_text {
                "Can be edited and searched; the fonts are in the file."
            } else {
                "Looks the same everywhere."
            },
        );
    }
}

pub(super) fn tick(ui: &mut Ui, name: &str, value: &mut bool) {
    if let Some(on) = tick_ui(ui, name, *value) {
        *value = on;
    }
}
