//! What is part of the merged map: what both sides have, what one of them
//! added, and what one removed while the other worked on it, if that is so
//! decided. Knows nothing of fields.

use std::collections::{BTreeMap, BTreeSet};

use super::{Choice, meeting::Meeting};
use crate::model::compare::{Difference, Index, Item, Key, content_words, counted, place_words};

/// So much of what was done to something is told.
const SHOWN: usize = 3;
/// The field of a conflict about whether something is there.
const PRESENCE: &str = "kept or removed";

/// Everything that is kept. A card or a point that went with what held it is
/// among them: whether that is kept decides.
pub(super) fn kept(meeting: &mut Meeting<'_>) -> BTreeSet<Key> {
    let users = [meeting.mine, meeting.theirs].map(users);
    let keys = meeting.mine.items.keys().chain(meeting.theirs.items.keys());
    let keys: BTreeSet<Key> = keys.cloned().collect();
    let mut kept = BTreeSet::new();
    for key in keys {
        let has = |index: &Index<'_>| index.has(&key);
        let is_kept = match (has(meeting.base), has(meeting.mine), has(meeting.theirs)) {
            (true, true, false) => survives(meeting, &key, Choice::Mine, &users),
            (true, false, true) => survives(meeting, &key, Choice::Theirs, &users),
            _ => true,
        };
        if is_kept {
            kept.insert(key);
        }
    }
    kept
}

/// What uses what on a map.
type Users = BTreeMap<Key, Vec<Key>>;

fn users(index: &Index<'_>) -> Users {
    let mut users = Users::new();
    for (key, item) in &index.items {
        for target in item.targets() {
            users.entry(target).or_default().push(key.clone());
        }
    }
    users
}

/// Whether something stays that only `keeper` still has.
fn survives(meeting: &mut Meeting<'_>, key: &Key, keeper: Choice, users: &[Users; 2]) -> bool {
    // Pictures are kept as long as something shows them.
    if matches!(key, Key::Picture(_)) {
        return false;
    }
    let [of_mine, of_theirs] = users;
    let (keeps, removes, users) = match keeper {
        Choice::Mine => (meeting.mine, meeting.theirs, of_mine),
        Choice::Theirs => (meeting.theirs, meeting.mine, of_theirs),
    };
    let (Some(was), Some(is)) = (meeting.base.item(key), keeps.item(key)) else {
        return true;
    };
    let went_along = was
        .holders()
        .into_iter()
        .any(|holder| !removes.has(&holder) && is.holders().contains(&holder));
    if went_along {
        return true;
    }
    let touched = Touched {
        base: meeting.base,
        side: keeps,
        users,
    };
    if !touched.is_touched(key) {
        return false;
    }
    let (removed, changed) = ("removed".to_owned(), touched.words(key, &was, &is));
    meeting.at = key.clone();
    let there = format!("there{}", content_words(meeting.base, key));
    let words = match keeper {
        Choice::Mine => [there, changed, removed],
        Choice::Theirs => [there, removed, changed],
    };
    meeting.conflict(PRESENCE, words) == keeper
}

/// What a side did to something since the common past.
struct Touched<'a> {
    base: &'a Index<'a>,
    side: &'a Index<'a>,
    users: &'a Users,
}

impl Touched<'_> {
    /// Whether it was changed, something in it was, or it is newly used.
    fn is_touched(&self, key: &Key) -> bool {
        self.is_changed(key) || self.uses(key).next().is_some()
    }

    fn is_changed(&self, key: &Key) -> bool {
        let pair = self.base.item(key).zip(self.side.item(key));
        pair.is_none_or(|(was, is)| !was.same(&is))
    }

    /// What uses it newly, or is held by it and touched.
    fn uses<'k>(&'k self, key: &'k Key) -> impl Iterator<Item = &'k Key> {
        let users = self.users.get(key).into_iter().flatten();
        users.filter(move |user| {
            let used = self
                .base
                .item(user)
                .is_some_and(|was| was.targets().contains(key));
            let is = self.side.item(user);
            let is_held = is.is_some_and(|is| is.holders().contains(key));
            !used || is_held && self.is_touched(user)
        })
    }

    /// What was done to it, in words.
    fn words(&self, key: &Key, was: &Item<'_>, is: &Item<'_>) -> String {
        let maps = (self.base.map, self.side.map);
        let mut done: Vec<String> = Vec::new();
        let differences = was.differences(is, maps);
        done.extend(differences.iter().map(Difference::words));
        done.extend(place_words(was, is, maps));
        let (held, using): (Vec<&Key>, Vec<&Key>) = self.uses(key).partition(|user| {
            let is = self.side.item(user);
            is.is_some_and(|is| is.holders().contains(key))
        });
        let cards = held
            .iter()
            .filter(|key| matches!(key, Key::Card(_)))
            .count();
        let points = held.len().saturating_sub(cards);
        let counts = [
            (cards, "new or changed card"),
            (points, "new or changed emotion point"),
        ];
        let counts = counts.into_iter().filter(|(count, _)| *count > 0);
        done.extend(counts.map(|(count, noun)| counted(count, noun)));
        done.extend(
            using
                .first()
                .map(|user| format!("used by {}", self.side.called(user))),
        );
        let more = done.len().saturating_sub(SHOWN);
        done.truncate(SHOWN);
        if more > 0 {
            done.push(format!("{more} more"));
        }
        format!("kept, with {}", done.join("; "))
    }
}
