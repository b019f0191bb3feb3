//! Every limit on what is read and written, in one place. A limit keeps a
//! hostile or damaged file from exhausting memory or time, and is far above
//! what a real map needs. Knows what a map is, not how it is stored.

use crate::model::Map;

/// A map file, in bytes (64 MiB). Checked before reading; at most one byte
/// more is ever read, since a file can grow meanwhile.
pub const FILE_BYTES: u64 = 64 * 1024 * 1024;
/// Columns of a map.
pub const STAGES: usize = 500;
/// Rows of a map.
pub const LANES: usize = 200;
/// Cards on all stages. Four times what 50,000 cells would ask for, because
/// the editor is measured with maps of 100,000 cards and has to save them.
pub const CARDS: usize = 200_000;
/// Emotion points on all stages.
pub const POINTS: usize = 50_000;
/// Emotion curves.
pub const CURVES: usize = 200;
/// Personas.
pub const PERSONAS: usize = 200;
/// Channels of the map's own.
pub const CHANNELS: usize = 500;
/// Metrics.
pub const METRICS: usize = 2_000;
/// Pieces of feedback; as many as the rows of a table that is imported.
pub const FEEDBACK: usize = 100_000;
/// Saved views.
pub const VIEWS: usize = 200;
/// Rules by which feedback finds its stage.
pub const RULES: usize = 1_000;
/// Insights that are dismissed.
pub const DISMISSED: usize = 10_000;
/// Participants, and triggers of a review.
pub const NAMES: usize = 1_000;
/// Characters of one text.
pub const TEXT_CHARS: usize = 100_000;
/// The largest id. Far below the largest number, so that a map always has
/// free ids left to mint.
pub const ID: u32 = 4_000_000_000;
/// How deep brackets may nest in a file. It is the parser's own limit, kept
/// because a deeper file overflows the stack; a map needs nine.
pub const NESTING: usize = 128;
/// The stack on which a file is read, in bytes (16 MiB), however small that of
/// the caller is: enough for [`NESTING`] brackets.
pub const STACK_BYTES: usize = 16 * 1024 * 1024;
/// Lines of all pictures in a file, of base64.
pub const PICTURE_LINES: usize = 1_000_000;
/// Repairs that a file may need before it is refused.
pub const REPAIRS: usize = 200;
/// A file in which numbers are repaired, in bytes (4 MiB): it is read anew
/// after each.
pub const REPAIR_BYTES: usize = 4 * 1024 * 1024;
/// What is read anew for that, in bytes (256 MiB).
pub const REPAIR_WORK: usize = 256 * 1024 * 1024;
/// Symbolic links followed from a file's name to the file; more is a loop.
pub const LINKS: usize = 40;

/// A text that is pasted, in bytes (16 MiB).
pub const PASTED_BYTES: usize = 16 * 1024 * 1024;
/// Cards that one paste makes.
pub const PASTED_CARDS: usize = 5_000;
/// What is kept of the last copy for other windows, in bytes (8 MiB).
pub const CLIP_BYTES: usize = 8 * 1024 * 1024;

/// Steps that undo remembers.
pub const UNDO_STEPS: usize = 5_000;
/// Memory that undo may hold, in bytes (256 MiB).
pub const UNDO_BYTES: usize = 256 * 1024 * 1024;

/// A file of tables, lists or JSON that a map is made from, in bytes (16 MiB).
pub const TABLE_BYTES: usize = 16 * 1024 * 1024;
/// Rows of such a table.
pub const TABLE_ROWS: usize = 100_000;
/// Columns of such a table.
pub const TABLE_COLUMNS: usize = 500;
/// Cells of such a table, and values of JSON.
pub const TABLE_CELLS: usize = 2_000_000;
/// A cell of such a table, in bytes (64 KiB).
pub const TABLE_CELL_BYTES: usize = 64 * 1024;

/// A Mermaid text, in bytes (1 MiB).
pub const MERMAID_BYTES: usize = 1024 * 1024;
/// A Mermaid text, in lines.
pub const MERMAID_LINES: usize = 20_000;

/// A journal for recovery, in bytes (256 MiB). One is begun anew long before.
pub const JOURNAL_BYTES: u64 = 256 * 1024 * 1024;
/// What tells who has a file open, in bytes.
pub const OWNER_BYTES: u64 = 64 * 1024;
/// How long unsaved work that was declined can still be recovered, in days.
pub const KEPT_DAYS: u64 = 30;

/// A side of an exported picture, in pixels; many viewers fail beyond.
pub const PNG_SIDE: u32 = 32_767;
/// All pixels of an exported picture (268 megapixels, 1 GiB in memory).
pub const PNG_PIXELS: u64 = 268_435_456;

/// A picture file placed in a map, in bytes (32 MiB).
pub const PICTURE_BYTES: u64 = 32 * 1024 * 1024;
/// A side of a picture placed in a map, in pixels.
pub const PICTURE_SIDE: u32 = 16_384;
/// All pixels of a picture placed in a map (64 megapixels).
pub const PICTURE_PIXELS: u64 = 64 * 1024 * 1024;
/// Memory for decoding a picture placed in a map, in bytes (256 MiB).
pub const PICTURE_MEMORY: u64 = 256 * 1024 * 1024;

/// Pictures of one map.
pub const PICTURES: usize = 500;
/// All pictures of one map together, in bytes (32 MiB). As lines of base64 they
/// take five thirds of that, which leaves room for the map in [`FILE_BYTES`].
pub const PICTURES_BYTES: usize = 32 * 1024 * 1024;
/// The longer side from which on a picture is scaled down when it is taken
/// into a map, in pixels: enough for half of a 4K slide.
pub const PICTURE_SIDE_KEPT: u32 = 1_600;
/// The size from which on a picture is written anew when it is taken into a
/// map, in bytes (1 MiB).
pub const PICTURE_BYTES_KEPT: usize = 1024 * 1024;
/// The longer side of a picture as it is drawn, in pixels: what every graphics
/// card takes.
pub const PICTURE_SIDE_SHOWN: u32 = 2_048;

/// Versions kept of one map.
pub const VERSIONS: usize = 200;
/// All versions of one map, packed, in bytes (64 MiB).
pub const VERSIONS_BYTES: u64 = 64 * 1024 * 1024;
/// All versions of all maps, packed, in bytes (512 MiB).
pub const VERSIONS_ALL_BYTES: u64 = 512 * 1024 * 1024;
/// Versions that one save thins out. A clock that is wrong for one save makes
/// all of them look old.
pub const VERSIONS_AT_ONCE: usize = 8;

/// Why no further picture of this many bytes may join a map, as a sentence
/// without its end; `None` when there is room.
#[must_use]
pub fn no_room_for_picture(map: &Map, bytes: usize) -> Option<String> {
    if map.pictures.len() >= PICTURES {
        return Some(format!(
            "the map has {PICTURES} pictures, the limit; remove one first"
        ));
    }
    (picture_bytes(map).saturating_add(bytes) > PICTURES_BYTES).then(|| {
        format!(
            "with it the map's pictures take more than {} MiB together, the limit; \
             remove one first, or scale it down",
            PICTURES_BYTES >> 20
        )
    })
}

fn picture_bytes(map: &Map) -> usize {
    map.pictures.values().map(|picture| picture.weight()).sum()
}

/// The first limit that a map exceeds, as a sentence; `None` for a map of
/// reasonable size.
#[must_use]
pub fn exceeded(map: &Map) -> Option<String> {
    let points = map.stages.iter().map(|stage| stage.points.len()).sum();
    [
        ("stages", map.stages.len(), STAGES),
        ("lanes", map.lanes.len(), LANES),
        ("cards", map.card_count(), CARDS),
        ("emotion points", points, POINTS),
        ("curves", map.curves.len(), CURVES),
        ("personas", map.personas.len(), PERSONAS),
        ("channels", map.channels.len(), CHANNELS),
        ("metrics", map.metrics.len(), METRICS),
        ("pieces of feedback", map.feedback.len(), FEEDBACK),
        ("participants", map.participants.len(), NAMES),
        ("triggers", map.review.triggers.len(), NAMES),
        ("triggers", map.review.happened.len(), NAMES),
        ("rules", map.rules.len(), RULES),
        ("dismissed insights", map.dismissed.len(), DISMISSED),
        ("saved views", map.views.len(), VIEWS),
        ("pictures", map.pictures.len(), PICTURES),
    ]
    .into_iter()
    .find(|(_, count, limit)| count > limit)
    .map(|(what, count, limit)| {
        format!("the map has {count} {what}, and {limit} is the limit; split it into several maps")
    })
    .or_else(|| {
        let limit = PICTURES_BYTES >> 20;
        (picture_bytes(map) > PICTURES_BYTES).then(|| {
            format!(
                "the map's pictures take more than {limit} MiB together, the limit; scale some down"
            )
        })
    })
    .or_else(|| texts(map).find_map(too_long))
    .or_else(|| {
        // `restore_mint` has put the mint one above the largest id in use.
        (map.mint.0 > ID + 1).then(|| {
            format!(
                "an id is above {ID}, the largest that is allowed; give the element a smaller one"
            )
        })
    })
}

fn too_long((what, text): (&'static str, &String)) -> Option<String> {
    // Bytes are counted first: a text of few bytes has few characters.
    let long = text.len() > TEXT_CHARS && text.chars().count() > TEXT_CHARS;
    long.then(|| {
        let start: String = text.chars().take(24).collect();
        format!(
            "the {what} that begins “{start}” is longer than {TEXT_CHARS} characters, the limit for one text; shorten it"
        )
    })
}

/// Every text of a map with what it is.
fn texts(map: &Map) -> impl Iterator<Item = (&'static str, &String)> {
    map_texts(map)
        .into_iter()
        .chain(map.personas.iter().flat_map(|persona| {
            [
                ("name of a persona", &persona.name),
                ("role", &persona.role),
                ("quote", &persona.quote),
                ("text of goals", &persona.goals),
                ("text of motivations", &persona.motivations),
                ("text of frustrations", &persona.frustrations),
                ("text of likes", &persona.likes),
                ("story", &persona.story),
                ("text of sources", &persona.sources),
            ]
            .into_iter()
            .chain(persona.portrait.iter().map(|path| ("portrait", path)))
        }))
        .chain(
            map.channels
                .iter()
                .map(|own| ("name of a channel", &own.name)),
        )
        .chain(map.lanes.iter().map(|lane| ("name of a lane", &lane.name)))
        .chain(
            map.curves
                .iter()
                .map(|curve| ("name of a curve", &curve.name)),
        )
        .chain(map.stages.iter().flat_map(|stage| {
            [
                ("name of a stage", &stage.name),
                ("description", &stage.about),
                ("duration", &stage.duration),
                ("owner", &stage.owner),
            ]
            .into_iter()
            .chain(stage.cards.iter().flat_map(|card| {
                [
                    ("card", &card.text),
                    ("note", &card.note),
                    ("source", &card.source),
                    ("owner", &card.owner),
                    ("wait", &card.wait),
                ]
                .into_iter()
                .chain(card.picture.iter().map(|path| ("picture", path)))
            }))
            .chain(stage.points.iter().flat_map(|point| {
                [
                    ("word of an emotion point", &point.word),
                    ("note", &point.note),
                    ("source", &point.source),
                ]
            }))
        }))
        .chain(map.feedback.iter().flat_map(|feedback| {
            [
                ("feedback", &feedback.verbatim),
                ("topic", &feedback.topic),
                ("name of a type", &feedback.kind_name),
                ("name of a source", &feedback.source_name),
                ("date", &feedback.date),
                ("reference", &feedback.reference),
                ("note", &feedback.note),
            ]
        }))
        .chain(map.metrics.iter().flat_map(|metric| {
            [
                ("name of a metric", &metric.name),
                ("definition of a metric", &metric.definition),
                ("value of a metric", &metric.value),
                ("value of a metric", &metric.before),
                ("value of a metric", &metric.target),
                ("date", &metric.date),
            ]
        }))
}

fn map_texts(map: &Map) -> Vec<(&'static str, &String)> {
    let mut texts = vec![
        ("title", &map.title),
        ("reason", &map.reason),
        ("purpose", &map.purpose),
        ("scenario", &map.scenario),
        ("goal", &map.goal),
        ("scope", &map.scope),
        ("text of expectations", &map.expectations),
        ("owner", &map.owner),
        ("date", &map.review.reviewed),
        ("date", &map.review.next),
    ];
    if let Some((best, worst)) = &map.scale {
        texts.extend([("label of the scale", best), ("label of the scale", worst)]);
    }
    texts.extend(map.views.iter().map(|view| ("name of a view", &view.name)));
    texts.extend(map.pictures.keys().map(|name| ("name of a picture", name)));
    texts.extend(map.participants.iter().map(|name| ("participant", name)));
    let review = &map.review;
    let triggers = review.triggers.iter().chain(&review.happened);
    texts.extend(triggers.map(|name| ("trigger", name)));
    texts.extend(map.rules.iter().map(|rule| ("rule", &rule.words)));
    let dismissed = map.dismissed.iter();
    texts.extend(dismissed.map(|held| ("reason of a dismissal", &held.reason)));
    texts
}
