//! The values of options: templates, sizes, scales, counts, themes. A message
//! on a wrong one says what it would have to be.

use std::ffi::OsString;

use jiff::civil::Date;
use throughline::{
    export::{Background, Content, Packing, Paper, Preset, Split},
    file::{limits, nearest},
    model::Details,
    model::Template,
    scene::ThemeName,
};

/// What a new map starts with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Start {
    /// A template.
    Template(Template),
    /// So many cards, for measuring.
    Stress(usize),
}

/// A template by its word, or `stress:N`.
pub(super) fn start(word: Option<&OsString>) -> Result<Start, String> {
    let Some(word) = word else {
        return Ok(Start::Template(Template::FiveStages));
    };
    let text = word.to_string_lossy();
    if let Some(count) = text.strip_prefix("stress:") {
        let count = count.parse().ok().filter(|count| *count <= limits::CARDS);
        return count.map(Start::Stress).ok_or_else(|| {
            format!(
                "“{text}” is no template; after stress: comes a number up to {}",
                limits::CARDS
            )
        });
    }
    let found = Template::ALL
        .into_iter()
        .find(|template| template.word() == text);
    found.map(Start::Template).ok_or_else(|| {
        let words = Template::ALL.map(Template::word);
        unknown("there is no template", &text, &words) + " and stress:N"
    })
}

/// A day as `YYYY-MM-DD`.
pub(super) fn day(text: &str) -> Result<String, String> {
    let wrong = || format!("“{text}” is no day; write it as YYYY-MM-DD, as in 2026-09-10");
    let day: Date = text.parse().map_err(|_unread| wrong())?;
    let written = day.strftime("%Y-%m-%d").to_string();
    if written == text {
        Ok(written)
    } else {
        Err(wrong())
    }
}

/// Pixels an inch of a sheet of which nothing else is said.
const DPI: f32 = 300.0;

/// The units of lengths, in millimeters.
const LENGTHS: [(&str, f32); 3] = [("mm", 1.0), ("cm", 10.0), ("in", 25.4)];

/// A size: `1920x1080` is a slide of so many pixels, `297x210mm` a sheet.
pub(super) fn size(text: &str) -> Result<Paper, String> {
    let lower = text.to_ascii_lowercase();
    let length = LENGTHS
        .iter()
        .find_map(|(unit, mm)| Some((lower.strip_suffix(unit)?, *unit, *mm)));
    let paper = match length {
        Some((sides, unit, mm)) => sheet(sides, unit, mm),
        None => slide(lower.strip_suffix("px").unwrap_or(&lower)),
    };
    paper.ok_or_else(|| {
        format!(
            "“{text}” is no size; write width and height in pixels, as in 1920x1080, or as long \
             as a sheet, as in 297x210mm"
        )
    })
}

/// A slide in pixels. A number beyond `u32` is as absurd as the largest, and
/// refused as such when the picture is made.
fn slide(text: &str) -> Option<Paper> {
    let side = |text: &str| {
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let side = is_number.then(|| text.parse().unwrap_or(u32::MAX));
        side.filter(|side| *side > 0)
    };
    let (width, height) = text.split_once(['x', '×'])?;
    Some(Paper::Slide(side(width)?, side(height)?))
}

/// A sheet in a unit of so many millimeters.
fn sheet(text: &str, unit: &str, mm: f32) -> Option<Paper> {
    let side = |text: &str| {
        let text = text.strip_suffix(unit).unwrap_or(text).trim();
        positive(text).map(|side| side * mm)
    };
    let (width, height) = text.split_once(['x', '×'])?;
    Some(Paper::Millimeters(side(width)?, side(height)?, DPI))
}

/// A number above zero, written in digits.
fn positive(text: &str) -> Option<f32> {
    let number = text.parse().ok();
    number.filter(|number: &f32| number.is_finite() && *number > 0.0)
}

/// Pixels for each unit of the map.
pub(super) fn scale(text: &str) -> Result<Paper, String> {
    positive(text).map(Paper::Canvas).ok_or_else(|| {
        format!("“{text}” is no scale; write pixels for each unit of the map, as in 2 or 1.5")
    })
}

/// A paper by its name.
pub(super) fn preset(word: &str) -> Result<Paper, String> {
    let found = Preset::of(word).map(|preset| preset.paper);
    found.ok_or_else(|| {
        let words = Preset::ALL.map(|preset| preset.word);
        unknown("there is no preset", word, &words)
    })
}

/// Pixels an inch.
pub(super) fn dpi(text: &str) -> Result<f32, String> {
    positive(text)
        .ok_or_else(|| format!("“{text}” is no density; write pixels an inch, as in --dpi 300"))
}

/// A size of type in points.
pub(super) fn points(text: &str) -> Result<f32, String> {
    let number = text.strip_suffix("pt").unwrap_or(text).trim();
    positive(number)
        .ok_or_else(|| format!("“{text}” is no size of text; write points, as in --min-text 14pt"))
}

/// How a map is parted into pages.
pub(super) fn split(text: &str) -> Result<Split, String> {
    if matches!(text, "stage" | "stages") {
        return Ok(Split::Stage);
    }
    let count = text.parse().ok();
    let count = count.filter(|count| (1..=limits::STAGES).contains(count));
    count.map(Split::Pages).ok_or_else(|| {
        format!(
            "a map cannot be split by “{text}”; write how many pages at most, up to {}, or stage",
            limits::STAGES
        )
    })
}

/// A part of a file: 1 is the first, which is zero inside.
pub(super) fn part(text: &str) -> Result<usize, String> {
    let number = text
        .parse()
        .ok()
        .and_then(|number: usize| number.checked_sub(1));
    number.ok_or_else(|| format!("“{text}” is no part; write its number, as in --part 2"))
}

/// What the pages show, by its word.
pub(super) fn content(text: &str) -> Result<Content, String> {
    let found = Content::ALL
        .into_iter()
        .find(|content| content.word().eq_ignore_ascii_case(text.trim()));
    found.ok_or_else(|| {
        let words = Content::ALL.map(Content::word);
        unknown("there is no content", text, &words)
    })
}

/// What is behind the map.
pub(super) fn background(word: &str) -> Result<Background, String> {
    match word {
        "theme" => Ok(Background::Theme),
        "white" => Ok(Background::White),
        "transparent" => Ok(Background::Transparent),
        _ => {
            let words = ["theme", "white", "transparent"];
            Err(unknown("there is no background", word, &words))
        }
    }
}

/// How a PNG is packed.
pub(super) fn packing(word: &str) -> Result<Packing, String> {
    match word {
        "small" => Ok(Packing::Small),
        "fast" => Ok(Packing::Fast),
        _ => Err(unknown("there is no packing", word, &["small", "fast"])),
    }
}

/// What to say of a word that is none of those there are.
pub(super) fn unknown(what: &str, word: &str, known: &[&str]) -> String {
    let near = nearest(word, known).map(|near| format!(" (did you mean “{near}”?)"));
    let near = near.unwrap_or_default();
    format!("{what} “{word}”{near}; there are {}", known.join(", "))
}

/// Colors by their name.
pub(super) fn theme(word: &str) -> Result<ThemeName, String> {
    let found = ThemeName::ALL
        .into_iter()
        .find(|theme| theme.word() == word);
    found.ok_or_else(|| {
        unknown(
            "there is no theme",
            word,
            &ThemeName::ALL.map(ThemeName::word),
        )
    })
}

/// What cards show, by its word.
pub(super) fn details(word: &str) -> Result<Details, String> {
    let found = Details::EVERY
        .into_iter()
        .find(|details| details.word() == word);
    found.ok_or_else(|| {
        let words = Details::EVERY.map(Details::word).join(", ");
        format!("cards cannot show “{word}”; --details takes {words}")
    })
}
