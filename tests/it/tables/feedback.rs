//! Tables of feedback: where each of their columns goes, and what is said of
//! cells that cannot be read.

use std::path::Path;

use throughline::file::import::{Options, Understood, understand};

fn read(text: &str) -> Understood {
    let read = understand(text.as_bytes(), Path::new("t.csv"), &Options::default()).unwrap();
    assert_eq!(read.map.check(), []);
    read
}

fn remarks(read: &Understood) -> Vec<String> {
    let remarks = read.remarks.iter().skip(1);
    remarks
        .map(|(line, text)| format!("{line}: {text}"))
        .collect()
}

#[test]
fn columns_without_a_place_are_kept_in_the_note() {
    let text = "id,feedback,rating,customer_id,segment,topic\n1,Slow,2,C7,Small shops,Checkout\n";
    let read = read(text);
    let first = &read.map.feedback[0];
    assert_eq!(first.verbatim, "Slow");
    assert_eq!((&*first.topic, &*first.reference), ("Checkout", "1"));
    assert_eq!(first.note, "Customer id: C7\nSegment: Small shops");
    let said = remarks(&read);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].starts_with("1: nothing tells which survey “rating” is of"));
}

#[test]
fn a_column_of_stages_makes_stages_and_links() {
    let text = "Stage,Feedback,Score,Date\nBuy,Slow,2,2025-01-01\nUse,Fine,4,2025-01-02\nBuy,Dear,1,2025-01-03\nUse,Nice,5,2025-01-04\n";
    let read = read(text);
    let names: Vec<&str> = read.map.stages.iter().map(|stage| &*stage.name).collect();
    assert_eq!(names, ["Buy", "Use"]);
    let linked = read.map.feedback.iter().map(|feedback| feedback.stage);
    let ids = [0, 1, 0, 1].map(|place: usize| Some(read.map.stages[place].id));
    assert_eq!(linked.collect::<Vec<_>>(), ids);
}

#[test]
fn scores_and_dates_that_cannot_be_read_are_named_with_their_lines() {
    let text = "feedback,nps,date\na,9,3/4/2025\nb,lots,2025-02-30\nc,11,soon\nd,8/10,2025-01-02T10:30:00\n";
    let read = read(text);
    let scores: Vec<Option<f64>> = read.map.feedback.iter().map(|it| it.score).collect();
    assert_eq!(scores, [Some(9.0), None, None, Some(8.0)]);
    assert_eq!(read.map.feedback[1].note, "Nps: lots\nDate: 2025-02-30");
    let said = remarks(&read).join("\n");
    for part in [
        "3: “2025-02-30” is no date that can be read; it is kept in the note",
        "4: “soon” is no date that can be read; it is kept in the note",
        "3: “lots” is no score; it is kept in the note",
        "4: “11” is no answer of NPS, 0 to 10; it is kept in the note",
        "“8/10” as 8",
        "times of day were left out: 1",
        "read with the day first",
    ] {
        assert!(said.contains(part), "{part} in\n{said}");
    }
}

#[test]
fn words_for_feelings_are_scores_that_a_remark_explains() {
    let text = "feedback,sentiment\nLovely,positive\nBad,critical\n";
    let read = read(text);
    let scores: Vec<Option<f64>> = read.map.feedback.iter().map(|it| it.score).collect();
    assert_eq!(scores, [Some(1.0), Some(-2.0)]);
    assert!(
        remarks(&read)
            .concat()
            .contains("“critical” as -2, “positive” as 1")
    );
}
