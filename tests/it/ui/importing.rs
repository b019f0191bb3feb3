//! Files of other programs in the window: the dialog that shows what they are
//! understood as, what can be chosen there, and what opens without it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use throughline::{
    editor::Menu,
    model::{LaneKind, Map},
};

use super::{CTRL, Picked, Window};

const NONE: Modifiers = Modifiers::NONE;

/// A journey as a spreadsheet has it, with a column of an unknown name.
const SHOP: &str = "Phase,Doing,Emotion,Ideas\n\
                    Look around,Compare shops,4,Show prices at once\n\
                    Buy,Pay at the till,2,Let two people pay\n\
                    Buy,Carry home,3,\n";

impl Window {
    /// Opens a file of another program and waits for its preview.
    fn import(&mut self, path: &Path) {
        self.answer(Picked::Path(path.to_owned()));
        self.press(CTRL, Key::O);
        self.wait_for_preview();
    }

    /// Chooses a line of a list that drops down.
    pub(super) fn pick_line(&mut self, field: &str, line: &str) {
        self.click(field);
        self.choose_below(line);
        self.wait_for_preview();
    }

    /// Whether anything has these words in its name.
    pub(super) fn tells(&self, words: &str) -> bool {
        let mut found = self.harness.query_all_by_label_contains(words);
        found.next().is_some()
    }

    /// The name that begins like this.
    pub(super) fn label_of(&self, start: &str) -> String {
        let found = self.harness.query_all_by_label_contains(start);
        let labels = found.filter_map(|node| node.accesskit_node().label());
        labels.into_iter().next().unwrap()
    }

    /// Opens the map that is shown.
    fn accept(&mut self) {
        self.click("Open as a map");
        self.wait_for_preview();
    }
}

pub(super) fn file(folder: &tempfile::TempDir, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    path
}

/// Real files of other programs, if they are there.
fn foreign() -> Vec<PathBuf> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples");
    if !samples.is_dir() {
        eprintln!("NOT TESTED: {} is not there", samples.display());
        return Vec::new();
    }
    let folders = ["maps", "feedback"].map(|folder| samples.join(folder));
    let entries = folders
        .iter()
        .flat_map(|folder| fs::read_dir(folder).unwrap());
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| !path.ends_with("SOURCES.md"));
    paths.sort();
    assert_eq!(paths.len(), 8);
    paths
}

/// The texts of the cards on the lanes of a kind.
fn on(map: &Map, kind: LaneKind) -> Vec<String> {
    let lanes = map.lanes.iter().filter(|lane| lane.kind == kind);
    let lanes: Vec<_> = lanes.map(|lane| lane.id).collect();
    let cards = map.stages.iter().flat_map(|stage| &stage.cards);
    let cards = cards.filter(|card| lanes.contains(&card.lane));
    cards.map(|card| card.text.clone()).collect()
}

#[test]
fn a_table_is_shown_before_it_is_opened_and_cancel_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, "shop.csv", SHOP);
    let mut window = Window::new();
    let before = window.map();
    window.import(&path);
    assert!(window.has("Open shop.csv"));
    assert!(window.tells("2 stages, "), "how much of a map it makes");
    assert!(window.has("Doing: Pay at the till"), "its cells");
    assert!(window.has("What “Doing” is: Actions"));
    assert!(window.tells("Preview: "), "the map that comes of it");
    window.click("Cancel");
    assert_eq!(*window.map(), *before);
    assert!(!window.editor().document.is_modified());
}

#[test]
fn what_is_opened_is_a_map_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, "shop.csv", SHOP);
    let mut window = Window::new();
    window.import(&path);
    window.accept();
    assert!(!window.harness.state().has_dialog());
    let map = window.map();
    assert_eq!(map.title, "shop");
    let names: Vec<_> = map.stages.iter().map(|stage| stage.name.as_str()).collect();
    assert_eq!(names, ["Look around", "Buy"]);
    assert_eq!(
        on(&map, LaneKind::Actions),
        ["Compare shops", "Pay at the till", "Carry home"]
    );
    assert_eq!(on(&map, LaneKind::Opportunities).len(), 2);
    assert!(window.tells("Imported 2 stages and 5 cards from shop.csv"));
    assert!(window.editor().document.is_modified());
    assert_eq!(fs::read_to_string(&path).unwrap(), SHOP);
    window.answer(Picked::Cancelled);
    window.press(CTRL, Key::S);
    let asked = window.answers.asked.borrow().last().cloned().unwrap();
    assert_eq!(asked.name.as_deref(), Some("shop.journey.ron"));
}

#[test]
fn a_column_is_taken_for_what_is_chosen_and_choices_are_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, "shop.csv", SHOP);
    let mut window = Window::new();
    window.import(&path);
    window.pick_line("What “Ideas” is: Opportunities", "Thoughts");
    assert!(window.has("What “Ideas” is: Thoughts"));
    window.pick_line("What “Emotion” is: Emotion", "Left out");
    assert!(window.has("What “Emotion” is: Left out"));
    window.press(CTRL, Key::Z);
    window.wait_for_preview();
    assert!(window.has("What “Emotion” is: Emotion"));
    assert!(window.has("What “Ideas” is: Thoughts"), "one at a time");
    window.accept();
    let map = window.map();
    assert_eq!(
        on(&map, LaneKind::Thoughts),
        ["Show prices at once", "Let two people pay"]
    );
    assert!(on(&map, LaneKind::Opportunities).is_empty());
    let felt: usize = map.stages.iter().map(|stage| stage.points.len()).sum();
    assert_eq!(felt, 3);
}

#[test]
fn only_one_column_names_the_stages() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, "shop.csv", SHOP);
    let mut window = Window::new();
    window.import(&path);
    window.pick_line("What “Doing” is: Actions", "Stage");
    assert!(window.has("What “Doing” is: Stage"));
    assert!(!window.has("What “Phase” is: Stage"));
    assert!(window.has("Phase: Look around"), "it is still there");
    window.accept();
    let map = window.map();
    assert_eq!(map.stages.len(), 3);
    let held = map.stages.iter().flat_map(|stage| &stage.cards);
    let held = held.filter(|card| card.text == "Buy").count();
    assert_eq!(held, 2, "what was the stage is kept as cards");
}

#[test]
fn the_way_a_table_lies_is_chosen_and_all_of_it_can_be_found_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, "shop.csv", SHOP);
    let mut window = Window::new();
    window.import(&path);
    window.pick_line(
        "The table has: Lanes across, stages down",
        "Stages across, lanes down",
    );
    assert!(window.tells("3 stages, "));
    assert!(window.tells("What “Look around” is"), "rows are lanes now");
    window.click("As it was found");
    window.wait_for_preview();
    assert!(window.tells("2 stages, "));
    assert!(!window.has("As it was found"));
}

#[test]
fn encoding_and_signs_between_cells_can_be_chosen() {
    let folder = tempfile::tempdir().unwrap();
    let text = "Phase;Doing\nKaufen;Für später merken\nBezahlen;Größe prüfen\n";
    let bytes: Vec<u8> = text
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    let path = file(&folder, "kauf.csv", bytes);
    let mut window = Window::with_any_letters();
    window.import(&path);
    assert!(window.has("Encoding: Western (Windows-1252)"));
    assert!(window.has("Doing: Größe prüfen"));
    window.pick_line("Encoding: Western (Windows-1252)", "UTF-8");
    assert!(window.tells("no UTF-8 text"), "that it is none is said");
    window.pick_line("Between the cells: Semicolons", "Tabs");
    assert!(!window.has("Doing: Größe prüfen"));
    window.press(CTRL, Key::Z);
    window.press(CTRL, Key::Z);
    window.wait_for_preview();
    assert!(window.has("Doing: Größe prüfen"));
}

#[test]
fn a_remark_leads_to_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let rows = (0..120).map(|row| {
        let more = if row == 100 { ",beyond" } else { "" };
        format!("Stage {},Step number {row}{more}\n", row / 10)
    });
    let text: Vec<String> = rows.collect();
    let path = file(
        &folder,
        "long.csv",
        format!("Phase,Doing\n{}", text.concat()),
    );
    let mut window = Window::new();
    window.import(&path);
    assert!(
        !window.has("Doing: Step number 100"),
        "far below what is seen"
    );
    let remarks = window.harness.query_all_by_label_contains("Line 102:");
    remarks.into_iter().next().unwrap().click();
    window.harness.run();
    assert!(window.has("Doing: Step number 100"));
}

#[test]
fn what_is_no_journey_is_said_and_cannot_be_opened() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, "blank.csv", "\n\n  \n");
    let mut window = Window::new();
    let before = window.map();
    window.import(&path);
    assert!(window.tells("nothing in the file but blanks"));
    let open = window
        .harness
        .get_by_role_and_label(Role::Button, "Open as a map");
    assert!(open.accesskit_node().is_disabled());
    window.press(NONE, Key::Escape);
    assert!(!window.harness.state().has_dialog());
    assert_eq!(*window.map(), *before);
}

#[test]
fn a_choice_that_makes_no_map_is_changed_where_it_was_made() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, "shop.csv", SHOP);
    let mut window = Window::new();
    window.import(&path);
    window.pick_line("The table has: Lanes across, stages down", "Feedback");
    for column in ["Phase", "Doing", "Emotion", "Ideas"] {
        let label = window.label_of(&format!("What “{column}” is: "));
        if !label.ends_with("Left out") {
            window.pick_line(&label, "Left out");
        }
    }
    let open = window
        .harness
        .get_by_role_and_label(Role::Button, "Open as a map");
    assert!(open.accesskit_node().is_disabled());
    window.pick_line("The table has: Feedback", "Lanes across, stages down");
    assert!(window.tells("2 stages, "));
}

#[test]
fn a_document_that_is_a_diagram_and_nothing_else_opens_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let diagram = "```mermaid\njourney\n title Tea\n section Work\n  Make tea: 5: Me\n```\n";
    let path = file(&folder, "tea.md", diagram);
    let mut window = Window::new();
    window.import(&path);
    assert!(!window.harness.state().has_dialog());
    assert_eq!(window.map().title, "Tea");
    let tables =
        format!("{diagram}\n## More\n\n| Phase | Doing |\n|---|---|\n| A | B |\n| C | D |\n");
    let path = file(&folder, "more.md", tables);
    window.answer(Picked::Path(path));
    window.press(CTRL, Key::O);
    window.click("Discard");
    window.wait_for_preview();
    assert!(window.has("Open more.md"));
    assert!(
        window.tells("Read from: "),
        "diagram and table are a choice"
    );
}

#[test]
fn the_menu_asks_for_files_of_other_programs_alone() {
    let mut window = Window::new();
    window.answer(Picked::Cancelled);
    window.choose(Menu::File, "Import a table or diagram…");
    let asked = window.answers.asked.borrow().last().cloned().unwrap();
    let first = asked.kinds.first().unwrap();
    assert!(first.1.contains(&"csv") && first.1.contains(&"json"));
    assert!(!first.1.contains(&"ron"));
}

#[test]
fn the_real_files_of_others_are_shown_and_opened() {
    for name in foreign() {
        let mut window = Window::with_any_letters();
        window.import(&name);
        assert!(window.harness.state().has_dialog(), "{}", name.display());
        window.accept();
        assert!(!window.harness.state().has_dialog(), "{}", name.display());
        let map = window.map();
        let held = map.stages.len() + map.feedback.len();
        assert!(held > 0, "{} holds nothing", name.display());
    }
}

#[test]
fn letters_of_other_scripts_get_their_fonts_before_they_are_shown() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(
        &folder,
        "단계.csv",
        "단계,행동\n구매,결제하기\n배송,기다리기\n",
    );
    let mut window = Window::with_any_letters();
    assert!(window.editor().fonts().fallback_names().is_empty());
    window.import(&path);
    assert!(window.has("행동: 결제하기"));
    let fonts = window.editor().fonts();
    let has_font = !fonts.fallback_names().is_empty();
    let is_known = fonts.missing().contains(&'결');
    assert!(has_font || is_known, "nobody looked for a font");
}

#[test]
fn names_of_recent_files_get_their_fonts_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(
        &folder,
        "여정.mmd",
        "journey\n section Work\n  Make tea: 5: Me\n",
    );
    let mut window = Window::with_any_letters();
    window.import(&path);
    let fonts = window.editor().fonts();
    assert!(!fonts.fallback_names().is_empty() || fonts.missing().contains(&'여'));
}
