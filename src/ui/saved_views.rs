//! Saved views in the menu, and what is decided about them in their dialogs.

use egui::{Button, RichText, Ui};

use super::{
    app::App,
    dialog::{Modal, ViewAct, ViewForm},
    icon, menus,
    style::{Chrome, TEXT},
    toast::Toast,
};
use crate::{editor::Editor, model::View};

/// The submenu that has them.
pub(super) const SUBMENU: &str = "Saved views";
/// So many of them are in the menu; all are in the dialog.
const SHOWN: usize = 20;

/// The saved views of the map, the one that is shown with a check mark; which
/// was chosen.
pub(super) fn entries_ui(ui: &mut Ui, editor: &Editor) -> Option<String> {
    let map = editor.map();
    let mut chosen = None;
    for view in map.views.iter().take(SHOWN) {
        let color = if view.edits(map).is_empty() {
            Chrome::of(ui).accent_ink
        } else {
            egui::Color32::TRANSPARENT
        };
        let mark = icon::text(icon::CHECK, menus::MARK).color(color);
        let name = RichText::new(&view.name).size(TEXT);
        let row = ui.add(Button::new((mark, name)).gap(menus::GAP).truncate());
        let row = row.accessible_name(format!("Show view {}", view.name));
        if row.on_hover_text(view.summary()).clicked() {
            chosen = Some(view.name.clone());
        }
    }
    if !map.views.is_empty() {
        menus::line_ui(ui);
    }
    chosen
}

impl App {
    /// Asks for the name of what is visible now.
    pub(super) fn ask_for_view(&mut self) {
        let form = ViewForm::new(self.editor.map());
        self.open_modal(Modal::View(Box::new(form)));
    }

    /// Shows a saved view, and says what of it only exports show.
    pub(super) fn show_view(&mut self, name: &str) {
        let changed = self.editor.show_view(name);
        if let Some(view) = self.editor.map().view(name) {
            let text = told(view, changed);
            self.toast = Some(Toast::new(text, None));
        }
    }

    /// Does what was decided about a view.
    pub(super) fn act_on_view(&mut self, act: ViewAct) {
        match act {
            ViewAct::Save(form) => {
                let ViewForm { view, was } = *form;
                let name = view.name.trim().to_owned();
                self.editor.save_view(view, was.as_deref());
                let text = format!("“{name}” is saved in the map. View, Saved views shows it");
                self.toast = Some(Toast::new(text, None));
            }
            ViewAct::Show(name) => self.show_view(&name),
            ViewAct::Change(name) => {
                let view = self.editor.map().view(&name);
                if let Some(form) = view.map(ViewForm::of) {
                    self.open_modal(Modal::View(Box::new(form)));
                }
            }
            ViewAct::Remove(name) => {
                self.editor.remove_view(&name);
                self.open_modal(Modal::Views);
            }
        }
    }
}

/// What there is to say of a view that is shown.
fn told(view: &View, changed: bool) -> String {
    let name = &view.name;
    let now = if changed {
        "is shown"
    } else {
        "was shown already"
    };
    let only_exports = View {
        without_lanes: [].into(),
        without_curves: [].into(),
        ..view.clone()
    };
    if only_exports.is_whole() {
        format!("“{name}” {now}")
    } else {
        format!(
            "“{name}” {now}; exports of it are {} too",
            only_exports.summary()
        )
    }
}
