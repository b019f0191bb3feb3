//! What a pasted table becomes: which column goes to which stage, which row to
//! which lane, what is new and what is left out. Pure: a preview shows the
//! plan, and carrying it out is one list of edits.

mod feeling;

use std::collections::BTreeMap;

use self::feeling::{Scale, feel};
use super::{
    clip::Pasted,
    placing::{Maker, card_lanes},
    route::{Goes, columns, rows},
    selection::Cell,
    table::{Items, PasteError, Reading, Table},
};
use crate::{
    file::{
        limits,
        table::labels::{folded, kind_of},
    },
    model::{
        At, Card, CardId, CurveId, Edit, Element, LaneField, LaneId, LaneKind, Map, StageField,
        StageId,
    },
};

/// How a table is taken.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a tick of its own")]
pub struct Options {
    /// Its rows are stages and its columns lanes.
    pub swapped: bool,
    /// The first row names the stages.
    pub header: bool,
    /// The first column names the lanes.
    pub labels: bool,
    /// The stages of the map take the names of the first row, in order.
    pub rename: bool,
    /// Stages and lanes that the map does not have are made.
    pub adds: bool,
    /// Kinds of new lanes that were chosen, by the row of the table.
    pub kinds: BTreeMap<usize, LaneKind>,
}

/// A column of the table and where it goes.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Which column of the table, counted from zero.
    pub source: usize,
    /// The name that the stage has or gets.
    pub name: String,
    /// The stage.
    pub goes: Goes<StageId>,
}

/// A row of the table and where it goes.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Which row of the table, counted from zero.
    pub source: usize,
    /// The name that the lane has or gets.
    pub name: String,
    /// What the lane is about.
    pub kind: LaneKind,
    /// The lane.
    pub goes: Goes<LaneId>,
}

/// A text that is about to be pasted, as it is understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Filling {
    text: String,
    /// The cell that was selected.
    from: Option<Cell>,
    reading: Reading,
    options: Options,
    /// The table as it was read, and turned as the options say.
    table: Table,
    columns: Vec<Column>,
    rows: Vec<Row>,
}

/// How much a paste makes and leaves out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// New cards.
    pub cards: usize,
    /// New emotion points.
    pub points: usize,
    /// New stages.
    pub stages: usize,
    /// New lanes.
    pub lanes: usize,
    /// Cells with words that go nowhere.
    pub left_out: usize,
}

impl Filling {
    /// Reads a text for a map, as it is most likely meant. `from` is the cell
    /// that is filled first where names do not say otherwise.
    ///
    /// # Errors
    /// The text is too large, or has no words.
    pub fn of(text: &str, map: &Map, from: Option<Cell>) -> Result<Self, PasteError> {
        if text.len() > limits::PASTED_BYTES {
            return Err(PasteError::Large(text.len()));
        }
        Self::read(text.to_owned(), Reading::of(text), map, from)
    }

    fn read(
        text: String,
        reading: Reading,
        map: &Map,
        from: Option<Cell>,
    ) -> Result<Self, PasteError> {
        let table = Table::read(&text, reading)?;
        let options = guessed(&table, map);
        let mut filling = Self {
            text,
            from,
            reading,
            options: Options::default(),
            table,
            columns: Vec::new(),
            rows: Vec::new(),
        };
        filling.set_options(map, options);
        Ok(filling)
    }

    /// Whether it is a table, whose way into the map has to be seen first.
    #[must_use]
    pub fn is_table(&self) -> bool {
        self.reading != Reading::Lines
    }

    /// How the text is read.
    #[must_use]
    pub fn reading(&self) -> Reading {
        self.reading
    }

    /// The ways in which the text can be read.
    pub fn readings(&self) -> impl Iterator<Item = Reading> + '_ {
        Reading::ALL.into_iter().filter(|way| way.fits(&self.text))
    }

    /// Reads the text in another way.
    ///
    /// # Errors
    /// It is too large when it is read so.
    pub fn set_reading(&mut self, map: &Map, reading: Reading) -> Result<(), PasteError> {
        *self = Self::read(self.text.clone(), reading, map, self.from)?;
        Ok(())
    }

    /// How the table is taken.
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Takes the table in another way.
    pub fn set_options(&mut self, map: &Map, options: Options) {
        if options.swapped != self.options.swapped {
            self.table = self.table.swapped();
        }
        self.columns = columns(&self.table, &options, map, self.from);
        self.rows = rows(&self.table, &options, map, self.from);
        self.options = options;
    }

    /// The columns and where they go.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The rows and where they go.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// What a cell of the table holds.
    #[must_use]
    pub fn items(&self, row: &Row, column: &Column) -> &[String] {
        let row = self.table.rows.get(row.source);
        row.and_then(|row| row.get(column.source))
            .map_or(&[], Vec::as_slice)
    }

    /// How much it makes.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = Counts {
            stages: self.columns.iter().filter(|c| c.goes == Goes::New).count(),
            lanes: self.rows.iter().filter(|r| r.goes == Goes::New).count(),
            ..Counts::default()
        };
        for row in &self.rows {
            for column in &self.columns {
                let items = self.items(row, column).len();
                if row.goes == Goes::Nowhere || column.goes == Goes::Nowhere {
                    counts.left_out += usize::from(items > 0);
                } else if row.kind == LaneKind::Emotion {
                    counts.points += items;
                } else {
                    counts.cards += items;
                }
            }
        }
        counts
    }

    /// Whether there is something to paste, and the map has room for it.
    ///
    /// # Errors
    /// It is not so; the text says in what.
    pub fn check(&self, map: &Map) -> Result<(), PasteError> {
        let counts = self.counts();
        let renames = |column: &Column| matches!(column.goes, Goes::Renamed(_));
        let sum = counts.cards + counts.points + counts.stages + counts.lanes;
        if sum == 0 && !self.columns.iter().any(renames) {
            return Err(PasteError::Empty);
        }
        room(map, counts)
    }

    /// The edits that fill the map, and what they create.
    pub(super) fn edits(&self, map: &Map) -> Pasted {
        let mut maker = Maker::new(map);
        let stages = self.stages(map, &mut maker);
        let lanes = self.lanes(map, &mut maker);
        let mut cells: BTreeMap<(usize, usize), Vec<&String>> = BTreeMap::new();
        let mut created = Vec::new();
        let mut curves: BTreeMap<LaneId, CurveId> = BTreeMap::new();
        let mut tops: BTreeMap<LaneId, usize> = BTreeMap::new();
        for (index, (row, lane)) in self.rows.iter().zip(&lanes).enumerate() {
            let Some(lane) = *lane else { continue };
            let top = *tops.entry(lane).or_insert(index);
            for (place, (column, stage)) in self.columns.iter().zip(&stages).enumerate() {
                let Some(stage) = *stage else { continue };
                let items = self.items(row, column);
                if items.is_empty() {
                } else if row.kind == LaneKind::Emotion {
                    let own = curves.entry(lane);
                    let curve = *own.or_insert_with(|| maker.curve_on(lane, None));
                    let scale = Scale::of(self, row);
                    let points = feel(curve, items, scale);
                    created.extend(points.map(|p| Element::Point(maker.copy_point(stage, p))));
                } else {
                    cells.entry((top, place)).or_default().extend(items);
                }
            }
        }
        // Rows of one lane fill its cells together.
        for ((row, column), texts) in cells {
            let ids = (stages.get(column), lanes.get(row));
            let (Some(Some(stage)), Some(Some(lane))) = ids else {
                continue;
            };
            for (index, text) in texts.iter().enumerate() {
                let at = place_of(index, texts.len());
                let card = Card::new(CardId(0), *lane, at, text.as_str());
                created.push(Element::Card(maker.copy(*stage, card)));
            }
        }
        Pasted {
            edits: maker.edits,
            created,
        }
    }

    /// The stage of each column; makes the new ones where they belong.
    fn stages(&self, map: &Map, maker: &mut Maker<'_>) -> Vec<Option<StageId>> {
        let mut order: Vec<StageId> = map.stages.iter().map(|stage| stage.id).collect();
        let mut last = None;
        let mut found = Vec::new();
        for (index, column) in self.columns.iter().enumerate() {
            let id = match column.goes {
                Goes::Nowhere | Goes::Above => None,
                Goes::To(id) => Some(id),
                Goes::Renamed(id) => {
                    let name = StageField::Name(column.name.clone());
                    maker.edits.push(Edit::SetStage(id, name));
                    Some(id)
                }
                Goes::New => {
                    let known = self.columns.iter().skip(index);
                    let mut known = known.filter_map(|column| column.goes.id());
                    let place = |id| order.iter().position(|held| *held == id);
                    let after = last.and_then(place).map(|place| place + 1);
                    let before = || known.next().and_then(place);
                    let at = after.or_else(before).unwrap_or(order.len());
                    let id = maker.stage(at, &column.name);
                    order.insert(at, id);
                    Some(id)
                }
            };
            last = id.or(last);
            found.push(id);
        }
        found
    }

    /// The lane of each row; makes the new ones below the row before.
    fn lanes(&self, map: &Map, maker: &mut Maker<'_>) -> Vec<Option<LaneId>> {
        let mut order: Vec<LaneId> = map.lanes.iter().map(|lane| lane.id).collect();
        let mut last = None;
        let mut found = Vec::new();
        for row in &self.rows {
            let id = match row.goes {
                Goes::Nowhere => None,
                Goes::Above => last,
                Goes::To(id) | Goes::Renamed(id) => {
                    if map.lane(id).is_some_and(|(_, lane)| lane.hidden) {
                        let shown = Edit::SetLane(id, LaneField::Hidden(false));
                        maker.edits.push(shown);
                    }
                    Some(id)
                }
                Goes::New => {
                    let place = |id| order.iter().position(|held| *held == id);
                    let at = last.and_then(place).map_or(order.len(), |place| place + 1);
                    let id = maker.new_lane(at, row.kind, &row.name);
                    order.insert(at, id);
                    Some(id)
                }
            };
            last = id.or(last);
            found.push(id);
        }
        found
    }
}

/// Whether a map stays within its limits with so much more.
pub(super) fn room(map: &Map, more: Counts) -> Result<(), PasteError> {
    let points: usize = map.stages.iter().map(|stage| stage.points.len()).sum();
    let sums = [
        ("stages", map.stages.len() + more.stages, limits::STAGES),
        ("lanes", map.lanes.len() + more.lanes, limits::LANES),
        ("cards", map.card_count() + more.cards, limits::CARDS),
        ("emotion points", points + more.points, limits::POINTS),
    ];
    let over = sums.into_iter().find(|(_, count, limit)| count > limit);
    over.map_or(Ok(()), |(what, count, limit)| {
        Err(PasteError::Map { what, count, limit })
    })
}

/// Where one of several cards of a cell goes: from top to bottom in up to
/// three columns, so that they read in their order and take little room.
pub(super) fn place_of(index: usize, count: usize) -> At {
    let a_column = count.div_ceil(3).max(1);
    At::clamped(match index / a_column {
        0 => 0.0,
        1 => 0.5,
        _ => 1.0,
    })
}

/// The way in which a table is most likely meant.
fn guessed(table: &Table, map: &Map) -> Options {
    let swapped = table.swapped();
    let stage = |name: &String| {
        let name = folded(name);
        map.stages.iter().any(|stage| folded(&stage.name) == name)
    };
    let in_row = |table: &Table, is: &dyn Fn(&String) -> bool| {
        let cells = table.rows.first().into_iter().flatten();
        cells.filter(|cell| cell.first().is_some_and(is)).count()
    };
    let lane = |name: &String| {
        let word = folded(name);
        kind_of(name).is_some() || map.lanes.iter().any(|lane| folded(&lane.name) == word)
    };
    let turned = in_row(&swapped, &stage) > in_row(table, &stage)
        || (in_row(table, &lane) > in_row(&swapped, &lane) && in_row(table, &stage) == 0);
    let (table, across) = if turned {
        (&swapped, table)
    } else {
        (table, &swapped)
    };
    let corner = table.rows.first().and_then(|row| row.first());
    let open = corner.is_some_and(Vec::is_empty) && table.width() > 1;
    let labelled = in_row(across, &lane);
    let labels = table.width() > 1 && (open || labelled * 2 >= table.rows.len().max(2));
    let named = in_row(table, &stage);
    let is_bare = map.stages.iter().all(|stage| stage.cards.is_empty());
    let header = table.rows.len() > 1 && (named > 0 || open || (labels && has_corner_word(table)));
    let names = table.width() - usize::from(labels).min(table.width());
    Options {
        swapped: turned,
        header,
        labels,
        rename: header && is_bare && named * 2 < names,
        adds: true,
        kinds: BTreeMap::new(),
    }
}

/// Whether the corner says what stands beside it: the table has a header.
fn has_corner_word(table: &Table) -> bool {
    const WORDS: [&str; 8] = [
        "stage", "stages", "phase", "phases", "lane", "lanes", "row", "journey",
    ];
    let corner = table.rows.first().and_then(|row| row.first());
    WORDS.contains(&folded(name_in(corner)).as_str())
}

/// Whether a lane of the map is where cards go.
pub(super) fn card_lane_ids(map: &Map) -> Vec<LaneId> {
    card_lanes(map).map(|lane| lane.id).collect()
}

/// The first text of a cell.
pub(super) fn name_in(items: Option<&Items>) -> &str {
    items
        .and_then(|items| items.first())
        .map_or("", String::as_str)
}
