//! What the columns of a table are about, for stages across its rows: judged by
//! their names and by what stands below them, then as it was chosen. Knows
//! rows, not what becomes of them.

use super::{
    Column, Layout, Options,
    aside::Aside,
    feedback,
    meaning::{Answer, Detail, Meaning, Shape, kind_like},
    sketch::Sketch,
};
use crate::{
    file::table::{Record, feeling::number},
    model::LaneKind,
};

/// What the columns of a table are about; the rows, for stages across. Every
/// one of them has a meaning that makes a difference in such a table.
pub(super) fn columns(
    rows: &[Record],
    (layout, header): (Layout, bool),
    options: &Options,
    sketch: &mut Sketch,
) -> Vec<Column> {
    let cells = Cells {
        rows,
        header,
        is_across: layout == Layout::StagesAcross,
    };
    let mut columns: Vec<Column> = (0..cells.count())
        .map(|place| {
            let name = cells.name(place).to_owned();
            let meaning = guessed(&cells, place, layout);
            Column { name, meaning }
        })
        .collect();
    if layout == Layout::Feedback {
        feedback::settle(&mut columns, &cells);
    }
    settle(&mut columns, layout, &cells);
    let chosen = |place: usize| options.meanings.get(&place).copied();
    for (place, column) in columns.iter_mut().enumerate() {
        let aside = cells.aside(place);
        let aside = aside.or_else(|| drawing(&column.name, layout));
        if let Some(meaning) = chosen(place) {
            column.meaning = Some(meaning);
        } else if column.meaning == Some(Meaning::Nothing)
            && let Some(aside) = aside.or(Some(Aside::Id))
        {
            let often = cells.body(place).filter(|cell| !cell.is_empty()).count();
            sketch.asides.count(aside, cells.line(place), often);
        }
    }
    part(&mut columns, layout, &|place| chosen(place).is_some());
    empty(&columns, &cells, sketch);
    columns
}

/// Says which columns have a name that tells nothing known, and nothing below
/// it; lanes are made of such, too.
fn empty(columns: &[Column], cells: &Cells<'_>, sketch: &mut Sketch) {
    let columns = columns.iter().enumerate().filter(|(place, column)| {
        !matches!(column.meaning, Some(Meaning::Lane(_)))
            && !column.name.is_empty()
            && Meaning::of(&column.name).is_none()
            && cells.body(*place).all(str::is_empty)
    });
    let names: Vec<String> = columns
        .map(|(_, column)| format!("“{}”", column.name))
        .collect();
    if !names.is_empty() {
        let remark = format!("nothing stands under these names: {}", names.join(", "));
        sketch.remark(cells.line(0), remark);
    }
}

/// The cells of a table by column, or by row for stages across.
pub(super) struct Cells<'a> {
    rows: &'a [Record],
    header: bool,
    is_across: bool,
}

impl Cells<'_> {
    fn count(&self) -> usize {
        if self.is_across {
            self.rows.len().saturating_sub(usize::from(self.header))
        } else {
            self.rows
                .iter()
                .map(|row| row.cells.len())
                .max()
                .unwrap_or(0)
        }
    }

    fn row(&self, place: usize) -> Option<&Record> {
        self.rows
            .get(place.saturating_add(usize::from(self.header)))
    }

    pub(super) fn name(&self, place: usize) -> &str {
        let name = if self.is_across {
            self.row(place).map(|row| row.cell(0))
        } else {
            let head = self.rows.first().filter(|_| self.header);
            head.map(|head| head.cell(place))
        };
        name.unwrap_or_default().trim()
    }

    fn line(&self, place: usize) -> usize {
        let row = if self.is_across {
            self.row(place)
        } else {
            self.rows.first()
        };
        row.map_or(1, |row| row.line)
    }

    /// What stands below its name, or beside it.
    pub(super) fn body(&self, place: usize) -> Box<dyn Iterator<Item = &str> + '_> {
        if self.is_across {
            let cells = self.row(place).map_or(&[][..], |row| &row.cells);
            Box::new(cells.iter().skip(1).map(|cell| cell.trim()))
        } else {
            let rows = self.rows.iter().skip(usize::from(self.header));
            Box::new(rows.map(move |row| row.cell(place).trim()))
        }
    }

    /// What its cells are when all of them only order or paint.
    pub(super) fn aside(&self, place: usize) -> Option<Aside> {
        let name = self.name(place);
        let mut cells = self.body(place).filter(|cell| !cell.is_empty());
        let first = Aside::of(name, cells.next()?)?;
        cells
            .all(|cell| Aside::of(name, cell) == Some(first))
            .then_some(first)
    }
}

fn drawing(name: &str, layout: Layout) -> Option<Aside> {
    (layout == Layout::Flow && Shape::is_drawing(name)).then_some(Aside::Drawing)
}

/// What a name says in a table that lies this way.
fn guessed(cells: &Cells<'_>, place: usize, layout: Layout) -> Option<Meaning> {
    let name = cells.name(place);
    match layout {
        Layout::Flow if Shape::is_drawing(name) => Some(Meaning::Nothing),
        Layout::Flow => Some(Meaning::Shape(Shape::of(name).unwrap_or(Shape::Note))),
        Layout::Feedback => Answer::of(name).map(Meaning::Answer),
        Layout::StagesAcross | Layout::StagesDown | Layout::Cards => match cells.aside(place) {
            Some(Aside::Order) if layout != Layout::StagesAcross => Some(Meaning::Order),
            Some(_) => Some(Meaning::Nothing),
            None => Meaning::of(name),
        },
    }
}

/// What names mean only beside the others, and what those mean that say
/// nothing of use here.
fn settle(columns: &mut [Column], layout: Layout, cells: &Cells<'_>) {
    let place_of = |columns: &[Column], meaning: Meaning| {
        columns
            .iter()
            .position(|column| column.meaning == Some(meaning))
    };
    if layout == Layout::StagesDown && place_of(columns, Meaning::Stage).is_none() {
        let step = place_of(columns, Meaning::Step);
        let first = step.or(place_of(columns, Meaning::Text)).unwrap_or(0);
        if let Some(column) = columns.get_mut(first) {
            column.meaning = Some(Meaning::Stage);
        }
    }
    if layout == Layout::Cards && place_of(columns, Meaning::Text).is_none() {
        let text = place_of(columns, Meaning::About);
        if let Some(column) = text.and_then(|place| columns.get_mut(place)) {
            column.meaning = Some(Meaning::Text);
        }
    }
    let choices = Meaning::choices(layout);
    for (place, column) in columns.iter_mut().enumerate() {
        let is_lanes = matches!(layout, Layout::StagesAcross | Layout::StagesDown);
        let meaning = match column.meaning {
            Some(Meaning::Detail(Detail::Channel)) if is_lanes => {
                Some(Meaning::Lane(LaneKind::Touchpoints))
            }
            Some(Meaning::Detail(Detail::Owner)) if is_lanes => {
                Some(Meaning::Lane(LaneKind::Owners))
            }
            // Beside the text of a card, these are about that card.
            Some(Meaning::Lane(LaneKind::Touchpoints)) if layout == Layout::Cards => {
                Some(Meaning::Detail(Detail::Channel))
            }
            Some(Meaning::Lane(LaneKind::Owners)) if layout == Layout::Cards => {
                Some(Meaning::Detail(Detail::Owner))
            }
            Some(Meaning::Lane(LaneKind::PhysicalEvidence)) if layout == Layout::Cards => {
                Some(Meaning::Detail(Detail::Evidence))
            }
            Some(Meaning::Step) if layout == Layout::StagesAcross => {
                Some(Meaning::Lane(LaneKind::Actions))
            }
            // A score is a number; a word for a level may be anything.
            Some(Meaning::Score)
                if layout != Layout::Cards
                    && cells
                        .body(place)
                        .any(|cell| !cell.is_empty() && number(cell).is_none()) =>
            {
                None
            }
            other => other,
        };
        let meaning = meaning.filter(|meaning| choices.contains(meaning));
        column.meaning = Some(meaning.unwrap_or_else(|| other(layout, &column.name)));
    }
    part(columns, layout, &|_| false);
}

/// Leaves a meaning that only one column can have to one: to the first that was
/// chosen, else to the first.
fn part(columns: &mut [Column], layout: Layout, is_chosen: &dyn Fn(usize) -> bool) {
    if layout == Layout::StagesAcross {
        return;
    }
    for meaning in Meaning::choices(layout) {
        if !meaning.is_single() {
            continue;
        }
        let of = |columns: &[Column], chosen: bool| {
            columns.iter().enumerate().position(|(place, column)| {
                column.meaning == Some(meaning) && (is_chosen(place) || !chosen)
            })
        };
        let kept = of(columns, true).or_else(|| of(columns, false));
        for (place, column) in columns.iter_mut().enumerate() {
            if column.meaning == Some(meaning) && Some(place) != kept {
                column.meaning = Some(if layout != Layout::StagesDown {
                    other(layout, &column.name)
                } else if meaning == Meaning::Stage {
                    Meaning::Step
                } else if meaning == Meaning::Score {
                    Meaning::Lane(LaneKind::Emotion)
                } else {
                    other(layout, &column.name)
                });
            }
        }
    }
}

/// What a column is taken for that says nothing known.
fn other(layout: Layout, name: &str) -> Meaning {
    match layout {
        Layout::StagesAcross | Layout::StagesDown => {
            Meaning::Lane(kind_like(name).unwrap_or(LaneKind::Custom))
        }
        Layout::Cards => Meaning::Detail(Detail::Note),
        Layout::Flow => Meaning::Shape(Shape::Note),
        Layout::Feedback => Meaning::Answer(Answer::More),
    }
}
