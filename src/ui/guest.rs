//! Two windows on one file: the first has it, and the second is a guest that
//! looks, works, and saves copies, until the first one lets go. Who has a file
//! is told by [`presence`].

use std::path::Path;

use super::{app::App, asking::file_name, notice::Notice, toast::Toast};
use crate::file::presence::{self, Presented};

impl App {
    /// Says that the file is open here, or finds out who has it.
    pub(super) fn claim(&mut self, path: &Path) {
        if let Some(next) = self.watching.next.take()
            && next.path() == path
        {
            self.watching.presence = Some(next);
            return;
        }
        let Some(state) = self.state_folder() else {
            return;
        };
        match presence::present(&self.disk, &state, path) {
            Presented::Ours(presence) => {
                self.watching.presence = Some(presence);
                if self.watching.guest.take().is_some() {
                    self.toast = Some(Toast::new(
                        format!("{} can be saved here now", file_name(path)),
                        None,
                    ));
                    self.watching.due = Some(0.0);
                }
            }
            Presented::Others(owner) => self.watching.guest = Some(owner),
            Presented::Unknown => {}
        }
    }

    /// Whether another window has the file, so that it is not saved from here.
    pub(super) fn is_guest(&self) -> bool {
        self.watching.guest.is_some()
    }

    /// What is to be told of the file.
    pub(super) fn notice(&self) -> Option<Notice> {
        let guest = self.watching.guest.clone().map(Notice::Guest);
        self.watching.notice.clone().or(guest)
    }

    /// Whether the map may be saved to a file, as far as other windows go; says
    /// so when one of them has it.
    pub(super) fn may_save_to(&mut self, path: &Path) -> bool {
        // The lock of a save before this one that came to nothing.
        self.watching.next = None;
        let own = self.file.path.clone();
        let is_own = own.is_some_and(|own| self.is_one_file(&own, path));
        let owner = if is_own {
            self.watching.guest.clone()
        } else {
            let state = self.state_folder();
            let presented = state.map(|state| presence::present(&self.disk, &state, path));
            match presented {
                Some(Presented::Others(owner)) => Some(owner),
                Some(Presented::Ours(presence)) => {
                    self.watching.next = Some(presence);
                    None
                }
                Some(Presented::Unknown) | None => None,
            }
        };
        let Some(owner) = owner else {
            return true;
        };
        let name = file_name(path);
        self.tell(
            &format!("{name} was not saved"),
            &format!(
                "{name} is open in another window (process {}); choose another name, or close \
                 it there first.",
                owner.process
            ),
        );
        false
    }
}
