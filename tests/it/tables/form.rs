//! Round trips: map, tables, map.

use throughline::{
    export::{self, Written},
    file::table::{Delimiter, Record, form, outline, separated, tables, unguarded},
    model::{Map, stress_map},
};

use crate::{
    maps::{any_map, full_map, law},
    samples::{BUNDLED, bundled},
};

/// The bundled samples.
pub(super) fn samples() -> Vec<(String, Map)> {
    BUNDLED.map(|name| (name.to_owned(), bundled(name))).into()
}

fn rows_of_csv(text: &str) -> Vec<Record> {
    let text = text.strip_prefix('\u{feff}').unwrap();
    let mut read = separated(text, Delimiter::Comma).unwrap();
    assert_eq!(read.remarks, []);
    for cell in read.records.iter_mut().flat_map(|row| &mut row.cells) {
        *cell = unguarded(cell).to_owned();
    }
    read.records
}

/// What of a map comes back: all but the bytes of pictures and saved views.
fn held(map: &Map) -> Map {
    Map {
        pictures: std::collections::BTreeMap::new(),
        views: Vec::new(),
        ..map.clone()
    }
}

fn comes_back(map: &Map, name: &str) {
    let told = |written: &Written| {
        let lost = usize::from(!map.pictures.is_empty()) + usize::from(!map.views.is_empty());
        assert_eq!(written.losses.len(), lost, "{name}: {:?}", written.losses);
    };
    let csv = export::csv(map);
    told(&csv);
    let rows = rows_of_csv(&csv.text);
    assert!(form::is_form(&rows), "{name}");
    let back = form::read(&rows).unwrap();
    assert_eq!(back.remarks, [], "{name}");
    assert_eq!(back.map, held(map), "{name}: CSV");

    let markdown = export::markdown(map);
    told(&markdown);
    let rows = tables(&outline(&markdown.text));
    assert!(form::is_form(&rows), "{name}");
    let back = form::read(&rows).unwrap();
    assert_eq!(back.remarks, [], "{name}");
    assert_eq!(back.map, held(map), "{name}: Markdown");
}

#[test]
fn the_samples_come_back_from_tables_as_they_were() {
    for (name, map) in samples() {
        comes_back(&map, &name);
    }
}

#[test]
fn a_map_with_every_field_an_empty_one_and_a_large_one_come_back() {
    comes_back(&full_map(), "full");
    comes_back(&Map::default(), "empty");
    comes_back(&stress_map(2_000), "2,000 cards");
}

#[test]
fn any_map_comes_back_from_tables_as_it_was() {
    law(12, 1 << 14, |u| {
        comes_back(&any_map(u)?, "any");
        Ok(())
    });
}
