//! Files: the text of a map and its versions, pictures, safe saving, limits, and what to
//! say when a file is not what it should be. Knows the model and the disk,
//! nothing of layout or windows.

#![cfg_attr(
    not(test),
    deny(
        clippy::arithmetic_side_effects,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::unwrap_used,
        reason = "no file may end the program"
    )
)]

mod conflict;
mod count;
mod disk;
mod error;
mod explain;
mod foreign;
mod format;
pub mod import;
pub mod limits;
mod locate;
mod mend;
pub mod mermaid;
mod name;
mod nearest;
pub mod picture;
mod place;
pub(crate) mod plain;
pub mod presence;
mod readable;
pub mod recovery;
mod save;
mod scan;
pub mod table;
pub mod versions;

pub use disk::{Disk, Draft, Kind, Lock, Log, OsDisk, Status, seconds};
pub use error::{FileError, Place};
pub use format::{VERSION, read, write};
pub use locate::line_of;
pub use mend::{Mended, Mending, mend};
pub use name::safe_name;
pub use nearest::nearest;
pub use save::{
    Consent, Opened, Saved, Stamp, is_same_file, is_unchanged, load, load_bytes, load_sound, save,
    save_keeping, write_atomically, write_together,
};
pub use versions::{Version, Versions};
