//! What can go wrong with an export, in the user's words: the cause, and what
//! to do next. Knows no format.

use crate::file::limits::{PNG_PIXELS, PNG_SIDE};

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// It was stopped.
    #[error("the export was cancelled; nothing was written")]
    Cancelled,
    /// What was chosen of the map leaves nothing to draw.
    #[error("nothing of the map is chosen; choose at least one stage and one lane")]
    Nothing,
    /// There is no saved view of the name.
    #[error("the map has no saved view “{name}”; {}", offer(known))]
    NoView {
        /// What was asked for.
        name: String,
        /// The views there are.
        known: Vec<String>,
    },
    /// There is nothing to draw on.
    #[error("a picture of {width} x {height} pixels has no room; ask for at least 1 x 1")]
    Empty {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
    },
    /// It is larger than a picture may be.
    #[error(
        "a picture of {width} x {height} pixels is too large: at most {PNG_SIDE} pixels a side \
         and {} million pixels in all; ask for a smaller size or scale",
        PNG_PIXELS / 1_000_000
    )]
    TooLarge {
        /// In pixels.
        width: u64,
        /// In pixels.
        height: u64,
    },
    /// The machine has too little memory left.
    #[error(
        "not enough memory for a picture of {width} x {height} pixels; \
         close other programs or ask for a smaller size"
    )]
    Memory {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
    },
    /// The map has no text; none of the editor is such.
    #[error("{0}")]
    Text(String),
    /// The encoder refused the picture.
    #[error("the picture could not be written as PNG; ask for another size")]
    Png(#[from] png::EncodingError),
    /// The PDF writer refused the pages.
    #[error("the pages could not be written as PDF ({0}); export them as SVG or PNG")]
    Pdf(String),
    /// The slides are beyond what one file can hold.
    #[error("the slides could not be packed into one file ({0}); export fewer stages")]
    Pptx(#[from] zip::result::ZipError),
}

/// What to choose instead.
fn offer(known: &[String]) -> String {
    let quoted: Vec<String> = known.iter().map(|name| format!("“{name}”")).collect();
    match quoted.as_slice() {
        [] => "it has none; save one in the View menu, or leave the view out".into(),
        [only] => format!("there is {only}"),
        [most @ .., last] => format!("there are {} and {last}", most.join(", ")),
    }
}
