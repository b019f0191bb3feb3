//! Feedback on its way into the log of the open map: the dialog that shows what
//! a table would add, what can be chosen there, and what is remembered of it.

use std::{path::Path, sync::Arc};

use egui::{Event, Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use throughline::{
    editor::Menu,
    model::{Edit, Feedback, FeedbackId, MapField, Survey},
};

use super::{CTRL, Dropped, Picked, Window, importing::file};

/// Answers of a survey, with an id, a stage that no map has, a date in no
/// calendar and a score that no survey has.
const ANSWERS: &str = "feedback_id,comment,rating,date,stage\n\
                       001,The parcel was late,2,2025-03-04,Decision\n\
                       002,Nobody answered the phone,1,2025-02-30,Helpdesk\n\
                       003,All fine,5,2025-03-06,\n\
                       001,The parcel was late,2,2025-03-04,Decision\n";

impl Window {
    /// Asks for a table and waits for what it would add.
    pub(super) fn bring(&mut self, path: &Path) {
        self.answer(Picked::Path(path.to_owned()));
        self.choose(Menu::File, "Import feedback…");
        self.wait_for_preview();
    }

    fn drop_file(&mut self, path: &Path) {
        let dropped = Arc::new(Dropped(path.to_owned()));
        self.harness.input_mut().dropped_files.push(dropped);
        self.harness.run();
    }

    /// Chooses a line of a list whose words stand on the map, too.
    fn pick_stage(&mut self, field: &str, name: &str) {
        self.click(field);
        let lines = self.harness.query_all_by_label(name);
        lines.last().unwrap().click();
        self.harness.run();
        self.wait_for_preview();
    }

    fn primary(&self, name: &str) -> bool {
        let button = self.harness.get_by_role_and_label(Role::Button, name);
        !button.accesskit_node().is_disabled()
    }
}

#[test]
fn answers_are_shown_first_and_added_as_one_step() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, "answers.csv", ANSWERS);
    let mut window = Window::new();
    let before = window.map();
    window.bring(&path);
    assert!(window.has("Add answers.csv to the log"));
    assert!(window.tells("4 answers, 1 left out"));
    assert!(window.has("What “comment” is: What was said"));
    assert!(window.has("What “feedback_id” is: Id of the row"));
    assert!(window.tells("“2025-02-30” is no date"));
    assert!(window.tells("the map has no stage “Helpdesk”"));
    assert_eq!(*window.map(), *before, "nothing is added yet");
    window.click("Add 3 answers");
    assert!(!window.harness.state().has_dialog());
    let map = window.map();
    assert_eq!(map.feedback.len(), before.feedback.len() + 3);
    assert!(window.tells("Added 3 answers to the log; 1 row left out"));
    assert_eq!(map.title, before.title, "the same map");
    window.click("Undo");
    assert_eq!(*window.map(), *before, "in one step");
}

#[test]
fn the_survey_is_chosen_beside_the_table() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, "answers.csv", ANSWERS);
    let mut window = Window::new();
    window.bring(&path);
    assert!(window.tells("nothing tells which survey “rating” is of"));
    window.pick_line("Scores answer: A scale of its own", "CSAT, 1 to 5");
    assert!(!window.tells("nothing tells which survey"));
    window.click("Add 3 answers");
    let surveys = window
        .map()
        .feedback
        .iter()
        .rev()
        .take(3)
        .map(|it| it.survey)
        .collect::<Vec<_>>();
    assert_eq!(surveys, [Some(Survey::Csat); 3]);
}

#[test]
fn a_stage_that_is_not_there_is_given_a_meaning() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, "answers.csv", ANSWERS);
    let mut window = Window::new();
    let stage = window.map().stages[1].clone();
    window.bring(&path);
    window.pick_stage("What “Helpdesk” means: No stage", &stage.name);
    assert!(window.tells("“Helpdesk” was taken for the stage"));
    window.click("Add 3 answers");
    let found = window
        .map()
        .feedback
        .iter()
        .rev()
        .find(|it| it.reference == "002")
        .cloned();
    assert_eq!(found.unwrap().stage, Some(stage.id));
}

#[test]
fn a_rule_that_is_written_here_places_rows_and_stays_with_the_map() {
    let folder = tempfile::tempdir().unwrap();
    let text = "comment,score\nThe parcel was late,2\nFine,5\n";
    let path = file(&folder, "answers.csv", text);
    let mut window = Window::new();
    window.bring(&path);
    window.click("Add a rule");
    window.harness.run();
    for letter in ["parcel, ", "courier"] {
        let event = Event::Text(letter.to_owned());
        window.harness.input_mut().events.push(event);
        window.harness.run();
    }
    window.wait_for_preview();
    assert!(window.has("1 row"), "how many rows it meets");
    let stages = window.map().stages.clone();
    let before = window.map().rules.len();
    let label = format!("Where rule {} leads: {}", before + 1, stages[0].name);
    window.pick_stage(&label, &stages[2].name);
    window.click("Add 2 answers");
    let map = window.map();
    let added: Vec<_> = map
        .feedback
        .iter()
        .rev()
        .take(2)
        .map(|it| it.stage)
        .collect();
    assert_eq!(added, [None, Some(stages[2].id)]);
    assert_eq!(map.rules.len(), before + 1);
    assert_eq!(map.rules[before].words, "parcel, courier");
    window.press(CTRL, Key::Z);
    let rules = window.map().rules.len();
    assert_eq!(rules, before, "rules and answers are one step");
}

#[test]
fn columns_are_taken_as_last_time_which_is_said_and_can_be_left() {
    let folder = tempfile::tempdir().unwrap();
    let kept = folder.path().join("config");
    let text = "a,b,c\nhello there,5,x1\nbye for now,4,x2\n";
    let path = file(&folder, "first.csv", text);
    let mut window = Window::keeping(1440.0, 900.0, Some(kept.clone()));
    window.bring(&path);
    assert!(!window.tells("Columns as last time"));
    window.pick_line("What “b” is: Kept in the note", "Score");
    window.pick_line("What “c” is: Kept in the note", "Topic");
    window.click("Add 2 answers");
    let path = file(&folder, "second.csv", "A, b ,C\nnew,3,x3\n");
    let mut window = Window::keeping(1440.0, 900.0, Some(kept));
    window.bring(&path);
    window.wait_for_preview();
    assert!(window.tells("Columns as last time"));
    assert!(window.has("What “b” is: Score"));
    assert!(window.has("What “C” is: Topic"));
    window.click("Start over");
    window.wait_for_preview();
    assert!(window.has("What “b” is: Kept in the note"));
    assert!(!window.tells("Columns as last time"));
}

#[test]
fn a_dropped_table_of_answers_is_offered_to_the_log_and_as_a_map() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, "answers.csv", ANSWERS);
    let mut window = Window::new();
    window.drop_file(&path);
    window.wait_for_preview();
    assert!(window.has("Add answers.csv to the log"));
    window.click("Open as a map of its own…");
    window.wait_for_preview();
    assert!(window.has("Open answers.csv"));
    assert!(window.has("Open as a map"));
    window.click("Add to the open map’s log…");
    window.wait_for_preview();
    assert!(window.primary("Add 3 answers"));
    window.press(Modifiers::NONE, Key::Escape);
    assert!(!window.harness.state().has_dialog());
}

#[test]
fn a_pasted_table_of_answers_goes_the_same_way() {
    let mut window = Window::new();
    let text = ANSWERS.replace(',', "\t");
    window.harness.input_mut().events.push(Event::Paste(text));
    window.harness.run();
    window.wait_for_preview();
    assert!(window.has("Add Pasted table.tsv to the log"));
    window.click("Add 3 answers");
    assert_eq!(window.map().feedback.last().unwrap().reference, "003");
}

#[test]
fn a_table_without_answers_cannot_be_added() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, "empty.csv", "comment,score\n,\n");
    let mut window = Window::new();
    window.bring(&path);
    assert!(!window.primary("Add answers"));
    assert!(window.tells("there are no answers here"));
}

#[test]
fn a_changed_map_asks_before_answers_become_a_map_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, "answers.csv", ANSWERS);
    let mut window = Window::new();
    window.bring(&path);
    window.click("Add 3 answers");
    window.bring(&path);
    assert!(window.tells("4 left out"), "all of it is there");
    window.click("Open as a map of its own…");
    window.wait_for_preview();
    window.click("Open as a map");
    window.wait_for_preview();
    assert!(window.has("Discard"), "the open map has changes");
}

impl Window {
    /// A window with the log open and these entries in it, nothing placed.
    fn with_unplaced(told: &[&str]) -> Self {
        let mut window = Self::new();
        let of_sample = window.map().feedback.iter().map(|told| told.id).collect();
        let told = told
            .iter()
            .map(|words| Feedback::new(FeedbackId(0), *words));
        let edits = [
            Edit::RemoveFeedback(of_sample),
            Edit::SetMap(MapField::Rules(Vec::new())),
            Edit::AddFeedback(Arc::new(told.collect())),
        ];
        let editor = window.harness.state_mut().editor_mut();
        editor.run(&edits, "fill the log").unwrap();
        window.harness.run();
        window.choose(Menu::View, "Feedback log");
        window
    }

    fn write(&mut self, text: &str) {
        let event = Event::Text(text.to_owned());
        self.harness.input_mut().events.push(event);
        self.harness.run();
        self.wait_for_preview();
    }
}

#[test]
fn rules_are_written_beside_the_log_and_place_what_has_no_place_in_one_step() {
    let mut window = Window::with_unplaced(&["The parcel was late", "Fine", "No parcel yet"]);
    let before = window.map().clone();
    // Without rules, asking for their work asks for them.
    window.choose(Menu::Map, "Place feedback by its rules");
    window.wait_for_preview();
    assert!(window.has("Rules for placing feedback"));
    assert!(window.has("These rules place none of the 3 entries without a place."));
    window.write("parcel");
    assert!(window.has("2 entries"), "how many it meets");
    let stages = window.map().stages.clone();
    let label = format!("Where rule 1 leads: {}", stages[0].name);
    window.pick_stage(&label, &stages[1].name);
    window.click("Place 2 entries");
    assert!(!window.harness.state().has_dialog());
    let placed: Vec<_> = window.map().feedback.iter().map(|it| it.stage).collect();
    assert_eq!(placed, [Some(stages[1].id), None, Some(stages[1].id)]);
    assert_eq!(window.map().rules.len(), 1);
    assert!(window.tells("The rules placed 2 entries"));
    window.click("Undo");
    assert_eq!(*window.map(), *before, "rules and places are one step");
}

#[test]
fn rules_can_be_kept_alone_and_the_log_says_what_they_would_place() {
    let mut window = Window::with_unplaced(&["The parcel was late", "Fine"]);
    window.click("More for the log");
    window.click("Rules for placing…, none");
    window.wait_for_preview();
    assert!(!window.primary("Keep the rules only"), "nothing is written");
    window.write("parcel");
    window.click("Keep the rules only");
    assert_eq!(window.map().rules.len(), 1);
    assert_eq!(window.map().feedback[0].stage, None);
    window.click("More for the log");
    while !window.has("Place feedback by its rules, 1") {
        std::thread::yield_now();
        window.harness.step();
    }
    window.click("Place feedback by its rules, 1");
    let first = window.map().stages[0].id;
    assert_eq!(window.map().feedback[0].stage, Some(first));
    window.choose(Menu::Map, "Place feedback by its rules");
    assert!(window.tells("No rule says where"));
}

#[test]
fn a_table_of_the_clipboard_is_asked_for_from_the_log() {
    let mut window = Window::with_unplaced(&["Fine"]);
    for (text, says) in [
        (None, "There is no text on the clipboard"),
        (Some("one line"), "The clipboard holds no table"),
    ] {
        window.click("More for the log");
        window.harness.get_by_label("Paste a table…").click();
        window.harness.step();
        if let Some(text) = text {
            let event = Event::Paste(text.to_owned());
            window.harness.input_mut().events.push(event);
        }
        window.harness.run();
        assert!(window.tells(says), "{says}");
    }
    window.click("More for the log");
    window.harness.get_by_label("Paste a table…").click();
    window.harness.step();
    let table = "what\twhen\nToo many forms\t2025-03-04\n".to_owned();
    window.harness.input_mut().events.push(Event::Paste(table));
    window.harness.run();
    window.wait_for_preview();
    assert!(window.has("Add Pasted table.tsv to the log"));
}
