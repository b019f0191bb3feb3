//! The values of options: templates, sizes, scales, themes.

use std::ffi::OsString;

use lexopt::ValueExt as _;
use throughline::{
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

/// How large a picture is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Size {
    /// So many pixels wide and high.
    Pixels(u32, u32),
    /// So many pixels to a unit of the map.
    Scale(f32),
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
        let near = nearest(&text, &words).map(|near| format!(" (did you mean “{near}”?)"));
        format!(
            "there is no template “{text}”{}; there are {} and stress:N",
            near.unwrap_or_default(),
            words.join(", ")
        )
    })
}

/// A size such as `1920x1080`. A number beyond `u32` is as absurd as the
/// largest, and refused as such when the picture is made.
pub(super) fn pixels(text: &str) -> Result<Size, String> {
    let side = |text: &str| {
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let side = is_number.then(|| text.parse().unwrap_or(u32::MAX));
        side.filter(|side| *side > 0)
    };
    let sides = text.split_once(['x', 'X', '×']);
    let sides = sides.and_then(|(width, height)| Some((side(width)?, side(height)?)));
    let (width, height) = sides.ok_or_else(|| {
        format!("“{text}” is no size; write width and height in pixels, as in 1920x1080")
    })?;
    Ok(Size::Pixels(width, height))
}

pub(super) fn units(text: &OsString) -> Result<Size, String> {
    let scale = text.parse().ok();
    let scale = scale.filter(|scale: &f32| scale.is_finite() && *scale > 0.0);
    scale.map(Size::Scale).ok_or_else(|| {
        let text = text.to_string_lossy();
        format!("“{text}” is no scale; write pixels for each unit of the map, as in 2 or 1.5")
    })
}

pub(super) fn theme(word: &str) -> Result<ThemeName, String> {
    let found = ThemeName::ALL
        .into_iter()
        .find(|theme| theme.word() == word);
    found.ok_or_else(|| {
        let words = ThemeName::ALL.map(ThemeName::word).join(", ");
        format!("there is no theme “{word}”; there are {words}")
    })
}

pub(super) fn details(word: &str) -> Result<Details, String> {
    let found = Details::EVERY
        .into_iter()
        .find(|details| details.word() == word);
    found.ok_or_else(|| {
        let words = Details::EVERY.map(Details::word).join(", ");
        format!("cards cannot show “{word}”; --details takes {words}")
    })
}
