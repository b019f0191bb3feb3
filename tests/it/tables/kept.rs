//! Nothing of a file is lost without a word: every word of tables, JSON and
//! documents is in the map that comes of them, or in a remark.

use std::path::Path;

use arbitrary::{Result, Unstructured};
use throughline::file::import::{Layout, Meaning, Options, Shape, Understood, understand};

use crate::maps::law;

/// Words that are nowhere else, and all of them so far.
#[derive(Default)]
struct Words(Vec<String>);

impl Words {
    fn word(&mut self) -> String {
        let mut number = self.0.len();
        let mut word = String::from("zq");
        for _ in 0..4 {
            let letter = u8::try_from(number % 20).unwrap();
            word.push(char::from(b'a' + letter));
            number /= 20;
        }
        word.push_str("xw");
        self.0.push(word.clone());
        word
    }

    /// Demands each word of what was understood.
    fn are_in(&self, read: &Understood, text: &str) {
        self.are_in_but(read, text, "");
    }

    /// The same but for the name of a column that was chosen.
    fn are_in_but(&self, read: &Understood, text: &str, chosen: &str) {
        let map = format!("{:?}", read.map).to_lowercase();
        let remarks: String = read
            .remarks
            .iter()
            .map(|(_, it)| it.to_lowercase())
            .collect();
        for word in self.0.iter().filter(|word| *word != chosen) {
            let shown = read.columns.iter().map(|it| (&it.name, it.label()));
            assert!(
                map.contains(word) || remarks.contains(word),
                "{word} of\n{text}\nis lost; columns {:?}, remarks {:?}",
                shown.collect::<Vec<_>>(),
                read.remarks
            );
        }
    }
}

const NAMES: [&str; 28] = [
    "Stage",
    "Phase",
    "Step",
    "Lane",
    "Type",
    "Text",
    "Title",
    "Doing",
    "Touchpoints",
    "Emotion",
    "Feelings",
    "Pain points",
    "Goals",
    "Score",
    "Description",
    "Duration",
    "Notes",
    "Channel",
    "Owner",
    "Evidence",
    "Severity",
    "Status",
    "Wait",
    "Moment of truth",
    "No",
    "Feedback",
    "Date",
    "Source",
];

/// A table with names that are known and others, and a word in every cell.
fn table(u: &mut Unstructured<'_>, words: &mut Words, sign: &str) -> Result<Vec<String>> {
    let width = u.int_in_range(2..=7)?;
    let mut head = Vec::new();
    for _ in 0..width {
        let is_own = u.ratio(1, 5)?;
        head.push(if is_own {
            words.word()
        } else {
            (*u.choose(&NAMES)?).to_owned()
        });
    }
    let mut rows = vec![head];
    for _ in 0..u.int_in_range(1..=6)? {
        // Longer and shorter rows, too.
        let width = if u.ratio(1, 8)? { width + 1 } else { width };
        let mut row = Vec::new();
        for _ in 0..width {
            row.push(match u.int_in_range(0..=9)? {
                0 => String::new(),
                1 => format!("{} and {}", words.word(), words.word()),
                2 => format!("{}; {}", words.word(), words.word()),
                3 => format!("{} 4", words.word()),
                4 => format!("Happy ({}% of {})", 40, words.word()),
                _ => words.word(),
            });
        }
        rows.push(row);
    }
    Ok(rows.iter().map(|row| row.join(sign)).collect())
}

#[test]
fn every_word_of_a_table_is_in_the_map_or_in_a_remark() {
    law(60, 1 << 10, |u| {
        let mut words = Words::default();
        let text = table(u, &mut words, "\t")?.join("\n");
        let layouts = std::iter::once(None).chain(Layout::ALL.map(Some));
        for layout in layouts {
            let options = Options {
                layout,
                ..Options::default()
            };
            if let Ok(read) = understand(text.as_bytes(), Path::new("t.tsv"), &options) {
                assert_eq!(read.map.check(), [], "{text}");
                words.are_in(&read, &text);
            }
            let Some(layout) = layout else { continue };
            let meaning = *u.choose(&Meaning::choices(layout))?;
            // What tells shapes apart is read, and not kept.
            let ids = [Shape::Id, Shape::Within].map(Meaning::Shape);
            if meaning == Meaning::Nothing || ids.contains(&meaning) {
                continue;
            }
            let place = u.int_in_range(0..=6)?;
            let options = Options {
                meanings: [(place, meaning)].into(),
                ..options
            };
            if let Ok(read) = understand(text.as_bytes(), Path::new("t.tsv"), &options) {
                let chosen = read.columns.get(place).map_or("", |it| &it.name);
                words.are_in_but(&read, &text, chosen);
            }
        }
        Ok(())
    });
}

#[test]
fn every_word_of_a_document_is_in_the_map_or_in_a_remark() {
    law(60, 1 << 10, |u| {
        let mut words = Words::default();
        let mut lines = vec![format!("# {}", words.word())];
        for _ in 0..u.int_in_range(1..=8)? {
            match u.int_in_range(0..=6)? {
                0 => lines.push(format!("\n## {}\n", words.word())),
                1 => lines.push(format!("\n### {}\n", words.word())),
                2 => lines.push(format!("\n{} is said.\n", words.word())),
                3 => lines.push(format!(
                    "- {}\n  - Pain points: {}",
                    words.word(),
                    words.word()
                )),
                4 => lines.push(format!("- **Goal:** {}", words.word())),
                5 => lines.push(format!("- Doing:\n  - {}", words.word())),
                _ => {
                    let mut rows = table(u, &mut words, " | ")?;
                    let rule = rows[0].split(" | ").map(|_| "---").collect::<Vec<_>>();
                    rows.insert(1, rule.join("|"));
                    let rows = rows.iter().map(|row| format!("| {row} |"));
                    lines.push(format!("\n{}\n", rows.collect::<Vec<_>>().join("\n")));
                }
            }
        }
        let text = lines.join("\n");
        if let Ok(read) = understand(text.as_bytes(), Path::new("t.md"), &Options::default()) {
            // What stands in other parts is told by their names.
            if read.parts.is_empty() {
                words.are_in(&read, &text);
            } else {
                assert!(read.other_parts().unwrap().contains("there are also"));
            }
        }
        Ok(())
    });
}

/// A JSON value with a word at every end.
fn value(u: &mut Unstructured<'_>, words: &mut Words, depth: usize) -> Result<serde_json::Value> {
    let keys = [
        "name",
        "touchpoints",
        "emotion",
        "painPoints",
        "notes",
        "impact",
        "steps",
        "zone",
    ];
    Ok(match u.int_in_range(0..=if depth > 3 { 0 } else { 3 })? {
        0 | 1 => words.word().into(),
        2 => {
            let count = u.int_in_range(1..=3)?;
            let list = (0..count).map(|_| value(u, words, depth + 1));
            list.collect::<Result<Vec<_>>>()?.into()
        }
        _ => {
            let mut object = serde_json::Map::new();
            for _ in 0..u.int_in_range(1..=4)? {
                let is_own = u.ratio(1, 4)?;
                let key = if is_own {
                    words.word()
                } else {
                    (*u.choose(&keys)?).to_owned()
                };
                if !object.contains_key(&key) {
                    object.insert(key, value(u, words, depth + 1)?);
                }
            }
            object.into()
        }
    })
}

#[test]
fn every_word_of_json_is_in_the_map_or_in_a_remark() {
    law(80, 1 << 10, |u| {
        let mut words = Words::default();
        let stages = (0..u.int_in_range(1..=3)?).map(|_| {
            let mut object = serde_json::Map::new();
            object.insert("stage".into(), words.word().into());
            for key in ["touchpoints", "zeal", "emotion", "about"] {
                if u.arbitrary()? {
                    object.insert(key.into(), value(u, &mut words, 0)?);
                }
            }
            Ok(serde_json::Value::from(object))
        });
        let stages: Vec<serde_json::Value> = stages.collect::<Result<_>>()?;
        let whole = if u.arbitrary()? {
            serde_json::json!({"title": words.word(), "zest": words.word(), "stages": stages})
        } else {
            stages.into()
        };
        let text = serde_json::to_string_pretty(&whole).unwrap();
        if let Ok(read) = understand(text.as_bytes(), Path::new("t.json"), &Options::default()) {
            assert_eq!(read.map.check(), [], "{text}");
            words.are_in(&read, &text);
        }
        Ok(())
    });
}
