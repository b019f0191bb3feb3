//! Pasting lines and tables.

use std::collections::BTreeMap;

use arbitrary::Unstructured;
use throughline::{
    editor::{Clip, Command, Filling, Goes, Options, Ran, Reading, Table},
    file::limits,
    model::{At, Card, CardId, Edit, Element, LaneKind, Map, New, Template},
};

use super::harness::TestEditor;
use crate::maps;

fn table(text: &str, reading: Reading) -> Vec<Vec<Vec<String>>> {
    Table::read(text, reading).unwrap().rows
}

/// The first item of each cell.
fn firsts(text: &str, reading: Reading) -> Vec<Vec<String>> {
    let rows = table(text, reading).into_iter();
    rows.map(|row| row.into_iter().map(|cell| cell.join("/")).collect())
        .collect()
}

/// Pastes a text, and a table as its preview understands it.
fn paste(test: &mut TestEditor, text: &str) {
    if let Some(filling) = test.editor.paste(text) {
        test.editor.fill(&filling);
    }
    assert_eq!(test.editor.take_trouble(), None);
}

/// The texts of every cell, in the order of time.
fn cells(map: &Map) -> BTreeMap<(String, String), Vec<String>> {
    let mut cells: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for stage in &map.stages {
        let mut cards = stage.cards.clone();
        cards.sort_by(|a, b| a.at.value().total_cmp(&b.at.value()).then(a.id.cmp(&b.id)));
        for card in cards {
            let lane = map.lane(card.lane).unwrap().1.name.clone();
            let cell = cells.entry((stage.name.clone(), lane)).or_default();
            cell.push(card.text.clone());
        }
    }
    cells
}

fn place(test: &TestEditor, name: &str) -> String {
    let (stage, lane, _) = test.card(name);
    format!("{stage}/{lane}")
}

#[test]
fn a_text_is_read_as_what_it_is() {
    for (text, reading) in [
        ("Search\nCompare", Reading::Lines),
        ("Search, compare\nBuy, and pay", Reading::Lines),
        ("\tindented\n\tlines", Reading::Lines),
        ("a\tb", Reading::Tabs),
        ("a,b,c\n1,2,3", Reading::Commas),
        ("a;b\n1,5;2", Reading::Semicolons),
        ("\"Say, what\",b\n\"c\",d", Reading::Commas),
        ("| a | b |\n|---|:-:|\n| 1 | 2 |", Reading::Markdown),
        ("a | b\nno table", Reading::Lines),
    ] {
        assert_eq!(Reading::of(text), reading, "{text:?}");
    }
}

#[test]
fn quoted_cells_keep_their_signs_and_lines() {
    assert_eq!(
        firsts("a\t\"b \"\"c\"\"\td\ne\"\nf", Reading::Tabs),
        [["a", "b \"c\" d/e"], ["f", ""]]
    );
    assert_eq!(
        firsts("\"x, y\",z\r\n1,\"2\n3\"\r\n", Reading::Commas),
        [["x, y", "z"], ["1", "2/3"]]
    );
    // A quotation mark that is never closed is one.
    assert_eq!(
        firsts("\"I hate it\tx\ny\tz", Reading::Tabs),
        [["\"I hate it", "x"], ["y", "z"]]
    );
}

#[test]
fn markdown_tables_are_read_without_what_stands_around_them() {
    let text =
        "Notes\n\n|   | **Buy** | Use |\n| --- | :-- | --: |\n| Doing | a \\| b | c<br>d |\n\nEnd";
    assert_eq!(
        firsts(text, Reading::Markdown),
        [["", "Buy", "Use"], ["Doing", "a | b", "c/d"]]
    );
}

#[test]
fn marks_of_lists_go_and_blank_lines_are_no_cards() {
    let text = "- One\n* Two\n\n1. Three\n2) Four\n• Five\n- [x] Six\n-seven\n2024. year\n";
    assert_eq!(
        table(text, Reading::Lines),
        [[[
            "One",
            "Two",
            "Three",
            "Four",
            "Five",
            "Six",
            "-seven",
            "2024. year"
        ]]]
    );
    // In a cell they go only where all are marked.
    assert_eq!(
        firsts("a\t\"- b\n- c\"\td\n1. e\t\"- f\ng\"", Reading::Tabs),
        [["a", "b/c", "d"], ["1. e", "- f/g", ""]]
    );
}

#[test]
fn pasted_lines_become_cards_that_read_in_their_order() {
    let mut test = TestEditor::new();
    let cell = test.cell("Advocacy", "Pain points");
    test.click_at(cell);
    paste(&mut test, "1. a\n2. b\n3. c\n4. d\n5. e\n6. f\n7. g");
    let cell = ("Advocacy".into(), "Pain points".into());
    let texts = cells(test.editor.map()).remove(&cell).unwrap();
    assert_eq!(texts, ["a", "b", "c", "d", "e", "f", "g"]);
    assert_eq!((test.steps(), test.selected().len()), (1, 7));
}

#[test]
fn a_table_without_names_fills_from_the_cell_that_was_clicked() {
    let mut test = TestEditor::new();
    let cell = test.cell("Retention", "Doing");
    test.click_at(cell);
    let before = test.sketch();
    let filling = test.editor.paste("a1\ta2\nb1\tb2\n\tc2").unwrap();
    assert_eq!(test.sketch(), before, "a table is shown first");
    test.editor.fill(&filling);
    for (text, at) in [
        ("a1", "Retention/Doing"),
        ("a2", "Advocacy/Doing"),
        ("b1", "Retention/Touchpoints"),
        ("b2", "Advocacy/Touchpoints"),
        ("c2", "Advocacy/Pain points"),
    ] {
        assert_eq!(place(&test, text), at);
    }
    assert_eq!(test.editor.document.undo_label(), "Undo paste 5 cards");
    test.undo();
    assert_eq!(test.sketch(), before);
}

#[test]
fn names_of_stages_and_lanes_say_where_a_table_goes() {
    let mut test = TestEditor::new();
    let text = "\tadvocacy\tWin back\tDecision\nSteps\tTells a friend\tGets an offer\t\n\
                Pains\t\tToo late\t\"Slow\nDear\"\nLegal\t\t\tSigns";
    let filling = test.editor.paste(text).unwrap();
    let counts = filling.counts();
    assert_eq!((counts.cards, counts.stages, counts.lanes), (6, 1, 1));
    test.editor.fill(&filling);
    assert_eq!(place(&test, "Tells a friend"), "Advocacy/Doing");
    assert_eq!(place(&test, "Gets an offer"), "Win back/Doing");
    assert_eq!(place(&test, "Dear"), "Decision/Pain points");
    assert_eq!(place(&test, "Signs"), "Decision/Legal");
    let names: Vec<_> = test.editor.map().stages.iter().map(|s| &*s.name).collect();
    assert_eq!(names, ["Decision", "Retention", "Advocacy", "Win back"]);
    assert_eq!(test.steps(), 1);
}

#[test]
fn a_table_renames_the_stages_of_a_map_with_nothing_on_it() {
    let mut test = TestEditor::of(Template::FiveStages.map());
    let text = "\tDiscover\tTry\tBuy\tUse\tRenew\tLeave\nActions\ta\tb\tc\td\te\tf\n\
                Feelings\tCurious 4\t2\t\t5\t?\t1";
    paste(&mut test, text);
    let names: Vec<_> = test.editor.map().stages.iter().map(|s| &*s.name).collect();
    assert_eq!(names, ["Discover", "Try", "Buy", "Use", "Renew", "Leave"]);
    assert_eq!(place(&test, "f"), "Leave/Doing");
    // Numbers from 1 to 5 are feelings with 3 in the middle.
    assert_eq!(test.point("Curious").2, Some(1.0));
    let feelings = test.editor.map().stages.iter().flat_map(|s| &s.points);
    let feelings: Vec<_> = feelings
        .map(|p| p.feeling.map(throughline::model::Valence::value))
        .collect();
    assert_eq!(
        feelings,
        [Some(1.0), Some(-1.0), Some(2.0), None, Some(-2.0)]
    );
    assert_eq!(test.steps(), 1);
}

#[test]
fn a_table_with_stages_below_one_another_is_turned() {
    let mut test = TestEditor::new();
    paste(
        &mut test,
        "Stage,Doing,Touchpoints\nDecision,a,b\nRetention,c,d",
    );
    assert_eq!(place(&test, "a"), "Decision/Doing");
    assert_eq!(place(&test, "d"), "Retention/Touchpoints");
}

#[test]
fn merged_labels_belong_to_the_row_above() {
    let mut test = TestEditor::new();
    let text = "\tDecision\tRetention\nDoing\ta\tb\n\tc\t\nLegal\td\t\n\te\t\n";
    paste(&mut test, text);
    assert_eq!(place(&test, "c"), "Decision/Doing");
    assert_eq!(place(&test, "e"), "Decision/Legal");
    let lanes = test.editor.map().lanes.iter();
    assert_eq!(lanes.filter(|lane| lane.name == "Legal").count(), 1);
}

#[test]
fn what_a_preview_is_told_is_what_is_made() {
    let test = TestEditor::new();
    let map = test.editor.map();
    let text = "\tDecision\tElsewhere\nDoing\ta\tb\nLegal\tc\td";
    let mut filling = Filling::of(text, map, None).unwrap();
    let legal = &filling.rows()[1];
    assert_eq!((legal.goes, legal.kind), (Goes::New, LaneKind::Custom));
    let source = legal.source;
    let mut options = filling.options().clone();
    options.kinds.insert(source, LaneKind::Backstage);
    filling.set_options(map, options.clone());
    let mut other = TestEditor::new();
    other.editor.fill(&filling);
    assert_eq!(
        other.editor.map().lane(other.lane("Legal")).unwrap().1.kind,
        LaneKind::Backstage
    );
    // Without what is missing, three cells are left out.
    options.adds = false;
    filling.set_options(map, options);
    assert_eq!((filling.counts().cards, filling.counts().left_out), (1, 3));
    // Names that are no names are cards.
    let plain = Options {
        adds: true,
        ..Options::default()
    };
    filling.set_options(map, plain);
    assert_eq!(filling.counts().cards, 8);
    filling.set_reading(map, Reading::Lines).unwrap();
    assert!(!filling.is_table());
}

#[test]
fn pastes_that_are_too_large_leave_the_map_and_say_the_limit() {
    let wide = format!("a{}\nb{}", "\tx".repeat(600), "\ty".repeat(600));
    let tall = "a\tb\n".repeat(300);
    let long = format!("a\t{}", "x".repeat(limits::TEXT_CHARS + 1));
    let many = "x\n".repeat(limits::PASTED_CARDS + 1);
    let large = "x".repeat(limits::PASTED_BYTES + 1);
    for (text, says) in [
        (wide, "500"),
        (tall, "200"),
        (long, "100000 characters"),
        (many, "5000"),
        (large, "16 MiB"),
    ] {
        let mut test = TestEditor::new();
        let before = test.sketch();
        if let Some(filling) = test.editor.paste(&text) {
            test.editor.fill(&filling);
        }
        let trouble = test.editor.take_trouble().unwrap();
        assert!(trouble.contains(says), "{trouble}");
        assert_eq!((test.sketch(), test.steps()), (before, 0));
    }
    let mut test = TestEditor::new();
    paste(&mut test, &"x\n".repeat(limits::PASTED_CARDS));
    assert_eq!(test.steps(), 1);
}

#[test]
fn control_and_direction_characters_are_not_pasted() {
    let mut test = TestEditor::new();
    let cell = test.cell("Advocacy", "Doing");
    test.click_at(cell);
    paste(
        &mut test,
        "\u{feff}a\u{0}b\u{1b}\n\u{202e}evil\u{202c}\n\u{7}\n\u{5d0}\u{200f}!",
    );
    let mut names = test.selected();
    names.sort();
    assert_eq!(names, ["ab", "evil", "\u{5d0}\u{200f}!"]);
}

#[test]
fn a_map_without_stages_or_lanes_gets_those_that_a_paste_needs() {
    let mut test = TestEditor::of(Map::default());
    paste(&mut test, "one\ntwo");
    assert_eq!(place(&test, "two"), "Stage 1/Lane 1");
    test.undo();
    assert!(test.editor.map().stages.is_empty());
}

#[test]
fn cells_that_a_spreadsheet_would_calculate_come_back_as_they_were() {
    for text in [
        "=1+1", "+49 30", "-5", "- dash", "@you", "'quoted", "'=x", "''+y", "1. first",
    ] {
        let mut test = TestEditor::new();
        test.double_click("Showroom").type_text(text);
        test.editor.settle();
        test.select(&[text, "Workshop"]);
        let Ran::Copied(copy) = test.run(Command::Copy) else {
            panic!("nothing copied")
        };
        let risky =
            |field: &str| field.starts_with(['=', '+', '-', '@']) && field.parse::<f64>().is_err();
        assert!(!copy.split(['\t', '\n']).any(risky), "{copy:?}");
        let mut other = TestEditor::new();
        paste(&mut other, &copy);
        assert!(other.try_find(text).is_some(), "{text}: {copy:?}");
    }
}

/// A text of a card as hands, spreadsheets and vandals write it.
fn any_item(u: &mut Unstructured<'_>) -> arbitrary::Result<String> {
    let parts = [
        "Search", "ad", " ", "\"", ",", ";", "|", "\t", "'", "=", "-", "+", "@", "1.", "é", "日本",
        "\u{202e}", "\u{0}", "*", "?", "\n",
    ];
    let mut text = String::new();
    for _ in 0..u.int_in_range(0..=5)? {
        text.push_str(u.choose(&parts)?);
    }
    Ok(text)
}

#[test]
fn any_table_is_pasted_and_taken_back_exactly() {
    let mut pasted = 0;
    maps::law(150, 4096, |u| {
        let mut test = TestEditor::new();
        let start = test.editor.map().as_ref().clone();
        let mut text = String::new();
        for _ in 0..u.int_in_range(1..=6)? {
            for _ in 0..u.int_in_range(1..=7)? {
                text.push_str(&any_item(u)?);
                text.push_str(u.choose(&["\t", ",", ";", "|"])?);
            }
            text.push('\n');
        }
        if u.arbitrary()? {
            let cell = test.cell("Retention", "Touchpoints");
            test.click_at(cell);
        }
        let Some(mut filling) = test.editor.paste(&text) else {
            test.editor.take_trouble();
            while test.editor.undo() {}
            assert_eq!(**test.editor.map(), start);
            return Ok(());
        };
        let options = Options {
            swapped: u.arbitrary()?,
            header: u.arbitrary()?,
            labels: u.arbitrary()?,
            rename: u.arbitrary()?,
            adds: u.arbitrary()?,
            kinds: BTreeMap::new(),
        };
        filling.set_options(&start, options);
        let counts = filling.counts();
        test.editor.fill(&filling);
        test.editor.take_trouble();
        let map = test.editor.map();
        assert!(map.check().is_empty());
        if test.steps() > 0 {
            pasted += 1;
            assert_eq!(map.card_count(), start.card_count() + counts.cards);
            assert_eq!(map.stages.len(), start.stages.len() + counts.stages);
            assert_eq!(map.lanes.len(), start.lanes.len() + counts.lanes);
        }
        while test.editor.undo() {}
        assert_eq!(**test.editor.map(), start);
        Ok(())
    });
    assert!(pasted > 50, "only {pasted} tables were pasted");
}

#[test]
fn cards_copied_as_a_table_fill_a_blank_map_the_same() {
    let mut filled = 0;
    maps::law(100, 4096, |u| {
        let blank = Template::FiveStages.map();
        let mut map = blank.clone();
        let lanes = map.lanes.iter().filter(|l| l.kind != LaneKind::Emotion);
        let lanes: Vec<_> = lanes.map(|lane| lane.id).collect();
        for _ in 0..u.int_in_range(2..=12)? {
            let text = any_item(u)?.replace(['\u{202e}', '\u{0}', '\t'], "");
            let text = text.trim();
            if text.is_empty() {
                continue;
            }
            let stage = u.choose_index(map.stages.len())?;
            let at = At::rounded(f64::from(u.int_in_range(0..=10)?) / 10.0);
            let card = Card::new(CardId(0), *u.choose(&lanes)?, at, text);
            let new = New::Card(map.stages[stage].id, Box::new(card));
            map.apply(&Edit::Add(new)).unwrap();
        }
        let mut test = TestEditor::of(map);
        test.run(Command::SelectAll);
        let Ran::Copied(text) = test.run(Command::Copy) else {
            panic!("nothing copied")
        };
        let wanted = cells(test.editor.map());
        if wanted.len() < 2 {
            return Ok(());
        }
        let mut other = TestEditor::of(blank);
        other.editor.clip = Clip::default();
        paste(&mut other, &text);
        assert_eq!(cells(other.editor.map()), wanted, "{text:?}");
        assert_eq!(other.editor.map().lanes.len(), 6, "{text:?}");
        filled += 1;
        Ok(())
    });
    assert!(filled > 40, "only {filled} maps were filled");
}

#[test]
fn what_is_pasted_is_selected() {
    let mut test = TestEditor::new();
    paste(&mut test, "\tDecision\nDoing\tNew one\nEmotion\tGood +1");
    let kinds: Vec<_> = test.editor.selection.iter().collect();
    assert!(matches!(
        kinds.as_slice(),
        [Element::Card(_), Element::Point(_)]
    ));
    assert_eq!(test.editor.document.undo_label(), "Undo paste 2 elements");
}
