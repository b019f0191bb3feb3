//! The ways a text is read: as a table, as a document, as a diagram, as JSON.
//! Of a document with several readable parts, one is read, and what else there
//! is told. Knows texts and options, no bytes.

use super::{
    Encoding, Kind, Options, Understood,
    document::{self, Part},
    json, sheet,
    sketch::Sketch,
};
use crate::{
    file::{
        limits::TABLE_ROWS,
        mermaid,
        table::{Delimiter, Node, Record, form, matter, outline, separated, tables, unguarded},
    },
    model::Map,
};

/// A line and what is wrong there.
type Fault = (usize, String);

/// A text that is to be understood.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) encoding: Encoding,
    pub(super) options: &'a Options,
}

impl Reader<'_> {
    /// What the text says, that by its file's name is of a kind.
    pub(super) fn understood(&self, told: Kind) -> Result<Understood, Fault> {
        let start = self.text.trim_start();
        let is_json = told == Kind::Json
            || (told == Kind::Separated && start.starts_with(['{', '[']) && json::is_sound(start));
        match told {
            _ if is_json => self.json(),
            Kind::Mermaid => self.mermaid(),
            Kind::Markdown => self.markdown().map(|read| self.with_matter(read)),
            Kind::Separated | Kind::Tables | Kind::Json => self.separated(),
        }
    }

    fn bare(&self, kind: Kind, map: Map, remarks: Vec<Fault>) -> Understood {
        Understood {
            kind,
            encoding: self.encoding,
            delimiter: None,
            parts: Vec::new(),
            part: 0,
            rows: Vec::new(),
            layout: None,
            header: false,
            columns: Vec::new(),
            scale: None,
            dates: None,
            heard: Vec::new(),
            map,
            remarks,
        }
    }

    fn sketched(
        &self,
        kind: Kind,
        sketch: Sketch,
        sheet: Option<sheet::Sheet>,
    ) -> Result<Understood, Fault> {
        if let Some(fault) = sketch.fault() {
            return Err((1, fault.to_owned()));
        }
        let mut sketch = sketch;
        let heard = std::mem::take(&mut sketch.heard);
        let (scale, dates) = (sketch.scale, sketch.dates);
        let (map, remarks) = sketch.into_map();
        let mut understood = self.bare(kind, map, remarks);
        understood.heard = heard;
        (understood.scale, understood.dates) = (scale, dates);
        if let Some(sheet) = sheet {
            understood.rows = sheet.rows;
            understood.layout = Some(sheet.layout);
            understood.header = sheet.header;
            understood.columns = sheet.columns;
        }
        Ok(understood)
    }

    fn own(&self, records: Vec<Record>) -> Result<Understood, Fault> {
        let read = form::read(&records)?;
        let mut understood = self.bare(Kind::Tables, read.map, read.remarks);
        understood.rows = records;
        understood.rows.retain(|record| !record.is_blank());
        Ok(understood)
    }

    fn mermaid(&self) -> Result<Understood, Fault> {
        self.diagram(self.text, 0)
    }

    /// A diagram that begins so many lines into the text.
    fn diagram(&self, text: &str, lines: usize) -> Result<Understood, Fault> {
        let imported = mermaid::import(text);
        let imported = imported
            .map_err(|error| (error.line.saturating_add(lines), error.fault.to_string()))?;
        let warnings = imported.warnings.into_iter();
        let remarks = warnings
            .map(|warning| (warning.line.saturating_add(lines), warning.text))
            .collect();
        Ok(self.bare(Kind::Mermaid, imported.map, remarks))
    }

    /// With the title that stands in the front matter of a document, where it
    /// has none of its own, and a remark on everything else there. That of a
    /// diagram is read with it.
    fn with_matter(&self, mut read: Understood) -> Understood {
        if read.kind != Kind::Markdown {
            return read;
        }
        for (line, text) in matter(self.text) {
            let title = text.split_once(':').filter(|(key, _)| *key == "title");
            let title = title.map(|(_, title)| title.trim().trim_matches(['"', '\'']));
            if let Some(title) = title.filter(|_| read.map.title.is_empty()) {
                title.clone_into(&mut read.map.title);
            } else {
                let remark = format!("“{text}” of the front matter was left out");
                read.remarks.push((line, remark));
            }
        }
        read
    }

    fn markdown(&self) -> Result<Understood, Fault> {
        let rows = self.text.lines().enumerate();
        let mut rows = rows.filter(|(_, line)| line.contains('|'));
        if let Some((place, _)) = rows.nth(TABLE_ROWS) {
            let reason =
                format!("the tables have more than {TABLE_ROWS} rows, the limit; split them");
            return Err((place.saturating_add(1), reason));
        }
        let nodes = outline(self.text);
        let rows = tables(&nodes);
        if form::is_form(&rows) {
            return self.own(rows);
        }
        let mut parts = document::parts(&nodes);
        let has_diagram = parts.iter().any(|part| matches!(part, Part::Diagram(_)));
        if !has_diagram && mermaid::has_journey(self.text) {
            parts.insert(0, Part::Whole);
        }
        let is_one = document::is_one_diagram(&parts);
        let labels = document::labels(&nodes, &parts);
        let read = |place: usize, options: &Options| match parts.get(place) {
            Some(part) => self.part(&nodes, (part, is_one), options),
            None => Err((1, no_such_part(&labels))),
        };
        if let Some(place) = self.options.part {
            return Ok(told((place, read(place, self.options)?), labels));
        }
        let mut best: Option<(usize, usize)> = None;
        for (place, part) in parts.iter().enumerate() {
            let Ok(understood) = self.part(&nodes, (part, is_one), &Options::default()) else {
                continue;
            };
            let says = amount(&understood.map).saturating_mul(part.weight());
            if says > 0 && best.is_none_or(|(_, most)| says > most) {
                best = Some((place, says));
            }
        }
        match best {
            Some((place, _)) => Ok(told((place, read(place, self.options)?), labels)),
            // A diagram that is no journey says best what it is.
            None => match self.mermaid() {
                Err(_) if !nodes.is_empty() && !self.text.contains("mermaid") => {
                    let reason = "no journey was found here: there is no table of stages by \
                                  lanes, and no list under headings";
                    Err((1, reason.into()))
                }
                other => other,
            },
        }
    }

    /// One part of a document.
    fn part(
        &self,
        nodes: &[Node],
        (part, is_one): (&Part, bool),
        options: &Options,
    ) -> Result<Understood, Fault> {
        match part {
            Part::Whole => self.mermaid(),
            Part::Diagram(place) => match document::fenced(nodes, *place) {
                // The only one is read with its front matter and neighbors.
                _ if is_one => self.mermaid(),
                Some((line, text)) => self.diagram(text, line),
                None => self.mermaid(),
            },
            Part::Table(..) | Part::Tables | Part::Lists => {
                let mut sketch = Sketch::default();
                let sheet = document::read(nodes, part, options, &mut sketch)?;
                self.sketched(Kind::Markdown, sketch, sheet)
            }
        }
    }

    fn json(&self) -> Result<Understood, Fault> {
        let document = json::Document::new(self.text)?;
        let labels = document.labels();
        let read = |part: usize, options: &Options| {
            let mut sketch = Sketch::default();
            let sheet = document.read(part, options, &mut sketch)?;
            self.sketched(Kind::Json, sketch, sheet)
        };
        let says = |part: &usize| read(*part, &Options::default()).map_or(0, |it| amount(&it.map));
        // Of equals, the first.
        let best = (0..labels.len()).rev().max_by_key(says).unwrap_or(0);
        let part = self.options.part.unwrap_or(best);
        if part > 0 && part >= labels.len() {
            return Err((1, no_such_part(&labels)));
        }
        Ok(told((part, read(part, self.options)?), labels))
    }

    fn separated(&self) -> Result<Understood, Fault> {
        let delimiter = self
            .options
            .delimiter
            .unwrap_or_else(|| Delimiter::of(self.text));
        let mut read = separated(self.text, delimiter)?;
        for cell in read.records.iter_mut().flat_map(|record| &mut record.cells) {
            if cell.starts_with('\'') {
                *cell = unguarded(cell).to_owned();
            }
        }
        let mut understood = if form::is_form(&read.records) {
            self.own(read.records)?
        } else {
            let mut sketch = Sketch::default();
            let sheet = sheet::read(read.records, self.options, &mut sketch)?;
            let is_empty = sketch.stages.is_empty() && sketch.map.feedback.is_empty();
            if self.options.log.is_some() && sketch.heard.is_empty() {
                let reason = "there are no answers here: no row below the first says anything in \
                              the columns that were taken; choose other columns";
                return Err((1, reason.into()));
            }
            if is_empty && sketch.heard.is_empty() {
                return Err((
                    1,
                    "no table of a journey was found here; it needs stages and something in \
                     them: choose another way in which it lies, or other columns"
                        .into(),
                ));
            }
            self.sketched(Kind::Separated, sketch, Some(sheet))?
        };
        understood.delimiter = Some(delimiter);
        understood.remarks.extend(read.remarks);
        Ok(understood)
    }
}

/// What was understood of one part, with the names of all.
fn told((place, mut understood): (usize, Understood), labels: Vec<String>) -> Understood {
    if labels.len() > 1 {
        understood.parts = labels;
        understood.part = place;
    }
    understood
}

/// How much a map says: its cards, known feelings, stages and feedback.
fn amount(map: &Map) -> usize {
    let points = map.stages.iter().flat_map(|stage| &stage.points);
    let felt = points.filter(|point| point.feeling.is_some()).count();
    map.card_count()
        .saturating_add(felt)
        .saturating_add(map.stages.len())
        .saturating_add(map.feedback.len())
}

/// What to say of a part that is not there.
fn no_such_part(parts: &[String]) -> String {
    let list: Vec<String> = parts
        .iter()
        .enumerate()
        .map(|(place, label)| format!("{}: {label}", place.saturating_add(1)))
        .collect();
    if list.len() < 2 {
        return "this file has no parts to choose from; leave the part open".into();
    }
    format!(
        "there is no such part in this file; choose one of {}",
        list.join("; ")
    )
}
