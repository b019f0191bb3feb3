//! One export from beginning to end, whatever the format: the map drawn as the
//! setup asks, and the bytes of every file that comes of it. The window and the
//! command line both call this; writing the files is theirs.

use std::path::Path;

use super::{
    Content, Document, ExportError, Page, Report, Setup, csv, html, markdown, mermaid,
    opportunities_csv, opportunities_markdown, pdf, png, pptx, report_html, report_markdown, svg,
};
use crate::{file, layout::Layouter, model::Map};

/// A kind of file that a map is exported as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Format {
    /// A picture of pixels, one file a page.
    Png,
    /// A drawing for the web and for drawing programs, one file a page.
    Svg,
    /// A document with a page for each part.
    Pdf,
    /// A presentation with a slide for each part.
    Pptx,
    /// A page to be read in a browser.
    Html,
    /// A table for spreadsheets.
    Csv,
    /// A table in Markdown.
    Markdown,
    /// A Mermaid journey.
    Mermaid,
    /// The program's own form.
    Map,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 9] = [
        Self::Png,
        Self::Svg,
        Self::Pdf,
        Self::Pptx,
        Self::Html,
        Self::Csv,
        Self::Markdown,
        Self::Mermaid,
        Self::Map,
    ];

    /// The form that a file's name tells.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        Self::of_word(&extension)
    }

    /// The form with this extension.
    #[must_use]
    pub fn of_word(extension: &str) -> Option<Self> {
        match extension {
            "png" => Some(Self::Png),
            "svg" => Some(Self::Svg),
            "pdf" => Some(Self::Pdf),
            "pptx" => Some(Self::Pptx),
            "html" | "htm" => Some(Self::Html),
            "csv" => Some(Self::Csv),
            "md" | "markdown" => Some(Self::Markdown),
            "mmd" | "mermaid" => Some(Self::Mermaid),
            "ron" => Some(Self::Map),
            _ => None,
        }
    }

    /// Its name for people; of the program's own form there is none.
    #[must_use]
    pub const fn name(self) -> Option<&'static str> {
        Some(match self {
            Self::Png => "PNG",
            Self::Svg => "SVG",
            Self::Pdf => "PDF",
            Self::Pptx => "PowerPoint",
            Self::Html => "HTML",
            Self::Csv => "CSV",
            Self::Markdown => "Markdown",
            Self::Mermaid => "Mermaid",
            Self::Map => return None,
        })
    }

    /// Its extension, without the dot.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
            Self::Pdf => "pdf",
            Self::Pptx => "pptx",
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Markdown => "md",
            Self::Mermaid => "mmd",
            Self::Map => "journey.ron",
        }
    }

    /// Whether it is drawn on pages, and so has a size.
    #[must_use]
    pub const fn is_drawn(self) -> bool {
        matches!(
            self,
            Self::Png | Self::Svg | Self::Pdf | Self::Pptx | Self::Html
        )
    }

    /// Whether it holds one page alone: several become several files.
    #[must_use]
    pub const fn is_single(self) -> bool {
        matches!(self, Self::Png | Self::Svg)
    }
}

/// What an export came to.
#[derive(Clone, Debug)]
pub struct Exported {
    /// The bytes of every file, in order; more than one only for formats that
    /// hold a single page.
    pub files: Vec<Vec<u8>>,
    /// What the format cannot hold, one sentence each.
    pub losses: Vec<String>,
    /// What was drawn; `None` for formats that are not.
    pub drawn: Option<Drawn>,
}

/// The size of what was drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drawn {
    /// In pixels.
    pub page: Page,
    /// The smallest text, in points.
    pub smallest: f32,
    /// How many pages.
    pub pages: usize,
}

/// Exports a map. `progress` is told the share that is done, 0 to 1, and stops
/// the work by returning false.
///
/// # Errors
///
/// Nothing is chosen, the page is beyond its limits, memory is short, or
/// `progress` said stop.
pub fn export(
    map: &Map,
    (format, setup): (Format, &Setup),
    layouter: &mut Layouter,
    progress: &dyn Fn(f32) -> bool,
) -> Result<Exported, ExportError> {
    if !progress(0.0) {
        return Err(ExportError::Cancelled);
    }
    if !format.is_drawn() {
        let cut = super::scope::cut(map, &setup.scope)?;
        return match setup.content {
            Content::Map => told(&cut, format),
            Content::Opportunities => table(&cut, format),
            Content::Report | Content::HandOut => read(&cut, (format, setup)),
        };
    }
    // On a page of HTML the words stand below the picture, not in pictures.
    let drawn = Setup {
        content: if format == Format::Html && setup.content.has_map() {
            Content::Map
        } else {
            setup.content
        },
        ..setup.clone()
    };
    let document = Document::new_while(map, &drawn, layouter, &|| progress(0.0))?;
    let count = document.sheets.len();
    let fonts = layouter.fonts();
    let mut files = Vec::new();
    match format {
        Format::Png => {
            for (index, sheet) in document.sheets.iter().enumerate() {
                #[expect(clippy::cast_precision_loss, reason = "a count of pages is small")]
                let share = |done: f32| progress((index as f32 + done) / count as f32);
                files.push(png(&sheet.scene, fonts, &document.page, &share)?);
            }
        }
        Format::Html => {
            let shown = super::scope::reduced(map, setup)?;
            files.push(match setup.content.report() {
                Some(kind) => {
                    let told = Report::of(&shown, kind, &setup.today);
                    report_html(&shown, &told, &document, fonts)?
                }
                None => html(&shown, &document, fonts)?,
            });
        }
        Format::Pptx => {
            let shown = super::scope::reduced(map, setup)?;
            files.push(pptx(&shown, &document, progress)?);
        }
        Format::Svg => {
            for sheet in &document.sheets {
                if !progress(0.0) {
                    return Err(ExportError::Cancelled);
                }
                files.push(svg(sheet, &document, fonts, setup.svg_text)?);
            }
        }
        Format::Pdf => files.push(pdf(&document, fonts, progress)?),
        Format::Csv | Format::Markdown | Format::Mermaid | Format::Map => {
            return Err(ExportError::Nothing);
        }
    }
    Ok(Exported {
        files,
        losses: unseen(map, format).into_iter().collect(),
        drawn: Some(Drawn {
            page: document.page,
            smallest: document.smallest,
            pages: count,
        }),
    })
}

/// What a picture does not show of a map that has no stages to draw.
fn unseen(map: &Map, format: Format) -> Option<String> {
    let answers = match map.feedback.len() {
        0 => String::new(),
        1 => "; its answer is in tables and on an HTML page".into(),
        count => format!("; its {count} answers are in tables and on an HTML page"),
    };
    let is_bare = map.stages.is_empty() && format != Format::Html;
    is_bare.then(|| format!("it has no stages, so its picture is a header alone{answers}"))
}

/// The opportunities alone, in the formats that hold tables; the map in those
/// that hold nothing less.
fn table(map: &Map, format: Format) -> Result<Exported, ExportError> {
    let text = match format {
        Format::Csv => opportunities_csv(map),
        Format::Markdown => opportunities_markdown(map),
        Format::Png
        | Format::Svg
        | Format::Pdf
        | Format::Pptx
        | Format::Html
        | Format::Mermaid
        | Format::Map => return told(map, format),
    };
    Ok(Exported {
        files: vec![text.into_bytes()],
        losses: Vec::new(),
        drawn: None,
    })
}

/// A report in Markdown; the map in the formats that hold no report.
fn read(map: &Map, (format, setup): (Format, &Setup)) -> Result<Exported, ExportError> {
    let kind = setup
        .content
        .report()
        .filter(|_| format == Format::Markdown);
    let Some(kind) = kind else {
        return told(map, format);
    };
    let text = report_markdown(&Report::of(map, kind, &setup.today));
    Ok(Exported {
        files: vec![text.into_bytes()],
        losses: Vec::new(),
        drawn: None,
    })
}

/// The formats that hold words and no picture.
fn told(map: &Map, format: Format) -> Result<Exported, ExportError> {
    let (text, losses) = match format {
        Format::Mermaid => {
            let written = mermaid(map);
            (written.text, written.losses)
        }
        Format::Map => {
            let text = file::write(map).map_err(|error| ExportError::Text(error.to_string()))?;
            (text, Vec::new())
        }
        Format::Csv => {
            let written = csv(map);
            (written.text, written.losses)
        }
        Format::Markdown => {
            let written = markdown(map);
            (written.text, written.losses)
        }
        Format::Png | Format::Svg | Format::Pdf | Format::Pptx | Format::Html => {
            return Err(ExportError::Nothing);
        }
    };
    Ok(Exported {
        files: vec![text.into_bytes()],
        losses,
        drawn: None,
    })
}
