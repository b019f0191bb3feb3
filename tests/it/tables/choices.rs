//! What people choose of a file: the part that is read, and what its columns
//! are about, for every way a table can lie.

use std::path::Path;

use throughline::{
    file::import::{Answer, Kind, Layout, Meaning, Options, Shape, Understood, understand},
    model::LaneKind,
};

use super::import::{feelings, told};

fn read(name: &str, text: &str, options: &Options) -> Understood {
    let understood = understand(text.as_bytes(), Path::new(name), options).unwrap();
    assert_eq!(understood.map.check(), [], "{name}");
    understood
}

fn meanings(meanings: &[(usize, Meaning)]) -> Options {
    Options {
        meanings: meanings.iter().copied().collect(),
        ..Options::default()
    }
}

const DOCUMENT: &str = "# Taxi\n\n```mermaid\njourney\n  section Book\n    Opens app: 4: Me\n```\n\n## Book\n\n| Step | Doing | Pain points |\n|---|---|---|\n| One | taps | slow |\n| Two | waits | cold |\n\n## Ride\n\n| Step | Doing | Pain points |\n|---|---|---|\n| Three | sits | loud |\n\n## Words\n\n| Term | Sense |\n|---|---|\n| Cab | a car |\n";

#[test]
fn each_part_of_a_document_can_be_read() {
    let all = read("t.md", DOCUMENT, &Options::default());
    assert_eq!(
        all.parts,
        [
            "Diagram",
            "Table under “Book” (2 rows)",
            "Table under “Ride” (1 row)",
            "Table under “Words” (1 row)",
            "All tables"
        ]
    );
    assert_eq!(all.part, 4, "what says most");
    let expected = [
        "Book | Step: One | Doing: taps | Pain points: slow | Step: Two | Doing: waits | Pain points: cold",
        "Ride | Step: Three | Doing: sits | Pain points: loud",
    ];
    assert_eq!(told(&all.map), expected);
    let others = all.other_parts().unwrap();
    assert!(others.contains("5: All tables was read; there are also 1: Diagram"));
    let part = |part| Options {
        part: Some(part),
        ..Options::default()
    };
    let diagram = read("t.md", DOCUMENT, &part(0));
    assert_eq!((diagram.kind, diagram.part), (Kind::Mermaid, 0));
    assert_eq!(feelings(&diagram.map), [Some(1.0)]);
    assert_eq!(diagram.parts, all.parts);
    let words = read("t.md", DOCUMENT, &part(3));
    assert!(told(&words.map).concat().contains("a car"));
    let lines: Vec<usize> = words.rows.iter().map(|row| row.line).collect();
    assert_eq!(lines, [24, 26]);
    let (_, reason) = understand(DOCUMENT.as_bytes(), Path::new("t.md"), &part(5)).unwrap_err();
    assert!(reason.contains("5: All tables"), "{reason}");
}

#[test]
fn rows_begin_at_the_header_and_know_their_lines() {
    let text = "My map,,\n\nPersona:,Ada,\nStage,Doing,Thoughts\n\nA,x,y\n\nB,z,w\n";
    let read = read("t.csv", text, &Options::default());
    let rows: Vec<(usize, &str)> = read
        .rows
        .iter()
        .map(|row| (row.line, &*row.cells[0]))
        .collect();
    assert_eq!(rows, [(4, "Stage"), (6, "A"), (8, "B")]);
    assert_eq!((&*read.map.title, read.map.personas.len()), ("My map", 1));
    assert_eq!((read.columns.len(), read.header), (3, true));
    assert_eq!((read.parts.len(), read.part), (0, 0));
}

#[test]
fn every_column_has_a_meaning_of_its_layout() {
    let text = "id,Stage,Lane,Text,Color,Mood,Owner,Score,Mystery\n1,A,Doing,x,red,sad,Ann,3,why\n2,B,Doing,y,blue,glad,Bob,4,so\n";
    for layout in Layout::ALL {
        let options = Options {
            layout: Some(layout),
            ..Options::default()
        };
        let choices = Meaning::choices(layout);
        let Ok(read) = understand(text.as_bytes(), Path::new("t.csv"), &options) else {
            assert_eq!(layout, Layout::Flow, "a card is no shape");
            continue;
        };
        let places = if layout == Layout::StagesAcross { 2 } else { 9 };
        assert_eq!(read.columns.len(), places, "{layout:?}");
        for column in &read.columns {
            let meaning = column.meaning.unwrap();
            assert!(choices.contains(&meaning), "{layout:?}: {column:?}");
            assert_eq!(column.label(), meaning.label());
        }
        // Whatever is chosen for whichever column is read or refused in words.
        for (place, meaning) in (0..9).flat_map(|place| choices.iter().map(move |it| (place, *it)))
        {
            let options = Options {
                meanings: [(place, meaning)].into(),
                ..options.clone()
            };
            match understand(text.as_bytes(), Path::new("t.csv"), &options) {
                Ok(read) => assert_eq!(read.map.check(), [], "{layout:?} {place} {meaning:?}"),
                Err((_, reason)) => assert!(reason.contains("choose"), "{reason}"),
            }
        }
    }
}

#[test]
fn what_is_chosen_for_feedback_changes_what_is_read() {
    let text = "a,b,c,when\nx1,hello there,5,2025-01-02\nx2,bye for now,4,2025-01-03\n";
    let base = Options {
        layout: Some(Layout::Feedback),
        ..Options::default()
    };
    let read_with = |chosen: &[(usize, Meaning)]| {
        let options = Options {
            meanings: chosen.iter().copied().collect(),
            ..base.clone()
        };
        read("t.csv", text, &options)
    };
    let guessed = read_with(&[]);
    let first = &guessed.map.feedback[0];
    assert_eq!(first.verbatim, "hello there", "the longest texts");
    assert_eq!(first.note, "A: x1\nC: 5\nWhen: 2025-01-02");
    let chosen = read_with(&[
        (0, Meaning::Answer(Answer::Stage)),
        (2, Meaning::Answer(Answer::Score)),
        (3, Meaning::Answer(Answer::Date)),
    ]);
    let first = &chosen.map.feedback[0];
    assert_eq!((first.score, &*first.date), (Some(5.0), "2025-01-02"));
    assert_eq!(first.stage, Some(chosen.map.stages[0].id));
    assert_eq!(chosen.map.stages[1].name, "x2");
    let none = [0, 1, 2, 3].map(|place| (place, Meaning::Nothing));
    let options = Options {
        meanings: none.into(),
        ..base.clone()
    };
    let (line, reason) = understand(text.as_bytes(), Path::new("t.csv"), &options).unwrap_err();
    assert_eq!(line, Some(1));
    assert!(reason.contains("choose one"), "{reason}");
}

#[test]
fn what_is_chosen_for_shapes_changes_what_is_read() {
    let text = "Id,Line Source,Line Destination,Words,Aside\n1,,,Shop,a\n2,,,Pay,b\n3,1,2,buys,c\n";
    let chosen = [
        (3, Meaning::Shape(Shape::Text)),
        (4, Meaning::Shape(Shape::Note)),
    ];
    let read = read("t.csv", text, &meanings(&chosen));
    assert_eq!(read.layout, Some(Layout::Flow));
    assert_eq!(told(&read.map), ["Shop | Doing: buys", "Pay | "]);
    assert_eq!(read.map.stages[0].about, "Aside: a");
    let card = &read.map.stages[0].cards[0];
    assert_eq!(card.note, "Leads to: Pay\nAside: c");
    let turned = [
        (1, Meaning::Shape(Shape::To)),
        (2, Meaning::Shape(Shape::From)),
        (3, Meaning::Shape(Shape::Text)),
    ];
    let turned = self::read("t.csv", text, &meanings(&turned));
    assert_eq!(told(&turned.map), ["Pay | Doing: buys", "Shop | "]);
    let (_, reason) =
        understand(text.as_bytes(), Path::new("t.csv"), &Options::default()).unwrap_err();
    assert!(reason.contains("text on the shapes"), "{reason}");
}

#[test]
fn a_new_column_for_the_stage_leaves_the_old_one_as_steps() {
    let text = "Stage,Group,Doing\nA,First,x\nB,First,y\nC,Second,z\n";
    let read = read("t.csv", text, &meanings(&[(1, Meaning::Stage)]));
    assert_eq!(read.columns[0].meaning, Some(Meaning::Step));
    assert_eq!(
        told(&read.map),
        [
            "First | Stage: A | Doing: x | Stage: B | Doing: y",
            "Second | Stage: C | Doing: z"
        ]
    );
    let none = meanings(&[(0, Meaning::Lane(LaneKind::Thoughts))]);
    let none = self::read("t.csv", text, &none);
    assert_eq!(none.map.stages.len(), 3);
    assert!(
        none.remarks[0].1.contains("choose one"),
        "{:?}",
        none.remarks
    );
}

#[test]
fn ids_and_colors_are_counted_and_numbers_put_rows_in_order() {
    let text = "id,No,Color,Stage,Doing\n7,2,#ff0000,B,y\n8,1,red,A,x\n9,3,blue,C,z\n";
    let read = read("t.csv", text, &Options::default());
    assert_eq!(
        told(&read.map),
        ["A | Doing: x", "B | Doing: y", "C | Doing: z"]
    );
    let all: Vec<&str> = read.remarks.iter().map(|(_, text)| &**text).collect();
    assert_eq!(
        all,
        [
            "the rows were put in the order of their numbers (“No”)",
            "left out: ids (3), colors (3); they only order or paint what was read"
        ]
    );
    // What only looks like such by its name is kept.
    let text = "id,Position,Stage,Doing\nan id of words,Head of sales,A,x\n";
    let read = self::read("t.csv", text, &Options::default());
    let all = told(&read.map).concat();
    assert!(
        all.contains("Head of sales") && all.contains("an id of words"),
        "{all}"
    );
    // What was chosen to be left out is left out without a word.
    let chosen = meanings(&[(0, Meaning::Nothing), (1, Meaning::Nothing)]);
    let read = self::read("t.csv", text, &chosen);
    assert_eq!(read.remarks, []);
}

#[test]
fn tables_take_the_feelings_of_the_diagram_beside_them() {
    let row = |step: &str| format!("| Step | Doing |\n|---|---|\n| {step} | x |\n");
    let text = format!(
        "```mermaid\njourney\n  section Book\n    One: 5\n  section Ride\n    Two: 2\n```\n## Book\n\n{}\n## Ride\n\n{}",
        row("One"),
        row("Two")
    );
    let read = read("t.md", &text, &Options::default());
    assert_eq!(read.parts[read.part], "All tables");
    assert_eq!(feelings(&read.map), [Some(2.0), Some(-1.0)]);
}

#[test]
fn tables_of_json_know_their_lines_and_can_be_chosen() {
    let text = r#"{
  "meta": {"title": "T"},
  "first": [
    {"stage": "A", "doing": "x"},
    {"stage": "B", "doing": "y"}
  ],
  "second": [
    {"stage": "C", "doing": "z", "id": 7},
    {"stage": "D", "doing": "w", "id": 8},
    {"stage": "E", "doing": "v", "id": 9}
  ]
}"#;
    let all = read("t.json", text, &Options::default());
    assert_eq!(
        all.parts,
        [
            "Table under “first” (2 rows)",
            "Table under “second” (3 rows)"
        ]
    );
    let lines: Vec<usize> = all.rows.iter().map(|row| row.line).collect();
    assert_eq!((all.part, lines), (1, vec![8, 8, 9, 10]));
    let first = Options {
        part: Some(0),
        ..Options::default()
    };
    assert_eq!(told(&read("t.json", text, &first).map).len(), 2);
    let ordered = r#"[{"name": "B", "order": 2, "color": "red"}, {"name": "A", "order": 1}]"#;
    let read = read("t.json", ordered, &Options::default());
    assert_eq!(told(&read.map), ["A | ", "B | "]);
    assert!(read.remarks[0].1.contains("in the order of its numbers"));
    assert!(read.remarks[1].1.contains("left out: colors (1)"));
}

#[test]
fn large_tables_are_read_and_larger_ones_refused_in_words() {
    let refuse = |text: &str| {
        understand(text.as_bytes(), Path::new("t.csv"), &Options::default())
            .unwrap_err()
            .1
    };
    let rows = (0..20_000).map(|row| format!("S{},does {row},thinks", row % 50));
    let rows: Vec<String> = rows.collect();
    let text = format!("Stage,Doing,Thoughts\n{}", rows.join("\n"));
    let read = read("t.csv", &text, &Options::default());
    assert_eq!(read.map.card_count(), 40_000);
    let cells = "A,\"a;b;c;d;e;f;g;h;i;j;k\",c\n".repeat(20_000);
    let reason = refuse(&format!("Stage,Doing,Thoughts\n{cells}"));
    assert!(reason.contains("more than 200000 cards"), "{reason}");
    assert!(refuse(&"S,x\n".repeat(1_000_000)).contains("more than 100000 rows"));
    assert!(refuse(&format!("{}\n", ",".repeat(400)).repeat(6_000)).contains("cells"));
    let names: Vec<String> = (0..20_000).map(|row| format!("S{row},x")).collect();
    let names = names.join(
        "
",
    );
    assert!(refuse(&format!("Stage,Doing\n{names}")).contains("more than 500 stages"));
    let list = "- a\n".repeat(300_000);
    let json = format!("[{}]", vec![r#"{"a": 1}"#; 100_000].join(","));
    for (name, text) in [("t.md", &list), ("t.json", &json)] {
        let error = understand(text.as_bytes(), Path::new(name), &Options::default());
        assert!(error.is_err(), "{name}");
    }
}

#[test]
fn front_matter_gives_the_title_and_a_remark_on_the_rest() {
    let text = "---\ntitle: \"Moving house\"\nauthor: Ann\n---\n\n\
                | Phase | Doing |\n|---|---|\n| Pack | Finds boxes |\n| Move | Drives |\n";
    let read = read("t.md", text, &Options::default());
    assert_eq!(read.map.title, "Moving house");
    let told = (
        3,
        "“author: Ann” of the front matter was left out".to_owned(),
    );
    assert!(read.remarks.contains(&told), "{:?}", read.remarks);
}
