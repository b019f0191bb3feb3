//! Throughline: a desktop editor for customer journey maps.
//!
//! # Architecture
//!
//! One crate, eight layers. A layer uses those below it, never those above; a
//! test reads the `use` lines and fails on an arrow that runs the wrong way.
//!
//! | layer | from → to | may not know |
//! |---|---|---|
//! | [`ui`] | the window: canvas, panels, menus, dialogs | how a map is changed |
//! | [`editor`] | one open document: history, selection, view, gestures, commands | egui, the disk |
//! | [`export`] | a map on pages to PNG, SVG, PDF, PPTX, HTML; to tables and Mermaid | windows |
//! | [`paint`] | a scene to shapes; shapes to pixels on the CPU | maps |
//! | [`scene`] | a layout to colored items | painters |
//! | [`layout`] | a map to boxes, lines of text and curves | colors |
//! | [`file`](mod@file) | RON, safe saving, imports, picture files | windows, painters |
//! | [`model`] | what a journey map is, and the edits it knows | everything else |
//!
//! No input ends the program: in [`model`], [`file`](mod@file) (imports with it)
//! and [`export`] the compiler refuses whatever could panic, without exception
//! outside tests: `unwrap`, `expect`, `panic!`, indices, slices, integer
//! arithmetic that is not checked, wrapping or saturating.
//!
//! Five ideas carry everything:
//!
//! 1. **A [`Map`](model::Map) is plain data and holds meaning, never pixels.** A
//!    card knows its lane and how far across its stage it sits; it has no x.
//! 2. **One function changes a map**: [`Map::apply`](model::Map::apply). Panels
//!    and canvas take `&Map` and return [`Edit`](model::Edit)s.
//! 3. **One pipeline draws it**: map → [`Layout`](layout::Layout) →
//!    [`Scene`](scene::Scene) → screen or file. What is on the screen and what
//!    is in the file cannot drift apart.
//! 4. **One gesture is one undo step.** A gesture keeps the map as it was when
//!    it began and applies its edits to *that* map each frame; letting go
//!    commits, Escape restores. Undo is a stack of shared snapshots.
//! 5. **The pointer is one explicit state machine** that takes an event and
//!    gives the next state and a list of actions. It knows no egui.
//!
//! # The path of one drag
//!
//! The canvas turns pixels into map units and hands the editor an input. The
//! interaction goes from pressed to moving once four pixels are passed, asks
//! the layout of the *base* map which [`Place`](layout::Place) is meant, and
//! answers with a preview of one `PlaceCard` edit. The document applies it to
//! the base. The next read of the layout finds one stage at a new address and
//! lays out its changed cells; the scene of what is in view is built and
//! painted. Letting go adds one step to the history.
//!
//! # Where to add
//!
//! - **a lane kind**: `model/words.rs`; the compiler then asks for its look
//!   (`layout/tokens.rs`) and its icon (`scene/icon.rs`).
//! - **an exporter**: a file in `export/`, one `match` over
//!   [`Item`](scene::Item); then its [`Format`](export::Format), and the
//!   compiler asks for the rest.
//! - **a command**: `editor/command.rs`; menus, shortcuts and tests are loops
//!   over it.
//! - **an entry of a context menu**: `editor/context/`, a command where there
//!   is one, else a [`Change`](editor::Change) of what is selected.
//! - **an insight**: its [`Rule`](model::Rule) in `model/words.rs`; the compiler
//!   then asks for its function (`model/insight/`), its source and its chapter
//!   (`model/insight/why.rs`). Panel, report and command line show it as it is.
//! - **a word by which a column or lane goes**: `file/import/meaning/names.rs`.
//! - **a field**: `model/map.rs` and its `…Field` in `model/edit.rs`; its word
//!   in `model/compare/fields.rs`; then its widget in `ui/`.
//!
//! # Pictures
//!
//! Portraits and storyboards are part of the map's file: a section at its end,
//! by name, in lines of base64. A folder beside the file would keep the text
//! shorter, but falls apart when the map is mailed, moved or renamed; at the
//! end nobody has to read past it, and a change of one picture changes its own
//! lines only. [`file::picture`] takes pictures in (scaled down when they are
//! larger than a slide needs) and decodes them within limits; the model shares
//! their bytes; layout knows their size without decoding; one
//! [`Item`](scene::Item) draws them everywhere, with what stands in for one
//! that is not there.
//!
//! # The path of one export
//!
//! A [`Setup`](export::Setup) is plain data: paper, scope, split, colors. The
//! scope leaves a smaller map; [`Layouter::fit`](layout::Layouter::fit) lays it
//! out for the paper, page by page, all at one scale; a
//! [`Document`](export::Document) holds the scene of every page with its size
//! in points, so that it can say how large the smallest text is. Every format
//! is written from the same scenes, whose groups say which items show which
//! element: that is how a slide gets one shape for a card.
//!
//! # The path of one import
//!
//! [`understand`](file::import::understand) takes the bytes of a file and says
//! everything it took them for: encoding, parts, the table with what each
//! column means, the map, and a remark for all that was assumed or left out.
//! [`Options`](file::import::Options) overrule any of it. The window asks on a
//! thread of its own and shows the answer before anything is opened; the
//! command line takes it as it is.
//!
//! # The path of one answer
//!
//! A table is read as any import is ([`file::import`]); what its columns mean
//! is found, or remembered from the last table with the same headings. Its rows
//! become [`Feedback`](model::Feedback), placed by the stage that they name or
//! by the map's [`StageRule`](model::StageRule)s, and what cannot be read is a
//! remark with its line. One `AddFeedback` edit puts them into the log, which
//! is shared as a whole, so that its address tells whether it has changed. The
//! [`Tally`](model::Tally) counts a log once, by what its answers are about; a
//! metric that is computed asks it for a [`Figure`](model::Figure) with its
//! interval; the layout sets that as words and a gauge, as it would a typed
//! value. The panel of the log reads the same entries through `editor/log`,
//! which filters, sorts and counts them without a screen.
//!
//! # The path of one keystroke to the disk
//!
//! A key changes the map; at the end of the frame the window hands the map's
//! address to the [`Recorder`](file::recovery::Recorder), whose thread writes
//! what differs to a journal, at most 0.7 seconds after the last write, and
//! whose other thread makes it survive a power loss. A save is ordered with
//! that address too: a thread writes the text, reads it back, keeps what the
//! file held in [`Versions`](file::Versions), and replaces the file in one step;
//! only then is the journal removed. The next start finds the journals whose
//! locks nobody holds, and offers them. Everything that touches the disk goes
//! through [`Disk`](file::Disk), so that tests make any call of it fail, wait,
//! or be the last one before the power goes. `tests/faults.md` lists what can
//! go wrong, and what tries it.
//!
//! # The path of one merge
//!
//! [`merge`](model::merge) takes three maps and gives what each side changed,
//! put together: parts are told by their ids, what both added under one id
//! gets two, and every field goes through the one list in `model/compare`, which
//! [`compare`](model::compare) says changes by. What both changed differently
//! is a [`Conflict`](model::Conflict), for mine until it is decided. The
//! command line and the window only show it; what the window takes of it is one
//! undo step.
//!
//! # Departures from the first design
//!
//! Cards are shared (`Arc`) as stages are, so that moving one of ten thousand
//! copies one stage's list of addresses and one card. Text is measured with
//! the shaper alone, word by word, without the painter's glyph atlas: the
//! layer above need not exist to find a line's width.
//! Pictures are kept inside the map's file, as its last section: a folder
//! beside it would be left behind when the file is sent. Pages of a show are
//! layouts like that of the sheet, so that hit test, typing and names for
//! screen readers work on them unchanged. Lines between lanes are stored with
//! the lane below them, yet moving a lane keeps what they part. On a page that
//! is filled, cards of a cell stand in rows in the order of time instead of
//! each at its moment: that is what makes its text larger.

pub mod editor;
pub mod export;
pub mod file;
pub mod layout;
pub mod model;
pub mod paint;
pub mod scene;
pub mod ui;
